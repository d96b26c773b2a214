use crate::{
    program::{kill, server, start},
    support::{CLIENT_PASSWORD, STAFF_PASSWORD, TestApp, code, credentials},
};
use api::clock::Clock;
use chrono::TimeDelta;
use client::{Client, EventStream};
use domain::{
    access::{Role, TokenScope},
    accounts::{AccountKind, ClientSignIn},
    api_tokens::ApiTokenCreate,
    audit::{AuditAction, AuditQuery},
    clients::ClientQuery,
    counselors::RoleChange,
    problem::ProblemCode,
    sessions::{SessionQuery, SessionSummary},
};
use futures_util::FutureExt;
use reqwest::header;
use sea_orm::{ConnectionTrait, DbBackend};
use std::{process::Child, time::Duration};
use tokio::time::timeout;

async fn sessions(client: &Client) -> Vec<SessionSummary> {
    let page = client.list_sessions(&SessionQuery::default()).await;
    page.unwrap().items
}

async fn sign_in(app: &TestApp) -> Client {
    let client = app.nobody();
    let body = credentials(Some("lahntal"), "m.brandt", STAFF_PASSWORD);
    client.sign_in_counselor(&body).await.unwrap();
    client
}

/// The same in a browser that had this session before.
async fn sign_in_after(app: &TestApp, former: &Client) {
    let body = credentials(Some("lahntal"), "m.brandt", STAFF_PASSWORD);
    let url = format!("{}/api/v1/accounts/counselors/sign-in", app.url);
    let answer = crate::support::http()
        .post(url)
        .header(header::COOKIE, former.refresh_cookie().unwrap())
        .json(&body)
        .send()
        .await;
    assert_eq!(answer.unwrap().status(), 200);
}

#[actix_web::test]
async fn signing_in_anew_ends_the_session_that_the_browser_had_before() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    facility.counselor("m.brandt").await;
    let (former, elsewhere) = (sign_in(&app).await, sign_in(&app).await);
    let before = sessions(&elsewhere).await.len();
    sign_in_after(&app, &former).await;
    assert!(!is_signed_in(&former).await);
    assert!(is_signed_in(&elsewhere).await);
    assert_eq!(sessions(&elsewhere).await.len(), before);
    let query = AuditQuery {
        action: Some(AuditAction::SignOut),
        ..AuditQuery::default()
    };
    let noted = facility.admin.client.list_audit_entries(&query).await;
    assert_eq!(noted.unwrap().items.len(), 1);
    // One that was used before ends nothing: it may be anybody's.
    let stale = app.nobody();
    stale.set_refresh_cookie(&elsewhere.refresh_cookie().unwrap());
    elsewhere
        .refresh_session(AccountKind::Counselor)
        .await
        .unwrap();
    sign_in_after(&app, &stale).await;
    assert!(is_signed_in(&elsewhere).await);
}

async fn is_signed_in(client: &Client) -> bool {
    client.list_clients(&ClientQuery::default()).await.is_ok()
}

#[actix_web::test]
async fn everyone_sees_where_they_are_signed_in_and_nobody_else() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let brandt = facility.counselor("m.brandt").await;
    let second = sign_in(&app).await;
    let (of_first, of_second) = (sessions(&brandt.client).await, sessions(&second).await);
    let current =
        |list: &[SessionSummary]| list.iter().map(|one| one.current).collect::<Vec<bool>>();
    assert_eq!(current(&of_first), [false, true], "newest first");
    assert_eq!(current(&of_second), [true, false]);
    assert_eq!(of_first[0].id, of_second[0].id);
    assert_eq!(sessions(&facility.admin.client).await.len(), 1);
    let person = facility.client("Seestern").await;
    assert_eq!(sessions(&person.client).await.len(), 1);
}

#[actix_web::test]
async fn a_device_is_kept_as_browser_and_system_only() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    facility.counselor("m.brandt").await;
    let firefox = "Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0";
    let body = credentials(Some("lahntal"), "m.brandt", STAFF_PASSWORD);
    let answer = crate::support::http()
        .post(format!("{}/api/v1/accounts/counselors/sign-in", app.url))
        .header(header::USER_AGENT, firefox)
        .json(&body)
        .send()
        .await
        .unwrap();
    assert_eq!(answer.status(), 200);
    let listed = sessions(&sign_in(&app).await).await;
    assert_eq!(listed[1].device.as_deref(), Some("Firefox, Linux"));
    assert_eq!(listed[0].device, None, "the tests' client has no name");
}

