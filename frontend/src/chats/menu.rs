//! What staff can do with a conversation: its buttons and its menu.

use super::{conversation::Conversation, group::GroupMenu};
use crate::{
    i18n::{self, chats as words, language, monitorings as monitoring_words},
    paths::{self, Counselled},
    session::use_session,
    ui::{
        Menu, dom,
        icon::{self, icon},
        use_toasts,
    },
    video::StartVideo,
};
use domain::chats::{ChatExport, ChatKind};
use leptos::{prelude::*, task::spawn_local};

/// What stands beside a conversation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Beside {
    /// What is known of the client.
    Profile,
    /// The files that were sent.
    Docs,
    /// What was recorded.
    Monitorings,
}

impl Beside {
    /// Its name, in ids.
    pub fn name(self) -> &'static str {
        match self {
            Self::Profile => "profile",
            Self::Docs => "docs",
            Self::Monitorings => "monitorings",
        }
    }

    /// Its word.
    pub fn label(self) -> &'static str {
        match self {
            Self::Profile => words::t().profile,
            Self::Docs => words::t().docs,
            Self::Monitorings => words::t().statistics,
        }
    }

    fn shape(self) -> &'static str {
        match self {
            Self::Profile => icon::USER_ROUND,
            Self::Docs => icon::FOLDER,
            Self::Monitorings => icon::CHART_COLUMN,
        }
    }

    /// Those that a conversation has: of colleagues nothing is recorded.
    pub fn of(conversation: Conversation) -> Vec<Self> {
        match kind(conversation) {
            Some((ChatKind::Client, true)) => vec![Self::Profile, Self::Docs, Self::Monitorings],
            Some((ChatKind::Client, false) | (ChatKind::Group, _)) => {
                vec![Self::Docs, Self::Monitorings]
            }
            Some((ChatKind::Colleague, _)) | None => vec![Self::Docs],
        }
    }
}

/// Of which kind it is, and whether its other is still there.
fn kind(conversation: Conversation) -> Option<(ChatKind, bool)> {
    conversation
        .chat
        .with_untracked(|chat| chat.ready().map(|chat| (chat.kind, chat.partner.is_some())))
}

/// The buttons and the menu.
#[component]
pub fn Actions(conversation: Conversation) -> impl IntoView {
    let is_group = kind(conversation).is_some_and(|(kind, _)| kind == ChatKind::Group);
    let parts = Beside::of(conversation);
    let button = move |part: Beside| {
        view! {
            <button
                class="btn btn-quiet btn-sm"
                type="button"
                on:click=move |_| conversation.beside.set(Some(part))
            >
                {icon(part.shape())}
                <span>{move || part.label()}</span>
            </button>
        }
        .into_any()
    };
    let buttons = move || {
        // They are tabs where the part beside is open.
        conversation.beside.with(Option::is_none).then(|| {
            view! {
                <span class="chat-opt row row-nowrap">
                    {parts.iter().copied().map(button).collect_view()}
                </span>
            }
        })
    };
    let menu = if is_group {
        view! { <GroupMenu conversation=conversation /> }.into_any()
    } else {
        view! {
            <Menu
                id="chat-menu"
                label=|| words::t().group_actions
                class="icon-btn"
                trigger=|| icon(icon::ELLIPSIS_VERTICAL)
            >
                <Entries conversation=conversation />
            </Menu>
        }
        .into_any()
    };
    view! {
        {buttons}
        <StartVideo id=conversation.id />
        {menu}
    }
    .into_any()
}

/// What every conversation's menu has.
#[component]
pub fn Entries(conversation: Conversation) -> impl IntoView {
    let (session, toasts) = (use_session(), use_toasts());
    let id = conversation.id;
    let parts = Beside::of(conversation);
    let is_counselling = parts.contains(&Beside::Monitorings);
    let part = move |part: Beside| {
        view! {
            <button
                class="chat-menu-opt"
                role="menuitem"
                tabindex="-1"
                type="button"
                on:click=move |_| conversation.beside.set(Some(part))
            >
                {icon(part.shape())}
                {move || part.label()}
            </button>
        }
    };
    let export = move |_| {
        let client = session.client();
        let asked = ChatExport {
            language: language(),
        };
        let name = conversation
            .chat
            .with_untracked(|chat| chat.ready().map(|chat| chat.name.clone()));
        spawn_local(async move {
            match session.notice(client.export_chat(id, asked).await) {
                Ok(table) => {
                    let name = format!("Chat {}.csv", name.unwrap_or_default());
                    dom::download_bytes(&name, "text/csv", &table);
                }
                Err(error) => toasts.say(i18n::error_text(&error)),
            }
        });
    };
    let record = is_counselling.then(|| {
        view! {
            <a role="menuitem" tabindex="-1" href=paths::new_monitoring(Counselled::Chat(id))>
                {icon(icon::CLIPBOARD_PLUS)}
                {move || monitoring_words::t().new}
            </a>
        }
    });
    view! {
        {parts.into_iter().map(part).collect_view()}
        <button role="menuitem" tabindex="-1" type="button" on:click=export>
            {icon(icon::DOWNLOAD)}
            {move || words::t().export}
        </button>
        {record}
    }
    .into_any()
}
