//! Any of several, each with a box.

use crate::{
    i18n::common,
    ui::icon::{self, icon},
};
use leptos::prelude::*;

/// The boxes. What is chosen is one text, the values with a space between them.
#[component]
pub fn Checks(
    /// An id that no other element of the page has.
    #[prop(into)]
    id: String,
    /// What is chosen.
    #[prop(into)]
    label: Signal<String>,
    /// Whether nothing may be chosen, which is said beside the label.
    optional: bool,
    /// What there is: value and word.
    #[prop(into)]
    options: Signal<Vec<(String, String)>>,
    /// Which are chosen.
    value: RwSignal<String>,
    /// What is wrong with that.
    #[prop(into)]
    fault: Signal<Option<String>>,
    /// Something else is chosen.
    #[prop(into)]
    on_change: Callback<()>,
) -> impl IntoView {
    let switch = move |name: &str, on: bool| {
        value.update(|value| {
            let kept = value
                .split(' ')
                .filter(|one| !one.is_empty() && *one != name);
            let mut chosen: Vec<_> = kept.map(str::to_owned).collect();
            if on {
                chosen.push(name.to_owned());
            }
            // In one order, so that the same is the same text.
            chosen.sort_unstable();
            *value = chosen.join(" ");
        });
        on_change.run(());
    };
    let check = move |(name, word): (String, String)| {
        let of_box = name.clone();
        let is_chosen = move || value.with(|value| value.split(' ').any(|one| one == of_box));
        view! {
            <label>
                <input
                    type="checkbox"
                    prop:checked=is_chosen
                    on:change=move |event| switch(&name, event_target_checked(&event))
                />
                <span>{word}</span>
            </label>
        }
        .into_any()
    };
    let error_id = format!("{id}-error");
    let described_by = error_id.clone();
    let wrong = move || {
        let id = error_id.clone();
        fault.get().map(|text| {
            view! {
                <span class="field-error" id=id>
                    {icon(icon::CIRCLE_ALERT)}
                    {text}
                </span>
            }
        })
    };
    view! {
        <fieldset
            class="field monitoring-checks"
            id=id
            tabindex="-1"
            data-wrong=move || fault.with(Option::is_some).then_some("")
            aria-describedby=move || fault.with(Option::is_some).then(|| described_by.clone())
        >
            <legend class="label">
                {move || label.get()}
                {optional.then(|| view! { " " <span class="opt">{move || common::t().optional}</span> })}
            </legend>
            <div class="checks">{move || options.get().into_iter().map(check).collect_view()}</div>
            {wrong}
        </fieldset>
    }
    .into_any()
}
