//! How far one is in something that takes several steps.

use leptos::prelude::*;

/// The steps by name; those before the current one are done.
#[component]
pub fn Steps(
    /// What the row is called, for readers.
    #[prop(into)]
    label: Signal<&'static str>,
    /// The names of the steps.
    #[prop(into)]
    names: Signal<Vec<&'static str>>,
    /// The number of the current one, from 0.
    #[prop(into)]
    current: Signal<usize>,
) -> impl IntoView {
    let step = move |(index, name): (usize, &'static str)| {
        let is_current = move || (current.get() == index).then_some("step");
        let state = move || (index < current.get()).then_some("done");
        view! {
            <li aria-current=is_current data-state=state>
                <span>{name}</span>
            </li>
        }
        .into_any()
    };
    view! {
        <ol class="steps" aria-label=move || label.get()>
            {move || names.get().into_iter().enumerate().map(step).collect_view()}
        </ol>
    }
    .into_any()
}
