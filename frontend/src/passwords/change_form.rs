//! Changing one's own password.

use super::field::{NewPasswordField, new_password_entry};
use crate::{
    forms::{Entry, Form, required},
    i18n::passwords as words,
    session::use_session,
    ui::{Button, ErrorSummary, PasswordField, use_toasts},
};
use domain::{
    accounts::{Account, AccountKind},
    passwords::PasswordChange,
    problem::FieldCode,
    text::TypedPassword,
};
use leptos::{prelude::*, task::spawn_local};

/// The form. It empties itself once the password is changed, and says so.
#[component]
pub fn ChangePasswordForm(
    /// Of which kind of account.
    kind: AccountKind,
    /// What happens then.
    #[prop(optional, into)]
    on_changed: Option<Callback<()>>,
) -> impl IntoView {
    let (session, toasts) = (use_session(), use_toasts());
    let current = Entry::new(
        "current_password",
        || words::t().current,
        "",
        required::<TypedPassword>,
    )
    .in_words(|code| (code == FieldCode::Required).then(|| words::t().current_missing));
    let password = new_password_entry(kind, || words::t().new);
    let form = Form::new(vec![current, password]);
    let send = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        if !form.begin() {
            return;
        }
        let (Some(current_password), Some(new)) = (current.parse(), password.parse()) else {
            return form.succeed();
        };
        let body = PasswordChange {
            current_password,
            password: new,
        };
        let client = session.client();
        spawn_local(async move {
            match session.notice(client.change_own_password(&body).await) {
                Ok(()) if form.busy.is_disposed() => {}
                Ok(()) => {
                    form.succeed();
                    current.value.set(String::new());
                    password.value.set(String::new());
                    toasts.say(words::t().changed);
                    if let Some(done) = on_changed {
                        done.run(());
                    }
                }
                Err(error) => form.fail(error),
            }
        });
    };
    let names = Signal::derive(move || session.account().map(names_of).unwrap_or_default());
    view! {
        <form class="stack password-form" method="post" novalidate on:submit=send>
            <ErrorSummary form=form />
            <PasswordField entry=current autocomplete="current-password" />
            <NewPasswordField entry=password kind=kind names=names />
            <p class="hint">{move || words::t().ends_others}</p>
            <div class="row">
                <Button submit=true class="btn-primary" busy=form.busy>
                    {move || words::t().change}
                </Button>
            </div>
        </form>
    }
    .into_any()
}

fn names_of(account: Account) -> Vec<String> {
    vec![match account {
        Account::Counselor { display_name, .. } => display_name,
        Account::Client { pseudonym, .. } => pseudonym,
    }]
}
