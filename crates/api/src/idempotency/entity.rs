//! Answers that are kept for whoever asks again.
#![expect(
    clippy::disallowed_methods,
    reason = "what the derive writes; we start from a scope"
)]

use crate::{crypto::Sealed, scope::Tenant};
use domain::ids::{ClientId, FacilityId};
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "idempotency_keys")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub facility_id: FacilityId,
    /// Who asked: one person's keys are not another's.
    pub actor_id: Uuid,
    pub key: String,
    /// SHA-256 of method, address and body.
    pub fingerprint: Vec<u8>,
    /// Whose data is in the answer, so that it goes with them.
    pub client_id: Option<ClientId>,
    pub etag: Option<String>,
    pub sealed_answer: Sealed,
    pub created_at: DateTimeUtc,
}

impl ActiveModelBehavior for ActiveModel {}

impl Tenant for Entity {
    const FACILITY: Column = Column::FacilityId;
}
