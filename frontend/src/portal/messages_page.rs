//! The notices that a client has received.

use super::area::use_portal;
use crate::{
    i18n::{direct_messages as words, format},
    pages::{Pages, Shown},
    paths,
    remote::fetch,
    session::use_session,
    shell::set_title,
    ui::{
        Empty, Skeleton,
        icon::{self, icon},
    },
};
use domain::{
    direct_messages::{DirectMessageQuery, ReceivedDirectMessage},
    ids::DirectMessageId,
    page::Limit,
};
use leptos::{prelude::*, task::spawn_local};

/// The page.
#[component]
pub fn MessagesPage() -> impl IntoView {
    set_title(|| words::t().portal_title.into());
    let ask = move |client: client::Client, after| async move {
        let query = DirectMessageQuery { after, limit: None };
        client.list_received_direct_messages(&query).await
    };
    let pages = Pages::new(ask, |one: &ReceivedDirectMessage, other| one.id == other.id);
    pages.load();
    let shown = pages.shown();
    let content = move || match shown.get() {
        Shown::Nothing => view! { <Skeleton lines=4 /> }.into_any(),
        Shown::Failure => pages.failure_view(),
        Shown::Empty => view! {
            <Empty
                shape=icon::MAIL
                title=|| words::t().portal_empty
                text=|| words::t().portal_empty_text
            />
        }
        .into_any(),
        Shown::Rows => rows(pages),
    };
    view! {
        <main class="portal-main" id="main" tabindex="-1">
            <div class="wrap portal-cols">
                <div class="portal-form portal-list">
                    <h1>{move || words::t().portal_title}</h1>
                    {content}
                </div>
            </div>
        </main>
    }
    .into_any()
}

fn rows(pages: Pages<ReceivedDirectMessage>) -> AnyView {
    let session = use_session();
    let rows = move || {
        pages
            .rows
            .with(|rows| rows.ready().cloned().unwrap_or_default())
    };
    // Whoever opens the page has the text before them.
    let note = move |id: DirectMessageId| {
        let client = session.client();
        spawn_local(async move {
            // Not noted is noted the next time.
            let _ = session.notice(client.mark_direct_message_read(id).await);
        });
    };
    let one = move |message: ReceivedDirectMessage| {
        let at = message.created_at;
        if message.unread {
            note(message.id);
        }
        let badge = message.unread.then(|| {
            view! {
                <span class="badge badge-info">{icon(icon::MAIL)} {move || words::t().unread}</span>
            }
        });
        view! {
            <article class="stack">
                <h2>{message.subject}</h2>
                <p class="row small muted">
                    {badge}
                    <time datetime=format::machine(at)>{move || format::moment(at)}</time>
                </p>
                <p class="written">{message.text}</p>
            </article>
        }
    };
    view! {
        <div class="stack" aria-busy=move || pages.busy.get().then_some("true")>
            <For each=rows key=|message| message.id children=one />
        </div>
        {pages.foot(|_, _| String::new())}
    }
    .into_any()
}

/// The way to the notices, where there are any.
#[component]
pub fn MessagesLink() -> impl IntoView {
    let (session, portal) = (use_session(), use_portal());
    let newest = RwSignal::new(None::<ReceivedDirectMessage>);
    let client = session.client();
    fetch(
        async move {
            let query = DirectMessageQuery {
                after: None,
                limit: Limit::try_from(1).ok(),
            };
            client.list_received_direct_messages(&query).await
        },
        move |page| newest.set(page.ok().and_then(|page| page.items.into_iter().next())),
    );
    let link = move || {
        newest.get().map(|newest| {
            let unread = newest.unread.then(|| {
                view! { <span class="badge badge-info">{move || words::t().unread}</span> }
            });
            view! {
                <p>
                    <a class="btn" href=paths::portal_messages(&portal.slug())>
                        {icon(icon::MAIL)}
                        {move || words::t().portal_title}
                        {unread}
                    </a>
                </p>
            }
        })
    };
    link.into_any()
}
