//! What a page about one thing shows when there is no such thing, or it did not come.

use super::set_title;
use crate::{
    i18n::{self, common},
    ui::{
        Banner, Button, Kind,
        icon::{self, icon},
    },
};
use client::CallError;
use domain::problem::ProblemCode;
use leptos::prelude::*;

/// The way back to the list.
#[component]
pub fn Back(
    /// Where the list is.
    #[prop(into)]
    href: String,
    /// What it is called.
    word: fn() -> &'static str,
) -> impl IntoView {
    view! {
        <p class="small">
            <a class="back" href=href>
                {icon(icon::ARROW_LEFT)}
                {move || word()}
            </a>
        </p>
    }
    .into_any()
}

/// That there is no such thing, or not for whoever asks.
#[component]
pub fn NotHere(
    /// The way back.
    #[prop(into)]
    back: ViewFn,
) -> impl IntoView {
    set_title(|| ProblemCode::NotFound.text(i18n::language()).into());
    view! {
        <div class="page stack">
            {back.run()}
            <h1>{move || ProblemCode::NotFound.text(i18n::language())}</h1>
        </div>
    }
    .into_any()
}

/// That it did not come, and how to ask again.
#[component]
pub fn NotCome(
    /// The way back.
    #[prop(into)]
    back: ViewFn,
    /// What was to come, for readers.
    title: fn() -> &'static str,
    /// Why it did not.
    error: CallError,
    /// Asks again.
    #[prop(into)]
    retry: Callback<()>,
) -> impl IntoView {
    view! {
        <div class="page stack">
            {back.run()}
            <h1 class="sr-only">{move || title()}</h1>
            <Banner
                kind=Kind::Danger
                actions=move || view! {
                    <Button class="btn-sm" on_click=move |()| retry.run(())>
                        {move || common::t().retry}
                    </Button>
                }
            >
                {move || i18n::error_text(&error)}
            </Banner>
        </div>
    }
    .into_any()
}
