//! Work in the background: put down in the transaction that makes it necessary, claimed by lease,
//! tried again until it is done or given up. Several servers share it; one that dies in the middle
//! loses its lease, and another goes on. Each claim has a name of its own, so that who was held up for
//! longer than a lease and wakes finds out: before it does what nobody can undo
//! ([`is_still_held`]), and before it notes what became of it ([`finish`], [`put_back`]).

pub mod entity;
mod housekeeping;
mod worker;

pub use housekeeping::ensure_housekeeping;
pub use worker::{LEASE_MINUTES, Outcome, Worker, work};

use crate::ApiResult;
use chrono::{DateTime, TimeDelta, Utc};
use domain::ids::{FacilityId, JobId};
use entity::{ActiveModel, Column, Entity, JobKind, JobState, Model};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, DatabaseConnection, EntityTrait,
    PaginatorTrait, QueryFilter, sea_query::Expr,
};
use serde_json::Value;
use uuid::Uuid;

/// A new piece of work.
pub struct NewJob {
    pub facility: Option<FacilityId>,
    pub kind: JobKind,
    pub payload: Value,
    /// Given twice, it is put down once.
    pub unique_key: Option<String>,
    pub run_at: DateTime<Utc>,
}

/// Puts it down, within the transaction that makes it necessary. The worker is to be woken after
/// the commit.
#[expect(clippy::disallowed_methods, reason = "a new row gets its id")]
pub async fn enqueue(tx: &impl ConnectionTrait, job: NewJob) -> ApiResult<()> {
    let model = ActiveModel {
        id: Set(JobId(Uuid::now_v7())),
        facility_id: Set(job.facility),
        kind: Set(job.kind),
        payload: Set(job.payload),
        unique_key: Set(job.unique_key),
        state: Set(JobState::Waiting),
        run_at: Set(job.run_at),
        attempts: Set(0),
        leased_until: Set(None),
        lease_owner: Set(None),
        last_error: Set(None),
        created_at: Set(job.run_at),
    };
    Entity::insert(model)
        .on_conflict_do_nothing_on([Column::UniqueKey])
        .exec_without_returning(tx)
        .await?;
    Ok(())
}

/// Takes a job off the list, if it is still its holder's: within the transaction that notes what
/// was done. `false` means that the lease was lost and that nothing may be noted.
#[expect(clippy::disallowed_methods, reason = "jobs are the installation's")]
pub async fn finish(tx: &impl ConnectionTrait, job: &Model) -> ApiResult<bool> {
    let gone = Entity::delete_many()
        .filter(Column::Id.eq(job.id))
        .filter(Column::LeaseOwner.eq(job.lease_owner))
        .exec(tx)
        .await?;
    Ok(gone.rows_affected == 1)
}

/// Puts a job back, to be run at this time, if it is still its holder's.
#[expect(clippy::disallowed_methods, reason = "jobs are the installation's")]
pub async fn put_back(
    tx: &impl ConnectionTrait,
    job: &Model,
    run_at: DateTime<Utc>,
    (state, attempts, error): (JobState, i32, Option<String>),
) -> ApiResult<bool> {
    let changed = Entity::update_many()
        .col_expr(Column::State, Expr::value(state))
        .col_expr(Column::RunAt, Expr::value(run_at))
        .col_expr(Column::Attempts, Expr::value(attempts))
        .col_expr(Column::LastError, Expr::value(error))
        .col_expr(Column::LeasedUntil, Expr::value(None::<DateTime<Utc>>))
        .col_expr(Column::LeaseOwner, Expr::value(None::<Uuid>))
        .filter(Column::Id.eq(job.id))
        .filter(Column::LeaseOwner.eq(job.lease_owner))
        .exec(tx)
        .await?;
    Ok(changed.rows_affected == 1)
}

/// Makes a job its holder's for a whole lease from now on, if it still is. To be asked right before
/// what nobody can undo, and before anything is noted of a job that is not over.
#[expect(clippy::disallowed_methods, reason = "jobs are the installation's")]
pub async fn is_still_held(
    db: &impl ConnectionTrait,
    job: &Model,
    now: DateTime<Utc>,
) -> ApiResult<bool> {
    let until = now + TimeDelta::minutes(LEASE_MINUTES);
    let changed = Entity::update_many()
        .col_expr(Column::LeasedUntil, Expr::value(until))
        .filter(Column::Id.eq(job.id))
        .filter(Column::LeaseOwner.eq(job.lease_owner))
        .exec(db)
        .await?;
    Ok(changed.rows_affected == 1)
}

/// Ends leases early that end later than any that is given now: the clock of whoever gave them was
/// ahead, and has been set right. Who is still at it renews its lease before the end.
#[expect(clippy::disallowed_methods, reason = "jobs are the installation's")]
async fn shorten_leases(db: &DatabaseConnection, now: DateTime<Utc>) -> ApiResult<()> {
    let longest = now + TimeDelta::minutes(LEASE_MINUTES);
    Entity::update_many()
        .col_expr(Column::LeasedUntil, Expr::value(longest))
        .filter(Column::LeasedUntil.gt(longest))
        .exec(db)
        .await?;
    Ok(())
}

/// How many jobs stand like this, for the operator's instruments.
#[expect(clippy::disallowed_methods, reason = "jobs are the installation's")]
pub async fn count(db: &DatabaseConnection, state: JobState) -> ApiResult<u64> {
    Ok(Entity::find()
        .filter(Column::State.eq(state))
        .count(db)
        .await?)
}
