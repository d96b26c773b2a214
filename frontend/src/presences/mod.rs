//! Who is there, how they can be reached, and who is writing at the moment: what the live
//! connection says of that, for every page.

mod choice;
mod mark;

pub use choice::OwnPresence;
pub use mark::{Mark, mark, word};

use crate::{session::Session, ui::dom};
use domain::{
    chats::ChatAccount,
    events::EphemeralEvent,
    ids::ChatId,
    presences::{AccountPresence, Presence, TYPING_ENDS_AFTER},
};
use leptos::{prelude::*, task::spawn_local};
use std::{collections::HashMap, time::Duration};

/// Somebody who is writing, and the word that said so.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Typing {
    chat: ChatId,
    account: ChatAccount,
    word: u32,
}

/// What is known of it.
#[derive(Clone, Copy, Debug)]
pub struct Presences {
    known: RwSignal<HashMap<ChatAccount, Presence>>,
    typing: RwSignal<Vec<Typing>>,
    words: StoredValue<u32>,
}

/// It, from any component.
pub fn use_presences() -> Presences {
    expect_context()
}

impl Presences {
    /// Makes it, once, at the root. Nobody is known until the live connection is there.
    pub fn provide() -> Self {
        let presences = Self {
            known: RwSignal::new(HashMap::new()),
            typing: RwSignal::new(Vec::new()),
            words: StoredValue::new(0),
        };
        provide_context(presences);
        presences
    }

    /// How somebody can be reached, as far as that is known. Notifies.
    pub fn of(self, account: ChatAccount) -> Option<Presence> {
        self.known.with(|known| match account {
            // Of clients only those are told of who are there.
            ChatAccount::Client(_) if !known.is_empty() => {
                Some(known.get(&account).copied().unwrap_or(Presence::Offline))
            }
            _ => known.get(&account).copied(),
        })
    }

    /// The others who are writing in a conversation. Notifies.
    pub fn writing(self, chat: ChatId) -> Vec<ChatAccount> {
        self.typing.with(|typing| {
            let here = typing.iter().filter(|one| one.chat == chat);
            here.map(|one| one.account).collect()
        })
    }

    /// Asks how everybody can be reached.
    pub fn read(self, session: Session) {
        let client = session.client();
        spawn_local(async move {
            // Where it does not come, it does with the next connection.
            if let Ok(all) = client.list_presences().await {
                let all = all.into_iter().map(|one| (one.account, one.presence));
                self.known.set(all.collect());
            }
        });
    }

    /// Knows nothing more, as whoever signs in next may see others.
    pub fn forget(self) {
        self.known.set(HashMap::new());
        self.typing.set(Vec::new());
    }

    /// Takes note of what goes by.
    pub fn hear(self, event: EphemeralEvent, session: Session) {
        match event {
            EphemeralEvent::PresenceChanged(AccountPresence { account, presence }) => {
                self.set(account, presence);
            }
            EphemeralEvent::Typing { chat_id, account } => self.begin_typing(chat_id, account),
            EphemeralEvent::Missed => self.read(session),
            // Nobody’s presence: the live connection hands it on.
            EphemeralEvent::Notified(_) => {}
        }
    }

    /// Somebody can be reached so from now on.
    fn set(self, account: ChatAccount, presence: Presence) {
        self.known.update(|known| {
            known.insert(account, presence);
        });
    }

    fn begin_typing(self, chat: ChatId, account: ChatAccount) {
        let word = self.words.get_value() + 1;
        self.words.set_value(word);
        let typing = Typing {
            chat,
            account,
            word,
        };
        self.typing.update(|all| {
            all.retain(|one| (one.chat, one.account) != (chat, account));
            all.push(typing);
        });
        let ends = Duration::from_secs(TYPING_ENDS_AFTER.num_seconds().unsigned_abs());
        spawn_local(async move {
            dom::wait(ends).await;
            let is_over = self.typing.try_with_untracked(|all| all.contains(&typing));
            if is_over == Some(true) {
                self.typing.update(|all| all.retain(|one| *one != typing));
            }
        });
    }

    /// Something was written there: whoever wrote it writes no more.
    pub fn end_typing(self, chat: ChatId) {
        if self
            .typing
            .with_untracked(|all| all.iter().any(|one| one.chat == chat))
        {
            self.typing.update(|all| all.retain(|one| one.chat != chat));
        }
    }
}
