//! The table of what they are told.

use crate::scope::Tenant;
use domain::{
    audit::RecordKind,
    ids::{FacilityId, WebhookDeliveryId, WebhookId},
    webhooks::{WebhookDelivery, WebhookDeliveryStatus, WebhookEvent},
};
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "webhook_deliveries")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: WebhookDeliveryId,
    pub facility_id: FacilityId,
    pub webhook_id: WebhookId,
    pub event: WebhookEvent,
    pub record_kind: Option<RecordKind>,
    pub record_id: Option<Uuid>,
    pub status: WebhookDeliveryStatus,
    pub attempts: i32,
    /// What the receiver answered last; never more of its answer.
    pub http_status: Option<i32>,
    /// What went wrong last, in technical terms.
    pub last_error: Option<String>,
    pub created_at: DateTimeUtc,
    pub tried_at: Option<DateTimeUtc>,
}

impl ActiveModelBehavior for ActiveModel {}

impl Tenant for Entity {
    const FACILITY: Column = Column::FacilityId;
}

impl Model {
    /// As admins see it.
    pub fn delivery(self) -> WebhookDelivery {
        WebhookDelivery {
            id: self.id,
            event: self.event,
            record_id: self.record_id,
            status: self.status,
            attempts: self.attempts,
            http_status: self.http_status.and_then(|one| one.try_into().ok()),
            last_error: self.last_error,
            created_at: self.created_at,
            tried_at: self.tried_at,
        }
    }
}
