//! How much of a list is loaded, and more of it.

use super::button::Button;
use crate::i18n::common;
use leptos::prelude::*;

/// The foot of a list.
#[component]
pub fn Pager(
    /// How much is loaded, in words.
    #[prop(into)]
    loaded: Signal<String>,
    /// Whether there is more.
    #[prop(into)]
    more: Signal<bool>,
    /// While more is being loaded.
    #[prop(into)]
    busy: Signal<bool>,
    /// Loads more.
    #[prop(into)]
    on_more: Callback<()>,
) -> impl IntoView {
    view! {
        <div class="pager">
            <span role="status">{move || loaded.get()}</span>
            {move || {
                more.get()
                    .then(|| view! {
                        <Button busy=busy on_click=on_more>{move || common::t().load_more}</Button>
                    })
            }}
        </div>
    }
    .into_any()
}
