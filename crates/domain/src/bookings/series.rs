//! Entries that repeat (chapter 40): time that is kept free every week, appointments every other
//! week, six times.

use super::{BlockerCreate, BookingCreate};
use crate::{
    ids::SeriesId,
    problem::{FieldCode, FieldError},
    slots::check_moment,
};
use chrono::{DateTime, Days, TimeDelta, TimeZone, Utc};
use serde::{Deserialize, Serialize};

/// How an entry repeats: on the same day of the week, when the clocks on the wall show the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(example = json!({ "every_weeks": 2, "count": 6 })))]
#[serde(try_from = "RawRepetition", deny_unknown_fields)]
pub struct Repetition {
    /// Weeks from one to the next: 1 to 4.
    #[cfg_attr(feature = "openapi", schema(minimum = 1, maximum = 4))]
    every_weeks: u8,
    /// How many there are, the first included: 2 to 26.
    #[cfg_attr(feature = "openapi", schema(minimum = 2, maximum = 26))]
    count: u8,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawRepetition {
    every_weeks: u8,
    count: u8,
}

impl TryFrom<RawRepetition> for Repetition {
    type Error = FieldError;

    fn try_from(raw: RawRepetition) -> Result<Self, FieldError> {
        Self::new(raw.every_weeks, raw.count)
    }
}

impl Repetition {
    /// So many, so many weeks from one to the next.
    pub fn new(every_weeks: u8, count: u8) -> Result<Self, FieldError> {
        if (1..=4).contains(&every_weeks) && (2..=26).contains(&count) {
            Ok(Self { every_weeks, count })
        } else {
            Err(FieldError::new(FieldCode::OutOfRange))
        }
    }

    /// Weeks from one to the next.
    pub fn every_weeks(self) -> u8 {
        self.every_weeks
    }

    /// When each of them begins that takes so long, if none runs into the next and all are within
    /// reach. A time that the clocks skip is an hour later on that day.
    pub fn starts(
        self,
        zone: &impl TimeZone,
        first: DateTime<Utc>,
        takes: TimeDelta,
    ) -> Result<Vec<DateTime<Utc>>, FieldError> {
        let out_of_range = FieldError::new(FieldCode::OutOfRange);
        let local = first.with_timezone(zone).naive_local();
        let mut starts = Vec::from([first]);
        for number in 1..u64::from(self.count) {
            let days = Days::new(number * 7 * u64::from(self.every_weeks));
            let shown = local.checked_add_days(days).ok_or(out_of_range)?;
            let at = [shown, shown + TimeDelta::hours(1)]
                .iter()
                .find_map(|at| zone.from_local_datetime(at).earliest());
            let at = at.ok_or(out_of_range)?.with_timezone(&Utc);
            check_moment(at)?;
            starts.push(at);
        }
        if starts.windows(2).any(|two| two[0] + takes > two[1]) {
            return Err(out_of_range);
        }
        Ok(starts)
    }
}

/// The series that an entry belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SeriesRef {
    /// Which.
    pub id: SeriesId,
    /// Weeks from one to the next.
    pub every_weeks: u8,
}

/// Appointments that staff make with a client, all of them or none.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(example = json!({
    "booking": {
        "client_id": "0193b7c2-6d2e-7c3a-9a53-3c9b7d1f2a10", "channel": "phone",
        "starts_at": "2026-07-13T07:00:00Z", "duration_minutes": 30
    },
    "repeat": { "every_weeks": 2, "count": 6 }
})))]
#[serde(deny_unknown_fields)]
pub struct BookingSeriesCreate {
    /// The first.
    pub booking: BookingCreate,
    /// How it repeats.
    pub repeat: Repetition,
}

/// Time that a counselor keeps free again and again, all of it or none.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(example = json!({
    "blocker": {
        "title": "Mittagspause", "starts_at": "2026-07-13T10:00:00Z",
        "ends_at": "2026-07-13T11:00:00Z"
    },
    "repeat": { "every_weeks": 1, "count": 26 }
})))]
#[serde(deny_unknown_fields)]
pub struct BlockerSeriesCreate {
    /// The first.
    pub blocker: BlockerCreate,
    /// How it repeats.
    pub repeat: Repetition,
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::Datelike;
    use chrono_tz::Tz;
    use proptest::prelude::*;

