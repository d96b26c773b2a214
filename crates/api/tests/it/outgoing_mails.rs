//! Mail gets out once, whatever the mail server does, and admins see how it fares.

use crate::{
    mail_server::{Fault, MailServer},
    support::{Facility, Person, TestApp, code, says},
};
use api::{
    ApiResult,
    jobs::{Outcome, Worker, entity::Model as Job},
    outgoing_mails::attempt,
};
use chrono::TimeDelta;
use domain::{
    clients::{ClientUpdate, Edit},
    ids::MailRequestId,
    jobs::MAX_ATTEMPTS,
    outgoing_mails::{
        MailRecipient, MailTemplate, OutgoingMail, OutgoingMailQuery, OutgoingMailStatus,
    },
    page::Limit,
    problem::ProblemCode,
};
use sea_orm::ConnectionTrait;
use std::{collections::BTreeSet, time::Duration};
use tokio::time::timeout;

const ADDRESS: &str = "verborgen.apfelbaum@mail.example";

async fn app_with(server: &MailServer) -> TestApp {
    TestApp::with(|settings| {
        settings.smtp_url = Some(server.url().as_str().into());
        settings.smtp_timeout_seconds = 1;
        settings.mail_from = Some("beratung@lahntal.example".into());
    })
    .await
}

/// A person whom an answer is announced to.
async fn answered(facility: &Facility<'_>) -> (Person, MailRequestId) {
    let person = facility.client("Seestern").await;
    let admin = &facility.admin.client;
    let contact = ClientUpdate {
        email: Edit::Set(ADDRESS.try_into().unwrap()),
        phone: Edit::Set("06421 123456".try_into().unwrap()),
        ..ClientUpdate::default()
    };
    let version = admin.read_client(person.id).await.unwrap().version;
    admin
        .update_client(person.id, version, &contact)
        .await
        .unwrap();
    let id = person.request("Geheimer Betreff").await;
    let answer = says("geheime Antwort");
    admin.answer_mail_request(id, &answer).await.unwrap();
    (person, id)
}

/// Everything that is due, until nothing is.
async fn work(app: &TestApp) {
    let worker = Worker::new(app.state.clone());
    while worker.run_due().await.unwrap() > 0 {}
}

async fn mails(facility: &Facility<'_>) -> Vec<OutgoingMail> {
    let all = OutgoingMailQuery::default();
    let admin = &facility.admin.client;
    admin.list_outgoing_mails(&all).await.unwrap().items
}

async fn only_mail(facility: &Facility<'_>) -> OutgoingMail {
    let mut mails = mails(facility).await;
    assert_eq!(mails.len(), 1);
    mails.remove(0)
}

#[actix_web::test]
async fn an_answer_is_announced_by_a_mail_that_gives_nothing_away() {
    let server = MailServer::start();
    let app = app_with(&server).await;
    let facility = app.facility("lahntal").await;
    answered(&facility).await;
    assert_eq!(
        only_mail(&facility).await.status,
        OutgoingMailStatus::Waiting
    );
    work(&app).await;

    let inbox = server.inbox();
    assert_eq!(inbox.len(), 1);
    let mail = &inbox[0];
    assert_eq!(mail.to, ADDRESS);
    assert_eq!(mail.header("Auto-Submitted"), "auto-generated");
    assert!(mail.header("From").contains("<beratung@lahntal.example>"));
    assert!(
        mail.header("Message-ID").ends_with("@127.0.0.1>"),
        "{}",
        mail.raw
    );
    assert!(mail.header("Date").starts_with("Thu, 15 Jan 2026"));
    assert!(mail.raw.contains("multipart/alternative"));
    assert!(mail.raw.contains("text/plain") && mail.raw.contains("text/html"));
    assert!(mail.raw.contains("/p/lahntal/requests"));
    for secret in ["Seestern", "geheim", "Geheim"] {
        assert!(!mail.raw.contains(secret), "{secret}");
    }
    let listed = only_mail(&facility).await;
    assert_eq!(listed.status, OutgoingMailStatus::Sent);
    assert_eq!((listed.attempts, listed.last_error), (1, None));
    assert!(listed.sent_at.is_some());
    assert_eq!(listed.template, MailTemplate::NewAnswer);
    assert!(
        matches!(listed.recipient, MailRecipient::Client { pseudonym, .. } if pseudonym == "Seestern")
    );
}