#[actix_web::test]
async fn when_somebody_was_there_last_is_noted_once_a_minute() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let admin = &facility.admin.client;
    let seen = async || sessions(admin).await[0].last_seen_at;
    let before = seen().await;
    app.hand.advance(TimeDelta::seconds(50));
    assert_eq!(seen().await, before);
    app.hand.advance(TimeDelta::seconds(20));
    seen().await;
    assert!(seen().await > before);
}

#[actix_web::test]
async fn an_ended_session_is_refused_at_once_and_its_live_connection_ends() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let brandt = facility.counselor("m.brandt").await;
    let second = sign_in(&app).await;
    let mut live = second.stream_events(None).await.unwrap();
    let id = sessions(&second).await[0].id;
    brandt.client.end_session(id).await.unwrap();
    assert_eq!(
        code(second.list_clients(&ClientQuery::default()).await),
        ProblemCode::SessionEnded
    );
    let next = timeout(Duration::from_secs(10), live.next()).await;
    assert_eq!(next.unwrap(), None);
    assert_eq!(sessions(&brandt.client).await.len(), 1);
    let again = brandt.client.end_session(id).await;
    assert_eq!(code(again), ProblemCode::NotFound);
}

#[actix_web::test]
async fn signing_out_ends_the_live_connection_too() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let brandt = facility.counselor("m.brandt").await;
    let mut live = brandt.client.stream_events(None).await.unwrap();
    brandt.client.sign_out().await.unwrap();
    let next = timeout(Duration::from_secs(10), live.next()).await;
    assert_eq!(next.unwrap(), None);
}

/// Whoever is let in a moment before their session ends must not listen on.
#[actix_web::test]
async fn a_session_that_ends_while_its_live_connection_opens_is_not_heard_on() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let brandt = facility.counselor("m.brandt").await;
    for round in 0..40 {
        let second = sign_in(&app).await;
        let own = brandt.client.access_token();
        let mut listed = sessions(&brandt.client).await.into_iter();
        let other = listed.find(|one| !one.current).unwrap();
        let (live, ended) = tokio::join!(
            second.stream_events(None),
            brandt.client.end_session(other.id)
        );
        ended.unwrap();
        assert_eq!(brandt.client.access_token(), own);
        let Ok(mut live) = live else {
            continue;
        };
        let next = timeout(Duration::from_secs(10), live.next()).await;
        assert_eq!(next.expect("it ends"), None, "{round}");
    }
}

#[actix_web::test]
async fn nobody_ends_a_session_of_somebody_else() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let brandt = facility.counselor("m.brandt").await;
    let person = facility.client("Seestern").await;
    for owner in [&brandt.client, &person.client] {
        let id = sessions(owner).await[0].id;
        let ended = facility.admin.client.end_session(id).await;
        assert_eq!(code(ended), ProblemCode::NotFound, "not even an admin");
        assert_eq!(sessions(owner).await.len(), 1);
    }
}

#[actix_web::test]
async fn one_signs_out_everywhere_else() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let brandt = facility.counselor("m.brandt").await;
    let (second, third) = (sign_in(&app).await, sign_in(&app).await);
    second.end_other_sessions().await.unwrap();
    assert!(is_signed_in(&second).await);
    for gone in [&brandt.client, &third] {
        assert!(!is_signed_in(gone).await);
    }
    assert!(is_signed_in(&facility.admin.client).await);
    // Nothing left to end is no error and nothing to note.
    second.end_other_sessions().await.unwrap();
    let query = AuditQuery {
        action: Some(AuditAction::EndOtherSessions),
        ..AuditQuery::default()
    };
    let noted = facility.admin.client.list_audit_entries(&query).await;
    assert_eq!(noted.unwrap().items.len(), 1);
}

/// Long enough, and well below the heartbeat of a connection.
const PATIENCE: Duration = Duration::from_secs(10);

/// The live connection ends, and nothing is said before.
async fn ends(mut live: EventStream) {
    assert_eq!(timeout(PATIENCE, live.next()).await.unwrap(), None);
}

/// Two processes on one PostgreSQL; on SQLite there is one, so both addresses are the same.
struct Servers {
    processes: Vec<Child>,
    here: String,
    there: String,
}

impl Servers {
    fn start(app: &TestApp) -> Self {
        let several = app.db.get_database_backend() != DbBackend::Sqlite;
        let started = (0..=usize::from(several)).map(|_| start(&mut server(&app.database_url)));
        let (processes, addresses): (Vec<_>, Vec<_>) = started.unzip();
        Self {
            processes,
            here: addresses[0].clone(),
            there: addresses[addresses.len() - 1].clone(),
        }
    }

    /// Whoever holds this token, listening there.
    async fn listen(&self, token: &str) -> EventStream {
        let there = Client::new(&self.there);
        there.set_access_token(token);
        there.stream_events(None).await.unwrap()
    }

