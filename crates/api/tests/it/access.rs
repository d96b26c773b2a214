//! Who may call what: one row an operation, one column a kind of caller. The rows must be the
//! operations of the OpenAPI document.

use crate::support::{
    Facility, Person, Staff, TestApp, counselor_create, letter, registration, says,
};
use client::{Client, Heard};
use domain::{
    access::{AccessTable, Openness},
    clients::{ClientQuery, ClientUpdate},
    counselors::CounselorUpdate,
    ids::{ClientId, MailRequestId},
    mail_requests::{DraftSave, MailRequestQuery},
    version::Version,
};
use reqwest::{Method, header};
use sea_orm::ConnectionTrait;
use serde_json::Value;
use std::{collections::BTreeSet, time::Duration};
use tokio::time::timeout;

/// Operations that need no account. Grows only with a reason.
const PUBLIC: [&str; 5] = [
    "sign_in_counselor",
    "sign_in_client",
    "register_client",
    "refresh_session",
    "read_portal",
];

/// The columns: nobody, the client whose request it is, another client, the counselor who owns
/// it, a colleague, an admin, and the admin of another facility.
#[rustfmt::skip]
const TABLE: [(&str, [u16; 7]); 26] = [
    //                          nobody client stranger owner colleague admin abroad
    ("list_counselors",        [401, 403, 403, 200, 200, 200, 200]),
    ("create_counselor",       [401, 403, 403, 403, 403, 201, 201]),
    ("read_counselor",         [401, 404, 404, 200, 403, 200, 404]),
    ("update_counselor",       [401, 404, 404, 200, 403, 200, 404]),
    ("list_clients",           [401, 403, 403, 200, 200, 200, 200]),
    ("create_client",          [401, 403, 403, 201, 201, 201, 201]),
    ("read_client",            [401, 404, 404, 200, 200, 200, 404]),
    ("update_client",          [401, 404, 404, 200, 200, 200, 404]),
    ("list_mail_requests",     [401, 200, 200, 200, 200, 200, 200]),
    ("count_mail_requests",    [401, 200, 200, 200, 200, 200, 200]),
    ("create_mail_request",    [401, 201, 201, 403, 403, 403, 403]),
    ("read_mail_request",      [401, 200, 404, 200, 200, 200, 404]),
    ("answer_mail_request",    [401, 403, 404, 201, 403, 201, 404]),
    ("follow_up_mail_request", [401, 201, 404, 403, 403, 403, 404]),
    ("mark_mail_request_read", [401, 204, 404, 204, 403, 204, 404]),
    ("read_draft",             [401, 403, 404, 200, 200, 200, 404]),
    ("save_draft",             [401, 403, 404, 200, 403, 200, 404]),
    ("read_access_table",      [401, 403, 403, 403, 403, 200, 200]),
    ("stream_events",          [401, 200, 200, 200, 200, 200, 200]),
    ("erase_client",           [401, 404, 404, 403, 403, 204, 404]),
    ("list_audit_entries",     [401, 403, 403, 403, 403, 200, 200]),
    ("export_audit_log",       [401, 403, 403, 403, 403, 200, 200]),
    ("verify_audit_log",       [401, 403, 403, 403, 403, 200, 200]),
    ("list_outgoing_mails",    [401, 403, 403, 403, 403, 200, 200]),
    ("send_outgoing_mail_again", [401, 403, 403, 403, 403, 404, 404]),
    ("sign_out",               [401, 204, 204, 204, 204, 204, 204]),
];

struct World<'a> {
    app: &'a TestApp,
    facility: Facility<'a>,
    owner: Staff,
    colleague: Staff,
    client: Person,
    stranger: Person,
    abroad: Facility<'a>,
}

impl<'a> World<'a> {
    async fn new(app: &'a TestApp) -> Self {
        let facility = app.facility("lahntal").await;
        Self {
            app,
            owner: facility.counselor("m.brandt").await,
            colleague: facility.counselor("j.petersen").await,
            client: facility.client("Seestern").await,
            stranger: facility.client("Anker").await,
            abroad: app.facility("wetterau").await,
            facility,
        }
    }

