//! A whole server over a private database, and the people of a facility. Tests talk HTTP; SQL is
//! only for states that no operation leads to yet.

use actix_web::web::Data;
use api::{
    app,
    clock::Clock,
    config::Settings,
    crypto::Keyring,
    database,
    facility::operations::{FacilityCreate, FirstAdmin, create_facility},
    licences::operations::change_licence_volume,
    passwords::Passwords,
    state::State,
};
use chrono::{DateTime, TimeDelta, Utc};
use client::{CallError, CallResult, Client};
use domain::{
    access::{Openness, Role},
    accounts::{Account, ClientRegistration, CounselorSignIn, Session},
    attachments::AttachmentIds,
    counselors::{CounselorCreate, Salutation},
    ids::{ClientId, CounselorId, MailRequestId},
    language::Language,
    licences::LicenceRequestCreate,
    mail_requests::{MailRequest, MailRequestCreate, MessageCreate},
    notes::NoteWrite,
    problem::{FieldCode, ProblemCode},
    proofs_of_work::LEAST_BITS,
    two_factor::SignIn,
};
use sea_orm::{ConnectionTrait, DatabaseConnection};
use sealed::{Key, MasterKeys};
use std::{
    net::TcpListener,
    num::NonZeroU32,
    path::PathBuf,
    sync::{
        Arc, Mutex,
        atomic::{AtomicU32, AtomicUsize, Ordering},
    },
};
use tempfile::TempDir;
use tokio::sync::OnceCell;

pub const STAFF_PASSWORD: &str = "ein langer Satz genügt";
pub const CLIENT_PASSWORD: &str = "acht Zeichen";

/// As good as none: half of the time of all tests would go into hashing.
const PASSWORD_MEMORY_KIB: u32 = 64;

/// Connections without TLS. Reading whom the system trusts takes longer than a request.
pub fn http() -> reqwest::Client {
    let builder = reqwest::Client::builder();
    builder.tls_certs_only([]).build().unwrap()
}

/// The keys of every test's database.
pub fn keyring() -> Keyring {
    let key = Key::from_bytes([9; 32]);
    Keyring::new(MasterKeys::new(vec![("test".into(), key)]).unwrap())
}

/// A clock in the test's hand. It moves a millisecond each time it is read, so that two moments
/// are never the same.
#[derive(Clone)]
pub struct Hand(Arc<Mutex<DateTime<Utc>>>);

impl Hand {
    fn new() -> Self {
        Self(Arc::new(Mutex::new(
            "2026-01-15T10:00:00Z".parse().unwrap(),
        )))
    }

    /// Moves it, back too.
    pub fn advance(&self, by: TimeDelta) {
        *self.0.lock().unwrap() += by;
    }

    pub fn now(&self) -> DateTime<Utc> {
        *self.0.lock().unwrap()
    }

    pub fn clock(&self) -> Clock {
        let hand = self.clone();
        Clock::new(move || {
            hand.advance(TimeDelta::milliseconds(1));
            *hand.0.lock().unwrap()
        })
    }
}

/// A running server.
pub struct TestApp {
    pub db: DatabaseConnection,
    /// SQL statements that were run so far, `BEGIN` and `COMMIT` not counted.
    pub statements: Arc<AtomicUsize>,
    pub database_url: String,
    pub url: String,
    pub hand: Hand,
    /// What the server is made of, to do its background work by hand.
    pub state: Data<State>,
    clock: Clock,
    passwords: Passwords,
    /// The database of SQLite, and documents.
    files: Arc<TempDir>,
}

impl TestApp {
    pub async fn new() -> Self {
        Self::with(|_| {}).await
    }

    /// With other settings than most tests need.
    pub async fn with(change: impl FnOnce(&mut Settings)) -> Self {
        let (database_url, files) = fresh_database().await;
        let files = files.unwrap_or_else(|| tempfile::tempdir().unwrap());
        let mut settings = Settings {
            database_url,
            ..test_settings(&files)
        };
        change(&mut settings);
        Self::serve(settings, Hand::new(), Arc::new(files)).await
    }

    /// Another server on the same database, as after a restart.
    pub async fn restarted(&self) -> Self {
        self.restarted_with(|_| {}).await
    }

    /// The same, with other settings.
    pub async fn restarted_with(&self, change: impl FnOnce(&mut Settings)) -> Self {
        let mut settings = Settings {
            database_url: self.database_url.clone(),
            ..test_settings(&self.files)
        };
        change(&mut settings);
        Self::serve(settings, self.hand.clone(), self.files.clone()).await
    }

