//! The words of what can be booked.

use super::{Language, language};

super::texts! {
    title: "Beratungsleistungen", "Services";
    lead: "Was man bei Ihnen buchen kann. Wann, legen Sie in den Buchungszeiten fest.",
        "What can be booked with you. When, you set in the booking times.";
    shared: "Für die ganze Einrichtung", "For the whole facility";
    own: "Eigene", "Your own";
    new: "Neue Leistung", "New service";
    edit: "Leistung bearbeiten", "Edit the service";
    empty: "Noch keine Leistung", "No service yet";
    empty_text: "Eine Leistung sagt, wie lange ein Termin dauert und auf welchem Weg er stattfindet.",
        "A service says how long an appointment takes and by which means.";
    for_whom: "Für wen", "For whom";
    for_me: "Nur für mich", "Only for me";
    for_all: "Für alle in der Einrichtung", "For everybody in the facility";
    name: "Name", "Name";
    name_hint: "Nur für das Team. Klient:innen sehen ihn nicht.", "For the team only. Clients do not see it.";
    channel: "Kanal", "Channel";
    duration: "Dauer in Minuten", "Duration in minutes";
    duration_bounds: "Geben Sie eine Zahl von 5 bis 480 an.", "Enter a number from 5 to 480.";
    follow_up: "Nachbereitung in Minuten", "Follow-up in minutes";
    follow_up_bounds: "Geben Sie eine Zahl von 0 bis 240 an.", "Enter a number from 0 to 240.";
    field: "Beratungsanlass", "Counselling reason";
    any_field: "Für jeden Anlass", "For any reason";
    description: "Beschreibung", "Description";
    description_hint: "Klient:innen lesen sie beim Buchen.", "Clients read it when they book.";
    at_once_label: "Sofort bestätigen", "Confirm at once";
    at_once_hint: "Was Klient:innen buchen, gilt ohne weitere Bestätigung.",
        "What clients book holds without further confirmation.";
    at_once: "wird sofort bestätigt", "confirmed at once";
    by_counselor: "nach Bestätigung", "after confirmation";
    delete_title: "Leistung löschen?", "Delete the service?";
    deleted: "Die Leistung ist gelöscht.", "The service is deleted.";
}

/// "30 Min.".
pub fn minutes(minutes: u16) -> String {
    match language() {
        Language::De => format!("{minutes}\u{a0}Min."),
        Language::En => format!("{minutes}\u{a0}min"),
    }
}

/// "30 + 15 = blockiert 45 Min.".
pub fn times(duration: u16, follow_up: u16) -> String {
    let blocked = minutes(duration.saturating_add(follow_up));
    match (language(), follow_up) {
        (_, 0) => minutes(duration),
        (Language::De, _) => format!("{duration} + {follow_up} = blockiert {blocked}"),
        (Language::En, _) => format!("{duration} + {follow_up} = blocks {blocked}"),
    }
}

/// What deleting means.
pub fn delete_text(name: &str) -> String {
    match language() {
        Language::De => format!(
            "„{name}“ kann dann niemand mehr buchen und steht in keinen Buchungszeiten mehr. Gebuchte Termine bleiben."
        ),
        Language::En => format!(
            "Nobody can book “{name}” any more then, and no booking times have it. Appointments that are booked stay."
        ),
    }
}

/// What a service's buttons are about.
pub fn edit_named(name: &str) -> String {
    match language() {
        Language::De => format!("„{name}“ bearbeiten"),
        Language::En => format!("Edit “{name}”"),
    }
}

/// The same.
pub fn delete_named(name: &str) -> String {
    match language() {
        Language::De => format!("„{name}“ löschen"),
        Language::En => format!("Delete “{name}”"),
    }
}
