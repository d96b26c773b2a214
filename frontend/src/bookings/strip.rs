//! What stands around the grid: the days to touch above it, and the meaning of the looks below.

use super::{
    calendar::{Calendar, DayTable},
    entry::{self, ABSENCE, FREE},
    view::{self, Shown, View, part, week_number},
};
use crate::{
    i18n::{bookings as words, format},
    ui::icon::icon,
};
use chrono::{Datelike, NaiveDate};
use domain::bookings::BookingState;
use leptos::prelude::*;

/// The days of the week to touch, where the window has room for one of them.
#[component]
pub fn Strip(calendar: Calendar) -> impl IntoView {
    let shown = calendar.shown;
    let week = part(shown, |shown| {
        let monday = view::monday(shown.date);
        monday.iter_days().take(7).collect::<Vec<_>>()
    });
    let counts = Memo::new(move |_| {
        calendar.filtered(|filtered| {
            let days = filtered.shown.days();
            let table = DayTable::new(days.clone());
            let mut counts: Vec<(NaiveDate, usize)> =
                days.into_iter().map(|day| (day, 0)).collect();
            for booking in filtered.bookings() {
                for piece in table.pieces(booking.starts_at, booking.ends_at) {
                    counts[piece.day].1 += 1;
                }
            }
            counts
        })
    });
    let day = move |day: NaiveDate| {
        let href = move || {
            shown.with(|shown| {
                let mut there = shown.clone();
                there.date = day;
                there.address()
            })
        };
        let count = move || {
            let of = |counts: &Vec<(NaiveDate, usize)>| {
                counts
                    .iter()
                    .find(|one| one.0 == day)
                    .map_or(0, |one| one.1)
            };
            counts.with(of)
        };
        view! {
            <a
                href=href
                aria-current=move || shown.with(|shown| shown.date == day).then_some("date")
                aria-label=move || format::long_day(day)
            >
                {move || format::weekday_short(day)}
                <b class="num">{day.day()}</b>
                <i
                    data-none=move || (count() == 0).then_some("")
                    data-many=move || (count() > 1).then_some("")
                ></i>
            </a>
        }
    };
    view! {
        <nav class="cal-strip" aria-label=move || words::t().days_of_week>
            {move || week.get().into_iter().map(day).collect_view()}
        </nav>
    }
    .into_any()
}

/// What the looks mean.
#[component]
pub fn Legend() -> impl IntoView {
    type Sign = (entry::Look, fn() -> &'static str);
    use domain::bookings::BookingKind::{Blocker, Group, Single};
    let signs: [Sign; 8] = [
        (FREE, || words::t().free),
        (entry::look(Single, BookingState::Reserved), || {
            words::t().reserved
        }),
        (entry::look(Single, BookingState::Requested), || {
            words::t().booked
        }),
        (entry::look(Single, BookingState::Confirmed), || {
            words::t().confirmed
        }),
        (entry::look(Single, BookingState::NoShow), || {
            words::t().no_show
        }),
        (entry::look(Group, BookingState::Confirmed), || {
            words::t().group
        }),
        (entry::look(Blocker, BookingState::Confirmed), || {
            words::t().blocker
        }),
        (ABSENCE, || words::t().absent),
    ];
    let sign = |(look, word): Sign| {
        view! {
            <li>
                <span class="ev" data-state=look.state>{icon(look.shape)}</span>
                {move || word()}
            </li>
        }
    };
    view! {
        <div class="cal-foot">
            <ul class="legend" aria-label=move || words::t().legend>
                {signs.map(sign)}
                <li>
                    <span class="legend-follow"><span class="ev-follow"></span></span>
                    {move || words::t().follow_up}
                </li>
            </ul>
        </div>
    }
    .into_any()
}

/// The title of what is shown, and the number of the week.
pub fn title(shown: &Shown) -> (String, Option<String>) {
    match shown.view {
        View::Day => (format::long_day(shown.date), None),
        View::Month => (format::month_and_year(shown.date), None),
        View::Week | View::List => {
            let days = shown.days();
            let (first, last) = (days[0], days[days.len() - 1]);
            let number = (shown.view == View::Week).then(|| words::week_number(week_number(first)));
            (words::period(first, last), number)
        }
    }
}
