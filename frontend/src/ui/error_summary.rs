//! What keeps a form from being sent.

use super::{
    dom,
    icon::{self, icon},
};
use crate::{
    forms::{Entry, Form},
    i18n::{self, common},
};
use leptos::prelude::*;

/// Links to the fields that need another look, or says why sending failed. Takes the focus when
/// it appears and again each time sending is refused.
#[component]
pub fn ErrorSummary(
    /// Of this form.
    form: Form,
    /// The heading when it is no field's fault; the general one if left out.
    #[prop(optional, into)]
    title: Option<Signal<&'static str>>,
    /// The reason when it is no field's fault; the error's own words if left out.
    #[prop(optional, into)]
    reason: Option<Signal<String>>,
) -> impl IntoView {
    let link = |entry: Entry| {
        let jump = move |event: web_sys::MouseEvent| {
            event.prevent_default();
            dom::focus_soon(entry.name);
        };
        view! {
            <li>
                <a href=format!("#{}", entry.name) on:click=jump>
                    {move || (entry.label)()}
                    ": "
                    {move || entry.fault_text()}
                </a>
            </li>
        }
        .into_any()
    };
    let content = move || {
        // Only a refused sending brings it up; leaving a field does not.
        if form.refusals.get() == 0 {
            return None;
        }
        let faulty: Vec<Entry> = form.entries.with_value(|entries| {
            entries
                .iter()
                .copied()
                .filter(|entry| entry.fault.get().is_some())
                .collect()
        });
        let failure = form.failure.get();
        if faulty.is_empty() && failure.is_none() {
            return None;
        }
        let heading = match title {
            _ if !faulty.is_empty() => common::check_fields(faulty.len()),
            Some(title) => title.get().into(),
            None => common::t().not_possible.into(),
        };
        let said = failure.map(|error| {
            let text = reason.map_or_else(|| i18n::error_text(&error), |reason| reason.get());
            view! { <p class="small">{text}</p> }
        });
        let links = (!faulty.is_empty())
            .then(|| view! { <ul>{faulty.into_iter().map(link).collect_view()}</ul> });
        Some(
            view! {
                <div class="error-summary" id=form.summary_id() role="alert" tabindex="-1">
                    <h2>{icon(icon::CIRCLE_ALERT)} {heading}</h2>
                    {said}
                    {links}
                </div>
            }
            .into_any(),
        )
    };
    content.into_any()
}