    async fn serve(settings: Settings, hand: Hand, files: Arc<TempDir>) -> Self {
        let database_url = settings.database_url.clone();
        let mut db = database::connect_to_serve(&database_url).await.unwrap();
        let statements = Arc::<AtomicUsize>::default();
        let counted = statements.clone();
        db.set_metric_callback(move |_| {
            counted.fetch_add(1, Ordering::Relaxed);
        });
        let clock = hand.clock();
        let keys = [("test".to_owned(), vec![7; 32])];
        let passwords = Passwords::new(1, settings.password_memory_kib).unwrap();
        let state = State::new(settings, &keys, keyring(), db.clone(), clock.clone()).unwrap();
        state.blobs.prepare().await.unwrap();
        let state = Data::new(state);
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        actix_web::rt::spawn(app::serve(state.clone(), listener).unwrap());
        Self {
            db,
            statements,
            database_url,
            url,
            hand,
            state,
            clock,
            passwords,
            files,
        }
    }

    /// The folder in which documents lie; of a bucket, the one in which the store keeps it.
    pub fn blobs(&self) -> PathBuf {
        match S3::given() {
            Some(store) => store.folder.join(name(&self.files)),
            None => self.files.path().join("blobs"),
        }
    }

    /// A client of this server, signed in as nobody.
    pub fn nobody(&self) -> Client {
        Client::over(http(), &self.url)
    }

    /// A facility that another server has made, met on this one.
    pub fn meet(&self, facility: &Facility<'_>) -> Facility<'_> {
        let client = self.nobody();
        client.set_access_token(&facility.admin.client.access_token().unwrap());
        let id = facility.admin.id;
        Facility {
            app: self,
            slug: facility.slug.clone(),
            admin: Staff { client, id },
        }
    }

    /// Every facility is this open from now on.
    pub async fn set_openness(&self, openness: Openness) {
        let level = serde_json::to_value(openness).unwrap();
        let sql = format!(
            "UPDATE facilities SET openness = '{}'",
            level.as_str().unwrap()
        );
        self.db.execute_unprepared(&sql).await.unwrap();
    }

    /// A facility with its admin, signed in.
    pub async fn facility(&self, slug: &str) -> Facility<'_> {
        let admin = FirstAdmin {
            login_name: "admin".try_into().unwrap(),
            email: format!("admin@{slug}.example").try_into().unwrap(),
            first_name: "Katharina".try_into().unwrap(),
            last_name: "Vogt".try_into().unwrap(),
        };
        let facility = FacilityCreate {
            slug: slug.try_into().unwrap(),
            name: format!("Beratungsstelle {slug}").try_into().unwrap(),
            time_zone: "Europe/Berlin".parse().unwrap(),
        };
        let password = create_facility(
            &self.db,
            &keyring(),
            &self.passwords,
            &self.clock,
            facility,
            admin,
        )
        .await
        .unwrap();
        let (client, id) = sign_in(self, slug, "admin", &password).await;
        Facility {
            app: self,
            slug: slug.to_owned(),
            admin: Staff { client, id },
        }
    }
}

/// The store whose buckets documents are to lie in, if one is given: `just test-s3`.
pub struct S3 {
    endpoint: String,
    folder: PathBuf,
}

impl S3 {
    /// Whoever knows these is let in; they are the store's own.
    pub const ACCESS_KEY_ID: &str = "S3RVER";
    pub const SECRET_ACCESS_KEY: &str = "S3RVER";

    pub fn given() -> Option<Self> {
        Some(Self {
            endpoint: std::env::var("BEISTAND_TEST_S3").ok()?,
            folder: std::env::var_os("BEISTAND_TEST_S3_FOLDER")?.into(),
        })
    }

    /// Makes this bucket, which is a folder of the store, and answers the setting that names it.
    pub fn bucket(&self, name: &str) -> String {
        std::fs::create_dir_all(self.folder.join(name)).unwrap();
        format!("s3://{name}?endpoint={}", self.endpoint)
    }
}

/// What the bucket of a test is called that has these files of its own.
fn name(files: &TempDir) -> String {
    let name = files.path().file_name().unwrap().to_str().unwrap();
    name.trim_start_matches('.').to_lowercase()
}

fn test_settings(files: &TempDir) -> Settings {
    let folder = || files.path().join("blobs").to_str().unwrap().to_owned();
    Settings {
        blobs: S3::given().map_or_else(folder, |store| store.bucket(&name(files))),
        blobs_access_key_id: Some(S3::ACCESS_KEY_ID.into()),
        blobs_secret_access_key: Some(S3::SECRET_ACCESS_KEY.into()),
        sign_in_burst: NonZeroU32::new(10_000).unwrap(),
        account_requests_per_minute: NonZeroU32::new(100_000).unwrap(),
        token_requests_per_minute: NonZeroU32::new(100_000).unwrap(),
        address_requests_per_minute: NonZeroU32::new(100_000).unwrap(),
        password_memory_kib: PASSWORD_MEMORY_KIB,
        proof_of_work_bits: LEAST_BITS,
        workers: 1,
        ..Settings::default()
    }
}

