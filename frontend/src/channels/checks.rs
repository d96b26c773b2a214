//! Choosing among the channels.

use crate::{
    i18n::channels::{self as words, name},
    settings::Difference,
};
use domain::channels::{Channel, Channels};
use leptos::prelude::*;

/// Those that are chosen, in words; notifies of the language.
pub fn names(of: &Channels) -> String {
    let names: Vec<_> = of.iter().map(name).collect();
    if names.is_empty() {
        words::t().none.to_owned()
    } else {
        names.join(", ")
    }
}

/// How what is chosen differs from what is stored; notifies.
pub fn difference(chosen: RwSignal<Channels>, stored: &Channels) -> Option<Difference> {
    chosen.with(|chosen| Difference::of(words::t().offered, names(chosen), names(stored)))
}

/// A box for each of `among`. What is not among them stays as it is.
#[component]
pub fn ChannelChecks(
    /// Which are chosen.
    chosen: RwSignal<Channels>,
    /// Which can be chosen.
    among: Channels,
) -> impl IntoView {
    let check = move |channel: Channel| {
        let switch = move |on: bool| {
            chosen.update(|chosen| {
                let kept = chosen.iter().filter(|one| *one != channel);
                *chosen = kept.chain(on.then_some(channel)).collect();
            });
        };
        view! {
            <label>
                <input
                    type="checkbox"
                    prop:checked=move || chosen.with(|chosen| chosen.contains(channel))
                    on:change=move |event| switch(event_target_checked(&event))
                />
                <span>{move || name(channel)}</span>
            </label>
        }
    };
    view! {
        <fieldset class="stack stack-2">
            <legend class="label">{move || words::t().offered}</legend>
            <div class="checks">{among.iter().map(check).collect_view()}</div>
        </fieldset>
    }
    .into_any()
}
