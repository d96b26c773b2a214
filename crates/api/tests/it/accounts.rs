use crate::support::{
    CLIENT_PASSWORD, STAFF_PASSWORD, TestApp, code, credentials, registration, signed_in,
};
use api::config::Settings;
use chrono::TimeDelta;
use domain::{
    accounts::{Account, AccountKind, ClientSignIn},
    clients::ClientQuery,
    problem::{Problem, ProblemCode},
    proofs_of_work::PROOF_HEADER,
};
use reqwest::header;
use std::{num::NonZeroU32, time::Instant};

fn as_client(name: &str, password: &str) -> ClientSignIn {
    ClientSignIn {
        name: name.try_into().unwrap(),
        password: password.try_into().unwrap(),
    }
}

#[actix_web::test]
async fn staff_sign_in_with_login_name_or_address() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    facility.counselor("m.brandt").await;
    for name in ["m.brandt", "M.BRANDT", "m.brandt@staff.example"] {
        let body = credentials(None, name, STAFF_PASSWORD);
        let session = signed_in(app.nobody().sign_in_counselor(&body).await);
        assert!(
            matches!(session.account, Account::Counselor { .. }),
            "{name}"
        );
    }
}

#[actix_web::test]
async fn clients_sign_in_with_pseudonym_or_address() {
    let app = TestApp::new().await;
    app.facility("lahntal").await;
    let mut body = registration("Seestern");
    body.email = Some("seestern@mail.example".try_into().unwrap());
    app.nobody()
        .register_client("lahntal", &body)
        .await
        .unwrap();
    for name in ["Seestern", "seestern", "Seestern@mail.example"] {
        let body = as_client(name, CLIENT_PASSWORD);
        let session = app.nobody().sign_in_client("lahntal", &body).await.unwrap();
        assert!(matches!(session.account, Account::Client { .. }), "{name}");
    }
}

#[actix_web::test]
async fn a_wrong_name_and_a_wrong_password_get_the_same_answer() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    facility.counselor("m.brandt").await;
    facility.client("Seestern").await;
    let nobody = app.nobody();
    let staff = |name, password| credentials(Some("lahntal"), name, password);
    let mut problems = Vec::new();
    for body in [
        staff("m.brandt", "falsch"),
        staff("niemand", STAFF_PASSWORD),
    ] {
        problems.push(nobody.sign_in_counselor(&body).await.unwrap_err());
    }
    for body in [
        as_client("Seestern", "falsch"),
        as_client("niemand", CLIENT_PASSWORD),
    ] {
        problems.push(nobody.sign_in_client("lahntal", &body).await.unwrap_err());
    }
    for error in problems {
        let problem = error.problem().unwrap();
        assert_eq!(
            (problem.status, problem.code),
            (401, ProblemCode::InvalidCredentials)
        );
    }
}

/// Both hash a password, which takes most of the time; a refusal that skipped it would take a
/// small part of the other's time, not about as long.
#[actix_web::test]
async fn a_wrong_name_is_hashed_like_a_wrong_password() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    facility.counselor("m.brandt").await;
    let fastest = async |name: &str| {
        let mut times = Vec::new();
        for _ in 0..5 {
            let started = Instant::now();
            let body = credentials(Some("lahntal"), name, "falsch");
            assert!(app.nobody().sign_in_counselor(&body).await.is_err());
            times.push(started.elapsed());
        }
        times.into_iter().min().unwrap()
    };
    let (known, unknown) = (fastest("m.brandt").await, fastest("niemand").await);
    assert!(unknown * 3 > known, "{unknown:?} against {known:?}");
}

