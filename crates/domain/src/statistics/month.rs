use crate::{
    problem::{FieldCode, FieldError},
    working_time::midnight,
};
use chrono::{DateTime, Datelike, NaiveDate, TimeZone, Utc};
use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

/// A month of the facility's calendar, 1900 to 2199: counted from January of the year 0, written
/// `2026-07`, which sorts in the same order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(
    feature = "openapi",
    schema(value_type = String, min_length = 7, max_length = 7, pattern = "^(19|20|21)[0-9]{2}-(0[1-9]|1[0-2])$", example = "2026-07")
)]
#[serde(try_from = "String", into = "String")]
pub struct Month(u16);

impl Month {
    /// The month of a day.
    pub fn of(day: NaiveDate) -> Result<Self, FieldError> {
        Self::new(day.year(), day.month())
    }

    /// The month that it is in a time zone.
    pub fn at(zone: &impl TimeZone, now: DateTime<Utc>) -> Result<Self, FieldError> {
        Self::of(now.with_timezone(zone).date_naive())
    }

    fn new(year: i32, month: u32) -> Result<Self, FieldError> {
        let out_of_range = || FieldError::new(FieldCode::OutOfRange);
        if !(1900..2200).contains(&year) || !(1..=12).contains(&month) {
            return Err(out_of_range());
        }
        let index = u32::try_from(year).map_err(|_| out_of_range())? * 12 + month - 1;
        let index = u16::try_from(index).map_err(|_| out_of_range())?;
        Ok(Self(index))
    }

    /// Which year.
    pub fn year(self) -> u16 {
        self.0 / 12
    }

    /// Which month of it, from 1.
    pub fn number(self) -> u16 {
        self.0 % 12 + 1
    }

    /// January of its year.
    #[must_use]
    pub fn january(self) -> Self {
        Self(self.0 - self.0 % 12)
    }

    /// The one after it.
    #[must_use]
    pub fn next(self) -> Self {
        Self(self.0 + 1)
    }

    /// Its first day.
    pub fn first_day(self) -> NaiveDate {
        NaiveDate::from_ymd_opt(self.year().into(), self.number().into(), 1).unwrap_or_default()
    }

    /// When it begins.
    pub fn begins(self, zone: &impl TimeZone) -> DateTime<Utc> {
        midnight(zone, self.first_day())
    }
}

impl fmt::Display for Month {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}", self.year(), self.number())
    }
}

impl FromStr for Month {
    type Err = FieldError;

    fn from_str(text: &str) -> Result<Self, FieldError> {
        let malformed = || FieldError::new(FieldCode::InvalidFormat);
        let (year, month) = text.split_once('-').ok_or_else(malformed)?;
        let digits = |part: &str, most: usize| {
            let fits = part.len() == most && part.bytes().all(|byte| byte.is_ascii_digit());
            fits.then(|| part.parse::<u16>().ok()).flatten()
        };
        let (year, month) = digits(year, 4)
            .zip(digits(month, 2))
            .ok_or_else(malformed)?;
        Self::new(year.into(), month.into())
    }
}

impl TryFrom<String> for Month {
    type Error = FieldError;

    fn try_from(text: String) -> Result<Self, FieldError> {
        text.parse()
    }
}

impl From<Month> for String {
    fn from(month: Month) -> Self {
        month.to_string()
    }
}
