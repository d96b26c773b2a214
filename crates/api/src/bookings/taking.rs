//! Taking a counselor's time: the one place where a booking comes to be or moves.

use super::{
    aftermath::follow,
    entity::{ActiveModel, Column, Entity, Model},
    group_bookings::{self, details::clients_of},
    news,
};
use crate::{
    ApiError, ApiResult, change::Change, counselors, database,
    outgoing_mails::appointments::tell_clients, scope::Scope, services, state::State, waiting_list,
};
use chrono::{DateTime, Utc};
use domain::{
    bookings::{BookingKind, BookingState, Happened},
    ids::{BookingId, CounselorId},
    outgoing_mails::MailTemplate,
    problem::ProblemCode,
};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, ExprTrait, IntoActiveModel,
    QueryFilter, QueryOrder, QuerySelect, Select, sea_query::Expr,
};

/// Where and when time is taken.
#[derive(Clone, Copy)]
pub struct Within<'a> {
    pub scope: &'a Scope,
    pub tx: &'a DatabaseTransaction,
    pub now: DateTime<Utc>,
}

impl<'a> Within<'a> {
    /// The transaction of an operation.
    pub fn of(change: &'a Change<'_>) -> Self {
        Self {
            scope: change.caller().scope(),
            tx: change.tx(),
            now: change.caller().now(),
        }
    }
}

/// Puts an entry into the calendar, if nothing else is there. Whoever tries at the same time waits
/// for the counselor's row; PostgreSQL refuses what gets past that, too.
pub async fn take(change: &Change<'_>, booking: Model) -> ApiResult<Model> {
    take_within(Within::of(change), booking).await
}

/// The same, whoever does it.
pub async fn take_within(within: Within<'_>, booking: Model) -> ApiResult<Model> {
    make_room_within(within, &booking).await?;
    let row: ActiveModel = booking.into_active_model();
    Ok(Entity::insert(row).exec_with_returning(within.tx).await?)
}

/// Moves an entry from where it was to where it is to be, if nothing else is there and nobody has
/// changed it meanwhile.
pub async fn move_to(change: &Change<'_>, before: &Model, after: Model) -> ApiResult<Model> {
    make_room(change, &after).await?;
    let moved = change
        .caller()
        .scope()
        .update::<Entity>()
        .col_expr(Column::CounselorId, Expr::value(after.counselor_id))
        .col_expr(Column::ServiceId, Expr::value(after.service_id))
        .col_expr(Column::State, Expr::value(after.state))
        .col_expr(Column::StartsAt, Expr::value(after.starts_at))
        .col_expr(Column::EndsAt, Expr::value(after.ends_at))
        .col_expr(Column::BlocksUntil, Expr::value(after.blocks_until))
        .col_expr(Column::Version, Expr::value(before.version.next()))
        .filter(Column::Id.eq(before.id))
        .filter(Column::Version.eq(before.version))
        .filter(Column::State.eq(before.state))
        .exec_with_returning(change.tx())
        .await?;
    let moved = moved.into_iter().next();
    moved.ok_or(ApiError::Problem(ProblemCode::StaleVersion))
}

/// Waits for the counselor's row, and sees whether nothing else is where an entry is to be.
pub(super) async fn make_room(change: &Change<'_>, booking: &Model) -> ApiResult<()> {
    make_room_within(Within::of(change), booking).await
}

async fn make_room_within(within: Within<'_>, booking: &Model) -> ApiResult<()> {
    let Within { scope, tx, now } = within;
    let id = booking.counselor_id;
    let counselor = counselors::availability::lock(scope, id, tx).await?;
    let counselor = counselor.filter(|one| one.active);
    counselor.ok_or(ApiError::Problem(ProblemCode::NotFound))?;
    release_run_out(scope, id, now, tx).await?;
    if is_taken(scope, booking, tx).await? {
        return Err(ProblemCode::SlotTaken.into());
    }
    Ok(())
}

/// Whether something else takes the counselor's time where an entry is to be.
async fn is_taken(scope: &Scope, booking: &Model, db: &impl ConnectionTrait) -> ApiResult<bool> {
    let taken: Option<BookingId> = scope
        .find::<Entity>()
        .select_only()
        .column(Column::Id)
        .filter(Column::Id.ne(booking.id))
        .filter(Column::CounselorId.eq(booking.counselor_id))
        .filter(Column::State.is_in(BookingState::BLOCKING))
        .filter(Column::StartsAt.lt(booking.blocks_until))
        .filter(Column::BlocksUntil.gt(booking.starts_at))
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

/// The appointments that are still ahead of a counselor, by time.
pub(super) fn ahead_of(scope: &Scope, id: CounselorId, now: DateTime<Utc>) -> Select<Entity> {
    scope
        .find::<Entity>()
        .filter(Column::CounselorId.eq(id))
        .filter(Column::StartsAt.gt(now))
        .filter(Column::State.is_in(BookingState::OPEN))
        .filter(Column::Kind.ne(BookingKind::Blocker))
        .order_by_asc(Column::StartsAt)
}

/// Gives a colleague the appointments that a counselor who goes has ahead, those of groups with
/// all who take part, as far as the colleague is free then.
async fn hand_over(change: &mut Change<'_>, id: CounselorId, heir: CounselorId) -> ApiResult<()> {
    let (scope, now) = (change.caller().scope(), change.caller().now());
    let ahead = ahead_of(scope, id, now).all(change.tx()).await?;
    let services = services::operations::bookable_by(scope, Some(heir), change.tx()).await?;
    for before in ahead {
        let after = Model {
            counselor_id: heir,
            service_id: before.service_id.filter(|id| services.contains_key(id)),
            ..before.clone()
        };
        match move_to(change, &before, after).await {
            Ok(moved) => {
                group_bookings::tell(change, &moved).await?;
                follow(change, Happened::Booked, &moved).await?;
            }
            Err(error) if error.code() == ProblemCode::SlotTaken => {}
            Err(error) => return Err(error),
        }
    }
    Ok(())
}

/// Frees what is still ahead of a counselor who goes, within the transaction that deletes them:
/// what the heir has no time for is called off.
pub async fn free_of_counselor(
    change: &mut Change<'_>,
    id: CounselorId,
    heir: Option<CounselorId>,
) -> ApiResult<()> {
    if let Some(heir) = heir {
        hand_over(change, id, heir).await?;
    }
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
    waiting_list::hand_over(change, id, heir).await?;
    news::tell_staff(change, Some(id));
    for one in freed.iter().chain(&called_off) {
        if one.kind != BookingKind::Blocker {
            group_bookings::tell(change, one).await?;
        }
    }
    let by = (change.caller().state(), scope);
    for one in &called_off {
        let clients = clients_of(scope, one, change.tx()).await?;
        let template = MailTemplate::AppointmentCancelled;
        if tell_clients(by, change.tx(), (&clients, one), template).await? {
            change.wake_worker();
        }
    }
    Ok(())
}
