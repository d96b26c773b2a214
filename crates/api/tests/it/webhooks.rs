//! Other programs are told what happens, each thing once they take it, and never what it says.

use crate::{
    support::{Facility, TestApp, code, field, says},
    webhook_receiver::{Fault, Receiver},
};
use api::{config::Settings, jobs::Worker};
use chrono::TimeDelta;
use client::Client;
use domain::{
    audit::{AuditAction, AuditQuery, RecordKind},
    ids::{ClientId, WebhookId},
    outgoing_mails::{MailTemplate, OutgoingMailQuery},
    page::Limit,
    problem::{FieldCode, ProblemCode},
    webhooks::{
        MAX_WEBHOOKS, Webhook, WebhookCreate, WebhookDelivery, WebhookDeliveryQuery,
        WebhookDeliveryStatus, WebhookEvent, WebhookEvents, WebhookQuery, WebhookSecret,
        WebhookState, WebhookUpdate,
    },
};
use sea_orm::{ConnectionTrait, Statement};
use std::collections::BTreeSet;

/// Another program at this address.
pub fn webhook(url: &str, events: &[WebhookEvent]) -> WebhookCreate {
    WebhookCreate {
        name: "Fallverwaltung".try_into().unwrap(),
        url: url.try_into().unwrap(),
        events: events.to_vec().try_into().unwrap(),
    }
}

/// Receivers on this machine may be called, and are given a second.
pub fn inside(settings: &mut Settings) {
    settings.webhooks_inside = true;
    settings.webhook_timeout_seconds = 1;
}

async fn made(
    facility: &Facility<'_>,
    receiver: &Receiver,
    events: &[WebhookEvent],
) -> WebhookSecret {
    let body = webhook(&receiver.url(), events);
    facility.admin.client.create_webhook(&body).await.unwrap()
}

/// Everything that is due, until nothing is.
async fn work(app: &TestApp) {
    let worker = Worker::new(app.state.clone());
    while worker.run_due().await.unwrap() > 0 {}
}

async fn deliveries(admin: &Client, id: WebhookId) -> Vec<WebhookDelivery> {
    let query = WebhookDeliveryQuery::default();
    let page = admin.list_webhook_deliveries(id, &query).await;
    page.unwrap().items
}

async fn state(admin: &Client, id: WebhookId) -> WebhookState {
    admin.read_webhook(id).await.unwrap().state
}

/// The mails that say that a webhook was switched off.
async fn notices(admin: &Client) -> usize {
    let query = OutgoingMailQuery::default();
    let mails = admin.list_outgoing_mails(&query).await.unwrap().items;
    let of_webhooks = mails
        .iter()
        .filter(|one| one.template == MailTemplate::WebhookDisabled);
    of_webhooks.count()
}

#[actix_web::test]
async fn what_happens_is_told_in_names_and_ids_signed_and_never_what_it_says() {
    use WebhookEvent::{ClientCreated, MailRequestAnswered, MailRequestCreated};
    let (app, receiver) = (TestApp::with(inside).await, Receiver::start());
    let facility = app.facility("lahntal").await;
    let abroad = app.facility("wetterau").await;
    let events = [ClientCreated, MailRequestCreated, MailRequestAnswered];
    let made = made(&facility, &receiver, &events).await;
    assert!(made.secret.starts_with("whsec_"));
    let person = facility.client("Seestern").await;
    let id = person.request("Geheimer Betreff").await;
    facility.admin.answer(id).await;
    // What nobody asked to be told of, and what happens elsewhere.
    person.say(id).await;
    abroad.client("Anker").await;
    work(&app).await;

    let calls = receiver.calls();
    let told: Vec<_> = calls
        .iter()
        .map(|call| (call.payload().event, call.payload().data.id.unwrap()))
        .collect();
    let expected = [
        (ClientCreated, person.id.0),
        (MailRequestCreated, id.0),
        (MailRequestAnswered, id.0),
    ];
    let records: BTreeSet<_> = told.iter().map(|one| one.1).collect();
    assert_eq!(records.len(), 2);
    for one in expected {
        assert!(told.contains(&one), "{one:?} in {told:?}");
    }
    assert_eq!(told.len(), 3);
    for call in &calls {
        assert!(call.is_signed_by(&made.secret), "{call:?}");
        let age = app.hand.now().timestamp() - call.timestamp.parse::<i64>().unwrap();
        assert!((0..60).contains(&age), "{age}");
        assert_eq!(
            call.payload().data.kind.unwrap(),
            match call.payload().event {
                ClientCreated => RecordKind::Client,
                _ => RecordKind::MailRequest,
            }
        );
        for secret in ["Seestern", "eheim", "Nacht"] {
            assert!(!call.body.contains(secret), "{}", call.body);
        }
    }
    let admin = &facility.admin.client;
    let log = deliveries(admin, made.webhook.id).await;
    let ids: BTreeSet<_> = log.iter().map(|one| one.id.to_string()).collect();
    assert_eq!(ids, calls.iter().map(|one| one.id.clone()).collect());
    for one in &log {
        assert_eq!(one.status, WebhookDeliveryStatus::Delivered);
        assert_eq!((one.attempts, one.http_status), (1, Some(204)));
        assert!(one.tried_at.is_some() && one.last_error.is_none());
    }
    work(&app).await;
    assert_eq!(receiver.calls().len(), 3, "once");
}

