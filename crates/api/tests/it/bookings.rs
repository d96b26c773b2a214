//! What stands in the calendar: nobody is booked twice, whoever tries at once.

use crate::{
    services::{service, week},
    support::{Facility, Person, Staff, TestApp, code, field},
};
use chrono::{DateTime, TimeDelta, Utc};
use client::{CallError, Client};
use domain::{
    access::Openness,
    bookings::{
        BlockerCreate, Booking, BookingCreate, BookingKind, BookingQuery, BookingRules,
        BookingState, Cancellation, ReservationBooking, SlotReservation,
    },
    channels::AppointmentChannel,
    counselors::{CounselorDelete, CounselorUpdate},
    ids::{ClientId, ServiceId},
    problem::{FieldCode, ProblemCode},
    services::ServiceCreate,
    slots::SlotQuery,
    version::Version,
};
use futures_util::{StreamExt, future::join_all, stream};
use sea_orm::{ConnectionTrait, DbBackend};
use std::collections::BTreeSet;

pub fn at(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

/// Ten o'clock in Berlin on Monday, 19 January 2026: tests begin on the Thursday before.
pub const TEN: &str = "2026-01-19T09:00:00Z";

/// An appointment by phone, half an hour long.
pub fn appointment(client: ClientId, starts_at: &str) -> BookingCreate {
    BookingCreate {
        client_id: client,
        counselor_id: None,
        service_id: None,
        channel: AppointmentChannel::Phone,
        starts_at: at(starts_at),
        duration_minutes: 30.try_into().unwrap(),
        follow_up_minutes: 0.try_into().unwrap(),
        note: Some("Bitte klingeln".try_into().unwrap()),
        internal_note: None,
    }
}

/// Time that is kept free.
pub fn blocker(starts_at: &str, ends_at: &str) -> BlockerCreate {
    BlockerCreate {
        counselor_id: None,
        title: "Teamsitzung".try_into().unwrap(),
        starts_at: at(starts_at),
        ends_at: at(ends_at),
    }
}

/// What is next week.
pub fn next_week() -> BookingQuery {
    BookingQuery {
        from: at("2026-01-18T23:00:00Z"),
        until: at("2026-01-25T23:00:00Z"),
        counselor_id: None,
        client_id: None,
    }
}

/// A counselor with the example of chapter 40: on Monday from nine to twelve half hours of chat,
/// from ten to eleven half hours on site.
pub struct Example {
    pub brandt: Staff,
    pub chat: ServiceId,
    pub on_site: ServiceId,
}

impl Example {
    pub async fn new(facility: &Facility<'_>) -> Self {
        let brandt = facility.counselor("m.brandt").await;
        let mut ids = Vec::new();
        for channel in [AppointmentChannel::Chat, AppointmentChannel::OnSite] {
            let body = ServiceCreate {
                channel,
                follow_up_minutes: 0.try_into().unwrap(),
                confirmed_at_once: channel == AppointmentChannel::OnSite,
                ..service(false)
            };
            ids.push(brandt.client.create_service(&body).await.unwrap().id);
        }
        let [chat, on_site] = ids[..] else {
            panic!("two services");
        };
        let rows = week(&[(0, chat, "09:00", "12:00"), (0, on_site, "10:00", "11:00")]);
        let set = brandt
            .client
            .update_booking_times(brandt.id, Version(0), &rows);
        set.await.unwrap();
        Self {
            brandt,
            chat,
            on_site,
        }
    }

    pub fn slot(&self, service_id: ServiceId, starts_at: &str) -> SlotReservation {
        SlotReservation {
            counselor_id: self.brandt.id,
            service_id,
            starts_at: at(starts_at),
        }
    }

    pub async fn free(&self, client: &Client) -> usize {
        let query = SlotQuery {
            from: next_week().from,
            until: next_week().until,
            counselor_id: None,
            service_id: None,
            channel: None,
        };
        client.list_slots(&query).await.unwrap().items.len()
    }

    /// What a client has reserved and booked.
    pub async fn booked(&self, person: &Person, service_id: ServiceId, starts_at: &str) -> Booking {
        let held = person
            .client
            .reserve_slot(&self.slot(service_id, starts_at))
            .await
            .unwrap();
        let body = ReservationBooking::default();
        let booked = person.client.book_reservation(held.id, held.version, &body);
        booked.await.unwrap()
    }
}

/// The facility has other rules from now on.
pub async fn rules(facility: &Facility<'_>, change: impl FnOnce(&mut BookingRules)) {
    let admin = &facility.admin.client;
    let mut set = admin.read_booking_settings().await.unwrap();
    change(&mut set.rules);
    admin
        .update_booking_settings(set.version, &set.rules)
        .await
        .unwrap();
}

#[actix_web::test]
async fn a_client_reserves_and_books_and_the_counselor_confirms() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let example = Example::new(&facility).await;
    let (brandt, person) = (&example.brandt.client, facility.client("Seestern").await);
    let held = person
        .client
        .reserve_slot(&example.slot(example.chat, TEN))
        .await
        .unwrap();
    assert_eq!(
        (held.state, held.ends_at),
        (BookingState::Reserved, at("2026-01-19T09:30:00Z"))
    );
    assert_eq!(held.blocks_until, None, "clients do not see the follow-up");
    let left = held.reserved_until.unwrap() - app.hand.now();
    assert!(left <= TimeDelta::minutes(15) && left > TimeDelta::minutes(14));
    // Gone from everybody's calendar, with what lies beside it.
    for client in [&person.client, brandt, &facility.admin.client] {
        assert_eq!(example.free(client).await, 6);
    }
    let said = ReservationBooking {
        note: Some("Ich komme mit dem Rollstuhl.".try_into().unwrap()),
    };
    let booked = person
        .client
        .book_reservation(held.id, held.version, &said)
        .await
        .unwrap();
    assert_eq!(
        (booked.state, booked.reserved_until),
        (BookingState::Requested, None)
    );
    let seen = brandt.read_booking(held.id).await.unwrap();
    assert_eq!(seen.note.as_deref(), Some("Ich komme mit dem Rollstuhl."));
    assert_eq!(seen.client.unwrap().pseudonym, "Seestern");
    assert!(seen.service.is_some(), "staff see what was booked");
    assert_eq!(booked.service, None, "staff's own word");
    let confirmed = brandt
        .confirm_booking(held.id, booked.version)
        .await
        .unwrap();
    assert_eq!(confirmed.state, BookingState::Confirmed);
    let own = person.client.list_bookings(&next_week()).await.unwrap();
    let states: Vec<_> = own.items.iter().map(|one| one.state).collect();
    assert_eq!(states, [BookingState::Confirmed]);
    assert_eq!(example.free(brandt).await, 6);

    // A service that confirms at once.
    let other = facility.client("Anker").await;
    let at_once = example
        .booked(&other, example.on_site, "2026-01-19T09:30:00Z")
        .await;
    assert_eq!(at_once.state, BookingState::Confirmed);
    let strange = other.client.read_booking(held.id).await;
    assert_eq!(code(strange), ProblemCode::NotFound);
    let own = other.client.list_bookings(&next_week()).await.unwrap();
    let ids: Vec<_> = own.items.iter().map(|one| one.id).collect();
    assert_eq!(ids, [at_once.id]);
}

