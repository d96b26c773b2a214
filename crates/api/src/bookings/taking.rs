//! Taking a counselor's time: the one place where a booking comes to be or moves.

use super::{
    entity::{ActiveModel, Column, Entity, Model},
    group_bookings, news,
};
use crate::{
    ApiError, ApiResult, change::Change, counselors, database, scope::Scope, state::State,
};
use chrono::{DateTime, Utc};
use domain::{
    bookings::{BookingKind, BookingState},
    ids::{BookingId, CounselorId},
    problem::ProblemCode,
};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, ExprTrait, IntoActiveModel,
    QueryFilter, QuerySelect, sea_query::Expr,
};

/// Puts an entry into the calendar, if nothing else is there. Whoever tries at the same time waits
/// for the counselor's row; PostgreSQL refuses what gets past that, too.
pub async fn take(change: &Change<'_>, booking: Model) -> ApiResult<Model> {
    let times = (booking.starts_at, booking.blocks_until);
    make_room(change, booking.counselor_id, times, None).await?;
    let row: ActiveModel = booking.into_active_model();
    Ok(Entity::insert(row).exec_with_returning(change.tx()).await?)
}

/// Makes sure that nothing takes a counselor's time between two moments but what `moves` there, and
/// that nobody comes in between before the end of the transaction.
pub async fn make_room(
    change: &Change<'_>,
    counselor: CounselorId,
    times: (DateTime<Utc>, DateTime<Utc>),
    moves: Option<BookingId>,
) -> ApiResult<()> {
    let (scope, tx, now) = (change.caller().scope(), change.tx(), change.caller().now());
    let found = counselors::availability::lock(scope, counselor, tx).await?;
    let found = found.filter(|one| one.active);
    found.ok_or(ApiError::Problem(ProblemCode::NotFound))?;
    release_run_out(scope, counselor, now, tx).await?;
    if is_taken(scope, counselor, times, moves, tx).await? {
        return Err(ProblemCode::SlotTaken.into());
    }
    Ok(())
}

/// Whether something but `moves` takes a counselor's time between two moments.
async fn is_taken(
    scope: &Scope,
    counselor: CounselorId,
    (from, until): (DateTime<Utc>, DateTime<Utc>),
    moves: Option<BookingId>,
    db: &impl ConnectionTrait,
) -> ApiResult<bool> {
    let mut others = scope.find::<Entity>();
    if let Some(id) = moves {
        others = others.filter(Column::Id.ne(id));
    }
    let taken: Option<BookingId> = others
        .select_only()
        .column(Column::Id)
        .filter(Column::CounselorId.eq(counselor))
        .filter(Column::State.is_in(BookingState::BLOCKING))
        .filter(Column::StartsAt.lt(until))
        .filter(Column::BlocksUntil.gt(from))
        .limit(1)
        .into_tuple()
        .one(db)
        .await?;
    Ok(taken.is_some())
}

/// Removes reservations with a counselor that nobody has booked in time.
async fn release_run_out(
    scope: &Scope,
    counselor: CounselorId,
    now: DateTime<Utc>,
    tx: &DatabaseTransaction,
) -> ApiResult<()> {
    let run_out = scope.delete::<Entity>().filter(has_run_out(now));
    let run_out = run_out.filter(Column::CounselorId.eq(counselor));
    run_out.exec(tx).await?;
    Ok(())
}

fn has_run_out(now: DateTime<Utc>) -> Expr {
    let reserved = Column::State.eq(BookingState::Reserved);
    reserved.and(Column::ReservedUntil.lte(now))
}

/// Removes all that have run out, and tells of it. They take no time any more as it is.
#[expect(
    clippy::disallowed_methods,
    reason = "housekeeping is about every facility"
)]
pub async fn forget_run_out(state: &State, now: DateTime<Utc>) -> ApiResult<()> {
    let tx = database::begin_write(&state.db).await?;
    let run_out = Entity::delete_many().filter(has_run_out(now));
    let run_out = run_out.exec_with_returning(&tx).await?;
    let facilities = news::log_all(&run_out, &tx, now).await?;
    tx.commit().await?;
    for facility in facilities {
        state.hub.wake(facility);
    }
    Ok(())
}

/// Frees what is still ahead of a counselor who goes, within the transaction that deletes them.
pub async fn free_of_counselor(change: &mut Change<'_>, id: CounselorId) -> ApiResult<()> {
    let (scope, now) = (change.caller().scope(), change.caller().now());
    let theirs = || Column::CounselorId.eq(id).and(Column::StartsAt.gt(now));
    let freed = scope
        .delete::<Entity>()
        .filter(theirs())
        .filter(
            Column::Kind
                .eq(BookingKind::Blocker)
                .or(Column::State.eq(BookingState::Reserved)),
        )
        .exec_with_returning(change.tx())
        .await?;
    let called_off = scope
        .update::<Entity>()
        .col_expr(Column::State, Expr::value(BookingState::Cancelled))
        .col_expr(Column::Version, Expr::col(Column::Version).add(1))
        .filter(theirs())
        .filter(Column::State.is_in(BookingState::OPEN))
        .exec_with_returning(change.tx())
        .await?;
    news::tell_staff(change, Some(id));
    for one in freed.iter().chain(&called_off) {
        if one.kind != BookingKind::Blocker {
            group_bookings::tell(change, one).await?;
        }
    }
    Ok(())
}
