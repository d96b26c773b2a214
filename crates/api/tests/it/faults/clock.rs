//! The clock jumps, an hour forth or an hour back, as where a machine's was wrong and is put right.
//! Nothing is sent twice, nothing is held for ever, and every list still shows everything once.
//! Limits of requests go by a clock that only ever goes on, so that a jump lets nobody through.

use super::until;
use crate::{
    booking_mails::reachable_at,
    bookings::{Example, TEN},
    chats::said,
    jobs::rows,
    mail_server::{Fault, MailServer},
    support::{CLIENT_PASSWORD, TestApp, code, credentials},
};
use api::jobs::{LEASE_MINUTES, Worker, entity as job, work};
use chrono::TimeDelta;
use domain::{
    accounts::AccountKind,
    bookings::ReservationBooking,
    chats::{ChatAccount, ChatOpen},
    documents::DocumentQuery,
    page::Limit,
    problem::ProblemCode,
};
use sea_orm::EntityTrait;
use std::{collections::BTreeSet, num::NonZeroU32};
use uuid::Uuid;

const JUMPS: [i64; 2] = [1, -1];

#[actix_web::test]
async fn what_is_to_be_sent_is_sent_once_and_no_lease_is_for_ever() {
    for hours in JUMPS {
        let mails = MailServer::start();
        let app = TestApp::with(|settings| {
            settings.smtp_url = Some(mails.url().as_str().into());
            settings.smtp_timeout_seconds = 1;
            settings.mail_from = Some("beratung@lahntal.example".into());
        })
        .await;
        let facility = app.facility("lahntal").await;
        let brandt = facility.counselor("m.brandt").await;
        let person = reachable_at(&facility, "Seestern", "seestern@mail.example").await;
        let request = person.request_of(&brandt).await;
        let worker = Worker::new(app.state.clone());
        worker.run_due().await.unwrap();
        assert_eq!(mails.inbox().len(), 1);
        // One fails and waits, one is held by a worker that dies.
        mails.fail_next(&[Fault::NoGreeting]);
        brandt.answer(request).await;
        worker.run_due().await.unwrap();
        brandt.answer(request).await;
        assert_eq!(worker.claim().await.unwrap().len(), 1);

        app.hand.advance(TimeDelta::hours(hours));
        let works = actix_web::rt::spawn(work(app.state.clone()));
        let longest = || app.hand.now() + TimeDelta::minutes(LEASE_MINUTES);
        until(async || {
            let jobs = job::Entity::find().all(&app.db).await.unwrap();
            let mut leases = jobs.iter().filter_map(|one| one.leased_until);
            mails.inbox().len() == 3 || leases.all(|until| until <= longest())
        })
        .await;
        if hours < 0 {
            assert_eq!(mails.inbox().len(), 1, "their time is to come");
            app.hand.advance(TimeDelta::minutes(LEASE_MINUTES + 1));
            assert_eq!(rows(&app, "jobs WHERE leased_until IS NOT NULL").await, 1);
            app.hand.advance(TimeDelta::hours(-hours));
        }
        until(async || rows(&app, "jobs").await == 0).await;
        works.abort();
        app.hand.advance(TimeDelta::days(1));
        while worker.run_due().await.unwrap() > 0 {}
        let inbox = mails.inbox();
        let names: BTreeSet<_> = inbox.iter().map(|one| one.header("Message-ID")).collect();
        assert_eq!((inbox.len(), names.len()), (3, 3), "{hours}");
    }
}