#[actix_web::test]
async fn a_reservation_that_runs_out_falls_back_by_itself() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let example = Example::new(&facility).await;
    let person = facility.client("Seestern").await;
    let other = facility.client("Anker").await;
    let slot = example.slot(example.chat, TEN);
    let held = person.client.reserve_slot(&slot).await.unwrap();
    app.hand.advance(TimeDelta::minutes(14));
    let refused = other.client.reserve_slot(&slot).await;
    assert_eq!(code(refused), ProblemCode::SlotTaken);
    app.hand.advance(TimeDelta::minutes(1));
    assert_eq!(example.free(&other.client).await, 8);
    let late = person
        .client
        .book_reservation(held.id, held.version, &ReservationBooking::default())
        .await;
    assert_eq!(code(late), ProblemCode::NotFound);
    let listed = facility.admin.client.list_bookings(&next_week()).await;
    assert_eq!(listed.unwrap().items, []);
    let now_theirs = other.client.reserve_slot(&slot).await.unwrap();
    assert_ne!(now_theirs.id, held.id);
}

#[actix_web::test]
async fn who_reserves_another_slot_gives_the_first_back() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let example = Example::new(&facility).await;
    let person = facility.client("Seestern").await;
    for starts_at in ["2026-01-19T08:00:00Z", "2026-01-19T08:30:00Z"] {
        let slot = example.slot(example.chat, starts_at);
        person.client.reserve_slot(&slot).await.unwrap();
        assert_eq!(example.free(&person.client).await, 7);
    }
    // Who takes the same again goes on to hold it, and no longer than before.
    app.hand.advance(TimeDelta::minutes(5));
    let again = example.slot(example.chat, "2026-01-19T08:30:00Z");
    let again = person.client.reserve_slot(&again).await.unwrap();
    // And gives it back as a whole.
    let listed = person.client.list_bookings(&next_week()).await.unwrap();
    let [held] = &listed.items[..] else {
        panic!("one is held: {listed:?}");
    };
    assert_eq!(
        (held.id, held.reserved_until),
        (again.id, again.reserved_until)
    );
    let until = held.reserved_until.unwrap() - app.hand.now();
    assert!(until <= TimeDelta::minutes(10), "{until}");
    let given = person
        .client
        .cancel_booking(held.id, held.version, &Cancellation::default())
        .await;
    assert_eq!(given.unwrap().state, BookingState::Cancelled);
    assert_eq!(example.free(&person.client).await, 8);
    assert_eq!(crate::jobs::rows(&app, "bookings").await, 0);
}

