//! The waiting list (chapter 40): who finds no free appointment waits for one, and is offered what
//! becomes free, in order, with a hold of some hours.

use crate::{
    bookings::{Booking, BookingRules},
    channels::AppointmentChannel,
    clients::ClientRef,
    counselors::CounselorRef,
    ids::{CounselorId, ServiceId, WaitingListEntryId},
    page::Limit,
    slots::{Slot, takes_on},
};
use chrono::{DateTime, NaiveDate, TimeDelta, TimeZone, Utc};
use serde::{Deserialize, Serialize};

/// The most that a client waits for at once.
pub const MAX_ENTRIES: usize = 5;

/// How many places are offered to somebody who takes none of them, before others come first for
/// good.
pub const MAX_OFFERS: usize = 3;

/// The longest that a place is held.
const LONGEST_HOLD: TimeDelta = TimeDelta::hours(12);

/// What a client wants to wait for.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(example = json!({
    "service_id": "0193b7c2-6d2e-7c3a-9a53-3c9b7d1f2a11", "until": "2026-07-31"
})))]
#[serde(deny_unknown_fields)]
pub struct WaitingListEntryCreate {
    /// What.
    pub service_id: ServiceId,
    /// With whom; with whoever has time if absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub counselor_id: Option<CounselorId>,
    /// The last day on which it is of use; any if absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<NaiveDate>,
}

/// What is waited for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AwaitedService {
    /// Which.
    pub id: ServiceId,
    /// What staff call it; clients do not see it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// By which means.
    pub channel: AppointmentChannel,
    /// Minutes that it takes.
    pub duration_minutes: u16,
}

/// Somebody who waits.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct WaitingListEntry {
    /// Which.
    pub id: WaitingListEntryId,
    /// Who.
    pub client: ClientRef,
    /// For what.
    pub service: AwaitedService,
    /// With whom; with whoever has time if absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub counselor: Option<CounselorRef>,
    /// The last day on which it is of use.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<NaiveDate>,
    /// Since when they wait.
    pub created_at: DateTime<Utc>,
    /// The place that is held for them: to be booked like any reservation, or given back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub offer: Option<Booking>,
}

/// Which page of those who wait to list.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[cfg_attr(feature = "openapi", into_params(parameter_in = Query))]
#[serde(deny_unknown_fields)]
pub struct WaitingListQuery {
    /// `next` of the page before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after: Option<String>,
    /// Rows on the page, 25 if absent.
    #[cfg_attr(feature = "openapi", param(value_type = Option<u16>, minimum = 1, maximum = 100))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub limit: Option<Limit>,
}

/// A place that was offered to somebody: it is not offered to them again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OfferedPlace {
    /// With whom.
    pub counselor_id: CounselorId,
    /// When it begins.
    pub starts_at: DateTime<Utc>,
}

impl From<&Slot> for OfferedPlace {
    fn from(slot: &Slot) -> Self {
        Self {
            counselor_id: slot.counselor_id,
            starts_at: slot.starts_at,
        }
    }
}

/// What somebody waits for, and whom they know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wish {
    /// What.
    pub service_id: ServiceId,
    /// With whom, if not with whoever has time.
    pub counselor_id: Option<CounselorId>,
    /// The last day on which it is of use.
    pub until: Option<NaiveDate>,
    /// What was offered to them already.
    pub offered: Vec<OfferedPlace>,
    /// Their primary counselor.
    pub primary: Option<CounselorId>,
}

impl Wish {
    /// Whether it is a slot like this that they wait for, and its counselor takes them on.
    pub fn fits(&self, slot: &Slot, primary_clients_only: bool, zone: &impl TimeZone) -> bool {
        let day = slot.starts_at.with_timezone(zone).date_naive();
        self.service_id == slot.service_id
            && self.counselor_id.is_none_or(|id| id == slot.counselor_id)
            && self.until.is_none_or(|until| day <= until)
            && !self.offered.contains(&slot.into())
            && takes_on(
                primary_clients_only,
                self.primary == Some(slot.counselor_id),
            )
    }
}

/// Until when a place that became free is held for whom it is offered to: a quarter of the time
/// until it begins, as long as a reservation at least and half a day at most, so that whoever is
/// asleep has their turn and those behind them still have theirs.
pub fn held_until(
    rules: &BookingRules,
    now: DateTime<Utc>,
    starts_at: DateTime<Utc>,
) -> DateTime<Utc> {
    let shortest = TimeDelta::minutes(rules.reservation_minutes.into());
    let hold = ((starts_at - now) / 4).clamp(shortest, LONGEST_HOLD);
    (now + hold).min(starts_at.max(now))
}

