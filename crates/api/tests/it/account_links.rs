//! Links that set a password: who gets one, how often and how long it is good, and that nobody
//! learns from asking whether there is an account.

use crate::{
    mail_server::MailServer,
    support::{
        Facility, STAFF_PASSWORD, Staff, TestApp, code, credentials, field, registration, signed_in,
    },
};
use api::{
    account_links::entity as account_link, clients::entity as client_row,
    counselors::entity as counselor, jobs::Worker,
};
use chrono::TimeDelta;
use domain::{
    account_links::{
        AccountLink, ForgottenClientPassword, ForgottenPassword, LinkPresented, LinkPurpose,
        LinkRedemption,
    },
    accounts::{AccountKind, ClientSignIn},
    audit::AuditQuery,
    calendar_feeds::{CalendarFeedCreate, FeedContent},
    counselors::CounselorQuery,
    ids::ClientId,
    outgoing_mails::{MailTemplate, OutgoingMailQuery, OutgoingMailStatus},
    problem::{FieldCode, ProblemCode},
    proofs_of_work::PROOF_HEADER,
};
use sea_orm::{ConnectionTrait, EntityTrait};
use std::{num::NonZeroU32, sync::atomic::Ordering};

const NEW: &str = "ein ganz neuer Satz";

pub async fn app_with(server: &MailServer) -> TestApp {
    TestApp::with(|settings| {
        settings.smtp_url = Some(server.url().as_str().into());
        settings.mail_from = Some("beratung@lahntal.example".into());
    })
    .await
}

fn forgotten(email: &str, login_name: &str) -> ForgottenPassword {
    ForgottenPassword {
        facility: None,
        email: email.try_into().unwrap(),
        login_name: login_name.try_into().unwrap(),
    }
}

/// Everything that is due, until nothing is.
async fn work(app: &TestApp) {
    let worker = Worker::new(app.state.clone());
    while worker.run_due().await.unwrap() > 0 {}
}

/// The links of the mails that have arrived, each as its address and its token.
async fn links(app: &TestApp, server: &MailServer) -> Vec<(String, String)> {
    work(app).await;
    let inbox = server.inbox();
    let texts = inbox.iter().map(|mail| mail.raw.replace("=\r\n", ""));
    let links = texts.map(|text| {
        let from = text.find("http://").expect("a mail with a link");
        let end = text[from..].find(char::is_whitespace).unwrap();
        let link = &text[from..from + end];
        let (address, token) = link.split_once('#').expect("a token behind the #");
        (address.to_owned(), token.to_owned())
    });
    links.collect()
}

pub async fn last_token(app: &TestApp, server: &MailServer) -> String {
    links(app, server).await.pop().expect("a mail").1
}

pub fn presented(token: &str) -> LinkPresented {
    LinkPresented {
        token: token.try_into().unwrap(),
    }
}

fn redemption(token: &str, password: &str) -> LinkRedemption {
    LinkRedemption {
        token: token.try_into().unwrap(),
        password: password.try_into().unwrap(),
    }
}

async fn ask(app: &TestApp) {
    let body = forgotten("m.brandt@staff.example", "m.brandt");
    app.nobody().forgot_password(&body).await.unwrap();
    app.hand.advance(TimeDelta::minutes(3));
}

async fn redeem(app: &TestApp, token: &str) -> Result<(), ProblemCode> {
    let redeemed = app
        .nobody()
        .redeem_account_link(&redemption(token, NEW))
        .await;
    redeemed.map_err(|error| error.code().unwrap())
}

