//! Why something cannot be done to an account, and where to go on from there.

use crate::{
    i18n::{self, counselor_administration as words},
    paths,
    ui::{Banner, Kind},
};
use client::CallError;
use domain::problem::ProblemCode;
use leptos::prelude::*;

/// The way to the form for more licences, where there is none left.
#[component]
pub fn MoreLicences(failure: RwSignal<Option<CallError>>) -> impl IntoView {
    let is_full = move || {
        failure.with(|failure| {
            let code = failure.as_ref().and_then(CallError::code);
            code == Some(ProblemCode::NoLicenceLeft)
        })
    };
    view! {
        <p hidden=move || !is_full()>
            <a href=paths::LICENCES>{move || words::t().more_licences}</a>
        </p>
    }
    .into_any()
}

/// What went wrong, in a banner at its place.
#[component]
pub fn Refusal(failure: RwSignal<Option<CallError>>) -> impl IntoView {
    view! {
        {move || {
            failure
                .get()
                .map(|error| {
                    view! {
                        <Banner kind=Kind::Danger>
                            {i18n::error_text(&error)} <MoreLicences failure=failure />
                        </Banner>
                    }
                })
        }}
    }
    .into_any()
}
