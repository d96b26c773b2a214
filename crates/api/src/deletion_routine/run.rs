//! One night's run: client by client, each in a transaction of its own. Killed at any moment, it
//! has done what it has counted and goes on with the rest; run twice, it finds nothing.

use super::{
    operations::{due, gone, of},
    protocol::note_of_routine,
    sweep::{Kind, Sweep},
};
use crate::{
    ApiResult, accounts,
    audit::{self, By},
    clients::{entity as client, erasure},
    crypto::FacilityKeys,
    database, events, facility,
    jobs::{
        NewJob, Outcome, enqueue,
        entity::{JobKind, JobState, Model as Job},
        put_back,
    },
    scope::Scope,
    sessions::ended,
    state::State,
};
use chrono::{DateTime, Days, NaiveTime, TimeZone, Utc};
use chrono_tz::Tz;
use domain::{
    audit::AuditAction,
    clients::ClientStatus,
    deletion_routine::{ErasedCounts, HOUR, Retention},
    ids::ClientId,
};
use sea_orm::{
    ColumnTrait, Condition, DatabaseConnection, DatabaseTransaction, ExprTrait, QueryFilter,
    QueryOrder, QuerySelect, sea_query::Expr,
};
use serde_json::Value;
use std::sync::Arc;

/// Clients that one attempt takes on, so that it ends well before its lease.
const BATCH: u64 = 100;

/// Makes sure that every facility has its nights. Several servers may do so at once.
pub async fn ensure_routines(db: &DatabaseConnection, now: DateTime<Utc>) -> ApiResult<()> {
    for facility in facility::operations::list_facilities(db).await? {
        let job = NewJob {
            facility: Some(facility.id),
            kind: JobKind::DeletionRoutine,
            payload: Value::Null,
            unique_key: Some(format!("deletion_routine {}", facility.id)),
            run_at: next_night(facility.zone()?, now),
        };
        enqueue(db, job).await?;
    }
    Ok(())
}

/// The next time that it is [`HOUR`] there.
fn next_night(zone: Tz, now: DateTime<Utc>) -> DateTime<Utc> {
    let today = now.with_timezone(&zone).date_naive();
    let hour = NaiveTime::from_hms_opt(HOUR, 0, 0).unwrap_or_default();
    // Today, tomorrow, and one more day should the clocks skip the hour tomorrow.
    let nights = (0..=2).filter_map(|days| {
        let night = today.checked_add_days(Days::new(days))?.and_time(hour);
        zone.from_local_datetime(&night).earliest()
    });
    let mut nights = nights.map(|night| night.to_utc());
    nights
        .find(|night| *night > now)
        .unwrap_or(now + Days::new(1))
}

/// What a run goes by.
struct Run<'a> {
    state: &'a State,
    scope: Scope,
    keys: Arc<FacilityKeys>,
    /// Which night it is.
    name: String,
}

/// One attempt. What it does not get done, the next one does right after.
pub async fn attempt(state: &State, job: &Job) -> ApiResult<Outcome> {
    let Some(id) = job.facility_id else {
        return Ok(Outcome::Later("facility".into()));
    };
    let (db, now) = (&state.db, state.clock.now());
    let facility = facility::operations::by_id(db, id).await?;
    let (routine, zone) = (of(&facility)?, facility.zone()?);
    let scope = Scope::new(id, db.clone());
    let run = Run {
        state,
        keys: state.keyring.facility(&scope).await?,
        scope,
        name: format!("night {}", now.with_timezone(&zone).date_naive()),
    };
    let due = due(routine.erase_deleted_clients_after_days.cutoff(now));
    let erased = run.erase(&due).await?;
    let marked = match routine.mark_inactive_clients_after_months {
        Some(months) => run.mark(&gone(months.cutoff(now))).await?,
        None => 0,
    };
    let (swept, swept_all) = run.sweep(routine.retention(), now).await?;
    if erased + swept > 0 {
        database::forget_erased(db).await?;
        state.hub.wake(id);
        state.work.notify_one();
    }
    tracing::info!(erased, marked, swept, "deletion routine");
    let next = if erased < BATCH && marked < BATCH && swept_all {
        next_night(zone, now)
    } else {
        now
    };
    put_back(db, job, next, (JobState::Waiting, 0, None)).await?;
    Ok(Outcome::Done)
}

