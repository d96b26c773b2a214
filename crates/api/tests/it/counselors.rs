use crate::support::{TestApp, code, counselor_create, credentials};
use domain::{
    access::Role,
    counselors::{CounselorQuery, CounselorUpdate},
    page::Limit,
    problem::ProblemCode,
    version::Version,
};

#[actix_web::test]
async fn an_admin_makes_a_counselor_who_can_sign_in() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let brandt = facility.counselor("m.brandt").await;
    let read = brandt.client.read_counselor(brandt.id).await.unwrap();
    assert_eq!(read.login_name.as_str(), "m.brandt");
    assert_eq!((read.role, read.version), (Role::Counselor, Version::FIRST));
}

#[actix_web::test]
async fn login_names_and_addresses_are_unique_in_a_facility_and_free_in_another() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    facility.counselor("m.brandt").await;
    let mut same_login = counselor_create("M.Brandt");
    same_login.email = "other@staff.example".try_into().unwrap();
    let admin = &facility.admin.client;
    assert_eq!(
        code(admin.create_counselor(&same_login).await),
        ProblemCode::LoginNameTaken
    );
    let mut same_email = counselor_create("brandt2");
    same_email.email = "M.BRANDT@staff.example".try_into().unwrap();
    assert_eq!(
        code(admin.create_counselor(&same_email).await),
        ProblemCode::EmailTaken
    );
    let other = app.facility("wetterau").await;
    other.counselor("m.brandt").await;
}

#[actix_web::test]
async fn where_a_name_exists_in_two_facilities_one_has_to_say_which() {
    let app = TestApp::new().await;
    let here = app.facility("lahntal").await;
    let there = app.facility("wetterau").await;
    here.counselor("m.brandt").await;
    there.counselor("m.brandt").await;
    let password = crate::support::STAFF_PASSWORD;
    let undecided = credentials(None, "m.brandt", password);
    assert_eq!(
        code(app.nobody().sign_in_counselor(&undecided).await),
        ProblemCode::InvalidCredentials
    );
    let decided = credentials(Some("wetterau"), "m.brandt", password);
    let session = crate::support::signed_in(app.nobody().sign_in_counselor(&decided).await);
    assert_eq!(session.account.facility().slug.as_str(), "wetterau");
}

#[actix_web::test]
async fn a_change_from_an_old_version_is_refused_and_changes_nothing() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let brandt = facility.counselor("m.brandt").await;
    let rename = |name: &str| CounselorUpdate {
        display_name: Some(name.try_into().unwrap()),
        ..CounselorUpdate::default()
    };
    let first = Version::FIRST;
    let changed = brandt
        .client
        .update_counselor(brandt.id, first, &rename("Miriam"))
        .await;
    assert_eq!(changed.unwrap().version, first.next());
    let stale = facility
        .admin
        .client
        .update_counselor(brandt.id, first, &rename("M. B."))
        .await;
    assert_eq!(code(stale), ProblemCode::StaleVersion);
    let read = brandt.client.read_counselor(brandt.id).await.unwrap();
    assert_eq!(read.display_name, "Miriam");
}

#[actix_web::test]
async fn of_two_changes_at_once_exactly_one_wins() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let brandt = facility.counselor("m.brandt").await;
    let change = CounselorUpdate {
        first_name: Some("Mirjam".try_into().unwrap()),
        ..CounselorUpdate::default()
    };
    let attempts = (0..8).map(|_| {
        brandt
            .client
            .update_counselor(brandt.id, Version::FIRST, &change)
    });
    let results = futures_util::future::join_all(attempts).await;
    assert_eq!(results.iter().filter(|result| result.is_ok()).count(), 1);
}

#[actix_web::test]
async fn the_list_has_everyone_once_over_all_its_pages() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    for name in ["m.brandt", "j.petersen", "a.demir", "t.nowak"] {
        facility.counselor(name).await;
    }
    let mut names = Vec::new();
    let mut query = CounselorQuery {
        limit: Some(Limit::try_from(2).unwrap()),
        ..CounselorQuery::default()
    };
    loop {
        let page = facility.admin.client.list_counselors(&query).await.unwrap();
        names.extend(page.items.into_iter().map(|one| one.display_name));
        match page.next {
            Some(next) => query.after = Some(next),
            None => break,
        }
    }
    names.sort();
    assert_eq!(
        names,
        [
            "Katharina Vogt",
            "a.demir",
            "j.petersen",
            "m.brandt",
            "t.nowak"
        ]
    );
}

#[actix_web::test]
async fn a_cursor_that_the_list_did_not_give_is_refused() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let query = CounselorQuery {
        after: Some("x".into()),
        ..CounselorQuery::default()
    };
    let answer = facility.admin.client.list_counselors(&query).await;
    assert_eq!(code(answer), ProblemCode::InvalidCursor);
}

/// SQLite compares the null byte, PostgreSQL refuses it; neither is an error of ours.
#[actix_web::test]
async fn a_made_up_cursor_with_a_null_byte_is_no_fault_of_the_server() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    // ["\u0000","0193b7c2-6d2e-7c3a-9a53-3c9b7d1f2a10"]
    let cursor = "WyJcdTAwMDAiLCIwMTkzYjdjMi02ZDJlLTdjM2EtOWE1My0zYzliN2QxZjJhMTAiXQ";
    let answer = crate::support::http()
        .get(format!("{}/api/v1/counselors?after={cursor}", app.url))
        .bearer_auth(facility.admin.client.access_token().unwrap())
        .send()
        .await
        .unwrap();
    assert!(answer.status().as_u16() < 500, "{}", answer.status());
}
