//! What clients see, change, take along and delete of themselves at the portal.

use crate::{
    account_links::{app_with, last_token, presented},
    client_export::unpacked,
    deletion_routine::{ensure, later, run, second_admin},
    mail_server::MailServer,
    monitorings::monitoring,
    support::{CLIENT_PASSWORD, Facility, Person, TestApp, code, field, note, registration},
};
use chrono::TimeDelta;
use client::CallResult;
use domain::{
    accounts::ClientSignIn,
    audit::{AuditAction, AuditQuery},
    clients::{ClientStatus, ClientUpdate, Edit, LegalHoldPlace, OwnDataUpdate},
    documents::DocumentUpdate,
    facility::{ContactRule, RegistrationAccess, RegistrationRules},
    ids::ClientId,
    monitorings::MonitoringWrite,
    problem::{FieldCode, ProblemCode},
    two_factor::PasswordProof,
    version::Version,
};
use std::num::NonZeroU32;

fn own(password: &str) -> PasswordProof {
    PasswordProof {
        own_password: password.try_into().unwrap(),
    }
}

/// Changes nothing.
pub fn nothing() -> OwnDataUpdate {
    OwnDataUpdate {
        own_password: CLIENT_PASSWORD.try_into().unwrap(),
        pseudonym: None,
        email: Edit::Keep,
        phone: Edit::Keep,
    }
}

async fn sign_in(app: &TestApp, name: &str) -> CallResult<()> {
    let body = ClientSignIn {
        name: name.try_into().unwrap(),
        password: CLIENT_PASSWORD.try_into().unwrap(),
    };
    let signed_in = app.nobody().sign_in_client("lahntal", &body).await;
    signed_in.map(drop)
}

/// Who did what, newest first.
async fn noted(facility: &Facility<'_>, action: AuditAction) -> Vec<uuid::Uuid> {
    let query = AuditQuery {
        action: Some(action),
        ..AuditQuery::default()
    };
    let page = facility.admin.client.list_audit_entries(&query).await;
    let records = page.unwrap().items.into_iter();
    records.map(|one| one.record.unwrap().id).collect()
}

async fn ask_for(facility: &Facility<'_>, contact: ContactRule) {
    let admin = &facility.admin.client;
    let version = admin.read_registration_settings().await.unwrap().version;
    let rules = RegistrationRules {
        access: RegistrationAccess::Open,
        contact,
    };
    let saved = admin.update_registration_settings(version, &rules).await;
    saved.unwrap();
}

#[actix_web::test]
async fn name_and_address_are_changed_with_the_own_password_alone() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let (person, _other) = (
        facility.client("Seestern").await,
        facility.client("Anker").await,
    );
    let read = person.client.read_own_data().await.unwrap();
    assert_eq!(
        (read.pseudonym.as_str(), &read.email, &read.phone),
        ("Seestern", &None, &None)
    );
    assert_eq!(u16::from(read.erased_after_days), 30);

    let update = OwnDataUpdate {
        pseudonym: Some("Zugvogel".try_into().unwrap()),
        email: Edit::Set("zugvogel@mail.example".try_into().unwrap()),
        phone: Edit::Set("0151 7744 9922".try_into().unwrap()),
        ..nothing()
    };
    let wrong = OwnDataUpdate {
        own_password: "nicht dieses".try_into().unwrap(),
        ..update.clone()
    };
    let refused = person.client.update_own_data(read.version, &wrong).await;
    let expected = ("/own_password".to_owned(), FieldCode::WrongPassword);
    assert_eq!(field(refused), expected);
    let changed = person.client.update_own_data(read.version, &update).await;
    let changed = changed.unwrap();
    assert_eq!(
        (
            changed.pseudonym.as_str(),
            changed.email.as_deref(),
            changed.phone.as_deref()
        ),
        (
            "Zugvogel",
            Some("zugvogel@mail.example"),
            Some("0151 7744 9922")
        )
    );
    let stale = person.client.update_own_data(read.version, &update).await;
    assert_eq!(code(stale), ProblemCode::StaleVersion);
    let taken = OwnDataUpdate {
        pseudonym: Some("Anker".try_into().unwrap()),
        ..nothing()
    };
    let taken = person.client.update_own_data(changed.version, &taken).await;
    assert_eq!(code(taken), ProblemCode::PseudonymTaken);

    // Staff find them by the new name, and both open the account.
    let admin = &facility.admin.client;
    let seen = admin.read_client(person.id).await.unwrap();
    assert_eq!(
        (seen.pseudonym.as_str(), seen.email.as_deref()),
        ("Zugvogel", Some("zugvogel@mail.example"))
    );
    for name in ["Zugvogel", "ZUGVOGEL@mail.example"] {
        sign_in(&app, name).await.unwrap();
    }
    assert_eq!(
        code(sign_in(&app, "Seestern").await),
        ProblemCode::InvalidCredentials
    );
    assert_eq!(
        noted(&facility, AuditAction::UpdateOwnData).await,
        [person.id.0]
    );
}

