//! The free times of a week, by day.

use super::weeks::WEEK;
use crate::{
    i18n::{format, portal_booking as words},
    ui::icon::{self, icon},
};
use chrono::{Datelike, Days, NaiveDate};
use domain::slots::Slot;
use leptos::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

/// What is free, by day.
#[component]
pub fn Times(
    /// What is free.
    slots: Vec<Slot>,
    /// The first day that is shown.
    first: Option<NaiveDate>,
    /// What is chosen of it.
    chosen: RwSignal<Option<Slot>>,
) -> impl IntoView {
    let lengths: BTreeSet<_> = slots.iter().map(minutes).collect();
    let mixed = lengths.len() > 1;
    let mut by_day: BTreeMap<NaiveDate, Vec<Slot>> = BTreeMap::new();
    // Days on which most people work are named even where nothing is free.
    if let Some(first) = first {
        let days = (0..WEEK).filter_map(|day| first.checked_add_days(Days::new(day)));
        for day in days.filter(|day| day.weekday().num_days_from_monday() < 5) {
            by_day.insert(day, Vec::new());
        }
    }
    for slot in slots {
        if let Some((day, _)) = format::wall(slot.starts_at) {
            by_day.entry(day).or_default().push(slot);
        }
    }
    let slot = move |slot: Slot| {
        let time = format::clock_time(slot.starts_at);
        let length = mixed.then(|| minutes(&slot));
        let known = slot.clone();
        let checked = move || chosen.with(|chosen| chosen.as_ref() == Some(&known));
        view! {
            <label class="slot">
                <input
                    type="radio"
                    name="slot"
                    prop:checked=checked
                    on:change=move |_| chosen.set(Some(slot.clone()))
                />
                <span>
                    {icon(icon::CHECK)} {time}
                    {length.map(|length| view! { <small>{move || words::minutes(length)}</small> })}
                </span>
            </label>
        }
    };
    let day = move |(day, slots): (NaiveDate, Vec<Slot>)| {
        let name = move || words::weekday(day);
        let times = if slots.is_empty() {
            view! { <p class="slot-none">{move || words::t().none_this_day}</p> }.into_any()
        } else {
            let slots = slots.into_iter().map(slot).collect_view();
            view! { <div class="slots">{slots}</div> }.into_any()
        };
        view! {
            <section class="slotday" aria-label=move || words::long_day(day)>
                <h3>{name} " " <small class="num">{move || words::short_date(day)}</small></h3>
                {times}
            </section>
        }
    };
    let days = by_day.into_iter().map(day).collect_view();
    view! {
        <fieldset>
            <legend class="sr-only">{move || words::t().times}</legend>
            <div class="slotdays">{days}</div>
        </fieldset>
    }
    .into_any()
}

/// How long a slot is.
pub fn minutes(slot: &Slot) -> i64 {
    (slot.ends_at - slot.starts_at).num_minutes()
}