#[actix_web::test]
async fn sessions_go_on_what_was_written_stands_once_and_lists_show_everything_once() {
    for hours in JUMPS {
        let app = TestApp::new().await;
        let facility = app.facility("lahntal").await;
        let admin = &facility.admin;
        let person = facility.client("Seestern").await;
        let with = ChatAccount::Counselor(admin.id);
        let chat = person
            .client
            .open_chat(&ChatOpen { with })
            .await
            .unwrap()
            .id;
        let write = async |key: Uuid, text: &str| {
            let sent = person
                .client
                .send_chat_message(chat, key, &said(text))
                .await;
            sent.unwrap()
        };
        let mut made = BTreeSet::new();
        let mut file = async |count: usize| {
            for _ in 0..count {
                let file = b"Hallo".to_vec();
                let one = admin.client.create_document(person.id, "a.txt", file);
                made.insert(one.await.unwrap().id);
            }
        };
        let key = Uuid::now_v7();
        let first = write(key, "eins").await;
        file(3).await;
        app.hand.advance(TimeDelta::hours(hours));
        for (client, kind) in [
            (&admin.client, AccountKind::Counselor),
            (&person.client, AccountKind::Client),
        ] {
            client.refresh_session(kind).await.unwrap();
        }
        let again = write(key, "eins").await;
        assert_eq!((again.id, again.position), (first.id, first.position));
        let next = write(Uuid::now_v7(), "zwei").await;
        assert_eq!(next.position, first.position + 1);
        file(3).await;
        let mut query = DocumentQuery {
            limit: Some(Limit::try_from(2).unwrap()),
            ..DocumentQuery::default()
        };
        let mut read = Vec::new();
        loop {
            let page = admin.client.list_documents(person.id, &query).await;
            let page = page.unwrap();
            read.extend(page.items.iter().map(|one| one.id));
            // It jumps back between two pages, and something is added.
            app.hand.advance(TimeDelta::hours(-hours));
            file(usize::from(read.len() == 2)).await;
            app.hand.advance(TimeDelta::hours(hours));
            let Some(next) = page.next else {
                break;
            };
            query.after = Some(next);
        }
        let different: BTreeSet<_> = read.iter().copied().collect();
        assert_eq!(read.len(), different.len(), "each once");
        assert!(
            different.is_subset(&made) && different.len() >= 6,
            "{hours}"
        );
    }
}

#[actix_web::test]
async fn a_reservation_ends_with_its_time_and_is_nobody_elses_until_then() {
    for hours in JUMPS {
        let app = TestApp::new().await;
        let facility = app.facility("lahntal").await;
        let example = Example::new(&facility).await;
        let (person, other) = (
            facility.client("Seestern").await,
            facility.client("Anker").await,
        );
        let slot = example.slot(example.chat, TEN);
        let held = person.client.reserve_slot(&slot).await.unwrap();
        app.hand.advance(TimeDelta::hours(hours));
        for one in [&person, &other] {
            let kind = AccountKind::Client;
            one.client.refresh_session(kind).await.unwrap();
        }
        let theirs = other.client.reserve_slot(&slot).await;
        let body = ReservationBooking::default();
        let booked = person.client.book_reservation(held.id, held.version, &body);
        if hours > 0 {
            theirs.unwrap();
            assert_eq!(code(booked.await), ProblemCode::NotFound);
        } else {
            assert_eq!(code(theirs), ProblemCode::SlotTaken);
            booked.await.unwrap();
        }
    }
}

#[actix_web::test]
async fn a_jump_lets_nobody_guess_faster() {
    for hours in JUMPS {
        let app = TestApp::with(|settings| {
            settings.sign_in_burst = NonZeroU32::new(2).unwrap();
        })
        .await;
        let facility = app.facility("lahntal").await;
        let guess = async || {
            let body = credentials(Some(&facility.slug), "m.brandt", CLIENT_PASSWORD);
            code(app.nobody().sign_in_counselor(&body).await)
        };
        for _ in 0..2 {
            assert_eq!(guess().await, ProblemCode::InvalidCredentials);
        }
        assert_eq!(guess().await, ProblemCode::TooManyAttempts);
        app.hand.advance(TimeDelta::hours(hours));
        assert_eq!(guess().await, ProblemCode::TooManyAttempts, "{hours}");
    }
}
