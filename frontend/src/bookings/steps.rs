//! The steps of an entry: when each fits, and what it is called.

use crate::i18n::{bookings as words, format};
use client::{CallResult, Client};
use domain::{
    access::Action,
    bookings::{Booking, BookingKind, BookingState, BookingStep, Cancellation},
};

/// What is done to an entry by a press or with a reason.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// It takes place.
    Confirm,
    /// It does not.
    Decline,
    /// It is called off.
    Cancel,
    /// It took place.
    MarkHeld,
    /// The client did not come.
    MarkMissed,
}

impl Step {
    /// What one has to be allowed for it.
    pub fn action(self) -> Action {
        match self {
            Self::Confirm => Action::ConfirmBooking,
            Self::Decline => Action::DeclineBooking,
            Self::Cancel => Action::CancelBooking,
            Self::MarkHeld => Action::MarkBookingHeld,
            Self::MarkMissed => Action::MarkBookingMissed,
        }
    }

    fn step(self) -> BookingStep {
        match self {
            Self::Confirm => BookingStep::Confirm,
            Self::Decline => BookingStep::Decline,
            Self::Cancel => BookingStep::Cancel,
            Self::MarkHeld => BookingStep::MarkHeld,
            Self::MarkMissed => BookingStep::MarkMissed,
        }
    }

    /// Whether the entry can take it now: what is ahead has neither taken place nor been missed.
    pub fn fits(self, booking: &Booking) -> bool {
        let has_begun = booking.starts_at <= format::now();
        let marks = matches!(self, Self::MarkHeld | Self::MarkMissed);
        let declines = self == Self::Decline;
        booking.state.after(self.step()).is_some()
            && (self != Self::Cancel || booking.kind != BookingKind::Group)
            && (!marks || (has_begun && booking.kind != BookingKind::Blocker))
            && (!declines || booking.state == BookingState::Requested)
            && (self != Self::Cancel || booking.state != BookingState::Requested)
    }

    /// What its button says.
    pub fn word(self, kind: BookingKind) -> &'static str {
        let t = words::t();
        match (self, kind) {
            (Self::Confirm, _) => t.confirm,
            (Self::Decline, _) => t.decline,
            (Self::Cancel, BookingKind::Blocker) => t.remove,
            (Self::Cancel, _) => t.cancel,
            (Self::MarkHeld, _) => t.mark_held,
            (Self::MarkMissed, _) => t.mark_missed,
        }
    }

    /// What is said when it is done.
    pub fn done(self, kind: BookingKind) -> &'static str {
        let t = words::t();
        match (self, kind) {
            (Self::Confirm, _) => t.was_confirmed,
            (Self::Decline, _) => t.was_declined,
            (Self::Cancel, BookingKind::Blocker) => t.was_removed,
            (Self::Cancel, _) => t.was_cancelled,
            (Self::MarkHeld | Self::MarkMissed, _) => t.was_marked,
        }
    }
}

/// Takes the step.
pub async fn call(
    client: &Client,
    step: Step,
    booking: &Booking,
    body: &Cancellation,
) -> CallResult<Booking> {
    let (id, version) = (booking.id, booking.version);
    match step {
        Step::Confirm => client.confirm_booking(id, version).await,
        Step::Decline => client.decline_booking(id, version, body).await,
        Step::Cancel => client.cancel_booking(id, version, body).await,
        Step::MarkHeld => client.mark_booking_held(id, version).await,
        Step::MarkMissed => client.mark_booking_missed(id, version).await,
    }
}
