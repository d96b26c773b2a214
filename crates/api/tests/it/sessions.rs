use crate::support::{STAFF_PASSWORD, TestApp, code, credentials};
use chrono::TimeDelta;
use client::Client;
use domain::{
    audit::{AuditAction, AuditQuery},
    clients::ClientQuery,
    problem::ProblemCode,
    sessions::{SessionQuery, SessionSummary},
};
use reqwest::header;
use std::time::Duration;
use tokio::time::timeout;

async fn sessions(client: &Client) -> Vec<SessionSummary> {
    let page = client.list_sessions(&SessionQuery::default()).await;
    page.unwrap().items
}

async fn sign_in(app: &TestApp) -> Client {
    let client = app.nobody();
    let body = credentials(Some("lahntal"), "m.brandt", STAFF_PASSWORD);
    client.sign_in_counselor(&body).await.unwrap();
    client
}

async fn is_signed_in(client: &Client) -> bool {
    client.list_clients(&ClientQuery::default()).await.is_ok()
}

#[actix_web::test]
async fn everyone_sees_where_they_are_signed_in_and_nobody_else() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let brandt = facility.counselor("m.brandt").await;
    let second = sign_in(&app).await;
    let (of_first, of_second) = (sessions(&brandt.client).await, sessions(&second).await);
    let current =
        |list: &[SessionSummary]| list.iter().map(|one| one.current).collect::<Vec<bool>>();
    assert_eq!(current(&of_first), [false, true], "newest first");
    assert_eq!(current(&of_second), [true, false]);
    assert_eq!(of_first[0].id, of_second[0].id);
    assert_eq!(sessions(&facility.admin.client).await.len(), 1);
    let person = facility.client("Seestern").await;
    assert_eq!(sessions(&person.client).await.len(), 1);
}

#[actix_web::test]
async fn a_device_is_kept_as_browser_and_system_only() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    facility.counselor("m.brandt").await;
    let firefox = "Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0";
    let body = credentials(Some("lahntal"), "m.brandt", STAFF_PASSWORD);
    let answer = reqwest::Client::new()
        .post(format!("{}/api/v1/accounts/counselors/sign-in", app.url))
        .header(header::USER_AGENT, firefox)
        .json(&body)
        .send()
        .await
        .unwrap();
    assert_eq!(answer.status(), 200);
    let listed = sessions(&sign_in(&app).await).await;
    assert_eq!(listed[1].device.as_deref(), Some("Firefox, Linux"));
    assert_eq!(listed[0].device, None, "the tests' client has no name");
}

#[actix_web::test]
async fn when_somebody_was_there_last_is_noted_once_a_minute() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let admin = &facility.admin.client;
    let seen = async || sessions(admin).await[0].last_seen_at;
    let before = seen().await;
    app.hand.advance(TimeDelta::seconds(50));
    assert_eq!(seen().await, before);
    app.hand.advance(TimeDelta::seconds(20));
    seen().await;
    assert!(seen().await > before);
}

#[actix_web::test]
async fn an_ended_session_is_refused_at_once_and_its_live_connection_ends() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let brandt = facility.counselor("m.brandt").await;
    let second = sign_in(&app).await;
    let mut live = second.stream_events(None).await.unwrap();
    let id = sessions(&second).await[0].id;
    brandt.client.end_session(id).await.unwrap();
    assert_eq!(
        code(second.list_clients(&ClientQuery::default()).await),
        ProblemCode::SessionEnded
    );
    let next = timeout(Duration::from_secs(10), live.next()).await;
    assert_eq!(next.unwrap(), None);
    assert_eq!(sessions(&brandt.client).await.len(), 1);
    let again = brandt.client.end_session(id).await;
    assert_eq!(code(again), ProblemCode::NotFound);
}

#[actix_web::test]
async fn signing_out_ends_the_live_connection_too() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let brandt = facility.counselor("m.brandt").await;
    let mut live = brandt.client.stream_events(None).await.unwrap();
    brandt.client.sign_out().await.unwrap();
    let next = timeout(Duration::from_secs(10), live.next()).await;
    assert_eq!(next.unwrap(), None);
}

#[actix_web::test]
async fn nobody_ends_a_session_of_somebody_else() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let brandt = facility.counselor("m.brandt").await;
    let person = facility.client("Seestern").await;
    for owner in [&brandt.client, &person.client] {
        let id = sessions(owner).await[0].id;
        let ended = facility.admin.client.end_session(id).await;
        assert_eq!(code(ended), ProblemCode::NotFound, "not even an admin");
        assert_eq!(sessions(owner).await.len(), 1);
    }
}

#[actix_web::test]
async fn one_signs_out_everywhere_else() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let brandt = facility.counselor("m.brandt").await;
    let (second, third) = (sign_in(&app).await, sign_in(&app).await);
    second.end_other_sessions().await.unwrap();
    assert!(is_signed_in(&second).await);
    for gone in [&brandt.client, &third] {
        assert!(!is_signed_in(gone).await);
    }
    assert!(is_signed_in(&facility.admin.client).await);
    // Nothing left to end is no error and nothing to note.
    second.end_other_sessions().await.unwrap();
    let query = AuditQuery {
        action: Some(AuditAction::EndOtherSessions),
        ..AuditQuery::default()
    };
    let noted = facility.admin.client.list_audit_entries(&query).await;
    assert_eq!(noted.unwrap().items.len(), 1);
}
