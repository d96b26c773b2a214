//! For how long things are kept while their client stays, and whose are kept whatever is asked.

use crate::{
    bookings::at,
    chats::writes,
    deletion_routine::{assert_no_trace, ensure, everything, protocol, run},
    erasure_traces::{meet, write},
    support::{
        CLIENT_PASSWORD, Facility, Person, STAFF_PASSWORD, TestApp, code, credentials, letter,
    },
};
use chrono::TimeDelta;
use domain::{
    accounts::ClientSignIn,
    audit::{AuditAction, AuditQuery},
    chats::{ChatHistoryQuery, ChatMessageWrite, ChatQuery},
    clients::{ClientStatus, LegalHoldPlace},
    deletion_routine::{DeletionRoutineUpdate, ErasedCounts, ErasureEntry},
    documents::DocumentQuery,
    ids::ClientId,
    mail_requests::MailRequestQuery,
    monitorings::MonitoringQuery,
    notes::NoteQuery,
    problem::ProblemCode,
    statistics::StatisticsQuery,
    version::Version,
};
use sea_orm::{ConnectionTrait, Statement};

const LATER: &str = "spaeter";

/// How many rows there are.
async fn rows(app: &TestApp, what: &str) -> i64 {
    let backend = app.db.get_database_backend();
    let sql = format!("SELECT count(*) AS n FROM {what}");
    let row = app.db.query_one_raw(Statement::from_string(backend, sql));
    row.await.unwrap().unwrap().try_get("", "n").unwrap()
}

/// An admin who can sign in again when sessions are over, and everything that there is of a client.
async fn filled(app: &TestApp) -> (Facility<'_>, Person) {
    let mut facility = app.facility("lahntal").await;
    facility.admin = facility.another_admin(LATER).await;
    let person = everything(&facility).await;
    meet(&facility, &person).await;
    write(&facility, &person).await;
    (facility, person)
}

async fn admin_again(app: &TestApp) -> client::Client {
    let client = app.nobody();
    let body = credentials(Some("lahntal"), LATER, STAFF_PASSWORD);
    client.sign_in_counselor(&body).await.unwrap();
    client
}

async fn client_again(app: &TestApp, name: &str) -> client::Client {
    let client = app.nobody();
    let body = ClientSignIn {
        name: name.to_owned().try_into().unwrap(),
        password: CLIENT_PASSWORD.to_owned().try_into().unwrap(),
    };
    client.sign_in_client("lahntal", &body).await.unwrap();
    client
}

/// A month for everything.
fn a_month() -> DeletionRoutineUpdate {
    let month = Some(1.try_into().unwrap());
    DeletionRoutineUpdate {
        erase_mail_requests_after_months: month,
        erase_chat_messages_after_months: month,
        erase_documents_after_months: month,
        erase_appointments_after_months: month,
        erase_direct_messages_after_months: month,
        ..DeletionRoutineUpdate::default()
    }
}

async fn set(admin: &client::Client, update: &DeletionRoutineUpdate) {
    let routine = admin.read_deletion_routine().await.unwrap();
    let changed = admin.update_deletion_routine(routine.version, update).await;
    let changed = changed.unwrap();
    assert_eq!(changed.retention(), {
        let query = domain::deletion_routine::DeletionRoutinePreviewQuery::from(*update);
        query.retention()
    });
}

fn sum(entries: &[ErasureEntry]) -> ErasedCounts {
    let mut sum = ErasedCounts::default();
    for entry in entries {
        sum.add(entry.erased);
    }
    sum
}

async fn night(app: &TestApp) {
    ensure(app).await;
    app.hand.advance(TimeDelta::days(1));
    run(app).await;
}

/// Completes what was answered; the other one waits for an answer.
async fn complete(admin: &client::Client) {
    let requests = admin.list_mail_requests(&MailRequestQuery::default()).await;
    for request in requests.unwrap().items {
        if request.message_count == 2 && request.counselor.is_some() {
            let done = admin.complete_mail_request(request.id, request.version);
            done.await.unwrap();
        }
    }
}

