//! What the ground costs: sealing as a share of a request, lists of many clients, and memory of idle
//! live connections.
//! `just bench` runs it; nothing here is a test.
#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    clippy::disallowed_methods,
    reason = "a measurement that cannot go on stops, and says what it measured"
)]

use api::{
    app,
    clock::Clock,
    config::Settings,
    crypto::{ClientKey, Keyring, column},
    database,
    facility::operations::{FacilityCreate, FirstAdmin, create_facility},
    state::State,
};
use base64::{Engine, engine::general_purpose::STANDARD};
use client::Client;
use domain::{
    accounts::{Account, ClientRegistration, CounselorSignIn},
    attachments::AttachmentIds,
    clients::{ClientQuery, ClientSort},
    language::Language,
    mail_requests::{MailRequestCreate, MessageCreate},
    page::Limit,
};
use sea_orm::{ConnectionTrait, DatabaseConnection, DbBackend};
use sealed::{Key, MasterKeys};
use std::{
    io::{BufRead, BufReader},
    net::TcpListener,
    num::NonZeroU32,
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
};

const MASTER: [u8; 32] = [9; 32];
const SIGNING: [u8; 32] = [7; 32];
/// Requests measured, after as many that are not.
const ROUNDS: u32 = 300;
const MESSAGES: usize = 50;
const CLIENTS: usize = 50;
const CONNECTIONS: usize = 5_000;

fn main() {
    // `cargo test --benches` and `cargo bench -- --list` call this too, and want nothing measured.
    if !std::env::args().any(|argument| argument == "--bench") {
        return;
    }
    actix_web::rt::System::new().block_on(async {
        sealing().await;
        searching().await;
        live_connections().await;
    });
}

struct House {
    url: String,
    password: String,
    db: DatabaseConnection,
}

async fn house(folder: &tempfile::TempDir) -> House {
    let file = format!("sqlite://{}/bench.db", folder.path().display());
    house_on(file, folder).await
}

async fn house_on(database_url: String, folder: &tempfile::TempDir) -> House {
    let settings = Settings {
        database_url,
        blobs: folder.path().join("blobs").display().to_string(),
        sign_in_burst: NonZeroU32::new(1_000_000).unwrap(),
        workers: 1,
        ..Settings::default()
    };
    let keyring = || {
        let keys = vec![("main".to_owned(), Key::from_bytes(MASTER))];
        Keyring::new(MasterKeys::new(keys).unwrap())
    };
    let db = database::connect(&settings.database_url).await.unwrap();
    let clock = Clock::system();
    database::migrate(&db, &keyring(), &clock).await.unwrap();
    let facility = FacilityCreate {
        slug: "lahntal".try_into().unwrap(),
        name: "Beratungsstelle Lahntal".try_into().unwrap(),
        time_zone: "Europe/Berlin".parse().unwrap(),
    };
    let admin = FirstAdmin {
        login_name: "admin".try_into().unwrap(),
        email: "admin@lahntal.example".try_into().unwrap(),
        first_name: "Katharina".try_into().unwrap(),
        last_name: "Vogt".try_into().unwrap(),
    };
    let password = create_facility(&db, &keyring(), &clock, facility, admin)
        .await
        .unwrap();
    let keys = [("main".to_owned(), SIGNING.to_vec())];
    let state = State::new(settings, &keys, keyring(), db.clone(), clock).unwrap();
    state.blobs.prepare().await.unwrap();
    let state = actix_web::web::Data::new(state);
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    actix_web::rt::spawn(app::serve(state, listener).unwrap());
    House { url, password, db }
}

async fn admin(url: &str, password: &str) -> Client {
    let client = Client::new(url);
    let body = CounselorSignIn {
        facility: None,
        name: "admin".try_into().unwrap(),
        password: password.try_into().unwrap(),
    };
    client.sign_in_counselor(&body).await.unwrap();
    client
}

