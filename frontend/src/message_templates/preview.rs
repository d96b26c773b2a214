//! How the typed words would arrive: asked of the server, a moment after the last key.

use super::editor_page::Typed;
use crate::{i18n::message_templates as words, session::use_session};
use domain::message_templates::{MessagePreview, MessagePreviewCreate};
use leptos::{leptos_dom::helpers::TimeoutHandle, prelude::*, task::spawn_local};
use std::time::Duration;

/// How long after the last key.
const REST: Duration = Duration::from_millis(400);

/// The preview. What is not complete yet leaves it as it was.
#[component]
pub fn Preview(
    /// What is typed.
    typed: Typed,
) -> impl IntoView {
    let session = use_session();
    let shown = RwSignal::new(None::<MessagePreview>);
    let pending = StoredValue::new(None::<TimeoutHandle>);
    let stop = move || {
        pending.try_update_value(|pending| {
            if let Some(timer) = pending.take() {
                timer.clear();
            }
        });
    };
    on_cleanup(stop);
    Effect::new(move |before: Option<()>| {
        let typed_words = typed.words();
        stop();
        let Some(said) = typed_words else { return };
        let (template, way, language) = typed.key;
        let body = MessagePreviewCreate {
            template,
            way,
            language,
            subject: said.subject,
            text: said.text,
        };
        let ask = move || {
            let client = session.client();
            spawn_local(async move {
                if let Ok(preview) = session.notice(client.preview_message(&body).await) {
                    shown.try_set(Some(preview));
                }
            });
        };
        if before.is_none() {
            ask();
        } else {
            pending.set_value(set_timeout_with_handle(ask, REST).ok());
        }
    });
    let content = move || match shown.get() {
        Some(MessagePreview { subject, text, .. }) => view! {
            {subject.map(|subject| view! { <p><b>{subject}</b></p> })}
            <p class="message-text">{text}</p>
        }
        .into_any(),
        None => view! { <p class="muted">{move || words::t().preview_wait}</p> }.into_any(),
    };
    view! {
        <section class="message-preview stack stack-2" aria-labelledby="message-preview">
            <h4 id="message-preview">{move || words::t().preview}</h4>
            <p class="hint">{move || words::t().preview_hint}</p>
            {content}
        </section>
    }
    .into_any()
}
