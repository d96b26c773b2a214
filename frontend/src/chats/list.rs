//! The conversations there are, newest first or by name.

use super::person::face_of;
use crate::{
    i18n::{chats as words, format, shell::unread_messages},
    live::use_live,
    pages::Pages,
    presences::{use_presences, word},
    session::use_session,
};
use chrono::{DateTime, Utc};
use domain::{
    chats::{Chat, ChatMessage, ChatQuery},
    ids::ChatId,
};
use leptos::prelude::*;
use uuid::Uuid;

/// A list of conversations that asks like that, and follows what is written.
pub fn streams(query: impl Fn(Option<String>) -> ChatQuery + 'static) -> Pages<Chat> {
    let ask = move |client: client::Client, after| {
        let query = query(after);
        async move { client.list_chats(&query).await }
    };
    let pages = Pages::new(ask, |one: &Chat, other| one.id == other.id);
    use_live().follow(
        |event| event.kind.is_of_chat(),
        || false,
        move || pages.refresh(),
    );
    pages
}

type Key = (
    ChatId,
    String,
    i64,
    i64,
    i64,
    Option<DateTime<Utc>>,
    Option<DateTime<Utc>>,
    i64,
);

/// A row is made anew when any of it changes.
fn key(chat: &Chat) -> Key {
    let last = chat.last_message.as_ref();
    (
        chat.id,
        chat.name.clone(),
        chat.last_position,
        chat.unread,
        chat.members,
        last.and_then(|last| last.edited_at),
        last.and_then(|last| last.deleted_at),
        last.map_or(0, |last| last.deleted_attachments),
    )
}

/// The rows.
pub fn rows(
    pages: Pages<Chat>,
    current: Signal<Option<ChatId>>,
    address: Callback<ChatId, String>,
) -> AnyView {
    let account = untrack(|| use_session().account());
    let me = account.map_or(Uuid::nil(), |account| account.actor().id());
    let row = move |chat: Chat| stream(&chat, me, current, address);
    view! { <div class="streams">{pages.each(key, row)}</div> }.into_any()
}

fn stream(
    chat: &Chat,
    me: Uuid,
    current: Signal<Option<ChatId>>,
    address: Callback<ChatId, String>,
) -> AnyView {
    let id = chat.id;
    let last = chat.last_message.clone();
    let last = move || last.as_ref().map(|last| said(last, me));
    let active_at = chat.active_at;
    let (partner, presences) = (
        chat.partner.as_ref().map(|one| one.account),
        use_presences(),
    );
    let presence = move || partner.and_then(|partner| presences.of(partner)).map(word);
    let unread = (chat.unread > 0).then(|| {
        let unread = chat.unread;
        view! {
            <span class="count count-new">
                {format::number(unread)} <span class="sr-only">{move || unread_messages(unread)}</span>
            </span>
        }
    });
    view! {
        <a
            class="stream"
            href=address.run(id)
            aria-current=move || (current.get() == Some(id)).then_some("true")
            data-state=(chat.unread > 0).then_some("unread")
        >
            {face_of(chat)}
            <div>
                <span class="stream-name">{chat.name.clone()}</span>
                <span class="sr-only">{presence}</span>
                <span class="stream-last" dir="auto">
                    {last}
                </span>
            </div>
            <span class="stream-end">
                <time datetime=format::machine(active_at)>{move || words::when(active_at)}</time>
                {unread}
            </span>
        </a>
    }
    .into_any()
}

/// The last message in one line.
fn said(message: &ChatMessage, me: Uuid) -> String {
    let file;
    let line = match (&message.text, message.attachments.first()) {
        _ if message.deleted_at.is_some() => return words::t().deleted.into(),
        (Some(text), _) => {
            let line = text.lines().find(|line| !line.trim().is_empty());
            line.unwrap_or_default()
        }
        (None, Some(first)) => {
            file = words::file_named(&first.name);
            &file
        }
        (None, None) => words::t().file_deleted,
    };
    let author = message.author.as_ref();
    if author.is_some_and(|author| author.account.id() == me) {
        words::said_by_me(line)
    } else {
        line.to_owned()
    }
}
