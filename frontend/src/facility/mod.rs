//! The facility's own data, the portal's legal pages and its rules of registration: pages of the
//! settings.

mod legal_page;
mod logo_field;
mod registration_page;
mod settings_page;

pub use legal_page::LegalPagesPage;
pub use registration_page::RegistrationSettingsPage;
pub use settings_page::FacilitySettingsPage;

use crate::{i18n::facility as words, paths, session::use_session};
use leptos::prelude::*;

/// Where people seeking help find the facility, for whoever has to tell them.
pub fn portal_address() -> AnyView {
    let session = use_session();
    let address = move || {
        let path = paths::portal(&session.account()?.facility().slug);
        let origin = window().location().origin().unwrap_or_default();
        let address = format!("{origin}{path}");
        Some(view! { <a href=path>{address}</a> })
    };
    view! { <p>{move || words::t().portal_address} " " {address}</p> }.into_any()
}
