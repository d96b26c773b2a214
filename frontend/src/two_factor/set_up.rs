//! Setting the second step up: the password, the picture and a first code, the recovery codes.

use crate::{
    accounts::code_entry,
    forms::{Entry, Form, required},
    i18n::two_factor as words,
    session::use_session,
    ui::{Banner, Button, ErrorSummary, Kind, PasswordField, TextField, dom, use_toasts},
};
use domain::{
    problem::FieldCode,
    text::TypedPassword,
    two_factor::{PasswordProof, QrCode, TwoFactorConfirmation, TwoFactorSetup, grouped},
};
use leptos::{prelude::*, task::spawn_local};
use wasm_bindgen_futures::JsFuture;

/// The id of the field that takes one's own password.
pub const OWN_PASSWORD: &str = "own_password";

/// Where one stands.
#[derive(Clone)]
enum Step {
    Password,
    Scan(TwoFactorSetup),
    Codes(Vec<String>),
}

/// The steps, one after the other.
#[component]
pub fn SetUp(
    /// What happens when the codes were kept.
    #[prop(into)]
    on_done: Callback<()>,
) -> impl IntoView {
    let step = RwSignal::new(Step::Password);
    move || match step.get() {
        Step::Password => view! { <Prove step=step /> }.into_any(),
        Step::Scan(setup) => view! { <Scan setup=setup step=step /> }.into_any(),
        Step::Codes(codes) => view! { <Codes codes=codes on_done=on_done /> }.into_any(),
    }
}

/// An entry for one's own password, as a proof that it is oneself.
pub fn proof_entry() -> Entry {
    Entry::new(
        OWN_PASSWORD,
        || words::t().password,
        "",
        required::<TypedPassword>,
    )
    .in_words(|code| (code == FieldCode::Required).then(|| words::t().password_missing))
}

#[component]
fn Prove(step: RwSignal<Step>) -> impl IntoView {
    let session = use_session();
    let password = proof_entry();
    let form = Form::new(vec![password]);
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
            match session.notice(client.begin_two_factor(&body).await) {
                Ok(_) if form.busy.is_disposed() => {}
                Ok(setup) => {
                    form.succeed();
                    step.set(Step::Scan(setup));
                    dom::focus_soon("code");
                }
                Err(error) => form.fail(error),
            }
        });
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
                <Button submit=true class="btn-primary" busy=form.busy>
                    {move || words::t().set_up}
                </Button>
            </div>
        </form>
    }
    .into_any()
}

#[component]
fn Picture(code: QrCode) -> impl IntoView {
    let QrCode { size, path } = code;
    view! {
        <svg
            class="qr-code"
            viewBox=format!("0 0 {size} {size}")
            shape-rendering="crispEdges"
            role="img"
            aria-label=move || words::t().qr_code
        >
            <path d=path />
        </svg>
    }
    .into_any()
}

#[component]
fn Scan(setup: TwoFactorSetup, step: RwSignal<Step>) -> impl IntoView {
    let session = use_session();
    let code = code_entry(|| words::t().then_code);
    let form = Form::new(vec![code]);
    let send = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        if !form.begin() {
            return;
        }
        let Some(code) = code.parse() else {
            return form.succeed();
        };
        let body = TwoFactorConfirmation { code };
        let client = session.client();
        spawn_local(async move {
            match session.notice(client.confirm_two_factor(&body).await) {
                Ok(_) if form.busy.is_disposed() => {}
                Ok(made) => {
                    form.succeed();
                    step.set(Step::Codes(made.codes));
                    dom::focus_soon("recovery-codes");
                }
                Err(error) => form.fail(error),
            }
        });
    };
    let secret = grouped(&setup.secret).replace('-', " ");
    view! {
        <form class="stack" method="post" novalidate on:submit=send>
            <ErrorSummary form=form />
            <p>{move || words::t().scan}</p>
            <Picture code=setup.qr_code />
            <p>
                {move || words::t().secret} ": " <b class="secret">{secret}</b>
            </p>
            <div class="code-input">
                <TextField entry=code autocomplete="one-time-code" />
            </div>
            <div class="row">
                <Button submit=true class="btn-primary" busy=form.busy>
                    {move || words::t().confirm}
                </Button>
            </div>
        </form>
    }
    .into_any()
}

/// Recovery codes, this one time.
#[component]
pub fn Codes(
    /// The codes.
    codes: Vec<String>,
    /// What happens when they were kept.
    #[prop(into)]
    on_done: Callback<()>,
) -> impl IntoView {
    let toasts = use_toasts();
    let refused = RwSignal::new(false);
    let text = codes.join("\n");
    let copy = move |()| {
        let copying = dom::copy(&text);
        spawn_local(async move {
            let copied = match copying {
                Some(copying) => JsFuture::from(copying).await.is_ok(),
                None => false,
            };
            if copied {
                toasts.say(words::t().copied);
            }
            refused.try_set(!copied);
        });
    };
    let item = |code: String| view! { <li>{code}</li> };
    view! {
        <div class="stack">
            <p id="recovery-codes" tabindex="-1">
                <b>{move || words::t().codes_title}</b>
            </p>
            <Banner kind=Kind::Warn>{move || words::t().codes_once}</Banner>
            <ul class="recovery-codes" aria-labelledby="recovery-codes">
                {codes.into_iter().map(item).collect_view()}
            </ul>
            {move || {
                refused
                    .get()
                    .then(|| view! { <Banner kind=Kind::Warn>{words::t().not_copied}</Banner> })
            }}
            <div class="row">
                <Button class="btn-primary" on_click=on_done>{move || words::t().kept}</Button>
                <Button on_click=copy>{move || words::t().copy}</Button>
            </div>
        </div>
    }
    .into_any()
}
