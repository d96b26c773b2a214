//! The words of entries that repeat.

use super::{Language, format, language};
use chrono::{DateTime, Utc};

super::texts! {
    repeat: "Wiederholen", "Repeat";
    repeat_hint: "Am selben Wochentag, zur selben Uhrzeit. Einzelne Termine lassen sich später ändern.",
        "On the same day of the week, at the same time. Single ones can be changed later.";
    rhythm: "Wie oft", "How often";
    count: "Anzahl (2 bis 26)", "How many (2 to 26)";
    count_bounds: "2 bis 26, den ersten mitgezählt.", "2 to 26, the first included.";
    how_far: "Wie viel von der Serie?", "How much of the series?";
    only_this: "Nur dieser Termin", "This one only";
    and_following: "Dieser und alle folgenden der Serie", "This and all that follow in the series";
    too_long: "So oft oder so lange geht es nicht: Ein Termin läuft in den nächsten, oder der letzte liegt zu fern.",
        "Not that many or that long: one runs into the next, or the last is too far away.";
}

/// "Alle 2 Wochen".
pub fn every(weeks: u8) -> &'static str {
    let (de, en) = match weeks {
        1 => ("Jede Woche", "Every week"),
        2 => ("Alle 2 Wochen", "Every 2 weeks"),
        3 => ("Alle 3 Wochen", "Every 3 weeks"),
        _ => ("Alle 4 Wochen", "Every 4 weeks"),
    };
    super::pick(de, en)
}

/// The same beside the times of an entry: "wöchentlich", "alle 2 Wochen".
pub fn rhythm(weeks: u8) -> &'static str {
    let (de, en) = match weeks {
        1 => ("wöchentlich", "weekly"),
        2 => ("alle 2 Wochen", "every 2 weeks"),
        3 => ("alle 3 Wochen", "every 3 weeks"),
        _ => ("alle 4 Wochen", "every 4 weeks"),
    };
    super::pick(de, en)
}

/// When something else is there, so that none of them is entered.
pub fn taken(at: DateTime<Utc>) -> String {
    let day = format::wall(at).map_or_else(String::new, |(day, _)| format::date(day));
    let time = format::time(at);
    match language() {
        Language::De => format!(
            "Am {day}, {time}, ist schon etwas eingetragen. Deshalb ist keiner der Termine eingetragen."
        ),
        Language::En => {
            format!("Something else is entered on {day}, {time}. So none of them has been entered.")
        }
    }
}

/// How many were called off.
pub fn cancelled(count: usize) -> String {
    match (language(), count) {
        (Language::De, 1) => "1 Termin abgesagt".into(),
        (Language::De, _) => format!("{count} Termine abgesagt"),
        (Language::En, 1) => "1 appointment called off".into(),
        (Language::En, _) => format!("{count} appointments called off"),
    }
}

/// How many were entered.
pub fn created(count: usize) -> String {
    match language() {
        Language::De => format!("{count} Termine eingetragen"),
        Language::En => format!("{count} appointments entered"),
    }
}
