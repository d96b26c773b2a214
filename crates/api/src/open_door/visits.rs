//! What a visitor does, and what becomes of visits.

use super::{
    door::{door, waiting},
    entity::{ActiveModel, Column, Entity, Model},
    finding::load,
    messages::{self, Letter},
    rounds,
    visitor::{Visitor, hash, new_token},
};
use crate::{
    ApiError, ApiResult,
    caller::Public,
    change::Change,
    counselors, counters,
    crypto::ClientKey,
    database::Write,
    events::{self, Told},
    facility,
    outgoing_mails::tell_staff,
    proofs_of_work::Proof,
    scope::Scope,
    state::State,
};
use chrono::{DateTime, Utc};
use domain::{
    events::{Audience, Event, EventKind},
    ids::{CounselorId, OpenDoorVisitId},
    open_door::{
        OpenDoorEnd, OpenDoorEnter, OpenDoorEntered, OpenDoorSide, OpenDoorStatus,
        OwnOpenDoorVisit, OwnOpenDoorVisitQuery, VisitOver, VisitStep, erased_at, place_of,
    },
    outgoing_mails::MailTemplate,
    problem::ProblemCode,
    version::Version,
};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, ExprTrait, QueryFilter,
    sea_query::Expr,
};
use std::{pin::pin, time::Duration};
use tokio::{
    select,
    sync::broadcast::error::RecvError,
    time::{Instant, timeout_at},
};
use uuid::Uuid;

/// How long an answer waits for something to say. Shorter than any proxy's patience.
const PATIENCE: Duration = Duration::from_secs(20);
/// The visits of a facility are counted under this name.
const COUNTER: &str = "open_door_visits";

impl From<VisitOver> for ApiError {
    fn from(_: VisitOver) -> Self {
        Self::Problem(ProblemCode::Conflict)
    }
}

/// Comes in, as nobody: into the queue of the facility `slug`, if its door is open and there is
/// room. Nothing is kept that says who or from where.
#[expect(clippy::disallowed_methods, reason = "a new row gets its id")]
pub async fn enter_open_door(
    public: &Public,
    slug: &str,
    proof: &Proof,
    body: OpenDoorEnter,
) -> ApiResult<OpenDoorEntered> {
    let (state, now) = (public.state(), public.now());
    state.throttle.enter(&public.visitor().to_string())?;
    let facility = facility::operations::by_slug(&state.db, slug).await?;
    let scope = Scope::new(facility.id, state.db.clone());
    let keys = state.keyring.facility(&scope).await?;
    let solved = proof.check(&keys, now)?;
    let tx = scope.begin().await?;
    solved.spend(&scope, &tx).await?;
    // Of two at once for the last place, one gets it.
    let facility = facility::operations::lock(&tx, facility.id).await?;
    let door = door(&facility, now, waiting(&scope, &tx).await?.len())?;
    if !door.open {
        return Err(ProblemCode::OpenDoorClosed.into());
    }
    if door.full {
        return Err(ProblemCode::OpenDoorFull.into());
    }
    let (id, token) = (OpenDoorVisitId(Uuid::now_v7()), new_token());
    let model = ActiveModel {
        id: Set(id),
        facility_id: Set(facility.id),
        number: Set(counters::next(&tx, facility.id, COUNTER).await?),
        token_hash: Set(hash(&token)),
        wrapped_key: Set(keys.wrap_visit_key(id, &ClientKey::random())?),
        status: Set(OpenDoorStatus::Waiting),
        counselor_id: Set(None),
        entered_at: Set(now),
        seen_at: Set(now),
        picked_up_at: Set(None),
        ended_at: Set(None),
        ended_by: Set(None),
        last_position: Set(0),
        version: Set(Version::FIRST),
    };
    Entity::insert(model).exec_without_returning(&tx).await?;
    if let Some(text) = &body.text {
        let letter = Letter {
            side: OpenDoorSide::Visitor,
            key: id.0,
            text: text.as_str(),
            now,
        };
        messages::write(&scope, &keys, &tx, id, &letter).await?;
    }
    rounds::ensure(&tx, facility.id, now).await?;
    let visit = load(&scope, id, &tx).await?;
    let visit = show(&scope, &visit, &tx).await?;
    let news = [came_or_went(id)];
    let waits = (MailTemplate::OpenDoorVisitor, "/open-door");
    let told = tell_staff((state, &scope), &tx, waits).await?;
    commit((state, &scope), tx, &news, now).await?;
    told.pass_on(state, &scope);
    state.work.notify_one();
    Ok(OpenDoorEntered { token, visit })
}

