//! What a facility's admins set of it, a function an operation.

use super::{
    entity::{Column, Entity, Model, logo},
    operations::by_id,
};
use crate::{
    ApiError, ApiResult, bookings::news::tell_staff, caller::Caller, change::Change,
    counselors::entity as counselor, extract::Upload, mail_requests::entity::mail_request,
};
use chrono_tz::Tz;
use domain::{
    access::{Action, Relation},
    audit::AuditAction,
    counselors::{MAX_PICTURE_BYTES, check_upload},
    facility::{
        FacilityData, FacilitySettings, LegalPageSettings, LegalPages, RegistrationRules,
        RegistrationSettings, Setup, SetupItem, SetupStep,
    },
    ids::PictureId,
    problem::{FieldCode, FieldError, ProblemCode},
    version::Version,
};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, UpdateMany,
    sea_query::Expr,
};
use uuid::Builder;

/// What the facility says of itself.
pub async fn read_facility_settings(caller: &Caller) -> ApiResult<FacilitySettings> {
    caller.check(Action::ReadFacilitySettings, Relation::Common)?;
    shown(caller).await
}

async fn shown(caller: &Caller) -> ApiResult<FacilitySettings> {
    let facility = by_id(caller.db(), caller.facility()).await?;
    Ok(FacilitySettings {
        data: facility.data()?,
        logo: facility.logo_id,
        version: facility.details_version,
    })
}

/// Changes it, if nobody else has since `version`.
pub async fn update_facility_settings(
    caller: &Caller,
    version: Version,
    body: FacilityData,
) -> ApiResult<FacilitySettings> {
    caller.check(Action::UpdateFacilitySettings, Relation::Common)?;
    if body.time_zone.as_str().parse::<Tz>().is_err() {
        return Err(ApiError::Field {
            pointer: "/time_zone".into(),
            error: FieldError::new(FieldCode::InvalidFormat),
        });
    }
    let json = serde_json::to_value(&body).map_err(ApiError::internal)?;
    let mut change = Change::begin(caller, AuditAction::UpdateFacilitySettings).await?;
    let columns = details_from(caller, version)
        .col_expr(Column::Name, Expr::value(body.name.as_str()))
        .col_expr(Column::TimeZone, Expr::value(body.time_zone.as_str()))
        .col_expr(Column::Details, Expr::value(json));
    write(&change, columns).await?;
    // Hours of another zone lie elsewhere in everybody's calendar.
    tell_staff(&mut change, None);
    change.commit().await?;
    shown(caller).await
}

/// A change of what the facility says of itself, from `version`.
fn details_from(caller: &Caller, version: Version) -> UpdateMany<Entity> {
    caller
        .scope()
        .update::<Entity>()
        .col_expr(Column::DetailsVersion, Expr::value(version.next()))
        .filter(Column::DetailsVersion.eq(version))
}

async fn write(change: &Change<'_>, columns: UpdateMany<Entity>) -> ApiResult<()> {
    if columns.exec(change.tx()).await?.rows_affected == 0 {
        return Err(ProblemCode::StaleVersion.into());
    }
    Ok(())
}

/// Gives the facility a logo, in place of the one it may have. Each gets a name of its own, so that
/// an address always shows the same.
pub async fn replace_facility_logo(
    caller: &Caller,
    version: Version,
    upload: Upload,
) -> ApiResult<FacilitySettings> {
    caller.check(Action::ReplaceFacilityLogo, Relation::Common)?;
    let media_type = upload.content_type().to_owned();
    let bytes = upload
        .read(MAX_PICTURE_BYTES, ProblemCode::PictureTooLarge)
        .await?;
    let format = check_upload(&media_type, &bytes)?;
    let png = caller.state().squares.fit(bytes, format).await?;
    let id = PictureId(Builder::from_random_bytes(rand::random()).into_uuid());
    let change = Change::begin(caller, AuditAction::ReplaceFacilityLogo).await?;
    let columns = details_from(caller, version).col_expr(Column::LogoId, Expr::value(id));
    // First, so that of two at once the second is refused before it has written anything.
    write(&change, columns).await?;
    delete_logo(&change).await?;
    let row = logo::ActiveModel {
        id: Set(id),
        facility_id: Set(caller.facility()),
        png: Set(png),
        created_at: Set(caller.now()),
    };
    logo::Entity::insert(row)
        .exec_without_returning(change.tx())
        .await?;
    change.commit().await?;
    shown(caller).await
}

/// Takes the logo away.
pub async fn remove_facility_logo(
    caller: &Caller,
    version: Version,
) -> ApiResult<FacilitySettings> {
    caller.check(Action::RemoveFacilityLogo, Relation::Common)?;
    let change = Change::begin(caller, AuditAction::RemoveFacilityLogo).await?;
    let columns =
        details_from(caller, version).col_expr(Column::LogoId, Expr::value(None::<PictureId>));
    write(&change, columns).await?;
    delete_logo(&change).await?;
    change.commit().await?;
    shown(caller).await
}