#[actix_web::test]
async fn a_link_sets_a_new_password_once_and_ends_all_sessions() {
    let server = MailServer::start();
    let app = app_with(&server).await;
    let facility = app.facility("lahntal").await;
    let brandt = facility.counselor("m.brandt").await;
    let body = CalendarFeedCreate {
        shows: FeedContent::Busy,
    };
    brandt.client.create_calendar_feed(&body).await.unwrap();
    ask(&app).await;
    let (address, token) = links(&app, &server).await.remove(0);
    assert!(address.ends_with("/login/reset"), "{address}");
    assert_eq!(server.inbox()[0].to, "m.brandt@staff.example");

    let nobody = app.nobody();
    let link = nobody.read_account_link(&presented(&token)).await.unwrap();
    let expected = AccountLink {
        purpose: LinkPurpose::ForgottenPassword,
        kind: AccountKind::Counselor,
        name: "m.brandt".into(),
        facility: "lahntal".try_into().unwrap(),
    };
    assert_eq!(link, expected);
    // Reading it has not used it up, nor has a password that is refused.
    let refused = nobody
        .redeem_account_link(&redemption(&token, "passwort123456"))
        .await;
    assert_eq!(
        field(refused),
        ("/password".into(), FieldCode::CommonPassword)
    );
    let refused = nobody
        .redeem_account_link(&redemption(&token, "zu kurz 123"))
        .await;
    assert_eq!(field(refused), ("/password".into(), FieldCode::TooShort));

    let query = CounselorQuery::default();
    assert!(brandt.client.list_counselors(&query).await.is_ok());
    redeem(&app, &token).await.unwrap();
    assert_eq!(
        code(brandt.client.list_counselors(&query).await),
        ProblemCode::SessionEnded
    );
    let old = credentials(None, "m.brandt", STAFF_PASSWORD);
    assert_eq!(
        code(nobody.sign_in_counselor(&old).await),
        ProblemCode::InvalidCredentials
    );
    signed_in(
        nobody
            .sign_in_counselor(&credentials(None, "m.brandt", NEW))
            .await,
    );
    // Whoever has lost the password may have lost the calendar's address too.
    let left = nobody.read_calendar_feed().await.unwrap().feed;
    assert_eq!(left, None);

    assert_eq!(redeem(&app, &token).await, Err(ProblemCode::LinkVoid));
    let read = nobody.read_account_link(&presented(&token)).await;
    assert_eq!(code(read), ProblemCode::LinkVoid);
}

/// Asking does the same work and gets the same answer, whether there is an account, half of one,
/// or none: one statement looks, one puts a job down, and no password is hashed. What differs is
/// the job's, later.
#[actix_web::test]
async fn asking_tells_nobody_whether_there_is_an_account() {
    let server = MailServer::start();
    let app = app_with(&server).await;
    let facility = app.facility("lahntal").await;
    facility.counselor("m.brandt").await;
    let out = facility.counselor("a.usser").await;
    deactivate(&app, &out).await;
    let mut seen = Vec::new();
    for (email, login_name) in [
        ("m.brandt@staff.example", "m.brandt"),
        ("M.Brandt@staff.example", "M.BRANDT"),
        ("anders@staff.example", "m.brandt"),
        ("m.brandt@staff.example", "anders"),
        ("a.usser@staff.example", "a.usser"),
        ("niemand@staff.example", "niemand"),
    ] {
        let before = app.statements.load(Ordering::Relaxed);
        let url = format!("{}/api/v1/accounts/counselors/forgotten-password", app.url);
        let answer = crate::support::http()
            .post(url)
            .json(&forgotten(email, login_name));
        let answer = answer.send().await.unwrap();
        let status = answer.status().as_u16();
        let mut headers: Vec<_> = answer.headers().keys().map(ToString::to_string).collect();
        headers.sort_unstable();
        let body = answer.text().await.unwrap();
        let statements = app.statements.load(Ordering::Relaxed) - before;
        seen.push((status, headers, body, statements));
    }
    assert_eq!((seen[0].0, seen[0].2.as_str(), seen[0].3), (202, "", 2));
    assert!(seen.iter().all(|one| *one == seen[0]), "{seen:?}");
    let asked = "SELECT length(CAST(payload AS TEXT)) AS n, count(*) AS c FROM jobs GROUP BY n";
    let kinds = app.db.query_all_raw(sea_orm::Statement::from_string(
        app.db.get_database_backend(),
        asked,
    ));
    assert_eq!(kinds.await.unwrap().len(), 1, "the jobs do not tell either");

    // Of all of them, one mail went out: the second request came at once after the first.
    assert_eq!(links(&app, &server).await.len(), 1);
    let left = "SELECT id FROM jobs";
    let left = sea_orm::Statement::from_string(app.db.get_database_backend(), left);
    assert!(app.db.query_all_raw(left).await.unwrap().is_empty());
}

