//! By when a client is promised an answer. That a request is overdue is derived; the moment at
//! which it becomes so is stored when the client writes, because lists are filtered and sorted by
//! it, and opening hours, holidays and the changes of the clocks are nothing that a database can
//! count. When the facility's working time changes, the rounds of a job compute it again.

use super::entity::mail_request::{Column, Entity, Model};
use crate::{
    ApiResult,
    clients::entity as client,
    facility::{self, entity as facility_entity},
    jobs::{
        NewJob, Outcome, enqueue,
        entity::{JobKind, JobState, Model as Job},
        put_back,
    },
    outgoing_mails::{tell_client_of_delay, tell_staff_of_delay},
    scope::Scope,
    state::State,
    working_time::working_time_of,
};
use chrono::{DateTime, TimeDelta, Utc};
use chrono_tz::Tz;
use domain::{
    clients::ClientStatus,
    ids::{FacilityId, MailRequestId},
    mail_requests::{MailRequestStatus, Side},
    version::Version,
    working_time::WorkingTime,
};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, DatabaseConnection, QueryFilter, QueryOrder,
    QuerySelect, UpdateMany, sea_query::Expr,
};
use serde_json::Value;

/// Requests that one round takes on of each kind, so that it ends well before its lease.
const BATCH: u64 = 200;
/// Seconds between two rounds.
const EVERY_SECONDS: i64 = 60;

/// Those whose answer is late at this moment, or those whose is not.
pub fn is(overdue: bool, now: DateTime<Utc>) -> Condition {
    if overdue {
        Condition::all()
            .add(is_uncompleted())
            .add(Column::AnswerDueAt.lt(now))
    } else {
        Condition::any()
            .add(Column::Status.is_not_in(MailRequestStatus::UNCOMPLETED))
            .add(Column::AnswerDueAt.is_null())
            .add(Column::AnswerDueAt.gte(now))
    }
}

/// Those that somebody waits for, in the words of the index that holds just these: no database
/// knows it by a parameter.
pub fn is_uncompleted() -> Expr {
    Expr::cust("\"mail_requests\".\"status\" IN ('open', 'in_progress')")
}

/// What a facility promises at this moment.
pub struct Promise {
    working_time: WorkingTime,
    zone: Tz,
    version: Version,
}

impl Promise {
    /// This facility's.
    pub async fn of(facility: FacilityId, db: &impl ConnectionTrait) -> ApiResult<Self> {
        Self::new(&facility::operations::by_id(db, facility).await?)
    }

    fn new(facility: &facility_entity::Model) -> ApiResult<Self> {
        Ok(Self {
            working_time: working_time_of(facility)?,
            zone: facility.zone()?,
            version: facility.working_time_version,
        })
    }

    /// By when who writes at this moment is promised an answer.
    pub fn due_at(&self, since: DateTime<Utc>) -> Option<DateTime<Utc>> {
        self.working_time.due_at(&self.zone, since)
    }

    /// Which version of it this is.
    pub fn version(&self) -> Version {
        self.version
    }

    /// What becomes of it with a message: an answer ends the waiting; a client who waits already
    /// waits on since they wrote first.
    pub fn after_message(
        &self,
        update: UpdateMany<Entity>,
        request: &Model,
        side: Side,
        now: DateTime<Utc>,
    ) -> UpdateMany<Entity> {
        let waits = request.status.is_uncompleted() && request.waiting_since.is_some();
        let since = match side {
            Side::Client if waits => return update,
            Side::Client => Some(now),
            Side::Counselor => None,
        };
        let due = since.and_then(|since| self.due_at(since));
        update
            .col_expr(Column::WaitingSince, Expr::value(since))
            .col_expr(Column::AnswerDueAt, Expr::value(due))
            .col_expr(Column::OverdueToldAt, Expr::value(None::<DateTime<Utc>>))
            .col_expr(Column::DueVersion, Expr::value(self.version))
    }
}

