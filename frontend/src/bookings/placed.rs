//! What one entry in the grid says, and what follows from pressing it.

use super::{
    calendar::DAY,
    desk::{Desk, Draft},
    drag::Dropped,
    entry::{self, ABSENCE, FREE},
    grid::{Placed, What},
};
use crate::i18n::{booking_series::rhythm, bookings as words, format, services};
use chrono::NaiveDate;
use domain::{
    bookings::{Booking, BookingState},
    slots::Slot,
};
use leptos::{ev::PointerEvent, prelude::GetValue};
use web_sys::HtmlElement;

/// Minutes from which on an entry has a second line.
const TWO_LINES: u32 = 40;
/// Minutes from which on its lines may wrap.
const TALL: u32 = 75;

/// What happens to an entry.
pub enum Pressed {
    /// The mouse goes down on this element.
    Down(PointerEvent, HtmlElement),
    /// It was pressed, by whatever means.
    Whole,
}

/// What follows from that.
pub fn pressed(how: Pressed, placed: &Placed, day: NaiveDate, desk: Desk) {
    let piece = placed.piece;
    match (how, &placed.what) {
        (Pressed::Down(event, element), What::Booking(booking)) if is_movable(placed, desk) => {
            let at = Dropped {
                day,
                from: piece.from,
                until: piece.until,
            };
            let booking = booking.clone();
            let dropped = move |at| desk.mover.get_value().drop_at(&booking, at);
            desk.dragging.begin(&event, element, at, dropped);
        }
        (Pressed::Whole, What::Booking(booking)) if !desk.dragging.swallows_press() => {
            desk.open(booking.id);
        }
        (Pressed::Whole, What::Free(slot, _)) => desk.create(Draft {
            counselor: Some(slot.counselor_id),
            service: Some(slot.service_id),
            ..Draft::at(day, piece.from, piece.until)
        }),
        _ => {}
    }
}

/// Whether it can be dragged: the whole of something that may be moved.
fn is_movable(placed: &Placed, desk: Desk) -> bool {
    let What::Booking(booking) = &placed.what else {
        return false;
    };
    let length = (booking.ends_at - booking.starts_at).num_minutes();
    i64::from(placed.minutes()) == length && desk.may_move(booking)
}

/// What an entry says, whatever it is.
pub struct Said {
    /// How it looks.
    pub look: Look,
    /// What readers hear first.
    pub spoken: String,
    /// What it is called.
    pub name: String,
    /// What else there is to say.
    pub details: String,
}

/// How an entry looks: all that many have in common.
#[derive(Clone, Copy, PartialEq)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is an attribute of the style sheet"
)]
pub struct Look {
    /// Its name in the style sheet.
    pub state: &'static str,
    /// The outline before the name.
    pub shape: &'static str,
    /// The outline at the end of the line.
    pub channel: Option<&'static str>,
    /// Whether it can be pressed.
    pub is_button: bool,
    /// Whether it can be dragged.
    pub is_movable: bool,
    /// Whether there is room for a part of its name only.
    pub is_narrow: bool,
    /// Whether it is lower than a line.
    pub is_low: bool,
    /// Whether it says its time only, where it is little wide.
    pub is_half: bool,
    /// Whether there is a line for the details.
    pub has_lines: bool,
    /// Whether its lines may wrap.
    pub is_tall: bool,
}

impl Look {
    /// Whether it is one element with its name, and nothing in it.
    pub fn is_plain(self) -> bool {
        self.is_narrow || self.is_low
    }
}

/// What an entry says. `day` is what readers hear of its day.
pub fn said(placed: &Placed, day: &str, desk: Desk) -> Said {
    match &placed.what {
        What::Booking(booking) => booking_said(placed, booking, day, desk),
        What::Free(slot, name) => slot_said(placed, slot, name.as_deref(), day),
        What::Absence(text) => Said {
            look: Look {
                is_button: false,
                is_narrow: false,
                is_low: false,
                is_tall: false,
                ..look(placed, ABSENCE)
            },
            spoken: String::new(),
            name: text.clone(),
            details: String::new(),
        },
    }
}

fn look(placed: &Placed, entry::Look { state, shape }: entry::Look) -> Look {
    Look {
        state,
        shape,
        channel: None,
        is_button: true,
        is_movable: false,
        is_narrow: placed.is_narrow,
        is_low: placed.is_low(),
        is_half: false,
        has_lines: false,
        is_tall: placed.minutes() >= TALL,
    }
}

fn booking_said(placed: &Placed, booking: &Booking, day: &str, desk: Desk) -> Said {
    let piece = placed.piece;
    let is_whole =
        i64::from(placed.minutes()) == (booking.ends_at - booking.starts_at).num_minutes();
    // What lies within the day has its times already; asking the browser for them takes longer
    // than all the rest.
    let times = if is_whole && piece.until < DAY {
        words::from_until(piece.from, piece.until)
    } else {
        format::span(booking.starts_at, booking.ends_at)
    };
    let whose = placed
        .of_many
        .then(|| booking.counselor.display_name.clone());
    let repeats = booking.series.map(|one| rhythm(one.every_weeks).to_owned());
    let details: Vec<String> = [Some(times), repeats, entry::places(booking), whose]
        .into_iter()
        .flatten()
        .collect();
    Said {
        look: Look {
            channel: booking.channel.map(entry::channel_shape),
            is_movable: is_movable(placed, desk),
            has_lines: placed.minutes() >= TWO_LINES && booking.state != BookingState::Reserved,
            ..look(placed, entry::look(booking.kind, booking.state))
        },
        spoken: entry::spoken(booking, day),
        name: entry::name(booking),
        details: details.join(", "),
    }
}

fn slot_said(placed: &Placed, slot: &Slot, whose: Option<&str>, day: &str) -> Said {
    let is_half = placed.lane.of > 1;
    let from = format::clock_of(placed.piece.from);
    let length = (slot.ends_at - slot.starts_at).num_minutes();
    let length = services::minutes(u16::try_from(length).unwrap_or_default());
    let channel = words::channel(slot.channel);
    let details: Vec<_> = [
        Some(format!("{length} {channel}")),
        whose.map(str::to_owned),
    ]
    .into_iter()
    .flatten()
    .collect();
    Said {
        look: Look {
            shape: entry::channel_shape(slot.channel),
            is_half,
            has_lines: placed.minutes() >= TWO_LINES && !is_half,
            is_tall: false,
            ..look(placed, FREE)
        },
        spoken: format!("{day}, {channel}: "),
        name: if is_half { from } else { words::free_at(&from) },
        details: details.join(", "),
    }
}
