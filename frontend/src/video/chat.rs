//! What leads from a conversation to a video call.

use crate::{
    i18n::video as words,
    paths,
    remote::{Loaded, load},
    ui::icon::{self, icon},
};
use domain::ids::ChatId;
use leptos::prelude::*;

/// Opens the page before the call, where whoever is signed in can open a call in a conversation.
#[component]
pub fn StartVideo(
    /// In which.
    id: ChatId,
) -> impl IntoView {
    let settings = load(|client| async move { client.read_video().await });
    let link = move || match settings.ready() {
        Loaded::Here(settings) if settings.in_chat => Some(view! {
            <a
                class="btn btn-quiet btn-sm chat-file"
                href=paths::video_of_chat(id)
                target="_blank"
                rel="noopener"
            >
                {icon(icon::VIDEO)}
                <span>
                    {move || words::t().start} <span class="sr-only">", " {move || words::t().new_tab}</span>
                </span>
            </a>
        }),
        _ => None,
    };
    link.into_any()
}
