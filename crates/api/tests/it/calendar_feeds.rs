//! A counselor's calendar at a secret address.

use crate::{
    bookings::{Example, TEN, appointment, at, blocker},
    calendar_files::{parsed, said},
    support::{TestApp, http},
};
use chrono::{NaiveDate, TimeDelta};
use client::Client;
use domain::{
    absences::{AbsenceCreate, AbsencePeriod, RawAbsencePeriod},
    bookings::{Booking, Cancellation},
    calendar_feeds::{CalendarFeedCreate, FeedContent},
};
use ical::parser::ical::component::IcalEvent;
use reqwest::{Response, StatusCode, header};
use std::num::NonZeroU32;

/// A new address for somebody's calendar, as the test's server is reached.
async fn address(app: &TestApp, client: &Client, shows: FeedContent) -> String {
    let body = CalendarFeedCreate { shows };
    let made = client.create_calendar_feed(&body).await.unwrap();
    let (public, path) = made
        .address
        .split_at(made.address.find("/api/v1/").unwrap());
    assert!(public.starts_with("http"), "{public}");
    format!("{}{path}", app.url)
}

async fn get(address: &str) -> Response {
    http().get(address).send().await.unwrap()
}

async fn status(address: &str) -> StatusCode {
    get(address).await.status()
}

/// The events behind an address, by when they begin.
async fn events(address: &str) -> Vec<IcalEvent> {
    let answer = get(address).await;
    assert_eq!(answer.status(), StatusCode::OK);
    let kind = answer.headers()[header::CONTENT_TYPE].to_str().unwrap();
    assert_eq!(kind, "text/calendar; charset=utf-8");
    let mut events = parsed(&answer.text().await.unwrap()).events;
    events.sort_by(|one, other| said(one, "DTSTART").cmp(said(other, "DTSTART")));
    events
}

fn facts(events: &[IcalEvent]) -> Vec<[&str; 4]> {
    let fact = |event| ["DTSTART", "DTEND", "SUMMARY", "STATUS"].map(|name| said(event, name));
    events.iter().map(fact).collect()
}

/// A calendar with one of each: requested, confirmed, called off, a blocker, and days away.
async fn filled(example: &Example, facility: &crate::support::Facility<'_>) -> Booking {
    let person = facility.client("Seestern").await;
    let brandt = &example.brandt.client;
    let asked = example.booked(&person, example.chat, TEN).await;
    let sure = appointment(person.id, "2026-03-30T08:00:00Z");
    brandt.create_booking(&sure).await.unwrap();
    let off = appointment(person.id, "2026-01-21T09:00:00Z");
    let off = brandt.create_booking(&off).await.unwrap();
    brandt
        .cancel_booking(off.id, off.version, &Cancellation::default())
        .await
        .unwrap();
    let kept = domain::bookings::BlockerCreate {
        title:
            "Team; Büro, lang genug für eine zweite Zeile, die gefaltet wird, weil sie so lang ist"
                .try_into()
                .unwrap(),
        ..blocker("2026-01-20T09:00:00Z", "2026-01-20T10:00:00Z")
    };
    brandt.create_blocker(&kept).await.unwrap();
    let day = |day| NaiveDate::from_ymd_opt(2026, 1, day).unwrap();
    let away = AbsenceCreate {
        counselor_id: None,
        period: AbsencePeriod::try_from(RawAbsencePeriod::Days {
            from: day(22),
            until: day(23),
        })
        .unwrap(),
        label: "Fortbildung".try_into().unwrap(),
    };
    brandt.create_absence(&away).await.unwrap();
    asked
}