#[actix_web::test]
async fn a_receiver_that_fails_or_is_silent_is_tried_again_with_the_same_id() {
    for (fault, why, http) in [
        (Fault::Status(503), "http 503", Some(503)),
        (Fault::Status(404), "http 404", Some(404)),
        // Nobody is followed anywhere.
        (Fault::Status(302), "http 302", Some(302)),
        (Fault::Drop, "connection", None),
        (Fault::Hang, "time-out", None),
    ] {
        let (app, receiver) = (TestApp::with(inside).await, Receiver::start());
        let facility = app.facility("lahntal").await;
        let admin = &facility.admin.client;
        let made = made(&facility, &receiver, &[WebhookEvent::ClientCreated]).await;
        receiver.fail_next(&[fault]);
        facility.client("Seestern").await;
        work(&app).await;
        let log = deliveries(admin, made.webhook.id).await;
        assert_eq!(log[0].status, WebhookDeliveryStatus::Waiting, "{fault:?}");
        assert_eq!(log[0].last_error.as_deref(), Some(why), "{fault:?}");
        assert_eq!(log[0].http_status, http, "{fault:?}");
        let webhook = admin.read_webhook(made.webhook.id).await.unwrap();
        assert!(webhook.failing_since.is_some(), "{fault:?}");
        // The next thing waits for the first to be tried again.
        let before = receiver.calls().len();
        facility.client("Anker").await;
        work(&app).await;
        assert_eq!(receiver.calls().len(), before, "{fault:?}");

        app.hand.advance(TimeDelta::minutes(1));
        work(&app).await;
        let log = deliveries(admin, made.webhook.id).await;
        for one in &log {
            assert_eq!(one.status, WebhookDeliveryStatus::Delivered, "{fault:?}");
        }
        assert_eq!((log[0].attempts, log[1].attempts), (1, 2), "{fault:?}");
        let webhook = admin.read_webhook(made.webhook.id).await.unwrap();
        assert_eq!(webhook.failing_since, None, "{fault:?}");
        let calls = receiver.calls();
        let first = log[1].id.to_string();
        let tries = calls.iter().filter(|call| call.id == first);
        let tries: Vec<_> = tries.collect();
        if fault != Fault::Drop {
            assert_eq!(tries.len(), 2, "{fault:?}");
            assert_eq!(tries[0].body, tries[1].body);
            assert_ne!(tries[0].timestamp, tries[1].timestamp);
        }
        assert!(tries.iter().all(|call| call.is_signed_by(&made.secret)));
    }
}

#[actix_web::test]
async fn a_receiver_that_is_gone_is_told_nothing_from_then_on_and_admins_hear_of_it() {
    let (app, receiver) = (TestApp::with(inside).await, Receiver::start());
    let facility = app.facility("lahntal").await;
    let admin = &facility.admin.client;
    let made = made(&facility, &receiver, &[WebhookEvent::ClientCreated]).await;
    let id = made.webhook.id;
    receiver.fail_next(&[Fault::Status(410)]);
    facility.client("Seestern").await;
    work(&app).await;
    assert_eq!(state(admin, id).await, WebhookState::Gone);
    assert_eq!(notices(admin).await, 1);
    facility.client("Anker").await;
    work(&app).await;
    assert_eq!(receiver.calls().len(), 1);
    let log = deliveries(admin, id).await;
    assert_eq!(log.len(), 1, "nothing is written down any more");
    assert_eq!(log[0].status, WebhookDeliveryStatus::Failed);
    let refused = admin.send_webhook_delivery_again(log[0].id).await;
    assert_eq!(code(refused), ProblemCode::Conflict);
    // It is back.
    assert_eq!(
        admin.resume_webhook(id).await.unwrap().state,
        WebhookState::Active
    );
    admin.send_webhook_delivery_again(log[0].id).await.unwrap();
    work(&app).await;
    let log = deliveries(admin, id).await;
    assert_eq!(log[0].status, WebhookDeliveryStatus::Delivered);
    assert_eq!(receiver.calls()[1].id, log[0].id.to_string());
}