/// Table by table.
async fn what_is_left(app: &TestApp) {
    for (table, left) in [
        ("mail_requests", 1),
        ("messages", 2),
        ("drafts", 0),
        ("documents", 0),
        ("direct_messages", 0),
        ("chats", 1),
        ("chat_messages", 1),
        ("bookings WHERE client_id IS NOT NULL", 0),
        ("booking_participants", 0),
        ("attachments", 1),
        ("blobs", 1),
        ("notes", 1),
    ] {
        assert_eq!(rows(app, table).await, left, "{table}");
    }
}

#[actix_web::test]
async fn what_was_kept_for_long_enough_goes_and_what_is_counted_of_it_stays() {
    let app = TestApp::new().await;
    let (facility, person) = filled(&app).await;
    complete(&facility.admin.client).await;
    app.hand.advance(TimeDelta::days(100));
    let admin = admin_again(&app).await;
    let period = StatisticsQuery {
        from: Some("2026-01".parse().unwrap()),
        to: Some("2026-04".parse().unwrap()),
        counselor_id: None,
    };
    let chats = admin.list_chats(&ChatQuery::default()).await.unwrap().items;
    let group = chats.iter().find(|chat| chat.partner.is_none()).unwrap().id;
    writes(&admin, group, "Neu").await;
    let before = admin.read_statistics(&period).await.unwrap();
    let recorded = admin.list_monitorings(&MonitoringQuery::default()).await;
    let recorded = recorded.unwrap().items;

    // Nothing is asked for, nothing goes.
    night(&app).await;
    assert_eq!(protocol(&admin_again(&app).await).await, []);
    let admin = admin_again(&app).await;
    let preview = admin.preview_deletion_routine(&a_month().into()).await;
    let preview = preview.unwrap();
    assert_eq!(
        (preview.marks, preview.held, preview.erases.clients),
        (0, 0, 0)
    );
    let expected = ErasedCounts {
        mail_requests: 1,
        messages: 2,
        documents: 1,
        // Eight in two conversations; each with two texts and two files.
        chat_messages: 8,
        // One alone, a series of three, one with others.
        appointments: 5,
        direct_messages: 1,
        ..ErasedCounts::default()
    };
    assert_eq!(preview.erases, expected);
    set(&admin, &a_month()).await;
    night(&app).await;
    let admin = admin_again(&app).await;
    let entries = protocol(&admin).await;
    assert_eq!(
        sum(&entries),
        expected,
        "the night does what the preview said"
    );
    night(&app).await;
    let admin = admin_again(&app).await;
    assert_eq!(protocol(&admin).await, entries, "twice does nothing");

    what_is_left(&app).await;
    let mut after = admin.read_statistics(&period).await.unwrap();
    after.counted_at = before.counted_at;
    assert_eq!(after, before, "the past is counted as before");
    let monitorings = admin.list_monitorings(&MonitoringQuery::default()).await;
    let monitorings = monitorings.unwrap().items;
    assert_eq!(monitorings.len(), recorded.len());
    assert_eq!(
        (monitorings[0].minutes, &monitorings[0].remark),
        (recorded[0].minutes, &recorded[0].remark)
    );

    // What is left of a conversation begins where it begins, and is all that is unread.
    let client = client_again(&app, "Wiesenschaumkraut").await;
    let chats = client
        .list_chats(&ChatQuery::default())
        .await
        .unwrap()
        .items;
    assert_eq!(chats.len(), 1);
    assert_eq!((chats[0].id, chats[0].unread), (group, 1));
    let newest = ChatHistoryQuery::default();
    let history = client.list_chat_messages(group, &newest).await.unwrap();
    assert_eq!(history.messages.len(), 1);
    assert!(!history.has_earlier && !history.has_later);
    let all = DocumentQuery::default();
    let documents = client.list_documents(person.id, &all).await.unwrap();
    assert_eq!(documents.items.len(), 0);

    // A group stays when all that was written in it is gone.
    app.hand.advance(TimeDelta::days(60));
    night(&app).await;
    let client = client_again(&app, "Wiesenschaumkraut").await;
    let chats = client
        .list_chats(&ChatQuery::default())
        .await
        .unwrap()
        .items;
    assert_eq!((chats.len(), chats[0].unread), (1, 0));
    assert_eq!(client.count_unread_chats().await.unwrap().groups, 0);
    let admin = admin_again(&app).await;
    let log = admin
        .list_audit_entries(&AuditQuery::default())
        .await
        .unwrap();
    let swept = |action| log.items.iter().any(|entry| entry.action == action);
    assert!(swept(AuditAction::ApplyRetention));
}

