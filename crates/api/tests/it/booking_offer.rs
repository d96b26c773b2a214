//! What clients can choose from when they book, and what they need to take part.

use crate::{
    absences::{absence, days},
    bookings::{appointment, next_week, rules},
    services::{service, week},
    support::{Facility, Staff, TestApp},
};
use chrono::TimeDelta;
use domain::{
    absences::AbsenceCreate,
    bookings::{Attendance, BookingCreate, BookingQuery, Cancellation, SlotReservation},
    channels::{AppointmentChannel, Channel, ChannelSettingsUpdate, CounselorChannelsUpdate},
    clients::Edit,
    counselors::{CounselorUpdate, PortalCounselorQuery},
    ids::ServiceId,
    services::ServiceCreate,
    slots::SlotQuery,
    version::Version,
};

/// A service of a counselor, which can be booked on Mondays.
async fn offers(staff: &Staff, body: ServiceCreate) -> ServiceId {
    let made = staff.client.create_service(&body).await.unwrap();
    let version = staff
        .client
        .read_booking_times(staff.id)
        .await
        .unwrap()
        .version;
    let rows = week(&[(0, made.id, "09:00", "12:00")]);
    let set = staff.client.update_booking_times(staff.id, version, &rows);
    set.await.unwrap();
    made.id
}

async fn takes_primary_clients_only(facility: &Facility<'_>, staff: &Staff) {
    let admin = &facility.admin.client;
    let version = admin.read_counselor(staff.id).await.unwrap().version;
    let body = CounselorUpdate {
        primary_clients_only: Some(true),
        ..CounselorUpdate::default()
    };
    let set = admin.update_counselor(staff.id, version, &body).await;
    set.unwrap();
}

#[actix_web::test]
async fn clients_see_what_can_be_booked_with_whom() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let person = facility.client("Seestern").await;
    let empty = person.client.read_booking_offer().await.unwrap();
    assert_eq!((empty.services.len(), empty.counselors.len()), (0, 0));
    let brandt = facility.counselor("m.brandt").await;
    let phone = ServiceCreate {
        channel: AppointmentChannel::Phone,
        description: "Zum Kennenlernen.".try_into().unwrap(),
        ..service(false)
    };
    let known = offers(&brandt, phone).await;
    let unused = brandt.client.create_service(&service(false)).await.unwrap();
    let reserved = facility.counselor("j.petersen").await;
    offers(&reserved, service(false)).await;
    takes_primary_clients_only(&facility, &reserved).await;

    let offer = person.client.read_booking_offer().await.unwrap();
    let services: Vec<_> = offer.services.iter().map(|one| one.id).collect();
    assert_eq!(services, [known]);
    assert!(!services.contains(&unused.id), "it is at no time");
    let with: Vec<_> = offer.services[0].counselor_ids.iter().copied().collect();
    assert_eq!(with, [brandt.id]);
    assert_eq!(offer.services[0].description, "Zum Kennenlernen.");
    let people: Vec<_> = offer.counselors.iter().map(|one| one.id).collect();
    assert_eq!(people, [brandt.id]);
    assert_eq!(offer.rules.reservation_minutes, 15);
    let text = serde_json::to_string(&offer).unwrap();
    assert!(!text.contains(&unused.name), "names are the staff's");

    let admin = &facility.admin.client;
    let version = admin.read_channel_settings().await.unwrap().version;
    let only_mail = ChannelSettingsUpdate {
        offered: [Channel::Mail].into_iter().collect(),
    };
    let set = admin.update_channel_settings(version, &only_mail).await;
    set.unwrap();
    let offer = person.client.read_booking_offer().await.unwrap();
    assert_eq!((offer.services.len(), offer.counselors.len()), (0, 0));
}

#[actix_web::test]
async fn who_has_a_confirmed_appointment_learns_where_and_nobody_else() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let person = facility.client("Seestern").await;
    let brandt = facility.counselor("m.brandt").await;
    let places = CounselorChannelsUpdate {
        on_site_address: Edit::Set("Bahnhofstraße 3".try_into().unwrap()),
        phone: Edit::Set("06421 1234".try_into().unwrap()),
        ..CounselorChannelsUpdate::default()
    };
    let set = brandt
        .client
        .update_counselor_channels(brandt.id, Version(0), &places);
    set.await.unwrap();
    let version = brandt
        .client
        .read_counselor(brandt.id)
        .await
        .unwrap()
        .version;
    let url = "https://video.example/brandt";
    let calls = CounselorUpdate {
        external_video_url: Edit::Set(url.try_into().unwrap()),
        ..CounselorUpdate::default()
    };
    let set = brandt.client.update_counselor(brandt.id, version, &calls);
    set.await.unwrap();
    for (channel, starts_at, needed) in [
        (
            AppointmentChannel::OnSite,
            "2026-01-19T09:00:00Z",
            Some(Attendance::OnSite {
                address: "Bahnhofstraße 3".into(),
            }),
        ),
        (
            AppointmentChannel::Phone,
            "2026-01-19T10:00:00Z",
            Some(Attendance::Phone {
                number: "06421 1234".into(),
            }),
        ),
        (
            AppointmentChannel::Video,
            "2026-01-19T11:00:00Z",
            Some(Attendance::Video { url: url.into() }),
        ),
        (AppointmentChannel::Chat, "2026-01-19T12:00:00Z", None),
    ] {
        let body = BookingCreate {
            channel,
            ..appointment(person.id, starts_at)
        };
        let made = brandt.client.create_booking(&body).await.unwrap();
        assert_eq!(made.attendance, None, "staff know where they work");
        let read = person.client.read_booking(made.id).await.unwrap();
        assert_eq!(read.attendance, needed, "{channel:?}");
    }
    let listed = person.client.list_bookings(&next_week()).await.unwrap();
    let told = listed.items.iter().filter(|one| one.attendance.is_some());
    assert_eq!((listed.items.len(), told.count()), (4, 3));
    let first = &listed.items[0];
    let none = Cancellation::default();
    let off = person.client.cancel_booking(first.id, first.version, &none);
    assert_eq!(
        off.await.unwrap().attendance,
        None,
        "it does not take place"
    );
}

