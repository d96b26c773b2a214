//! What is done to bookings: each step names the version it starts from, so that of a confirmation
//! and a cancellation at once one is first.

use super::{
    aftermath::follow,
    entity::{Column, Entity, Model},
    group_bookings::tell,
    list::{find, show},
    settings::rules_of,
};
use crate::{
    ApiError, ApiResult,
    caller::Caller,
    change::Change,
    crypto::{Sealed, column::BOOKING_REASON},
    facility, waiting_list,
};
use domain::{
    access::Action,
    audit::AuditAction,
    bookings::{Booking, BookingKind, BookingState, BookingStep, Cancellation, Happened},
    ids::BookingId,
    problem::ProblemCode,
    version::Version,
};
use sea_orm::{ColumnTrait, QueryFilter, sea_query::Expr};

/// Says that what a client has requested takes place.
pub async fn confirm_booking(
    caller: &Caller,
    id: BookingId,
    version: Version,
) -> ApiResult<Booking> {
    let change = Change::begin(caller, AuditAction::ConfirmBooking).await?;
    let model = find(caller, id, Action::ConfirmBooking, change.tx()).await?;
    step(change, model, version, BookingStep::Confirm, None).await
}

/// Says that it does not.
pub async fn decline_booking(
    caller: &Caller,
    id: BookingId,
    version: Version,
    body: Cancellation,
) -> ApiResult<Booking> {
    let change = Change::begin(caller, AuditAction::DeclineBooking).await?;
    let model = find(caller, id, Action::DeclineBooking, change.tx()).await?;
    step(change, model, version, BookingStep::Decline, Some(body)).await
}

/// Calls it off. Clients do so themselves up to the facility's notice period; what they only hold,
/// at any time.
pub async fn cancel_booking(
    caller: &Caller,
    id: BookingId,
    version: Version,
    body: Cancellation,
) -> ApiResult<Booking> {
    let change = Change::begin(caller, AuditAction::CancelBooking).await?;
    let model = find(caller, id, Action::CancelBooking, change.tx()).await?;
    let is_clients = caller.actor().client_id().is_some();
    if is_clients && BookingState::OPEN.contains(&model.state) {
        let facility = facility::operations::by_id(change.tx(), caller.facility()).await?;
        if rules_of(&facility)?.is_too_near(model.starts_at, caller.now()) {
            return Err(ProblemCode::NoticePeriodOver.into());
        }
    }
    if model.state == BookingState::Reserved {
        return give_back(change, model, version).await;
    }
    step(change, model, version, BookingStep::Cancel, Some(body)).await
}

/// What was only held leaves nothing behind.
async fn give_back(mut change: Change<'_>, model: Model, version: Version) -> ApiResult<Booking> {
    let caller = change.caller();
    let gone = caller
        .scope()
        .delete::<Entity>()
        .filter(Column::Id.eq(model.id))
        .filter(Column::Version.eq(version))
        .filter(Column::State.eq(BookingState::Reserved))
        .exec(change.tx())
        .await?;
    if gone.rows_affected == 0 {
        return Err(ProblemCode::StaleVersion.into());
    }
    waiting_list::turn_down(&change, model.id).await?;
    let model = Model {
        state: BookingState::Cancelled,
        version: version.next(),
        ..model
    };
    let shown = show(caller, &model, change.tx()).await?;
    change.on(model.id);
    tell(&mut change, &model).await?;
    change.commit().await?;
    Ok(shown)
}

/// Notes that it took place.
pub async fn mark_booking_held(
    caller: &Caller,
    id: BookingId,
    version: Version,
) -> ApiResult<Booking> {
    let change = Change::begin(caller, AuditAction::MarkBookingHeld).await?;
    let model = find(caller, id, Action::MarkBookingHeld, change.tx()).await?;
    has_begun(caller, &model, &[BookingKind::Single, BookingKind::Group])?;
    step(change, model, version, BookingStep::MarkHeld, None).await
}

/// Notes that the client did not come.
pub async fn mark_booking_missed(
    caller: &Caller,
    id: BookingId,
    version: Version,
) -> ApiResult<Booking> {
    let change = Change::begin(caller, AuditAction::MarkBookingMissed).await?;
    let model = find(caller, id, Action::MarkBookingMissed, change.tx()).await?;
    has_begun(caller, &model, &[BookingKind::Single])?;
    step(change, model, version, BookingStep::MarkMissed, None).await
}

/// Nobody knows before whether somebody comes; and a blocker is nothing to come to.
fn has_begun(caller: &Caller, model: &Model, kinds: &[BookingKind]) -> ApiResult<()> {
    if kinds.contains(&model.kind) && model.starts_at <= caller.now() {
        Ok(())
    } else {
        Err(ProblemCode::Conflict.into())
    }
}

async fn step(
    mut change: Change<'_>,
    model: Model,
    version: Version,
    step: BookingStep,
    cancellation: Option<Cancellation>,
) -> ApiResult<Booking> {
    let caller = change.caller();
    if model.version != version {
        return Err(ProblemCode::StaleVersion.into());
    }
    let after = model.state.after(step).ok_or(ProblemCode::Conflict)?;
    let reason = seal_reason(&change, &model, cancellation).await?;
    let changed = caller
        .scope()
        .update::<Entity>()
        .col_expr(Column::State, Expr::value(after))
        .col_expr(Column::SealedReason, Expr::value(reason))
        .col_expr(Column::Version, Expr::value(version.next()))
        .filter(Column::Id.eq(model.id))
        .filter(Column::Version.eq(version))
        .filter(Column::State.eq(model.state))
        .exec_with_returning(change.tx())
        .await?;
    let changed = changed.into_iter().next();
    let changed = changed.ok_or(ApiError::Problem(ProblemCode::StaleVersion))?;
    let shown = show(caller, &changed, change.tx()).await?;
    change.on(model.id);
    tell(&mut change, &changed).await?;
    let happened = match step {
        BookingStep::Confirm => Some(Happened::Confirmed),
        BookingStep::Decline => Some(Happened::Declined),
        BookingStep::Cancel => Some(Happened::Cancelled),
        BookingStep::Book { .. } | BookingStep::MarkHeld | BookingStep::MarkMissed => None,
    };
    if let Some(happened) = happened {
        follow(&mut change, happened, &changed).await?;
    }
    change.commit().await?;
    Ok(shown)
}

pub(super) async fn seal_reason(
    change: &Change<'_>,
    model: &Model,
    cancellation: Option<Cancellation>,
) -> ApiResult<Option<Sealed>> {
    let Some(reason) = cancellation.and_then(|one| one.reason) else {
        return Ok(None);
    };
    let caller = change.caller();
    let keys = caller.keys().await?;
    let Some(client) = model.client_id else {
        let sealed = keys.seal(BOOKING_REASON, model.id.0, reason.as_str().as_bytes())?;
        return Ok(Some(sealed));
    };
    let key = keys
        .find_client_key(caller.scope(), client, change.tx())
        .await?;
    let sealed = key.seal(BOOKING_REASON, model.id.0, reason.as_str())?;
    Ok(Some(sealed))
}
