//! One function per operation on group appointments themselves.

use super::{
    details::{self, Details},
    entity::{ActiveModel, Column, Entity},
    news::tell,
    queue,
};
use crate::{
    ApiError, ApiResult,
    bookings::{
        aftermath::{follow, tell_former},
        entity::{self as booking, Column as BookingColumn},
        list::{find, show},
        making::{New, named, whose},
        news::tell_staff,
        taking::{make_room, take},
    },
    caller::Caller,
    change::Change,
    crypto::{
        Sealed,
        column::{BOOKING_REMARKS, BOOKING_TITLE},
    },
    idempotency::Created,
};
use domain::{
    access::{Action, Relation},
    audit::AuditAction,
    bookings::{
        Booking, BookingKind, BookingState, GroupBookingCreate, GroupBookingUpdate, GroupPlan,
        Happened,
    },
    ids::BookingId,
    problem::{FieldError, ProblemCode},
    text::{BookingRemarks, BookingTitle},
    version::Version,
};
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, EntityTrait, QueryFilter, QuerySelect,
    sea_query::{Expr, LockType},
};

/// Makes a group appointment. It is confirmed.
pub async fn create_group_booking(
    caller: &Caller,
    body: GroupBookingCreate,
) -> ApiResult<Created<'_, Booking>> {
    let counselor = whose(caller, body.counselor_id, Action::CreateGroupBooking)?;
    let plan = GroupPlan::new(counselor, &body);
    plan.check(0).map_err(refused)?;
    let mut change = Change::begin(caller, AuditAction::CreateGroupBooking).await?;
    let new = New {
        kind: BookingKind::Group,
        state: BookingState::Confirmed,
        counselor,
        client: None,
        what: (None, plan.channel),
        times: [plan.starts_at, plan.ends_at, plan.blocks_until],
        reserved_until: None,
    };
    let mut model = new.model(caller);
    model.sealed_title = Some(seal_title(caller, model.id, &body.title).await?);
    let details = ActiveModel {
        booking_id: Set(model.id),
        facility_id: Set(caller.facility()),
        sealed_remarks: Set(seal_remarks(caller, model.id, &body.remarks).await?),
        max_participants: Set(stored(&plan)?),
        bookable: Set(plan.bookable),
    };
    let model = take(&change, model)
        .await
        .map_err(|error| named("/counselor_id", error))?;
    Entity::insert(details)
        .exec_without_returning(change.tx())
        .await?;
    change.on(model.id);
    tell(&mut change, &model).await?;
    follow(&mut change, Happened::Made, &model).await?;
    Ok(Created {
        answer: show(caller, &model, change.tx()).await?,
        change,
        version: Some(model.version),
        client: None,
    })
}

/// Changes what is ahead or going on, if nobody else has since `version`.
pub async fn update_group_booking(
    caller: &Caller,
    id: BookingId,
    version: Version,
    body: GroupBookingUpdate,
) -> ApiResult<Booking> {
    let mut change = Change::begin(caller, AuditAction::UpdateGroupBooking).await?;
    let before = find_group(&change, id, Action::UpdateGroupBooking).await?;
    if let Some(counselor) = body.counselor_id {
        let relation = Relation::to_counselors(caller.actor(), Some(counselor));
        caller.check(Action::CreateGroupBooking, relation)?;
    }
    let now = plan_of(&before, &details_of(&change, id).await?)?;
    let plan = now.changed(&body);
    plan.check(0).map_err(refused)?;
    // As everywhere: the calendar's lock before that of an entry in it.
    if plan.moves(&now) {
        let moved = booking::Model {
            counselor_id: plan.counselor_id,
            starts_at: plan.starts_at,
            ends_at: plan.ends_at,
            blocks_until: plan.blocks_until,
            ..before.clone()
        };
        make_room(&change, &moved)
            .await
            .map_err(|error| named("/counselor_id", error))?;
    }
    let (_, details) = lock(&change, id).await?;
    let waiting = queue::of_one(caller.scope(), id, change.tx()).await?;
    let held = queue::held(&waiting, caller.now(), &[]);
    plan.check(details.participants()? + held)
        .map_err(refused)?;
    let changed = write(&change, &before, &plan, version, &body).await?;
    let shown = show(caller, &changed, change.tx()).await?;
    change.on(id);
    tell(&mut change, &changed).await?;
    tell_of_move(&mut change, &before, &changed).await?;
    change.commit().await?;
    Ok(shown)
}

/// Tells who has to know that it takes place at another time or with a colleague, if it does.
async fn tell_of_move(
    change: &mut Change<'_>,
    before: &booking::Model,
    changed: &booking::Model,
) -> ApiResult<()> {
    let of = |one: &booking::Model| (one.counselor_id, one.starts_at, one.ends_at);
    if of(before) == of(changed) {
        return Ok(());
    }
    follow(change, Happened::Moved, changed).await?;
    if changed.counselor_id != before.counselor_id {
        tell_staff(change, Some(before.counselor_id));
        tell_former(change, before.counselor_id, changed).await?;
    }
    Ok(())
}

