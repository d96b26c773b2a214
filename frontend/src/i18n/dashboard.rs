//! The words of the dashboard.

use super::{Language, format, language};
use chrono::{DateTime, Utc};
use domain::{
    absences::{Absence, RawAbsencePeriod},
    channels::AppointmentChannel,
    mail_requests::assignment::Availability,
};

super::texts! {
    title: "Übersicht", "Overview";
    areas: "Bereiche", "Areas";
    new_booking: "Termin", "Appointment";
    new_request: "Mailanfrage", "Mail request";
    new_requests: "neue Anfragen", "new requests";
    new_one: "neue Anfrage", "new request";
    today_count: "heute", "today";
    nothing_more: "Heute nichts mehr", "Nothing more today";
    messenger: "Sofortchat (Messenger)", "Chat (messenger)";
    messages: "ungelesene Nachrichten", "unread messages";
    message: "ungelesene Nachricht", "unread message";
    nobody_waits: "Kein Gespräch wartet", "No conversation waits";
    own_clients: "meine Klient:innen", "my clients";
    own_client: "meine Klient:in", "my client";
    recorded: "Monitorings", "monitorings";
    go_on_setting_up: "Weiter einrichten", "Go on setting up";
    waiting: "Wartet auf Sie", "Waits for you";
    nothing_waits: "Nichts wartet auf Sie", "Nothing waits for you";
    nothing_waits_text: "Neue Anfragen, Antworten und Terminwünsche erscheinen hier von selbst.",
        "New requests, answers and wishes for appointments appear here by themselves.";
    look: "Ansehen", "Look";
    go_on: "Weiterschreiben", "Go on writing";
    open: "Öffnen", "Open";
    draft: "Ihr Entwurf ist noch nicht gesendet", "Your draft is not sent yet";
    answer: "Wartet auf Ihre Antwort", "Waits for your answer";
    new: "Neu", "New";
    released: "Freigegeben", "Released";
    asked_for: "Terminwunsch", "Wish for an appointment";
    at_open_door: "Offene Tür", "Open door";
    today: "Heute", "Today";
    to_calendar: "Zum Kalender", "To the calendar";
    nothing_today: "Heute ist nichts eingetragen.", "Nothing is entered today.";
    now: "jetzt", "now";
    next: "Nächste Termine", "Next appointments";
    nothing_next: "Danach ist nichts eingetragen.", "Nothing is entered after that.";
    start: "Starten", "Start";
    blocker: "Blocker", "Blocker";
    group: "Gruppentermin", "Group appointment";
    reserved: "Reserviert, noch nicht gebucht", "Held, not booked yet";
    requested: "noch nicht bestätigt", "not confirmed yet";
    no_show: "nicht erschienen", "did not come";
    over: "beendet", "over";
    taken: "Belegt", "Taken";
    account: "Mein Konto", "My account";
    absence: "Nächste Abwesenheit", "Next absence";
    no_absence: "keine eingetragen", "none entered";
    change: "Ändern", "Change";
    reachable: "Status im Chat", "Status in the chat";
    mail: "Neue Mailanfragen", "New mail requests";
    primary_only: "Nur für Stammklient:innen", "Primary clients only";
    yes: "ja", "yes";
    no: "nein", "no";
    unlimited: "unbegrenzt", "any number";
    none: "keine", "none";
}

/// How far a new facility is set up.
pub fn set_up(done: usize, all: usize) -> String {
    match language() {
        Language::De => format!(
            "Ihre Beratungsstelle ist noch nicht fertig eingerichtet: {done} von {all} Schritten sind erledigt."
        ),
        Language::En => format!("Your facility is not set up yet: {done} of {all} steps are done."),
    }
}

/// "Ändern: Status im Chat", for readers.
pub fn change_of(what: &str) -> String {
    format!("{}: {what}", t().change)
}

/// "Guten Morgen, Miriam Brandt", by the minutes since midnight.
pub fn greeting(name: &str, minutes: u32) -> String {
    let words = match minutes {
        0..660 => super::pick("Guten Morgen", "Good morning"),
        660..1080 => super::pick("Guten Tag", "Hello"),
        _ => super::pick("Guten Abend", "Good evening"),
    };
    format!("{words}, {name}")
}

/// "KW 29".
pub fn week(number: u32) -> String {
    format!("{} {number}", super::pick("KW", "week"))
}

/// "1 überfällig".
pub fn overdue(count: &str) -> String {
    format!("{count} {}", super::pick("überfällig", "overdue"))
}

