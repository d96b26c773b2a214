//! One function per operation.

use super::{
    entity::{ActiveModel, Column, Entity, Model, delivery},
    log,
};
use crate::{
    ApiError, ApiResult,
    caller::Caller,
    change::Change,
    crypto::{
        FacilityKeys,
        column::{WEBHOOK_OLD_SECRET, WEBHOOK_SECRET, WEBHOOK_URL},
    },
    extract::{next_page, read_cursor},
    facility,
    jobs::enqueue,
};
use base64::{Engine, engine::general_purpose::STANDARD};
use chrono::TimeDelta;
use domain::{
    access::{Action, Relation},
    audit::{AuditAction, AuditRecord},
    ids::{WebhookDeliveryId, WebhookId},
    page::Page,
    problem::{FieldCode, FieldError, ProblemCode},
    text::WebhookUrl,
    version::Version,
    webhooks::{
        MAX_WEBHOOKS, OLD_SECRET_HOURS, SECRET_PREFIX, Webhook, WebhookCreate, WebhookDelivery,
        WebhookDeliveryQuery, WebhookDeliveryStatus, WebhookEvent, WebhookQuery, WebhookSecret,
        WebhookState, WebhookUpdate,
    },
};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, PaginatorTrait,
    QueryFilter, QueryOrder, QuerySelect, sea_query::Expr,
};
use uuid::Uuid;

/// The facility's webhooks, oldest first.
pub async fn list_webhooks(caller: &Caller, query: WebhookQuery) -> ApiResult<Page<Webhook>> {
    caller.check(Action::ListWebhooks, Relation::Common)?;
    let rows = query.limit.unwrap_or_default().rows();
    let mut select = caller.scope().find::<Entity>();
    if let Some(after) = &query.after {
        let id: WebhookId = read_cursor(after)?;
        select = select.filter(Column::Id.gt(id));
    }
    let mut models = select
        .order_by_asc(Column::Id)
        .limit(rows + 1)
        .all(caller.db())
        .await?;
    let next = next_page(&mut models, rows, |last| last.id)?;
    let keys = caller.keys().await?;
    let items = models.into_iter().map(|model| show(&keys, model));
    Ok(Page {
        items: items.collect::<ApiResult<_>>()?,
        next,
    })
}

/// Makes a webhook. Its secret is kept sealed, since everything that is sent is signed with it, and
/// shown this once.
#[expect(clippy::disallowed_methods, reason = "a new row gets its id")]
pub async fn create_webhook(caller: &Caller, body: WebhookCreate) -> ApiResult<WebhookSecret> {
    caller.check(Action::CreateWebhook, Relation::Common)?;
    check_address(caller, &body.url)?;
    let (keys, id) = (caller.keys().await?, WebhookId(Uuid::now_v7()));
    let mut change = Change::begin(caller, AuditAction::CreateWebhook).await?;
    // So that no two make the last one.
    facility::operations::lock(change.tx(), caller.facility()).await?;
    let present = caller.scope().find::<Entity>().count(change.tx()).await?;
    if present >= MAX_WEBHOOKS {
        return Err(ProblemCode::LimitReached.into());
    }
    let secret: [u8; 32] = rand::random();
    let model = Model {
        id,
        facility_id: caller.facility(),
        name: body.name.into(),
        sealed_url: keys.seal(WEBHOOK_URL, id.0, body.url.as_str().as_bytes())?,
        events: body.events.to_string(),
        sealed_secret: keys.seal(WEBHOOK_SECRET, id.0, &secret)?,
        sealed_old_secret: None,
        old_secret_until: None,
        state: WebhookState::Active,
        failures: 0,
        failing_since: None,
        blocked_until: None,
        created_at: caller.now(),
        version: Version::FIRST,
    };
    Entity::insert(model.clone().into_active_model())
        .exec_without_returning(change.tx())
        .await?;
    change.on(id);
    change.commit().await?;
    Ok(WebhookSecret {
        secret: written(&secret),
        webhook: show(&keys, model)?,
    })
}

/// One webhook.
pub async fn read_webhook(caller: &Caller, id: WebhookId) -> ApiResult<Webhook> {
    let found = find(caller, id, Action::ReadWebhook, caller.db()).await?;
    show(&*caller.keys().await?, found)
}

/// Changes a webhook, if nobody else has since `version`.
pub async fn update_webhook(
    caller: &Caller,
    id: WebhookId,
    version: Version,
    body: WebhookUpdate,
) -> ApiResult<Webhook> {
    let change = Change::begin(caller, AuditAction::UpdateWebhook).await?;
    find(caller, id, Action::UpdateWebhook, change.tx()).await?;
    let keys = caller.keys().await?;
    let mut columns = ActiveModel::default();
    if let Some(name) = body.name {
        columns.name = Set(name.into());
    }
    if let Some(url) = body.url {
        check_address(caller, &url)?;
        columns.sealed_url = Set(keys.seal(WEBHOOK_URL, id.0, url.as_str().as_bytes())?);
        // What was wrong with the old address says nothing about the new one.
        columns.failures = Set(0);
        columns.failing_since = Set(None);
        columns.blocked_until = Set(None);
    }
    if let Some(events) = body.events {
        columns.events = Set(events.to_string());
    }
    let model = write(&change, (id, version), columns).await?;
    finish(change, &keys, model).await
}

