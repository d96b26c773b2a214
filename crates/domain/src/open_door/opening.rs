//! When the door is open.

use crate::{
    problem::{FieldCode, FieldError},
    version::Version,
    working_time::{OpeningHours, WorkingTime},
};
use chrono::{DateTime, TimeDelta, TimeZone, Utc};
use serde::{Deserialize, Serialize};

/// The most that a facility lets wait at once.
pub const MAX_WAITING: u16 = 50;

/// Whoever came in time is still picked up for this long after the door has closed.
const GRACE: TimeDelta = TimeDelta::minutes(30);

/// How many wait at once at most: 1 to [`MAX_WAITING`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "u16", into = "u16")]
pub struct MaxWaiting(u16);

impl TryFrom<u16> for MaxWaiting {
    type Error = FieldError;

    fn try_from(number: u16) -> Result<Self, FieldError> {
        if (1..=MAX_WAITING).contains(&number) {
            Ok(Self(number))
        } else {
            Err(FieldError::new(FieldCode::OutOfRange))
        }
    }
}

impl From<MaxWaiting> for u16 {
    fn from(number: MaxWaiting) -> Self {
        number.0
    }
}

/// When and for how many the door is open.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(example = json!({
    "enabled": true,
    "hours": [
        [{ "opens": "16:00", "closes": "20:00" }], [], [{ "opens": "16:00", "closes": "20:00" }],
        [], [{ "opens": "14:00", "closes": "18:00" }], [], []
    ],
    "closed_on_closing_days": true,
    "max_waiting": 10
})))]
#[serde(deny_unknown_fields)]
pub struct OpenDoorRules {
    /// Whether there is one at all.
    pub enabled: bool,
    /// When it is open in a week, as the clocks of the facility show it.
    pub hours: OpeningHours,
    /// Whether it stays closed on the facility's closing days and public holidays.
    pub closed_on_closing_days: bool,
    /// How many wait at once at most.
    #[cfg_attr(feature = "openapi", schema(value_type = u16, minimum = 1, maximum = 50))]
    pub max_waiting: MaxWaiting,
}

impl Default for OpenDoorRules {
    fn default() -> Self {
        Self {
            enabled: false,
            hours: OpeningHours::default(),
            closed_on_closing_days: true,
            max_waiting: MaxWaiting(10),
        }
    }
}

impl OpenDoorRules {
    /// Its hours, with the days on which the facility stays closed where it keeps to them.
    fn times(&self, facility: &WorkingTime) -> WorkingTime {
        let mut times = WorkingTime {
            opening_hours: self.hours.clone(),
            ..WorkingTime::default()
        };
        if self.closed_on_closing_days {
            times.federal_state = facility.federal_state;
            times.closing_days = facility.closing_days.clone();
        }
        times
    }

    /// Whether one can come in now, where so many wait already.
    pub fn door(
        &self,
        facility: &WorkingTime,
        zone: &impl TimeZone,
        now: DateTime<Utc>,
        waiting: usize,
    ) -> OpenDoor {
        if !self.enabled {
            return OpenDoor::default();
        }
        let next = self.times(facility).opening(zone, now);
        let open = next.is_some_and(|(opens, _)| opens <= now);
        OpenDoor {
            enabled: true,
            open,
            full: open && waiting >= usize::from(self.max_waiting.0),
            opens_at: next.map(|(opens, _)| opens).filter(|_| !open),
            closes_at: next.map(|(_, closes)| closes).filter(|_| open),
        }
    }

    /// Whether those who still wait have waited in vain: the door is closed, and has been for a
    /// while.
    pub fn is_over(
        &self,
        facility: &WorkingTime,
        zone: &impl TimeZone,
        now: DateTime<Utc>,
    ) -> bool {
        let open_at = |at| self.door(facility, zone, at, 0).open;
        let has_just_closed = self.enabled && open_at(now - GRACE);
        !open_at(now) && !has_just_closed
    }
}

/// The same as the settings show it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OpenDoorSettings {
    /// What holds.
    pub rules: OpenDoorRules,
    /// IANA name of the zone in which it is meant.
    #[cfg_attr(feature = "openapi", schema(example = "Europe/Berlin"))]
    pub time_zone: String,
    /// Whether one can come in now.
    pub door: OpenDoor,
    /// To be named by the next change.
    pub version: Version,
}

