//! The second step of signing in: a code, or a recovery code.

use crate::{
    forms::{Entry, Form, required},
    i18n::accounts as words,
    session::{adopt_language, use_session},
    ui::{Button, ErrorSummary, TextField, dom},
};
use domain::{
    problem::{FieldCode, ProblemCode},
    text::{ChallengeToken, TypedCode},
    two_factor::SignInConfirmation,
};
use leptos::{prelude::*, task::spawn_local};

/// The id of the field that takes the code.
pub const CODE: &str = "code";

/// An entry for a code of either kind.
pub fn code_entry(label: fn() -> &'static str) -> Entry {
    Entry::new(CODE, label, "", required::<TypedCode>).in_words(|code| match code {
        FieldCode::Required => Some(words::t().code_missing),
        FieldCode::TooShort | FieldCode::TooLong => Some(words::t().code_length),
        _ => None,
    })
}

/// The form, in the place of name and password.
#[component]
pub fn SecondStep(
    /// What the first step answered.
    asked: ChallengeToken,
    /// Emptied to begin from the start.
    challenge: RwSignal<Option<ChallengeToken>>,
) -> impl IntoView {
    let session = use_session();
    let recovery = RwSignal::new(false);
    let asked = StoredValue::new(asked);
    let codes = [
        code_entry(|| words::t().code),
        code_entry(|| words::t().recovery_code),
    ];
    let forms = codes.map(|entry| Form::new(vec![entry]));
    let which = move || usize::from(recovery.get());
    let send = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        let which = untrack(which);
        let form = forms[which];
        if !form.begin() {
            return;
        }
        let Some(code) = codes[which].parse() else {
            return form.succeed();
        };
        let body = SignInConfirmation {
            challenge: asked.get_value(),
            code,
        };
        let client = session.client();
        spawn_local(async move {
            match client.confirm_sign_in(&body).await {
                Ok(signed_in) => {
                    form.succeed();
                    adopt_language(&signed_in.account);
                    session.enter(signed_in.account);
                }
                Err(error) => form.fail(error),
            }
        });
    };
    let expired = move || {
        let failure = forms[which()].failure.get();
        failure.is_some_and(|error| error.code() == Some(ProblemCode::SignInExpired))
    };
    let start_again = move |_| {
        challenge.set(None);
        dom::focus_soon("name");
    };
    let turn = move |_| {
        recovery.update(|recovery| *recovery = !*recovery);
        dom::focus_soon(CODE);
    };
    let fields = move || {
        let which = which();
        let form = forms[which];
        view! {
            <ErrorSummary form=form title=|| words::t().refused />
            <form class="stack" class:code-form=which == 0 method="post" novalidate on:submit=send>
                <TextField entry=codes[which] autocomplete="one-time-code" />
                <Button submit=true class="btn-primary btn-lg btn-block" busy=form.busy>
                    {move || words::t().go_on}
                </Button>
            </form>
        }
        .into_any()
    };
    let lead = move || {
        let t = words::t();
        if recovery.get() {
            t.recovery_lead
        } else {
            t.second_step_lead
        }
    };
    let other = move || {
        let t = words::t();
        if recovery.get() {
            t.use_app
        } else {
            t.use_recovery
        }
    };
    let again = move || {
        expired().then(|| {
            view! {
                <button class="link-btn" type="button" on:click=start_again>
                    {move || words::t().start_again}
                </button>
            }
        })
    };
    view! {
        <div class="stack stack-2">
            <h1>{move || words::t().second_step}</h1>
            <p class="muted">{lead}</p>
        </div>
        {fields}
        <p class="row">
            <button class="link-btn" type="button" on:click=turn>
                {other}
            </button>
            {again}
        </p>
    }
    .into_any()
}
