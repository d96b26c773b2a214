//! Work in the background that nobody sees.

use crate::support::TestApp;
use api::jobs::{Worker, ensure_housekeeping, entity};
use chrono::TimeDelta;
use sea_orm::{ConnectionTrait, EntityTrait, Statement};

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
    facility.client("Seestern").await.request("Schlaf").await;
    assert_eq!(
        (
            rows(&app, "events").await,
            rows(&app, "idempotency_keys").await
        ),
        (1, 1)
    );
    for _ in 0..3 {
        ensure_housekeeping(&app.db, app.hand.clock().now())
            .await
            .unwrap();
    }
    assert_eq!(rows(&app, "jobs").await, 1);
    let worker = Worker::new(app.state.clone());
    assert_eq!(worker.run_due().await.unwrap(), 1);
    assert_eq!(worker.run_due().await.unwrap(), 0, "until the next hour");
    assert_eq!(rows(&app, "events").await, 1, "not old enough");

    app.hand.advance(TimeDelta::hours(25));
    assert_eq!(worker.run_due().await.unwrap(), 1);
    assert_eq!(
        (
            rows(&app, "events").await,
            rows(&app, "idempotency_keys").await
        ),
        (1, 0)
    );
    app.hand.advance(TimeDelta::days(7));
    assert_eq!(worker.run_due().await.unwrap(), 1);
    assert_eq!(rows(&app, "events").await, 0);
    let job = entity::Entity::find().one(&app.db).await.unwrap().unwrap();
    assert_eq!(
        (job.attempts, job.lease_owner, job.last_error),
        (0, None, None)
    );
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