#[actix_web::test]
async fn a_request_in_which_somebody_waits_stays_however_old_it_is() {
    let app = TestApp::new().await;
    let mut facility = app.facility("lahntal").await;
    facility.admin = facility.another_admin(LATER).await;
    let person = facility.client("Anker").await;
    person
        .client
        .create_mail_request(&letter("Wartet"))
        .await
        .unwrap();
    set(&facility.admin.client, &a_month()).await;
    app.hand.advance(TimeDelta::days(4000));
    night(&app).await;
    assert_eq!(rows(&app, "mail_requests").await, 1);
}

/// Killed in the middle, by nobody's choice: what is gone is counted once.
#[actix_web::test]
async fn a_sweep_that_is_cut_off_goes_on_and_counts_everything_once() {
    let app = TestApp::new().await;
    let mut facility = app.facility("lahntal").await;
    facility.admin = facility.another_admin(LATER).await;
    let admin = &facility.admin.client;
    let person = facility.client("Anker").await;
    for n in 0..120 {
        let name = format!("Brief {n}.pdf");
        let made = admin.create_document(person.id, &name, b"%PDF-1.7".to_vec());
        made.await.unwrap();
    }
    set(admin, &a_month()).await;
    ensure(&app).await;
    app.hand.advance(TimeDelta::days(40));
    let state = app.state.clone();
    let first = actix_web::rt::spawn(async move { api::jobs::Worker::new(state).run_due().await });
    while rows(&app, "documents").await == 120 {
        assert!(!first.is_finished(), "it ended without having begun");
        tokio::task::yield_now().await;
    }
    first.abort();
    drop(first.await);
    app.hand.advance(TimeDelta::minutes(6));
    run(&app).await;
    assert_eq!(rows(&app, "documents").await, 0);
    assert_eq!(rows(&app, "blobs").await, 0);
    let entries = protocol(&admin_again(&app).await).await;
    assert_eq!(sum(&entries).documents, 120);
}

fn reason() -> LegalHoldPlace {
    LegalHoldPlace {
        reason: "Ermittlungsverfahren 12 Js 345/26".try_into().unwrap(),
    }
}

async fn hold(admin: &client::Client, id: ClientId) -> Version {
    let version = admin.read_client(id).await.unwrap().version;
    let held = admin
        .place_legal_hold(id, version, &reason())
        .await
        .unwrap();
    assert!(held.legal_hold.is_some());
    held.version
}

