//! The table of webhooks.
#![expect(
    clippy::disallowed_methods,
    reason = "what the derive writes; we start from a scope"
)]

pub mod delivery;

use crate::{ApiError, ApiResult, crypto::Sealed, scope::Tenant};
use domain::{
    ids::{FacilityId, WebhookId},
    version::Version,
    webhooks::{WebhookEvents, WebhookState},
};
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "webhooks")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: WebhookId,
    pub facility_id: FacilityId,
    pub name: String,
    pub sealed_url: Sealed,
    /// Their names, with spaces between.
    pub events: String,
    pub sealed_secret: Sealed,
    /// The one before, as long as it signs as well.
    pub sealed_old_secret: Option<Sealed>,
    pub old_secret_until: Option<DateTimeUtc>,
    pub state: WebhookState,
    /// Attempts that failed since the last one that did not.
    pub failures: i32,
    pub failing_since: Option<DateTimeUtc>,
    /// Until when nothing else is tried, so that a receiver that is silent keeps no worker busy.
    pub blocked_until: Option<DateTimeUtc>,
    pub created_at: DateTimeUtc,
    pub version: Version,
}

impl ActiveModelBehavior for ActiveModel {}

impl Tenant for Entity {
    const FACILITY: Column = Column::FacilityId;
}

impl Model {
    /// What it is told of.
    pub fn events(&self) -> ApiResult<WebhookEvents> {
        self.events.parse().map_err(ApiError::internal)
    }
}
