//! The right column: what is known of the client, and their earlier requests.

use super::{reading::Reading, status::shape};
use crate::{
    clients::{Profile, Record},
    documents::DocumentsPart,
    i18n::{self, clients as client_words, format, mail_request_steps as words, mail_requests},
    monitorings::MonitoringsPart,
    notes::NotesPart,
    paths::{self, Counselled},
    remote::{Loaded, load},
    ui::{Avatar, Skeleton, TabPart, TabParts, Tone, icon::icon},
};
use domain::{
    ids::{ClientId, MailRequestId},
    mail_requests::{MailRequest, MailRequestQuery, MailRequestSummary},
};
use leptos::prelude::*;

/// The column, once it is known whose request it is.
#[component]
pub fn CaseFile(reading: Reading) -> impl IntoView {
    let of = move |request: &MailRequest| request.summary.client.id;
    let client = Memo::new(move |_| reading.request.with(|request| request.as_ref().map(of)));
    let id = reading.id;
    move || {
        client
            .get()
            .map(|client| view! { <File client=client request=id reading=reading /> })
    }
}

#[component]
fn File(client: ClientId, request: MailRequestId, reading: Reading) -> impl IntoView {
    let pseudonym = Memo::new(move |_| {
        reading.request.with(|request| {
            let request = request.as_ref();
            request
                .map(|one| one.summary.client.pseudonym.clone())
                .unwrap_or_default()
        })
    });
    let number = move || {
        reading.request.with(|request| {
            let request = request.as_ref();
            request.map(|one| client_words::numbered(&one.summary.client.number.to_string()))
        })
    };
    let face = move || view! { <Avatar name=pseudonym.get() tone=Tone::Client /> };
    view! {
        <aside class="case-side" id="file" aria-label=move || words::t().case_file>
            <div class="case-client">
                {face}
                <div>
                    <a href=paths::client(client, None)>{move || pseudonym.get()}</a>
                    <span class="small muted">{number}</span>
                </div>
            </div>
            <Parts client=client request=request />
            <Earlier client=client request=request />
        </aside>
    }
    .into_any()
}

/// What is known of the client; not there for those who may not see them.
#[component]
fn Parts(client: ClientId, request: MailRequestId) -> impl IntoView {
    let record = Record::begin(client);
    let current = RwSignal::new(String::new());
    let monitorings = RwSignal::new(None);
    let parts = move || {
        vec![
            TabPart {
                name: "profile",
                label: || client_words::t().profile,
                count: Signal::stored(None),
                view: ViewFn::from(move || view! { <Profile record=record /> }),
            },
            TabPart {
                name: "notes",
                label: || i18n::notes::t().title,
                count: Signal::stored(None),
                view: ViewFn::from(move || view! { <NotesPart client=record.id /> }),
            },
            TabPart {
                name: "documents",
                label: || i18n::documents::t().title,
                count: Signal::stored(None),
                view: ViewFn::from(move || view! { <DocumentsPart client=record.id /> }),
            },
            TabPart {
                name: "monitorings",
                label: || i18n::monitorings::t().one,
                count: monitorings.into(),
                view: ViewFn::from(move || {
                    view! {
                        <MonitoringsPart
                            client=record.id
                            counselled=Counselled::MailRequest(request, false)
                            count=monitorings
                        />
                    }
                }),
            },
        ]
    };
    let loaded = Memo::new(move |_| record.loaded());
    move || match loaded.get() {
        Loaded::Nothing => view! { <Skeleton lines=6 /> }.into_any(),
        Loaded::Failure(_) => ().into_any(),
        Loaded::Here(()) => view! {
            <TabParts
                label=|| client_words::t().client
                parts=parts()
                current=current
                on_choose=move |part: &'static str| current.set(part.to_owned())
            />
        }
        .into_any(),
    }
}

#[component]
fn Earlier(client: ClientId, request: MailRequestId) -> impl IntoView {
    let requests = load(move |api| async move {
        let query = MailRequestQuery {
            client_id: Some(client),
            ..MailRequestQuery::default()
        };
        api.list_mail_requests(&query).await
    });
    let others = Memo::new(move |_| match requests.ready() {
        Loaded::Here(page) => {
            let others = page.items.into_iter().filter(|one| one.id != request);
            Some(others.collect::<Vec<_>>())
        }
        Loaded::Nothing | Loaded::Failure(_) => None,
    });
    let count = move || others.with(|others| others.as_ref().map(Vec::len));
    let list = move || {
        others.get().map(|others| {
            if others.is_empty() {
                view! { <p class="small muted">{move || words::t().no_earlier}</p> }.into_any()
            } else {
                let rows = others.into_iter().map(row).collect_view();
                view! { <ul class="timeline">{rows}</ul> }.into_any()
            }
        })
    };
    view! {
        <section class="case-earlier" id="earlier" aria-labelledby="earlier-heading">
            <h2 class="row" id="earlier-heading">
                {move || words::t().earlier}
                " "
                {move || count().map(|count| view! { <span class="count">{count}</span> })}
            </h2>
            {list}
        </section>
    }
    .into_any()
}

fn row(request: MailRequestSummary) -> AnyView {
    let status = request.shown_status();
    let line = move || {
        format!(
            "{}, {}, {}",
            mail_requests::status(status),
            format::day(request.last_message_at),
            mail_requests::messages(request.message_count)
        )
    };
    view! {
        <li>
            <span class="tl-icon">{icon(shape(status))}</span>
            <div>
                <a href=paths::mail_request(request.id)>{request.subject}</a>
                <small>{line}</small>
            </div>
        </li>
    }
    .into_any()
}
