//! The audit log tells who did what, and shows when somebody has been at it.

use crate::support::{
    CLIENT_PASSWORD, Facility, STAFF_PASSWORD, TestApp, code, credentials, letter, says,
};
use chrono::TimeDelta;
use domain::{
    accounts::ClientSignIn,
    audit::{AuditAction, AuditActorKind, AuditEntry, AuditQuery, RecordKind},
    clients::ClientUpdate,
    page::Limit,
    problem::ProblemCode,
};
use futures_util::future::join_all;
use sea_orm::{ConnectionTrait, DbBackend};
use std::{collections::BTreeSet, time::Duration};
use tokio::time::timeout;

/// What changes nothing that anybody would have to answer for.
const NOT_RECORDED: [&str; 24] = [
    // Who comes to the open door is nobody, and that is so in the log as well.
    "enter_open_door",
    "leave_open_door",
    "send_own_open_door_message",
    "send_open_door_message",
    // The conversation itself says who wrote when.
    "send_chat_message",
    "mark_chat_read",
    // Only looks, at what is too long for an address.
    "preview_message",
    "preview_working_time",
    "refresh_session",
    "mark_mail_request_read",
    "mark_direct_message_read",
    "save_draft",
    // Known for half a minute at most; what one has chosen is seen by everybody.
    "note_typing",
    "answer_beat",
    "set_presence",
    // Known for half a minute, and to colleagues only.
    "note_viewing",
    "stop_viewing",
    // Recorded as the signing in that it completes.
    "confirm_sign_in",
    // Nothing holds before it is confirmed, and that is recorded.
    "begin_two_factor",
    // A list of one's own, which says nothing of the client.
    "remember_client",
    "forget_client",
    // These only look, with a secret that must not stand in an address.
    "rate_password",
    "read_account_link",
    "read_video_invitation",
];

async fn entries(facility: &Facility<'_>, query: AuditQuery) -> Vec<AuditEntry> {
    let all = AuditQuery {
        limit: Some(Limit::try_from(100).unwrap()),
        ..query
    };
    let admin = &facility.admin.client;
    admin.list_audit_entries(&all).await.unwrap().items
}

async fn of_action(facility: &Facility<'_>, action: AuditAction) -> Vec<AuditEntry> {
    let query = AuditQuery {
        action: Some(action),
        ..AuditQuery::default()
    };
    entries(facility, query).await
}

#[test]
fn every_operation_that_changes_something_has_its_action() {
    let document = serde_json::to_value(api::document()).unwrap();
    let paths = document["paths"].as_object().unwrap().values();
    let changing = paths.flat_map(|item| {
        let item = item.as_object().unwrap();
        item.iter().filter(|(method, _)| *method != "get")
    });
    let operations: BTreeSet<_> = changing
        .map(|(_, one)| one["operationId"].as_str().unwrap())
        .collect();
    let recorded: BTreeSet<_> = AuditAction::ALL.iter().map(|one| one.name()).collect();
    let silent: BTreeSet<_> = operations.difference(&recorded).copied().collect();
    assert_eq!(silent, BTreeSet::from(NOT_RECORDED));
}

