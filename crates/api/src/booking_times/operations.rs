//! One function per operation. Nothing else reads or writes the tables of booking times.

use super::entity::{ActiveModel, Column, Entity, Model, plan};
use crate::{
    ApiError, ApiResult, bookings::news::tell_staff, caller::Caller, change::Change, counselors,
    scope::Scope, services,
};
use domain::{
    access::Action,
    audit::AuditAction,
    booking_times::{
        BookingDay, BookingRows, BookingTime, BookingTimes, BookingTimesWrite, BookingWeek,
        WeeksAhead,
    },
    ids::{CounselorId, ServiceId},
    problem::{FieldCode, FieldError, ProblemCode},
    version::Version,
    working_time::Span,
};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, ExprTrait, QueryFilter,
    QueryOrder, QuerySelect, sea_query::Expr,
};

/// A counselor's booking times.
pub async fn read_booking_times(caller: &Caller, id: CounselorId) -> ApiResult<BookingTimes> {
    let action = Action::ReadBookingTimes;
    counselors::operations::find(caller, id, action, caller.db()).await?;
    of_counselor(caller.scope(), id, caller.db()).await
}

async fn of_counselor(
    scope: &Scope,
    id: CounselorId,
    db: &impl ConnectionTrait,
) -> ApiResult<BookingTimes> {
    let Some(plan) = plan_of(scope, id, db).await? else {
        return Ok(BookingTimes {
            weeks_ahead: WeeksAhead::default(),
            week: BookingWeek::default(),
            version: Version(0),
        });
    };
    let rows = scope.find::<Entity>().filter(Column::CounselorId.eq(id));
    let rows = rows.order_by_asc(Column::Weekday).all(db).await?;
    let mut week: [Vec<BookingTime>; 7] = Default::default();
    for row in &rows {
        let day = usize::try_from(row.weekday).ok();
        let day = day.and_then(|day| week.get_mut(day));
        let day = day.ok_or_else(|| ApiError::internal(FieldError::new(FieldCode::OutOfRange)))?;
        day.push(row.time()?);
    }
    let mut days = Vec::with_capacity(week.len());
    for (weekday, rows) in week.into_iter().enumerate() {
        days.push(BookingDay {
            bookable: plan.is_bookable(weekday),
            rows: BookingRows::try_from(rows).map_err(ApiError::internal)?,
        });
    }
    Ok(BookingTimes {
        weeks_ahead: plan.weeks()?,
        week: BookingWeek::try_from(days).map_err(ApiError::internal)?,
        version: plan.version,
    })
}

impl Model {
    /// As the rules see it.
    pub fn time(&self) -> ApiResult<BookingTime> {
        let minutes = |stored: i16| u16::try_from(stored).map_err(ApiError::internal);
        Ok(BookingTime {
            service_id: self.service_id,
            span: Span::new(minutes(self.opens)?, minutes(self.closes)?)
                .map_err(ApiError::internal)?,
        })
    }
}

impl plan::Model {
    /// For how many weeks ahead it is valid.
    pub fn weeks(&self) -> ApiResult<WeeksAhead> {
        let weeks = u16::try_from(self.weeks_ahead).map_err(ApiError::internal)?;
        WeeksAhead::try_from(weeks).map_err(ApiError::internal)
    }
}

/// Replaces a counselor's booking times, if nobody else has since `version`.
pub async fn update_booking_times(
    caller: &Caller,
    id: CounselorId,
    version: Version,
    body: BookingTimesWrite,
) -> ApiResult<BookingTimes> {
    let mut change = Change::begin(caller, AuditAction::UpdateBookingTimes).await?;
    let action = Action::UpdateBookingTimes;
    counselors::operations::find(caller, id, action, change.tx()).await?;
    counselors::availability::lock(caller.scope(), id, change.tx()).await?;
    check_services(&change, id, &body.week).await?;
    write_plan(&change, id, version, &body).await?;
    let theirs = caller.scope().delete::<Entity>();
    theirs
        .filter(Column::CounselorId.eq(id))
        .exec(change.tx())
        .await?;
    let mut rows = Vec::new();
    for (weekday, day) in (0..).zip(body.week.days()) {
        for row in day.rows.iter() {
            let stored = |minutes: u16| i16::try_from(minutes).map_err(ApiError::internal);
            rows.push(ActiveModel {
                counselor_id: Set(id),
                weekday: Set(weekday),
                opens: Set(stored(row.span.opens())?),
                closes: Set(stored(row.span.closes())?),
                service_id: Set(row.service_id),
                facility_id: Set(caller.facility()),
            });
        }
    }
    if !rows.is_empty() {
        Entity::insert_many(rows)
            .exec_without_returning(change.tx())
            .await?;
    }
    let shown = of_counselor(caller.scope(), id, change.tx()).await?;
    change.on(id);
    tell_staff(&mut change, Some(id));
    change.commit().await?;
    Ok(shown)
}

