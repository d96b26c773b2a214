//! The words of the open door, for staff.

use super::{Language, format, language, pick};
use chrono::{DateTime, Utc};
use domain::open_door::{OpenDoor, OpenDoorEnd, OpenDoorVisit};

super::texts! {
    title: "Offene Tür", "Open door";
    waiting_room: "Wartezimmer und Gespräche", "Waiting room and conversations";
    to_chats: "Zum Sofortchat", "To the chat";
    back: "Zurück zum Wartezimmer", "Back to the waiting room";
    waiting: "Im Wartezimmer", "In the waiting room";
    nobody: "Gerade wartet niemand.", "Nobody is waiting at the moment.";
    talking: "Im Gespräch mit Ihnen", "Talking with you";
    ended: "Beendet", "Ended";
    none_open: "Kein Gespräch geöffnet", "No conversation is open";
    none_open_text: "Holen Sie links jemanden ab. Wer kommt, ist anonym und hat kein Konto.",
        "Pick somebody up on the left. Whoever comes is anonymous and has no account.";
    pick_up: "Abholen", "Pick up";
    gone_already: "Dieser Besuch ist schon zu Ende.", "This visit has ended already.";
    visitor: "Besuch", "Visitor";
    waits: "wartet", "waiting";
    anonymous: "anonym, ohne Konto", "anonymous, without an account";
    nothing_written: "Noch ist nichts geschrieben.", "Nothing has been written yet.";
    message: "Nachricht an den Besuch", "Message to the visitor";
    end: "Beenden", "End";
    end_title: "Gespräch beenden?", "End the conversation?";
    end_text: "Niemand kann dann noch etwas schreiben. Spätestens 48 Stunden danach ist alles gelöscht.",
        "Nobody can write any more then. After 48 hours at the latest, everything is erased.";
    unread: "ungelesen", "unread";
    hand_over: "Übergeben", "Hand over";
    hand_over_title: "Gespräch übergeben?", "Hand the conversation over?";
    hand_over_text: "Die Kolleg:in liest, was bisher geschrieben ist, und antwortet von da an. Der Besuch sieht ihren Namen. Für Sie ist das Gespräch dann weg.",
        "Your colleague reads what has been written so far and answers from then on. The visitor sees their name. The conversation is gone for you then.";
    colleague: "An wen?", "To whom?";
    handed_over: "Das Gespräch ist übergeben.", "The conversation is handed over.";
    ended_done: "Das Gespräch ist beendet.", "The conversation has ended.";

    lead: "Ein anonymer Chat ohne Registrierung: Wer kommt, wartet, bis jemand aus dem Team Zeit hat. Was geschrieben wird, ist spätestens 48 Stunden nach dem Ende gelöscht.",
        "An anonymous chat without registration: whoever comes waits until somebody of the team has time. What is written is erased 48 hours after the end at the latest.";
    enabled: "Offene Tür anbieten", "Offer an open door";
    enabled_hint: "Das Portal zeigt dann, wann sie offen ist.", "The portal then shows when it is open.";
    hours: "Offen", "Open";
    hours_none: "An mindestens einem Tag muss die Tür offen sein.", "The door has to be open on one day at least.";
    closed_on_closing_days: "An Schließtagen und Feiertagen geschlossen",
        "Closed on closing days and public holidays";
    closed_hint: "Die Tage stehen unter „Arbeitszeit und Fristen“.",
        "The days are under “Working time and deadlines”.";
    max_waiting: "Höchstens so viele warten zugleich", "At most so many wait at once";
    max_waiting_bounds: "1 bis 50.", "1 to 50.";
    saved: "Gespeichert.", "Saved.";
}

/// "2 warten".
pub fn wait(count: usize) -> String {
    match (count, language()) {
        (0, Language::De) => "niemand wartet".to_owned(),
        (0, Language::En) => "nobody is waiting".to_owned(),
        (1, Language::De) => "1 wartet".to_owned(),
        (_, Language::De) => format!("{count} warten"),
        (_, Language::En) => format!("{count} waiting"),
    }
}

/// "Besuch 12".
pub fn visit(number: i64) -> String {
    format!("{} {number}", pick("Besuch", "Visit"))
}

/// "seit 10:21 Uhr".
pub fn since(at: DateTime<Utc>) -> String {
    format!("{} {}", pick("seit", "since"), format::time(at))
}

/// That nothing was heard of the visitor for a while.
pub fn away(since: DateTime<Utc>) -> String {
    let at = format::time(since);
    match language() {
        Language::De => format!("Verbindung weg seit {at}"),
        Language::En => format!("connection gone since {at}"),
    }
}

/// That somebody else was faster.
pub fn faster(name: &str) -> String {
    match language() {
        Language::De => format!("{name} war schneller und hat den Besuch abgeholt."),
        Language::En => format!("{name} was faster and picked the visitor up."),
    }
}

/// "2 weitere Gespräche bei Kolleg:innen".
pub fn with_colleagues(count: i64) -> String {
    match (count, language()) {
        (1, Language::De) => "Ein weiteres Gespräch läuft bei Kolleg:innen.".to_owned(),
        (1, Language::En) => "One more conversation is going on with colleagues.".to_owned(),
        (_, Language::De) => format!("{count} weitere Gespräche laufen bei Kolleg:innen."),
        (_, Language::En) => format!("{count} more conversations are going on with colleagues."),
    }
}

/// When it is erased.
pub fn erased_by(at: DateTime<Utc>) -> String {
    let at = format::moment(at);
    match language() {
        Language::De => format!("gelöscht: {at}"),
        Language::En => format!("erased: {at}"),
    }
}

/// How a visit ended.
pub fn end(visit: &OpenDoorVisit) -> String {
    let how = match visit.ended_by {
        Some(OpenDoorEnd::Visitor) => pick("vom Besuch beendet", "ended by the visitor"),
        Some(OpenDoorEnd::Counselor) | None => pick("vom Team beendet", "ended by the team"),
        Some(OpenDoorEnd::Abandoned) => pick("Verbindung verloren", "connection lost"),
        Some(OpenDoorEnd::Closed) => pick("Tür geschlossen", "door closed"),
    };
    match visit.erased_by {
        Some(at) => format!("{how} · {}", erased_by(at)),
        None => how.to_owned(),
    }
}

/// Whether the door is open.
pub fn door(door: &OpenDoor) -> String {
    let near = |at: DateTime<Utc>| at - format::now() < chrono::TimeDelta::hours(24);
    match (door.enabled, door.open, door.opens_at, door.closes_at) {
        (false, ..) => {
            pick("Die Tür ist nicht eingerichtet.", "The door is not set up.").to_owned()
        }
        (true, true, _, Some(at)) if near(at) => match language() {
            Language::De => format!("Die Tür ist offen bis {}.", format::time(at)),
            Language::En => format!("The door is open until {}.", format::time(at)),
        },
        (true, true, ..) => pick("Die Tür ist offen.", "The door is open.").to_owned(),
        (true, false, Some(at), _) => match language() {
            Language::De => format!("Die Tür ist zu. Sie öffnet: {}.", format::moment(at)),
            Language::En => format!("The door is closed. It opens: {}.", format::moment(at)),
        },
        (true, false, None, _) => pick("Die Tür ist zu.", "The door is closed.").to_owned(),
    }
}
