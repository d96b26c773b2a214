//! One request while it is being read, by either side: fetched, followed live and noted as read.

use crate::{
    live::{News, use_live},
    remote::{Remote, fetch},
    session::use_session,
    ui::{dom, use_toasts},
};
use client::{CallError, CallResult};
use domain::{
    access::Action,
    accounts::Account,
    events::EventKind,
    ids::MailRequestId,
    mail_requests::{MailRequest, MailRequestSummary, Message, Side, access::Ownership},
    problem::ProblemCode,
};
use leptos::{ev, prelude::*, task::spawn_local};

/// What stands where the request would.
#[derive(Clone, Debug, PartialEq)]
pub enum ShownRequest {
    /// Nothing yet.
    Nothing,
    /// That it is not to be found here.
    Missing,
    /// That it did not come.
    Failure(CallError),
    /// The request.
    Here,
}

/// What differs between the sides.
#[derive(Clone, Copy, Debug)]
pub struct Reader {
    /// Which one reads.
    pub side: Side,
    /// The id of the field it writes in.
    pub field: &'static str,
    /// What it is told when the other side's message arrives.
    pub arrived: fn(&MailRequest, &Message) -> String,
}

/// A request that is being read.
#[derive(Clone, Copy, Debug)]
pub struct Reading {
    /// Which one.
    pub id: MailRequestId,
    /// The request, once it is here.
    pub request: Memo<Option<MailRequest>>,
    remote: RwSignal<Remote<MailRequest>>,
    reader: Reader,
    owner: StoredValue<Owner>,
}

impl Reading {
    /// Fetches it and follows it for as long as the calling component is shown.
    pub fn begin(id: MailRequestId, reader: Reader) -> Self {
        let remote = RwSignal::new(Remote::Loading);
        let request =
            Memo::new(move |_| remote.with(|remote: &Remote<MailRequest>| remote.ready().cloned()));
        let reading = Self {
            id,
            request,
            remote,
            reader,
            owner: StoredValue::new(Owner::current().unwrap_or_default()),
        };
        reading.load();
        use_live().listen(move |news| match news {
            News::Event(event) if event.mail_request_id != Some(id) => {}
            News::Event(event) if event.kind == EventKind::ViewersChanged => {}
            News::Event(_) | News::Missed => reading.load(),
        });
        reading.mark_read();
        reading
    }

    /// Fetches it again.
    pub fn load(self) {
        let id = self.id;
        self.owner.with_value(|owner| {
            owner.with(|| {
                let client = use_session().client();
                fetch(
                    async move { client.read_mail_request(id).await },
                    move |result| self.arrive(result),
                );
            });
        });
    }

    /// Shows it as it is after a change made here.
    pub fn show(self, request: MailRequest) {
        self.remote.set(Remote::Ready(request));
    }

    /// What it is about, once it is here; notifies.
    pub fn subject(self) -> Option<String> {
        self.request
            .with(|request| Some(request.as_ref()?.summary.subject.clone()))
    }

    /// What stands in its place; notifies only when that changes.
    pub fn shown(self) -> Memo<ShownRequest> {
        Memo::new(move |_| {
            self.remote.with(|remote| match remote {
                Remote::Loading => ShownRequest::Nothing,
                Remote::Ready(_) => ShownRequest::Here,
                Remote::Failed(error) if error.code() == Some(ProblemCode::NotFound) => {
                    ShownRequest::Missing
                }
                Remote::Failed(error) => ShownRequest::Failure(error.clone()),
            })
        })
    }

    /// Shows what came. A request that is shown stays when reading it again fails; and while
    /// somebody writes, the field stays where it is although the thread above it grows.
    fn arrive(self, result: CallResult<MailRequest>) {
        let known = self
            .remote
            .with_untracked(|remote| remote.ready().map(|request| request.messages.len()));
        let request = match result {
            // It is gone, or somebody else's by now.
            Err(error) if error.code() == Some(ProblemCode::NotFound) => {
                return self.remote.set(Remote::Failed(error));
            }
            Err(_) if known.is_some() => return,
            Err(error) => return self.remote.set(Remote::Failed(error)),
            Ok(request) => request,
        };
        let more = request.messages.get(known.unwrap_or(usize::MAX)..);
        let other = |message: &&Message| message.from != self.reader.side;
        if let Some(message) = more.unwrap_or_default().iter().rev().find(other) {
            use_toasts().say((self.reader.arrived)(&request, message));
        }
        let field = dom::by_id(self.reader.field)
            .filter(|field| document().active_element().as_ref() == Some(field));
        let before = field.as_ref().map(top);
        self.show(request);
        request_animation_frame(move || {
            if let (Some(field), Some(before)) = (field, before) {
                scroll_back(&field, before);
            }
        });
    }

    /// Notes that this side has read it, as soon as somebody can see it and whenever more arrives.
    fn mark_read(self) {
        let session = use_session();
        let visible = RwSignal::new(!document().hidden());
        let handle = window_event_listener(ev::visibilitychange, move |_| {
            visible.set(!document().hidden());
        });
        on_cleanup(move || handle.remove());
        let unread = Memo::new(move |_| {
            self.request.with(|request| {
                let summary = request.as_ref().map(|request| &request.summary)?;
                let allowed = may(&session.account()?, Action::MarkMailRequestRead, summary);
                (summary.unread && allowed).then_some(summary.message_count)
            })
        });
        Effect::new(move |_| {
            if unread.get().is_some() && visible.get() {
                let (client, id) = (session.client(), self.id);
                spawn_local(async move {
                    // Where this fails, the request stays unread and the next look tries again.
                    let _ = client.mark_mail_request_read(id).await;
                });
            }
        });
    }
}

/// Whether the account may do this to the request.
pub fn may(account: &Account, action: Action, request: &MailRequestSummary) -> bool {
    account.may(
        action,
        Ownership::from(request).relation_of(account.actor()),
    )
}

/// How far below the upper edge of the window it is.
fn top(field: &web_sys::HtmlElement) -> f64 {
    field.get_bounding_client_rect().top()
}

/// Scrolls whatever scrolls here, `main` or the document, so that the field is where it was. Some
/// browsers have done so by then.
fn scroll_back(field: &web_sys::HtmlElement, before: f64) {
    if let Some(main) = dom::by_id("main") {
        #[expect(clippy::cast_possible_truncation, reason = "pixels of a page")]
        main.set_scroll_top(main.scroll_top() + (top(field) - before).round() as i32);
    }
    window().scroll_by_with_x_and_y(0.0, top(field) - before);
}