async fn deactivate(app: &TestApp, staff: &Staff) {
    let model = counselor::ActiveModel {
        id: sea_orm::ActiveValue::Unchanged(staff.id),
        active: sea_orm::ActiveValue::Set(false),
        ..Default::default()
    };
    counselor::Entity::update(model)
        .exec(&app.db)
        .await
        .unwrap();
}

#[actix_web::test]
async fn asking_and_using_links_is_slowed_down() {
    let app = TestApp::with(|settings| settings.sign_in_burst = NonZeroU32::new(2).unwrap()).await;
    let nobody = app.nobody();
    let body = forgotten("m.brandt@staff.example", "m.brandt");
    for _ in 0..2 {
        nobody.forgot_password(&body).await.unwrap();
    }
    assert_eq!(
        code(nobody.forgot_password(&body).await),
        ProblemCode::TooManyAttempts
    );
    for _ in 0..3 {
        let read = nobody.read_account_link(&presented("x")).await;
        assert_eq!(code(read), ProblemCode::LinkVoid);
        assert_eq!(redeem(&app, "x").await, Err(ProblemCode::LinkVoid));
    }
    assert_eq!(redeem(&app, "x").await, Err(ProblemCode::TooManyAttempts));
}

#[actix_web::test]
async fn a_link_is_good_for_an_hour() {
    let server = MailServer::start();
    let app = app_with(&server).await;
    let facility = app.facility("lahntal").await;
    facility.counselor("m.brandt").await;
    ask(&app).await;
    let token = last_token(&app, &server).await;
    app.hand.advance(TimeDelta::minutes(59));
    let read = app.nobody().read_account_link(&presented(&token)).await;
    assert!(read.is_ok());
    app.hand.advance(TimeDelta::minutes(2));
    assert_eq!(redeem(&app, &token).await, Err(ProblemCode::LinkVoid));
    // The next round of housekeeping takes it away.
    api::jobs::ensure_housekeeping(&app.db, app.hand.now())
        .await
        .unwrap();
    app.hand.advance(TimeDelta::hours(1));
    work(&app).await;
    assert!(
        account_link::Entity::find()
            .all(&app.db)
            .await
            .unwrap()
            .is_empty()
    );
}

#[actix_web::test]
async fn a_newer_link_and_any_new_password_void_the_ones_before() {
    let server = MailServer::start();
    let app = app_with(&server).await;
    let facility = app.facility("lahntal").await;
    let brandt = facility.counselor("m.brandt").await;
    facility
        .admin
        .client
        .invite_counselor(brandt.id)
        .await
        .unwrap();
    ask(&app).await;
    let first = last_token(&app, &server).await;
    ask(&app).await;
    let second = last_token(&app, &server).await;
    assert_eq!(redeem(&app, &first).await, Err(ProblemCode::LinkVoid));
    let invitation = links(&app, &server).await.remove(0).1;
    let link = app
        .nobody()
        .read_account_link(&presented(&invitation))
        .await;
    assert_eq!(link.unwrap().purpose, LinkPurpose::Invitation);
    redeem(&app, &second).await.unwrap();
    for token in [first, second, invitation] {
        assert_eq!(redeem(&app, &token).await, Err(ProblemCode::LinkVoid));
    }
}

