//! What the facility has put here for a client.

use super::write_page::Notes;
use crate::{
    documents::{documents_of, follow, outline, save},
    i18n::{documents as words, format, sessions as session_words},
    pages::{Pages, Shown},
    session::use_session,
    shell::set_title,
    ui::{Empty, Skeleton, icon},
};
use domain::{accounts::Account, documents::Document};
use leptos::prelude::*;

/// The page.
#[component]
pub fn DocumentsPage() -> impl IntoView {
    set_title(|| words::t().portal_title.into());
    let own = match untrack(|| use_session().account()) {
        Some(Account::Client { id, .. }) => Some(id),
        _ => None,
    };
    let list = own.map(|id| {
        let pages = documents_of(id);
        pages.load();
        follow(id, pages);
        view! { <List pages=pages /> }
    });
    view! {
        <main class="portal-main" id="main" tabindex="-1">
            <div class="wrap portal-cols">
                <div class="portal-form portal-list">
                    <h1>{move || words::t().portal_title}</h1>
                    <p class="muted">{move || words::t().portal_lead}</p>
                    {list}
                </div>
                <Notes />
            </div>
        </main>
    }
    .into_any()
}

#[component]
fn List(pages: Pages<Document>) -> impl IntoView {
    let shown = pages.shown();
    let rows = move || {
        pages
            .rows
            .with(|rows| rows.ready().cloned().unwrap_or_default())
    };
    move || match shown.get() {
        Shown::Nothing => view! { <Skeleton lines=3 /> }.into_any(),
        Shown::Failure => pages.failure_view(),
        Shown::Empty => view! {
            <Empty
                shape=icon::FILE_TEXT
                title=|| words::t().empty
                text=|| words::t().portal_empty_text
            />
        }
        .into_any(),
        Shown::Rows => view! {
            <ul class="files" aria-label=move || words::t().caption>
                <For
                    each=rows
                    key=|document| document.id
                    children=|document| view! { <Row document=document /> }
                />
            </ul>
            {pages.foot(session_words::loaded)}
        }
        .into_any(),
    }
}

#[component]
fn Row(document: Document) -> impl IntoView {
    let Document {
        id,
        name,
        kind,
        bytes,
        uploaded_at: at,
        ..
    } = document;
    let owner = StoredValue::new(Owner::current().unwrap_or_default());
    let saved_as = name.clone();
    let download = move |_| {
        owner.with_value(|owner| owner.with(|| save(id, saved_as.clone(), kind.media_type())));
    };
    #[expect(clippy::cast_precision_loss, reason = "25 MB are exact")]
    let size = move || words::size(bytes as f64);
    view! {
        <li class="file">
            {outline(kind)}
            <div>
                <button class="file-name" type="button" on:click=download>
                    <span class="sr-only">{move || words::t().download} " "</span>
                    {name}
                </button>
                <small>
                    <time datetime=format::machine(at)>{move || format::moment(at)}</time>
                    ", "
                    {size}
                </small>
            </div>
        </li>
    }
    .into_any()
}
