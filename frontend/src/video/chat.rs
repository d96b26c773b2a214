//! What leads from a conversation to a video call.

use super::booking::{LINK, Links};
use crate::{
    i18n::{common, video as words},
    paths,
    remote::{Loaded, load},
    ui::{
        Button, Dialog, IconButton,
        icon::{self, icon},
    },
};
use domain::{ids::ChatId, video::VideoPlace};
use leptos::prelude::*;

/// Opens the page before the call, where whoever is signed in can open a call in a conversation.
#[component]
pub fn StartVideo(
    /// In which.
    id: ChatId,
) -> impl IntoView {
    let settings = load(|client| async move { client.read_video().await });
    let links = RwSignal::new(false);
    let link = move || match settings.ready() {
        Loaded::Here(settings) if settings.in_chat => Some(view! {
            {(settings.domain.is_some() && !settings.external).then(|| guest_links(id, links))}
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

/// The button and the dialog of the links, as appointments have them.
fn guest_links(id: ChatId, open: RwSignal<bool>) -> impl IntoView {
    view! {
        <IconButton
            shape=LINK
            label=|| words::t().links
            on_click=move |()| open.set(true)
        />
        <Dialog
            id="chat-video-links"
            open=open
            small=true
            title=|| words::t().links
            children=move || {
                view! {
                    <div class="dialog-body stack call">
                        <Links place=VideoPlace::Chat(id) />
                    </div>
                    <footer class="dialog-foot">
                        <Button on_click=move |()| open.set(false)>
                            {move || common::t().close}
                        </Button>
                    </footer>
                }
            }
        />
    }
}
