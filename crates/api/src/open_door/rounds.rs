//! The rounds of the door: who is gone is let go, who waits in vain is told so, and what ended long
//! enough ago is erased. A facility has rounds for as long as there are visits.

use super::{
    door::is_over,
    entity::{Column, Entity, Model},
    visits::{came_or_went, commit, end},
};
use crate::{
    ApiResult, events, facility,
    jobs::{
        NewJob, Outcome, enqueue,
        entity::{JobKind, JobState, Model as Job},
        finish, put_back,
    },
    scope::Scope,
    state::State,
    statistics,
};
use chrono::{DateTime, TimeDelta, Utc};
use domain::{
    events::{Audience, Event},
    ids::FacilityId,
    open_door::{ABANDONED_AFTER, KEPT_FOR, OpenDoorEnd, OpenDoorStatus},
    problem::ProblemCode,
};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, DatabaseConnection, EntityTrait, PaginatorTrait,
    QueryFilter, QueryOrder, QuerySelect,
};
use serde_json::Value;

/// Visits that one round takes on of each kind, so that it ends well before its lease.
const BATCH: u64 = 200;
/// Seconds between two rounds.
const EVERY_SECONDS: i64 = 60;

/// Makes sure that a facility has rounds, within the transaction in which somebody comes in.
pub async fn ensure(
    tx: &impl ConnectionTrait,
    facility: FacilityId,
    now: DateTime<Utc>,
) -> ApiResult<()> {
    let job = NewJob {
        facility: Some(facility),
        kind: JobKind::OpenDoorRound,
        payload: Value::Null,
        unique_key: Some(format!("open_door_round {facility}")),
        run_at: now + TimeDelta::seconds(EVERY_SECONDS),
    };
    enqueue(tx, job).await
}

/// Makes sure that whoever has visits has rounds, whatever became of the job.
#[expect(
    clippy::disallowed_methods,
    reason = "housekeeping is about every facility"
)]
pub async fn ensure_rounds(db: &DatabaseConnection, now: DateTime<Utc>) -> ApiResult<()> {
    let facilities: Vec<FacilityId> = Entity::find()
        .select_only()
        .column(Column::FacilityId)
        .distinct()
        .into_tuple()
        .all(db)
        .await?;
    for facility in facilities {
        ensure(db, facility, now).await?;
    }
    Ok(())
}

/// One round. Run twice, or by two servers at once, it does everything once.
pub async fn attempt(state: &State, job: &Job) -> ApiResult<Outcome> {
    let Some(id) = job.facility_id else {
        return Ok(Outcome::Later("facility".into()));
    };
    let (scope, now) = (Scope::new(id, state.db.clone()), state.clock.now());
    let silent = Condition::all()
        .add(Column::Status.ne(OpenDoorStatus::Ended))
        .add(Column::SeenAt.lte(now - ABANDONED_AFTER));
    end_all(state, &scope, silent, (OpenDoorEnd::Abandoned, now)).await?;
    let facility = facility::operations::by_id(&state.db, id).await?;
    if is_over(&facility, now)? {
        let waiting = Condition::all().add(Column::Status.eq(OpenDoorStatus::Waiting));
        end_all(state, &scope, waiting, (OpenDoorEnd::Closed, now)).await?;
    }
    let erased = erase(state, &scope, now).await?;
    if erased > 0 {
        tracing::info!(erased, "visits at the open door erased");
    }
    let tx = scope.begin().await?;
    // Whoever comes in takes the same row: no visit is left without rounds.
    facility::operations::lock(&tx, id).await?;
    if scope.find::<Entity>().count(&tx).await? == 0 {
        finish(&tx, job).await?;
    } else {
        let pause = if erased == BATCH { 0 } else { EVERY_SECONDS };
        let next = now + TimeDelta::seconds(pause);
        put_back(&tx, job, next, (JobState::Waiting, 0, None)).await?;
    }
    tx.commit().await?;
    Ok(Outcome::Done)
}

async fn end_all(
    state: &State,
    scope: &Scope,
    which: Condition,
    by: (OpenDoorEnd, DateTime<Utc>),
) -> ApiResult<()> {
    let visits: Vec<Model> = scope
        .find::<Entity>()
        .filter(which)
        .order_by_asc(Column::Number)
        .limit(BATCH)
        .all(scope.db())
        .await?;
    for visit in visits {
        let tx = scope.begin().await?;
        match end(scope, &tx, &visit, by).await {
            Ok(()) => {
                let news = [came_or_went(visit.id)];
                commit((state, scope), tx, &news, by.1).await?;
            }
            // Somebody picked them up meanwhile, or it has ended otherwise.
            Err(error) if error.code() == ProblemCode::Conflict => {}
            Err(error) => return Err(error),
        }
    }
    Ok(())
}

/// Erases what ended long enough ago: the texts, the key that opens them, and the visit itself.
/// What is left is how many there were. Answers how many it has erased.
async fn erase(state: &State, scope: &Scope, now: DateTime<Utc>) -> ApiResult<u64> {
    let due = scope
        .find::<Entity>()
        .filter(Column::EndedAt.lte(now - KEPT_FOR))
        .limit(BATCH)
        .all(scope.db())
        .await?;
    for visit in &due {
        let tx = scope.begin().await?;
        statistics::chats::forget(scope, &tx, [visit.id.0]).await?;
        // Its messages go with it.
        scope
            .delete::<Entity>()
            .filter(Column::Id.eq(visit.id))
            .exec(&tx)
            .await?;
        events::forget(scope, &tx, visit.id.0).await?;
        let audience = Audience::OpenDoor { counselor: None };
        let news = [(Event::of_whole_open_door(), audience)];
        commit((state, scope), tx, &news, now).await?;
    }
    Ok(u64::try_from(due.len()).unwrap_or(BATCH))
}
