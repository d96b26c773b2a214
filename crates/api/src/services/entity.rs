//! The table of services.
#![expect(
    clippy::disallowed_methods,
    reason = "what the derive writes; we start from a scope"
)]

use crate::scope::Tenant;
use domain::{
    channels::AppointmentChannel,
    ids::{CounsellingFieldId, CounselorId, FacilityId, ServiceId},
    version::Version,
};
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "services")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: ServiceId,
    pub facility_id: FacilityId,
    /// Whose own it is; the facility's is nobody's.
    pub counselor_id: Option<CounselorId>,
    pub name: String,
    pub duration_minutes: i16,
    pub follow_up_minutes: i16,
    pub channel: AppointmentChannel,
    pub counselling_field_id: Option<CounsellingFieldId>,
    pub description: String,
    pub confirmed_at_once: bool,
    pub version: Version,
}

impl ActiveModelBehavior for ActiveModel {}

impl Tenant for Entity {
    const FACILITY: Column = Column::FacilityId;
}
