//! What staff do at the door.

use super::{
    door::door,
    entity::{Column, Entity, Model},
    finding::{find, load},
    messages::first_texts,
    visits::{came_or_went, end},
};
use crate::{ApiError, ApiResult, caller::Caller, change::Change, counselors, facility};
use chrono::{DateTime, TimeDelta, Utc};
use domain::{
    access::{Action, Relation},
    audit::AuditAction,
    counselors::CounselorRef,
    ids::OpenDoorVisitId,
    open_door::{
        OpenDoorEnd, OpenDoorHandOver, OpenDoorStatus, OpenDoorVisit, OpenDoorVisits, VisitStep,
        erased_at,
    },
    problem::{FieldCode, FieldError, ProblemCode},
};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, ExprTrait, PaginatorTrait, QueryFilter, QueryOrder,
    QuerySelect, sea_query::Expr,
};

/// A visitor who asks every twenty seconds and was not heard of for this long is away.
const AWAY_AFTER: TimeDelta = TimeDelta::seconds(90);
/// A day's own visits, and more than wait at once.
const SHOWN: u64 = 200;

/// Who waits, and whom the caller has picked up.
pub async fn list_open_door_visits(caller: &Caller) -> ApiResult<OpenDoorVisits> {
    caller.check(Action::ListOpenDoorVisits, Relation::Common)?;
    let (scope, db, me) = (caller.scope(), caller.db(), caller.counselor_id()?);
    let facility = facility::operations::by_id(db, caller.facility()).await?;
    let shown = Condition::any()
        .add(Column::Status.eq(OpenDoorStatus::Waiting))
        .add(Column::CounselorId.eq(me));
    let visits = scope
        .find::<Entity>()
        .filter(shown)
        .order_by_asc(Column::Number)
        .limit(SHOWN)
        .all(db)
        .await?;
    let with_colleagues = scope
        .find::<Entity>()
        .filter(Column::Status.eq(OpenDoorStatus::Talking))
        .filter(Column::CounselorId.ne(me))
        .count(db)
        .await?;
    let (waiting, mut own): (Vec<_>, Vec<_>) = visits
        .into_iter()
        .partition(|visit| visit.status == OpenDoorStatus::Waiting);
    own.sort_by_key(|visit| (visit.status == OpenDoorStatus::Ended, -visit.number));
    let keys = caller.keys().await?;
    let texts = first_texts(scope, &keys, &waiting).await?;
    let names = counselors::operations::references(scope, [me], db).await?;
    let (name, now) = (names.get(&me), caller.now());
    let door = door(&facility, now, waiting.len())?;
    let waiting = waiting.iter().zip(texts).map(|(visit, first_text)| {
        let visit = show(visit, None, now);
        OpenDoorVisit {
            first_text,
            ..visit
        }
    });
    Ok(OpenDoorVisits {
        door,
        waiting: waiting.collect(),
        own: own.iter().map(|visit| show(visit, name, now)).collect(),
        with_colleagues: i64::try_from(with_colleagues).unwrap_or(i64::MAX),
    })
}

/// A visit that waits, or that the caller has picked up.
pub async fn read_open_door_visit(
    caller: &Caller,
    id: OpenDoorVisitId,
) -> ApiResult<OpenDoorVisit> {
    let visit = find(caller, id, Action::ReadOpenDoorVisit, caller.db()).await?;
    named(caller, &visit, caller.db()).await
}

/// Picks up somebody who waits. Of those who do so at once one is first; the others are told who.
pub async fn pick_up_open_door_visit(
    caller: &Caller,
    id: OpenDoorVisitId,
) -> ApiResult<OpenDoorVisit> {
    let mut change = Change::begin(caller, AuditAction::PickUpOpenDoorVisit).await?;
    let before = find(caller, id, Action::PickUpOpenDoorVisit, change.tx()).await?;
    let me = caller.counselor_id()?;
    if let Ok(after) = before.state().after(VisitStep::PickUp) {
        let picked = caller
            .scope()
            .update::<Entity>()
            .col_expr(Column::Status, Expr::value(after.status()))
            .col_expr(Column::CounselorId, Expr::value(Some(me)))
            .col_expr(Column::PickedUpAt, Expr::value(Some(caller.now())))
            .col_expr(Column::Version, Expr::col(Column::Version).add(1))
            .filter(Column::Id.eq(id))
            .filter(Column::Status.eq(before.status))
            .exec(change.tx())
            .await?;
        if picked.rows_affected == 1 {
            let visit = load(caller.scope(), id, change.tx()).await?;
            let (event, audience) = came_or_went(id);
            change.tell(event, audience);
            change.on(id);
            let answer = named(caller, &visit, change.tx()).await?;
            change.commit().await?;
            return Ok(answer);
        }
    }
    // It is not there to be picked up: is it the caller's already, a colleague's, or over?
    let visit = load(caller.scope(), id, change.tx()).await?;
    match visit
        .counselor_id
        .filter(|_| visit.status == OpenDoorStatus::Talking)
    {
        Some(winner) if winner == me => named(caller, &visit, change.tx()).await,
        Some(winner) => {
            let winner = counselors::operations::exists_within(caller, winner, change.tx()).await?;
            Err(ApiError::TakenOver(winner.reference()))
        }
        None => Err(ProblemCode::Conflict.into()),
    }
}

