//! Cutting booking times into slots: the pure function, without the database.

use chrono::{DateTime, TimeDelta, Utc};
use chrono_tz::Europe::Berlin;
use domain::{
    ids::ServiceId,
    slots::{Block, BlockKind, Blocks, Bounds, Period, Window},
    working_time::{Span, WorkingTime},
};
use std::{hint::black_box, time::Instant};
use uuid::Uuid;

/// Rows of booking times of each counselor, and entries in each calendar.
const ROWS: usize = 20;
/// How often each is measured.
const ROUNDS: u32 = 200;
/// What a week of all may take, in milliseconds.
const GOAL: f64 = 10.0;

/// How long a week of 50 counselors takes, and how that compares to a week of five.
pub fn measure() {
    let [few, many] = [5, 50].map(|counselors| {
        let (slots, took) = week_of(counselors);
        println!(
            "a week of {counselors} counselors with {ROWS} rows each: {took:.2} ms, {slots} slots"
        );
        took
    });
    println!(
        "  {:.1} times as long for ten times as many; the goal is {GOAL} ms for 50",
        many / few
    );
}

/// How many slots there are, and the milliseconds that finding them takes.
fn week_of(counselors: usize) -> (usize, f64) {
    let monday: DateTime<Utc> = "2026-07-12T22:00:00Z".parse().unwrap();
    let until = monday + TimeDelta::days(7);
    let working_time = WorkingTime::default();
    let bounds = Bounds::new(&Berlin, monday, TimeDelta::hours(24), 56, 8);
    let windows: Vec<Window> = (0..ROWS).map(window).collect();
    let taken: Vec<Block> = (0..ROWS).map(|number| block(monday, number)).collect();
    let mut found = 0;
    let began = Instant::now();
    for _ in 0..ROUNDS {
        let period = Period::new(&Berlin, &working_time, monday, until);
        found = 0;
        for _ in 0..counselors {
            let blocks = Blocks::new(black_box(taken.clone()));
            let pieces = period.candidates(black_box(&windows), &blocks, bounds);
            found += pieces.iter().filter(|piece| piece.hidden.is_none()).count();
        }
        black_box(found);
    }
    (
        found,
        began.elapsed().as_secs_f64() * 1_000.0 / f64::from(ROUNDS),
    )
}

/// Three hours on a working day: in the morning, at noon, in the afternoon, and in the evening.
fn window(number: usize) -> Window {
    let from = 8 + 3 * (number / 5);
    let [opens, closes] = [from, from + 3].map(|hour| format!("{hour:02}:00"));
    Window {
        weekday: number % 5,
        span: Span::parse(&opens, &closes).unwrap(),
        service_id: ServiceId(Uuid::from_u128(u128::try_from(number).unwrap())),
        duration_minutes: 30,
        follow_up_minutes: 15,
    }
}

/// An hour of each day that is taken, four times.
fn block(monday: DateTime<Utc>, number: usize) -> Block {
    let day = i64::try_from(number % 5).unwrap();
    let hour = i64::try_from(9 + 3 * (number / 5)).unwrap();
    let starts_at = monday + TimeDelta::days(day) + TimeDelta::hours(hour);
    Block {
        starts_at,
        ends_at: starts_at + TimeDelta::hours(1),
        kind: BlockKind::Booking,
    }
}