/// A mail that waits for a mail server names the link, not what proves it, and what is void by the
/// time it could go out does not.
#[actix_web::test]
async fn a_mail_whose_link_is_void_is_not_sent() {
    let server = MailServer::start();
    let app = app_with(&server).await;
    let facility = app.facility("lahntal").await;
    let brandt = facility.counselor("m.brandt").await;
    for _ in 0..2 {
        facility
            .admin
            .client
            .invite_counselor(brandt.id)
            .await
            .unwrap();
    }
    assert_eq!(links(&app, &server).await.len(), 1);
    let query = OutgoingMailQuery::default();
    let mails = facility
        .admin
        .client
        .list_outgoing_mails(&query)
        .await
        .unwrap();
    let found: Vec<_> = mails
        .items
        .iter()
        .map(|one| (one.status, one.template))
        .collect();
    let template = MailTemplate::InviteCounselor;
    assert_eq!(
        found,
        [
            (OutgoingMailStatus::Sent, template),
            (OutgoingMailStatus::Failed, template)
        ]
    );
    let why = mails.items[1].last_error.as_deref();
    assert_eq!(why, Some("the link is void"));
}

/// What a database without its key holds opens no account.
#[actix_web::test]
async fn no_table_holds_what_proves_a_link_nor_who_forgot() {
    let server = MailServer::start();
    let app = app_with(&server).await;
    let facility = app.facility("lahntal").await;
    facility.counselor("m.brandt").await;
    ask(&app).await;
    let rows = dump(&app).await;
    assert!(rows.contains("forgot_password"), "{rows}");
    assert!(
        !rows.contains("staff.example") && !rows.contains("m.brandt"),
        "{rows}"
    );
    let token = last_token(&app, &server).await;
    let rows = dump(&app).await;
    assert!(rows.contains("/login/reset"), "{rows}");
    assert!(!rows.contains(&token[22..40]), "{rows}");
}

/// What jobs, mails, links and the audit log hold of texts.
async fn dump(app: &TestApp) -> String {
    let mut text = String::new();
    for (table, column) in [
        ("jobs", "kind"),
        ("jobs", "payload"),
        ("jobs", "unique_key"),
        ("outgoing_mails", "data"),
        ("account_links", "purpose"),
        ("audit_entries", "action"),
        ("audit_entries", "network"),
    ] {
        let sql = format!("SELECT CAST({column} AS TEXT) AS text FROM {table}");
        let statement = sea_orm::Statement::from_string(app.db.get_database_backend(), sql);
        for row in app.db.query_all_raw(statement).await.unwrap() {
            let value: Option<String> = row.try_get("", "text").unwrap();
            text += &value.unwrap_or_default();
            text.push('\n');
        }
    }
    text
}

#[actix_web::test]
async fn a_link_that_was_tampered_with_is_void() {
    let server = MailServer::start();
    let app = app_with(&server).await;
    let facility = app.facility("lahntal").await;
    let brandt = facility.counselor("m.brandt").await;
    let petersen = facility.counselor("j.petersen").await;
    for staff in [&brandt, &petersen] {
        facility
            .admin
            .client
            .invite_counselor(staff.id)
            .await
            .unwrap();
    }
    let tokens: Vec<_> = links(&app, &server)
        .await
        .into_iter()
        .map(|one| one.1)
        .collect();
    let (id, _) = tokens[0].split_at(22);
    let (_, proof) = tokens[1].split_at(22);
    let mut turned = tokens[0].clone();
    let last = if turned.pop() == Some('A') { 'Q' } else { 'A' };
    turned.push(last);
    for token in [
        format!("{id}{proof}"),
        turned,
        id.to_owned(),
        tokens[0][..60].to_owned(),
        format!("{}AAAA", tokens[0]),
        "%%%".to_owned(),
    ] {
        assert_eq!(
            redeem(&app, &token).await,
            Err(ProblemCode::LinkVoid),
            "{token}"
        );
    }
    assert!(redeem(&app, &tokens[0]).await.is_ok());
}

