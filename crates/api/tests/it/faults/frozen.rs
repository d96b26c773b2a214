//! A server that stands still, because its machine does, and wakes as if nothing had happened. Others
//! have gone on meanwhile: what they did is not done again, and not undone.

use super::{attempt, is_for_now, person, texts, unlimited, until};
use crate::{
    booking_mails::reachable_at,
    chat_processes::read_all,
    direct_messages,
    jobs::rows,
    mail_server::{Fault, MailServer},
    program::{freeze, kill, start, thaw},
    sms_gateway::SmsGateway,
    support::{STAFF_PASSWORD, TestApp, credentials, says},
    webhook_receiver::Receiver,
    webhooks::{inside, webhook},
};
use api::{
    clock::Clock,
    jobs::{LEASE_MINUTES, Outcome, Worker, entity::JobKind, entity::Model as Job},
    outgoing_mails, webhooks as calling,
};
use chrono::TimeDelta;
use client::Client;
use domain::{
    direct_messages::{DirectMessageContent, DirectMessageWay},
    webhooks::WebhookEvent,
};
use futures_util::future::join;
use sea_orm::{ConnectionTrait, DbBackend, TransactionTrait};
use std::process::Command;
use tokio::time::timeout;
use uuid::Uuid;

/// A server that sends its mail there.
fn sending(database_url: &str, mails: &MailServer) -> Command {
    let mut command = unlimited(database_url);
    command
        .env("BEISTAND_SMTP_URL", mails.url())
        .env("BEISTAND_MAIL_FROM", "beratung@lahntal.example");
    command
}

/// On PostgreSQL another server goes on; on SQLite it is the same one, which has slept for longer
/// than its lease and takes up the job anew while it is still at it.
#[actix_web::test]
async fn who_wakes_in_the_middle_of_a_mail_does_not_send_what_was_sent_meanwhile() {
    let mails = MailServer::start();
    let app = TestApp::new().await;
    // The processes go by the clock on the wall.
    app.hand.advance(Clock::system().now() - app.hand.now());
    let facility = app.facility("lahntal").await;
    let brandt = facility.counselor("m.brandt").await;
    let person = reachable_at(&facility, "Seestern", "seestern@mail.example").await;
    let request = person.request_of(&brandt).await;
    mails.fail_next(&[Fault::HoldAtData]);
    let (sleeper, url) = start(&mut sending(&app.database_url, &mails));
    until(async || mails.is_holding()).await;

    // It sleeps for longer than its lease. SQLite's file is everybody's: not with a hand on it.
    let time_passes = "UPDATE jobs SET leased_until = run_at WHERE leased_until IS NOT NULL";
    freeze(&sleeper);
    while app.db.execute_unprepared(time_passes).await.is_err() {
        thaw(&sleeper);
        freeze(&sleeper);
    }
    let several = app.db.get_database_backend() != DbBackend::Sqlite;
    let other = several.then(|| start(&mut sending(&app.database_url, &mails)));
    if other.is_none() {
        thaw(&sleeper);
    }
    let sent = "outgoing_mails WHERE status = 'sent' AND attempts = 1";
    until(async || rows(&app, sent).await == 1).await;
    assert_eq!(mails.inbox().len(), 1);
    thaw(&sleeper);
    mails.release();
    until(async || mails.has_let_go()).await;
    assert_eq!(mails.inbox().len(), 1, "nobody got it twice");

    // It goes on by itself.
    let staff = Client::new(&url);
    let body = credentials(Some("lahntal"), "m.brandt", STAFF_PASSWORD);
    staff.sign_in_counselor(&body).await.unwrap();
    let answer = says("Noch etwas");
    staff.answer_mail_request(request, &answer).await.unwrap();
    until(async || rows(&app, sent).await == 2).await;
    assert_eq!(mails.inbox().len(), 2);
    let left = rows(&app, "jobs WHERE kind = 'send_outgoing_mail'").await;
    assert_eq!(left, 0);
    kill(sleeper);
    if let Some((process, _)) = other {
        kill(process);
    }
}

