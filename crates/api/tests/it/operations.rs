//! What an operator relies on: readiness, numbers, and stopping and dying without losing anything.

use crate::{
    program::{ask_to_stop, kill, server, start},
    support::{TestApp, code, letter, says, texts},
};
use api::metrics;
use client::{CallError, Client};
use domain::{
    ids::MailRequestId,
    problem::{Problem, ProblemCode},
};
use reqwest::Method;
use sea_orm::{ConnectionTrait, TransactionTrait};
use std::{
    net::TcpListener,
    process::{Child, Command, Stdio},
    sync::{
        Arc,
        atomic::{AtomicU32, Ordering},
    },
    time::{Duration, Instant},
};
use tokio::{task::JoinHandle, time::timeout};

/// Longer than anything here takes, and shorter than anybody waits.
const LONG: Duration = Duration::from_secs(30);

/// Waits until it is so.
async fn eventually(mut condition: impl AsyncFnMut() -> bool) {
    let waiting = async {
        while !condition().await {
            tokio::time::sleep(Duration::from_millis(1)).await;
        }
    };
    timeout(LONG, waiting).await.expect("it comes to that");
}

/// What `/health/ready` says: nothing, or the problem that comes with a refusal.
async fn ready(url: &str) -> Result<(), Problem> {
    let answer = reqwest::get(format!("{url}/health/ready")).await.unwrap();
    if answer.status() == 200 {
        return Ok(());
    }
    assert_eq!(answer.status(), 503);
    Err(answer.json().await.unwrap())
}

async fn is_ready(url: &str) -> bool {
    match ready(url).await {
        Ok(()) => true,
        Err(problem) => {
            assert_eq!(problem.code, ProblemCode::Unavailable);
            false
        }
    }
}

#[actix_web::test]
async fn a_server_is_ready_only_on_its_own_schema() {
    let app = TestApp::new().await;
    assert!(is_ready(&app.url).await);
    let unknown = "INSERT INTO seaql_migrations VALUES ('m29990101_000001_future', 0)";
    app.db.execute_unprepared(unknown).await.unwrap();
    assert!(!is_ready(&app.url).await, "of a newer program");
    let all = "DELETE FROM seaql_migrations WHERE version = 'm29990101_000001_future'";
    app.db.execute_unprepared(all).await.unwrap();
    assert!(is_ready(&app.url).await);
    let missing = "DELETE FROM seaql_migrations WHERE version LIKE '%_events'";
    app.db.execute_unprepared(missing).await.unwrap();
    assert!(!is_ready(&app.url).await, "of an older program");
}

#[actix_web::test]
async fn a_server_whose_database_does_not_answer_is_not_ready() {
    let app = TestApp::new().await;
    let mut taken = Vec::new();
    // PostgreSQL's listener holds one of them for good.
    while let Ok(Ok(one)) = timeout(Duration::from_secs(2), app.db.begin()).await {
        taken.push(one);
    }
    let asked = Instant::now();
    assert!(!is_ready(&app.url).await);
    assert!(asked.elapsed() < Duration::from_secs(4), "it does not wait");
    drop(taken);
    eventually(async || is_ready(&app.url).await).await;
    app.db.close_by_ref().await.unwrap();
    assert!(!is_ready(&app.url).await, "the database is gone");
}

/// The value of the one line that begins like this.
fn value(text: &str, name: &str) -> Option<f64> {
    let mut lines = text.lines().filter_map(|line| line.strip_prefix(name));
    let value = lines.next()?.trim().parse().unwrap();
    assert_eq!(lines.next(), None, "{name} names more than one line");
    Some(value)
}

async fn numbers(url: &str) -> String {
    let answer = reqwest::get(url).await.unwrap();
    assert_eq!(answer.status(), 200);
    let kind = answer.headers()["content-type"].to_str().unwrap();
    assert!(kind.starts_with("application/openmetrics-text"), "{kind}");
    answer.text().await.unwrap()
}

/// Serves the numbers of this app, as the program does on `metrics_listen`.
fn show_numbers(app: &TestApp) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}/metrics", listener.local_addr().unwrap());
    let server = metrics::serve(app.state.metrics(), listener).unwrap();
    actix_web::rt::spawn(server);
    url
}