/// Writes what it is to be, if nobody else has changed it since `version`.
async fn write(
    change: &Change<'_>,
    before: &booking::Model,
    plan: &GroupPlan,
    version: Version,
    body: &GroupBookingUpdate,
) -> ApiResult<booking::Model> {
    let (caller, id) = (change.caller(), before.id);
    let mut columns = ActiveModel {
        max_participants: Set(stored(plan)?),
        bookable: Set(plan.bookable),
        ..Default::default()
    };
    if let Some(remarks) = &body.remarks {
        columns.sealed_remarks = Set(seal_remarks(caller, id, remarks).await?);
    }
    let update = caller.scope().update::<Entity>().set(columns);
    update
        .filter(Column::BookingId.eq(id))
        .exec(change.tx())
        .await?;
    let title = match &body.title {
        Some(title) => Some(seal_title(caller, id, title).await?),
        None => before.sealed_title.clone(),
    };
    let changed = caller
        .scope()
        .update::<booking::Entity>()
        .col_expr(BookingColumn::CounselorId, Expr::value(plan.counselor_id))
        .col_expr(BookingColumn::StartsAt, Expr::value(plan.starts_at))
        .col_expr(BookingColumn::EndsAt, Expr::value(plan.ends_at))
        .col_expr(BookingColumn::BlocksUntil, Expr::value(plan.blocks_until))
        .col_expr(BookingColumn::Channel, Expr::value(plan.channel))
        .col_expr(BookingColumn::SealedTitle, Expr::value(title))
        .col_expr(BookingColumn::Version, Expr::value(version.next()))
        .filter(BookingColumn::Id.eq(id))
        .filter(BookingColumn::Version.eq(version))
        .filter(BookingColumn::State.eq(BookingState::Confirmed))
        .exec_with_returning(change.tx())
        .await?;
    let changed = changed.into_iter().next();
    changed.ok_or(ApiError::Problem(ProblemCode::StaleVersion))
}

fn plan_of(model: &booking::Model, details: &Details) -> ApiResult<GroupPlan> {
    Ok(GroupPlan {
        counselor_id: model.counselor_id,
        starts_at: model.starts_at,
        ends_at: model.ends_at,
        blocks_until: model.blocks_until,
        channel: model.channel,
        max_participants: details.max_participants()?,
        bookable: details.bookable,
    })
}

/// A group appointment that has neither taken place nor been called off. Other entries are none.
pub(super) async fn find_group(
    change: &Change<'_>,
    id: BookingId,
    action: Action,
) -> ApiResult<booking::Model> {
    let found = find(change.caller(), id, action, change.tx()).await?;
    match (found.kind, found.state) {
        (BookingKind::Group, BookingState::Confirmed) => Ok(found),
        (BookingKind::Group, _) => Err(ProblemCode::Conflict.into()),
        _ => Err(ProblemCode::NotFound.into()),
    }
}

/// As it is now, with what it says besides, locked until the end of the transaction: whoever decides
/// by the number of those who take part, or tells them when it is, takes this first, so that two at
/// once do not count the same, nobody joins what is being called off, and nobody is told a time that
/// has just changed.
pub(super) async fn lock(
    change: &Change<'_>,
    id: BookingId,
) -> ApiResult<(booking::Model, Details)> {
    let (scope, tx) = (change.caller().scope(), change.tx());
    let row = scope.find::<booking::Entity>();
    let row = row.filter(BookingColumn::Id.eq(id));
    let locked = row.lock(LockType::NoKeyUpdate).one(tx).await?;
    let locked = locked.filter(|one| one.state == BookingState::Confirmed);
    let locked = locked.ok_or(ProblemCode::Conflict)?;
    Ok((locked, details_of(change, id).await?))
}

async fn details_of(change: &Change<'_>, id: BookingId) -> ApiResult<Details> {
    let details = details::of(change.caller().scope(), [id], change.tx()).await?;
    let details = details.into_values().next();
    details.ok_or(ApiError::Problem(ProblemCode::NotFound))
}

pub(super) fn refused((pointer, error): (&'static str, FieldError)) -> ApiError {
    ApiError::Field {
        pointer: pointer.into(),
        error,
    }
}

fn stored(plan: &GroupPlan) -> ApiResult<Option<i16>> {
    let most = plan.max_participants.map(|most| most.count().try_into());
    most.transpose().map_err(ApiError::internal)
}

async fn seal_title(caller: &Caller, id: BookingId, title: &BookingTitle) -> ApiResult<Sealed> {
    let keys = caller.keys().await?;
    keys.seal(BOOKING_TITLE, id.0, title.as_str().as_bytes())
}

async fn seal_remarks(caller: &Caller, id: BookingId, text: &BookingRemarks) -> ApiResult<Sealed> {
    let keys = caller.keys().await?;
    keys.seal(BOOKING_REMARKS, id.0, text.as_str().as_bytes())
}
