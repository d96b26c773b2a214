use super::*;
use crate::working_time::{ClosingDay, FederalState, WorkingTime};
use chrono::{Datelike, NaiveDate, Timelike};
use chrono_tz::Tz;
use proptest::prelude::*;

const BERLIN: Tz = Tz::Europe__Berlin;
const CHAT: ServiceId = ServiceId(uuid::Uuid::from_u128(1));
const ON_SITE: ServiceId = ServiceId(uuid::Uuid::from_u128(2));

fn at(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

fn window(weekday: usize, times: (&str, &str), service: ServiceId, minutes: (u16, u16)) -> Window {
    Window {
        weekday,
        span: Span::parse(times.0, times.1).unwrap(),
        service_id: service,
        duration_minutes: minutes.0,
        follow_up_minutes: minutes.1,
    }
}

/// Never closed for more than the weekend, and nothing too soon or too far.
fn always() -> Bounds {
    Bounds {
        earliest: DateTime::<Utc>::MIN_UTC,
        latest: DateTime::<Utc>::MAX_UTC,
    }
}

fn block(from: &str, until: &str, kind: BlockKind) -> Block {
    Block {
        starts_at: at(from),
        ends_at: at(until),
        kind,
    }
}

/// A week from Monday, 13 July 2026, in Berlin.
const WEEK: (&str, &str) = ("2026-07-12T22:00:00Z", "2026-07-19T22:00:00Z");

fn in_week(windows: &[Window], blocks: Vec<Block>, bounds: Bounds) -> Vec<Candidate> {
    let usual = WorkingTime::default();
    let period = Period::new(&BERLIN, &usual, at(WEEK.0), at(WEEK.1));
    period.candidates(windows, &Blocks::new(blocks), bounds)
}

fn offered(candidates: &[Candidate]) -> Vec<(ServiceId, String)> {
    let shown = candidates.iter().filter(|one| one.hidden.is_none());
    let local = |at: DateTime<Utc>| at.with_timezone(&BERLIN).format("%a %H:%M").to_string();
    shown
        .map(|one| (one.service_id, local(one.starts_at)))
        .collect()
}

/// The example of the chapter.
fn monday() -> [Window; 2] {
    [
        window(0, ("09:00", "12:00"), CHAT, (30, 0)),
        window(0, ("10:00", "11:00"), ON_SITE, (30, 0)),
    ]
}

#[test]
fn six_and_two_are_eight_four_of_them_parallel() {
    let all = in_week(&monday(), Vec::new(), always());
    let slots = offered(&all);
    assert_eq!(slots.len(), 8);
    let parallel = |(service, time): &&(ServiceId, String)| {
        slots
            .iter()
            .any(|other| other.0 != *service && other.1 == *time)
    };
    let parallel: Vec<_> = slots.iter().filter(parallel).map(|one| &*one.1).collect();
    assert_eq!(
        parallel,
        ["Mon 10:00", "Mon 10:00", "Mon 10:30", "Mon 10:30"]
    );

    let booked = block(
        "2026-07-13T08:00:00Z",
        "2026-07-13T08:30:00Z",
        BlockKind::Booking,
    );
    let left = offered(&in_week(&monday(), vec![booked], always()));
    let gone: Vec<_> = slots.iter().filter(|one| !left.contains(one)).collect();
    let ten = || "Mon 10:00".to_owned();
    assert_eq!(gone, [&(CHAT, ten()), &(ON_SITE, ten())]);
}

#[test]
fn thirty_minutes_and_fifteen_after_them_block_forty_five() {
    let windows = [window(1, ("09:00", "12:00"), CHAT, (30, 15))];
    let all = in_week(&windows, Vec::new(), always());
    let times: Vec<_> = offered(&all).into_iter().map(|(_, time)| time).collect();
    assert_eq!(times, ["Tue 09:00", "Tue 09:45", "Tue 10:30", "Tue 11:15"]);
    assert_eq!(all[0].ends_at - all[0].starts_at, TimeDelta::minutes(30));
    assert_eq!(all[0].blocks_until, all[1].starts_at);
    // The follow-up has to be free too, and so has what comes after somebody else's.
    for (from, until, hidden) in [
        ("2026-07-14T07:30:00Z", "2026-07-14T07:45:00Z", vec![0]),
        ("2026-07-14T07:45:00Z", "2026-07-14T08:30:00Z", vec![1]),
        (
            "2026-07-14T07:44:00Z",
            "2026-07-14T08:31:00Z",
            vec![0, 1, 2],
        ),
        ("2026-07-14T06:00:00Z", "2026-07-14T07:00:00Z", vec![]),
        ("2026-07-14T10:00:00Z", "2026-07-14T11:00:00Z", vec![]),
    ] {
        let blocks = vec![block(from, until, BlockKind::Absence)];
        let all = in_week(&windows, blocks, always());
        let found: Vec<_> = (0..all.len())
            .filter(|at| all[*at].hidden == Some(Hidden::Taken(BlockKind::Absence)))
            .collect();
        assert_eq!(found, hidden, "{from}");
    }
}

#[test]
fn what_does_not_fit_whole_is_no_piece() {
    for (until, minutes, count) in [
        ("09:29", (30, 0), 0),
        ("09:30", (30, 0), 1),
        ("09:44", (30, 15), 0),
        ("10:29", (30, 15), 1),
        ("10:30", (30, 15), 2),
    ] {
        let windows = [window(2, ("09:00", until), CHAT, minutes)];
        let all = in_week(&windows, Vec::new(), always());
        assert_eq!(all.len(), count, "{until} {minutes:?}");
    }
}

#[test]
fn each_reason_is_told() {
    let windows = [window(4, ("09:00", "10:00"), CHAT, (60, 0))];
    let reason = |blocks, bounds| in_week(&windows, blocks, bounds)[0].hidden;
    let starts_at = at("2026-07-17T07:00:00Z");
    let bounds = |earliest, latest| Bounds { earliest, latest };
    let second = TimeDelta::seconds(1);
    for (given, told) in [
        (bounds(starts_at, starts_at + second), None),
        (
            bounds(starts_at + second, starts_at + second),
            Some(Hidden::TooSoon),
        ),
        (bounds(starts_at, starts_at), Some(Hidden::TooFar)),
    ] {
        assert_eq!(reason(Vec::new(), given), told, "{given:?}");
    }
    for kind in [
        BlockKind::Absence,
        BlockKind::Booking,
        BlockKind::Reservation,
        BlockKind::Blocker,
    ] {
        let blocks = vec![block("2026-07-17T07:30:00Z", "2026-07-17T07:31:00Z", kind)];
        assert_eq!(reason(blocks, always()), Some(Hidden::Taken(kind)));
    }
}

#[test]
fn nothing_is_offered_on_a_closing_day_or_a_public_holiday() {
    let day = |text: &str| -> NaiveDate { text.parse().unwrap() };
    let closing = ClosingDay {
        from: day("2026-05-18"),
        until: day("2026-05-19"),
    };
    let closed = WorkingTime {
        federal_state: Some(FederalState::Hesse),
        closing_days: vec![closing].try_into().unwrap(),
        ..WorkingTime::default()
    };
    let windows: Vec<_> = (0..7)
        .map(|weekday| window(weekday, ("09:00", "10:00"), CHAT, (60, 0)))
        .collect();
    // Ascension is Thursday, 14 May 2026.
    let (from, until) = (at("2026-05-13T00:00:00Z"), at("2026-05-20T00:00:00Z"));
    let period = Period::new(&BERLIN, &closed, from, until);
    let all = period.candidates(&windows, &Blocks::default(), always());
    let hidden: Vec<_> = all
        .iter()
        .filter(|one| one.hidden == Some(Hidden::ClosedDay))
        .map(|one| one.starts_at.date_naive().to_string())
        .collect();
    assert_eq!(hidden, ["2026-05-14", "2026-05-18", "2026-05-19"]);
    assert_eq!(all.len(), 7);
}

#[test]
fn clocks_that_change_move_no_appointment_on_the_wall() {
    let windows: Vec<_> = (0..7)
        .map(|weekday| window(weekday, ("09:00", "10:00"), CHAT, (30, 0)))
        .collect();
    let usual = WorkingTime::default();
    for (from, until) in [
        ("2026-03-27T00:00:00Z", "2026-03-31T00:00:00Z"),
        ("2026-10-23T00:00:00Z", "2026-10-27T00:00:00Z"),
    ] {
        let period = Period::new(&BERLIN, &usual, at(from), at(until));
        let all = period.candidates(&windows, &Blocks::default(), always());
        assert_eq!(all.len(), 8);
        for pair in all.chunks(2) {
            let shown = |at: DateTime<Utc>| {
                let local = at.with_timezone(&BERLIN);
                (local.hour(), local.minute())
            };
            assert_eq!(
                [shown(pair[0].starts_at), shown(pair[1].starts_at)],
                [(9, 0), (9, 30)]
            );
        }
    }
}

/// The hour that is skipped is not there, and the one that comes twice is.
#[test]
fn at_night_there_is_as_much_time_as_really_passes() {
    let windows = [window(6, ("01:00", "04:00"), CHAT, (60, 0))];
    let usual = WorkingTime::default();
    for (from, count) in [
        ("2026-03-28T12:00:00Z", 2),
        ("2026-10-24T12:00:00Z", 4),
        ("2026-07-11T12:00:00Z", 3),
    ] {
        let period = Period::new(&BERLIN, &usual, at(from), at(from) + TimeDelta::days(1));
        let all = period.candidates(&windows, &Blocks::default(), always());
        assert_eq!(all.len(), count, "{from}");
        assert!(
            all.windows(2)
                .all(|two| two[0].blocks_until == two[1].starts_at)
        );
    }
}

#[test]
fn bounds_are_whole_days_of_the_facility() {
    // Half past eleven in the evening in Berlin.
    let now = at("2026-07-12T21:30:00Z");
    for (horizon, weeks, latest) in [
        (1, 8, "2026-07-12T22:00:00Z"),
        (7, 8, "2026-07-18T22:00:00Z"),
        (90, 1, "2026-07-18T22:00:00Z"),
        (90, 2, "2026-07-25T22:00:00Z"),
        (0, 1, "2026-07-11T22:00:00Z"),
    ] {
        let bounds = Bounds::new(&BERLIN, now, TimeDelta::hours(2), horizon, weeks);
        assert_eq!(bounds.earliest, at("2026-07-12T23:30:00Z"));
        assert_eq!(bounds.latest, at(latest), "{horizon} {weeks}");
    }
    // Over the change of the clocks the days are an hour longer.
    let before = at("2026-10-24T10:00:00Z");
    let bounds = Bounds::new(&BERLIN, before, TimeDelta::zero(), 7, 1);
    assert_eq!(bounds.latest, at("2026-10-30T23:00:00Z"));
}

#[test]
fn a_period_is_no_longer_than_a_week_and_a_day() {
    let windows: Vec<_> = (0..7)
        .map(|weekday| window(weekday, ("09:00", "10:00"), CHAT, (60, 0)))
        .collect();
    let usual = WorkingTime::default();
    let from = at("2026-01-01T00:00:00Z");
    let period = Period::new(&BERLIN, &usual, from, from + TimeDelta::days(4000));
    let all = period.candidates(&windows, &Blocks::default(), always());
    assert_eq!(all.len() as u64, MAX_DAYS + 1);
}

prop_compose! {
    /// Rows as booking times allow them: those of one service do not overlap on a day.
    fn some_windows()(
        rows in prop::collection::vec(
            (0..7_usize, 0..1380_u16, 15..600_u16, 0..3_u128, 5..120_u16, 0..60_u16),
            0..12,
        ),
    ) -> Vec<Window> {
        let mut windows: Vec<Window> = Vec::new();
        for (weekday, opens, length, service, duration, follow_up) in rows {
            let closes = (opens + length).min(1440);
            let span = Span::new(opens, closes).unwrap();
            let service_id = ServiceId(uuid::Uuid::from_u128(service));
            let touches = |one: &Window| {
                one.weekday == weekday
                    && one.service_id == service_id
                    && one.span.opens() < closes
                    && opens < one.span.closes()
            };
            if !windows.iter().any(touches) {
                windows.push(Window {
                    weekday,
                    span,
                    service_id,
                    duration_minutes: duration,
                    follow_up_minutes: follow_up,
                });
            }
        }
        windows
    }
}

prop_compose! {
    fn some_blocks(from: DateTime<Utc>)(
        rows in prop::collection::vec((0..14_400_i64, 1..2_000_i64, 0..4_usize), 0..20),
    ) -> Vec<Block> {
        let kinds = [
            BlockKind::Absence,
            BlockKind::Booking,
            BlockKind::Reservation,
            BlockKind::Blocker,
        ];
        rows.into_iter()
            .map(|(minute, length, kind)| Block {
                starts_at: from + TimeDelta::minutes(minute),
                ends_at: from + TimeDelta::minutes(minute + length),
                kind: kinds[kind],
            })
            .collect()
    }
}

/// Around a change of the clocks as often as not.
fn some_start() -> impl Strategy<Value = DateTime<Utc>> {
    let around = |day: &str| {
        let day = at(day);
        (-5..5_i64, 0..1440_i64).prop_map(move |(days, minutes)| {
            day + TimeDelta::days(days) + TimeDelta::minutes(minutes)
        })
    };
    prop_oneof![
        around("2026-03-29T00:00:00Z"),
        around("2026-10-25T00:00:00Z"),
        around("2026-07-12T00:00:00Z"),
    ]
}

proptest! {
    #[test]
    fn what_is_offered_keeps_every_promise(
        windows in some_windows(),
        (from, blocks) in some_start().prop_flat_map(|from| (Just(from), some_blocks(from))),
        lead in 0..72_i64,
        horizon in 0..20_u16,
    ) {
        let usual = WorkingTime::default();
        let until = from + TimeDelta::days(8);
        let period = Period::new(&BERLIN, &usual, from, until);
        let bounds = Bounds::new(&BERLIN, from, TimeDelta::hours(lead), horizon, 8);
        let all = period.candidates(&windows, &Blocks::new(blocks.clone()), bounds);
        let slots: Vec<_> = all.iter().filter(|one| one.hidden.is_none()).collect();
        for (place, slot) in slots.iter().enumerate() {
            let later_of_service = slots[place + 1..]
                .iter()
                .find(|one| one.service_id == slot.service_id);
            if let Some(later) = later_of_service {
                prop_assert!(slot.blocks_until <= later.starts_at);
            }
            let touches = |one: &Block| {
                one.starts_at < slot.blocks_until && slot.starts_at < one.ends_at
            };
            prop_assert!(!blocks.iter().any(touches));
            prop_assert!(slot.starts_at >= from + TimeDelta::hours(lead));
            prop_assert!(slot.starts_at < bounds.latest && slot.starts_at < until);
            // On the wall it lies within a window of its service, from beginning to end.
            let local = slot.starts_at.with_timezone(&BERLIN);
            let minute = local.hour() * 60 + local.minute();
            let weekday = local.weekday().num_days_from_monday() as usize;
            let inside = windows.iter().any(|one| {
                one.weekday == weekday
                    && one.service_id == slot.service_id
                    && u32::from(one.span.opens()) <= minute
                    && minute < u32::from(one.span.closes())
                    && slot.ends_at - slot.starts_at
                        == TimeDelta::minutes(one.duration_minutes.into())
                    && slot.blocks_until - slot.ends_at
                        == TimeDelta::minutes(one.follow_up_minutes.into())
            });
            prop_assert!(inside);
        }
    }

    /// Nothing is hidden without a reason that really holds, and with one it is always hidden.
    #[test]
    fn a_piece_is_hidden_exactly_when_something_hides_it(
        windows in some_windows(),
        (from, blocks) in some_start().prop_flat_map(|from| (Just(from), some_blocks(from))),
    ) {
        let usual = WorkingTime::default();
        let period = Period::new(&BERLIN, &usual, from, from + TimeDelta::days(8));
        let free = period.candidates(&windows, &Blocks::default(), always());
        let all = period.candidates(&windows, &Blocks::new(blocks.clone()), always());
        prop_assert_eq!(free.len(), all.len());
        for (one, same) in all.iter().zip(&free) {
            prop_assert_eq!(Candidate { hidden: None, ..*one }, *same);
            let touching = blocks
                .iter()
                .filter(|block| block.starts_at < one.blocks_until && one.starts_at < block.ends_at);
            let kinds: Vec<_> = touching.map(|block| Hidden::Taken(block.kind)).collect();
            match one.hidden {
                None => prop_assert!(kinds.is_empty()),
                Some(told) => prop_assert!(kinds.contains(&told)),
            }
        }
    }
}