#[actix_web::test]
async fn what_is_not_offered_cannot_be_reserved_and_one_is_told_what_is_free() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let example = Example::new(&facility).await;
    let person = facility.client("Seestern").await;
    for (service, starts_at) in [
        (example.chat, "2026-01-19T08:10:00Z"),
        (example.on_site, "2026-01-19T08:00:00Z"),
        (example.chat, "2026-01-20T09:00:00Z"),
        // Before the lead time is over.
        (example.chat, "2026-01-15T10:30:00Z"),
    ] {
        let slot = example.slot(service, starts_at);
        let refused = person.client.reserve_slot(&slot).await;
        assert_eq!(code(refused), ProblemCode::SlotTaken, "{starts_at}");
    }
    let off_the_grid = example.slot(example.chat, "2026-01-19T08:10:00Z");
    let Err(CallError::Problem(problem)) = person.client.reserve_slot(&off_the_grid).await else {
        panic!("it is refused");
    };
    let next: Vec<_> = problem.next_slots.iter().map(|one| one.starts_at).collect();
    let half_hours = ["2026-01-19T08:30:00Z", TEN, "2026-01-19T09:30:00Z"].map(at);
    assert_eq!(next, half_hours);
    let staff = example.brandt.client.reserve_slot(&off_the_grid).await;
    assert_eq!(code(staff), ProblemCode::Forbidden);
}

