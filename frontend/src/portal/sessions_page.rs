//! Where a client is signed in.

use super::write_page::Notes;
use crate::{i18n::sessions as words, sessions::SessionList, shell::set_title};
use leptos::prelude::*;

/// The page.
#[component]
pub fn SessionsPage() -> impl IntoView {
    set_title(|| words::t().title.into());
    view! {
        <main class="portal-main" id="main" tabindex="-1">
            <div class="wrap portal-cols">
                <div class="portal-form portal-list">
                    <h1>{move || words::t().title}</h1>
                    <SessionList />
                </div>
                <Notes />
            </div>
        </main>
    }
    .into_any()
}
