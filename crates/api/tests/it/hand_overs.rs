//! Clients are asked before somebody else goes on with them, where the facility wants that.

use crate::{
    client_export::unpacked,
    support::{Facility, Person, Staff, TestApp, code},
};
use client::{CallResult, Client};
use domain::{
    access::Openness,
    audit::{AuditAction, AuditQuery},
    clients::{ClientUpdate, Edit},
    hand_overs::{ASKED_FOR, HandOver, HandOverAsk, HandOverQuery, HandOverStatus},
    ids::{CounselorId, MailRequestId},
    mail_requests::{
        AssignmentSettingsUpdate, MailRequestAssign, MailRequestStatus, MailRequestSummary,
    },
    outgoing_mails::{MailTemplate, OutgoingMailQuery},
    problem::ProblemCode,
};
use futures_util::future::join_all;
use sea_orm::{ConnectionTrait, Statement};

struct House<'a> {
    facility: Facility<'a>,
    brandt: Staff,
    petersen: Staff,
    person: Person,
}

/// Staff and a client of a facility that does not ask yet.
async fn house(app: &TestApp) -> House<'_> {
    let facility = app.facility("lahntal").await;
    House {
        brandt: facility.counselor("m.brandt").await,
        petersen: facility.counselor("j.petersen").await,
        person: facility.client("Seestern").await,
        facility,
    }
}

pub fn ask(to: CounselorId) -> HandOverAsk {
    HandOverAsk {
        counselor_id: to,
        words: Some("Frau Petersen kennt sich damit aus.".try_into().unwrap()),
    }
}

/// Switches the question on or off.
pub async fn set_consent(admin: &Client, on: bool) {
    let version = admin.read_assignment_settings().await.unwrap().version;
    let body = AssignmentSettingsUpdate {
        consent_before_hand_over: Some(on),
        ..AssignmentSettingsUpdate::default()
    };
    let set = admin.update_assignment_settings(version, &body).await;
    assert_eq!(set.unwrap().consent_before_hand_over, on);
}

impl House<'_> {
    fn admin(&self) -> &Client {
        &self.facility.admin.client
    }

    async fn assign(
        &self,
        by: &Client,
        id: MailRequestId,
        to: MailRequestAssign,
    ) -> CallResult<MailRequestSummary> {
        let version = self.now(id).await.version;
        by.assign_mail_request(id, version, &to).await
    }

    async fn now(&self, id: MailRequestId) -> MailRequestSummary {
        self.admin().read_mail_request(id).await.unwrap().summary
    }

    async fn owner(&self, id: MailRequestId) -> CounselorId {
        self.now(id).await.counselor.unwrap().id
    }

    /// What the client is asked at this moment.
    async fn questions(&self) -> Vec<HandOver> {
        let query = HandOverQuery::default();
        let page = self.person.client.list_hand_overs(&query).await;
        page.unwrap().items
    }

    /// A request of Brandt's that is to be Petersen's.
    async fn asked(&self) -> (MailRequestId, HandOver) {
        set_consent(self.admin(), true).await;
        let id = self.person.request_of(&self.brandt).await;
        let asked = &self.brandt.client;
        let asked = asked.ask_for_hand_over(id, &ask(self.petersen.id)).await;
        (id, asked.unwrap())
    }

    async fn mails(&self, template: MailTemplate) -> usize {
        let query = OutgoingMailQuery::default();
        let mails = self.admin().list_outgoing_mails(&query).await.unwrap();
        let mails = mails.items.into_iter();
        mails.filter(|mail| mail.template == template).count()
    }

    async fn was_recorded(&self, action: AuditAction) -> bool {
        let query = AuditQuery {
            action: Some(action),
            ..AuditQuery::default()
        };
        let log = self.admin().list_audit_entries(&query).await.unwrap();
        !log.items.is_empty()
    }
}

#[actix_web::test]
async fn nobody_is_asked_unless_the_facility_wants_it() {
    let app = TestApp::new().await;
    let house = house(&app).await;
    let settings = house.admin().read_assignment_settings().await.unwrap();
    assert!(!settings.consent_before_hand_over, "off at first");
    let id = house.person.request_of(&house.brandt).await;
    let asked = &house.brandt.client;
    let asked = asked.ask_for_hand_over(id, &ask(house.petersen.id)).await;
    assert_eq!(code(asked), ProblemCode::Conflict, "nothing to ask for");
    let to = MailRequestAssign::to(house.petersen.id);
    house.assign(&house.brandt.client, id, to).await.unwrap();
    assert_eq!(house.owner(id).await, house.petersen.id);
}

