//! Files that go with a message: chosen beside where it is written, shown with it once it is sent.

mod control;
mod held;

pub use control::{AttachButton, Attaching, ReadyFiles};
pub use held::{Held, HoldField};

use crate::{
    documents::outline,
    i18n::{self, attachments as words, documents as document_words},
    session::use_session,
    ui::{
        dom,
        icon::{self, icon},
        use_toasts,
    },
};
use domain::attachments::Attachment;
use leptos::{prelude::*, task::spawn_local};

/// How large it is.
fn size(file: &Attachment) -> String {
    #[expect(clippy::cast_precision_loss, reason = "25 MB are exact")]
    let bytes = file.bytes as f64;
    document_words::size(bytes)
}

/// What came with a message.
#[component]
pub fn MessageFiles(
    /// The files.
    files: Vec<Attachment>,
) -> impl IntoView {
    if files.is_empty() {
        return ().into_any();
    }
    let file = |file: Attachment| view! { <li><Sent file=file /></li> };
    view! {
        <ul class="msg-files" aria-label=move || words::t().title>
            {files.into_iter().map(file).collect_view()}
        </ul>
    }
    .into_any()
}

/// Saves one on this computer.
pub fn save(file: &Attachment) {
    let (session, toasts) = (use_session(), use_toasts());
    let (id, kind, name) = (file.id, file.kind, file.name.clone());
    let api = session.client();
    spawn_local(async move {
        match session.notice(api.download_attachment(id).await) {
            Ok(bytes) => dom::download_bytes(&name, kind.media_type(), &bytes),
            Err(error) => toasts.say(i18n::error_text(&error)),
        }
    });
}

#[component]
fn Sent(file: Attachment) -> impl IntoView {
    let file = StoredValue::new(file);
    let name = move || file.with_value(|file| file.name.clone());
    let size = move || file.with_value(size);
    if file.with_value(|file| file.quarantined) {
        return view! {
            <span class="attach">
                {icon(icon::CIRCLE_ALERT)}
                {name}
                <small>{move || document_words::t().quarantined}</small>
            </span>
        }
        .into_any();
    }
    let owner = StoredValue::new(Owner::current().unwrap_or_default());
    let save = move |_| owner.with_value(|owner| owner.with(|| file.with_value(save)));
    view! {
        <button class="attach" type="button" on:click=save>
            {file.with_value(|file| outline(file.kind))}
            <span class="sr-only">{move || document_words::t().download} " "</span>
            {name}
            <small>{size}</small>
        </button>
    }
    .into_any()
}
