//! Entries that repeat: all of them come, or none, when the clocks on the wall show the same.

use crate::{
    bookings::{appointment, at, blocker},
    support::{TestApp, code, field},
};
use client::CallError;
use domain::{
    access::Openness,
    bookings::{
        BlockerSeriesCreate, BookingQuery, BookingSeriesCreate, BookingState, Cancellation,
        Repetition,
    },
    problem::{FieldCode, ProblemCode},
    version::Version,
};
use futures_util::future::join_all;

/// From noon to one in Berlin, on the Tuesday before summer time begins and on.
fn lunch(count: u8) -> BlockerSeriesCreate {
    BlockerSeriesCreate {
        blocker: blocker("2026-03-24T11:00:00Z", "2026-03-24T12:00:00Z"),
        repeat: Repetition::new(1, count).unwrap(),
    }
}

#[actix_web::test]
async fn time_is_kept_free_every_week_when_the_clocks_show_the_same() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let brandt = facility.counselor("m.brandt").await;
    let made = brandt
        .client
        .create_blocker_series(&lunch(3))
        .await
        .unwrap();
    let starts: Vec<_> = made.items.iter().map(|one| one.starts_at).collect();
    assert_eq!(
        starts,
        [
            "2026-03-24T11:00:00Z",
            "2026-03-31T10:00:00Z",
            "2026-04-07T10:00:00Z"
        ]
        .map(at)
    );
    let series = made.items[0].series.unwrap();
    assert_eq!(series.every_weeks, 1);
    for one in &made.items {
        assert_eq!(one.series, Some(series));
        assert_eq!(one.title.as_deref(), Some("Teamsitzung"));
        assert_eq!(brandt.client.read_booking(one.id).await.unwrap(), *one);
    }
    let alone = blocker("2026-04-14T10:00:00Z", "2026-04-14T11:00:00Z");
    let alone = brandt.client.create_blocker(&alone).await.unwrap();
    assert_eq!(alone.series, None);
}

#[actix_web::test]
async fn where_one_does_not_fit_none_comes_and_it_is_said_which() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let brandt = facility.counselor("m.brandt").await;
    let person = facility.client("Seestern").await;
    for starts_at in ["2026-04-07T10:30:00Z", "2026-04-14T10:30:00Z"] {
        let kept = appointment(person.id, starts_at);
        brandt.client.create_booking(&kept).await.unwrap();
    }
    let Err(CallError::Problem(problem)) = brandt.client.create_blocker_series(&lunch(6)).await
    else {
        panic!("the third does not fit");
    };
    assert_eq!(
        (problem.code, problem.taken_at),
        (ProblemCode::SlotTaken, Some(at("2026-04-07T10:00:00Z")))
    );
    assert_eq!(crate::jobs::rows(&app, "bookings").await, 2);
    let mut long = lunch(2);
    long.blocker.ends_at = at("2026-04-01T11:00:00Z");
    let refused = brandt.client.create_blocker_series(&long).await;
    assert_eq!(field(refused), ("/repeat".into(), FieldCode::OutOfRange));
}

#[actix_web::test]
async fn every_other_week_six_times_and_the_rest_is_called_off() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let brandt = facility.counselor("m.brandt").await;
    let person = facility.client("Seestern").await;
    let body = BookingSeriesCreate {
        booking: appointment(person.id, "2026-03-02T09:00:00Z"),
        repeat: Repetition::new(2, 6).unwrap(),
    };
    let made = brandt.client.create_booking_series(&body).await.unwrap();
    assert_eq!(made.items.len(), 6);
    for one in &made.items {
        assert_eq!(one.state, BookingState::Confirmed);
        assert_eq!(one.note.as_deref(), Some("Bitte klingeln"));
        assert_eq!(one.client.as_ref().map(|client| client.id), Some(person.id));
    }
    // One alone, then the third with all that follow.
    let first = &made.items[0];
    brandt
        .client
        .cancel_booking(first.id, first.version, &Cancellation::default())
        .await
        .unwrap();
    let third = &made.items[2];
    let reason = Cancellation {
        reason: Some("Ich ziehe um.".try_into().unwrap()),
    };
    let stale = brandt
        .client
        .cancel_booking_series(third.id, Version(7), &reason)
        .await;
    assert_eq!(code(stale), ProblemCode::StaleVersion);
    let off = brandt
        .client
        .cancel_booking_series(third.id, third.version, &reason)
        .await
        .unwrap();
    assert_eq!(off.items.len(), 4);
    let query = BookingQuery {
        from: at("2026-04-01T00:00:00Z"),
        until: at("2026-05-12T00:00:00Z"),
        counselor_id: None,
        client_id: None,
    };
    let told = person.client.list_bookings(&query).await.unwrap();
    assert_eq!(told.items.len(), 3);
    for one in &told.items {
        assert_eq!(one.state, BookingState::Cancelled);
        assert_eq!(one.reason.as_deref(), Some("Ich ziehe um."));
    }
    let second = person.client.read_booking(made.items[1].id).await.unwrap();
    assert_eq!(second.state, BookingState::Confirmed);
    let again = brandt
        .client
        .cancel_booking_series(third.id, off.items[0].version, &reason)
        .await;
    assert_eq!(code(again), ProblemCode::Conflict);
    let alone = appointment(person.id, "2026-03-03T09:00:00Z");
    let alone = brandt.client.create_booking(&alone).await.unwrap();
    let no_series = brandt
        .client
        .cancel_booking_series(alone.id, alone.version, &reason)
        .await;
    assert_eq!(code(no_series), ProblemCode::Conflict);
    let abroad = app.facility("wetterau").await.client("Fremd").await;
    let strange = BookingSeriesCreate {
        booking: appointment(abroad.id, "2026-03-02T12:00:00Z"),
        repeat: body.repeat,
    };
    let refused = brandt.client.create_booking_series(&strange).await;
    assert_eq!(
        field(refused),
        ("/booking/client_id".into(), FieldCode::OutOfRange)
    );
}

