//! By which rules clients book.

use super::news::tell_staff;
use crate::{
    ApiError, ApiResult,
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
    bookings::{BookingRules, BookingSettings},
    problem::ProblemCode,
    version::Version,
};
use sea_orm::{ColumnTrait, QueryFilter, sea_query::Expr};

/// What a facility has set, or what most do.
pub fn rules_of(facility: &Model) -> ApiResult<BookingRules> {
    match &facility.booking_rules {
        Some(chosen) => serde_json::from_value(chosen.clone()).map_err(ApiError::internal),
        None => Ok(BookingRules::default()),
    }
}

/// What holds in the caller's facility.
pub async fn read_booking_settings(caller: &Caller) -> ApiResult<BookingSettings> {
    caller.check(Action::ReadBookingSettings, Relation::Common)?;
    let facility = facility::operations::by_id(caller.db(), caller.facility()).await?;
    Ok(BookingSettings {
        rules: rules_of(&facility)?,
        version: facility.booking_rules_version,
    })
}

/// Changes it, if nobody else has since `version`.
pub async fn update_booking_settings(
    caller: &Caller,
    version: Version,
    rules: BookingRules,
) -> ApiResult<BookingSettings> {
    caller.check(Action::UpdateBookingSettings, Relation::Common)?;
    let json = serde_json::to_value(rules).map_err(ApiError::internal)?;
    let mut change = Change::begin(caller, AuditAction::UpdateBookingSettings).await?;
    let changed = caller
        .scope()
        .update::<Entity>()
        .col_expr(Column::BookingRules, Expr::value(json))
        .col_expr(Column::BookingRulesVersion, Expr::value(version.next()))
        .filter(Column::BookingRulesVersion.eq(version))
        .exec(change.tx())
        .await?;
    if changed.rows_affected == 0 {
        return Err(ProblemCode::StaleVersion.into());
    }
    // What is free is another thing by now, in every calendar and for those who wait.
    tell_staff(&mut change, None);
    change.commit().await?;
    Ok(BookingSettings {
        rules,
        version: version.next(),
    })
}