/// A staff account, signed in.
pub struct Staff {
    pub client: Client,
    pub id: CounselorId,
}

/// A person seeking help, signed in.
pub struct Person {
    pub client: Client,
    pub id: ClientId,
}

pub struct Facility<'a> {
    app: &'a TestApp,
    pub slug: String,
    pub admin: Staff,
}

impl Facility<'_> {
    /// A counselor of this login name, signed in.
    pub async fn counselor(&self, login_name: &str) -> Staff {
        let body = counselor_create(login_name);
        self.admin.client.create_counselor(&body).await.unwrap();
        let (client, id) = sign_in(self.app, &self.slug, login_name, STAFF_PASSWORD).await;
        Staff { client, id }
    }

    /// Another admin of this login name, signed in.
    pub async fn another_admin(&self, login_name: &str) -> Staff {
        let body = CounselorCreate {
            role: Role::Admin,
            ..counselor_create(login_name)
        };
        self.admin.client.create_counselor(&body).await.unwrap();
        let (client, id) = sign_in(self.app, &self.slug, login_name, STAFF_PASSWORD).await;
        Staff { client, id }
    }

    /// The facility has this many licences from now on.
    pub async fn set_licences(&self, volume: u32) {
        let clock = &self.app.clock;
        let volume = Some(volume.try_into().unwrap());
        change_licence_volume(&self.app.db, &keyring(), clock, &self.slug, volume)
            .await
            .unwrap();
    }

    /// A client of this pseudonym, registered and signed in.
    pub async fn client(&self, pseudonym: &str) -> Person {
        let client = self.app.nobody();
        let body = registration(pseudonym);
        let session = client.register_client(&self.slug, &body).await.unwrap();
        let Account::Client { id, .. } = session.account else {
            panic!("a client was registered");
        };
        Person { client, id }
    }
}

impl Staff {
    /// Answers a request.
    pub async fn answer(&self, id: MailRequestId) {
        let answer = says("Guten Tag");
        let answered = self.client.answer_mail_request(id, &answer).await;
        answered.unwrap();
    }
}

impl Person {
    /// Writes again.
    pub async fn say(&self, id: MailRequestId) {
        let message = says("Noch etwas");
        let written = self.client.follow_up_mail_request(id, &message).await;
        written.unwrap();
    }

    /// A request of this person, just arrived.
    pub async fn request(&self, subject: &str) -> MailRequestId {
        let request = self.client.create_mail_request(&letter(subject)).await;
        request.unwrap().summary.id
    }

    /// A request of this person that `counselor` has answered, so that it is theirs.
    pub async fn request_of(&self, counselor: &Staff) -> MailRequestId {
        let id = self.request("Schlaf").await;
        counselor.answer(id).await;
        id
    }
}

/// Counselors of these login names, signed in.
pub async fn sign_in_all(app: &TestApp, slug: &str, login_names: &[String]) -> Vec<Staff> {
    let mut staff = Vec::new();
    for name in login_names {
        let (client, id) = sign_in(app, slug, name, STAFF_PASSWORD).await;
        staff.push(Staff { client, id });
    }
    staff
}

async fn sign_in(app: &TestApp, slug: &str, name: &str, password: &str) -> (Client, CounselorId) {
    let client = app.nobody();
    let body = credentials(Some(slug), name, password);
    let session = signed_in(client.sign_in_counselor(&body).await);
    (client, counselor_id(&session))
}

/// The session that a password alone has opened.
#[track_caller]
pub fn signed_in(step: CallResult<SignIn>) -> Session {
    let session = step.unwrap().session();
    session.expect("a password is all it takes")
}

pub fn counselor_id(session: &Session) -> CounselorId {
    match session.account {
        Account::Counselor { id, .. } => id,
        Account::Client { .. } => panic!("staff was signed in"),
    }
}

pub fn credentials(slug: Option<&str>, name: &str, password: &str) -> CounselorSignIn {
    CounselorSignIn {
        facility: slug.map(|slug| slug.try_into().unwrap()),
        name: name.try_into().unwrap(),
        password: password.try_into().unwrap(),
    }
}

pub fn counselor_create(login_name: &str) -> CounselorCreate {
    CounselorCreate {
        role: Role::Counselor,
        login_name: login_name.try_into().unwrap(),
        salutation: Salutation::Neutral,
        first_name: "Miriam".try_into().unwrap(),
        last_name: "Brandt".try_into().unwrap(),
        email: format!("{login_name}@staff.example").try_into().unwrap(),
        display_name: login_name.try_into().unwrap(),
        password: Some(STAFF_PASSWORD.try_into().unwrap()),
        language: Language::De,
        active: true,
        newsletter: false,
    }
}

