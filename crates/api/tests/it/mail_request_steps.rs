//! What staff do with a request as a whole.

use crate::support::{Facility, Person, Staff, TestApp, code, counselor_create, says, sign_in_all};
use client::CallError;
use domain::{
    access::Openness,
    audit::{AuditAction, AuditQuery},
    clients::ClientQuery,
    ids::MailRequestId,
    mail_requests::{
        DraftSave, MailRequestAssign, MailRequestQuery, MailRequestStatus, ShownStatus,
    },
    outgoing_mails::{MailTemplate, OutgoingMailQuery},
    problem::ProblemCode,
    version::Version,
};
use futures_util::future::join_all;

async fn people(app: &TestApp) -> (Facility<'_>, Staff, Staff, Person) {
    let facility = app.facility("lahntal").await;
    let brandt = facility.counselor("m.brandt").await;
    let petersen = facility.counselor("j.petersen").await;
    let person = facility.client("Seestern").await;
    (facility, brandt, petersen, person)
}

impl Staff {
    /// The version that this counselor sees.
    async fn version(&self, id: MailRequestId) -> Version {
        let request = self.client.read_mail_request(id).await;
        request.unwrap().summary.version
    }

    async fn release(&self, id: MailRequestId) -> Version {
        let version = self.version(id).await;
        let released = self.client.release_mail_request(id, version).await;
        released.unwrap().version
    }

    async fn save(&self, id: MailRequestId, text: &str) {
        let before = self.client.read_draft(id).await.unwrap();
        let version = before.map(|draft| draft.version);
        let draft = DraftSave {
            text: text.try_into().unwrap(),
        };
        let saved = self.client.save_draft(id, version, &draft).await;
        saved.unwrap();
    }

    async fn draft(&self, id: MailRequestId) -> Option<String> {
        let draft = self.client.read_draft(id).await.unwrap();
        draft.map(|draft| draft.text)
    }
}

#[actix_web::test]
async fn a_request_goes_through_its_life() {
    let app = TestApp::new().await;
    let (facility, brandt, petersen, person) = people(&app).await;
    let id = person.request("Schlaf").await;
    let b = &brandt.client;

    let taken = b.take_over_mail_request(id, Version(1)).await.unwrap();
    assert_eq!(taken.status, MailRequestStatus::InProgress);
    assert_eq!(taken.counselor.unwrap().id, brandt.id);
    let released = b.release_mail_request(id, taken.version).await.unwrap();
    assert_eq!(released.shown_status(), ShownStatus::Released);
    let taken = petersen
        .client
        .take_over_mail_request(id, released.version)
        .await
        .unwrap();
    assert_eq!(taken.counselor.unwrap().id, petersen.id);

    let p = &petersen.client;
    let done = p.complete_mail_request(id, taken.version).await.unwrap();
    assert_eq!(done.status, MailRequestStatus::Completed);
    let again = p.reopen_mail_request(id, done.version).await.unwrap();
    assert_eq!(again.status, MailRequestStatus::InProgress);
    let done = p.complete_mail_request(id, again.version).await.unwrap();
    let away = p.archive_mail_request(id, done.version).await.unwrap();
    assert_eq!(away.status, MailRequestStatus::Archived);
    person.say(id).await;
    let back = p.read_mail_request(id).await.unwrap().summary;
    assert_eq!(back.status, MailRequestStatus::InProgress);
    assert_eq!(back.subject, "Schlaf");

    let query = AuditQuery {
        record_id: Some(id.0),
        ..AuditQuery::default()
    };
    let log = facility.admin.client.list_audit_entries(&query).await;
    let log: Vec<_> = log.unwrap().items.iter().map(|e| e.action).collect();
    for action in [
        AuditAction::TakeOverMailRequest,
        AuditAction::ReleaseMailRequest,
        AuditAction::CompleteMailRequest,
        AuditAction::ReopenMailRequest,
        AuditAction::ArchiveMailRequest,
    ] {
        assert!(log.contains(&action), "{action:?}");
    }
}