/// The visitor's own visit: at once, or as soon as there is something that they have not seen.
pub async fn read_own_open_door_visit(
    visitor: &Visitor,
    query: OwnOpenDoorVisitQuery,
) -> ApiResult<OwnOpenDoorVisit> {
    let (scope, db) = (visitor.scope(), visitor.db());
    let own = async || show(scope, &visitor.visit().await?, db).await;
    let Some(after) = query.after else {
        return own().await;
    };
    let state = visitor.state();
    let _place = state.limits.wait(visitor.id().0, PATIENCE)?;
    let deadline = Instant::now() + PATIENCE;
    // Heard from before the look, so that nothing happens between the two.
    let (_, mut live) = state.hub.subscribe(scope, visitor.id().0).await?;
    let mut shutdown = pin!(state.shutdown.begun());
    loop {
        let visit = own().await?;
        if visit.mark != after {
            return Ok(visit);
        }
        loop {
            let heard = select! {
                heard = timeout_at(deadline, live.recv()) => heard,
                () = &mut shutdown => return Ok(visit),
            };
            match heard {
                Ok(Ok(Told::Logged { logged, .. })) if concerns(logged.event, visitor.id()) => {
                    break;
                }
                Ok(Ok(_)) => {}
                Ok(Err(RecvError::Lagged(_))) => break,
                Ok(Err(RecvError::Closed)) | Err(_) => return Ok(visit),
            }
        }
    }
}

/// Whether it may change what this visitor sees: their own visit, or the queue that they are in.
fn concerns(event: Event, id: OpenDoorVisitId) -> bool {
    event.kind == EventKind::OpenDoorChanged || event.open_door_visit_id == Some(id)
}

/// The visitor goes. Doing so again changes nothing.
pub async fn leave_open_door(visitor: &Visitor) -> ApiResult<()> {
    let (scope, now) = (visitor.scope(), visitor.now());
    let tx = scope.begin().await?;
    let visit = load(scope, visitor.id(), &tx).await?;
    if visit.status == OpenDoorStatus::Ended {
        return Ok(());
    }
    end(scope, &tx, &visit, (OpenDoorEnd::Visitor, now)).await?;
    let news = [came_or_went(visit.id)];
    commit((visitor.state(), scope), tx, &news, now).await
}

/// Ends a visit, within a transaction, if it still stands as it was read.
pub async fn end(
    scope: &Scope,
    tx: &impl ConnectionTrait,
    visit: &Model,
    (by, now): (OpenDoorEnd, DateTime<Utc>),
) -> ApiResult<()> {
    let after = visit.state().after(VisitStep::End(by))?;
    let ended = scope
        .update::<Entity>()
        .col_expr(Column::Status, Expr::value(after.status()))
        .col_expr(Column::EndedBy, Expr::value(after.end()))
        .col_expr(Column::EndedAt, Expr::value(Some(now)))
        .col_expr(Column::Version, Expr::col(Column::Version).add(1))
        .filter(Column::Id.eq(visit.id))
        .filter(Column::Status.eq(visit.status))
        .exec(tx)
        .await?;
    if ended.rows_affected == 0 {
        return Err(ProblemCode::Conflict.into());
    }
    Ok(())
}

/// Lets those whom a counselor has picked up wait again, where they waited before, within the
/// transaction in which the counselor goes.
pub async fn release_of(change: &mut Change<'_>, id: CounselorId) -> ApiResult<()> {
    let released = change
        .caller()
        .scope()
        .update::<Entity>()
        .col_expr(Column::Status, Expr::value(OpenDoorStatus::Waiting))
        .col_expr(Column::CounselorId, Expr::value(None::<Uuid>))
        .col_expr(Column::PickedUpAt, Expr::value(None::<DateTime<Utc>>))
        .col_expr(Column::Version, Expr::col(Column::Version).add(1))
        .filter(Column::CounselorId.eq(id))
        .filter(Column::Status.eq(OpenDoorStatus::Talking))
        .exec_with_returning(change.tx())
        .await?;
    for visit in released {
        let (event, audience) = came_or_went(visit.id);
        change.tell(event, audience);
    }
    Ok(())
}

/// What staff hear when somebody comes, is picked up or goes.
pub fn came_or_went(id: OpenDoorVisitId) -> (Event, Audience) {
    let event = Event::of_open_door(EventKind::OpenDoorChanged, id);
    (event, Audience::OpenDoor { counselor: None })
}

/// Commits what was done at the door by whoever has no account, with what is heard of it.
pub async fn commit(
    (state, scope): (&State, &Scope),
    tx: Write,
    news: &[(Event, Audience)],
    now: DateTime<Utc>,
) -> ApiResult<()> {
    for (event, audience) in news {
        events::log(&tx, scope.facility(), event, audience, now).await?;
    }
    tx.commit().await?;
    state.hub.wake(scope.facility());
    Ok(())
}

/// As the visitor sees it.
async fn show(
    scope: &Scope,
    visit: &Model,
    db: &impl ConnectionTrait,
) -> ApiResult<OwnOpenDoorVisit> {
    let place = if visit.status == OpenDoorStatus::Waiting {
        place_of(&waiting(scope, db).await?, visit.number)
    } else {
        None
    };
    let counselor = match visit.counselor_id {
        Some(id) => {
            let names = counselors::operations::references(scope, [id], db).await?;
            names.into_values().next().map(|one| one.display_name)
        }
        None => None,
    };
    let mark = format!(
        "{}.{}.{}",
        visit.version.0,
        place.unwrap_or_default(),
        visit.last_position
    );
    Ok(OwnOpenDoorVisit {
        status: visit.status,
        place,
        counselor,
        entered_at: visit.entered_at,
        last_position: visit.last_position,
        ended_by: visit.state().end(),
        erased_by: visit.ended_at.map(erased_at),
        mark,
    })
}
