//! Notices to a client: what goes out, by which way, and that nothing is lost on it.

use crate::{
    mail_server::MailServer,
    sms_gateway::{Fault, SmsGateway, TOKEN, Taken},
    support::{Facility, Person, TestApp, code, field},
};
use api::{config::Settings, jobs::Worker};
use chrono::TimeDelta;
use domain::{
    clients::{ClientUpdate, Edit},
    direct_messages::{
        DirectMessage, DirectMessageContent, DirectMessageQuery, DirectMessageRoute,
        DirectMessageSend, DirectMessageSettingsUpdate, DirectMessageWay,
    },
    outgoing_mails::{DeliveryWay, OutgoingMailQuery, OutgoingMailStatus},
    page::Limit,
    problem::{FieldCode, ProblemCode},
    version::Version,
};
use sea_orm::ConnectionTrait;

pub const EMAIL: &str = "verborgen.apfelbaum@mail.example";
pub const PHONE: &str = "0049 151 / 123-456";

pub fn direct_message() -> DirectMessageSend {
    DirectMessageSend {
        subject: "Neuer Ort".try_into().unwrap(),
        text: "Wir treffen uns\nin der Bahnhofstraße.".try_into().unwrap(),
        way: DirectMessageWay::Portal,
        content: DirectMessageContent::Confidential,
    }
}

pub fn by(way: DirectMessageWay, content: DirectMessageContent) -> DirectMessageSend {
    DirectMessageSend {
        way,
        content,
        ..direct_message()
    }
}

/// The ways out are these.
pub fn ways(settings: &mut Settings, mail: &MailServer, sms: &str) {
    settings.smtp_url = Some(mail.url().as_str().into());
    settings.smtp_timeout_seconds = 1;
    settings.mail_from = Some("beratung@lahntal.example".into());
    settings.sms_url = Some(sms.to_owned());
    settings.sms_token = Some(TOKEN.into());
    settings.sms_sender = Some("Beratung".into());
}

async fn app_with(mail: &MailServer, sms: &SmsGateway) -> TestApp {
    TestApp::with(|settings| ways(settings, mail, &sms.url())).await
}

/// Somebody of whom these are known.
pub async fn person(facility: &Facility<'_>, email: Option<&str>, phone: Option<&str>) -> Person {
    let person = facility.client("Seestern").await;
    let admin = &facility.admin.client;
    let contact = ClientUpdate {
        email: email.map_or(Edit::Keep, |email| Edit::Set(email.try_into().unwrap())),
        phone: phone.map_or(Edit::Keep, |phone| Edit::Set(phone.try_into().unwrap())),
        ..ClientUpdate::default()
    };
    let version = admin.read_client(person.id).await.unwrap().version;
    let changed = admin.update_client(person.id, version, &contact).await;
    changed.unwrap();
    person
}

async fn choose(facility: &Facility<'_>, content: DirectMessageContent) {
    let admin = &facility.admin.client;
    let version = admin.read_direct_message_settings().await.unwrap().version;
    let choice = DirectMessageSettingsUpdate { content };
    let chosen = admin.update_direct_message_settings(version, &choice).await;
    assert_eq!(chosen.unwrap().content, content);
}

/// Every address that a mail leads to, its lines put together again (RFC 2045, section 6.7).
fn addresses(raw: &str) -> Vec<String> {
    let raw = raw.replace("=\r\n", "");
    let ends = |one: char| one.is_whitespace() || "\"<>".contains(one);
    let starts = raw.match_indices("http").map(|(start, _)| &raw[start..]);
    let addresses = starts.filter_map(|rest| rest.split(ends).next());
    addresses.map(str::to_owned).collect()
}

async fn work(app: &TestApp) {
    let worker = Worker::new(app.state.clone());
    while worker.run_due().await.unwrap() > 0 {}
}

async fn sent(facility: &Facility<'_>, person: &Person) -> Vec<DirectMessage> {
    let admin = &facility.admin.client;
    let mut query = DirectMessageQuery {
        limit: Some(Limit::try_from(1).unwrap()),
        ..DirectMessageQuery::default()
    };
    let mut all = Vec::new();
    loop {
        let page = admin.list_direct_messages(person.id, &query).await.unwrap();
        all.extend(page.items);
        if page.next.is_none() {
            return all;
        }
        query.after = page.next;
    }
}

async fn status(facility: &Facility<'_>, person: &Person) -> OutgoingMailStatus {
    let all = sent(facility, person).await;
    assert_eq!(all.len(), 1);
    all[0].status
}

