//! The words of booking times.

use super::{Language, language};

super::texts! {
    title: "Buchungszeiten", "Booking times";
    lead: "Wann man was bei Ihnen buchen kann. Schließtage, Feiertage, Abwesenheiten und Termine zieht Beistand davon ab.",
        "When what can be booked with you. Beistand takes off closing days, holidays, absences and appointments.";
    weeks_ahead: "Gültig für", "Valid for";
    weeks_hint: "Ab heute, jeden Tag neu gerechnet.", "From today on, reckoned anew each day.";
    row: "Zeit", "Time";
    service: "Leistung", "Service";
    from: "Von", "From";
    until: "Bis", "Until";
    choose_service: "Leistung wählen", "Choose a service";
    other_service: "Leistung, die Sie nicht sehen", "A service that you do not see";
    add: "Zeit hinzufügen", "Add a time";
    remove: "Zeit entfernen", "Remove the time";
    take_over: "Für Montag bis Freitag übernehmen", "Take over for Monday to Friday";
    not_bookable: "nicht buchbar", "not bookable";
    no_service: "Bitte wählen Sie eine Leistung.", "Please choose a service.";
    times_bad: "Bitte schreiben Sie Von und Bis wie 09:00 und 12:30, in ihrer Reihenfolge.",
        "Please write from and until like 09:00 and 12:30, in their order.";
    overlaps: "Diese Leistung ist an dem Tag zu dieser Zeit schon eingetragen.",
        "This service is there at that time of the day already.";
    empty: "Noch keine Leistung", "No service yet";
    empty_text: "Legen Sie zuerst fest, was man buchen kann.", "First set what can be booked.";
}

/// "4 Wochen".
pub fn weeks(weeks: u16) -> String {
    match (language(), weeks) {
        (Language::De, 1) => "1\u{a0}Woche".into(),
        (Language::De, _) => format!("{weeks}\u{a0}Wochen"),
        (Language::En, 1) => "1\u{a0}week".into(),
        (Language::En, _) => format!("{weeks}\u{a0}weeks"),
    }
}

/// What a control is, of which day.
pub fn of_day(what: &str, day: &str) -> String {
    format!("{what}, {day}")
}
