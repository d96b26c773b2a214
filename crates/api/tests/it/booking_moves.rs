//! Moving what stands in the calendar, and what the team notes about it.

use crate::{
    bookings::{Example, TEN, appointment, at, blocker, next_week, rules},
    support::{TestApp, code, field},
};
use chrono::TimeDelta;
use client::CallError;
use domain::{
    bookings::{
        Booking, BookingCreate, BookingMove, BookingNoteUpdate, BookingState, Cancellation,
    },
    counselors::{CounselorDelete, CounselorDeletionQuery},
    ids::CounselorId,
    problem::{FieldCode, ProblemCode},
};
use futures_util::future::{join, join_all};
use std::collections::BTreeSet;

/// To this time, and nothing else.
fn to(starts_at: &str) -> BookingMove {
    BookingMove {
        starts_at: at(starts_at),
        duration_minutes: None,
        counselor_id: None,
    }
}

fn with(counselor: CounselorId, starts_at: &str) -> BookingMove {
    BookingMove {
        counselor_id: Some(counselor),
        ..to(starts_at)
    }
}

fn times(booking: &Booking) -> [chrono::DateTime<chrono::Utc>; 3] {
    [
        booking.starts_at,
        booking.ends_at,
        booking.blocks_until.unwrap(),
    ]
}

#[actix_web::test]
async fn staff_move_and_stretch_what_stands_in_the_calendar() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let brandt = facility.counselor("m.brandt").await;
    let person = facility.client("Seestern").await;
    let body = BookingCreate {
        follow_up_minutes: 15.try_into().unwrap(),
        ..appointment(person.id, TEN)
    };
    let client = &brandt.client;
    let made = client.create_booking(&body).await.unwrap();
    // Onto its own time, which it does not block for itself.
    let moved = client
        .reschedule_booking(made.id, made.version, &to("2026-01-19T09:15:00Z"))
        .await
        .unwrap();
    let expected = [
        "2026-01-19T09:15:00Z",
        "2026-01-19T09:45:00Z",
        "2026-01-19T10:00:00Z",
    ];
    assert_eq!(times(&moved), expected.map(at));
    assert_eq!(moved.state, BookingState::Confirmed);
    let longer = BookingMove {
        duration_minutes: Some(60.try_into().unwrap()),
        ..to("2026-01-19T09:15:00Z")
    };
    let stale = client
        .reschedule_booking(made.id, made.version, &longer)
        .await;
    assert_eq!(code(stale), ProblemCode::StaleVersion);
    let longer = client
        .reschedule_booking(made.id, moved.version, &longer)
        .await
        .unwrap();
    let expected = [
        "2026-01-19T09:15:00Z",
        "2026-01-19T10:15:00Z",
        "2026-01-19T10:30:00Z",
    ];
    assert_eq!(times(&longer), expected.map(at));
    // Time that is kept free moves alike; and each is in the other's way.
    let kept = blocker("2026-01-20T09:00:00Z", "2026-01-20T10:00:00Z");
    let kept = client.create_blocker(&kept).await.unwrap();
    let refused = client
        .reschedule_booking(kept.id, kept.version, &to("2026-01-19T10:29:00Z"))
        .await;
    assert_eq!(code(refused), ProblemCode::SlotTaken);
    let kept = client
        .reschedule_booking(kept.id, kept.version, &to("2026-01-19T10:30:00Z"))
        .await
        .unwrap();
    assert_eq!(kept.ends_at, at("2026-01-19T11:30:00Z"));
    let refused = client
        .reschedule_booking(made.id, longer.version, &to("2026-01-19T09:16:00Z"))
        .await;
    assert_eq!(code(refused), ProblemCode::SlotTaken);
    // What is over is not moved.
    let off = client
        .cancel_booking(made.id, longer.version, &Cancellation::default())
        .await
        .unwrap();
    let over = client
        .reschedule_booking(made.id, off.version, &to(TEN))
        .await;
    assert_eq!(code(over), ProblemCode::Conflict);
}

