//! Forgetting what has been kept long enough, and seeing to it that every facility has its nightly
//! routine.

use super::{
    NewJob, enqueue,
    entity::{JobKind, JobState, Model},
    put_back,
    worker::Outcome,
};
use crate::{
    ApiResult, account_links, accounts, attachments, blobs, bookings, deletion_routine, events,
    idempotency, mail_requests, open_door, outgoing_mails, proofs_of_work, state::State,
    waiting_list, webhooks,
};
use chrono::{DateTime, TimeDelta, Utc};
use sea_orm::DatabaseConnection;
use serde_json::Value;

/// Hours between two rounds.
const EVERY_HOURS: i64 = 1;

/// Makes sure that there are rounds. Several servers may do so at once.
pub async fn ensure_housekeeping(db: &DatabaseConnection, now: DateTime<Utc>) -> ApiResult<()> {
    let job = NewJob {
        facility: None,
        kind: JobKind::Housekeeping,
        payload: Value::Null,
        unique_key: Some("housekeeping".into()),
        run_at: now,
    };
    enqueue(db, job).await
}

/// One round; the next one is due in an hour.
pub async fn attempt(state: &State, job: &Model) -> ApiResult<Outcome> {
    let (db, now) = (&state.db, state.clock.now());
    let sessions = accounts::forget_old(db, now).await?;
    let events = events::forget_old(db, now).await?;
    let answers = idempotency::forget_old(db, now).await?;
    let mails = outgoing_mails::forget_old(db, now).await?;
    let links = account_links::forget_old(db, now).await?;
    let told = webhooks::forget_old(db, now).await?;
    let proofs = proofs_of_work::forget_old(db, now).await?;
    deletion_routine::ensure_routines(db, now).await?;
    mail_requests::ensure_rounds(db, now).await?;
    open_door::ensure_rounds(db, now).await?;
    let unsent = attachments::operations::forget_abandoned(state, now).await?;
    bookings::taking::forget_run_out(state, now).await?;
    waiting_list::ensure_rounds(db, now).await?;
    let uploads = blobs::doom_abandoned(state, now).await?;
    tracing::info!(
        sessions,
        events,
        answers,
        mails,
        links,
        told,
        proofs,
        unsent,
        uploads,
        "forgotten"
    );
    let next = now + TimeDelta::hours(EVERY_HOURS);
    put_back(db, job, next, (JobState::Waiting, 0, None)).await?;
    Ok(Outcome::Done)
}
