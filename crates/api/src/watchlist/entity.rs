//! The table of watchlists.
#![expect(
    clippy::disallowed_methods,
    reason = "what the derive writes; we start from a scope"
)]

use crate::{clients::entity as client, scope::Tenant};
use domain::ids::{ClientId, CounselorId, FacilityId};
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "watchlist")]
pub struct Model {
    /// Whose list.
    #[sea_orm(primary_key, auto_increment = false)]
    pub counselor_id: CounselorId,
    #[sea_orm(primary_key, auto_increment = false)]
    pub client_id: ClientId,
    pub facility_id: FacilityId,
    pub remembered_at: DateTimeUtc,
    #[sea_orm(belongs_to, from = "client_id", to = "id")]
    pub client: HasOne<client::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}

impl Tenant for Entity {
    const FACILITY: Column = Column::FacilityId;
}
