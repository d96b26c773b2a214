//! Appointments that are free. How booking times are cut is shown in the domain.

use crate::{
    absences::{absence, days, times},
    services::{service, week},
    support::{Facility, Staff, TestApp, code, field},
};
use client::Client;
use domain::{
    absences::AbsenceCreate,
    bookings::BookingRules,
    channels::{AppointmentChannel, Channel, ChannelSettingsUpdate, CounselorChannelsUpdate},
    clients::Edit,
    counselors::CounselorUpdate,
    ids::{CounselorId, ServiceId},
    problem::{FieldCode, ProblemCode},
    services::ServiceCreate,
    slots::{DiagnosisQuery, NotOffered, SlotCause, SlotQuery},
    version::Version,
};
use serde_json::json;

/// From Monday, 19 January 2026, to the next: tests begin on the Thursday before.
pub fn next_week() -> SlotQuery {
    SlotQuery {
        from: "2026-01-18T23:00:00Z".parse().unwrap(),
        until: "2026-01-25T23:00:00Z".parse().unwrap(),
        counselor_id: None,
        service_id: None,
        channel: None,
    }
}

/// Whose, by which means, and when, in the facility's time.
async fn listed(
    client: &Client,
    query: &SlotQuery,
) -> Vec<(CounselorId, AppointmentChannel, String)> {
    let slots = client.list_slots(query).await.unwrap();
    let local = |at: chrono::DateTime<chrono::Utc>| {
        let local = at + chrono::TimeDelta::hours(1);
        local.format("%a %H:%M").to_string()
    };
    let shown = slots.items.iter();
    shown
        .map(|one| (one.counselor_id, one.channel, local(one.starts_at)))
        .collect()
}

pub async fn times_of(client: &Client, query: &SlotQuery) -> Vec<String> {
    let slots = listed(client, query).await;
    slots.into_iter().map(|slot| slot.2).collect()
}

async fn offers(staff: &Staff, channel: AppointmentChannel, minutes: (u16, u16)) -> ServiceId {
    let body = ServiceCreate {
        channel,
        duration_minutes: minutes.0.try_into().unwrap(),
        follow_up_minutes: minutes.1.try_into().unwrap(),
        ..service(false)
    };
    staff.client.create_service(&body).await.unwrap().id
}

/// The example of chapter 40.
pub async fn example(facility: &Facility<'_>) -> (Staff, ServiceId, ServiceId) {
    let brandt = facility.counselor("m.brandt").await;
    let chat = offers(&brandt, AppointmentChannel::Chat, (30, 0)).await;
    let on_site = offers(&brandt, AppointmentChannel::OnSite, (30, 0)).await;
    let rows = week(&[(0, chat, "09:00", "12:00"), (0, on_site, "10:00", "11:00")]);
    let set = brandt
        .client
        .update_booking_times(brandt.id, Version(0), &rows);
    set.await.unwrap();
    (brandt, chat, on_site)
}

#[actix_web::test]
async fn six_of_one_service_and_two_of_another_are_eight() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let (brandt, chat, _) = example(&facility).await;
    let all = listed(&facility.admin.client, &next_week()).await;
    assert_eq!(all.len(), 8);
    assert!(all.iter().all(|slot| slot.0 == brandt.id));
    let of = |query| times_of(&facility.admin.client, query);
    let only_chat = SlotQuery {
        service_id: Some(chat),
        ..next_week()
    };
    assert_eq!(
        of(&only_chat).await,
        [
            "Mon 09:00",
            "Mon 09:30",
            "Mon 10:00",
            "Mon 10:30",
            "Mon 11:00",
            "Mon 11:30"
        ]
    );
    let only_on_site = SlotQuery {
        channel: Some(AppointmentChannel::OnSite),
        ..next_week()
    };
    assert_eq!(of(&only_on_site).await, ["Mon 10:00", "Mon 10:30"]);
    let nobody = SlotQuery {
        counselor_id: Some(facility.admin.id),
        ..next_week()
    };
    assert_eq!(of(&nobody).await, [""; 0]);
    let slots = facility
        .admin
        .client
        .list_slots(&next_week())
        .await
        .unwrap();
    let names: Vec<_> = slots.counselors.iter().map(|one| one.id).collect();
    assert_eq!(names, [brandt.id]);

    let abroad = app.facility("wetterau").await;
    assert_eq!(times_of(&abroad.admin.client, &next_week()).await, [""; 0]);
}

#[actix_web::test]
async fn nobody_is_offered_while_they_are_away() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let (brandt, ..) = example(&facility).await;
    let dentist = AbsenceCreate {
        period: times("2026-01-19T08:15:00Z", "2026-01-19T09:10:00Z"),
        ..absence()
    };
    let made = brandt.client.create_absence(&dentist).await.unwrap();
    let left = times_of(&brandt.client, &next_week()).await;
    assert_eq!(left, ["Mon 10:30", "Mon 10:30", "Mon 11:00", "Mon 11:30"]);
    brandt.client.delete_absence(made.id).await.unwrap();
    assert_eq!(times_of(&brandt.client, &next_week()).await.len(), 8);
    let holiday = AbsenceCreate {
        period: days("2026-01-10", "2026-01-19"),
        ..absence()
    };
    brandt.client.create_absence(&holiday).await.unwrap();
    assert_eq!(times_of(&brandt.client, &next_week()).await, [""; 0]);
}

