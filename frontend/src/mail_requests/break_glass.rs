//! Under confidential administration: how an admin asks to read, how a second one decides, and
//! what the owner is shown.

use crate::{
    forms::{Entry, Form, required},
    i18n::{self, format, mail_request_steps as words},
    live::{News, use_live},
    remote::fetch,
    session::use_session,
    ui::{Banner, Button, ErrorSummary, Kind, TextArea, use_toasts},
};
use domain::{
    access::{Action, Relation},
    break_glasses::{BreakGlass, BreakGlassQuery, BreakGlassRequest, BreakGlassStatus},
    ids::MailRequestId,
    text::BreakGlassReason,
};
use leptos::{prelude::*, task::spawn_local};

#[derive(Clone, Copy)]
struct Asked {
    id: MailRequestId,
    items: RwSignal<Vec<BreakGlass>>,
    owner: StoredValue<Owner>,
}

impl Asked {
    fn begin(id: MailRequestId) -> Self {
        let asked = Self {
            id,
            items: RwSignal::new(Vec::new()),
            owner: StoredValue::new(Owner::current().unwrap_or_default()),
        };
        asked.load();
        use_live().listen(move |news| match news {
            News::Event(event) if event.mail_request_id != Some(id) => {}
            News::Event(_) | News::Missed => asked.load(),
        });
        asked
    }

    fn load(self) {
        // The page may be gone by the time that an answer comes.
        if self.items.is_disposed() {
            return;
        }
        self.owner.with_value(|owner| {
            owner.with(|| {
                let client = use_session().client();
                let query = BreakGlassQuery {
                    mail_request_id: Some(self.id),
                    ..BreakGlassQuery::default()
                };
                fetch(
                    async move { client.list_break_glasses(&query).await },
                    move |result| {
                        // What is shown stays when it does not come.
                        if let Ok(page) = result {
                            self.items.set(page.items);
                        }
                    },
                );
            });
        });
    }
}

/// What has been asked for on this request: for its owner, and for admins, who decide here.
#[component]
pub fn BreakGlasses(id: MailRequestId) -> impl IntoView {
    let asked = Asked::begin(id);
    view! { <List asked=asked /> }
}

#[component]
fn List(asked: Asked) -> impl IntoView {
    move || {
        let items = asked.items.get();
        (!items.is_empty()).then(|| {
            let items = items.into_iter().map(move |one| item(one, asked));
            view! {
                <section class="stack" aria-label=move || words::t().access_title>
                    {items.collect_view()}
                </section>
            }
        })
    }
}

fn item(one: BreakGlass, asked: Asked) -> AnyView {
    let session = use_session();
    let now = format::now();
    let by = one.requested_by.id;
    let may_decide = one.is_pending(now)
        && untrack(|| session.account()).is_some_and(|account| {
            let relation = Relation::to_counselors(account.actor(), Some(by));
            account.may(Action::ConfirmBreakGlass, relation)
        });
    let kind = if one.is_open(now) || one.is_pending(now) {
        Kind::Warn
    } else {
        Kind::Quiet
    };
    let (id, name, status) = (one.id, one.requested_by.display_name.clone(), one.status);
    let (until, is_over) = (one.expires_at, now >= one.expires_at);
    let reason = one.reason;
    let toasts = use_toasts();
    let decide = move |agree: bool| {
        let client = session.client();
        spawn_local(async move {
            let result = if agree {
                client.confirm_break_glass(id).await
            } else {
                client.refuse_break_glass(id).await
            };
            if let Err(error) = session.notice(result) {
                toasts.say(i18n::error_text(&error));
            }
            asked.load();
        });
    };
    let actions = move || {
        may_decide.then(|| {
            view! {
                <Button class="btn-sm" on_click=move |()| decide(true)>
                    {move || words::t().confirm}
                </Button>
                <Button class="btn-sm" on_click=move |()| decide(false)>
                    {move || words::t().refuse}
                </Button>
            }
        })
    };
    view! {
        <Banner kind=kind actions=actions>
            <b>{move || words::break_glass(&name, status, until, is_over)}</b>
            " "
            {move || words::because(&reason)}
        </Banner>
    }
    .into_any()
}

/// What stands in the place of a request that one may not read.
#[component]
pub fn Locked(id: MailRequestId) -> impl IntoView {
    let asked = Asked::begin(id);
    let session = use_session();
    let waits = Memo::new(move |_| {
        let me = session.account().and_then(|one| one.actor().counselor_id());
        let now = format::now();
        asked.items.with(|items| {
            let mut mine = items.iter().filter(|one| Some(one.requested_by.id) == me);
            mine.any(|one| one.status == BreakGlassStatus::Requested && one.is_pending(now))
        })
    });
    view! {
        <h1>{move || words::t().locked_title}</h1>
        <p>{move || words::t().locked_text}</p>
        <List asked=asked />
        {move || {
            if waits.get() {
                view! { <Banner kind=Kind::Info>{move || words::t().requested}</Banner> }.into_any()
            } else {
                view! { <Request asked=asked /> }.into_any()
            }
        }}
    }
    .into_any()
}

#[component]
fn Request(asked: Asked) -> impl IntoView {
    let session = use_session();
    let reason = Entry::new(
        "reason",
        || words::t().reason,
        "",
        required::<BreakGlassReason>,
    );
    let form = Form::new(vec![reason]);
    let send = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        if !form.begin() {
            return;
        }
        let Some(because) = reason.parse() else {
            return form.succeed();
        };
        let body = BreakGlassRequest { reason: because };
        let (client, id) = (session.client(), asked.id);
        spawn_local(async move {
            let result = client.request_break_glass(id, &body).await;
            match session.notice(result) {
                Ok(_) => {
                    form.succeed();
                    asked.load();
                }
                Err(error) => form.fail(error),
            }
        });
    };
    view! {
        <form class="stack form-page" method="post" novalidate on:submit=send>
            <ErrorSummary form=form />
            <TextArea entry=reason />
            <div class="row">
                <Button submit=true class="btn-danger" busy=form.busy>
                    {move || words::t().request}
                </Button>
            </div>
        </form>
    }
    .into_any()
}