#[actix_web::test]
async fn a_days_work_is_told_in_order_and_says_who_and_where_from() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let brandt = facility.counselor("m.brandt").await;
    let person = facility.client("Seestern").await;
    let request = person.request("Schlaf").await;
    brandt.client.read_mail_request(request).await.unwrap();
    brandt
        .client
        .answer_mail_request(request, &says("Guten Tag"))
        .await
        .unwrap();
    person
        .client
        .follow_up_mail_request(request, &says("Danke"))
        .await
        .unwrap();
    let client = brandt.client.read_client(person.id).await.unwrap();
    let change = ClientUpdate::default();
    let changed = brandt
        .client
        .update_client(person.id, client.version, &change)
        .await
        .unwrap();
    brandt.client.sign_out().await.unwrap();
    let admin = &facility.admin.client;
    admin
        .erase_client(person.id, changed.version)
        .await
        .unwrap();

    let log = entries(&facility, AuditQuery::default()).await;
    let (nobody, operator) = (AuditActorKind::Nobody, AuditActorKind::Operator);
    let (staff, seeker) = (AuditActorKind::Counselor, AuditActorKind::Client);
    let told: Vec<_> = log
        .iter()
        .rev()
        .map(|one| {
            (
                one.actor.kind,
                one.action,
                one.record.map(|record| record.kind),
            )
        })
        .collect();
    let mail_request = Some(RecordKind::MailRequest);
    assert_eq!(
        told,
        [
            (operator, AuditAction::CreateFacility, None),
            (staff, AuditAction::SignInCounselor, None),
            (
                staff,
                AuditAction::CreateCounselor,
                Some(RecordKind::Counselor)
            ),
            (staff, AuditAction::SignInCounselor, None),
            (
                nobody,
                AuditAction::RegisterClient,
                Some(RecordKind::Client)
            ),
            (seeker, AuditAction::SignInClient, None),
            (seeker, AuditAction::CreateMailRequest, mail_request),
            (staff, AuditAction::ReadMailRequest, mail_request),
            (staff, AuditAction::AnswerMailRequest, mail_request),
            (seeker, AuditAction::FollowUpMailRequest, mail_request),
            (staff, AuditAction::ReadClient, Some(RecordKind::Client)),
            (staff, AuditAction::UpdateClient, Some(RecordKind::Client)),
            (staff, AuditAction::SignOut, None),
            (staff, AuditAction::EraseClient, Some(RecordKind::Client)),
        ]
    );
    let answered = &of_action(&facility, AuditAction::AnswerMailRequest).await[0];
    assert_eq!(answered.actor.id, Some(brandt.id.0));
    assert_eq!(answered.actor.name.as_deref(), Some("m.brandt"));
    assert_eq!(answered.record.unwrap().id, request.0);
    assert_eq!(answered.network.as_deref(), Some("127.0.0.0/24"));
    assert!(answered.credential_id.is_some());
    let written = &of_action(&facility, AuditAction::FollowUpMailRequest).await[0];
    assert_eq!(written.actor.id, Some(person.id.0));
    assert_eq!(
        written.actor.name, None,
        "who is erased has no name any more"
    );
    let positions: Vec<_> = log.iter().rev().map(|one| one.position).collect();
    assert_eq!(positions, (1..=14).collect::<Vec<i64>>());
}

#[actix_web::test]
async fn an_open_page_is_noted_once_and_again_after_a_quarter_of_an_hour() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let person = facility.client("Seestern").await;
    let request = person.request("Schlaf").await;
    let look = async || {
        let admin = &facility.admin.client;
        admin.read_mail_request(request).await.unwrap();
        of_action(&facility, AuditAction::ReadMailRequest)
            .await
            .len()
    };
    assert_eq!((look().await, look().await), (1, 1));
    app.hand.advance(TimeDelta::minutes(16));
    let admin = domain::accounts::AccountKind::Counselor;
    let renewed = facility.admin.client.refresh_session(admin).await;
    renewed.unwrap();
    assert_eq!(look().await, 2);
    person.client.read_mail_request(request).await.unwrap();
    assert_eq!(look().await, 2, "one's own letters are no one's file");
}

#[actix_web::test]
async fn a_wrong_password_is_noted_with_the_account_that_was_tried() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let brandt = facility.counselor("m.brandt").await;
    let wrong = credentials(Some("lahntal"), "m.brandt", "nicht das Passwort");
    let refused = app.nobody().sign_in_counselor(&wrong).await;
    assert_eq!(code(refused), ProblemCode::InvalidCredentials);
    let unknown = credentials(Some("lahntal"), "niemand", STAFF_PASSWORD);
    let refused = app.nobody().sign_in_counselor(&unknown).await;
    assert_eq!(code(refused), ProblemCode::InvalidCredentials);
    let noted = async {
        loop {
            let noted = of_action(&facility, AuditAction::RefuseSignIn).await;
            if !noted.is_empty() {
                return noted;
            }
        }
    };
    let noted = timeout(Duration::from_secs(10), noted).await.unwrap();
    assert_eq!(noted.len(), 1);
    assert_eq!(noted[0].record.unwrap().id, brandt.id.0);
    assert_eq!(noted[0].actor.kind, AuditActorKind::Nobody);
    let right = ClientSignIn {
        name: "Seestern".try_into().unwrap(),
        password: CLIENT_PASSWORD.try_into().unwrap(),
    };
    facility.client("Seestern").await;
    app.nobody()
        .sign_in_client("lahntal", &right)
        .await
        .unwrap();
}

