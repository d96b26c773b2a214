//! One operation that writes: its transaction, with everything that has to come with it. The audit
//! entry and the events are written last and are there exactly when the change is.

use crate::{
    ApiResult, audit, caller::Caller, database::Write, events, sessions::ended, waiting_list,
};
use domain::{
    audit::{AuditAction, AuditRecord},
    events::{Audience, Event},
    ids::{ApiTokenId, SessionId},
    notifications::Notice,
};
use sea_orm::DatabaseTransaction;
use uuid::Uuid;

/// A change that is under way. Dropped without [`Self::commit`], nothing has happened.
pub struct Change<'a> {
    caller: &'a Caller,
    tx: Write,
    action: Option<AuditAction>,
    record: Option<AuditRecord>,
    news: Vec<(Event, Audience)>,
    notices: Vec<Notice>,
    wakes_worker: bool,
    /// Sessions and API tokens that it ends.
    ended: Vec<Uuid>,
}

impl<'a> Change<'a> {
    /// Begins the transaction of an operation that goes into the audit log.
    pub async fn begin(caller: &'a Caller, action: AuditAction) -> ApiResult<Self> {
        Self::new(caller, Some(action)).await
    }

    /// Begins one that does not: what is only a note of one's own.
    pub async fn begin_unrecorded(caller: &'a Caller) -> ApiResult<Self> {
        Self::new(caller, None).await
    }

    async fn new(caller: &'a Caller, action: Option<AuditAction>) -> ApiResult<Self> {
        // Read now, so that nothing waits for a second connection within the transaction.
        caller.keys().await?;
        Ok(Self {
            caller,
            tx: caller.scope().begin().await?,
            action,
            record: None,
            news: Vec::new(),
            notices: Vec::new(),
            wakes_worker: false,
            ended: Vec::new(),
        })
    }

    /// Who makes it.
    pub fn caller(&self) -> &'a Caller {
        self.caller
    }

    /// Where the operation reads and writes.
    pub fn tx(&self) -> &DatabaseTransaction {
        &self.tx
    }

    /// Says that it is something else than it began as.
    pub fn record_as(&mut self, action: AuditAction) {
        self.action = Some(action);
    }

    /// Says what it is done to.
    pub fn on(&mut self, record: impl Into<AuditRecord>) {
        self.record = Some(record.into());
    }

    /// Lets those who may hear of it know, once it is done.
    pub fn tell(&mut self, event: Event, audience: Audience) {
        self.news.push((event, audience));
    }

    /// Has browsers show these, once it is done.
    pub fn notify(&mut self, notices: Vec<Notice>) {
        self.notices.extend(notices);
    }

    /// Lets the worker know, once it is done, that there is something to do.
    pub fn wake_worker(&mut self) {
        self.wakes_worker = true;
    }

    /// Ends the connections of these sessions, at whatever server, once it is done.
    pub fn end(&mut self, sessions: Vec<SessionId>) {
        self.ended.extend(sessions.into_iter().map(|id| id.0));
    }

    /// Ends the connections of this API token, at whatever server, once it is done.
    pub fn end_token(&mut self, id: ApiTokenId) {
        self.ended.push(id.0);
    }

    /// Does it.
    pub async fn commit(self) -> ApiResult<()> {
        let (caller, now) = (self.caller, self.caller.now());
        if let Some(action) = self.action {
            let keys = caller.keys().await?;
            let what = (action, self.record);
            audit::record(&self.tx, caller.scope(), &keys, caller.by(), what, now).await?;
        }
        for (event, audience) in &self.news {
            events::log(&self.tx, caller.facility(), event, audience, now).await?;
        }
        let mut wakes_worker = self.wakes_worker;
        if self.news.iter().any(|(event, _)| event.is_of_calendar()) {
            // Whatever changes in a calendar may leave a place free for who waits for one.
            wakes_worker |= waiting_list::look(&self.tx, caller.facility(), now).await?;
        }
        let heard = !self.news.is_empty();
        ended::announce(&self.tx, self.ended.iter().copied()).await?;
        self.tx.commit().await?;
        for credential in self.ended {
            caller.state().ended.tell(credential);
        }
        if wakes_worker {
            caller.state().work.notify_one();
        }
        for notice in self.notices {
            caller.state().hub.notify(caller.facility(), notice);
        }
        if heard {
            caller.state().hub.wake(caller.facility());
        }
        Ok(())
    }
}
