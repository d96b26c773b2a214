//! A client's conversations.

use super::area::use_portal;
use crate::{
    chats::{ChatFiles, Conversation, FIELD, Room, partners, rows, streams, unlisted},
    i18n::{self, chats as words},
    pages::Shown,
    paths, router,
    session::use_session,
    shell::set_title,
    ui::{
        Dialog, Empty, dom,
        icon::{self, icon},
        use_toasts,
    },
};
use domain::{
    chats::{ChatOpen, ChatPartner, ChatPartnerKind, ChatPerson, ChatQuery},
    ids::ChatId,
};
use leptos::{prelude::*, task::spawn_local};

/// The page: whom one writes with, and what was written.
#[component]
pub fn ChatsPage() -> impl IntoView {
    set_title(|| words::t().portal_title.into());
    let slug = StoredValue::new(use_portal().slug());
    let address = move |id: Option<ChatId>| slug.with_value(|slug| paths::portal_chats(slug, id));
    let chat = Memo::new(|_| router::query("chat").and_then(|id| id.parse().ok()));
    let nothing = Callback::new(|_: Conversation| ().into_any());
    let actions = Callback::new(|conversation: Conversation| {
        view! {
            <AskForVideo conversation=conversation />
            <Docs conversation=conversation />
        }
        .into_any()
    });
    let room = move || match chat.get() {
        Some(id) => {
            view! { <Room id=id back=address(None) actions=actions side=nothing /> }.into_any()
        }
        None => view! {
            <div class="chat-main chat-none">
                <Empty
                    shape=icon::MESSAGE_CIRCLE
                    title=|| words::t().portal_none_open
                    text=|| words::t().portal_none_open_text
                />
            </div>
        }
        .into_any(),
    };
    view! {
        <main class="portal-main portal-chat" id="main" tabindex="-1">
            <h1 class="sr-only">{move || words::t().portal_title}</h1>
            <div class="chat" data-view=move || if chat.get().is_some() { "room" } else { "list" }>
                <section class="chat-list" aria-label=move || words::t().streams>
                    <List current=chat.into() address=Callback::new(move |id| address(Some(id))) />
                </section>
                {room}
            </div>
        </main>
    }
    .into_any()
}

/// Begins a message that asks for a video call, for the client to send or to change.
#[component]
fn AskForVideo(conversation: Conversation) -> impl IntoView {
    let is_taken = Memo::new(move |_| {
        let chat = conversation.chat.read();
        chat.ready().is_some_and(|chat| chat.takes_video_requests)
    });
    let ask = move |_| {
        let question = words::t().video_question;
        conversation.writing().typed.update(|typed| {
            if !typed.contains(question) {
                let begun = typed.trim_end();
                *typed = [begun, question].join(if begun.is_empty() { "" } else { " " });
            }
        });
        dom::focus_soon(FIELD);
    };
    move || {
        is_taken.get().then(|| {
            view! {
                <button class="btn btn-quiet btn-sm" type="button" on:click=ask>
                    {icon(icon::VIDEO)}
                    {move || words::t().ask_for_video}
                </button>
            }
        })
    }
}

/// The files of a conversation.
#[component]
fn Docs(conversation: Conversation) -> impl IntoView {
    let open = RwSignal::new(false);
    view! {
        <button
            class="btn btn-quiet btn-sm"
            type="button"
            aria-haspopup="dialog"
            on:click=move |_| open.set(true)
        >
            {icon(icon::FOLDER)}
            {move || words::t().docs}
        </button>
        <Dialog
            id="chat-docs"
            open=open
            title=|| words::t().docs
            children=move || view! {
                <div class="dialog-body">
                    <ChatFiles conversation=conversation />
                </div>
            }
        />
    }
    .into_any()
}

#[component]
fn List(current: Signal<Option<ChatId>>, address: Callback<ChatId, String>) -> impl IntoView {
    let pages = streams(|after| ChatQuery {
        after,
        ..ChatQuery::default()
    });
    pages.load();
    let people = partners(ChatPartnerKind::Counselors, String::new);
    people.load();
    let (session, toasts) = (use_session(), use_toasts());
    let pick = Callback::new(move |person: ChatPerson| {
        let client = session.client();
        spawn_local(async move {
            let body = ChatOpen {
                with: person.account,
            };
            match session.notice(client.open_chat(&body).await) {
                Ok(chat) => router::go(&address.run(chat.id)),
                Err(error) => toasts.say(i18n::error_text(&error)),
            }
        });
    });
    let row = move |partner: ChatPartner| unlisted(partner, pages, pick);
    let own = move || {
        view! {
            {rows(pages, current, address)}
            {pages.foot(words::streams_loaded)}
        }
    };
    let has_none = pages.shown();
    let nobody = move || {
        (has_none.get() == Shown::Empty).then(|| {
            view! {
                <Empty
                    shape=icon::MESSAGE_CIRCLE
                    title=|| words::t().portal_nobody
                    text=|| words::t().portal_nobody_text
                />
            }
        })
    };
    let others = move || {
        view! {
            <h2 class="chat-others">{move || words::t().portal_begin}</h2>
            <div class="streams">{people.each(|one| (one.person.account, one.chat_id), row)}</div>
            {people.foot(|_, _| String::new())}
        }
    };
    view! {
        <div class="scroll">
            <p class="muted small chat-lead">{move || words::t().portal_lead}</p>
            {pages.view(|| (), own)}
            {people.view(nobody, others)}
        </div>
    }
    .into_any()
}
