//! Where the staff's links lead.

use super::{
    frame::WayIn,
    link_form::{LinkForm, Redeemed},
};
use crate::{i18n::passwords as words, paths, router, shell::set_title, ui::use_toasts};
use leptos::prelude::*;

/// The page.
#[component]
pub fn ResetPage() -> impl IntoView {
    set_title(|| words::t().set_new.into());
    let toasts = use_toasts();
    let set = move |_: Redeemed| {
        toasts.say(words::t().set);
        router::replace(paths::SIGN_IN);
    };
    let void = || {
        view! {
            <p class="row">
                <a class="btn btn-primary" href=paths::FORGOT>
                    {move || words::t().ask_again}
                </a>
                <a class="btn btn-quiet" href=paths::SIGN_IN>
                    {move || words::t().to_sign_in}
                </a>
            </p>
        }
    };
    view! {
        <WayIn>
            <LinkForm on_set=set void=void />
        </WayIn>
    }
    .into_any()
}