/// How long the opening takes that a request needs, beside the request itself.
async fn sealing() {
    let folder = tempfile::tempdir().unwrap();
    let house = house(&folder).await;
    let admin = admin(&house.url, &house.password).await;
    let text = "Ich weiß nicht, wo ich anfangen soll. ".repeat(25);
    let mut persons = Vec::new();
    for n in 0..CLIENTS {
        let person = Client::new(&house.url);
        let body = ClientRegistration {
            pseudonym: format!("Mensch {n}").as_str().try_into().unwrap(),
            password: "acht Zeichen".try_into().unwrap(),
            email: Some(format!("m{n}@mail.example").as_str().try_into().unwrap()),
            language: Language::De,
        };
        let session = person.register_client("lahntal", &body).await.unwrap();
        assert!(matches!(session.account, Account::Client { .. }));
        persons.push(person);
    }
    let create = MailRequestCreate::new(
        "Schlaf".try_into().unwrap(),
        text.as_str().try_into().unwrap(),
    );
    let request = persons[0].create_mail_request(&create).await.unwrap();
    let id = request.summary.id;
    for _ in 1..MESSAGES {
        let body = MessageCreate {
            text: text.as_str().try_into().unwrap(),
            attachments: AttachmentIds::default(),
        };
        persons[0].follow_up_mail_request(id, &body).await.unwrap();
    }
    let list = ClientQuery {
        limit: Some(Limit::try_from(50).unwrap()),
        ..ClientQuery::default()
    };

    let detail = per_request(async || drop(admin.read_mail_request(id).await.unwrap())).await;
    let clients = per_request(async || drop(admin.list_clients(&list).await.unwrap())).await;

    let key = ClientKey::random();
    let row = uuid::Uuid::now_v7();
    let message = key.seal(column::MESSAGE_TEXT, row, &text).unwrap();
    let email = key
        .seal(column::CLIENT_EMAIL, row, "m1@mail.example")
        .unwrap();
    let master = Key::from_bytes(MASTER);
    let place = sealed::Place {
        column: "client_keys.key",
        row: *row.as_bytes(),
    };
    let wrapped = master.wrap(place, &Key::random()).unwrap();
    let unwrap = once(|| drop(master.unwrap(place, &wrapped).unwrap()));
    let open_text = once(|| drop(key.open(column::MESSAGE_TEXT, row, &message).unwrap()));
    let open_email = once(|| drop(key.open(column::CLIENT_EMAIL, row, &email).unwrap()));
    let count = |n: usize| u32::try_from(n).unwrap();
    println!("\nsealing, as a share of the request it is part of (goal: below 10 %)");
    share(
        &format!(
            "mail request with {MESSAGES} messages of {} bytes",
            text.len()
        ),
        unwrap + open_text * count(MESSAGES),
        detail,
    );
    share(
        &format!("list of {CLIENTS} clients with e-mail address"),
        (unwrap + open_email) * count(CLIENTS),
        clients,
    );
}

fn share(what: &str, part: Duration, whole: Duration) {
    let percent = part.as_secs_f64() / whole.as_secs_f64() * 100.0;
    println!("  {what}: {part:.1?} of {whole:.1?}, {percent:.1} %");
}

async fn per_request(request: impl AsyncFn()) -> Duration {
    for _ in 0..ROUNDS {
        request().await;
    }
    let started = Instant::now();
    for _ in 0..ROUNDS {
        request().await;
    }
    started.elapsed() / ROUNDS
}

fn once(work: impl Fn()) -> Duration {
    let started = Instant::now();
    for _ in 0..10_000 {
        work();
    }
    started.elapsed() / 10_000
}