#[actix_web::test]
async fn the_counselor_hears_of_a_new_message_and_a_client_without_address_of_nothing() {
    let server = MailServer::start();
    let app = app_with(&server).await;
    let facility = app.facility("lahntal").await;
    let brandt = facility.counselor("m.brandt").await;
    let person = facility.client("Seestern").await;
    let id = person.request_of(&brandt).await;
    person
        .client
        .follow_up_mail_request(id, &says("Danke"))
        .await
        .unwrap();
    work(&app).await;
    let inbox = server.inbox();
    assert_eq!(inbox.len(), 1);
    assert_eq!(inbox[0].to, "m.brandt@staff.example");
    assert!(inbox[0].raw.contains(&format!("/mail/{id}")));
}

/// Nothing was taken yet in all of these, and the server lets us know.
#[actix_web::test]
async fn what_was_not_taken_is_sent_later_and_arrives_once() {
    for (fault, why) in [
        (Fault::NoGreeting, "connection"),
        (Fault::Recipient(451), "smtp 451"),
        (Fault::Recipient(421), "smtp 421"),
        (Fault::Stall, "time-out"),
        (Fault::DropBeforeData, "connection"),
        (Fault::DropInData, "connection"),
        (Fault::Greeting(421), "smtp 421"),
        // These refuse us, not the mail: somebody has to mend the settings, and no mail is lost.
        (Fault::Greeting(554), "smtp 554"),
        (Fault::Sender(550), "smtp 550"),
        (Fault::Recipient(530), "smtp 530"),
    ] {
        let server = MailServer::start();
        let app = app_with(&server).await;
        let facility = app.facility("lahntal").await;
        answered(&facility).await;
        server.fail_next(&[fault, fault]);
        work(&app).await;
        let waiting = only_mail(&facility).await;
        assert_eq!(waiting.status, OutgoingMailStatus::Waiting, "{fault:?}");
        assert_eq!(waiting.last_error.as_deref(), Some(why), "{fault:?}");
        work(&app).await;
        assert_eq!(
            only_mail(&facility).await.attempts,
            1,
            "not before its time"
        );
        app.hand.advance(TimeDelta::minutes(1));
        work(&app).await;
        assert_eq!(only_mail(&facility).await.attempts, 2);
        assert!(server.inbox().is_empty());
        app.hand.advance(TimeDelta::minutes(2));
        work(&app).await;
        assert_eq!(server.inbox().len(), 1, "{fault:?}");
        let sent = only_mail(&facility).await;
        assert_eq!((sent.status, sent.attempts), (OutgoingMailStatus::Sent, 3));
        app.hand.advance(TimeDelta::hours(5));
        work(&app).await;
        assert_eq!(server.inbox().len(), 1, "{fault:?}");
    }
}

/// What a server says, or does not say, after it has taken a mail changes nothing about that.
#[actix_web::test]
async fn a_mail_that_was_taken_is_not_sent_again_when_the_farewell_stays_unanswered() {
    let server = MailServer::start();
    let app = app_with(&server).await;
    let facility = app.facility("lahntal").await;
    answered(&facility).await;
    server.fail_next(&[Fault::StallAtQuit]);
    work(&app).await;
    assert_eq!(only_mail(&facility).await.status, OutgoingMailStatus::Sent);
    app.hand.advance(TimeDelta::hours(5));
    work(&app).await;
    assert_eq!(server.inbox().len(), 1);
}

/// SMTP does not let us know whether it was taken; whoever reads both can tell that they are one.
#[actix_web::test]
async fn a_mail_whose_answer_was_lost_comes_again_under_the_same_name() {
    let server = MailServer::start();
    let app = app_with(&server).await;
    let facility = app.facility("lahntal").await;
    answered(&facility).await;
    server.fail_next(&[Fault::DropAfterData]);
    work(&app).await;
    app.hand.advance(TimeDelta::minutes(1));
    work(&app).await;
    let inbox = server.inbox();
    assert_eq!(inbox.len(), 2);
    assert_eq!(inbox[0].header("Message-ID"), inbox[1].header("Message-ID"));
    assert_eq!(only_mail(&facility).await.status, OutgoingMailStatus::Sent);
}

