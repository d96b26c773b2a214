//! What is told live of changes in the calendar, and to whom.

use crate::{
    bookings::{Example, TEN, at, blocker},
    group_bookings::group_booking,
    support::{Facility, Person, TestApp},
};
use api::jobs::{Worker, ensure_housekeeping};
use chrono::TimeDelta;
use client::{EventStream, Heard};
use domain::{
    absences::{AbsenceCreate, AbsencePeriod, RawAbsencePeriod},
    bookings::{Cancellation, GroupBookingUpdate, ReservationBooking},
    counselors::CounselorDelete,
    events::{Event, EventKind},
    ids::CounselorId,
    version::Version,
};
use std::time::Duration;
use tokio::time::timeout;

/// Longer than anything here takes; only a failing test waits for it.
const PATIENCE: Duration = Duration::from_secs(10);

async fn next(live: &mut EventStream) -> Event {
    let heard = timeout(PATIENCE, live.next()).await.unwrap();
    let Some(Heard::Event(event)) = heard else {
        panic!("{heard:?}");
    };
    event
}

/// Hears of a calendar, and that it says nothing but whose it is.
async fn calendar(live: &mut EventStream) -> Option<CounselorId> {
    let event = next(live).await;
    assert_eq!(event.kind, EventKind::CalendarChanged);
    assert_eq!(event.mail_request_id, None);
    event.counselor_id
}

#[actix_web::test]
async fn each_change_is_told_to_staff_and_to_the_client_whose_it_is() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let example = Example::new(&facility).await;
    let petersen = facility.counselor("j.petersen").await;
    let (person, stranger) = (
        facility.client("Seestern").await,
        facility.client("Anker").await,
    );
    let brandt = &example.brandt;
    let mut colleague = petersen.client.stream_events(None).await.unwrap();
    let mut own = person.client.stream_events(None).await.unwrap();
    let mut of_stranger = stranger.client.stream_events(None).await.unwrap();

    // The first is given back by reserving the second.
    let early = example.slot(example.chat, "2026-01-19T08:00:00Z");
    person.client.reserve_slot(&early).await.unwrap();
    let slot = example.slot(example.chat, TEN);
    let held = person.client.reserve_slot(&slot).await.unwrap();
    let body = ReservationBooking::default();
    let booked = person.client.book_reservation(held.id, held.version, &body);
    let booked = booked.await.unwrap();
    let confirmed = brandt.client.confirm_booking(held.id, booked.version).await;
    let off = person
        .client
        .cancel_booking(
            held.id,
            confirmed.unwrap().version,
            &Cancellation::default(),
        )
        .await;
    off.unwrap();
    for _ in 0..6 {
        assert_eq!(calendar(&mut colleague).await, Some(brandt.id));
        assert_eq!(calendar(&mut own).await, Some(brandt.id));
    }
    // What is staff's business is told to staff.
    let kept = blocker("2026-01-20T09:00:00Z", "2026-01-20T10:00:00Z");
    brandt.client.create_blocker(&kept).await.unwrap();
    assert_eq!(calendar(&mut colleague).await, Some(brandt.id));
    let mine = person.request("Schlaf").await;
    assert_eq!(next(&mut own).await.mail_request_id, Some(mine));
    let theirs = stranger.request("Eigenes").await;
    assert_eq!(next(&mut of_stranger).await.mail_request_id, Some(theirs));
}

#[actix_web::test]
async fn a_group_appointment_is_told_to_staff_and_to_who_takes_part() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let brandt = facility.counselor("m.brandt").await;
    let (person, stranger) = (
        facility.client("Seestern").await,
        facility.client("Anker").await,
    );
    let mut staff = facility.admin.client.stream_events(None).await.unwrap();
    let mut own = person.client.stream_events(None).await.unwrap();
    let mut of_stranger = stranger.client.stream_events(None).await.unwrap();
    let made = brandt
        .client
        .create_group_booking(&group_booking(at(TEN)))
        .await
        .unwrap();
    person.client.join_group_booking(made.id).await.unwrap();
    let other = GroupBookingUpdate {
        title: Some("Elterngruppe".try_into().unwrap()),
        ..GroupBookingUpdate::default()
    };
    let changed = brandt
        .client
        .update_group_booking(made.id, made.version, &other)
        .await
        .unwrap();
    brandt
        .client
        .cancel_booking(made.id, changed.version, &Cancellation::default())
        .await
        .unwrap();
    for _ in 0..4 {
        assert_eq!(calendar(&mut staff).await, Some(brandt.id));
    }
    for _ in 0..3 {
        assert_eq!(calendar(&mut own).await, Some(brandt.id));
    }
    let theirs = stranger.request("Eigenes").await;
    assert_eq!(next(&mut of_stranger).await.mail_request_id, Some(theirs));
}

