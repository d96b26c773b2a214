//! That a client hears of it before their account is deleted because they were not here for long.

use crate::{
    account_links::app_with,
    deletion_routine::{ensure, later, run, second_admin},
    mail_server::{MailServer, Received},
    support::{TestApp, registration},
};
use api::jobs::Worker;
use chrono::TimeDelta;
use client::Client;
use domain::{
    accounts::ClientSignIn,
    audit::{AuditAction, AuditQuery},
    clients::{self, ClientStatus, LegalHoldPlace},
    deletion_routine::{DeletionRoutineUpdate, WARNING_DAYS},
    ids::ClientId,
    version::Version,
};
use sea_orm::{ConnectionTrait, Statement};
use std::collections::BTreeSet;

/// Few enough for one page of the audit log.
const GUESTS: usize = 20;

/// Three months are the fewest after which somebody counts as gone.
async fn forgets_after_three_months(admin: &Client) {
    let version = admin.read_deletion_routine().await.unwrap().version;
    let update = DeletionRoutineUpdate {
        mark_inactive_clients_after_months: Some(3.try_into().unwrap()),
        ..DeletionRoutineUpdate::default()
    };
    let changed = admin.update_deletion_routine(version, &update).await;
    changed.unwrap();
}

async fn registered(app: &TestApp, pseudonym: &str, email: Option<&str>) -> ClientId {
    let mut body = registration(pseudonym);
    body.email = email.map(|email| email.try_into().unwrap());
    let session = app.nobody().register_client("lahntal", &body).await;
    ClientId(session.unwrap().account.actor().id())
}

/// The next night.
async fn night(app: &TestApp) {
    ensure(app).await;
    app.hand.advance(TimeDelta::days(1));
    run(app).await;
}

async fn seen(app: &TestApp, id: ClientId) -> clients::Client {
    later(app).await.read_client(id).await.unwrap()
}

async fn warned(app: &TestApp) -> usize {
    let query = AuditQuery {
        action: Some(AuditAction::WarnOfDeletion),
        ..AuditQuery::default()
    };
    let page = later(app).await.list_audit_entries(&query).await;
    page.unwrap().items.len()
}

async fn preview(app: &TestApp) -> (u64, u64) {
    let query = serde_json::json!({
        "erase_deleted_clients_after_days": 30,
        "mark_inactive_clients_after_months": 3,
    });
    let query = serde_json::from_value(query).unwrap();
    let preview = later(app).await.preview_deletion_routine(&query).await;
    let preview = preview.unwrap();
    (preview.warns, preview.marks)
}

fn text(mail: &Received) -> String {
    mail.raw.replace("=\r\n", "")
}

async fn begun(server: &MailServer) -> TestApp {
    app_with(server).await
}

async fn sign_in(app: &TestApp, name: &str) {
    let body = ClientSignIn {
        name: name.try_into().unwrap(),
        password: crate::support::CLIENT_PASSWORD.try_into().unwrap(),
    };
    app.nobody().sign_in_client("lahntal", &body).await.unwrap();
}

#[actix_web::test]
async fn who_can_be_reached_hears_of_it_once_and_is_deleted_on_the_day_that_was_said() {
    let server = MailServer::start();
    let app = begun(&server).await;
    let facility = app.facility("lahntal").await;
    second_admin(&facility).await;
    forgets_after_three_months(&facility.admin.client).await;
    let reached = registered(&app, "Seestern", Some("seestern@mail.example")).await;
    let unreached = registered(&app, "Anker", None).await;
    // On 15 April three months are over.
    app.hand.advance(TimeDelta::days(74));
    assert_eq!(preview(&app).await, (0, 0));
    app.hand.advance(TimeDelta::days(2));
    assert_eq!(preview(&app).await, (1, 0));
    night(&app).await;
    let inbox = server.inbox();
    assert_eq!(inbox.len(), 1, "{inbox:?}");
    let mail = text(&inbox[0]);
    assert!(mail.contains("/p/lahntal/sign-in"), "{mail}");
    let day = (app.hand.now() + TimeDelta::days(WARNING_DAYS)).format("%d.%m.%Y");
    assert!(mail.contains(&day.to_string()), "{day}: {mail}");
    for betraying in ["Seestern", "Beratung", "anfrage"] {
        let body = mail.split_once("\r\n\r\n").unwrap().1;
        let is_name = betraying == "Beratung";
        assert!(is_name || !body.contains(betraying), "{betraying}: {body}");
    }
    assert_eq!(preview(&app).await, (0, 0));
    // The night after nothing more is sent, and nobody deleted before the day has come.
    for _ in 0..WARNING_DAYS - 1 {
        night(&app).await;
    }
    assert_eq!(server.inbox().len(), 1);
    assert_eq!(seen(&app, reached).await.status, ClientStatus::Active);
    // Whom nobody can tell goes by the months alone.
    assert_eq!(seen(&app, unreached).await.status, ClientStatus::Deleted);
    assert_eq!(preview(&app).await, (0, 0));
    night(&app).await;
    assert_eq!(seen(&app, reached).await.status, ClientStatus::Deleted);
    assert_eq!((server.inbox().len(), warned(&app).await), (1, 1));
}

