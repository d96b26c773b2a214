use super::{
    entity::{JobKind, JobState, Model},
    housekeeping, is_still_held, put_back, shorten_leases,
};
use crate::{
    ApiResult, account_links, blobs, bookings, deletion_routine, mail_requests, open_door,
    outgoing_mails, state::State, waiting_list, webhooks,
};
use actix_web::web::Data;
use chrono::TimeDelta;
use domain::jobs::{is_last, pause_after};
use futures_util::{FutureExt, future::join_all};
use sea_orm::{DbBackend, FromQueryResult, Statement};
use std::{convert::Infallible, panic::AssertUnwindSafe, time::Duration};
use tokio::{
    task::JoinSet,
    time::{Instant, sleep, timeout},
};
use uuid::Uuid;

/// Minutes that a claimed job is its worker's, unless the lease is renewed: how long it takes until
/// another goes on where a server has died.
pub const LEASE_MINUTES: i64 = 5;
/// How often the lease of a job is renewed that is still worked on. Several may fail in a row.
const RENEWED: Duration = Duration::from_mins(1);
/// Jobs that are worked on at once.
const AT_ONCE: usize = 8;
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
#[derive(Clone)]
pub struct Worker {
    state: Data<State>,
    renewed: Duration,
}

impl Worker {
    /// A worker that has claimed nothing yet.
    pub fn new(state: Data<State>) -> Self {
        Self::renewing(state, RENEWED)
    }

    /// One that renews its leases this often.
    pub fn renewing(state: Data<State>, renewed: Duration) -> Self {
        Self { state, renewed }
    }

    /// Does what is due, a few at a time. Answers how many jobs it has claimed.
    pub async fn run_due(&self) -> ApiResult<usize> {
        self.run_due_by(async |job| attempt(&self.state, job).await)
            .await
    }

    /// The same, by other means than those of the job's kind.
    pub async fn run_due_by(
        &self,
        attempt: impl AsyncFn(&Model) -> ApiResult<Outcome>,
    ) -> ApiResult<usize> {
        let jobs = self.claim().await?;
        let count = jobs.len();
        let runs = jobs.iter().map(|job| self.run(job, attempt(job)));
        join_all(runs).await;
        Ok(count)
    }

    /// Claims as many due jobs as are worked on at once.
    pub async fn claim(&self) -> ApiResult<Vec<Model>> {
        self.claim_up_to(AT_ONCE).await
    }

    /// Claims due jobs, in one statement: nobody else gets them until the lease has run out. Whose
    /// they are is this claim's, not the worker's: after a long sleep a worker may claim a job
    /// again that it is still at.
    #[expect(clippy::disallowed_methods, reason = "a claim is no row")]
    async fn claim_up_to(&self, free: usize) -> ApiResult<Vec<Model>> {
        let now = self.state.clock.now();
        let backend = self.state.db.get_database_backend();
        let others = match backend {
            DbBackend::Sqlite => "",
            _ => "FOR UPDATE SKIP LOCKED",
        };
        // Without a mail server, mail waits; without a gateway, text messages do.
        let mail = if self.state.mailer.can_send() {
            ""
        } else {
            "AND kind <> 'send_outgoing_mail'"
        };
        let sms = if self.state.sms.can_send() {
            ""
        } else {
            "AND kind <> 'send_outgoing_sms'"
        };
        let sql = format!(
            "UPDATE jobs SET leased_until = $1, lease_owner = $2, attempts = attempts + 1 \
             WHERE id IN (SELECT id FROM jobs WHERE state = 'waiting' AND run_at <= $3 \
             AND (leased_until IS NULL OR leased_until < $3) {mail} {sms} \
             ORDER BY run_at, id LIMIT {free} {others}) RETURNING *"
        );
        let until = now + TimeDelta::minutes(LEASE_MINUTES);
        let values = [until.into(), Uuid::now_v7().into(), now.into()];
        let claim = Statement::from_sql_and_values(backend, sql, values);
        Ok(Model::find_by_statement(claim).all(&self.state.db).await?)
    }

    /// One attempt, whatever comes of it: its lease is renewed for as long as it takes, and a panic
    /// is a failure like any other.
    async fn run(&self, job: &Model, attempt: impl Future<Output = ApiResult<Outcome>>) {
        let attempt = AssertUnwindSafe(attempt).catch_unwind();
        let ended = tokio::select! {
            ended = attempt => ended,
            never = self.keep(job) => match never {},
        };
        let why = match ended {
            Ok(Ok(Outcome::Done)) => return,
            Ok(Ok(Outcome::Later(why))) => why,
            Ok(Err(error)) => {
                tracing::error!(%error, kind = ?job.kind, "a job failed");
                "internal".to_owned()
            }
            Err(_) => {
                tracing::error!(kind = ?job.kind, "a job panicked");
                "panic".to_owned()
            }
        };
        if let Err(error) = self.fail(job, why).await {
            // Its lease runs out, and it is tried again then.
            tracing::error!(%error, "a job was not put back");
        }
    }