/// Ends a visit. Doing so again changes nothing.
pub async fn end_open_door_visit(caller: &Caller, id: OpenDoorVisitId) -> ApiResult<OpenDoorVisit> {
    let mut change = Change::begin(caller, AuditAction::EndOpenDoorVisit).await?;
    let visit = find(caller, id, Action::EndOpenDoorVisit, change.tx()).await?;
    if visit.status == OpenDoorStatus::Ended {
        return named(caller, &visit, change.tx()).await;
    }
    let by = (OpenDoorEnd::Counselor, caller.now());
    end(caller.scope(), change.tx(), &visit, by).await?;
    let visit = load(caller.scope(), id, change.tx()).await?;
    let (event, audience) = came_or_went(id);
    change.tell(event, audience);
    change.on(id);
    let answer = named(caller, &visit, change.tx()).await?;
    change.commit().await?;
    Ok(answer)
}

/// Hands a visitor whom the caller has picked up over to a colleague who works here. The visitor sees
/// who answers from now on; to whoever handed them over they are gone.
pub async fn hand_over_open_door_visit(
    caller: &Caller,
    id: OpenDoorVisitId,
    body: OpenDoorHandOver,
) -> ApiResult<()> {
    let mut change = Change::begin(caller, AuditAction::HandOverOpenDoorVisit).await?;
    let before = find(caller, id, Action::HandOverOpenDoorVisit, change.tx()).await?;
    let to = body.counselor_id;
    let colleague = counselors::availability::lock(caller.scope(), to, change.tx()).await?;
    let colleague = colleague.filter(|one| one.active && before.counselor_id != Some(one.id));
    if colleague.is_none() {
        return Err(ApiError::Field {
            pointer: "/counselor_id".into(),
            error: FieldError::new(FieldCode::OutOfRange),
        });
    }
    let after = before.state().after(VisitStep::HandOver)?;
    let handed_over = caller
        .scope()
        .update::<Entity>()
        .col_expr(Column::Status, Expr::value(after.status()))
        .col_expr(Column::CounselorId, Expr::value(Some(to)))
        .col_expr(Column::Version, Expr::col(Column::Version).add(1))
        .filter(Column::Id.eq(id))
        .filter(Column::Status.eq(before.status))
        .filter(Column::CounselorId.eq(before.counselor_id))
        .exec(change.tx())
        .await?;
    if handed_over.rows_affected == 0 {
        return Err(ProblemCode::Conflict.into());
    }
    let (event, audience) = came_or_went(id);
    change.tell(event, audience);
    change.on(id);
    change.commit().await
}

async fn named(
    caller: &Caller,
    visit: &Model,
    db: &impl ConnectionTrait,
) -> ApiResult<OpenDoorVisit> {
    let ids = visit.counselor_id;
    let names = counselors::operations::references(caller.scope(), ids, db).await?;
    Ok(show(visit, names.values().next(), caller.now()))
}

fn show(visit: &Model, counselor: Option<&CounselorRef>, now: DateTime<Utc>) -> OpenDoorVisit {
    let is_away = visit.ended_at.is_none() && now - visit.seen_at >= AWAY_AFTER;
    OpenDoorVisit {
        id: visit.id,
        number: visit.number,
        status: visit.status,
        entered_at: visit.entered_at,
        away_since: is_away.then_some(visit.seen_at),
        first_text: None,
        counselor: counselor.cloned(),
        picked_up_at: visit.picked_up_at,
        ended_at: visit.ended_at,
        ended_by: visit.state().end(),
        erased_by: visit.ended_at.map(erased_at),
        last_position: visit.last_position,
    }
}