#[actix_web::test]
async fn the_route_is_told_beforehand() {
    use DirectMessageContent::{Confidential, InFull};
    let (mail, sms) = (MailServer::start(), SmsGateway::start());
    let app = app_with(&mail, &sms).await;
    let without = TestApp::new().await;
    for (email, phone, way, address) in [
        (
            Some(EMAIL),
            Some(PHONE),
            DirectMessageWay::Email,
            Some(EMAIL),
        ),
        (None, Some(PHONE), DirectMessageWay::Sms, Some(PHONE)),
        (None, None, DirectMessageWay::Portal, None),
    ] {
        for (app, is_set) in [(&app, true), (&without, false)] {
            let facility = app.facility(&format!("ort-{way:?}").to_lowercase()).await;
            let person = person(&facility, email, phone).await;
            let admin = &facility.admin.client;
            let route = |content| DirectMessageRoute {
                way,
                address: address.map(str::to_owned),
                content,
                can_go_out: is_set || way == DirectMessageWay::Portal,
            };
            let told = admin.read_direct_message_route(person.id).await.unwrap();
            assert_eq!(told, route(Confidential), "unless chosen otherwise");
            choose(&facility, InFull).await;
            let told = admin.read_direct_message_route(person.id).await.unwrap();
            assert_eq!(told, route(InFull));
        }
    }
}

#[actix_web::test]
async fn a_confidential_mail_says_only_that_something_is_there() {
    let (mail, sms) = (MailServer::start(), SmsGateway::start());
    let app = app_with(&mail, &sms).await;
    let facility = app.facility("lahntal").await;
    let person = person(&facility, Some(EMAIL), Some(PHONE)).await;
    let admin = &facility.admin.client;
    let message = by(DirectMessageWay::Email, DirectMessageContent::Confidential);
    let made = admin
        .send_direct_message(person.id, &message)
        .await
        .unwrap();
    assert_eq!(made.status, OutgoingMailStatus::Waiting);
    assert_eq!(made.sent_by.unwrap().id, facility.admin.id);
    work(&app).await;
    assert_eq!(status(&facility, &person).await, OutgoingMailStatus::Sent);
    let inbox = mail.inbox();
    assert_eq!((inbox.len(), sms.taken().len()), (1, 0));
    assert_eq!(inbox[0].to, EMAIL);
    assert_eq!(
        addresses(&inbox[0].raw),
        ["http://127.0.0.1:8080/p/lahntal/messages"; 3]
    );
    for secret in ["Neuer Ort", "Bahnhof", "Seestern"] {
        assert!(!inbox[0].raw.contains(secret), "{secret}");
    }
}

#[actix_web::test]
async fn a_confidential_text_message_does_not_even_name_the_facility() {
    let (mail, sms) = (MailServer::start(), SmsGateway::start());
    let app = app_with(&mail, &sms).await;
    let facility = app.facility("lahntal").await;
    let person = person(&facility, None, Some(PHONE)).await;
    let admin = &facility.admin.client;
    let message = by(DirectMessageWay::Sms, DirectMessageContent::Confidential);
    let made = admin
        .send_direct_message(person.id, &message)
        .await
        .unwrap();
    work(&app).await;
    let query = OutgoingMailQuery::default();
    let outgoing = admin.list_outgoing_mails(&query).await.unwrap().items;
    assert_eq!(outgoing[0].way, DeliveryWay::Sms);
    assert_eq!(
        sms.taken(),
        [Taken {
            key: outgoing[0].id.to_string(),
            from: "Beratung".into(),
            to: "+49151123456".into(),
            text: "Für Sie liegt eine Nachricht bereit: http://127.0.0.1:8080/p/lahntal/messages"
                .into(),
        }]
    );
    assert_eq!(status(&facility, &person).await, OutgoingMailStatus::Sent);
    assert_eq!((mail.inbox().len(), made.way), (0, DirectMessageWay::Sms));
}

#[actix_web::test]
async fn in_full_everything_goes_out_where_the_facility_has_chosen_it() {
    let (mail, sms) = (MailServer::start(), SmsGateway::start());
    let app = app_with(&mail, &sms).await;
    let facility = app.facility("lahntal").await;
    let person = person(&facility, Some(EMAIL), Some(PHONE)).await;
    let admin = &facility.admin.client;
    choose(&facility, DirectMessageContent::InFull).await;
    let message = by(DirectMessageWay::Email, DirectMessageContent::InFull);
    admin
        .send_direct_message(person.id, &message)
        .await
        .unwrap();
    // What is on its way goes as it was written.
    choose(&facility, DirectMessageContent::Confidential).await;
    work(&app).await;
    let inbox = mail.inbox();
    assert_eq!(inbox[0].header("Subject"), "Neuer Ort");
    assert!(inbox[0].raw.contains("Wir treffen uns"));
    assert!(!inbox[0].raw.contains("Seestern"));
}

