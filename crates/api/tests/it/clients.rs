use crate::support::{CLIENT_PASSWORD, Facility, TestApp, code, field, letter, registration};
use domain::{
    accounts::ClientSignIn,
    clients::{
        Client, ClientAccess, ClientCreate, ClientQuery, ClientSort, ClientStatus, ClientSummary,
        ClientUpdate, Edit, PrimaryCounselorFilter, SortOrder,
    },
    counselling_fields::{CounsellingFieldUpdate, FieldQuery},
    ids::{ClientId, CounselorId},
    mail_requests::MailRequestQuery,
    page::Limit,
    problem::{FieldCode, ProblemCode},
    version::Version,
};
use sea_orm::{ConnectionTrait, DbBackend};
use std::collections::BTreeSet;

fn new_client(pseudonym: &str) -> ClientCreate {
    ClientCreate {
        password: Some("acht Zeichen".try_into().unwrap()),
        email: Some(format!("{pseudonym}@mail.example").try_into().unwrap()),
        phone: Some("0151 0000 2311".try_into().unwrap()),
        ..ClientCreate::called(pseudonym.try_into().unwrap())
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
        let http = crate::support::http();
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
        email: Edit::Set("neu@mail.example".try_into().unwrap()),
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
        primary_counselor_id: Edit::Set(stranger.id),
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
            r#"{"password":"acht Zeichen"}"#,
            "/pseudonym",
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
        let answer = crate::support::http()
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

#[actix_web::test]
async fn what_can_be_missing_is_taken_away_by_null() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let admin = &facility.admin.client;
    let create = ClientCreate {
        name: Some("Ottilie Beer".try_into().unwrap()),
        address: Some("Am Wehr 3\n35390 Gießen".try_into().unwrap()),
        primary_counselor_id: Some(facility.admin.id),
        ..new_client("seestern")
    };
    let made = admin.create_client(&create).await.unwrap();
    assert_eq!(made.name.as_deref(), Some("Ottilie Beer"));
    assert_eq!(made.address.as_deref(), Some("Am Wehr 3\n35390 Gießen"));
    let clear = ClientUpdate {
        email: Edit::Clear,
        phone: Edit::Clear,
        name: Edit::Clear,
        address: Edit::Clear,
        primary_counselor_id: Edit::Clear,
        ..ClientUpdate::default()
    };
    let cleared = admin.update_client(made.id, made.version, &clear).await;
    let expected = Client {
        email: None,
        phone: None,
        name: None,
        address: None,
        primary_counselor: None,
        version: Version(2),
        ..made
    };
    assert_eq!(cleared.unwrap(), expected);
    // The address is free again.
    admin
        .create_client(&create_again("seestern"))
        .await
        .unwrap();
}

fn create_again(pseudonym: &str) -> ClientCreate {
    ClientCreate {
        pseudonym: "Jemand anders".try_into().unwrap(),
        ..new_client(pseudonym)
    }
}

#[actix_web::test]
async fn name_and_postal_address_are_for_staff_and_not_for_programs_without_the_scope() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let brandt = facility.counselor("m.brandt").await;
    let create = ClientCreate {
        name: Some("Ottilie Beer".try_into().unwrap()),
        ..new_client("seestern")
    };
    let made = brandt.client.create_client(&create).await.unwrap();
    assert_eq!(
        (made.name.as_deref(), made.email),
        (Some("Ottilie Beer"), None)
    );
    for (scopes, sees) in [
        (&["clients:read"][..], false),
        (&["clients:read", "client_contacts:read"], true),
    ] {
        let body = serde_json::json!({
            "name": "Programm", "scopes": scopes, "expires_at": "2026-02-01T00:00:00Z"
        });
        let body = serde_json::from_value(body).unwrap();
        let token = facility.admin.client.create_api_token(&body).await.unwrap();
        let program = app.nobody();
        program.set_access_token(&token.token);
        let seen = program.read_client(made.id).await.unwrap();
        assert_eq!(
            (seen.name.is_some(), seen.email.is_some()),
            (sees, sees),
            "{scopes:?}"
        );
    }
}