#[actix_web::test]
async fn a_mail_that_is_refused_for_good_waits_for_an_admin_to_send_it_again() {
    let server = MailServer::start();
    let app = app_with(&server).await;
    let facility = app.facility("lahntal").await;
    answered(&facility).await;
    server.fail_next(&[Fault::Recipient(550)]);
    work(&app).await;
    let failed = only_mail(&facility).await;
    assert_eq!(failed.status, OutgoingMailStatus::Failed);
    assert_eq!(failed.last_error.as_deref(), Some("smtp 550"));
    app.hand.advance(TimeDelta::hours(5));
    work(&app).await;
    assert!(server.inbox().is_empty(), "given up is given up");

    let admin = domain::accounts::AccountKind::Counselor;
    facility.admin.client.refresh_session(admin).await.unwrap();
    let admin = &facility.admin.client;
    admin.send_outgoing_mail_again(failed.id).await.unwrap();
    let twice = admin.send_outgoing_mail_again(failed.id).await;
    assert_eq!(code(twice), ProblemCode::Conflict);
    work(&app).await;
    assert_eq!(server.inbox().len(), 1);
    assert_eq!(only_mail(&facility).await.status, OutgoingMailStatus::Sent);
    let sent = admin.send_outgoing_mail_again(failed.id).await;
    assert_eq!(code(sent), ProblemCode::Conflict);
}

#[actix_web::test]
async fn a_server_that_stays_away_is_given_up_after_days() {
    let server = MailServer::start();
    let app = app_with(&server).await;
    let facility = app.facility("lahntal").await;
    answered(&facility).await;
    let attempts = usize::try_from(MAX_ATTEMPTS).unwrap();
    server.fail_next(&vec![Fault::NoGreeting; attempts + 1]);
    for attempt in 1..=MAX_ATTEMPTS {
        work(&app).await;
        app.hand.advance(TimeDelta::hours(6));
        let admin = domain::accounts::AccountKind::Counselor;
        facility.admin.client.refresh_session(admin).await.unwrap();
        let mail = only_mail(&facility).await;
        assert_eq!(mail.attempts, attempt);
        let given_up = mail.status == OutgoingMailStatus::Failed;
        assert_eq!(given_up, attempt == MAX_ATTEMPTS);
    }
}

#[actix_web::test]
async fn without_a_mail_server_mails_wait_until_there_is_one() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    answered(&facility).await;
    work(&app).await;
    let mail = only_mail(&facility).await;
    assert_eq!(
        (mail.status, mail.attempts),
        (OutgoingMailStatus::Waiting, 0)
    );
}

#[actix_web::test]
async fn two_servers_share_the_work_and_nothing_is_sent_twice() {
    let server = MailServer::start();
    let app = app_with(&server).await;
    let facility = app.facility("lahntal").await;
    let (person, id) = answered(&facility).await;
    for n in 1..60 {
        let answer = says(&format!("Antwort {n}"));
        let admin = &facility.admin.client;
        admin.answer_mail_request(id, &answer).await.unwrap();
    }
    let other = app.restarted_with(|settings| {
        settings.smtp_url = Some(server.url().as_str().into());
        settings.mail_from = Some("beratung@lahntal.example".into());
    });
    let other = other.await;
    futures_util::future::join(work(&app), work(&other)).await;
    let inbox = server.inbox();
    let names: BTreeSet<_> = inbox.iter().map(|mail| mail.header("Message-ID")).collect();
    assert_eq!((inbox.len(), names.len()), (60, 60));
    assert!(inbox.iter().all(|mail| mail.to == ADDRESS));
    drop(person);
}

/// It had claimed the mail and done nothing yet; nobody knows that it is gone.
#[actix_web::test]
async fn what_a_dead_worker_held_is_taken_over_when_its_lease_has_run_out() {
    let server = MailServer::start();
    let app = app_with(&server).await;
    let facility = app.facility("lahntal").await;
    answered(&facility).await;
    let dead = Worker::new(app.state.clone());
    assert_eq!(dead.claim().await.unwrap().len(), 1);
    drop(dead);
    work(&app).await;
    assert!(server.inbox().is_empty(), "it may still be at it");
    app.hand.advance(TimeDelta::minutes(6));
    work(&app).await;
    assert_eq!(server.inbox().len(), 1);
}

