//! The log tells what the server does, and nothing of anybody: the real program is given unmistakable
//! words in every place that takes any, and none of them is found again.

use crate::{
    mail_server::{Fault, MailServer},
    program::{server, stop},
    support::{
        Facility, STAFF_PASSWORD, TestApp, counselor_create, credentials, letter, registration,
        says,
    },
};
use client::Client;
use domain::{
    account_links::{ForgottenPassword, LinkRedemption},
    accounts::{AccountKind, ClientRegistration, ClientSignIn},
    clients::{ClientCreate, ClientQuery},
    counselors::CounselorCreate,
    mail_requests::{DraftSave, MailRequestQuery},
    passwords::{PasswordCandidate, PasswordChange},
    two_factor::{PasswordProof, SignInConfirmation, TwoFactorConfirmation},
};
use reqwest::{Method, StatusCode, header};
use sea_orm::ConnectionTrait;
use serde_json::{Value, json};
use std::{
    io::{BufRead, BufReader, Read},
    process::{Command, Stdio},
};

/// What people write and are called; each word is unlike anything the program says itself.
const PSEUDONYM: &str = "Zitronenfalter";
const PASSWORD: &str = "Xylophonkoffer 7";
const WRONG_PASSWORD: &str = "Quittengelee 99";
const NEW_PASSWORD: &str = "Moosbeere am Wegrand";
const LINK_TOKEN: &str = "Sumpfdotterblume";
const CODE: &str = "k7mt-3xqa-p9cd-w2fh";
const SUBJECT: &str = "Brombeerhecke";
const MESSAGE: &str = "Dachsbau unter der Eiche";
const ANSWER: &str = "Fjordpferd im Nebel";
const DRAFT: &str = "Wollgras am Moor";
const SEARCH: &str = "Kranichzug";
const CLIENT_EMAIL: &str = "zitronenfalter@mail.example";
const PHONE: &str = "06421 555123";
const STAFF_EMAIL: &str = "hagebutte@staff.example";
const LOGIN: &str = "h.agebutte";
const FIRST_NAME: &str = "Hildburg";
const LAST_NAME: &str = "Agebutte";
const SENDER: &str = "absenderin@lahntal.example";
const ADDRESS: &str = "203.0.113.77";
const STRAY: &str = "Seeadler";

const PLANTED: [&str; 20] = [
    PSEUDONYM,
    PASSWORD,
    WRONG_PASSWORD,
    NEW_PASSWORD,
    LINK_TOKEN,
    CODE,
    SUBJECT,
    MESSAGE,
    ANSWER,
    DRAFT,
    SEARCH,
    CLIENT_EMAIL,
    PHONE,
    STAFF_EMAIL,
    LOGIN,
    FIRST_NAME,
    LAST_NAME,
    SENDER,
    ADDRESS,
    STRAY,
];

/// What of `planted` is in the log, also where JSON or an address wrote it in its own way, and in
/// any case of letters.
fn found<'a>(log: &str, planted: &[&'a str]) -> Vec<&'a str> {
    fn texts(value: &Value, into: &mut String) {
        match value {
            Value::String(text) => {
                into.push_str(text);
                into.push('\n');
            }
            Value::Array(items) => items.iter().for_each(|item| texts(item, into)),
            Value::Object(fields) => fields.iter().for_each(|(name, field)| {
                into.push_str(name);
                into.push('\n');
                texts(field, into);
            }),
            _ => {}
        }
    }
    let mut haystack = log.to_owned();
    for line in log.lines() {
        if let Ok(line) = serde_json::from_str(line) {
            texts(&line, &mut haystack);
        }
    }
    let haystack = haystack.to_lowercase();
    let is_there = |word: &&&str| {
        let word = word.to_lowercase();
        let escaped = [word.replace(' ', "%20"), word.replace(' ', "+")];
        haystack.contains(&word) || escaped.iter().any(|one| haystack.contains(one))
    };
    planted.iter().filter(is_there).copied().collect()
}