#[actix_web::test]
async fn nothing_is_offered_when_the_facility_is_closed() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let (brandt, ..) = example(&facility).await;
    let admin = &facility.admin.client;
    let mut set = admin.read_working_time().await.unwrap();
    let closed = json!([{ "from": "2026-01-19", "until": "2026-01-19" }]);
    set.working_time.closing_days = serde_json::from_value(closed).unwrap();
    admin
        .update_working_time(set.version, &set.working_time)
        .await
        .unwrap();
    assert_eq!(times_of(&brandt.client, &next_week()).await, [""; 0]);
}

#[actix_web::test]
async fn the_lead_time_the_horizon_and_the_weeks_ahead_are_kept() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let (brandt, ..) = example(&facility).await;
    let admin = &facility.admin.client;
    let rules = async |rules: BookingRules| {
        let version = admin.read_booking_settings().await.unwrap().version;
        admin
            .update_booking_settings(version, &rules)
            .await
            .unwrap();
        times_of(&brandt.client, &next_week()).await.len()
    };
    let usual = BookingRules::default();
    // It is eleven o'clock in Berlin on Thursday, 15 January; the first is on Monday at nine.
    for (lead_hours, horizon_days, count) in [
        (0, 56, 8),
        (94, 56, 7),
        (95, 56, 4),
        (97, 56, 0),
        (0, 4, 0),
        (0, 5, 8),
    ] {
        let some = BookingRules {
            lead_hours,
            horizon_days,
            ..usual
        };
        assert_eq!(rules(some).await, count, "{lead_hours} {horizon_days}");
    }
    // Four weeks ahead: the last day is Wednesday, 11 February.
    rules(usual).await;
    let week_from = |from: &str| SlotQuery {
        from: from.parse().unwrap(),
        until: from.parse::<chrono::DateTime<chrono::Utc>>().unwrap() + chrono::TimeDelta::days(7),
        ..next_week()
    };
    for (from, count) in [("2026-02-08T23:00:00Z", 8), ("2026-02-15T23:00:00Z", 0)] {
        let found = times_of(&brandt.client, &week_from(from)).await;
        assert_eq!(found.len(), count, "{from}");
    }
}

#[actix_web::test]
async fn only_channels_that_both_the_facility_and_the_counselor_offer_are_offered() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let (brandt, ..) = example(&facility).await;
    let admin = &facility.admin.client;
    let count = async || times_of(admin, &next_week()).await.len();
    let only = |channels: &[Channel]| channels.iter().copied().collect();
    let theirs = CounselorChannelsUpdate {
        offered: Some(only(&[Channel::Mail, Channel::OnSite])),
        on_site_address: Edit::Set("Bahnhofstraße 3\n35037 Marburg".try_into().unwrap()),
        ..CounselorChannelsUpdate::default()
    };
    let set = brandt
        .client
        .update_counselor_channels(brandt.id, Version(0), &theirs)
        .await
        .unwrap();
    assert_eq!(
        set.on_site_address.as_deref(),
        Some("Bahnhofstraße 3\n35037 Marburg")
    );
    assert_eq!(count().await, 2);
    let before = admin.read_channel_settings().await.unwrap();
    assert_eq!(before.offered.iter().count(), 5);
    let facilitys = ChannelSettingsUpdate {
        offered: only(&[Channel::Mail, Channel::Chat]),
    };
    admin
        .update_channel_settings(before.version, &facilitys)
        .await
        .unwrap();
    assert_eq!(count().await, 0);
    let both = CounselorChannelsUpdate {
        offered: Some(only(&[Channel::Chat, Channel::OnSite])),
        phone: Edit::Set("06421 1234".try_into().unwrap()),
        ..CounselorChannelsUpdate::default()
    };
    let stale = brandt
        .client
        .update_counselor_channels(brandt.id, Version(0), &both);
    assert_eq!(code(stale.await), ProblemCode::StaleVersion);
    let set = brandt
        .client
        .update_counselor_channels(brandt.id, set.version, &both)
        .await
        .unwrap();
    assert_eq!(count().await, 6);
    let kept = facility
        .counselor("j.petersen")
        .await
        .client
        .read_counselor_channels(brandt.id)
        .await
        .unwrap();
    assert_eq!(kept, set);
    assert_eq!(kept.phone.as_deref(), Some("06421 1234"));
    assert!(kept.on_site_address.is_some(), "what is left out stays");
}