/// Deletes a webhook with its log; what waits is not told any more.
pub async fn delete_webhook(caller: &Caller, id: WebhookId) -> ApiResult<()> {
    let mut change = Change::begin(caller, AuditAction::DeleteWebhook).await?;
    find(caller, id, Action::DeleteWebhook, change.tx()).await?;
    caller
        .scope()
        .delete::<Entity>()
        .filter(Column::Id.eq(id))
        .exec(change.tx())
        .await?;
    change.on(id);
    change.commit().await
}

/// Pauses a webhook.
pub async fn pause_webhook(caller: &Caller, id: WebhookId) -> ApiResult<Webhook> {
    let change = Change::begin(caller, AuditAction::PauseWebhook).await?;
    let before = find(caller, id, Action::PauseWebhook, change.tx()).await?;
    if before.state != WebhookState::Active {
        return Err(ProblemCode::Conflict.into());
    }
    let columns = ActiveModel {
        state: Set(WebhookState::Paused),
        ..Default::default()
    };
    let model = write(&change, (id, before.version), columns).await?;
    finish(change, &*caller.keys().await?, model).await
}

/// Has a webhook told again, whatever it was that stopped it: first of all what waits.
pub async fn resume_webhook(caller: &Caller, id: WebhookId) -> ApiResult<Webhook> {
    let mut change = Change::begin(caller, AuditAction::ResumeWebhook).await?;
    let before = find(caller, id, Action::ResumeWebhook, change.tx()).await?;
    if before.state == WebhookState::Active {
        return Err(ProblemCode::Conflict.into());
    }
    let columns = ActiveModel {
        state: Set(WebhookState::Active),
        failures: Set(0),
        failing_since: Set(None),
        blocked_until: Set(None),
        ..Default::default()
    };
    let model = write(&change, (id, before.version), columns).await?;
    let waiting: Vec<WebhookDeliveryId> = caller
        .scope()
        .find::<delivery::Entity>()
        .select_only()
        .column(delivery::Column::Id)
        .filter(delivery::Column::WebhookId.eq(id))
        .filter(delivery::Column::Status.eq(WebhookDeliveryStatus::Waiting))
        .order_by_asc(delivery::Column::Id)
        .into_tuple()
        .all(change.tx())
        .await?;
    for one in waiting {
        enqueue(change.tx(), log::job(caller.facility(), one, caller.now())).await?;
    }
    change.wake_worker();
    finish(change, &*caller.keys().await?, model).await
}

/// Gives a webhook a new secret. The old one signs as well for a day.
pub async fn rotate_webhook_secret(caller: &Caller, id: WebhookId) -> ApiResult<WebhookSecret> {
    let change = Change::begin(caller, AuditAction::RotateWebhookSecret).await?;
    let before = find(caller, id, Action::RotateWebhookSecret, change.tx()).await?;
    let (keys, secret) = (caller.keys().await?, rand::random::<[u8; 32]>());
    let old = keys.open(WEBHOOK_SECRET, id.0, &before.sealed_secret)?;
    let until = caller.now() + TimeDelta::hours(OLD_SECRET_HOURS);
    let columns = ActiveModel {
        sealed_secret: Set(keys.seal(WEBHOOK_SECRET, id.0, &secret)?),
        sealed_old_secret: Set(Some(keys.seal(WEBHOOK_OLD_SECRET, id.0, &old)?)),
        old_secret_until: Set(Some(until)),
        ..Default::default()
    };
    let model = write(&change, (id, before.version), columns).await?;
    let webhook = finish(change, &keys, model).await?;
    Ok(WebhookSecret {
        secret: written(&secret),
        webhook,
    })
}

/// Tries a webhook out.
pub async fn test_webhook(caller: &Caller, id: WebhookId) -> ApiResult<WebhookDelivery> {
    let mut change = Change::begin(caller, AuditAction::TestWebhook).await?;
    let webhook = find(caller, id, Action::TestWebhook, change.tx()).await?;
    let what = (WebhookEvent::Test, Some(AuditRecord::from(id)));
    let delivery_id = log::insert(change.tx(), &webhook, what, caller.now()).await?;
    let job = log::job(caller.facility(), delivery_id, caller.now());
    enqueue(change.tx(), job).await?;
    let delivery = find_delivery(caller, delivery_id, change.tx()).await?;
    change.wake_worker();
    change.on(id);
    change.commit().await?;
    Ok(delivery.delivery())
}

