//! How one entry looks and what it says: the same in every view.

use crate::{
    i18n::{bookings as words, group_bookings as group_words},
    ui::icon::{self, icon},
};
use domain::{
    bookings::{Booking, BookingKind, BookingState, MaxParticipants},
    channels::AppointmentChannel,
};
use leptos::prelude::*;

/// The look of an entry, after the legend: `data-state` in the style sheet, and an outline.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Look {
    /// Its name in the style sheet.
    pub state: &'static str,
    /// The outline, so that it is never colour alone.
    pub shape: &'static str,
}

/// What is free.
pub const FREE: Look = Look {
    state: "free",
    shape: icon::CIRCLE_DASHED,
};

/// Time at which somebody is away.
pub const ABSENCE: Look = Look {
    state: "absence",
    shape: icon::CALENDAR_OFF,
};

/// How an entry looks.
pub fn look(kind: BookingKind, state: BookingState) -> Look {
    let (state, shape) = match (kind, state) {
        (BookingKind::Blocker, _) => ("blocker", icon::BAN),
        (BookingKind::Group, _) => ("group", icon::USERS_ROUND),
        (_, BookingState::Reserved) => ("reserved", icon::HOURGLASS),
        (_, BookingState::Requested) => ("booked", icon::BOOKMARK),
        (_, BookingState::Held) => ("confirmed", icon::CHECK_CHECK),
        (_, BookingState::NoShow) => ("missed", icon::X),
        (_, BookingState::Confirmed | BookingState::Cancelled | BookingState::Declined) => {
            ("confirmed", icon::CIRCLE_CHECK)
        }
    };
    Look { state, shape }
}

/// The outline of a channel.
pub fn channel_shape(channel: AppointmentChannel) -> &'static str {
    match channel {
        AppointmentChannel::Chat => icon::MESSAGE_CIRCLE,
        AppointmentChannel::Video => icon::VIDEO,
        AppointmentChannel::Phone => icon::PHONE,
        AppointmentChannel::OnSite => icon::MAP_PIN,
    }
}

/// The name of an entry: with whom, or what it is called; nothing more where the reader may not
/// know it.
pub fn name(booking: &Booking) -> String {
    if let Some(until) = booking.reserved_until {
        return words::held_until(until);
    }
    let client = booking
        .client
        .as_ref()
        .map(|client| client.pseudonym.clone());
    let title = booking.title.clone();
    title.or(client).unwrap_or_else(|| words::t().taken.into())
}

/// What else a group appointment says in the calendar: whether it is internal, or how full it is.
pub fn places(booking: &Booking) -> Option<String> {
    let group = booking.group.as_ref()?;
    let most = group.max_participants.map(MaxParticipants::count);
    if !group.bookable && most.is_none() {
        return Some(group_words::t().internal.into());
    }
    Some(group_words::places(group.participants?, most))
}

/// The badge of where an entry stands.
pub fn badge(kind: BookingKind, state: BookingState) -> AnyView {
    let class = match (kind, state) {
        (
            BookingKind::Single | BookingKind::Group,
            BookingState::Confirmed | BookingState::Held,
        ) => "badge badge-accent",
        (BookingKind::Single, BookingState::Requested | BookingState::Reserved) => {
            "badge badge-warn"
        }
        _ => "badge",
    };
    view! {
        <span class=class>
            {icon(look(kind, state).shape)}
            {move || words::state(kind, state)}
        </span>
    }
    .into_any()
}

/// The channel as a word with its outline.
pub fn channel_tag(channel: AppointmentChannel) -> AnyView {
    view! {
        <span class="tag">{icon(channel_shape(channel))} {move || words::channel(channel)}</span>
    }
    .into_any()
}

/// What readers hear before the name: where it stands, the day, the channel.
pub fn spoken(booking: &Booking, day: &str) -> String {
    let mut parts = vec![
        words::state(booking.kind, booking.state).to_owned(),
        day.to_owned(),
    ];
    parts.extend(
        booking
            .channel
            .map(|channel| words::channel(channel).to_owned()),
    );
    parts.join(", ") + ": "
}
