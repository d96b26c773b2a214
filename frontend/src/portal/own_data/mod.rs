//! What is kept of a client, and what keeps their access safe.

mod code;
mod contact;
mod deletion;
mod page;
mod recover_page;

pub use code::RecoveryCodePage;
pub use page::OwnDataPage;
pub use recover_page::RecoverPage;

use crate::{
    forms::{Entry, Form, required},
    i18n::{common, own_data as words},
    session::use_session,
    ui::{Button, ErrorSummary, PasswordField},
};
use client::{CallResult, Client};
use domain::{problem::FieldCode, text::TypedPassword, two_factor::PasswordProof};
use leptos::{prelude::*, task::spawn_local};

/// An entry for one's own password, as a proof that it is oneself.
fn proof_entry() -> Entry {
    let label = || words::t().own_password;
    Entry::new("own_password", label, "", required::<TypedPassword>)
        .in_words(|code| (code == FieldCode::Required).then(|| words::t().own_password_missing))
}

/// Its field.
fn proof_field(entry: Entry) -> AnyView {
    view! {
        <PasswordField
            entry=entry
            autocomplete="current-password"
            hint=Signal::derive(|| words::t().own_password_hint.to_owned())
        />
    }
    .into_any()
}

/// The form in a dialog that needs nothing but one's own password: sends what it is a proof for, and
/// goes on with what comes of it.
fn proof_form<Made: 'static, Sent: Future<Output = CallResult<Made>> + 'static>(
    open: RwSignal<bool>,
    text: AnyView,
    (class, verb): (&'static str, fn() -> &'static str),
    send: impl Fn(Client, PasswordProof) -> Sent + 'static,
    done: impl Fn(Made) + Clone + 'static,
) -> AnyView {
    let session = use_session();
    let proof = proof_entry();
    let form = Form::new(vec![proof]);
    let submit = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        if !form.begin() {
            return;
        }
        let Some(own_password) = proof.parse() else {
            return form.succeed();
        };
        let answer = send(session.client(), PasswordProof { own_password });
        let done = done.clone();
        spawn_local(async move {
            match session.notice(answer.await) {
                Ok(made) => {
                    form.succeed();
                    done(made);
                }
                Err(error) => form.fail(error),
            }
        });
    };
    view! {
        <form method="post" novalidate on:submit=submit>
            <div class="dialog-body stack">
                <ErrorSummary form=form />
                {text}
                {proof_field(proof)}
            </div>
            <footer class="dialog-foot">
                <Button on_click=move |()| open.set(false)>{move || common::t().cancel}</Button>
                <Button submit=true class=class busy=form.busy>{verb}</Button>
            </footer>
        </form>
    }
    .into_any()
}
