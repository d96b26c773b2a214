//! The mark: two arches, one before the other.

use leptos::prelude::*;

/// The mark, without the name.
#[component]
pub fn Mark() -> impl IntoView {
    let shape = r#"<path d="M3 27V9.5a7.5 7.5 0 0 1 15 0V27z" class="mark-a"/><path d="M13 27V18a6 6 0 0 1 12 0V27z" class="mark-b"/>"#;
    view! { <svg class="mark" viewBox="0 0 28 28" aria-hidden="true" inner_html=shape></svg> }
        .into_any()
}
