//! What a server does in a second, and how long each request takes, seen from outside. The requests
//! come from the same two cores; what the server alone used of them is said beside.

use crate::{
    house::{House, admin, house_with, registered, servers},
    live_connections::{self, Running},
};
use actix_web::{App, HttpServer, rt, web};
use chrono::{DateTime, TimeDelta, Utc};
use domain::{
    bookings::BookingCreate,
    channels::AppointmentChannel,
    chats::{ChatAccount, ChatMessageSend, ChatOpen},
    counselors::CounselorQuery,
    ids::{ChatId, ClientId, CounselorId, MailRequestId},
    mail_requests::MailRequestCreate,
};
use sea_orm::{ConnectionTrait, DatabaseConnection, Statement};
use std::{
    cell::Cell,
    fs::File,
    io::{BufRead, BufReader, Write},
    net::TcpListener,
    path::Path,
    process::{Command, Stdio},
    rc::Rc,
    time::{Duration, Instant},
};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
    time::sleep_until,
};
use uuid::Uuid;

/// Says to this program that it is to be the bare server that others are compared with.
const BARE: &str = "BEISTAND_BENCH_BARE";
/// At once, each with one request after the other.
const CONNECTIONS: usize = 32;
/// Signing in is slow by intent, and few do so at once.
const SIGN_INS: usize = 4;
const CLIENTS: usize = 32;
const REQUESTS: usize = 100;
const SYNCS: u32 = 500;
/// How long each is measured, after a second that is not.
const MEASURED: Duration = Duration::from_secs(5);
const WARMING: Duration = Duration::from_secs(1);
/// The goals, a second: lists of 50 rows, and writes.
const READS: u32 = 5_000;
const WRITES: u32 = 1_500;

/// Whether this process is to be the bare server, which it then is until it is killed.
pub fn be_bare() -> bool {
    if std::env::var_os(BARE).is_none() {
        return false;
    }
    rt::System::new().block_on(async {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        println!("http://{}", listener.local_addr().unwrap());
        std::io::stdout().flush().unwrap();
        let app = || App::new().route("/", web::get().to(async || "nothing"));
        let server = HttpServer::new(app).workers(2).listen(listener);
        server.unwrap().run().await.unwrap();
    });
    true
}

fn start_bare() -> (Running, String) {
    let mut server = Command::new(std::env::current_exe().unwrap())
        .args(["--bench", "load"])
        .env(BARE, "1")
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut line = String::new();
    let mut output = BufReader::new(server.stdout.take().unwrap());
    output.read_line(&mut line).unwrap();
    (Running(server), line.trim().to_owned())
}

pub async fn measure() {
    let (bare, address) = start_bare();
    let host = address.strip_prefix("http://").unwrap().to_owned();
    println!("\nrequests a second, on the two cores that they come from as well");
    let nothing = storm(&bare, &host, CONNECTIONS, |_| {
        ask(&host, "GET", "/", None, None)
    })
    .await;
    nothing.say("a bare handler", None);
    drop(bare);
    for server in servers() {
        let server = server.as_deref();
        let folder = tempfile::tempdir().unwrap();
        let house = house_with(server, "bench_load", &folder).await;
        println!("on {}", server.map_or("SQLite", |_| "PostgreSQL"));
        if server.is_none() {
            say_syncs(folder.path());
        }
        of_the_server(&house, nothing.per_second()).await;
    }
}

async fn of_the_server(house: &House, bare: f64) {
    let world = World::new(house).await;
    statement(&house.db).await;
    let (process, address) = live_connections::start(&house.database_url);
    let host = address.strip_prefix("http://").unwrap();
    let api = |method: &str, path: String, token: &str, body: Option<String>| {
        ask(host, method, &format!("/api/v1{path}"), Some(token), body)
    };
    let list = |_| api("GET", "/mail-requests?limit=50".into(), &world.staff, None);
    let found = storm(&process, host, CONNECTIONS, list).await;
    found.say("a list of 50 mail requests", Some(bare));
    let found = paced(&process, host, READS / 2, list).await;
    found.say("the same at half of the goal", None);
    let clients = |_| api("GET", "/clients?limit=50".into(), &world.staff, None);
    let found = storm(&process, host, CONNECTIONS, clients).await;
    found.say("a list of 50 clients", Some(bare));
    let read = |number: usize| {
        let request = world.requests[number % world.requests.len()];
        api(
            "GET",
            format!("/mail-requests/{request}"),
            &world.staff,
            None,
        )
    };
    let found = storm(&process, host, CONNECTIONS, read).await;
    found.say("a mail request", Some(bare));
    let create = |number: usize| {
        let body = serde_json::to_string(&letter(number)).unwrap();
        let token = &world.clients[number % CLIENTS].0;
        api("POST", "/mail-requests".into(), token, Some(body))
    };
    let found = storm(&process, host, CONNECTIONS, create).await;
    found.say("a new mail request", Some(bare));
    let write = |number: usize| {
        let (token, chat) = &world.clients[number % CLIENTS];
        let message = ChatMessageSend {
            text: Some(format!("Nachricht {number}").as_str().try_into().unwrap()),
            ..ChatMessageSend::default()
        };
        let body = serde_json::to_string(&message).unwrap();
        let path = format!("/chats/{chat}/messages/{}", Uuid::now_v7());
        api("PUT", path, token, Some(body))
    };
    let found = storm(&process, host, CONNECTIONS, write).await;
    found.say("a message of the chat", Some(bare));
    let found = paced(&process, host, WRITES / 2, write).await;
    found.say("the same at half of the goal", None);
    let starts: DateTime<Utc> = Utc::now() + TimeDelta::days(1);
    let book = |number: usize| {
        let starts_at = starts + TimeDelta::minutes(30 * i64::try_from(number).unwrap());
        let body = serde_json::to_string(&world.appointment(starts_at)).unwrap();
        api("POST", "/bookings".into(), &world.staff, Some(body))
    };
    let found = storm(&process, host, CONNECTIONS, book).await;
    found.say("an appointment", Some(bare));
    let sign_in = |_| {
        let body = serde_json::json!({ "name": "admin", "password": house.password });
        let path = "/api/v1/accounts/counselors/sign-in";
        ask(host, "POST", path, None, Some(body.to_string()))
    };
    let found = storm(&process, host, SIGN_INS, sign_in).await;
    found.say("signing in", Some(bare));
}