    const BERLIN: Tz = Tz::Europe__Berlin;

    fn at(text: &str) -> DateTime<Utc> {
        text.parse().unwrap()
    }

    #[test]
    fn from_two_to_twenty_six_times_every_one_to_four_weeks() {
        for (every_weeks, count, good) in [
            (0, 6, false),
            (1, 6, true),
            (4, 6, true),
            (5, 6, false),
            (2, 1, false),
            (2, 2, true),
            (2, 26, true),
            (2, 27, false),
        ] {
            let raw = serde_json::json!({ "every_weeks": every_weeks, "count": count });
            let read = serde_json::from_value::<Repetition>(raw);
            assert_eq!(read.is_ok(), good, "{every_weeks} {count}");
        }
    }

    #[test]
    fn noon_stays_noon_when_summer_time_ends_and_begins() {
        let weekly = Repetition::new(2, 3).unwrap();
        for (first, then) in [
            (
                "2026-10-15T10:00:00Z",
                [
                    "2026-10-15T10:00:00Z",
                    "2026-10-29T11:00:00Z",
                    "2026-11-12T11:00:00Z",
                ],
            ),
            (
                "2026-03-19T11:00:00Z",
                [
                    "2026-03-19T11:00:00Z",
                    "2026-04-02T10:00:00Z",
                    "2026-04-16T10:00:00Z",
                ],
            ),
            // Half past two is skipped on 29 March.
            (
                "2026-03-15T01:30:00Z",
                [
                    "2026-03-15T01:30:00Z",
                    "2026-03-29T01:30:00Z",
                    "2026-04-12T00:30:00Z",
                ],
            ),
        ] {
            let starts = weekly.starts(&BERLIN, at(first), TimeDelta::hours(1));
            assert_eq!(starts, Ok(then.map(at).to_vec()), "{first}");
        }
    }

    #[test]
    fn none_runs_into_the_next_or_out_of_the_calendar() {
        let out_of_range = Err(FieldError::new(FieldCode::OutOfRange));
        let weekly = Repetition::new(1, 2).unwrap();
        let week = TimeDelta::days(7);
        let monday = at("2026-07-13T07:00:00Z");
        assert!(weekly.starts(&BERLIN, monday, week).is_ok());
        let longer = weekly.starts(&BERLIN, monday, week + TimeDelta::seconds(1));
        assert_eq!(longer, out_of_range);
        let late = at("2199-12-28T07:00:00Z");
        assert_eq!(
            weekly.starts(&BERLIN, late, TimeDelta::hours(1)),
            out_of_range
        );
    }

    proptest! {
        /// Whatever the clocks do, each begins on the same day of the week at the time shown, or an
        /// hour later where that is skipped, and the distance between two is the weeks named.
        #[test]
        fn the_clocks_show_the_same_each_time(minutes in 0..1_000_000_i64, every_weeks in 1..=4_u8, count in 2..=26_u8) {
            let first = at("2026-01-01T00:00:00Z") + TimeDelta::minutes(minutes);
            let repeat = Repetition::new(every_weeks, count).unwrap();
            let starts = repeat.starts(&BERLIN, first, TimeDelta::hours(1)).unwrap();
            prop_assert_eq!(starts.len(), usize::from(count));
            let local = first.with_timezone(&BERLIN).naive_local();
            for (number, one) in starts.into_iter().enumerate() {
                let shown = one.with_timezone(&BERLIN).naive_local();
                let days = (shown.date() - local.date()).num_days();
                prop_assert_eq!(days, i64::try_from(number).unwrap() * 7 * i64::from(every_weeks));
                let later = shown.time() - local.time();
                prop_assert!(later.is_zero() || (later == TimeDelta::hours(1) && shown.month() == 3));
            }
        }
    }
}