#[actix_web::test]
async fn of_two_uses_of_a_link_at_once_one_succeeds() {
    let server = MailServer::start();
    let app = app_with(&server).await;
    let facility = app.facility("lahntal").await;
    facility.counselor("m.brandt").await;
    ask(&app).await;
    let token = last_token(&app, &server).await;
    let uses = futures_util::future::join_all((0..4).map(|_| redeem(&app, &token))).await;
    assert_eq!(uses.iter().filter(|one| one.is_ok()).count(), 1, "{uses:?}");
}

#[actix_web::test]
async fn an_invitation_is_good_for_a_week_and_noted_until_it_is_used() {
    let server = MailServer::start();
    let app = app_with(&server).await;
    let facility = app.facility("lahntal").await;
    let brandt = facility.counselor("m.brandt").await;
    let invited = async || {
        let found = counselor::Entity::find_by_id(brandt.id).one(&app.db).await;
        found.unwrap().unwrap().invited_at
    };
    assert_eq!(invited().await, None);
    facility
        .admin
        .client
        .invite_counselor(brandt.id)
        .await
        .unwrap();
    assert!(invited().await.is_some());
    let (address, token) = links(&app, &server).await.remove(0);
    assert!(address.ends_with("/login/reset"), "{address}");
    app.hand.advance(TimeDelta::days(7) - TimeDelta::minutes(1));
    let read = app.nobody().read_account_link(&presented(&token)).await;
    assert!(read.is_ok());
    app.hand.advance(TimeDelta::minutes(2));
    assert_eq!(redeem(&app, &token).await, Err(ProblemCode::LinkVoid));

    let admin = admin_again(&app, &facility).await;
    admin.invite_counselor(brandt.id).await.unwrap();
    let token = last_token(&app, &server).await;
    redeem(&app, &token).await.unwrap();
    assert_eq!(invited().await, None);
    let log = admin
        .list_audit_entries(&AuditQuery::default())
        .await
        .unwrap();
    let actions: Vec<_> = log.items.iter().map(|entry| entry.action.name()).collect();
    assert_eq!(actions[..2], ["redeem_account_link", "invite_counselor"]);
}

/// An admin who is signed in: a week has passed.
async fn admin_again(app: &TestApp, facility: &Facility<'_>) -> client::Client {
    let model = counselor::ActiveModel {
        id: sea_orm::ActiveValue::Unchanged(facility.admin.id),
        password_hash: sea_orm::ActiveValue::Set(hash_of(app, "m.brandt").await),
        ..Default::default()
    };
    counselor::Entity::update(model)
        .exec(&app.db)
        .await
        .unwrap();
    let client = app.nobody();
    let body = credentials(Some(&facility.slug), "admin", STAFF_PASSWORD);
    signed_in(client.sign_in_counselor(&body).await);
    client
}

async fn hash_of(app: &TestApp, login_name: &str) -> String {
    let all = counselor::Entity::find().all(&app.db).await.unwrap();
    let one = all.into_iter().find(|one| one.login_name == login_name);
    one.unwrap().password_hash
}

#[actix_web::test]
async fn nobody_is_invited_to_an_account_that_is_not_active() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let brandt = facility.counselor("m.brandt").await;
    deactivate(&app, &brandt).await;
    let invited = facility.admin.client.invite_counselor(brandt.id).await;
    assert_eq!(code(invited), ProblemCode::AccountInactive);
}

#[actix_web::test]
async fn a_link_to_an_account_that_is_not_active_any_more_is_void() {
    let server = MailServer::start();
    let app = app_with(&server).await;
    let facility = app.facility("lahntal").await;
    let brandt = facility.counselor("m.brandt").await;
    facility
        .admin
        .client
        .invite_counselor(brandt.id)
        .await
        .unwrap();
    let token = last_token(&app, &server).await;
    deactivate(&app, &brandt).await;
    assert_eq!(redeem(&app, &token).await, Err(ProblemCode::LinkVoid));
}