#[actix_web::test]
async fn a_client_without_a_password_has_no_way_in() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let admin = &facility.admin.client;
    let create = ClientCreate {
        password: None,
        ..new_client("Seestern")
    };
    let made = admin.create_client(&create).await.unwrap();
    assert_eq!(made.access, ClientAccess::None);
    for password in ["x", CLIENT_PASSWORD] {
        let refused = sign_in(&facility, &app, "Seestern", password).await;
        assert_eq!(refused, Some(ProblemCode::InvalidCredentials));
    }
    let other = admin.create_client(&new_client("Anker")).await.unwrap();
    assert_eq!(other.access, ClientAccess::Ready);
    let anker = app.nobody();
    let signing_in = ClientSignIn {
        name: "Anker".try_into().unwrap(),
        password: CLIENT_PASSWORD.try_into().unwrap(),
    };
    let session = anker.sign_in_client(&facility.slug, &signing_in);
    session.await.unwrap();
    let all = MailRequestQuery::default();
    let listed = anker.list_mail_requests(&all).await;
    assert_eq!(
        code(listed),
        ProblemCode::PasswordChangeDue,
        "staff knows it"
    );
    assert_eq!(
        sign_in(&facility, &app, "Anker", CLIENT_PASSWORD).await,
        None
    );
}

/// Why signing in is refused, if it is.
async fn sign_in(
    facility: &Facility<'_>,
    app: &TestApp,
    pseudonym: &str,
    password: &str,
) -> Option<ProblemCode> {
    let body = ClientSignIn {
        name: pseudonym.try_into().unwrap(),
        password: password.try_into().unwrap(),
    };
    let session = app.nobody().sign_in_client(&facility.slug, &body).await;
    session.err().map(|error| error.code().unwrap())
}

/// The pseudonyms of all pages of two.
async fn listed(client: &client::Client, query: ClientQuery) -> Vec<String> {
    let mut query = ClientQuery {
        limit: Some(Limit::try_from(2).unwrap()),
        ..query
    };
    let mut found = Vec::new();
    loop {
        let page = client.list_clients(&query).await.unwrap();
        found.extend(page.items.into_iter().map(|one| one.pseudonym));
        match page.next {
            Some(next) => query.after = Some(next),
            None => return found,
        }
    }
}

#[actix_web::test]
async fn the_list_is_sorted_three_ways_in_both_directions() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    for pseudonym in ["mond", "anker", "zweig", "boje", "nebel"] {
        facility.client(pseudonym).await;
    }
    sign_in(&facility, &app, "zweig", CLIENT_PASSWORD).await;
    sign_in(&facility, &app, "anker", CLIENT_PASSWORD).await;
    for (sort, expected) in [
        (
            ClientSort::Number,
            ["nebel", "boje", "zweig", "anker", "mond"],
        ),
        (
            ClientSort::Pseudonym,
            ["anker", "boje", "mond", "nebel", "zweig"],
        ),
        (
            ClientSort::LastSignedIn,
            ["anker", "zweig", "nebel", "boje", "mond"],
        ),
    ] {
        let query = |order| ClientQuery {
            sort: Some(sort),
            order,
            ..ClientQuery::default()
        };
        let admin = &facility.admin.client;
        let usual = listed(admin, query(None)).await;
        assert_eq!(usual, expected, "{sort:?}");
        let same = listed(admin, query(Some(sort.usual_order()))).await;
        assert_eq!(same, usual, "{sort:?}");
        let mut reversed = listed(admin, query(Some(sort.usual_order().reversed()))).await;
        reversed.reverse();
        assert_eq!(reversed, usual, "{sort:?}");
    }
}

