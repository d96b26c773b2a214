//! One document, with what can be done with it.

use super::outline;
use crate::{
    i18n::{self, documents as words, format},
    pages::Pages,
    session::use_session,
    settings::Answer,
    ui::{
        DeleteQuestion, Dialog, Menu, dom,
        icon::{self, icon},
        use_toasts,
    },
};
use client::Client;
use domain::{
    documents::{Document, DocumentUpdate},
    ids::DocumentId,
};
use leptos::{prelude::*, task::spawn_local};

/// Saves a document on this computer.
pub fn save(id: DocumentId, name: String, media_type: &'static str) {
    let (session, toasts) = (use_session(), use_toasts());
    let api = session.client();
    spawn_local(async move {
        match session.notice(api.download_document(id).await) {
            Ok(bytes) => dom::download_bytes(&name, media_type, &bytes),
            Err(error) => toasts.say(i18n::error_text(&error)),
        }
    });
}

/// When it was uploaded, how large it is, and who did it.
fn about(document: &Document) -> AnyView {
    let (at, bytes) = (document.uploaded_at, document.bytes);
    let by = document
        .uploaded_by
        .as_ref()
        .map(|one| one.display_name.clone());
    #[expect(clippy::cast_precision_loss, reason = "25 MB are exact")]
    let size = move || words::size(bytes as f64);
    view! {
        <small>
            <time datetime=format::machine(at)>{move || format::moment(at)}</time>
            ", "
            {size}
            {move || by.as_ref().map(|name| words::by(name))}
        </small>
    }
    .into_any()
}

#[component]
pub fn Row(document: Document, pages: Pages<Document>) -> impl IntoView {
    let deleting = RwSignal::new(false);
    let (id, visible, kind) = (document.id, document.visible_to_client, document.kind);
    let about = about(&document);
    let document = StoredValue::new(document);
    let name = move || document.with_value(|document| document.name.clone());
    let owner = StoredValue::new(Owner::current().unwrap_or_default());
    let within = move |act: &dyn Fn()| owner.with_value(|owner| owner.with(act));
    let download = move |_| within(&|| save(id, name(), kind.media_type()));
    let show = move |_| within(&|| change(document, pages));
    let quarantined = document.with_value(|document| document.quarantined);
    let blocked = quarantined.then(|| {
        view! {
            <span class="badge badge-danger">{icon(icon::CIRCLE_ALERT)} {move || words::t().quarantined}</span>
        }
    });
    let badge = move || {
        visible.then(|| {
            view! {
                <span class="badge">{icon(icon::EYE)} {move || words::t().visible}</span>
            }
        })
    };
    let delete_it = Callback::new(move |api: Client| -> Answer<()> {
        Box::pin(async move { api.delete_document(id).await })
    });
    let deleted = Callback::new(move |()| {
        pages.change(|rows| rows.retain(|row| row.id != id));
        dom::focus_soon("main");
    });
    view! {
        <li class="file">
            {outline(kind)}
            <div>
                <button class="file-name" type="button" disabled=quarantined on:click=download>
                    <span class="sr-only">{move || words::t().download} " "</span>
                    {name()}
                </button>
                {about}
            </div>
            <span class="row row-nowrap">
                {blocked}
                {badge}
                <Menu
                    id=format!("document-{id}")
                    label=Signal::derive(move || words::actions_for(&name()))
                    class="icon-btn icon-btn-sm"
                    trigger=|| icon(icon::ELLIPSIS_VERTICAL)
                >
                    <button type="button" role="menuitem" tabindex="-1" on:click=download>
                        {icon(icon::DOWNLOAD)}
                        {move || words::t().download}
                    </button>
                    <button type="button" role="menuitem" tabindex="-1" on:click=show>
                        {icon(icon::EYE)}
                        {move || if visible { words::t().hide } else { words::t().show }}
                    </button>
                    <button
                        type="button"
                        role="menuitem"
                        tabindex="-1"
                        on:click=move |_| deleting.set(true)
                    >
                        {icon(icon::TRASH)}
                        {move || words::t().delete}
                    </button>
                </Menu>
            </span>
            <Dialog
                id=format!("delete-document-{id}")
                open=deleting
                small=true
                title=|| words::t().delete_title
                children=move || view! {
                    <DeleteQuestion
                        open=deleting
                        text=Signal::derive(move || words::delete_text(&name()))
                        verb=Signal::derive(|| words::t().delete_verb.to_owned())
                        done=|| words::t().deleted
                        delete=delete_it
                        on_deleted=deleted
                    />
                }
            />
        </li>
    }
    .into_any()
}

/// Shows it to the client, or hides it again.
fn change(document: StoredValue<Document>, pages: Pages<Document>) {
    let (session, toasts) = (use_session(), use_toasts());
    let (id, version, visible) =
        document.with_value(|document| (document.id, document.version, document.visible_to_client));
    let api = session.client();
    spawn_local(async move {
        let body = DocumentUpdate {
            visible_to_client: Some(!visible),
        };
        match session.notice(api.update_document(id, version, &body).await) {
            Ok(changed) => {
                toasts.say(if visible {
                    words::t().hidden
                } else {
                    words::t().shown
                });
                pages.change(|rows| {
                    if let Some(row) = rows.iter_mut().find(|row| row.id == id) {
                        *row = changed;
                    }
                });
            }
            Err(error) => {
                toasts.say(i18n::error_text(&error));
                pages.load();
            }
        }
    });
}