#[actix_web::test]
async fn who_cannot_sign_in_cannot_be_booked_and_a_day_can_be_switched_off() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let (brandt, ..) = example(&facility).await;
    let admin = &facility.admin.client;
    let mut rows = brandt.client.read_booking_times(brandt.id).await.unwrap();
    let mut days: Vec<domain::booking_times::BookingDay> = rows.week.clone().into();
    days[0].bookable = false;
    rows.week = days.try_into().unwrap();
    let off = domain::booking_times::BookingTimesWrite {
        weeks_ahead: rows.weeks_ahead,
        week: rows.week.clone(),
    };
    let set = brandt
        .client
        .update_booking_times(brandt.id, rows.version, &off)
        .await
        .unwrap();
    assert_eq!(set.week.days()[0].rows.iter().count(), 2, "rows are kept");
    assert_eq!(times_of(admin, &next_week()).await, [""; 0]);
    days = set.week.into();
    days[0].bookable = true;
    let on = domain::booking_times::BookingTimesWrite {
        weeks_ahead: set.weeks_ahead,
        week: days.try_into().unwrap(),
    };
    brandt
        .client
        .update_booking_times(brandt.id, set.version, &on)
        .await
        .unwrap();
    assert_eq!(times_of(admin, &next_week()).await.len(), 8);
    let version = admin.read_counselor(brandt.id).await.unwrap().version;
    admin
        .deactivate_counselor(brandt.id, version)
        .await
        .unwrap();
    assert_eq!(times_of(admin, &next_week()).await, [""; 0]);
}

/// What the page says to whoever wonders where the appointments are.
#[actix_web::test]
async fn whoever_wonders_why_nothing_is_offered_is_told() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let (brandt, chat, _) = example(&facility).await;
    let admin = &facility.admin.client;
    let week = DiagnosisQuery {
        from: next_week().from,
        until: next_week().until,
    };
    let diagnosed = async |id| {
        let found = brandt.client.diagnose_slots(id, &week).await.unwrap();
        let reasons = found.reasons.iter();
        let counts: Vec<_> = reasons.map(|one| (one.reason, one.count)).collect();
        (found.offered, counts, found.causes)
    };
    assert_eq!(diagnosed(brandt.id).await, (8, vec![], vec![]));
    let nothing = diagnosed(facility.admin.id).await;
    assert_eq!(nothing, (0, vec![], vec![SlotCause::NoBookingTimes]));
    let dentist = AbsenceCreate {
        period: times("2026-01-19T08:15:00Z", "2026-01-19T09:10:00Z"),
        ..absence()
    };
    brandt.client.create_absence(&dentist).await.unwrap();
    let kept = crate::bookings::blocker("2026-01-19T10:00:00Z", "2026-01-19T10:30:00Z");
    brandt.client.create_blocker(&kept).await.unwrap();
    let expected = vec![(NotOffered::Absent, 4), (NotOffered::Blocked, 1)];
    assert_eq!(diagnosed(brandt.id).await, (3, expected, vec![]));
    let found = brandt
        .client
        .diagnose_slots(brandt.id, &week)
        .await
        .unwrap();
    let first = &found.reasons[0].examples[0];
    assert_eq!(
        (first.service_id, first.starts_at),
        (chat, "2026-01-19T08:00:00Z".parse().unwrap())
    );
    // What is free is what the list says, and so it is when much is in the way.
    let version = admin.read_channel_settings().await.unwrap().version;
    let facilitys = ChannelSettingsUpdate {
        offered: [Channel::Chat].into_iter().collect(),
    };
    admin
        .update_channel_settings(version, &facilitys)
        .await
        .unwrap();
    let version = admin.read_counselor(brandt.id).await.unwrap().version;
    let only = CounselorUpdate {
        primary_clients_only: Some(true),
        ..CounselorUpdate::default()
    };
    admin
        .update_counselor(brandt.id, version, &only)
        .await
        .unwrap();
    let expected = vec![
        (NotOffered::ChannelNotOfFacility, 2),
        (NotOffered::Absent, 3),
        (NotOffered::Blocked, 1),
    ];
    let causes = vec![SlotCause::PrimaryClientsOnly];
    assert_eq!(diagnosed(brandt.id).await, (2, expected, causes));
    assert_eq!(times_of(admin, &next_week()).await.len(), 2);
    let nine_days = DiagnosisQuery {
        until: week.from + chrono::TimeDelta::days(9),
        ..week
    };
    let refused = brandt.client.diagnose_slots(brandt.id, &nine_days).await;
    assert_eq!(field(refused), ("/until".into(), FieldCode::OutOfRange));
}

#[actix_web::test]
async fn a_period_ends_after_it_begins_and_is_eight_days_at_most() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let admin = &facility.admin.client;
    for (days, good) in [(-1, false), (0, false), (8, true), (9, false)] {
        let query = SlotQuery {
            until: next_week().from + chrono::TimeDelta::days(days),
            ..next_week()
        };
        let answer = admin.list_slots(&query).await;
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
