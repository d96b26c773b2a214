//! The history of a conversation, with what waits to be sent at its end.

use super::{
    bubble::{Bubble, WaitingBubble},
    conversation::Conversation,
    queue, scroll,
};
use crate::{
    i18n::{
        self, chats as words, common, format, presences as presence_words, shell::unread_messages,
    },
    presences::use_presences,
    session::use_session,
    settings::Answer,
    ui::{
        Banner, Button, DeleteQuestion, Dialog, Kind, dom,
        icon::{self, icon},
    },
};
use chrono::NaiveDate;
use client::Client;
use domain::{chats::ChatAccount, ids::ChatMessageId};
use leptos::{ev, html, prelude::*};
use uuid::Uuid;

/// How far from the screen more is asked for, in pixels.
const MARGIN: u32 = 800;

#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Item {
    Day(NaiveDate),
    New,
    /// One message, and whether it is the first of several of the same person.
    Message(i64, bool),
}

/// The message that is to be deleted, and whether that is being asked. The dialog opens with the press
/// itself, so that the focus comes back to where that was.
#[derive(Clone, Copy)]
pub struct Deleting {
    id: RwSignal<Option<ChatMessageId>>,
    open: RwSignal<bool>,
}

impl Deleting {
    fn none() -> Self {
        Self {
            id: RwSignal::new(None),
            open: RwSignal::new(false),
        }
    }

    /// Asks whether this one is to be deleted.
    pub fn ask(self, id: ChatMessageId) {
        self.id.set(Some(id));
        self.open.set(true);
    }
}

/// The history.
#[component]
pub fn Bubbles(conversation: Conversation) -> impl IntoView {
    let deleting = Deleting::none();
    let items = Memo::new(move |_| items(conversation));
    let item = move |item: Item| match item {
        Item::Day(date) => {
            view! { <div class="day-sep">{move || words::day(date)}</div> }.into_any()
        }
        Item::New => {
            view! { <div class="day-sep" data-new="">{move || words::t().new}</div> }.into_any()
        }
        Item::Message(position, is_first) => {
            let message = conversation
                .messages
                .with_untracked(|messages| messages.as_ref()?.get(&position).cloned());
            message.map_or_else(
                || ().into_any(),
                |message| {
                    view! {
                        <Bubble
                            conversation=conversation
                            message=message
                            is_first=is_first
                            deleting=deleting
                        />
                    }
                    .into_any()
                },
            )
        }
    };
    let waiting = Memo::new(move |_| queue::waiting(conversation.me, conversation.id));
    let waiting_keys = move || {
        let waiting = waiting.get().into_iter();
        waiting.map(|waiting| waiting.key).collect::<Vec<_>>()
    };
    let waits = move |key: Uuid| {
        view! { <WaitingBubble conversation=conversation key=key waiting=waiting /> }.into_any()
    };
    // What one writes is seen at once.
    Effect::new(move |before: Option<usize>| {
        let count = waiting.with(Vec::len);
        if before.is_some_and(|before| count > before) {
            if conversation.has_later.get_untracked() {
                conversation.load_newest();
            }
            scroll::to_end();
        }
        count
    });
    let scrolled = move |_| {
        let is_at_end = scroll::is_at_end();
        if conversation.is_at_end.get_untracked() != is_at_end {
            conversation.is_at_end.set(is_at_end);
        }
    };
    note_read(conversation);
    let presences = use_presences();
    let typing = move || {
        let authors = presences.writing(conversation.id);
        (!authors.is_empty()).then(|| {
            let names: Vec<_> = authors
                .iter()
                .map(|one| name_of(conversation, *one))
                .collect();
            view! {
                <span class="typing">
                    <span class="dots" aria-hidden="true">
                        <i></i>
                        <i></i>
                        <i></i>
                    </span>
                    {presence_words::writes(&names)}
                </span>
            }
        })
    };
    let label = move || words::t().history;
    view! {
        <div
            class="scroll"
            id=scroll::LOG
            role="log"
            tabindex="0"
            aria-label=label
            on:scroll=scrolled
        >
            <div class="bubbles">
                <Edge conversation=conversation is_start=true />
                <For each=move || items.get() key=|item| *item children=item />
                <Edge conversation=conversation is_start=false />
                <For each=waiting_keys key=|key| *key children=waits />
                <div class="chat-typing" role="status">
                    {typing}
                </div>
            </div>
        </div>
        <ToEnd conversation=conversation />
        <DeleteDialog conversation=conversation deleting=deleting />
    }
    .into_any()
}

/// What somebody in the conversation is called: the other, or whoever has written here.
fn name_of(conversation: Conversation, account: ChatAccount) -> String {
    let of_partner = conversation.chat.with(|chat| {
        let partner = chat.ready()?.partner.as_ref()?;
        (partner.account == account).then(|| partner.name.clone())
    });
    let of_author = || {
        conversation.messages.with(|messages| {
            let mut authors = messages.iter().flat_map(|all| all.values().rev());
            authors.find_map(|message| {
                message.with(|message| {
                    let author = message.author.as_ref()?;
                    (author.account == account).then(|| author.name.clone())
                })
            })
        })
    };
    let name = of_partner.or_else(of_author);
    name.unwrap_or_else(|| presence_words::t().somebody.into())
}

