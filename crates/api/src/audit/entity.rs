//! The table of the audit log.
#![expect(
    clippy::disallowed_methods,
    reason = "what the derive writes; we start from a scope"
)]

use crate::scope::Tenant;
use domain::{
    audit::{AuditAction, AuditActorKind, RecordKind},
    ids::FacilityId,
};
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "audit_entries")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub facility_id: FacilityId,
    #[sea_orm(primary_key, auto_increment = false)]
    pub position: i64,
    pub at: DateTimeUtc,
    pub actor_kind: AuditActorKind,
    pub actor_id: Option<Uuid>,
    pub action: AuditAction,
    pub record_kind: Option<RecordKind>,
    pub record_id: Option<Uuid>,
    pub credential_id: Option<Uuid>,
    pub network: Option<String>,
    /// Made from this entry and the proof before it, with the facility's key.
    pub proof: Vec<u8>,
}

impl ActiveModelBehavior for ActiveModel {}

impl Tenant for Entity {
    const FACILITY: Column = Column::FacilityId;
}
