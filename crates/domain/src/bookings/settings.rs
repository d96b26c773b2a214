//! What a facility has set about booking.

use crate::{
    problem::{FieldCode, FieldError},
    version::Version,
};
use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};
use std::ops::RangeInclusive;

/// The rules that hold for what clients book.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(example = json!({
    "lead_hours": 24, "horizon_days": 56, "reservation_minutes": 15, "notice_hours": 24,
    "max_open_bookings": 3, "reminder_hours": 24, "video_lead_minutes": 15
})))]
#[serde(try_from = "RawBookingRules", deny_unknown_fields)]
pub struct BookingRules {
    /// Hours that pass at least between booking and appointment: 0 to 336.
    #[cfg_attr(feature = "openapi", schema(maximum = 336))]
    pub lead_hours: u16,
    /// Days that can be booked ahead at most, today being the first: 1 to 366.
    #[cfg_attr(feature = "openapi", schema(minimum = 1, maximum = 366))]
    pub horizon_days: u16,
    /// Minutes that a reservation holds: 5 to 60.
    #[cfg_attr(feature = "openapi", schema(minimum = 5, maximum = 60))]
    pub reservation_minutes: u16,
    /// Hours before an appointment until which clients move or cancel it themselves: 0 to 336.
    #[cfg_attr(feature = "openapi", schema(maximum = 336))]
    pub notice_hours: u16,
    /// Appointments that a client has ahead of them at most: 1 to 50.
    #[cfg_attr(feature = "openapi", schema(minimum = 1, maximum = 50))]
    pub max_open_bookings: u16,
    /// Hours before an appointment at which clients are reminded: 1 to 168; 0 for never.
    #[cfg_attr(feature = "openapi", schema(maximum = 168))]
    pub reminder_hours: u16,
    /// Minutes before an appointment from which on one gets into its video room: 0 to 120.
    #[cfg_attr(feature = "openapi", schema(maximum = 120))]
    pub video_lead_minutes: u16,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawBookingRules {
    lead_hours: u16,
    horizon_days: u16,
    reservation_minutes: u16,
    notice_hours: u16,
    max_open_bookings: u16,
    reminder_hours: u16,
    #[serde(default = "usual_video_lead")]
    video_lead_minutes: u16,
}

/// What holds for facilities that chose their rules before there was video.
fn usual_video_lead() -> u16 {
    15
}

impl Default for BookingRules {
    /// As most facilities want it.
    fn default() -> Self {
        Self {
            lead_hours: 24,
            horizon_days: 56,
            reservation_minutes: 15,
            notice_hours: 24,
            max_open_bookings: 3,
            reminder_hours: 24,
            video_lead_minutes: usual_video_lead(),
        }
    }
}

impl BookingRules {
    /// What [`Self::lead_hours`] can be.
    pub const LEAD_HOURS: RangeInclusive<u16> = 0..=336;
    /// What [`Self::horizon_days`] can be.
    pub const HORIZON_DAYS: RangeInclusive<u16> = 1..=366;
    /// What [`Self::reservation_minutes`] can be.
    pub const RESERVATION_MINUTES: RangeInclusive<u16> = 5..=60;
    /// What [`Self::notice_hours`] can be.
    pub const NOTICE_HOURS: RangeInclusive<u16> = 0..=336;
    /// What [`Self::max_open_bookings`] can be.
    pub const MAX_OPEN_BOOKINGS: RangeInclusive<u16> = 1..=50;
    /// What [`Self::reminder_hours`] can be.
    pub const REMINDER_HOURS: RangeInclusive<u16> = 0..=168;
    /// What [`Self::video_lead_minutes`] can be.
    pub const VIDEO_LEAD_MINUTES: RangeInclusive<u16> = 0..=120;

    /// When clients are reminded of what begins then, if they ever are.
    pub fn reminder_at(&self, starts_at: DateTime<Utc>) -> Option<DateTime<Utc>> {
        let before = TimeDelta::hours(self.reminder_hours.into());
        (self.reminder_hours > 0).then(|| starts_at - before)
    }

