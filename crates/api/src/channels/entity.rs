//! The table of what each counselor offers.
#![expect(
    clippy::disallowed_methods,
    reason = "what the derive writes; we start from a scope"
)]

use crate::{crypto::Sealed, scope::Tenant};
use domain::{
    ids::{CounselorId, FacilityId},
    version::Version,
};
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "counselor_channels")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub counselor_id: CounselorId,
    pub facility_id: FacilityId,
    /// Their names, as JSON.
    pub offered: Json,
    pub sealed_on_site_address: Option<Sealed>,
    pub sealed_phone: Option<Sealed>,
    pub version: Version,
}

impl ActiveModelBehavior for ActiveModel {}

impl Tenant for Entity {
    const FACILITY: Column = Column::FacilityId;
}
