//! The words of mail counselling, as staff see it.

use super::{Language, language};
use domain::mail_requests::ShownStatus;

super::texts! {
    title: "Mailberatung", "Mail counselling";
    tabs: "Status", "Status";
    all: "Alle", "All";
    new: "Neu", "New";
    in_progress: "In Bearbeitung", "In progress";
    released: "Freigegeben", "Released";
    answered: "Beantwortet", "Answered";
    completed: "Abgeschlossen", "Completed";
    archived: "Archiviert", "Archived";
    filter: "Anfragen filtern", "Filter requests";
    create: "Neue Anfrage", "New request";
    neighbours: "In der Liste", "In the list";
    previous: "Vorige Anfrage (K)", "Previous request (K)";
    next: "Nächste Anfrage (J)", "Next request (J)";
    search: "Klient:in oder Betreff suchen", "Search client or subject";
    search_short: "Klient:in oder Betreff", "Client or subject";
    caption: "Mailanfragen", "Mail requests";
    unread_only: "Ungelesen", "Unread";
    every_counselor: "Alle Berater:innen", "All counselors";
    period: "Zeitraum", "Period";
    any_time: "Jederzeit", "Any time";
    unread: "ungelesen", "unread";
    unread_column: "Ungelesen", "Unread";
    client: "Klient:in", "Client";
    actions: "Aktionen", "Actions";
    subject: "Betreff", "Subject";
    status: "Status", "Status";
    counselor: "Berater:in", "Counselor";
    last_message: "Letzte Nachricht", "Last message";
    draft: "Entwurf", "Draft";
    anyone: "wer Zeit hat", "whoever has time";
    empty: "Hier ist noch keine Anfrage", "There is no request here yet";
    empty_text: "Sobald jemand im Portal schreibt, steht die Anfrage hier.",
        "As soon as somebody writes in the portal, the request is here.";
    empty_status: "Keine Anfrage mit diesem Status", "No request with this status";
    empty_status_text: "Unter „Alle“ stehen die Anfragen mit jedem Status.",
        "All requests, whatever their status, are under “All”.";
    nothing_found: "Nichts gefunden", "Nothing found";
    nothing_found_text: "Vielleicht ist das Wort anders geschrieben. Gesucht wird in Pseudonymen und Betreffen.",
        "Perhaps the word is spelled differently. The search covers pseudonyms and subjects.";
    search_all: "In allen suchen", "Search in all";
    show_all: "Alle anzeigen", "Show all";
    clear_search: "Suche leeren", "Clear search";
    thread: "Verlauf", "Thread";
    read: "gelesen", "read";
    new_message: "neu", "new";
    overdue_only: "Überfällig", "Overdue";
    print: "Drucken oder als PDF sichern", "Print or save as PDF";
    answer: "Antworten", "Answer";
    send: "Senden", "Send";
    sent: "Antwort gesendet", "Answer sent";
    not_sent: "Noch nicht gesendet", "Not sent yet";
    write_first: "Schreiben Sie zuerst Ihre Antwort.", "Write your answer first.";
    unsaved_offline: "Nicht gespeichert, keine Verbindung", "Not saved, no connection";
    unsaved: "Nicht gespeichert", "Not saved";
    choose_version: "Welche Fassung soll bleiben?", "Which version shall stay?";
    my_version: "Ihre Fassung", "Your version";
    their_version: "Gespeicherte Fassung", "Saved version";
    keep_mine: "Ihre Fassung behalten", "Keep your version";
    take_theirs: "Gespeicherte Fassung übernehmen", "Take the saved version";
    draft_not_loaded: "Der gespeicherte Entwurf konnte nicht geladen werden.",
        "The saved draft could not be loaded.";
}

/// What a status is called.
pub fn status(status: ShownStatus) -> &'static str {
    let t = t();
    match status {
        ShownStatus::New => t.new,
        ShownStatus::Released => t.released,
        ShownStatus::InProgress => t.in_progress,
        ShownStatus::Answered => t.answered,
        ShownStatus::Completed => t.completed,
        ShownStatus::Archived => t.archived,
    }
}

/// "Letzte 30 Tage".
pub fn last_days(n: u16) -> String {
    match language() {
        Language::De => format!("Letzte {n}\u{a0}Tage"),
        Language::En => format!("Last {n}\u{a0}days"),
    }
}

