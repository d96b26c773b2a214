//! What the four levels of openness let counselors see of each other's work (chapter 30).

use crate::{
    access::{World, master_data_field},
    support::{Staff, TestApp, code, says},
};
use client::{Client, EventStream, Heard};
use domain::{
    access::{AccessTable, Openness},
    clients::{ClientQuery, ClientUpdate},
    ids::{ClientId, MailRequestId},
    mail_requests::{DraftSave, MailRequestQuery},
    master_data_fields::MasterDataValue,
    problem::ProblemCode,
    version::Version,
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

/// What chapter 30 says, row by row: at each level (fully open, open, restricted, strongly
/// restricted) for each relation (own, just arrived, released by a colleague, a colleague's).
/// `y` allowed, `n` refused, `-` not there.
const COUNSELORS: [(&str, [&str; 4]); 5] = [
    ("list", ["yyyy", "yyyy", "yyy-", "y---"]),
    ("read", ["yyyy", "yyyy", "yyy-", "y---"]),
    ("answer", ["yyyy", "yyyn", "yyy-", "y---"]),
    ("take_over", ["yyyy", "yyyn", "yyy-", "y---"]),
    ("draft", ["yyyy", "yyyy", "yyn-", "y---"]),
];

impl World<'_> {
    /// A request for each relation that the owner can stand to one in, with a draft of whoever
    /// works on it, or worked.
    async fn of_each_relation(&self) -> [MailRequestId; 4] {
        let owned = async |by: &Staff| {
            let id = self.client.request_of(by).await;
            let text = "Begonnen".try_into().unwrap();
            let draft = DraftSave { text };
            by.client.save_draft(id, None, &draft).await.unwrap();
            id
        };
        let released = owned(&self.colleague).await;
        let colleague = &self.colleague.client;
        let version = colleague.read_mail_request(released).await.unwrap();
        let version = version.summary.version;
        let given = colleague.release_mail_request(released, version).await;
        given.unwrap();
        let new = self.client.request("Neues").await;
        let text = "Begonnen".try_into().unwrap();
        let admin = &self.facility.admin.client;
        let begun = admin.save_draft(new, None, &DraftSave { text }).await;
        begun.unwrap();
        [
            owned(&self.owner).await,
            new,
            released,
            owned(&self.colleague).await,
        ]
    }
}

/// What comes of doing this to the request.
async fn outcome(caller: &Client, what: &str, id: MailRequestId, version: Version) -> char {
    let result = match what {
        "list" => {
            let there = listed_requests(caller).await.contains(&id);
            return if there { 'y' } else { '-' };
        }
        "read" => caller.read_mail_request(id).await.map(drop),
        "answer" => caller.answer_mail_request(id, &says("x")).await.map(drop),
        "take_over" => caller.take_over_mail_request(id, version).await.map(drop),
        "draft" => caller.read_draft(id).await.map(drop),
        other => panic!("{other}"),
    };
    match result {
        Ok(()) => 'y',
        Err(error) => match error.code() {
            Some(ProblemCode::Forbidden) => 'n',
            Some(ProblemCode::NotFound) => '-',
            other => panic!("{what}: {other:?}"),
        },
    }
}

/// Every cell, through the API: four levels × counselor and admin × whose it is.
#[actix_web::test]
async fn the_table_of_chapter_30_holds_cell_by_cell() {
    let app = TestApp::new().await;
    let world = World::new(&app).await;
    let admin = &world.facility.admin.client;
    for (level, openness) in Openness::ALL.into_iter().enumerate() {
        for (what, cells) in COUNSELORS {
            for (caller, expected) in [(&world.owner.client, cells[level]), (admin, "yyyy")] {
                app.set_openness(Openness::FullyOpen).await;
                let requests = world.of_each_relation().await;
                let mut versions = Vec::new();
                for id in requests {
                    let request = admin.read_mail_request(id).await.unwrap();
                    versions.push(request.summary.version);
                }
                app.set_openness(openness).await;
                let mut found = String::new();
                for (id, version) in requests.into_iter().zip(versions) {
                    found.push(outcome(caller, what, id, version).await);
                }
                assert_eq!(found, expected, "{what} at {openness:?}");
            }
        }
    }
}

/// The last row: colleagues' clients among the members, with and without master data.
#[actix_web::test]
async fn colleagues_clients_are_seen_as_the_level_says() {
    let app = TestApp::new().await;
    let world = World::new(&app).await;
    let (admin, owner) = (&world.facility.admin.client, &world.owner.client);
    let field = admin.create_master_data_field(&master_data_field()).await;
    let field = field.unwrap().id;
    let own = world.client.id;
    let others = world.stranger.id;
    let nobodys = world.facility.client("Mondlicht").await.id;
    for client in [own, others, nobodys] {
        let version = admin.read_client(client).await.unwrap().version;
        let answered = ClientUpdate {
            master_data: [(field, Some(MasterDataValue::Text("1984".into())))].into(),
            ..ClientUpdate::default()
        };
        admin
            .update_client(client, version, &answered)
            .await
            .unwrap();
    }
    world.look_after(&world.client, &world.owner).await;
    world.look_after(&world.stranger, &world.colleague).await;
    // Own, a colleague's, nobody's: in the list, and whether the answers are there.
    for (openness, listed, answers) in [
        (Openness::FullyOpen, "yyy", "yyy"),
        (Openness::Open, "yyy", "yny"),
        (Openness::Restricted, "y-y", "y-y"),
        (Openness::StronglyRestricted, "y--", "y--"),
    ] {
        app.set_openness(openness).await;
        for (caller, listed, answers) in [(owner, listed, answers), (admin, "yyy", "yyy")] {
            let there = listed_clients(caller).await;
            let (mut in_list, mut with_answers) = (String::new(), String::new());
            for client in [own, others, nobodys] {
                in_list.push(if there.contains(&client) { 'y' } else { '-' });
                with_answers.push(match caller.read_client(client).await {
                    Ok(client) if client.master_data.contains_key(&field) => 'y',
                    Ok(_) => 'n',
                    Err(_) => '-',
                });
            }
            assert_eq!(in_list, listed, "{openness:?}");
            assert_eq!(with_answers, answers, "{openness:?}");
        }
    }
    // What is not seen is not written over either.
    app.set_openness(Openness::Open).await;
    let version = owner.read_client(others).await.unwrap().version;
    let blind = ClientUpdate {
        master_data: [(field, None)].into(),
        ..ClientUpdate::default()
    };
    let refused = owner.update_client(others, version, &blind).await;
    assert_eq!(code(refused), ProblemCode::Forbidden);
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
    assert_eq!(event.mail_request_id, Some(mine), "and not the stranger's");
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
    event.mail_request_id.unwrap()
}

#[actix_web::test]
async fn the_table_shown_to_admins_names_the_level_that_holds() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    app.set_openness(Openness::Restricted).await;
    let shown = facility.admin.client.read_access_table().await.unwrap();
    assert_eq!(shown, AccessTable::of(Openness::Restricted));
}
