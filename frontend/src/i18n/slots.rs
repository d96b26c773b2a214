//! The words of why appointments are not offered.

use super::{Language, language};
use domain::slots::{NotOffered, SlotCause};

super::texts! {
    open: "Warum werden Termine nicht angeboten?", "Why are appointments not offered?";
    title: "Was Ihre freien Termine verdeckt", "What hides your free slots";
    lead: "Jedes Stück Ihrer Buchungszeiten ist frei oder hat einen Grund, es nicht zu sein.",
        "Each piece of your booking times is free, or has a reason not to be.";
    to_times: "Zu den Buchungszeiten", "To the booking times";
    to_profile: "Zum Profil", "To the profile";
    to_channels: "Zu den Beratungskanälen", "To the channels";
    to_absences: "Zu den Abwesenheiten", "To the absences";
}

/// How many are free.
pub fn offered(count: usize) -> String {
    match (language(), count) {
        (Language::De, 0) => "In dieser Woche ist kein Termin frei.".into(),
        (Language::De, 1) => "In dieser Woche ist ein Termin frei.".into(),
        (Language::De, n) => format!("In dieser Woche sind {n} Termine frei."),
        (Language::En, 0) => "No appointment is free this week.".into(),
        (Language::En, 1) => "One appointment is free this week.".into(),
        (Language::En, n) => format!("{n} appointments are free this week."),
    }
}

/// What holds whatever the week.
pub fn cause(cause: SlotCause) -> &'static str {
    let (de, en) = match cause {
        SlotCause::Inactive => (
            "Das Konto ist nicht aktiv, deshalb wird nichts angeboten.",
            "The account is not active, so nothing is offered.",
        ),
        SlotCause::NoBookingTimes => (
            "Es sind keine Buchungszeiten eingetragen.",
            "No booking times are entered.",
        ),
        SlotCause::NoBookableDay => (
            "Alle Wochentage mit Buchungszeiten sind ausgeschaltet.",
            "All days of the week with booking times are switched off.",
        ),
        SlotCause::TooShort => (
            "Manche Buchungszeiten sind kürzer als die Leistung mit ihrer Nachbereitung.",
            "Some booking times are shorter than the service with its follow-up.",
        ),
        SlotCause::PrimaryClientsOnly => (
            "Nur Stammklient:innen sehen diese Termine.",
            "Only primary clients see these slots.",
        ),
    };
    super::pick(de, en)
}

/// Why so many are not offered.
pub fn reason(reason: NotOffered, count: usize) -> String {
    let (de, en) = match reason {
        NotOffered::DayOff => (
            "der Wochentag ist ausgeschaltet",
            "the day of the week is switched off",
        ),
        NotOffered::ChannelNotOfFacility => (
            "die Einrichtung bietet den Kanal nicht an",
            "the facility does not offer the channel",
        ),
        NotOffered::ChannelNotOfCounselor => (
            "Sie bieten den Kanal nicht an",
            "you do not offer the channel",
        ),
        NotOffered::ClosedDay => ("Schließtag oder Feiertag", "closing day or public holiday"),
        NotOffered::TooSoon => (
            "zu kurzfristig für die Vorlaufzeit",
            "too soon for the lead time",
        ),
        NotOffered::BeyondWeeks => (
            "weiter voraus, als Ihre Buchungszeiten gelten",
            "further ahead than your booking times are valid",
        ),
        NotOffered::BeyondHorizon => (
            "weiter voraus, als die Einrichtung buchen lässt",
            "further ahead than the facility lets book",
        ),
        NotOffered::Absent => ("Abwesenheit", "absence"),
        NotOffered::Booked => ("schon ein Termin", "an appointment already"),
        NotOffered::Reserved => ("gerade reserviert", "reserved at the moment"),
        NotOffered::Blocked => ("Blocker", "blocker"),
    };
    format!("{count}\u{a0}× {}", super::pick(de, en))
}
