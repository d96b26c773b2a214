//! When a facility works, and by when it promises an answer (chapters 30 and 70).

mod clock;
mod closed;
mod holidays;
mod hours;
#[cfg(test)]
mod tests;

pub use clock::{midnight, shown};
pub use closed::{ClosedDay, ClosedDayQuery, ClosedDays};
pub use holidays::{FederalState, Holiday, easter, public_holiday};
pub use hours::{ClosingDay, ClosingDays, OpeningHours, Span};

use crate::{
    problem::{FieldCode, FieldError},
    version::Version,
};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// In what a period is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum PeriodUnit {
    /// Hours in which the facility is open.
    Hours,
    /// Days on which it opens.
    Days,
}

/// How long a client waits for an answer at most: 1 to 500 hours, or 1 to 60 days.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(try_from = "RawPeriod", into = "RawPeriod")]
pub struct AnswerPeriod {
    amount: u16,
    unit: PeriodUnit,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawPeriod {
    amount: u16,
    unit: PeriodUnit,
}

impl AnswerPeriod {
    /// So many of these.
    pub fn new(amount: u16, unit: PeriodUnit) -> Result<Self, FieldError> {
        let most = match unit {
            PeriodUnit::Hours => 500,
            PeriodUnit::Days => 60,
        };
        if (1..=most).contains(&amount) {
            Ok(Self { amount, unit })
        } else {
            Err(FieldError::new(FieldCode::OutOfRange))
        }
    }

    /// How many.
    pub fn amount(self) -> u16 {
        self.amount
    }

    /// Of what.
    pub fn unit(self) -> PeriodUnit {
        self.unit
    }
}

impl TryFrom<RawPeriod> for AnswerPeriod {
    type Error = FieldError;

    fn try_from(raw: RawPeriod) -> Result<Self, FieldError> {
        Self::new(raw.amount, raw.unit)
    }
}

impl From<AnswerPeriod> for RawPeriod {
    fn from(period: AnswerPeriod) -> Self {
        let AnswerPeriod { amount, unit } = period;
        Self { amount, unit }
    }
}

/// When a facility works, and what it promises.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(example = json!({
    "answer_period": { "amount": 2, "unit": "days" },
    "opening_hours": [
        [{ "opens": "09:00", "closes": "12:30" }, { "opens": "13:30", "closes": "17:00" }],
        [{ "opens": "09:00", "closes": "17:00" }], [{ "opens": "09:00", "closes": "17:00" }],
        [{ "opens": "09:00", "closes": "17:00" }], [{ "opens": "09:00", "closes": "14:00" }],
        [], []
    ],
    "federal_state": "HE",
    "closing_days": [{ "from": "2026-12-24", "until": "2026-12-31" }],
    "tell_clients": true
})))]
#[serde(deny_unknown_fields)]
pub struct WorkingTime {
    /// How long a client waits for an answer at most; without it, nothing is ever overdue.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answer_period: Option<AnswerPeriod>,
    /// When it is open in a week.
    pub opening_hours: OpeningHours,
    /// Whose public holidays it keeps.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub federal_state: Option<FederalState>,
    /// When it stays closed besides.
    #[serde(default)]
    pub closing_days: ClosingDays,
    /// Whether a client is told when their answer is late.
    pub tell_clients: bool,
}

impl Default for WorkingTime {
    /// Two working days, as many facilities promise, from Monday to Friday.
    fn default() -> Self {
        Self {
            answer_period: Some(AnswerPeriod {
                amount: 2,
                unit: PeriodUnit::Days,
            }),
            opening_hours: OpeningHours::default(),
            federal_state: None,
            closing_days: ClosingDays::default(),
            tell_clients: false,
        }
    }
}

/// The same as the settings show it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct WorkingTimeSettings {
    /// What holds.
    pub working_time: WorkingTime,
    /// IANA name of the zone in which it is meant.
    #[cfg_attr(feature = "openapi", schema(example = "Europe/Berlin"))]
    pub time_zone: String,
    /// By when a message is to be answered that arrives at this moment.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due_at: Option<DateTime<Utc>>,
    /// To be named by the next change.
    pub version: Version,
}

/// What a change would mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct WorkingTimePreview {
    /// By when a message would have to be answered that arrives at this moment.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due_at: Option<DateTime<Utc>>,
}