fn items(conversation: Conversation) -> Vec<Item> {
    let new_from = conversation.new_from.get();
    conversation.messages.with(|messages| {
        let mut items = Vec::new();
        let mut last = None;
        for (position, message) in messages.iter().flatten() {
            let (day, author) = message.with_untracked(|message| {
                let author = message.author.as_ref().map(|author| author.account);
                (format::wall(message.sent_at).map(|(day, _)| day), author)
            });
            let mut is_first = true;
            if let Some((last_day, last_author)) = last {
                is_first = last_author != author;
                if last_day != day {
                    items.extend(day.map(Item::Day));
                }
            } else {
                items.extend(day.map(Item::Day));
            }
            if new_from == Some(*position) {
                items.push(Item::New);
            }
            items.push(Item::Message(*position, is_first));
            last = Some((day, author));
        }
        items
    })
}

/// All of it is read as soon as one sees it, and only then.
fn note_read(conversation: Conversation) {
    Effect::new(move |_| {
        conversation.messages.track();
        conversation.has_later.track();
        conversation.chat.track();
        if conversation.is_at_end.get() {
            untrack(|| conversation.note_read());
        }
    });
    let shown = window_event_listener(ev::visibilitychange, move |_| conversation.note_read());
    on_cleanup(move || shown.remove());
}

/// Where more comes, before or after what is here.
#[component]
fn Edge(conversation: Conversation, is_start: bool) -> impl IntoView {
    let edge = NodeRef::<html::Div>::new();
    let is_near = RwSignal::new(false);
    dom::on_near(edge, MARGIN, move |near, _| {
        is_near.try_set(near);
    });
    let has_more = move || {
        if is_start {
            conversation.has_earlier.get()
        } else {
            conversation.has_later.get()
        }
    };
    let ask = move || {
        if is_start {
            conversation.load_earlier();
        } else {
            conversation.load_later();
        }
    };
    Effect::new(move |_| {
        // Again after each part, for as long as one is near.
        conversation.messages.track();
        if is_near.get() && has_more() && conversation.failure.with_untracked(Option::is_none) {
            untrack(ask);
        }
    });
    let failed = move || {
        let failure = conversation.failure.get().filter(|_| has_more())?;
        Some(view! {
            <Banner
                kind=Kind::Danger
                actions=move || view! {
                    <Button class="btn-sm" on_click=move |()| ask()>{move || common::t().retry}</Button>
                }
            >
                {i18n::error_text(&failure)}
            </Banner>
        })
    };
    view! {
        <div node_ref=edge class="chat-edge" aria-busy=move || has_more().then_some("true")>
            {failed}
        </div>
    }
    .into_any()
}

/// The way to the newest message, from where one does not see it.
#[component]
fn ToEnd(conversation: Conversation) -> impl IntoView {
    let is_away = Memo::new(move |_| !conversation.is_at_end.get() || conversation.has_later.get());
    let unread = move || {
        let unread = conversation
            .chat
            .with(|chat| chat.ready().map_or(0, |chat| chat.unread));
        (unread > 0).then(|| {
            view! {
                <span class="count count-new">
                    {format::number(unread)} <span class="sr-only">{unread_messages(unread)}</span>
                </span>
            }
        })
    };
    let go = move |_| {
        if conversation.has_later.get_untracked() {
            conversation.load_newest();
        }
        scroll::to_end();
        dom::focus_soon(scroll::LOG);
    };
    move || {
        is_away.get().then(|| {
            view! {
                <button class="btn btn-sm chat-to-end" type="button" on:click=go>
                    {icon(icon::ARROW_DOWN)}
                    {move || words::t().to_newest}
                    {unread}
                </button>
            }
        })
    }
}

#[component]
fn DeleteDialog(conversation: Conversation, deleting: Deleting) -> impl IntoView {
    let Deleting { id: deleting, open } = deleting;
    let owner = StoredValue::new(Owner::current().unwrap_or_default());
    let session = use_session();
    let delete = Callback::new(move |api: Client| -> Answer<()> {
        let id = deleting.get_untracked();
        Box::pin(async move {
            match id {
                Some(id) => api.delete_chat_message(id).await,
                None => Ok(()),
            }
        })
    });
    let deleted = Callback::new(move |()| {
        let Some(id) = deleting.get_untracked() else {
            return;
        };
        dom::focus_soon(scroll::LOG);
        let client = session.client();
        owner.with_value(|owner| {
            owner.with(|| {
                crate::remote::fetch(
                    async move { client.read_chat_message(id).await },
                    move |answer| {
                        if let Ok(message) = answer {
                            conversation.put(message);
                        }
                    },
                );
            });
        });
    });
    view! {
        <Dialog
            id="delete-chat-message"
            open=open
            small=true
            title=|| words::t().delete_title
            children=move || view! {
                <DeleteQuestion
                    open=open
                    text=Signal::derive(|| words::t().delete_text.to_owned())
                    verb=Signal::derive(|| words::t().delete.to_owned())
                    done=|| words::t().deleted_done
                    delete=delete
                    on_deleted=deleted
                />
            }
        />
    }
    .into_any()
}