#[actix_web::test]
async fn a_step_that_is_not_possible_is_refused_and_changes_nothing() {
    let app = TestApp::new().await;
    let (_facility, brandt, _, person) = people(&app).await;
    let id = person.request_of(&brandt).await;
    let (b, version) = (&brandt.client, brandt.version(id).await);
    assert_eq!(
        code(b.reopen_mail_request(id, version).await),
        ProblemCode::Conflict
    );
    assert_eq!(
        code(b.archive_mail_request(id, version).await),
        ProblemCode::Conflict
    );
    assert_eq!(brandt.version(id).await, version);
}

/// Nobody decides about a message that they have not seen.
#[actix_web::test]
async fn a_step_from_before_the_newest_message_is_refused() {
    let app = TestApp::new().await;
    let (facility, brandt, petersen, person) = people(&app).await;
    let id = person.request_of(&brandt).await;
    let version = brandt.version(id).await;
    person.say(id).await;
    let b = &brandt.client;
    let to = MailRequestAssign::to(petersen.id);
    for refused in [
        b.complete_mail_request(id, version).await,
        b.release_mail_request(id, version).await,
        b.assign_mail_request(id, version, &to).await,
    ] {
        assert_eq!(code(refused), ProblemCode::StaleVersion);
    }
    let admin = &facility.admin.client;
    let deleted = admin.delete_mail_request(id, version).await;
    assert_eq!(code(deleted), ProblemCode::StaleVersion);
    let status = b.read_mail_request(id).await.unwrap().summary.status;
    assert_eq!(status, MailRequestStatus::InProgress);
}

/// A hundred at once, at every level at which one may take over at all, and in one where admins
/// and everybody could even take from each other.
#[actix_web::test]
async fn of_a_hundred_who_take_over_at_once_one_wins_and_the_others_are_told_who() {
    let app = TestApp::new().await;
    let (facility, brandt, _, person) = people(&app).await;
    let mut takers = Vec::new();
    for number in 0..100 {
        let name = format!("taker{number}");
        let body = counselor_create(&name);
        facility.admin.client.create_counselor(&body).await.unwrap();
        takers.push(name);
    }
    let takers = sign_in_all(&app, "lahntal", &takers).await;
    for openness in [Openness::Open, Openness::Restricted, Openness::FullyOpen] {
        let id = person.request_of(&brandt).await;
        let version = brandt.release(id).await;
        app.set_openness(openness).await;
        let attempts = takers
            .iter()
            .map(|taker| taker.client.take_over_mail_request(id, version));
        let results = join_all(attempts).await;
        let request = facility.admin.client.read_mail_request(id).await.unwrap();
        let owner = request.summary.counselor.unwrap();
        let mut winners = Vec::new();
        for (taker, result) in takers.iter().zip(results) {
            match result {
                Ok(taken) => {
                    winners.push(taker.id);
                    assert_eq!(taken.counselor.unwrap().id, taker.id);
                }
                Err(CallError::Problem(problem)) => {
                    assert_eq!(problem.code, ProblemCode::TakenOver, "{openness:?}");
                    assert_eq!(problem.status, 409);
                    assert_eq!(problem.taken_by, Some(owner.clone()));
                }
                Err(other) => panic!("{other:?}"),
            }
        }
        assert_eq!(winners, [owner.id], "{openness:?}");
    }
}

#[actix_web::test]
async fn taking_over_twice_is_taking_over_once() {
    let app = TestApp::new().await;
    let (_facility, brandt, _, person) = people(&app).await;
    let id = person.request("Schlaf").await;
    let b = &brandt.client;
    let first = b.take_over_mail_request(id, Version(1)).await.unwrap();
    let second = b.take_over_mail_request(id, Version(1)).await.unwrap();
    assert_eq!(first, second);
}

/// Who came second at a level where they cannot see the request any more learns who has it, and
/// only that; whoever names any other version is told that there is nothing.
#[actix_web::test]
async fn who_has_it_is_told_only_to_those_who_saw_it_when_it_was_free() {
    let app = TestApp::new().await;
    let (facility, brandt, petersen, person) = people(&app).await;
    let id = person.request_of(&brandt).await;
    let free = brandt.release(id).await;
    app.set_openness(Openness::Restricted).await;
    let late = facility.counselor("s.paet").await;
    let taken = petersen.client.take_over_mail_request(id, free).await;
    let taken = taken.unwrap().version;
    let second = late.client.take_over_mail_request(id, free).await;
    assert_eq!(code(second), ProblemCode::TakenOver);
    for version in [Version(1), taken, Version(99)] {
        let other = late.client.take_over_mail_request(id, version).await;
        assert_eq!(code(other), ProblemCode::NotFound, "{version:?}");
    }
    app.set_openness(Openness::StronglyRestricted).await;
    let other = late.client.take_over_mail_request(id, free).await;
    assert_eq!(code(other), ProblemCode::NotFound);
}