#[actix_web::test]
async fn a_cursor_of_another_sort_is_refused() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    for pseudonym in ["mond", "anker"] {
        facility.client(pseudonym).await;
    }
    let mut query = ClientQuery {
        limit: Some(Limit::try_from(1).unwrap()),
        ..ClientQuery::default()
    };
    let admin = &facility.admin.client;
    query.after = admin.list_clients(&query).await.unwrap().next;
    assert!(query.after.is_some());
    query.sort = Some(ClientSort::Pseudonym);
    query.order = Some(SortOrder::Ascending);
    assert_eq!(
        code(admin.list_clients(&query).await),
        ProblemCode::InvalidCursor
    );
}

#[actix_web::test]
async fn the_list_is_filtered_by_who_looks_after_them_status_and_counselling_field() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let (admin, brandt) = (&facility.admin, facility.counselor("m.brandt").await);
    let fields = admin
        .client
        .list_counselling_fields(&FieldQuery::default())
        .await;
    let fields: Vec<_> = fields.unwrap().items.iter().map(|one| one.id).collect();
    for (pseudonym, counselor, carried) in [
        ("anker", Some(brandt.id), &fields[..1]),
        ("boje", Some(brandt.id), &fields[1..3]),
        ("mond", None, &fields[..2]),
        ("zweig", Some(admin.id), &[][..]),
    ] {
        let create = ClientCreate {
            primary_counselor_id: counselor,
            counselling_field_ids: carried.iter().copied().collect(),
            ..new_client(pseudonym)
        };
        let made = admin.client.create_client(&create).await.unwrap();
        assert!(made.counselling_field_ids.iter().eq(carried), "{pseudonym}");
        if pseudonym == "boje" {
            admin
                .client
                .lock_client(made.id, made.version)
                .await
                .unwrap();
        }
        if pseudonym == "zweig" {
            admin
                .client
                .delete_client(made.id, made.version)
                .await
                .unwrap();
        }
    }
    let all = ClientQuery {
        sort: Some(ClientSort::Pseudonym),
        ..ClientQuery::default()
    };
    let of = |whose| ClientQuery {
        primary_counselor: Some(whose),
        ..all.clone()
    };
    let carrying = |index: usize| ClientQuery {
        counselling_field_id: Some(fields[index]),
        ..all.clone()
    };
    let standing = |status| ClientQuery {
        status: Some(status),
        ..all.clone()
    };
    let me = of(PrimaryCounselorFilter::Me);
    for (query, expected) in [
        (me.clone(), &["anker", "boje"][..]),
        (of(PrimaryCounselorFilter::Nobody), &["mond"]),
        (of(PrimaryCounselorFilter::Counselor(admin.id)), &["zweig"]),
        (all.clone(), &["anker", "boje", "mond", "zweig"]),
        (carrying(0), &["anker", "mond"]),
        (carrying(1), &["boje", "mond"]),
        (carrying(2), &["boje"]),
        (carrying(3), &[]),
        (standing(ClientStatus::Active), &["anker", "mond"]),
        (standing(ClientStatus::Locked), &["boje"]),
        (standing(ClientStatus::Deleted), &["zweig"]),
        (
            ClientQuery {
                counselling_field_id: Some(fields[1]),
                status: Some(ClientStatus::Locked),
                q: Some("oj".try_into().unwrap()),
                ..me
            },
            &["boje"],
        ),
    ] {
        let what = format!("{query:?}");
        assert_eq!(listed(&brandt.client, query).await, expected, "{what}");
    }
    let of_field = facility
        .admin
        .client
        .list_clients(&carrying(2))
        .await
        .unwrap();
    assert!(
        of_field.items[0]
            .counselling_field_ids
            .iter()
            .eq(&fields[1..3])
    );
}