/// SQLite is one server's.
#[actix_web::test]
async fn who_sleeps_with_a_lock_in_hand_is_shown_the_door_and_nobody_waits_for_long() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let brandt = facility.counselor("m.brandt").await;
    facility.client("Seestern").await;
    if app.db.get_database_backend() == DbBackend::Sqlite {
        assert!(api::database::file(&app.database_url).is_some());
        return;
    }
    let with = |option: &str| start(&mut unlimited(&format!("{}?{option}", app.database_url)));
    let (sleeper, url) = with("options[idle_in_transaction_session_timeout]=1s");
    let (other, other_url) = with("options[lock_timeout]=100ms");
    let (first, chat) = person(&url, brandt.id).await;
    let (second, _) = person(&other_url, brandt.id).await;
    // Somebody has the conversation, and the first waits for it within its transaction.
    let tx = app.db.begin().await.unwrap();
    let lock = format!("SELECT 1 FROM chats WHERE id = '{chat}' FOR UPDATE");
    tx.execute_unprepared(&lock).await.unwrap();
    let (one, two) = (Uuid::now_v7(), Uuid::now_v7());
    let waiting =
        "pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'";
    let meanwhile = async {
        until(async || rows(&app, waiting).await == 1).await;
        freeze(&sleeper);
        let refused = attempt(&second, (chat, two, "zwei")).await.unwrap_err();
        assert!(is_for_now(&refused), "{refused:?}");
        // Now it is the sleeper's.
        tx.rollback().await.unwrap();
        while let Err(refused) = attempt(&second, (chat, two, "zwei")).await {
            assert!(is_for_now(&refused), "{refused:?}");
        }
        thaw(&sleeper);
    };
    let all = join(attempt(&first, (chat, one, "eins")), meanwhile);
    let (refused, ()) = timeout(super::PATIENCE, all).await.expect("it goes on");
    let refused = refused.unwrap_err();
    assert!(is_for_now(&refused), "{refused:?}");
    attempt(&first, (chat, one, "eins")).await.unwrap();
    let messages = texts(read_all(&first, chat).await);
    assert_eq!(messages, ["zwei", "eins"]);
    kill(sleeper);
    kill(other);
}

/// What the job's kind says.
async fn by_kind(app: &TestApp, job: &Job) -> Outcome {
    let done = match job.kind {
        JobKind::DeliverWebhook => calling::attempt(&app.state, job).await,
        _ => outgoing_mails::attempt(&app.state, job).await,
    };
    done.unwrap()
}

#[actix_web::test]
async fn who_finds_the_lease_gone_hands_over_no_mail_no_text_message_and_no_word_to_a_program() {
    let (mails, sms, receiver) = (MailServer::start(), SmsGateway::start(), Receiver::start());
    let app = TestApp::with(|settings| {
        direct_messages::ways(settings, &mails, &sms.url());
        inside(settings);
    })
    .await;
    let facility = app.facility("lahntal").await;
    let admin = &facility.admin.client;
    let told = webhook(&receiver.url(), &[WebhookEvent::MailRequestCreated]);
    admin.create_webhook(&told).await.unwrap();
    let (email, phone) = (direct_messages::EMAIL, direct_messages::PHONE);
    let by_mail = reachable_at(&facility, "Anker", email).await;
    let by_sms = direct_messages::person(&facility, None, Some(phone)).await;
    for (person, way) in [
        (&by_mail, DirectMessageWay::Email),
        (&by_sms, DirectMessageWay::Sms),
    ] {
        let message = direct_messages::by(way, DirectMessageContent::Confidential);
        admin
            .send_direct_message(person.id, &message)
            .await
            .unwrap();
    }
    by_sms.request("Schlaf").await;
    let asleep = Worker::new(app.state.clone()).claim().await.unwrap();
    assert_eq!(asleep.len(), 3);
    app.hand.advance(TimeDelta::minutes(LEASE_MINUTES + 1));
    let awake = Worker::new(app.state.clone()).claim().await.unwrap();
    assert_eq!(awake.len(), 3);
    let handed_over = || {
        (
            mails.inbox().len(),
            sms.taken().len(),
            receiver.calls().len(),
        )
    };
    for job in &asleep {
        by_kind(&app, job).await;
    }
    assert_eq!(handed_over(), (0, 0, 0));
    assert_eq!(rows(&app, "jobs").await, 3, "they are the other's");
    for job in awake.iter().chain(&asleep) {
        by_kind(&app, job).await;
    }
    assert_eq!(handed_over(), (1, 1, 1));
    assert_eq!(rows(&app, "jobs").await, 0);
}