/// A thousand attempts from two servers, at a slot and the one beside it. Whoever wins may change
/// from the one to the other.
#[actix_web::test]
async fn of_a_thousand_who_reserve_at_once_one_wins() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let example = Example::new(&facility).await;
    let second = app.restarted().await;
    let mut clients = Vec::new();
    for number in 0..20 {
        let person = facility.client(&format!("Welle {number}")).await;
        let there = second.nobody();
        there.set_access_token(&person.client.access_token().unwrap());
        clients.push([person.client, there]);
    }
    let attempts = (0..1_000).map(|number| {
        let client = &clients[number % 20][number / 20 % 2];
        let service = [example.chat, example.on_site][number % 2];
        let slot = example.slot(service, TEN);
        async move { (number % 20, client.reserve_slot(&slot).await) }
    });
    let answers: Vec<_> = stream::iter(attempts).buffer_unordered(100).collect().await;
    let mut won = BTreeSet::new();
    for (who, answer) in answers {
        match answer {
            Ok(_) => {
                won.insert(who);
            }
            Err(CallError::Problem(problem)) => {
                assert_eq!(
                    (problem.code, problem.status),
                    (ProblemCode::SlotTaken, 409)
                );
                assert!(!problem.next_slots.is_empty(), "others are still free");
                assert!(
                    problem
                        .next_slots
                        .iter()
                        .all(|one| one.starts_at != at(TEN))
                );
            }
            Err(other) => panic!("{other:?}"),
        }
    }
    assert_eq!(won.len(), 1, "{won:?}");
    let listed = facility.admin.client.list_bookings(&next_week()).await;
    assert_eq!(listed.unwrap().items.len(), 1);
}

/// Past what the server looks at first: it is the one who writes that is refused.
#[actix_web::test]
async fn of_many_who_enter_something_at_once_one_is_first() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let brandt = facility.counselor("m.brandt").await;
    let person = facility.client("Seestern").await;
    let second = app.restarted().await;
    let there = second.nobody();
    there.set_access_token(&brandt.client.access_token().unwrap());
    let attempts = (0..40).map(|number| {
        let client = [&brandt.client, &there][number % 2];
        // Each overlaps the ones before and after it.
        let starts_at = at(TEN) + TimeDelta::minutes(i64::try_from(number).unwrap() / 2);
        let one = BookingCreate {
            starts_at,
            ..appointment(person.id, TEN)
        };
        let other = BlockerCreate {
            starts_at,
            ends_at: starts_at + TimeDelta::minutes(30),
            ..blocker(TEN, "2026-01-19T09:30:00Z")
        };
        async move {
            if number % 3 == 0 {
                client.create_blocker(&other).await
            } else {
                client.create_booking(&one).await
            }
        }
    });
    let answers = join_all(attempts).await;
    let (won, lost): (Vec<_>, Vec<_>) = answers.into_iter().partition(Result::is_ok);
    assert_eq!(won.len(), 1);
    for refused in lost {
        assert_eq!(code(refused), ProblemCode::SlotTaken);
    }
}

/// PostgreSQL refuses what gets past the server, follow-up included, and lets in what only touches.
#[actix_web::test]
async fn the_database_itself_refuses_to_book_anybody_twice() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let brandt = facility.counselor("m.brandt").await;
    let person = facility.client("Seestern").await;
    let body = BookingCreate {
        follow_up_minutes: 15.try_into().unwrap(),
        ..appointment(person.id, TEN)
    };
    brandt.client.create_booking(&body).await.unwrap();
    if app.db.get_database_backend() == DbBackend::Sqlite {
        // There, one transaction writes at a time, and looks before it does.
        return;
    }
    let copy = |state: &str, minutes: u32| {
        format!(
            "INSERT INTO bookings SELECT gen_random_uuid(), facility_id, kind, '{state}', \
             counselor_id, client_id, service_id, channel, \
             starts_at + interval '{minutes} minutes', ends_at + interval '{minutes} minutes', \
             blocks_until + interval '{minutes} minutes', reserved_until, sealed_title, \
             sealed_note, sealed_reason, version, created_at FROM bookings LIMIT 1"
        )
    };
    for (state, minutes, fits) in [
        ("requested", 44, false),
        ("reserved", 0, false),
        ("held", 30, false),
        ("cancelled", 0, true),
        ("declined", 10, true),
        ("confirmed", 45, true),
    ] {
        let done = app.db.execute_unprepared(&copy(state, minutes)).await;
        assert_eq!(done.is_ok(), fits, "{state} {minutes}");
    }
}

