//! The log of events.
#![expect(
    clippy::disallowed_methods,
    reason = "what the derive writes; we start from a scope"
)]

use crate::{facility::entity as facility, scope::Tenant};
use domain::ids::FacilityId;
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "events")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub facility_id: FacilityId,
    #[sea_orm(primary_key, auto_increment = false)]
    pub position: i64,
    /// What listeners are told, as JSON.
    pub event: String,
    /// Who may hear it, as JSON.
    pub audience: String,
    pub at: DateTimeUtc,
    #[sea_orm(belongs_to, from = "facility_id", to = "id")]
    pub facility: HasOne<facility::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}

impl Tenant for Entity {
    const FACILITY: Column = Column::FacilityId;
}