#[actix_web::test]
async fn a_receiver_that_fails_for_days_is_given_up_and_each_thing_before_that() {
    let (app, receiver) = (TestApp::with(inside).await, Receiver::start());
    let facility = app.facility("lahntal").await;
    let admin = &facility.admin.client;
    let made = made(&facility, &receiver, &[WebhookEvent::ClientCreated]).await;
    let id = made.webhook.id;
    receiver.fail_next(&[Fault::Status(500); 200]);
    facility.client("Seestern").await;
    let mut hours = 0;
    while deliveries(admin, id).await[0].status == WebhookDeliveryStatus::Waiting {
        work(&app).await;
        app.hand.advance(TimeDelta::hours(1));
        hours += 1;
        assert!(hours < 24 * 5, "given up after about three days");
    }
    assert!(hours > 24, "{hours}");
    assert_eq!(state(admin, id).await, WebhookState::Active);
    assert_eq!(notices(admin).await, 0);
    for _ in 0..16 {
        app.hand.advance(TimeDelta::hours(6));
        assert_eq!(state(admin, id).await, WebhookState::Active);
    }
    facility.client("Anker").await;
    work(&app).await;
    assert_eq!(state(admin, id).await, WebhookState::Failing);
    assert_eq!(notices(admin).await, 1);
    let log = deliveries(admin, id).await;
    assert_eq!(log[0].status, WebhookDeliveryStatus::Failed);
    work(&app).await;
    assert_eq!(notices(admin).await, 1);
}

#[actix_web::test]
async fn while_it_is_paused_what_happens_is_kept_and_told_when_it_goes_on() {
    let (app, receiver) = (TestApp::with(inside).await, Receiver::start());
    let facility = app.facility("lahntal").await;
    let admin = &facility.admin.client;
    let made = made(&facility, &receiver, &[WebhookEvent::ClientCreated]).await;
    let id = made.webhook.id;
    // Written down before, not told yet.
    facility.client("Seestern").await;
    let paused = admin.pause_webhook(id).await.unwrap();
    assert_eq!(paused.state, WebhookState::Paused);
    assert_eq!(code(admin.pause_webhook(id).await), ProblemCode::Conflict);
    facility.client("Anker").await;
    work(&app).await;
    app.hand.advance(TimeDelta::hours(9));
    work(&app).await;
    assert!(receiver.calls().is_empty());
    // To try it out is possible meanwhile.
    let tried = admin.test_webhook(id).await.unwrap();
    work(&app).await;
    assert_eq!(receiver.calls().len(), 1);
    assert_eq!(receiver.calls()[0].id, tried.id.to_string());
    assert_eq!(receiver.calls()[0].payload().event, WebhookEvent::Test);
    admin.resume_webhook(id).await.unwrap();
    assert_eq!(code(admin.resume_webhook(id).await), ProblemCode::Conflict);
    work(&app).await;
    assert_eq!(receiver.calls().len(), 3);
    let waiting = WebhookDeliveryQuery {
        status: Some(WebhookDeliveryStatus::Waiting),
        ..WebhookDeliveryQuery::default()
    };
    let waiting = admin.list_webhook_deliveries(id, &waiting).await.unwrap();
    assert!(waiting.items.is_empty());
}

#[actix_web::test]
async fn a_test_that_fails_is_not_repeated_and_says_why() {
    let (app, receiver) = (TestApp::with(inside).await, Receiver::start());
    let facility = app.facility("lahntal").await;
    let admin = &facility.admin.client;
    let made = made(&facility, &receiver, &[WebhookEvent::ClientCreated]).await;
    receiver.fail_next(&[Fault::Status(401)]);
    admin.test_webhook(made.webhook.id).await.unwrap();
    work(&app).await;
    let log = deliveries(admin, made.webhook.id).await;
    assert_eq!(log[0].status, WebhookDeliveryStatus::Failed);
    assert_eq!(log[0].last_error.as_deref(), Some("http 401"));
    let webhook = admin.read_webhook(made.webhook.id).await.unwrap();
    assert_eq!(webhook.failing_since, None);
}