#[actix_web::test]
async fn what_is_only_requested_does_not_say_where() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let person = facility.client("Seestern").await;
    let brandt = facility.counselor("m.brandt").await;
    let phone = ServiceCreate {
        channel: AppointmentChannel::Phone,
        ..service(false)
    };
    let service_id = offers(&brandt, phone).await;
    let number = CounselorChannelsUpdate {
        phone: Edit::Set("06421 1234".try_into().unwrap()),
        ..CounselorChannelsUpdate::default()
    };
    let set = brandt
        .client
        .update_counselor_channels(brandt.id, Version(0), &number);
    set.await.unwrap();
    let slot = domain::bookings::SlotReservation {
        counselor_id: brandt.id,
        service_id,
        starts_at: "2026-01-19T08:00:00Z".parse().unwrap(),
    };
    let held = person.client.reserve_slot(&slot).await.unwrap();
    assert_eq!(held.attendance, None);
    let requested = person
        .client
        .book_reservation(
            held.id,
            held.version,
            &domain::bookings::ReservationBooking::default(),
        )
        .await
        .unwrap();
    assert_eq!(requested.attendance, None);
    let confirmed = brandt.client.confirm_booking(held.id, requested.version);
    confirmed.await.unwrap();
    let read = person.client.read_booking(held.id).await.unwrap();
    let number = "06421 1234".to_owned();
    assert_eq!(read.attendance, Some(Attendance::Phone { number }));
}

#[actix_web::test]
async fn clients_see_two_years_of_what_is_theirs_at_once() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let person = facility.client("Seestern").await;
    let brandt = facility.counselor("m.brandt").await;
    for (starts_at, days, good) in [
        ("2026-12-07T09:00:00Z", 732, true),
        ("2026-12-14T09:00:00Z", 733, false),
    ] {
        let body = appointment(person.id, starts_at);
        brandt.client.create_booking(&body).await.unwrap();
        let from = next_week().from;
        let query = BookingQuery {
            from,
            until: from + TimeDelta::days(days),
            ..next_week()
        };
        let listed = person.client.list_bookings(&query).await;
        assert_eq!(listed.is_ok(), good, "{days}");
        if let Ok(listed) = listed {
            assert_eq!(listed.items.len(), 1);
        }
        let staff = brandt.client.list_bookings(&query).await;
        assert!(staff.is_err(), "theirs would be everybody's");
    }
}

#[actix_web::test]
async fn the_portal_says_when_somebody_can_be_booked_next() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let person = facility.client("Seestern").await;
    let (brandt, petersen) = (
        facility.counselor("m.brandt").await,
        facility.counselor("j.petersen").await,
    );
    let said = async |staff: &Staff| {
        let all = PortalCounselorQuery::default();
        let cards = app.nobody().list_portal_counselors("lahntal", &all).await;
        let mut cards = cards.unwrap().items.into_iter();
        let card = cards.find(|card| card.counselor.id == staff.id);
        card.unwrap().next_free
    };
    assert_eq!(said(&brandt).await, None);
    offers(&brandt, service(false)).await;
    let first = async || {
        let query = SlotQuery {
            from: app.hand.now(),
            until: app.hand.now() + TimeDelta::days(8),
            counselor_id: Some(brandt.id),
            service_id: None,
            channel: None,
        };
        let slots = person.client.list_slots(&query).await.unwrap();
        slots.items.into_iter().next().unwrap()
    };
    let before = first().await;
    assert_eq!(said(&brandt).await, Some(before.starts_at));
    assert_eq!(said(&petersen).await, None, "who offers nothing");
    // What is held for somebody is not free.
    let reservation = SlotReservation {
        counselor_id: brandt.id,
        service_id: before.service_id,
        starts_at: before.starts_at,
    };
    person.client.reserve_slot(&reservation).await.unwrap();
    let after = said(&brandt).await.unwrap();
    assert!(after > before.starts_at);
    assert_eq!(after, first().await.starts_at);
    // Nobody looks further ahead than eight weeks for a visitor.
    rules(&facility, |rules| rules.horizon_days = 366).await;
    let away = AbsenceCreate {
        period: days("2026-01-01", "2026-03-20"),
        ..absence()
    };
    brandt.client.create_absence(&away).await.unwrap();
    assert_eq!(said(&brandt).await, None);
}