/// What the admin was told is what happens, or nothing does.
#[actix_web::test]
async fn a_message_does_not_go_by_another_way_than_was_told() {
    use DirectMessageContent::{Confidential, InFull};
    use DirectMessageWay::{Email, Portal, Sms};
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let person = person(&facility, None, Some(PHONE)).await;
    let admin = &facility.admin.client;
    for wrong in [
        by(Email, Confidential),
        by(Portal, Confidential),
        by(Sms, InFull),
    ] {
        let refused = admin.send_direct_message(person.id, &wrong).await;
        assert_eq!(code(refused), ProblemCode::Conflict);
    }
    choose(&facility, InFull).await;
    let long = DirectMessageSend {
        text: "x".repeat(800).as_str().try_into().unwrap(),
        ..by(Sms, InFull)
    };
    let refused = admin.send_direct_message(person.id, &long).await;
    assert_eq!(field(refused), ("/text".into(), FieldCode::TooLong));
    assert!(sent(&facility, &person).await.is_empty());
    let stale = admin
        .update_direct_message_settings(
            Version::FIRST,
            &DirectMessageSettingsUpdate {
                content: Confidential,
            },
        )
        .await;
    assert_eq!(code(stale), ProblemCode::StaleVersion);
}

#[actix_web::test]
async fn a_gateway_that_fails_and_recovers_loses_nothing() {
    let (mail, sms) = (MailServer::start(), SmsGateway::start());
    let app = app_with(&mail, &sms).await;
    let facility = app.facility("lahntal").await;
    let person = person(&facility, None, Some(PHONE)).await;
    let admin = &facility.admin.client;
    sms.fail_next(&[
        Fault::DropBefore,
        Fault::Status(500),
        Fault::Status(429),
        Fault::Status(401),
    ]);
    let message = by(DirectMessageWay::Sms, DirectMessageContent::Confidential);
    admin
        .send_direct_message(person.id, &message)
        .await
        .unwrap();
    for _ in 0..4 {
        work(&app).await;
        assert_eq!(
            status(&facility, &person).await,
            OutgoingMailStatus::Waiting
        );
        assert!(sms.taken().is_empty());
        app.hand.advance(TimeDelta::hours(5));
    }
    work(&app).await;
    assert_eq!(status(&facility, &person).await, OutgoingMailStatus::Sent);
    app.hand.advance(TimeDelta::days(1));
    work(&app).await;
    assert_eq!(sms.taken().len(), 1, "taken is taken");
}

/// The gateway can tell by the key that it has this one already.
#[actix_web::test]
async fn what_was_taken_without_a_word_is_sent_again_under_the_same_key() {
    let (mail, sms) = (MailServer::start(), SmsGateway::start());
    let app = app_with(&mail, &sms).await;
    let facility = app.facility("lahntal").await;
    let person = person(&facility, None, Some(PHONE)).await;
    let admin = &facility.admin.client;
    sms.fail_next(&[Fault::DropAfter]);
    let message = by(DirectMessageWay::Sms, DirectMessageContent::Confidential);
    admin
        .send_direct_message(person.id, &message)
        .await
        .unwrap();
    work(&app).await;
    assert_eq!(
        status(&facility, &person).await,
        OutgoingMailStatus::Waiting
    );
    app.hand.advance(TimeDelta::hours(5));
    work(&app).await;
    assert_eq!(status(&facility, &person).await, OutgoingMailStatus::Sent);
    let taken = sms.taken();
    assert_eq!(taken.len(), 2);
    assert_eq!(taken[0], taken[1]);
}

