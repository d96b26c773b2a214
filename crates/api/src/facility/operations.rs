//! What portals say, and what an operator does at the command line.

use super::entity::{ActiveModel, Column, Entity, Model, logo};
use crate::{
    ApiError, ApiResult,
    audit::{self, By},
    caller::Public,
    clock::Clock,
    counselling_fields, counselors,
    crypto::{FacilityKeys, Keyring},
    database, master_data_fields,
    passwords::Passwords,
    scope::Scope,
};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use chrono_tz::Tz;
use domain::{
    access::{Openness, Role},
    audit::AuditAction,
    counselors::{CounselorCreate, Salutation},
    facility::{LegalPage, LegalTexts, Portal},
    ids::{FacilityId, PictureId},
    language::Language,
    problem::ProblemCode,
    text::{DisplayName, EmailAddress, LoginName, NewCounselorPassword, PersonName, Slug},
    version::Version,
};
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, ConnectionTrait, DatabaseConnection, EntityTrait, QueryFilter, QueryOrder,
    QuerySelect,
    sea_query::{Expr, LockType},
};
use uuid::Uuid;

/// What the portal of the facility `slug` says of itself.
pub async fn read_portal(public: &Public, slug: &str) -> ApiResult<Portal> {
    by_slug(&public.state().db, slug).await?.portal()
}

/// What a legal page of the portal at `slug` says.
pub async fn read_portal_legal_page(
    public: &Public,
    slug: &str,
    page: LegalPage,
) -> ApiResult<LegalTexts> {
    let pages = by_slug(&public.state().db, slug).await?.legal()?;
    Ok(pages.of(page).clone())
}

/// A logo, for whoever knows its name.
pub async fn read_facility_logo(public: &Public, slug: &str, id: PictureId) -> ApiResult<Vec<u8>> {
    let state = public.state();
    let facility = by_slug(&state.db, slug).await?;
    let logo = Scope::new(facility.id, state.db.clone())
        .find::<logo::Entity>()
        .filter(logo::Column::Id.eq(id))
        .one(&state.db)
        .await?;
    Ok(logo.ok_or(ProblemCode::NotFound)?.png)
}

/// The facility whose portal is at `slug`.
#[expect(
    clippy::disallowed_methods,
    reason = "a facility is found before there is a scope"
)]
pub async fn by_slug(db: &DatabaseConnection, slug: &str) -> ApiResult<Model> {
    let unknown = || ApiError::Problem(ProblemCode::UnknownFacility);
    let slug = Slug::try_from(slug).map_err(|_| unknown())?;
    Entity::find()
        .filter(Column::Slug.eq(slug.as_str()))
        .one(db)
        .await?
        .ok_or_else(unknown)
}

/// The facility an account belongs to.
#[expect(
    clippy::disallowed_methods,
    reason = "a facility is found before there is a scope"
)]
pub async fn by_id(db: &impl ConnectionTrait, id: FacilityId) -> ApiResult<Model> {
    Entity::find_by_id(id)
        .one(db)
        .await?
        .ok_or(ApiError::Problem(ProblemCode::UnknownFacility))
}

/// The facility, locked until the end of the transaction: whoever decides by a count of its rows
/// takes this first, so that two at once do not count the same. Rows that point to the facility can
/// still be written.
#[expect(
    clippy::disallowed_methods,
    reason = "the caller's own facility, which is no row of it"
)]
pub async fn lock(tx: &impl ConnectionTrait, id: FacilityId) -> ApiResult<Model> {
    Entity::find_by_id(id)
        .lock(LockType::NoKeyUpdate)
        .one(tx)
        .await?
        .ok_or(ApiError::Problem(ProblemCode::UnknownFacility))
}

