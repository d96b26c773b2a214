//! A month to pick a day from, beside its trigger.

use super::{
    button::IconButton,
    dom,
    icon::{self, icon_lg},
};
use crate::i18n::{common, format};
use chrono::{Datelike, Days, Months, NaiveDate};
use leptos::{html::Div, prelude::*};
use web_sys::KeyboardEvent;

/// The trigger and the month. Arrows move from day to day, page keys from month to month.
#[component]
pub fn DatePicker(
    /// An id that no other element of the page has.
    id: &'static str,
    /// What the trigger is called.
    #[prop(into)]
    label: Signal<&'static str>,
    /// The day that is picked.
    #[prop(into)]
    value: Signal<NaiveDate>,
    /// Picks another.
    #[prop(into)]
    on_pick: Callback<NaiveDate>,
) -> impl IntoView {
    let at = RwSignal::new(value.get_untracked());
    let popover = NodeRef::<Div>::new();
    let focus = move |day: NaiveDate| {
        at.set(day);
        dom::focus_soon(format!("{id}-{day}"));
    };
    let toggled = move |_| {
        let open = popover
            .try_get_untracked()
            .flatten()
            .is_some_and(|popover| popover.matches(":popover-open").unwrap_or_default());
        if open {
            focus(value.get_untracked());
        }
    };
    let pick = move |day: NaiveDate| {
        if let Some(popover) = popover.get_untracked() {
            // Already closed is closed.
            let _ = popover.hide_popover();
        }
        on_pick.run(day);
    };
    let pressed = move |event: KeyboardEvent| {
        let day = at.get_untracked();
        let next = match event.key().as_str() {
            "ArrowLeft" => day - Days::new(1),
            "ArrowRight" => day + Days::new(1),
            "ArrowUp" => day - Days::new(7),
            "ArrowDown" => day + Days::new(7),
            "PageUp" => day - Months::new(1),
            "PageDown" => day + Months::new(1),
            // The focus follows the arrows a moment later; whoever is quicker means the same day.
            "Enter" | " " if dom::has_focus_inside(".picker td") => {
                event.prevent_default();
                return pick(day);
            }
            _ => return,
        };
        event.prevent_default();
        focus(next);
    };
    view! {
        <button
            class="icon-btn"
            type="button"
            popovertarget=id
            aria-haspopup="dialog"
            aria-label=move || label.get()
        >
            {icon_lg(icon::CALENDAR_SEARCH)}
        </button>
        <div
            node_ref=popover
            class="picker"
            id=id
            popover="auto"
            role="dialog"
            aria-label=move || label.get()
            on:toggle=toggled
            on:keydown=pressed
        >
            <MonthTable id=id at=at value=value on_pick=pick />
        </div>
    }
    .into_any()
}

/// The days of a month in weeks, and how to turn to another month.
#[component]
fn MonthTable(
    id: &'static str,
    /// The day that the arrows have come to.
    at: RwSignal<NaiveDate>,
    value: Signal<NaiveDate>,
    #[prop(into)] on_pick: Callback<NaiveDate>,
) -> impl IntoView {
    let turn = move |forward: bool| {
        at.update(|at| {
            let month = Months::new(1);
            *at = if forward { *at + month } else { *at - month };
        });
    };
    let month = Memo::new(move |_| {
        let at = at.get();
        at - Days::new(at.day0().into())
    });
    let weeks = move || {
        let first = month.get();
        let monday = first - Days::new(first.weekday().num_days_from_monday().into());
        let after = first + Months::new(1);
        let count = (after - monday).num_days().unsigned_abs().div_ceil(7);
        let weeks = (0..count).map(|week| monday + Days::new(week * 7));
        weeks
            .map(|monday| week(id, monday, first.month(), at, value, on_pick))
            .collect_view()
    };
    let heads = move || {
        let monday = NaiveDate::default().week(chrono::Weekday::Mon).first_day();
        let heads = monday.iter_days().take(7);
        heads
            .map(|day| view! { <th scope="col">{format::weekday_short(day)}</th> })
            .collect_view()
    };
    view! {
        <div class="picker-head">
        <IconButton
                shape=icon::CHEVRON_LEFT
                class="icon-btn-sm"
                label=|| common::t().previous_month
                on_click=move |()| turn(false)
            />
        <b aria-live="polite">{move || format::month_and_year(month.get())}</b>
        <IconButton
                shape=icon::CHEVRON_RIGHT
                class="icon-btn-sm"
                label=|| common::t().next_month
                on_click=move |()| turn(true)
            />
    </div>
    <table>
        <thead>
            <tr>
                <th scope="col">{move || common::t().week_short}</th>
                    {heads}
            </tr>
        </thead>
        <tbody>{weeks}</tbody>
    </table>
    }
    .into_any()
}

fn week(
    id: &'static str,
    monday: NaiveDate,
    month: u32,
    at: RwSignal<NaiveDate>,
    value: Signal<NaiveDate>,
    on_pick: Callback<NaiveDate>,
) -> AnyView {
    let cells = monday.iter_days().take(7).map(|day| {
        let is_today = day == format::today();
        view! {
            <td data-other=(day.month() != month).then_some("")>
                <button
                    type="button"
                    id=format!("{id}-{day}")
                    tabindex=move || if at.get() == day { "0" } else { "-1" }
                    aria-label=move || format::long_day(day)
                    aria-current=is_today.then_some("date")
                    aria-pressed=move || (value.get() == day).to_string()
                    on:click=move |_| on_pick.run(day)
                >
                    {day.day()}
                </button>
            </td>
        }
    });
    view! {
        <tr>
            <th class="kw" scope="row">{monday.iso_week().week()}</th>
            {cells.collect_view()}
        </tr>
    }
    .into_any()
}
