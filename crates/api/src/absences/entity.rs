//! The table of absences. Labels are sealed under the facility's key: illness is written into them.
#![expect(
    clippy::disallowed_methods,
    reason = "what the derive writes; we start from a scope"
)]

use crate::{crypto::Sealed, scope::Tenant};
use domain::{
    ids::{AbsenceId, CounselorId, FacilityId},
    version::Version,
};
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "absences")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: AbsenceId,
    pub facility_id: FacilityId,
    pub counselor_id: CounselorId,
    pub starts_at: DateTimeUtc,
    pub ends_at: DateTimeUtc,
    /// Where whole days were said, the first.
    pub first_day: Option<Date>,
    /// And the last, included.
    pub last_day: Option<Date>,
    pub sealed_label: Sealed,
    pub version: Version,
}

impl ActiveModelBehavior for ActiveModel {}

impl Tenant for Entity {
    const FACILITY: Column = Column::FacilityId;
}