#[actix_web::test]
async fn who_signs_in_keeps_their_account_and_is_warned_anew_when_the_time_comes() {
    let server = MailServer::start();
    let app = begun(&server).await;
    let facility = app.facility("lahntal").await;
    second_admin(&facility).await;
    forgets_after_three_months(&facility.admin.client).await;
    let reached = registered(&app, "Seestern", Some("seestern@mail.example")).await;
    app.hand.advance(TimeDelta::days(80));
    night(&app).await;
    assert_eq!(server.inbox().len(), 1);
    sign_in(&app, "Seestern").await;
    app.hand.advance(TimeDelta::days(30));
    night(&app).await;
    assert_eq!(server.inbox().len(), 1);
    assert_eq!(seen(&app, reached).await.status, ClientStatus::Active);
    app.hand.advance(TimeDelta::days(50));
    night(&app).await;
    assert_eq!((server.inbox().len(), warned(&app).await), (2, 2));
    assert_eq!(seen(&app, reached).await.status, ClientStatus::Active);
}

#[actix_web::test]
async fn who_was_gone_for_long_when_the_routine_was_switched_on_is_warned_first() {
    let server = MailServer::start();
    let app = begun(&server).await;
    let facility = app.facility("lahntal").await;
    second_admin(&facility).await;
    let reached = registered(&app, "Seestern", Some("seestern@mail.example")).await;
    let held = registered(&app, "Gehalten", Some("gehalten@mail.example")).await;
    let hold = LegalHoldPlace {
        reason: "Verfahren".try_into().unwrap(),
    };
    let placed = facility
        .admin
        .client
        .place_legal_hold(held, Version::FIRST, &hold);
    placed.await.unwrap();
    app.hand.advance(TimeDelta::days(400));
    let admin = later(&app).await;
    forgets_after_three_months(&admin).await;
    assert_eq!(preview(&app).await, (1, 0));
    night(&app).await;
    assert_eq!(
        server.inbox().len(),
        1,
        "nothing happens to whom a hold keeps"
    );
    assert_eq!(seen(&app, reached).await.status, ClientStatus::Active);
    app.hand.advance(TimeDelta::days(WARNING_DAYS));
    run(&app).await;
    assert_eq!(seen(&app, reached).await.status, ClientStatus::Deleted);
    assert_eq!(seen(&app, held).await.status, ClientStatus::Active);
}

/// Killed in the middle, by nobody's choice: who was told is not told again, the others are.
#[actix_web::test]
async fn a_run_that_is_killed_tells_everybody_once() {
    let server = MailServer::start();
    let app = begun(&server).await;
    let facility = app.facility("lahntal").await;
    second_admin(&facility).await;
    forgets_after_three_months(&facility.admin.client).await;
    for number in 0..GUESTS {
        let email = format!("gast{number}@mail.example");
        registered(&app, &format!("Gast {number}"), Some(&email)).await;
    }
    app.hand.advance(TimeDelta::days(80));
    ensure(&app).await;
    app.hand.advance(TimeDelta::days(1));
    let state = app.state.clone();
    let first = actix_web::rt::spawn(async move { Worker::new(state).run_due().await });
    while told(&app).await == 0 {
        tokio::task::yield_now().await;
    }
    first.abort();
    assert!(first.await.is_err(), "it was killed before it was done");
    let before = told(&app).await;
    assert!((1..GUESTS).contains(&before), "{before} were told");
    app.hand.advance(TimeDelta::minutes(6));
    run(&app).await;
    assert_eq!(told(&app).await, GUESTS);
    let inbox = server.inbox();
    let to: BTreeSet<_> = inbox.iter().map(|mail| mail.header("To")).collect();
    assert_eq!((inbox.len(), to.len()), (GUESTS, GUESTS));
    assert_eq!(warned(&app).await, GUESTS);
}

/// How many were told, as the database says.
async fn told(app: &TestApp) -> usize {
    let sql = "SELECT count(*) AS n FROM clients WHERE deletion_warned_at IS NOT NULL";
    let statement = Statement::from_string(app.db.get_database_backend(), sql);
    let row = app.db.query_one_raw(statement).await.unwrap().unwrap();
    row.try_get::<i64>("", "n").unwrap().try_into().unwrap()
}
