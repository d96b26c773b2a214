//! One attempt at telling one thing.

use super::{
    entity::{self, delivery},
    log::give_up_waiting,
    sender::{Call, Outcome as Answer},
    signing::signatures,
};
use crate::{
    ApiError, ApiResult,
    crypto::column::{WEBHOOK_OLD_SECRET, WEBHOOK_SECRET, WEBHOOK_URL},
    database,
    jobs::{Outcome, entity as job, entity::JobState, finish, is_still_held, put_back},
    outgoing_mails::{self, Told},
    scope::Scope,
    state::State,
};
use chrono::{DateTime, TimeDelta, Utc};
use delivery::{Column, Entity, Model};
use domain::{
    ids::WebhookDeliveryId,
    jobs::{is_last, pause_after},
    outgoing_mails::MailTemplate,
    webhooks::{WebhookData, WebhookDeliveryStatus, WebhookEvent, WebhookPayload, WebhookState},
};
use sea_orm::{ColumnTrait, ConnectionTrait, ExprTrait, QueryFilter, sea_query::Expr};

/// Minutes at most for which the failure of one delivery keeps the others of its receiver from
/// being tried.
const LONGEST_BLOCK_MINUTES: i64 = 10;

/// Where admins see what is wrong.
const PATH: &str = "/settings/webhooks";

/// Tries to tell the receiver what this job is about, and notes how it went.
pub async fn attempt(state: &State, job: &job::Model) -> ApiResult<Outcome> {
    let id: Option<WebhookDeliveryId> = serde_json::from_value(job.payload.clone()).ok();
    let (Some(id), Some(facility)) = (id, job.facility_id) else {
        return Ok(Outcome::Later("payload".into()));
    };
    let scope = Scope::new(facility, state.db.clone());
    let Some((one, webhook)) = find(&scope, id).await? else {
        finish(&state.db, job).await?;
        return Ok(Outcome::Done);
    };
    let now = state.clock.now();
    if one.event != WebhookEvent::Test {
        if webhook.state != WebhookState::Active {
            // What waits while the webhook is paused gets its job when it goes on.
            finish(&state.db, job).await?;
            return Ok(Outcome::Done);
        }
        if let Some(until) = webhook.blocked_until.filter(|until| *until > now) {
            let before = (JobState::Waiting, job.attempts - 1, one.last_error);
            put_back(&state.db, job, until, before).await?;
            return Ok(Outcome::Done);
        }
    }
    if !is_still_held(&state.db, job, now).await? {
        tracing::warn!("a lease was lost before a webhook was called");
        return Ok(Outcome::Done);
    }
    let answer = call(state, &scope, &webhook, &one).await?;
    let attempted = Attempt {
        state,
        scope: &scope,
        job,
        webhook: &webhook,
        delivery: &one,
    };
    attempted.note(answer).await
}

/// Gives up a delivery whose last attempt ended before it could say how.
pub async fn give_up(state: &State, job: &job::Model, why: String) -> ApiResult<()> {
    let tx = database::begin_write(&state.db).await?;
    let id: Option<WebhookDeliveryId> = serde_json::from_value(job.payload.clone()).ok();
    if finish(&tx, job).await?
        && let (Some(id), Some(facility)) = (id, job.facility_id)
    {
        Scope::new(facility, state.db.clone())
            .update::<Entity>()
            .col_expr(Column::Status, Expr::value(WebhookDeliveryStatus::Failed))
            .col_expr(Column::Attempts, Expr::col(Column::Attempts).add(1))
            .col_expr(Column::LastError, Expr::value(why))
            .filter(Column::Id.eq(id))
            .filter(Column::Status.eq(WebhookDeliveryStatus::Waiting))
            .exec(&tx)
            .await?;
    }
    tx.commit().await?;
    Ok(())
}

/// What waits, and for whom.
async fn find(scope: &Scope, id: WebhookDeliveryId) -> ApiResult<Option<(Model, entity::Model)>> {
    let delivery = scope
        .find::<Entity>()
        .filter(Column::Id.eq(id))
        .filter(Column::Status.eq(WebhookDeliveryStatus::Waiting))
        .one(scope.db())
        .await?;
    let Some(delivery) = delivery else {
        return Ok(None);
    };
    let webhook = scope
        .find::<entity::Entity>()
        .filter(entity::Column::Id.eq(delivery.webhook_id))
        .one(scope.db())
        .await?;
    Ok(webhook.map(|webhook| (delivery, webhook)))
}

/// Calls the receiver.
async fn call(
    state: &State,
    scope: &Scope,
    webhook: &entity::Model,
    delivery: &Model,
) -> ApiResult<Answer> {
    let (keys, now) = (state.keyring.facility(scope).await?, state.clock.now());
    let url = keys.open(WEBHOOK_URL, webhook.id.0, &webhook.sealed_url)?;
    let url = String::from_utf8(url).map_err(ApiError::internal)?;
    let mut secrets = vec![keys.open(WEBHOOK_SECRET, webhook.id.0, &webhook.sealed_secret)?];
    if let Some(old) = &webhook.sealed_old_secret
        && webhook.old_secret_until.is_some_and(|until| until > now)
    {
        secrets.push(keys.open(WEBHOOK_OLD_SECRET, webhook.id.0, old)?);
    }
    let payload = WebhookPayload {
        event: delivery.event,
        timestamp: delivery.created_at,
        data: WebhookData {
            kind: delivery.record_kind,
            id: delivery.record_id,
        },
    };
    let body = serde_json::to_vec(&payload).map_err(ApiError::internal)?;
    let (id, timestamp) = (delivery.id.to_string(), now.timestamp());
    let signatures = signatures(&secrets, &id, timestamp, &body);
    let call = Call {
        url: &url,
        id: &id,
        timestamp,
        signatures: &signatures,
        body,
    };
    Ok(state.webhooks.call(call).await)
}