#[actix_web::test]
async fn an_unknown_facility_is_told_when_signing_in_and_registering() {
    let app = TestApp::new().await;
    let nobody = app.nobody();
    let sign_in = nobody
        .sign_in_client("nirgendwo", &as_client("Seestern", "falsch"))
        .await;
    assert_eq!(code(sign_in), ProblemCode::UnknownFacility);
    let staff = nobody
        .sign_in_counselor(&credentials(Some("nirgendwo"), "m.brandt", "falsch"))
        .await;
    assert_eq!(code(staff), ProblemCode::UnknownFacility);
    let register = nobody
        .register_client("nirgendwo", &registration("Seestern"))
        .await;
    assert_eq!(code(register), ProblemCode::UnknownFacility);
}

#[actix_web::test]
async fn the_refresh_cookie_is_out_of_reach_for_scripts_and_other_sites() {
    for (public_url, secure) in [
        ("https://beratung.example", true),
        ("http://127.0.0.1", false),
    ] {
        let app =
            TestApp::with(|settings: &mut Settings| settings.public_url = public_url.into()).await;
        app.facility("lahntal").await;
        let challenge = app.nobody().read_proof_challenge("lahntal").await.unwrap();
        let answer = crate::support::http()
            .post(format!(
                "{}/api/v1/facilities/lahntal/registrations",
                app.url
            ))
            .header(PROOF_HEADER, client::solved(&challenge).await)
            .json(&registration("Seestern"))
            .send()
            .await
            .unwrap();
        let cookie = answer.headers()[header::SET_COOKIE]
            .to_str()
            .unwrap()
            .to_owned();
        for part in ["HttpOnly", "SameSite=Strict", "Path=/"] {
            assert!(cookie.split("; ").any(|one| one == part), "{cookie}");
        }
        assert_eq!(cookie.contains("Secure"), secure, "{cookie}");
        // No page on a neighbouring host can set a cookie of this name.
        assert_eq!(cookie.starts_with("__Host-"), secure, "{cookie}");
        assert!(!cookie.contains("Domain"), "{cookie}");
        let body = answer.text().await.unwrap();
        let token = cookie.split(['=', ';']).nth(1).unwrap();
        assert!(
            !body.contains(token),
            "the refresh token is in the cookie only"
        );
    }
}

#[actix_web::test]
async fn an_access_token_that_ran_out_is_renewed_on_the_way() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let admin = &facility.admin.client;
    let before = admin.access_token();
    app.hand.advance(TimeDelta::minutes(11));
    assert!(admin.list_clients(&ClientQuery::default()).await.is_ok());
    assert_ne!(admin.access_token(), before);
}

/// Whoever presents this cookie.
fn with_cookie(app: &TestApp, cookie: &str) -> client::Client {
    let client = app.nobody();
    client.set_refresh_cookie(cookie);
    client
}

/// How long a token that was replaced is answered once more.
const GRACE: TimeDelta = TimeDelta::seconds(30);

#[actix_web::test]
async fn a_refresh_token_used_twice_ends_the_whole_session() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let admin = &facility.admin.client;
    let stolen = admin.refresh_cookie().unwrap();
    admin.refresh_session(AccountKind::Counselor).await.unwrap();
    assert_ne!(
        admin.refresh_cookie().unwrap(),
        stolen,
        "it changes with each use"
    );

    app.hand.advance(GRACE);
    let thief = with_cookie(&app, &stolen);
    let reused = thief.refresh_session(AccountKind::Counselor).await;
    assert_eq!(code(reused), ProblemCode::SessionEnded);
    // The owner's access token, still fresh, and the owner's newest refresh token end with it.
    let read = admin.list_clients(&ClientQuery::default()).await;
    assert_eq!(code(read), ProblemCode::SessionEnded);
    let refreshed = admin.refresh_session(AccountKind::Counselor).await;
    assert_eq!(code(refreshed), ProblemCode::SessionEnded);
}

