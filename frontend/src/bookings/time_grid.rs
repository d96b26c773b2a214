//! Day and week: everything where it stands in time.

use super::{
    calendar::{Calendar, DAY},
    desk::{Desk, Draft},
    drawn::Drawing,
    entry::ABSENCE,
    grid::Grid,
    placed::{Pressed, pressed},
    view::{Shown, View, part},
};
use crate::{
    i18n::{bookings as words, format},
    ui::icon::{self, icon},
};
use chrono::{Datelike, NaiveDate};
use leptos::{
    ev::{MouseEvent, PointerEvent},
    html::Div,
    prelude::*,
};
use std::time::Duration;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlElement};

/// To how many minutes a click is rounded.
const GRAIN: u32 = 15;
/// Minutes that a new entry takes unless somebody says otherwise.
const USUAL_LENGTH: u32 = 30;

/// The grid.
#[component]
pub fn TimeGrid(calendar: Calendar, desk: Desk) -> impl IntoView {
    let days = part(calendar.shown, Shown::days);
    let grid = Memo::new(move |_| calendar.filtered(Grid::of));
    let view = move || {
        let days = days.get();
        let rows = view! { <Rows calendar=calendar desk=desk days=days grid=grid /> };
        rows.into_any()
    };
    view.into_any()
}

#[component]
fn Rows(calendar: Calendar, desk: Desk, days: Vec<NaiveDate>, grid: Memo<Grid>) -> impl IntoView {
    let shown = calendar.shown;
    let count = days.len();
    let hours = move || {
        let (from, hours) = grid.with(|grid| (grid.from / 60, grid.hours));
        (0..hours)
            .map(|hour| {
                let label = format::clock_of((from + hour) * 60);
                view! { <span style:--h=hour.to_string()>{label}</span> }
            })
            .collect_view()
    };
    let heads = days
        .iter()
        .copied()
        .map(|day| head(calendar, day))
        .collect_view();
    let anybody_away = Memo::new(move |_| {
        grid.with(|grid| grid.columns.iter().any(|column| !column.away.is_empty()))
    });
    let all_day = {
        let days = days.clone();
        move || {
            anybody_away.get().then(|| {
                let cells = days.iter().enumerate().map(|(index, day)| {
                    let date = *day;
                    let is_shown =
                        move || shown.with(|shown| shown.view == View::Day || shown.date == date);
                    view! {
                        <div class="cal-allday" data-shown=move || is_shown().then_some("")>
                            {move || grid.with(|grid| away(grid, index))}
                        </div>
                    }
                });
                view! {
                    <div class="cal-label"></div>
                    {cells.collect_view()}
                }
            })
        }
    };
    let columns = days
        .into_iter()
        .enumerate()
        .map(|(index, day)| view! { <DayColumn calendar=calendar desk=desk day=day index=index grid=grid /> })
        .collect_view();
    view! {
        <div
            class="cal"
            role="group"
            aria-label=move || words::t().calendar
            aria-busy=move || calendar.busy.get().then_some("true")
            tabindex="0"
            style:--columns=count.to_string()
            style:--from=move || grid.with(|grid| grid.from.to_string())
            style:--hours=move || grid.with(|grid| grid.hours.to_string())
        >
            <div class="cal-corner"></div>
            {heads}
            {all_day}
            <div class="cal-gutter" aria-hidden="true">
                {hours}
            </div>
            {columns}
        </div>
    }
    .into_any()
}

fn away(grid: &Grid, index: usize) -> AnyView {
    let names = grid.columns.get(index).map(|column| column.away.clone());
    names
        .unwrap_or_default()
        .into_iter()
        .map(|text| {
            view! {
                <span class="ev" data-state=ABSENCE.state title=text.clone()>
                    <span class="ev-line">{icon(ABSENCE.shape)} <b>{text.clone()}</b></span>
                </span>
            }
        })
        .collect_view()
        .into_any()
}

/// The name of a day, which leads to it.
fn head(calendar: Calendar, day: NaiveDate) -> AnyView {
    let shown = calendar.shown;
    let href = move || {
        shown.with(|shown| {
            let mut there = shown.clone();
            (there.view, there.date) = (View::Day, day);
            there.address()
        })
    };
    let is_today = day == format::today();
    view! {
        <a class="cal-head" href=href aria-current=is_today.then_some("date")>
            {move || format::weekday_short(day)}
            " "
            <b>{day.day()}</b>
            {is_today
                .then(|| view! { <span class="sr-only">", " {move || words::t().is_today}</span> })}
        </a>
    }
    .into_any()
}

