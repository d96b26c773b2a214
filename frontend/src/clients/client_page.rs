//! The page of one client: who they are, and the parts of what is known of them.

use super::{
    filters::last_list, history::History, hold_dialog::Held, list_page::status_view,
    profile::Profile, record::Record, steps::ClientMenu,
};
use crate::{
    documents::DocumentsPart,
    i18n::{self, clients as words, format},
    monitorings::MonitoringsPart,
    notes::NotesPart,
    paths::{self, Counselled},
    remote::Loaded,
    router,
    shell::{Back, NotCome, NotHere, set_title},
    ui::{Avatar, Banner, Kind, Size, Skeleton, TabPart, TabParts, Tone},
};
use domain::{clients::ClientStatus, ids::ClientId, problem::ProblemCode};
use leptos::prelude::*;

/// The page.
#[component]
pub fn ClientPage(
    /// Which client; `None` if the address names none.
    id: Option<ClientId>,
) -> impl IntoView {
    match id {
        Some(id) => view! { <Here id=id /> }.into_any(),
        None => view! { <NotHere back=back /> }.into_any(),
    }
}

/// The parts, in order: what they are called, and what they show.
fn parts(record: Record) -> Vec<TabPart> {
    let monitorings = RwSignal::new(None);
    vec![
        TabPart {
            name: "profile",
            label: || words::t().profile,
            count: Signal::stored(None),
            view: ViewFn::from(move || view! { <Profile record=record /> }),
        },
        TabPart {
            name: "notes",
            label: || i18n::notes::t().title,
            count: Signal::derive(move || record.of(|client| client.counts.notes)?),
            view: ViewFn::from(move || view! { <NotesPart client=record.id /> }),
        },
        TabPart {
            name: "documents",
            label: || i18n::documents::t().title,
            count: Signal::derive(move || record.of(|client| client.counts.documents)?),
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
                        counselled=Counselled::Client(record.id)
                        count=monitorings
                    />
                }
            }),
        },
    ]
}

#[component]
fn Here(id: ClientId) -> impl IntoView {
    let record = Record::begin(id);
    let pseudonym = move || record.of(|client| client.pseudonym.clone());
    set_title(move || pseudonym().unwrap_or_else(|| words::t().client.into()));
    let loaded = Memo::new(move |_| record.loaded());
    move || {
        match loaded.get() {
        Loaded::Nothing => view! { <div class="page"><Skeleton lines=8 /></div> }.into_any(),
        Loaded::Failure(error) if error.code() == Some(ProblemCode::NotFound) => {
            view! { <NotHere back=back /> }.into_any()
        }
        Loaded::Failure(error) => view! { <NotCome back=back title=|| words::t().client error=error retry=move |()| record.load() /> }.into_any(),
        Loaded::Here(()) => view! { <Content record=record /> }.into_any(),
    }
    }
}

#[component]
fn Content(record: Record) -> impl IntoView {
    let id = record.id;
    let current = Memo::new(move |_| router::query("part").unwrap_or_default());
    let choose = move |part: &'static str| {
        let part = Some(part).filter(|part| *part != "profile");
        router::replace(&paths::client(id, part));
    };
    view! {
        <div class="page">
            <Head record=record />
            <Standing record=record />
            <Held record=record />
            <div class="client-split">
                <div>
                    <TabParts
                        label=|| words::t().client
                        parts=parts(record)
                        current=current
                        on_choose=choose
                    />
                </div>
                <History record=record />
            </div>
        </div>
    }
    .into_any()
}

#[component]
fn Head(record: Record) -> impl IntoView {
    let pseudonym = Memo::new(move |_| record.of(|client| client.pseudonym.clone()));
    let status = Memo::new(move |_| record.of(|client| client.status));
    let counselor = Memo::new(move |_| {
        let counselor = record.of(|client| client.primary_counselor.clone());
        counselor.flatten().map(|one| one.display_name)
    });
    let number = move || record.of(|client| words::numbered(&client.number.to_string()));
    let face = move || {
        let name = pseudonym.get();
        name.map(|name| view! { <Avatar name=name tone=Tone::Client size=Size::Large /> })
    };
    let looks_after = move || {
        counselor.get().map(|name| {
            view! {
                <span class="who">
                    <Avatar name=name.clone() tone=Tone::Staff size=Size::Small />
                    {name}
                </span>
            }
        })
    };
    view! {
        {back()}
        <header class="client-head" data-state=move || status.get().map(ClientStatus::name)>
            {face}
            <div>
                <h1>{move || pseudonym.get()}</h1>
                <p class="row small muted">
                    <span class="num">{number}</span>
                    {move || status.get().map(status_view)}
                    {looks_after}
                </p>
            </div>
            <ClientMenu record=record />
        </header>
    }
    .into_any()
}

/// That they cannot sign in, and until when that can be undone.
#[component]
fn Standing(record: Record) -> impl IntoView {
    let standing = Memo::new(move |_| record.of(|client| (client.status, client.erased_from)));
    move || match standing.get()? {
        (ClientStatus::Active, _) => None,
        (ClientStatus::Locked, _) => {
            let text = move || words::t().locked_text;
            Some(view! { <Banner kind=Kind::Warn>{text}</Banner> }.into_any())
        }
        (ClientStatus::Deleted, until) => {
            let text = move || until.map(|until| words::restorable_until(&format::day(until)));
            Some(view! { <Banner kind=Kind::Warn>{text}</Banner> }.into_any())
        }
    }
}

fn back() -> AnyView {
    view! { <Back href=last_list() word=|| words::t().users /> }.into_any()
}
