//! Who has a request open, told to colleagues, between servers too.

use crate::{access::World, support::TestApp};
use client::{Client, Heard};
use domain::{
    events::EventKind,
    ids::{CounselorId, MailRequestId},
    mail_requests::Viewers,
};
use sea_orm::DbBackend;
use std::time::Duration;
use tokio::time::timeout;

async fn others(caller: &Client, id: MailRequestId) -> Vec<CounselorId> {
    let viewers = caller.note_viewing(id).await.unwrap();
    viewers.colleagues.iter().map(|one| one.id).collect()
}

#[actix_web::test]
async fn colleagues_see_each_other_come_and_go() {
    let app = TestApp::new().await;
    let world = World::new(&app).await;
    let id = world.request().await;
    let (owner, colleague) = (&world.owner.client, &world.colleague.client);
    assert_eq!(others(owner, id).await, []);
    assert_eq!(others(colleague, id).await, [world.owner.id]);
    assert_eq!(others(owner, id).await, [world.colleague.id]);
    let elsewhere = world.request().await;
    assert_eq!(others(owner, elsewhere).await, [], "another request");
    colleague.stop_viewing(id).await.unwrap();
    assert_eq!(others(owner, id).await, []);
    others(colleague, id).await;
    app.hand.advance(Viewers::GONE_AFTER);
    assert_eq!(others(owner, id).await, [], "not heard of for long");
}

/// Coming and going is told at once, to staff; saying that one is still there is not.
#[actix_web::test]
async fn coming_is_told_to_colleagues_and_not_to_the_client() {
    let app = TestApp::new().await;
    let world = World::new(&app).await;
    let id = world.request().await;
    let mut staff = world.owner.client.stream_events(None).await.unwrap();
    let mut client = world.client.client.stream_events(None).await.unwrap();
    for _ in 0..3 {
        others(&world.colleague.client, id).await;
    }
    world.client.say(id).await;
    let mut heard = Vec::new();
    while heard.last() != Some(&EventKind::MailRequestChanged) {
        let next = timeout(Duration::from_secs(10), staff.next())
            .await
            .unwrap();
        let Some(Heard::Event(event)) = next else {
            panic!("{next:?}");
        };
        heard.push(event.kind);
    }
    let expected = [EventKind::ViewersChanged, EventKind::MailRequestChanged];
    assert_eq!(heard, expected);
    let next = timeout(Duration::from_secs(10), client.next())
        .await
        .unwrap();
    let Some(Heard::Event(event)) = next else {
        panic!("{next:?}");
    };
    assert_eq!(event.kind, EventKind::MailRequestChanged);
}

/// Servers on one PostgreSQL tell each other. On SQLite there is one server.
#[actix_web::test]
async fn another_server_knows_who_is_here() {
    let app = TestApp::new().await;
    if app.db.get_database_backend() == DbBackend::Sqlite {
        return;
    }
    let world = World::new(&app).await;
    let id = world.request().await;
    let other = app.restarted().await;
    let elsewhere = other.nobody();
    elsewhere.set_access_token(&world.owner.client.access_token().unwrap());
    let mut live = elsewhere.stream_events(None).await.unwrap();
    others(&world.colleague.client, id).await;
    // What was told before the event is known once it is heard.
    loop {
        let next = timeout(Duration::from_secs(10), live.next()).await.unwrap();
        let Some(Heard::Event(event)) = next else {
            panic!("{next:?}");
        };
        if event.kind == EventKind::ViewersChanged {
            break;
        }
    }
    assert_eq!(others(&elsewhere, id).await, [world.colleague.id]);
}
