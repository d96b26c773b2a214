//! What can become of a visit.

use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

/// How long after it has ended a visit is kept. With the rounds of the job, and an hour in which no
/// server runs, it is gone well within the 48 hours that are promised.
pub const KEPT_FOR: TimeDelta = TimeDelta::hours(24);
/// A visitor of whom nothing was heard for this long is gone. Phones silence what is not looked at,
/// so this is no matter of seconds.
pub const ABANDONED_AFTER: TimeDelta = TimeDelta::minutes(10);

/// Where a visit stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "db", derive(sea_orm::EnumIter, sea_orm::DeriveActiveEnum))]
#[cfg_attr(feature = "db", sea_orm(rs_type = "String", db_type = "Text"))]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum OpenDoorStatus {
    /// The visitor is in the queue.
    #[cfg_attr(feature = "db", sea_orm(string_value = "waiting"))]
    Waiting,
    /// A counselor has picked them up.
    #[cfg_attr(feature = "db", sea_orm(string_value = "talking"))]
    Talking,
    /// It is over.
    #[cfg_attr(feature = "db", sea_orm(string_value = "ended"))]
    Ended,
}

/// How a visit ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "db", derive(sea_orm::EnumIter, sea_orm::DeriveActiveEnum))]
#[cfg_attr(feature = "db", sea_orm(rs_type = "String", db_type = "Text"))]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum OpenDoorEnd {
    /// The visitor went.
    #[cfg_attr(feature = "db", sea_orm(string_value = "visitor"))]
    Visitor,
    /// Staff ended it.
    #[cfg_attr(feature = "db", sea_orm(string_value = "counselor"))]
    Counselor,
    /// The visitor's connection was gone for too long.
    #[cfg_attr(feature = "db", sea_orm(string_value = "abandoned"))]
    Abandoned,
    /// The door was closed before somebody could pick them up.
    #[cfg_attr(feature = "db", sea_orm(string_value = "closed"))]
    Closed,
}

/// Who writes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "db", derive(sea_orm::EnumIter, sea_orm::DeriveActiveEnum))]
#[cfg_attr(feature = "db", sea_orm(rs_type = "String", db_type = "Text"))]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum OpenDoorSide {
    /// Who came in.
    #[cfg_attr(feature = "db", sea_orm(string_value = "visitor"))]
    Visitor,
    /// Who picked them up.
    #[cfg_attr(feature = "db", sea_orm(string_value = "counselor"))]
    Counselor,
}

/// Where a visit stands, with all that decides what can become of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum VisitState {
    /// In the queue.
    Waiting,
    /// Picked up.
    Talking,
    /// Over.
    Ended(OpenDoorEnd),
}

/// What can happen to a visit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum VisitStep {
    /// A counselor picks the visitor up.
    PickUp,
    /// Whoever picked them up hands them over to a colleague.
    HandOver,
    /// Whoever picked them up works here no longer: they wait again, where they waited before.
    Release,
    /// It ends.
    End(OpenDoorEnd),
}

/// That cannot happen to it, or not any more.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the visit does not stand so")]
pub struct VisitOver;

impl VisitState {
    /// What becomes of it.
    pub fn after(self, step: VisitStep) -> Result<Self, VisitOver> {
        match (self, step) {
            (Self::Waiting, VisitStep::PickUp) | (Self::Talking, VisitStep::HandOver) => {
                Ok(Self::Talking)
            }
            (Self::Talking, VisitStep::Release) => Ok(Self::Waiting),
            // Whoever talks already is not sent away by the clock.
            (Self::Talking, VisitStep::End(OpenDoorEnd::Closed) | VisitStep::PickUp)
            | (Self::Waiting, VisitStep::Release | VisitStep::HandOver)
            | (Self::Ended(_), _) => Err(VisitOver),
            (Self::Waiting | Self::Talking, VisitStep::End(end)) => Ok(Self::Ended(end)),
        }
    }

    /// Whether this side can write now. A visitor says what it is about while they wait.
    pub fn can_write(self, side: OpenDoorSide) -> bool {
        match (self, side) {
            (Self::Talking, _) | (Self::Waiting, OpenDoorSide::Visitor) => true,
            (Self::Waiting, OpenDoorSide::Counselor) | (Self::Ended(_), _) => false,
        }
    }

    /// The same without how it ended.
    pub fn status(self) -> OpenDoorStatus {
        match self {
            Self::Waiting => OpenDoorStatus::Waiting,
            Self::Talking => OpenDoorStatus::Talking,
            Self::Ended(_) => OpenDoorStatus::Ended,
        }
    }

    /// How it ended, if it has.
    pub fn end(self) -> Option<OpenDoorEnd> {
        match self {
            Self::Ended(end) => Some(end),
            Self::Waiting | Self::Talking => None,
        }
    }
}

