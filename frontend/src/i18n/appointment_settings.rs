//! The words around what a counselor sets up for appointments.

use super::{Language, language};

super::texts! {
    navigation: "Termine einrichten", "Set up appointments";
    back_to_account: "Konto", "Account";
}

/// What the page of a colleague is called.
pub fn of_colleague(name: &str) -> String {
    match language() {
        Language::De => format!("Termine von {name}"),
        Language::En => format!("Appointments of {name}"),
    }
}
