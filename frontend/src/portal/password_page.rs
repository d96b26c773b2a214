//! Where a client's link leads, and choosing a password of one's own before anything else.

use super::{area::use_portal, write_page::Notes};
use crate::{
    accounts::{LinkForm, Redeemed},
    i18n::passwords as words,
    passwords::ChangePasswordForm,
    paths, router,
    session::{adopt_language, use_session},
    shell::set_title,
    ui::use_toasts,
};
use domain::{
    accounts::{AccountKind, ClientSignIn},
    text::{TypedName, TypedPassword},
};
use leptos::{prelude::*, task::spawn_local};

/// The page that a link opens. Whoever has set their password is signed in with it.
#[component]
pub fn PasswordPage() -> impl IntoView {
    set_title(|| words::t().set_new.into());
    let (session, portal, toasts) = (use_session(), use_portal(), use_toasts());
    let set = move |redeemed: Redeemed| {
        let slug = portal.slug();
        let name = TypedName::try_from(redeemed.link.name).ok();
        let password = TypedPassword::try_from(redeemed.password.as_str()).ok();
        let to_sign_in = paths::portal_sign_in(&slug, None);
        let Some((name, password)) = name.zip(password) else {
            return router::replace(&to_sign_in);
        };
        let client = session.client();
        spawn_local(async move {
            let body = ClientSignIn { name, password };
            if let Ok(signed_in) = client.sign_in_client(slug.as_str(), &body).await {
                adopt_language(&signed_in.account);
                session.enter(signed_in.account);
                router::replace(&paths::portal_requests(&slug));
            } else {
                toasts.say(words::t().set);
                router::replace(&to_sign_in);
            }
        });
    };
    let again = paths::portal_forgot(&portal.slug());
    let void = move || {
        view! {
            <p>
                <a href=again.clone()>{move || words::t().ask_again}</a>
            </p>
            <p>{move || words::t().void_client}</p>
        }
    };
    view! {
        <main class="portal-main" id="main" tabindex="-1">
            <div class="wrap portal-cols">
                <div class="portal-form stack">
                    <LinkForm on_set=set void=void />
                </div>
                <Notes />
            </div>
        </main>
    }
    .into_any()
}

/// In the place of every other page of a client whose password somebody else knows.
#[component]
pub fn DutyPage() -> impl IntoView {
    set_title(|| words::t().due.into());
    let (session, portal) = (use_session(), use_portal());
    let owes = move || session.account().and_then(|account| account.duty());
    Effect::new(move |_| {
        if owes().is_none() {
            router::replace(&paths::portal_requests(&portal.slug()));
        }
    });
    let done = move |()| session.update(|account| account.owe(None));
    view! {
        <main class="portal-main" id="main" tabindex="-1">
            <div class="wrap portal-cols">
                <div class="portal-form">
                    <header class="stack">
                        <h1>{move || words::t().due}</h1>
                        <p class="muted">{move || words::t().due_lead}</p>
                    </header>
                    <ChangePasswordForm kind=AccountKind::Client on_changed=done />
                </div>
                <Notes />
            </div>
        </main>
    }
    .into_any()
}
