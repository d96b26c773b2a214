//! Month: what stands in the calendar but free slots, a few lines a day.

use super::{
    calendar::{Calendar, DayTable, Filtered},
    desk::{Desk, Draft},
    entry::{self, ABSENCE},
    view::{Shown, View, part, week_number},
};
use crate::{
    i18n::{self, Language, bookings as words, format},
    ui::icon::icon,
};
use chrono::{Datelike, NaiveDate};
use domain::bookings::Booking;
use leptos::prelude::*;
use std::sync::Arc;

/// Entries of a day that are named; the rest is counted.
const NAMED: usize = 4;
/// When an entry begins that is made by a press on a day.
const USUAL: (u32, u32) = (9 * 60, 9 * 60 + 30);

#[derive(Clone, Default, PartialEq)]
struct Cell {
    off: Option<String>,
    away: Vec<String>,
    bookings: Vec<Arc<Booking>>,
    of_many: bool,
    language: Option<Language>,
}

fn cells(filtered: &Filtered<'_>) -> Vec<Cell> {
    let days = filtered.shown.days();
    let table = DayTable::new(days.clone());
    let mut cells = vec![
        Cell {
            of_many: filtered.is_of_many(),
            language: Some(i18n::language()),
            ..Cell::default()
        };
        days.len()
    ];
    for (cell, day) in cells.iter_mut().zip(days) {
        cell.off = filtered
            .closed(day)
            .map(|day| words::closed(day).to_owned());
    }
    for absence in filtered.absences() {
        for piece in table.pieces(absence.starts_at, absence.ends_at) {
            let cell = &mut cells[piece.day];
            let text = words::away(&absence.label);
            cell.away.push(if cell.of_many {
                format!("{}: {text}", absence.counselor.display_name)
            } else {
                text
            });
        }
    }
    for booking in filtered.bookings() {
        for piece in table.pieces(booking.starts_at, booking.ends_at) {
            cells[piece.day].bookings.push(Arc::clone(booking));
        }
    }
    cells
}

/// The month.
#[component]
pub fn Month(calendar: Calendar, desk: Desk) -> impl IntoView {
    let cells = Memo::new(move |_| calendar.filtered(cells));
    let days = part(calendar.shown, Shown::days);
    let month = part(calendar.shown, |shown| shown.date.month());
    let heads = move || {
        let monday = days.with(|days| days[0]);
        let week = monday.iter_days().take(7);
        week.map(|day| {
            view! {
                <th scope="col">
                    <abbr title=format::weekday(day)>{format::weekday_short(day)}</abbr>
                </th>
            }
        })
        .collect_view()
    };
    let weeks = move || {
        let (days, month) = (days.get(), month.get());
        let week = |(index, week): (usize, &[NaiveDate])| {
            let number = words::week_number(week_number(week[0]));
            let cells = week.iter().enumerate().map(|(at, day)| {
                view! {
                    <Day
                        calendar=calendar
                        desk=desk
                        day=*day
                        is_other=day.month() != month
                        index=index * 7 + at
                        cells=cells
                    />
                }
            });
            view! {
                <tr>
                    <th scope="row" class="kw">{number}</th>
                    {cells.collect_view()}
                </tr>
            }
        };
        days.chunks(7).enumerate().map(week).collect_view()
    };
    view! {
        <div class="cal-month" aria-busy=move || calendar.busy.get().then_some("true")>
            <table>
                <caption class="sr-only">
                    {move || calendar.shown.with(|shown| format::month_and_year(shown.date))}
                </caption>
                <thead>
                    <tr>
                        <td></td>
                        {heads}
                    </tr>
                </thead>
                <tbody>{weeks}</tbody>
            </table>
        </div>
    }
    .into_any()
}

#[component]
fn Day(
    calendar: Calendar,
    desk: Desk,
    day: NaiveDate,
    /// Whether it is of the month before or after.
    is_other: bool,
    index: usize,
    cells: Memo<Vec<Cell>>,
) -> impl IntoView {
    let cell =
        Memo::new(move |_| cells.with(|cells| cells.get(index).cloned().unwrap_or_default()));
    let shown = calendar.shown;
    let href = move || {
        shown.with(|shown| {
            let mut there = shown.clone();
            (there.view, there.date) = (View::Day, day);
            there.address()
        })
    };
    let is_today = day == format::today();
    let day_off = move || {
        cell.with(|cell| {
            let off = cell.off.iter().chain(&cell.away);
            off.map(|text| {
                view! {
                    <li>
                        <span class="ev" data-state=ABSENCE.state title=text.clone()>
                            <span class="ev-line">
                                {icon(ABSENCE.shape)} <b>{text.clone()}</b>
                            </span>
                        </span>
                    </li>
                }
            })
            .collect_view()
        })
    };
    let entries = move || {
        cell.with(|cell| {
            let named = cell.bookings.iter().take(NAMED);
            let of_many = cell.of_many;
            let lines = named
                .map(|booking| line(booking, of_many, day, desk))
                .collect_view();
            let more = cell.bookings.len().saturating_sub(NAMED);
            let more = (more > 0).then(|| {
                view! {
                    <li>
                        <a class="cal-more" href=href>{words::more(more)}</a>
                    </li>
                }
            });
            view! { {lines} {more} }
        })
    };
    let pressed = move |event: web_sys::MouseEvent| {
        // Only where the day itself was meant and nothing in it.
        if event.target() == event.current_target() {
            desk.create(Draft::at(day, USUAL.0, USUAL.1));
        }
    };
    view! {
        <td
            data-other=is_other.then_some("")
            data-today=is_today.then_some("")
            data-off=move || cell.with(|cell| cell.off.as_ref().map(|_| ""))
            on:click=pressed
        >
            <a
                class="cal-date"
                href=href
                aria-label=move || format::long_day(day)
                aria-current=is_today.then_some("date")
            >
                {day.day()}
            </a>
            <ul>{day_off} {entries}</ul>
        </td>
    }
    .into_any()
}

fn line(booking: &Booking, of_many: bool, day: NaiveDate, desk: Desk) -> AnyView {
    let look = entry::look(booking.kind, booking.state);
    let name = entry::name(booking);
    let begins = format::clock_time(booking.starts_at);
    let whose = of_many.then(|| format!(", {}", booking.counselor.display_name));
    let id = booking.id;
    let title = format!("{begins} {name}{}", whose.clone().unwrap_or_default());
    view! {
        <li>
            <button
                class="ev"
                type="button"
                data-state=look.state
                data-booking=id.to_string()
                title=title
                on:click=move |_| desk.open(id)
            >
                <span class="sr-only">{entry::spoken(booking, &format::short_day(day))}</span>
                <span class="ev-line">
                    {icon(look.shape)} <span class="num">{begins}</span> <b>{name}</b>
                </span>
                <span class="sr-only">{whose}</span>
            </button>
        </li>
    }
    .into_any()
}
