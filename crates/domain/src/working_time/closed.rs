//! Days on which a facility stays closed: its own closing days, and its state's public holidays.

use super::{Holiday, WorkingTime, public_holiday};
use crate::{
    problem::FieldError,
    slots::{MAX_DAYS, check_period},
};
use chrono::{DateTime, NaiveDate, NaiveTime, TimeZone, Utc};
use serde::{Deserialize, Serialize};

/// A day on which a facility stays closed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(example = json!({ "day": "2026-12-25", "holiday": "christmas_day" })))]
pub struct ClosedDay {
    /// Which.
    pub day: NaiveDate,
    /// The public holiday, if it is one; else the facility has chosen it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub holiday: Option<Holiday>,
}

/// The closed days of a period, in order.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ClosedDays {
    /// The days.
    pub items: Vec<ClosedDay>,
}

/// Which closed days to list.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[cfg_attr(feature = "openapi", into_params(parameter_in = Query))]
#[serde(deny_unknown_fields)]
pub struct ClosedDayQuery {
    /// Since when.
    #[cfg_attr(feature = "openapi", param(example = "2026-12-21T00:00:00Z"))]
    pub from: DateTime<Utc>,
    /// Until when; 43 days later at most.
    #[cfg_attr(feature = "openapi", param(example = "2026-12-28T00:00:00Z"))]
    pub until: DateTime<Utc>,
}

impl ClosedDayQuery {
    /// Whether the period is one that is answered.
    pub fn check(&self) -> Result<(), FieldError> {
        check_period(self.from, self.until, 35 + MAX_DAYS.cast_signed())
    }
}

impl WorkingTime {
    /// The closed days that a period touches, as the clocks of the facility show it.
    pub fn closed_days(
        &self,
        zone: &impl TimeZone,
        from: DateTime<Utc>,
        until: DateTime<Utc>,
    ) -> ClosedDays {
        let first = from.with_timezone(zone).date_naive();
        let end = until.with_timezone(zone).naive_local();
        let touched = |day: &NaiveDate| day.and_time(NaiveTime::MIN) < end;
        let days = first.iter_days().take_while(touched);
        ClosedDays {
            items: days.filter_map(|day| closed_day(self, day)).collect(),
        }
    }
}

/// Why it stays closed on a day, if it does.
pub(super) fn closed_day(of: &WorkingTime, day: NaiveDate) -> Option<ClosedDay> {
    let holiday = of
        .federal_state
        .and_then(|state| public_holiday(state, day));
    let chosen = || of.closing_days.iter().any(|one| one.contains(day));
    (holiday.is_some() || chosen()).then_some(ClosedDay { day, holiday })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::working_time::{ClosingDay, ClosingDays, FederalState};
    use chrono_tz::Tz;

    #[test]
    fn a_period_touches_whole_days_of_the_facility() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        let eve = day("2026-12-24");
        let closing = ClosingDay {
            from: eve,
            until: eve,
        };
        let closed = WorkingTime {
            federal_state: Some(FederalState::Hesse),
            closing_days: ClosingDays::try_from(vec![closing]).unwrap(),
            ..WorkingTime::default()
        };
        let found = |from: &str, until: &str| {
            let (from, until) = (from.parse().unwrap(), until.parse().unwrap());
            let days = closed.closed_days(&Tz::Europe__Berlin, from, until).items;
            let days = days
                .into_iter()
                .map(|one| (one.day.to_string(), one.holiday));
            days.collect::<Vec<_>>()
        };
        let eve = ("2026-12-24".to_owned(), None);
        let christmas = ("2026-12-25".to_owned(), Some(Holiday::ChristmasDay));
        assert_eq!(
            found("2026-12-24T12:00:00Z", "2026-12-25T23:00:00Z"),
            [eve.clone(), christmas.clone()]
        );
        // A minute past the facility's midnight.
        let until = "2026-12-25T23:01:00Z";
        let boxing = ("2026-12-26".to_owned(), Some(Holiday::BoxingDay));
        assert_eq!(
            found("2026-12-24T22:59:00Z", until),
            [eve, christmas.clone(), boxing.clone()]
        );
        assert_eq!(found("2026-12-24T23:00:00Z", until), [christmas, boxing]);
        assert_eq!(found("2026-12-21T00:00:00Z", "2026-12-23T23:00:00Z"), []);
    }
}