#[actix_web::test]
async fn a_page_that_is_reloaded_while_it_renews_its_session_goes_on() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let admin = &facility.admin.client;
    let before = admin.refresh_cookie().unwrap();
    admin.refresh_session(AccountKind::Counselor).await.unwrap();

    // The browser has not seen the answer, and asks with what it has.
    app.hand.advance(GRACE - TimeDelta::seconds(1));
    let reloaded = with_cookie(&app, &before);
    reloaded
        .refresh_session(AccountKind::Counselor)
        .await
        .unwrap();
    assert_eq!(reloaded.refresh_cookie(), admin.refresh_cookie());
    for client in [admin, &reloaded] {
        client.list_clients(&ClientQuery::default()).await.unwrap();
    }
    // The grace counts from the renewal, and not from when it was last made use of.
    app.hand.advance(TimeDelta::seconds(1));
    let late = with_cookie(&app, &before);
    let late = late.refresh_session(AccountKind::Counselor).await;
    assert_eq!(code(late), ProblemCode::SessionEnded);
}

#[actix_web::test]
async fn a_refresh_token_is_not_good_any_more_once_the_next_one_was_used() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let admin = &facility.admin.client;
    let first = admin.refresh_cookie().unwrap();
    for _ in 0..2 {
        admin.refresh_session(AccountKind::Counselor).await.unwrap();
    }
    let thief = with_cookie(&app, &first);
    let reused = thief.refresh_session(AccountKind::Counselor).await;
    assert_eq!(code(reused), ProblemCode::SessionEnded, "within the grace");
    let refreshed = admin.refresh_session(AccountKind::Counselor).await;
    assert_eq!(code(refreshed), ProblemCode::SessionEnded);
}

#[actix_web::test]
async fn whoever_is_signed_out_gets_no_grace() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let admin = &facility.admin.client;
    let before = admin.refresh_cookie().unwrap();
    admin.refresh_session(AccountKind::Counselor).await.unwrap();
    admin.sign_out().await.unwrap();
    let reloaded = with_cookie(&app, &before);
    let refreshed = reloaded.refresh_session(AccountKind::Counselor).await;
    assert_eq!(code(refreshed), ProblemCode::SessionEnded);
}

#[actix_web::test]
async fn uses_of_a_refresh_token_at_once_are_all_told_the_same() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let cookie = facility.admin.client.refresh_cookie().unwrap();
    let attempt = || async {
        let client = with_cookie(&app, &cookie);
        let session = client.refresh_session(AccountKind::Counselor).await;
        session.unwrap();
        client
    };
    let clients = futures_util::future::join_all((0..6).map(|_| attempt())).await;
    let next = clients[0].refresh_cookie();
    assert_ne!(next.as_ref(), Some(&cookie));
    for client in &clients {
        assert_eq!(client.refresh_cookie(), next);
        client.list_clients(&ClientQuery::default()).await.unwrap();
    }
    app.hand.advance(GRACE);
    let renewed = clients[0].refresh_session(AccountKind::Counselor).await;
    renewed.unwrap();
}

#[actix_web::test]
async fn signing_out_ends_the_access_token_at_once() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let brandt = facility.counselor("m.brandt").await;
    let token = brandt.client.access_token().unwrap();
    let cookie = brandt.client.refresh_cookie().unwrap();
    brandt.client.sign_out().await.unwrap();
    assert_eq!(brandt.client.access_token(), None);

    let later = app.nobody();
    later.set_access_token(&token);
    let read = later.list_clients(&ClientQuery::default()).await;
    assert_eq!(code(read), ProblemCode::SessionEnded);
    later.set_refresh_cookie(&cookie);
    let refreshed = later.refresh_session(AccountKind::Counselor).await;
    assert_eq!(code(refreshed), ProblemCode::SessionEnded);
    // The admin's own session is another one.
    assert!(
        facility
            .admin
            .client
            .list_clients(&ClientQuery::default())
            .await
            .is_ok()
    );
}

#[actix_web::test]
async fn a_session_ends_after_twelve_hours_without_use() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let admin = &facility.admin.client;
    for _ in 0..3 {
        app.hand.advance(TimeDelta::hours(11));
        admin.refresh_session(AccountKind::Counselor).await.unwrap();
    }
    app.hand.advance(TimeDelta::hours(13));
    let refreshed = admin.refresh_session(AccountKind::Counselor).await;
    assert_eq!(code(refreshed), ProblemCode::SessionEnded);
}

