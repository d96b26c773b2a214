//! Signing in, for staff.

use super::entries::{Refusal, SignInEntries, SignInFields};
use crate::{
    i18n::{accounts as words, common},
    paths, router,
    session::{adopt_language, use_session},
    shell::set_title,
    ui::{Button, Mark},
};
use domain::{
    accounts::{Account, AccountKind, CounselorSignIn},
    problem::FieldCode,
    text::Slug,
};
use leptos::{prelude::*, task::spawn_local};

/// The page.
#[component]
pub fn SignInPage() -> impl IntoView {
    set_title(|| words::t().sign_in.into());
    let session = use_session();
    session.restore(AccountKind::Counselor);
    // Whoever is signed in, now or from before, goes on to where they wanted to be.
    Effect::new(move |_| {
        if let Some(Account::Counselor { .. }) = session.account() {
            let next = untrack(|| router::query("next"));
            let next = next.as_deref().and_then(paths::own).unwrap_or(paths::MAIL);
            router::replace(next);
        }
    });
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
                <div>
                    <div class="stack stack-2">
                        <h1>{move || words::t().sign_in}</h1>
                        <p class="muted">{move || words::t().for_staff}</p>
                    </div>
                    <SignInForm />
                    <hr />
                    <p class="small muted">{move || words::t().portal_hint}</p>
                </div>
            </div>
        </main>
    }
    .into_any()
}

#[component]
fn SignInForm() -> impl IntoView {
    let session = use_session();
    let entries = SignInEntries::new(
        || words::t().name,
        |code| (code == FieldCode::Required).then(|| words::t().name_missing),
    );
    let form = entries.form;
    let send = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        if !form.begin() {
            return;
        }
        let Some((name, password)) = entries.parse() else {
            return form.succeed();
        };
        let facility = untrack(|| router::query("facility"));
        let facility = facility.and_then(|slug| Slug::try_from(slug).ok());
        let body = CounselorSignIn {
            facility,
            name,
            password,
        };
        let client = session.client();
        spawn_local(async move {
            match client.sign_in_counselor(&body).await {
                Ok(signed_in) => {
                    form.succeed();
                    adopt_language(&signed_in.account);
                    session.enter(signed_in.account);
                }
                Err(error) => form.fail(error),
            }
        });
    };
    view! {
        <Refusal form=form wrong=|| words::t().wrong too_many=|| words::t().too_many />
        <form class="stack" method="post" novalidate on:submit=send>
            <SignInFields entries=entries />
            <Button submit=true class="btn-primary btn-lg btn-block" busy=form.busy>
                {move || words::t().sign_in}
            </Button>
        </form>
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
