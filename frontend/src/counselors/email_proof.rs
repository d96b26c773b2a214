//! One's own password, which an account's other e-mail address takes.

use crate::{
    forms::{Entry, optional},
    i18n::counselors as words,
    ui::PasswordField,
};
use domain::{
    problem::{FieldCode, FieldError},
    text::{EmailAddress, TypedPassword},
};
use leptos::prelude::*;

/// The proof, and whether one is needed.
#[derive(Clone, Copy)]
pub struct EmailProof {
    /// The password.
    pub entry: Entry,
    needed: Memo<bool>,
}

impl EmailProof {
    /// For an account that has the address `stored`, where `email` is typed.
    pub fn new(email: Entry, stored: impl Fn() -> String + Send + Sync + 'static) -> Self {
        let needed = Memo::new(move |_| {
            let typed = email
                .value
                .with(|typed| EmailAddress::try_from(typed.trim()));
            typed.is_ok_and(|typed| typed.is_other_than(&stored()))
        });
        let label = || words::t().own_password;
        let entry =
            Entry::new("own_password", label, "", optional::<TypedPassword>).in_words(|code| {
                (code == FieldCode::Required).then(|| words::t().own_password_missing)
            });
        Self { entry, needed }
    }

    /// What is sent.
    pub fn given(self) -> Option<TypedPassword> {
        let needed = self.needed.get_untracked();
        needed.then(|| self.entry.parse()).flatten()
    }

    /// What is wrong with it: that it is needed and not there.
    pub fn fault(self) -> Option<FieldError> {
        let missing = self.needed.get_untracked() && self.given().is_none();
        missing.then(|| FieldError::new(FieldCode::Required))
    }

    /// Nobody finds it there.
    pub fn forget(self) {
        self.entry.fault.set(None);
        self.entry.value.set(String::new());
    }

    /// Its field, while it is needed.
    pub fn field(self) -> impl IntoView {
        move || {
            self.needed.get().then(|| {
                view! {
                    <PasswordField
                        entry=self.entry
                        autocomplete="current-password"
                        hint=Signal::derive(|| words::t().own_password_hint.to_owned())
                    />
                }
            })
        }
    }
}
