//! Signing in, for staff.

use super::{
    entries::{Refusal, SignInEntries, SignInFields},
    frame::WayIn,
    second_step::{CODE, SecondStep},
};
use crate::{
    i18n::accounts as words,
    paths, router,
    session::{adopt_language, use_session},
    shell::set_title,
    ui::{Button, dom},
};
use domain::{
    accounts::{Account, AccountKind, CounselorSignIn},
    problem::FieldCode,
    text::{ChallengeToken, Slug},
    two_factor::SignIn,
};
use leptos::{prelude::*, task::spawn_local};

/// The page.
#[component]
pub fn SignInPage() -> impl IntoView {
    let challenge = RwSignal::new(None::<ChallengeToken>);
    set_title(move || {
        let asked = challenge.with(Option::is_some);
        let t = words::t();
        if asked { t.second_step } else { t.sign_in }.into()
    });
    let session = use_session();
    session.restore(AccountKind::Counselor);
    // Whoever is signed in, now or from before, goes on to where they wanted to be.
    Effect::new(move |_| {
        if let Some(Account::Counselor { .. }) = session.account() {
            let next = untrack(|| router::query("next"));
            let next = next.as_deref().and_then(paths::own).unwrap_or(paths::HOME);
            router::replace(next);
        }
    });
    let first_step = move || {
        view! {
            <div class="stack stack-2">
                <h1>{move || words::t().sign_in}</h1>
                <p class="muted">{move || words::t().for_staff}</p>
            </div>
            <SignInForm challenge=challenge />
            <p>
                <a href=paths::FORGOT>{move || words::t().forgotten}</a>
            </p>
            <hr />
            <p class="small muted">{move || words::t().portal_hint}</p>
        }
        .into_any()
    };
    view! {
        <WayIn>
            {move || match challenge.get() {
                Some(asked) => view! { <SecondStep asked=asked challenge=challenge /> }.into_any(),
                None => first_step(),
            }}
        </WayIn>
    }
    .into_any()
}

/// Name and password.
#[component]
fn SignInForm(challenge: RwSignal<Option<ChallengeToken>>) -> impl IntoView {
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
                Ok(SignIn::Done(signed_in)) => {
                    form.succeed();
                    adopt_language(&signed_in.account);
                    session.enter(signed_in.account);
                }
                Ok(SignIn::SecondStep(asked)) => {
                    form.succeed();
                    challenge.set(Some(asked.challenge));
                    dom::focus_soon(CODE);
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
