//! Moving what stands in the calendar: staff to any time that is free, clients to another slot of
//! the same service with the same counselor.

use super::{
    aftermath::{follow, tell_former},
    entity::Model,
    group_bookings,
    list::{find, show},
    making::{in_reach, named, next_free, out_of_range, taken, whose},
    news::tell,
    settings::rules_of,
    taking,
};
use crate::{
    ApiError, ApiResult, caller::Caller, change::Change, facility, services, slots, waiting_list,
};
use chrono::TimeDelta;
use domain::{
    access::Action,
    audit::AuditAction,
    bookings::{Booking, BookingMove, Happened, MovedBy},
    ids::BookingId,
    problem::ProblemCode,
    slots::SlotQuery,
    version::Version,
};

/// Moves an entry, if nobody else has changed it since `version`.
pub async fn reschedule_booking(
    caller: &Caller,
    id: BookingId,
    version: Version,
    body: BookingMove,
) -> ApiResult<Booking> {
    let action = Action::RescheduleBooking;
    let before = find(caller, id, action, caller.db()).await?;
    if before.version != version {
        return Err(ProblemCode::StaleVersion.into());
    }
    in_reach(body.starts_at)?;
    let is_clients = caller.actor().client_id().is_some();
    let after = if is_clients {
        by_client(caller, &before, &body).await?
    } else {
        by_staff(caller, &before, &body).await?
    };
    let mut change = Change::begin(caller, AuditAction::RescheduleBooking).await?;
    let moved = match taking::move_to(&change, &before, after).await {
        Ok(moved) => moved,
        Err(error) if error.code() == ProblemCode::SlotTaken => {
            drop(change);
            return Err(next(caller, &before, &body).await?);
        }
        Err(error) => return Err(named("/counselor_id", error)),
    };
    let shown = show(caller, &moved, change.tx()).await?;
    change.on(id);
    group_bookings::tell(&mut change, &moved).await?;
    follow(&mut change, Happened::Moved, &moved).await?;
    if moved.counselor_id != before.counselor_id {
        tell(&mut change, &before);
        tell_former(&mut change, before.counselor_id, &moved).await?;
    }
    change.commit().await?;
    Ok(shown)
}

/// What clients may: until the facility's notice period, and only when and where it is.
async fn by_client(caller: &Caller, before: &Model, body: &BookingMove) -> ApiResult<Model> {
    if body.duration_minutes.is_some() {
        return Err(out_of_range("/duration_minutes"));
    }
    if body
        .counselor_id
        .is_some_and(|id| id != before.counselor_id)
    {
        return Err(out_of_range("/counselor_id"));
    }
    let facility = facility::operations::by_id(caller.db(), caller.facility()).await?;
    if rules_of(&facility)?.is_too_near(before.starts_at, caller.now()) {
        return Err(ProblemCode::NoticePeriodOver.into());
    }
    let (scope, db) = (caller.scope(), caller.db());
    let services = services::operations::bookable_by(scope, Some(before.counselor_id), db).await?;
    // What is offered no longer is moved by staff.
    let service = before.service_id.and_then(|id| services.get(&id));
    let service = service.ok_or(ProblemCode::Conflict)?;
    let by = MovedBy::Client {
        confirmed_at_once: service.confirmed_at_once,
    };
    let state = before.state.after_move(by).ok_or(ProblemCode::Conflict)?;
    let query = SlotQuery {
        service_id: Some(service.id),
        ..next_free(before.counselor_id, body.starts_at)
    };
    let free = slots::operations::free_but(caller, &query, Some(before.id)).await?;
    let slot = free
        .items
        .iter()
        .find(|slot| slot.starts_at == body.starts_at);
    let Some(slot) = slot else {
        return Err(taken(free.items));
    };
    let client = before.client_id.ok_or(ProblemCode::Conflict)?;
    if waiting_list::is_anothers(scope, client, slot, (caller.now(), db)).await? {
        let others = free.items.iter();
        let others = others.filter(|one| one.starts_at != slot.starts_at);
        return Err(taken(others.cloned().collect()));
    }
    let follow_up = services::operations::minutes(service.follow_up_minutes)?;
    Ok(Model {
        state,
        starts_at: slot.starts_at,
        ends_at: slot.ends_at,
        blocks_until: slot.ends_at + TimeDelta::minutes(follow_up.into()),
        ..before.clone()
    })
}

/// What staff may: any time, longer or shorter, and with a colleague whose calendar they enter
/// things into.
async fn by_staff(caller: &Caller, before: &Model, body: &BookingMove) -> ApiResult<Model> {
    let by = MovedBy::Staff;
    let state = before.state.after_move(by).ok_or(ProblemCode::Conflict)?;
    let mut after = Model {
        state,
        ..before.clone()
    };
    if let Some(id) = body.counselor_id.filter(|id| *id != before.counselor_id) {
        after.counselor_id = whose(caller, Some(id), Action::RescheduleBooking)?;
        let theirs = services::operations::bookable_by(caller.scope(), Some(id), caller.db());
        let theirs = theirs.await?;
        // What only the first of them offers is not what the other does.
        after.service_id = before.service_id.filter(|id| theirs.contains_key(id));
    }
    let length = match body.duration_minutes {
        Some(duration) => TimeDelta::minutes(duration.minutes().into()),
        None => before.ends_at - before.starts_at,
    };
    let follow_up = before.blocks_until - before.ends_at;
    after.starts_at = body.starts_at;
    after.ends_at = body.starts_at + length;
    after.blocks_until = after.ends_at + follow_up;
    Ok(after)
}

/// Something else is there, and this is free next of what it is.
async fn next(caller: &Caller, before: &Model, body: &BookingMove) -> ApiResult<ApiError> {
    if before.service_id.is_none() {
        return Ok(ProblemCode::SlotTaken.into());
    }
    let counselor = body.counselor_id.unwrap_or(before.counselor_id);
    let query = SlotQuery {
        service_id: before.service_id,
        ..next_free(counselor, body.starts_at)
    };
    let free = slots::operations::free_but(caller, &query, Some(before.id)).await?;
    Ok(taken(free.items))
}