/// The two rows of chapter 30 that are certain: who gets the draft with a request.
#[actix_web::test]
async fn the_draft_goes_along_where_the_facility_is_open_and_waits_for_its_author_elsewhere() {
    let app = TestApp::new().await;
    let (facility, brandt, petersen, person) = people(&app).await;
    for (openness, inherits) in [
        (Openness::FullyOpen, true),
        (Openness::Open, true),
        (Openness::Restricted, false),
        (Openness::StronglyRestricted, false),
    ] {
        // At the strictest level nobody would see what has just arrived.
        let id = person.request_of(&brandt).await;
        app.set_openness(openness).await;
        brandt.save(id, "Von Brandt").await;
        let version = brandt.release(id).await;
        // At the strictest level an admin assigns.
        let admin = &facility.admin.client;
        let to = |counselor_id| MailRequestAssign::to(counselor_id);
        let taken = if openness == Openness::StronglyRestricted {
            admin
                .assign_mail_request(id, version, &to(petersen.id))
                .await
        } else {
            petersen.client.take_over_mail_request(id, version).await
        };
        let version = taken.unwrap().version;
        let expected = inherits.then(|| "Von Brandt".to_owned());
        assert_eq!(petersen.draft(id).await, expected, "{openness:?}");
        petersen.save(id, "Von Petersen").await;

        // Back where it came from: what waited is there again, and the other one waits.
        let back = admin.assign_mail_request(id, version, &to(brandt.id)).await;
        back.unwrap();
        let expected = if inherits {
            "Von Petersen"
        } else {
            "Von Brandt"
        };
        assert_eq!(brandt.draft(id).await.as_deref(), Some(expected));
        let version = brandt.version(id).await;
        let back = admin
            .assign_mail_request(id, version, &to(petersen.id))
            .await;
        back.unwrap();
        assert_eq!(petersen.draft(id).await.as_deref(), Some("Von Petersen"));

        // Admins get it at every level.
        let version = petersen.version(id).await;
        let taken = admin.take_over_mail_request(id, version).await;
        taken.unwrap();
        let draft = admin.read_draft(id).await.unwrap().unwrap();
        assert_eq!(draft.text, "Von Petersen", "{openness:?}");
    }
}

/// A save of before does not fall onto the draft of whoever has the request now.
#[actix_web::test]
async fn nobody_saves_over_a_draft_that_took_the_place_of_theirs() {
    let app = TestApp::new().await;
    let (facility, _, petersen, person) = people(&app).await;
    app.set_openness(Openness::Restricted).await;
    let admin = &facility.admin;
    let id = person.request_of(admin).await;
    admin.save(id, "Erster Stand").await;
    admin.save(id, "Zweiter Stand").await;
    let mine = admin.client.read_draft(id).await.unwrap().unwrap().version;
    let to = MailRequestAssign::to(petersen.id);
    let version = admin.version(id).await;
    let assigned = admin.client.assign_mail_request(id, version, &to).await;
    assigned.unwrap();
    petersen.save(id, "Ein anderer").await;
    petersen.save(id, "Ein anderer Entwurf").await;
    let late = DraftSave {
        text: "Dritter Stand".try_into().unwrap(),
    };
    for version in [Version(1), mine] {
        let late = admin.client.save_draft(id, Some(version), &late).await;
        assert_eq!(code(late), ProblemCode::StaleVersion);
    }
    let draft = petersen.draft(id).await;
    assert_eq!(draft.as_deref(), Some("Ein anderer Entwurf"));
}

