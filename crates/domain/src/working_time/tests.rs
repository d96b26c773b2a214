use super::*;
use chrono::{Datelike, NaiveDate, TimeDelta, TimeZone, Timelike};
use chrono_tz::Tz;
use proptest::prelude::*;

const BERLIN: Tz = Tz::Europe__Berlin;

fn at(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

/// From Monday to Friday, nine to five.
fn usual() -> WorkingTime {
    WorkingTime::default()
}

fn hours(amount: u16) -> AnswerPeriod {
    AnswerPeriod::new(amount, PeriodUnit::Hours).unwrap()
}

fn days(amount: u16) -> AnswerPeriod {
    AnswerPeriod::new(amount, PeriodUnit::Days).unwrap()
}

/// Open around the clock, every day.
fn always() -> WorkingTime {
    let day = vec![Span::new(0, 24 * 60).unwrap()];
    WorkingTime {
        opening_hours: vec![day; 7].try_into().unwrap(),
        ..usual()
    }
}

#[test]
fn hours_are_counted_while_it_is_open() {
    // 15 January 2026 is a Thursday; Berlin is an hour ahead.
    for (from, period, due) in [
        ("2026-01-15T10:00:00Z", 1, "2026-01-15T11:00:00Z"),
        ("2026-01-15T10:00:00Z", 6, "2026-01-15T16:00:00Z"),
        ("2026-01-15T10:00:00Z", 7, "2026-01-16T09:00:00Z"),
        // After closing, and before opening.
        ("2026-01-15T22:00:00Z", 1, "2026-01-16T09:00:00Z"),
        ("2026-01-16T03:00:00Z", 1, "2026-01-16T09:00:00Z"),
        // Over the weekend.
        ("2026-01-16T15:30:00Z", 1, "2026-01-19T08:30:00Z"),
        ("2026-01-17T12:00:00Z", 8, "2026-01-19T16:00:00Z"),
    ] {
        let found = usual().after(&BERLIN, at(from), hours(period));
        assert_eq!(found, Some(at(due)), "{from} {period}");
    }
}

#[test]
fn days_are_those_it_opens_and_the_last_counts_to_its_closing() {
    for (from, period, due) in [
        ("2026-01-14T10:00:00Z", 1, "2026-01-15T16:00:00Z"),
        ("2026-01-15T10:00:00Z", 1, "2026-01-16T16:00:00Z"),
        ("2026-01-15T22:59:00Z", 1, "2026-01-16T16:00:00Z"),
        ("2026-01-15T10:00:00Z", 2, "2026-01-19T16:00:00Z"),
        ("2026-01-17T10:00:00Z", 2, "2026-01-20T16:00:00Z"),
    ] {
        let found = usual().after(&BERLIN, at(from), days(period));
        assert_eq!(found, Some(at(due)), "{from} {period}");
    }
}

#[test]
fn closing_days_and_holidays_do_not_count() {
    let closing = ClosingDay {
        from: "2026-01-16".parse().unwrap(),
        until: "2026-01-19".parse().unwrap(),
    };
    let closed = WorkingTime {
        closing_days: vec![closing].try_into().unwrap(),
        ..usual()
    };
    let thursday = at("2026-01-15T15:00:00Z");
    let due = closed.after(&BERLIN, thursday, hours(2));
    assert_eq!(due, Some(at("2026-01-20T09:00:00Z")));

    // Maundy Thursday, 2 April 2026: open again on Tuesday after Easter.
    let in_hesse = WorkingTime {
        federal_state: Some(FederalState::Hesse),
        ..usual()
    };
    let maundy = at("2026-04-02T14:00:00Z");
    let due = in_hesse.after(&BERLIN, maundy, hours(2));
    assert_eq!(due, Some(at("2026-04-07T08:00:00Z")));
    let elsewhere = usual().after(&BERLIN, maundy, hours(2));
    assert_eq!(elsewhere, Some(at("2026-04-03T08:00:00Z")));
    // Corpus Christi is a holiday in Hesse and none in Berlin.
    let before = at("2026-06-03T14:00:00Z");
    let in_berlin = WorkingTime {
        federal_state: Some(FederalState::Berlin),
        ..usual()
    };
    let due = in_hesse.after(&BERLIN, before, days(1));
    assert_eq!(due, Some(at("2026-06-05T15:00:00Z")));
    let due = in_berlin.after(&BERLIN, before, days(1));
    assert_eq!(due, Some(at("2026-06-04T15:00:00Z")));
}

#[test]
fn the_clocks_change_while_it_is_open_or_not() {
    // On 29 March 2026 it is never half past two in Berlin, on 25 October it is twice.
    let spring = (at("2026-03-28T23:00:00Z"), at("2026-03-29T22:00:00Z"));
    let autumn = (at("2026-10-24T22:00:00Z"), at("2026-10-25T23:00:00Z"));
    for ((from, to), hours) in [(spring, 23), (autumn, 25)] {
        let open = always().open_between(&BERLIN, from, to);
        assert_eq!(open, TimeDelta::hours(hours));
        let end = always().add_open(&BERLIN, from, open);
        assert_eq!(end, Some(to));
    }
    // Nine to five stays nine to five, though the nights between are of other lengths.
    for (friday, monday) in [
        ("2026-03-27T16:00:00Z", "2026-03-30T08:00:00Z"),
        ("2026-10-23T15:00:00Z", "2026-10-26T09:00:00Z"),
    ] {
        let due = usual().after(&BERLIN, at(friday), hours(1));
        assert_eq!(due, Some(at(monday)));
    }
    // Open from two to three, an hour that is not there.
    let night = vec![Span::new(120, 180).unwrap()];
    let nights = WorkingTime {
        opening_hours: vec![night; 7].try_into().unwrap(),
        ..usual()
    };
    let open = nights.open_between(&BERLIN, spring.0, spring.1);
    assert_eq!(open, TimeDelta::zero());
    let open = nights.open_between(&BERLIN, autumn.0, autumn.1);
    assert_eq!(open, TimeDelta::hours(2));
}

#[test]
fn who_promises_nothing_or_never_opens_is_never_late() {
    let now = at("2026-01-15T10:00:00Z");
    let nothing = WorkingTime {
        answer_period: None,
        ..usual()
    };
    assert_eq!(nothing.due_at(&BERLIN, now), None);
    let years = |year: i32| ClosingDay {
        from: NaiveDate::from_ymd_opt(year, 1, 1).unwrap(),
        until: NaiveDate::from_ymd_opt(year, 12, 31).unwrap(),
    };
    let closed = WorkingTime {
        closing_days: (2026..2031)
            .map(years)
            .collect::<Vec<_>>()
            .try_into()
            .unwrap(),
        ..usual()
    };
    assert_eq!(closed.due_at(&BERLIN, now), None);
    assert_eq!(
        usual().due_at(&BERLIN, now),
        Some(at("2026-01-19T16:00:00Z"))
    );
}

#[test]
fn what_is_no_working_time_is_refused() {
    let read = |json: &str| serde_json::from_str::<WorkingTime>(json);
    let with = |hours: &str, rest: &str| {
        format!("{{\"opening_hours\": {hours}, \"tell_clients\": false {rest}}}")
    };
    let week = |day: &str| format!("[{day}, [], [], [], [], [], []]");
    let good =
        week(r#"[{"opens": "9:00", "closes": "12:30"}, {"opens": "12:30", "closes": "24:00"}]"#);
    let known = read(&with(&good, "")).unwrap();
    let again = serde_json::to_string(&known).unwrap();
    assert_eq!(read(&again).unwrap(), known);
    assert!(
        again.contains(r#"{"opens":"09:00","closes":"12:30"}"#),
        "{again}"
    );
    for hours in [
        "[]".to_owned(),
        week("[]"),
        week(r#"[{"opens": "12:00", "closes": "12:00"}]"#),
        week(r#"[{"opens": "12:00", "closes": "24:01"}]"#),
        week(r#"[{"opens": "12:60", "closes": "13:00"}]"#),
        week(r#"[{"opens": "12", "closes": "13:00"}]"#),
        week(r#"[{"opens": "12:5", "closes": "13:00"}]"#),
        week(r#"[{"opens": "+9:00", "closes": "13:00"}]"#),
        week(r#"[{"opens": "10:00", "closes": "12:00"}, {"opens": "11:00", "closes": "13:00"}]"#),
        week(r#"[{"opens": "10:00", "closes": "12:00"}, {"opens": "08:00", "closes": "09:00"}]"#),
    ] {
        assert!(read(&with(&hours, "")).is_err(), "{hours}");
    }
    for rest in [
        r#", "answer_period": {"amount": 0, "unit": "hours"}"#,
        r#", "answer_period": {"amount": 501, "unit": "hours"}"#,
        r#", "answer_period": {"amount": 61, "unit": "days"}"#,
        r#", "federal_state": "XX""#,
        r#", "closing_days": [{"from": "2026-02-02", "until": "2026-02-01"}]"#,
        r#", "closing_days": [{"from": "2026-02-02", "until": "2028-02-01"}]"#,
        r#", "open": true"#,
    ] {
        assert!(read(&with(&good, rest)).is_err(), "{rest}");
    }
    assert!(
        read(&with(
            &good,
            r#", "answer_period": {"amount": 500, "unit": "hours"}"#
        ))
        .is_ok()
    );
}

prop_compose! {
    /// Days with up to two spans, somewhere in the day; the first one is never closed.
    fn day()(cuts in prop::collection::btree_set(0..=24 * 60_u16, 0..=4)) -> Vec<Span> {
        let cuts: Vec<_> = cuts.into_iter().collect();
        let pairs = cuts.chunks_exact(2);
        pairs.map(|pair| Span::new(pair[0], pair[1]).unwrap()).collect()
    }
}

prop_compose! {
    fn working_time()(
        mut week in prop::collection::vec(day(), 7),
        state in prop::option::of(prop::sample::select(FederalState::ALL.to_vec())),
        closed in prop::collection::vec((0..700_i64, 0..20_i64), 0..4),
    ) -> WorkingTime {
        if week.iter().all(Vec::is_empty) {
            week[3] = vec![Span::new(9 * 60, 17 * 60).unwrap()];
        }
        let first = NaiveDate::from_ymd_opt(2026, 1, 1).unwrap();
        let closing = closed.into_iter().map(|(from, days)| ClosingDay {
            from: first + TimeDelta::days(from),
            until: first + TimeDelta::days(from + days),
        });
        WorkingTime {
            opening_hours: week.try_into().unwrap(),
            federal_state: state,
            closing_days: closing.collect::<Vec<_>>().try_into().unwrap(),
            ..WorkingTime::default()
        }
    }
}

fn zone() -> impl Strategy<Value = Tz> {
    prop::sample::select(vec![
        BERLIN,
        Tz::UTC,
        Tz::America__New_York,
        // Half an hour's change; and midnights that are skipped.
        Tz::Australia__Lord_Howe,
        Tz::America__Santiago,
    ])
}

/// Two years around several changes of the clocks.
fn moment() -> impl Strategy<Value = DateTime<Utc>> {
    (0..2 * 365 * 24 * 60_i64).prop_map(|m| at("2026-01-01T00:00:00Z") + TimeDelta::minutes(m))
}

/// Whether what the clocks show is within opening hours, told without the code under test.
fn is_open(time: &WorkingTime, zone: Tz, now: DateTime<Utc>) -> bool {
    let here = now.with_timezone(&zone);
    let minute = here.hour() * 60 + here.minute();
    let spans = time
        .opening_hours
        .of(here.weekday().num_days_from_monday() as usize);
    !time.is_closed(here.date_naive())
        && spans
            .iter()
            .any(|span| (span.opens().into()..span.closes().into()).contains(&minute))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn adding_composes(time in working_time(), zone in zone(), from in moment(), a in 0..6_000_i64, b in 0..6_000_i64) {
        let [a, b] = [a, b].map(TimeDelta::minutes);
        let in_two = time.add_open(&zone, from, a).and_then(|then| time.add_open(&zone, then, b));
        match time.add_open(&zone, from, a + b) {
            Some(at_once) => prop_assert_eq!(in_two, Some(at_once)),
            // Beyond three years nothing is promised; who begins anew half way sees further.
            None => prop_assert!(in_two.is_none_or(|end| end - from > TimeDelta::days(3 * 365))),
        }
    }

    #[test]
    fn who_writes_later_is_not_due_earlier(time in working_time(), zone in zone(), from in moment(), later in 0..20_000_i64, hours in 1..100_u16, days in 1..20_u16) {
        let then = from + TimeDelta::minutes(later);
        for period in [AnswerPeriod::new(hours, PeriodUnit::Hours).unwrap(), AnswerPeriod::new(days, PeriodUnit::Days).unwrap()] {
            let (first, second) = (time.after(&zone, from, period), time.after(&zone, then, period));
            if let (Some(first), Some(second)) = (first, second) {
                prop_assert!(first <= second);
                prop_assert!(first > from);
            }
        }
    }

    #[test]
    fn what_was_added_is_what_it_was_open(time in working_time(), zone in zone(), from in moment(), minutes in 1..6_000_i64) {
        let open = TimeDelta::minutes(minutes);
        if let Some(end) = time.add_open(&zone, from, open) {
            prop_assert_eq!(time.open_between(&zone, from, end), open);
            // It ends while it is open, or as it closes.
            prop_assert!(is_open(&time, zone, end - TimeDelta::seconds(1)));
        }
    }

    #[test]
    fn no_time_is_counted_while_it_is_closed(time in working_time(), zone in zone(), from in moment(), minutes in 0..5_000_i64) {
        let to = from + TimeDelta::minutes(minutes);
        let each = (0..minutes).map(|minute| from + TimeDelta::minutes(minute));
        let open = each.filter(|now| is_open(&time, zone, *now)).count();
        prop_assert_eq!(time.open_between(&zone, from, to), TimeDelta::minutes(i64::try_from(open).unwrap()));
    }

    #[test]
    fn days_end_with_a_closing(time in working_time(), zone in zone(), from in moment(), days in 1..20_u16) {
        let period = AnswerPeriod::new(days, PeriodUnit::Days).unwrap();
        if let Some(due) = time.after(&zone, from, period) {
            let day = due - TimeDelta::seconds(1);
            let here = day.with_timezone(&zone).date_naive();
            prop_assert!(is_open(&time, zone, day));
            let midnight = here.succ_opt().unwrap().and_hms_opt(0, 0, 0).unwrap();
            if let Some(midnight) = zone.from_local_datetime(&midnight).earliest() {
                prop_assert_eq!(time.open_between(&zone, due, midnight.to_utc().max(due)), TimeDelta::zero());
            }
        }
    }
}

/// In Cairo the clocks go forward at midnight, so that 25 April 2025 begins at one.
#[test]
fn a_day_without_midnight_begins_when_it_does() {
    let day = NaiveDate::from_ymd_opt(2025, 4, 25).unwrap();
    let begins = midnight(&Tz::Africa__Cairo, day);
    assert_eq!(begins.to_rfc3339(), "2025-04-24T22:00:00+00:00");
}