#[actix_web::test]
async fn who_agrees_is_handed_over_at_once() {
    let app = TestApp::new().await;
    let house = house(&app).await;
    let contact = ClientUpdate {
        email: Edit::Set("seestern@mail.example".try_into().unwrap()),
        ..ClientUpdate::default()
    };
    let version = house.admin().read_client(house.person.id).await;
    let version = version.unwrap().version;
    let known = house
        .admin()
        .update_client(house.person.id, version, &contact);
    known.await.unwrap();
    let (id, asked) = house.asked().await;
    assert_eq!(asked.status, HandOverStatus::Asked);
    let words = Some("Frau Petersen kennt sich damit aus.");
    assert_eq!(asked.words.as_deref(), words);
    // Until there is an answer, everything is as it was, and nobody gets around it.
    assert_eq!(house.owner(id).await, house.brandt.id);
    let to = || MailRequestAssign::to(house.petersen.id);
    for by in [&house.brandt.client, house.admin()] {
        let given = house.assign(by, id, to()).await;
        assert_eq!(code(given), ProblemCode::ConsentRequired);
        let again = by.ask_for_hand_over(id, &ask(house.petersen.id)).await;
        assert_eq!(code(again), ProblemCode::Conflict, "asked already");
    }
    // Both sides see the same.
    assert_eq!(house.questions().await, std::slice::from_ref(&asked));
    let person = &house.person.client;
    for reader in [person, &house.brandt.client, house.admin()] {
        let read = reader.read_mail_request(id).await.unwrap();
        assert_eq!(read.hand_over.as_ref(), Some(&asked));
    }
    assert_eq!(house.mails(MailTemplate::HandOverAsked).await, 1);

    let agreed = person.agree_to_hand_over(asked.id).await.unwrap();
    assert_eq!(agreed.status, HandOverStatus::Agreed);
    let now = house.now(id).await;
    assert_eq!(now.counselor.unwrap().id, house.petersen.id);
    assert_eq!(now.status, MailRequestStatus::InProgress);
    assert_eq!(house.mails(MailTemplate::AssignedRequest).await, 1);
    assert_eq!(house.mails(MailTemplate::HandOverAnswered).await, 1);
    assert_eq!(house.questions().await, []);
    for again in [
        person.agree_to_hand_over(asked.id).await,
        person.decline_hand_over(asked.id).await,
        house.admin().withdraw_hand_over(asked.id).await,
    ] {
        assert_eq!(code(again), ProblemCode::Conflict, "answered once");
    }
    assert!(house.was_recorded(AuditAction::AskForHandOver).await);
    assert!(house.was_recorded(AuditAction::AgreeToHandOver).await);
}

#[actix_web::test]
async fn who_declines_stays_and_staff_are_told() {
    let app = TestApp::new().await;
    let house = house(&app).await;
    let (id, asked) = house.asked().await;
    let person = &house.person.client;
    let declined = person.decline_hand_over(asked.id).await.unwrap();
    assert_eq!(declined.status, HandOverStatus::Declined);
    assert_eq!(house.owner(id).await, house.brandt.id);
    assert_eq!(house.mails(MailTemplate::HandOverAnswered).await, 1);
    let read = house.brandt.client.read_mail_request(id).await.unwrap();
    assert_eq!(read.hand_over.unwrap().status, HandOverStatus::Declined);
    // They may be asked again, about somebody else perhaps.
    let admin = house.facility.admin.id;
    let again = house.brandt.client.ask_for_hand_over(id, &ask(admin)).await;
    assert_eq!(again.unwrap().status, HandOverStatus::Asked);
}

