//! One conversation: the part of it that is here, which follows what others do.

use super::{compose::FIELD, menu::Beside, queue, scroll};
use crate::{
    attachments::Attaching,
    live::{News, use_live},
    remote::{Remote, fetch},
    session::use_session,
    ui::dom,
};
use client::CallError;
use domain::{
    attachments::Attachment,
    chats::{Chat, ChatHistory, ChatHistoryQuery, ChatMarks, ChatMessage},
    events::{Event, EventKind},
    ids::{ChatId, ChatMessageId},
    page::Limit,
    text::ChatText,
};
use leptos::prelude::*;
use std::collections::BTreeMap;
use uuid::Uuid;

/// So many messages are asked for at once.
const PART: u16 = 50;
/// So many are kept; those farthest from where one reads go when more come.
const KEPT: usize = 400;

/// Messages by their position.
pub type Messages = BTreeMap<i64, ArcRwSignal<ChatMessage>>;

/// What is being written.
#[derive(Clone, Copy)]
pub struct Writing {
    /// The words.
    pub typed: RwSignal<String>,
    /// The files.
    pub files: Attaching,
}

/// A conversation that is open here.
#[derive(Clone, Copy)]
pub struct Conversation {
    /// Which.
    pub id: ChatId,
    /// Who one is oneself.
    pub me: Uuid,
    /// With whom, and how far everybody has read.
    pub chat: RwSignal<Remote<Chat>>,
    /// The part that is here, without gaps; none until it is.
    pub messages: RwSignal<Option<Messages>>,
    /// Whether there is more before it.
    pub has_earlier: RwSignal<bool>,
    /// Whether there is more after it.
    pub has_later: RwSignal<bool>,
    /// Whether one is where the newest message is.
    pub is_at_end: RwSignal<bool>,
    /// The first message that was new when the conversation was opened.
    pub new_from: RwSignal<Option<i64>>,
    writing: StoredValue<Writing>,
    /// What stands beside it.
    pub beside: RwSignal<Option<Beside>>,
    /// Why a part did not come.
    pub failure: RwSignal<Option<CallError>>,
    /// While a part is on its way, and whether there is something to ask for after that.
    busy: RwSignal<bool>,
    is_behind: StoredValue<bool>,
    owner: StoredValue<Owner>,
}

impl Conversation {
    /// Opens it for as long as the calling component is shown.
    pub fn begin(id: ChatId) -> Self {
        let account = untrack(|| use_session().account());
        let conversation = Self {
            id,
            me: account.map_or(Uuid::nil(), |account| account.actor().id()),
            chat: RwSignal::new(Remote::Loading),
            messages: RwSignal::new(None),
            has_earlier: RwSignal::new(false),
            has_later: RwSignal::new(false),
            is_at_end: RwSignal::new(true),
            new_from: RwSignal::new(None),
            writing: StoredValue::new(Writing {
                typed: RwSignal::new(String::new()),
                files: Attaching::begin_without(id, queue::takes_along),
            }),
            beside: RwSignal::new(None),
            failure: RwSignal::new(None),
            busy: RwSignal::new(false),
            is_behind: StoredValue::new(false),
            owner: StoredValue::new(Owner::current().unwrap_or_default()),
        };
        conversation.read_chat();
        conversation.load_newest();
        use_live().listen(move |news| conversation.hear(news));
        // What was sent from here is shown from there as soon as it is there.
        Effect::new(move |before: Option<usize>| {
            let sent = queue::sent(id);
            if before.is_none_or(|before| sent > before) && sent > 0 {
                conversation.catch_up();
            }
            sent
        });
        conversation
    }

    fn hear(self, news: News) {
        let Event {
            kind,
            chat_id,
            chat_message_id,
            ..
        } = match news {
            News::Event(event) => event,
            News::Missed => {
                self.read_chat();
                self.read_again();
                self.catch_up();
                return;
            }
        };
        if chat_id != Some(self.id) {
            return;
        }
        match (kind, chat_message_id) {
            (EventKind::ChatMessageSent, _) => self.catch_up(),
            (EventKind::ChatMessageChanged, Some(message)) => self.read_message(message),
            (EventKind::ChatRead | EventKind::ChatChanged | EventKind::ChatsChanged, _) => {
                self.read_chat();
            }
            _ => {}
        }
    }

