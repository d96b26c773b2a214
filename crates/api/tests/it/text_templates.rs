//! Texts that staff use again and again. How placeholders are filled in is shown in the domain.

use crate::support::{Staff, TestApp, code};
use client::Client;
use domain::{
    counselors::CounselorDelete,
    page::Limit,
    problem::ProblemCode,
    text_templates::{
        MAX_TEXT_TEMPLATES, SignatureWrite, TextTemplateCreate, TextTemplateQuery,
        TextTemplateUpdate,
    },
    version::Version,
};
use sea_orm::{ConnectionTrait, Statement};

/// A template of the facility's, or of one's own.
pub fn text_template(shared: bool) -> TextTemplateCreate {
    TextTemplateCreate {
        shared,
        name: "Begrüßung".try_into().unwrap(),
        text: "Guten Tag {client}, zitronengelb".try_into().unwrap(),
    }
}

fn signature(text: &str) -> SignatureWrite {
    SignatureWrite {
        text: text.try_into().unwrap(),
    }
}

async fn make(staff: &Staff, shared: bool, name: &str) -> domain::text_templates::TextTemplate {
    let body = TextTemplateCreate {
        name: name.try_into().unwrap(),
        ..text_template(shared)
    };
    staff.client.create_text_template(&body).await.unwrap()
}

async fn names(client: &Client) -> Vec<String> {
    let mut query = TextTemplateQuery {
        limit: Some(Limit::try_from(2).unwrap()),
        ..TextTemplateQuery::default()
    };
    let mut names = Vec::new();
    loop {
        let page = client.list_text_templates(&query).await.unwrap();
        names.extend(page.items.into_iter().map(|one| one.name));
        match page.next {
            Some(next) => query.after = Some(next),
            None => return names,
        }
    }
}

#[actix_web::test]
async fn everybody_sees_the_facilitys_and_their_own() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let (brandt, petersen) = (
        facility.counselor("m.brandt").await,
        facility.counselor("j.petersen").await,
    );
    make(&facility.admin, true, "Alle").await;
    make(&brandt, false, "Brandt").await;
    make(&petersen, false, "Petersen").await;
    make(&facility.admin, true, "Noch eine").await;
    assert_eq!(names(&brandt.client).await, ["Alle", "Brandt", "Noch eine"]);
    assert_eq!(
        names(&petersen.client).await,
        ["Alle", "Petersen", "Noch eine"]
    );
    assert_eq!(names(&facility.admin.client).await, ["Alle", "Noch eine"]);
    let abroad = app.facility("wetterau").await;
    assert_eq!(names(&abroad.admin.client).await, [""; 0]);
}

#[actix_web::test]
async fn the_facilitys_are_the_admins_and_ones_own_are_nobody_elses() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let admin = &facility.admin.client;
    let brandt = facility.counselor("m.brandt").await;
    let refused = brandt
        .client
        .create_text_template(&text_template(true))
        .await;
    assert_eq!(code(refused), ProblemCode::Forbidden);
    let shared = make(&facility.admin, true, "Alle").await;
    let own = make(&brandt, false, "Brandt").await;
    let change = TextTemplateUpdate {
        text: Some("Neu {date}".try_into().unwrap()),
        ..TextTemplateUpdate::default()
    };
    let refused = brandt
        .client
        .update_text_template(shared.id, shared.version, &change);
    assert_eq!(code(refused.await), ProblemCode::Forbidden);
    let refused = brandt.client.delete_text_template(shared.id).await;
    assert_eq!(code(refused), ProblemCode::Forbidden);
    let hidden = admin
        .update_text_template(own.id, own.version, &change)
        .await;
    assert_eq!(code(hidden), ProblemCode::NotFound);

    let changed = brandt
        .client
        .update_text_template(own.id, own.version, &change);
    let changed = changed.await.unwrap();
    assert_eq!((&*changed.name, &*changed.text), ("Brandt", "Neu {date}"));
    let stale = brandt
        .client
        .update_text_template(own.id, own.version, &change);
    assert_eq!(code(stale.await), ProblemCode::StaleVersion);
    brandt.client.delete_text_template(own.id).await.unwrap();
    admin.delete_text_template(shared.id).await.unwrap();
    assert_eq!(names(&brandt.client).await, [""; 0]);
}

#[actix_web::test]
async fn there_are_a_hundred_and_no_more() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let brandt = facility.counselor("m.brandt").await;
    for number in 0..MAX_TEXT_TEMPLATES {
        make(&brandt, false, &format!("{number}")).await;
    }
    let refused = brandt
        .client
        .create_text_template(&text_template(false))
        .await;
    assert_eq!(code(refused), ProblemCode::LimitReached);
    make(&facility.admin, true, "Alle").await;
}

#[actix_web::test]
async fn a_signature_is_ones_own() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let brandt = facility.counselor("m.brandt").await;
    let client = &brandt.client;
    let none = client.read_signature().await.unwrap();
    assert_eq!((&*none.text, none.version), ("", Version(0)));
    let greeting = signature("Grüße\n{counselor}");
    let first = client.update_signature(Version(0), &greeting).await;
    let first = first.unwrap();
    assert_eq!(
        (&*first.text, first.version),
        ("Grüße\n{counselor}", Version::FIRST)
    );
    let stale = client
        .update_signature(Version(0), &signature("Anders"))
        .await;
    assert_eq!(code(stale), ProblemCode::StaleVersion);
    let second = client.update_signature(first.version, &signature("")).await;
    assert_eq!(second.unwrap().text, "");
    let stale = client
        .update_signature(first.version, &signature("Anders"))
        .await;
    assert_eq!(code(stale), ProblemCode::StaleVersion);
    let admins = facility.admin.client.read_signature().await.unwrap();
    assert_eq!(admins.version, Version(0));
}

async fn rows(app: &TestApp, table: &str) -> i64 {
    let sql = format!("SELECT count(*) FROM {table}");
    let statement = Statement::from_string(app.db.get_database_backend(), sql);
    let row = app.db.query_one_raw(statement).await.unwrap().unwrap();
    row.try_get_by_index(0).unwrap()
}

#[actix_web::test]
async fn they_are_sealed_and_go_with_their_owner() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let brandt = facility.counselor("m.brandt").await;
    make(&brandt, false, "Kummerkiste").await;
    make(&facility.admin, true, "Alle").await;
    let text = signature("zitronengelb");
    let written = brandt.client.update_signature(Version(0), &text).await;
    written.unwrap();
    let sealed = "text_templates WHERE sealed_text IS NOT NULL";
    assert_eq!(rows(&app, sealed).await, 2);
    if let Some(file) = app.database_url.strip_prefix("sqlite://") {
        for part in ["", "-wal"] {
            let bytes = std::fs::read(format!("{file}{part}")).unwrap_or_default();
            for word in ["zitronengelb", "Kummerkiste"] {
                let found = bytes
                    .windows(word.len())
                    .any(|bytes| bytes == word.as_bytes());
                assert!(!found, "{word}");
            }
        }
    }
    let version = facility.admin.client.read_counselor(brandt.id).await;
    let body = CounselorDelete::default();
    let admin = &facility.admin.client;
    let deleted = admin.delete_counselor(brandt.id, version.unwrap().version, &body);
    deleted.await.unwrap();
    assert_eq!(
        (
            rows(&app, "text_templates").await,
            rows(&app, "signatures").await
        ),
        (1, 0)
    );
}
