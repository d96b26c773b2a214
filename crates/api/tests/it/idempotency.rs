//! Asking twice creates once.

use crate::support::{Person, TestApp, code, letter, says};
use chrono::TimeDelta;
use client::Client;
use domain::{mail_requests::MailRequestQuery, problem::ProblemCode};
use futures_util::future::join_all;
use reqwest::{Response, StatusCode};
use serde_json::{Value, json};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
};

/// Creates a mail request, named by `key`.
async fn create(app: &TestApp, person: &Person, key: &str, text: &str) -> Response {
    crate::support::http()
        .post(format!("{}/api/v1/mail-requests", app.url))
        .bearer_auth(person.client.access_token().unwrap())
        .header("Idempotency-Key", key)
        .json(&json!({ "subject": "Schlaf", "text": text }))
        .send()
        .await
        .unwrap()
}

async fn requests_of(person: &Person) -> usize {
    let all = MailRequestQuery::default();
    let page = person.client.list_mail_requests(&all).await.unwrap();
    page.items.len()
}

async fn problem(response: Response) -> (StatusCode, Value) {
    let status = response.status();
    let body: Value = response.json().await.unwrap();
    (status, body["code"].clone())
}

#[actix_web::test]
async fn the_same_request_twice_is_answered_twice_and_done_once() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let person = facility.client("Seestern").await;
    let first = create(&app, &person, "k1", "Hallo").await;
    assert_eq!(first.status(), StatusCode::CREATED);
    let first = first.bytes().await.unwrap();
    // Whatever has happened since, the answer is the one that was given.
    person.request("Anderes").await;
    let again = create(&app, &person, "k1", "Hallo").await;
    assert_eq!(again.status(), StatusCode::CREATED);
    assert_eq!(again.bytes().await.unwrap(), first);
    assert_eq!(requests_of(&person).await, 2);
}

#[actix_web::test]
async fn a_key_belongs_to_one_request_of_one_person_for_a_day() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let person = facility.client("Seestern").await;
    let stranger = facility.client("Anker").await;
    create(&app, &person, "k1", "Hallo").await;
    let other_body = problem(create(&app, &person, "k1", "Guten Tag").await).await;
    let refused = (
        StatusCode::UNPROCESSABLE_ENTITY,
        json!("idempotency_key_reused"),
    );
    assert_eq!(other_body, refused);
    let theirs = create(&app, &stranger, "k1", "Guten Tag").await;
    assert_eq!(theirs.status(), StatusCode::CREATED);
    assert_eq!(
        (requests_of(&person).await, requests_of(&stranger).await),
        (1, 1)
    );

    app.hand.advance(TimeDelta::hours(24));
    let body = domain::accounts::ClientSignIn {
        name: "Seestern".try_into().unwrap(),
        password: crate::support::CLIENT_PASSWORD.try_into().unwrap(),
    };
    person
        .client
        .sign_in_client("lahntal", &body)
        .await
        .unwrap();
    let next_day = create(&app, &person, "k1", "Guten Tag").await;
    assert_eq!(next_day.status(), StatusCode::CREATED);
    assert_eq!(requests_of(&person).await, 2);
}

#[actix_web::test]
async fn ten_at_once_create_one_and_hear_the_same() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let person = facility.client("Seestern").await;
    let answers = join_all((0..10).map(|_| create(&app, &person, "k1", "Hallo"))).await;
    let mut bodies = Vec::new();
    for answer in answers {
        assert_eq!(answer.status(), StatusCode::CREATED);
        bodies.push(answer.bytes().await.unwrap());
    }
    bodies.dedup();
    assert_eq!(bodies.len(), 1);
    assert_eq!(requests_of(&person).await, 1);
}

#[actix_web::test]
async fn a_refusal_is_not_kept() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let person = facility.client("Seestern").await;
    let empty = create(&app, &person, "k1", "").await;
    assert_eq!(empty.status(), StatusCode::UNPROCESSABLE_ENTITY);
    let mended = create(&app, &person, "k1", "Hallo").await;
    assert_eq!(mended.status(), StatusCode::CREATED);
}

#[actix_web::test]
async fn what_is_no_key_is_refused() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let person = facility.client("Seestern").await;
    for key in ["", "with space", "ümlaut", &"x".repeat(201)] {
        let refused = problem(create(&app, &person, key, "Hallo").await).await;
        let expected = (StatusCode::BAD_REQUEST, json!("invalid_idempotency_key"));
        assert_eq!(refused, expected, "{key}");
    }
    assert_eq!(requests_of(&person).await, 0);
}

#[actix_web::test]
async fn kept_answers_are_erased_with_the_client() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let person = facility.client("Seestern").await;
    let id = person.request("Schlaf").await;
    let admin = &facility.admin.client;
    admin
        .answer_mail_request(id, &says("Guten Tag"))
        .await
        .unwrap();
    let version = admin.read_client(person.id).await.unwrap().version;
    let kept = async || {
        use sea_orm::{ConnectionTrait, Statement};
        let sql = "SELECT count(*) AS kept FROM idempotency_keys WHERE client_id IS NOT NULL";
        let statement = Statement::from_string(app.db.get_database_backend(), sql);
        let row = app.db.query_one_raw(statement).await.unwrap().unwrap();
        row.try_get::<i64>("", "kept").unwrap()
    };
    assert_eq!(kept().await, 2, "theirs, and the answer to them");
    admin.erase_client(person.id, version).await.unwrap();
    assert_eq!(kept().await, 0);
    assert_eq!(
        code(admin.read_client(person.id).await),
        ProblemCode::NotFound
    );
}

/// Passes one request on, and loses its answer; what comes later goes through.
async fn loses_first_answer(server: String) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    actix_web::rt::spawn(async move {
        let mut lost = false;
        while let Ok((mut near, _)) = listener.accept().await {
            let mut far = TcpStream::connect(&server).await.unwrap();
            if lost {
                actix_web::rt::spawn(async move {
                    let _ = tokio::io::copy_bidirectional(&mut near, &mut far).await;
                });
                continue;
            }
            let mut asked = [0; 16 * 1024];
            let length = near.read(&mut asked).await.unwrap();
            far.write_all(&asked[..length]).await.unwrap();
            let answered = far.read(&mut asked).await.unwrap();
            assert!(answered > 0, "it was done, and nobody will hear of it");
            lost = true;
        }
    });
    format!("http://{address}")
}

#[actix_web::test]
async fn a_lost_answer_makes_the_app_ask_again_and_nothing_happens_twice() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let person = facility.client("Seestern").await;
    let server = app.url.strip_prefix("http://").unwrap().to_owned();
    let through = Client::new(&loses_first_answer(server).await);
    through.set_access_token(&person.client.access_token().unwrap());
    through
        .create_mail_request(&letter("Schlaf"))
        .await
        .unwrap();
    assert_eq!(requests_of(&person).await, 1);
}