/// More match than are looked up one by one, so the list is gone through in its order.
#[actix_web::test]
async fn a_search_that_many_match_finds_them_page_by_page_too() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let first = facility.client("Welle").await;
    multiply(&app, first.id, ("Welle", 1_000_000), 1_200).await;
    facility.client("Seestern").await;
    let query = |q: &str, limit| ClientQuery {
        q: Some(q.try_into().unwrap()),
        limit: Some(Limit::try_from(limit).unwrap()),
        ..ClientQuery::default()
    };
    let admin = &facility.admin.client;
    let nobody = Some(PrimaryCounselorFilter::Nobody);
    for (whose, q) in [
        (None, "elle"),
        (nobody, "elle"),
        // The first letters are all of it, and one of them stands twice in the name.
        (None, "el"),
        (nobody, "el"),
        (None, "l"),
    ] {
        let mut many = ClientQuery {
            primary_counselor: whose,
            ..query(q, 100)
        };
        let mut numbers = Vec::new();
        loop {
            let page = admin.list_clients(&many).await.unwrap();
            numbers.extend(page.items.into_iter().map(|one| one.number.0));
            match page.next {
                Some(next) => many.after = Some(next),
                None => break,
            }
        }
        assert_eq!(numbers.len(), 1_201, "{q}");
        assert!(
            numbers.is_sorted_by(|a, b| a > b),
            "each once, newest first"
        );
    }
    for (q, found) in [
        ("elle 77", 11),
        ("elle 778", 1),
        ("stern", 1),
        ("elle 7 7", 0),
    ] {
        let page = admin.list_clients(&query(q, 100)).await.unwrap();
        assert_eq!(page.items.len(), found, "{q}");
    }
    let renamed = ClientUpdate {
        pseudonym: Some("Dünung".try_into().unwrap()),
        ..ClientUpdate::default()
    };
    admin
        .update_client(first.id, Version::FIRST, &renamed)
        .await
        .unwrap();
    let found = admin.list_clients(&query("ünu", 100)).await.unwrap();
    assert_eq!(found.items[0].id, first.id);
    assert!(
        listed(admin, query("welle", 2))
            .await
            .iter()
            .all(|name| name != "Welle")
    );
}

