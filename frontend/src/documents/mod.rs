//! A client's documents: a part of the client's page, and a page of the portal.

mod drop_zone;
mod export;
mod row;
mod uploads;

use crate::{
    i18n::{documents as words, sessions as session_words},
    live::use_live,
    pages::{Pages, Shown},
    ui::{
        Empty, Skeleton,
        icon::{self, icon},
    },
};
use domain::{
    documents::{Document, DocumentKind, DocumentQuery},
    events::EventKind,
    ids::ClientId,
};
use drop_zone::DropZone;
pub use drop_zone::files;
pub use export::ExportEntry;
use leptos::prelude::*;
use row::Row;
pub use row::save;
pub use uploads::{Destination, UploadRows, Uploads};

/// The documents of a client, as far as whoever asks may see them; nothing is loaded yet.
pub fn documents_of(client: ClientId) -> Pages<Document> {
    let ask = move |api: client::Client, after| async move {
        let query = DocumentQuery { after, limit: None };
        api.list_documents(client, &query).await
    };
    Pages::new(ask, |one: &Document, other| one.id == other.id)
}

/// Follows what others do with a client's documents.
pub fn follow(client: ClientId, pages: Pages<Document>) {
    use_live().follow(
        move |event| event.kind == EventKind::DocumentsChanged && event.client_id == Some(client),
        || false,
        move || pages.refresh(),
    );
}

/// The outline for what is in a document.
pub fn outline(kind: DocumentKind) -> AnyView {
    icon(if kind.is_image() {
        icon::FILE_IMAGE
    } else {
        icon::FILE_TEXT
    })
}

/// The part of the client's page.
#[component]
pub fn DocumentsPart(
    /// Whose.
    client: ClientId,
) -> impl IntoView {
    let pages = documents_of(client);
    pages.load();
    follow(client, pages);
    let uploads = Uploads::begin(Destination::Documents(client, pages));
    let shown = pages.shown();
    let content = move || match shown.get() {
        Shown::Nothing => view! { <Skeleton lines=4 /> }.into_any(),
        Shown::Failure => pages.failure_view(),
        Shown::Empty => view! {
            <Empty shape=icon::FILE_TEXT title=|| words::t().empty text=|| words::t().empty_text />
        }
        .into_any(),
        Shown::Rows => view! { <Rows pages=pages /> }.into_any(),
    };
    view! {
        <div class="stack">
            <DropZone uploads=uploads />
            <UploadRows uploads=uploads />
            {content}
        </div>
    }
    .into_any()
}

#[component]
fn Rows(pages: Pages<Document>) -> impl IntoView {
    let rows = move || {
        pages
            .rows
            .with(|rows| rows.ready().cloned().unwrap_or_default())
    };
    view! {
        <ul class="files" aria-label=move || words::t().caption>
            <For
                each=rows
                key=|document| (document.id, document.version)
                children=move |document| view! { <Row document=document pages=pages /> }
            />
        </ul>
        {pages.foot(session_words::loaded)}
    }
    .into_any()
}
