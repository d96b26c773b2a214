//! The table of addresses. It holds none: only what proves one.
#![expect(
    clippy::disallowed_methods,
    reason = "what the derive writes; we start from a scope"
)]

use crate::{counselors::entity as counselor, scope::Tenant};
use domain::{
    calendar_feeds::{CalendarFeed, FeedContent},
    ids::{CounselorId, FacilityId},
};
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "calendar_feeds")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub counselor_id: CounselorId,
    pub facility_id: FacilityId,
    /// SHA-256 of the secret.
    #[sea_orm(unique)]
    pub secret_hash: String,
    pub shows: FeedContent,
    pub created_at: DateTimeUtc,
    #[sea_orm(belongs_to, from = "counselor_id", to = "id")]
    pub counselor: HasOne<counselor::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}

impl Tenant for Entity {
    const FACILITY: Column = Column::FacilityId;
}

impl Model {
    /// As its counselor sees it.
    pub fn feed(&self) -> CalendarFeed {
        CalendarFeed {
            shows: self.shows,
            created_at: self.created_at,
        }
    }
}
