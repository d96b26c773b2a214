//! One message.

use super::{
    bubbles::Deleting,
    conversation::Conversation,
    queue::{self, Waiting},
};
use crate::{
    attachments::MessageFiles,
    i18n::{self, chats as words, common, format},
    session::use_session,
    ui::{
        Button, IconButton, Menu, dom,
        icon::{self, icon},
        use_toasts,
    },
};
use domain::{
    chats::{ChatKind, ChatMessage, ChatMessageWrite, TextPart, is_editable, text_parts},
    ids::ChatMessageId,
    problem::FieldError,
    text::ChatText,
};
use leptos::{prelude::*, task::spawn_local};
use uuid::Uuid;
use web_sys::KeyboardEvent;

/// What somebody wrote, with its links.
pub fn text(text: &str) -> AnyView {
    let part = |part: TextPart| match part {
        TextPart::Plain(text) => text.to_owned().into_any(),
        TextPart::Link(address) => {
            let (address, shown) = (address.to_owned(), address.to_owned());
            view! {
                <a href=address target="_blank" rel="noopener noreferrer nofollow" dir="ltr">
                    {shown}
                </a>
            }
            .into_any()
        }
    };
    view! {
        <p class="bubble-text" dir="auto">
            {text_parts(text).into_iter().map(part).collect_view()}
        </p>
    }
    .into_any()
}

/// What a message says, and what goes with it.
fn said(message: &ChatMessage) -> AnyView {
    let deleted = message.deleted_attachments;
    let deleted = (deleted > 0).then(|| {
        view! { <span class="bubble-trace">{move || words::files_deleted(deleted)}</span> }
    });
    view! {
        {message.text.as_deref().map(text)}
        <MessageFiles files=message.attachments.clone() />
        {deleted}
    }
    .into_any()
}

/// One message that the server has.
#[component]
pub fn Bubble(
    conversation: Conversation,
    message: ArcRwSignal<ChatMessage>,
    is_first: bool,
    deleting: Deleting,
) -> impl IntoView {
    let message = RwSignal::from(message);
    let (id, position, sent_at, author) = message.with_untracked(|message| {
        (
            message.id,
            message.position,
            message.sent_at,
            message.author.clone(),
        )
    });
    let is_mine = author
        .as_ref()
        .is_some_and(|author| author.account.id() == conversation.me);
    let is_deleted = Memo::new(move |_| message.with(|message| message.deleted_at.is_some()));
    let editing = RwSignal::new(false);
    let who = author.map(|author| author.name);
    let spoken = who.clone();
    let speaker = move || match &spoken {
        _ if is_mine => words::t().you.into(),
        Some(name) => name.clone(),
        None => words::t().somebody_gone.to_owned(),
    };
    // Of two the name is above; of several each says theirs.
    let is_of_group = conversation.chat.with_untracked(|chat| {
        chat.ready()
            .is_some_and(|chat| chat.kind == ChatKind::Group)
    });
    let name = (is_of_group && is_first && !is_mine).then(|| {
        let name = move || {
            who.clone()
                .unwrap_or_else(|| words::t().somebody_gone.into())
        };
        view! { <b class="bubble-name" aria-hidden="true">{name}</b> }
    });
    let content = move || {
        if is_deleted.get() {
            return view! { <span>{move || words::t().deleted}</span> }.into_any();
        }
        if editing.get() {
            return view! { <Edit conversation=conversation message=message editing=editing /> }
                .into_any();
        }
        message.with(said)
    };
    let edited = move || {
        let edited =
            message.with(|message| message.edited_at.is_some() && message.deleted_at.is_none());
        edited.then(|| view! { <span>{move || words::t().edited}</span> })
    };
    let menu = move || {
        (is_mine && !is_deleted.get() && !editing.get()).then(|| {
            view! { <OwnMenu id=id sent_at=sent_at editing=editing deleting=deleting /> }
        })
    };
    view! {
        <div
            class="bubble"
            id=format!("message-{position}")
            data-from=if is_mine { "us" } else { "client" }
            data-first=is_first.then_some("")
            data-state=move || is_deleted.get().then_some("deleted")
        >
            {name}
            <span class="sr-only">{speaker}": "</span>
            {content}
            <footer>
                {edited}
                <time datetime=format::machine(sent_at)>{move || format::clock_time(sent_at)}</time>
                {is_mine.then(|| view! { <Receipt conversation=conversation position=position /> })}
            </footer>
            {menu}
        </div>
    }
    .into_any()
}

/// How far one's own message has come.
#[component]
fn Receipt(conversation: Conversation, position: i64) -> impl IntoView {
    let marks = Memo::new(move |_| {
        conversation.chat.with(|chat| {
            let marks = chat
                .ready()
                .map(|chat| (chat.delivered_to_others, chat.read_by_others));
            let (delivered, read) = marks.unwrap_or_default();
            (position <= delivered, position <= read)
        })
    });
    move || {
        let (shape, state, word) = match marks.get() {
            (_, true) => (icon::CHECK_CHECK, Some("read"), words::t().read),
            (true, false) => (icon::CHECK_CHECK, None, words::t().delivered),
            (false, false) => (icon::CHECK, None, words::t().sent),
        };
        view! {
            <span class="receipt" data-state=state>
                {icon(shape)}
                <span class="sr-only">{word}</span>
            </span>
        }
    }
}

