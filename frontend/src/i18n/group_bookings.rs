//! The words of group appointments.

use super::{Language, format, language};
use chrono::{DateTime, Utc};

super::texts! {
    group: "Gruppentermin", "Group appointment";
    name: "Titel", "Title";
    clients_see: "Klient:innen sehen Titel und Bemerkungen.", "Clients see title and remarks.";
    remarks: "Bemerkungen", "Remarks";
    channel: "Beratungskanal", "Channel";
    no_channel: "keiner", "none";
    max: "Höchstens Teilnehmer:innen", "Participants at most";
    max_bounds: "1 bis 500, oder leer lassen.", "1 to 500, or leave empty.";
    bookable: "Von Klient:innen buchbar", "Clients can book it";
    bookable_hint: "Aus heißt intern, zum Beispiel eine Teamsitzung.",
        "Off means internal, such as a team meeting.";
    submit: "Termin eintragen", "Enter the appointment";
    created: "Gruppentermin eingetragen", "Group appointment entered";
    internal: "intern", "internal";
    overview: "Überblick", "Overview";
    participants: "Teilnehmer:innen", "Participants";
    back: "Termine", "Appointments";
    save: "Speichern", "Save";
    saved: "Gespeichert", "Saved";
    changed: "Inzwischen hat sich der Termin geändert. Wenn Sie noch einmal speichern, gilt Ihre Fassung.",
        "The appointment has changed meanwhile. If you save again, your version holds.";
    cancel: "Absagen", "Cancel the appointment";
    cancel_question: "Diesen Gruppentermin absagen?", "Cancel this group appointment?";
    cancel_text: "Alle Teilnehmer:innen erfahren, dass er nicht stattfindet, und lesen den Grund.",
        "All participants learn that it does not take place, and read the reason.";
    keep: "Nicht absagen", "Do not cancel";
    cancelled: "Gruppentermin abgesagt", "Group appointment cancelled";
    find: "Klient:in suchen und hinzufügen", "Find and add a client";
    nobody_found: "Niemand gefunden.", "Nobody found.";
    none: "Noch nimmt niemand teil", "Nobody takes part yet";
    none_text: "Fügen Sie Klient:innen oder ganze Gruppen hinzu.", "Add clients or whole groups.";
    pseudonym: "Pseudonym", "Pseudonym";
    add_group: "Gruppe hinzufügen", "Add a group";
    whole_group: "Ganze Gruppe", "Whole group";
    choose_group: "Gruppe wählen", "Choose a group";
    group_added: "Gruppe hinzugefügt", "Group added";
    actions: "Aktionen", "Actions";
    queue: "Warteliste", "Waiting list";
    queue_lead: "Wer auf einen Platz wartet, der Reihe nach. Ein freier Platz wird von selbst angeboten und höchstens einige Stunden freigehalten.",
        "Who waits for a place, in turn. A free place is offered by itself and held for some hours at most.";
    since: "Wartet seit", "Waiting since";
}

/// "3 warten".
pub fn waiting(count: u64) -> String {
    match (language(), count) {
        (Language::De, 1) => "eine Person wartet".into(),
        (Language::De, n) => format!("{n} warten"),
        (Language::En, 1) => "one is waiting".into(),
        (Language::En, n) => format!("{n} are waiting"),
    }
}

/// How many of those who wait are shown.
pub fn queue_loaded(count: usize, all: bool) -> String {
    match (language(), all) {
        (_, true) => waiting(count.try_into().unwrap_or_default()),
        (Language::De, false) => format!("Die ersten {count}"),
        (Language::En, false) => format!("The first {count}"),
    }
}

/// A day and a time: "Mo, 19.01.2026, 10:00".
pub fn moment(at: DateTime<Utc>) -> String {
    let day = format::wall(at).map_or_else(String::new, |(day, _)| format::date(day));
    format!("{day}, {}", format::time(at))
}

/// Until when a place is held for somebody.
pub fn held(until: DateTime<Utc>) -> String {
    match language() {
        Language::De => format!("Platz freigehalten bis {}", moment(until)),
        Language::En => format!("Place held until {}", moment(until)),
    }
}

/// "Seestern von der Warteliste nehmen".
pub fn take_off(name: &str) -> String {
    match language() {
        Language::De => format!("{name} von der Warteliste nehmen"),
        Language::En => format!("Take {name} off the waiting list"),
    }
}

/// "Seestern wartet nicht mehr".
pub fn taken_off(name: &str) -> String {
    match language() {
        Language::De => format!("{name} wartet nicht mehr"),
        Language::En => format!("{name} waits no more"),
    }
}

/// How many wait whom the reader may not see.
pub fn unseen_waiting(more: u64) -> String {
    match language() {
        Language::De => format!("Dazu warten {more} weitere, die Sie nicht sehen."),
        Language::En => format!("And {more} more are waiting whom you do not see."),
    }
}

/// "9 von 12 Plätzen", "9 Teilnehmer:innen".
pub fn places(taken: u64, most: Option<u16>) -> String {
    match (language(), most) {
        (Language::De, Some(most)) => format!("{taken} von {most} Plätzen"),
        (Language::En, Some(most)) => format!("{taken} of {most} places"),
        (Language::De, None) => format!("{taken} Teilnehmer:innen"),
        (Language::En, None) => format!("{taken} participants"),
    }
}

/// "Seestern hinzufügen".
pub fn add(name: &str) -> String {
    match language() {
        Language::De => format!("{name} hinzufügen"),
        Language::En => format!("Add {name}"),
    }
}

/// "Seestern hinzugefügt".
pub fn added(name: &str) -> String {
    match language() {
        Language::De => format!("{name} hinzugefügt"),
        Language::En => format!("{name} added"),
    }
}

/// "Seestern entfernen".
pub fn remove(name: &str) -> String {
    match language() {
        Language::De => format!("{name} entfernen"),
        Language::En => format!("Remove {name}"),
    }
}

/// "Seestern entfernt".
pub fn removed(name: &str) -> String {
    match language() {
        Language::De => format!("{name} entfernt"),
        Language::En => format!("{name} removed"),
    }
}

/// How many take part whom the reader may not see.
pub fn unseen(more: u64) -> String {
    match language() {
        Language::De => format!("Dazu {more} weitere, die Sie nicht sehen."),
        Language::En => format!("And {more} more whom you do not see."),
    }
}