#[actix_web::test]
async fn for_a_day_both_secrets_sign_and_then_only_the_new_one() {
    let (app, receiver) = (TestApp::with(inside).await, Receiver::start());
    let facility = app.facility("lahntal").await;
    let admin = &facility.admin.client;
    let old = made(&facility, &receiver, &[WebhookEvent::ClientCreated]).await;
    let new = admin.rotate_webhook_secret(old.webhook.id).await.unwrap();
    assert_ne!(old.secret, new.secret);
    facility.client("Seestern").await;
    work(&app).await;
    app.hand.advance(TimeDelta::hours(25));
    facility.client("Anker").await;
    work(&app).await;
    let calls = receiver.calls();
    assert!(calls.iter().all(|call| call.is_signed_by(&new.secret)));
    let by_old: Vec<_> = calls
        .iter()
        .map(|call| call.is_signed_by(&old.secret))
        .collect();
    assert_eq!(by_old, [true, false]);
}

#[actix_web::test]
async fn two_servers_share_the_work_and_nothing_is_told_twice() {
    let (app, receiver) = (TestApp::with(inside).await, Receiver::start());
    let facility = app.facility("lahntal").await;
    made(&facility, &receiver, &[WebhookEvent::MailRequestAnswered]).await;
    let person = facility.client("Seestern").await;
    let id = person.request("Schlaf").await;
    for n in 0..40 {
        let answer = says(&format!("Antwort {n}"));
        let admin = &facility.admin.client;
        admin.answer_mail_request(id, &answer).await.unwrap();
    }
    let other = app.restarted_with(inside).await;
    futures_util::future::join(work(&app), work(&other)).await;
    let calls = receiver.calls();
    let ids: BTreeSet<_> = calls.iter().map(|call| call.id.as_str()).collect();
    assert_eq!((calls.len(), ids.len()), (40, 40));
}

/// Whoever may make a webhook must not make the server knock at doors that only it can reach.
#[actix_web::test]
async fn only_what_is_on_the_internet_may_be_called() {
    let (app, receiver) = (TestApp::new().await, Receiver::start());
    let facility = app.facility("lahntal").await;
    let admin = &facility.admin.client;
    let events = [WebhookEvent::ClientCreated];
    for url in [
        receiver.url().as_str(),
        "https://localhost/hook",
        "https://127.0.0.1/hook",
        "https://10.0.0.7/hook",
        "https://169.254.169.254/latest/meta-data",
        "https://[::1]/hook",
        "https://[fd00::7]/hook",
    ] {
        let refused = admin.create_webhook(&webhook(url, &events)).await;
        let expected = ("/url".to_owned(), FieldCode::NotPublic);
        assert_eq!(field(refused), expected, "{url}");
    }
    // A name is looked up when it is called: whatever it leads to here, it is not this machine.
    let body = webhook("https://faelle.example/hook", &events);
    let made = admin.create_webhook(&body).await.unwrap();
    let inside = WebhookUpdate {
        url: Some("https://192.168.0.1/".try_into().unwrap()),
        ..WebhookUpdate::default()
    };
    let (id, version) = (made.webhook.id, made.webhook.version);
    let refused = admin.update_webhook(id, version, &inside).await;
    assert_eq!(field(refused).1, FieldCode::NotPublic);
    // An address that was allowed once is not called when it is not any more.
    let elsewhere = app
        .restarted_with(|settings| settings.webhooks_inside = true)
        .await;
    let abroad = elsewhere.meet(&facility);
    let body = webhook(&receiver.url(), &events);
    let near = abroad.admin.client.create_webhook(&body).await.unwrap();
    admin.test_webhook(near.webhook.id).await.unwrap();
    work(&app).await;
    let log = deliveries(admin, near.webhook.id).await;
    assert_eq!(log[0].last_error.as_deref(), Some("address"));
    assert!(receiver.calls().is_empty());
}

