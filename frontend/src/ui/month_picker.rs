//! A month of a year, to be picked beside what says which it is.

use super::{
    button::IconButton,
    dom,
    icon::{self, icon_lg},
};
use crate::i18n::{common, format};
use chrono::{Datelike, Months, NaiveDate};
use leptos::{html::Div, prelude::*};
use web_sys::KeyboardEvent;

/// Months in a row of the picker.
const IN_A_ROW: u32 = 4;

/// A field that says a month, and its picker. Arrows move from month to month, page keys from year
/// to year. Months are named by their first days.
#[component]
pub fn MonthPicker(
    /// An id that no other element of the page has.
    id: &'static str,
    /// What the field is called.
    #[prop(into)]
    label: Signal<&'static str>,
    /// What the trigger and the picker are called.
    #[prop(into)]
    pick: Signal<String>,
    /// The month that is picked.
    #[prop(into)]
    value: Signal<NaiveDate>,
    /// The last that can be.
    last: NaiveDate,
    /// Picks another.
    #[prop(into)]
    on_pick: Callback<NaiveDate>,
) -> impl IntoView {
    let at = RwSignal::new(value.get_untracked());
    let popover = NodeRef::<Div>::new();
    let focus = move |month: NaiveDate| {
        at.set(month.min(last));
        dom::focus_soon(format!("{id}-{}", at.get_untracked()));
    };
    let toggled = move |_| {
        let popover = popover.try_get_untracked().flatten();
        if popover.is_some_and(|popover| popover.matches(":popover-open").unwrap_or_default()) {
            focus(value.get_untracked());
        }
    };
    let choose = Callback::new(move |month: NaiveDate| {
        if let Some(popover) = popover.get_untracked() {
            // Already closed is closed.
            let _ = popover.hide_popover();
        }
        on_pick.run(month);
    });
    let pressed = move |event: KeyboardEvent| {
        let month = at.get_untracked();
        let next = match event.key().as_str() {
            "ArrowLeft" => month - Months::new(1),
            "ArrowRight" => month + Months::new(1),
            "ArrowUp" => month - Months::new(IN_A_ROW),
            "ArrowDown" => month + Months::new(IN_A_ROW),
            "PageUp" => month - Months::new(12),
            "PageDown" => month + Months::new(12),
            // The focus follows the arrows a moment later; whoever is quicker means the same month.
            "Enter" | " " if dom::has_focus_inside(".picker td") => {
                event.prevent_default();
                return choose.run(month);
            }
            _ => return,
        };
        event.prevent_default();
        focus(next);
    };
    let open = move || {
        if let Some(popover) = popover.get_untracked() {
            // Already open is open.
            let _ = popover.show_popover();
        }
    };
    let opens = move |event: KeyboardEvent| {
        if matches!(event.key().as_str(), "Enter" | " " | "ArrowDown") {
            event.prevent_default();
            open();
        }
    };
    let field = format!("{id}-field");
    view! {
        <div class="field">
            <label class="label" for=field.clone()>{move || label.get()}</label>
            <div class="input-icon input-end">
                <input
                    class="input num"
                    id=field
                    readonly
                    aria-haspopup="dialog"
                    on:click=move |_| open()
                    on:keydown=opens
                    prop:value=move || format::month_and_year(value.get())
                />
                <button
                    class="icon-btn"
                    type="button"
                    popovertarget=id
                    aria-haspopup="dialog"
                    aria-label=move || pick.get()
                >
                    {icon_lg(icon::CALENDAR_DAYS)}
                </button>
            </div>
            <div
                node_ref=popover
                class="picker picker-month"
                id=id
                popover="auto"
                role="dialog"
                aria-label=move || pick.get()
                on:toggle=toggled
                on:keydown=pressed
            >
                <Year id=id at=at value=value last=last on_pick=choose />
            </div>
        </div>
    }
    .into_any()
}

/// The months of a year, and how to turn to another.
#[component]
fn Year(
    id: &'static str,
    /// The month that the arrows have come to.
    at: RwSignal<NaiveDate>,
    value: Signal<NaiveDate>,
    last: NaiveDate,
    on_pick: Callback<NaiveDate>,
) -> impl IntoView {
    let year = Memo::new(move |_| at.get().year());
    let turn = move |forward: bool| {
        at.update(|at| {
            let year = Months::new(12);
            *at = if forward {
                (*at + year).min(last)
            } else {
                *at - year
            };
        });
    };
    let cell = move |month: NaiveDate| {
        view! {
            <td>
                <button
                    type="button"
                    id=format!("{id}-{month}")
                    tabindex=move || if at.get() == month { "0" } else { "-1" }
                    aria-label=move || format::month_and_year(month)
                    aria-pressed=move || (value.get() == month).to_string()
                    disabled=last < month
                    on:click=move |_| on_pick.run(month)
                >
                    {move || format::month_short(month)}
                </button>
            </td>
        }
    };
    let rows = move || {
        let year = year.get();
        let row = |first: u32| {
            let months = first..first + IN_A_ROW;
            let months = months.filter_map(|month| NaiveDate::from_ymd_opt(year, month, 1));
            view! { <tr>{months.map(cell).collect_view()}</tr> }
        };
        [1, 5, 9].map(row).collect_view()
    };
    view! {
        <div class="picker-head">
            <IconButton
                shape=icon::CHEVRON_LEFT
                class="icon-btn-sm"
                label=|| common::t().previous_year
                on_click=move |()| turn(false)
            />
            <b aria-live="polite">{move || year.get()}</b>
            <IconButton
                shape=icon::CHEVRON_RIGHT
                class="icon-btn-sm"
                label=|| common::t().next_year
                on_click=move |()| turn(true)
            />
        </div>
        <table role="presentation">
            <tbody>{rows}</tbody>
        </table>
    }
    .into_any()
}
