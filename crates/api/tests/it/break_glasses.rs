//! Confidential administration, and the way around it that two have to agree on.

use crate::{
    access::World,
    chats::writes,
    client_export::unpacked,
    internal_comments::comment,
    support::{TestApp, code, says, texts},
};
use chrono::TimeDelta;
use client::Client;
use domain::{
    access::{Openness, OpennessSettingsUpdate, TokenScope},
    audit::{AuditAction, AuditQuery},
    break_glasses::{ASKED_FOR, BreakGlassQuery, BreakGlassRequest, BreakGlassStatus, OPEN_FOR},
    chats::{ChatAccount, ChatOpen},
    ids::MailRequestId,
    mail_requests::{DraftSave, MailRequestAssign, MailRequestQuery},
    outgoing_mails::{MailTemplate, OutgoingMailQuery},
    problem::ProblemCode,
};
use sea_orm::{ConnectionTrait, Statement};

pub fn emergency() -> BreakGlassRequest {
    BreakGlassRequest {
        reason: "Die Kollegin ist erkrankt, es eilt.".try_into().unwrap(),
    }
}

async fn on(request: MailRequestId, caller: &Client) -> Vec<BreakGlassStatus> {
    let query = BreakGlassQuery {
        mail_request_id: Some(request),
        ..BreakGlassQuery::default()
    };
    let page = caller.list_break_glasses(&query).await.unwrap();
    page.items.iter().map(|one| one.status).collect()
}

/// Everything that would show an admin what others wrote.
#[actix_web::test]
async fn an_admin_reads_only_what_is_theirs() {
    let app = TestApp::new().await;
    let world = World::new(&app).await;
    let admin = &world.facility.admin.client;
    let others = world.request().await;
    let new = world.stranger.request("Neues").await;
    let own = world.client.request_of(&world.facility.admin).await;
    world.set_confidential(true).await;
    assert_eq!(texts(&admin.read_mail_request(own).await.unwrap()).len(), 2);
    for openness in Openness::ALL {
        app.set_openness(openness).await;
        for id in [others, new] {
            let draft = DraftSave {
                text: "x".try_into().unwrap(),
            };
            let locked = ProblemCode::BreakGlassRequired;
            assert_eq!(code(admin.read_mail_request(id).await), locked);
            assert_eq!(
                code(admin.answer_mail_request(id, &says("x")).await),
                locked
            );
            assert_eq!(code(admin.read_draft(id).await), locked);
            assert_eq!(code(admin.save_draft(id, None, &draft).await), locked);
            assert_eq!(code(admin.mark_mail_request_read(id).await), locked);
            assert_eq!(code(admin.list_internal_comments(id).await), locked);
            assert_eq!(code(admin.note_viewing(id).await), locked);
            let said = comment("x", None);
            let said = admin.create_internal_comment(id, &said).await;
            assert_eq!(code(said), locked);
        }
        // They still run the place: everything is in the list, and they can hand it on.
        let listed = admin.list_mail_requests(&MailRequestQuery::default()).await;
        let listed = listed.unwrap().items;
        assert_eq!(listed.len(), 3);
        let row = listed.iter().find(|row| row.id == others).unwrap();
        let taken = admin.take_over_mail_request(others, row.version).await;
        assert_eq!(code(taken), ProblemCode::BreakGlassRequired);
        let released = admin.release_mail_request(others, row.version).await;
        assert_eq!(code(released), ProblemCode::BreakGlassRequired);
        let to = |counselor_id| MailRequestAssign::to(counselor_id);
        let mine = to(world.facility.admin.id);
        let taken = admin.assign_mail_request(others, row.version, &mine).await;
        assert_eq!(code(taken), ProblemCode::BreakGlassRequired);
        let given = to(world.owner.id);
        let given = admin.assign_mail_request(others, row.version, &given).await;
        given.unwrap();
    }
    // For everybody else nothing has changed.
    app.set_openness(Openness::Open).await;
    world.owner.client.read_mail_request(others).await.unwrap();
    world
        .colleague
        .client
        .read_mail_request(others)
        .await
        .unwrap();
    world.client.client.read_mail_request(others).await.unwrap();
}

