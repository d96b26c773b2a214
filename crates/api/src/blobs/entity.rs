//! The table of what is in the store.
#![expect(
    clippy::disallowed_methods,
    reason = "what the derive writes; we start from a scope"
)]

use crate::scope::Tenant;
use domain::ids::{BlobId, ClientId, FacilityId};
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "blobs")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: BlobId,
    pub facility_id: FacilityId,
    /// Whose key seals it; the facility's if nobody's is named, as with a doomed one.
    pub client_id: Option<ClientId>,
    pub state: BlobState,
    /// How many there are, once all have arrived.
    pub pieces: i32,
    pub created_at: DateTimeUtc,
}

impl ActiveModelBehavior for ActiveModel {}

impl Tenant for Entity {
    const FACILITY: Column = Column::FacilityId;
}

/// Where a blob stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "Text")]
pub enum BlobState {
    /// Its bytes arrive, or somebody was cut off while they did.
    #[sea_orm(string_value = "pending")]
    Pending,
    /// Something belongs to it.
    #[sea_orm(string_value = "kept")]
    Kept,
    /// To be removed.
    #[sea_orm(string_value = "doomed")]
    Doomed,
}