    /// What is being written.
    pub fn writing(self) -> Writing {
        self.writing.get_value()
    }

    fn within(self, act: impl FnOnce()) {
        self.owner.with_value(|owner| owner.with(act));
    }

    /// Reads who is there and how far they are.
    pub fn read_chat(self) {
        let client = use_session_in(self.owner).client();
        self.within(move || {
            fetch(
                async move { client.read_chat(self.id).await },
                move |answer| {
                    match answer {
                        Ok(chat) => {
                            let is_opened =
                                self.chat.with_untracked(|chat| *chat == Remote::Loading);
                            if is_opened && chat.unread > 0 {
                                self.new_from.set(Some(chat.read_position + 1));
                            }
                            self.chat.set(Remote::Ready(chat));
                        }
                        // Who is not in it any more is told so; what does not come later comes again.
                        Err(error) => {
                            let is_here = self.chat.with_untracked(|chat| chat.ready().is_some());
                            if !is_here || error.problem().is_some() {
                                self.chat.set(Remote::Failed(error));
                            }
                        }
                    }
                },
            );
        });
    }

    fn ask(self, query: ChatHistoryQuery, done: impl FnOnce(ChatHistory) + 'static) {
        self.busy.set(true);
        self.failure.set(None);
        let client = use_session_in(self.owner).client();
        let query = ChatHistoryQuery {
            limit: Limit::try_from(PART).ok(),
            ..query
        };
        self.within(move || {
            fetch(
                async move { client.list_chat_messages(self.id, &query).await },
                move |answer| {
                    self.busy.set(false);
                    match answer {
                        Ok(history) => done(history),
                        Err(error) => self.failure.set(Some(error)),
                    }
                    if self.is_behind.get_value() {
                        self.is_behind.set_value(false);
                        self.catch_up();
                    }
                },
            );
        });
    }

    /// Reads the newest messages, and leaves what else was here.
    pub fn load_newest(self) {
        self.ask(ChatHistoryQuery::default(), move |history| {
            self.has_earlier.set(history.has_earlier);
            self.has_later.set(false);
            queue::forget_shown(history.messages.iter());
            self.messages.set(Some(by_position(history.messages)));
            self.is_at_end.set(true);
            scroll::to_end();
        });
    }

    /// Reads what stands before what is here.
    pub fn load_earlier(self) {
        if self.busy.get_untracked() || !self.has_earlier.get_untracked() {
            return;
        }
        let Some(first) = self.edge(|messages| messages.keys().next().copied()) else {
            return;
        };
        let query = ChatHistoryQuery {
            before: Some(first),
            ..ChatHistoryQuery::default()
        };
        self.ask(query, move |history| {
            self.has_earlier.set(history.has_earlier);
            self.add(history.messages, |messages| {
                while messages.len() > KEPT && messages.pop_last().is_some() {
                    self.has_later.set(true);
                }
            });
        });
    }

    /// Reads what stands after what is here, where one has gone far back.
    pub fn load_later(self) {
        if self.has_later.get_untracked() {
            self.read_on();
        }
    }

    /// Reads what has been written since; not where one is far back and does not see it.
    pub fn catch_up(self) {
        if self.busy.get_untracked() {
            self.is_behind.set_value(true);
        } else if self.messages.with_untracked(Option::is_none) {
            self.load_newest();
        } else if self.has_later.get_untracked() {
            self.read_chat();
        } else {
            self.read_on();
        }
    }

    fn read_on(self) {
        if self.busy.get_untracked() {
            return;
        }
        let last = self.edge(|messages| messages.keys().next_back().copied());
        let query = ChatHistoryQuery {
            after: Some(last.unwrap_or(0)),
            ..ChatHistoryQuery::default()
        };
        self.ask(query, move |history| {
            self.has_later.set(history.has_later);
            let new = history.messages.last().map(|message| message.position);
            queue::forget_shown(history.messages.iter());
            self.add(history.messages, |messages| {
                while messages.len() > KEPT && messages.pop_first().is_some() {
                    self.has_earlier.set(true);
                }
            });
            if let Some(new) = new {
                self.chat.update(|chat| {
                    if let Some(chat) = chat.ready_mut() {
                        chat.last_position = chat.last_position.max(new);
                    }
                });
            }
        });
    }

