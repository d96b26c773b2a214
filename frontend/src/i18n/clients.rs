//! The words of the member administration.

use super::{Language, language};

super::texts! {
    title: "Mitglieder\u{ad}verwaltung", "Members";
    filter: "Klient:innen filtern", "Filter clients";
    search: "Pseudonym oder Nummer suchen", "Search pseudonym or number";
    search_short: "Pseudonym oder Nummer", "Pseudonym or number";
    caption: "Klient:innen, zuletzt angelegte zuerst", "Clients, newest first";
    pseudonym: "Pseudonym", "Pseudonym";
    contact: "E-Mail / Telefon", "E-mail / phone";
    admin_only: "Admin", "Admin";
    admin_only_hint: "Nur Administrator:innen sehen diese Spalte", "Only administrators see this column";
    none: "keine", "none";
    nobody: "noch niemand", "nobody yet";
    primary_counselor: "Stamm\u{ad}berater:in", "Primary counselor";
    created: "Angelegt", "Created";
    last_signed_in: "Letzte Anmeldung", "Last sign-in";
    signed_in: "angemeldet ", "signed in ";
    never: "noch nie", "never";
    never_signed_in: " angemeldet", " signed in";
    empty: "Hier ist noch niemand", "There is nobody here yet";
    empty_text: "Wer sich im Portal registriert oder hier angelegt wird, steht in dieser Liste.",
        "Whoever registers in the portal or is added here is in this list.";
    nothing_found: "Niemand gefunden", "Nobody found";
    nothing_found_text: "Gesucht wird in Pseudonymen und Nummern, zum Beispiel K-0042.",
        "The search covers pseudonyms and numbers, K-0042 for example.";
    clear_search: "Suche leeren", "Clear search";
    create: "Klient:in anlegen", "Add client";
    submit: "Anlegen", "Add";
    pseudonym_hint: "So sehen alle die Person. Kein echter Name nötig.",
        "This is how everybody sees the person. No real name needed.";
    password: "Passwort", "Password";
    password_hint: "Mindestens 8\u{a0}Zeichen. Geben Sie es der Person auf sicherem Weg weiter.",
        "At least 8\u{a0}characters. Pass it on to the person in a safe way.";
    email: "E-Mail-Adresse", "E-mail address";
    email_format: "Vervollständigen Sie die E-Mail-Adresse, zum Beispiel name@mail.example.",
        "Complete the e-mail address, name@mail.example for instance.";
    phone: "Telefon", "Phone";
    phone_format: "Schreiben Sie die Nummer mit Ziffern, zum Beispiel 0151 23456.",
        "Write the number with digits, 0151 23456 for instance.";
    no_primary: "noch niemand", "nobody yet";
    counselors_missing: "Die Liste der Berater:innen konnte nicht geladen werden.",
        "The list of counselors could not be loaded.";
}

/// "25 Klient:innen geladen".
pub fn loaded(n: usize, all: bool) -> String {
    match (language(), n, all) {
        (Language::De, 1, _) => "1\u{a0}Klient:in".into(),
        (Language::De, _, true) => format!("{n}\u{a0}Klient:innen"),
        (Language::De, _, false) => format!("{n}\u{a0}Klient:innen geladen"),
        (Language::En, 1, _) => "1\u{a0}client".into(),
        (Language::En, _, true) => format!("{n}\u{a0}clients"),
        (Language::En, _, false) => format!("{n}\u{a0}clients loaded"),
    }
}

/// "Zugvogel angelegt".
pub fn created(pseudonym: &str) -> String {
    match language() {
        Language::De => format!("{pseudonym} angelegt"),
        Language::En => format!("{pseudonym} added"),
    }
}
