//! On or off, at once or with the form it stands in.

use crate::forms::Entry;
use leptos::prelude::*;

/// A switch with its label and what it does.
#[component]
pub fn Switch(
    /// An id that no other element of the page has.
    id: &'static str,
    /// What is on or off.
    #[prop(into)]
    label: Signal<&'static str>,
    /// What that means.
    #[prop(optional, into)]
    hint: Option<ViewFn>,
    /// Whether it is on.
    #[prop(into)]
    on: Signal<bool>,
    /// Switches it.
    #[prop(into)]
    on_change: Callback<bool>,
) -> impl IntoView {
    let hint_id = format!("{id}-hint");
    let described_by = hint.is_some().then(|| hint_id.clone());
    view! {
        <div class="switch-row">
            <label class="label" for=id>{move || label.get()}</label>
            <input
                class="switch"
                type="checkbox"
                role="switch"
                id=id
                aria-describedby=described_by
                prop:checked=move || on.get()
                on:change=move |event| on_change.run(event_target_checked(&event))
            />
            {hint.map(|hint| view! { <p class="hint" id=hint_id>{hint.run()}</p> })}
        </div>
    }
    .into_any()
}

/// How an entry says that it is on.
pub const ON: &str = "on";

/// How an entry says whether it is on.
pub fn on_or_off(on: bool) -> &'static str {
    if on { ON } else { "" }
}

/// A switch that is one of the values of a form.
#[component]
pub fn SwitchField(
    /// Of this value: [`ON`] or nothing.
    entry: Entry,
    /// What it means.
    #[prop(into)]
    hint: Signal<&'static str>,
) -> impl IntoView {
    view! {
        <Switch
            id=entry.name
            label=Signal::derive(entry.label)
            hint=move || hint.get()
            on=Signal::derive(move || entry.value.with(|value| value == ON))
            on_change=move |on| entry.value.set(on_or_off(on).to_owned())
        />
    }
    .into_any()
}
