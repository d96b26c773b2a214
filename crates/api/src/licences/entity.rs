//! The table of requests for more licences. The volume itself is the facility's.
#![expect(
    clippy::disallowed_methods,
    reason = "what the derive writes; we start from a scope"
)]

use crate::{counselors::entity as counselor, crypto::Sealed, scope::Tenant};
use domain::{
    ids::{CounselorId, FacilityId, LicenceRequestId},
    licences::LicenceRequestStatus,
};
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "licence_requests")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: LicenceRequestId,
    pub facility_id: FacilityId,
    pub counselor_id: CounselorId,
    /// How many are needed in total.
    pub volume: i32,
    /// Contact person, their e-mail address and the remark.
    pub sealed_details: Sealed,
    pub status: LicenceRequestStatus,
    pub created_at: DateTimeUtc,
    pub granted_at: Option<DateTimeUtc>,
    #[sea_orm(belongs_to, from = "counselor_id", to = "id")]
    pub counselor: HasOne<counselor::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}

impl Tenant for Entity {
    const FACILITY: Column = Column::FacilityId;
}