/// Whether one can come in now.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OpenDoor {
    /// Whether the facility has an open door at all.
    pub enabled: bool,
    /// Whether it is open now.
    pub open: bool,
    /// Whether as many wait as can.
    pub full: bool,
    /// When it opens next, if it is closed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub opens_at: Option<DateTime<Utc>>,
    /// When it closes, if it is open.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub closes_at: Option<DateTime<Utc>>,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::working_time::{ClosingDay, ClosingDays, FederalState, Span};
    use chrono_tz::Tz;

    const ZONE: Tz = Tz::Europe__Berlin;

    fn at(text: &str) -> DateTime<Utc> {
        text.parse().unwrap()
    }

    /// Thursdays from four to eight in the evening.
    fn rules() -> OpenDoorRules {
        let mut week = vec![Vec::new(); 7];
        week[3] = vec![Span::new(16 * 60, 20 * 60).unwrap()];
        OpenDoorRules {
            enabled: true,
            hours: week.try_into().unwrap(),
            ..OpenDoorRules::default()
        }
    }

    fn facility() -> WorkingTime {
        let eve = "2026-12-24".parse().unwrap();
        let closing = ClosingDay {
            from: eve,
            until: eve,
        };
        WorkingTime {
            federal_state: Some(FederalState::Hesse),
            closing_days: ClosingDays::try_from(vec![closing]).unwrap(),
            ..WorkingTime::default()
        }
    }

    #[test]
    fn it_is_open_by_the_clocks_of_the_facility() {
        for (now, open, other) in [
            // Winter: an hour ahead.
            ("2026-01-15T14:59:59Z", false, "2026-01-15T15:00:00Z"),
            ("2026-01-15T15:00:00Z", true, "2026-01-15T19:00:00Z"),
            ("2026-01-15T18:59:59Z", true, "2026-01-15T19:00:00Z"),
            ("2026-01-15T19:00:00Z", false, "2026-01-22T15:00:00Z"),
            // Across the change of the clocks: two.
            ("2026-03-27T12:00:00Z", false, "2026-04-02T14:00:00Z"),
            // Christmas Eve is a closing day; New Year's Eve is a Thursday and none.
            ("2026-12-24T16:00:00Z", false, "2026-12-31T15:00:00Z"),
            // Ascension Day is a Thursday.
            ("2026-05-14T15:00:00Z", false, "2026-05-21T14:00:00Z"),
        ] {
            let door = rules().door(&facility(), &ZONE, at(now), 0);
            assert_eq!(door.open, open, "{now}");
            let (opens, closes) = if open {
                (None, Some(at(other)))
            } else {
                (Some(at(other)), None)
            };
            assert_eq!((door.opens_at, door.closes_at), (opens, closes), "{now}");
            assert!(door.enabled && !door.full, "{now}");
        }
    }

    #[test]
    fn what_goes_on_over_midnight_is_one_stretch() {
        let mut week = vec![Vec::new(); 7];
        week[4] = vec![Span::new(20 * 60, 24 * 60).unwrap()];
        week[5] = vec![Span::new(0, 2 * 60).unwrap()];
        let nights = OpenDoorRules {
            hours: week.try_into().unwrap(),
            ..rules()
        };
        // Friday evening, and the night after it.
        for now in ["2026-01-16T20:00:00Z", "2026-01-17T00:30:00Z"] {
            let door = nights.door(&facility(), &ZONE, at(now), 0);
            assert_eq!(door.closes_at, Some(at("2026-01-17T01:00:00Z")), "{now}");
        }
    }

    #[test]
    fn a_crisis_service_opens_on_holidays_as_well() {
        let always = OpenDoorRules {
            closed_on_closing_days: false,
            ..rules()
        };
        for holiday in ["2026-05-14T15:00:00Z", "2026-12-24T16:00:00Z"] {
            let door = always.door(&facility(), &ZONE, at(holiday), 0);
            assert!(door.open, "{holiday}");
        }
    }

    #[test]
    fn it_is_full_when_as_many_wait_as_can_and_off_until_it_is_switched_on() {
        let two = OpenDoorRules {
            max_waiting: 2.try_into().unwrap(),
            ..rules()
        };
        let (open, closed) = (at("2026-01-15T15:00:00Z"), at("2026-01-15T14:00:00Z"));
        for (waiting, full) in [(0, false), (1, false), (2, true), (3, true)] {
            let door = two.door(&facility(), &ZONE, open, waiting);
            assert_eq!(door.full, full, "{waiting}");
            assert!(!two.door(&facility(), &ZONE, closed, waiting).full);
        }
        let off = OpenDoorRules {
            enabled: false,
            ..rules()
        };
        assert_eq!(off.door(&facility(), &ZONE, open, 0), OpenDoor::default());
        assert!(!OpenDoorRules::default().enabled);
        for (number, good) in [(0, false), (1, true), (50, true), (51, false)] {
            assert_eq!(MaxWaiting::try_from(number).is_ok(), good, "{number}");
        }
    }

    #[test]
    fn whoever_came_in_time_has_half_an_hour_after_closing() {
        for (now, over) in [
            ("2026-01-15T15:00:00Z", false),
            ("2026-01-15T19:00:00Z", false),
            ("2026-01-15T19:29:59Z", false),
            ("2026-01-15T19:30:00Z", true),
            ("2026-01-16T15:00:00Z", true),
        ] {
            assert_eq!(rules().is_over(&facility(), &ZONE, at(now)), over, "{now}");
        }
        let off = OpenDoorRules {
            enabled: false,
            ..rules()
        };
        assert!(off.is_over(&facility(), &ZONE, at("2026-01-15T16:00:00Z")));
    }
}
