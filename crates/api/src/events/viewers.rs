//! Who has what open at the moment, as far as this server has heard. It is known in memory only;
//! servers on one PostgreSQL tell each other, and whoever is not heard of for a while is gone.

use chrono::{DateTime, Utc};
use domain::{
    counselors::CounselorRef,
    ids::{CounselorId, FacilityId, MailRequestId},
    mail_requests::Viewers,
};
use sea_orm::{ConnectionTrait, DatabaseConnection, DbBackend, DbErr, Statement};
use serde::{Deserialize, Serialize};
use std::{
    collections::HashMap,
    sync::{Mutex, PoisonError},
};

/// What servers on one PostgreSQL tell each other on.
pub const CHANNEL: &str = "beistand_viewers";

/// Somebody has a mail request open, or has closed it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Opened {
    pub facility: FacilityId,
    pub mail_request: MailRequestId,
    pub counselor: CounselorRef,
    pub at: DateTime<Utc>,
    /// Whether it was closed.
    closed: bool,
}

impl Opened {
    /// Open, as far as it goes.
    pub fn new(
        facility: FacilityId,
        mail_request: MailRequestId,
        counselor: CounselorRef,
        at: DateTime<Utc>,
    ) -> Self {
        Self {
            facility,
            mail_request,
            counselor,
            at,
            closed: false,
        }
    }

    /// The same, closed.
    pub fn closed(self) -> Self {
        Self {
            closed: true,
            ..self
        }
    }

    /// Lets the other servers know.
    pub async fn tell(&self, db: &DatabaseConnection) -> Result<(), DbErr> {
        let backend = db.get_database_backend();
        if backend != DbBackend::Postgres {
            return Ok(());
        }
        let text = serde_json::to_string(self).map_err(|error| DbErr::Custom(error.to_string()))?;
        let values = [CHANNEL.into(), text.into()];
        let notify = Statement::from_sql_and_values(backend, "SELECT pg_notify($1, $2)", values);
        db.execute_raw(notify).await.map(drop)
    }
}

type Key = (FacilityId, MailRequestId);

/// Everything that is open.
#[derive(Debug, Default)]
pub struct OpenNow(Mutex<HashMap<Key, HashMap<CounselorId, Opened>>>);

impl OpenNow {
    /// Takes note. Answers whether somebody came or went.
    pub fn note(&self, opened: Opened) -> bool {
        let mut all = self.lock();
        let here = all
            .entry((opened.facility, opened.mail_request))
            .or_default();
        here.retain(|_, known| known.at + Viewers::GONE_AFTER > opened.at);
        let (closed, key) = (opened.closed, (opened.facility, opened.mail_request));
        let changed = if closed {
            here.remove(&opened.counselor.id).is_some()
        } else {
            here.insert(opened.counselor.id, opened).is_none()
        };
        if here.is_empty() {
            all.remove(&key);
        }
        changed
    }

    /// Who has it open, but for `me`.
    pub fn others(&self, key: Key, me: CounselorId, now: DateTime<Utc>) -> Vec<CounselorRef> {
        let all = self.lock();
        let here = all.get(&key).into_iter().flatten();
        let mut others: Vec<_> = here
            .filter(|(id, known)| **id != me && known.at + Viewers::GONE_AFTER > now)
            .map(|(_, known)| known.counselor.clone())
            .collect();
        others.sort_by(|one, other| one.display_name.cmp(&other.display_name));
        others
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, HashMap<Key, HashMap<CounselorId, Opened>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
