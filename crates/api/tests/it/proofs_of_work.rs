//! What keeps programs from making accounts, visits and mails by the thousand.

use crate::{
    open_door::{always, opened},
    support::{TestApp, http, registration},
};
use api::jobs::Worker;
use chrono::TimeDelta;
use client::solved;
use domain::{
    problem::Problem,
    proofs_of_work::{LEAST_BITS, PROOF_HEADER, Puzzle, proof},
};
use sea_orm::{ConnectionTrait, Statement};
use serde_json::{Value, json};

/// The status and the code of what a program is answered that sends this proof.
async fn sent(app: &TestApp, path: &str, proof: Option<&str>, body: &Value) -> (u16, String) {
    let mut request = http()
        .post(format!("{}/api/v1/facilities/{path}", app.url))
        .json(body);
    if let Some(proof) = proof {
        request = request.header(PROOF_HEADER, proof);
    }
    let answer = request.send().await.unwrap();
    let status = answer.status().as_u16();
    let code = if status < 300 {
        String::new()
    } else {
        let problem: Problem = answer.json().await.unwrap();
        serde_json::to_value(problem.code)
            .unwrap()
            .as_str()
            .unwrap()
            .to_owned()
    };
    (status, code)
}

fn newcomer(pseudonym: &str) -> Value {
    json!(registration(pseudonym))
}

async fn a_proof(app: &TestApp, slug: &str) -> String {
    let challenge = app.nobody().read_proof_challenge(slug).await.unwrap();
    assert_eq!(challenge.bits, LEAST_BITS);
    solved(&challenge).await
}

fn refused(code: &str) -> (u16, String) {
    (409, code.to_owned())
}

#[actix_web::test]
async fn without_a_solved_challenge_nobody_makes_anything() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    opened(&facility, &always()).await;
    let forgotten = json!({ "name": "Seestern" });
    for (path, body) in [
        ("lahntal/registrations", newcomer("Seestern")),
        ("lahntal/open-door/visits", json!({})),
        ("lahntal/forgotten-password", forgotten),
    ] {
        assert_eq!(
            sent(&app, path, None, &body).await,
            refused("proof_required"),
            "{path}"
        );
        for wrong in ["", "irgendwas", "irgendwas.7", "AAAA.7"] {
            let answer = sent(&app, path, Some(wrong), &body).await;
            assert_eq!(answer, refused("proof_wrong"), "{path} {wrong}");
        }
        let good = a_proof(&app, "lahntal").await;
        let (status, code) = sent(&app, path, Some(&good), &body).await;
        assert!(status < 300, "{path} {code}");
        // A challenge is good once.
        let again = sent(&app, path, Some(&good), &newcomer_or(&body)).await;
        assert_eq!(again, refused("proof_void"), "{path}");
    }
}

/// Somebody else, where the body names somebody.
fn newcomer_or(body: &Value) -> Value {
    match body.get("pseudonym") {
        Some(_) => newcomer("Anker"),
        None => body.clone(),
    }
}

#[actix_web::test]
async fn what_solves_nothing_of_this_facility_is_wrong() {
    let app = TestApp::new().await;
    let _lahntal = app.facility("lahntal").await;
    let _elsewhere = app.facility("elsewhere").await;
    let path = "lahntal/registrations";
    let body = newcomer("Seestern");
    let foreign = a_proof(&app, "elsewhere").await;
    assert_eq!(
        sent(&app, path, Some(&foreign), &body).await,
        refused("proof_wrong")
    );
    let challenge = app.nobody().read_proof_challenge("lahntal").await.unwrap();
    let puzzle = Puzzle::of(&challenge.challenge, challenge.bits);
    let unsolved = (0..1_000)
        .find(|nonce| !puzzle.is_solved_by(*nonce))
        .unwrap();
    let unsolved = proof(&challenge.challenge, unsolved);
    assert_eq!(
        sent(&app, path, Some(&unsolved), &body).await,
        refused("proof_wrong")
    );
    // Whoever makes it easier for themselves has another challenge, which nobody signed.
    let good = a_proof(&app, "lahntal").await;
    let forged = format!("B{}", &good[1..]);
    assert_eq!(
        sent(&app, path, Some(&forged), &body).await,
        refused("proof_wrong")
    );
    let mut filled = body.clone();
    filled["website"] = json!("https://werbung.example");
    assert_eq!(
        sent(&app, path, Some(&good), &filled).await,
        refused("proof_wrong")
    );
    assert_eq!(sent(&app, path, Some(&good), &body).await.0, 201);
}

#[actix_web::test]
async fn a_challenge_is_good_for_ten_minutes_and_forgotten_after_that() {
    let app = TestApp::new().await;
    let _facility = app.facility("lahntal").await;
    let path = "lahntal/registrations";
    let (used, late) = (
        a_proof(&app, "lahntal").await,
        a_proof(&app, "lahntal").await,
    );
    assert_eq!(
        sent(&app, path, Some(&used), &newcomer("Seestern")).await.0,
        201
    );
    assert_eq!(spent(&app).await, 1);
    app.hand.advance(TimeDelta::minutes(11));
    let refusal = sent(&app, path, Some(&late), &newcomer("Anker")).await;
    assert_eq!(refusal, refused("proof_void"));
    let worker = Worker::new(app.state.clone());
    api::jobs::ensure_housekeeping(&app.db, app.hand.now())
        .await
        .unwrap();
    while worker.run_due().await.unwrap() > 0 {}
    assert_eq!(spent(&app).await, 0);
}

/// Who is refused for another reason does not have to solve another one.
#[actix_web::test]
async fn where_nothing_was_made_the_challenge_is_still_good() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    facility.client("Seestern").await;
    let path = "lahntal/registrations";
    let good = a_proof(&app, "lahntal").await;
    let (status, code) = sent(&app, path, Some(&good), &newcomer("Seestern")).await;
    assert_eq!((status, code.as_str()), (409, "pseudonym_taken"));
    assert_eq!(
        sent(&app, path, Some(&good), &newcomer("Anker")).await.0,
        201
    );
}

/// Two servers, one challenge.
#[actix_web::test]
async fn a_challenge_is_good_once_over_all_servers() {
    let app = TestApp::new().await;
    let _facility = app.facility("lahntal").await;
    let other = app.restarted().await;
    let good = a_proof(&app, "lahntal").await;
    let path = "lahntal/registrations";
    let (seestern, anker) = (newcomer("Seestern"), newcomer("Anker"));
    let (first, second) = futures_util::join!(
        sent(&app, path, Some(&good), &seestern),
        sent(&other, path, Some(&good), &anker),
    );
    let mut answers = [first, second];
    answers.sort();
    assert_eq!(answers, [(201, String::new()), refused("proof_void")]);
}

async fn spent(app: &TestApp) -> i64 {
    let sql = "SELECT count(*) AS n FROM spent_proofs";
    let statement = Statement::from_string(app.db.get_database_backend(), sql);
    let row = app.db.query_one_raw(statement).await.unwrap().unwrap();
    row.try_get("", "n").unwrap()
}