/// "3 Nachrichten".
pub fn messages(n: i32) -> String {
    match (language(), n) {
        (Language::De, 1) => "1\u{a0}Nachricht".into(),
        (Language::De, _) => format!("{n}\u{a0}Nachrichten"),
        (Language::En, 1) => "1\u{a0}message".into(),
        (Language::En, _) => format!("{n}\u{a0}messages"),
    }
}

/// "von Jonas Petersen": who released a request.
pub fn released_by(name: &str) -> String {
    match language() {
        Language::De => format!("von {name}"),
        Language::En => format!("by {name}"),
    }
}

/// "3 neue Anfragen anzeigen".
pub fn show_new(n: usize) -> String {
    match (language(), n) {
        (Language::De, 1) => "1\u{a0}neue Anfrage anzeigen".into(),
        (Language::De, _) => format!("{n}\u{a0}neue Anfragen anzeigen"),
        (Language::En, 1) => "Show 1\u{a0}new request".into(),
        (Language::En, _) => format!("Show {n}\u{a0}new requests"),
    }
}

/// "25 Anfragen geladen".
pub fn loaded(n: usize, all: bool) -> String {
    match (language(), n, all) {
        (Language::De, 1, _) => "1\u{a0}Anfrage".into(),
        (Language::De, _, true) => format!("{n}\u{a0}Anfragen"),
        (Language::De, _, false) => format!("{n}\u{a0}Anfragen geladen"),
        (Language::En, 1, _) => "1\u{a0}request".into(),
        (Language::En, _, true) => format!("{n}\u{a0}requests"),
        (Language::En, _, false) => format!("{n}\u{a0}requests loaded"),
    }
}

/// "Anfrage 2026-0481".
pub fn number(number: &str) -> String {
    match language() {
        Language::De => format!("Anfrage {number}"),
        Language::En => format!("Request {number}"),
    }
}

/// "3 von 41": which of so many in the list; should there be more than is loaded, of more than that.
pub fn place(n: usize, count: usize, is_all: bool) -> String {
    match (language(), is_all) {
        (Language::De, true) => format!("{n} von {count}"),
        (Language::De, false) => format!("{n} von über {count}"),
        (Language::En, true) => format!("{n} of {count}"),
        (Language::En, false) => format!("{n} of more than {count}"),
    }
}

/// What a message of the client is called, for readers.
pub fn message_from(name: &str, when: &str) -> String {
    match language() {
        Language::De => format!("Nachricht von {name}, {when}"),
        Language::En => format!("Message from {name}, {when}"),
    }
}

/// What an answer is called, for readers.
pub fn answer_from(name: &str, when: &str) -> String {
    match language() {
        Language::De => format!("Antwort von {name}, {when}"),
        Language::En => format!("Answer from {name}, {when}"),
    }
}

/// The label of the composer.
pub fn answer_to(name: &str) -> String {
    match language() {
        Language::De => format!("Ihre Antwort an {name}"),
        Language::En => format!("Your answer to {name}"),
    }
}

/// What arrived while one was reading.
pub fn arrived_from(name: &str) -> String {
    match language() {
        Language::De => format!("Neue Nachricht von {name}"),
        Language::En => format!("New message from {name}"),
    }
}

/// "Entwurf gespeichert, 10:41 Uhr".
pub fn draft_saved(time: &str) -> String {
    match language() {
        Language::De => format!("Entwurf gespeichert, {time}"),
        Language::En => format!("Draft saved, {time}"),
    }
}

/// Who changed the draft, and when.
pub fn changed_by(name: &str, when: &str) -> String {
    match language() {
        Language::De => format!("{name} hat den Entwurf inzwischen gespeichert ({when})."),
        Language::En => format!("{name} has saved the draft in the meantime ({when})."),
    }
}

/// Why one cannot answer.
pub fn answered_by(name: &str) -> String {
    match language() {
        Language::De => format!(
            "{name} bearbeitet diese Anfrage. Antworten können nur die zuständige Person und Administrator:innen."
        ),
        Language::En => format!(
            "{name} works on this request. Only the person in charge and administrators can answer."
        ),
    }
}

/// The short form of [`changed_by`], beside the composer.
pub fn changed_in_the_meantime(name: &str) -> String {
    match language() {
        Language::De => format!("{name} hat inzwischen geändert"),
        Language::En => format!("{name} changed it in the meantime"),
    }
}
