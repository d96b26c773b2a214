//! One entry in the grid.

use super::{
    desk::{Desk, Draft},
    drag::Dropped,
    entry::{self, ABSENCE, FREE},
    grid::{Placed, What},
};
use crate::{
    i18n::{bookings as words, format, services},
    ui::icon::icon,
};
use chrono::NaiveDate;
use domain::{
    bookings::{Booking, BookingState},
    slots::Slot,
};
use leptos::prelude::*;

/// Minutes from which on an entry has a second line.
const TWO_LINES: u32 = 40;
/// Minutes from which on its lines may wrap.
const TALL: u32 = 75;

/// An entry at its place, with its follow-up.
pub fn placed_view(placed: Placed, day: NaiveDate, desk: Desk) -> AnyView {
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
    let entry = match placed.what.clone() {
        What::Booking(booking) => booking_view(&placed, *booking, day, desk),
        What::Free(slot, name) => slot_view(&placed, slot, name, day, desk),
        What::Absence(text) => absence_view(&placed, text),
    };
    view! { {entry} {follow} }.into_any()
}

fn booking_view(placed: &Placed, booking: Booking, day: NaiveDate, desk: Desk) -> AnyView {
    let look = entry::look(booking.kind, booking.state);
    let name = entry::name(&booking);
    let times = format::span(booking.starts_at, booking.ends_at);
    let whose = placed
        .of_many
        .then(|| booking.counselor.display_name.clone());
    let details: Vec<String> = [Some(times), entry::places(&booking), whose]
        .into_iter()
        .flatten()
        .collect();
    let details = details.join(", ");
    let title = format!("{name}, {details}");
    let has_lines = placed.minutes() >= TWO_LINES;
    let is_reserved = booking.state == BookingState::Reserved;
    let id = booking.id;
    let piece = placed.piece;
    let is_whole =
        i64::from(placed.minutes()) == (booking.ends_at - booking.starts_at).num_minutes();
    let movable = is_whole && desk.may_move(&booking);
    let moved = StoredValue::new(booking.clone());
    let pressed = move |event: web_sys::PointerEvent| {
        if movable {
            let at = Dropped {
                day,
                from: piece.from,
                until: piece.until,
            };
            let dropped =
                move |at| moved.with_value(|booking| desk.mover.get_value().drop_at(booking, at));
            desk.dragging.begin(&event, at, dropped);
        }
    };
    let open = move |_| {
        if !desk.dragging.swallows_press() {
            desk.open(id);
        }
    };
    view! {
        <button
            class="ev"
            type="button"
            data-state=look.state
            data-movable=movable.then_some("")
            data-tall=(placed.minutes() >= TALL).then_some("")
            title=title
            style:--s=placed.piece.from.to_string()
            style:--d=placed.minutes().to_string()
            style:--l=placed.lane.at.to_string()
            style:--n=placed.lane.of.to_string()
            on:pointerdown=pressed
            on:click=open
        >
            <span class="sr-only">{entry::spoken(&booking, day)}</span>
            <span class="ev-line">
                {icon(look.shape)} <b>{name}</b>
                {booking
                    .channel
                    .map(|channel| {
                        view! { <span class="push">{icon(entry::channel_shape(channel))}</span> }
                    })}
            </span>
            <span class=if has_lines && !is_reserved { "ev-sub" } else { "sr-only" }>
                {(!has_lines).then_some(", ")} {details}
            </span>
        </button>
    }
    .into_any()
}

fn slot_view(
    placed: &Placed,
    slot: Slot,
    whose: Option<String>,
    day: NaiveDate,
    desk: Desk,
) -> AnyView {
    let is_half = placed.lane.of > 1;
    let label = if is_half {
        format::clock_time(slot.starts_at)
    } else {
        words::free_at(slot.starts_at)
    };
    let length = (slot.ends_at - slot.starts_at).num_minutes();
    let length = services::minutes(u16::try_from(length).unwrap_or_default());
    let channel = words::channel(slot.channel);
    let details: Vec<_> = [Some(format!("{length} {channel}")), whose]
        .into_iter()
        .flatten()
        .collect();
    let details = details.join(", ");
    let title = format!("{label}, {details}");
    let has_lines = placed.minutes() >= TWO_LINES && !is_half;
    let spoken = format!("{}, {channel}: ", format::short_day(day));
    let piece = placed.piece;
    let draft = Draft {
        counselor: Some(slot.counselor_id),
        service: Some(slot.service_id),
        ..Draft::at(day, piece.from, piece.until)
    };
    view! {
        <button
            class="ev"
            type="button"
            data-state=FREE.state
            data-half=is_half.then_some("")
            title=title
            style:--s=piece.from.to_string()
            style:--d=placed.minutes().to_string()
            style:--l=placed.lane.at.to_string()
            style:--n=placed.lane.of.to_string()
            on:click=move |_| desk.create(draft.clone())
        >
            <span class="sr-only">{spoken}</span>
            <span class="ev-line">{icon(entry::channel_shape(slot.channel))} <b>{label}</b></span>
            <span class=if has_lines { "ev-sub" } else { "sr-only" }>
                {(!has_lines).then_some(", ")} {details}
            </span>
        </button>
    }
    .into_any()
}

fn absence_view(placed: &Placed, text: String) -> AnyView {
    view! {
        <div
            class="ev"
            data-state=ABSENCE.state
            title=text.clone()
            style:--s=placed.piece.from.to_string()
            style:--d=placed.minutes().to_string()
            style:--l=placed.lane.at.to_string()
            style:--n=placed.lane.of.to_string()
        >
            <span class="ev-line">{icon(ABSENCE.shape)} <b>{text.clone()}</b></span>
        </div>
    }
    .into_any()
}
