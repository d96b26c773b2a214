//! What a facility chooses about who sees what.

use crate::{
    ApiResult,
    caller::Caller,
    change::Change,
    facility::{self, entity as facility_entity},
    outgoing_mails::notify_staff,
};
use domain::{
    access::{Action, OpennessSettings, OpennessSettingsUpdate, Relation},
    audit::AuditAction,
    outgoing_mails::MailTemplate,
    problem::ProblemCode,
    version::Version,
};
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};

/// What is chosen.
pub async fn read_openness_settings(caller: &Caller) -> ApiResult<OpennessSettings> {
    caller.check(Action::ReadOpennessSettings, Relation::Common)?;
    read(caller, caller.db()).await
}

async fn read(caller: &Caller, db: &impl ConnectionTrait) -> ApiResult<OpennessSettings> {
    let facility = facility::operations::by_id(db, caller.facility()).await?;
    Ok(OpennessSettings {
        openness: facility.openness,
        confidential_administration: facility.confidential_administration,
        version: facility.openness_version,
    })
}

/// Chooses, if nobody else has since `version`. It holds with everybody's next request, and on
/// connections that are open with the next event. That admins read everything from now on is told
/// to everybody: no one admin lifts the curtain unseen.
#[expect(
    clippy::disallowed_methods,
    reason = "the facility is what a scope is made of"
)]
pub async fn update_openness_settings(
    caller: &Caller,
    version: Version,
    body: OpennessSettingsUpdate,
) -> ApiResult<OpennessSettings> {
    caller.check(Action::UpdateOpennessSettings, Relation::Common)?;
    let mut change = Change::begin(caller, AuditAction::UpdateOpennessSettings).await?;
    let before = read(caller, change.tx()).await?;
    let changed = facility_entity::Entity::update_many()
        .set(facility_entity::ActiveModel {
            openness: Set(body.openness),
            confidential_administration: Set(body.confidential_administration),
            openness_version: Set(version.next()),
            ..Default::default()
        })
        .filter(facility_entity::Column::Id.eq(caller.facility()))
        .filter(facility_entity::Column::OpennessVersion.eq(version))
        .exec(change.tx())
        .await?;
    if changed.rows_affected == 0 {
        return Err(ProblemCode::StaleVersion.into());
    }
    let settings = read(caller, change.tx()).await?;
    if before.confidential_administration && !settings.confidential_administration {
        let template = MailTemplate::ConfidentialAdministrationOff;
        notify_staff(&mut change, template, "/mail").await?;
    }
    change.commit().await?;
    Ok(settings)
}
