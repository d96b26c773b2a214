use crate::{
    program::{kill, server, start},
    support::{CLIENT_PASSWORD, Person, TestApp, code, says},
};
use client::{Client, EventStream, Heard};
use domain::{accounts::ClientSignIn, events::EventKind, ids::MailRequestId, problem::ProblemCode};
use futures_util::future::join_all;
use sea_orm::{ConnectionTrait, DbBackend};
use std::{collections::BTreeSet, time::Duration};
use tokio::time::timeout;

/// Longer than anything here takes; only a failing test waits for it.
const PATIENCE: Duration = Duration::from_secs(10);

async fn heard(live: &mut EventStream) -> (MailRequestId, EventKind) {
    match timeout(PATIENCE, live.next()).await.unwrap().unwrap() {
        Heard::Event(event) => (event.mail_request_id.unwrap(), event.kind),
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

#[actix_web::test]
async fn who_comes_back_hears_what_they_missed_in_order_and_nothing_twice() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let person = facility.client("Seestern").await;
    let stranger = facility.client("Anker").await;
    let admin = &facility.admin.client;
    let mut live = person.client.stream_events(None).await.unwrap();
    let first = person.request("Eins").await;
    let created = EventKind::MailRequestCreated;
    assert_eq!(heard(&mut live).await, (first, created));
    let position = live.position();
    drop(live);

    let second = person.request("Zwei").await;
    stranger.request("Fremdes").await;
    admin
        .answer_mail_request(second, &says("Guten Tag"))
        .await
        .unwrap();
    let mut live = person.client.stream_events(position).await.unwrap();
    assert_eq!(heard(&mut live).await, (second, created));
    let third = person.request("Drei").await;
    assert_eq!(
        heard(&mut live).await,
        (second, EventKind::MailRequestChanged)
    );
    assert_eq!(heard(&mut live).await, (third, created));
}

#[actix_web::test]
async fn who_was_away_for_too_long_is_told_to_look_for_themselves() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let person = facility.client("Seestern").await;
    for subject in ["Eins", "Zwei", "Drei"] {
        person.request(subject).await;
    }
    let forgotten = "DELETE FROM events WHERE position <= 2";
    app.db.execute_unprepared(forgotten).await.unwrap();
    for (position, missed) in [
        (0, true),
        (1, true),
        (2, false),
        (3, false),
        (9, true),
        (-1, true),
    ] {
        let mut live = person.client.stream_events(Some(position)).await.unwrap();
        let next = person.request("Neu").await;
        let mut told = Vec::new();
        loop {
            match timeout(PATIENCE, live.next()).await.unwrap().unwrap() {
                Heard::Missed => told.push(None),
                Heard::Event(event) => told.push(event.mail_request_id),
            }
            if told.last() == Some(&Some(next)) {
                break;
            }
        }
        assert_eq!(told.contains(&None), missed, "{position}");
    }
}

#[actix_web::test]
async fn changes_at_once_are_told_one_after_the_other_without_a_gap() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let person = facility.client("Seestern").await;
    let mut live = facility.admin.client.stream_events(None).await.unwrap();
    let subjects: Vec<_> = (0..30).map(|n| format!("Anfrage {n}")).collect();
    let made = join_all(subjects.iter().map(|subject| person.request(subject))).await;
    let mut told = Vec::new();
    let mut positions = Vec::new();
    for _ in &made {
        told.push(heard(&mut live).await.0);
        positions.push(live.position().unwrap());
    }
    let first = positions[0];
    assert_eq!(positions, (first..first + 30).collect::<Vec<_>>());
    assert_eq!(BTreeSet::from_iter(told), BTreeSet::from_iter(made));
}

/// On PostgreSQL, what one process writes is heard at another; on SQLite there is one process. The
/// one that is listened at is killed and comes back.
#[actix_web::test]
async fn a_server_that_is_killed_and_comes_back_loses_no_event_and_tells_none_twice() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let person = facility.client("Seestern").await;
    let several = app.db.get_database_backend() != DbBackend::Sqlite;
    let (mut listening, mut address) = start(&mut server(&app.database_url));
    let writing = several.then(|| start(&mut server(&app.database_url)));

    // Access tokens of the test's own server are good at any that has its signing key.
    let name = "Seestern".try_into().unwrap();
    let password = CLIENT_PASSWORD.try_into().unwrap();
    let sign_in = ClientSignIn { name, password };
    let at = async |address: &str| {
        let client = Client::new(address);
        client
            .sign_in_client(&facility.slug, &sign_in)
            .await
            .unwrap();
        Person {
            client,
            id: person.id,
        }
    };
    let (mut made, mut told, mut position) = (Vec::new(), Vec::new(), None);
    for round in 0..3 {
        let listener = at(&address).await;
        let writer = match &writing {
            Some((_, address)) => at(address).await,
            None => at(&address).await,
        };
        let mut live = listener.client.stream_events(position).await.unwrap();
        for n in 0..5 {
            made.push(writer.request(&format!("Anfrage {round} {n}")).await);
        }
        // Two of them are heard before the end, the others after it.
        while told.len() < made.len() - 3 {
            told.push(heard(&mut live).await.0);
        }
        position = live.position();
        kill(listening);
        if several {
            made.push(writer.request("Während sie weg war").await);
        }
        (listening, address) = start(&mut server(&app.database_url));
    }
    let listener = at(&address).await;
    let mut live = listener.client.stream_events(position).await.unwrap();
    let last = listener.request("Das Letzte").await;
    while told.last() != Some(&last) {
        told.push(heard(&mut live).await.0);
    }
    made.push(last);
    assert_eq!(told, made);
    kill(listening);
    if let Some((writing, _)) = writing {
        kill(writing);
    }
}