#[actix_web::test]
async fn a_confirmation_and_a_cancellation_at_once_do_not_both_hold() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let example = Example::new(&facility).await;
    let person = facility.client("Seestern").await;
    for starts_at in ["2026-01-19T08:00:00Z", "2026-01-19T08:30:00Z", TEN] {
        let booked = example.booked(&person, example.chat, starts_at).await;
        let reason = Cancellation::default();
        let (confirmed, cancelled) = tokio::join!(
            example
                .brandt
                .client
                .confirm_booking(booked.id, booked.version),
            person
                .client
                .cancel_booking(booked.id, booked.version, &reason),
        );
        assert!(
            confirmed.is_ok() != cancelled.is_ok(),
            "{confirmed:?} {cancelled:?}"
        );
        let kept = person.client.read_booking(booked.id).await.unwrap();
        let (won, lost) = if confirmed.is_ok() {
            (confirmed, cancelled)
        } else {
            (cancelled, confirmed)
        };
        assert_eq!(won.unwrap().state, kept.state);
        assert_eq!(code(lost), ProblemCode::StaleVersion);
        // Room for the next round.
        let away = example
            .brandt
            .client
            .cancel_booking(kept.id, kept.version, &reason);
        if kept.state == BookingState::Confirmed {
            away.await.unwrap();
        }
    }
}

#[actix_web::test]
async fn a_client_has_no_more_ahead_of_them_than_the_facility_lets() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let example = Example::new(&facility).await;
    rules(&facility, |rules| rules.max_open_bookings = 1).await;
    let person = facility.client("Seestern").await;
    let booked = example.booked(&person, example.chat, TEN).await;
    let slot = example.slot(example.chat, "2026-01-19T08:00:00Z");
    let refused = person.client.reserve_slot(&slot).await;
    assert_eq!(code(refused), ProblemCode::LimitReached);
    let other = facility.client("Anker").await;
    other.client.reserve_slot(&slot).await.unwrap();
    let reason = Cancellation::default();
    let off = person
        .client
        .cancel_booking(booked.id, booked.version, &reason);
    off.await.unwrap();
    let free = example.slot(example.chat, "2026-01-19T10:30:00Z");
    person.client.reserve_slot(&free).await.unwrap();
}

#[actix_web::test]
async fn clients_cancel_up_to_the_notice_period_and_staff_at_any_time() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let example = Example::new(&facility).await;
    let person = facility.client("Seestern").await;
    let booked = example.booked(&person, example.chat, TEN).await;
    let reason = Cancellation {
        reason: Some("Ich bin krank.".try_into().unwrap()),
    };
    // It is four days and an hour less ahead, and a moment less than that by now.
    rules(&facility, |rules| rules.notice_hours = 95).await;
    let late = person
        .client
        .cancel_booking(booked.id, booked.version, &reason);
    assert_eq!(code(late.await), ProblemCode::NoticePeriodOver);
    rules(&facility, |rules| rules.notice_hours = 94).await;
    let early = example
        .booked(&person, example.chat, "2026-01-19T10:00:00Z")
        .await;
    let off = person
        .client
        .cancel_booking(early.id, early.version, &reason);
    off.await.unwrap();
    rules(&facility, |rules| rules.notice_hours = 336).await;
    let brandt = &example.brandt;
    let off = brandt
        .client
        .cancel_booking(booked.id, booked.version, &reason);
    assert_eq!(off.await.unwrap().state, BookingState::Cancelled);
    let told = person.client.read_booking(booked.id).await.unwrap();
    assert_eq!(told.reason.as_deref(), Some("Ich bin krank."));
    let again = brandt.client.confirm_booking(booked.id, told.version).await;
    assert_eq!(code(again), ProblemCode::Conflict);
}

