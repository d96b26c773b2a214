//! List: booked appointments and blockers, day by day. It says the same as the grid, in words.

use super::{
    calendar::{Calendar, Filtered},
    desk::Desk,
    entry,
};
use crate::{
    i18n::{self, Language, bookings as words, format},
    ui::{Empty, icon},
};
use chrono::NaiveDate;
use domain::bookings::Booking;
use leptos::prelude::*;
use std::sync::Arc;

#[derive(Clone, PartialEq)]
struct Day {
    date: NaiveDate,
    bookings: Vec<Arc<Booking>>,
    language: Language,
}

fn days(filtered: &Filtered<'_>) -> Vec<Day> {
    let mut days: Vec<Day> = Vec::new();
    for booking in filtered.bookings() {
        let Some((day, _)) = format::wall(booking.starts_at) else {
            continue;
        };
        match days.last_mut() {
            Some(last) if last.date == day => last.bookings.push(Arc::clone(booking)),
            _ => days.push(Day {
                date: day,
                bookings: vec![Arc::clone(booking)],
                language: i18n::language(),
            }),
        }
    }
    days
}

/// The list.
#[component]
pub fn List(calendar: Calendar, desk: Desk) -> impl IntoView {
    let days = Memo::new(move |_| calendar.filtered(days));
    let ready = Memo::new(move |_| calendar.entries.with(Option::is_some));
    let key = |day: &Day| {
        let ids = day
            .bookings
            .iter()
            .map(|one| (one.id, one.version, one.state));
        (day.date, ids.collect::<Vec<_>>(), day.language)
    };
    let day = move |day: Day| {
        let heading = format!("day-{}", day.date);
        let labelled_by = heading.clone();
        let is_today = day.date == format::today();
        let rows = day
            .bookings
            .iter()
            .map(|booking| row(booking, desk))
            .collect_view();
        view! {
            <section class="cal-list-day" aria-labelledby=labelled_by>
                <h2 id=heading>
                    {format::long_day(day.date)}
                    {is_today.then(|| view! { " " <span class="badge">{words::t().is_today}</span> })}
                </h2>
                <ul>{rows}</ul>
            </section>
        }
        .into_any()
    };
    let empty = move || {
        (ready.get() && days.with(Vec::is_empty)).then(|| {
            view! {
                <Empty
                    shape=icon::CALENDAR_DAYS
                    title=|| words::t().empty
                    text=|| words::t().empty_text
                />
            }
        })
    };
    view! {
        <div class="cal-list" aria-busy=move || calendar.busy.get().then_some("true")>
            {empty}
            <For each=move || days.get() key=key children=day />
        </div>
    }
    .into_any()
}

fn row(booking: &Booking, desk: Desk) -> AnyView {
    let (kind, state, id) = (booking.kind, booking.state, booking.id);
    let times = format::span(booking.starts_at, booking.ends_at);
    view! {
        <li>
            <button
                class="cal-row"
                type="button"
                data-booking=id.to_string()
                on:click=move |_| desk.open(id)
            >
                <span class="num">{times}</span>
                <b>{entry::name(booking)}</b>
                {entry::badge(kind, state)}
                {booking.channel.map(entry::channel_tag)}
                <span class="muted">{booking.counselor.display_name.clone()}</span>
            </button>
        </li>
    }
    .into_any()
}