#[actix_web::test]
async fn secret_and_address_are_sealed_and_shown_to_admins_alone() {
    let (app, receiver) = (TestApp::with(inside).await, Receiver::start());
    let facility = app.facility("lahntal").await;
    let admin = &facility.admin.client;
    let made = made(&facility, &receiver, &[WebhookEvent::ClientCreated]).await;
    let listed = admin.list_webhooks(&WebhookQuery::default()).await.unwrap();
    assert_eq!(listed.items, std::slice::from_ref(&made.webhook));
    assert_eq!(listed.items[0].url, receiver.url());
    let rows = "SELECT sealed_url, sealed_secret FROM webhooks";
    let rows = Statement::from_string(app.db.get_database_backend(), rows);
    let row = app.db.query_one_raw(rows).await.unwrap().unwrap();
    for column in ["sealed_url", "sealed_secret"] {
        let bytes: Vec<u8> = row.try_get("", column).unwrap();
        for plain in ["127.0.0.1", "geheim", &made.secret[6..]] {
            let found = bytes
                .windows(plain.len())
                .any(|part| part == plain.as_bytes());
            assert!(!found, "{column}");
        }
    }
    let counselor = facility.counselor("m.brandt").await;
    let refused = counselor
        .client
        .list_webhooks(&WebhookQuery::default())
        .await;
    assert_eq!(code(refused), ProblemCode::Forbidden);
    let noted = AuditQuery {
        action: Some(AuditAction::CreateWebhook),
        ..AuditQuery::default()
    };
    let noted = admin.list_audit_entries(&noted).await.unwrap().items;
    assert_eq!(noted[0].record.unwrap().id, made.webhook.id.0);
}

#[actix_web::test]
async fn a_webhook_is_changed_from_the_version_one_saw_and_there_are_twenty_at_most() {
    let (app, receiver) = (TestApp::with(inside).await, Receiver::start());
    let facility = app.facility("lahntal").await;
    let admin = &facility.admin.client;
    let first = made(&facility, &receiver, &[WebhookEvent::ClientCreated])
        .await
        .webhook;
    let change = WebhookUpdate {
        name: Some("Archiv".try_into().unwrap()),
        events: Some(vec![WebhookEvent::ClientErased].try_into().unwrap()),
        ..WebhookUpdate::default()
    };
    let changed = admin
        .update_webhook(first.id, first.version, &change)
        .await
        .unwrap();
    let expected = Webhook {
        name: "Archiv".into(),
        events: WebhookEvents::try_from(vec![WebhookEvent::ClientErased]).unwrap(),
        version: first.version.next(),
        ..first.clone()
    };
    assert_eq!(changed, expected);
    let stale = admin.update_webhook(first.id, first.version, &change).await;
    assert_eq!(code(stale), ProblemCode::StaleVersion);
    facility.client("Seestern").await;
    work(&app).await;
    assert!(
        receiver.calls().is_empty(),
        "it is not told of that any more"
    );

    for _ in 1..MAX_WEBHOOKS {
        made(&facility, &receiver, &[WebhookEvent::ClientErased]).await;
    }
    let body = webhook(&receiver.url(), &[WebhookEvent::ClientErased]);
    assert_eq!(
        code(admin.create_webhook(&body).await),
        ProblemCode::LimitReached
    );
    let query = WebhookQuery {
        limit: Some(Limit::try_from(3).unwrap()),
        after: None,
    };
    let page = admin.list_webhooks(&query).await.unwrap();
    let next = WebhookQuery {
        after: page.next.clone(),
        ..query
    };
    let next = admin.list_webhooks(&next).await.unwrap();
    assert_eq!((page.items.len(), next.items.len()), (3, 3));
    assert!(page.items[2].id < next.items[0].id);
    admin.delete_webhook(first.id).await.unwrap();
    assert_eq!(
        code(admin.read_webhook(first.id).await),
        ProblemCode::NotFound
    );
}

/// That somebody is erased is told, since the other program has to forget them too; all else that
/// names them is gone from the log.
#[actix_web::test]
async fn an_erased_client_is_told_of_once_more_and_named_nowhere_else() {
    let (app, receiver) = (TestApp::with(inside).await, Receiver::start());
    let facility = app.facility("lahntal").await;
    let admin = &facility.admin.client;
    let events = [WebhookEvent::ClientCreated, WebhookEvent::ClientErased];
    let made = made(&facility, &receiver, &events).await;
    let person = facility.client("Seestern").await;
    work(&app).await;
    let version = admin.read_client(person.id).await.unwrap().version;
    admin.erase_client(person.id, version).await.unwrap();
    let log = deliveries(admin, made.webhook.id).await;
    let told: Vec<_> = log.iter().map(|one| (one.event, one.record_id)).collect();
    assert_eq!(told, [(WebhookEvent::ClientErased, Some(person.id.0))]);
    work(&app).await;
    let last = receiver.calls().pop().unwrap().payload();
    assert_eq!(last.event, WebhookEvent::ClientErased);
    assert_eq!(last.data.id.map(ClientId), Some(person.id));
    // The log itself is forgotten after a month.
    app.hand.advance(TimeDelta::days(31));
    api::jobs::ensure_housekeeping(&app.db, app.hand.now())
        .await
        .unwrap();
    work(&app).await;
    assert_eq!(crate::jobs::rows(&app, "webhook_deliveries").await, 0);
}
