//! Writing down what webhooks are to be told, and forgetting it.

use super::entity::{self, delivery};
use crate::{
    ApiResult,
    jobs::{NewJob, enqueue, entity::JobKind},
    scope::Scope,
};
use chrono::{DateTime, TimeDelta, Utc};
use domain::{
    audit::{AuditAction, AuditRecord},
    ids::{FacilityId, WebhookDeliveryId, WebhookId},
    webhooks::{KEPT_DAYS, WebhookDeliveryStatus, WebhookEvent, WebhookState},
};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, DatabaseConnection, EntityTrait, QueryFilter,
    sea_query::Expr,
};
use serde_json::json;
use uuid::Uuid;

/// Writes down what was done for each webhook that is told of it, within the transaction that did
/// it. A worker looks every few seconds, so nobody needs to be woken.
pub async fn note(
    tx: &impl ConnectionTrait,
    scope: &Scope,
    (action, record): (AuditAction, Option<AuditRecord>),
    now: DateTime<Utc>,
) -> ApiResult<()> {
    let Some(event) = WebhookEvent::of(action) else {
        return Ok(());
    };
    let hearing = [WebhookState::Active, WebhookState::Paused];
    let hearing = scope
        .find::<entity::Entity>()
        .filter(entity::Column::State.is_in(hearing))
        .all(tx)
        .await?;
    for webhook in hearing {
        if !webhook.events()?.contains(event) {
            continue;
        }
        let id = insert(tx, &webhook, (event, record), now).await?;
        if webhook.state == WebhookState::Active {
            enqueue(tx, job(webhook.facility_id, id, now)).await?;
        }
    }
    Ok(())
}

/// Writes one down.
#[expect(clippy::disallowed_methods, reason = "a new row gets its id")]
pub async fn insert(
    tx: &impl ConnectionTrait,
    webhook: &entity::Model,
    (event, record): (WebhookEvent, Option<AuditRecord>),
    now: DateTime<Utc>,
) -> ApiResult<WebhookDeliveryId> {
    let id = WebhookDeliveryId(Uuid::now_v7());
    let model = delivery::ActiveModel {
        id: Set(id),
        facility_id: Set(webhook.facility_id),
        webhook_id: Set(webhook.id),
        event: Set(event),
        record_kind: Set(record.map(|one| one.kind)),
        record_id: Set(record.map(|one| one.id)),
        status: Set(WebhookDeliveryStatus::Waiting),
        attempts: Set(0),
        http_status: Set(None),
        last_error: Set(None),
        created_at: Set(now),
        tried_at: Set(None),
    };
    delivery::Entity::insert(model)
        .exec_without_returning(tx)
        .await?;
    Ok(id)
}

/// The work of one delivery.
pub fn job(facility: FacilityId, id: WebhookDeliveryId, now: DateTime<Utc>) -> NewJob {
    NewJob {
        facility: Some(facility),
        kind: JobKind::DeliverWebhook,
        payload: json!(id),
        unique_key: Some(format!("deliver_webhook {id}")),
        run_at: now,
    }
}

/// Gives up what was waiting for a webhook.
pub async fn give_up_waiting(
    scope: &Scope,
    tx: &impl ConnectionTrait,
    webhook: WebhookId,
) -> ApiResult<()> {
    let failed = WebhookDeliveryStatus::Failed;
    scope
        .update::<delivery::Entity>()
        .col_expr(delivery::Column::Status, Expr::value(failed))
        .filter(delivery::Column::WebhookId.eq(webhook))
        .filter(delivery::Column::Status.eq(WebhookDeliveryStatus::Waiting))
        .exec(tx)
        .await?;
    Ok(())
}

/// Forgets what was told of a record that is erased, within the transaction that erases it. That it
/// is erased is written down afterwards: other programs have to know of what.
pub async fn forget_record(
    scope: &Scope,
    tx: &impl ConnectionTrait,
    record: Uuid,
) -> ApiResult<()> {
    scope
        .delete::<delivery::Entity>()
        .filter(delivery::Column::RecordId.eq(record))
        .exec(tx)
        .await?;
    Ok(())
}

/// Forgets what was told long ago, of all facilities. Answers how much.
#[expect(
    clippy::disallowed_methods,
    reason = "housekeeping is about every facility"
)]
pub async fn forget_old(db: &DatabaseConnection, now: DateTime<Utc>) -> ApiResult<u64> {
    let gone = delivery::Entity::delete_many()
        .filter(delivery::Column::CreatedAt.lt(now - TimeDelta::days(KEPT_DAYS)))
        .exec(db)
        .await?;
    Ok(gone.rows_affected)
}