/// Its lease ends while the mail server thinks about the mail. What it knows then, it still says: the
/// mail is out.
#[actix_web::test]
async fn a_mail_sent_under_a_lost_lease_is_not_sent_again() {
    let server = MailServer::start();
    let app = app_with(&server).await;
    let facility = app.facility("lahntal").await;
    answered(&facility).await;
    let slow = Worker::new(app.state.clone()).claim().await.unwrap();
    server.fail_next(&[Fault::HoldAtEnd]);
    let meanwhile = async {
        let held = async {
            while !server.is_holding() {
                tokio::task::yield_now().await;
            }
        };
        timeout(Duration::from_secs(10), held).await.unwrap();
        app.hand.advance(TimeDelta::minutes(6));
        let next = Worker::new(app.state.clone()).claim().await.unwrap();
        server.release();
        next
    };
    let sending = attempt(&app.state, &slow[0]);
    let (sent, next) = futures_util::future::join(sending, meanwhile).await;
    sent.unwrap();
    assert_eq!((slow.len(), next.len()), (1, 1));
    attempt(&app.state, &next[0]).await.unwrap();
    assert_eq!(server.inbox().len(), 1);
    let mail = only_mail(&facility).await;
    assert_eq!((mail.status, mail.attempts), (OutgoingMailStatus::Sent, 1));
    app.hand.advance(TimeDelta::hours(5));
    work(&app).await;
    assert_eq!(server.inbox().len(), 1);
}

/// It fails long after its lease; by then another worker has sent the mail, and it stays sent.
#[actix_web::test]
async fn a_failure_under_a_lost_lease_does_not_bring_a_sent_mail_back() {
    let server = MailServer::start();
    let app = app_with(&server).await;
    let facility = app.facility("lahntal").await;
    answered(&facility).await;
    let slow = Worker::new(app.state.clone()).claim().await.unwrap();
    server.fail_next(&[Fault::Stall]);
    let meanwhile = async {
        let patience = Duration::from_secs(10);
        let stalled = async {
            while !server.has_stalled() {
                tokio::task::yield_now().await;
            }
        };
        timeout(patience, stalled).await.unwrap();
        app.hand.advance(TimeDelta::minutes(6));
        work(&app).await;
    };
    let (failed, ()) = futures_util::future::join(attempt(&app.state, &slow[0]), meanwhile).await;
    failed.unwrap();
    assert_eq!(server.inbox().len(), 1);
    assert_eq!(only_mail(&facility).await.status, OutgoingMailStatus::Sent);
}

/// Nobody noted how its last attempt ended; the admins find it among those that were given up.
#[actix_web::test]
async fn a_mail_whose_last_attempt_panics_is_given_up_and_can_be_sent_again() {
    let server = MailServer::start();
    let app = app_with(&server).await;
    let facility = app.facility("lahntal").await;
    answered(&facility).await;
    let almost = format!("UPDATE jobs SET attempts = {}", MAX_ATTEMPTS - 1);
    app.db.execute_unprepared(&almost).await.unwrap();
    let panics = async |_: &Job| -> ApiResult<Outcome> { panic!("in the last attempt") };
    let worker = Worker::new(app.state.clone());
    assert_eq!(worker.run_due_by(panics).await.unwrap(), 1);
    let mail = only_mail(&facility).await;
    assert_eq!(mail.status, OutgoingMailStatus::Failed);
    assert_eq!(mail.last_error.as_deref(), Some("panic"));
    let admin = &facility.admin.client;
    admin.send_outgoing_mail_again(mail.id).await.unwrap();
    work(&app).await;
    assert_eq!(server.inbox().len(), 1);
}