#[actix_web::test]
async fn whether_somebody_came_is_noted_once_it_has_begun() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let brandt = facility.counselor("m.brandt").await;
    let person = facility.client("Seestern").await;
    let client = &brandt.client;
    let ahead = client
        .create_booking(&appointment(person.id, TEN))
        .await
        .unwrap();
    let early = client.mark_booking_held(ahead.id, ahead.version).await;
    assert_eq!(code(early), ProblemCode::Conflict);
    let begun = appointment(person.id, "2026-01-15T09:45:00Z");
    let begun = client.create_booking(&begun).await.unwrap();
    let held = client
        .mark_booking_held(begun.id, begun.version)
        .await
        .unwrap();
    assert_eq!(held.state, BookingState::Held);
    let before = appointment(person.id, "2026-01-14T09:45:00Z");
    let before = client.create_booking(&before).await.unwrap();
    let missed = client.mark_booking_missed(before.id, before.version).await;
    let missed = missed.unwrap();
    assert_eq!(missed.state, BookingState::NoShow);
    let back = client
        .cancel_booking(missed.id, missed.version, &Cancellation::default())
        .await;
    assert_eq!(code(back), ProblemCode::Conflict);
    let kept = client
        .create_blocker(&blocker("2026-01-13T09:00:00Z", "2026-01-13T10:00:00Z"))
        .await;
    let kept = kept.unwrap();
    let nobody = client.mark_booking_held(kept.id, kept.version).await;
    assert_eq!(code(nobody), ProblemCode::Conflict);
}

#[actix_web::test]
async fn colleagues_see_that_time_is_taken_and_what_for_where_they_may() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let brandt = facility.counselor("m.brandt").await;
    let petersen = facility.counselor("j.petersen").await;
    let person = facility.client("Seestern").await;
    let body = appointment(person.id, TEN);
    let made = brandt.client.create_booking(&body).await.unwrap();
    let kept = blocker("2026-01-19T10:00:00Z", "2026-01-19T11:00:00Z");
    brandt.client.create_blocker(&kept).await.unwrap();
    for (openness, sees) in [
        (Openness::FullyOpen, true),
        (Openness::Open, true),
        (Openness::Restricted, false),
        (Openness::StronglyRestricted, false),
    ] {
        app.set_openness(openness).await;
        let listed = petersen.client.list_bookings(&next_week()).await.unwrap();
        let [one, other] = &listed.items[..] else {
            panic!("two entries: {listed:?}");
        };
        assert_eq!((one.id, one.starts_at), (made.id, made.starts_at));
        let about = [
            one.client.is_some(),
            one.note.is_some(),
            one.channel.is_some(),
        ];
        assert_eq!(about, [sees; 3], "{openness:?}");
        assert_eq!(
            (other.kind, other.title.as_deref()),
            (BookingKind::Blocker, Some("Teamsitzung"))
        );
        let read = petersen.client.read_booking(made.id).await;
        assert_eq!(read.is_ok(), sees, "{openness:?}");
        // Nor is one told by asking for a client's.
        let theirs = BookingQuery {
            client_id: Some(person.id),
            ..next_week()
        };
        let listed = petersen.client.list_bookings(&theirs).await.unwrap();
        assert_eq!(listed.items.len(), usize::from(sees), "{openness:?}");
        let admins = facility.admin.client.list_bookings(&theirs).await.unwrap();
        assert_eq!(admins.items.len(), 1);
    }
}