#[actix_web::test]
async fn the_facilitys_rule_of_contact_holds_for_changes_too() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let client = app.nobody();
    let mut body = registration("Seestern");
    body.email = Some("seestern@mail.example".try_into().unwrap());
    client.register_client("lahntal", &body).await.unwrap();
    ask_for(&facility, ContactRule::Required).await;
    let clear = OwnDataUpdate {
        email: Edit::Clear,
        ..nothing()
    };
    let refused = client.update_own_data(Version::FIRST, &clear).await;
    assert_eq!(code(refused), ProblemCode::ContactRequired);
    ask_for(&facility, ContactRule::NotAsked).await;
    let read = client.read_own_data().await.unwrap();
    assert_eq!(read.contact, ContactRule::NotAsked);
    let given = OwnDataUpdate {
        phone: Edit::Set("0151 7744 9922".try_into().unwrap()),
        ..nothing()
    };
    let refused = client.update_own_data(read.version, &given).await;
    assert_eq!(code(refused), ProblemCode::ContactNotAsked);
    let cleared = client.update_own_data(read.version, &clear).await.unwrap();
    assert_eq!(cleared.email, None);
}

#[actix_web::test]
async fn with_another_address_the_link_sent_to_the_old_one_is_void() {
    let server = MailServer::start();
    let app = app_with(&server).await;
    let facility = app.facility("lahntal").await;
    let client = app.nobody();
    let mut body = registration("Seestern");
    body.email = Some("seestern@mail.example".try_into().unwrap());
    let session = client.register_client("lahntal", &body).await.unwrap();
    let id = ClientId(session.account.actor().id());
    let own = client.read_own_data().await.unwrap();
    facility.admin.client.invite_client(id).await.unwrap();
    let link = presented(&last_token(&app, &server).await);
    app.nobody().read_account_link(&link).await.unwrap();
    let moved = OwnDataUpdate {
        email: Edit::Set("anders@mail.example".try_into().unwrap()),
        ..nothing()
    };
    client.update_own_data(own.version, &moved).await.unwrap();
    let void = app.nobody().read_account_link(&link).await;
    assert_eq!(code(void), ProblemCode::LinkVoid);
}

/// What staff alone are to see is not in it.
async fn has_a_file(facility: &Facility<'_>, person: &Person) {
    let admin = &facility.admin.client;
    let version = admin.read_client(person.id).await.unwrap().version;
    let told = ClientUpdate {
        email: Edit::Set("verborgen@mail.example".try_into().unwrap()),
        name: Edit::Set("Annegret Verborgen".try_into().unwrap()),
        ..ClientUpdate::default()
    };
    admin
        .update_client(person.id, version, &told)
        .await
        .unwrap();
    let hold = LegalHoldPlace {
        reason: "Aktenzeichen Veilchen".try_into().unwrap(),
    };
    let version = admin.read_client(person.id).await.unwrap().version;
    admin
        .place_legal_hold(person.id, version, &hold)
        .await
        .unwrap();
    let said = note("Notiz Veilchen");
    admin.create_note(person.id, &said).await.unwrap();
    let made = MonitoringWrite {
        client_id: Some(person.id),
        ..monitoring()
    };
    admin.create_monitoring(&made).await.unwrap();
    for (name, is_shown) in [("Brief.pdf", true), ("Veilchen.pdf", false)] {
        let bytes = format!("%PDF-1.7 {name}").into_bytes();
        let made = admin.create_document(person.id, name, bytes).await.unwrap();
        let shown = DocumentUpdate {
            visible_to_client: Some(is_shown),
        };
        let saved = admin.update_document(made.id, made.version, &shown).await;
        saved.unwrap();
    }
}

