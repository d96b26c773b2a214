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
    forms::{Entry, required},
    i18n::own_data as words,
    ui::PasswordField,
};
use domain::{problem::FieldCode, text::TypedPassword};
use leptos::prelude::*;

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
