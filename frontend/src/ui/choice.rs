//! One of few, where each deserves a line of its own.

use leptos::prelude::*;

/// One choice, as a card with a radio button. Those that exclude each other share a `group` and
/// stand in a `fieldset` whose legend asks the question.
#[component]
pub fn Choice(
    /// The radio buttons' common name.
    group: &'static str,
    /// What is chosen with it.
    #[prop(into)]
    label: Signal<&'static str>,
    /// Whether it is the one.
    #[prop(into)]
    checked: Signal<bool>,
    /// Makes it the one.
    #[prop(into)]
    on_choose: Callback<()>,
) -> impl IntoView {
    view! {
        <label class="choice">
            <input
                type="radio"
                name=group
                prop:checked=move || checked.get()
                on:change=move |_| on_choose.run(())
            />
            <span>{move || label.get()}</span>
        </label>
    }
    .into_any()
}