/// Who asks, and for what.
struct World {
    staff: String,
    counselor: CounselorId,
    /// Tokens, and the conversation each has.
    clients: Vec<(String, ChatId)>,
    client: ClientId,
    requests: Vec<MailRequestId>,
}

impl World {
    async fn new(house: &House) -> Self {
        let admin = admin(&house.url, &house.password).await;
        let staff = admin.list_counselors(&CounselorQuery::default()).await;
        let counselor = staff.unwrap().items[0].id;
        let (mut clients, mut requests, mut last) = (Vec::new(), Vec::new(), None);
        for number in 0..CLIENTS {
            let (client, id) = registered(&house.url, number).await;
            let with = ChatAccount::Counselor(counselor);
            let chat = client.open_chat(&ChatOpen { with }).await.unwrap().id;
            for number in 0..REQUESTS.div_ceil(CLIENTS) {
                let made = client.create_mail_request(&letter(number)).await;
                requests.push(made.unwrap().summary.id);
            }
            clients.push((client.access_token().unwrap(), chat));
            last = Some(id);
        }
        Self {
            staff: admin.access_token().unwrap(),
            counselor,
            clients,
            client: last.unwrap(),
            requests,
        }
    }

    fn appointment(&self, starts_at: DateTime<Utc>) -> BookingCreate {
        BookingCreate {
            client_id: self.client,
            counselor_id: Some(self.counselor),
            service_id: None,
            channel: AppointmentChannel::Phone,
            starts_at,
            duration_minutes: 30.try_into().unwrap(),
            follow_up_minutes: 0.try_into().unwrap(),
            note: None,
            internal_note: None,
        }
    }
}

fn letter(number: usize) -> MailRequestCreate {
    let body = serde_json::json!({
        "subject": format!("Ich liege wach {number}"), "text": "Seit der Trennung schlafe ich kaum.",
    });
    serde_json::from_value(body).unwrap()
}

/// How often the disk says that it keeps what it was given: no change is acknowledged before.
fn say_syncs(folder: &Path) {
    let mut file = File::create(folder.join("syncs")).unwrap();
    let began = Instant::now();
    for _ in 0..SYNCS {
        file.write_all(&[0; 8192]).unwrap();
        file.sync_data().unwrap();
    }
    let each = f64::from(SYNCS) / began.elapsed().as_secs_f64();
    println!("  the disk's bare syncs: {each:.0} a second");
}

/// What the list asks the database for, through the same pool and nothing else.
async fn statement(db: &DatabaseConnection) {
    let sql = "SELECT * FROM mail_requests WHERE facility_id = (SELECT id FROM facilities LIMIT 1) \
               ORDER BY last_message_at DESC, id DESC LIMIT 51";
    let began = Instant::now();
    let count = Rc::new(Cell::new(0_u32));
    let asking = (0..CONNECTIONS).map(|_| {
        let (count, db) = (count.clone(), db.clone());
        rt::spawn(async move {
            while began.elapsed() < MEASURED {
                let statement = Statement::from_string(db.get_database_backend(), sql);
                db.query_all_raw(statement).await.unwrap();
                count.set(count.get() + 1);
            }
        })
    });
    for one in asking.collect::<Vec<_>>() {
        one.await.unwrap();
    }
    let each = f64::from(count.get()) / began.elapsed().as_secs_f64();
    println!("  the list's bare statement: {each:.0} a second");
}

/// A request as it goes over the wire.
fn ask(host: &str, method: &str, path: &str, token: Option<&str>, body: Option<String>) -> Vec<u8> {
    let mut lines = format!("{method} {path} HTTP/1.1\r\nHost: {host}\r\n");
    if let Some(token) = token {
        lines.extend(["Authorization: Bearer ", token, "\r\n"]);
    }
    let body = body.unwrap_or_default();
    if !body.is_empty() {
        let length = format!(
            "Content-Type: application/json\r\nContent-Length: {}\r\n",
            body.len()
        );
        lines.push_str(&length);
    }
    lines.extend(["\r\n", &body]);
    lines.into_bytes()
}