#[actix_web::test]
async fn the_log_is_searched_by_who_what_which_and_when() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let person = facility.client("Seestern").await;
    let stranger = facility.client("Anker").await;
    let before = person.request("Eins").await;
    app.hand.advance(TimeDelta::minutes(5));
    let noon = app.hand.clock().now();
    let after = person.request("Zwei").await;
    stranger.request("Drei").await;
    let mut by_person = AuditQuery {
        actor_id: Some(person.id.0),
        action: Some(AuditAction::CreateMailRequest),
        ..AuditQuery::default()
    };
    let ids =
        |log: Vec<AuditEntry>| -> Vec<_> { log.iter().map(|one| one.record.unwrap().id).collect() };
    assert_eq!(
        ids(entries(&facility, by_person.clone()).await),
        [after.0, before.0]
    );
    by_person.from = Some(noon);
    assert_eq!(ids(entries(&facility, by_person.clone()).await), [after.0]);
    by_person.from = None;
    by_person.until = Some(noon);
    assert_eq!(ids(entries(&facility, by_person).await), [before.0]);
    let of_record = AuditQuery {
        record_id: Some(after.0),
        ..AuditQuery::default()
    };
    assert_eq!(ids(entries(&facility, of_record).await), [after.0]);

    let mut query = AuditQuery {
        limit: Some(Limit::try_from(2).unwrap()),
        ..AuditQuery::default()
    };
    let mut positions = Vec::new();
    loop {
        let page = facility.admin.client.list_audit_entries(&query).await;
        let page = page.unwrap();
        positions.extend(page.items.iter().map(|one| one.position));
        query.after = page.next;
        if query.after.is_none() {
            break;
        }
    }
    assert_eq!(positions, (1..=9).rev().collect::<Vec<i64>>());
}

#[actix_web::test]
async fn the_export_has_a_line_for_each_entry_and_nothing_that_was_written() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let person = facility.client("=HYPERLINK(\"x\")").await;
    let mut words = letter("Geheimer Betreff");
    words.text = "geheimer Text".try_into().unwrap();
    person.client.create_mail_request(&words).await.unwrap();
    let all = AuditQuery::default();
    let exported = facility.admin.client.export_audit_log(&all).await.unwrap();
    let lines: Vec<_> = exported.lines().collect();
    // Headings, and: facility, sign-in, registration, sign-in, request, this export.
    assert_eq!(lines.len(), 7, "{exported}");
    assert!(lines[0].starts_with("position,at,actor_kind,"));
    assert!(
        lines[5].contains("\"'=HYPERLINK(\"\"x\"\")\""),
        "{}",
        lines[5]
    );
    assert!(lines[6].contains("export_audit_log"));
    assert!(!exported.to_lowercase().contains("geheim"));
}

#[actix_web::test]
async fn the_log_refuses_to_be_changed_and_shows_when_it_was() {
    for tampering in [
        "UPDATE audit_entries SET action = 'update_client' WHERE position = 5",
        "UPDATE audit_entries SET actor_id = NULL WHERE position = 5",
        "DELETE FROM audit_entries WHERE position = 5",
    ] {
        let app = TestApp::new().await;
        let facility = app.facility("lahntal").await;
        let person = facility.client("Seestern").await;
        person.request("Eins").await;
        person.request("Zwei").await;
        let admin = &facility.admin.client;
        let intact = admin.verify_audit_log().await.unwrap();
        assert_eq!((intact.entries, intact.broken_at), (6, None));
        assert_eq!(intact.proof.map(|proof| proof.len()), Some(64));

        assert!(app.db.execute_unprepared(tampering).await.is_err());
        let unguarded: &[&str] = match app.db.get_database_backend() {
            DbBackend::Sqlite => &[
                "DROP TRIGGER audit_entries_keep",
                "DROP TRIGGER audit_entries_stay",
            ],
            _ => &["DROP TRIGGER audit_entries_keep ON audit_entries"],
        };
        for statement in unguarded {
            app.db.execute_unprepared(statement).await.unwrap();
        }
        app.db.execute_unprepared(tampering).await.unwrap();
        let found = admin.verify_audit_log().await.unwrap();
        assert_eq!(found.broken_at, Some(5), "{tampering}");
        assert_eq!(found.proof, None);
    }
}

#[actix_web::test]
async fn many_changes_at_once_make_one_unbroken_log() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let person = facility.client("Seestern").await;
    let subjects: Vec<_> = (0..20).map(|n| format!("Anfrage {n}")).collect();
    join_all(subjects.iter().map(|subject| person.request(subject))).await;
    let log = facility.admin.client.verify_audit_log().await.unwrap();
    assert_eq!((log.entries, log.broken_at), (24, None));
}
