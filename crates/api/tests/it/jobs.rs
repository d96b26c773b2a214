//! Work in the background that nobody sees.

use crate::{
    mail_server::{Fault, MailServer},
    support::TestApp,
};
use api::{
    ApiResult,
    jobs::{
        LEASE_MINUTES, NewJob, Outcome, Worker, enqueue, ensure_housekeeping, entity, finish, work,
    },
};
use chrono::TimeDelta;
use entity::{JobKind, JobState};
use sea_orm::{ConnectionTrait, EntityTrait, Statement};
use serde_json::json;
use std::{cell::RefCell, time::Duration};
use tokio::{sync::Notify, time::timeout};

/// Longer than anything here takes; only a failing test waits for it.
const PATIENCE: Duration = Duration::from_secs(10);

pub async fn rows(app: &TestApp, table: &str) -> i64 {
    let backend = app.db.get_database_backend();
    let statement = Statement::from_string(backend, format!("SELECT count(*) AS n FROM {table}"));
    let row = app.db.query_one_raw(statement).await.unwrap().unwrap();
    row.try_get("", "n").unwrap()
}

#[actix_web::test]
async fn what_was_kept_long_enough_is_forgotten_each_hour_by_one_server_of_many() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    // Two events: somebody is new, and wrote.
    facility.client("Seestern").await.request("Schlaf").await;
    assert_eq!(
        (
            rows(&app, "events").await,
            rows(&app, "idempotency_keys").await
        ),
        (2, 1)
    );
    for _ in 0..3 {
        ensure_housekeeping(&app.db, app.hand.clock().now())
            .await
            .unwrap();
    }
    assert_eq!(rows(&app, "jobs").await, 1);
    let worker = Worker::new(app.state.clone());
    assert_eq!(worker.run_due().await.unwrap(), 1);
    // From then on the facility has its round of what is overdue, each minute, and its deletion
    // routine, each night.
    assert_eq!(worker.run_due().await.unwrap(), 1, "the first round");
    assert_eq!(worker.run_due().await.unwrap(), 0, "until the next minute");
    assert_eq!(rows(&app, "events").await, 2, "not old enough");

    app.hand.advance(TimeDelta::hours(25));
    assert_eq!(worker.run_due().await.unwrap(), 3);
    assert_eq!(
        (
            rows(&app, "events").await,
            rows(&app, "idempotency_keys").await
        ),
        (2, 0)
    );
    app.hand.advance(TimeDelta::days(7));
    assert_eq!(worker.run_due().await.unwrap(), 3);
    assert_eq!(rows(&app, "events").await, 0);
    let job = entity::Entity::find().one(&app.db).await.unwrap().unwrap();
    assert_eq!(
        (job.attempts, job.lease_owner, job.last_error),
        (0, None, None)
    );

    assert_eq!(
        rows(&app, "sessions").await,
        2,
        "of the admin and the client"
    );
    app.hand.advance(TimeDelta::days(23));
    while worker.run_due().await.unwrap() > 0 {}
    assert_eq!(rows(&app, "sessions").await, 0);
}

#[actix_web::test]
async fn a_job_is_only_ever_one_workers() {
    let app = TestApp::new().await;
    ensure_housekeeping(&app.db, app.hand.clock().now())
        .await
        .unwrap();
    let workers: Vec<_> = (0..8).map(|_| Worker::new(app.state.clone())).collect();
    let claims = workers.iter().map(Worker::claim);
    let claimed = futures_util::future::join_all(claims).await;
    let jobs: usize = claimed.into_iter().map(|jobs| jobs.unwrap().len()).sum();
    assert_eq!(jobs, 1);
}

/// Puts down work of this name.
async fn put_down(app: &TestApp, name: &str) {
    let job = NewJob {
        facility: None,
        kind: JobKind::Housekeeping,
        payload: json!(name),
        unique_key: Some(name.into()),
        run_at: app.hand.now(),
    };
    enqueue(&app.db, job).await.unwrap();
}

async fn the_job(app: &TestApp) -> entity::Model {
    entity::Entity::find().one(&app.db).await.unwrap().unwrap()
}