/// "2 ungelesen".
pub fn unread(count: &str) -> String {
    format!("{count} {}", super::pick("ungelesen", "unread"))
}

/// "Nächster um 11:00 Uhr".
pub fn next_at(at: DateTime<Utc>) -> String {
    format!(
        "{} {}",
        super::pick("Nächster um", "Next at"),
        format::time(at)
    )
}

/// "1 Gespräch wartet auf Sie".
pub fn conversations(n: i64) -> String {
    match (language(), n) {
        (Language::De, 1) => "1 Gespräch wartet auf Sie".into(),
        (Language::De, n) => format!("{} Gespräche warten auf Sie", format::number(n)),
        (Language::En, 1) => "1 conversation waits for you".into(),
        (Language::En, n) => format!("{} conversations wait for you", format::number(n)),
    }
}

/// "6 ohne Stammberater:in".
pub fn without_counselor(count: &str) -> String {
    let words = super::pick("ohne Stammberater:in", "without a primary counselor");
    format!("{count} {words}")
}

/// "2026: 14 Std. 30 Min.".
pub fn duration(year: i32, minutes: u64) -> String {
    let hours = format::number(i64::try_from(minutes / 60).unwrap_or(i64::MAX));
    let (hour, minute) = match language() {
        Language::De => ("Std.", "Min."),
        Language::En => ("h", "min"),
    };
    format!("{year}: {hours}\u{a0}{hour} {}\u{a0}{minute}", minutes % 60)
}

/// "Überfällig seit 3 Std.".
pub fn late(minutes: i64) -> String {
    let (amount, de, en) = match minutes {
        ..60 => (minutes.max(1), "Min.", "min"),
        60..2_880 => (minutes / 60, "Std.", "h"),
        _ => (minutes / 1_440, "Tagen", "days"),
    };
    match language() {
        Language::De => format!("Überfällig seit {amount}\u{a0}{de}"),
        Language::En => format!("Overdue for {amount}\u{a0}{en}"),
    }
}

/// "Freigegeben von Jonas Petersen".
pub fn released_by(name: &str) -> String {
    format!("{} {name}", super::pick("Freigegeben von", "Released by"))
}

/// "Kastanie: „Mein Mann trinkt wieder“".
pub fn request(pseudonym: &str, subject: &str) -> String {
    match language() {
        Language::De => format!("{pseudonym}: „{subject}“"),
        Language::En => format!("{pseudonym}: “{subject}”"),
    }
}

/// "2 Personen warten".
pub fn visitors(n: i64) -> String {
    match (language(), n) {
        (Language::De, 1) => "1 Person wartet".into(),
        (Language::De, n) => format!("{n} Personen warten"),
        (Language::En, 1) => "1 person waits".into(),
        (Language::En, n) => format!("{n} people wait"),
    }
}

/// "6 von 8 Plätzen".
pub fn places(taken: u64, most: u16) -> String {
    match language() {
        Language::De => format!("{taken} von {most} Plätzen"),
        Language::En => format!("{taken} of {most} places"),
    }
}

/// By which means.
pub fn channel(channel: AppointmentChannel) -> &'static str {
    match channel {
        AppointmentChannel::Chat => "Chat",
        AppointmentChannel::Video => "Video",
        AppointmentChannel::Phone => super::pick("Telefon", "Phone"),
        AppointmentChannel::OnSite => super::pick("Vor Ort", "On site"),
    }
}

/// Whether somebody takes on new requests.
pub fn availability(availability: Availability, uncompleted: u64) -> String {
    match availability {
        Availability::Unlimited => t().unlimited.into(),
        Availability::None => t().none.into(),
        Availability::ByCapacity { .. } => {
            let most = availability.places().unwrap_or_default();
            match language() {
                Language::De => format!("{uncompleted} von {most} Plätzen belegt"),
                Language::En => format!("{uncompleted} of {most} places taken"),
            }
        }
    }
}

/// "21.12.2026 bis 03.01.2027", "14.07.2026, 10:00–12:00".
pub fn away(absence: &Absence) -> String {
    match absence.period.said() {
        RawAbsencePeriod::Days { from, until } if from == until => format::date(from),
        RawAbsencePeriod::Days { from, until } => {
            let until = format::date(until);
            format!(
                "{} {} {until}",
                format::date(from),
                super::pick("bis", "to")
            )
        }
        RawAbsencePeriod::Times { starts_at, ends_at } => {
            format!(
                "{}, {}",
                format::day(starts_at),
                format::span(starts_at, ends_at)
            )
        }
    }
}
