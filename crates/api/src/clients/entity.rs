//! The table of clients.
#![expect(
    clippy::disallowed_methods,
    reason = "what the derive writes; we start from a scope"
)]

use crate::{counselors::entity as counselor, crypto::Sealed, scope::Tenant};
use domain::{
    clients::ClientNumber,
    ids::{ClientId, CounselorId, FacilityId},
    language::Language,
    version::Version,
};
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "clients")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: ClientId,
    pub facility_id: FacilityId,
    pub number: ClientNumber,
    pub pseudonym: String,
    pub pseudonym_key: String,
    pub sealed_email: Option<Sealed>,
    /// What the e-mail address is found by.
    pub email_key: Option<String>,
    pub sealed_phone: Option<Sealed>,
    pub password_hash: String,
    pub primary_counselor_id: Option<CounselorId>,
    pub language: Language,
    pub version: Version,
    pub created_at: DateTimeUtc,
    pub last_signed_in_at: Option<DateTimeUtc>,
    /// When they were sent a link to set a password, as long as they have not used it.
    pub invited_at: Option<DateTimeUtc>,
    /// Whether somebody else knows their password.
    pub password_change_due: bool,
    #[sea_orm(belongs_to, from = "primary_counselor_id", to = "id")]
    pub primary_counselor: HasOne<counselor::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}

impl Tenant for Entity {
    const FACILITY: Column = Column::FacilityId;
}
