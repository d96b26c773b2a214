//! The words of the search over everything.

use super::{Language, language};

super::texts! {
    title: "Überall suchen", "Search everything";
    placeholder: "Klient:in, Anfrage, Termin, Hilfe, Seite", "Client, request, appointment, help, page";
    hits: "Treffer", "Hits";
    searching: "Sucht …", "Searching …";
    choose: "wählen", "choose";
    open: "öffnen", "open";
    clients: "Klient:innen", "Clients";
    requests: "Mailanfragen", "Mail requests";
    bookings: "Kommende Termine", "Coming appointments";
    pages: "Seiten", "Pages";
    help: "Hilfe", "Help";
    watchlist: "Merkliste", "Watchlist";
    groups: "Gruppen", "Groups";
    text_templates: "Textvorlagen und Signatur", "Text templates and signature";
    absences: "Abwesenheiten", "Absences";
    security: "Sicherheit", "Security";
}

/// "3 Treffer".
pub fn hits(n: usize) -> String {
    match (language(), n) {
        (Language::De, n) => format!("{n} Treffer"),
        (Language::En, 1) => "1 hit".into(),
        (Language::En, n) => format!("{n} hits"),
    }
}

/// Nothing is called like that.
pub fn nothing(text: &str) -> String {
    match language() {
        Language::De => format!(
            "Nichts gefunden zu „{text}“. Gesucht wird in Namen und Nummern von Klient:innen, Betreffen, kommenden Terminen, Seiten und der Hilfe."
        ),
        Language::En => format!(
            "Nothing found for “{text}”. The search looks at names and numbers of clients, subjects, coming appointments, pages and the help."
        ),
    }
}
