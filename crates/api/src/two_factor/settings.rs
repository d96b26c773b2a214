//! What the facility asks of its staff when they sign in.

use crate::{
    ApiResult,
    caller::Caller,
    change::Change,
    counselors::{self, entity as counselor},
    facility::{self, entity as facility_entity},
};
use domain::{
    access::{Action, Relation},
    audit::AuditAction,
    problem::ProblemCode,
    two_factor::{SignInSettings, SignInSettingsUpdate},
    version::Version,
};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter,
};

/// What is asked, and how many it would concern.
pub async fn read_sign_in_settings(caller: &Caller) -> ApiResult<SignInSettings> {
    caller.check(Action::ReadSignInSettings, Relation::Common)?;
    read(caller, caller.db()).await
}

async fn read(caller: &Caller, db: &impl ConnectionTrait) -> ApiResult<SignInSettings> {
    let facility = facility::operations::by_id(db, caller.facility()).await?;
    let without = caller
        .scope()
        .find::<counselor::Entity>()
        .filter(counselor::Column::Active.eq(true))
        .filter(counselor::Column::TwoFactorSince.is_null())
        .count(db)
        .await?;
    Ok(SignInSettings {
        two_factor_required: facility.two_factor_required,
        without_two_factor: without,
        version: facility.sign_in_version,
    })
}

/// Changes what is asked, if nobody else has since `version`. Whoever asks a second step of others
/// has one themselves: else they would be the first to be kept out.
#[expect(
    clippy::disallowed_methods,
    reason = "the facility is what a scope is made of"
)]
pub async fn update_sign_in_settings(
    caller: &Caller,
    version: Version,
    body: SignInSettingsUpdate,
) -> ApiResult<SignInSettings> {
    caller.check(Action::UpdateSignInSettings, Relation::Common)?;
    let own = counselors::operations::exists(caller, caller.counselor_id()?).await?;
    if body.two_factor_required && own.two_factor_since.is_none() {
        return Err(ProblemCode::TwoFactorMissing.into());
    }
    let change = Change::begin(caller, AuditAction::UpdateSignInSettings).await?;
    let changed = facility_entity::Entity::update_many()
        .set(facility_entity::ActiveModel {
            two_factor_required: Set(body.two_factor_required),
            sign_in_version: Set(version.next()),
            ..Default::default()
        })
        .filter(facility_entity::Column::Id.eq(caller.facility()))
        .filter(facility_entity::Column::SignInVersion.eq(version))
        .exec(change.tx())
        .await?;
    if changed.rows_affected == 0 {
        return Err(ProblemCode::StaleVersion.into());
    }
    let settings = read(caller, change.tx()).await?;
    change.commit().await?;
    Ok(settings)
}
