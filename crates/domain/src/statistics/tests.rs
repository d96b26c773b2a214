use super::*;
use crate::access::{Actor, Role};
use chrono::NaiveDate;
use chrono_tz::Europe::Berlin;
use proptest::prelude::*;

fn month(text: &str) -> Month {
    text.parse().unwrap()
}

fn at(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

#[test]
fn a_month_is_written_in_one_way_only() {
    assert_eq!(month("2026-07").to_string(), "2026-07");
    for wrong in [
        "",
        "2026",
        "2026-7",
        "2026-13",
        "2026-00",
        "1899-12",
        "2200-01",
        "+026-01",
        "2026-07-01",
        "२०२६-०७",
    ] {
        assert!(wrong.parse::<Month>().is_err(), "{wrong}");
    }
}

#[test]
fn a_month_begins_by_the_facilitys_clock() {
    assert_eq!(month("2026-07").begins(&Berlin), at("2026-06-30T22:00:00Z"));
    assert_eq!(month("2026-12").begins(&Berlin), at("2026-11-30T23:00:00Z"));
    assert_eq!(
        Month::at(&Berlin, at("2026-06-30T22:00:00Z")),
        Ok(month("2026-07"))
    );
    assert_eq!(
        Month::at(&Berlin, at("2026-06-30T21:59:59Z")),
        Ok(month("2026-06"))
    );
}

#[test]
fn without_more_it_is_this_year_so_far() {
    let now = at("2026-07-14T08:42:00Z");
    let of = |from: &str, to: &str| {
        let given = |text: &str| (!text.is_empty()).then(|| month(text));
        let query = StatisticsQuery {
            from: given(from),
            to: given(to),
            counselor_id: None,
        };
        query
            .period(&Berlin, now)
            .map(|period| [period.from().to_string(), period.to().to_string()])
    };
    for (from, to, period) in [
        ("", "", ["2026-01", "2026-07"]),
        ("2025-11", "", ["2025-11", "2026-07"]),
        ("2026-09", "", ["2026-09", "2026-09"]),
        ("", "2024-03", ["2024-01", "2024-03"]),
        ("2024-03", "2024-03", ["2024-03", "2024-03"]),
        ("2021-08", "2026-07", ["2021-08", "2026-07"]),
    ] {
        assert_eq!(
            of(from, to),
            Ok(period.map(str::to_owned)),
            "{from} to {to}"
        );
    }
    for (from, to) in [
        ("2026-08", "2026-07"),
        ("2021-07", "2026-07"),
        ("2021-07", ""),
    ] {
        assert!(of(from, to).is_err(), "{from} to {to}");
    }
}

#[test]
fn the_month_that_goes_on_is_named() {
    let period = Period::new(month("2026-01"), month("2026-07")).unwrap();
    let open = |now: &str| period.open_month(&Berlin, at(now));
    assert_eq!(open("2026-07-31T21:59:59Z"), Some(month("2026-07")));
    assert_eq!(open("2026-07-31T22:00:00Z"), None);
}

#[test]
fn whose_figures_these_are() {
    let me = CounselorId(uuid::Uuid::from_u128(1));
    let colleague = CounselorId(uuid::Uuid::from_u128(2));
    let of = |asked| StatisticsQuery {
        counselor_id: asked,
        ..StatisticsQuery::default()
    };
    let counselor = Actor::Counselor {
        id: me,
        role: Role::Counselor,
    };
    let admin = Actor::Counselor {
        id: me,
        role: Role::Admin,
    };
    for (actor, asked, whose, relation) in [
        (admin, None, None, Relation::Common),
        (admin, Some(me), Some(me), Relation::Own),
        (admin, Some(colleague), Some(colleague), Relation::Others),
        (counselor, None, Some(me), Relation::Own),
        (counselor, Some(me), Some(me), Relation::Own),
        (
            counselor,
            Some(colleague),
            Some(colleague),
            Relation::Others,
        ),
    ] {
        assert_eq!(of(asked).whose(actor), whose);
        assert_eq!(of(asked).relation(actor), relation);
    }
}

#[test]
fn half_and_nine_of_ten_are_reached_at_a_value_that_there_is() {
    for (count, half, nine_of_ten) in [
        (0, None, None),
        (1, Some(0), Some(0)),
        (2, Some(0), Some(1)),
        (3, Some(1), Some(2)),
        (10, Some(4), Some(8)),
        (11, Some(5), Some(9)),
        (100, Some(49), Some(89)),
    ] {
        assert_eq!(nearest_rank(count, 50), half, "half of {count}");
        assert_eq!(
            nearest_rank(count, 90),
            nine_of_ten,
            "nine of ten of {count}"
        );
    }
}

proptest! {
    #[test]
    fn so_many_are_within_it(count in 1_u64..100_000, percent in 0_u64..=100) {
        let place = nearest_rank(count, percent).unwrap();
        prop_assert!((place + 1) * 100 >= count * percent);
        prop_assert!(place == 0 || place * 100 < count * percent);
    }

    #[test]
    fn every_day_is_in_its_month(days in 0_i64..109_000) {
        let day = NaiveDate::from_ymd_opt(1900, 1, 1).unwrap() + chrono::TimeDelta::days(days);
        let month = Month::of(day).unwrap();
        prop_assert!(month.first_day() <= day && day < month.next().first_day());
        prop_assert_eq!(month.to_string(), day.format("%Y-%m").to_string());
        prop_assert_eq!(month.to_string().parse::<Month>(), Ok(month));
        prop_assert!(month.next().to_string() > month.to_string());
        prop_assert_eq!(month.january().number(), 1);
        prop_assert_eq!(month.january().year(), month.year());
    }
}
