//! The words of the waiting list as clients read them.

use super::{Language, format, language, portal_booking::minutes};
use chrono::{DateTime, NaiveDate, Utc};

super::texts! {
    title: "Warteliste", "Waiting list";
    open: "Auf die Warteliste", "Join the waiting list";
    rather: "Keine Zeit dabei, die passt?", "No time that suits you?";
    lead: "Wird ein Termin frei, bieten wir ihn der Reihe nach an: Er wird dann einige Stunden für Sie freigehalten. Sie finden ihn unter „Meine Termine“; wenn Sie eine E-Mail-Adresse hinterlegt haben, schreiben wir Ihnen. Nach drei Angeboten, die nicht passen, stehen Sie nicht mehr auf der Liste; Sie können sich wieder eintragen."
        / "Wird ein Termin frei, bieten wir ihn der Reihe nach an: Er wird dann einige Stunden für dich freigehalten. Du findest ihn unter „Meine Termine“; wenn du eine E-Mail-Adresse hinterlegt hast, schreiben wir dir. Nach drei Angeboten, die nicht passen, stehst du nicht mehr auf der Liste; du kannst dich wieder eintragen.",
        "When an appointment becomes free, we offer it in turn: it is held for you for some hours then. You find it under \u{201c}My appointments\u{201d}; if you have left an e-mail address, we write to you. After three offers that do not suit you, you are off the list; you can join it again.";
    service: "Welcher Termin?", "Which appointment?";
    until: "Spätestens bis", "At the latest by";
    until_hint: "Danach stehen Sie nicht mehr auf der Liste. Frei lassen heißt: egal wann."
        / "Danach stehst du nicht mehr auf der Liste. Frei lassen heißt: egal wann.",
        "After that you are off the list. Leave it empty if any day will do.";
    joined: "Sie stehen auf der Warteliste."
        / "Du stehst auf der Warteliste.",
        "You are on the waiting list.";
    slots_free: "Bis dahin sind noch Termine frei. Wählen Sie einen davon, oder einen früheren Tag."
        / "Bis dahin sind noch Termine frei. Wähle einen davon, oder einen früheren Tag.",
        "There are still appointments free until then. Choose one of them, or an earlier day.";
    known: "Darauf warten Sie schon."
        / "Darauf wartest du schon.",
        "You are waiting for that already.";
    limit: "Sie warten schon auf so vieles, wie gleichzeitig möglich ist."
        / "Du wartest schon auf so vieles, wie gleichzeitig möglich ist.",
        "You are waiting for as much as is possible at once.";
    offered: "Für Sie frei geworden" / "Für dich frei geworden", "Free for you";
    accept: "Termin annehmen", "Take the appointment";
    decline: "Passt mir nicht", "Does not suit me";
    declined: "Der Termin ist zurückgegeben.", "The appointment is given back.";
    gone: "Dieser Termin wird nicht mehr für Sie freigehalten."
        / "Dieser Termin wird nicht mehr für dich freigehalten.",
        "This appointment is not held for you any more.";
    waits: "Sie warten" / "Du wartest", "You are waiting";
    leave: "Von der Liste gehen", "Leave the list";
    left: "Sie stehen nicht mehr auf der Warteliste."
        / "Du stehst nicht mehr auf der Warteliste.",
        "You are off the waiting list.";
}

/// "Telefon mit Miriam Brandt, 30 Minuten".
pub fn what(way: &str, with: Option<&str>, length: u16) -> String {
    let length = minutes(length.into());
    match (language(), with) {
        (Language::De, Some(with)) => format!("{way} mit {with}, {length}"),
        (Language::De, None) => format!("{way}, egal mit wem, {length}"),
        (Language::En, Some(with)) => format!("{way} with {with}, {length}"),
        (Language::En, None) => format!("{way}, with whoever has time, {length}"),
    }
}

/// Since when one waits, and until when.
pub fn period(since: DateTime<Utc>, until: Option<NaiveDate>) -> String {
    let since = format::wall(since).map_or_else(String::new, |(day, _)| format::date(day));
    match (language(), until.map(format::date)) {
        (Language::De, Some(until)) => format!("Seit {since}, bis {until}"),
        (Language::De, None) => format!("Seit {since}"),
        (Language::En, Some(until)) => format!("Since {since}, until {until}"),
        (Language::En, None) => format!("Since {since}"),
    }
}

/// What the button for leaving is about.
pub fn leave_named(what: &str) -> String {
    format!("{}: {what}", t().leave)
}
