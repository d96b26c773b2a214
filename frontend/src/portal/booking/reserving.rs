//! Holding a slot, and what keeps one from holding it.

use super::choosing::Choosing;
use crate::{
    forms::{Entry, optional},
    i18n::portal_booking as words,
    session::{Session, use_session},
    ui::dom,
};
use client::CallError;
use domain::{
    bookings::{Booking, SlotReservation},
    ids::CounselorId,
    problem::ProblemCode,
    slots::Slot,
    text::BookingNote,
};
use leptos::{prelude::*, task::spawn_local};

/// The id of what is said when a slot is not held.
pub const NOT_RESERVED: &str = "not-reserved";

/// Why a slot is not held.
#[derive(Clone, Debug, PartialEq)]
pub enum Unreserved {
    /// Somebody was faster; this is free next.
    Taken(Vec<Slot>),
    /// Whoever is here has as many appointments ahead of them as they can have.
    Limit,
    /// Whatever else went wrong.
    Failed(CallError),
}

/// What is held, and what is typed meanwhile, which stays whatever becomes of the slot.
#[derive(Clone, Copy)]
pub struct Reserving {
    /// While a reservation is on its way.
    pub busy: RwSignal<bool>,
    /// Why the last one failed.
    pub trouble: RwSignal<Option<Unreserved>>,
    /// What is held, as it was answered.
    pub held: RwSignal<Option<Booking>>,
    /// What is to be known beforehand.
    pub note: Entry,
    choosing: Choosing,
    session: Session,
}

impl Reserving {
    /// Begins with nothing.
    pub fn begin(choosing: Choosing) -> Self {
        Self {
            busy: RwSignal::new(false),
            trouble: RwSignal::new(None),
            held: RwSignal::new(None),
            note: Entry::new("note", || words::t().note, "", optional::<BookingNote>),
            choosing,
            session: use_session(),
        }
    }

    /// How a counselor is called.
    pub fn name_of(self, id: CounselorId) -> String {
        self.choosing.name_of(id)
    }

    /// Holds a slot, and shows that.
    pub fn reserve(self, slot: &Slot) {
        if self.busy.get_untracked() {
            return;
        }
        self.busy.set(true);
        self.trouble.set(None);
        let body = SlotReservation {
            counselor_id: slot.counselor_id,
            service_id: slot.service_id,
            starts_at: slot.starts_at,
        };
        let client = self.session.client();
        spawn_local(async move {
            let result = self.session.notice(client.reserve_slot(&body).await);
            // The page may have been left meanwhile; what nobody books falls back by itself.
            if self.busy.is_disposed() {
                return;
            }
            self.busy.set(false);
            match result {
                Ok(booking) => {
                    let id = booking.id;
                    self.held.set(Some(booking));
                    self.choosing.show_held(id);
                }
                Err(error) => {
                    self.trouble.set(Some(unreserved(error)));
                    dom::focus_soon(NOT_RESERVED);
                }
            }
        });
    }
}

fn unreserved(error: CallError) -> Unreserved {
    match error.problem() {
        Some(problem) if problem.code == ProblemCode::SlotTaken => {
            Unreserved::Taken(problem.next_slots.clone())
        }
        Some(problem) if problem.code == ProblemCode::LimitReached => Unreserved::Limit,
        _ => Unreserved::Failed(error),
    }
}