/// However many match and however far down the list they stand, a page holds the first of them.
#[actix_web::test]
async fn those_who_match_are_found_wherever_they_stand() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let first = facility.client("Welle").await;
    multiply(&app, first.id, ("Welle", 1_000_000), 4_200).await;
    multiply(&app, first.id, ("Anker", 2_000_000), 2_100).await;
    // Who came last of all begins like what is searched for, and goes on in another way.
    multiply(&app, first.id, ("Elster", 3_000_000), 2_100).await;
    let admin = &facility.admin.client;
    let among = async |status, sort, order| {
        let mut query = ClientQuery {
            q: Some("elle".try_into().unwrap()),
            status,
            sort: Some(sort),
            order: Some(order),
            limit: Some(Limit::try_from(100).unwrap()),
            ..ClientQuery::default()
        };
        let page = admin.list_clients(&query).await.unwrap();
        let mut listed = page.items;
        if let Some(next) = page.next {
            query.after = Some(next);
            listed.extend(admin.list_clients(&query).await.unwrap().items);
        }
        listed
    };
    let of = async |sort, order| among(None, sort, order).await;
    let (up, down) = (SortOrder::Ascending, SortOrder::Descending);

    // Those who came last match nothing, so this is far down.
    let listed = of(ClientSort::Number, down).await;
    let numbers: Vec<_> = listed.iter().map(|one| one.number.0).collect();
    let newest: Vec<_> = (0..200).map(|n| 1_004_200 - n).collect();
    assert_eq!(numbers, newest);
    let listed = of(ClientSort::Number, up).await;
    let numbers: Vec<_> = listed.iter().map(|one| one.number.0).collect();
    let oldest: Vec<_> = (1..200).map(|n| 1_000_000 + n).collect();
    assert_eq!((numbers[0], &numbers[1..]), (1, &oldest[..]));

    let mut names: Vec<_> = (1..=4_200).map(|n| format!("Welle {n}")).collect();
    names.push("Welle".into());
    names.sort();
    let listed = of(ClientSort::Pseudonym, up).await;
    let found: Vec<_> = listed.iter().map(|one| &one.pseudonym).collect();
    assert_eq!(found, names.iter().take(200).collect::<Vec<_>>());
    let listed = of(ClientSort::Pseudonym, down).await;
    let found: Vec<_> = listed.iter().map(|one| &one.pseudonym).collect();
    assert_eq!(found, names.iter().rev().take(200).collect::<Vec<_>>());

    for name in ["Wellebelle", "Quelle"] {
        facility.client(name).await;
    }
    let listed = of(ClientSort::LastSignedIn, down).await;
    let found = |listed: &[ClientSummary]| {
        listed[..2]
            .iter()
            .map(|one| one.pseudonym.clone())
            .collect::<Vec<_>>()
    };
    assert_eq!(found(&listed), ["Quelle", "Wellebelle"], "each once");
    let refused = sign_in(&facility, &app, "Wellebelle", CLIENT_PASSWORD).await;
    assert_eq!(refused, None);
    let listed = of(ClientSort::LastSignedIn, down).await;
    assert_eq!(found(&listed), ["Wellebelle", "Quelle"]);
    let ids: BTreeSet<_> = listed.iter().map(|one| one.id).collect();
    assert_eq!((listed.len(), ids.len()), (200, 200));

    // Another filter leaves half of them, a few, nobody.
    for sql in [
        "UPDATE clients SET status = 'locked' WHERE number % 2 = 0",
        "UPDATE clients SET status = 'deleted' WHERE number IN (1000003, 1002005, 2000007)",
    ] {
        app.db.execute_unprepared(sql).await.unwrap();
    }
    let numbers = async |status, order| {
        let listed = among(Some(status), ClientSort::Number, order).await;
        let numbers = listed.iter().map(|one| one.number.0);
        numbers.collect::<Vec<_>>()
    };
    let odd = (0..200).map(|n| 1_004_199 - 2 * n);
    assert_eq!(
        numbers(ClientStatus::Active, down).await,
        odd.collect::<Vec<_>>()
    );
    let even = (0..200).map(|n| 1_000_002 + 2 * n);
    let locked = numbers(ClientStatus::Locked, up).await;
    assert_eq!(
        locked
            .into_iter()
            .filter(|number| *number > 1_000_000)
            .collect::<Vec<_>>(),
        even.take(199).collect::<Vec<_>>(),
        "after the one who came early"
    );
    assert_eq!(
        numbers(ClientStatus::Deleted, up).await,
        [1_000_003, 1_002_005]
    );
}

/// Rows by SQL: so many people would take too long to register. They are called and numbered one
/// after the other, and found like others.
async fn multiply(app: &TestApp, of: ClientId, (name, after): (&str, i32), copies: usize) {
    let columns = "facility_id, email_key, password_hash, primary_counselor_id, language, version, \
         created_at, last_signed_in_at, last_seen_at, status";
    let is_sqlite = app.db.get_database_backend() == DbBackend::Sqlite;
    let id = if is_sqlite {
        "randomblob(16)"
    } else {
        "gen_random_uuid()"
    };
    let original = if is_sqlite {
        format!("x'{}'", of.0.simple())
    } else {
        format!("'{of}'")
    };
    let numbers = format!(
        "WITH RECURSIVE numbers(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < {copies})"
    );
    for sql in [
        format!(
            "INSERT INTO clients (id, number, pseudonym, pseudonym_key, {columns}) {numbers} \
             SELECT {id}, {after} + n, '{name} ' || n, lower('{name} ' || n), {columns} \
             FROM clients, numbers WHERE id = {original}"
        ),
        format!(
            "INSERT INTO client_name_parts (facility_id, part, client_id, name, number, last_seen_at) \
             WITH RECURSIVE places(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM places WHERE n < 40) \
             SELECT DISTINCT facility_id, substr(pseudonym_key, n), id, pseudonym_key, number, \
             last_seen_at FROM clients, places \
             WHERE number > {after} AND n <= length(pseudonym_key)"
        ),
    ] {
        app.db.execute_unprepared(&sql).await.unwrap();
    }
}