/// Only what the facility offers, or the counselor themselves.
async fn check_services(change: &Change<'_>, id: CounselorId, week: &BookingWeek) -> ApiResult<()> {
    let scope = change.caller().scope();
    let services = services::operations::bookable_by(scope, Some(id), change.tx()).await?;
    for (weekday, day) in week.days().iter().enumerate() {
        for (place, row) in day.rows.iter().enumerate() {
            if !services.contains_key(&row.service_id) {
                return Err(ApiError::Field {
                    pointer: format!("/week/{weekday}/rows/{place}/service_id"),
                    error: FieldError::new(FieldCode::OutOfRange),
                });
            }
        }
    }
    Ok(())
}

/// Within the counselor's lock.
async fn write_plan(
    change: &Change<'_>,
    id: CounselorId,
    version: Version,
    body: &BookingTimesWrite,
) -> ApiResult<()> {
    let caller = change.caller();
    let before = plan_of(caller.scope(), id, change.tx()).await?;
    if before.as_ref().map_or(Version(0), |plan| plan.version) != version {
        return Err(ProblemCode::StaleVersion.into());
    }
    let days = body.week.days().iter().enumerate();
    let bookable = days.filter(|(_, day)| day.bookable);
    let bits = bookable.fold(0, |bits, (weekday, _)| bits | (1 << weekday));
    let weeks = i16::try_from(body.weeks_ahead.weeks()).map_err(ApiError::internal)?;
    let columns = plan::ActiveModel {
        counselor_id: Set(id),
        facility_id: Set(caller.facility()),
        weeks_ahead: Set(weeks),
        bookable_weekdays: Set(bits),
        version: Set(version.next()),
    };
    if before.is_none() {
        plan::Entity::insert(columns)
            .exec_without_returning(change.tx())
            .await?;
    } else {
        let update = caller.scope().update::<plan::Entity>().set(columns);
        update
            .filter(plan::Column::CounselorId.eq(id))
            .exec(change.tx())
            .await?;
    }
    Ok(())
}

async fn plan_of(
    scope: &Scope,
    id: CounselorId,
    db: &impl ConnectionTrait,
) -> ApiResult<Option<plan::Model>> {
    let plan = scope.find::<plan::Entity>();
    Ok(plan
        .filter(plan::Column::CounselorId.eq(id))
        .one(db)
        .await?)
}

/// The plans of one counselor, or of all, with their rows.
pub async fn plans(
    scope: &Scope,
    of: Option<CounselorId>,
    db: &impl ConnectionTrait,
) -> ApiResult<(Vec<plan::Model>, Vec<Model>)> {
    let mut plans = scope.find::<plan::Entity>();
    let mut rows = scope.find::<Entity>();
    if let Some(id) = of {
        plans = plans.filter(plan::Column::CounselorId.eq(id));
        rows = rows.filter(Column::CounselorId.eq(id));
    }
    Ok((plans.all(db).await?, rows.all(db).await?))
}

/// Takes a service out of everybody's booking times, within the transaction that deletes it.
pub async fn forget_service(change: &Change<'_>, id: ServiceId) -> ApiResult<()> {
    let scope = change.caller().scope();
    let theirs = scope
        .find::<Entity>()
        .select_only()
        .column(Column::CounselorId)
        .filter(Column::ServiceId.eq(id));
    let theirs: Vec<CounselorId> = theirs.into_tuple().all(change.tx()).await?;
    scope
        .update::<plan::Entity>()
        .col_expr(
            plan::Column::Version,
            Expr::col(plan::Column::Version).add(1),
        )
        .filter(plan::Column::CounselorId.is_in(theirs))
        .exec(change.tx())
        .await?;
    scope
        .delete::<Entity>()
        .filter(Column::ServiceId.eq(id))
        .exec(change.tx())
        .await?;
    Ok(())
}

/// Deletes a counselor's booking times, within the transaction that deletes the counselor.
pub async fn delete_of_counselor(change: &Change<'_>, id: CounselorId) -> ApiResult<()> {
    let scope = change.caller().scope();
    scope
        .delete::<Entity>()
        .filter(Column::CounselorId.eq(id))
        .exec(change.tx())
        .await?;
    scope
        .delete::<plan::Entity>()
        .filter(plan::Column::CounselorId.eq(id))
        .exec(change.tx())
        .await?;
    Ok(())
}