#[actix_web::test]
async fn an_entry_moves_into_a_colleagues_calendar_where_one_may_enter_things() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let example = Example::new(&facility).await;
    let brandt = &example.brandt;
    let petersen = facility.counselor("j.petersen").await;
    let person = facility.client("Seestern").await;
    let booked = example.booked(&person, example.chat, TEN).await;
    let refused = brandt
        .client
        .reschedule_booking(booked.id, booked.version, &with(petersen.id, TEN))
        .await;
    assert_eq!(code(refused), ProblemCode::Forbidden);
    let admin = &facility.admin.client;
    let nobody = with(CounselorId(uuid::Uuid::nil()), TEN);
    let refused = admin
        .reschedule_booking(booked.id, booked.version, &nobody)
        .await;
    assert_eq!(
        field(refused),
        ("/counselor_id".into(), FieldCode::OutOfRange)
    );
    let moved = admin
        .reschedule_booking(booked.id, booked.version, &with(petersen.id, TEN))
        .await
        .unwrap();
    assert_eq!(moved.counselor.id, petersen.id);
    assert_eq!(
        moved.state,
        BookingState::Requested,
        "nobody has confirmed it"
    );
    assert_eq!(moved.service_id, None, "which was the first one's own");
    assert_eq!(example.free(&person.client).await, 8);
    let seen = petersen.client.list_bookings(&next_week()).await.unwrap();
    assert_eq!(seen.items.len(), 1);
}

#[actix_web::test]
async fn clients_move_to_what_is_free_up_to_the_notice_period_and_it_is_confirmed_anew() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let example = Example::new(&facility).await;
    let (person, other) = (
        facility.client("Seestern").await,
        facility.client("Anker").await,
    );
    let (client, brandt) = (&person.client, &example.brandt.client);
    let booked = example.booked(&person, example.chat, TEN).await;
    let confirmed = brandt.confirm_booking(booked.id, booked.version).await;
    let confirmed = confirmed.unwrap();
    let theirs = example
        .booked(&other, example.chat, "2026-01-19T10:30:00Z")
        .await;
    // Off the grid, and where somebody is.
    for starts_at in ["2026-01-19T09:10:00Z", "2026-01-19T10:30:00Z"] {
        let refused = client
            .reschedule_booking(booked.id, confirmed.version, &to(starts_at))
            .await;
        let Err(CallError::Problem(problem)) = refused else {
            panic!("{starts_at} is refused");
        };
        assert_eq!(problem.code, ProblemCode::SlotTaken);
        assert!(!problem.next_slots.is_empty(), "{starts_at}");
    }
    let longer = BookingMove {
        duration_minutes: Some(60.try_into().unwrap()),
        ..to("2026-01-19T10:00:00Z")
    };
    let refused = client
        .reschedule_booking(booked.id, confirmed.version, &longer)
        .await;
    let expected = ("/duration_minutes".into(), FieldCode::OutOfRange);
    assert_eq!(field(refused), expected);
    let elsewhere = with(facility.admin.id, "2026-01-19T10:00:00Z");
    let refused = client
        .reschedule_booking(booked.id, confirmed.version, &elsewhere)
        .await;
    assert_eq!(
        field(refused),
        ("/counselor_id".into(), FieldCode::OutOfRange)
    );
    let strange = client
        .reschedule_booking(theirs.id, theirs.version, &to("2026-01-19T10:00:00Z"))
        .await;
    assert_eq!(code(strange), ProblemCode::NotFound);

    let moved = client
        .reschedule_booking(booked.id, confirmed.version, &to("2026-01-19T10:00:00Z"))
        .await
        .unwrap();
    assert_eq!(
        (moved.state, moved.starts_at),
        (BookingState::Requested, at("2026-01-19T10:00:00Z"))
    );
    rules(&facility, |rules| rules.notice_hours = 336).await;
    let late = client
        .reschedule_booking(booked.id, moved.version, &to("2026-01-19T11:00:00Z"))
        .await;
    assert_eq!(code(late), ProblemCode::NoticePeriodOver);
    let staff = brandt
        .reschedule_booking(booked.id, moved.version, &to("2026-01-19T11:00:00Z"))
        .await;
    staff.unwrap();
}

