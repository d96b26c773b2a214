//! When the door is open.

use super::entity::{Column as VisitColumn, Entity as Visits};
use crate::{
    ApiError, ApiResult,
    caller::{Caller, Public},
    change::Change,
    facility::{
        self,
        entity::{Column, Entity, Model},
    },
    scope::Scope,
    working_time::working_time_of,
};
use chrono::{DateTime, Utc};
use domain::{
    access::{Action, Relation},
    audit::AuditAction,
    events::{Audience, Event},
    open_door::{OpenDoor, OpenDoorRules, OpenDoorSettings, OpenDoorStatus},
    problem::ProblemCode,
    version::Version,
};
use sea_orm::{ColumnTrait, ConnectionTrait, QueryFilter, QuerySelect, sea_query::Expr};

/// What the portal of the facility `slug` says of its open door.
pub async fn read_open_door(public: &Public, slug: &str) -> ApiResult<OpenDoor> {
    let state = public.state();
    let facility = facility::operations::by_slug(&state.db, slug).await?;
    let scope = Scope::new(facility.id, state.db.clone());
    let waiting = waiting(&scope, &state.db).await?;
    door(&facility, public.now(), waiting.len())
}

/// Whether one can come in now, where so many wait.
pub fn door(facility: &Model, now: DateTime<Utc>, waiting: usize) -> ApiResult<OpenDoor> {
    let (working_time, zone) = (working_time_of(facility)?, facility.zone()?);
    Ok(rules(facility)?.door(&working_time, &zone, now, waiting))
}

/// Whether those who still wait have waited in vain.
pub fn is_over(facility: &Model, now: DateTime<Utc>) -> ApiResult<bool> {
    let (working_time, zone) = (working_time_of(facility)?, facility.zone()?);
    Ok(rules(facility)?.is_over(&working_time, &zone, now))
}

/// How many wait in the caller's facility.
pub async fn count_waiting(caller: &Caller) -> ApiResult<i64> {
    let waiting = waiting(caller.scope(), caller.db()).await?;
    Ok(i64::try_from(waiting.len()).unwrap_or(i64::MAX))
}

/// The numbers of those who wait.
pub async fn waiting(scope: &Scope, db: &impl ConnectionTrait) -> ApiResult<Vec<i64>> {
    let waiting = scope
        .find::<Visits>()
        .filter(VisitColumn::Status.eq(OpenDoorStatus::Waiting))
        .select_only()
        .column(VisitColumn::Number);
    Ok(waiting.into_tuple().all(db).await?)
}

fn rules(facility: &Model) -> ApiResult<OpenDoorRules> {
    match &facility.open_door {
        Some(chosen) => serde_json::from_value(chosen.clone()).map_err(ApiError::internal),
        None => Ok(OpenDoorRules::default()),
    }
}

/// What holds in the caller's facility.
pub async fn read_open_door_settings(caller: &Caller) -> ApiResult<OpenDoorSettings> {
    caller.check(Action::ReadOpenDoorSettings, Relation::Common)?;
    let facility = facility::operations::by_id(caller.db(), caller.facility()).await?;
    let waiting = waiting(caller.scope(), caller.db()).await?;
    Ok(OpenDoorSettings {
        rules: rules(&facility)?,
        door: door(&facility, caller.now(), waiting.len())?,
        version: facility.open_door_version,
        time_zone: facility.time_zone,
    })
}

/// Changes it, if nobody else has since `version`.
pub async fn update_open_door_settings(
    caller: &Caller,
    version: Version,
    body: OpenDoorRules,
) -> ApiResult<OpenDoorSettings> {
    caller.check(Action::UpdateOpenDoorSettings, Relation::Common)?;
    let json = serde_json::to_value(&body).map_err(ApiError::internal)?;
    let mut change = Change::begin(caller, AuditAction::UpdateOpenDoorSettings).await?;
    let changed = caller
        .scope()
        .update::<Entity>()
        .col_expr(Column::OpenDoor, Expr::value(json))
        .col_expr(Column::OpenDoorVersion, Expr::value(version.next()))
        .filter(Column::OpenDoorVersion.eq(version))
        .exec(change.tx())
        .await?;
    if changed.rows_affected == 0 {
        return Err(ProblemCode::StaleVersion.into());
    }
    let anew = Event::of_whole_open_door();
    change.tell(anew, Audience::OpenDoor { counselor: None });
    change.commit().await?;
    read_open_door_settings(caller).await
}

/// Chooses these rules for a new facility, within the transaction that makes it.
pub async fn set_up(
    scope: &Scope,
    tx: &impl ConnectionTrait,
    rules: &OpenDoorRules,
) -> ApiResult<()> {
    let json = serde_json::to_value(rules).map_err(ApiError::internal)?;
    scope
        .update::<Entity>()
        .col_expr(Column::OpenDoor, Expr::value(json))
        .exec(tx)
        .await?;
    Ok(())
}
