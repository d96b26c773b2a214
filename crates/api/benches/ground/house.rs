//! Where it is measured, and how.

use api::{
    app,
    clock::Clock,
    config::Settings,
    crypto::Keyring,
    database,
    facility::operations::{FacilityCreate, FirstAdmin, create_facility},
    passwords::{MEMORY_KIB, Passwords},
    state::State,
};
use client::Client;
use domain::{
    accounts::{Account, ClientRegistration, CounselorSignIn},
    ids::ClientId,
    language::Language,
};
use sea_orm::{ConnectionTrait, DatabaseConnection, DbBackend};
use sealed::{Key, MasterKeys};
use std::{
    net::TcpListener,
    num::NonZeroU32,
    time::{Duration, Instant},
};

pub const MASTER: [u8; 32] = [9; 32];
pub const SIGNING: [u8; 32] = [7; 32];
/// Requests measured, after as many that are not, unless these take longer than [`PATIENCE`].
const ROUNDS: u32 = 300;
const PATIENCE: Duration = Duration::from_secs(2);

/// A server with one facility, and its first admin's password.
pub struct House {
    pub url: String,
    pub password: String,
    pub database_url: String,
    pub db: DatabaseConnection,
}

pub async fn house(folder: &tempfile::TempDir) -> House {
    let file = format!("sqlite://{}/bench.db", folder.path().display());
    house_on(file, folder).await
}

async fn house_on(database_url: String, folder: &tempfile::TempDir) -> House {
    let any_number = NonZeroU32::new(100_000_000).unwrap();
    let settings = Settings {
        database_url: database_url.clone(),
        blobs: folder.path().join("blobs").display().to_string(),
        sign_in_burst: any_number,
        account_requests_per_minute: any_number,
        address_requests_per_minute: any_number,
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
    let passwords = Passwords::new(1, MEMORY_KIB).unwrap();
    let password = create_facility(&db, &keyring(), &passwords, &clock, facility, admin)
        .await
        .unwrap();
    let keys = [("main".to_owned(), SIGNING.to_vec())];
    let state = State::new(settings, &keys, keyring(), db.clone(), clock).unwrap();
    state.blobs.prepare().await.unwrap();
    let state = actix_web::web::Data::new(state);
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    actix_web::rt::spawn(app::serve(state, listener).unwrap());
    House {
        url,
        password,
        database_url,
        db,
    }
}

pub async fn admin(url: &str, password: &str) -> Client {
    let client = Client::new(url);
    let body = CounselorSignIn {
        facility: None,
        name: "admin".try_into().unwrap(),
        password: password.try_into().unwrap(),
    };
    client.sign_in_counselor(&body).await.unwrap();
    client
}

/// Somebody who has made an account in the portal.
pub async fn registered(url: &str, number: usize) -> (Client, ClientId) {
    let client = Client::new(url);
    let body = ClientRegistration {
        pseudonym: format!("Stern {number}").as_str().try_into().unwrap(),
        password: "noch ein langes Wort".try_into().unwrap(),
        email: None,
        phone: None,
        language: Language::De,
        website: String::new(),
    };
    let session = client.register_client("lahntal", &body).await.unwrap();
    let Account::Client { id, .. } = session.account else {
        panic!("a client was registered");
    };
    (client, id)
}

/// How long a request takes, on average.
pub async fn per_request(request: impl AsyncFn()) -> Duration {
    rounds(&request).await;
    rounds(&request).await
}

async fn rounds(request: &impl AsyncFn()) -> Duration {
    let started = Instant::now();
    for round in 1..=ROUNDS {
        request().await;
        if started.elapsed() > PATIENCE {
            return started.elapsed() / round;
        }
    }
    started.elapsed() / ROUNDS
}

/// A house on SQLite, or with a database of its own on a PostgreSQL.
pub async fn house_with(server: Option<&str>, name: &str, folder: &tempfile::TempDir) -> House {
    let Some(server) = server else {
        return house(folder).await;
    };
    let db = database::connect(server).await.unwrap();
    let create = format!("CREATE DATABASE {name}");
    db.execute_unprepared(&create).await.unwrap();
    let (base, _) = server.rsplit_once('/').unwrap();
    house_on(format!("{base}/{name}"), folder).await
}

/// Both databases: SQLite, and the PostgreSQL that the environment names, if it does.
pub fn servers() -> Vec<Option<String>> {
    let postgres = std::env::var("BEISTAND_TEST_POSTGRES").ok();
    [None].into_iter().chain(postgres.map(Some)).collect()
}

/// What a database does by itself after a while.
pub async fn tidy(db: &DatabaseConnection) {
    // As it is after a night: PostgreSQL does the one by itself, SQLite the other.
    let sql = match db.get_database_backend() {
        DbBackend::Postgres => "VACUUM ANALYZE",
        _ => "PRAGMA wal_checkpoint(TRUNCATE)",
    };
    db.execute_unprepared(sql).await.unwrap();
}

/// Says how much longer each takes among many than among few.
pub fn compare(what: &str, server: Option<&str>, names: &[&str], took: &[Vec<Duration>]) {
    let database = server.map_or("SQLite", |_| "PostgreSQL");
    println!("\n{what} on {database} (goal: 1.5 times as long at most)");
    for (index, name) in names.iter().enumerate() {
        let (few, many) = (took[0][index], took[1][index]);
        let ratio = many.as_secs_f64() / few.as_secs_f64();
        println!("  {name}: {few:.1?} and {many:.1?}, {ratio:.2} times");
    }
}
