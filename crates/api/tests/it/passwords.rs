//! Which passwords are taken, and what setting one does.

use crate::support::{
    CLIENT_PASSWORD, Facility, STAFF_PASSWORD, TestApp, code, counselor_create, credentials, field,
    registration, signed_in,
};
use client::{CallResult, Client};
use domain::{
    accounts::{AccountKind, ClientRegistration, ClientSignIn, Duty, Session},
    clients::{ClientCreate, ClientQuery},
    counselors::{CounselorCreate, CounselorQuery},
    mail_requests::MailRequestQuery,
    passwords::{
        ClientPasswordSet, PasswordAdvice, PasswordCandidate, PasswordChange, PasswordStrength,
    },
    problem::{FieldCode, ProblemCode},
};
use std::{num::NonZeroU32, sync::atomic::Ordering};

const NEW: &str = "ein ganz neuer Satz";

fn change(from: &str, to: &str) -> PasswordChange {
    PasswordChange {
        current_password: from.try_into().unwrap(),
        password: to.try_into().unwrap(),
    }
}

fn set(password: &str) -> ClientPasswordSet {
    ClientPasswordSet {
        password: password.try_into().unwrap(),
    }
}

async fn sign_in_client(
    app: &TestApp,
    name: &str,
    password: &str,
) -> CallResult<(Client, Session)> {
    let client = app.nobody();
    let body = ClientSignIn {
        name: name.try_into().unwrap(),
        password: password.try_into().unwrap(),
    };
    let session = client.sign_in_client("lahntal", &body).await?;
    Ok((client, session))
}

fn register(pseudonym: &str, password: &str) -> ClientRegistration {
    ClientRegistration {
        password: password.try_into().unwrap(),
        email: Some("ab.seestern@mail.example".try_into().unwrap()),
        phone: None,
        ..registration(pseudonym)
    }
}

/// Wherever a password is set, the same ones are refused, at their field.
#[actix_web::test]
async fn common_passwords_and_own_names_are_refused_wherever_one_is_set() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let admin = &facility.admin.client;
    let person = facility.client("Leuchtturm").await;
    let brandt = facility.counselor("m.brandt").await;
    let refused = |result: (String, FieldCode), code| {
        assert_eq!(result, ("/password".to_owned(), code));
    };
    for (password, code) in [
        ("passwort123456", FieldCode::CommonPassword),
        ("123456789012345", FieldCode::CommonPassword),
        ("am Leuchtturm vorbei", FieldCode::ContainsName),
    ] {
        let registered = app.nobody();
        let body = register("Leuchtturm_2", password);
        refused(
            field(registered.register_client("lahntal", &body).await),
            code,
        );
        let made = ClientCreate {
            password: Some(password.try_into().unwrap()),
            ..ClientCreate::called("Leuchtturm 3".try_into().unwrap())
        };
        refused(field(admin.create_client(&made).await), code);
        let given = admin.set_client_password(person.id, &set(password)).await;
        refused(field(given), code);
        let own = person
            .client
            .change_own_password(&change(CLIENT_PASSWORD, password))
            .await;
        refused(field(own), code);
    }
    for (password, code) in [
        ("passwort123456", FieldCode::CommonPassword),
        ("nur der M.Brandt nicht", FieldCode::ContainsName),
        ("zu kurz 123", FieldCode::TooShort),
    ] {
        let made = CounselorCreate {
            password: Some(STAFF_PASSWORD.try_into().unwrap()),
            ..counselor_create("m.brandt")
        };
        if code != FieldCode::TooShort {
            let made = CounselorCreate {
                password: Some(password.try_into().unwrap()),
                ..made
            };
            refused(field(admin.create_counselor(&made).await), code);
        }
        let own = brandt
            .client
            .change_own_password(&change(STAFF_PASSWORD, password))
            .await;
        refused(field(own), code);
    }
    // The address's part before the @ is a name too.
    let by_address = register("Anker", "mein Seestern am Strand");
    let registered = app.nobody().register_client("lahntal", &by_address).await;
    refused(field(registered), FieldCode::ContainsName);
    // And nothing of all this has changed a password.
    assert!(
        sign_in_client(&app, "Leuchtturm", CLIENT_PASSWORD)
            .await
            .is_ok()
    );
}

#[actix_web::test]
async fn a_password_is_rated_while_it_is_typed_and_nothing_is_written() {
    let app = TestApp::new().await;
    let rate = async |password: &str| {
        let body = PasswordCandidate {
            kind: AccountKind::Client,
            password: password.try_into().unwrap(),
            names: vec!["Zugvogel".try_into().unwrap()],
        };
        app.nobody().rate_password(&body).await.unwrap()
    };
    let before = app.statements.load(Ordering::Relaxed);
    let rating = rate("hallo123").await;
    assert_eq!(rating.strength, PasswordStrength::Refused);
    assert!(rating.advice.contains(&PasswordAdvice::NotCommon));
    let rating = rate("ich bin ein zugvogel").await;
    assert_eq!(rating.strength, PasswordStrength::Refused);
    assert_eq!(rating.advice, [PasswordAdvice::NoName]);
    assert_eq!(
        rate("ein langer Satz").await.strength,
        PasswordStrength::Strong
    );
    assert_eq!(app.statements.load(Ordering::Relaxed), before);
}

