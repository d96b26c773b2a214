//! Each counselor's own list of clients to keep an eye on.

use crate::{
    access::World,
    support::{TestApp, code},
};
use client::Client;
use domain::{
    access::Openness, ids::ClientId, page::Limit, problem::ProblemCode, watchlist::WatchlistQuery,
};

async fn listed(client: &Client) -> Vec<ClientId> {
    let mut query = WatchlistQuery {
        limit: Some(Limit::try_from(1).unwrap()),
        ..WatchlistQuery::default()
    };
    let mut listed = Vec::new();
    loop {
        let page = client.list_watchlist(&query).await.unwrap();
        listed.extend(page.items.into_iter().map(|client| client.id));
        if page.next.is_none() {
            return listed;
        }
        query.after = page.next;
    }
}

async fn is_remembered(client: &Client, id: ClientId) -> bool {
    client.read_watchlist_entry(id).await.unwrap().remembered
}

#[actix_web::test]
async fn everyone_remembers_and_forgets_for_themselves() {
    let app = TestApp::new().await;
    let world = World::new(&app).await;
    let (owner, colleague) = (&world.owner.client, &world.colleague.client);
    let third = world.facility.client("Welle").await;
    for _ in 0..2 {
        owner.remember_client(world.client.id).await.unwrap();
        owner.remember_client(third.id).await.unwrap();
    }
    colleague.remember_client(world.stranger.id).await.unwrap();
    assert_eq!(listed(owner).await, [third.id, world.client.id]);
    assert_eq!(listed(colleague).await, [world.stranger.id]);
    assert!(listed(&world.facility.admin.client).await.is_empty());
    assert!(is_remembered(owner, third.id).await);
    assert!(!is_remembered(colleague, third.id).await);
    for _ in 0..2 {
        owner.forget_client(third.id).await.unwrap();
    }
    assert_eq!(listed(owner).await, [world.client.id]);
    assert!(!is_remembered(owner, third.id).await);
}

#[actix_web::test]
async fn who_may_not_be_seen_any_more_is_absent_and_who_is_erased_is_gone() {
    let app = TestApp::new().await;
    let world = World::new(&app).await;
    let owner = &world.owner.client;
    world.look_after(&world.stranger, &world.colleague).await;
    for client in [world.client.id, world.stranger.id] {
        owner.remember_client(client).await.unwrap();
    }
    app.set_openness(Openness::Restricted).await;
    assert_eq!(listed(owner).await, [world.client.id]);
    for refused in [
        owner.remember_client(world.stranger.id).await,
        owner.forget_client(world.stranger.id).await,
        owner
            .read_watchlist_entry(world.stranger.id)
            .await
            .map(drop),
    ] {
        assert_eq!(code(refused), ProblemCode::NotFound);
    }
    app.set_openness(Openness::Open).await;
    assert_eq!(listed(owner).await, [world.stranger.id, world.client.id]);
    let admin = &world.facility.admin.client;
    let version = admin.read_client(world.client.id).await.unwrap().version;
    admin.erase_client(world.client.id, version).await.unwrap();
    assert_eq!(listed(owner).await, [world.stranger.id]);
}
