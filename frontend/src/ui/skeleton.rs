//! The shape of what is being loaded.

use crate::i18n::common;
use leptos::prelude::*;

/// Grey lines that appear when loading takes longer than 300 ms, which the style sheet times.
#[component]
pub fn Skeleton(
    /// How many.
    lines: usize,
) -> impl IntoView {
    const WIDTHS: [&str; 5] = ["40%", "100%", "85%", "60%", "92%"];
    let lines = (0..lines)
        .map(|line| view! { <i style:inline-size=WIDTHS[line % WIDTHS.len()]></i> })
        .collect_view();
    view! {
        <div class="skeleton" aria-hidden="true">{lines}</div>
        <span class="sr-only" role="status">{move || common::t().loading}</span>
    }
    .into_any()
}