#[actix_web::test]
async fn what_happens_is_counted() {
    let app = TestApp::new().await;
    let url = show_numbers(&app);
    let facility = app.facility("lahntal").await;
    let counselor = facility.counselor("m.brandt").await;
    let client = facility.client("Seestern").await;
    let id = client.request_of(&counselor).await;
    let live = counselor.client.stream_events(None).await.unwrap();
    let unknown = MailRequestId("0193b7c2-6d2e-7c3a-9a53-3c9b7d1f2a10".parse().unwrap());
    let refused = counselor.client.read_mail_request(unknown).await;
    assert_eq!(code(refused), ProblemCode::NotFound);
    counselor.client.read_mail_request(id).await.unwrap();

    let text = numbers(&url).await;
    let requests = |route: &str, method: &str, status: &str| {
        let labels = format!("route=\"{route}\",method=\"{method}\",status=\"{status}\"");
        value(&text, &format!("http_requests_total{{{labels}}}"))
    };
    let one = "/api/v1/mail-requests/{id}";
    assert_eq!(requests(one, "GET", "2xx"), Some(1.0), "{text}");
    assert_eq!(requests(one, "GET", "4xx"), Some(1.0), "{text}");
    let answers = format!("{one}/answers");
    assert_eq!(requests(&answers, "POST", "2xx"), Some(1.0), "{text}");
    let took = format!("http_request_duration_seconds_count{{route=\"{one}\"}}");
    assert_eq!(value(&text, &took), Some(2.0), "{text}");
    assert_eq!(value(&text, "http_requests_in_flight "), Some(0.0));
    assert_eq!(value(&text, "beistand_live_connections "), Some(1.0));
    assert_eq!(value(&text, "beistand_jobs_dead "), Some(0.0));
    assert!(value(&text, "beistand_jobs_waiting ").is_some(), "{text}");
    assert!(value(&text, "beistand_database_connections ") >= Some(1.0));
    assert!(value(&text, "beistand_database_connections_in_use ").is_some());
    let version = env!("CARGO_PKG_VERSION");
    let build = format!("beistand_build_info{{version=\"{version}\"}}");
    assert_eq!(value(&text, &build), Some(1.0));
    let started = value(&text, "process_start_time_seconds ").unwrap();
    assert!(started > 1_700_000_000.0, "{started}");

    drop(live);
    eventually(async || {
        // The server notices when it next tells something.
        client.say(id).await;
        value(&numbers(&url).await, "beistand_live_connections ") == Some(0.0)
    })
    .await;
}

/// Whatever strangers ask for, the numbers do not grow with it, and do not name it.
#[actix_web::test]
async fn numbers_have_few_labels_and_no_names() {
    let app = TestApp::new().await;
    let url = show_numbers(&app);
    let ask = async |round: usize| {
        for number in 0..20 {
            let word = format!("geheim{round}x{number}");
            for (method, path) in [
                (Method::GET, format!("/{word}")),
                (Method::GET, format!("/api/v1/{word}")),
                (Method::GET, format!("/api/v1/facilities/{word}")),
                (Method::GET, format!("/api/v1/mail-requests?q={word}")),
                (Method::GET, format!("/p/{word}?{word}")),
                (word.to_uppercase().parse().unwrap(), "/".to_owned()),
            ] {
                let request = crate::support::http().request(method, format!("{}{path}", app.url));
                request.send().await.unwrap();
            }
        }
        numbers(&url).await
    };
    let (first, second) = (ask(1).await, ask(2).await);
    assert_eq!(first.lines().count(), second.lines().count(), "{second}");
    assert!(!second.to_lowercase().contains("geheim"), "{second}");
    assert!(first != second, "they were counted");
}

#[actix_web::test]
async fn numbers_are_not_on_the_address_that_people_use() {
    let app = TestApp::new().await;
    let page = reqwest::get(format!("{}/metrics", app.url)).await.unwrap();
    assert!(!page.text().await.unwrap().contains("http_requests"));
}

/// The real program, with people who write as fast as they can.
struct Storm {
    app: TestApp,
    server: Child,
    url: String,
    /// For reading what arrived.
    client: Client,
    token: String,
    id: MailRequestId,
    acknowledged: Arc<AtomicU32>,
    writers: Vec<JoinHandle<Written>>,
}

/// What one of them sent, and which of it was acknowledged.
#[derive(Default)]
struct Written {
    acknowledged: Vec<String>,
    unanswered: Vec<String>,
}

const WRITERS: usize = 4;

impl Storm {
    async fn new(change: impl FnOnce(&mut Command)) -> Self {
        let app = TestApp::new().await;
        let mut command = server(&app.database_url);
        change(&mut command);
        let (server, url) = start(&mut command);
        app.facility("lahntal").await;
        let client = Client::new(&url);
        let registration = crate::support::registration("Seestern");
        client
            .register_client("lahntal", &registration)
            .await
            .unwrap();
        let request = client.create_mail_request(&letter("Sturm")).await.unwrap();
        let mut storm = Self {
            app,
            server,
            url,
            token: client.access_token().unwrap(),
            client,
            id: request.summary.id,
            acknowledged: Arc::default(),
            writers: Vec::new(),
        };
        for writer in 0..WRITERS {
            let task = actix_web::rt::spawn(storm.write(writer));
            storm.writers.push(task);
        }
        storm.goes_on(40).await;
        storm
    }

