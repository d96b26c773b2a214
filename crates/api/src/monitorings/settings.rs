//! What no monitoring of a facility may leave out, and which counts of them stay in it.

use crate::{
    ApiError, ApiResult,
    caller::Caller,
    change::Change,
    facility::{
        self,
        entity::{Column, Entity, Model},
    },
    master_data_fields,
};
use domain::{
    access::{Action, Relation},
    audit::AuditAction,
    monitorings::{MonitoringRules, MonitoringSettings},
    problem::{FieldCode, FieldError, ProblemCode},
    version::Version,
};
use sea_orm::{ColumnTrait, QueryFilter, sea_query::Expr};

/// What a facility has set; nothing where it never did.
pub fn rules_of(facility: &Model) -> ApiResult<MonitoringRules> {
    match &facility.monitoring_rules {
        Some(chosen) => serde_json::from_value(chosen.clone()).map_err(ApiError::internal),
        None => Ok(MonitoringRules::default()),
    }
}

/// What holds in the caller's facility.
pub async fn read_monitoring_settings(caller: &Caller) -> ApiResult<MonitoringSettings> {
    caller.check(Action::ReadMonitoringSettings, Relation::Common)?;
    let facility = facility::operations::by_id(caller.db(), caller.facility()).await?;
    Ok(MonitoringSettings {
        rules: rules_of(&facility)?,
        version: facility.monitoring_rules_version,
    })
}

/// Changes it, if nobody else has since `version`.
pub async fn update_monitoring_settings(
    caller: &Caller,
    version: Version,
    rules: MonitoringRules,
) -> ApiResult<MonitoringSettings> {
    caller.check(Action::UpdateMonitoringSettings, Relation::Common)?;
    let change = Change::begin(caller, AuditAction::UpdateMonitoringSettings).await?;
    let fields = master_data_fields::operations::all(caller.scope(), change.tx()).await?;
    let mut named = rules.master_data_field_ids.iter();
    if !named.all(|id| fields.iter().any(|field| field.id == *id)) {
        return Err(ApiError::Field {
            pointer: "/master_data_field_ids".into(),
            error: FieldError::new(FieldCode::OutOfRange),
        });
    }
    let json = serde_json::to_value(&rules).map_err(ApiError::internal)?;
    let changed = caller
        .scope()
        .update::<Entity>()
        .col_expr(Column::MonitoringRules, Expr::value(json))
        .col_expr(Column::MonitoringRulesVersion, Expr::value(version.next()))
        .filter(Column::MonitoringRulesVersion.eq(version))
        .exec(change.tx())
        .await?;
    if changed.rows_affected == 0 {
        return Err(ProblemCode::StaleVersion.into());
    }
    change.commit().await?;
    Ok(MonitoringSettings {
        rules,
        version: version.next(),
    })
}