#[actix_web::test]
async fn a_session_ends_after_two_weeks_however_much_it_is_used() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let admin = &facility.admin.client;
    // 30 times eleven hours are thirteen days and eighteen hours.
    for _ in 0..30 {
        app.hand.advance(TimeDelta::hours(11));
        admin.refresh_session(AccountKind::Counselor).await.unwrap();
    }
    app.hand.advance(TimeDelta::hours(7));
    let refreshed = admin.refresh_session(AccountKind::Counselor).await;
    assert_eq!(code(refreshed), ProblemCode::SessionEnded);
}

#[actix_web::test]
async fn a_session_of_one_kind_is_not_renewed_as_the_other() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let person = facility.client("Seestern").await;
    let cookie = person.client.refresh_cookie().unwrap();
    let token = cookie.split_once('=').unwrap().1;
    let disguised = app.nobody();
    disguised.set_refresh_cookie(&format!("beistand_counselor={token}"));
    let refreshed = disguised.refresh_session(AccountKind::Counselor).await;
    assert_eq!(code(refreshed), ProblemCode::SessionEnded);
    let nothing = app.nobody().refresh_session(AccountKind::Client).await;
    assert_eq!(code(nothing), ProblemCode::Unauthenticated);
}

#[actix_web::test]
async fn attempts_to_guess_are_slowed_down_and_told_how_long() {
    let burst = NonZeroU32::new(3).unwrap();
    let app = TestApp::with(|settings| settings.sign_in_burst = burst).await;
    let facility = app.facility("lahntal").await;
    let url = format!("{}/api/v1/facilities/{}/sign-in", app.url, facility.slug);
    let attempt = || {
        let body = as_client("Seestern", "geraten");
        crate::support::http().post(&url).json(&body).send()
    };
    for _ in 0..3 {
        assert_eq!(attempt().await.unwrap().status(), 401);
    }
    let slowed = attempt().await.unwrap();
    assert_eq!(slowed.status(), 429);
    let wait: u64 = slowed.headers()[header::RETRY_AFTER]
        .to_str()
        .unwrap()
        .parse()
        .unwrap();
    assert!((1..=60).contains(&wait), "{wait}");
    let problem: Problem = slowed.json().await.unwrap();
    assert_eq!(problem.retry_after_seconds, Some(wait));
}

#[actix_web::test]
async fn a_tampered_or_foreign_access_token_is_refused() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let token = facility.admin.client.access_token().unwrap();
    let (body, _) = token.rsplit_once('.').unwrap();
    let unsigned = format!("{body}.");
    for token in [unsigned.as_str(), "x", "eyJhbGciOiJub25lIn0.e30."] {
        let client = app.nobody();
        client.set_access_token(token);
        let read = client.list_clients(&ClientQuery::default()).await;
        assert_eq!(code(read), ProblemCode::Unauthenticated, "{token}");
    }
}

#[actix_web::test]
async fn no_password_is_kept_as_it_was_typed() {
    use api::{clients::entity as client, counselors::entity as counselor};
    use sea_orm::EntityTrait;
    let usual = Settings::default().password_memory_kib;
    let app = TestApp::with(|settings| settings.password_memory_kib = usual).await;
    let facility = app.facility("lahntal").await;
    facility.counselor("m.brandt").await;
    facility.client("Seestern").await;
    let mut hashes = Vec::new();
    for row in client::Entity::find().all(&app.db).await.unwrap() {
        hashes.push(row.password_hash);
    }
    for row in counselor::Entity::find().all(&app.db).await.unwrap() {
        hashes.push(row.password_hash);
    }
    assert_eq!(hashes.len(), 3);
    for hash in hashes {
        assert!(
            hash.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"),
            "{hash}"
        );
    }
}