    /// One who writes until the server does not answer any more.
    fn write(&self, writer: usize) -> impl Future<Output = Written> + use<> {
        let (client, id) = (Client::new(&self.url), self.id);
        client.set_access_token(&self.token);
        let acknowledged = self.acknowledged.clone();
        async move {
            let mut written = Written::default();
            for number in 0.. {
                let text = format!("Nachricht {writer} {number}");
                match client.follow_up_mail_request(id, &says(&text)).await {
                    Ok(_) => {
                        written.acknowledged.push(text);
                        acknowledged.fetch_add(1, Ordering::Relaxed);
                    }
                    // Another was faster: this one was refused, and said so.
                    Err(CallError::Problem(problem))
                        if problem.code == ProblemCode::Conflict
                            || problem.code == ProblemCode::Unavailable => {}
                    Err(CallError::Problem(problem)) => panic!("{problem:?}"),
                    Err(CallError::Unreachable) => {
                        written.unanswered.push(text);
                        break;
                    }
                }
            }
            written
        }
    }

    /// Waits until so many more are acknowledged.
    async fn goes_on(&self, more: u32) {
        let until = self.acknowledged.load(Ordering::Relaxed) + more;
        eventually(async || self.acknowledged.load(Ordering::Relaxed) >= until).await;
    }

    /// What the writers know, and what another server finds in the database afterwards.
    async fn afterwards(self) -> (Written, Vec<String>) {
        let mut all = Written::default();
        for writer in self.writers {
            let written = timeout(LONG, writer).await.unwrap().unwrap();
            all.acknowledged.extend(written.acknowledged);
            all.unanswered.extend(written.unanswered);
        }
        let (server, url) = start(&mut server(&self.app.database_url));
        let client = Client::new(&url);
        client.set_access_token(&self.token);
        let request = client.read_mail_request(self.id).await.unwrap();
        kill(server);
        let found = texts(&request).into_iter().map(str::to_owned).collect();
        (all, found)
    }
}

fn assert_nothing_was_lost(written: &Written, found: &[String]) {
    let times = |text: &String| found.iter().filter(|one| *one == text).count();
    assert!(written.acknowledged.len() >= 40);
    for text in &written.acknowledged {
        assert_eq!(times(text), 1, "{text} was acknowledged");
    }
    for text in &written.unanswered {
        assert!(times(text) <= 1, "{text} was sent once");
    }
}

async fn ended(server: &mut Child) -> bool {
    let mut status = None;
    eventually(async || {
        status = server.try_wait().unwrap();
        status.is_some()
    })
    .await;
    status.is_some_and(|status| status.success())
}

#[actix_web::test]
async fn stopping_in_a_storm_loses_nothing_that_was_acknowledged() {
    let mut storm = Storm::new(|_| {}).await;
    // Live connections would go on for ever.
    let mut live = storm.client.stream_events(None).await.unwrap();
    assert!(ask_to_stop(&storm.server));
    assert!(ended(&mut storm.server).await, "in peace");
    let silence = async { while live.next().await.is_some() {} };
    timeout(LONG, silence)
        .await
        .expect("the live connection has ended");
    let (written, found) = storm.afterwards().await;
    assert_nothing_was_lost(&written, &found);
}

#[actix_web::test]
async fn dying_in_a_storm_loses_nothing_that_was_acknowledged() {
    let mut storm = Storm::new(|_| {}).await;
    storm.server.kill().unwrap();
    storm.server.wait().unwrap();
    let (written, found) = storm.afterwards().await;
    assert_nothing_was_lost(&written, &found);
}

#[actix_web::test]
async fn a_server_that_is_to_stop_says_so_before_it_refuses_anyone() {
    let mut storm = Storm::new(|server| {
        server.env("BEISTAND_DRAIN_SECONDS", "60");
    })
    .await;
    assert!(is_ready(&storm.url).await);
    assert!(ask_to_stop(&storm.server));
    eventually(async || !is_ready(&storm.url).await).await;
    storm.goes_on(20).await;
    // A second signal means at once.
    assert!(ask_to_stop(&storm.server));
    assert!(ended(&mut storm.server).await, "in peace");
    let (written, found) = storm.afterwards().await;
    assert_nothing_was_lost(&written, &found);
}

#[actix_web::test]
async fn the_program_shows_numbers_where_it_is_told_to() {
    use std::io::{BufRead, BufReader};
    let (database_url, _files) = crate::support::fresh_database().await;
    let mut command = server(&database_url);
    let mut child = command
        .env("BEISTAND_METRICS_LISTEN", "127.0.0.1:0")
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let url = lines
        .map_while(Result::ok)
        .find_map(|line| line.strip_prefix("Numbers are at ").map(str::to_owned))
        .unwrap();
    let text = numbers(&url).await;
    assert!(ask_to_stop(&child));
    assert!(ended(&mut child).await);
    assert!(text.ends_with("# EOF\n"), "{text}");
}
