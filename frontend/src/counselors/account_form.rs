//! What admins enter of a staff account.
#![expect(
    clippy::large_types_passed_by_value,
    reason = "a component owns what it is given"
)]

use super::{
    email_proof::EmailProof,
    profile_form::{salutation_name, salutation_of, salutations},
};
use crate::{
    forms::{Entry, any, required},
    i18n::{clients::t as client_words, counselor_administration as words, counselors, shell},
    ui::{
        SelectField, SwitchField, TextField,
        switch::{ON, on_or_off},
    },
};
use domain::{
    access::Role,
    counselors::{Counselor, CounselorCreate, CounselorUpdate},
    language::Language,
    problem::FieldCode,
    text::{DisplayName, EmailAddress, LoginName, PersonName},
};
use leptos::prelude::*;

/// How an entry names the roles.
const ROLES: [(Role, &str); 2] = [(Role::Counselor, "counselor"), (Role::Admin, "admin")];

/// The values.
#[derive(Clone, Copy)]
pub struct Account {
    role: Entry,
    active: Entry,
    salutation: Entry,
    first_name: Entry,
    last_name: Entry,
    /// E-mail address.
    pub email: Entry,
    login_name: Entry,
    display_name: Entry,
    newsletter: Entry,
}

impl Account {
    /// Of nobody yet.
    pub fn new() -> Self {
        let name = |name, label| Entry::new(name, label, "", required::<PersonName>);
        Self {
            role: Entry::new("role", || words::t().role, "counselor", any),
            active: Entry::new("active", || words::t().active, ON, any),
            salutation: Entry::new("salutation", || counselors::t().salutation, "neutral", any),
            first_name: name("first_name", || counselors::t().first_name),
            last_name: name("last_name", || counselors::t().last_name),
            email: Entry::new(
                "email",
                || counselors::t().email,
                "",
                required::<EmailAddress>,
            )
            .in_words(|code| {
                (code == FieldCode::InvalidFormat).then(|| client_words().email_format)
            }),
            login_name: Entry::new(
                "login_name",
                || counselors::t().login_name,
                "",
                required::<LoginName>,
            ),
            display_name: Entry::new(
                "display_name",
                || counselors::t().display_name,
                "",
                required::<DisplayName>,
            ),
            newsletter: Entry::new("newsletter", || shell::t().newsletter, "", any),
        }
    }

    /// Of somebody.
    pub fn of(counselor: &Counselor) -> Self {
        let account = Self::new();
        account.take(counselor);
        account
    }

    /// The values as the server has them.
    fn stored(self, of: &Counselor) -> [(Entry, &str); 7] {
        [
            (self.salutation, salutation_name(of.salutation)),
            (self.first_name, &of.first_name),
            (self.last_name, &of.last_name),
            (self.email, &of.email),
            (self.login_name, of.login_name.as_str()),
            (self.display_name, &of.display_name),
            (self.newsletter, on_or_off(of.newsletter)),
        ]
    }

    /// Takes over what the server has.
    pub fn take(self, of: &Counselor) {
        for (entry, text) in self.stored(of) {
            entry.fault.set(None);
            entry.value.set(text.to_owned());
        }
    }

    /// What is typed that differs from what the server has, and what it has there.
    pub fn differences(self, of: &Counselor) -> Vec<(Entry, String)> {
        let stored = self.stored(of).into_iter();
        let differ = |(entry, text): &(Entry, &str)| {
            entry.value.with_untracked(|value| value.trim() != *text)
        };
        stored
            .filter(differ)
            .map(|(entry, text)| (entry, text.to_owned()))
            .collect()
    }

    /// What is sent, in the order of the page.
    pub fn all(self) -> Vec<Entry> {
        vec![
            self.role,
            self.active,
            self.salutation,
            self.first_name,
            self.last_name,
            self.email,
            self.login_name,
            self.display_name,
            self.newsletter,
        ]
    }

    fn is_on(entry: Entry) -> bool {
        entry.value.with_untracked(|value| value == ON)
    }

    /// The new account, which sets its own password.
    pub fn create(self) -> Option<CounselorCreate> {
        let role = self.role.value.get_untracked();
        let role = ROLES.into_iter().find(|(_, name)| *name == role)?.0;
        Some(CounselorCreate {
            role,
            login_name: self.login_name.parse()?,
            salutation: salutation_of(&self.salutation.value.get_untracked()),
            first_name: self.first_name.parse()?,
            last_name: self.last_name.parse()?,
            email: self.email.parse()?,
            display_name: self.display_name.parse()?,
            password: None,
            language: Language::default(),
            active: Self::is_on(self.active),
            newsletter: Self::is_on(self.newsletter),
        })
    }

    /// The change that makes the account what is typed.
    pub fn update(self) -> CounselorUpdate {
        CounselorUpdate {
            salutation: Some(salutation_of(&self.salutation.value.get_untracked())),
            first_name: self.first_name.parse(),
            last_name: self.last_name.parse(),
            email: self.email.parse(),
            display_name: self.display_name.parse(),
            newsletter: Some(Self::is_on(self.newsletter)),
            ..CounselorUpdate::default()
        }
    }
}

/// The fields; those of a new account have role, activity and login name among them.
#[component]
pub fn AccountFields(
    account: Account,
    new: bool,
    /// What another address of somebody who is here takes.
    #[prop(optional)]
    proof: Option<EmailProof>,
) -> impl IntoView {
    let Account {
        role,
        active,
        salutation,
        first_name,
        last_name,
        email,
        login_name,
        display_name,
        newsletter,
    } = account;
    let roles = || {
        ROLES
            .map(|(role, name)| (name.to_owned(), words::role(role).to_owned()))
            .to_vec()
    };
    let rights = new.then(|| {
        view! {
            <SelectField entry=role options=Signal::derive(roles) hint=|| words::t().role_hint />
            <SwitchField entry=active hint=|| words::t().active_hint />
        }
    });
    view! {
        {rights}
        <SelectField entry=salutation options=Signal::derive(salutations) />
        <div class="grid-2">
            <TextField entry=first_name />
            <TextField entry=last_name />
        </div>
        <TextField entry=display_name hint=|| counselors::t().display_name_hint />
        <TextField entry=email kind="email" />
        {proof.map(EmailProof::field)}
        <TextField
            entry=login_name
            read_only=!new
            hint=move || if new {
                words::t().login_name_hint
            } else {
                counselors::t().login_name_hint
            }
        />
        <SwitchField entry=newsletter hint=|| words::t().newsletter_hint />
    }
    .into_any()
}
