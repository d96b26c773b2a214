//! Who is connected at the moment, as far as this server has heard. It is known in memory only;
//! servers on one PostgreSQL tell each other.

use chrono::{DateTime, Utc};
use domain::{
    chats::ChatAccount,
    ids::{ClientId, ConnectionId, FacilityId},
    presences::{GONE_AFTER, LINGERS},
};
use serde::{Deserialize, Serialize};
use std::{
    collections::HashMap,
    sync::{Mutex, PoisonError},
};

/// So many connections of one account are told apart. Whoever has more is there in any case.
const MOST: usize = 50;

/// A connection is there, or has ended.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct Word {
    pub facility: FacilityId,
    pub account: ChatAccount,
    pub connection: ConnectionId,
    pub has_ended: bool,
}

type Key = (FacilityId, ChatAccount);
/// Until when each connection of somebody counts as there.
type Connections = HashMap<ConnectionId, DateTime<Utc>>;

/// Everybody who is connected.
#[derive(Debug, Default)]
pub struct Here(Mutex<HashMap<Key, Connections>>);

impl Here {
    /// Takes note. Answers whether somebody has come who was not there.
    pub fn note(&self, word: Word, now: DateTime<Utc>) -> bool {
        let mut all = self.lock();
        let key = (word.facility, word.account);
        if word.has_ended {
            let connection = all
                .get_mut(&key)
                .and_then(|theirs| theirs.get_mut(&word.connection));
            if let Some(until) = connection {
                *until = (*until).min(now + LINGERS);
            }
            return false;
        }
        let came = !all.contains_key(&key);
        let theirs = all.entry(key).or_default();
        if theirs.len() < MOST || theirs.contains_key(&word.connection) {
            theirs.insert(word.connection, now + GONE_AFTER);
        }
        came
    }

    /// Whether somebody is there.
    pub fn is_connected(
        &self,
        facility: FacilityId,
        account: ChatAccount,
        now: DateTime<Utc>,
    ) -> bool {
        let all = self.lock();
        let theirs = all.get(&(facility, account)).into_iter().flatten();
        theirs.into_iter().any(|(_, until)| *until > now)
    }

    /// The clients of a facility who are there.
    pub fn clients(&self, facility: FacilityId, now: DateTime<Utc>) -> Vec<ClientId> {
        let all = self.lock();
        let here = all.iter().filter(|((theirs, _), connections)| {
            *theirs == facility && connections.values().any(|until| *until > now)
        });
        here.filter_map(|((_, account), _)| account.client())
            .collect()
    }

    /// Forgets the connections that have ended, and answers who is there no more.
    pub fn sweep(&self, now: DateTime<Utc>) -> Vec<Key> {
        let mut gone = Vec::new();
        self.lock().retain(|key, connections| {
            connections.retain(|_, until| *until > now);
            if connections.is_empty() {
                gone.push(*key);
            }
            !connections.is_empty()
        });
        gone
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, HashMap<Key, Connections>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
#[expect(clippy::disallowed_methods, reason = "tests make ids")]
mod tests {
    use super::*;
    use chrono::TimeDelta;
    use domain::ids::CounselorId;
    use uuid::Uuid;

    fn word(account: ChatAccount, connection: u128, has_ended: bool) -> Word {
        Word {
            facility: FacilityId(Uuid::from_u128(1)),
            account,
            connection: ConnectionId(Uuid::from_u128(connection)),
            has_ended,
        }
    }

    #[test]
    fn somebody_is_there_until_the_last_of_their_connections_is_not() {
        let here = Here::default();
        let start: DateTime<Utc> = "2026-01-15T10:00:00Z".parse().unwrap();
        let at = |seconds| start + TimeDelta::seconds(seconds);
        let account = ChatAccount::Counselor(CounselorId(Uuid::now_v7()));
        let facility = FacilityId(Uuid::from_u128(1));
        let is_there = |seconds| here.is_connected(facility, account, at(seconds));
        assert!(here.note(word(account, 1, false), at(0)), "comes");
        assert!(!here.note(word(account, 2, false), at(10)), "is there");
        // The first is lost without a word, the second ends.
        here.note(word(account, 2, true), at(24));
        assert!(is_there(24) && is_there(28));
        assert!(!is_there(29), "it lingers for five seconds");
        assert!(
            !here.note(word(account, 3, false), at(30)),
            "back before anybody was told"
        );
        assert_eq!(here.sweep(at(54)), []);
        assert_eq!(here.sweep(at(55)), [(facility, account)]);
        assert_eq!(here.sweep(at(56)), [], "told once");
        assert!(here.note(word(account, 3, false), at(57)), "comes anew");
        // What ended already does not live longer by ending again.
        here.note(word(account, 3, true), at(58));
        here.note(word(account, 3, true), at(62));
        assert_eq!(here.sweep(at(63)), [(facility, account)]);
        // What nobody knows of ends nothing.
        assert!(!here.note(word(account, 4, true), at(64)));
        assert_eq!(here.sweep(at(200)), []);
    }

    #[test]
    fn many_connections_of_one_account_take_no_more_room() {
        let here = Here::default();
        let now: DateTime<Utc> = "2026-01-15T10:00:00Z".parse().unwrap();
        let account = ChatAccount::Client(ClientId(Uuid::now_v7()));
        for connection in 0..1_000 {
            here.note(word(account, connection, false), now);
        }
        let kept = here.lock().values().map(HashMap::len).sum::<usize>();
        assert_eq!(kept, MOST);
        let facility = FacilityId(Uuid::from_u128(1));
        assert_eq!(here.clients(facility, now).len(), 1);
        let other = FacilityId(Uuid::from_u128(2));
        assert_eq!(here.clients(other, now), [], "another facility's");
    }
}