    /// Puts a job back that was not done, or gives it up.
    async fn fail(&self, job: &Model, why: String) -> ApiResult<()> {
        let run_at = self.state.clock.now() + pause_after(job.attempts, rand::random());
        // These are never given up: what was to be forgotten is still there, and who waits waits.
        let is_forgetting = matches!(
            job.kind,
            JobKind::Housekeeping
                | JobKind::DeletionRoutine
                | JobKind::OverdueRound
                | JobKind::OpenDoorRound
                | JobKind::RemoveBlobs
        );
        let state = if is_last(job.attempts) && !is_forgetting {
            JobState::Dead
        } else {
            JobState::Waiting
        };
        let sends = matches!(
            job.kind,
            JobKind::SendOutgoingMail | JobKind::SendOutgoingSms
        );
        if state == JobState::Dead && sends {
            return outgoing_mails::give_up(&self.state, job, why).await;
        }
        if state == JobState::Dead && job.kind == JobKind::DeliverWebhook {
            return webhooks::give_up(&self.state, job, why).await;
        }
        put_back(
            &self.state.db,
            job,
            run_at,
            (state, job.attempts, Some(why)),
        )
        .await?;
        Ok(())
    }

    /// Renews the lease of a job again and again.
    async fn keep(&self, job: &Model) -> Infallible {
        loop {
            sleep(self.renewed).await;
            match is_still_held(&self.state.db, job, self.state.clock.now()).await {
                Ok(true) => {}
                // It does nothing from now on that cannot be undone, and what it notes does not
                // count, unless that is done already.
                Ok(false) => tracing::warn!(kind = ?job.kind, "a lease was lost"),
                Err(error) => tracing::warn!(%error, "a lease was not renewed"),
            }
        }
    }
}

/// What the kind of the job says.
async fn attempt(state: &State, job: &Model) -> ApiResult<Outcome> {
    match job.kind {
        JobKind::SendOutgoingMail | JobKind::SendOutgoingSms => {
            outgoing_mails::attempt(state, job).await
        }
        JobKind::DeliverWebhook => webhooks::attempt(state, job).await,
        JobKind::RemoveBlobs => blobs::attempt(state, job).await,
        JobKind::ForgotPassword => account_links::attempt(state, job).await,
        JobKind::Housekeeping => housekeeping::attempt(state, job).await,
        JobKind::DeletionRoutine => deletion_routine::attempt(state, job).await,
        JobKind::OverdueRound => mail_requests::attempt(state, job).await,
        JobKind::RemindOfBooking => bookings::reminders::attempt(state, job).await,
        JobKind::OpenDoorRound => open_door::attempt(state, job).await,
        JobKind::OfferPlaces => waiting_list::attempt(state, job).await,
    }
}

/// Works until told to stop; what is begun then is finished. A job that takes long holds up no
/// other.
pub async fn work(state: Data<State>) {
    let worker = Worker::new(state.clone());
    let mut running = JoinSet::new();
    let mut looked_at = None::<Instant>;
    while !state.shutdown.has_begun() {
        if looked_at.is_none_or(|at| at.elapsed() >= RENEWED) {
            looked_at = Some(Instant::now());
            if let Err(error) = shorten_leases(&state.db, state.clock.now()).await {
                tracing::warn!(%error, "leases could not be looked at");
            }
        }
        let free = AT_ONCE - running.len();
        let claimed = worker.claim_up_to(free).await;
        let claimed = claimed.unwrap_or_else(|error| {
            tracing::warn!(%error, "jobs could not be claimed");
            Vec::new()
        });
        for job in claimed {
            let worker = worker.clone();
            running.spawn_local(async move {
                let attempt = Box::pin(attempt(&worker.state, &job));
                worker.run(&job, attempt).await;
            });
        }
        let is_full = running.len() == AT_ONCE;
        let woken = async {
            tokio::select! {
                () = state.work.notified(), if !is_full => {}
                () = state.shutdown.begun() => {}
                Some(_) = running.join_next() => {}
            }
        };
        // Running out of patience is the usual case: nothing to do here.
        let _ = timeout(LOOK_AGAIN, woken).await;
    }
    while running.join_next().await.is_some() {}
}