/// Sets how many active staff accounts there may be, within the operator's transaction.
#[expect(
    clippy::disallowed_methods,
    reason = "the operator's commands are about every facility"
)]
pub async fn set_licence_volume(
    tx: &impl ConnectionTrait,
    id: FacilityId,
    volume: Option<i32>,
) -> ApiResult<()> {
    Entity::update_many()
        .col_expr(Column::LicenceVolume, Expr::value(volume))
        .filter(Column::Id.eq(id))
        .exec(tx)
        .await?;
    Ok(())
}

/// All facilities, by address.
#[expect(
    clippy::disallowed_methods,
    reason = "the operator's commands are about every facility"
)]
pub async fn list_facilities(db: &DatabaseConnection) -> ApiResult<Vec<Model>> {
    Ok(Entity::find().order_by_asc(Column::Slug).all(db).await?)
}

/// What the operator says of a facility that is to be.
pub struct FacilityCreate {
    pub slug: Slug,
    pub name: DisplayName,
    pub time_zone: Tz,
}

/// The admin who comes with it.
pub struct FirstAdmin {
    pub login_name: LoginName,
    pub email: EmailAddress,
    pub first_name: PersonName,
    pub last_name: PersonName,
}

/// Makes a facility with its first admin, and answers the admin's random password.
pub async fn create_facility(
    db: &DatabaseConnection,
    keyring: &Keyring,
    passwords: &Passwords,
    clock: &Clock,
    new: FacilityCreate,
    admin: FirstAdmin,
) -> ApiResult<String> {
    let password = URL_SAFE_NO_PAD.encode(rand::random::<[u8; 15]>());
    let hash = passwords.hash(&password).await?;
    let display_name = format!("{} {}", admin.first_name.as_str(), admin.last_name.as_str());
    let admin = CounselorCreate {
        role: Role::Admin,
        login_name: admin.login_name,
        salutation: Salutation::Neutral,
        display_name: DisplayName::try_from(display_name).map_err(ApiError::internal)?,
        first_name: admin.first_name,
        last_name: admin.last_name,
        email: admin.email,
        password: Some(
            NewCounselorPassword::try_from(password.as_str()).map_err(ApiError::internal)?,
        ),
        language: Language::De,
        active: true,
        newsletter: false,
    };
    let tx = database::begin_write(db).await?;
    let (facility, keys) = insert(&tx, keyring, clock, new).await?;
    let admin = counselors::operations::new(facility, admin, hash, clock.now());
    counselors::entity::Entity::insert(admin)
        .exec_without_returning(&tx)
        .await?;
    let scope = Scope::new(facility, db.clone());
    let what = (AuditAction::CreateFacility, None);
    audit::record(&tx, &scope, &keys, By::OPERATOR, what, clock.now()).await?;
    tx.commit().await?;
    Ok(password)
}

/// Writes a new row, within the caller's transaction.
#[expect(clippy::disallowed_methods, reason = "a new row gets its id")]
pub async fn insert(
    tx: &impl ConnectionTrait,
    keyring: &Keyring,
    clock: &Clock,
    new: FacilityCreate,
) -> ApiResult<(FacilityId, FacilityKeys)> {
    let id = FacilityId(Uuid::now_v7());
    let model = ActiveModel {
        id: Set(id),
        slug: Set(new.slug.into()),
        name: Set(new.name.into()),
        time_zone: Set(new.time_zone.to_string()),
        openness: Set(Openness::default()),
        confidential_administration: Set(false),
        openness_version: Set(Version::FIRST),
        licence_volume: Set(None),
        erase_mail_requests_after_months: Set(None),
        erase_chat_messages_after_months: Set(None),
        erase_documents_after_months: Set(None),
        erase_appointments_after_months: Set(None),
        erase_direct_messages_after_months: Set(None),
        two_factor_required: Set(false),
        sign_in_version: Set(Version::FIRST),
        created_at: Set(clock.now()),
        ..Default::default()
    };
    Entity::insert(model).exec_without_returning(tx).await?;
    counselling_fields::operations::seed(tx, id).await?;
    master_data_fields::operations::seed(tx, id).await?;
    let keys = keyring.create(tx, id, clock.now()).await?;
    Ok((id, keys))
}