    fn edge(self, edge: impl FnOnce(&Messages) -> Option<i64>) -> Option<i64> {
        self.messages
            .with_untracked(|messages| messages.as_ref().and_then(edge))
    }

    fn add(self, more: Vec<ChatMessage>, trim: impl FnOnce(&mut Messages)) {
        if more.is_empty() {
            return;
        }
        let change = move || {
            self.messages.update(|messages| {
                let messages = messages.get_or_insert_default();
                messages.extend(by_position(more));
                trim(messages);
            });
        };
        // Whoever is at the end stays there, and sees what comes.
        if self.is_at_end.get_untracked() && !self.has_later.get_untracked() {
            change();
        } else {
            scroll::keep_place(change);
        }
    }

    fn read_message(self, id: ChatMessageId) {
        let is_here = self.messages.with_untracked(|messages| {
            let mut messages = messages.iter().flat_map(BTreeMap::values);
            messages.any(|message| message.with_untracked(|message| message.id == id))
        });
        if !is_here {
            return;
        }
        let client = use_session_in(self.owner).client();
        self.within(move || {
            fetch(
                async move { client.read_chat_message(id).await },
                move |answer| {
                    if let Ok(message) = answer {
                        self.put(message);
                    }
                },
            );
        });
    }

    /// Shows a message as it is now.
    pub fn put(self, message: ChatMessage) {
        let shown = self
            .messages
            .with_untracked(|messages| messages.as_ref()?.get(&message.position).cloned());
        if let Some(shown) = shown
            && shown.with_untracked(|shown| *shown != message)
        {
            shown.set(message);
        }
    }

    /// Reads anew what one has before one's eyes: it may have been changed meanwhile.
    fn read_again(self) {
        let Some(last) = self.edge(|messages| messages.keys().next_back().copied()) else {
            return;
        };
        let client = use_session_in(self.owner).client();
        self.within(move || {
            let query = ChatHistoryQuery {
                before: Some(last + 1),
                limit: Limit::try_from(100).ok(),
                ..ChatHistoryQuery::default()
            };
            fetch(
                async move { client.list_chat_messages(self.id, &query).await },
                move |answer| {
                    for message in answer.into_iter().flat_map(|history| history.messages) {
                        self.put(message);
                    }
                },
            );
        });
    }

    /// Goes on writing what was not sent.
    pub fn write_again(self, text: Option<&ChatText>, files: Vec<Attachment>) {
        let Writing {
            typed,
            files: ready,
        } = self.writing();
        ready.put_back(files);
        if let Some(text) = text {
            typed.update(|typed| {
                let before = text.as_str();
                *typed = if typed.trim().is_empty() {
                    before.to_owned()
                } else {
                    format!("{before}\n{typed}")
                };
            });
        }
        dom::focus_soon(FIELD);
    }

    /// Notes that all of it was read, if one sees it.
    pub fn note_read(self) {
        let last = self.edge(|messages| messages.keys().next_back().copied());
        let is_seen = !document().hidden()
            && self.is_at_end.get_untracked()
            && !self.has_later.get_untracked();
        let read = self
            .chat
            .with_untracked(|chat| chat.ready().map(|chat| chat.read_position));
        let (Some(last), Some(read)) = (last, read) else {
            return;
        };
        if !is_seen || last <= read {
            return;
        }
        self.chat.update(|chat| {
            if let Some(chat) = chat.ready_mut() {
                chat.read_position = last;
                chat.unread = 0;
            }
        });
        let client = use_session_in(self.owner).client();
        self.within(move || {
            let marks = ChatMarks {
                delivered: None,
                read: Some(last),
            };
            fetch(
                async move { client.mark_chat_read(self.id, &marks).await },
                move |answer| {
                    // It is noted with the next message, or when the connection is back.
                    if answer.is_err() {
                        self.chat.try_update(|chat| {
                            if let Some(chat) = chat.ready_mut() {
                                chat.read_position = read;
                            }
                        });
                    }
                },
            );
        });
    }
}

/// The session, from what is not called by a component.
fn use_session_in(owner: StoredValue<Owner>) -> crate::session::Session {
    owner.with_value(|owner| owner.with(use_session))
}

fn by_position(messages: Vec<ChatMessage>) -> Messages {
    let messages = messages.into_iter();
    messages
        .map(|message| (message.position, ArcRwSignal::new(message)))
        .collect()
}
