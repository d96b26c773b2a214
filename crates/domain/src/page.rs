//! Keyset pagination, the only kind this API has.

use chrono::Datelike;
use serde::{Deserialize, Deserializer, Serialize, de::Error};

/// One page of a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Page<T> {
    /// The rows, in the order the operation documents.
    pub items: Vec<T>,
    /// Pass as `after` to get the next page; absent on the last one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<String>,
}

/// Reads a day or a moment that a list is asked for, of a year from 1 to 9999: no database of ours
/// knows all the others.
pub fn of_our_years<'de, D, T>(deserializer: D) -> Result<Option<T>, D::Error>
where
    D: Deserializer<'de>,
    T: Deserialize<'de> + Datelike,
{
    let read = Option::<T>::deserialize(deserializer)?;
    match read {
        Some(time) if !(1..=9999).contains(&time.year()) => {
            Err(D::Error::custom("the year is not from 1 to 9999"))
        }
        _ => Ok(read),
    }
}

/// How many rows a page may have, 1 to 100.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "u16", into = "u16")]
pub struct Limit(u16);

impl Limit {
    /// The most rows one page has.
    pub const MAX: u16 = 100;

    /// As a number of rows.
    pub fn rows(self) -> u64 {
        self.0.into()
    }
}

impl Default for Limit {
    fn default() -> Self {
        Self(25)
    }
}

impl TryFrom<u16> for Limit {
    type Error = LimitError;

    fn try_from(rows: u16) -> Result<Self, LimitError> {
        match rows {
            1..=Self::MAX => Ok(Self(rows)),
            _ => Err(LimitError),
        }
    }
}

impl From<Limit> for u16 {
    fn from(limit: Limit) -> Self {
        limit.0
    }
}

/// The number is not one that [`Limit`] allows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("limit must be 1 to {}", Limit::MAX)]
pub struct LimitError;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_one_to_a_hundred_rows_are_a_limit() {
        for (rows, allowed) in [(0, false), (1, true), (25, true), (100, true), (101, false)] {
            assert_eq!(Limit::try_from(rows).is_ok(), allowed, "{rows}");
        }
    }
}
