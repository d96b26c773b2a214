use crate::support::{TestApp, code, field};
use domain::{
    counselling_fields::{
        CounsellingFieldCreate, CounsellingFieldUpdate, DEFAULTS, FieldQuery, Labels, MAX_FIELDS,
    },
    ids::CounsellingFieldId,
    language::Language,
    page::Limit,
    problem::{FieldCode, ProblemCode},
    version::Version,
};

fn labels(text: &str) -> Labels {
    Labels {
        de: text.try_into().unwrap(),
        en: format!("{text} (en)").try_into().unwrap(),
    }
}

/// All of them in German, page by page.
async fn names(client: &client::Client) -> Vec<String> {
    let mut query = FieldQuery {
        limit: Some(Limit::try_from(5).unwrap()),
        after: None,
    };
    let mut names = Vec::new();
    loop {
        let page = client.list_counselling_fields(&query).await.unwrap();
        let items = page.items.iter();
        names.extend(items.map(|one| one.labels.in_language(Language::De).to_owned()));
        match page.next {
            Some(next) => query.after = Some(next),
            None => return names,
        }
    }
}

#[actix_web::test]
async fn a_new_facility_has_fields_and_its_admins_change_them() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let abroad = app.facility("wetterau").await;
    let admin = &facility.admin.client;
    let mut expected: Vec<_> = DEFAULTS.iter().map(|(de, _)| (*de).to_owned()).collect();
    assert_eq!(names(admin).await, expected);

    let create = CounsellingFieldCreate {
        labels: labels("Glücksspiel"),
    };
    let made = admin.create_counselling_field(&create).await.unwrap();
    assert_eq!((made.active, made.version), (true, Version::FIRST));
    expected.push("Glücksspiel".into());
    assert_eq!(names(admin).await, expected);

    let change = CounsellingFieldUpdate {
        labels: Some(labels("Spielsucht")),
        active: Some(false),
        position: Some(1),
    };
    let changed = admin
        .update_counselling_field(made.id, made.version, &change)
        .await
        .unwrap();
    assert_eq!((changed.active, changed.position), (false, 1));
    assert_eq!(changed.labels.en.as_str(), "Spielsucht (en)");
    expected.pop();
    expected.insert(1, "Spielsucht".into());
    assert_eq!(names(admin).await, expected);
    assert_eq!(names(&abroad.admin.client).await.len(), DEFAULTS.len());

    let stale = admin
        .update_counselling_field(made.id, made.version, &change)
        .await;
    assert_eq!(code(stale), ProblemCode::StaleVersion);
    let unknown = CounsellingFieldId(facility.admin.id.0);
    let missing = admin
        .update_counselling_field(unknown, Version::FIRST, &change)
        .await;
    assert_eq!(code(missing), ProblemCode::NotFound);
}

#[actix_web::test]
async fn there_is_room_for_so_many_and_no_more() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let admin = &facility.admin.client;
    let create = CounsellingFieldCreate {
        labels: labels("Feld"),
    };
    for _ in DEFAULTS.len()..MAX_FIELDS {
        admin.create_counselling_field(&create).await.unwrap();
    }
    let refused = admin.create_counselling_field(&create).await;
    assert_eq!(code(refused), ProblemCode::LimitReached);
}

#[actix_web::test]
async fn a_name_is_needed_in_every_language() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    for (body, pointer) in [
        (r#"{"labels":{"de":"Sucht"}}"#, "/labels/en"),
        (r#"{"labels":{"de":"Sucht","en":" "}}"#, "/labels/en"),
    ] {
        let answer = crate::support::http()
            .post(format!("{}/api/v1/counselling-fields", app.url))
            .bearer_auth(facility.admin.client.access_token().unwrap())
            .header("content-type", "application/json")
            .body(body)
            .send()
            .await
            .unwrap();
        let problem = client::CallError::Problem(Box::new(answer.json().await.unwrap()));
        let refused = field::<()>(Err(problem));
        assert_eq!(refused, (pointer.to_owned(), FieldCode::Required));
    }
}
