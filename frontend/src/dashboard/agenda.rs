//! Today, hour by hour, and the next appointments after that.

use super::page::{Here, part};
use crate::{
    i18n::{dashboard as words, format},
    paths,
    ui::icon::{self, icon},
};
use chrono::{DateTime, Utc};
use domain::{
    bookings::{Booking, BookingKind, BookingState},
    channels::AppointmentChannel,
    dashboard::DashboardCalendar,
};
use leptos::prelude::*;

/// Both cards.
#[component]
pub fn Agenda(here: Here, now: RwSignal<DateTime<Utc>>) -> impl IntoView {
    let calendar = part(here, |all| all.calendar.clone());
    let today = move || {
        let calendar = calendar.get().unwrap_or_default();
        if calendar.today.is_empty() {
            return nothing(words::t().nothing_today);
        }
        let now = now.get();
        let coming = calendar.today.iter().position(|one| one.starts_at > now);
        let coming = coming.unwrap_or(calendar.today.len());
        let rows = calendar.today.iter().enumerate().map(|(place, one)| {
            let line = (place == coming).then(|| now_line(now));
            view! { {line} {of_today(&calendar, one, now)} }
        });
        let rows = rows.collect_view();
        let last = (coming == calendar.today.len()).then(|| now_line(now));
        view! { <ol class="agenda">{rows} {last}</ol> }.into_any()
    };
    let next = move || {
        let calendar = calendar.get().unwrap_or_default();
        if calendar.next.is_empty() {
            return nothing(words::t().nothing_next);
        }
        let rows = calendar.next.iter().map(later).collect_view();
        view! { <ol class="agenda">{rows}</ol> }.into_any()
    };
    view! {
        <section class="card" aria-labelledby="today">
            <div class="card-head">
                <h2 id="today">{move || words::t().today}</h2>
                <a class="push small" href=paths::BOOKINGS>
                    {move || words::t().to_calendar}
                </a>
            </div>
            {today}
        </section>
        <section class="card" aria-labelledby="next">
            <div class="card-head">
                <h2 id="next">{move || words::t().next}</h2>
            </div>
            {next}
        </section>
    }
    .into_any()
}

fn nothing(text: &'static str) -> AnyView {
    view! { <p class="card-body muted">{text}</p> }.into_any()
}

fn now_line(now: DateTime<Utc>) -> AnyView {
    let text = format!("{} {}", words::t().now, format::clock_time(now));
    view! { <li class="agenda-now">{text}</li> }.into_any()
}

fn of_today(calendar: &DashboardCalendar, one: &Booking, now: DateTime<Utc>) -> AnyView {
    let is_over = one.ends_at <= now;
    let start = calendar.can_start(one, now).then(|| {
        view! {
            <a class="btn btn-sm" href=paths::video_of_booking(one.id)>
                {icon(icon::VIDEO)}
                {words::t().start}
                <span class="sr-only">" " {name(one)}</span>
            </a>
        }
    });
    let times = view! {
        <time datetime=format::machine(one.starts_at)>
            {format::clock_time(one.starts_at)}
            <small>{format::clock_time(one.ends_at)}</small>
        </time>
    };
    entry(one, is_over, times.into_any(), start.into_any())
}

fn later(one: &Booking) -> AnyView {
    let day = format::wall(one.starts_at)
        .map(|(day, _)| day)
        .unwrap_or_default();
    let times = view! {
        <time datetime=format::machine(one.starts_at)>
            {format::clock_time(one.starts_at)}
            <small>{format::short_day(day)}</small>
        </time>
    };
    entry(one, false, times.into_any(), ().into_any())
}

fn entry(one: &Booking, is_over: bool, times: AnyView, act: AnyView) -> AnyView {
    let (state, shape) = match (one.kind, one.state) {
        (BookingKind::Blocker, _) => ("blocker", icon::BAN),
        (BookingKind::Group, _) => ("group", icon::USERS_ROUND),
        (BookingKind::Single, BookingState::Reserved) => ("reserved", icon::HOURGLASS),
        (BookingKind::Single, _) => ("booked", channel_shape(one.channel)),
    };
    let state = if is_over { "past" } else { state };
    let name = match href(one) {
        Some(href) => view! { <a class="plain" href=href>{name(one)}</a> }.into_any(),
        None => view! { <b>{name(one)}</b> }.into_any(),
    };
    view! {
        <li data-state=state>
            {times}
            <span class="agenda-bar"></span>
            <div>
                {name}
                <div class="agenda-about">{icon(shape)} {about(one, is_over)}</div>
            </div>
            {act}
        </li>
    }
    .into_any()
}

fn channel_shape(channel: Option<AppointmentChannel>) -> &'static str {
    match channel {
        Some(AppointmentChannel::Chat) => icon::MESSAGE_CIRCLE,
        Some(AppointmentChannel::Video) => icon::VIDEO,
        Some(AppointmentChannel::Phone) => icon::PHONE,
        Some(AppointmentChannel::OnSite) => icon::MAP_PIN,
        None => icon::CALENDAR_DAYS,
    }
}

fn href(one: &Booking) -> Option<String> {
    match one.kind {
        BookingKind::Group => Some(paths::booking(one.id, None)),
        BookingKind::Single => one
            .client
            .as_ref()
            .map(|client| paths::client(client.id, None)),
        BookingKind::Blocker => None,
    }
}

fn name(one: &Booking) -> String {
    if one.state == BookingState::Reserved {
        return words::t().reserved.into();
    }
    let client = one.client.as_ref().map(|client| client.pseudonym.clone());
    let name = one.title.clone().or(client);
    name.unwrap_or_else(|| words::t().taken.into())
}

/// "Video, noch nicht bestätigt", "6 von 8 Plätzen, Video".
fn about(one: &Booking, is_over: bool) -> String {
    let places =
        one.group
            .as_ref()
            .map(|group| match (group.participants, group.max_participants) {
                (Some(participants), Some(most)) => words::places(participants, most.count()),
                _ => words::t().group.into(),
            });
    let state = match one.state {
        BookingState::Requested => Some(words::t().requested),
        BookingState::NoShow => Some(words::t().no_show),
        _ if is_over => Some(words::t().over),
        _ => None,
    };
    let kind = (one.kind == BookingKind::Blocker).then_some(words::t().blocker);
    let parts = [
        places,
        kind.map(Into::into),
        one.channel.map(|channel| words::channel(channel).into()),
        state.map(Into::into),
    ];
    parts
        .into_iter()
        .flatten()
        .collect::<Vec<String>>()
        .join(", ")
}