/// A token that an admin makes is no way around it, and neither is taking a client's file along.
#[actix_web::test]
async fn there_is_no_other_way_to_the_messages() {
    let app = TestApp::new().await;
    let world = World::new(&app).await;
    let id = world.request().await;
    let with = ChatAccount::Client(world.client.id);
    let owner = &world.owner.client;
    let chat = owner.open_chat(&ChatOpen { with }).await.unwrap();
    writes(owner, chat.id, "Nur unter uns").await;
    let (program, _) = world
        .program(&world.facility, TokenScope::ALL.iter().copied())
        .await;
    program.read_mail_request(id).await.unwrap();
    world.set_confidential(true).await;
    let read = program.read_mail_request(id).await;
    assert_eq!(code(read), ProblemCode::BreakGlassRequired);
    let archive = crate::support::http()
        .get(format!(
            "{}/api/v1/clients/{}/export",
            app.url, world.client.id
        ))
        .bearer_auth(world.facility.admin.client.access_token().unwrap())
        .send()
        .await
        .unwrap();
    assert_eq!(archive.status(), 200);
    let archive = archive.bytes().await.unwrap();
    let files = unpacked(archive.to_vec());
    let entry = String::from_utf8_lossy(&files["mail-requests/2026-0001.json"]);
    assert!(entry.contains("Schlaf"), "{entry}");
    assert!(!entry.contains("Ich weiß nicht weiter"), "{entry}");
    let chat = String::from_utf8_lossy(&files["chats/001.json"]);
    assert!(
        chat.contains("messages") && !chat.contains("Nur unter uns"),
        "{chat}"
    );
}

#[actix_web::test]
async fn a_second_admin_opens_it_for_a_while() {
    let app = TestApp::new().await;
    let world = World::new(&app).await;
    let id = world.request().await;
    world.set_confidential(true).await;
    let (asker, second) = (&world.asker.client, &world.facility.admin.client);
    let asked = asker.request_break_glass(id, &emergency()).await.unwrap();
    assert_eq!(asked.status, BreakGlassStatus::Requested);
    assert_eq!(asked.requested_by.id, world.asker.id);
    let read = asker.read_mail_request(id).await;
    assert_eq!(code(read), ProblemCode::BreakGlassRequired, "not yet");
    let own = asker.confirm_break_glass(asked.id).await;
    assert_eq!(code(own), ProblemCode::Forbidden, "not by oneself");
    let again = asker.request_break_glass(id, &emergency()).await;
    assert_eq!(code(again), ProblemCode::Conflict, "asked already");

    let open = second.confirm_break_glass(asked.id).await.unwrap();
    assert_eq!(open.status, BreakGlassStatus::Confirmed);
    assert_eq!(open.decided_by.unwrap().id, world.facility.admin.id);
    let read = asker.read_mail_request(id).await.unwrap();
    assert_eq!(texts(&read).len(), 2);
    asker.read_draft(id).await.unwrap().unwrap();
    asker.list_internal_comments(id).await.unwrap();
    let read = second.read_mail_request(id).await;
    assert_eq!(
        code(read),
        ProblemCode::BreakGlassRequired,
        "only who asked"
    );
    let other = world.request().await;
    let read = asker.read_mail_request(other).await;
    assert_eq!(code(read), ProblemCode::BreakGlassRequired, "only this one");
    let twice = second.confirm_break_glass(asked.id).await;
    assert_eq!(code(twice), ProblemCode::Conflict);

    // The owner sees who and why, a colleague does not.
    let owner = &world.owner.client;
    let query = BreakGlassQuery::default();
    let shown = owner.list_break_glasses(&query).await.unwrap().items;
    assert_eq!(shown.len(), 1);
    assert_eq!(shown[0].reason, emergency().reason.as_str());
    assert!(shown[0].is_open(app.hand.now()));
    let colleague = world.colleague.client.list_break_glasses(&query).await;
    assert_eq!(colleague.unwrap().items, []);

    let log = AuditQuery {
        record_id: Some(id.0),
        ..AuditQuery::default()
    };
    let log = second.list_audit_entries(&log).await.unwrap().items;
    let log: Vec<_> = log.iter().map(|entry| entry.action).collect();
    assert!(log.contains(&AuditAction::RequestBreakGlass));
    assert!(log.contains(&AuditAction::ConfirmBreakGlass));
    assert!(log.contains(&AuditAction::ReadMailRequest));

    app.hand.advance(OPEN_FOR - TimeDelta::minutes(1));
    asker.read_mail_request(id).await.unwrap();
    app.hand.advance(TimeDelta::minutes(2));
    let read = asker.read_mail_request(id).await;
    assert_eq!(code(read), ProblemCode::BreakGlassRequired, "over");
    let again = asker.request_break_glass(id, &emergency()).await.unwrap();
    let closed = second.refuse_break_glass(again.id).await.unwrap();
    assert_eq!(closed.status, BreakGlassStatus::Refused);
    let read = asker.read_mail_request(id).await;
    assert_eq!(code(read), ProblemCode::BreakGlassRequired);
    assert_eq!(
        on(id, second).await,
        [BreakGlassStatus::Refused, BreakGlassStatus::Confirmed]
    );
}