    fn callers(&self) -> [Option<&Client>; 7] {
        [
            None,
            Some(&self.client.client),
            Some(&self.stranger.client),
            Some(&self.owner.client),
            Some(&self.colleague.client),
            Some(&self.facility.admin.client),
            Some(&self.abroad.admin.client),
        ]
    }

    /// A request of the client that the owner works on, with a draft.
    async fn request(&self) -> MailRequestId {
        let id = self.client.request_of(&self.owner).await;
        let draft = DraftSave {
            text: "Guten".try_into().unwrap(),
        };
        self.owner
            .client
            .save_draft(id, None, &draft)
            .await
            .unwrap();
        id
    }

    async fn look_after(&self, client: &Person, counselor: &Staff) {
        let admin = &self.facility.admin.client;
        let version = admin.read_client(client.id).await.unwrap().version;
        let change = ClientUpdate {
            primary_counselor_id: Some(counselor.id),
            ..ClientUpdate::default()
        };
        let changed = admin.update_client(client.id, version, &change).await;
        changed.unwrap();
    }

    /// The versions that a change would have to name.
    async fn versions(&self) -> (Version, Version) {
        let admin = &self.facility.admin.client;
        let counselor = admin.read_counselor(self.owner.id).await.unwrap();
        let client = admin.read_client(self.client.id).await.unwrap();
        (counselor.version, client.version)
    }

    /// The status that `caller` gets. Everything a cell changes is its own; `unique` tells cells
    /// apart.
    async fn call(&self, operation: &str, caller: Option<&Client>, unique: usize) -> u16 {
        let request = |method: Method, path: String| {
            let url = format!("{}/api/v1{path}", self.app.url);
            let request = reqwest::Client::new().request(method, url);
            match caller.and_then(Client::access_token) {
                Some(token) => request.bearer_auth(token),
                None => request,
            }
        };
        if operation == "sign_out" {
            // The last row: after it, nobody here can make another request.
            let answer = request(Method::DELETE, "/sessions/current".into())
                .send()
                .await;
            return answer.unwrap().status().as_u16();
        }
        let id = self.request().await;
        let (counselor, client) = (self.owner.id, self.client.id);
        let (counselor_version, client_version) = self.versions().await;
        let get = |path: String| request(Method::GET, path);
        let one = format!("/mail-requests/{id}");
        let request = match operation {
            "list_counselors" => get("/counselors".into()),
            "create_counselor" => request(Method::POST, "/counselors".into())
                .json(&counselor_create(&format!("counselor{unique}"))),
            "read_counselor" => get(format!("/counselors/{counselor}")),
            "update_counselor" => request(Method::PATCH, format!("/counselors/{counselor}"))
                .header(header::IF_MATCH, counselor_version.etag())
                .json(&CounselorUpdate::default()),
            "list_clients" => get("/clients".into()),
            "create_client" => request(Method::POST, "/clients".into())
                .json(&registration(&format!("Klient {unique}"))),
            "read_client" => get(format!("/clients/{client}")),
            "update_client" => request(Method::PATCH, format!("/clients/{client}"))
                .header(header::IF_MATCH, client_version.etag())
                .json(&ClientUpdate::default()),
            "list_mail_requests" => get("/mail-requests".into()),
            "count_mail_requests" => get("/mail-requests/counts".into()),
            "create_mail_request" => {
                request(Method::POST, "/mail-requests".into()).json(&letter("Schlaf"))
            }
            "read_mail_request" => get(one),
            "answer_mail_request" => {
                request(Method::POST, format!("{one}/answers")).json(&says("x"))
            }
            "follow_up_mail_request" => {
                request(Method::POST, format!("{one}/follow-ups")).json(&says("x"))
            }
            "mark_mail_request_read" => request(Method::POST, format!("{one}/read")),
            "read_draft" => get(format!("{one}/draft")),
            "save_draft" => request(Method::PUT, format!("{one}/draft"))
                .header(header::IF_MATCH, Version::FIRST.etag())
                .json(&DraftSave {
                    text: "Guten Tag".try_into().unwrap(),
                }),
            "read_access_table" => get("/access-table".into()),
            "erase_client" => {
                let doomed = self.facility.client(&format!("Doomed {unique}")).await;
                request(Method::POST, format!("/clients/{}/erase", doomed.id))
                    .header(header::IF_MATCH, Version::FIRST.etag())
            }
            "list_outgoing_mails" => get("/outgoing-mails".into()),
            "send_outgoing_mail_again" => {
                let unknown = "0193b7c2-6d2e-7c3a-9a53-3c9b7d1f2a10";
                request(
                    Method::POST,
                    format!("/outgoing-mails/{unknown}/send-again"),
                )
            }
            "list_audit_entries" => get("/audit-entries".into()),
            "export_audit_log" => get("/audit-entries/export".into()),
            "verify_audit_log" => get("/audit-entries/verification".into()),
            "stream_events" => get("/events".into()),
            other => panic!("{other} has no call"),
        };
        request.send().await.unwrap().status().as_u16()
    }
}