/// Lists and searches, by what they look for: part of many pseudonyms, of few, of one, of none.
const LISTS: [(&str, &str, Option<&str>); 12] = [
    ("newest first", "", None),
    ("by pseudonym", "pseudonym", None),
    ("by last sign-in", "last_signed_in", None),
    ("two letters that a third have", "", Some("st")),
    (
        "a part that one in a hundred has",
        "pseudonym",
        Some("stern 4"),
    ),
    ("one letter at the end of the order", "pseudonym", Some("z")),
    (
        "a part that one in 27 has, at the end of the order",
        "",
        Some("elle"),
    ),
    (
        "the same, in the middle of the order",
        "pseudonym",
        Some("elle"),
    ),
    ("the same, anywhere", "last_signed_in", Some("elle")),
    (
        "a part that one in five has, at the end of the order",
        "",
        Some("a"),
    ),
    ("a part that one has", "", Some("ern 777")),
    ("a part that nobody has", "", Some("quarz")),
];

/// How much longer lists and searches take among a hundred times as many clients.
async fn searching() {
    searching_on(None).await;
    if let Ok(server) = std::env::var("BEISTAND_TEST_POSTGRES") {
        searching_on(Some(&server)).await;
    }
}

/// A database of its own on a PostgreSQL.
async fn postgres(server: &str, name: &str) -> String {
    let db = database::connect(server).await.unwrap();
    let create = format!("CREATE DATABASE {name}");
    db.execute_unprepared(&create).await.unwrap();
    let (base, _) = server.rsplit_once('/').unwrap();
    format!("{base}/{name}")
}

async fn searching_on(server: Option<&str>) {
    let mut took = Vec::new();
    for clients in [1_000, 100_000] {
        let folder = tempfile::tempdir().unwrap();
        let house = match server {
            None => house(&folder).await,
            Some(server) => {
                let url = postgres(server, &format!("bench_{clients}")).await;
                house_on(url, &folder).await
            }
        };
        let admin = admin(&house.url, &house.password).await;
        fill(&house.db, clients).await;
        let mut times = Vec::new();
        for (_, sort, q) in LISTS {
            let query = ClientQuery {
                q: q.map(|q| q.try_into().unwrap()),
                sort: ClientSort::from_name(sort),
                ..ClientQuery::default()
            };
            let time = per_request(async || drop(admin.list_clients(&query).await.unwrap())).await;
            times.push(time);
        }
        took.push(times);
    }
    let database = if server.is_some() {
        "PostgreSQL"
    } else {
        "SQLite"
    };
    println!(
        "\nlists of clients on {database}, 1,000 and 100,000 of them (goal: 1.5 times as long at most)"
    );
    for (index, (what, ..)) in LISTS.iter().enumerate() {
        let (few, many) = (took[0][index], took[1][index]);
        let ratio = many.as_secs_f64() / few.as_secs_f64();
        println!("  {what}: {few:.1?} and {many:.1?}, {ratio:.2} times");
    }
}

/// So many clients, by SQL: to register them would take hours.
async fn fill(db: &DatabaseConnection, clients: usize) {
    let is_sqlite = db.get_database_backend() == DbBackend::Sqlite;
    let (id, seen) = if is_sqlite {
        (
            "randomblob(16)",
            "datetime(f.created_at, '-' || (n * 7919 % 100003) || ' minutes') || '+00:00'",
        )
    } else {
        (
            "gen_random_uuid()",
            "f.created_at - (n * 7919 % 100003) * interval '1 minute'",
        )
    };
    // At the far end of the order in which they came: one in 27, one in five, and a few dozen.
    let (springs, harbours) = (clients * 37 / 1_000, clients / 5);
    let kinds = format!(
        "CASE WHEN n <= {springs} THEN 'Quelle ' WHEN n <= {harbours} THEN 'Hafen ' \
         WHEN n <= {harbours} + 40 THEN 'Zweig ' WHEN n % 3 = 0 THEN 'Seestern ' \
         WHEN n % 3 = 1 THEN 'Mondlicht ' ELSE 'Koje ' END"
    );
    for sql in [
        format!(
            "INSERT INTO clients (id, facility_id, number, pseudonym, pseudonym_key, \
             password_hash, language, version, created_at, last_seen_at, status, password_change_due) \
             WITH RECURSIVE numbers(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < {clients}) \
             SELECT {id}, f.id, n, {kinds} || n, lower({kinds} || n), '', 'de', 1, \
             f.created_at, {seen}, 'active', false \
             FROM numbers, facilities f"
        ),
        "INSERT INTO client_name_parts (facility_id, part, client_id, name, number, last_seen_at) \
         WITH RECURSIVE places(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM places WHERE n < 40) \
         SELECT DISTINCT facility_id, substr(pseudonym_key, n), id, pseudonym_key, number, \
         last_seen_at FROM clients, places WHERE n <= length(pseudonym_key)"
            .to_owned(),
        // What a database does by itself after a while.
        (if is_sqlite {
            "ANALYZE"
        } else {
            "VACUUM ANALYZE"
        })
        .to_owned(),
    ] {
        db.execute_unprepared(&sql).await.unwrap();
    }
}

