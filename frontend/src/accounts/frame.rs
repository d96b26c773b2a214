//! What stands around the staff's way in: the picture beside it, or above it on a phone.

use crate::{
    i18n::{accounts as words, common},
    ui::Mark,
};
use leptos::prelude::*;

/// The frame.
#[component]
pub fn WayIn(
    /// The form.
    children: Children,
) -> impl IntoView {
    view! {
        <main class="signin" id="main" tabindex="-1">
            <section class="signin-art" aria-label=move || common::t().app>
                <Arches />
                <span class="brand">
                    <Mark />
                    <span><b>{move || common::t().app}</b></span>
                </span>
                <p>{move || words::t().motto}</p>
            </section>
            <div class="signin-form">
                <div>{children()}</div>
            </div>
        </main>
    }
    .into_any()
}

/// The picture: doors of several sizes, one of them lit.
#[component]
fn Arches() -> impl IntoView {
    let doors = r#"<path class="arch-1" d="M40 560V165a125 125 0 0 1 250 0V560z"/><path class="arch-2" d="M225 560V325a95 95 0 0 1 190 0V560z"/><path class="arch-3" d="M360 560V280a150 150 0 0 1 300 0V560z"/><path class="arch-4" d="M300 560V435a65 65 0 0 1 130 0V560z"/>"#;
    view! {
        <svg
            class="arches"
            viewBox="0 0 600 560"
            aria-hidden="true"
            preserveAspectRatio="xMidYMax slice"
            inner_html=doors
        ></svg>
    }
    .into_any()
}
