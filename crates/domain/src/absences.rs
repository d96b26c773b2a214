//! Absences (chapter 40): when a counselor is away, for days or for hours. Nothing can be booked
//! with them then.

use crate::{
    counselors::CounselorRef,
    ids::{AbsenceId, CounselorId},
    page::Limit,
    problem::{FieldCode, FieldError},
    slots::{check_moment, check_period},
    text::AbsenceLabel,
    version::Version,
    working_time::midnight,
};
use chrono::{DateTime, NaiveDate, NaiveTime, TimeZone, Utc};
use serde::{Deserialize, Serialize};

/// The most days that one absence lasts.
const MAX_DAYS: i64 = 366;

/// From when to when: whole days of the facility, both included, or moments.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(value_type = RawAbsencePeriod))]
#[serde(try_from = "RawAbsencePeriod", into = "RawAbsencePeriod")]
pub struct AbsencePeriod(RawAbsencePeriod);

/// The two ways to say it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(tag = "unit", rename_all = "snake_case", deny_unknown_fields)]
pub enum RawAbsencePeriod {
    /// Whole days.
    Days {
        /// The first.
        from: NaiveDate,
        /// The last.
        until: NaiveDate,
    },
    /// A part of a day, or more.
    Times {
        /// Since when.
        starts_at: DateTime<Utc>,
        /// Until when.
        ends_at: DateTime<Utc>,
    },
}

impl AbsencePeriod {
    /// As it was said.
    pub fn said(self) -> RawAbsencePeriod {
        self.0
    }

    /// Between which moments that is in the facility's zone.
    pub fn moments(self, zone: &impl TimeZone) -> (DateTime<Utc>, DateTime<Utc>) {
        match self.0 {
            RawAbsencePeriod::Times { starts_at, ends_at } => (starts_at, ends_at),
            RawAbsencePeriod::Days { from, until } => {
                let after = until.succ_opt().unwrap_or(until);
                (midnight(zone, from), midnight(zone, after))
            }
        }
    }
}

impl TryFrom<RawAbsencePeriod> for AbsencePeriod {
    type Error = FieldError;

    fn try_from(raw: RawAbsencePeriod) -> Result<Self, FieldError> {
        let good = match raw {
            RawAbsencePeriod::Days { from, until } => {
                let in_reach =
                    |day: NaiveDate| check_moment(day.and_time(NaiveTime::MIN).and_utc());
                in_reach(from).and(in_reach(until)).is_ok()
                    && (0..MAX_DAYS).contains(&(until - from).num_days())
            }
            RawAbsencePeriod::Times { starts_at, ends_at } => {
                check_period(starts_at, ends_at, MAX_DAYS).is_ok()
            }
        };
        if good {
            Ok(Self(raw))
        } else {
            Err(FieldError::new(FieldCode::OutOfRange))
        }
    }
}

impl From<AbsencePeriod> for RawAbsencePeriod {
    fn from(period: AbsencePeriod) -> Self {
        period.0
    }
}

/// That a counselor is away.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Absence {
    /// Which.
    pub id: AbsenceId,
    /// Who.
    pub counselor: CounselorRef,
    /// From when to when, as it was said.
    pub period: AbsencePeriod,
    /// Since which moment.
    pub starts_at: DateTime<Utc>,
    /// Until which moment.
    pub ends_at: DateTime<Utc>,
    /// What colleagues read about it; may be empty.
    pub label: String,
    /// To be named by the next change.
    pub version: Version,
}

/// A new absence.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(example = json!({
    "period": { "unit": "days", "from": "2026-12-21", "until": "2027-01-03" }, "label": "Urlaub"
})))]
#[serde(deny_unknown_fields)]
pub struct AbsenceCreate {
    /// Who; the caller themselves if absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub counselor_id: Option<CounselorId>,
    /// From when to when.
    pub period: AbsencePeriod,
    /// What colleagues read about it.
    #[serde(default)]
    pub label: AbsenceLabel,
}

/// A change of an absence; what is left out stays.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(example = json!({ "label": "Fortbildung" })))]
#[serde(deny_unknown_fields)]
pub struct AbsenceUpdate {
    /// From when to when.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub period: Option<AbsencePeriod>,
    /// What colleagues read about it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label: Option<AbsenceLabel>,
}

/// Which absences to list, by when they begin.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[cfg_attr(feature = "openapi", into_params(parameter_in = Query))]
#[serde(deny_unknown_fields)]
pub struct AbsenceQuery {
    /// Only theirs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub counselor_id: Option<CounselorId>,
    /// Only those that end after this moment.
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        deserialize_with = "crate::page::of_our_years"
    )]
    pub from: Option<DateTime<Utc>>,
    /// Only those that begin before this moment.
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        deserialize_with = "crate::page::of_our_years"
    )]
    pub until: Option<DateTime<Utc>>,
    /// `next` of the page before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after: Option<String>,
    /// Rows on the page, 25 if absent.
    #[cfg_attr(feature = "openapi", param(value_type = Option<u16>, minimum = 1, maximum = 100))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub limit: Option<Limit>,
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono_tz::Tz;
    use serde_json::json;

    fn period(json: serde_json::Value) -> Result<AbsencePeriod, serde_json::Error> {
        serde_json::from_value(json)
    }

    #[test]
    fn days_are_the_facilitys_and_the_last_is_included() {
        let berlin = Tz::Europe__Berlin;
        for (from, until, moments) in [
            (
                "2026-07-13",
                "2026-07-13",
                ("2026-07-12T22:00:00Z", "2026-07-13T22:00:00Z"),
            ),
            // The clocks change on Sunday.
            (
                "2026-10-24",
                "2026-10-25",
                ("2026-10-23T22:00:00Z", "2026-10-25T23:00:00Z"),
            ),
            (
                "2026-03-29",
                "2026-03-29",
                ("2026-03-28T23:00:00Z", "2026-03-29T22:00:00Z"),
            ),
        ] {
            let days = json!({ "unit": "days", "from": from, "until": until });
            let (starts_at, ends_at) = period(days).unwrap().moments(&berlin);
            let found = [starts_at, ends_at].map(|at| at.format("%Y-%m-%dT%H:%M:%SZ").to_string());
            assert_eq!(found, [moments.0, moments.1], "{from}");
        }
    }

    #[test]
    fn a_period_has_a_beginning_before_its_end_and_is_a_year_at_most() {
        let days = |from, until| json!({ "unit": "days", "from": from, "until": until });
        let times = |from, until| json!({ "unit": "times", "starts_at": from, "ends_at": until });
        for (given, good) in [
            (days("2026-07-13", "2026-07-12"), false),
            (days("2026-01-01", "2027-01-01"), true),
            (days("2026-01-01", "2027-01-02"), false),
            (days("2026-02-30", "2026-03-01"), false),
            (days("+262142-12-31", "+262142-12-31"), false),
            (
                times("+262142-12-31T00:00:00Z", "+262142-12-31T01:00:00Z"),
                false,
            ),
            (times("2026-07-13T08:00:00Z", "2026-07-13T08:00:00Z"), false),
            (times("2026-07-13T08:00:00Z", "2026-07-13T08:01:00Z"), true),
            (times("2026-07-13T08:00:00Z", "2027-07-15T08:00:00Z"), false),
            (json!({ "unit": "days", "from": "2026-07-13" }), false),
            (
                json!({ "from": "2026-07-13", "until": "2026-07-14" }),
                false,
            ),
        ] {
            assert_eq!(period(given.clone()).is_ok(), good, "{given}");
        }
    }
}