#[actix_web::test]
async fn ratings_are_slowed_down_without_slowing_down_sign_ins() {
    let app = TestApp::with(|settings| settings.sign_in_burst = NonZeroU32::new(2).unwrap()).await;
    app.facility("lahntal").await;
    let body = PasswordCandidate {
        kind: AccountKind::Client,
        password: "geraten".try_into().unwrap(),
        names: Vec::new(),
    };
    let nobody = app.nobody();
    for _ in 0..12 {
        nobody.rate_password(&body).await.unwrap();
    }
    assert_eq!(
        code(nobody.rate_password(&body).await),
        ProblemCode::TooManyAttempts
    );
    let registered = nobody
        .register_client("lahntal", &registration("Seestern"))
        .await;
    assert!(registered.is_ok());
}

#[actix_web::test]
async fn changing_ones_own_password_needs_the_present_one_and_ends_the_other_sessions() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let brandt = facility.counselor("m.brandt").await;
    let elsewhere = app.nobody();
    let old = credentials(Some("lahntal"), "m.brandt", STAFF_PASSWORD);
    signed_in(elsewhere.sign_in_counselor(&old).await);

    let wrong = brandt
        .client
        .change_own_password(&change("nicht dieses", NEW))
        .await;
    assert_eq!(
        field(wrong),
        ("/current_password".into(), FieldCode::WrongPassword)
    );
    let same = brandt
        .client
        .change_own_password(&change(STAFF_PASSWORD, STAFF_PASSWORD))
        .await;
    assert_eq!(field(same), ("/password".into(), FieldCode::Unchanged));
    let query = CounselorQuery::default();
    assert!(elsewhere.list_counselors(&query).await.is_ok());

    brandt
        .client
        .change_own_password(&change(STAFF_PASSWORD, NEW))
        .await
        .unwrap();
    assert_eq!(
        code(elsewhere.list_counselors(&query).await),
        ProblemCode::SessionEnded
    );
    assert!(brandt.client.list_counselors(&query).await.is_ok());
    let refused = app.nobody().sign_in_counselor(&old).await;
    assert_eq!(code(refused), ProblemCode::InvalidCredentials);
    let new = credentials(Some("lahntal"), "m.brandt", NEW);
    signed_in(app.nobody().sign_in_counselor(&new).await);

    let person = facility.client("Seestern").await;
    person
        .client
        .change_own_password(&change(CLIENT_PASSWORD, NEW))
        .await
        .unwrap();
    assert!(sign_in_client(&app, "Seestern", NEW).await.is_ok());
}

#[actix_web::test]
async fn guessing_the_present_password_from_an_open_session_is_slowed_down() {
    let app = TestApp::with(|settings| settings.sign_in_burst = NonZeroU32::new(3).unwrap()).await;
    let facility = app.facility("lahntal").await;
    let admin = &facility.admin.client;
    for _ in 0..3 {
        let guessed = admin.change_own_password(&change("geraten", NEW)).await;
        assert_eq!(field(guessed).1, FieldCode::WrongPassword);
    }
    let guessed = admin.change_own_password(&change("geraten", NEW)).await;
    assert_eq!(code(guessed), ProblemCode::TooManyAttempts);
}

async fn client_with_new_password(facility: &Facility<'_>, app: &TestApp) -> Client {
    let brandt = facility.counselor("m.brandt").await;
    let person = facility.client("Seestern").await;
    let given = brandt
        .client
        .set_client_password(person.id, &set(NEW))
        .await;
    given.unwrap();
    // Where they were signed in, they are not any more.
    let query = MailRequestQuery::default();
    let ended = person.client.list_mail_requests(&query).await;
    assert_eq!(code(ended), ProblemCode::SessionEnded);
    assert!(
        sign_in_client(app, "Seestern", CLIENT_PASSWORD)
            .await
            .is_err()
    );
    let (client, session) = sign_in_client(app, "Seestern", NEW).await.unwrap();
    assert_eq!(session.account.duty(), Some(Duty::ChangePassword));
    client
}

#[actix_web::test]
async fn a_client_who_was_given_a_password_changes_it_before_anything_else() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let client = client_with_new_password(&facility, &app).await;
    let query = MailRequestQuery::default();
    let refused = client.list_mail_requests(&query).await;
    assert_eq!(code(refused), ProblemCode::PasswordChangeDue);
    // The duty outlasts the access token and another sign-in.
    let renewed = client.refresh_session(AccountKind::Client).await.unwrap();
    assert_eq!(renewed.account.duty(), Some(Duty::ChangePassword));
    assert!(client.stream_events(None).await.is_err());

    let own = "mein eigener Satz";
    client.change_own_password(&change(NEW, own)).await.unwrap();
    assert!(client.list_mail_requests(&query).await.is_ok());
    let (_, session) = sign_in_client(&app, "Seestern", own).await.unwrap();
    assert_eq!(session.account.duty(), None);
}

#[actix_web::test]
async fn a_client_who_was_given_a_password_can_sign_out() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let client = client_with_new_password(&facility, &app).await;
    client.sign_out().await.unwrap();
    let listed = facility
        .admin
        .client
        .list_clients(&ClientQuery::default())
        .await;
    assert_eq!(listed.unwrap().items.len(), 1);
}
