//! A place where something would be.

use super::icon::icon_lg;
use leptos::prelude::*;

/// What would be here, why it is not, and what to do: the children hold at most one action.
#[component]
pub fn Empty(
    /// An outline of what would be here.
    shape: &'static str,
    /// What is missing.
    #[prop(into)]
    title: Signal<String>,
    /// Why, and what happens next.
    #[prop(into)]
    text: Signal<String>,
    /// The action.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    view! {
        <div class="empty">
            {icon_lg(shape)}
            <h2>{move || title.get()}</h2>
            <p>{move || text.get()}</p>
            {children.map(|children| view! { <div class="row">{children()}</div> }.into_any())}
        </div>
    }
    .into_any()
}