impl Run<'_> {
    /// The first clients of whom this holds.
    async fn some(&self, which: &Condition) -> ApiResult<Vec<ClientId>> {
        Ok(self
            .scope
            .find::<client::Entity>()
            .filter(which.clone())
            .select_only()
            .column(client::Column::Id)
            .order_by_asc(client::Column::Id)
            .limit(BATCH)
            .into_tuple()
            .all(self.scope.db())
            .await?)
    }

    /// Erases clients of whom this holds. Answers how many it has taken on.
    async fn erase(&self, which: &Condition) -> ApiResult<u64> {
        let clients = self.some(which).await?;
        for id in &clients {
            let tx = self.scope.begin().await?;
            // Somebody may have restored them in the meantime, or another server erased them.
            let client = self
                .scope
                .find::<client::Entity>()
                .filter(client::Column::Id.eq(*id))
                .filter(which.clone())
                .lock_exclusive()
                .one(&tx)
                .await?;
            if client.is_none() {
                continue;
            }
            let now = self.state.clock.now();
            let erasure = erasure::erase(&self.scope, &tx, *id, now).await?;
            let (counts, news) = (erasure.counts, erasure.news);
            self.note(&tx, (counts, 0), AuditAction::EraseClient, *id)
                .await?;
            for (event, audience) in &news {
                events::log(&tx, self.scope.facility(), event, audience, now).await?;
            }
            tx.commit().await?;
        }
        Ok(u64::try_from(clients.len()).unwrap_or(BATCH))
    }

    /// Deletes clients of whom this holds. Answers how many it has taken on.
    async fn mark(&self, which: &Condition) -> ApiResult<u64> {
        use client::Column;
        let clients = self.some(which).await?;
        for id in &clients {
            let (tx, now) = (self.scope.begin().await?, self.state.clock.now());
            let marked = self
                .scope
                .update::<client::Entity>()
                .col_expr(Column::Status, Expr::value(ClientStatus::Deleted))
                .col_expr(Column::DeletedAt, Expr::value(now))
                .col_expr(Column::Version, Expr::col(Column::Version).add(1))
                .filter(Column::Id.eq(*id))
                .filter(which.clone())
                .exec(&tx)
                .await?;
            if marked.rows_affected == 0 {
                continue;
            }
            let ended = accounts::end_sessions_of_client(&self.scope, *id, now, &tx).await?;
            ended::announce(&tx, ended.iter().map(|session| session.0)).await?;
            let none = ErasedCounts::default();
            self.note(&tx, (none, 1), AuditAction::DeleteClient, *id)
                .await?;
            tx.commit().await?;
            for session in ended {
                self.state.ended.tell(session.0);
            }
        }
        Ok(u64::try_from(clients.len()).unwrap_or(BATCH))
    }

    /// Erases some of each kind that was kept for long enough. Answers how many it has taken on, and
    /// whether that was all.
    async fn sweep(&self, retention: Retention, now: DateTime<Utc>) -> ApiResult<(u64, bool)> {
        let (mut taken_on, mut all) = (0, true);
        for kind in Kind::ALL {
            let Some(cutoff) = kind.cutoff(retention, now) else {
                continue;
            };
            let tx = self.scope.begin().await?;
            let mut sweep = Sweep::new(&self.scope, &tx, now);
            let found = kind.erase(&mut sweep, cutoff).await?;
            let (counts, news) = (sweep.counts, sweep.news);
            if !counts.is_nothing() {
                note_of_routine(&self.scope, &tx, &self.name, (counts, 0), now).await?;
                let what = (AuditAction::ApplyRetention, None);
                audit::record(&tx, &self.scope, &self.keys, By::ROUTINE, what, now).await?;
                for (event, audience) in &news {
                    events::log(&tx, self.scope.facility(), event, audience, now).await?;
                }
            }
            tx.commit().await?;
            taken_on += found;
            all &= found < Sweep::BATCH;
        }
        Ok((taken_on, all))
    }

    /// Counts it in the protocol and says it in the audit log.
    async fn note(
        &self,
        tx: &DatabaseTransaction,
        counts: (ErasedCounts, i64),
        action: AuditAction,
        client: ClientId,
    ) -> ApiResult<()> {
        let now = self.state.clock.now();
        note_of_routine(&self.scope, tx, &self.name, counts, now).await?;
        let what = (action, Some(client.into()));
        audit::record(tx, &self.scope, &self.keys, By::ROUTINE, what, now).await
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_next_night_is_that_of_the_facilitys_own_clock() {
        for (zone, now, night) in [
            (
                Tz::Europe__Berlin,
                "2026-01-15T10:00:00Z",
                "2026-01-16T02:00:00Z",
            ),
            (
                Tz::Europe__Berlin,
                "2026-01-15T01:59:59Z",
                "2026-01-15T02:00:00Z",
            ),
            (
                Tz::Europe__Berlin,
                "2026-01-15T02:00:00Z",
                "2026-01-16T02:00:00Z",
            ),
            // The night the clocks go forward, and the one they go back.
            (
                Tz::Europe__Berlin,
                "2026-03-28T12:00:00Z",
                "2026-03-29T01:00:00Z",
            ),
            (
                Tz::Europe__Berlin,
                "2026-10-24T12:00:00Z",
                "2026-10-25T02:00:00Z",
            ),
            // Where the hour from three to four is the one that is skipped.
            (
                Tz::Europe__Helsinki,
                "2026-03-28T12:00:00Z",
                "2026-03-30T00:00:00Z",
            ),
            (
                Tz::Pacific__Auckland,
                "2026-01-15T10:00:00Z",
                "2026-01-15T14:00:00Z",
            ),
        ] {
            let found = next_night(zone, now.parse().unwrap());
            let night: DateTime<Utc> = night.parse().unwrap();
            assert_eq!(found, night, "{zone} {now}");
        }
    }
}
