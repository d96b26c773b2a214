//! Waiting for a place in a group appointment that is full (chapter 40).

use super::MaxParticipants;
use crate::{clients::ClientRef, page::Limit};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// The most group appointments for which a client waits at once.
pub const MAX_GROUP_WAITS: usize = 5;

/// That a client waits for a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct GroupWait {
    /// Since when.
    pub since: DateTime<Utc>,
    /// Until when a place is held for them: to be taken by joining, or given back by waiting no
    /// more. Absent as long as none is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub held_until: Option<DateTime<Utc>>,
}

/// A client who waits for a place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct GroupWaiter {
    /// Who.
    pub client: ClientRef,
    /// Since when.
    pub since: DateTime<Utc>,
    /// Until when a place is held for them, if one is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub held_until: Option<DateTime<Utc>>,
}

/// Which page of those who wait to list, in turn.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[cfg_attr(feature = "openapi", into_params(parameter_in = Query))]
#[serde(deny_unknown_fields)]
pub struct GroupWaiterQuery {
    /// `next` of the page before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after: Option<String>,
    /// Rows on the page, 25 if absent.
    #[cfg_attr(feature = "openapi", param(value_type = Option<u16>, minimum = 1, maximum = 100))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub limit: Option<Limit>,
}

impl MaxParticipants {
    /// How many places are left beside those who take part and those for whom one is held.
    pub fn places_free(self, participants: u64, held: u64) -> u64 {
        self.places_left(participants.saturating_add(held))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_held_is_not_free() {
        let most = MaxParticipants::try_from(3).unwrap();
        for (participants, held, free) in [
            (0, 0, 3),
            (2, 0, 1),
            (2, 1, 0),
            (3, 1, 0),
            (1, 1, 1),
            (u64::MAX, 1, 0),
        ] {
            let left = most.places_free(participants, held);
            assert_eq!(left, free, "{participants} {held}");
        }
    }
}