/// Its address cannot be read any more: no attempt gets as far as the mail server.
#[actix_web::test]
async fn a_mail_that_cannot_even_be_addressed_is_listed_when_it_is_given_up() {
    let server = MailServer::start();
    let app = app_with(&server).await;
    let facility = app.facility("lahntal").await;
    answered(&facility).await;
    // What is sealed as one thing cannot be opened as another.
    let swap = "UPDATE clients SET sealed_phone = sealed_email, sealed_email = sealed_phone";
    app.db.execute_unprepared(swap).await.unwrap();
    for _ in 0..MAX_ATTEMPTS {
        work(&app).await;
        app.hand.advance(TimeDelta::hours(6));
        let admin = domain::accounts::AccountKind::Counselor;
        facility.admin.client.refresh_session(admin).await.unwrap();
    }
    let mail = only_mail(&facility).await;
    assert_eq!(mail.status, OutgoingMailStatus::Failed);
    assert_eq!(mail.last_error.as_deref(), Some("internal"));
    assert_eq!(mail.attempts, MAX_ATTEMPTS);

    app.db.execute_unprepared(swap).await.unwrap();
    let admin = &facility.admin.client;
    admin.send_outgoing_mail_again(mail.id).await.unwrap();
    work(&app).await;
    assert_eq!(server.inbox().len(), 1);
}

#[actix_web::test]
async fn umlauts_arrive_as_they_were_written() {
    let server = MailServer::start();
    let app = app_with(&server).await;
    let facility = app.facility("lahntal").await;
    answered(&facility).await;
    work(&app).await;
    let inbox = server.inbox();
    let raw = &inbox[0].raw;
    assert!(raw.is_ascii(), "every mail server passes that on");
    // RFC 2045 and RFC 2047: the bytes of UTF-8, each as `=` and two digits.
    assert!(raw.contains("quoted-printable"), "{raw}");
    assert!(
        raw.contains("f=C3=BCr Sie ist eine neue Nachricht da."),
        "{raw}"
    );
    let subject = inbox[0].header("Subject");
    assert_eq!(
        subject,
        "Eine neue Nachricht ist =?utf-8?b?ZsO8cg==?= Sie da"
    );
}

#[actix_web::test]
async fn the_list_is_paged_and_filtered() {
    let server = MailServer::start();
    let app = app_with(&server).await;
    let facility = app.facility("lahntal").await;
    let (_, id) = answered(&facility).await;
    let admin = &facility.admin.client;
    work(&app).await;
    for _ in 0..3 {
        admin
            .answer_mail_request(id, &says("Noch eins"))
            .await
            .unwrap();
    }
    let mut query = OutgoingMailQuery {
        status: Some(OutgoingMailStatus::Waiting),
        limit: Some(Limit::try_from(2).unwrap()),
        ..OutgoingMailQuery::default()
    };
    let first = admin.list_outgoing_mails(&query).await.unwrap();
    query.after = first.next;
    let second = admin.list_outgoing_mails(&query).await.unwrap();
    assert_eq!((first.items.len(), second.items.len()), (2, 1));
    assert_eq!(second.next, None);
    assert!(first.items[0].created_at > second.items[0].created_at);
    assert_eq!(mails(&facility).await.len(), 4);
}

#[actix_web::test]
async fn mails_to_a_client_are_erased_with_them() {
    let server = MailServer::start();
    let app = app_with(&server).await;
    let facility = app.facility("lahntal").await;
    let (person, _) = answered(&facility).await;
    let admin = &facility.admin.client;
    let version = admin.read_client(person.id).await.unwrap().version;
    admin.erase_client(person.id, version).await.unwrap();
    assert!(mails(&facility).await.is_empty());
    work(&app).await;
    assert!(server.inbox().is_empty());
}

#[actix_web::test]
async fn in_the_demo_mail_is_read_on_a_page_and_elsewhere_there_is_none() {
    let app = TestApp::with(|settings| settings.demo = true).await;
    let facility = app.facility("lahntal").await;
    answered(&facility).await;
    work(&app).await;
    let url = format!("{}/demo/mails", app.url);
    let page = reqwest::get(url).await.unwrap();
    assert_eq!(page.status(), 200);
    let page = page.text().await.unwrap();
    assert!(
        page.contains(ADDRESS) && page.contains("/p/lahntal/requests"),
        "{page}"
    );
    let app = TestApp::new().await;
    let none = reqwest::get(format!("{}/demo/mails", app.url)).await;
    assert_eq!(none.unwrap().status(), 404);
}