#[actix_web::test]
async fn what_is_taken_along_holds_all_that_one_may_see_and_nothing_more() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let counselor = facility.counselor("m.brandt").await;
    let (person, other) = (
        facility.client("Seestern").await,
        facility.client("Anker").await,
    );
    person.request_of(&counselor).await;
    other.request("Fremder Kummer").await;
    has_a_file(&facility, &person).await;
    let archive = person.client.export_own_data().await.unwrap();
    let files = unpacked(archive);
    let names: Vec<_> = files.keys().map(String::as_str).collect();
    assert_eq!(
        names,
        [
            "documents.json",
            "documents/001 Brief.pdf",
            "index.html",
            "mail-requests/2026-0001.html",
            "mail-requests/2026-0001.json",
            "profile.json",
            "sign-ins.json",
        ]
    );
    let index = String::from_utf8(files["index.html"].clone()).unwrap();
    for shown in [
        "Seestern",
        "verborgen@mail.example",
        "Annegret Verborgen",
        "Schlaf",
        "interne Hinweise",
    ] {
        assert!(index.contains(shown), "{shown}: {index}");
    }
    for (name, bytes) in &files {
        let file = String::from_utf8_lossy(bytes);
        for hidden in ["Veilchen", "Fremder", "Anker"] {
            assert!(!file.contains(hidden), "{hidden} in {name}");
        }
    }
    assert_eq!(
        noted(&facility, AuditAction::ExportOwnData).await,
        [person.id.0]
    );
}

#[actix_web::test]
async fn an_archive_can_be_taken_along_now_and_then() {
    let app = TestApp::with(|settings| {
        settings.sign_in_burst = NonZeroU32::new(2).unwrap();
    })
    .await;
    let facility = app.facility("lahntal").await;
    let person = facility.client("Seestern").await;
    for _ in 0..2 {
        person.client.export_own_data().await.unwrap();
    }
    let slower = person.client.export_own_data().await;
    assert_eq!(code(slower), ProblemCode::TooManyAttempts);
}

#[actix_web::test]
async fn a_deleted_account_is_closed_at_once_and_only_staff_bring_it_back() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let person = facility.client("Seestern").await;
    let refused = person.client.delete_own_account(&own("nicht dieses")).await;
    let expected = ("/own_password".to_owned(), FieldCode::WrongPassword);
    assert_eq!(field(refused), expected);
    let deleted = person
        .client
        .delete_own_account(&own(CLIENT_PASSWORD))
        .await;
    let erased_from = deleted.unwrap().erased_from;
    assert_eq!((erased_from - app.hand.now()).num_days(), 29);
    let ended = person.client.read_own_data().await;
    assert_eq!(code(ended), ProblemCode::SessionEnded);
    assert_eq!(
        code(sign_in(&app, "Seestern").await),
        ProblemCode::InvalidCredentials
    );

    let admin = &facility.admin.client;
    let seen = admin.read_client(person.id).await.unwrap();
    assert_eq!(
        (seen.status, seen.deleted_by_client, seen.erased_from),
        (ClientStatus::Deleted, true, Some(erased_from))
    );
    let restored = admin.restore_client(person.id, seen.version).await.unwrap();
    assert!(!restored.deleted_by_client);
    sign_in(&app, "Seestern").await.unwrap();
    let deleted = admin.delete_client(person.id, restored.version).await;
    assert!(!deleted.unwrap().deleted_by_client);
    assert_eq!(
        noted(&facility, AuditAction::DeleteOwnAccount).await,
        [person.id.0]
    );
}

#[actix_web::test]
async fn who_deleted_their_account_is_erased_after_the_facilitys_days_unless_held() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let (gone, held) = (
        facility.client("Seestern").await,
        facility.client("Anker").await,
    );
    let admin = &facility.admin.client;
    let hold = LegalHoldPlace {
        reason: "Verfahren".try_into().unwrap(),
    };
    second_admin(&facility).await;
    let placed = admin.place_legal_hold(held.id, Version::FIRST, &hold).await;
    placed.unwrap();
    for person in [&gone, &held] {
        let deleted = person
            .client
            .delete_own_account(&own(CLIENT_PASSWORD))
            .await;
        deleted.unwrap();
    }
    ensure(&app).await;
    app.hand.advance(TimeDelta::days(32));
    run(&app).await;
    let admin = &later(&app).await;
    assert_eq!(
        code(admin.read_client(gone.id).await),
        ProblemCode::NotFound
    );
    assert!(admin.read_client(held.id).await.unwrap().deleted_by_client);
}
