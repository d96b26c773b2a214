//! A name and a password, and why they do not open: what staff and clients sign in with.

use crate::{
    forms::{Entry, Form, required},
    i18n::{self, accounts as words},
    ui::{ErrorSummary, PasswordField, TextField},
};
use client::CallError;
use domain::{
    problem::{FieldCode, ProblemCode},
    text::{TypedName, TypedPassword},
};
use leptos::prelude::*;

/// What is typed to sign in.
#[derive(Clone, Copy, Debug)]
pub struct SignInEntries {
    /// Both values.
    pub form: Form,
    name: Entry,
    password: Entry,
}

impl SignInEntries {
    /// Asks for a name of this kind, which is missed in the words of `missing`.
    pub fn new(
        label: fn() -> &'static str,
        missing: fn(FieldCode) -> Option<&'static str>,
    ) -> Self {
        let name = Entry::new("name", label, "", required::<TypedName>).in_words(missing);
        let password = Entry::new(
            "password",
            || words::t().password,
            "",
            required::<TypedPassword>,
        )
        .in_words(|code| (code == FieldCode::Required).then(|| words::t().password_missing));
        Self {
            form: Form::new(vec![name, password]),
            name,
            password,
        }
    }

    /// The values, if they are there.
    pub fn parse(self) -> Option<(TypedName, TypedPassword)> {
        Some((self.name.parse()?, self.password.parse()?))
    }
}

/// The two fields.
#[component]
pub fn SignInFields(
    /// What is typed.
    entries: SignInEntries,
) -> impl IntoView {
    view! {
        <TextField entry=entries.name autocomplete="username" />
        <PasswordField entry=entries.password autocomplete="current-password" />
    }
    .into_any()
}

/// What keeps somebody from getting in.
#[component]
pub fn Refusal(
    /// What was sent.
    form: Form,
    /// That name and password do not match.
    wrong: fn() -> &'static str,
    /// That it was tried too often.
    too_many: fn() -> &'static str,
) -> impl IntoView {
    let say = move |error: CallError| match error.code() {
        Some(ProblemCode::InvalidCredentials) => wrong().into(),
        Some(ProblemCode::TooManyAttempts) => i18n::with_wait(too_many(), &error),
        _ => i18n::error_text(&error),
    };
    let reason = Signal::derive(move || form.failure.get().map(say).unwrap_or_default());
    view! { <ErrorSummary form=form title=|| words::t().refused reason=reason /> }.into_any()
}