#[actix_web::test]
async fn under_a_legal_hold_nothing_goes_until_it_ends() {
    let app = TestApp::new().await;
    let (facility, person) = filled(&app).await;
    let admin = &facility.admin.client;
    complete(admin).await;
    set(admin, &a_month()).await;
    let version = hold(admin, person.id).await;

    // By hand.
    let erased = admin.erase_client(person.id, version).await;
    assert_eq!(code(erased), ProblemCode::LegalHold);
    let all = DocumentQuery::default();
    let documents = admin.list_documents(person.id, &all).await.unwrap();
    let document = documents.items[0].id;
    let deleted = admin.delete_document(document).await;
    assert_eq!(code(deleted), ProblemCode::LegalHold);
    let notes = admin.list_notes(person.id, &NoteQuery::default()).await;
    let note = notes.unwrap().items[0].id;
    assert_eq!(code(admin.delete_note(note).await), ProblemCode::LegalHold);
    let requests = admin.list_mail_requests(&MailRequestQuery::default()).await;
    for request in requests.unwrap().items {
        let deleted = admin.delete_mail_request(request.id, request.version);
        assert_eq!(code(deleted.await), ProblemCode::LegalHold);
    }
    let all = MonitoringQuery::default();
    let monitoring = admin.list_monitorings(&all).await.unwrap().items[0].id;
    let deleted = admin.delete_monitoring(monitoring).await;
    assert_eq!(code(deleted), ProblemCode::LegalHold);
    let chats = person.client.list_chats(&ChatQuery::default()).await;
    for chat in chats.unwrap().items {
        // What they wrote, and what was written to them, alone and among others.
        for writer in [&person.client, admin] {
            let history = ChatHistoryQuery::default();
            let history = writer.list_chat_messages(chat.id, &history).await;
            let own = history.unwrap().messages;
            let own = own.iter().find(|message| message.key.is_some()).unwrap();
            let changed = ChatMessageWrite {
                text: "Anders".try_into().unwrap(),
            };
            let changed = writer.update_chat_message(own.id, &changed).await;
            assert_eq!(code(changed), ProblemCode::LegalHold);
            let deleted = writer.delete_chat_message(own.id).await;
            assert_eq!(code(deleted), ProblemCode::LegalHold);
        }
        if chat.partner.is_none() {
            let deleted = admin.delete_group_chat(chat.id).await;
            assert_eq!(code(deleted), ProblemCode::LegalHold);
        }
    }

    // By the routine: neither what is over nor who is deleted.
    let deleted = admin.delete_client(person.id, version).await.unwrap();
    assert_eq!(deleted.status, ClientStatus::Deleted);
    app.hand.advance(TimeDelta::days(100));
    let before = rows(&app, "chat_messages").await;
    let admin = &admin_again(&app).await;
    let preview = admin.preview_deletion_routine(&a_month().into()).await;
    let preview = preview.unwrap();
    assert_eq!((preview.held, preview.erases), (1, ErasedCounts::default()));
    night(&app).await;
    let admin = &admin_again(&app).await;
    assert_eq!(protocol(admin).await, []);
    assert_eq!(rows(&app, "chat_messages").await, before);
    assert_eq!(rows(&app, "documents").await, 1);

    let held = admin.read_client(person.id).await.unwrap();
    let seen = held.legal_hold.clone().unwrap();
    assert_eq!(seen.reason, "Ermittlungsverfahren 12 Js 345/26");
    let since = seen.since - at("2026-01-15T10:00:00Z");
    assert_eq!(since.num_seconds(), 0);
    let ended = admin.end_legal_hold(person.id, held.version).await.unwrap();
    assert_eq!(ended.legal_hold, None);
    let again = admin.end_legal_hold(person.id, ended.version).await;
    assert_eq!(code(again), ProblemCode::Conflict);
    night(&app).await;
    assert_no_trace(&app, person.id).await;
}

#[actix_web::test]
async fn a_hold_is_for_admins_to_see_and_stands_in_the_audit_log() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let admin = &facility.admin.client;
    let counselor = facility.counselor("b.vogt").await;
    let person = facility.client("Anker").await;
    let version = hold(admin, person.id).await;
    let seen = counselor.client.read_client(person.id).await.unwrap();
    assert_eq!(seen.legal_hold, None);
    let again = reason();
    let stale = admin
        .place_legal_hold(person.id, Version::FIRST, &again)
        .await;
    assert_eq!(code(stale), ProblemCode::StaleVersion);
    let refused = counselor.client.end_legal_hold(person.id, version).await;
    assert_eq!(code(refused), ProblemCode::Forbidden);
    admin.end_legal_hold(person.id, version).await.unwrap();
    let log = admin
        .list_audit_entries(&AuditQuery::default())
        .await
        .unwrap();
    for action in [AuditAction::PlaceLegalHold, AuditAction::EndLegalHold] {
        let mut entries = log.items.iter();
        assert!(entries.any(|entry| entry.action == action), "{action:?}");
    }
    let trace = crate::deletion_routine::tables_with(&app, b"Ermittlungsverfahren").await;
    assert!(trace.is_empty(), "the reason is sealed: {trace:?}");
}