    /// Whether a client may not move or cancel any more what begins then.
    pub fn is_too_near(&self, starts_at: DateTime<Utc>, now: DateTime<Utc>) -> bool {
        starts_at - now < TimeDelta::hours(self.notice_hours.into())
    }
}

impl TryFrom<RawBookingRules> for BookingRules {
    type Error = FieldError;

    fn try_from(raw: RawBookingRules) -> Result<Self, FieldError> {
        let good = Self::LEAD_HOURS.contains(&raw.lead_hours)
            && Self::HORIZON_DAYS.contains(&raw.horizon_days)
            && Self::RESERVATION_MINUTES.contains(&raw.reservation_minutes)
            && Self::NOTICE_HOURS.contains(&raw.notice_hours)
            && Self::MAX_OPEN_BOOKINGS.contains(&raw.max_open_bookings)
            && Self::REMINDER_HOURS.contains(&raw.reminder_hours)
            && Self::VIDEO_LEAD_MINUTES.contains(&raw.video_lead_minutes);
        if !good {
            return Err(FieldError::new(FieldCode::OutOfRange));
        }
        Ok(Self {
            lead_hours: raw.lead_hours,
            horizon_days: raw.horizon_days,
            reservation_minutes: raw.reservation_minutes,
            notice_hours: raw.notice_hours,
            max_open_bookings: raw.max_open_bookings,
            reminder_hours: raw.reminder_hours,
            video_lead_minutes: raw.video_lead_minutes,
        })
    }
}

/// The same as the settings show it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct BookingSettings {
    /// What holds.
    pub rules: BookingRules,
    /// To be named by the next change.
    pub version: Version,
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::{Value, json};

    #[test]
    fn what_is_nearer_than_the_notice_period_is_too_near() {
        let rules = BookingRules {
            notice_hours: 24,
            ..BookingRules::default()
        };
        let starts_at = "2026-01-19T09:00:00Z".parse().unwrap();
        for (now, too_near) in [
            ("2026-01-18T08:59:59Z", false),
            ("2026-01-18T09:00:00Z", false),
            ("2026-01-18T09:00:01Z", true),
            ("2026-01-19T10:00:00Z", true),
        ] {
            let now = now.parse().unwrap();
            assert_eq!(rules.is_too_near(starts_at, now), too_near, "{now}");
        }
    }

    #[test]
    fn clients_are_reminded_so_many_hours_before_or_never() {
        let starts_at = "2026-01-19T09:00:00Z".parse().unwrap();
        let at = |reminder_hours| {
            let rules = BookingRules {
                reminder_hours,
                ..BookingRules::default()
            };
            rules.reminder_at(starts_at)
        };
        assert_eq!(at(24), "2026-01-18T09:00:00Z".parse().ok());
        assert_eq!(at(0), None);
    }

    #[test]
    fn rules_that_were_chosen_before_there_was_video_hold_on() {
        let mut rules = serde_json::to_value(BookingRules::default()).unwrap();
        rules.as_object_mut().unwrap().remove("video_lead_minutes");
        let read: BookingRules = serde_json::from_value(rules).unwrap();
        assert_eq!(read, BookingRules::default());
    }

    #[test]
    fn each_number_has_its_bounds() {
        let usual = serde_json::to_value(BookingRules::default()).unwrap();
        let with = |field: &str, number: u32| {
            let mut rules = usual.clone();
            rules[field] = Value::from(number);
            serde_json::from_value::<BookingRules>(rules).is_ok()
        };
        for (field, least, most) in [
            ("lead_hours", 0, 336),
            ("horizon_days", 1, 366),
            ("reservation_minutes", 5, 60),
            ("notice_hours", 0, 336),
            ("max_open_bookings", 1, 50),
            ("reminder_hours", 0, 168),
            ("video_lead_minutes", 0, 120),
        ] {
            assert!(with(field, least) && with(field, most), "{field}");
            assert!(!with(field, most + 1), "{field}");
            assert!(least == 0 || !with(field, least - 1), "{field}");
        }
        assert!(serde_json::from_value::<BookingRules>(json!({})).is_err());
    }
}
