//! How it stands with one's own second step, and what can be done about it.

use super::set_up::{Codes, OWN_PASSWORD, SetUp, proof_entry};
use crate::{
    forms::Form,
    i18n::{common, format, two_factor as words},
    remote::{Loaded, load},
    session::use_session,
    ui::{Banner, Button, ErrorSummary, Kind, PasswordField, Skeleton, dom, use_toasts},
};
use domain::two_factor::{PasswordProof, TwoFactor};
use leptos::{prelude::*, task::spawn_local};

/// What is being done.
#[derive(Clone, PartialEq)]
enum Doing {
    Nothing,
    SettingUp,
    SwitchingOff,
    Renewing,
    Renewed(Vec<String>),
}

/// The section of the page.
#[component]
pub fn TwoFactorSection() -> impl IntoView {
    let doing = RwSignal::new(Doing::Nothing);
    // What is there is asked for anew after each change.
    let changes = RwSignal::new(0_u32);
    let content = move || {
        changes.track();
        view! { <Standing doing=doing changes=changes /> }
    };
    view! {
        <p class="muted">{move || words::t().lead}</p>
        {content}
    }
    .into_any()
}

#[component]
fn Standing(doing: RwSignal<Doing>, changes: RwSignal<u32>) -> impl IntoView {
    let standing = load(|client| async move { client.read_two_factor().await });
    let done = Callback::new(move |()| {
        doing.set(Doing::Nothing);
        changes.update(|changes| *changes += 1);
        dom::focus_soon("main");
    });
    move || match standing.ready() {
        Loaded::Nothing => view! { <Skeleton lines=2 /> }.into_any(),
        Loaded::Failure(error) => standing.failure_view(error),
        Loaded::Here(standing) => match doing.get() {
            Doing::Nothing => view! { <Summary standing=standing doing=doing /> }.into_any(),
            Doing::SettingUp => view! { <SetUp on_done=done /> }.into_any(),
            Doing::Renewed(codes) => view! { <Codes codes=codes on_done=done /> }.into_any(),
            Doing::SwitchingOff | Doing::Renewing => {
                view! { <Proof doing=doing done=done /> }.into_any()
            }
        },
    }
}

#[component]
fn Summary(standing: TwoFactor, doing: RwSignal<Doing>) -> impl IntoView {
    let start = move |what: Doing| {
        move |()| {
            doing.set(what.clone());
            dom::focus_soon(OWN_PASSWORD);
        }
    };
    let Some(since) = standing.since else {
        return view! {
            <p>{move || words::t().is_off}</p>
            <div class="row">
                <Button on_click=start(Doing::SettingUp)>
                    {move || words::t().set_up}
                </Button>
            </div>
        }
        .into_any();
    };
    let required = standing
        .required
        .then(|| view! { <p class="muted">{move || words::t().required}</p> });
    let switch_off = (!standing.required).then(|| {
        view! {
            <Button on_click=start(Doing::SwitchingOff)>{move || words::t().switch_off}</Button>
        }
    });
    let few = standing.recovery_codes_left < 3;
    let left = move || words::codes_left(standing.recovery_codes_left);
    view! {
        <p>
            {move || words::t().is_on} " "
            <time datetime=format::machine(since)>{move || format::moment(since)}</time>
        </p>
        {if few {
            view! { <Banner kind=Kind::Warn>{left}</Banner> }.into_any()
        } else {
            view! { <p class="muted">{left}</p> }.into_any()
        }}
        {required}
        <div class="row">
            <Button on_click=start(Doing::SettingUp)>{move || words::t().set_up_anew}</Button>
            <Button on_click=start(Doing::Renewing)>{move || words::t().renew}</Button>
            {switch_off}
        </div>
    }
    .into_any()
}

/// The password once more, before anything is weakened.
#[component]
fn Proof(doing: RwSignal<Doing>, done: Callback<()>) -> impl IntoView {
    let (session, toasts) = (use_session(), use_toasts());
    let password = proof_entry();
    let form = Form::new(vec![password]);
    let renewing = doing.get_untracked() == Doing::Renewing;
    let send = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        if !form.begin() {
            return;
        }
        let Some(password) = password.parse() else {
            return form.succeed();
        };
        let body = PasswordProof {
            own_password: password,
        };
        let client = session.client();
        spawn_local(async move {
            let result = if renewing {
                let renewed = client.renew_recovery_codes(&body).await;
                renewed.map(|made| Some(made.codes))
            } else {
                client.disable_two_factor(&body).await.map(|()| None)
            };
            match session.notice(result) {
                Ok(_) if form.busy.is_disposed() => {}
                Ok(Some(codes)) => {
                    form.succeed();
                    doing.set(Doing::Renewed(codes));
                    dom::focus_soon("recovery-codes");
                }
                Ok(None) => {
                    form.succeed();
                    toasts.say(words::t().switched_off);
                    done.run(());
                }
                Err(error) => form.fail(error),
            }
        });
    };
    let word = move || {
        if renewing {
            words::t().renew
        } else {
            words::t().switch_off
        }
    };
    view! {
        <form class="stack password-form" method="post" novalidate on:submit=send>
            <ErrorSummary form=form />
            <PasswordField
                entry=password
                autocomplete="current-password"
                hint=Signal::derive(|| words::t().password_hint.to_owned())
            />
            <div class="row">
                <Button on_click=move |()| doing.set(Doing::Nothing)>
                    {move || common::t().cancel}
                </Button>
                <Button submit=true class="btn-primary" busy=form.busy>
                    {word}
                </Button>
            </div>
        </form>
    }
    .into_any()
}
