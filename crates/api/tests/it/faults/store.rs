//! The store of documents is gone and comes back: a bucket of a stand-in ([`crate::s3_stand_in`]),
//! which hangs up, refuses and loses its bucket at a test's command, and a folder that is not mounted.

use super::{unlimited, with_room_for};
use crate::{
    program::{kill, start},
    s3_stand_in::{Fault, S3StandIn},
    support::{STAFF_PASSWORD, TestApp, credentials},
};
use api::{
    blobs::entity::{self as blob, BlobState},
    jobs::{Worker, entity as job},
};
use chrono::TimeDelta;
use client::{CallError, CallResult, Client};
use domain::{documents::DocumentQuery, ids::ClientId, problem::ProblemCode};
use sea_orm::{ConnectionTrait, DbBackend, EntityTrait};
use std::fs;

/// Text of two pieces.
fn letter() -> Vec<u8> {
    b"Zeile\n".repeat(200_000)
}

/// A refusal that is nobody's fault, says when to come again, and is as every other.
fn is_away<T: std::fmt::Debug>(result: CallResult<T>) {
    match result {
        Err(CallError::Problem(problem)) => {
            assert_eq!(problem.code, ProblemCode::Unavailable);
            assert_eq!(problem.status, 503);
            assert_eq!(problem.retry_after_seconds, Some(1));
        }
        other => panic!("{other:?}"),
    }
}

async fn documents(admin: &Client, of: ClientId) -> usize {
    let all = DocumentQuery::default();
    admin.list_documents(of, &all).await.unwrap().items.len()
}

async fn kept(app: &TestApp) -> (usize, usize) {
    let all = blob::Entity::find().all(&app.db).await.unwrap();
    let kept = all.iter().filter(|one| one.state == BlobState::Kept);
    (kept.count(), all.len())
}

/// Everything that is due, and what was put off.
async fn work(app: &TestApp) {
    let worker = Worker::new(app.state.clone());
    while worker.run_due().await.unwrap() > 0 {}
}

#[actix_web::test]
async fn a_bucket_that_is_gone_for_a_while_keeps_what_it_has_and_nothing_by_halves() {
    let store = S3StandIn::start();
    let app = TestApp::with(|settings| settings.blobs = store.setting()).await;
    let facility = app.facility("lahntal").await;
    let admin = &facility.admin.client;
    let person = facility.client("Seestern").await;
    let first = admin.create_document(person.id, "Brief.txt", letter());
    let first = first.await.unwrap();
    let faults = [
        Fault::Gone,
        Fault::Status(403),
        Fault::NoBucket,
        Fault::GoneAfter(1),
    ];
    for (made, fault) in (1..).zip(faults) {
        let send = || admin.create_document(person.id, "Brief.txt", letter());
        store.set_fault(Some(fault));
        is_away(send().await);
        is_away(admin.download_document(first.id).await);
        is_away(
            person
                .client
                .create_attachment(None, "a.txt", b"Hallo".to_vec())
                .await,
        );
        assert_eq!(documents(admin, person.id).await, made, "{fault:?}");
        assert_eq!(kept(&app).await.0, made, "{fault:?}");
        store.set_fault(None);
        let document = send().await.unwrap();
        for id in [first.id, document.id] {
            assert!(admin.download_document(id).await.unwrap() == letter());
        }
    }
    app.hand.advance(TimeDelta::minutes(1));
    work(&app).await;
    assert_eq!(kept(&app).await, (5, 5), "nothing is left of the others");
    assert_eq!(
        store.names().len(),
        1 + 5 * 2,
        "its mark, and two pieces each"
    );
}

/// As it is when a volume is lost while the server runs: the place is there and empty, and what is
/// written there would be hidden once it is back.
#[actix_web::test]
async fn a_folder_that_is_not_mounted_is_not_written_to_read_or_taken_for_empty() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let admin = &facility.admin.client;
    let (person, other) = (
        facility.client("Seestern").await,
        facility.client("Anker").await,
    );
    let first = admin.create_document(person.id, "Brief.txt", letter());
    let first = first.await.unwrap();
    let of_other = admin.create_document(other.id, "Brief.txt", letter());
    of_other.await.unwrap();
    let place = app.blobs();
    let away = place.with_extension("away");
    fs::rename(&place, &away).unwrap();
    for empty in [false, true] {
        if empty {
            fs::create_dir(&place).unwrap();
        }
        is_away(admin.download_document(first.id).await);
        let refused = admin.create_document(person.id, "Brief.txt", letter());
        is_away(refused.await);
    }
    assert!(fs::read_dir(&place).unwrap().next().is_none());

    // Whoever is erased meanwhile is not forgotten.
    let version = admin.read_client(other.id).await.unwrap().version;
    admin.erase_client(other.id, version).await.unwrap();
    work(&app).await;
    assert!(
        kept(&app).await.1 > 1,
        "bytes that were not found may be there"
    );
    let jobs = job::Entity::find().all(&app.db).await.unwrap();
    assert!(jobs.iter().any(|one| one.last_error.is_some()));
    fs::remove_dir(&place).unwrap();
    fs::rename(&away, &place).unwrap();
    let second = admin.create_document(person.id, "Brief.txt", letter());
    let second = second.await.unwrap();
    for id in [first.id, second.id] {
        assert!(admin.download_document(id).await.unwrap() == letter());
    }
    app.hand.advance(TimeDelta::hours(1));
    work(&app).await;
    assert_eq!(kept(&app).await, (2, 2));
}

/// As on a full disk: no file gets as long as a piece. Of SQLite's own only the log is written to.
#[actix_web::test]
async fn where_a_folder_takes_nothing_more_everything_is_still_read() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    facility.counselor("m.brandt").await;
    let person = facility.client("Seestern").await;
    let admin = &facility.admin.client;
    let first = admin.create_document(person.id, "Brief.txt", letter());
    let first = first.await.unwrap();
    if app.db.get_database_backend() == DbBackend::Sqlite {
        // Begins the log anew: that of making the schema is longer than that already.
        let anew = "PRAGMA wal_checkpoint(TRUNCATE)";
        app.db.execute_unprepared(anew).await.unwrap();
    }
    let mut program = unlimited(&app.database_url);
    program.env("BEISTAND_BLOBS", app.blobs());
    let (process, url) = start(&mut with_room_for(1_000 * 1_024, &program));
    let staff = Client::new(&url);
    let body = credentials(Some("lahntal"), "m.brandt", STAFF_PASSWORD);
    staff.sign_in_counselor(&body).await.unwrap();
    let refused = staff.create_document(person.id, "Brief.txt", letter());
    is_away(refused.await);
    assert!(staff.download_document(first.id).await.unwrap() == letter());
    let small = staff.create_document(person.id, "Klein.txt", b"Hallo".to_vec());
    let small = small.await.unwrap();
    assert_eq!(staff.download_document(small.id).await.unwrap(), b"Hallo");
    assert_eq!(documents(&staff, person.id).await, 2);
    kill(process);
}
