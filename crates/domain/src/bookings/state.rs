//! The life of a booking: one machine, for server and interface.

use serde::{Deserialize, Serialize};

/// Where a booking stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "db", derive(sea_orm::EnumIter, sea_orm::DeriveActiveEnum))]
#[cfg_attr(feature = "db", sea_orm(rs_type = "String", db_type = "Text"))]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum BookingState {
    /// A client holds the time while they fill in the form.
    #[cfg_attr(feature = "db", sea_orm(string_value = "reserved"))]
    Reserved,
    /// A client has booked, and nobody has confirmed yet.
    #[cfg_attr(feature = "db", sea_orm(string_value = "requested"))]
    Requested,
    /// It takes place.
    #[cfg_attr(feature = "db", sea_orm(string_value = "confirmed"))]
    Confirmed,
    /// It took place.
    #[cfg_attr(feature = "db", sea_orm(string_value = "held"))]
    Held,
    /// The client did not come.
    #[cfg_attr(feature = "db", sea_orm(string_value = "no_show"))]
    NoShow,
    /// It was called off by either side.
    #[cfg_attr(feature = "db", sea_orm(string_value = "cancelled"))]
    Cancelled,
    /// The counselor did not want it.
    #[cfg_attr(feature = "db", sea_orm(string_value = "declined"))]
    Declined,
}

/// What is done to a booking.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum BookingStep {
    /// The client books what they have reserved; some services confirm that at once.
    Book {
        /// Whether this one does.
        confirmed_at_once: bool,
    },
    /// The counselor says that it takes place.
    Confirm,
    /// The counselor says that it does not.
    Decline,
    /// Either side calls it off.
    Cancel,
    /// The counselor notes that it took place.
    MarkHeld,
    /// The counselor notes that the client did not come.
    MarkMissed,
}

/// Who moves a booking to another time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum MovedBy {
    /// Staff, who have spoken about it.
    Staff,
    /// Its client; some services confirm that at once.
    Client {
        /// Whether this one does.
        confirmed_at_once: bool,
    },
}

impl BookingState {
    /// All of them, in the order of a life.
    pub const ALL: [Self; 7] = [
        Self::Reserved,
        Self::Requested,
        Self::Confirmed,
        Self::Held,
        Self::NoShow,
        Self::Cancelled,
        Self::Declined,
    ];

    /// Those in which it takes the counselor's time.
    pub const BLOCKING: [Self; 5] = [
        Self::Reserved,
        Self::Requested,
        Self::Confirmed,
        Self::Held,
        Self::NoShow,
    ];

    /// Those in which something is still ahead of a client.
    pub const OPEN: [Self; 2] = [Self::Requested, Self::Confirmed];

    /// Where it stands after a step; `None` where the step leads nowhere from here.
    pub fn after(self, step: BookingStep) -> Option<Self> {
        use BookingStep::{Book, Cancel, Confirm, Decline, MarkHeld, MarkMissed};
        match (self, step) {
            (
                Self::Reserved,
                Book {
                    confirmed_at_once: false,
                },
            ) => Some(Self::Requested),
            (
                Self::Reserved,
                Book {
                    confirmed_at_once: true,
                },
            )
            | (Self::Requested, Confirm) => Some(Self::Confirmed),
            (Self::Reserved | Self::Requested | Self::Confirmed, Cancel) => Some(Self::Cancelled),
            (Self::Reserved | Self::Requested | Self::Confirmed, Decline) => Some(Self::Declined),
            (Self::Confirmed, MarkHeld) => Some(Self::Held),
            (Self::Confirmed, MarkMissed) => Some(Self::NoShow),
            _ => None,
        }
    }

    /// Where it stands after it was moved; `None` where it cannot be moved any more, or not yet.
    /// What a client moves has to be confirmed again.
    pub fn after_move(self, by: MovedBy) -> Option<Self> {
        if !Self::OPEN.contains(&self) {
            return None;
        }
        Some(match by {
            MovedBy::Staff => self,
            MovedBy::Client {
                confirmed_at_once: true,
            } => Self::Confirmed,
            MovedBy::Client {
                confirmed_at_once: false,
            } => Self::Requested,
        })
    }

    /// Whether it takes the counselor's time.
    pub fn is_blocking(self) -> bool {
        Self::BLOCKING.contains(&self)
    }
}

#[cfg(test)]
mod tests {
    use super::{BookingState::*, BookingStep::*, *};
    use proptest::prelude::*;

    const STEPS: [BookingStep; 7] = [
        Book {
            confirmed_at_once: false,
        },
        Book {
            confirmed_at_once: true,
        },
        Confirm,
        Decline,
        Cancel,
        MarkHeld,
        MarkMissed,
    ];

    #[test]
    fn each_state_and_each_step() {
        let table = [
            (
                Reserved,
                [
                    Some(Requested),
                    Some(Confirmed),
                    None,
                    Some(Declined),
                    Some(Cancelled),
                    None,
                    None,
                ],
            ),
            (
                Requested,
                [
                    None,
                    None,
                    Some(Confirmed),
                    Some(Declined),
                    Some(Cancelled),
                    None,
                    None,
                ],
            ),
            (
                Confirmed,
                [
                    None,
                    None,
                    None,
                    Some(Declined),
                    Some(Cancelled),
                    Some(Held),
                    Some(NoShow),
                ],
            ),
            (Held, [None; 7]),
            (NoShow, [None; 7]),
            (Cancelled, [None; 7]),
            (Declined, [None; 7]),
        ];
        assert_eq!(table.map(|row| row.0), BookingState::ALL);
        for (state, after) in table {
            for (step, after) in STEPS.into_iter().zip(after) {
                assert_eq!(state.after(step), after, "{state:?} {step:?}");
            }
        }
    }

    #[test]
    fn what_is_ahead_can_be_moved_and_is_confirmed_anew_where_its_client_moves_it() {
        let [staff, asks, at_once] = [
            MovedBy::Staff,
            MovedBy::Client {
                confirmed_at_once: false,
            },
            MovedBy::Client {
                confirmed_at_once: true,
            },
        ];
        for state in BookingState::ALL {
            let after = [staff, asks, at_once].map(|by| state.after_move(by));
            let expected = match state {
                Requested => [Some(Requested), Some(Requested), Some(Confirmed)],
                Confirmed => [Some(Confirmed), Some(Requested), Some(Confirmed)],
                Reserved | Held | NoShow | Cancelled | Declined => [None; 3],
            };
            assert_eq!(after, expected, "{state:?}");
        }
    }

    proptest! {
        /// What has ended stays as it is, and what does not take any time never takes any again.
        #[test]
        fn nothing_comes_back(steps in prop::collection::vec(0..STEPS.len(), 0..20)) {
            let mut state = Reserved;
            for step in steps {
                let Some(next) = state.after(STEPS[step]) else {
                    continue;
                };
                prop_assert!(state.is_blocking());
                prop_assert!(next > state);
                state = next;
            }
        }
    }
}