async fn delete_logo(change: &Change<'_>) -> ApiResult<()> {
    let scope = change.caller().scope();
    scope.delete::<logo::Entity>().exec(change.tx()).await?;
    Ok(())
}

/// What the portal's legal pages say.
pub async fn read_legal_pages(caller: &Caller) -> ApiResult<LegalPageSettings> {
    caller.check(Action::ReadLegalPages, Relation::Common)?;
    let facility = by_id(caller.db(), caller.facility()).await?;
    Ok(LegalPageSettings {
        pages: facility.legal()?,
        version: facility.legal_pages_version,
    })
}

/// Changes it, if nobody else has since `version`.
pub async fn update_legal_pages(
    caller: &Caller,
    version: Version,
    pages: LegalPages,
) -> ApiResult<LegalPageSettings> {
    caller.check(Action::UpdateLegalPages, Relation::Common)?;
    let json = serde_json::to_value(&pages).map_err(ApiError::internal)?;
    let change = Change::begin(caller, AuditAction::UpdateLegalPages).await?;
    let columns = caller
        .scope()
        .update::<Entity>()
        .col_expr(Column::LegalPages, Expr::value(json))
        .col_expr(Column::LegalPagesVersion, Expr::value(version.next()))
        .filter(Column::LegalPagesVersion.eq(version));
    write(&change, columns).await?;
    change.commit().await?;
    let version = version.next();
    Ok(LegalPageSettings { pages, version })
}

/// Who can make an account at the portal.
pub async fn read_registration_settings(caller: &Caller) -> ApiResult<RegistrationSettings> {
    caller.check(Action::ReadRegistrationSettings, Relation::Common)?;
    let facility = by_id(caller.db(), caller.facility()).await?;
    Ok(RegistrationSettings {
        rules: facility.registration()?,
        version: facility.registration_version,
    })
}

/// Changes it, if nobody else has since `version`.
pub async fn update_registration_settings(
    caller: &Caller,
    version: Version,
    rules: RegistrationRules,
) -> ApiResult<RegistrationSettings> {
    caller.check(Action::UpdateRegistrationSettings, Relation::Common)?;
    let json = serde_json::to_value(rules).map_err(ApiError::internal)?;
    let change = Change::begin(caller, AuditAction::UpdateRegistrationSettings).await?;
    let columns = caller
        .scope()
        .update::<Entity>()
        .col_expr(Column::RegistrationRules, Expr::value(json))
        .col_expr(Column::RegistrationVersion, Expr::value(version.next()))
        .filter(Column::RegistrationVersion.eq(version));
    write(&change, columns).await?;
    change.commit().await?;
    let version = version.next();
    Ok(RegistrationSettings { rules, version })
}

/// What is left to do before the first request.
pub async fn read_setup(caller: &Caller) -> ApiResult<Setup> {
    caller.check(Action::ReadSetup, Relation::Common)?;
    let facility = by_id(caller.db(), caller.facility()).await?;
    let staff = caller
        .scope()
        .find::<counselor::Entity>()
        .filter(counselor::Column::Active.eq(true))
        .count(caller.db())
        .await?;
    let request = caller
        .scope()
        .find::<mail_request::Entity>()
        .one(caller.db())
        .await?;
    let can_mail = caller.state().mailer.can_send();
    setup_of(&facility, (can_mail, staff > 1, request.is_some()))
}

fn setup_of(facility: &Model, (mail, others, requests): (bool, bool, bool)) -> ApiResult<Setup> {
    let data = facility.data()?;
    let legal = facility.legal()?;
    let is_done = |step| match step {
        SetupStep::ContactData => data.is_reachable(),
        SetupStep::LegalPages => legal.missing(&data.languages).is_empty(),
        SetupStep::WorkingTime => facility.working_time.is_some(),
        SetupStep::Registration => facility.registration_rules.is_some(),
        SetupStep::Mail => mail,
        SetupStep::Counselors => others,
        SetupStep::TestRequest => requests,
    };
    let items = SetupStep::ALL.map(|step| SetupItem {
        step,
        done: is_done(step),
    });
    Ok(Setup {
        items: items.to_vec(),
        dismissed: facility.setup_dismissed_at.is_some(),
    })
}

/// Puts the list away, for every admin.
pub async fn dismiss_setup(caller: &Caller) -> ApiResult<()> {
    caller.check(Action::DismissSetup, Relation::Common)?;
    let change = Change::begin(caller, AuditAction::DismissSetup).await?;
    caller
        .scope()
        .update::<Entity>()
        .col_expr(Column::SetupDismissedAt, Expr::value(caller.now()))
        .exec(change.tx())
        .await?;
    change.commit().await
}
