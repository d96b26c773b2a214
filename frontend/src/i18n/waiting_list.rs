//! The words of the waiting list as staff read them.

use super::{Language, format, language};
use chrono::{DateTime, NaiveDate, Utc};

super::texts! {
    title: "Warteliste", "Waiting list";
    lead: "Wer keinen freien Termin fand und wartet, der Reihe nach. Was frei wird, wird von selbst angeboten und einige Stunden freigehalten.",
        "Who found no free appointment and waits, in turn. What becomes free is offered by itself and held for some hours.";
    none: "Niemand wartet.", "Nobody is waiting.";
    anyone: "egal mit wem", "with whoever has time";
    take_off: "Von der Liste nehmen", "Take off the list";
    sure: "Wirklich von der Liste nehmen?", "Really take off the list?";
    taken_off: "Von der Warteliste genommen.", "Taken off the waiting list.";
}

/// What somebody waits for: "Erstgespräch, Telefon, mit Miriam Brandt".
pub fn what(name: &str, way: &str, with: Option<&str>) -> String {
    match (language(), with) {
        (_, None) => format!("{name}, {way}, {}", t().anyone),
        (Language::De, Some(with)) => format!("{name}, {way}, mit {with}"),
        (Language::En, Some(with)) => format!("{name}, {way}, with {with}"),
    }
}

/// Since when, and until when.
pub fn period(since: DateTime<Utc>, until: Option<NaiveDate>) -> String {
    super::portal_waiting::period(since, until)
}

/// That a place is held for somebody.
pub fn offered(at: DateTime<Utc>, until: DateTime<Utc>) -> String {
    let when = |at| {
        let day = format::wall(at).map_or_else(String::new, |(day, _)| format::date(day));
        format!("{day}, {}", format::time(at))
    };
    match language() {
        Language::De => format!("Angeboten: {}, freigehalten bis {}", when(at), when(until)),
        Language::En => format!("Offered: {}, held until {}", when(at), when(until)),
    }
}

/// What the button is about.
pub fn take_off_named(pseudonym: &str) -> String {
    format!("{}: {pseudonym}", t().take_off)
}

/// How many are shown.
pub fn loaded(count: usize, all: bool) -> String {
    match (language(), count, all) {
        (Language::De, 1, true) => "Eine Person wartet".into(),
        (Language::De, n, true) => format!("{n} warten"),
        (Language::De, n, false) => format!("Die ersten {n}"),
        (Language::En, 1, true) => "One is waiting".into(),
        (Language::En, n, true) => format!("{n} are waiting"),
        (Language::En, n, false) => format!("The first {n}"),
    }
}
