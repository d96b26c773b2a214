//! Which counselling fields a counselor counsels on.
#![expect(
    clippy::disallowed_methods,
    reason = "what the derive writes; we start from a scope"
)]

use crate::scope::Tenant;
use domain::ids::{CounsellingFieldId, CounselorId, FacilityId};
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "counselor_counselling_fields")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub counselor_id: CounselorId,
    #[sea_orm(primary_key, auto_increment = false)]
    pub counselling_field_id: CounsellingFieldId,
    pub facility_id: FacilityId,
}

impl ActiveModelBehavior for ActiveModel {}

impl Tenant for Entity {
    const FACILITY: Column = Column::FacilityId;
}