/// Whether who has not taken what was offered to them is asked again, behind the others who wait.
pub fn stays(offers: usize) -> bool {
    offers < MAX_OFFERS
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use uuid::Uuid;

    fn counselor(number: u128) -> CounselorId {
        CounselorId(Uuid::from_u128(number))
    }

    fn service(number: u128) -> ServiceId {
        ServiceId(Uuid::from_u128(number))
    }

    fn slot(service_id: u128, counselor_id: u128, starts_at: &str) -> Slot {
        let starts_at: DateTime<Utc> = starts_at.parse().unwrap();
        Slot {
            counselor_id: counselor(counselor_id),
            service_id: service(service_id),
            channel: AppointmentChannel::Chat,
            starts_at,
            ends_at: starts_at + TimeDelta::minutes(30),
        }
    }

    fn wish() -> Wish {
        Wish {
            service_id: service(1),
            counselor_id: None,
            until: None,
            offered: Vec::new(),
            primary: None,
        }
    }

    #[test]
    fn what_fits() {
        let zone = chrono_tz::Europe::Berlin;
        let day = |text: &str| Some(text.parse().unwrap());
        // Half past midnight in Berlin, on the next day.
        let late = slot(1, 7, "2026-01-19T23:30:00Z");
        for (what, wish, only_primary, fits) in [
            ("anyone", wish(), false, true),
            (
                "another service",
                Wish {
                    service_id: service(2),
                    ..wish()
                },
                false,
                false,
            ),
            (
                "this counselor",
                Wish {
                    counselor_id: Some(counselor(7)),
                    ..wish()
                },
                false,
                true,
            ),
            (
                "another counselor",
                Wish {
                    counselor_id: Some(counselor(8)),
                    ..wish()
                },
                false,
                false,
            ),
            (
                "the day before by the facility's clocks",
                Wish {
                    until: day("2026-01-19"),
                    ..wish()
                },
                false,
                false,
            ),
            (
                "the day itself",
                Wish {
                    until: day("2026-01-20"),
                    ..wish()
                },
                false,
                true,
            ),
            (
                "offered before",
                Wish {
                    offered: vec![(&late).into()],
                    ..wish()
                },
                false,
                false,
            ),
            (
                "another was offered before",
                Wish {
                    offered: vec![(&slot(1, 8, "2026-01-19T23:30:00Z")).into()],
                    ..wish()
                },
                false,
                true,
            ),
            ("primary clients only", wish(), true, false),
            (
                "their primary counselor",
                Wish {
                    primary: Some(counselor(7)),
                    ..wish()
                },
                true,
                true,
            ),
            (
                "another's primary client",
                Wish {
                    primary: Some(counselor(8)),
                    ..wish()
                },
                true,
                false,
            ),
        ] {
            assert_eq!(wish.fits(&late, only_primary, &zone), fits, "{what}");
        }
    }

    #[test]
    fn places_are_held_as_long_as_there_is_time() {
        let now: DateTime<Utc> = "2026-01-15T08:00:00Z".parse().unwrap();
        let rules = BookingRules::default();
        for (ahead, held) in [
            (TimeDelta::days(14), TimeDelta::hours(12)),
            (TimeDelta::hours(48), TimeDelta::hours(12)),
            (TimeDelta::hours(24), TimeDelta::hours(6)),
            (TimeDelta::hours(2), TimeDelta::minutes(30)),
            (TimeDelta::minutes(30), TimeDelta::minutes(15)),
            (TimeDelta::minutes(10), TimeDelta::minutes(10)),
        ] {
            let until = held_until(&rules, now, now + ahead);
            assert_eq!(until, now + held, "{ahead}");
        }
    }

    #[test]
    fn who_takes_nothing_gives_way_after_three_offers() {
        assert_eq!([1, 2, 3, 4].map(stays), [true, true, false, false]);
    }

    proptest! {
        /// Never longer than until it begins, and never in the past.
        #[test]
        fn a_hold_ends_before_the_appointment_begins(
            minutes in 0_i64..1_000_000, reservation_minutes in 5_u16..=60,
        ) {
            let now = DateTime::<Utc>::UNIX_EPOCH;
            let rules = BookingRules { reservation_minutes, ..BookingRules::default() };
            let starts_at = now + TimeDelta::minutes(minutes);
            let until = held_until(&rules, now, starts_at);
            prop_assert!(until >= now && until <= starts_at);
            prop_assert!(until - now <= LONGEST_HOLD);
        }
    }
}
