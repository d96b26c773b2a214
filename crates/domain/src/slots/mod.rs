//! Slots: appointments that are still free (chapter 40). They are computed from booking times and
//! never stored.

mod engine;
mod offer;
mod terms;
#[cfg(test)]
mod tests;

pub use engine::{MAX_DAYS, Period};
pub use offer::{BookingOffer, OfferedService};
pub use terms::{
    CounselorStanding, NotOffered, OfferRow, SlotCause, SlotDiagnosis, SlotExample, SlotReason,
    Terms, causes, takes_on,
};

use crate::{
    channels::AppointmentChannel,
    counselors::CounselorRef,
    ids::{CounselorId, ServiceId},
    problem::{FieldCode, FieldError},
    working_time::{Span, midnight},
};
use chrono::{DateTime, Datelike, Days, TimeDelta, TimeZone, Utc};
use serde::{Deserialize, Serialize};

/// A row of a counselor's booking times, with the lengths of its service.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Window {
    /// Monday is 0.
    pub weekday: usize,
    /// From when to when, as the clocks on the wall show it.
    pub span: Span,
    /// What can be booked then.
    pub service_id: ServiceId,
    /// How long it takes; at least a minute.
    pub duration_minutes: u16,
    /// What is kept free afterwards.
    pub follow_up_minutes: u16,
}

/// A piece of a window.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// What can be booked.
    pub service_id: ServiceId,
    /// When it begins.
    pub starts_at: DateTime<Utc>,
    /// When it ends.
    pub ends_at: DateTime<Utc>,
    /// When its follow-up ends.
    pub blocks_until: DateTime<Utc>,
    /// Why it is not offered; nothing for a slot.
    pub hidden: Option<Hidden>,
}

/// What keeps a piece of a window from being offered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Hidden {
    /// The facility is closed, or has a public holiday.
    ClosedDay,
    /// It begins before the facility's lead time is over.
    TooSoon,
    /// It lies beyond the booking horizon, or the weeks for which the booking times are valid.
    TooFar,
    /// Something else is there.
    Taken(BlockKind),
}

/// What takes a counselor's time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum BlockKind {
    /// They are away.
    Absence,
    /// A booking, requested or confirmed, of one client or a group.
    Booking,
    /// Somebody has reserved it.
    Reservation,
    /// An entry that keeps the time free.
    Blocker,
}

/// From when to when something takes a counselor's time, follow-up included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Block {
    /// Since when.
    pub starts_at: DateTime<Utc>,
    /// Until when; what begins then is free.
    pub ends_at: DateTime<Utc>,
    /// What it is.
    pub kind: BlockKind,
}

/// What takes one counselor's time.
#[derive(Clone, Debug, Default)]
pub struct Blocks {
    /// By when they begin.
    blocks: Vec<Block>,
    /// For each: the latest end of it and all before it.
    latest: Vec<DateTime<Utc>>,
}

impl Blocks {
    /// All of these; they may overlap.
    pub fn new(mut blocks: Vec<Block>) -> Self {
        blocks.sort_unstable_by_key(|one| (one.starts_at, one.ends_at, one.kind));
        let latest = blocks.iter().scan(DateTime::<Utc>::MIN_UTC, |latest, one| {
            *latest = one.ends_at.max(*latest);
            Some(*latest)
        });
        Self {
            latest: latest.collect(),
            blocks,
        }
    }

    fn hides(&self, piece: &Candidate) -> Option<Hidden> {
        let before = |one: &Block| one.starts_at < piece.blocks_until;
        let count = self.blocks.partition_point(before);
        if *self.latest[..count].last()? <= piece.starts_at {
            return None;
        }
        let overlaps = |one: &&Block| one.ends_at > piece.starts_at;
        let first = self.blocks[..count].iter().find(overlaps)?;
        Some(Hidden::Taken(first.kind))
    }
}

/// Between which moments a slot has to begin.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bounds {
    /// The first.
    pub earliest: DateTime<Utc>,
    /// The first after the last.
    pub latest: DateTime<Utc>,
}

