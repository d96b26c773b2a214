//! Holding a slot, and what keeps one from holding it.

use super::choosing::Choosing;
use crate::{
    forms::{Entry, optional},
    i18n::{self, portal_booking as words},
    paths,
    portal::area::use_portal,
    session::{Session, use_session},
    ui::{Banner, Button, Kind, dom},
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
const NOT_RESERVED: &str = "not-reserved";

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

/// Why a slot is not held, with what is free instead.
#[component]
pub fn NotReserved(reserving: Reserving) -> impl IntoView {
    let portal = use_portal();
    let next = move |slot: Slot| {
        let (at, with) = (slot.starts_at, slot.counselor_id);
        let press = move |()| reserving.reserve(&slot);
        view! {
            <Button class="btn-sm" busy=reserving.busy on_click=press>
                {move || words::next_slot(at, &reserving.name_of(with))}
            </Button>
        }
    };
    let said = move |trouble: Unreserved| match trouble {
        Unreserved::Taken(slots) => {
            let none = slots.is_empty();
            let slots = StoredValue::new(slots);
            let text = move || {
                if none {
                    words::t().taken
                } else {
                    words::t().taken_next
                }
            };
            view! {
                <Banner
                    kind=Kind::Warn
                    actions=move || slots.get_value().into_iter().map(next).collect_view()
                >
                    {text}
                </Banner>
            }
            .into_any()
        }
        Unreserved::Limit => view! {
            <Banner kind=Kind::Warn>
                {move || words::t().limit} " "
                <a href=paths::portal_appointments(&portal.slug())>{move || words::t().mine}</a>
            </Banner>
        }
        .into_any(),
        Unreserved::Failed(error) => view! {
            <Banner kind=Kind::Danger>{move || i18n::error_text(&error)}</Banner>
        }
        .into_any(),
    };
    move || {
        reserving
            .trouble
            .get()
            .map(|trouble| view! { <div id=NOT_RESERVED tabindex="-1">{said(trouble)}</div> })
    }
}
