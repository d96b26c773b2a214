//! What the team notes about an appointment; its client never reads it.

use super::{
    entity::{Column, Entity},
    list::{find, show},
    making::seal_note,
    news::tell,
};
use crate::{
    ApiError, ApiResult, caller::Caller, change::Change, crypto::column::BOOKING_INTERNAL_NOTE,
};
use domain::{
    access::Action,
    audit::AuditAction,
    bookings::{Booking, BookingNoteUpdate},
    ids::BookingId,
    problem::ProblemCode,
    version::Version,
};
use sea_orm::{ColumnTrait, QueryFilter, sea_query::Expr};

/// Writes it anew, if nobody else has since `version`.
pub async fn update_booking_note(
    caller: &Caller,
    id: BookingId,
    version: Version,
    body: BookingNoteUpdate,
) -> ApiResult<Booking> {
    let mut change = Change::begin(caller, AuditAction::UpdateBookingNote).await?;
    let model = find(caller, id, Action::UpdateBookingNote, change.tx()).await?;
    // Of time that is kept free, the title says everything.
    let client = model.client_id.ok_or(ProblemCode::Conflict)?;
    let place = (BOOKING_INTERNAL_NOTE, id);
    let note = seal_note(place, client, body.internal_note.as_ref(), &change).await?;
    let changed = caller
        .scope()
        .update::<Entity>()
        .col_expr(Column::SealedInternalNote, Expr::value(note))
        .col_expr(Column::Version, Expr::value(version.next()))
        .filter(Column::Id.eq(id))
        .filter(Column::Version.eq(version))
        .exec_with_returning(change.tx())
        .await?;
    let changed = changed.into_iter().next();
    let changed = changed.ok_or(ApiError::Problem(ProblemCode::StaleVersion))?;
    let shown = show(caller, &changed, change.tx()).await?;
    change.on(id);
    tell(&mut change, &changed);
    change.commit().await?;
    Ok(shown)
}
