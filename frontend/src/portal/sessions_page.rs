//! What keeps a client's access safe: the password, and where one is signed in.

use super::write_page::Notes;
use crate::{
    i18n::{common, passwords, sessions as words},
    passwords::ChangePasswordForm,
    sessions::SessionList,
    shell::set_title,
};
use domain::accounts::AccountKind;
use leptos::prelude::*;

/// The page.
#[component]
pub fn SessionsPage() -> impl IntoView {
    set_title(|| common::t().security.into());
    view! {
        <main class="portal-main" id="main" tabindex="-1">
            <div class="wrap portal-cols">
                <div class="portal-form portal-list">
                    <h1>{move || common::t().security}</h1>
                    <section class="sect" aria-labelledby="security-password">
                        <h2 id="security-password">{move || passwords::t().change}</h2>
                        <ChangePasswordForm kind=AccountKind::Client />
                    </section>
                    <section class="sect" aria-labelledby="security-devices">
                        <h2 id="security-devices">{move || words::t().title}</h2>
                        <SessionList />
                    </section>
                </div>
                <Notes />
            </div>
        </main>
    }
    .into_any()
}