#[actix_web::test]
async fn a_service_that_confirms_at_once_does_so_when_its_client_moves_it() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let example = Example::new(&facility).await;
    let person = facility.client("Seestern").await;
    let booked = example.booked(&person, example.on_site, TEN).await;
    let moved = person
        .client
        .reschedule_booking(booked.id, booked.version, &to("2026-01-19T09:30:00Z"))
        .await
        .unwrap();
    assert_eq!(moved.state, BookingState::Confirmed);
    // Made by staff outside of any service, it is theirs to move.
    let made = appointment(person.id, "2026-01-21T09:00:00Z");
    let made = example.brandt.client.create_booking(&made).await.unwrap();
    let refused = person
        .client
        .reschedule_booking(made.id, made.version, &to("2026-01-19T11:00:00Z"))
        .await;
    assert_eq!(code(refused), ProblemCode::Conflict);
}

/// Many who move different entries to the same time, from two servers.
#[actix_web::test]
async fn of_many_entries_that_move_to_one_time_one_arrives() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let brandt = facility.counselor("m.brandt").await;
    let second = app.restarted().await;
    let there = second.nobody();
    there.set_access_token(&brandt.client.access_token().unwrap());
    let mut entries = Vec::new();
    for hour in 8..18 {
        let kept = blocker(
            &format!("2026-01-20T{hour:02}:00:00Z"),
            &format!("2026-01-20T{hour:02}:30:00Z"),
        );
        entries.push(brandt.client.create_blocker(&kept).await.unwrap());
    }
    let attempts = (0..40).map(|number| {
        let client = [&brandt.client, &there][number % 2];
        let entry = &entries[number / 2 % entries.len()];
        // Each overlaps the others.
        let minutes = i64::try_from(number).unwrap() / 2;
        let body = BookingMove {
            starts_at: at(TEN) + TimeDelta::minutes(minutes),
            ..to(TEN)
        };
        async move {
            let answer = client
                .reschedule_booking(entry.id, entry.version, &body)
                .await;
            (entry.id, answer)
        }
    });
    let mut won = BTreeSet::new();
    for (id, answer) in join_all(attempts).await {
        match answer {
            Ok(_) => {
                assert!(won.insert(id), "moved twice from one version");
            }
            Err(refused) => {
                let refused = code::<()>(Err(refused));
                let usual = [ProblemCode::SlotTaken, ProblemCode::StaleVersion];
                assert!(usual.contains(&refused), "{refused:?}");
            }
        }
    }
    assert_eq!(won.len(), 1, "{won:?}");
    let listed = brandt.client.list_bookings(&next_week()).await.unwrap();
    let on_monday = listed.items.iter();
    let on_monday = on_monday.filter(|one| one.starts_at < at("2026-01-20T00:00:00Z"));
    assert_eq!(on_monday.count(), 1);
    assert_eq!(listed.items.len(), entries.len(), "nothing is lost");
}

#[actix_web::test]
async fn of_moving_and_calling_off_at_once_one_is_first() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let example = Example::new(&facility).await;
    let person = facility.client("Seestern").await;
    let brandt = &example.brandt.client;
    for _ in 0..8 {
        let booked = example.booked(&person, example.chat, TEN).await;
        let body = to("2026-01-19T10:00:00Z");
        let reason = Cancellation::default();
        let (moved, off) = join(
            brandt.reschedule_booking(booked.id, booked.version, &body),
            person
                .client
                .cancel_booking(booked.id, booked.version, &reason),
        )
        .await;
        assert_ne!(moved.is_ok(), off.is_ok(), "{moved:?} {off:?}");
        let stands = person.client.read_booking(booked.id).await.unwrap();
        if let Ok(moved) = moved {
            assert_eq!(
                (stands.state, stands.starts_at),
                (BookingState::Requested, body.starts_at)
            );
            let off = brandt
                .cancel_booking(booked.id, moved.version, &reason)
                .await;
            off.unwrap();
        } else {
            assert_eq!(
                (stands.state, stands.starts_at),
                (BookingState::Cancelled, at(TEN))
            );
        }
    }
}

