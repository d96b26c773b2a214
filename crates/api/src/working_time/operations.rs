//! One function per operation.

use crate::{
    ApiError, ApiResult,
    bookings::news::tell_staff,
    caller::Caller,
    change::Change,
    facility::{
        self,
        entity::{Column, Entity, Model},
    },
};
use domain::{
    access::{Action, Relation},
    audit::AuditAction,
    problem::ProblemCode,
    version::Version,
    working_time::{
        ClosedDayQuery, ClosedDays, WorkingTime, WorkingTimePreview, WorkingTimeSettings,
    },
};
use sea_orm::{ColumnTrait, QueryFilter, sea_query::Expr};

/// When a facility works: what was chosen, or what most do.
pub fn working_time_of(facility: &Model) -> ApiResult<WorkingTime> {
    match &facility.working_time {
        Some(chosen) => serde_json::from_value(chosen.clone()).map_err(ApiError::internal),
        None => Ok(WorkingTime::default()),
    }
}

/// What holds in the caller's facility.
pub async fn read_working_time(caller: &Caller) -> ApiResult<WorkingTimeSettings> {
    caller.check(Action::ReadWorkingTime, Relation::Common)?;
    let facility = facility::operations::by_id(caller.db(), caller.facility()).await?;
    let working_time = working_time_of(&facility)?;
    Ok(WorkingTimeSettings {
        due_at: working_time.due_at(&facility.zone()?, caller.now()),
        working_time,
        version: facility.working_time_version,
        time_zone: facility.time_zone,
    })
}

/// Changes it, if nobody else has since `version`.
pub async fn update_working_time(
    caller: &Caller,
    version: Version,
    body: WorkingTime,
) -> ApiResult<WorkingTimeSettings> {
    caller.check(Action::UpdateWorkingTime, Relation::Common)?;
    let json = serde_json::to_value(&body).map_err(ApiError::internal)?;
    let mut change = Change::begin(caller, AuditAction::UpdateWorkingTime).await?;
    let changed = caller
        .scope()
        .update::<Entity>()
        .col_expr(Column::WorkingTime, Expr::value(json))
        .col_expr(Column::WorkingTimeVersion, Expr::value(version.next()))
        .filter(Column::WorkingTimeVersion.eq(version))
        .exec(change.tx())
        .await?;
    if changed.rows_affected == 0 {
        return Err(ProblemCode::StaleVersion.into());
    }
    // Closing days are in everybody's calendar.
    tell_staff(&mut change, None);
    change.commit().await?;
    read_working_time(caller).await
}

/// By when a message would be due that arrives at this moment.
pub async fn preview_working_time(
    caller: &Caller,
    body: &WorkingTime,
) -> ApiResult<WorkingTimePreview> {
    caller.check(Action::PreviewWorkingTime, Relation::Common)?;
    let facility = facility::operations::by_id(caller.db(), caller.facility()).await?;
    Ok(WorkingTimePreview {
        due_at: body.due_at(&facility.zone()?, caller.now()),
    })
}

/// The days of a period on which the caller's facility stays closed.
pub async fn list_closed_days(caller: &Caller, query: &ClosedDayQuery) -> ApiResult<ClosedDays> {
    caller.check(Action::ListClosedDays, Relation::Common)?;
    query.check().map_err(|error| ApiError::Field {
        pointer: "/until".into(),
        error,
    })?;
    let facility = facility::operations::by_id(caller.db(), caller.facility()).await?;
    let working_time = working_time_of(&facility)?;
    Ok(working_time.closed_days(&facility.zone()?, query.from, query.until))
}