impl Bounds {
    /// The facility's lead time has to pass, and neither its horizon nor the weeks for which the
    /// booking times are valid be over: whole days of the facility, today being the first.
    pub fn new(
        zone: &impl TimeZone,
        now: DateTime<Utc>,
        lead: TimeDelta,
        horizon_days: u16,
        weeks: u16,
    ) -> Self {
        let days = horizon_days.min(weeks.saturating_mul(7));
        let today = now.with_timezone(zone).date_naive();
        let after = today.checked_add_days(Days::new(days.into()));
        Self {
            earliest: now + lead,
            latest: after.map_or(now, |day| midnight(zone, day)),
        }
    }

    fn hides(self, piece: &Candidate) -> Option<Hidden> {
        if piece.starts_at < self.earliest {
            Some(Hidden::TooSoon)
        } else if piece.starts_at >= self.latest {
            Some(Hidden::TooFar)
        } else {
            None
        }
    }
}

/// An appointment that can be booked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Slot {
    /// With whom.
    pub counselor_id: CounselorId,
    /// What.
    pub service_id: ServiceId,
    /// By which means.
    pub channel: AppointmentChannel,
    /// When it begins.
    pub starts_at: DateTime<Utc>,
    /// When it ends, without the follow-up.
    pub ends_at: DateTime<Utc>,
}

/// All slots of a period, by when they begin.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Slots {
    /// The slots.
    pub items: Vec<Slot>,
    /// Whom they are with.
    pub counselors: Vec<CounselorRef>,
}

/// Which slots to list.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[cfg_attr(feature = "openapi", into_params(parameter_in = Query))]
#[serde(deny_unknown_fields)]
pub struct SlotQuery {
    /// Since when.
    #[cfg_attr(feature = "openapi", param(example = "2026-07-13T00:00:00Z"))]
    pub from: DateTime<Utc>,
    /// Until when; eight days later at most.
    #[cfg_attr(feature = "openapi", param(example = "2026-07-20T00:00:00Z"))]
    pub until: DateTime<Utc>,
    /// Only with them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub counselor_id: Option<CounselorId>,
    /// Only these.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub service_id: Option<ServiceId>,
    /// Only by this means.
    #[cfg_attr(feature = "openapi", param(inline))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub channel: Option<AppointmentChannel>,
}

/// For which days to say why appointments are not offered.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[cfg_attr(feature = "openapi", into_params(parameter_in = Query))]
#[serde(deny_unknown_fields)]
pub struct DiagnosisQuery {
    /// Since when.
    #[cfg_attr(feature = "openapi", param(example = "2026-07-13T00:00:00Z"))]
    pub from: DateTime<Utc>,
    /// Until when; eight days later at most.
    #[cfg_attr(feature = "openapi", param(example = "2026-07-20T00:00:00Z"))]
    pub until: DateTime<Utc>,
}

impl SlotQuery {
    /// Whether the period is one that is answered.
    pub fn check(&self) -> Result<(), FieldError> {
        check_period(self.from, self.until, MAX_DAYS.cast_signed())
    }
}

/// A calendar reaches from 1900 to 2199: beyond, clocks and databases cannot be reckoned with.
pub fn check_moment(at: DateTime<Utc>) -> Result<(), FieldError> {
    if (1900..2200).contains(&at.year()) {
        Ok(())
    } else {
        Err(FieldError::new(FieldCode::OutOfRange))
    }
}

/// A period ends after it begins, at most so many days later, and is within reach.
pub fn check_period(
    from: DateTime<Utc>,
    until: DateTime<Utc>,
    most_days: i64,
) -> Result<(), FieldError> {
    check_moment(from)?;
    check_moment(until)?;
    if from < until && until - from <= TimeDelta::days(most_days) {
        Ok(())
    } else {
        Err(FieldError::new(FieldCode::OutOfRange))
    }
}
