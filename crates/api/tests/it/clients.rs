use crate::support::{TestApp, code, field, registration};
use domain::{
    clients::{ClientCreate, ClientQuery, ClientUpdate},
    ids::CounselorId,
    language::Language,
    page::Limit,
    problem::{FieldCode, ProblemCode},
    version::Version,
};

fn new_client(pseudonym: &str) -> ClientCreate {
    ClientCreate {
        pseudonym: pseudonym.try_into().unwrap(),
        password: "acht Zeichen".try_into().unwrap(),
        email: Some(format!("{pseudonym}@mail.example").try_into().unwrap()),
        phone: Some("0151 0000 2311".try_into().unwrap()),
        primary_counselor_id: None,
        language: Language::De,
    }
}

#[actix_web::test]
async fn contact_data_is_there_for_admins_and_absent_for_counselors() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let brandt = facility.counselor("m.brandt").await;
    let made = facility
        .admin
        .client
        .create_client(&new_client("seestern"))
        .await
        .unwrap();
    assert_eq!(made.email.as_deref(), Some("seestern@mail.example"));

    let request = |token: Option<String>, path: String| {
        let http = reqwest::Client::new();
        let url = format!("{}/api/v1{path}", app.url);
        async move {
            let answer = http
                .get(url)
                .bearer_auth(token.unwrap())
                .send()
                .await
                .unwrap();
            answer.text().await.unwrap()
        }
    };
    for path in ["/clients".to_owned(), format!("/clients/{}", made.id)] {
        let seen = request(brandt.client.access_token(), path.clone()).await;
        assert!(
            seen.contains("seestern") && !seen.contains("email") && !seen.contains("phone"),
            "{seen}"
        );
        let seen = request(facility.admin.client.access_token(), path).await;
        assert!(
            seen.contains("seestern@mail.example") && seen.contains("0151 0000 2311"),
            "{seen}"
        );
    }
}

#[actix_web::test]
async fn only_admins_change_contact_data() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let brandt = facility.counselor("m.brandt").await;
    let made = brandt
        .client
        .create_client(&new_client("seestern"))
        .await
        .unwrap();
    let change = ClientUpdate {
        email: Some("neu@mail.example".try_into().unwrap()),
        ..ClientUpdate::default()
    };
    let refused = brandt
        .client
        .update_client(made.id, made.version, &change)
        .await;
    assert_eq!(code(refused), ProblemCode::Forbidden);
    let changed = facility
        .admin
        .client
        .update_client(made.id, made.version, &change)
        .await
        .unwrap();
    assert_eq!(changed.email.as_deref(), Some("neu@mail.example"));
}

#[actix_web::test]
async fn a_pseudonym_is_taken_once_in_whatever_case() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    facility.client("Seestern").await;
    let admin = &facility.admin.client;
    assert_eq!(
        code(admin.create_client(&new_client("seestern")).await),
        ProblemCode::PseudonymTaken
    );
    let again = app
        .nobody()
        .register_client("lahntal", &registration("SEESTERN"))
        .await;
    assert_eq!(code(again), ProblemCode::PseudonymTaken);
    let other = app.facility("wetterau").await;
    other.client("Seestern").await;
}

#[actix_web::test]
async fn of_many_who_register_one_pseudonym_at_once_exactly_one_gets_it() {
    let app = TestApp::new().await;
    app.facility("lahntal").await;
    let body = registration("Seestern");
    let nobody = app.nobody();
    let attempts = (0..8).map(|_| nobody.register_client("lahntal", &body));
    let results = futures_util::future::join_all(attempts).await;
    assert_eq!(results.iter().filter(|result| result.is_ok()).count(), 1);
    for refusal in results.into_iter().filter(Result::is_err) {
        assert_eq!(code(refusal), ProblemCode::PseudonymTaken);
    }
}

#[actix_web::test]
async fn clients_are_numbered_from_one_without_doubles_even_at_once() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let bodies: Vec<_> = (0..8).map(|n| new_client(&format!("client{n}"))).collect();
    let made = bodies
        .iter()
        .map(|body| facility.admin.client.create_client(body));
    let made = futures_util::future::join_all(made).await;
    let mut numbers: Vec<_> = made.into_iter().map(|one| one.unwrap().number.0).collect();
    numbers.sort_unstable();
    assert_eq!(numbers, [1, 2, 3, 4, 5, 6, 7, 8]);
}