/// Answering what a colleague released takes it over, and leaves their draft to them.
#[actix_web::test]
async fn answering_takes_over_and_loses_no_draft() {
    let app = TestApp::new().await;
    let (_facility, brandt, petersen, person) = people(&app).await;
    app.set_openness(Openness::Restricted).await;
    let id = person.request_of(&brandt).await;
    brandt.save(id, "Von Brandt").await;
    brandt.release(id).await;
    petersen.answer(id).await;
    assert_eq!(petersen.draft(id).await, None);
    let version = petersen.release(id).await;
    let back = brandt.client.take_over_mail_request(id, version).await;
    back.unwrap();
    assert_eq!(brandt.draft(id).await.as_deref(), Some("Von Brandt"));
}

#[actix_web::test]
async fn whoever_is_assigned_a_request_is_told_not_what() {
    let app = TestApp::new().await;
    let (facility, brandt, petersen, person) = people(&app).await;
    let id = person.request_of(&brandt).await;
    let version = brandt.version(id).await;
    let to = MailRequestAssign::to(petersen.id);
    let assigned = brandt.client.assign_mail_request(id, version, &to).await;
    assert_eq!(assigned.unwrap().counselor.unwrap().id, petersen.id);
    let query = OutgoingMailQuery::default();
    let mails = facility.admin.client.list_outgoing_mails(&query).await;
    let mails = mails.unwrap().items;
    assert!(
        mails
            .iter()
            .any(|mail| mail.template == MailTemplate::AssignedRequest)
    );
    // To somebody who does not work here any more, nothing is given.
    let gone = facility.counselor("w.eg").await;
    let admin = &facility.admin.client;
    let known = admin.read_counselor(gone.id).await.unwrap().version;
    admin.deactivate_counselor(gone.id, known).await.unwrap();
    let version = petersen.version(id).await;
    let to = MailRequestAssign::to(gone.id);
    let refused = admin.assign_mail_request(id, version, &to).await;
    assert_eq!(code(refused), ProblemCode::AccountInactive);
}

#[actix_web::test]
async fn a_deleted_request_is_gone_with_everything_in_it() {
    let app = TestApp::new().await;
    let (facility, brandt, _, person) = people(&app).await;
    let id = person.request_of(&brandt).await;
    let other = person.request("Anderes").await;
    brandt.save(id, "Begonnen").await;
    let said = crate::internal_comments::comment("Wer weiß mehr?", None);
    let said = brandt.client.create_internal_comment(id, &said).await;
    said.unwrap();
    let version = brandt.version(id).await;
    let refused = brandt.client.delete_mail_request(id, version).await;
    assert_eq!(code(refused), ProblemCode::Forbidden);
    let admin = &facility.admin.client;
    admin.delete_mail_request(id, version).await.unwrap();
    for caller in [admin, &brandt.client, &person.client] {
        let gone = caller.read_mail_request(id).await;
        assert_eq!(code(gone), ProblemCode::NotFound);
        let listed = caller
            .list_mail_requests(&MailRequestQuery::default())
            .await;
        let listed: Vec<_> = listed.unwrap().items.iter().map(|one| one.id).collect();
        assert_eq!(listed, [other]);
    }
    let clients = admin.list_clients(&ClientQuery::default()).await.unwrap();
    assert_eq!(clients.items.len(), 1, "the client stays");
}

/// What was written in a request leaves with the client, left drafts and comments included.
#[actix_web::test]
async fn erasing_a_client_takes_what_staff_said_about_their_requests() {
    let app = TestApp::new().await;
    let (facility, brandt, petersen, person) = people(&app).await;
    app.set_openness(Openness::Restricted).await;
    let id = person.request_of(&brandt).await;
    brandt.save(id, "Von Brandt").await;
    let said = crate::internal_comments::comment("Wer weiß mehr?", None);
    let said = brandt.client.create_internal_comment(id, &said).await;
    said.unwrap();
    let version = brandt.release(id).await;
    let taken = petersen.client.take_over_mail_request(id, version).await;
    taken.unwrap();
    let admin = &facility.admin.client;
    let version = admin.read_client(person.id).await.unwrap().version;
    admin.erase_client(person.id, version).await.unwrap();
    assert_eq!(
        code(admin.read_mail_request(id).await),
        ProblemCode::NotFound
    );
    assert_eq!(
        code(admin.answer_mail_request(id, &says("x")).await),
        ProblemCode::NotFound
    );
}