#[actix_web::test]
async fn what_is_ahead_of_a_counselor_who_goes_is_the_heirs_where_they_are_free() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let example = Example::new(&facility).await;
    let brandt = &example.brandt;
    let petersen = facility.counselor("j.petersen").await;
    let person = facility.client("Seestern").await;
    let asked = example.booked(&person, example.chat, TEN).await;
    let sure = appointment(person.id, "2026-01-20T09:00:00Z");
    let sure = brandt.client.create_booking(&sure).await.unwrap();
    let theirs = blocker("2026-01-21T09:00:00Z", "2026-01-21T10:00:00Z");
    petersen.client.create_blocker(&theirs).await.unwrap();
    let late = appointment(person.id, "2026-01-21T09:45:00Z");
    let late = brandt.client.create_booking(&late).await.unwrap();
    let admin = &facility.admin.client;
    let version = admin.read_counselor(brandt.id).await.unwrap().version;
    // Before that one sees which pass, and which are called off.
    let preview = async |hand_over_to| {
        let query = CounselorDeletionQuery { hand_over_to };
        let seen = admin.preview_counselor_deletion(brandt.id, &query).await?;
        let named: Vec<_> = seen.cancelled.iter().map(|one| one.id).collect();
        Ok::<_, CallError>((seen.passed_appointments, seen.cancelled_appointments, named))
    };
    assert_eq!(
        preview(None).await.unwrap(),
        (0, 3, vec![asked.id, sure.id, late.id])
    );
    assert_eq!(
        preview(Some(petersen.id)).await.unwrap(),
        (2, 1, vec![late.id])
    );
    let themselves = preview(Some(brandt.id)).await;
    let expected = ("/hand_over_to".to_owned(), FieldCode::OutOfRange);
    assert_eq!(field(themselves), expected);
    let heir = CounselorDelete {
        hand_over_to: Some(petersen.id),
    };
    admin
        .delete_counselor(brandt.id, version, &heir)
        .await
        .unwrap();
    for (before, counselor, state) in [
        (&asked, petersen.id, BookingState::Requested),
        (&sure, petersen.id, BookingState::Confirmed),
        (&late, brandt.id, BookingState::Cancelled),
    ] {
        let after = person.client.read_booking(before.id).await.unwrap();
        assert_eq!((after.counselor.id, after.state), (counselor, state));
        assert_eq!(after.starts_at, before.starts_at);
        assert!(after.version > before.version);
    }
}

#[actix_web::test]
async fn what_the_team_notes_is_read_by_the_team_alone() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let brandt = facility.counselor("m.brandt").await;
    let person = facility.client("Seestern").await;
    let body = BookingCreate {
        internal_note: Some("Beim letzten Mal zu spät.".try_into().unwrap()),
        ..appointment(person.id, TEN)
    };
    let made = brandt.client.create_booking(&body).await.unwrap();
    let internal = Some("Beim letzten Mal zu spät.");
    assert_eq!(made.internal_note.as_deref(), internal);
    let listed = facility
        .admin
        .client
        .list_bookings(&next_week())
        .await
        .unwrap();
    assert_eq!(listed.items[0].internal_note.as_deref(), internal);
    let listed = person.client.list_bookings(&next_week()).await.unwrap();
    let read = person.client.read_booking(made.id).await.unwrap();
    for seen in [&listed.items[0], &read] {
        assert_eq!(seen.internal_note, None);
        assert_eq!(seen.note.as_deref(), Some("Bitte klingeln"));
    }
    let anew = BookingNoteUpdate {
        internal_note: Some("Braucht eine Dolmetscherin.".try_into().unwrap()),
    };
    let changed = brandt
        .client
        .update_booking_note(made.id, made.version, &anew)
        .await
        .unwrap();
    assert_eq!(
        changed.internal_note.as_deref(),
        Some("Braucht eine Dolmetscherin.")
    );
    let stale = brandt
        .client
        .update_booking_note(made.id, made.version, &anew)
        .await;
    assert_eq!(code(stale), ProblemCode::StaleVersion);
    let none = brandt
        .client
        .update_booking_note(made.id, changed.version, &BookingNoteUpdate::default())
        .await
        .unwrap();
    assert_eq!(
        (none.internal_note, none.note.as_deref()),
        (None, Some("Bitte klingeln"))
    );
    let kept = blocker("2026-01-20T09:00:00Z", "2026-01-20T10:00:00Z");
    let kept = brandt.client.create_blocker(&kept).await.unwrap();
    let refused = brandt
        .client
        .update_booking_note(kept.id, kept.version, &anew)
        .await;
    assert_eq!(code(refused), ProblemCode::Conflict);
}
