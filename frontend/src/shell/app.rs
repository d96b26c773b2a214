//! What stands around the pages of the staff's app. Which address shows which page is in
//! `bin/staff.rs`.

use super::{NotFoundPage, StaffArea, name_place};
use crate::{
    chunks::{Audience, Find, audience, begin, page},
    i18n::common,
    ui::dom,
};
use leptos::prelude::*;

/// The staff's app.
#[component]
pub fn App(
    /// Which address shows which page.
    find: Find,
) -> impl IntoView {
    name_place(untrack(common::t).app);
    begin(find);
    // The frame stays while one goes from page to page within it.
    let audience = Memo::new(move |_| audience(find));
    move || match audience.get() {
        Some(Audience::Everybody) => page(find, Audience::Everybody, alone),
        Some(Audience::SignedIn) => {
            view! { <StaffArea page=move || page(find, Audience::SignedIn, framed) /> }.into_any()
        }
        None => view! { <NotFoundPage /> }.into_any(),
    }
}

fn framed(content: AnyView) -> AnyView {
    view! { <div class="page">{content}</div> }.into_any()
}

fn alone(content: AnyView) -> AnyView {
    // What had the focus here goes; what comes in its place takes it.
    on_cleanup(|| dom::focus_soon("main"));
    view! { <main class="page" id="main" tabindex="-1">{content}</main> }.into_any()
}
