//! Who listens on this server: one facility's accounts, with the devices of each.

use super::{ephemeral::Passing, log::Logged};
use domain::{
    events::{EventKind, Position},
    ids::{ChatId, FacilityId},
};
use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
};
use tokio::sync::broadcast::{self, Receiver, Sender};
use uuid::Uuid;

/// How many events a slow connection may fall behind before it reads them from the log itself.
const CAPACITY: usize = 128;
/// Conversations whose members are remembered before all of them are forgotten.
const FORGET_ABOVE: usize = 10_000;

/// What the connections of this server hear of.
#[derive(Clone, Debug)]
pub enum Told {
    /// Something changed.
    Logged {
        /// What it is.
        logged: Arc<Logged>,
        /// The position of what the account was told before: whoever is as far has missed nothing.
        after: Position,
    },
    /// Something goes by.
    Passing(Arc<Passing>),
}

/// The connections of one account.
#[derive(Debug)]
struct Devices {
    /// The position of what they were told last, or were not to be.
    told: Position,
    live: Sender<Told>,
}

/// One facility's listeners on this server.
#[derive(Debug)]
pub struct Listeners {
    /// Up to where they have been told what stands in the log.
    told: Position,
    accounts: HashMap<Uuid, Devices>,
    /// Who is in a conversation, once something was heard of it.
    members: HashMap<ChatId, Arc<[Uuid]>>,
}

impl Listeners {
    /// Nobody yet; whoever comes is told what comes after `told`.
    pub fn new(told: Position) -> Self {
        Self {
            told,
            accounts: HashMap::new(),
            members: HashMap::new(),
        }
    }

    /// Up to where they have been told.
    pub fn told(&self) -> Position {
        self.told
    }

    /// Hears what is told to `account` after the position that comes with it.
    pub fn subscribe(&mut self, account: Uuid) -> (Position, Receiver<Told>) {
        let told = self.told;
        let devices = self.accounts.entry(account).or_insert_with(|| Devices {
            told,
            live: broadcast::channel(CAPACITY).0,
        });
        (told, devices.live.subscribe())
    }

    /// Forgets accounts without a connection. Answers whether there is any other.
    pub fn forget_gone(&mut self) -> bool {
        self.accounts
            .retain(|_, devices| devices.live.receiver_count() > 0);
        !self.accounts.is_empty()
    }

    /// Who is in this conversation, if that is known.
    pub fn members(&self, chat: ChatId) -> Option<Arc<[Uuid]>> {
        self.members.get(&chat).cloned()
    }

    /// Remembers who is in a conversation, until it is heard that somebody's conversations are
    /// others.
    pub fn note_members(&mut self, chat: ChatId, members: Arc<[Uuid]>) {
        if self.members.len() > FORGET_ABOVE {
            self.members.clear();
        }
        self.members.insert(chat, members);
    }

    /// Tells these accounts, or everybody: each decides what they let their listener hear.
    pub fn tell(&mut self, logged: Logged, to: Option<&[Uuid]>) {
        if logged.event.kind == EventKind::ChatsChanged {
            self.members.clear();
        }
        let position = logged.position;
        let logged = Arc::new(logged);
        let tell = |devices: &mut Devices| {
            let told = Told::Logged {
                logged: logged.clone(),
                after: devices.told,
            };
            // An error only says that nobody listens any more.
            let _ = devices.live.send(told);
            devices.told = position;
        };
        match to {
            None => self.accounts.values_mut().for_each(tell),
            Some(accounts) => {
                for account in accounts {
                    self.accounts.get_mut(account).map(tell);
                }
            }
        }
        self.told = position;
    }

    /// Tells these accounts, or everybody, what goes by.
    pub fn pass(&self, passing: Passing, to: Option<&[Uuid]>) {
        let passing = Arc::new(passing);
        let pass = |devices: &Devices| {
            // An error only says that nobody listens any more.
            let _ = devices.live.send(Told::Passing(passing.clone()));
        };
        match to {
            None => self.accounts.values().for_each(pass),
            Some(accounts) => {
                let some = accounts.iter();
                some.filter_map(|account| self.accounts.get(account))
                    .for_each(pass);
            }
        }
    }