/// What a server's memory grows by while many listen and nothing happens.
async fn live_connections() {
    let folder = tempfile::tempdir().unwrap();
    let house = house(&folder).await;
    let (mut server, address) = start(&folder);
    let admin = admin(&address, &house.password).await;
    let token = admin.access_token().unwrap();
    let host = address.strip_prefix("http://").unwrap();
    let before = resident_kib(&server);
    let mut open = Vec::with_capacity(CONNECTIONS);
    for _ in 0..CONNECTIONS {
        let mut stream = TcpStream::connect(host).await.unwrap();
        let request = format!(
            "GET /api/v1/events HTTP/1.1\r\nHost: {host}\r\nAuthorization: Bearer {token}\r\n\r\n"
        );
        stream.write_all(request.as_bytes()).await.unwrap();
        let mut head = [0; 64];
        stream.read_exact(&mut head).await.unwrap();
        assert!(head.starts_with(b"HTTP/1.1 200"), "it listens");
        open.push(stream);
    }
    let after = resident_kib(&server);
    let each = (after - before) / u64::try_from(CONNECTIONS).unwrap();
    println!("\nlive connections, idle (goal: 5,000 below 200 MB)");
    println!(
        "  {CONNECTIONS} connections: {} MB before, {} MB with them, {each} KiB each\n",
        before / 1024,
        after / 1024,
    );
    drop(open);
    server.kill().unwrap();
    server.wait().unwrap();
}

fn start(folder: &tempfile::TempDir) -> (Child, String) {
    let key = |bytes: [u8; 32]| format!("main:{}", STANDARD.encode(bytes));
    let database = format!("sqlite://{}/bench.db", folder.path().display());
    let mut server = Command::new(env!("CARGO_BIN_EXE_beistand"))
        .arg("serve")
        .env("BEISTAND_DATABASE_URL", database)
        .env("BEISTAND_MASTER_KEYS", key(MASTER))
        .env("BEISTAND_SIGNING_KEYS", key(SIGNING))
        .env("BEISTAND_LISTEN", "127.0.0.1:0")
        // Everybody here is one account.
        .env("BEISTAND_ACCOUNT_REQUESTS_PER_MINUTE", "1000000")
        .env("RUST_LOG", "error")
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut line = String::new();
    let mut output = BufReader::new(server.stdout.take().unwrap());
    output.read_line(&mut line).unwrap();
    let address = line.split(' ').find(|word| word.starts_with("http://"));
    (server, address.unwrap().to_owned())
}

/// What of the process is in memory, in KiB, as Linux tells it.
fn resident_kib(process: &Child) -> u64 {
    let status = std::fs::read_to_string(format!("/proc/{}/status", process.id())).unwrap();
    let line = status.lines().find(|line| line.starts_with("VmRSS:"));
    let kib = line.and_then(|line| line.split_whitespace().nth(1));
    kib.unwrap().parse().unwrap()
}
