//! What a request costs: how many SQL statements each reading operation runs, however much there
//! is to read.

use crate::support::{Facility, Person, Staff, TestApp, counselor_create, keyring, registration};
use actix_web::web::Data;
use api::{app, config::Settings, database, state::State};
use client::Client;
use domain::{
    ids::{ClientId, MailRequestId},
    mail_requests::DraftSave,
};
use sea_orm::{ConnectionTrait, DatabaseConnection};
use std::{
    collections::BTreeSet,
    net::TcpListener,
    sync::{Arc, Mutex},
    thread,
};

/// Who asks.
#[derive(Clone, Copy, Debug)]
enum As {
    Nobody,
    Client,
    Admin,
}

/// The statements of one request of each reading operation, with a page of the greatest size and
/// with everything that narrows a list down. Counted is the second request of its kind within a
/// quarter of an hour: the first look of staff at a file also writes its line in the audit log, and
/// the first request of a facility fetches the facility's keys. One statement of each row but the
/// portal's finds out whether the session is still alive.
///
/// A number may be changed here when an operation learns something new. It may never depend on how
/// many rows there are.
#[rustfmt::skip]
const TABLE: [(&str, As, &str, usize); 19] = [
    // operation            who         address                                            statements
    ("read_portal",         As::Nobody, "/facilities/lahntal",                             1),
    ("read_access_table",   As::Admin,  "/access-table",                                   1),
    ("list_audit_entries",  As::Admin,  "/audit-entries?limit=100",                        4),
    ("list_audit_entries",  As::Admin,  "/audit-entries?limit=100&action=create_client",   4),
    ("list_clients",        As::Admin,  "/clients?limit=100",                              2),
    ("list_clients",        As::Admin,  "/clients?limit=100&q=Person",                     2),
    ("read_client",         As::Admin,  "/clients/CLIENT",                                 2),
    ("list_counselors",     As::Admin,  "/counselors?limit=100",                           2),
    ("read_counselor",      As::Admin,  "/counselors/COUNSELOR",                           2),
    ("list_mail_requests",  As::Admin,  "/mail-requests?limit=100",                        2),
    ("list_mail_requests",  As::Admin,  "/mail-requests?limit=100&status=new&q=Schlaf",    2),
    ("list_mail_requests",  As::Client, "/mail-requests?limit=100",                        2),
    ("count_mail_requests", As::Admin,  "/mail-requests/counts",                           2),
    ("count_mail_requests", As::Client, "/mail-requests/counts",                           2),
    ("read_mail_request",   As::Admin,  "/mail-requests/REQUEST",                          4),
    ("read_mail_request",   As::Client, "/mail-requests/REQUEST",                          4),
    ("read_draft",          As::Admin,  "/mail-requests/REQUEST/draft",                    4),
    ("list_outgoing_mails", As::Admin,  "/outgoing-mails?limit=100",                       2),
    ("list_outgoing_mails", As::Admin,  "/outgoing-mails?limit=100&status=waiting",        2),
];

/// Operations whose cost has to grow with what they bring.
const GROWS: [(&str, &str); 3] = [
    (
        "stream_events",
        "goes on until it is closed, and reads as things happen",
    ),
    (
        "export_audit_log",
        "brings the whole log, read piece by piece",
    ),
    (
        "verify_audit_log",
        "proves the whole log, read piece by piece",
    ),
];

/// Every statement that requests have run on one server, in its transactions too, as the
/// database's driver was given it.
///
/// What counts is what sea-orm runs for entities, queries and statements of our own. Beginning and
/// ending a transaction does not; `execute_unprepared` would not, and only migrations use it. The
/// server answers on threads of its own, so what runs on the test's thread is background work.
#[derive(Clone, Default)]
struct Statements(Arc<Mutex<Vec<String>>>);

impl Statements {
    fn watch(&self, db: &mut DatabaseConnection) {
        let (statements, here) = (self.clone(), thread::current().id());
        db.set_metric_callback(move |run| {
            if thread::current().id() != here {
                statements.0.lock().unwrap().push(run.statement.sql.clone());
            }
        });
    }

    fn take(&self) -> Vec<String> {
        std::mem::take(&mut self.0.lock().unwrap())
    }
}

/// Another server on the same database, whose statements are counted.
async fn counting_server(app: &TestApp) -> (String, Statements) {
    let mut db = database::connect(&app.database_url).await.unwrap();
    let statements = Statements::default();
    statements.watch(&mut db);
    let settings = Settings {
        workers: 1,
        ..Settings::default()
    };
    let keys = [("test".to_owned(), vec![7; 32])];
    let state = State::new(settings, &keys, keyring(), db, app.hand.clock()).unwrap();
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    actix_web::rt::spawn(app::serve(Data::new(state), listener).unwrap());
    (url, statements)
}

/// A facility that grows.
struct House<'a> {
    facility: Facility<'a>,
    person: Person,
    counselor: Staff,
    /// A long thread with a draft.
    thread: MailRequestId,
    size: usize,
}

