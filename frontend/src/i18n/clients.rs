//! The words of the member administration.

use super::{Language, language};
use domain::clients::ClientStatus;

super::texts! {
    title: "Mitglieder\u{ad}verwaltung", "Members";
    users: "Benutzer:in", "Clients";
    filter: "Klient:innen filtern", "Filter clients";
    filters: "Filter", "Filter";
    show_list: "Liste zeigen", "Show list";
    search: "Pseudonym oder Nummer suchen", "Search pseudonym or number";
    found: "Gefunden", "Found";
    search_short: "Pseudonym oder Nummer", "Pseudonym or number";
    whose: "Zuständigkeit", "Responsibility";
    mine: "Meine", "Mine";
    without_primary: "Ohne Stamm\u{ad}berater:in", "Without counselor";
    all: "Alle", "All";
    of_colleague: "Von Kolleg:in", "A colleague’s";
    any_field: "Alle Beratungsfelder", "All counselling fields";
    any_status: "Jeder Status", "Any status";
    sort: "Sortieren", "Sort";
    by_number: "Neueste zuerst", "Newest first";
    by_pseudonym: "Nach Pseudonym", "By pseudonym";
    by_sign_in: "Nach letzter Anmeldung", "By last sign-in";
    caption: "Klient:innen", "Clients";
    pseudonym: "Pseudonym", "Pseudonym";
    contact: "E-Mail / Telefon", "E-mail / phone";
    admin_only: "Admin", "Admin";
    admin_only_hint: "Nur Administrator:innen sehen diese Spalte", "Only administrators see this column";
    admin_only_field: "Nur Administrator:innen sehen das", "Only administrators see this";
    none: "keine", "none";
    no_entry: "keine Angabe", "not given";
    nobody: "noch niemand", "nobody yet";
    primary_counselor: "Stamm\u{ad}berater:in", "Primary counselor";
    counselling_fields: "Beratungsfelder", "Counselling fields";
    status: "Status", "Status";
    active: "aktiv", "active";
    locked: "gesperrt", "locked";
    deleted: "gelöscht", "deleted";
    created: "Angelegt", "Created";
    last_signed_in: "Letzte Anmeldung", "Last sign-in";
    signed_in: "angemeldet ", "signed in ";
    never: "noch nie", "never";
    never_signed_in: " angemeldet", " signed in";
    invited: "Einladung gesendet", "invitation sent";
    no_access: "noch kein Zugang", "no access yet";
    empty: "Hier ist noch niemand", "There is nobody here yet";
    empty_text: "Wer sich im Portal registriert oder hier angelegt wird, steht in dieser Liste.",
        "Whoever registers in the portal or is added here is in this list.";
    nobody_mine: "Ihnen ist noch niemand zugeordnet", "Nobody is assigned to you yet";
    nobody_mine_text: "Gezeigt werden nur Klient:innen, deren Stamm\u{ad}berater:in Sie sind.",
        "Only clients whose primary counselor you are are shown.";
    nothing_found: "Niemand gefunden", "Nobody found";
    nothing_found_text: "Gesucht wird in Pseudonymen und Nummern, zum Beispiel K-0042.",
        "The search covers pseudonyms and numbers, K-0042 for example.";
    filtered_text: "Es wurde nur unter den gefilterten Klient:innen gesucht.",
        "Only the filtered clients were searched.";
    search_all: "In allen suchen", "Search all";
    show_all: "Alle zeigen", "Show all";
    clear_search: "Suche leeren", "Clear search";
    create: "Klient:in anlegen", "Add client";
    submit: "Anlegen", "Add";
    pseudonym_hint: "So sehen alle die Person. Kein echter Name nötig.",
        "This is how everybody sees the person. No real name needed.";
    password: "Passwort", "Password";
    password_hint: "Mindestens 8\u{a0}Zeichen. Ohne Passwort hat die Person noch keinen Zugang.",
        "At least 8\u{a0}characters. Without a password the person has no access yet.";
    email: "E-Mail-Adresse", "E-mail address";
    email_format: "Vervollständigen Sie die E-Mail-Adresse, zum Beispiel name@mail.example.",
        "Complete the e-mail address, name@mail.example for instance.";
    phone: "Telefon", "Phone";
    phone_format: "Schreiben Sie die Nummer mit Ziffern, zum Beispiel 0151 23456.",
        "Write the number with digits, 0151 23456 for instance.";
    name: "Name", "Name";
    address: "Anschrift", "Postal address";
    no_primary: "noch niemand", "nobody yet";
    counselors_missing: "Die Liste der Berater:innen konnte nicht geladen werden.",
        "The list of counselors could not be loaded.";
    client: "Klient:in", "Client";
    profile: "Profil", "Profile";
    contact_section: "Kontakt", "Contact";
    counselling: "Beratung", "Counselling";
    master_data: "Stammdaten", "Master data";
    number: "Klient:innen\u{ad}nummer", "Client number";
    language: "Sprache", "Language";
    apply: "Übernehmen", "Apply";
    not_chosen: "keine Angabe", "not given";
    yes: "Ja", "Yes";
    no: "Nein", "No";
    inactive_field: "wird nicht mehr erhoben", "no longer asked for";
    changed_elsewhere: "Inzwischen hat jemand anderes hier etwas geändert. Jetzt gespeichert ist:",
        "Somebody else changed something here in the meantime. Saved now:";
    keep_mine: "Meine Angabe speichern", "Save my entry";
    take_theirs: "Gespeicherte behalten", "Keep the saved one";
    more: "Weitere Aktionen", "More actions";
    actions: "Aktionen", "Actions";
    set_password: "Passwort setzen …", "Set password …";
    password_title: "Neues Passwort setzen", "Set a new password";
    password_text: "Das bisherige Passwort gilt dann nicht mehr, und wo die Person angemeldet ist, wird sie abgemeldet.",
        "The old password is void then, and wherever the person is signed in, that ends.";
    password_set_hint: "Mindestens 8\u{a0}Zeichen. Bei der nächsten Anmeldung muss die Person es ändern.",
        "At least 8\u{a0}characters. The person has to change it at the next sign-in.";
    password_submit: "Passwort setzen", "Set password";
    password_set: "Passwort gesetzt", "Password set";
    invite: "Einladung senden", "Send invitation";
    invitation_sent: "Einladung wird gesendet", "The invitation is being sent";
    lock: "Sperren", "Lock";
    unlock: "Entsperren", "Unlock";
    delete: "Löschen …", "Delete …";
    restore: "Wiederherstellen", "Restore";
    delete_title: "Klient:in löschen?", "Delete client?";
    delete_text: "Die Person kann sich nicht mehr anmelden. Anfragen, Nachrichten und alle Angaben bleiben, bis die Löschroutine sie endgültig löscht. Bis dahin lässt sich alles wiederherstellen.",
        "The person cannot sign in any more. Requests, messages and all data stay until the deletion routine erases them for good. Until then everything can be restored.";
    deleted_by_client: "Die Klient:in hat den Zugang selbst gelöscht.",
        "The client has deleted the access themselves.";
    locked_text: "Gesperrt: Die Person kann sich nicht anmelden.", "Locked: the person cannot sign in.";
    history: "Verlauf", "History";
    registered: "Angelegt", "Added";
    mail_request: "Mailanfrage", "Mail request";
    more_requests: "Alle Anfragen zeigen", "Show all requests";
}