/// The place in the queue of whoever has `mine`, among the numbers of all who wait: 1 is next.
/// Whoever does not wait has none.
pub fn place_of(waiting: &[i64], mine: i64) -> Option<u32> {
    waiting.contains(&mine).then(|| {
        let before = waiting.iter().filter(|number| **number < mine).count();
        u32::try_from(before).unwrap_or(u32::MAX).saturating_add(1)
    })
}

/// Whether a visitor of whom was heard last then is gone now.
pub fn is_abandoned(seen_at: DateTime<Utc>, now: DateTime<Utc>) -> bool {
    now - seen_at >= ABANDONED_AFTER
}

/// When what ended then is erased.
pub fn erased_at(ended_at: DateTime<Utc>) -> DateTime<Utc> {
    ended_at + KEPT_FOR
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const ENDS: [OpenDoorEnd; 4] = [
        OpenDoorEnd::Visitor,
        OpenDoorEnd::Counselor,
        OpenDoorEnd::Abandoned,
        OpenDoorEnd::Closed,
    ];

    fn states() -> Vec<VisitState> {
        let ended = ENDS.map(VisitState::Ended);
        [VisitState::Waiting, VisitState::Talking]
            .into_iter()
            .chain(ended)
            .collect()
    }

    fn steps() -> Vec<VisitStep> {
        let ends = ENDS.map(VisitStep::End);
        [VisitStep::PickUp, VisitStep::HandOver, VisitStep::Release]
            .into_iter()
            .chain(ends)
            .collect()
    }

    #[test]
    fn every_step_from_every_state_is_what_is_written_here() {
        for state in states() {
            for step in steps() {
                let expected = match (state, step) {
                    (VisitState::Waiting, VisitStep::PickUp)
                    | (VisitState::Talking, VisitStep::HandOver) => Ok(VisitState::Talking),
                    (VisitState::Talking, VisitStep::Release) => Ok(VisitState::Waiting),
                    (VisitState::Waiting, VisitStep::End(end)) => Ok(VisitState::Ended(end)),
                    (VisitState::Talking, VisitStep::End(end)) if end != OpenDoorEnd::Closed => {
                        Ok(VisitState::Ended(end))
                    }
                    _ => Err(VisitOver),
                };
                assert_eq!(state.after(step), expected, "{state:?} {step:?}");
            }
        }
    }

    #[test]
    fn both_write_while_they_talk_and_the_visitor_while_they_wait() {
        for state in states() {
            let can = [OpenDoorSide::Visitor, OpenDoorSide::Counselor].map(|s| state.can_write(s));
            let expected = match state {
                VisitState::Waiting => [true, false],
                VisitState::Talking => [true, true],
                VisitState::Ended(_) => [false, false],
            };
            assert_eq!(can, expected, "{state:?}");
            assert_eq!(
                state.end().is_some(),
                state.status() == OpenDoorStatus::Ended
            );
        }
    }

    #[test]
    fn what_ended_is_erased_well_within_two_days() {
        let ended: DateTime<Utc> = "2026-03-28T22:00:00Z".parse().unwrap();
        assert!(erased_at(ended) > ended);
        assert!(erased_at(ended) + TimeDelta::hours(12) < ended + TimeDelta::hours(48));
        assert!(!is_abandoned(ended, ended));
        let nearly = ended + ABANDONED_AFTER - TimeDelta::milliseconds(1);
        assert!(!is_abandoned(ended, nearly));
        assert!(is_abandoned(ended, ended + ABANDONED_AFTER));
    }

    proptest! {
        /// Whatever happens to a visit, once it is over it stays so.
        #[test]
        fn what_is_over_stays_over(picked in prop::collection::vec(0_usize..6, 0..20)) {
            let mut state = VisitState::Waiting;
            for step in picked.into_iter().map(|one| steps()[one]) {
                let before = state;
                if let Ok(after) = state.after(step) {
                    prop_assert_eq!(before.end(), None);
                    state = after;
                }
            }
        }

        /// The places of all who wait are 1, 2, 3 …, in the order in which they came; and when one
        /// goes, nobody moves back.
        #[test]
        fn places_are_given_in_the_order_of_coming(
            numbers in prop::collection::btree_set(1_i64..1_000, 1..50),
            leaves in 0_usize..50,
        ) {
            let waiting: Vec<_> = numbers.into_iter().collect();
            let mut shuffled = waiting.clone();
            shuffled.reverse();
            let places: Vec<_> = waiting.iter().map(|one| place_of(&shuffled, *one)).collect();
            let expected: Vec<_> = (1..).take(waiting.len()).map(Some).collect();
            prop_assert_eq!(&places, &expected);
            let gone = waiting[leaves % waiting.len()];
            shuffled.retain(|one| *one != gone);
            prop_assert_eq!(place_of(&shuffled, gone), None);
            for (one, before) in waiting.iter().zip(places) {
                if *one != gone {
                    prop_assert!(place_of(&shuffled, *one) <= before);
                }
            }
        }
    }
}