#[actix_web::test]
async fn a_question_is_taken_back_or_lapses() {
    let app = TestApp::new().await;
    let house = house(&app).await;
    let (id, asked) = house.asked().await;
    let (b, person) = (&house.brandt.client, &house.person.client);
    let back = b.withdraw_hand_over(asked.id).await.unwrap();
    assert_eq!(back.status, HandOverStatus::Withdrawn);
    let late = person.agree_to_hand_over(asked.id).await;
    assert_eq!(code(late), ProblemCode::Conflict);
    assert_eq!(house.owner(id).await, house.brandt.id);

    // It was given back for colleagues to take: there is nobody any more who hands it over.
    let asked = b.ask_for_hand_over(id, &ask(house.petersen.id)).await;
    let asked = asked.unwrap();
    let version = house.now(id).await.version;
    b.release_mail_request(id, version).await.unwrap();
    assert_eq!(house.questions().await, []);
    let late = person.agree_to_hand_over(asked.id).await.unwrap();
    assert_eq!(late.status, HandOverStatus::Lapsed);
    let now = house.now(id).await;
    assert_eq!(now.status, MailRequestStatus::Open, "nothing has changed");
    b.take_over_mail_request(id, now.version).await.unwrap();

    // Whoever was to get it does not work here any more.
    let gone = house.facility.counselor("w.eg").await;
    let asked = b.ask_for_hand_over(id, &ask(gone.id)).await.unwrap();
    let version = house.admin().read_counselor(gone.id).await.unwrap().version;
    let closed = house.admin().deactivate_counselor(gone.id, version).await;
    closed.unwrap();
    let late = person.agree_to_hand_over(asked.id).await.unwrap();
    assert_eq!(late.status, HandOverStatus::Lapsed);
    assert_eq!(house.owner(id).await, house.brandt.id);

    // And its time passes. Then they can be asked anew.
    let asked = b.ask_for_hand_over(id, &ask(house.petersen.id)).await;
    let asked = asked.unwrap();
    assert_eq!(asked.expires_at, asked.asked_at + ASKED_FOR);
    // Nobody stays signed in for so long.
    let sql = "UPDATE hand_overs SET expires_at = asked_at WHERE status = 'asked'";
    app.db.execute_unprepared(sql).await.unwrap();
    assert_eq!(house.questions().await, []);
    let read = b.read_mail_request(id).await.unwrap().hand_over.unwrap();
    assert_eq!((read.id, read.status), (asked.id, HandOverStatus::Lapsed));
    let late = person.decline_hand_over(asked.id).await.unwrap();
    assert_eq!(late.status, HandOverStatus::Lapsed);
    let admin = house.facility.admin.id;
    b.ask_for_hand_over(id, &ask(admin)).await.unwrap();
}

#[actix_web::test]
async fn an_admin_need_not_wait_in_an_emergency_and_the_log_says_so() {
    let app = TestApp::new().await;
    let house = house(&app).await;
    let (id, asked) = house.asked().await;
    let unasked = || MailRequestAssign {
        counselor_id: house.petersen.id,
        without_consent: true,
    };
    let given = house.assign(&house.brandt.client, id, unasked()).await;
    assert_eq!(code(given), ProblemCode::ConsentRequired, "only admins");
    house.assign(house.admin(), id, unasked()).await.unwrap();
    assert_eq!(house.owner(id).await, house.petersen.id);
    let action = AuditAction::AssignMailRequestWithoutConsent;
    assert!(house.was_recorded(action).await);
    // The question has lapsed with it.
    assert_eq!(house.questions().await, []);
    let late = house.person.client.agree_to_hand_over(asked.id).await;
    assert_eq!(late.unwrap().status, HandOverStatus::Lapsed);
    assert_eq!(house.owner(id).await, house.petersen.id);
}

#[actix_web::test]
async fn taking_over_is_no_way_around_it_but_what_nobody_works_on_is_for_whoever_comes() {
    let app = TestApp::new().await;
    let house = house(&app).await;
    set_consent(house.admin(), true).await;
    app.set_openness(Openness::FullyOpen).await;
    let p = &house.petersen;
    let new = house.person.request("Neues").await;
    let version = house.now(new).await.version;
    p.client.take_over_mail_request(new, version).await.unwrap();
    let id = house.person.request_of(&house.brandt).await;
    let version = house.now(id).await.version;
    for by in [&p.client, house.admin()] {
        let taken = by.take_over_mail_request(id, version).await;
        assert_eq!(code(taken), ProblemCode::ConsentRequired);
    }
    // They can ask for themselves.
    let asked = p.client.ask_for_hand_over(id, &ask(p.id)).await.unwrap();
    let person = &house.person.client;
    person.agree_to_hand_over(asked.id).await.unwrap();
    assert_eq!(house.owner(id).await, p.id);
    // A level at which nobody takes what is a colleague's does not let anybody ask for it either.
    app.set_openness(Openness::Open).await;
    let other = house.person.request_of(&house.brandt).await;
    let asked = p.client.ask_for_hand_over(other, &ask(p.id)).await;
    assert_eq!(code(asked), ProblemCode::Forbidden);
}