    /// How far somebody is who has heard what was told to `account` up to `told`: nothing between
    /// the two is for them.
    pub fn reached(&self, account: Uuid, told: Position) -> Position {
        let devices = self.accounts.get(&account);
        if devices.is_some_and(|devices| devices.told <= told) {
            self.told.max(told)
        } else {
            told
        }
    }
}

/// The listeners of each facility.
#[derive(Clone, Debug, Default)]
pub struct Facilities(Arc<Mutex<HashMap<FacilityId, Listeners>>>);

impl Facilities {
    /// Does something with the listeners of a facility that has some.
    pub fn with<R>(
        &self,
        facility: FacilityId,
        act: impl FnOnce(&mut Listeners) -> R,
    ) -> Option<R> {
        self.all(|all| all.get_mut(&facility).map(act))
    }

    /// Does something with all of them. Nobody waits for anything within it.
    pub fn all<R>(&self, act: impl FnOnce(&mut HashMap<FacilityId, Listeners>) -> R) -> R {
        act(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::{
        access::{Openness, System},
        events::{Audience, Event},
    };

    fn logged(position: Position) -> Logged {
        let chat = ChatId(Uuid::nil());
        Logged {
            position,
            event: Event::of_chat(EventKind::ChatMessageSent, chat),
            audience: Audience::Chat { chat },
            system: System {
                openness: Openness::default(),
                confidential_administration: false,
            },
        }
    }

    fn heard(live: &mut Receiver<Told>) -> Option<(Position, Position)> {
        match live.try_recv().ok()? {
            Told::Logged { logged, after } => Some((logged.position, after)),
            Told::Passing(_) => None,
        }
    }

    #[test]
    fn only_those_are_told_whom_it_concerns_and_each_knows_that_nothing_is_missing() {
        let (one, other) = (Uuid::from_u128(1), Uuid::from_u128(2));
        let mut listeners = Listeners::new(7);
        let (told, mut ones) = listeners.subscribe(one);
        assert_eq!(told, 7);
        let (_, mut others) = listeners.subscribe(other);
        listeners.tell(logged(8), Some(&[one]));
        listeners.tell(logged(9), Some(&[one, Uuid::from_u128(3)]));
        listeners.tell(logged(10), None);
        assert_eq!(heard(&mut ones), Some((8, 7)));
        assert_eq!(heard(&mut ones), Some((9, 8)));
        assert_eq!(heard(&mut ones), Some((10, 9)));
        assert_eq!(heard(&mut others), Some((10, 7)));
        assert_eq!(heard(&mut others), None);
    }

    #[test]
    fn who_has_heard_everything_is_as_far_as_the_facility() {
        let (one, other) = (Uuid::from_u128(1), Uuid::from_u128(2));
        let mut listeners = Listeners::new(0);
        let _ones = listeners.subscribe(one);
        let _others = listeners.subscribe(other);
        listeners.tell(logged(1), Some(&[one]));
        assert_eq!(listeners.reached(other, 0), 1);
        assert_eq!(listeners.reached(one, 0), 0, "there is one on its way");
        assert_eq!(listeners.reached(one, 1), 1);
        assert_eq!(listeners.reached(one, 5), 5, "read from the log itself");
    }

    #[test]
    fn an_account_without_a_connection_is_forgotten() {
        let mut listeners = Listeners::new(0);
        let (_, live) = listeners.subscribe(Uuid::from_u128(1));
        assert!(listeners.forget_gone());
        drop(live);
        assert!(!listeners.forget_gone());
    }

    #[test]
    fn who_is_in_a_conversation_is_looked_up_again_once_that_may_be_others() {
        let chat = ChatId(Uuid::nil());
        let mut listeners = Listeners::new(0);
        listeners.note_members(chat, Arc::from([Uuid::from_u128(1)]));
        listeners.tell(logged(1), Some(&[]));
        assert!(listeners.members(chat).is_some());
        let mut changed = logged(2);
        changed.event.kind = EventKind::ChatsChanged;
        listeners.tell(changed, None);
        assert!(listeners.members(chat).is_none());
    }
}
