//! The table of master-data fields.
#![expect(
    clippy::disallowed_methods,
    reason = "what the derive writes; we start from a scope"
)]

use crate::{
    ApiError, ApiResult, counselling_fields::entity::labels, ordered_fields::OrderedField,
    scope::Tenant,
};
use domain::{
    ids::{FacilityId, MasterDataFieldId},
    master_data_fields::{MasterDataField, MasterDataKind},
    version::Version,
};
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "master_data_fields")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: MasterDataFieldId,
    pub facility_id: FacilityId,
    pub label_de: String,
    pub label_en: String,
    pub kind: MasterDataKind,
    /// What there is to choose from, as JSON.
    pub choices: String,
    pub mandatory: bool,
    pub active: bool,
    pub position: i32,
    pub version: Version,
}

impl ActiveModelBehavior for ActiveModel {}

impl Tenant for Entity {
    const FACILITY: Column = Column::FacilityId;
}

impl OrderedField for Entity {
    type Id = MasterDataFieldId;
    const ID: Column = Column::Id;
    const POSITION: Column = Column::Position;
    const VERSION: Column = Column::Version;

    fn place(model: &Model) -> (i32, MasterDataFieldId) {
        (model.position, model.id)
    }
}

impl Model {
    /// As staff see it.
    pub fn field(self) -> ApiResult<MasterDataField> {
        Ok(MasterDataField {
            id: self.id,
            labels: labels(self.label_de, self.label_en)?,
            kind: self.kind,
            choices: serde_json::from_str(&self.choices).map_err(ApiError::internal)?,
            mandatory: self.mandatory,
            active: self.active,
            position: self.position,
            version: self.version,
        })
    }
}