impl<'a> House<'a> {
    async fn new(app: &'a TestApp) -> Self {
        let facility = app.facility("lahntal").await;
        let person = facility.client("Seestern").await;
        let counselor = facility.counselor("m.brandt").await;
        let thread = person.request_of(&counselor).await;
        let text = DraftSave {
            text: "Guten".try_into().unwrap(),
        };
        let saved = counselor.client.save_draft(thread, None, &text).await;
        saved.unwrap();
        Self {
            facility,
            person,
            counselor,
            thread,
            size: 0,
        }
    }

    /// So many more clients, counselors, requests, messages of one thread, mails and audit entries
    /// that there are at least `size` of each.
    async fn grow(&mut self, size: usize) {
        let admin = &self.facility.admin.client;
        for number in self.size..size {
            let client = registration(&format!("Person {number}"));
            let body = serde_json::from_value(serde_json::to_value(client).unwrap()).unwrap();
            admin.create_client(&body).await.unwrap();
            let counselor = counselor_create(&format!("counselor{number}"));
            admin.create_counselor(&counselor).await.unwrap();
            self.person.request("Schlaf").await;
            // The counselor is told by a mail.
            self.person.say(self.thread).await;
        }
        self.size = size;
    }

    fn address(&self, template: &str) -> String {
        template
            .replace("CLIENT", &self.person.id.to_string())
            .replace("COUNSELOR", &self.counselor.id.to_string())
            .replace("REQUEST", &self.thread.to_string())
    }

    fn client(&self, who: As) -> Option<&Client> {
        match who {
            As::Nobody => None,
            As::Client => Some(&self.person.client),
            As::Admin => Some(&self.facility.admin.client),
        }
    }
}

async fn get(url: &str, client: Option<&Client>) -> serde_json::Value {
    let mut request = reqwest::Client::new().get(url);
    if let Some(token) = client.and_then(Client::access_token) {
        request = request.bearer_auth(token);
    }
    let answer = request.send().await.unwrap();
    let status = answer.status();
    assert!(
        status.is_success(),
        "{url} answers {status}: {:?}",
        answer.text().await
    );
    if status == 204 {
        return serde_json::Value::Null;
    }
    answer.json().await.unwrap()
}

#[test]
fn every_reading_operation_has_its_cost() {
    let document = serde_json::to_value(api::document()).unwrap();
    let items = document["paths"].as_object().unwrap().values();
    let reads: BTreeSet<_> = items
        .filter_map(|item| item["get"]["operationId"].as_str())
        .collect();
    let listed = TABLE.iter().map(|row| row.0);
    let excused = GROWS.iter().map(|row| row.0);
    assert_eq!(
        reads,
        listed.chain(excused).collect(),
        "a new reading operation needs a row in TABLE, or, rarely and with a reason, in GROWS"
    );
}

#[actix_web::test]
async fn what_a_request_costs_does_not_grow_with_what_is_there() {
    let app = TestApp::new().await;
    let mut house = House::new(&app).await;
    let (url, statements) = counting_server(&app).await;
    let mut wrong = Vec::new();
    let mut longest = [0; 2];
    for (round, size) in [3, 60].into_iter().enumerate() {
        house.grow(size).await;
        for (operation, who, template, expected) in TABLE {
            let url = format!("{url}/api/v1{}", house.address(template));
            let client = house.client(who);
            get(&url, client).await;
            statements.take();
            let answer = get(&url, client).await;
            let run = statements.take();
            if run.len() != expected {
                let count = run.len();
                wrong.push(format!(
                    "{operation} as {who:?} ({template}) with {size} rows: {count} instead of \
                     {expected}\n  {}",
                    run.join("\n  ")
                ));
            }
            let items = answer["items"].as_array().map_or(0, Vec::len);
            longest[round] = longest[round].max(items);
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    // It was measured on lists that are long indeed.
    assert!(longest[0] < longest[1] && longest[1] >= 60, "{longest:?}");
}

/// Nothing escapes the count: not what a transaction runs, and not a statement written by hand.
#[actix_web::test]
async fn statements_of_transactions_are_counted_too() {
    let app = TestApp::new().await;
    let house = House::new(&app).await;
    let (url, statements) = counting_server(&app).await;
    let id: ClientId = house.person.id;
    get(
        &format!("{url}/api/v1/clients/{id}"),
        house.client(As::Admin),
    )
    .await;
    // The first look writes into the audit log, after a statement by hand that takes a number.
    let first = statements.take();
    assert!(
        first
            .iter()
            .any(|sql| sql.starts_with("INSERT INTO \"audit_entries\"")),
        "{first:#?}"
    );
    assert!(
        first.iter().any(|sql| sql.contains("counters")),
        "{first:#?}"
    );

    let mut db = database::connect(&app.database_url).await.unwrap();
    let here = Statements::default();
    here.watch(&mut db);
    let elsewhere = thread::spawn(move || {
        let runtime = tokio::runtime::Runtime::new().unwrap();
        runtime.block_on(async {
            let tx = database::begin_write(&db).await.unwrap();
            let sql = sea_orm::Statement::from_string(db.get_database_backend(), "SELECT 1");
            tx.query_all_raw(sql.clone()).await.unwrap();
            tx.execute_raw(sql).await.unwrap();
            tx.commit().await.unwrap();
        });
    });
    elsewhere.join().unwrap();
    assert_eq!(here.take(), ["SELECT 1", "SELECT 1"]);
}