#[test]
fn every_operation_has_its_row() {
    let document = serde_json::to_value(api::document()).unwrap();
    let paths = document["paths"].as_object().unwrap().values();
    let operations = paths.flat_map(|item| item.as_object().unwrap().values());
    let served: BTreeSet<_> = operations
        .map(|one| one["operationId"].as_str().unwrap())
        .collect();
    let listed: BTreeSet<_> = TABLE.iter().map(|row| row.0).chain(PUBLIC).collect();
    assert_eq!(
        served, listed,
        "a new operation needs a row in TABLE, or, rarely, in PUBLIC"
    );
}

#[actix_web::test]
async fn the_table_holds() {
    let app = TestApp::new().await;
    let world = World::new(&app).await;
    let mut unique = 0;
    for (operation, expected) in TABLE {
        let mut statuses = [0; 7];
        for (status, caller) in statuses.iter_mut().zip(world.callers()) {
            unique += 1;
            *status = world.call(operation, caller, unique).await;
        }
        assert_eq!(statuses, expected, "{operation}");
    }
}

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

#[actix_web::test]
async fn the_table_shown_to_admins_names_the_level_that_holds() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    app.set_openness(Openness::Restricted).await;
    let shown = facility.admin.client.read_access_table().await.unwrap();
    assert_eq!(shown, AccessTable::of(Openness::Restricted));
}

/// Not even the words of the refusal tell a foreign id from one that does not exist.
#[actix_web::test]
async fn a_foreign_id_answers_exactly_like_an_unknown_one() {
    let app = TestApp::new().await;
    let world = World::new(&app).await;
    let unknown = "0193b7c2-6d2e-7c3a-9a53-3c9b7d1f2a10".to_owned();
    let request = world.request().await.to_string();
    let answer = async |caller: &Client, path: &str| {
        let answer = reqwest::Client::new()
            .get(format!("{}/api/v1{path}", app.url))
            .bearer_auth(caller.access_token().unwrap())
            .send()
            .await
            .unwrap();
        let status = answer.status();
        let mut body: Value = answer.json().await.unwrap();
        body.as_object_mut().unwrap().remove("request_id");
        (status, body)
    };
    let foreign = &world.abroad.admin.client;
    for (caller, resource, id) in [
        (foreign, "/mail-requests", request.clone()),
        (foreign, "/clients", world.client.id.to_string()),
        (foreign, "/counselors", world.owner.id.to_string()),
        (&world.stranger.client, "/mail-requests", request),
        (
            &world.stranger.client,
            "/clients",
            world.client.id.to_string(),
        ),
        (
            &world.stranger.client,
            "/counselors",
            world.owner.id.to_string(),
        ),
    ] {
        let of_foreign = answer(caller, &format!("{resource}/{id}")).await;
        let of_unknown = answer(caller, &format!("{resource}/{unknown}")).await;
        assert_eq!(of_foreign.0, 404, "{resource}");
        assert_eq!(of_foreign, of_unknown, "{resource}");
    }
}
