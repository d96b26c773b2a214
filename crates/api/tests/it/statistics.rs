//! The figures of a period, counted by another way besides.

use crate::{
    bookings::appointment,
    support::{Facility, TestApp, code},
};
use chrono::{DurationRound, TimeDelta};
use domain::{
    bookings::Cancellation,
    ids::ClientId,
    problem::ProblemCode,
    statistics::{
        BookingFigures, FirstAnswer, MailRequestFigures, Month, Statistics, StatisticsQuery,
    },
};

fn month(text: &str) -> Month {
    text.parse().unwrap()
}

fn months(from: &str, to: &str) -> StatisticsQuery {
    StatisticsQuery {
        from: Some(month(from)),
        to: Some(month(to)),
        counselor_id: None,
    }
}

async fn whole(facility: &Facility<'_>, query: &StatisticsQuery) -> Statistics {
    facility.admin.client.read_statistics(query).await.unwrap()
}

async fn erase(facility: &Facility<'_>, client: ClientId) {
    let admin = &facility.admin.client;
    let version = admin.read_client(client).await.unwrap().version;
    let deleted = admin.delete_client(client, version).await.unwrap();
    admin.erase_client(client, deleted.version).await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn requests_count_for_the_month_they_came_in_and_how_long_they_waited() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let brandt = facility.counselor("m.brandt").await;
    let stern = facility.client("Stern").await;
    let received = app.ground.clock.now();
    let mut requests = Vec::new();
    for minutes in [10, 30, 600] {
        let request = stern.request("Schlaf").await;
        app.ground.clock.advance(TimeDelta::minutes(minutes));
        for _ in 0..2 {
            // Only the first answer is the first.
            brandt.answer(request).await;
        }
        requests.push(request);
    }
    let waiting = stern.request("Wartet").await;
    let version = brandt.client.read_mail_request(requests[0]).await.unwrap();
    brandt
        .client
        .complete_mail_request(requests[0], version.summary.version)
        .await
        .unwrap();
    let this = Month::at(&chrono_tz::Europe::Berlin, received).unwrap();
    let query = StatisticsQuery {
        from: Some(this),
        to: Some(this),
        counselor_id: None,
    };
    let figures = whole(&facility, &query).await;
    assert_eq!(
        figures.mail_requests,
        MailRequestFigures {
            received: 4,
            answered: 3,
            completed: 1,
            overdue: 0
        }
    );
    assert_eq!(
        figures.first_answer,
        Some(FirstAnswer {
            median_minutes: 30,
            ninth_decile_minutes: 600
        })
    );
    assert_eq!(figures.months.len(), 1);
    assert_eq!(figures.months[0].mail_requests, figures.mail_requests);
    assert_eq!(figures.open_month, Some(this));
    // Nobody has taken what waits.
    let own = brandt.client.read_statistics(&query).await.unwrap();
    assert_eq!(own.mail_requests.received, 3);
    assert_eq!(own.counselor_id, Some(brandt.id));
    assert_eq!(
        brandt.client.read_mail_request(waiting).await.unwrap().summary.id,
        waiting
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn erasing_somebody_changes_no_figure() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let brandt = facility.counselor("m.brandt").await;
    let petersen = facility.counselor("j.petersen").await;
    let (stern, mond) = (
        facility.client("Stern").await,
        facility.client("Mond").await,
    );
    for (person, counselor, minutes) in [
        (&stern, &brandt, 25),
        (&mond, &brandt, 40),
        (&stern, &petersen, 90),
    ] {
        let request = person.request("Schlaf").await;
        app.ground.clock.advance(TimeDelta::minutes(minutes));
        counselor.answer(request).await;
        let version = counselor
            .client
            .read_mail_request(request)
            .await
            .unwrap()
            .version;
        counselor
            .client
            .complete_mail_request(request, version)
            .await
            .unwrap();
    }
    stern.request("Noch offen").await;
    let soon = (app.ground.clock.now() + TimeDelta::hours(2))
        .duration_trunc(TimeDelta::hours(1))
        .unwrap();
    let mut booked = Vec::new();
    for (person, hours) in [
        (&stern, 0),
        (&stern, 1),
        (&stern, 2),
        (&mond, 3),
        (&stern, 24 * 40),
    ] {
        let at = (soon + TimeDelta::hours(hours)).to_rfc3339();
        booked.push(
            brandt
                .client
                .create_booking(&appointment(person.id, &at))
                .await
                .unwrap(),
        );
    }
    app.ground.clock.advance(TimeDelta::hours(4));
    let calendar = &brandt.client;
    calendar
        .mark_booking_held(booked[0].id, booked[0].version)
        .await
        .unwrap();
    calendar
        .mark_booking_missed(booked[1].id, booked[1].version)
        .await
        .unwrap();
    calendar
        .cancel_booking(booked[4].id, booked[4].version, &Cancellation::default())
        .await
        .unwrap();
    let query = months("2026-01", "2026-12");
    let of = |counselor| StatisticsQuery {
        counselor_id: counselor,
        ..query
    };
    let mut before = Vec::new();
    for counselor in [None, Some(brandt.id), Some(petersen.id)] {
        before.push(whole(&facility, &of(counselor)).await);
    }
    assert_eq!(
        before[0].mail_requests,
        MailRequestFigures {
            received: 4,
            answered: 3,
            completed: 3,
            overdue: 0
        }
    );
    assert_eq!(
        before[0].bookings,
        BookingFigures {
            booked: 5,
            held: 1,
            cancelled: 1,
            no_show: 1
        }
    );
    erase(&facility, stern.id).await;
    for (before, counselor) in before
        .into_iter()
        .zip([None, Some(brandt.id), Some(petersen.id)])
    {
        let after = whole(&facility, &of(counselor)).await;
        assert_eq!(
            after,
            Statistics {
                counted_at: after.counted_at,
                ..before
            }
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_period_is_one_that_can_be_counted() {
    let app = TestApp::new().await;
    let facility = app.facility("lahntal").await;
    let admin = &facility.admin.client;
    for (from, to) in [("2026-02", "2026-01"), ("2020-01", "2025-01")] {
        let refused = admin.read_statistics(&months(from, to)).await;
        assert_eq!(
            code(refused),
            ProblemCode::ValidationFailed,
            "{from} to {to}"
        );
    }
    let five_years = admin
        .read_statistics(&months("2020-02", "2025-01"))
        .await
        .unwrap();
    assert_eq!(five_years.months.len(), 60);
    assert_eq!(five_years.first_answer, None);
    assert_eq!(five_years.open_month, None);
}