/// Does the job, or panics over one that is called `bad`.
async fn done_unless_bad(app: &TestApp, job: &entity::Model) -> ApiResult<Outcome> {
    assert_ne!(job.payload, json!("bad"), "this one cannot be done");
    finish(&app.db, job).await?;
    Ok(Outcome::Done)
}

#[actix_web::test]
async fn a_panic_is_a_failed_attempt_and_everything_else_goes_on() {
    let app = TestApp::new().await;
    for name in ["good", "bad", "better"] {
        put_down(&app, name).await;
    }
    let worker = Worker::new(app.state.clone());
    let attempt = async |job: &entity::Model| done_unless_bad(&app, job).await;
    assert_eq!(worker.run_due_by(attempt).await.unwrap(), 3);
    let left = the_job(&app).await;
    assert_eq!(rows(&app, "jobs").await, 1);
    assert_eq!(
        (left.payload, left.attempts, left.state, left.lease_owner),
        (json!("bad"), 1, JobState::Waiting, None)
    );
    assert_eq!(left.last_error.as_deref(), Some("panic"));
    assert!(left.run_at > app.hand.now(), "after a pause");

    app.hand.advance(TimeDelta::minutes(1));
    put_down(&app, "next").await;
    assert_eq!(worker.run_due_by(attempt).await.unwrap(), 2);
    assert_eq!(the_job(&app).await.attempts, 2);
    assert_eq!(rows(&app, "jobs").await, 1);
}

/// A minute of the lease passes each time before it is renewed: far more than the lease, in all.
#[actix_web::test]
async fn a_job_that_takes_longer_than_its_lease_stays_its_workers() {
    let app = TestApp::new().await;
    put_down(&app, "long").await;
    let worker = Worker::renewing(app.state.clone(), Duration::from_millis(1));
    let other = Worker::new(app.state.clone());
    let (begun, enough) = (Notify::new(), Notify::new());
    let times_done = RefCell::new(0);
    let attempt = async |job: &entity::Model| {
        *times_done.borrow_mut() += 1;
        begun.notify_one();
        enough.notified().await;
        assert!(finish(&app.db, job).await?, "it is still its worker's");
        Ok(Outcome::Done)
    };
    let meanwhile = async {
        begun.notified().await;
        for _ in 0..10 {
            app.hand.advance(TimeDelta::minutes(LEASE_MINUTES - 1));
            let soon = app.hand.now() + TimeDelta::minutes(LEASE_MINUTES - 1);
            let renewed = async {
                while the_job(&app).await.leased_until.unwrap() < soon {
                    tokio::task::yield_now().await;
                }
            };
            timeout(PATIENCE, renewed).await.unwrap();
            assert!(other.claim().await.unwrap().is_empty());
        }
        enough.notify_one();
    };
    let (claimed, ()) = futures_util::future::join(worker.run_due_by(attempt), meanwhile).await;
    assert_eq!((claimed.unwrap(), *times_done.borrow()), (1, 1));
    assert_eq!(rows(&app, "jobs").await, 0);
}

/// What takes its time holds up nobody: a server's own worker takes up the next job meanwhile.
#[actix_web::test]
async fn a_mail_that_the_server_is_silent_about_holds_up_no_other_work() {
    let server = MailServer::start();
    server.fail_next(&[Fault::Stall]);
    let app = TestApp::with(|settings| {
        settings.smtp_url = Some(server.url().as_str().into());
        settings.mail_from = Some("beratung@lahntal.example".into());
    })
    .await;
    let facility = app.facility("lahntal").await;
    let brandt = facility.counselor("m.brandt").await;
    let person = facility.client("Seestern").await;
    let id = person.request_of(&brandt).await;
    person.say(id).await;
    let works = actix_web::rt::spawn(work(app.state.clone()));
    let meanwhile = async {
        while !server.has_stalled() {
            tokio::task::yield_now().await;
        }
        person.say(id).await;
        // The silent one stays.
        while server.inbox().is_empty() || rows(&app, "jobs").await > 1 {
            tokio::task::yield_now().await;
        }
    };
    timeout(PATIENCE, meanwhile).await.unwrap();
    works.abort();
    works.await.unwrap_err();
}
