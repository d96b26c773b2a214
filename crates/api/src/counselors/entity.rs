//! The table of counselors.
#![expect(
    clippy::disallowed_methods,
    reason = "what the derive writes; we start from a scope"
)]

use crate::{ApiError, ApiResult, scope::Tenant};
use domain::{
    access::Role,
    counselors::{Counselor, CounselorRef, CounselorSummary, Salutation},
    ids::{CounselorId, FacilityId},
    language::Language,
    passwords::OwnNames,
    text::LoginName,
    version::Version,
};
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "counselors")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: CounselorId,
    pub facility_id: FacilityId,
    pub role: Role,
    pub login_name: String,
    pub login_name_key: String,
    pub salutation: Salutation,
    pub first_name: String,
    pub last_name: String,
    pub email: String,
    pub email_key: String,
    pub display_name: String,
    pub password_hash: String,
    pub language: Language,
    pub active: bool,
    pub version: Version,
    pub created_at: DateTimeUtc,
    /// When they were sent a link to set a password, as long as they have not used it.
    pub invited_at: Option<DateTimeUtc>,
    /// Since when a code is asked of them when they sign in.
    pub two_factor_since: Option<DateTimeUtc>,
}

impl ActiveModelBehavior for ActiveModel {}

impl Tenant for Entity {
    const FACILITY: Column = Column::FacilityId;
}

impl Model {
    /// For themselves and for admins.
    pub fn counselor(self) -> ApiResult<Counselor> {
        Ok(Counselor {
            id: self.id,
            role: self.role,
            login_name: LoginName::try_from(self.login_name).map_err(ApiError::internal)?,
            salutation: self.salutation,
            first_name: self.first_name,
            last_name: self.last_name,
            email: self.email,
            display_name: self.display_name,
            language: self.language,
            active: self.active,
            version: self.version,
        })
    }

    /// For a list.
    pub fn summary(self) -> CounselorSummary {
        CounselorSummary {
            id: self.id,
            display_name: self.display_name,
            role: self.role,
            active: self.active,
        }
    }

    /// What must not be in their password.
    pub fn own_names(&self) -> OwnNames {
        OwnNames::new()
            .and(&self.login_name)
            .and_email(&self.email)
            .and(&self.first_name)
            .and(&self.last_name)
            .and(&self.display_name)
    }

    /// As others name them.
    pub fn reference(&self) -> CounselorRef {
        CounselorRef {
            id: self.id,
            display_name: self.display_name.clone(),
        }
    }
}