#[test]
fn the_search_finds_what_is_there() {
    for log in [
        r#"{"fields":{"message":"hello Dachsbau unter der Eiche"}}"#,
        r#"{"fields":{"Dachsbau unter der Eiche":1}}"#,
        r#"{"fields":{"path":"/x?q=dachsbau%20unter%20der%20eiche"}}"#,
        r#"{"fields":{"message":"Dachsbau unter der\u0020Eiche"}}"#,
        "no JSON: dachsbau+unter+der+eiche",
    ] {
        assert_eq!(found(log, &PLANTED), [MESSAGE], "{log}");
    }
    assert!(found(r#"{"fields":{"message":"answered"}}"#, &PLANTED).is_empty());
}

/// Runs `story` against the program on this app's database, and answers what it logged.
async fn logged(
    app: &TestApp,
    change: impl FnOnce(&mut Command),
    story: impl AsyncFnOnce(&str),
) -> String {
    let mut command = server(&app.database_url);
    command
        .env(
            "RUST_LOG",
            "info,api=trace,domain=trace,sealed=trace,beistand=trace",
        )
        .env("BEISTAND_TRUST_PROXY", "true")
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    change(&mut command);
    let mut child = command.spawn().unwrap();
    let mut log = child.stderr.take().unwrap();
    // Read on while it writes, or it would have to wait.
    let log = std::thread::spawn(move || {
        let mut text = String::new();
        log.read_to_string(&mut text).unwrap();
        text
    });
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let line = lines.next().unwrap().unwrap();
    let url = line
        .split_whitespace()
        .find(|word| word.starts_with("http://"));
    story(url.unwrap()).await;
    assert!(stop(child));
    log.join().unwrap()
}

fn counselor() -> CounselorCreate {
    CounselorCreate {
        first_name: FIRST_NAME.try_into().unwrap(),
        last_name: LAST_NAME.try_into().unwrap(),
        email: STAFF_EMAIL.try_into().unwrap(),
        display_name: format!("{FIRST_NAME} {LAST_NAME}").try_into().unwrap(),
        password: Some(PASSWORD.try_into().unwrap()),
        ..counselor_create(LOGIN)
    }
}

fn person() -> ClientRegistration {
    ClientRegistration {
        pseudonym: PSEUDONYM.try_into().unwrap(),
        password: PASSWORD.try_into().unwrap(),
        email: Some(CLIENT_EMAIL.try_into().unwrap()),
        phone: None,
        ..registration(PSEUDONYM)
    }
}

/// The access token of the facility's admin on another server of the same keys.
async fn admin_of(facility: &Facility<'_>, url: &str) -> Client {
    let admin = CounselorCreate {
        role: domain::access::Role::Admin,
        ..counselor_create("l.eitung")
    };
    let made = facility.admin.client.create_counselor(&admin).await;
    made.unwrap();
    let client = Client::new(url);
    let credentials = credentials(Some("lahntal"), "l.eitung", STAFF_PASSWORD);
    client.sign_in_counselor(&credentials).await.unwrap();
    client
}

/// A day's work: everything that takes words is given some.
async fn a_day(facility: &Facility<'_>, url: &str) {
    let admin = admin_of(facility, url).await;
    admin.create_counselor(&counselor()).await.unwrap();
    admin.create_counselor(&counselor()).await.unwrap_err();
    let colleague = Client::new(url);
    let by_login = |password| credentials(Some("lahntal"), LOGIN, password);
    let refused = colleague.sign_in_counselor(&by_login(WRONG_PASSWORD)).await;
    refused.unwrap_err();
    colleague
        .sign_in_counselor(&by_login(PASSWORD))
        .await
        .unwrap();
    let by_email = credentials(None, STAFF_EMAIL, PASSWORD);
    Client::new(url).sign_in_counselor(&by_email).await.unwrap();

    keeping_safe(&colleague, url).await;

    let client = Client::new(url);
    client.register_client("lahntal", &person()).await.unwrap();
    client
        .register_client("lahntal", &person())
        .await
        .unwrap_err();
    for (name, password) in [(PSEUDONYM, PASSWORD), (CLIENT_EMAIL, WRONG_PASSWORD)] {
        let body = ClientSignIn {
            name: name.try_into().unwrap(),
            password: password.try_into().unwrap(),
        };
        // The second one is refused.
        let _ = client.sign_in_client("lahntal", &body).await;
    }
    let sent = client.create_mail_request(&letter(SUBJECT)).await.unwrap();
    let id = sent.summary.id;
    client
        .follow_up_mail_request(id, &says(MESSAGE))
        .await
        .unwrap();
    let draft = DraftSave {
        text: DRAFT.try_into().unwrap(),
    };
    colleague.save_draft(id, None, &draft).await.unwrap();
    colleague.save_draft(id, None, &draft).await.unwrap_err();
    colleague
        .answer_mail_request(id, &says(ANSWER))
        .await
        .unwrap();
    for word in [SEARCH, PSEUDONYM, SUBJECT] {
        let query = MailRequestQuery {
            q: Some(word.try_into().unwrap()),
            ..MailRequestQuery::default()
        };
        colleague.list_mail_requests(&query).await.unwrap();
    }
    let query = ClientQuery {
        q: Some(CLIENT_EMAIL.try_into().unwrap()),
        ..ClientQuery::default()
    };
    let listed = admin.list_clients(&query).await.unwrap();
    assert_eq!(listed.items[0].email.as_deref(), Some(CLIENT_EMAIL));
    let made = ClientCreate {
        password: Some(PASSWORD.try_into().unwrap()),
        phone: Some(PHONE.try_into().unwrap()),
        ..ClientCreate::called(format!("{PSEUDONYM} zwei").try_into().unwrap())
    };
    let made = admin.create_client(&made).await.unwrap();
    admin.erase_client(made.id, made.version).await.unwrap();
    client.sign_out().await.unwrap();
}

/// Passwords, links and codes.
async fn keeping_safe(colleague: &Client, url: &str) {
    let nobody = Client::new(url);
    let candidate = PasswordCandidate {
        kind: AccountKind::Counselor,
        password: NEW_PASSWORD.try_into().unwrap(),
        names: vec![LAST_NAME.try_into().unwrap()],
    };
    nobody.rate_password(&candidate).await.unwrap();
    let forgotten = ForgottenPassword {
        facility: None,
        email: STAFF_EMAIL.try_into().unwrap(),
        login_name: LOGIN.try_into().unwrap(),
    };
    nobody.forgot_password(&forgotten).await.unwrap();
    let redemption = LinkRedemption {
        token: LINK_TOKEN.try_into().unwrap(),
        password: NEW_PASSWORD.try_into().unwrap(),
    };
    let refused = nobody.redeem_account_link(&redemption).await;
    refused.unwrap_err();
    let confirmation = SignInConfirmation {
        challenge: LINK_TOKEN.try_into().unwrap(),
        code: CODE.try_into().unwrap(),
    };
    nobody.confirm_sign_in(&confirmation).await.unwrap_err();
    let change = |from: &str, to: &str| PasswordChange {
        current_password: from.try_into().unwrap(),
        password: to.try_into().unwrap(),
    };
    for (from, to) in [
        (WRONG_PASSWORD, NEW_PASSWORD),
        (PASSWORD, &format!("{LAST_NAME} {NEW_PASSWORD}")),
    ] {
        let refused = colleague.change_own_password(&change(from, to)).await;
        refused.unwrap_err();
    }
    let proof = PasswordProof {
        own_password: PASSWORD.try_into().unwrap(),
    };
    colleague.begin_two_factor(&proof).await.unwrap();
    let code = TwoFactorConfirmation {
        code: CODE.try_into().unwrap(),
    };
    colleague.confirm_two_factor(&code).await.unwrap_err();
}

/// What nobody should send, from where the sender need not be known.
async fn nonsense(url: &str, token: &str) {
    let http = crate::support::http();
    let send = async |method: Method, path: &str, body: String| {
        let request = http
            .request(method, format!("{url}{path}"))
            .header("X-Forwarded-For", ADDRESS)
            .header("Forwarded", format!("for={ADDRESS}"))
            .header(header::USER_AGENT, STRAY)
            .header(header::REFERER, format!("https://{STRAY}.example/"))
            .header(header::COOKIE, format!("{STRAY}={STRAY}"))
            .header(header::IF_MATCH, STRAY)
            .header(header::ACCEPT_LANGUAGE, STRAY)
            .header("Idempotency-Key", STRAY)
            .header("Last-Event-ID", STRAY)
            .header(header::CONTENT_TYPE, "application/json")
            .bearer_auth(token);
        request.body(body).send().await.unwrap().status()
    };
    let long = json!({ "subject": STRAY.repeat(100), "text": MESSAGE }).to_string();
    for (method, path, body) in [
        (Method::GET, format!("/{STRAY}"), String::new()),
        (
            Method::GET,
            format!("/api/v1/{STRAY}?{STRAY}={STRAY}"),
            String::new(),
        ),
        (
            Method::GET,
            format!("/api/v1/mail-requests/{STRAY}"),
            String::new(),
        ),
        (
            Method::GET,
            format!("/api/v1/mail-requests?limit={STRAY}"),
            String::new(),
        ),
        (
            Method::GET,
            format!("/api/v1/mail-requests?after={STRAY}"),
            String::new(),
        ),
        (
            Method::GET,
            format!("/api/v1/facilities/{STRAY}"),
            String::new(),
        ),
        (
            Method::POST,
            "/api/v1/mail-requests".to_owned(),
            STRAY.to_owned(),
        ),
        (Method::POST, "/api/v1/mail-requests".to_owned(), long),
        (
            Method::POST,
            "/api/v1/mail-requests".to_owned(),
            json!({ STRAY: STRAY }).to_string(),
        ),
        (
            STRAY.to_uppercase().parse().unwrap(),
            format!("/api/v1/{STRAY}"),
            STRAY.to_owned(),
        ),
    ] {
        let status = send(method, &path, body).await;
        assert!(!status.is_server_error(), "{path}: {status}");
    }
    let forged = http.get(format!("{url}/api/v1/clients")).bearer_auth(STRAY);
    assert_eq!(
        forged.send().await.unwrap().status(),
        StatusCode::UNAUTHORIZED
    );
}

#[actix_web::test]
async fn the_log_of_a_day_names_nobody() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let mails = MailServer::start();
    mails.fail_next(&[Fault::Recipient(550), Fault::Recipient(451)]);
    let mut tokens = Vec::new();
    let log = logged(
        &app,
        |server| {
            server
                .env("BEISTAND_SMTP_URL", mails.url())
                .env("BEISTAND_MAIL_FROM", SENDER);
        },
        async |url| {
            a_day(&facility, url).await;
            let client = Client::new(url);
            let body = registration("Jemand");
            client.register_client("lahntal", &body).await.unwrap();
            let token = client.access_token().unwrap();
            nonsense(url, &token).await;
            let refused = client.list_clients(&ClientQuery::default()).await;
            refused.unwrap_err();
            tokens.push(token);
        },
    )
    .await;
    assert!(
        log.contains("/api/v1/mail-requests/{id}/answers"),
        "it was logged"
    );
    let refused = log.lines().find(|line| line.contains("list_clients"));
    let refused = refused.expect("what was refused is found, and whose session it was");
    assert!(refused.contains("refused") && refused.contains("credential"));
    assert_eq!(found(&log, &PLANTED), Vec::<&str>::new(), "{log}");
    let tokens: Vec<_> = tokens.iter().map(String::as_str).collect();
    assert_eq!(found(&log, &tokens), Vec::<&str>::new());
    assert_eq!(found(&log, &["Jemand", STAFF_PASSWORD]), Vec::<&str>::new());
}

/// When something breaks, the cause is logged, and the cause is what a database says of the values
/// it was given.
#[actix_web::test]
async fn the_log_of_what_broke_names_nobody() {
    let app = TestApp::new().await;
    app.facility("lahntal").await;
    let log = logged(
        &app,
        |_| {},
        async |url| {
            let client = Client::new(url);
            client.register_client("lahntal", &person()).await.unwrap();
            client.create_mail_request(&letter(SUBJECT)).await.unwrap();
            // Of this constraint the program knows nothing.
            let unknown = "CREATE UNIQUE INDEX one_of_each ON mail_requests (subject)";
            app.db.execute_unprepared(unknown).await.unwrap();
            client
                .create_mail_request(&letter(SUBJECT))
                .await
                .unwrap_err();
            let gone = "ALTER TABLE drafts RENAME TO elsewhere";
            app.db.execute_unprepared(gone).await.unwrap();
            let gone = "ALTER TABLE counters RENAME TO nowhere";
            app.db.execute_unprepared(gone).await.unwrap();
            client
                .create_mail_request(&letter(STRAY))
                .await
                .unwrap_err();
            let other = ClientRegistration {
                pseudonym: FIRST_NAME.try_into().unwrap(),
                email: None,
                phone: None,
                ..person()
            };
            let refused = Client::new(url).register_client("lahntal", &other).await;
            refused.unwrap_err();
        },
    )
    .await;
    assert!(log.matches("request failed").count() >= 3, "{log}");
    assert_eq!(found(&log, &PLANTED), Vec::<&str>::new(), "{log}");
}