#[actix_web::test]
async fn what_else_the_calendar_shows_is_told_to_staff() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let example = Example::new(&facility).await;
    let (admin, brandt) = (&facility.admin.client, &example.brandt);
    let mut live = admin.stream_events(None).await.unwrap();
    let away = AbsenceCreate {
        counselor_id: None,
        period: AbsencePeriod::try_from(RawAbsencePeriod::Times {
            starts_at: at(TEN),
            ends_at: at(TEN) + TimeDelta::hours(1),
        })
        .unwrap(),
        label: "Fortbildung".try_into().unwrap(),
    };
    let absence = brandt.client.create_absence(&away).await.unwrap();
    assert_eq!(calendar(&mut live).await, Some(brandt.id));
    brandt.client.delete_absence(absence.id).await.unwrap();
    assert_eq!(calendar(&mut live).await, Some(brandt.id));
    let times = brandt.client.read_booking_times(brandt.id).await.unwrap();
    let rows = crate::services::week(&[]);
    brandt
        .client
        .update_booking_times(brandt.id, times.version, &rows)
        .await
        .unwrap();
    assert_eq!(calendar(&mut live).await, Some(brandt.id));
    let set = admin.read_working_time().await.unwrap();
    admin
        .update_working_time(set.version, &set.working_time)
        .await
        .unwrap();
    assert_eq!(calendar(&mut live).await, None, "everybody's");
}

#[actix_web::test]
async fn a_reservation_that_has_run_out_is_told_of_when_it_is_cleared() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let example = Example::new(&facility).await;
    let person = facility.client("Seestern").await;
    let slot = example.slot(example.chat, TEN);
    person.client.reserve_slot(&slot).await.unwrap();
    app.hand.advance(TimeDelta::minutes(15));
    let mut staff = facility.admin.client.stream_events(None).await.unwrap();
    let mut own = person.client.stream_events(None).await.unwrap();
    ensure_housekeeping(&app.db, app.hand.now()).await.unwrap();
    let worker = Worker::new(app.state.clone());
    while worker.run_due().await.unwrap() > 0 {}
    for live in [&mut staff, &mut own] {
        assert_eq!(calendar(live).await, Some(example.brandt.id));
    }
    assert_eq!(crate::jobs::rows(&app, "bookings").await, 0);
}

#[actix_web::test]
async fn who_goes_and_who_is_erased_leaves_calendars_that_are_told_of() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let example = Example::new(&facility).await;
    let (person, other) = (
        facility.client("Seestern").await,
        facility.client("Anker").await,
    );
    example.booked(&person, example.chat, TEN).await;
    example
        .booked(&other, example.chat, "2026-01-19T10:00:00Z")
        .await;
    let admin = &facility.admin.client;
    let mut live = admin.stream_events(None).await.unwrap();
    let version = version_of(&facility, &person).await;
    admin.erase_client(person.id, version).await.unwrap();
    assert_eq!(calendar(&mut live).await, Some(example.brandt.id));

    let mut own = other.client.stream_events(None).await.unwrap();
    let version = admin
        .read_counselor(example.brandt.id)
        .await
        .unwrap()
        .version;
    admin
        .delete_counselor(example.brandt.id, version, &CounselorDelete::default())
        .await
        .unwrap();
    assert_eq!(calendar(&mut own).await, Some(example.brandt.id));
}

async fn version_of(facility: &Facility<'_>, person: &Person) -> Version {
    let client = facility.admin.client.read_client(person.id).await;
    client.unwrap().version
}
