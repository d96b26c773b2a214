//! Searching for anything: what the lists would show, and nothing more.

use crate::{
    access::World,
    bookings::{TEN, appointment, blocker},
    support::{TestApp, field},
};
use client::Client;
use domain::{
    access::Openness,
    problem::FieldCode,
    search::{SearchQuery, SearchResults},
};

async fn found(client: &Client, q: &str) -> SearchResults {
    let q = q.try_into().unwrap();
    client.search(&SearchQuery { q }).await.unwrap()
}

fn counts(found: &SearchResults) -> [usize; 3] {
    [
        found.clients.len(),
        found.mail_requests.len(),
        found.bookings.len(),
    ]
}

#[actix_web::test]
async fn clients_requests_and_appointments_are_found_by_what_they_are_called() {
    let app = TestApp::new().await;
    let world = World::new(&app).await;
    let owner = &world.owner.client;
    world.client.request("Seelische Last").await;
    world.stranger.request("Am See").await;
    let with_client = appointment(world.client.id, TEN);
    let with_client = owner.create_booking(&with_client).await.unwrap();
    let titled = blocker("2026-01-20T09:00:00Z", "2026-01-20T10:00:00Z");
    let titled = owner.create_blocker(&titled).await.unwrap();
    let by_name = found(owner, "seestern").await;
    assert_eq!(counts(&by_name), [1, 1, 1]);
    assert_eq!(by_name.clients[0].id, world.client.id);
    assert_eq!(by_name.bookings[0].id, with_client.id);
    assert_eq!(counts(&found(owner, "see").await), [1, 2, 1]);
    let by_title = found(owner, "SITZUNG").await;
    assert_eq!(counts(&by_title), [0, 0, 1]);
    assert_eq!(by_title.bookings[0].id, titled.id);
    let by_number = found(owner, &by_name.clients[0].number.to_string()).await;
    assert_eq!(by_number.clients, by_name.clients);
    assert_eq!(counts(&found(owner, "nichts davon").await), [0, 0, 0]);
}

#[actix_web::test]
async fn nothing_is_found_that_one_may_not_see() {
    let app = TestApp::new().await;
    let world = World::new(&app).await;
    world.look_after(&world.client, &world.owner).await;
    world.client.request_of(&world.owner).await;
    let own = &world.owner.client;
    let with_client = appointment(world.client.id, TEN);
    own.create_booking(&with_client).await.unwrap();
    let abroad = &world.abroad.admin.client;
    assert_eq!(counts(&found(abroad, "seestern").await), [0, 0, 0]);
    app.set_openness(Openness::StronglyRestricted).await;
    let colleague = &world.colleague.client;
    assert_eq!(counts(&found(colleague, "seestern").await), [0, 0, 0]);
    assert_eq!(counts(&found(own, "seestern").await), [1, 1, 1]);
}

#[actix_web::test]
async fn one_character_is_not_enough() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let q = "s".try_into().unwrap();
    let refused = facility.admin.client.search(&SearchQuery { q }).await;
    assert_eq!(field(refused), ("/q".into(), FieldCode::TooShort));
}