#[actix_web::test]
async fn a_field_that_is_not_offered_any_more_is_kept_and_not_taken_up() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let abroad = app.facility("wetterau").await;
    let admin = &facility.admin.client;
    let fields = admin.list_counselling_fields(&FieldQuery::default()).await;
    let [gone, other, ..] = &fields.unwrap().items[..] else {
        panic!("a new facility has fields");
    };
    let create = ClientCreate {
        counselling_field_ids: [gone.id].into(),
        ..new_client("seestern")
    };
    let made = admin.create_client(&create).await.unwrap();
    let off = CounsellingFieldUpdate {
        active: Some(false),
        ..CounsellingFieldUpdate::default()
    };
    admin
        .update_counselling_field(gone.id, gone.version, &off)
        .await
        .unwrap();
    let both = ClientUpdate {
        counselling_field_ids: Some([gone.id, other.id].into()),
        ..ClientUpdate::default()
    };
    let kept = admin
        .update_client(made.id, made.version, &both)
        .await
        .unwrap();
    assert_eq!(kept.counselling_field_ids, [gone.id, other.id].into());
    let newcomer = ClientCreate {
        counselling_field_ids: [gone.id].into(),
        ..new_client("anker")
    };
    let refused = ("/counselling_field_ids".to_owned(), FieldCode::OutOfRange);
    assert_eq!(field(admin.create_client(&newcomer).await), refused);
    let theirs = abroad
        .admin
        .client
        .list_counselling_fields(&FieldQuery::default())
        .await;
    let foreign = ClientUpdate {
        counselling_field_ids: Some([theirs.unwrap().items[0].id].into()),
        ..ClientUpdate::default()
    };
    let answer = admin.update_client(made.id, kept.version, &foreign).await;
    assert_eq!(field(answer), refused);
}

#[actix_web::test]
async fn a_locked_or_deleted_client_is_out_at_once_and_comes_back() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let admin = &facility.admin.client;
    let refused = Some(ProblemCode::InvalidCredentials);
    for deletes in [false, true] {
        let name = format!("Seestern {deletes}");
        let person = facility.client(&name).await;
        let mut live = person.client.stream_events(None).await.unwrap();
        let out = if deletes {
            admin.delete_client(person.id, Version::FIRST).await
        } else {
            admin.lock_client(person.id, Version::FIRST).await
        };
        let out = out.unwrap();
        let ended = tokio::time::timeout(std::time::Duration::from_secs(10), live.next());
        assert!(
            ended.await.unwrap().is_none(),
            "the live connection ends at once"
        );
        let write = person.client.create_mail_request(&letter("Hallo")).await;
        assert_eq!(code(write), ProblemCode::SessionEnded);
        assert_eq!(
            sign_in(&facility, &app, &name, CLIENT_PASSWORD).await,
            refused
        );
        assert_eq!(out.status == ClientStatus::Deleted, deletes);
        let until = out
            .erased_from
            .map(|until| (until - app.hand.now()).num_days());
        assert_eq!(until, deletes.then_some(29), "thirty days, a moment ago");
        let back = if deletes {
            admin.restore_client(person.id, out.version).await
        } else {
            admin.unlock_client(person.id, out.version).await
        };
        let back = back.unwrap();
        assert_eq!(
            (back.status, back.erased_from),
            (ClientStatus::Active, None)
        );
        assert_eq!(sign_in(&facility, &app, &name, CLIENT_PASSWORD).await, None);
    }
}