#[actix_web::test]
async fn staff_enter_what_they_may_and_where_there_is_room() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let brandt = facility.counselor("m.brandt").await;
    let petersen = facility.counselor("j.petersen").await;
    let person = facility.client("Seestern").await;
    let for_petersen = BookingCreate {
        counselor_id: Some(petersen.id),
        ..appointment(person.id, TEN)
    };
    let refused = brandt.client.create_booking(&for_petersen).await;
    assert_eq!(code(refused), ProblemCode::Forbidden);
    let made = facility.admin.client.create_booking(&for_petersen).await;
    assert_eq!(made.unwrap().counselor.id, petersen.id);
    // Only one's own time is taken.
    brandt
        .client
        .create_booking(&appointment(person.id, TEN))
        .await
        .unwrap();
    let abroad = app.facility("wetterau").await;
    let stranger = abroad.client("Fremd").await;
    let refused = brandt
        .client
        .create_booking(&appointment(stranger.id, "2026-01-20T09:00:00Z"))
        .await;
    assert_eq!(field(refused), ("/client_id".into(), FieldCode::OutOfRange));
    for (starts_at, ends_at) in [(TEN, TEN), (TEN, "2026-02-20T09:00:00Z")] {
        let refused = brandt
            .client
            .create_blocker(&blocker(starts_at, ends_at))
            .await;
        assert_eq!(field(refused), ("/ends_at".into(), FieldCode::OutOfRange));
    }
}

/// The last year that can be written is still a date, and one cannot reckon with it.
#[actix_web::test]
async fn what_lies_beyond_any_calendar_is_refused_and_breaks_nothing() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let example = Example::new(&facility).await;
    let brandt = &example.brandt.client;
    let person = facility.client("Seestern").await;
    let out_of = |pointer: &str| (pointer.to_owned(), FieldCode::OutOfRange);
    for far in [
        "+262142-12-31T23:00:00Z",
        "-262143-01-01T01:00:00Z",
        "2200-01-01T00:00:00Z",
    ] {
        let slot = example.slot(example.chat, far);
        let refused = person.client.reserve_slot(&slot).await;
        assert_eq!(field(refused), out_of("/starts_at"), "{far}");
        let refused = brandt.create_booking(&appointment(person.id, far)).await;
        assert_eq!(field(refused), out_of("/starts_at"), "{far}");
        let (from, until) = (at(far), at(far) + TimeDelta::minutes(30));
        let kept = BlockerCreate {
            starts_at: from,
            ends_at: until,
            ..blocker(TEN, TEN)
        };
        assert_eq!(
            field(brandt.create_blocker(&kept).await),
            out_of("/ends_at"),
            "{far}"
        );
        let query = BookingQuery {
            from,
            until,
            ..next_week()
        };
        assert_eq!(
            field(brandt.list_bookings(&query).await),
            out_of("/until"),
            "{far}"
        );
        let query = SlotQuery {
            from,
            until,
            counselor_id: None,
            service_id: None,
            channel: None,
        };
        assert_eq!(
            field(brandt.list_slots(&query).await),
            out_of("/until"),
            "{far}"
        );
    }
}

#[actix_web::test]
async fn who_has_primary_clients_only_is_offered_to_nobody_else() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let example = Example::new(&facility).await;
    let (person, other) = (
        facility.client("Seestern").await,
        facility.client("Anker").await,
    );
    let admin = &facility.admin.client;
    let version = admin.read_client(person.id).await.unwrap().version;
    let primary = domain::clients::ClientUpdate {
        primary_counselor_id: domain::clients::Edit::Set(example.brandt.id),
        ..Default::default()
    };
    admin
        .update_client(person.id, version, &primary)
        .await
        .unwrap();
    let only = CounselorUpdate {
        primary_clients_only: Some(true),
        ..CounselorUpdate::default()
    };
    let version = admin
        .read_counselor(example.brandt.id)
        .await
        .unwrap()
        .version;
    admin
        .update_counselor(example.brandt.id, version, &only)
        .await
        .unwrap();
    for (client, slots) in [(&person.client, 8), (&other.client, 0), (admin, 8)] {
        assert_eq!(example.free(client).await, slots);
    }
    let slot = example.slot(example.chat, TEN);
    let refused = other.client.reserve_slot(&slot).await;
    assert_eq!(code(refused), ProblemCode::SlotTaken);
    person.client.reserve_slot(&slot).await.unwrap();
}

