//! Who gets a mail about what happens to an appointment.

use super::BookingState;
use crate::outgoing_mails::MailTemplate;

/// What has happened to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Happened {
    /// The client has booked what they held.
    Booked,
    /// Staff have made it.
    Made,
    /// The counselor has confirmed it.
    Confirmed,
    /// Or declined it.
    Declined,
    /// It was called off.
    Cancelled,
    /// It was moved to another time.
    Moved,
    /// A client has come to take part in it.
    Joined,
    /// Staff have taken a client out of it.
    TakenOut,
}

/// Which mail each side gets, if any.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Notices {
    /// The client, or each who takes part, if they left an address.
    pub client: Option<MailTemplate>,
    /// The counselor, unless it was they who did it.
    pub counselor: Option<MailTemplate>,
}

impl Notices {
    /// Of what has happened to an appointment that stands there now. Clients are not told of what
    /// they have done themselves, but for what is certain by it.
    pub fn of(happened: Happened, state: BookingState, by_client: bool) -> Self {
        use MailTemplate::{
            AppointmentCancelled, AppointmentConfirmed, AppointmentDeclined, AppointmentMade,
            AppointmentRequested, AppointmentRescheduled,
        };
        let certain = state == BookingState::Confirmed;
        let (client, counselor) = match happened {
            Happened::Booked if !certain => (None, Some(AppointmentRequested)),
            Happened::Booked | Happened::Made => {
                (Some(AppointmentConfirmed), Some(AppointmentMade))
            }
            Happened::Confirmed | Happened::Joined => (Some(AppointmentConfirmed), None),
            Happened::Declined => (Some(AppointmentDeclined), None),
            Happened::Cancelled => (
                Some(AppointmentCancelled).filter(|_| !by_client),
                Some(AppointmentCancelled),
            ),
            Happened::TakenOut => (Some(AppointmentCancelled), None),
            Happened::Moved => (
                Some(AppointmentRescheduled).filter(|_| certain || !by_client),
                Some(AppointmentRescheduled),
            ),
        };
        Self { client, counselor }
    }
}

#[cfg(test)]
mod tests {
    use super::{BookingState::*, Happened::*, *};
    use MailTemplate::{
        AppointmentCancelled as Off, AppointmentConfirmed as Sure, AppointmentDeclined as No,
        AppointmentMade as New, AppointmentRequested as Asked, AppointmentRescheduled as Moving,
    };

    #[test]
    fn each_side_is_told_of_what_the_other_does() {
        for (happened, state, by_client, client, counselor) in [
            (Booked, Requested, true, None, Some(Asked)),
            (Booked, BookingState::Confirmed, true, Some(Sure), Some(New)),
            (Made, BookingState::Confirmed, false, Some(Sure), Some(New)),
            (
                Happened::Confirmed,
                BookingState::Confirmed,
                false,
                Some(Sure),
                None,
            ),
            (
                Happened::Declined,
                BookingState::Declined,
                false,
                Some(No),
                None,
            ),
            (
                Happened::Cancelled,
                BookingState::Cancelled,
                true,
                None,
                Some(Off),
            ),
            (
                Happened::Cancelled,
                BookingState::Cancelled,
                false,
                Some(Off),
                Some(Off),
            ),
            (Moved, Requested, true, None, Some(Moving)),
            (
                Moved,
                BookingState::Confirmed,
                true,
                Some(Moving),
                Some(Moving),
            ),
            (Moved, Requested, false, Some(Moving), Some(Moving)),
            (Joined, BookingState::Confirmed, true, Some(Sure), None),
            (Joined, BookingState::Confirmed, false, Some(Sure), None),
            (TakenOut, BookingState::Confirmed, false, Some(Off), None),
        ] {
            let told = Notices::of(happened, state, by_client);
            let expected = Notices { client, counselor };
            assert_eq!(told, expected, "{happened:?} {state:?} {by_client}");
        }
    }
}