#[actix_web::test]
async fn who_was_locked_is_locked_again_when_restored() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let admin = &facility.admin.client;
    let person = facility.client("Seestern").await;
    let locked = admin.lock_client(person.id, Version::FIRST).await.unwrap();
    let again = admin.lock_client(person.id, locked.version).await;
    assert_eq!(code(again), ProblemCode::Conflict);
    let deleted = admin
        .delete_client(person.id, locked.version)
        .await
        .unwrap();
    let edit = ClientUpdate {
        pseudonym: Some("Seeigel".try_into().unwrap()),
        ..ClientUpdate::default()
    };
    let edited = admin.update_client(person.id, deleted.version, &edit).await;
    assert_eq!(code(edited), ProblemCode::Conflict, "left as they are");
    let stale = admin.restore_client(person.id, locked.version).await;
    assert_eq!(code(stale), ProblemCode::StaleVersion);
    let restored = admin
        .restore_client(person.id, deleted.version)
        .await
        .unwrap();
    assert_eq!(restored.status, ClientStatus::Locked);
    let unlocked = admin
        .unlock_client(person.id, restored.version)
        .await
        .unwrap();
    assert_eq!(unlocked.status, ClientStatus::Active);
}

/// Whoever signs in while being locked is out as well, whichever comes first.
#[actix_web::test]
async fn nobody_slips_in_while_they_are_locked() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let admin = &facility.admin.client;
    for round in 0..4 {
        let name = format!("Seestern {round}");
        let person = facility.client(&name).await;
        let clients: Vec<_> = (0..4).map(|_| app.nobody()).collect();
        let body = ClientSignIn {
            name: name.as_str().try_into().unwrap(),
            password: CLIENT_PASSWORD.try_into().unwrap(),
        };
        let attempts = clients
            .iter()
            .map(|client| client.sign_in_client("lahntal", &body));
        let (locked, _) = futures_util::future::join(
            admin.lock_client(person.id, Version::FIRST),
            futures_util::future::join_all(attempts),
        )
        .await;
        locked.unwrap();
        for client in clients {
            let seen = client
                .list_mail_requests(&MailRequestQuery::default())
                .await;
            let out = [ProblemCode::SessionEnded, ProblemCode::Unauthenticated];
            assert!(out.contains(&code(seen)));
        }
    }
}

#[actix_web::test]
async fn the_requests_of_one_client_are_listed_for_their_page() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let (one, other) = (
        facility.client("Seestern").await,
        facility.client("Anker").await,
    );
    let (first, _) = (one.request("Eins").await, other.request("Zwei").await);
    let second = one.request("Drei").await;
    let query = MailRequestQuery {
        client_id: Some(one.id),
        ..MailRequestQuery::default()
    };
    let page = facility
        .admin
        .client
        .list_mail_requests(&query)
        .await
        .unwrap();
    let found: Vec<_> = page.items.iter().map(|request| request.id).collect();
    assert_eq!(found, [second, first]);
}

/// The client's page says how much there is in its parts.
#[actix_web::test]
async fn a_client_is_read_with_how_much_there_is_of_them() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let admin = &facility.admin.client;
    let (person, other) = (
        facility.client("Seestern").await,
        facility.client("Anker").await,
    );
    let counts = async |of: ClientId| {
        let counts = admin.read_client(of).await.unwrap().counts;
        (counts.notes, counts.documents)
    };
    assert_eq!(counts(person.id).await, (Some(0), Some(0)));
    let mut notes = Vec::new();
    for text in ["Ruft an", "Ruft wieder an"] {
        let text = crate::support::note(text);
        let made = admin.create_note(person.id, &text).await;
        notes.push(made.unwrap());
    }
    let file = b"%PDF-1.7\nBrief".to_vec();
    admin
        .create_document(person.id, "Brief.pdf", file)
        .await
        .unwrap();
    assert_eq!(counts(person.id).await, (Some(2), Some(1)));
    assert_eq!(counts(other.id).await, (Some(0), Some(0)));
    admin.delete_note(notes[0].id).await.unwrap();
    assert_eq!(counts(person.id).await, (Some(1), Some(1)));
}