#[actix_web::test]
async fn a_calendar_is_read_without_signing_in_and_says_as_much_as_was_chosen() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let example = Example::new(&facility).await;
    let asked = filled(&example, &facility).await;
    let brandt = &example.brandt.client;
    let busy = address(&app, brandt, FeedContent::Busy).await;
    let seen = events(&busy).await;
    assert_eq!(
        facts(&seen),
        [
            [
                "20260119T090000Z",
                "20260119T093000Z",
                "Belegt",
                "TENTATIVE"
            ],
            [
                "20260120T090000Z",
                "20260120T100000Z",
                "Belegt",
                "CONFIRMED"
            ],
            ["20260122", "20260124", "Belegt", "CONFIRMED"],
            // Ten o'clock in Berlin still, a day after its clocks were set.
            [
                "20260330T080000Z",
                "20260330T083000Z",
                "Belegt",
                "CONFIRMED"
            ],
        ]
    );
    assert_eq!(said(&seen[0], "UID"), format!("{}@127.0.0.1", asked.id));
    let told = address(&app, brandt, FeedContent::Pseudonyms).await;
    assert_eq!(
        status(&busy).await,
        StatusCode::NOT_FOUND,
        "void by the new one"
    );
    let seen = events(&told).await;
    let titles: Vec<_> = seen.iter().map(|one| said(one, "SUMMARY")).collect();
    assert_eq!(
        titles,
        [
            "Seestern",
            "Team\\; Büro\\, lang genug für eine zweite Zeile\\, die gefaltet wird\\, weil sie so lang ist",
            "Fortbildung",
            "Seestern",
        ]
    );
}

#[actix_web::test]
async fn what_has_not_changed_is_not_sent_again() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let brandt = facility.counselor("m.brandt").await;
    let feed = address(&app, &brandt.client, FeedContent::Busy).await;
    let answer = get(&feed).await;
    let tag = answer.headers()[header::ETAG].clone();
    let again = async || {
        let ask = http().get(&feed).header(header::IF_NONE_MATCH, tag.clone());
        ask.send().await.unwrap().status()
    };
    app.hand.advance(TimeDelta::minutes(5));
    assert_eq!(again().await, StatusCode::NOT_MODIFIED);
    let kept = blocker("2026-01-20T09:00:00Z", "2026-01-20T10:00:00Z");
    brandt.client.create_blocker(&kept).await.unwrap();
    assert_eq!(again().await, StatusCode::OK);
}

#[actix_web::test]
async fn an_address_holds_until_it_is_revoked_or_its_counselor_cannot_sign_in() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let brandt = facility.counselor("m.brandt").await;
    let none = brandt.client.read_calendar_feed().await.unwrap();
    assert_eq!(none.feed, None);
    let feed = address(&app, &brandt.client, FeedContent::Busy).await;
    let read = brandt.client.read_calendar_feed().await.unwrap();
    let known = read.feed.unwrap();
    assert_eq!(known.shows, FeedContent::Busy);
    let day = TimeDelta::days(1);
    assert!(
        known.created_at > at("2026-01-15T00:00:00Z") && known.created_at < app.hand.now() + day
    );
    let secret = feed.rsplit_once('/').unwrap().1;
    assert_eq!(secret.len(), 43, "32 random bytes");
    assert_eq!(crate::jobs::rows(&app, "calendar_feeds").await, 1);
    assert_eq!(status(&feed).await, StatusCode::OK);
    assert_eq!(status(&format!("{feed}x")).await, StatusCode::NOT_FOUND);
    let admin = &facility.admin.client;
    let version = admin.read_counselor(brandt.id).await.unwrap().version;
    let off = admin
        .deactivate_counselor(brandt.id, version)
        .await
        .unwrap();
    assert_eq!(status(&feed).await, StatusCode::NOT_FOUND);
    admin
        .activate_counselor(brandt.id, off.version)
        .await
        .unwrap();
    assert_eq!(status(&feed).await, StatusCode::OK);

    let own = address(&app, admin, FeedContent::Busy).await;
    for _ in 0..2 {
        admin.revoke_calendar_feed().await.unwrap();
        assert_eq!(status(&own).await, StatusCode::NOT_FOUND);
    }
}

#[actix_web::test]
async fn who_guesses_addresses_is_slowed_down() {
    let few = NonZeroU32::new(5).unwrap();
    let app = TestApp::with(|settings| settings.sign_in_burst = few).await;
    app.facility("lahntal").await;
    let guess = format!("{}/api/v1/calendar-feeds/geraten", app.url);
    let mut last = StatusCode::NOT_FOUND;
    for _ in 0..100 {
        last = status(&guess).await;
        if last != StatusCode::NOT_FOUND {
            break;
        }
    }
    assert_eq!(last, StatusCode::TOO_MANY_REQUESTS);
}