#[actix_web::test]
async fn a_refused_text_message_is_a_dead_letter_that_can_be_sent_again() {
    let (mail, sms) = (MailServer::start(), SmsGateway::start());
    let app = app_with(&mail, &sms).await;
    let facility = app.facility("lahntal").await;
    let person = person(&facility, None, Some(PHONE)).await;
    let admin = &facility.admin.client;
    sms.fail_next(&[Fault::Status(400)]);
    let message = by(DirectMessageWay::Sms, DirectMessageContent::Confidential);
    admin
        .send_direct_message(person.id, &message)
        .await
        .unwrap();
    work(&app).await;
    assert_eq!(status(&facility, &person).await, OutgoingMailStatus::Failed);
    let query = OutgoingMailQuery::default();
    let dead = admin.list_outgoing_mails(&query).await.unwrap().items;
    assert_eq!(dead[0].last_error.as_deref(), Some("sms 400"));
    admin.send_outgoing_mail_again(dead[0].id).await.unwrap();
    work(&app).await;
    assert_eq!(status(&facility, &person).await, OutgoingMailStatus::Sent);
    assert_eq!(sms.taken().len(), 1);
}

/// Without a gateway text messages wait, and mail does not wait for them.
#[actix_web::test]
async fn a_text_message_waits_for_a_gateway() {
    let (mail, sms) = (MailServer::start(), SmsGateway::start());
    let app = TestApp::with(|settings| {
        settings.smtp_url = Some(mail.url().as_str().into());
        settings.mail_from = Some("beratung@lahntal.example".into());
    })
    .await;
    let facility = app.facility("lahntal").await;
    let person = person(&facility, None, Some(PHONE)).await;
    let admin = &facility.admin.client;
    let message = by(DirectMessageWay::Sms, DirectMessageContent::Confidential);
    admin
        .send_direct_message(person.id, &message)
        .await
        .unwrap();
    work(&app).await;
    assert_eq!(
        status(&facility, &person).await,
        OutgoingMailStatus::Waiting
    );
    let with = app
        .restarted_with(|settings| {
            settings.sms_url = Some(sms.url());
            settings.sms_token = Some(TOKEN.into());
            settings.sms_sender = Some("Beratung".into());
        })
        .await;
    work(&with).await;
    assert_eq!(sms.taken().len(), 1);
}

#[actix_web::test]
async fn a_client_reads_theirs_and_nobody_elses_newest_first() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let person = facility.client("Seestern").await;
    let stranger = facility.client("Anker").await;
    let admin = &facility.admin.client;
    for subject in ["Eins", "Zwei"] {
        let message = DirectMessageSend {
            subject: subject.try_into().unwrap(),
            ..direct_message()
        };
        admin
            .send_direct_message(person.id, &message)
            .await
            .unwrap();
    }
    let query = DirectMessageQuery::default();
    let received = async |person: &Person| {
        let page = person.client.list_received_direct_messages(&query).await;
        let items = page.unwrap().items.into_iter();
        let items = items.map(|one| (one.id, one.subject, one.unread));
        items.collect::<Vec<_>>()
    };
    let all = received(&person).await;
    assert_eq!((all[0].1.as_str(), all[1].1.as_str()), ("Zwei", "Eins"));
    assert!(all[0].2 && all[1].2);
    assert!(received(&stranger).await.is_empty());
    person
        .client
        .mark_direct_message_read(all[0].0)
        .await
        .unwrap();
    let foreign = stranger.client.mark_direct_message_read(all[1].0).await;
    assert_eq!(code(foreign), ProblemCode::NotFound);
    let after = received(&person).await;
    assert_eq!((after[0].2, after[1].2), (false, true));
    let seen = sent(&facility, &person).await;
    assert!(seen[0].read_at.is_some() && seen[1].read_at.is_none());
    assert_eq!(seen[0].text, "Wir treffen uns\nin der Bahnhofstraße.");
    assert_eq!(seen[0].status, OutgoingMailStatus::Sent, "it is there");
}

/// The list of what goes out is forgotten after some time; the message keeps its state.
#[actix_web::test]
async fn a_message_outlives_the_mail_that_announced_it() {
    let (mail, sms) = (MailServer::start(), SmsGateway::start());
    let app = app_with(&mail, &sms).await;
    let facility = app.facility("lahntal").await;
    let person = person(&facility, Some(EMAIL), None).await;
    let admin = &facility.admin.client;
    let message = by(DirectMessageWay::Email, DirectMessageContent::Confidential);
    admin
        .send_direct_message(person.id, &message)
        .await
        .unwrap();
    work(&app).await;
    app.db
        .execute_unprepared("DELETE FROM outgoing_mails")
        .await
        .unwrap();
    assert_eq!(status(&facility, &person).await, OutgoingMailStatus::Sent);
    let version = admin.read_client(person.id).await.unwrap().version;
    admin.erase_client(person.id, version).await.unwrap();
    let gone = admin
        .list_direct_messages(person.id, &DirectMessageQuery::default())
        .await;
    assert_eq!(code(gone), ProblemCode::NotFound);
}