#[actix_web::test]
async fn what_is_ahead_of_a_counselor_who_goes_is_called_off() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let example = Example::new(&facility).await;
    let person = facility.client("Seestern").await;
    let booked = example.booked(&person, example.chat, TEN).await;
    let brandt = &example.brandt.client;
    let past = appointment(person.id, "2026-01-14T09:00:00Z");
    let past = brandt.create_booking(&past).await.unwrap();
    let kept = blocker("2026-01-20T09:00:00Z", "2026-01-20T10:00:00Z");
    brandt.create_blocker(&kept).await.unwrap();
    let admin = &facility.admin.client;
    let version = admin
        .read_counselor(example.brandt.id)
        .await
        .unwrap()
        .version;
    admin
        .delete_counselor(example.brandt.id, version, &CounselorDelete::default())
        .await
        .unwrap();
    let states = async |id| person.client.read_booking(id).await.unwrap().state;
    assert_eq!(states(booked.id).await, BookingState::Cancelled);
    assert_eq!(states(past.id).await, BookingState::Confirmed);
    assert_eq!(crate::jobs::rows(&app, "bookings").await, 2);
}

#[actix_web::test]
async fn an_erased_client_leaves_nothing_in_the_calendar() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let example = Example::new(&facility).await;
    let (person, other) = (
        facility.client("Seestern").await,
        facility.client("Anker").await,
    );
    example.booked(&person, example.chat, TEN).await;
    let kept = example
        .booked(&other, example.chat, "2026-01-19T08:00:00Z")
        .await;
    let admin = &facility.admin.client;
    let version = admin.read_client(person.id).await.unwrap().version;
    admin.erase_client(person.id, version).await.unwrap();
    let listed = admin.list_bookings(&next_week()).await.unwrap();
    let ids: BTreeSet<_> = listed.items.iter().map(|one| one.id).collect();
    assert_eq!(ids, BTreeSet::from([kept.id]));
    assert_eq!(example.free(admin).await, 7);
}

#[actix_web::test]
async fn a_calendar_is_of_a_period_and_by_when_things_begin() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let brandt = facility.counselor("m.brandt").await;
    let client = &brandt.client;
    for (starts_at, ends_at) in [
        ("2026-01-25T22:00:00Z", "2026-01-25T23:30:00Z"),
        ("2026-01-18T22:00:00Z", "2026-01-18T23:00:00Z"),
        ("2026-01-18T23:00:00Z", "2026-01-18T23:30:00Z"),
        ("2026-01-25T23:30:00Z", "2026-01-26T00:30:00Z"),
        ("2026-01-20T08:00:00Z", "2026-01-21T08:00:00Z"),
    ] {
        client
            .create_blocker(&blocker(starts_at, ends_at))
            .await
            .unwrap();
    }
    let listed = client.list_bookings(&next_week()).await.unwrap();
    let starts: Vec<_> = listed.items.iter().map(|one| one.starts_at).collect();
    let in_it = [
        "2026-01-18T23:00:00Z",
        "2026-01-20T08:00:00Z",
        "2026-01-25T22:00:00Z",
    ];
    assert_eq!(starts, in_it.map(at));
    let nobodys = BookingQuery {
        counselor_id: Some(facility.admin.id),
        ..next_week()
    };
    assert_eq!(client.list_bookings(&nobodys).await.unwrap().items, []);
    for (days, good) in [(0, false), (43, true), (44, false)] {
        let query = BookingQuery {
            until: next_week().from + TimeDelta::days(days),
            ..next_week()
        };
        let answer = client.list_bookings(&query).await;
        if good {
            answer.unwrap();
        } else {
            assert_eq!(
                field(answer),
                ("/until".into(), FieldCode::OutOfRange),
                "{days}"
            );
        }
    }
}
