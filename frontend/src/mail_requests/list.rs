//! What the list holds: the rows that are loaded, what arrived meanwhile, and how both follow the
//! server without moving what somebody is reading.

use super::filters::Filter;
use crate::{
    live::{News, use_live},
    pages::Pages,
    remote::fetch,
    session::use_session,
};
use domain::{events::EventKind, ids::MailRequestId, mail_requests::MailRequestSummary};
use leptos::prelude::*;

/// The rows of the list.
#[derive(Clone, Copy)]
pub struct List {
    /// What is loaded.
    pub pages: Pages<MailRequestSummary>,
    /// What arrived since, by id.
    pub arrived: RwSignal<Vec<MailRequestId>>,
    /// What has changed while rows were on their way that may be older.
    unheard: StoredValue<Vec<MailRequestId>>,
    owner: StoredValue<Owner>,
}

impl List {
    /// A list that follows this filter and the live connection.
    pub fn new(filter: Memo<Filter>) -> Self {
        let ask = move |client: client::Client, after| {
            let query = filter.with_untracked(|filter| filter.query(after));
            async move { client.list_mail_requests(&query).await }
        };
        let list = Self {
            pages: Pages::new(ask, |one, other| one.id == other.id),
            arrived: RwSignal::new(Vec::new()),
            unheard: StoredValue::new(Vec::new()),
            owner: StoredValue::new(Owner::current().unwrap_or_default()),
        };
        Effect::new(move |_| {
            filter.track();
            list.load();
        });
        Effect::new(move |_| {
            if !list.pages.busy.get() {
                let unheard = list.unheard.try_update_value(std::mem::take);
                let unheard = unheard.unwrap_or_default().into_iter();
                unheard
                    .filter(|id| list.knows(*id))
                    .for_each(|id| list.read_again(id));
            }
        });
        use_live().listen(move |news| {
            if let News::Event(event) = &news
                && event.kind != EventKind::ViewersChanged
                && let Some(id) = event.mail_request_id
                && list.pages.busy.get_untracked()
            {
                list.unheard.update_value(|unheard| unheard.push(id));
            }
            list.hear(news);
        });
        list
    }

    /// Loads from the start, with everything that has arrived.
    pub fn load(self) {
        self.arrived.set(Vec::new());
        self.pages.load();
    }

    /// The rows that are loaded, each shown by `row`, which follows it without making its elements
    /// anew, so that the focus stays.
    pub fn each(
        self,
        row: impl Fn(MailRequestId, Memo<Option<MailRequestSummary>>) -> AnyView
        + Clone
        + Send
        + 'static,
    ) -> AnyView {
        let rows = self.pages.rows;
        let ids = move || {
            rows.with(|rows| {
                rows.ready()
                    .map(|rows| rows.iter().map(|row| row.id).collect::<Vec<_>>())
                    .unwrap_or_default()
            })
        };
        let children = move |id: MailRequestId| {
            let find = move |_: Option<&Option<MailRequestSummary>>| {
                rows.with(|rows| rows.ready()?.iter().find(|row| row.id == id).cloned())
            };
            row(id, Memo::new(find))
        };
        view! { <For each=ids key=|id| *id children=children /> }.into_any()
    }

    /// Follows what happened: a row that is shown changes where it is; a new one waits behind a
    /// line above the table.
    fn hear(self, news: News) {
        let News::Event(event) = news else {
            return self.look_for_new();
        };
        let Some(id) = event.mail_request_id else {
            return;
        };
        match event.kind {
            EventKind::MailRequestErased => {
                self.arrived
                    .update(|arrived| arrived.retain(|other| *other != id));
                self.pages.change(|rows| rows.retain(|row| row.id != id));
            }
            kind if !kind.is_of_mail_request() => {}
            _ if self.knows(id) => self.read_again(id),
            EventKind::MailRequestCreated => self.look_for_new(),
            _ => {}
        }
    }

    fn knows(self, id: MailRequestId) -> bool {
        let rows = self.pages.rows;
        rows.with_untracked(|rows| {
            rows.ready()
                .is_some_and(|rows| rows.iter().any(|row| row.id == id))
        })
    }

    /// Shows a row as the server has it now.
    pub fn read_again(self, id: MailRequestId) {
        self.owner.with_value(|owner| {
            owner.with(|| {
                let client = use_session().client();
                fetch(
                    async move { client.read_mail_request(id).await },
                    move |result| {
                        if let Ok(request) = result {
                            self.put(vec![request.summary]);
                        }
                    },
                );
            });
        });
    }

    /// Asks for the first page again: only the server knows what fits the filter.
    fn look_for_new(self) {
        self.pages.ask(None, move |result| {
            let Ok(page) = result else { return };
            let ids = page.items.iter().map(|row| row.id);
            self.arrived
                .set(ids.filter(|id| !self.knows(*id)).collect());
            self.put(page.items);
        });
    }

    /// Puts what is newer in the place of rows that are shown.
    pub fn put(self, newer: Vec<MailRequestSummary>) {
        self.pages.change(|rows| {
            for row in newer {
                if let Some(known) = rows.iter_mut().find(|known| known.id == row.id) {
                    *known = row;
                }
            }
        });
    }
}
