//! The protocol of what was erased.
#![expect(
    clippy::disallowed_methods,
    reason = "what the derive writes; we start from a scope"
)]

use crate::{ApiError, ApiResult, scope::Tenant};
use domain::{
    deletion_routine::{ErasedCounts, ErasureEntry, ErasureKind},
    ids::{ErasureId, FacilityId},
};
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "erasures")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: ErasureId,
    pub facility_id: FacilityId,
    /// Which night, or which act; there is one entry of each.
    pub run: String,
    pub kind: ErasureKind,
    pub at: DateTimeUtc,
    /// How many of each, as JSON.
    pub erased: String,
    pub marked: i64,
}

impl ActiveModelBehavior for ActiveModel {}

impl Tenant for Entity {
    const FACILITY: Column = Column::FacilityId;
}

impl Model {
    /// How many of each were erased.
    pub fn counts(&self) -> ApiResult<ErasedCounts> {
        serde_json::from_str(&self.erased).map_err(ApiError::internal)
    }

    /// As admins see it.
    pub fn entry(self) -> ApiResult<ErasureEntry> {
        Ok(ErasureEntry {
            erased: self.counts()?,
            id: self.id,
            at: self.at,
            kind: self.kind,
            marked: self.marked.unsigned_abs(),
        })
    }
}