#[actix_web::test]
async fn a_client_is_invited_to_their_portal_by_a_mail_that_gives_nothing_away() {
    let server = MailServer::start();
    let app = app_with(&server).await;
    let facility = app.facility("lahntal").await;
    let brandt = facility.counselor("m.brandt").await;
    let without = facility.client("Anker").await;
    let invited = brandt.client.invite_client(without.id).await;
    assert_eq!(code(invited), ProblemCode::NoEmail);

    let mut body = registration("Seestern");
    body.email = Some("verborgen@mail.example".try_into().unwrap());
    let made = app
        .nobody()
        .register_client("lahntal", &body)
        .await
        .unwrap();
    let id = ClientId(made.account.actor().id());
    brandt.client.invite_client(id).await.unwrap();
    let found = client_row::Entity::find_by_id(id)
        .one(&app.db)
        .await
        .unwrap();
    assert!(found.unwrap().invited_at.is_some());
    let (address, token) = links(&app, &server).await.remove(0);
    assert!(address.ends_with("/p/lahntal/password"), "{address}");
    let mail = &server.inbox()[0];
    assert_eq!(mail.to, "verborgen@mail.example");
    for secret in ["Seestern", "brandt", "Berater", "Anfrage"] {
        let words = mail.raw.replace("Beratungsstelle", "");
        assert!(!words.contains(secret), "{secret}: {}", mail.raw);
    }
    redeem(&app, &token).await.unwrap();
    let found = client_row::Entity::find_by_id(id)
        .one(&app.db)
        .await
        .unwrap();
    assert_eq!(found.unwrap().invited_at, None);
    let sign_in = ClientSignIn {
        name: "Seestern".try_into().unwrap(),
        password: NEW.try_into().unwrap(),
    };
    let session = app
        .nobody()
        .sign_in_client("lahntal", &sign_in)
        .await
        .unwrap();
    assert_eq!(session.account.duty(), None);
}

/// With the pseudonym or the address, a mail that says nothing of counselling brings a link; it is
/// good once, and where the account was signed in, that ends.
#[actix_web::test]
async fn a_client_who_forgot_their_password_gets_a_link_to_the_portal() {
    let server = MailServer::start();
    let app = app_with(&server).await;
    let facility = app.facility("lahntal").await;
    let person = app.nobody();
    let mut body = registration("Zugvogel");
    body.email = Some("zugvogel@mail.example".try_into().unwrap());
    person.register_client("lahntal", &body).await.unwrap();
    for name in ["zugvogel", "ZUGVOGEL@mail.example"] {
        let asked = ForgottenClientPassword {
            name: name.try_into().unwrap(),
        };
        let nobody = app.nobody();
        nobody
            .forgot_client_password("lahntal", &asked)
            .await
            .unwrap();
        work(&app).await;
        app.hand.advance(TimeDelta::minutes(3));
    }
    let mut sent = links(&app, &server).await;
    assert_eq!(sent.len(), 2);
    let (address, token) = sent.pop().unwrap();
    let (_, older) = sent.pop().unwrap();
    assert!(address.ends_with("/p/lahntal/password"), "{address}");
    assert_eq!(redeem(&app, &older).await, Err(ProblemCode::LinkVoid));
    for mail in server.inbox() {
        assert_eq!(mail.to, "zugvogel@mail.example");
        assert!(!mail.raw.contains("Zugvogel"));
    }
    let link = app.nobody().read_account_link(&presented(&token)).await;
    let expected = AccountLink {
        purpose: LinkPurpose::ForgottenPassword,
        kind: AccountKind::Client,
        name: "Zugvogel".into(),
        facility: "lahntal".try_into().unwrap(),
    };
    assert_eq!(link.unwrap(), expected);
    redeem(&app, &token).await.unwrap();
    assert_eq!(redeem(&app, &token).await, Err(ProblemCode::LinkVoid));
    let query = domain::mail_requests::MailRequestQuery::default();
    let gone = person.list_mail_requests(&query).await;
    assert_eq!(code(gone), ProblemCode::SessionEnded);
    let with_new = ClientSignIn {
        name: "Zugvogel".try_into().unwrap(),
        password: NEW.try_into().unwrap(),
    };
    let signed_in = app.nobody().sign_in_client("lahntal", &with_new).await;
    signed_in.unwrap();
    let noted = facility
        .admin
        .client
        .list_audit_entries(&AuditQuery::default())
        .await;
    let actions: Vec<_> = noted
        .unwrap()
        .items
        .into_iter()
        .map(|one| one.action)
        .collect();
    assert!(actions.contains(&domain::audit::AuditAction::ForgotClientPassword));
}