/// How long the requests took, the quickest first, and what the server used for them.
struct Answers {
    took: Vec<Duration>,
    elapsed: Duration,
    used: Duration,
}

impl Answers {
    fn per_second(&self) -> f64 {
        let count = u32::try_from(self.took.len()).unwrap();
        f64::from(count) / self.elapsed.as_secs_f64()
    }

    fn say(&self, what: &str, bare: Option<f64>) {
        let at = |percent: usize| self.took[(self.took.len() - 1) * percent / 100];
        let each = self.used / u32::try_from(self.took.len()).unwrap();
        let rate = self.per_second();
        let beside = bare.map(|bare| format!(", a {:.0}th of the bare handler", bare / rate));
        println!(
            "  {what}: {rate:.0} a second, half within {:.1?}, 99 % within {:.1?}, {each:.0?} of a core each{}",
            at(50),
            at(99),
            beside.unwrap_or_default(),
        );
    }
}

/// As many as the server answers.
async fn storm(
    process: &Running,
    host: &str,
    connections: usize,
    request: impl Fn(usize) -> Vec<u8>,
) -> Answers {
    run(process, host, connections, None, request).await
}

/// So many a second, whether those before were answered or not.
async fn paced(
    process: &Running,
    host: &str,
    rate: u32,
    request: impl Fn(usize) -> Vec<u8>,
) -> Answers {
    run(process, host, CONNECTIONS, Some(rate), request).await
}

async fn run(
    process: &Running,
    host: &str,
    connections: usize,
    rate: Option<u32>,
    request: impl Fn(usize) -> Vec<u8>,
) -> Answers {
    let began = Instant::now();
    let measured_from = began + WARMING;
    let until = measured_from + MEASURED;
    let next = Cell::new(0_usize);
    let used_before = Cell::new(None);
    let asking = (0..connections).map(|place| {
        let (next, request, used_before) = (&next, &request, &used_before);
        async move {
            let mut stream = TcpStream::connect(host).await.unwrap();
            stream.set_nodelay(true).unwrap();
            let mut took = Vec::new();
            let mut buffer = Vec::with_capacity(64 * 1024);
            let beat = rate
                .map(|rate| Duration::from_secs(1) * u32::try_from(connections).unwrap() / rate);
            let mut due = began
                + beat.unwrap_or_default() * u32::try_from(place).unwrap()
                    / u32::try_from(connections).unwrap();
            loop {
                match beat {
                    Some(_) => sleep_until(due.into()).await,
                    None => due = Instant::now(),
                }
                let sent = due;
                if sent >= until {
                    return took;
                }
                if sent >= measured_from && used_before.get().is_none() {
                    used_before.set(Some(cpu_time(process)));
                }
                due += beat.unwrap_or_default();
                let number = next.replace(next.get() + 1);
                stream.write_all(&request(number)).await.unwrap();
                answer(&mut stream, &mut buffer).await;
                if sent >= measured_from {
                    took.push(sent.elapsed());
                }
            }
        }
    });
    let took = futures_util::future::join_all(asking).await;
    let mut took: Vec<_> = took.into_iter().flatten().collect();
    took.sort_unstable();
    Answers {
        took,
        elapsed: measured_from.elapsed(),
        used: cpu_time(process).saturating_sub(used_before.get().unwrap_or_default()),
    }
}

/// Reads one answer to its end, which has to be a good one.
async fn answer(stream: &mut TcpStream, buffer: &mut Vec<u8>) {
    buffer.clear();
    loop {
        let read = stream.read_buf(buffer).await.unwrap();
        assert!(read > 0, "the connection stays");
        let Some(head) = buffer.windows(4).position(|four| four == b"\r\n\r\n") else {
            continue;
        };
        let text = std::str::from_utf8(&buffer[..head]).unwrap();
        assert!(
            text.starts_with("HTTP/1.1 2"),
            "{}",
            String::from_utf8_lossy(buffer)
        );
        let length = text.lines().find_map(|line| {
            let (name, value) = line.split_once(": ")?;
            name.eq_ignore_ascii_case("content-length")
                .then(|| value.parse::<usize>().ok())?
        });
        let whole = head + 4 + length.unwrap_or_default();
        while buffer.len() < whole {
            let read = stream.read_buf(buffer).await.unwrap();
            assert!(read > 0, "the connection stays");
        }
        return;
    }
}

/// What a process has used of the cores, as Linux tells it: in hundredths of a second.
fn cpu_time(process: &Running) -> Duration {
    let stat = std::fs::read_to_string(format!("/proc/{}/stat", process.0.id())).unwrap();
    let (_, fields) = stat.rsplit_once(") ").unwrap();
    let ticks: u64 = fields
        .split(' ')
        .skip(11)
        .take(2)
        .map(|ticks| ticks.parse::<u64>().unwrap())
        .sum();
    Duration::from_millis(ticks * 10)
}
