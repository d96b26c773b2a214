//! The words of working time and of what is due.

use super::{Language, format, language};
use chrono::{DateTime, Utc};
use domain::working_time::FederalState;

super::texts! {
    title: "Arbeitszeit und Fristen", "Working time and deadlines";
    lead: "Wann Ihre Einrichtung arbeitet und bis wann Anfragen beantwortet sein sollen. Außerhalb der Arbeitszeit läuft keine Frist.",
        "When your facility works and by when requests are to be answered. No deadline runs outside working hours.";
    amount: "Überfällig nach", "Overdue after";
    amount_hint: "Leer lassen, wenn nie etwas überfällig sein soll.",
        "Leave empty if nothing is ever to be overdue.";
    amount_bounds: "1 bis 60 Arbeitstage oder 1 bis 500 Arbeitsstunden.",
        "1 to 60 working days or 1 to 500 working hours.";
    unit: "Einheit", "Unit";
    hours: "Arbeitsstunden", "working hours";
    days: "Arbeitstagen (bis Dienstschluss)", "working days (until closing)";
    state: "Feiertage von", "Public holidays of";
    no_state: "keine Feiertage", "no public holidays";
    opening_hours: "Öffnungszeiten", "Opening hours";
    opening_hint: "Von bis, mehrere Zeiten mit Komma: 09:00-12:30, 13:30-17:00. Leer heißt geschlossen.",
        "From to, several with commas: 09:00-12:30, 13:30-17:00. Empty means closed.";
    opening_bad: "Bitte schreiben Sie die Zeiten wie 09:00-12:30, 13:30-17:00, in ihrer Reihenfolge.",
        "Please write the times like 09:00-12:30, 13:30-17:00, in their order.";
    opening_none: "An mindestens einem Tag muss geöffnet sein.", "It has to be open on one day at least.";
    closing_days: "Schließtage", "Closing days";
    closing_hint: "Ein Tag oder Zeitraum je Zeile: 24.12.2026 oder 24.12.2026 bis 31.12.2026.",
        "One day or period a line: 24 Dec 2026 or 24 Dec 2026 to 31 Dec 2026.";
    closing_bad: "Bitte schreiben Sie jeden Tag wie 24.12.2026, jeden Zeitraum wie 24.12.2026 bis 31.12.2026.",
        "Please write each day like 24 Dec 2026, each period like 24 Dec 2026 to 31 Dec 2026.";
    tell_clients: "Klient:innen Bescheid geben, wenn es länger dauert", "Tell clients when it takes longer";
    tell_clients_hint: "Sie bekommen eine E-Mail ohne Inhalte: Wir haben Sie nicht vergessen.",
        "They get an e-mail without any content: we have not forgotten you.";
    never: "Es gibt keine Frist: Keine Anfrage wird überfällig.",
        "There is no deadline: no request becomes overdue.";
    saved: "Gespeichert. Die Fristen offener Anfragen werden neu berechnet.",
        "Saved. The deadlines of open requests are being computed again.";
}

/// The days of the week, from Monday on.
pub fn weekdays() -> [&'static str; 7] {
    match language() {
        Language::De => [
            "Montag",
            "Dienstag",
            "Mittwoch",
            "Donnerstag",
            "Freitag",
            "Samstag",
            "Sonntag",
        ],
        Language::En => [
            "Monday",
            "Tuesday",
            "Wednesday",
            "Thursday",
            "Friday",
            "Saturday",
            "Sunday",
        ],
    }
}

/// What a state is called.
pub fn state(state: FederalState) -> &'static str {
    let (de, en) = state.names();
    super::pick(de, en)
}

/// What a message that arrives now would have to wait.
pub fn preview(due: DateTime<Utc>) -> String {
    let due = format::moment(due);
    match language() {
        Language::De => format!("Eine Nachricht, die jetzt eingeht, ist bis {due} zu beantworten."),
        Language::En => format!("A message that arrives now is to be answered by {due}."),
    }
}

/// "3 Std.", "2 Tage".
fn span(minutes: i64) -> String {
    let (amount, de, en) = match minutes {
        ..60 => (minutes.max(1), ["Min.", "Min."], ["min", "min"]),
        60..2_880 => (minutes / 60, ["Std.", "Std."], ["h", "h"]),
        _ => (minutes / 1_440, ["Tag", "Tagen"], ["day", "days"]),
    };
    let unit = match language() {
        Language::De => de,
        Language::En => en,
    };
    format!("{amount}\u{a0}{}", unit[usize::from(amount != 1)])
}

/// How long an answer has been late, or how much time is left.
pub fn due(minutes_left: i64) -> String {
    let late = minutes_left < 0;
    let span = span(minutes_left.abs());
    match (language(), late) {
        (Language::De, true) => format!("Überfällig seit {span}"),
        (Language::De, false) => format!("Fällig in {span}"),
        (Language::En, true) => format!("Overdue for {span}"),
        (Language::En, false) => format!("Due in {span}"),
    }
}
