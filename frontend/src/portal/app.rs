//! What stands around the pages of a portal. Which address shows which page is in
//! `bin/portal.rs`.

use super::{ClientArea, NoPage, PortalArea};
use crate::{
    chunks::{Audience, Find, audience, page},
    router,
    ui::dom,
};
use domain::text::Slug;
use leptos::prelude::*;

/// The portal.
#[component]
pub fn App(
    /// Which address below the portal's shows which page.
    find: Find,
) -> impl IntoView {
    // The frame stays while one goes from page to page within it.
    let slug = Memo::new(|_| slug(&router::path()));
    move || view! { <PortalArea slug=slug.get() page=move || content(find) /> }
}

/// Which facility's portal an address is in.
fn slug(path: &str) -> Option<Slug> {
    path.split('/')
        .nth(2)
        .and_then(|part| Slug::try_from(part).ok())
}

fn content(find: Find) -> AnyView {
    let audience = Memo::new(move |_| audience(find));
    let view = move || match audience.get() {
        Some(Audience::Everybody) => page(find, Audience::Everybody, alone),
        Some(Audience::SignedIn) => {
            view! { <ClientArea page=move || page(find, Audience::SignedIn, alone) /> }.into_any()
        }
        None => view! { <NoPage /> }.into_any(),
    };
    view.into_any()
}

fn alone(content: AnyView) -> AnyView {
    // What had the focus here goes; what comes in its place takes it.
    on_cleanup(|| dom::focus_soon("main"));
    view! {
        <main class="portal-main" id="main" tabindex="-1">
            <div class="wrap portal-cols">{content}</div>
        </main>
    }
    .into_any()
}
