//! The table of sessions.
#![expect(
    clippy::disallowed_methods,
    reason = "what the derive writes; we start from a scope"
)]

use crate::{
    clients::entity as client, counselors::entity as counselor, facility::entity as facility,
    scope::Tenant,
};
use domain::ids::{ClientId, CounselorId, FacilityId, SessionId};
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "sessions")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: SessionId,
    pub facility_id: FacilityId,
    /// Whose, if it is staff; exactly one of the two is set.
    pub counselor_id: Option<CounselorId>,
    pub client_id: Option<ClientId>,
    /// SHA-256 of the one refresh token that is good now.
    pub token_hash: String,
    pub created_at: DateTimeUtc,
    pub last_used_at: DateTimeUtc,
    pub expires_at: DateTimeUtc,
    /// When the refresh token was last changed.
    pub renewed_at: Option<DateTimeUtc>,
    pub ended_at: Option<DateTimeUtc>,
    /// Browser and system.
    pub device: Option<String>,
    #[sea_orm(belongs_to, from = "facility_id", to = "id")]
    pub facility: HasOne<facility::Entity>,
    #[sea_orm(belongs_to, from = "counselor_id", to = "id")]
    pub counselor: HasOne<counselor::Entity>,
    #[sea_orm(belongs_to, from = "client_id", to = "id")]
    pub client: HasOne<client::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}

impl Tenant for Entity {
    const FACILITY: Column = Column::FacilityId;
}