/// What it is for: the owner is ill, and somebody has to go on.
#[actix_web::test]
async fn with_an_open_break_glass_the_request_can_be_taken_over() {
    let app = TestApp::new().await;
    let world = World::new(&app).await;
    let id = world.request().await;
    world.set_confidential(true).await;
    let (asker, second) = (&world.asker.client, &world.facility.admin.client);
    let asked = asker.request_break_glass(id, &emergency()).await.unwrap();
    second.confirm_break_glass(asked.id).await.unwrap();
    let version = asker.read_mail_request(id).await.unwrap().summary.version;
    asker.take_over_mail_request(id, version).await.unwrap();
    app.hand.advance(OPEN_FOR * 2);
    asker.read_mail_request(id).await.unwrap();
}

#[actix_web::test]
async fn nobody_agrees_to_what_was_asked_long_ago() {
    let app = TestApp::new().await;
    let world = World::new(&app).await;
    let id = world.request().await;
    world.set_confidential(true).await;
    let asked = world
        .asker
        .client
        .request_break_glass(id, &emergency())
        .await;
    let asked = asked.unwrap();
    let late = app.hand.now() + ASKED_FOR;
    assert!(!asked.is_pending(late) && asked.is_pending(app.hand.now()));
    let over = Statement::from_string(
        app.db.get_database_backend(),
        "UPDATE break_glasses SET expires_at = requested_at",
    );
    app.db.execute_raw(over).await.unwrap();
    let second = &world.facility.admin.client;
    let agreed = second.confirm_break_glass(asked.id).await;
    assert_eq!(code(agreed), ProblemCode::Conflict);
}

#[actix_web::test]
async fn who_has_to_know_is_told_by_mail_and_not_what() {
    let app = TestApp::new().await;
    let world = World::new(&app).await;
    let id = world.request().await;
    world.set_confidential(true).await;
    let second = &world.facility.admin.client;
    let asked = world
        .asker
        .client
        .request_break_glass(id, &emergency())
        .await;
    second.confirm_break_glass(asked.unwrap().id).await.unwrap();
    let query = OutgoingMailQuery::default();
    let mails = second.list_outgoing_mails(&query).await.unwrap().items;
    let sent = |template| {
        mails
            .iter()
            .filter(|mail| mail.template == template)
            .count()
    };
    assert_eq!(
        sent(MailTemplate::BreakGlassRequested),
        1,
        "the other admin"
    );
    assert_eq!(sent(MailTemplate::BreakGlassConfirmed), 1, "the owner");
    let rows = Statement::from_string(
        app.db.get_database_backend(),
        "SELECT sealed_reason FROM break_glasses",
    );
    let row = app.db.query_one_raw(rows).await.unwrap().unwrap();
    let sealed: Vec<u8> = row.try_get("", "sealed_reason").unwrap();
    assert!(!String::from_utf8_lossy(&sealed).contains("erkrankt"));
}

#[actix_web::test]
async fn what_is_chosen_holds_at_once_and_is_not_overwritten_unseen() {
    let app = TestApp::new().await;
    let world = World::new(&app).await;
    let id = world.request().await;
    let (admin, colleague) = (&world.facility.admin.client, &world.colleague.client);
    colleague.read_mail_request(id).await.unwrap();
    let before = admin.read_openness_settings().await.unwrap();
    let choice = OpennessSettingsUpdate {
        openness: Openness::Restricted,
        confidential_administration: true,
    };
    let after = admin.update_openness_settings(before.version, &choice);
    let after = after.await.unwrap();
    assert_eq!(after.openness, Openness::Restricted);
    assert!(after.confidential_administration);
    let read = colleague.read_mail_request(id).await;
    assert_eq!(code(read), ProblemCode::NotFound);
    let read = admin.read_mail_request(id).await;
    assert_eq!(code(read), ProblemCode::BreakGlassRequired);
    let late = admin.update_openness_settings(before.version, &choice);
    assert_eq!(code(late.await), ProblemCode::StaleVersion);
    let log = AuditQuery {
        action: Some(AuditAction::UpdateOpennessSettings),
        ..AuditQuery::default()
    };
    let log = admin.list_audit_entries(&log).await.unwrap();
    assert_eq!(log.items.len(), 1);
}

#[actix_web::test]
async fn nobody_lifts_the_curtain_unseen() {
    let app = TestApp::new().await;
    let world = World::new(&app).await;
    let admin = &world.facility.admin.client;
    let told = async || {
        let query = OutgoingMailQuery::default();
        let mails = admin.list_outgoing_mails(&query).await.unwrap().items;
        let template = MailTemplate::ConfidentialAdministrationOff;
        let told = mails.iter().filter(|mail| mail.template == template);
        told.count()
    };
    for (confidential, mails) in [(true, 0), (false, 4), (false, 4)] {
        let version = admin.read_openness_settings().await.unwrap().version;
        let choice = OpennessSettingsUpdate {
            openness: Openness::Open,
            confidential_administration: confidential,
        };
        let chosen = admin.update_openness_settings(version, &choice).await;
        assert_eq!(chosen.unwrap().confidential_administration, confidential);
        assert_eq!(told().await, mails, "two counselors and two admins, once");
    }
}