/// One that was made.
struct Attempt<'a> {
    state: &'a State,
    scope: &'a Scope,
    job: &'a job::Model,
    webhook: &'a entity::Model,
    delivery: &'a Model,
}

impl Attempt<'_> {
    /// Notes how it went. A job that is over leaves the list in the same transaction; with its
    /// lease lost, another worker has the say, but for what nobody can undo: that it was taken.
    async fn note(&self, answer: Answer) -> ApiResult<Outcome> {
        let (status, http, why) = match &answer {
            Answer::Taken(http) => (WebhookDeliveryStatus::Delivered, Some(*http), None),
            Answer::Gone => (
                WebhookDeliveryStatus::Failed,
                Some(reqwest::StatusCode::GONE),
                Some("http 410".to_owned()),
            ),
            Answer::Failed(http, why) => {
                let status = if is_last(self.job.attempts) || self.is_test() {
                    WebhookDeliveryStatus::Failed
                } else {
                    WebhookDeliveryStatus::Waiting
                };
                (status, *http, Some(why.clone()))
            }
        };
        let now = self.state.clock.now();
        let tx = database::begin_write(&self.state.db).await?;
        let held = match status {
            WebhookDeliveryStatus::Waiting => is_still_held(&tx, self.job, now).await?,
            _ => finish(&tx, self.job).await?,
        };
        if !held {
            tracing::warn!("a lease was lost while a webhook was called");
            if status != WebhookDeliveryStatus::Delivered {
                return Ok(Outcome::Done);
            }
        }
        self.scope
            .update::<Entity>()
            .col_expr(Column::Status, Expr::value(status))
            .col_expr(Column::Attempts, Expr::col(Column::Attempts).add(1))
            .col_expr(
                Column::HttpStatus,
                Expr::value(http.map(|one| i32::from(one.as_u16()))),
            )
            .col_expr(Column::LastError, Expr::value(why.clone()))
            .col_expr(Column::TriedAt, Expr::value(Some(now)))
            .filter(Column::Id.eq(self.delivery.id))
            .filter(Column::Status.eq(WebhookDeliveryStatus::Waiting))
            .exec(&tx)
            .await?;
        let told = self.note_of_receiver(&tx, &answer, now).await?;
        tx.commit().await?;
        let disabled = told.is_some();
        if let Some(told) = told {
            told.pass_on(self.state, self.scope);
        }
        Ok(match (status, why) {
            (WebhookDeliveryStatus::Waiting, Some(why)) if !disabled => Outcome::Later(why),
            (WebhookDeliveryStatus::Waiting, _) => {
                finish(&self.state.db, self.job).await?;
                Outcome::Done
            }
            _ => Outcome::Done,
        })
    }

    fn is_test(&self) -> bool {
        self.delivery.event == WebhookEvent::Test
    }

    /// What the attempt says about the receiver. If it is told nothing any more, answers who was
    /// told so.
    async fn note_of_receiver(
        &self,
        tx: &impl ConnectionTrait,
        answer: &Answer,
        now: DateTime<Utc>,
    ) -> ApiResult<Option<Told>> {
        let before = self.webhook;
        let (failures, since, until, after) = match answer {
            Answer::Taken(_) => (0, None, None, before.state),
            // To try something out changes nothing but for the better.
            _ if self.is_test() => return Ok(None),
            Answer::Gone => (1, Some(now), None, WebhookState::Gone),
            Answer::Failed(..) => {
                let (failures, since) = (before.failures + 1, before.failing_since.unwrap_or(now));
                let pause = pause_after(failures, rand::random());
                let pause = pause.min(TimeDelta::minutes(LONGEST_BLOCK_MINUTES));
                let after = WebhookState::after_failure(since, now);
                (failures, Some(since), Some(now + pause), after)
            }
        };
        if failures == 0 && before.failures == 0 {
            // As it was.
            return Ok(None);
        }
        let disabled = before.state == WebhookState::Active && !after.hears();
        let changed = self
            .scope
            .update::<entity::Entity>()
            .col_expr(entity::Column::State, Expr::value(after))
            .col_expr(entity::Column::Failures, Expr::value(failures))
            .col_expr(entity::Column::FailingSince, Expr::value(since))
            .col_expr(entity::Column::BlockedUntil, Expr::value(until))
            .filter(entity::Column::Id.eq(before.id))
            // Whoever has paused it meanwhile, or changed where it leads, has the say.
            .filter(entity::Column::State.eq(before.state))
            .filter(entity::Column::Version.eq(before.version))
            .exec(tx)
            .await?;
        if !disabled || changed.rows_affected == 0 {
            return Ok(None);
        }
        give_up_waiting(self.scope, tx, before.id).await?;
        let about = (MailTemplate::WebhookDisabled, PATH);
        let by = (self.state, self.scope);
        let told = outgoing_mails::tell_admins(by, tx, about).await?;
        Ok(Some(told))
    }
}