#[actix_web::test]
async fn of_two_answers_at_once_one_counts() {
    let app = TestApp::new().await;
    let house = house(&app).await;
    let (id, asked) = house.asked().await;
    let person = &house.person.client;
    let answers = join_all((0..6).map(|n| async move {
        if n % 2 == 0 {
            person.agree_to_hand_over(asked.id).await
        } else {
            person.decline_hand_over(asked.id).await
        }
    }));
    let counted: Vec<_> = answers.await.into_iter().filter_map(Result::ok).collect();
    assert_eq!(counted.len(), 1);
    let owner = match counted[0].status {
        HandOverStatus::Agreed => house.petersen.id,
        _ => house.brandt.id,
    };
    assert_eq!(house.owner(id).await, owner);
}

#[actix_web::test]
async fn another_primary_counselor_takes_the_same_question() {
    let app = TestApp::new().await;
    let house = house(&app).await;
    let (admin, person) = (house.admin(), &house.person);
    let primary = |to: CounselorId, without_consent| ClientUpdate {
        primary_counselor_id: Edit::Set(to),
        without_consent,
        ..ClientUpdate::default()
    };
    let change = async |by: &Client, to, unasked| {
        let version = admin.read_client(person.id).await.unwrap().version;
        let update = primary(to, unasked);
        by.update_client(person.id, version, &update).await
    };
    set_consent(admin, true).await;
    let b = &house.brandt.client;
    // The first one is given to them as ever.
    change(b, house.brandt.id, false).await.unwrap();
    let (p, to) = (&house.petersen, ask(house.petersen.id));
    let given = change(b, p.id, false).await;
    assert_eq!(code(given), ProblemCode::ConsentRequired);
    let given = change(b, p.id, true).await;
    assert_eq!(code(given), ProblemCode::ConsentRequired, "only admins");
    let asked = b.ask_for_primary_counselor(person.id, &to).await.unwrap();
    assert_eq!(asked.mail_request_id, None);
    let again = b.ask_for_primary_counselor(person.id, &to).await;
    assert_eq!(code(again), ProblemCode::Conflict);
    assert_eq!(house.questions().await, std::slice::from_ref(&asked));
    let seen = b.read_client(person.id).await.unwrap();
    assert_eq!(seen.hand_over, Some(asked.clone()));
    let agreed = person.client.agree_to_hand_over(asked.id).await.unwrap();
    assert_eq!(agreed.status, HandOverStatus::Agreed);
    let seen = admin.read_client(person.id).await.unwrap();
    assert_eq!(seen.primary_counselor.unwrap().id, p.id);

    let asked = ask(house.brandt.id);
    let asked = p.client.ask_for_primary_counselor(person.id, &asked).await;
    let asked = asked.unwrap();
    let declined = person.client.decline_hand_over(asked.id).await.unwrap();
    assert_eq!(declined.status, HandOverStatus::Declined);
    let seen = admin.read_client(person.id).await.unwrap();
    assert_eq!(seen.primary_counselor.unwrap().id, p.id);
    change(admin, house.brandt.id, true).await.unwrap();
    let action = AuditAction::UpdateClientWithoutConsent;
    assert!(house.was_recorded(action).await);
}

#[actix_web::test]
async fn what_was_asked_is_sealed_taken_along_and_erased() {
    let app = TestApp::new().await;
    let house = house(&app).await;
    let (admin, person) = (house.admin(), &house.person);
    let (id, _) = house.asked().await;
    let words = "SELECT sealed_words FROM hand_overs";
    let words = Statement::from_string(app.db.get_database_backend(), words);
    let row = app.db.query_one_raw(words).await.unwrap().unwrap();
    let words: Vec<u8> = row.try_get("", "sealed_words").unwrap();
    assert!(!String::from_utf8_lossy(&words).contains("kennt sich"));
    let archive = crate::support::http()
        .get(format!("{}/api/v1/own-data/export", app.url))
        .bearer_auth(person.client.access_token().unwrap())
        .send()
        .await
        .unwrap();
    let files = unpacked(archive.bytes().await.unwrap().to_vec());
    for file in ["hand_overs.json", "hand_overs.html"] {
        let said = String::from_utf8_lossy(&files[file]);
        assert!(said.contains("kennt sich"), "{file}: {said}");
    }
    let left = async || {
        let sql = "SELECT id FROM hand_overs";
        let sql = Statement::from_string(app.db.get_database_backend(), sql);
        app.db.query_all_raw(sql).await.unwrap().len()
    };
    let version = house.now(id).await.version;
    admin.delete_mail_request(id, version).await.unwrap();
    assert_eq!(left().await, 0);
    house.asked().await;
    let version = admin.read_client(person.id).await.unwrap().version;
    admin.erase_client(person.id, version).await.unwrap();
    assert_eq!(left().await, 0);
}
