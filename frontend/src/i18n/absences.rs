//! The words of absences.

use super::{Language, format, language};
use domain::absences::RawAbsencePeriod;

super::texts! {
    title: "Abwesenheiten", "Absences";
    lead: "In dieser Zeit kann niemand etwas buchen. Was schon gebucht ist, bleibt stehen.",
        "Nothing can be booked in that time. What is booked already stays.";
    new: "Abwesenheit eintragen", "Enter an absence";
    edit: "Abwesenheit ändern", "Change the absence";
    empty: "Keine Abwesenheit eingetragen", "No absence entered";
    empty_text: "Urlaub, Fortbildung, Arzttermin: Tragen Sie ein, wann nichts gebucht werden soll.",
        "Holiday, training, a doctor’s appointment: enter when nothing is to be booked.";
    unit: "Wie lange", "How long";
    in_days: "Ganze Tage", "Whole days";
    in_times: "Von einer Uhrzeit bis zu einer anderen", "From one time to another";
    from: "Von", "From";
    from_time: "Uhrzeit, von", "Time, from";
    until: "Bis", "Until";
    until_time: "Uhrzeit, bis", "Time, until";
    time_hint: "Zum Beispiel 09:00.", "For example 09:00.";
    time_bad: "Bitte schreiben Sie die Uhrzeit wie 09:00.", "Please write the time like 09:00.";
    period_bad: "Das Ende muss nach dem Anfang liegen, höchstens ein Jahr danach.",
        "The end has to come after the beginning, a year later at most.";
    label: "Bezeichnung", "Label";
    label_hint: "Kolleg:innen lesen sie, Klient:innen nicht.", "Colleagues read it, clients do not.";
    delete_title: "Abwesenheit löschen?", "Delete the absence?";
    delete_verb: "Abwesenheit löschen", "Delete the absence";
    deleted: "Die Abwesenheit ist gelöscht.", "The absence is deleted.";
}

/// "21.12.2026 bis 03.01.2027", "13.07.2026, 10:00 Uhr bis 12:00 Uhr".
pub fn period(said: RawAbsencePeriod) -> String {
    let to = super::pick("bis", "to");
    match said {
        RawAbsencePeriod::Days { from, until } if from == until => format::date(from),
        RawAbsencePeriod::Days { from, until } => {
            format!("{} {to} {}", format::date(from), format::date(until))
        }
        RawAbsencePeriod::Times { starts_at, ends_at } => {
            let same_day = format::day(starts_at) == format::day(ends_at);
            let end = if same_day {
                format::time(ends_at)
            } else {
                format!("{}, {}", format::day(ends_at), format::time(ends_at))
            };
            let start = format!("{}, {}", format::day(starts_at), format::time(starts_at));
            format!("{start} {to} {end}")
        }
    }
}

/// How many are loaded.
pub fn loaded(n: usize, all: bool) -> String {
    match (language(), all, n) {
        (Language::De, true, 1) => "1\u{a0}Abwesenheit".into(),
        (Language::De, true, _) => format!("{n}\u{a0}Abwesenheiten"),
        (Language::De, false, _) => format!("Die nächsten {n}\u{a0}Abwesenheiten"),
        (Language::En, true, 1) => "1\u{a0}absence".into(),
        (Language::En, true, _) => format!("{n}\u{a0}absences"),
        (Language::En, false, _) => format!("The next {n}\u{a0}absences"),
    }
}

/// What deleting means.
pub fn delete_text(when: &str) -> String {
    match language() {
        Language::De => format!("{when}: In dieser Zeit kann dann wieder gebucht werden."),
        Language::En => format!("{when}: that time can be booked again then."),
    }
}

/// What an absence's buttons are about.
pub fn edit_named(when: &str) -> String {
    match language() {
        Language::De => format!("Abwesenheit {when} ändern"),
        Language::En => format!("Change the absence {when}"),
    }
}

/// The same.
pub fn delete_named(when: &str) -> String {
    match language() {
        Language::De => format!("Abwesenheit {when} löschen"),
        Language::En => format!("Delete the absence {when}"),
    }
}
