//! What holds for every request.

use crate::support::{TestApp, letter};
use reqwest::{Client, Method, StatusCode, header};
use serde_json::Value;

#[actix_web::test]
async fn every_answer_carries_the_security_headers_and_its_id() {
    let app = TestApp::new().await;
    for path in [
        "/health/live",
        "/api/v1/openapi.json",
        "/api/v1/clients",
        "/api/v1/nothing",
        "/nothing.png",
    ] {
        let answer = Client::new()
            .get(format!("{}{path}", app.url))
            .send()
            .await
            .unwrap();
        let headers = answer.headers();
        let policy = headers[header::CONTENT_SECURITY_POLICY].to_str().unwrap();
        assert!(
            policy.starts_with("default-src 'none'") && !policy.contains("unsafe-inline"),
            "{path}"
        );
        assert!(
            policy.contains("script-src 'self' 'wasm-unsafe-eval'"),
            "{path}"
        );
        assert_eq!(headers[header::X_CONTENT_TYPE_OPTIONS], "nosniff", "{path}");
        assert_eq!(headers[header::X_FRAME_OPTIONS], "DENY", "{path}");
        assert_eq!(headers[header::REFERRER_POLICY], "no-referrer", "{path}");
        assert!(
            headers.contains_key(header::STRICT_TRANSPORT_SECURITY),
            "{path}"
        );
        assert_eq!(headers["x-request-id"].len(), 36, "{path}");
    }
}

#[actix_web::test]
async fn no_other_site_is_let_in() {
    let app = TestApp::new().await;
    let answer = Client::new()
        .request(Method::OPTIONS, format!("{}/api/v1/clients", app.url))
        .header(header::ORIGIN, "https://elsewhere.example")
        .header(header::ACCESS_CONTROL_REQUEST_METHOD, "GET")
        .send()
        .await
        .unwrap();
    assert!(
        !answer
            .headers()
            .contains_key(header::ACCESS_CONTROL_ALLOW_ORIGIN)
    );
}

#[actix_web::test]
async fn it_is_alive_and_ready() {
    let app = TestApp::new().await;
    for path in ["/health/live", "/health/ready"] {
        let answer = Client::new()
            .get(format!("{}{path}", app.url))
            .send()
            .await
            .unwrap();
        assert_eq!(answer.status(), 200, "{path}");
    }
}

#[actix_web::test]
async fn without_its_database_it_is_alive_but_not_ready() {
    let app = TestApp::new().await;
    app.db.clone().close().await.unwrap();
    let status = async |path: &str| {
        Client::new()
            .get(format!("{}{path}", app.url))
            .send()
            .await
            .unwrap()
            .status()
    };
    assert_eq!(status("/health/live").await, 200);
    assert_eq!(status("/health/ready").await, 503);
}

#[actix_web::test]
async fn problems_are_told_in_the_callers_language() {
    let app = TestApp::new().await;
    for (accepted, language, words) in [
        ("en-GB,en;q=0.9", "en", "Please sign in."),
        ("de-AT", "de", "Bitte melden Sie sich an."),
        ("fr", "de", "Bitte melden Sie sich an."),
    ] {
        let answer = Client::new()
            .get(format!("{}/api/v1/clients", app.url))
            .header(header::ACCEPT_LANGUAGE, accepted)
            .send()
            .await
            .unwrap();
        assert_eq!(
            answer.headers()[header::CONTENT_TYPE],
            "application/problem+json"
        );
        assert_eq!(answer.headers()[header::CONTENT_LANGUAGE], language);
        let id = answer.headers()["x-request-id"]
            .to_str()
            .unwrap()
            .to_owned();
        let problem: Value = answer.json().await.unwrap();
        assert_eq!(problem["detail"], words, "{accepted}");
        assert_eq!(problem["request_id"], id.as_str());
    }
}

#[actix_web::test]
async fn bad_input_gets_a_clear_code_and_never_a_500() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let person = facility.client("Seestern").await;
    let token = person.client.access_token().unwrap();
    let json = "application/json";
    let megabyte = serde_json::json!({ "subject": "x".repeat(1 << 20), "text": "x" }).to_string();
    let long = serde_json::json!({ "subject": "x".repeat(121), "text": "x" }).to_string();
    let deep = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
    for (body, kind, status, code) in [
        (String::new(), json, StatusCode::BAD_REQUEST, "invalid_body"),
        ("{".into(), json, StatusCode::BAD_REQUEST, "invalid_body"),
        (
            "\u{0}".into(),
            json,
            StatusCode::BAD_REQUEST,
            "invalid_body",
        ),
        (deep, json, StatusCode::UNPROCESSABLE_ENTITY, "invalid_body"),
        (
            "[]".into(),
            json,
            StatusCode::UNPROCESSABLE_ENTITY,
            "invalid_body",
        ),
        (
            "{}".into(),
            "text/plain",
            StatusCode::UNSUPPORTED_MEDIA_TYPE,
            "unsupported_media_type",
        ),
        (long, json, StatusCode::UNPROCESSABLE_ENTITY, "invalid_body"),
        (
            megabyte,
            json,
            StatusCode::PAYLOAD_TOO_LARGE,
            "payload_too_large",
        ),
    ] {
        let shown = body.chars().take(40).collect::<String>();
        let answer = Client::new()
            .post(format!("{}/api/v1/mail-requests", app.url))
            .bearer_auth(&token)
            .header(header::CONTENT_TYPE, kind)
            .body(body)
            .send()
            .await
            .unwrap();
        assert_eq!(answer.status(), status, "{shown}");
        let problem: Value = answer.json().await.unwrap();
        assert_eq!(problem["code"], code, "{shown}");
    }
}

