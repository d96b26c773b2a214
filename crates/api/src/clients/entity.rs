//! The table of clients.
#![expect(
    clippy::disallowed_methods,
    reason = "what the derive writes; we start from a scope"
)]

use crate::{counselors::entity as counselor, crypto::Sealed, scope::Tenant};
use domain::{
    clients::{ClientNumber, ClientStatus},
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
    pub sealed_name: Option<Sealed>,
    pub sealed_address: Option<Sealed>,
    /// Their answers to the facility's fields, as one sealed JSON.
    pub sealed_master_data: Option<Sealed>,
    /// Empty as long as they have no password.
    pub password_hash: String,
    pub primary_counselor_id: Option<CounselorId>,
    pub language: Language,
    pub status: ClientStatus,
    /// Since when they are locked. Stays while they are deleted, for when they are restored.
    pub locked_at: Option<DateTimeUtc>,
    pub deleted_at: Option<DateTimeUtc>,
    pub version: Version,
    pub created_at: DateTimeUtc,
    /// When they were last sent a link to choose a password.
    pub invited_at: Option<DateTimeUtc>,
    pub last_signed_in_at: Option<DateTimeUtc>,
    /// When they signed in last, or were made: what lists are sorted by.
    pub last_seen_at: DateTimeUtc,
    /// Whether somebody else knows their password.
    pub password_change_due: bool,
    /// Since when nothing of theirs may be erased.
    pub held_at: Option<DateTimeUtc>,
    pub sealed_hold_reason: Option<Sealed>,
    #[sea_orm(belongs_to, from = "primary_counselor_id", to = "id")]
    pub primary_counselor: HasOne<counselor::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}

impl Tenant for Entity {
    const FACILITY: Column = Column::FacilityId;
}

impl Model {
    /// What a password is checked against, if there is one.
    pub fn password_hash(&self) -> Option<&str> {
        Some(self.password_hash.as_str()).filter(|hash| !hash.is_empty())
    }
}

/// Which counselling fields a client carries.
pub mod carried_field {
    use domain::ids::{ClientId, CounsellingFieldId, FacilityId};
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "client_counselling_fields")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub client_id: ClientId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub counselling_field_id: CounsellingFieldId,
        pub facility_id: FacilityId,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

impl Tenant for carried_field::Entity {
    const FACILITY: carried_field::Column = carried_field::Column::FacilityId;
}

/// What a pseudonym is found by: each of its ends.
pub mod name_part {
    use domain::{
        clients::ClientNumber,
        ids::{ClientId, FacilityId},
    };
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "client_name_parts")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub facility_id: FacilityId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub part: String,
        #[sea_orm(primary_key, auto_increment = false)]
        pub client_id: ClientId,
        /// The whole pseudonym, in the form in which it is compared.
        pub name: String,
        pub number: ClientNumber,
        /// As of the client: this and the two above are what lists are sorted by.
        pub last_seen_at: DateTimeUtc,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

impl Tenant for name_part::Entity {
    const FACILITY: name_part::Column = name_part::Column::FacilityId;
}