/// Makes sure that every facility has its rounds. Several servers may do so at once.
pub async fn ensure_rounds(db: &DatabaseConnection, now: DateTime<Utc>) -> ApiResult<()> {
    for facility in facility::operations::list_facilities(db).await? {
        let job = NewJob {
            facility: Some(facility.id),
            kind: JobKind::OverdueRound,
            payload: Value::Null,
            unique_key: Some(format!("overdue_round {}", facility.id)),
            run_at: now,
        };
        enqueue(db, job).await?;
    }
    Ok(())
}

/// One round. What it does not get done, the next one does right after; run twice, or by two
/// servers at once, it tells everybody once.
pub async fn attempt(state: &State, job: &Job) -> ApiResult<Outcome> {
    let Some(id) = job.facility_id else {
        return Ok(Outcome::Later("facility".into()));
    };
    let (db, now) = (&state.db, state.clock.now());
    let facility = facility::operations::by_id(db, id).await?;
    let (scope, promise) = (Scope::new(id, db.clone()), Promise::new(&facility)?);
    let computed = compute_again(&scope, &promise).await?;
    // Nobody is told of a delay that a change has undone.
    let told = if computed < BATCH {
        tell(state, &scope, &promise, now).await?
    } else {
        0
    };
    let next = if computed < BATCH && told < BATCH {
        now + TimeDelta::seconds(EVERY_SECONDS)
    } else {
        now
    };
    if told > 0 {
        state.work.notify_one();
    }
    put_back(db, job, next, (JobState::Waiting, 0, None)).await?;
    Ok(Outcome::Done)
}

/// Computes anew what was computed with another working time. Answers how many it has taken on.
async fn compute_again(scope: &Scope, promise: &Promise) -> ApiResult<u64> {
    let stale = Condition::all()
        .add(Column::Status.is_in(MailRequestStatus::UNCOMPLETED))
        .add(Column::DueVersion.ne(promise.version));
    let requests = scope
        .find::<Entity>()
        .filter(stale)
        .order_by_asc(Column::Id)
        .limit(BATCH)
        .all(scope.db())
        .await?;
    for request in &requests {
        let due = request
            .waiting_since
            .and_then(|since| promise.due_at(since));
        scope
            .update::<Entity>()
            .col_expr(Column::AnswerDueAt, Expr::value(due))
            .col_expr(Column::DueVersion, Expr::value(promise.version))
            .filter(Column::Id.eq(request.id))
            // Somebody may have written meanwhile.
            .filter(Column::MessageCount.eq(request.message_count))
            .exec(scope.db())
            .await?;
    }
    Ok(u64::try_from(requests.len()).unwrap_or(BATCH))
}

/// Tells whose answer is late. Answers how many requests it has taken on.
async fn tell(
    state: &State,
    scope: &Scope,
    promise: &Promise,
    now: DateTime<Utc>,
) -> ApiResult<u64> {
    let untold = || is(true, now).add(Column::OverdueToldAt.is_null());
    let ids: Vec<MailRequestId> = scope
        .find::<Entity>()
        .filter(untold())
        .select_only()
        .column(Column::Id)
        .order_by_asc(Column::AnswerDueAt)
        .limit(BATCH)
        .into_tuple()
        .all(scope.db())
        .await?;
    for id in &ids {
        let tx = scope.begin().await?;
        // It may have been answered meanwhile, or told by another server.
        let told = scope
            .update::<Entity>()
            .col_expr(Column::OverdueToldAt, Expr::value(now))
            .filter(Column::Id.eq(*id))
            .filter(untold())
            .exec(&tx)
            .await?;
        if told.rows_affected == 0 {
            continue;
        }
        let request = scope
            .find::<Entity>()
            .filter(Column::Id.eq(*id))
            .find_also_related(client::Entity)
            .one(&tx)
            .await?;
        let Some((request, client)) = request else {
            continue;
        };
        let late = (*id, request.counselor_id);
        let told = tell_staff_of_delay((state, scope), &tx, late).await?;
        let client = client.filter(|one| one.status == ClientStatus::Active);
        if let Some(client) = client.filter(|_| promise.working_time.tell_clients) {
            tell_client_of_delay(state, scope, &tx, &client).await?;
        }
        tx.commit().await?;
        told.pass_on(state, scope);
    }
    Ok(u64::try_from(ids.len()).unwrap_or(BATCH))
}