#[actix_web::test]
async fn a_wrong_method_is_told_from_a_wrong_address() {
    let app = TestApp::new().await;
    let call = |method: Method, path: &str| {
        Client::new()
            .request(method, format!("{}{path}", app.url))
            .send()
    };
    let answer = call(Method::DELETE, "/api/v1/clients").await.unwrap();
    assert_eq!(answer.status(), 405);
    assert_eq!(answer.headers()[header::ALLOW], "GET, POST");
    for path in ["/api/v1/nothing", "/api/nothing", "/health/nothing"] {
        let answer = call(Method::GET, path).await.unwrap();
        assert_eq!(answer.status(), 404, "{path}");
        assert_eq!(
            answer.headers()[header::CONTENT_TYPE],
            "application/problem+json",
            "{path}"
        );
    }
    let id = call(Method::GET, "/api/v1/mail-requests/not-an-id")
        .await
        .unwrap();
    assert_eq!(
        id.status(),
        401,
        "an id is not even looked at before the caller is known"
    );
}

#[actix_web::test]
async fn an_id_that_is_none_is_absent() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let token = facility.admin.client.access_token().unwrap();
    for id in [
        "x",
        "0",
        "%00",
        "00000000-0000-0000-0000-000000000000",
        "..%2f..%2f",
    ] {
        let answer = Client::new()
            .get(format!("{}/api/v1/mail-requests/{id}", app.url))
            .bearer_auth(&token)
            .send()
            .await
            .unwrap();
        assert_eq!(answer.status(), 404, "{id}");
    }
}

#[actix_web::test]
async fn answers_are_compressed_for_those_who_ask() {
    let app = TestApp::new().await;
    let answer = Client::new()
        .get(format!("{}/api/v1/openapi.json", app.url))
        .header(header::ACCEPT_ENCODING, "br")
        .send()
        .await
        .unwrap();
    assert_eq!(answer.headers()[header::CONTENT_ENCODING], "br");
}

#[actix_web::test]
async fn the_documentation_loads_nothing_from_elsewhere() {
    let app = TestApp::new().await;
    let page = Client::new()
        .get(format!("{}/api/docs", app.url))
        .send()
        .await
        .unwrap();
    assert_eq!(page.status(), 200);
    let policy = page.headers()[header::CONTENT_SECURITY_POLICY]
        .to_str()
        .unwrap()
        .to_owned();
    assert!(!policy.contains("http"), "{policy}");
    let html = page.text().await.unwrap();
    assert!(html.contains("swagger"), "{html}");
    for (_, rest) in html
        .match_indices("src=\"")
        .map(|(at, _)| html.split_at(at + 5))
    {
        assert!(
            !rest.starts_with("http") && !rest.starts_with("//"),
            "{rest}"
        );
    }
}

#[actix_web::test]
async fn the_app_is_served_from_a_folder_with_lasting_names_and_a_fresh_first_page() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("staff.html"), "the staff's page").unwrap();
    std::fs::write(folder.path().join("portal.html"), "the portal's page").unwrap();
    std::fs::write(folder.path().join("app-0123.js"), "plain").unwrap();
    std::fs::write(folder.path().join("app-0123.js.br"), "compressed").unwrap();
    std::fs::write(
        folder.path().parent().unwrap().join("outside.txt"),
        "outside",
    )
    .unwrap();
    let app = TestApp::with(|settings| settings.app_dir = Some(folder.path().into())).await;
    let get = |path: &str, encoding: &'static str| {
        let request = Client::new().get(format!("{}{path}", app.url));
        request.header(header::ACCEPT_ENCODING, encoding).send()
    };
    for (path, whose) in [
        ("/", "the staff's page"),
        ("/mail", "the staff's page"),
        ("/profile/p/lahntal", "the staff's page"),
        ("/login?next=/p/lahntal", "the staff's page"),
        ("/p/lahntal", "the portal's page"),
        ("/p/lahntal/write", "the portal's page"),
        ("/p/", "the portal's page"),
    ] {
        let page = get(path, "identity").await.unwrap();
        assert_eq!(page.headers()[header::CACHE_CONTROL], "no-cache", "{path}");
        let kind = &page.headers()[header::CONTENT_TYPE];
        assert_eq!(kind, "text/html; charset=utf-8", "{path}");
        assert_eq!(page.text().await.unwrap(), whose, "{path}");
    }
    let script = get("/app-0123.js", "gzip, br").await.unwrap();
    assert_eq!(script.headers()[header::CONTENT_ENCODING], "br");
    assert_eq!(
        script.headers()[header::CACHE_CONTROL],
        "public, max-age=31536000, immutable"
    );
    assert_eq!(script.text().await.unwrap(), "compressed");
    let script = get("/app-0123.js", "identity").await.unwrap();
    assert_eq!(script.text().await.unwrap(), "plain");
    for path in ["/missing.js", "/..%2foutside.txt", "/%2e%2e/outside.txt"] {
        assert_eq!(get(path, "br").await.unwrap().status(), 404, "{path}");
    }
}

#[actix_web::test]
async fn answers_about_people_are_not_kept_by_caches() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let person = facility.client("Seestern").await;
    person
        .client
        .create_mail_request(&letter("Schlaf"))
        .await
        .unwrap();
    for path in ["/api/v1/mail-requests", "/api/v1/mail-requests/counts"] {
        let answer = Client::new()
            .get(format!("{}{path}", app.url))
            .bearer_auth(person.client.access_token().unwrap())
            .send()
            .await
            .unwrap();
        assert_eq!(
            answer.headers()[header::CACHE_CONTROL],
            "no-store",
            "{path}"
        );
    }
}
