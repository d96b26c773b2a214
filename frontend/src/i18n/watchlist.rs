//! The words of the watchlist.

use super::{Language, language};

super::texts! {
    title: "Merkliste", "Watchlist";
    users: "Benutzer:in", "Clients";
    parts: "Teile der Mitgliederverwaltung", "Parts of the member administration";
    caption: "Gemerkte Klient:innen, zuletzt angelegte zuerst", "Remembered clients, newest first";
    empty: "Sie haben sich noch niemanden gemerkt", "You have not remembered anybody yet";
    empty_text: "Auf der Seite einer Klient:in nehmen Sie sie mit „Merken“ in diese Liste auf. Nur Sie sehen sie.",
        "“Remember” on a client’s page puts them on this list. Only you see it.";
    remember: "Merken", "Remember";
    forget: "Nicht mehr merken", "Forget";
}

/// "Seestern nicht mehr merken".
pub fn forget_named(pseudonym: &str) -> String {
    match language() {
        Language::De => format!("{pseudonym} nicht mehr merken"),
        Language::En => format!("Forget {pseudonym}"),
    }
}

/// "Seestern gemerkt".
pub fn remembered(pseudonym: &str) -> String {
    match language() {
        Language::De => format!("{pseudonym} gemerkt"),
        Language::En => format!("{pseudonym} remembered"),
    }
}

/// "Seestern nicht mehr gemerkt".
pub fn forgotten(pseudonym: &str) -> String {
    match language() {
        Language::De => format!("{pseudonym} nicht mehr gemerkt"),
        Language::En => format!("{pseudonym} forgotten"),
    }
}
