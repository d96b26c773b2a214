//! Opening hours and closing days as people write them.

use crate::problem::{FieldCode, FieldError};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// Minutes of a day.
const DAY: u16 = 24 * 60;
/// The most spans that a day has.
const MAX_SPANS: usize = 4;
/// The most closing days.
const MAX_CLOSING_DAYS: usize = 100;
/// The most days that one of them lasts.
const MAX_DAYS: i64 = 366;

/// From when to when it is open, within one day: minutes after midnight, written `09:00`. It may
/// close at `24:00`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "RawSpan", into = "RawSpan")]
pub struct Span {
    opens: u16,
    closes: u16,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawSpan {
    opens: String,
    closes: String,
}

impl Span {
    /// Between these minutes of the day.
    pub fn new(opens: u16, closes: u16) -> Result<Self, FieldError> {
        if opens < closes && closes <= DAY {
            Ok(Self { opens, closes })
        } else {
            Err(FieldError::new(FieldCode::OutOfRange))
        }
    }

    /// Reads two times of day as people enter them.
    pub fn parse(opens: &str, closes: &str) -> Result<Self, FieldError> {
        let minutes = |text| minutes(text).ok_or(FieldError::new(FieldCode::InvalidFormat));
        Self::new(minutes(opens)?, minutes(closes)?)
    }

    /// The minute in which it opens.
    pub fn opens(self) -> u16 {
        self.opens
    }

    /// The minute in which it closes.
    pub fn closes(self) -> u16 {
        self.closes
    }

    /// Both as people write them: `09:00` and `12:30`.
    pub fn texts(self) -> (String, String) {
        (clock_time(self.opens), clock_time(self.closes))
    }
}

impl TryFrom<RawSpan> for Span {
    type Error = FieldError;

    fn try_from(raw: RawSpan) -> Result<Self, FieldError> {
        Self::parse(&raw.opens, &raw.closes)
    }
}

impl From<Span> for RawSpan {
    fn from(span: Span) -> Self {
        let (opens, closes) = span.texts();
        Self { opens, closes }
    }
}

/// `09:00` of 540.
fn clock_time(minutes: u16) -> String {
    format!("{:02}:{:02}", minutes / 60, minutes % 60)
}

/// 540 of `09:00`.
fn minutes(text: &str) -> Option<u16> {
    let (hours, minutes) = text.trim().split_once(':')?;
    let number = |text: &str, most: u16| {
        let digits = (1..=2).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
        let number: u16 = text.parse().ok().filter(|_| digits)?;
        (number <= most).then_some(number)
    };
    let all = number(hours, 24)? * 60 + number(minutes, 59)?;
    (minutes.len() == 2 && all <= DAY).then_some(all)
}

/// When it is open in a week, from Monday on: at least once, at most four times a day, in order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(value_type = Vec<Vec<std::collections::BTreeMap<String, String>>>))]
#[serde(try_from = "Vec<Vec<Span>>", into = "Vec<Vec<Span>>")]
pub struct OpeningHours([Vec<Span>; 7]);

impl OpeningHours {
    /// Of a day of the week, Monday being 0.
    pub fn of(&self, weekday: usize) -> &[Span] {
        self.0.get(weekday).map_or(&[], Vec::as_slice)
    }
}

impl Default for OpeningHours {
    /// From nine to five, from Monday to Friday.
    fn default() -> Self {
        let span = Span {
            opens: 9 * 60,
            closes: 17 * 60,
        };
        Self(std::array::from_fn(|weekday| {
            if weekday < 5 { vec![span] } else { Vec::new() }
        }))
    }
}

impl TryFrom<Vec<Vec<Span>>> for OpeningHours {
    type Error = FieldError;

    fn try_from(week: Vec<Vec<Span>>) -> Result<Self, FieldError> {
        let week: [Vec<Span>; 7] = week
            .try_into()
            .map_err(|_| FieldError::new(FieldCode::InvalidFormat))?;
        if week.iter().all(Vec::is_empty) {
            return Err(FieldError::new(FieldCode::Required));
        }
        let in_order = |day: &Vec<Span>| day.windows(2).all(|two| two[0].closes <= two[1].opens);
        if week
            .iter()
            .all(|day| day.len() <= MAX_SPANS && in_order(day))
        {
            Ok(Self(week))
        } else {
            Err(FieldError::new(FieldCode::OutOfRange))
        }
    }
}

impl From<OpeningHours> for Vec<Vec<Span>> {
    fn from(hours: OpeningHours) -> Self {
        hours.0.into()
    }
}

/// Days on which it stays closed, both included; one day is from itself until itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ClosingDay {
    /// The first.
    pub from: NaiveDate,
    /// The last.
    pub until: NaiveDate,
}

impl ClosingDay {
    /// Whether this day is one of them.
    pub fn contains(self, day: NaiveDate) -> bool {
        (self.from..=self.until).contains(&day)
    }
}

/// A hundred of them at most, kept in order.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(value_type = Vec<ClosingDay>))]
#[serde(try_from = "Vec<ClosingDay>", into = "Vec<ClosingDay>")]
pub struct ClosingDays(Vec<ClosingDay>);

impl ClosingDays {
    /// Them, in order.
    pub fn iter(&self) -> impl Iterator<Item = ClosingDay> {
        self.0.iter().copied()
    }
}

impl TryFrom<Vec<ClosingDay>> for ClosingDays {
    type Error = FieldError;

    fn try_from(mut days: Vec<ClosingDay>) -> Result<Self, FieldError> {
        let is_good = |one: &ClosingDay| {
            let days = (one.until - one.from).num_days();
            (0..MAX_DAYS).contains(&days)
        };
        if days.len() > MAX_CLOSING_DAYS || !days.iter().all(is_good) {
            return Err(FieldError::new(FieldCode::OutOfRange));
        }
        days.sort_unstable();
        Ok(Self(days))
    }
}

impl From<ClosingDays> for Vec<ClosingDay> {
    fn from(days: ClosingDays) -> Self {
        days.0
    }
}