#[actix_web::test]
async fn of_many_series_at_once_one_comes_whole_and_nothing_of_the_others() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let brandt = facility.counselor("m.brandt").await;
    let person = facility.client("Seestern").await;
    // They begin a week apart, and meet in what follows.
    let firsts = ["2026-03-02T09:00:00Z", "2026-03-09T09:10:00Z"];
    let bodies: Vec<_> = firsts
        .iter()
        .cycle()
        .take(20)
        .map(|starts_at| BookingSeriesCreate {
            booking: appointment(person.id, starts_at),
            repeat: Repetition::new(1, 6).unwrap(),
        })
        .collect();
    let made = join_all(
        bodies
            .iter()
            .map(|body| brandt.client.create_booking_series(body)),
    );
    let (came, refused): (Vec<_>, Vec<_>) = made.await.into_iter().partition(Result::is_ok);
    assert_eq!(came.len(), 1);
    for one in refused {
        assert_eq!(code(one), ProblemCode::SlotTaken);
    }
    assert_eq!(crate::jobs::rows(&app, "bookings").await, 6);
}

#[actix_web::test]
async fn called_off_at_once_with_its_series_and_alone_it_is_called_off_once() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let brandt = facility.counselor("m.brandt").await;
    let person = facility.client("Seestern").await;
    let body = BookingSeriesCreate {
        booking: appointment(person.id, "2026-03-02T09:00:00Z"),
        repeat: Repetition::new(1, 4).unwrap(),
    };
    let made = brandt.client.create_booking_series(&body).await.unwrap();
    let (first, last) = (&made.items[0], &made.items[3]);
    let none = Cancellation::default();
    let (series, alone) = futures_util::future::join(
        brandt
            .client
            .cancel_booking_series(first.id, first.version, &none),
        person.client.cancel_booking(last.id, last.version, &none),
    )
    .await;
    let off = match (series, alone) {
        // Whoever looked before the other wrote is told to look again, and nothing is half done.
        (Err(error), Ok(_)) => {
            let stale = Err::<(), _>(error);
            assert_eq!(code(stale), ProblemCode::StaleVersion);
            1
        }
        (Ok(all), Ok(_)) => {
            assert_eq!(all.items.len(), 3);
            4
        }
        (Ok(all), alone) => {
            assert_eq!(all.items.len(), 4);
            assert!([ProblemCode::StaleVersion, ProblemCode::Conflict].contains(&code(alone)));
            4
        }
        both => panic!("one of them is first: {both:?}"),
    };
    let mut cancelled = 0;
    for one in &made.items {
        let now = brandt.client.read_booking(one.id).await.unwrap();
        if now.state == BookingState::Cancelled {
            cancelled += 1;
            assert_eq!(now.version, one.version.next());
        }
    }
    assert_eq!(cancelled, off);
}

#[actix_web::test]
async fn colleagues_are_not_told_which_appointments_are_one_clients() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let brandt = facility.counselor("m.brandt").await;
    let petersen = facility.counselor("j.petersen").await;
    let person = facility.client("Seestern").await;
    let body = BookingSeriesCreate {
        booking: appointment(person.id, "2026-03-02T09:00:00Z"),
        repeat: Repetition::new(1, 2).unwrap(),
    };
    let made = brandt.client.create_booking_series(&body).await.unwrap();
    app.set_openness(Openness::Restricted).await;
    let kept = brandt.client.create_blocker_series(&lunch(2)).await;
    let query = BookingQuery {
        from: at("2026-03-01T00:00:00Z"),
        until: at("2026-04-01T00:00:00Z"),
        counselor_id: Some(brandt.id),
        client_id: None,
    };
    let seen = petersen.client.list_bookings(&query).await.unwrap();
    let series: Vec<_> = seen.items.iter().map(|one| one.series).collect();
    let lunches = kept.unwrap().items[0].series;
    assert!(lunches.is_some());
    assert_eq!(series, [None, None, lunches, lunches]);
    let told = person
        .client
        .list_bookings(&BookingQuery {
            counselor_id: None,
            ..query
        })
        .await;
    assert_eq!(told.unwrap().items[1].series, made.items[0].series);
}
