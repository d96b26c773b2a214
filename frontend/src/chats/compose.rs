//! Where one writes.

use super::{
    conversation::{Conversation, Writing},
    queue,
};
use crate::{
    attachments::{AttachButton, ReadyFiles},
    i18n::{self, attachments as attachment_words, chats as words, presences as presence_words},
    kept,
    session::{Session, use_session},
    ui::{
        Menu, dom,
        icon::{self, icon},
        use_toasts,
    },
};
use domain::{presences::TYPING_BEAT, problem::FieldError, text::ChatText};
use leptos::{prelude::*, task::spawn_local};
use web_sys::{KeyboardEvent, SubmitEvent};

/// The id of the text field.
pub const FIELD: &str = "chat-text";

/// Those that are at hand; every keyboard of a phone has the others.
const EMOJI: [&str; 16] = [
    "🙂", "😊", "😅", "😂", "😢", "😟", "😮", "🤔", "👍", "👋", "🙏", "💪", "❤️", "🌱", "☀️", "🎉",
];

/// The line in which one writes. Enter sends where there are keys to press, a new line is made with
/// Shift; on phones Enter makes the line and the button sends.
#[component]
pub fn Compose(
    conversation: Conversation,
    /// To whom.
    #[prop(into)]
    name: Signal<String>,
) -> impl IntoView {
    let (session, toasts) = (use_session(), use_toasts());
    let (id, Writing { typed, files }) = (conversation.id, conversation.writing());
    let fault = RwSignal::new(None::<FieldError>);
    keep_begun(conversation);
    let telling = Telling::begin(conversation);
    let send = move || {
        if files.is_busy() {
            return toasts.say(attachment_words::t().wait);
        }
        let is_empty = typed.with_untracked(|typed| typed.trim().is_empty());
        if is_empty && files.ids().is_empty() {
            return;
        }
        let text = (!is_empty)
            .then(|| typed.with_untracked(|typed| ChatText::try_from(typed.as_str())))
            .transpose();
        match text {
            Ok(text) => {
                fault.set(None);
                typed.set(String::new());
                telling.is_over();
                queue::send(session, id, (text, files.take()));
            }
            Err(error) => fault.set(Some(error)),
        }
        dom::focus_soon(FIELD);
    };
    let keys = move |event: KeyboardEvent| {
        let is_enter = event.key() == "Enter" && !event.shift_key() && !event.is_composing();
        if is_enter && dom::matches_media("(hover: hover) and (pointer: fine)") {
            event.prevent_default();
            send();
        }
    };
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        send();
    };
    let label = Memo::new(move |_| words::message_to(&name.get()));
    let insert = move |emoji: &'static str| {
        let caret = dom::caret(FIELD);
        typed.update(|typed| typed.insert_str(place_of(typed, caret), emoji));
        dom::focus_soon(FIELD);
    };
    let faulty = move || {
        fault.get().map(|fault| {
            view! {
                <p class="field-error" id="chat-text-error" role="alert">
                    {icon(icon::CIRCLE_ALERT)}
                    {fault.text(i18n::speech())}
                </p>
            }
        })
    };
    let is_closed = Memo::new(move |_| {
        let chat = conversation.chat.read();
        chat.ready().is_some_and(|chat| !chat.is_reachable)
    });
    let why = move || {
        is_closed
            .get()
            .then(|| presence_words::unreachable(&name.get()))
    };
    view! {
        {faulty}
        <p class="chat-closed" role="status" hidden=move || !is_closed.get()>
            {why}
        </p>
        <ReadyFiles attaching=files />
        <form class="chat-send" novalidate hidden=move || is_closed.get() on:submit=submit>
            <AttachButton attaching=files is_small=true />
            <Emoji on_pick=insert />
            <textarea
                class="textarea"
                id=FIELD
                rows="1"
                dir="auto"
                enterkeyhint="enter"
                placeholder=move || words::t().message
                aria-label=move || label.get()
                aria-invalid=move || fault.get().map(|_| "true")
                aria-describedby=move || fault.get().map(|_| "chat-text-error")
                prop:value=move || typed.get()
                on:input=move |event| {
                    typed.set(event_target_value(&event));
                    telling.say();
                    fault.set(None);
                }
                on:keydown=keys
            ></textarea>
            <button class="btn btn-primary" type="submit" aria-label=move || words::t().send>
                {icon(icon::SEND_HORIZONTAL)}
            </button>
        </form>
    }
    .into_any()
}

/// What was begun is there again, and kept from now on.
fn keep_begun(conversation: Conversation) {
    let (session, typed) = (use_session(), conversation.writing().typed);
    let Some(account) = untrack(|| session.account()) else {
        return;
    };
    let name = kept::of_chat(&account, conversation.id);
    typed.set(kept::find(&name).unwrap_or_default());
    Effect::new(move |_| {
        typed.with(|typed| {
            if typed.is_empty() {
                kept::forget(&name);
            } else {
                kept::keep(&name, typed);
            }
        });
    });
}

/// Tells the others that one is writing, and when that was said last.
#[derive(Clone, Copy)]
struct Telling {
    conversation: Conversation,
    session: Session,
    said_at: StoredValue<f64>,
}

impl Telling {
    fn begin(conversation: Conversation) -> Self {
        Self {
            conversation,
            session: use_session(),
            said_at: StoredValue::new(f64::NEG_INFINITY),
        }
    }

    /// Something was typed.
    fn say(self) {
        let (now, beat) = (js_sys::Date::now(), TYPING_BEAT.num_milliseconds());
        let typed = self.conversation.writing().typed;
        let is_empty = typed.with_untracked(|typed| typed.trim().is_empty());
        #[expect(clippy::cast_precision_loss, reason = "a few thousand")]
        if is_empty || now - self.said_at.get_value() < beat as f64 {
            return;
        }
        self.said_at.set_value(now);
        let (client, id) = (self.session.client(), self.conversation.id);
        spawn_local(async move {
            // Who does not hear of it sees the message itself.
            let _ = client.note_typing(id).await;
        });
    }

    /// It was sent: whatever is typed next is told at once.
    fn is_over(self) {
        self.said_at.set_value(f64::NEG_INFINITY);
    }
}

/// Those that are at hand, to be put in where the caret is.
#[component]
fn Emoji(#[prop(into)] on_pick: Callback<&'static str>) -> impl IntoView {
    view! {
        <Menu
            id="emoji"
            label=|| words::t().emoji
            class="icon-btn only-desk"
            trigger=|| icon(icon::SMILE)
        >
            <div class="emoji" role="presentation">
                {EMOJI
                    .map(|emoji| {
                        view! {
                            <button
                                role="menuitem"
                                tabindex="-1"
                                type="button"
                                on:click=move |_| on_pick.run(emoji)
                            >
                                {emoji}
                            </button>
                        }
                    })
                    .collect_view()}
            </div>
        </Menu>
    }
    .into_any()
}

/// Where in a text the caret stands, which browsers count in UTF-16 units.
fn place_of(text: &str, caret: Option<usize>) -> usize {
    let mut units = 0;
    let mut places = text.char_indices().map(|(at, char)| {
        let start = units;
        units += char.len_utf16();
        (start, at)
    });
    let place = caret.and_then(|caret| places.find(|(start, _)| *start >= caret));
    place.map_or(text.len(), |(_, at)| at)
}
