//! The table of counselling fields.
#![expect(
    clippy::disallowed_methods,
    reason = "what the derive writes; we start from a scope"
)]

use crate::{ApiError, ApiResult, ordered_fields::OrderedField, scope::Tenant};
use domain::{
    counselling_fields::{CounsellingField, Labels},
    ids::{CounsellingFieldId, FacilityId},
    version::Version,
};
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "counselling_fields")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: CounsellingFieldId,
    pub facility_id: FacilityId,
    pub label_de: String,
    pub label_en: String,
    pub active: bool,
    pub position: i32,
    pub version: Version,
}

impl ActiveModelBehavior for ActiveModel {}

impl Tenant for Entity {
    const FACILITY: Column = Column::FacilityId;
}

impl OrderedField for Entity {
    type Id = CounsellingFieldId;
    const ID: Column = Column::Id;
    const POSITION: Column = Column::Position;
    const VERSION: Column = Column::Version;

    fn place(model: &Model) -> (i32, CounsellingFieldId) {
        (model.position, model.id)
    }
}

impl Model {
    /// What it is called.
    pub fn labels(&self) -> ApiResult<Labels> {
        labels(self.label_de.clone(), self.label_en.clone())
    }

    /// As staff see it.
    pub fn field(self) -> ApiResult<CounsellingField> {
        Ok(CounsellingField {
            id: self.id,
            labels: labels(self.label_de, self.label_en)?,
            active: self.active,
            position: self.position,
            version: self.version,
        })
    }
}

/// What something is called, out of its two columns.
pub fn labels(de: String, en: String) -> ApiResult<Labels> {
    Ok(Labels {
        de: de.try_into().map_err(ApiError::internal)?,
        en: en.try_into().map_err(ApiError::internal)?,
    })
}
