//! What is written and not with the server yet. It waits in order and is sent, however often that
//! takes, under the key that it was given when it was written, so that it is there once. It
//! outlives the page that it was written on, and nobody but its author sends it.

use crate::{session::Session, ui::dom};
use client::CallError;
use domain::{
    attachments::{Attachment, AttachmentIds},
    chats::{ChatMessage, ChatMessageSend},
    ids::{AttachmentId, ChatId},
    text::ChatText,
};
use leptos::{prelude::*, task::spawn_local};
use std::{cell::Cell, collections::BTreeSet, time::Duration};
use uuid::Uuid;

/// The longest wait before the next attempt.
const PATIENCE: Duration = Duration::from_secs(20);

/// One message that is written.
#[derive(Clone, Debug, PartialEq)]
pub struct Waiting {
    /// Where it is to be sent.
    pub chat: ChatId,
    /// What it is sent as.
    pub key: Uuid,
    /// What it says.
    pub text: Option<ChatText>,
    /// What goes with it.
    pub files: Vec<Attachment>,
    /// Why the server does not take it, if it has said so.
    pub refused: Option<CallError>,
    author: Uuid,
    /// Whether the server has it. It is shown from here until it is shown from there.
    is_sent: bool,
}

thread_local! {
    static QUEUE: ArcRwSignal<Vec<Waiting>> = ArcRwSignal::new(Vec::new());
    static IS_SENDING: Cell<bool> = const { Cell::new(false) };
}

fn change<T>(change: impl FnOnce(&mut Vec<Waiting>) -> T) -> Option<T> {
    QUEUE.with(|queue| queue.try_update(change))
}

/// What an author has waiting for this conversation, oldest first; notifies. What somebody else left
/// in this browser is nothing to be shown.
pub fn waiting(author: Uuid, chat: ChatId) -> Vec<Waiting> {
    QUEUE.with(|queue| {
        queue.with(|queue| {
            let here = queue.iter().filter(|waiting| waiting.chat == chat);
            here.filter(|waiting| waiting.author == author)
                .cloned()
                .collect()
        })
    })
}

/// Whether a file goes with a message that waits.
pub fn takes_along(file: AttachmentId) -> bool {
    QUEUE.with(|queue| {
        queue.with_untracked(|queue| {
            let mut files = queue.iter().flat_map(|waiting| &waiting.files);
            files.any(|one| one.id == file)
        })
    })
}

/// How many of this conversation the server has taken that are still shown from here; notifies.
pub fn sent(chat: ChatId) -> usize {
    QUEUE.with(|queue| {
        queue.with(|queue| {
            let sent = queue
                .iter()
                .filter(|waiting| waiting.chat == chat && waiting.is_sent);
            sent.count()
        })
    })
}

/// These messages are shown from the server now.
pub fn forget_shown<'a>(messages: impl Iterator<Item = &'a ChatMessage>) {
    let shown: BTreeSet<Uuid> = messages.filter_map(|message| message.key).collect();
    let is_shown = |waiting: &Waiting| shown.contains(&waiting.key);
    let any = QUEUE.with(|queue| queue.with_untracked(|queue| queue.iter().any(is_shown)));
    if any {
        change(|queue| queue.retain(|waiting| !is_shown(waiting)));
    }
}

/// Sends a message as soon as it can be.
pub fn send(session: Session, chat: ChatId, (text, files): (Option<ChatText>, Vec<Attachment>)) {
    let Some(author) = author(session) else {
        return;
    };
    change(|queue| {
        queue.push(Waiting {
            chat,
            key: new_key(),
            text,
            files,
            refused: None,
            author,
            is_sent: false,
        });
    });
    start(session);
}

/// Tries once more to send what was refused.
pub fn retry(session: Session, key: Uuid) {
    change(|queue| {
        if let Some(waiting) = queue.iter_mut().find(|waiting| waiting.key == key) {
            waiting.refused = None;
        }
    });
    start(session);
}

/// Takes back what was not sent, and says what it was.
pub fn take_back(key: Uuid) -> Option<(Option<ChatText>, Vec<Attachment>)> {
    let place = |queue: &[Waiting]| queue.iter().position(|waiting| waiting.key == key);
    let taken = change(|queue| place(queue).map(|place| queue.remove(place)));
    let taken = taken.flatten()?;
    Some((taken.text, taken.files))
}

#[expect(
    clippy::disallowed_methods,
    reason = "a key of a message is no row's id"
)]
fn new_key() -> Uuid {
    Uuid::now_v7()
}

fn author(session: Session) -> Option<Uuid> {
    let account = untrack(|| session.account())?;
    Some(account.actor().id())
}

fn start(session: Session) {
    if !IS_SENDING.replace(true) {
        spawn_local(async move {
            work(session).await;
            IS_SENDING.set(false);
        });
    }
}

async fn work(session: Session) {
    let mut failures = 0_u32;
    while let Some(next) = next(session) {
        let files: Vec<_> = next.files.iter().map(|file| file.id).collect();
        let body = ChatMessageSend {
            text: next.text,
            attachments: AttachmentIds::try_from(files).unwrap_or_default(),
        };
        let client = session.client();
        let answer = client.send_chat_message(next.chat, next.key, &body).await;
        match session.notice(answer) {
            Ok(_) => {
                failures = 0;
                mark(next.key, |waiting| waiting.is_sent = true);
            }
            Err(error) if is_passing(&error) => {
                failures += 1;
                let asked = error
                    .problem()
                    .and_then(|problem| problem.retry_after_seconds);
                let usual = Duration::from_secs(1 << failures.min(5)).min(PATIENCE);
                dom::wait(asked.map_or(usual, Duration::from_secs)).await;
            }
            Err(error) => mark(next.key, |waiting| waiting.refused = Some(error)),
        }
    }
}

fn mark(key: Uuid, how: impl FnOnce(&mut Waiting)) {
    change(|queue| {
        if let Some(waiting) = queue.iter_mut().find(|waiting| waiting.key == key) {
            how(waiting);
        }
    });
}

/// Whether the same message may be taken later on.
fn is_passing(error: &CallError) -> bool {
    let Some(problem) = error.problem() else {
        return true;
    };
    problem.status >= 500 || problem.retry_after_seconds.is_some()
}

/// What is to be sent next. What somebody else has written in this browser is forgotten.
fn next(session: Session) -> Option<Waiting> {
    let author = author(session);
    change(|queue| {
        queue.retain(|waiting| Some(waiting.author) == author);
        // Behind one that is refused the others of its conversation wait: their order stays.
        let mut held = BTreeSet::new();
        let next = queue.iter().find(|waiting| {
            if waiting.refused.is_some() {
                held.insert(waiting.chat);
            }
            !waiting.is_sent && !held.contains(&waiting.chat)
        });
        next.cloned()
    })
    .flatten()
}