    /// A counselor who is signed in here, and listens there.
    async fn counselor(&self, name: &str) -> (Client, EventStream) {
        let here = Client::new(&self.here);
        let body = credentials(Some("lahntal"), name, STAFF_PASSWORD);
        here.sign_in_counselor(&body).await.unwrap();
        let live = self.listen(&here.access_token().unwrap()).await;
        (here, live)
    }

    /// The same, a client.
    async fn client(&self) -> EventStream {
        let here = Client::new(&self.here);
        let name = "Seestern".try_into().unwrap();
        let password = CLIENT_PASSWORD.try_into().unwrap();
        let sign_in = ClientSignIn { name, password };
        here.sign_in_client("lahntal", &sign_in).await.unwrap();
        self.listen(&here.access_token().unwrap()).await
    }

    fn stop(self) {
        self.processes.into_iter().for_each(kill);
    }
}

/// However a session ends at one server, its connections at the others end at once.
#[actix_web::test]
async fn a_session_that_ends_at_one_server_is_cut_off_at_the_others() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let brandt = facility.counselor("m.brandt").await.id;
    let person = facility.client("Seestern").await.id;
    facility.another_admin("boss").await;
    let servers = Servers::start(&app);
    let (boss, mut going_on) = servers.counselor("boss").await;

    let (signing_out, live) = servers.counselor("m.brandt").await;
    signing_out.sign_out().await.unwrap();
    ends(live).await;

    let (staying, mut staying_live) = servers.counselor("m.brandt").await;
    let (_, live) = servers.counselor("m.brandt").await;
    staying.end_other_sessions().await.unwrap();
    ends(live).await;

    let (robbed, live) = servers.counselor("m.brandt").await;
    let stolen = robbed.refresh_cookie().unwrap();
    for _ in 0..2 {
        robbed
            .refresh_session(AccountKind::Counselor)
            .await
            .unwrap();
    }
    robbed.set_refresh_cookie(&stolen);
    let reused = robbed.refresh_session(AccountKind::Counselor).await;
    assert_eq!(code(reused), ProblemCode::SessionEnded);
    ends(live).await;

    let body = ApiTokenCreate {
        name: "Statistik".try_into().unwrap(),
        scopes: vec![TokenScope::EventsRead].try_into().unwrap(),
        expires_at: Clock::system().now() + TimeDelta::days(1),
    };
    let token = boss.create_api_token(&body).await.unwrap();
    let live = servers.listen(&token.token).await;
    boss.revoke_api_token(token.api_token.id).await.unwrap();
    ends(live).await;

    let live = servers.client().await;
    let version = boss.read_client(person).await.unwrap().version;
    let locked = boss.lock_client(person, version).await.unwrap();
    ends(live).await;
    let unlocked = boss.unlock_client(person, locked.version).await.unwrap();
    let live = servers.client().await;
    boss.delete_client(person, unlocked.version).await.unwrap();
    ends(live).await;

    // With another role, other things may be heard.
    let version = boss.read_counselor(brandt).await.unwrap().version;
    let role = RoleChange { role: Role::Admin };
    let promoted = boss.change_counselor_role(brandt, version, &role).await;
    timeout(PATIENCE, async {
        while staying_live.next().await.is_some() {}
    })
    .await
    .unwrap();
    let (_, live) = servers.counselor("m.brandt").await;
    let version = promoted.unwrap().version;
    boss.deactivate_counselor(brandt, version).await.unwrap();
    ends(live).await;

    let next = going_on.next();
    assert!(next.now_or_never().is_none(), "who stays is not cut off");
    servers.stop();
}

/// What a server was not told, because its connection to the database was gone for a moment, it
/// finds out as soon as it is back.
#[actix_web::test]
async fn a_server_that_could_not_hear_looks_whose_sessions_have_ended() {
    let app = TestApp::new().await;
    if app.db.get_database_backend() == DbBackend::Sqlite {
        // There is one server, and nobody to hear.
        return;
    }
    let facility = app.facility("lahntal").await;
    facility.counselor("m.brandt").await;
    let servers = Servers::start(&app);
    let (_, mut going_on) = servers.counselor("m.brandt").await;
    let (_, live) = servers.counselor("m.brandt").await;
    let deafen = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity \
                  WHERE datname = current_database() AND query LIKE 'LISTEN%'";
    let newest = "UPDATE sessions SET ended_at = now() WHERE id = (SELECT max(id::text)::uuid FROM sessions)";
    app.db.execute_unprepared(newest).await.unwrap();
    app.db.execute_unprepared(deafen).await.unwrap();
    ends(live).await;
    assert!(
        going_on.next().now_or_never().is_none(),
        "the other goes on"
    );
    servers.stop();
}
