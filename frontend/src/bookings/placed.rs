//! One entry in the grid.

use super::{
    calendar::DAY,
    desk::{Desk, Draft},
    drag::Dropped,
    entry::{self, ABSENCE, FREE},
    grid::{Placed, What},
};
use crate::{
    i18n::{booking_series::rhythm, bookings as words, format, services},
    ui::icon::icon,
};
use chrono::NaiveDate;
use domain::{
    bookings::{Booking, BookingState},
    slots::Slot,
};
use leptos::{ev::PointerEvent, prelude::*};
use web_sys::HtmlElement;

/// Minutes from which on an entry has a second line.
const TWO_LINES: u32 = 40;
/// Minutes from which on its lines may wrap.
const TALL: u32 = 75;

/// An entry at its place, with its follow-up. `day` is what readers hear of its day.
pub fn placed_view(placed: Placed, day: &str, desk: Desk) -> AnyView {
    let follow = (placed.follow_until > placed.piece.until).then(|| {
        let minutes = placed.follow_until - placed.piece.until;
        view! {
            <span
                class="ev-follow"
                title=words::follow_up_of(minutes)
                style:--s=placed.piece.until.to_string()
                style:--d=minutes.to_string()
                style:--l=placed.lane.at.to_string()
                style:--n=placed.lane.of.to_string()
            ></span>
        }
    });
    let entry = match &placed.what {
        What::Booking(booking) => said(&placed, booking_said(&placed, booking, day, desk)),
        What::Free(slot, name) => said(&placed, slot_said(&placed, slot, name.as_deref(), day)),
        What::Absence(text) => absence_view(&placed, text),
    };
    view! { {entry} {follow} }.into_any()
}

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
struct Said {
    state: &'static str,
    shape: &'static str,
    /// At the end of the line.
    channel: Option<&'static str>,
    /// What readers hear first.
    spoken: String,
    name: String,
    details: String,
    movable: bool,
    /// Whether there is a line for the details.
    has_lines: bool,
    is_half: bool,
}

fn booking_said(placed: &Placed, booking: &Booking, day: &str, desk: Desk) -> Said {
    let look = entry::look(booking.kind, booking.state);
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
        state: look.state,
        shape: look.shape,
        channel: booking.channel.map(entry::channel_shape),
        spoken: entry::spoken(booking, day),
        name: entry::name(booking),
        details: details.join(", "),
        movable: is_movable(placed, desk),
        has_lines: placed.minutes() >= TWO_LINES && booking.state != BookingState::Reserved,
        is_half: false,
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
        state: FREE.state,
        shape: entry::channel_shape(slot.channel),
        channel: None,
        spoken: format!("{day}, {channel}: "),
        name: if is_half { from } else { words::free_at(&from) },
        details: details.join(", "),
        movable: false,
        has_lines: placed.minutes() >= TWO_LINES && !is_half,
        is_half,
    }
}

fn said(placed: &Placed, said: Said) -> AnyView {
    let Said {
        state,
        shape,
        channel,
        spoken,
        name,
        details,
        movable,
        has_lines,
        is_half,
    } = said;
    let title = format!("{name}, {details}");
    // Where many stand beside each other an entry is one element, and its words are for readers.
    let label = placed.is_narrow.then(|| format!("{spoken}{title}"));
    let content = if placed.is_narrow {
        name.into_any()
    } else {
        view! {
            <span class="sr-only">{spoken}</span>
            <span class="ev-line">
                {icon(shape)} <b>{name}</b>
                {channel.map(|shape| view! { <span class="push">{icon(shape)}</span> })}
            </span>
            <span class=if has_lines { "ev-sub" } else { "sr-only" }>
                {(!has_lines).then_some(", ")} {details}
            </span>
        }
        .into_any()
    };
    view! {
        <button
            class="ev"
            type="button"
            data-key=placed.key()
            data-state=state
            data-narrow=placed.is_narrow.then_some("")
            data-half=is_half.then_some("")
            data-movable=movable.then_some("")
            data-tall=(placed.minutes() >= TALL && state != FREE.state).then_some("")
            title=title
            aria-label=label
            style:--s=placed.piece.from.to_string()
            style:--d=placed.minutes().to_string()
            style:--l=placed.lane.at.to_string()
            style:--n=placed.lane.of.to_string()
        >
            {content}
        </button>
    }
    .into_any()
}

fn absence_view(placed: &Placed, text: &str) -> AnyView {
    view! {
        <div
            class="ev"
            data-state=ABSENCE.state
            title=text.to_owned()
            style:--s=placed.piece.from.to_string()
            style:--d=placed.minutes().to_string()
            style:--l=placed.lane.at.to_string()
            style:--n=placed.lane.of.to_string()
        >
            <span class="ev-line">{icon(ABSENCE.shape)} <b>{text.to_owned()}</b></span>
        </div>
    }
    .into_any()
}
