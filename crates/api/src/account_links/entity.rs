//! The table of links. A link that was used, or replaced by a newer one, is gone.
#![expect(
    clippy::disallowed_methods,
    reason = "what the derive writes; we start from a scope"
)]

use crate::scope::Tenant;
use domain::{
    account_links::LinkPurpose,
    ids::{AccountLinkId, ClientId, CounselorId, FacilityId},
};
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "account_links")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: AccountLinkId,
    pub facility_id: FacilityId,
    /// Whose password it sets; exactly one of the two is set.
    pub counselor_id: Option<CounselorId>,
    pub client_id: Option<ClientId>,
    pub purpose: LinkPurpose,
    pub created_at: DateTimeUtc,
    pub expires_at: DateTimeUtc,
}

impl ActiveModelBehavior for ActiveModel {}

impl Tenant for Entity {
    const FACILITY: Column = Column::FacilityId;
}