/// What one can do with what one wrote. Nothing of it is made before somebody asks.
#[component]
fn OwnMenu(
    id: ChatMessageId,
    sent_at: chrono::DateTime<chrono::Utc>,
    editing: RwSignal<bool>,
    deleting: Deleting,
) -> impl IntoView {
    let is_asked = RwSignal::new(false);
    let label = Signal::derive(move || words::actions_for(&format::clock_time(sent_at)));
    move || {
        if !is_asked.get() {
            return view! {
                <button
                    class="icon-btn icon-btn-sm bubble-menu"
                    type="button"
                    aria-haspopup="menu"
                    aria-label=move || label.get()
                    on:click=move |_| is_asked.set(true)
                >
                    {icon(icon::ELLIPSIS_VERTICAL)}
                </button>
            }
            .into_any();
        }
        let edit = is_editable(sent_at, format::now()).then(|| {
            view! {
                <button
                    role="menuitem"
                    tabindex="-1"
                    type="button"
                    on:click=move |_| {
                        editing.set(true);
                        dom::focus_soon(field(id));
                    }
                >
                    {icon(icon::PENCIL)}
                    {move || words::t().edit}
                </button>
            }
        });
        view! {
            <Menu
                id=format!("chat-message-{id}")
                label=label
                class="icon-btn icon-btn-sm bubble-menu"
                trigger=|| icon(icon::ELLIPSIS_VERTICAL)
                at_once=true
            >
                {edit}
                <button
                    role="menuitem"
                    tabindex="-1"
                    type="button"
                    on:click=move |_| deleting.ask(id)
                >
                    {icon(icon::TRASH)}
                    {move || words::t().delete}
                </button>
            </Menu>
        }
        .into_any()
    }
}

fn field(id: ChatMessageId) -> String {
    format!("edit-{id}")
}

#[component]
fn Edit(
    conversation: Conversation,
    message: RwSignal<ChatMessage>,
    editing: RwSignal<bool>,
) -> impl IntoView {
    let (session, toasts) = (use_session(), use_toasts());
    let (id, before) = message.with_untracked(|message| (message.id, message.text.clone()));
    let typed = RwSignal::new(before.unwrap_or_default());
    let fault = RwSignal::new(None::<FieldError>);
    let busy = RwSignal::new(false);
    let done = move || {
        editing.set(false);
        dom::focus_soon(super::compose::FIELD);
    };
    let save = move || {
        let text = match typed.with_untracked(|typed| ChatText::try_from(typed.as_str())) {
            Ok(text) => text,
            Err(error) => return fault.set(Some(error)),
        };
        busy.set(true);
        fault.set(None);
        let client = session.client();
        spawn_local(async move {
            let answer = client
                .update_chat_message(id, &ChatMessageWrite { text })
                .await;
            let answer = session.notice(answer);
            if busy.is_disposed() {
                return;
            }
            busy.set(false);
            match answer {
                Ok(message) => {
                    done();
                    conversation.put(message);
                }
                Err(error) => toasts.say(i18n::error_text(&error)),
            }
        });
    };
    let keys = move |event: KeyboardEvent| match event.key().as_str() {
        "Enter" if !event.shift_key() && !event.is_composing() => {
            event.prevent_default();
            save();
        }
        "Escape" => {
            event.prevent_default();
            event.stop_propagation();
            done();
        }
        _ => {}
    };
    view! {
        <div class="bubble-edit">
            <textarea
                class="textarea"
                id=field(id)
                rows="2"
                dir="auto"
                aria-label=move || words::t().edit_label
                aria-invalid=move || fault.get().map(|_| "true")
                prop:value=move || typed.get()
                on:input=move |event| typed.set(event_target_value(&event))
                on:keydown=keys
            ></textarea>
            {move || {
                fault
                    .get()
                    .map(|fault| {
                        view! {
                            <p class="field-error" role="alert">
                                {icon(icon::CIRCLE_ALERT)}
                                {fault.text(i18n::speech())}
                            </p>
                        }
                    })
            }}
            <div class="row">
                <Button class="btn-sm" on_click=move |()| done()>{move || common::t().cancel}</Button>
                <Button class="btn-sm btn-primary" busy=busy on_click=move |()| save()>
                    {move || common::t().save}
                </Button>
            </div>
        </div>
    }
    .into_any()
}

/// One message that is not with the server yet.
#[component]
pub fn WaitingBubble(
    conversation: Conversation,
    key: Uuid,
    waiting: Memo<Vec<Waiting>>,
) -> impl IntoView {
    let session = use_session();
    let this = Memo::new(move |_| {
        waiting.with(|waiting| waiting.iter().find(|waiting| waiting.key == key).cloned())
    });
    let said = this.with_untracked(|this| {
        let this = this.as_ref()?;
        let names = this.files.iter().map(|file| {
            view! {
                <span class="attach">
                    {icon(icon::FILE_TEXT)}
                    {file.name.clone()}
                </span>
            }
        });
        let names = names.collect_view();
        let text = this.text.as_ref().map(|said| text(said.as_str()));
        Some(view! {
            {text}
            {names}
        })
    });
    let refused = move || {
        let error = this.with(|this| this.as_ref().and_then(|this| this.refused.clone()));
        error.map(|error| {
            view! {
                <span class="field-error" role="alert">
                    {icon(icon::CIRCLE_ALERT)}
                    {i18n::error_text(&error)}
                </span>
                <span class="row">
                    <Button class="btn-sm" on_click=move |()| queue::retry(session, key)>
                        {move || common::t().retry}
                    </Button>
                    <IconButton
                        class="icon-btn-sm"
                        shape=icon::X
                        label=|| words::t().take_back
                        on_click=move |()| {
                            if let Some((text, files)) = queue::take_back(key) {
                                conversation.write_again(text.as_ref(), files);
                            }
                        }
                    />
                </span>
            }
        })
    };
    view! {
        <div class="bubble" data-from="us" data-state="queued">
            <span class="sr-only">{move || words::t().you}": "</span>
            {said}
            <footer>
                {icon(icon::CLOCK)}
                <span>{move || words::t().waits}</span>
            </footer>
            {refused}
        </div>
    }
    .into_any()
}