#[actix_web::test]
async fn the_list_is_searched_by_part_of_the_pseudonym_or_by_number() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    for pseudonym in ["Seestern", "Über_Mut", "100%ig"] {
        facility.client(pseudonym).await;
    }
    for (search, expected) in [
        ("stern", vec!["Seestern"]),
        ("über", vec!["Über_Mut"]),
        ("_", vec!["Über_Mut"]),
        ("%", vec!["100%ig"]),
        ("K-0001", vec!["Seestern"]),
        ("2", vec!["Über_Mut"]),
        ("'; DROP TABLE clients;", vec![]),
        ("nie", vec![]),
    ] {
        let query = ClientQuery {
            q: Some(search.try_into().unwrap()),
            ..ClientQuery::default()
        };
        let page = facility.admin.client.list_clients(&query).await.unwrap();
        let found: Vec<_> = page.items.into_iter().map(|one| one.pseudonym).collect();
        assert_eq!(found, expected, "{search}");
    }
}

#[actix_web::test]
async fn the_list_shows_the_newest_first_and_everyone_once() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    for n in 1..=7 {
        facility.client(&format!("client{n}")).await;
    }
    let mut query = ClientQuery {
        limit: Some(Limit::try_from(3).unwrap()),
        ..ClientQuery::default()
    };
    let mut numbers = Vec::new();
    loop {
        let page = facility.admin.client.list_clients(&query).await.unwrap();
        numbers.extend(page.items.into_iter().map(|one| one.number.0));
        match page.next {
            Some(next) => query.after = Some(next),
            None => break,
        }
    }
    assert_eq!(numbers, [7, 6, 5, 4, 3, 2, 1]);
}

#[actix_web::test]
async fn a_primary_counselor_must_be_one_of_the_facility() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let other = app.facility("wetterau").await;
    let (brandt, stranger) = (
        facility.counselor("m.brandt").await,
        other.counselor("x.y").await,
    );
    let with = |id: CounselorId| ClientCreate {
        primary_counselor_id: Some(id),
        email: None,
        ..new_client("Seestern")
    };
    let admin = &facility.admin.client;
    assert_eq!(
        code(admin.create_client(&with(stranger.id)).await),
        ProblemCode::NotFound
    );
    let made = admin.create_client(&with(brandt.id)).await.unwrap();
    assert_eq!(made.primary_counselor.unwrap().display_name, "m.brandt");
    let change = ClientUpdate {
        primary_counselor_id: Some(stranger.id),
        ..ClientUpdate::default()
    };
    let moved = admin.update_client(made.id, made.version, &change).await;
    assert_eq!(code(moved), ProblemCode::NotFound);
}

#[actix_web::test]
async fn a_change_from_an_old_version_is_refused() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let person = facility.client("Seestern").await;
    let rename = ClientUpdate {
        pseudonym: Some("Seeigel".try_into().unwrap()),
        ..ClientUpdate::default()
    };
    let admin = &facility.admin.client;
    let changed = admin
        .update_client(person.id, Version::FIRST, &rename)
        .await
        .unwrap();
    assert_eq!(
        (changed.pseudonym.as_str(), changed.version),
        ("Seeigel", Version(2))
    );
    let stale = admin
        .update_client(person.id, Version::FIRST, &rename)
        .await;
    assert_eq!(code(stale), ProblemCode::StaleVersion);
}

#[actix_web::test]
async fn a_field_that_is_not_valid_is_named() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let token = facility.admin.client.access_token().unwrap();
    for (body, pointer, reason) in [
        (
            r#"{"pseudonym":"x","password":"acht Zeichen"}"#,
            "/pseudonym",
            FieldCode::TooShort,
        ),
        (
            r#"{"pseudonym":"Seestern","password":"kurz"}"#,
            "/password",
            FieldCode::TooShort,
        ),
        (
            r#"{"pseudonym":"Seestern"}"#,
            "/password",
            FieldCode::Required,
        ),
        (
            r#"{"pseudonym":"Seestern","password":"acht Zeichen","email":"nein"}"#,
            "/email",
            FieldCode::InvalidFormat,
        ),
        (
            r#"{"pseudonym":"See\u0000stern","password":"acht Zeichen"}"#,
            "/pseudonym",
            FieldCode::ControlCharacters,
        ),
        (
            r#"{"pseudonym":"Seestern","password":"acht Zeichen","number":1}"#,
            "/number",
            FieldCode::UnknownField,
        ),
    ] {
        let answer = reqwest::Client::new()
            .post(format!("{}/api/v1/clients", app.url))
            .bearer_auth(&token)
            .header("content-type", "application/json")
            .body(body)
            .send()
            .await
            .unwrap();
        assert_eq!(answer.status(), 422, "{body}");
        let problem = client::CallError::Problem(Box::new(answer.json().await.unwrap()));
        assert_eq!(
            field::<()>(Err(problem)),
            (pointer.to_owned(), reason),
            "{body}"
        );
    }
}
