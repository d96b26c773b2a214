use crate::support::{TestApp, code, says};
use client::{EventStream, Heard};
use domain::{events::EventKind, ids::MailRequestId, problem::ProblemCode};
use std::time::Duration;
use tokio::time::timeout;

/// Longer than anything here takes; only a failing test waits for it.
const PATIENCE: Duration = Duration::from_secs(10);

async fn heard(live: &mut EventStream) -> (MailRequestId, EventKind) {
    match timeout(PATIENCE, live.next()).await.unwrap().unwrap() {
        Heard::Event(event) => (event.mail_request_id, event.kind),
        Heard::Missed => panic!("nothing was missed"),
    }
}

#[actix_web::test]
async fn a_new_request_reaches_staff_while_they_look() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let person = facility.client("Seestern").await;
    let mut live = facility.admin.client.stream_events(None).await.unwrap();
    let id = person.request("Schlaf").await;
    assert_eq!(heard(&mut live).await, (id, EventKind::MailRequestCreated));
}

#[actix_web::test]
async fn a_client_hears_of_their_own_requests_only_and_a_facility_of_its_own() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let brandt = facility.counselor("m.brandt").await;
    let (person, stranger) = (
        facility.client("Seestern").await,
        facility.client("Anker").await,
    );
    let other = app.facility("wetterau").await;
    let abroad = other.client("Seestern").await;

    let mut of_stranger = stranger.client.stream_events(None).await.unwrap();
    let mut of_other = other.admin.client.stream_events(None).await.unwrap();
    let mut of_person = person.client.stream_events(None).await.unwrap();
    let id = person.request("Schlaf").await;
    brandt
        .client
        .answer_mail_request(id, &says("Guten Tag"))
        .await
        .unwrap();
    // Each hears of their own first of all, so nothing of the above came before it.
    let own = stranger.request("Eigenes").await;
    let theirs = abroad.request("Eigenes").await;

    let created = EventKind::MailRequestCreated;
    assert_eq!(heard(&mut of_stranger).await, (own, created));
    assert_eq!(heard(&mut of_other).await, (theirs, created));
    assert_eq!(heard(&mut of_person).await, (id, created));
    assert_eq!(
        heard(&mut of_person).await,
        (id, EventKind::MailRequestChanged)
    );
}

#[actix_web::test]
async fn nobody_listens_without_a_session() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let refused = app.nobody().stream_events(None).await;
    assert_eq!(code(refused), ProblemCode::Unauthenticated);
    let brandt = facility.counselor("m.brandt").await;
    let token = brandt.client.access_token().unwrap();
    brandt.client.sign_out().await.unwrap();
    brandt.client.set_access_token(&token);
    assert_eq!(
        code(brandt.client.stream_events(None).await),
        ProblemCode::SessionEnded
    );
}
