//! What opens a client's account when the password is forgotten and no mail can be sent.

use crate::support::{CLIENT_PASSWORD, Facility, TestApp, code, field, registration};
use client::{CallResult, Client};
use domain::{
    accounts::ClientSignIn,
    audit::{AuditAction, AuditQuery},
    problem::{FieldCode, ProblemCode},
    recovery_codes::{PasswordRecovery, RecoveryCode, RecoveryCodeMade},
    two_factor::PasswordProof,
};
use futures_util::join;
use std::num::NonZeroU32;

const NEW: &str = "ein ganz neuer Satz";

async fn registered(app: &TestApp, pseudonym: &str) -> (Client, RecoveryCode) {
    let client = app.nobody();
    let body = registration(pseudonym);
    let session = client.register_client("lahntal", &body).await;
    let code = session.unwrap().recovery_code;
    (client, code.unwrap())
}

async fn recover(
    app: &TestApp,
    name: &str,
    code: &RecoveryCode,
    password: &str,
) -> CallResult<RecoveryCodeMade> {
    let body = PasswordRecovery {
        name: name.try_into().unwrap(),
        recovery_code: code.clone(),
        password: password.try_into().unwrap(),
    };
    app.nobody().recover_password("lahntal", &body).await
}

async fn sign_in(app: &TestApp, password: &str) -> CallResult<()> {
    let body = ClientSignIn {
        name: "Seestern".try_into().unwrap(),
        password: password.try_into().unwrap(),
    };
    let session = app.nobody().sign_in_client("lahntal", &body).await?;
    assert_eq!(session.recovery_code, None, "it is shown once");
    Ok(())
}

async fn times_noted(facility: &Facility<'_>, action: AuditAction) -> usize {
    let query = AuditQuery {
        action: Some(action),
        ..AuditQuery::default()
    };
    let page = facility.admin.client.list_audit_entries(&query).await;
    page.unwrap().items.len()
}

#[actix_web::test]
async fn who_registers_without_an_email_address_gets_a_code_that_sets_a_new_password() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let (client, first) = registered(&app, "Seestern").await;
    let mut reachable = registration("Anker");
    reachable.email = Some("anker@mail.example".try_into().unwrap());
    let session = app.nobody().register_client("lahntal", &reachable).await;
    assert_eq!(session.unwrap().recovery_code, None);

    let weak = recover(&app, "Seestern", &first, "passwort").await;
    assert_eq!(field(weak), ("/password".into(), FieldCode::CommonPassword));
    let made = recover(&app, "seestern", &first, NEW).await.unwrap();
    assert_ne!(made.recovery_code, first);
    // All sessions have ended, and the old password is good no more.
    let ended = client.read_own_data().await;
    assert_eq!(code(ended), ProblemCode::SessionEnded);
    let old = sign_in(&app, CLIENT_PASSWORD).await;
    assert_eq!(code(old), ProblemCode::InvalidCredentials);
    sign_in(&app, NEW).await.unwrap();
    // A code is good once.
    let again = recover(&app, "Seestern", &first, "noch ein neuer Satz").await;
    assert_eq!(code(again), ProblemCode::WrongRecoveryCode);
    let next = recover(&app, "Seestern", &made.recovery_code, "noch ein neuer Satz").await;
    next.unwrap();
    assert_eq!(
        times_noted(&facility, AuditAction::RecoverPassword).await,
        2
    );
}

#[actix_web::test]
async fn whatever_is_wrong_the_answer_is_the_same() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let (_, good) = registered(&app, "Seestern").await;
    let (_, locked) = registered(&app, "Gesperrt").await;
    let mut reachable = registration("Anker");
    reachable.email = Some("anker@mail.example".try_into().unwrap());
    let session = app.nobody().register_client("lahntal", &reachable).await;
    session.unwrap();
    let admin = &facility.admin.client;
    let clients = admin
        .list_clients(&domain::clients::ClientQuery::default())
        .await;
    let clients = clients.unwrap().items;
    let one = clients
        .iter()
        .find(|one| one.pseudonym == "Gesperrt")
        .unwrap();
    admin.lock_client(one.id, one.version).await.unwrap();
    for (name, code) in [
        ("Niemand", &good),
        ("Anker", &good),
        ("Seestern", &locked),
        ("Gesperrt", &locked),
    ] {
        match recover(&app, name, code, NEW).await {
            Err(client::CallError::Problem(problem)) => {
                assert_eq!(problem.code, ProblemCode::WrongRecoveryCode, "{name}");
                assert_eq!((problem.status, problem.errors.len()), (401, 0), "{name}");
            }
            other => panic!("{name}: {other:?}"),
        }
    }
    recover(&app, "Seestern", &good, NEW).await.unwrap();
}

#[actix_web::test]
async fn a_new_code_takes_the_own_password_and_makes_the_old_one_void() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let (client, old) = registered(&app, "Seestern").await;
    let before = client.read_own_data().await.unwrap();
    assert!(before.recovery_code_made_at.is_some());
    let proof = |password: &str| PasswordProof {
        own_password: password.try_into().unwrap(),
    };
    let refused = client.make_recovery_code(&proof("nicht dieses")).await;
    let expected = ("/own_password".to_owned(), FieldCode::WrongPassword);
    assert_eq!(field(refused), expected);
    let made = client.make_recovery_code(&proof(CLIENT_PASSWORD)).await;
    let new = made.unwrap().recovery_code;
    let after = client.read_own_data().await.unwrap();
    assert!(after.recovery_code_made_at > before.recovery_code_made_at);
    let void = recover(&app, "Seestern", &old, NEW).await;
    assert_eq!(code(void), ProblemCode::WrongRecoveryCode);
    recover(&app, "Seestern", &new, NEW).await.unwrap();
    assert_eq!(
        times_noted(&facility, AuditAction::MakeRecoveryCode).await,
        1
    );
}

#[actix_web::test]
async fn of_two_who_use_a_code_at_once_one_sets_the_password() {
    let app = TestApp::new().await;
    let _facility = app.facility("lahntal").await;
    let (_, one) = registered(&app, "Seestern").await;
    let (first, second) = join!(
        recover(&app, "Seestern", &one, "ein ganz neuer Satz"),
        recover(&app, "Seestern", &one, "ein ganz anderer Satz"),
    );
    assert_eq!(
        [&first, &second].iter().filter(|one| one.is_ok()).count(),
        1
    );
    let refused = if first.is_ok() { second } else { first };
    assert_eq!(code(refused), ProblemCode::WrongRecoveryCode);
}

#[actix_web::test]
async fn codes_of_one_account_are_tried_slowly() {
    let app = TestApp::with(|settings| {
        settings.sign_in_burst = NonZeroU32::new(3).unwrap();
    })
    .await;
    let _facility = app.facility("lahntal").await;
    let guess = RecoveryCode::of([7; 24]);
    for name in ["Niemand"; 3] {
        let refused = recover(&app, name, &guess, NEW).await;
        assert_eq!(code(refused), ProblemCode::WrongRecoveryCode);
    }
    let slower = recover(&app, "Niemand", &guess, NEW).await;
    assert_eq!(code(slower), ProblemCode::TooManyAttempts);
}
