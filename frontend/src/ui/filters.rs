//! Search above a list.

use super::icon::{self, icon};
use crate::router;
use leptos::{html::Input, leptos_dom::helpers::TimeoutHandle, prelude::*};
use std::time::Duration;

/// How long somebody rests before the list follows what they typed.
const REST: Duration = Duration::from_millis(300);

/// A search field. It follows `value` (which follows the address), and says what was typed after
/// a short rest, or at once on Enter. `/` brings the focus here.
#[component]
pub fn SearchField(
    /// What it searches, for readers.
    #[prop(into)]
    label: Signal<&'static str>,
    /// The same, shorter, inside the field.
    #[prop(into)]
    placeholder: Signal<&'static str>,
    /// What is searched for.
    #[prop(into)]
    value: Signal<String>,
    /// Searches for something else.
    #[prop(into)]
    on_search: Callback<String>,
) -> impl IntoView {
    let field = NodeRef::<Input>::new();
    let pending = StoredValue::new(None::<TimeoutHandle>);
    let stop = move || {
        pending.try_update_value(|pending| {
            if let Some(timer) = pending.take() {
                timer.clear();
            }
        });
    };
    on_cleanup(stop);
    let here = StoredValue::new(untrack(router::path));
    let search = move || {
        stop();
        // Whoever has followed a link meanwhile still sees this page until the next is there, and
        // is not brought back.
        let is_left = here.with_value(|here| untrack(router::path) != *here);
        if let Some(field) = field.get_untracked().filter(|_| !is_left)
            && field.value() != value.get_untracked()
        {
            on_search.run(field.value());
        }
    };
    let typed = move |_| {
        stop();
        pending.set_value(set_timeout_with_handle(search, REST).ok());
    };
    let entered = move |event: web_sys::KeyboardEvent| {
        if event.key() == "Enter" {
            search();
        }
    };
    super::dom::on_shortcut(move |event| {
        if event.key() == "/"
            && let Some(field) = field.get_untracked()
        {
            event.prevent_default();
            // The field is shown, so it takes the focus.
            let _ = field.focus();
        }
    });
    view! {
        <div class="input-icon">
            {icon(icon::SEARCH)}
            <input
                node_ref=field
                class="input"
                type="search"
                maxlength="120"
                aria-label=move || label.get()
                placeholder=move || placeholder.get()
                prop:value=move || value.get()
                aria-keyshortcuts="/"
                on:input=typed
                on:keydown=entered
            />
        </div>
    }
    .into_any()
}
