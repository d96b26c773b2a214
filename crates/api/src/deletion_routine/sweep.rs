//! Erasing what was kept for long enough while its client stays: kind by kind, some of each in a
//! transaction of its own, counted and noted in it. Killed at any moment, it has done what it has
//! counted; run twice, it finds nothing.

use crate::{ApiResult, bookings, chats, direct_messages, documents, mail_requests, scope::Scope};
use chrono::{DateTime, Utc};
use domain::{
    deletion_routine::{ErasedCounts, Retention},
    events::{Audience, Event},
};
use sea_orm::DatabaseTransaction;

/// The transaction that erases some of one kind.
pub struct Sweep<'a> {
    scope: &'a Scope,
    tx: &'a DatabaseTransaction,
    now: DateTime<Utc>,
    /// How many of each are gone.
    pub counts: ErasedCounts,
    /// What those who may hear of it are told, once it is done.
    pub news: Vec<(Event, Audience)>,
}

impl<'a> Sweep<'a> {
    /// How many of a kind one transaction takes on.
    pub const BATCH: u64 = 100;

    pub(super) fn new(scope: &'a Scope, tx: &'a DatabaseTransaction, now: DateTime<Utc>) -> Self {
        Self {
            scope,
            tx,
            now,
            counts: ErasedCounts::default(),
            news: Vec::new(),
        }
    }

    /// The database, as the facility sees it.
    pub fn scope(&self) -> &'a Scope {
        self.scope
    }

    /// Where it is erased.
    pub fn tx(&self) -> &'a DatabaseTransaction {
        self.tx
    }

    /// When.
    pub fn now(&self) -> DateTime<Utc> {
        self.now
    }
}

/// What is kept for a while, each with how it is erased.
#[derive(Clone, Copy, Debug)]
pub enum Kind {
    MailRequests,
    ChatMessages,
    Documents,
    Appointments,
    Participations,
    DirectMessages,
}

impl Kind {
    pub const ALL: [Self; 6] = [
        Self::MailRequests,
        Self::ChatMessages,
        Self::Documents,
        Self::Appointments,
        Self::Participations,
        Self::DirectMessages,
    ];

    /// What ended up to here is over; nothing is if it is kept for as long as its client.
    pub fn cutoff(self, retention: Retention, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
        let kept = match self {
            Self::MailRequests => retention.mail_requests,
            Self::ChatMessages => retention.chat_messages,
            Self::Documents => retention.documents,
            Self::Appointments | Self::Participations => retention.appointments,
            Self::DirectMessages => retention.direct_messages,
        };
        kept.map(|months| months.cutoff(now))
    }

    /// Erases some of what is over. Answers how many it has taken on.
    pub async fn erase(self, sweep: &mut Sweep<'_>, cutoff: DateTime<Utc>) -> ApiResult<u64> {
        match self {
            Self::MailRequests => mail_requests::retention::erase_over(sweep, cutoff).await,
            Self::ChatMessages => chats::retention::erase_over(sweep, cutoff).await,
            Self::Documents => documents::retention::erase_over(sweep, cutoff).await,
            Self::Appointments => bookings::retention::erase_over(sweep, cutoff).await,
            Self::Participations => {
                bookings::group_bookings::retention::erase_over(sweep, cutoff).await
            }
            Self::DirectMessages => direct_messages::retention::erase_over(sweep, cutoff).await,
        }
    }
}