/// "wird am 11.08.2026 endgültig gelöscht".
pub fn erased_on(day: &str) -> String {
    match language() {
        Language::De => format!("wird am {day} endgültig gelöscht"),
        Language::En => format!("will be erased on {day}"),
    }
}

/// "Gelöscht. Bis 11.08.2026 lässt sich alles wiederherstellen."
pub fn restorable_until(day: &str) -> String {
    match language() {
        Language::De => {
            format!(
                "Gelöscht. Bis zum {day} lässt sich alles wiederherstellen, danach wird es endgültig gelöscht."
            )
        }
        Language::En => {
            format!("Deleted. Everything can be restored until {day}, then it is erased for good.")
        }
    }
}

/// "E-Mail-Adresse ändern".
pub fn change(what: &str) -> String {
    match language() {
        Language::De => format!("{what} ändern"),
        Language::En => format!("Change {what}"),
    }
}

/// "Nr. K-0042".
pub fn numbered(number: &str) -> String {
    match language() {
        Language::De => format!("Nr. {number}"),
        Language::En => format!("No. {number}"),
    }
}

/// "Seestern löschen".
pub fn delete_named(pseudonym: &str) -> String {
    match language() {
        Language::De => format!("{pseudonym} löschen"),
        Language::En => format!("Delete {pseudonym}"),
    }
}

/// What the menu of a client in the list is called.
pub fn actions_for(pseudonym: &str) -> String {
    match language() {
        Language::De => format!("Aktionen zu {pseudonym}"),
        Language::En => format!("Actions for {pseudonym}"),
    }
}

/// "Seestern ist gesperrt".
pub fn now_stands(pseudonym: &str, status: ClientStatus) -> String {
    let word = word_of(status);
    match language() {
        Language::De => format!("{pseudonym} ist {word}"),
        Language::En => format!("{pseudonym} is {word}"),
    }
}

/// "aktiv".
pub fn word_of(status: ClientStatus) -> &'static str {
    match status {
        ClientStatus::Active => t().active,
        ClientStatus::Locked => t().locked,
        ClientStatus::Deleted => t().deleted,
    }
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