/// What a webhook was told, newest first.
pub async fn list_webhook_deliveries(
    caller: &Caller,
    id: WebhookId,
    query: WebhookDeliveryQuery,
) -> ApiResult<Page<WebhookDelivery>> {
    find(caller, id, Action::ListWebhookDeliveries, caller.db()).await?;
    let rows = query.limit.unwrap_or_default().rows();
    let mut select = caller
        .scope()
        .find::<delivery::Entity>()
        .filter(delivery::Column::WebhookId.eq(id));
    if let Some(status) = query.status {
        select = select.filter(delivery::Column::Status.eq(status));
    }
    if let Some(after) = &query.after {
        let id: WebhookDeliveryId = read_cursor(after)?;
        select = select.filter(delivery::Column::Id.lt(id));
    }
    let mut models = select
        .order_by_desc(delivery::Column::Id)
        .limit(rows + 1)
        .all(caller.db())
        .await?;
    let next = next_page(&mut models, rows, |last| last.id)?;
    let items = models.into_iter().map(delivery::Model::delivery).collect();
    Ok(Page { items, next })
}

/// Has something told again, under the same id.
pub async fn send_webhook_delivery_again(caller: &Caller, id: WebhookDeliveryId) -> ApiResult<()> {
    caller.check(Action::SendWebhookDeliveryAgain, Relation::Common)?;
    let mut change = Change::begin(caller, AuditAction::SendWebhookDeliveryAgain).await?;
    let known = find_delivery(caller, id, change.tx()).await?;
    let action = Action::SendWebhookDeliveryAgain;
    let webhook = find(caller, known.webhook_id, action, change.tx()).await?;
    if webhook.state != WebhookState::Active {
        return Err(ProblemCode::Conflict.into());
    }
    let waiting = WebhookDeliveryStatus::Waiting;
    let changed = caller
        .scope()
        .update::<delivery::Entity>()
        .col_expr(delivery::Column::Status, Expr::value(waiting))
        .filter(delivery::Column::Id.eq(id))
        .filter(delivery::Column::Status.ne(waiting))
        .exec(change.tx())
        .await?;
    if changed.rows_affected == 0 {
        return Err(ProblemCode::Conflict.into());
    }
    enqueue(change.tx(), log::job(caller.facility(), id, caller.now())).await?;
    change.wake_worker();
    change.on(webhook.id);
    change.commit().await
}

/// The only way to load one: say what for.
async fn find(
    caller: &Caller,
    id: WebhookId,
    action: Action,
    db: &impl ConnectionTrait,
) -> ApiResult<Model> {
    caller.check(action, Relation::Common)?;
    let row = caller.scope().find::<Entity>().filter(Column::Id.eq(id));
    let found = row.one(db).await?;
    found.ok_or(ProblemCode::NotFound.into())
}

async fn find_delivery(
    caller: &Caller,
    id: WebhookDeliveryId,
    db: &impl ConnectionTrait,
) -> ApiResult<delivery::Model> {
    let row = caller
        .scope()
        .find::<delivery::Entity>()
        .filter(delivery::Column::Id.eq(id));
    row.one(db).await?.ok_or(ProblemCode::NotFound.into())
}

/// Writes these columns, if nobody else has written any since `version`.
async fn write(
    change: &Change<'_>,
    (id, version): (WebhookId, Version),
    columns: ActiveModel,
) -> ApiResult<Model> {
    let columns = ActiveModel {
        version: Set(version.next()),
        ..columns
    };
    let changed = change
        .caller()
        .scope()
        .update::<Entity>()
        .set(columns)
        .filter(Column::Id.eq(id))
        .filter(Column::Version.eq(version))
        .exec_with_returning(change.tx())
        .await?;
    let changed = changed.into_iter().next();
    changed.ok_or(ProblemCode::StaleVersion.into())
}

async fn finish(mut change: Change<'_>, keys: &FacilityKeys, model: Model) -> ApiResult<Webhook> {
    change.on(model.id);
    change.commit().await?;
    show(keys, model)
}

/// Refuses where the server may not knock.
fn check_address(caller: &Caller, url: &WebhookUrl) -> ApiResult<()> {
    if caller.state().webhooks.accepts(url.as_str()) {
        return Ok(());
    }
    Err(ApiError::Field {
        pointer: "/url".into(),
        error: FieldError::new(FieldCode::NotPublic),
    })
}

/// A secret as receivers take it.
fn written(secret: &[u8]) -> String {
    format!("{SECRET_PREFIX}{}", STANDARD.encode(secret))
}

fn show(keys: &FacilityKeys, model: Model) -> ApiResult<Webhook> {
    let url = keys.open(WEBHOOK_URL, model.id.0, &model.sealed_url)?;
    Ok(Webhook {
        id: model.id,
        events: model.events()?,
        name: model.name,
        url: String::from_utf8(url).map_err(ApiError::internal)?,
        state: model.state,
        failing_since: model.failing_since,
        old_secret_until: model.old_secret_until,
        created_at: model.created_at,
        version: model.version,
    })
}
