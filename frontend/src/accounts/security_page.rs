//! What keeps a staff account safe: password, second step, devices. And what has to be done
//! before anything else.

use crate::{
    i18n::{common, passwords, sessions as session_words, two_factor as words},
    passwords::ChangePasswordForm,
    paths, router,
    session::use_session,
    sessions::SessionList,
    shell::set_title,
    two_factor::{SetUp, TwoFactorSection},
};
use domain::accounts::AccountKind;
use leptos::prelude::*;

/// The staff's page.
#[component]
pub fn SecurityPage() -> impl IntoView {
    set_title(|| common::t().security.into());
    view! {
        <div class="page">
            <header class="page-head">
                <h1>{move || common::t().security}</h1>
            </header>
            <div class="stack stack-7 security">
                <section class="sect" aria-labelledby="security-password">
                    <h2 id="security-password">{move || passwords::t().change}</h2>
                    <ChangePasswordForm kind=AccountKind::Counselor />
                </section>
                <section class="sect" aria-labelledby="security-two-factor">
                    <h2 id="security-two-factor">{move || words::t().title}</h2>
                    <TwoFactorSection />
                </section>
                <section class="sect" aria-labelledby="security-devices">
                    <h2 id="security-devices">{move || session_words::t().title}</h2>
                    <SessionList />
                </section>
            </div>
        </div>
    }
    .into_any()
}

/// In the place of every other page, until the second step is set up.
#[component]
pub fn DutyPage() -> impl IntoView {
    set_title(|| words::t().due.into());
    let session = use_session();
    let owes = move || session.account().and_then(|account| account.duty());
    Effect::new(move |_| {
        if owes().is_none() {
            router::replace(paths::HOME);
        }
    });
    let done = move |()| session.update(|account| account.owe(None));
    view! {
        <div class="page">
            <header class="page-head">
                <h1>{move || words::t().due}</h1>
                <p class="page-sub muted">{move || words::t().due_lead}</p>
            </header>
            <div class="stack security">
                <SetUp on_done=done />
            </div>
        </div>
    }
    .into_any()
}
