//! Booking times (chapter 40): the weekly windows of a counselor that slots are cut from.

use crate::{
    ids::ServiceId,
    problem::{FieldCode, FieldError},
    version::Version,
    working_time::Span,
};
use serde::{Deserialize, Serialize};

/// The most rows of one day.
pub const MAX_ROWS: usize = 24;

/// For how many weeks ahead booking times are valid: 1, 2, 4 or 8, of which today's is the first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(value_type = u16, minimum = 1, maximum = 8))]
#[serde(try_from = "u16", into = "u16")]
pub struct WeeksAhead(u16);

impl WeeksAhead {
    /// All that can be chosen.
    pub const ALL: [Self; 4] = [Self(1), Self(2), Self(4), Self(8)];

    /// How many.
    pub fn weeks(self) -> u16 {
        self.0
    }
}

impl Default for WeeksAhead {
    /// Four.
    fn default() -> Self {
        Self(4)
    }
}

impl TryFrom<u16> for WeeksAhead {
    type Error = FieldError;

    fn try_from(weeks: u16) -> Result<Self, FieldError> {
        let found = Self::ALL.into_iter().find(|one| one.0 == weeks);
        found.ok_or(FieldError::new(FieldCode::OutOfRange))
    }
}

impl From<WeeksAhead> for u16 {
    fn from(weeks: WeeksAhead) -> Self {
        weeks.0
    }
}

/// A row of a day: when a service can be booked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "BookingTimeText", into = "BookingTimeText")]
pub struct BookingTime {
    /// What can be booked.
    pub service_id: ServiceId,
    /// From when to when, as the clocks on the wall show it.
    pub span: Span,
}

/// A row as it is written.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct BookingTimeText {
    /// What can be booked.
    pub service_id: ServiceId,
    /// Since when, in the facility's time.
    #[cfg_attr(feature = "openapi", schema(example = "09:00"))]
    pub from: String,
    /// Until when; the day ends at `24:00`.
    #[cfg_attr(feature = "openapi", schema(example = "12:00"))]
    pub until: String,
}

impl TryFrom<BookingTimeText> for BookingTime {
    type Error = FieldError;

    fn try_from(text: BookingTimeText) -> Result<Self, FieldError> {
        Ok(Self {
            service_id: text.service_id,
            span: Span::parse(&text.from, &text.until)?,
        })
    }
}

impl From<BookingTime> for BookingTimeText {
    fn from(row: BookingTime) -> Self {
        let (from, until) = row.span.texts();
        Self {
            service_id: row.service_id,
            from,
            until,
        }
    }
}

/// A day of the week.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct BookingDay {
    /// Whether anything can be booked on it; its rows are kept while nothing can.
    pub bookable: bool,
    /// When what can be booked.
    #[serde(default)]
    pub rows: BookingRows,
}

/// The rows of a day, in order. Rows of different services may overlap, which makes parallel
/// offers; those of one service do not.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(value_type = Vec<BookingTimeText>))]
#[serde(try_from = "Vec<BookingTime>", into = "Vec<BookingTime>")]
pub struct BookingRows(Vec<BookingTime>);

impl BookingRows {
    /// Them, in order.
    pub fn iter(&self) -> impl Iterator<Item = BookingTime> {
        self.0.iter().copied()
    }
}

impl TryFrom<Vec<BookingTime>> for BookingRows {
    type Error = FieldError;

    fn try_from(mut rows: Vec<BookingTime>) -> Result<Self, FieldError> {
        if rows.len() > MAX_ROWS {
            return Err(FieldError::new(FieldCode::OutOfRange));
        }
        rows.sort_unstable_by_key(|row| (row.span.opens(), row.span.closes(), row.service_id));
        let overlaps = |(place, row): (usize, &BookingTime)| {
            rows[place + 1..].iter().any(|later| {
                later.service_id == row.service_id && later.span.opens() < row.span.closes()
            })
        };
        if rows.iter().enumerate().any(overlaps) {
            return Err(FieldError::new(FieldCode::Overlaps));
        }
        Ok(Self(rows))
    }
}

impl From<BookingRows> for Vec<BookingTime> {
    fn from(rows: BookingRows) -> Self {
        rows.0
    }
}

