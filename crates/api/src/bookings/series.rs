//! Entries that repeat: all of them come into the calendar, or none.

use super::{
    aftermath::follow,
    entity::{Column, Entity, Model},
    list::{find, show_all},
    making::{check_booking, in_reach, kept_free, named, single, whose},
    news::tell,
    steps::seal_reason,
    taking::take,
};
use crate::{ApiError, ApiResult, caller::Caller, change::Change, facility, idempotency::Created};
use chrono::{DateTime, TimeDelta, Utc};
use chrono_tz::Tz;
use domain::{
    access::Action,
    audit::AuditAction,
    bookings::{
        BlockerSeriesCreate, BookingSeriesCreate, BookingState, BookingStep, Bookings,
        Cancellation, Happened, Repetition,
    },
    ids::{BookingId, ClientId, SeriesId},
    problem::ProblemCode,
    version::Version,
};
use sea_orm::{ColumnTrait, QueryFilter, QueryOrder, sea_query::Expr};
use uuid::Uuid;

/// Makes appointments with a client. They are confirmed, within or outside of booking times.
pub async fn create_booking_series(
    caller: &Caller,
    body: BookingSeriesCreate,
) -> ApiResult<Created<'_, Bookings>> {
    let first = &body.booking;
    let counselor = whose(caller, first.counselor_id, Action::CreateBookingSeries)?;
    in_reach(first.starts_at).map_err(|error| within("/booking", error))?;
    let minutes = first.duration_minutes.minutes() + first.follow_up_minutes.minutes();
    let takes = TimeDelta::minutes(minutes.into());
    let starts = starts(caller, body.repeat, first.starts_at, takes).await?;
    let change = Change::begin(caller, AuditAction::CreateBookingSeries).await?;
    check_booking(&change, counselor, first)
        .await
        .map_err(|error| within("/booking", error))?;
    let mut models = Vec::with_capacity(starts.len());
    for at in starts {
        models.push(single(&change, counselor, first, at).await?);
    }
    enter(change, models, body.repeat, Some(first.client_id))
        .await
        .map_err(|error| within("/booking", error))
}

/// Keeps time free again and again.
pub async fn create_blocker_series(
    caller: &Caller,
    body: BlockerSeriesCreate,
) -> ApiResult<Created<'_, Bookings>> {
    let first = &body.blocker;
    let counselor = whose(caller, first.counselor_id, Action::CreateBlockerSeries)?;
    first.check().map_err(|error| ApiError::Field {
        pointer: "/blocker/ends_at".into(),
        error,
    })?;
    let takes = first.ends_at - first.starts_at;
    let starts = starts(caller, body.repeat, first.starts_at, takes).await?;
    let change = Change::begin(caller, AuditAction::CreateBlockerSeries).await?;
    let mut models = Vec::with_capacity(starts.len());
    for at in starts {
        let times = (at, at + takes);
        models.push(kept_free(&change, counselor, &first.title, times).await?);
    }
    enter(change, models, body.repeat, None)
        .await
        .map_err(|error| within("/blocker", error))
}

async fn starts(
    caller: &Caller,
    repeat: Repetition,
    first: DateTime<Utc>,
    takes: TimeDelta,
) -> ApiResult<Vec<DateTime<Utc>>> {
    let facility = facility::operations::by_id(caller.db(), caller.facility()).await?;
    let zone: Tz = facility.zone()?;
    let starts = repeat.starts(&zone, first, takes);
    starts.map_err(|error| ApiError::Field {
        pointer: "/repeat".into(),
        error,
    })
}

#[expect(clippy::disallowed_methods, reason = "a new series gets its id")]
async fn enter(
    mut change: Change<'_>,
    models: Vec<Model>,
    repeat: Repetition,
    client: Option<ClientId>,
) -> ApiResult<Created<'_, Bookings>> {
    let series = SeriesId(Uuid::now_v7());
    let mut entered = Vec::with_capacity(models.len());
    for mut model in models {
        model.series_id = Some(series);
        model.series_weeks = Some(repeat.every_weeks().into());
        let at = model.starts_at;
        let model = take(&change, model)
            .await
            .map_err(|error| match error.code() {
                ProblemCode::SlotTaken => ApiError::SeriesTaken(at),
                _ => named("/counselor_id", error),
            })?;
        entered.push(model);
    }
    if let Some(first) = entered.first() {
        change.on(first.id);
        tell(&mut change, first);
    }
    for one in &entered {
        follow(&mut change, Happened::Made, one).await?;
    }
    let items = show_all(change.caller(), &entered, change.tx()).await?;
    Ok(Created {
        answer: Bookings { items },
        change,
        version: None,
        client,
    })
}

/// An error of what stands in a body under this name.
fn within(part: &str, error: ApiError) -> ApiError {
    match error {
        ApiError::Field { pointer, error } if !pointer.starts_with("/repeat") => ApiError::Field {
            pointer: format!("{part}{pointer}"),
            error,
        },
        _ => error,
    }
}

/// Calls an entry off, and all that follow it in its series in the same calendar.
pub async fn cancel_booking_series(
    caller: &Caller,
    id: BookingId,
    version: Version,
    body: Cancellation,
) -> ApiResult<Bookings> {
    let mut change = Change::begin(caller, AuditAction::CancelBookingSeries).await?;
    let first = find(caller, id, Action::CancelBookingSeries, change.tx()).await?;
    if first.version != version {
        return Err(ProblemCode::StaleVersion.into());
    }
    let series = first.series_id.ok_or(ProblemCode::Conflict)?;
    let cancelled = first.state.after(BookingStep::Cancel);
    let cancelled = cancelled.ok_or(ProblemCode::Conflict)?;
    let following = caller
        .scope()
        .find::<Entity>()
        .filter(Column::SeriesId.eq(series))
        .filter(Column::CounselorId.eq(first.counselor_id))
        .filter(Column::StartsAt.gte(first.starts_at))
        .filter(Column::State.is_in(BookingState::OPEN))
        .order_by_asc(Column::StartsAt)
        .all(change.tx())
        .await?;
    let mut off = Vec::with_capacity(following.len());
    for model in following {
        let reason = seal_reason(&change, &model, Some(body.clone())).await?;
        let changed = caller
            .scope()
            .update::<Entity>()
            .col_expr(Column::State, Expr::value(cancelled))
            .col_expr(Column::SealedReason, Expr::value(reason))
            .col_expr(Column::Version, Expr::value(model.version.next()))
            .filter(Column::Id.eq(model.id))
            .filter(Column::Version.eq(model.version))
            .filter(Column::State.eq(model.state))
            .exec_with_returning(change.tx())
            .await?;
        let changed = changed.into_iter().next();
        off.push(changed.ok_or(ApiError::Problem(ProblemCode::StaleVersion))?);
    }
    let items = show_all(caller, &off, change.tx()).await?;
    change.on(id);
    tell(&mut change, &first);
    for one in &off {
        follow(&mut change, Happened::Cancelled, one).await?;
    }
    change.commit().await?;
    Ok(Bookings { items })
}