#[component]
fn DayColumn(
    calendar: Calendar,
    desk: Desk,
    day: NaiveDate,
    index: usize,
    grid: Memo<Grid>,
) -> impl IntoView {
    let shown = calendar.shown;
    let of_column = move |grid: &Grid| grid.columns.get(index).cloned().unwrap_or_default();
    let column = Memo::new(move |_| grid.with(of_column));
    let off = Memo::new(move |_| column.with(|column| column.off.clone()));
    let is_shown = move || shown.with(|shown| shown.view == View::Day || shown.date == day);
    let lane = NodeRef::<Div>::new();
    // One listener for all entries, and no nodes of a view: a thousand of them cost more than all
    // that they show.
    let (layer, drawing) = (
        NodeRef::<Div>::new(),
        StoredValue::new_local(Drawing::default()),
    );
    Effect::new(move |_| {
        if let Some(layer) = layer.get() {
            let day_name = format::short_day(day);
            column.with(|column| {
                drawing
                    .update_value(|drawing| drawing.show(&layer, &column.placed, &day_name, desk));
            });
        }
    });
    let find = move |entry: &HtmlElement| {
        drawing.with_value(|drawing| drawing.find(entry).map(|drawn| drawn.placed.clone()))
    };
    let hovered = move |event: PointerEvent| {
        if let Some(entry) = entry_below(&event) {
            drawing.with_value(|drawing| drawing.name(&entry));
        }
    };
    let taken = move |event: PointerEvent| {
        if let Some(entry) = entry_below(&event)
            && let Some(placed) = find(&entry)
        {
            pressed(Pressed::Down(event, entry), &placed, day, desk);
        }
    };
    let clicked = move |event: MouseEvent| {
        let Some(lane) = lane.get_untracked() else {
            return;
        };
        if let Some(entry) = entry_below(&event) {
            if let Some(placed) = find(&entry) {
                pressed(Pressed::Whole, &placed, day, desk);
            }
            return;
        }
        let (from, hours) = grid.with_untracked(|grid| (grid.from, grid.hours));
        let area = lane.get_bounding_client_rect();
        let share = (f64::from(event.client_y()) - area.top()) / area.height();
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "minutes of a day"
        )]
        let minute = (share.clamp(0.0, 1.0) * f64::from(hours * 60)) as u32 + from;
        let begins = (minute / GRAIN * GRAIN).min(DAY - GRAIN);
        desk.create(Draft::at(day, begins, (begins + USUAL_LENGTH).min(DAY - 1)));
    };
    let is_today = day == format::today();
    view! {
        <div
            class="cal-day"
            role="group"
            aria-label=move || format::short_day(day)
            data-day=day.to_string()
            data-hours=move || grid.with(|grid| grid.hours)
            data-today=is_today.then_some("")
            data-off=move || off.get().map(|_| "")
            data-shown=move || is_shown().then_some("")
        >
            <div
                class="cal-lane"
                node_ref=lane
                on:click=clicked
                on:pointerdown=taken
                on:pointerover=hovered
            >
                {move || {
                    off.get()
                        .map(|why| {
                            view! {
                                <div class="cal-offlabel">
                                    {icon(icon::CALENDAR_OFF)} <span>{why}</span>
                                </div>
                            }
                        })
                }}
                <div class="cal-entries" node_ref=layer></div>
                {is_today.then(|| view! { <Now grid=grid /> })}
            </div>
        </div>
    }
    .into_any()
}

/// The entry on which something happened.
fn entry_below(event: &Event) -> Option<HtmlElement> {
    let element = event.target()?.dyn_into::<Element>().ok()?;
    element.closest(".ev").ok()??.dyn_into().ok()
}

/// The line of the present moment.
#[component]
fn Now(grid: Memo<Grid>) -> impl IntoView {
    let minute = || format::wall(format::now()).map_or(0, |(_, minute)| minute);
    let now = RwSignal::new(minute());
    let tick = move || {
        now.try_set(minute());
    };
    if let Ok(timer) = set_interval_with_handle(tick, Duration::from_mins(1)) {
        on_cleanup(move || timer.clear());
    }
    let inside = Memo::new(move |_| {
        grid.with(|grid| (grid.from..=grid.from + grid.hours * 60).contains(&now.get()))
    });
    move || {
        inside
            .get()
            .then(|| view! { <div class="cal-now" style:--s=move || now.get().to_string()></div> })
    }
}