/// The same answer after the same work, whether there is such a client, one without an address, one
/// who may not sign in, or nobody.
#[actix_web::test]
async fn asking_tells_nobody_whether_there_is_such_a_client() {
    let server = MailServer::start();
    let app = app_with(&server).await;
    let facility = app.facility("lahntal").await;
    for (name, email) in [
        ("Zugvogel", Some("zugvogel@mail.example")),
        ("Gesperrt", Some("gesperrt@mail.example")),
        ("Ohne Adresse", None),
    ] {
        let mut body = registration(name);
        body.email = email.map(|email| email.try_into().unwrap());
        app.nobody()
            .register_client("lahntal", &body)
            .await
            .unwrap();
    }
    let admin = &facility.admin.client;
    let query = domain::clients::ClientQuery {
        q: Some("gesperrt".try_into().unwrap()),
        ..domain::clients::ClientQuery::default()
    };
    let locked = admin.list_clients(&query).await.unwrap().items.remove(0);
    admin.lock_client(locked.id, locked.version).await.unwrap();
    let mut seen = Vec::new();
    for name in [
        "Zugvogel",
        "zugvogel@mail.example",
        "Gesperrt",
        "Ohne Adresse",
        "Niemand",
        "niemand@mail.example",
    ] {
        let challenge = app.nobody().read_proof_challenge("lahntal").await.unwrap();
        let before = app.statements.load(Ordering::Relaxed);
        let url = format!("{}/api/v1/facilities/lahntal/forgotten-password", app.url);
        let answer = crate::support::http()
            .post(url)
            .header(PROOF_HEADER, client::solved(&challenge).await)
            .json(&ForgottenClientPassword {
                name: name.try_into().unwrap(),
            });
        let answer = answer.send().await.unwrap();
        let status = answer.status().as_u16();
        let body = answer.text().await.unwrap();
        let statements = app.statements.load(Ordering::Relaxed) - before;
        seen.push((status, body, statements));
    }
    assert_eq!(seen[0].0, 202);
    assert!(seen.iter().all(|one| *one == seen[0]), "{seen:?}");
    // The second one came at once after the first.
    let sent = links(&app, &server).await;
    assert_eq!(sent.len(), 1);
    assert_eq!(server.inbox()[0].to, "zugvogel@mail.example");
}

#[actix_web::test]
async fn a_client_who_asks_for_links_again_and_again_is_slowed_down() {
    let app = TestApp::with(|settings| {
        settings.sign_in_burst = NonZeroU32::new(2).unwrap();
    })
    .await;
    app.facility("lahntal").await;
    let asked = ForgottenClientPassword {
        name: "Zugvogel".try_into().unwrap(),
    };
    let nobody = app.nobody();
    for _ in 0..2 {
        nobody
            .forgot_client_password("lahntal", &asked)
            .await
            .unwrap();
    }
    let refused = nobody.forgot_client_password("lahntal", &asked).await;
    assert_eq!(code(refused), ProblemCode::TooManyAttempts);
}