/// A week, from Monday on.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(value_type = Vec<BookingDay>))]
#[serde(try_from = "Vec<BookingDay>", into = "Vec<BookingDay>")]
pub struct BookingWeek([BookingDay; 7]);

impl BookingWeek {
    /// The days, from Monday on.
    pub fn days(&self) -> &[BookingDay; 7] {
        &self.0
    }
}

impl TryFrom<Vec<BookingDay>> for BookingWeek {
    type Error = FieldError;

    fn try_from(days: Vec<BookingDay>) -> Result<Self, FieldError> {
        let days = days.try_into();
        days.map(Self)
            .map_err(|_| FieldError::new(FieldCode::InvalidFormat))
    }
}

impl From<BookingWeek> for Vec<BookingDay> {
    fn from(week: BookingWeek) -> Self {
        week.0.into()
    }
}

/// When a counselor can be booked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct BookingTimes {
    /// For how many weeks ahead.
    pub weeks_ahead: WeeksAhead,
    /// In each of them.
    pub week: BookingWeek,
    /// To be named by the next change; 0 before the first.
    pub version: Version,
}

/// When a counselor is to be booked, all of it.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(example = json!({
    "weeks_ahead": 4,
    "week": [
        { "bookable": true, "rows": [] },
        { "bookable": false }, { "bookable": false }, { "bookable": false },
        { "bookable": false }, { "bookable": false }, { "bookable": false }
    ]
})))]
#[serde(deny_unknown_fields)]
pub struct BookingTimesWrite {
    /// For how many weeks ahead.
    pub weeks_ahead: WeeksAhead,
    /// In each of them.
    pub week: BookingWeek,
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::{Value, json};

    fn row(service: u128, from: &str, until: &str) -> Value {
        let service_id = ServiceId(uuid::Uuid::from_u128(service));
        json!({ "service_id": service_id, "from": from, "until": until })
    }

    #[test]
    fn rows_of_one_service_do_not_overlap_and_those_of_others_may() {
        for (rows, good) in [
            (vec![], true),
            (
                vec![row(1, "09:00", "12:00"), row(2, "10:00", "11:00")],
                true,
            ),
            (
                vec![row(1, "10:00", "11:00"), row(1, "09:00", "10:00")],
                true,
            ),
            (
                vec![row(1, "10:00", "11:00"), row(1, "09:00", "10:01")],
                false,
            ),
            (
                vec![
                    row(1, "08:00", "18:00"),
                    row(2, "09:00", "10:00"),
                    row(1, "17:00", "19:00"),
                ],
                false,
            ),
            (vec![row(1, "10:00", "10:00")], false),
            (vec![row(1, "10:00", "24:01")], false),
            (vec![row(1, "00:00", "24:00")], true),
        ] {
            let read = serde_json::from_value::<BookingRows>(json!(rows));
            assert_eq!(read.is_ok(), good, "{rows:?}");
        }
        let many: Vec<_> = (0..=MAX_ROWS as u128)
            .map(|service| row(service, "09:00", "10:00"))
            .collect();
        assert!(serde_json::from_value::<BookingRows>(json!(many)).is_err());
        assert!(serde_json::from_value::<BookingRows>(json!(many[1..])).is_ok());
    }

    #[test]
    fn rows_are_kept_in_order_and_read_back_as_they_are_written() {
        let rows = json!([row(2, "13:00", "15:00"), row(1, "9:00", "12:30")]);
        let read: BookingRows = serde_json::from_value(rows).unwrap();
        let written = json!([row(1, "09:00", "12:30"), row(2, "13:00", "15:00")]);
        assert_eq!(serde_json::to_value(&read).unwrap(), written);
    }

    #[test]
    fn a_week_has_seven_days() {
        for (days, good) in [(6, false), (7, true), (8, false)] {
            let week = vec![json!({ "bookable": true }); days];
            let read = serde_json::from_value::<BookingWeek>(json!(week));
            assert_eq!(read.is_ok(), good, "{days}");
        }
    }

    #[test]
    fn one_two_four_or_eight_weeks() {
        let good: Vec<_> = (0..=100)
            .filter(|weeks| WeeksAhead::try_from(*weeks).is_ok())
            .collect();
        assert_eq!(good, [1, 2, 4, 8]);
    }
}
