use crate::support::{TestApp, code};
use chrono::TimeDelta;
use domain::{
    access::TokenScope,
    api_tokens::ApiTokenCreate,
    clients::ClientQuery,
    problem::{Problem, ProblemCode},
};
use reqwest::{Response, header};
use std::num::NonZeroU32;

const FEW: NonZeroU32 = NonZeroU32::new(20).unwrap();

/// The answer that refuses, after `FEW` and the calls a facility begins with at most.
async fn refused(url: &str, token: Option<&str>) -> Response {
    for _ in 0..=FEW.get() {
        let request = crate::support::http().get(url);
        let request = match token {
            Some(token) => request.bearer_auth(token),
            None => request,
        };
        let answer = request.send().await.unwrap();
        if answer.status() == 429 {
            return answer;
        }
    }
    panic!("nobody was told to wait");
}

async fn says_how_long(answer: Response) {
    let wait: u64 = answer.headers()[header::RETRY_AFTER]
        .to_str()
        .unwrap()
        .parse()
        .unwrap();
    assert!((1..=60).contains(&wait), "{wait}");
    assert!(
        answer
            .headers()
            .contains_key(header::CONTENT_SECURITY_POLICY)
    );
    let problem: Problem = answer.json().await.unwrap();
    assert_eq!(problem.retry_after_seconds, Some(wait));
    assert!(problem.request_id.is_some());
}

#[actix_web::test]
async fn an_account_that_asks_too_often_waits_and_others_do_not() {
    let app = TestApp::with(|settings| settings.account_requests_per_minute = FEW).await;
    let facility = app.facility("lahntal").await;
    let brandt = facility.counselor("m.brandt").await;
    let url = format!("{}/api/v1/clients", app.url);
    let token = brandt.client.access_token().unwrap();
    says_how_long(refused(&url, Some(&token)).await).await;
    let admin = &facility.admin.client;
    assert!(admin.list_clients(&ClientQuery::default()).await.is_ok());
}

#[actix_web::test]
async fn a_token_that_asks_too_often_waits_and_its_maker_does_not() {
    let app = TestApp::with(|settings| settings.token_requests_per_minute = FEW).await;
    let facility = app.facility("lahntal").await;
    let body = ApiTokenCreate {
        name: "Statistik".try_into().unwrap(),
        scopes: [TokenScope::ClientsRead].into_iter().collect(),
        expires_at: app.hand.now() + TimeDelta::days(1),
    };
    let admin = &facility.admin.client;
    let made = admin.create_api_token(&body).await.unwrap();
    let url = format!("{}/api/v1/clients", app.url);
    says_how_long(refused(&url, Some(&made.token)).await).await;
    assert!(admin.list_clients(&ClientQuery::default()).await.is_ok());
}

/// The live connection is not counted by address, but for keys that are made up.
#[actix_web::test]
async fn made_up_keys_at_the_live_connection_are_counted() {
    let app = TestApp::with(|settings| settings.address_requests_per_minute = FEW).await;
    let facility = app.facility("lahntal").await;
    let events = format!("{}/api/v1/events", app.url);
    for _ in 0..=FEW.get() {
        assert!(facility.admin.client.stream_events(None).await.is_ok());
    }
    let made_up = format!("beistand_{}", "a".repeat(43));
    says_how_long(refused(&events, Some(&made_up)).await).await;
}

#[actix_web::test]
async fn an_address_that_asks_too_often_waits_even_without_an_account() {
    let app = TestApp::with(|settings| {
        settings.address_requests_per_minute = FEW;
        settings.trust_proxy = true;
    })
    .await;
    let facility = app.facility("lahntal").await;
    let portal = format!("{}/api/v1/facilities/lahntal", app.url);
    says_how_long(refused(&portal, None).await).await;
    let admin = &facility.admin.client;
    let listed = admin.list_clients(&ClientQuery::default()).await;
    assert_eq!(code(listed), ProblemCode::TooManyAttempts);
    // Whether the server lives can always be asked, and the live connection is not counted.
    let alive = reqwest::get(format!("{}/health/live", app.url)).await;
    assert_eq!(alive.unwrap().status(), 200);
    assert!(admin.stream_events(None).await.is_ok());
    let told = async |headers: &[(&str, &str)]| {
        let mut request = crate::support::http().get(&portal);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        request.send().await.unwrap().status()
    };
    assert_eq!(told(&[("X-Forwarded-For", "192.0.2.7")]).await, 200);
    // What the proxy has not added itself, the visitor may have made up.
    for _ in 0..FEW.get() {
        told(&[("X-Forwarded-For", "192.0.2.7")]).await;
    }
    assert_eq!(told(&[("X-Forwarded-For", "192.0.2.7")]).await, 429);
    let made_up = [("X-Forwarded-For", "10.9.9.9, 192.0.2.7")];
    assert_eq!(told(&made_up).await, 429);
    let made_up = [
        ("Forwarded", "for=10.9.9.9"),
        ("X-Forwarded-For", "192.0.2.7"),
    ];
    assert_eq!(told(&made_up).await, 429);
    let another = [("X-Forwarded-For", "10.9.9.9, 192.0.2.8")];
    assert_eq!(told(&another).await, 200);
}
