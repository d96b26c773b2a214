//! What the four levels of openness let counselors see of each other's work (chapter 30).

use crate::{access::World, support::TestApp};
use client::{Client, EventStream, Heard};
use domain::{
    access::{AccessTable, Openness},
    clients::ClientQuery,
    ids::{ClientId, MailRequestId},
    mail_requests::MailRequestQuery,
};
use sea_orm::{ConnectionTrait, DbBackend};
use std::{collections::BTreeSet, time::Duration};
use tokio::time::timeout;

/// The lists' filters and the rules for one row are two spellings of one thing, at every level.
#[actix_web::test]
async fn lists_show_exactly_what_can_be_read() {
    let app = TestApp::new().await;
    let world = World::new(&app).await;
    let released = world.client.request("Abgegeben").await;
    world.colleague.answer(released).await;
    let release = "UPDATE mail_requests SET status = 'open' WHERE subject = 'Abgegeben'";
    app.db.execute_unprepared(release).await.unwrap();
    let abroad = world.abroad.client("Seestern").await;
    let requests = [
        released,
        world.client.request_of(&world.owner).await,
        world.client.request_of(&world.colleague).await,
        world.stranger.request("Neues").await,
        abroad.request("Fremdes").await,
    ];
    world.look_after(&world.client, &world.owner).await;
    let clients = [world.client.id, world.stranger.id, abroad.id];
    // How many requests and clients the owner sees; the admin sees all four and both.
    for (openness, seen) in [
        (Openness::FullyOpen, (4, 2)),
        (Openness::Open, (4, 2)),
        (Openness::Restricted, (3, 2)),
        (Openness::StronglyRestricted, (1, 1)),
    ] {
        app.set_openness(openness).await;
        for caller in world.callers().into_iter().flatten() {
            let listed = listed_requests(caller).await;
            let mut readable = BTreeSet::new();
            for id in requests {
                if caller.read_mail_request(id).await.is_ok() {
                    readable.insert(id);
                }
            }
            assert_eq!(listed, readable, "{openness:?}");
            let counts = caller.count_mail_requests().await.unwrap();
            assert_eq!(usize::try_from(counts.all()).unwrap(), listed.len());
            let listed = listed_clients(caller).await;
            let mut readable = BTreeSet::new();
            for id in clients {
                if caller.read_client(id).await.is_ok() {
                    readable.insert(id);
                }
            }
            assert_eq!(listed, readable, "{openness:?}");
        }
        let sees = async |caller: &Client| {
            let requests = listed_requests(caller).await.len();
            (requests, listed_clients(caller).await.len())
        };
        assert_eq!(sees(&world.owner.client).await, seen, "{openness:?}");
        assert_eq!(sees(&world.facility.admin.client).await, (4, 2));
        assert_eq!(sees(&world.abroad.admin.client).await, (1, 1));
    }
}

async fn listed_requests(caller: &Client) -> BTreeSet<MailRequestId> {
    let query = MailRequestQuery::default();
    let page = caller.list_mail_requests(&query).await.unwrap();
    page.items.iter().map(|one| one.id).collect()
}

/// Nothing, for those who may not list clients.
async fn listed_clients(caller: &Client) -> BTreeSet<ClientId> {
    match caller.list_clients(&ClientQuery::default()).await {
        Ok(page) => page.items.iter().map(|one| one.id).collect(),
        Err(_) => BTreeSet::new(),
    }
}

/// What somebody may not see at a level, they do not hear of either.
#[actix_web::test]
async fn a_live_connection_tells_of_what_can_be_read() {
    let app = TestApp::new().await;
    let world = World::new(&app).await;
    let mine = world.request().await;
    app.set_openness(Openness::StronglyRestricted).await;
    let mut live = world.owner.client.stream_events(None).await.unwrap();
    world.stranger.request("Neues").await;
    world.client.say(mine).await;
    let heard = timeout(Duration::from_secs(10), live.next()).await.unwrap();
    let Some(Heard::Event(event)) = heard else {
        panic!("{heard:?}");
    };
    assert_eq!(event.mail_request_id, mine, "and not the stranger's");
}

/// The level may change at any server while a connection stays open: what is told from then on is
/// decided by the new one. Connections that cannot keep up and read the log themselves are no
/// different.
#[actix_web::test]
async fn an_open_live_connection_hears_by_the_level_that_holds_now() {
    let app = TestApp::new().await;
    let world = World::new(&app).await;
    let mine = world.request().await;
    app.set_openness(Openness::FullyOpen).await;
    let other = app.restarted().await;
    let (owner, elsewhere) = (&world.owner.client, other.nobody());
    elsewhere.set_access_token(&owner.access_token().unwrap());
    let mut open = vec![owner.stream_events(None).await.unwrap()];
    if app.db.get_database_backend() != DbBackend::Sqlite {
        // On SQLite there is one server.
        open.push(elsewhere.stream_events(None).await.unwrap());
    }
    let strangers = world.stranger.request("Neues").await;
    for live in &mut open {
        assert_eq!(next(live).await, strangers);
    }
    let position = open[0].position();
    app.set_openness(Openness::StronglyRestricted).await;
    world.stranger.say(strangers).await;
    world.client.say(mine).await;
    for live in &mut open {
        assert_eq!(next(live).await, mine, "and not the stranger's");
    }
    app.set_openness(Openness::FullyOpen).await;
    world.stranger.say(strangers).await;
    for live in &mut open {
        assert_eq!(next(live).await, strangers);
    }
    // Read from the log, by the level of now, whatever held when it happened.
    let mut back = owner.stream_events(position).await.unwrap();
    for id in [strangers, mine, strangers] {
        assert_eq!(next(&mut back).await, id);
    }
}

async fn next(live: &mut EventStream) -> MailRequestId {
    let heard = timeout(Duration::from_secs(10), live.next()).await.unwrap();
    let Some(Heard::Event(event)) = heard else {
        panic!("{heard:?}");
    };
    event.mail_request_id
}

#[actix_web::test]
async fn the_table_shown_to_admins_names_the_level_that_holds() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    app.set_openness(Openness::Restricted).await;
    let shown = facility.admin.client.read_access_table().await.unwrap();
    assert_eq!(shown, AccessTable::of(Openness::Restricted));
}