pub fn registration(pseudonym: &str) -> ClientRegistration {
    ClientRegistration {
        pseudonym: pseudonym.try_into().unwrap(),
        password: CLIENT_PASSWORD.try_into().unwrap(),
        email: None,
        phone: None,
        language: Language::De,
        website: String::new(),
    }
}

pub fn licence_request(volume: u32) -> LicenceRequestCreate {
    LicenceRequestCreate {
        volume: volume.try_into().unwrap(),
        contact_name: "Katharina Vogt".try_into().unwrap(),
        contact_email: "k.vogt@lahntal.example".try_into().unwrap(),
        remark: Some("Ab März sind wir drei mehr.".try_into().unwrap()),
    }
}

pub fn letter(subject: &str) -> MailRequestCreate {
    MailRequestCreate::new(
        subject.try_into().unwrap(),
        "Ich weiß nicht weiter.".try_into().unwrap(),
    )
}

pub fn says(text: &str) -> MessageCreate {
    MessageCreate {
        text: text.try_into().unwrap(),
        attachments: AttachmentIds::default(),
    }
}

pub fn note(text: &str) -> NoteWrite {
    NoteWrite {
        text: text.try_into().unwrap(),
    }
}

/// The texts of a thread, oldest first.
pub fn texts(request: &MailRequest) -> Vec<&str> {
    let messages = request.messages.iter();
    messages.map(|message| message.text.as_str()).collect()
}

/// The code of a refusal.
#[track_caller]
pub fn code<T: std::fmt::Debug>(result: CallResult<T>) -> ProblemCode {
    match result {
        Err(CallError::Problem(problem)) => {
            assert_ne!(problem.status, 500, "a refusal is nobody's fault");
            problem.code
        }
        other => panic!("expected a problem, got {other:?}"),
    }
}

/// The first field a refusal names, with the reason.
#[track_caller]
pub fn field<T: std::fmt::Debug>(result: CallResult<T>) -> (String, FieldCode) {
    match result {
        Err(CallError::Problem(problem)) => {
            let first = problem.errors.first().expect("a field is named");
            (first.pointer.clone(), first.code)
        }
        other => panic!("expected a problem, got {other:?}"),
    }
}

/// A database with the present schema, for one test: a copy of one that was migrated once.
pub async fn fresh_database() -> (String, Option<TempDir>) {
    if let Ok(server) = std::env::var("BEISTAND_TEST_POSTGRES") {
        return (fresh_postgres(&server).await, None);
    }
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("test.db");
    std::fs::copy(sqlite_template().await, &file).unwrap();
    (format!("sqlite://{}", file.display()), Some(folder))
}

/// A database without a schema; of SQLite not even the file.
pub async fn empty_database() -> (String, Option<TempDir>) {
    if let Ok(server) = std::env::var("BEISTAND_TEST_POSTGRES") {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let next = NEXT.fetch_add(1, Ordering::Relaxed);
        let name = format!("beistand_test_{}_empty_{next}", std::process::id());
        run(&server, &format!("CREATE DATABASE {name}")).await;
        return (
            format!("{}/{name}", server.rsplit_once('/').unwrap().0),
            None,
        );
    }
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("empty.db");
    (format!("sqlite://{}", file.display()), Some(folder))
}

async fn sqlite_template() -> &'static PathBuf {
    static TEMPLATE: OnceCell<(PathBuf, TempDir)> = OnceCell::const_new();
    let (file, _) = TEMPLATE
        .get_or_init(|| async {
            let folder = tempfile::tempdir().unwrap();
            let file = folder.path().join("template.db");
            migrate(&format!("sqlite://{}", file.display())).await;
            (file, folder)
        })
        .await;
    file
}

async fn fresh_postgres(server: &str) -> String {
    static TEMPLATE: OnceCell<String> = OnceCell::const_new();
    static NEXT: AtomicU32 = AtomicU32::new(0);
    let base = server.rsplit_once('/').unwrap().0;
    let prefix = format!("beistand_test_{}", std::process::id());
    let template = TEMPLATE
        .get_or_init(|| async {
            let template = format!("{prefix}_template");
            run(server, &format!("CREATE DATABASE {template}")).await;
            migrate(&format!("{base}/{template}")).await;
            template
        })
        .await;
    let name = format!("{prefix}_{}", NEXT.fetch_add(1, Ordering::Relaxed));
    run(
        server,
        &format!("CREATE DATABASE {name} TEMPLATE {template}"),
    )
    .await;
    format!("{base}/{name}")
}

async fn migrate(url: &str) {
    let db = database::connect(url).await.unwrap();
    let clock = Hand::new().clock();
    database::migrate(&db, &keyring(), &clock).await.unwrap();
    db.close().await.unwrap();
}

async fn run(server: &str, sql: &str) {
    let db = database::connect(server).await.unwrap();
    db.execute_unprepared(sql).await.unwrap();
    db.close().await.unwrap();
}
