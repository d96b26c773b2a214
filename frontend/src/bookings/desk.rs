//! What is open beside the calendar: an entry, or the form for a new one.

use super::{calendar::Calendar, drag::Dragging, moving::Mover};
use crate::{
    session::{Session, use_session},
    ui::dom,
};
use chrono::NaiveDate;
use domain::{
    access::{Action, Relation},
    bookings::{Booking, MovedBy},
    ids::{BookingId, CounselorId, ServiceId},
};
use leptos::prelude::*;
use web_sys::Element;

/// What a new entry begins with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// On which day.
    pub day: NaiveDate,
    /// Since when, in minutes since its midnight.
    pub from: u32,
    /// Until when.
    pub until: u32,
    /// Whose; one's own if nobody is named.
    pub counselor: Option<CounselorId>,
    /// What of.
    pub service: Option<ServiceId>,
}

impl Draft {
    /// Of one's own, at this time.
    pub fn at(day: NaiveDate, from: u32, until: u32) -> Self {
        Self {
            day,
            from,
            until,
            counselor: None,
            service: None,
        }
    }
}

/// To which entry something was done, unless it is a new one.
struct Done(Option<BookingId>);

/// What is open.
#[derive(Clone, Copy)]
pub struct Desk {
    /// The entry that is looked at; it stays named while its dialog closes.
    pub entry: RwSignal<Option<BookingId>>,
    /// Whether its dialog is open.
    pub entry_open: RwSignal<bool>,
    /// What was pressed to open it: the dialog stands beside that.
    pub pressed: StoredValue<Option<Element>, LocalStorage>,
    /// What the form for a new one begins with.
    pub draft: RwSignal<Option<Draft>>,
    /// Whether that is open.
    pub draft_open: RwSignal<bool>,
    /// What was just done: the focus is to be in the calendar as soon as that shows it.
    done: StoredValue<Option<Done>>,
    /// What is being dragged.
    pub dragging: Dragging,
    /// Who moves what was dragged.
    pub mover: StoredValue<Mover>,
    /// What whoever is signed in may move: one answer for all entries.
    movable: Memo<Movable>,
}

/// Whose entries somebody may move.
#[derive(Clone, Copy, Default, PartialEq)]
struct Movable {
    me: Option<CounselorId>,
    own: bool,
    others: bool,
}

impl Movable {
    /// Of whoever is signed in; notifies.
    fn of(session: Session) -> Self {
        let Some(account) = session.account() else {
            return Self::default();
        };
        let may = |relation| account.may(Action::RescheduleBooking, relation);
        Self {
            me: account.actor().counselor_id(),
            own: may(Relation::Own),
            others: may(Relation::Others),
        }
    }
}

impl Desk {
    /// With nothing open.
    pub fn new(calendar: Calendar) -> Self {
        Self {
            entry: RwSignal::new(None),
            entry_open: RwSignal::new(false),
            pressed: StoredValue::new_local(None),
            draft: RwSignal::new(None),
            draft_open: RwSignal::new(false),
            done: StoredValue::new(None),
            dragging: Dragging::new(),
            mover: StoredValue::new(Mover::new(calendar)),
            movable: {
                let session = use_session();
                Memo::new(move |_| Movable::of(session))
            },
        }
    }

    /// Whether whoever is signed in may move an entry, and it can be moved still.
    pub fn may_move(self, booking: &Booking) -> bool {
        let Movable { me, own, others } = self.movable.get();
        let is_own = me == Some(booking.counselor.id);
        booking.state.after_move(MovedBy::Staff).is_some() && if is_own { own } else { others }
    }

    /// Opens an entry.
    pub fn open(self, id: BookingId) {
        self.entry.set(Some(id));
        let focused = document().active_element();
        let pressed = focused.and_then(|one| one.closest(".ev, .cal-row").ok().flatten());
        self.pressed.set_value(pressed);
        self.entry_open.set(true);
    }

    /// Opens the form for a new one.
    pub fn create(self, draft: Draft) {
        self.draft.set(Some(draft));
        self.draft_open.set(true);
    }

    /// Something was done to this entry, or a new one was made: closes what is open.
    pub fn finish(self, id: Option<BookingId>) {
        if !self.entry_open.is_disposed() {
            self.done.set_value(Some(Done(id)));
            self.entry_open.set(false);
            self.draft_open.set(false);
        }
    }

    /// Follows what the calendar shows, for as long as the calling component is shown: what had the
    /// focus may be another element by now, or none.
    pub fn keep_focus(self, calendar: Calendar) {
        Effect::new(move |_| {
            calendar.entries.track();
            if let Some(Done(id)) = self.done.try_update_value(Option::take).flatten() {
                request_animation_frame(move || focus_again(id));
            }
        });
    }
}

/// Gives the focus to the entry, if nothing else has it; to the calendar, if it is not there any more.
fn focus_again(id: Option<BookingId>) {
    let focused = document().active_element();
    let is_elsewhere = focused
        .is_some_and(|one| one.tag_name() != "BODY" && !one.matches(".cal").unwrap_or_default());
    let Some(main) = dom::by_id("main").filter(|_| !is_elsewhere) else {
        return;
    };
    let entry = id.map(|id| format!("[data-booking='{id}']"));
    let found = entry.and_then(|entry| dom::all(&main, &entry).into_iter().next());
    let grid = || dom::all(&main, ".cal").into_iter().next();
    // What can be pressed takes the focus, and so do the grid and `main`.
    let _ = found.or_else(grid).unwrap_or(main).focus();
}
