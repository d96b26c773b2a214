use super::{
    entity::{JobKind, JobState, Model},
    housekeeping, put_back,
};
use crate::{ApiResult, blobs, outgoing_mails, state::State};
use actix_web::web::Data;
use chrono::TimeDelta;
use domain::jobs::{is_last, pause_after};
use futures_util::future::join_all;
use sea_orm::{DbBackend, FromQueryResult, Statement};
use std::time::Duration;
use tokio::time::timeout;
use uuid::Uuid;

/// Minutes that a claimed job is its worker's. Longer than any job may take.
pub const LEASE_MINUTES: i64 = 5;
/// Jobs that are claimed, and worked on, at once.
const BATCH: u32 = 8;
/// How often to look for work that another server has put down.
const LOOK_AGAIN: Duration = Duration::from_secs(2);

/// How an attempt ended.
pub enum Outcome {
    /// It was done, and is off the list.
    Done,
    /// It was not, and may be later.
    Later(String),
}

/// One worker. A server has one; a second does no harm.
pub struct Worker {
    state: Data<State>,
    id: Uuid,
}

impl Worker {
    /// A worker that has claimed nothing yet.
    #[expect(clippy::disallowed_methods, reason = "a worker is no row")]
    pub fn new(state: Data<State>) -> Self {
        let id = Uuid::now_v7();
        Self { state, id }
    }

    /// Does what is due, a few at a time. Answers how many jobs it has claimed.
    pub async fn run_due(&self) -> ApiResult<usize> {
        let jobs = self.claim().await?;
        let count = jobs.len();
        join_all(jobs.into_iter().map(|job| self.run(job))).await;
        Ok(count)
    }

    /// Claims due jobs, in one statement: nobody else gets them until the lease has run out.
    pub async fn claim(&self) -> ApiResult<Vec<Model>> {
        let now = self.state.clock.now();
        let backend = self.state.db.get_database_backend();
        let others = match backend {
            DbBackend::Sqlite => "",
            _ => "FOR UPDATE SKIP LOCKED",
        };
        // Without a mail server, mail waits.
        let mail = if self.state.mailer.can_send() {
            ""
        } else {
            "AND kind <> 'send_outgoing_mail'"
        };
        let sql = format!(
            "UPDATE jobs SET leased_until = $1, lease_owner = $2, attempts = attempts + 1 \
             WHERE id IN (SELECT id FROM jobs WHERE state = 'waiting' AND run_at <= $3 \
             AND (leased_until IS NULL OR leased_until < $3) {mail} \
             ORDER BY run_at, id LIMIT {BATCH} {others}) RETURNING *"
        );
        let until = now + TimeDelta::minutes(LEASE_MINUTES);
        let values = [until.into(), self.id.into(), now.into()];
        let claim = Statement::from_sql_and_values(backend, sql, values);
        Ok(Model::find_by_statement(claim).all(&self.state.db).await?)
    }

    /// One attempt, whatever comes of it.
    async fn run(&self, job: Model) {
        let attempt = match job.kind {
            JobKind::SendOutgoingMail => outgoing_mails::attempt(&self.state, &job).await,
            JobKind::RemoveBlobs => blobs::attempt(&self.state, &job).await,
            JobKind::Housekeeping => housekeeping::attempt(&self.state, &job).await,
        };
        let why = match attempt {
            Ok(Outcome::Done) => return,
            Ok(Outcome::Later(why)) => why,
            Err(error) => {
                tracing::error!(%error, kind = ?job.kind, "a job failed");
                "internal".to_owned()
            }
        };
        let now = self.state.clock.now();
        let run_at = now + pause_after(job.attempts, rand::random());
        // Forgetting is never given up: what was to be forgotten is still there.
        let forgets = matches!(job.kind, JobKind::Housekeeping | JobKind::RemoveBlobs);
        let state = if is_last(job.attempts) && !forgets {
            JobState::Dead
        } else {
            JobState::Waiting
        };
        let ends = (state, job.attempts, Some(why));
        if let Err(error) = put_back(&self.state.db, &job, run_at, ends).await {
            // Its lease runs out, and it is tried again then.
            tracing::error!(%error, "a job was not put back");
        }
    }
}

/// Works until told to stop; what is begun then is finished.
pub async fn work(state: Data<State>) {
    let worker = Worker::new(state.clone());
    while !state.shutdown.has_begun() {
        match worker.run_due().await {
            Ok(0) => {}
            Ok(_) => continue,
            Err(error) => tracing::warn!(%error, "jobs could not be claimed"),
        }
        let woken = async {
            tokio::select! {
                () = state.work.notified() => {}
                () = state.shutdown.begun() => {}
            }
        };
        // Running out of patience is the usual case: nothing to do here.
        let _ = timeout(LOOK_AGAIN, woken).await;
    }
}
