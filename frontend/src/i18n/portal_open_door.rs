//! The words of the open door, for whoever comes in: calm, short, and nothing promised that is not
//! so.

use super::{Language, format, language, pick};
use chrono::{DateTime, TimeDelta, Utc};
use domain::open_door::{OpenDoor, OpenDoorEnd};

super::texts! {
    title: "Offene Tür", "Open door";
    way_text: "Anonym chatten, ohne Anmeldung. Jemand aus dem Team ist für Sie da."
        / "Anonym chatten, ohne Anmeldung. Jemand aus dem Team ist für dich da.",
        "Chat anonymously, without an account. Somebody of the team is there for you.";
    lead: "Hier können Sie gleich mit jemandem aus unserem Team schreiben. Sie brauchen keinen Namen und kein Konto."
        / "Hier kannst du gleich mit jemandem aus unserem Team schreiben. Du brauchst keinen Namen und kein Konto.",
        "Here you can write with somebody of our team right away. You need no name and no account.";
    fact_name: "Ohne Namen, ohne Registrierung. Wir speichern nicht, wer Sie sind oder woher Sie kommen."
        / "Ohne Namen, ohne Registrierung. Wir speichern nicht, wer du bist oder woher du kommst.",
        "No name, no registration. We do not store who you are or where you come from.";
    fact_secrecy: "Wir stehen unter Schweigepflicht. Alles wird verschlüsselt gespeichert.",
        "We are bound to secrecy. Everything is stored encrypted.";
    fact_erased: "Spätestens 48 Stunden nach dem Ende ist alles Geschriebene gelöscht.",
        "48 hours after the end at the latest, everything that was written is erased.";
    fact_reload: "Solange dieser Tab offen ist, finden Sie hierher zurück. Schließen Sie ihn oder verlassen Sie die Seite schnell, führt kein Weg mehr zu Ihrem Gespräch."
        / "Solange dieser Tab offen ist, findest du hierher zurück. Schließt du ihn oder verlässt du die Seite schnell, führt kein Weg mehr zu deinem Gespräch.",
        "As long as this tab is open, you find your way back. Once you close it or leave the page quickly, nothing leads to your conversation any more.";
    first: "Worum geht es? (freiwillig)", "What is it about? (optional)";
    first_hint: "Ein Satz genügt. Sie können auch einfach hereinkommen."
        / "Ein Satz genügt. Du kannst auch einfach hereinkommen.",
        "One sentence is enough. You can also just come in.";
    enter: "Hereinkommen", "Come in";
    too_often: "Von Ihrem Anschluss kamen gerade mehrere herein. Bitte warten Sie kurz."
        / "Von deinem Anschluss kamen gerade mehrere herein. Bitte warte kurz.",
        "Several people came in from your connection just now. Please wait a moment.";
    full: "Gerade warten schon viele. Vielleicht wird gleich ein Platz frei.",
        "Many people are waiting already. A place may become free soon.";
    closed_text: "Sie können uns jederzeit schreiben. Wir antworten, auch wenn die Tür gerade zu ist."
        / "Du kannst uns jederzeit schreiben. Wir antworten, auch wenn die Tür gerade zu ist.",
        "You can write to us at any time. We answer even when the door is closed.";
    write: "Anfrage schreiben", "Write a request";
    register: "Zugang anlegen", "Create an access";
    waiting_short: "Im Wartezimmer", "In the waiting room";
    waits_text: "Lassen Sie diese Seite offen. Sobald jemand Zeit hat, geht es hier von selbst weiter. Sie können schon schreiben."
        / "Lass diese Seite offen. Sobald jemand Zeit hat, geht es hier von selbst weiter. Du kannst schon schreiben.",
        "Keep this page open. As soon as somebody has time, it goes on here by itself. You can write already.";
    danger: "Sind Sie oder jemand anderes gerade in Gefahr?"
        / "Bist du oder ist jemand anderes gerade in Gefahr?",
        "Are you or somebody else in danger right now?";
    talking_gone: "Jemand aus dem Team ist da", "Somebody of the team is here";
    somebody: "Team", "Team";
    offline: "Keine Verbindung. Wir versuchen es weiter.", "No connection. We keep trying.";
    nothing_written: "Noch ist nichts geschrieben.", "Nothing has been written yet.";
    message: "Ihre Nachricht" / "Deine Nachricht", "Your message";
    leave: "Wieder gehen", "Leave again";
    end: "Beenden", "End";
    end_title: "Wirklich beenden?", "Really end it?";
    end_text: "Danach kann niemand mehr etwas schreiben. Sie können jederzeit wieder hereinkommen, solange die Tür offen ist."
        / "Danach kann niemand mehr etwas schreiben. Du kannst jederzeit wieder hereinkommen, solange die Tür offen ist.",
        "Nobody can write any more after that. You can come in again at any time while the door is open.";
    ended_done: "Beendet.", "Ended.";
    ended_short: "Beendet", "Ended";
    ended_text: "Danke, dass Sie da waren. Möchten Sie weiter mit uns in Verbindung bleiben?"
        / "Danke, dass du da warst. Möchtest du weiter mit uns in Verbindung bleiben?",
        "Thank you for coming. Would you like to stay in touch with us?";
    close: "Hier schließen", "Close this here";
    gone: "Dieses Gespräch ist gelöscht.", "This conversation has been erased.";
}

/// Whether it is open, or when next.
pub fn when(door: &OpenDoor) -> String {
    let near = |at: DateTime<Utc>| at - format::now() < TimeDelta::hours(24);
    match (door.open, door.closes_at, door.opens_at) {
        (true, Some(at), _) if near(at) => match language() {
            Language::De => format!("Jetzt offen, bis {}", format::time(at)),
            Language::En => format!("Open now, until {}", format::time(at)),
        },
        (true, ..) => pick("Jetzt offen", "Open now").to_owned(),
        (false, _, Some(at)) => match language() {
            Language::De => format!("Gerade zu. Wieder offen: {}", format::moment(at)),
            Language::En => format!("Closed right now. Open again: {}", format::moment(at)),
        },
        (false, _, None) => pick("Gerade zu", "Closed right now").to_owned(),
    }
}

/// "Sie sind als Nächstes an der Reihe." or the place.
pub fn place(place: u32) -> String {
    match (place, language()) {
        (1, Language::De) => super::addressed!(
            "Sie sind als Nächstes an der Reihe." / "Du bist als Nächstes an der Reihe."
        ),
        (1, Language::En) => "You are next.".to_owned(),
        (_, Language::De) => format!("Platz {place} im Wartezimmer"),
        (_, Language::En) => format!("Place {place} in the waiting room"),
    }
}

/// With whom one talks.
pub fn talking(name: &str) -> String {
    match language() {
        Language::De => format!("Im Gespräch mit {name}"),
        Language::En => format!("Talking with {name}"),
    }
}

/// How it ended.
pub fn ended(end: Option<OpenDoorEnd>) -> &'static str {
    match end {
        Some(OpenDoorEnd::Visitor) | None => super::said!(
            "Sie haben das Gespräch beendet." / "Du hast das Gespräch beendet.",
            "You have ended the conversation.",
        ),
        Some(OpenDoorEnd::Counselor) => {
            pick("Das Gespräch ist beendet.", "The conversation has ended.")
        }
        Some(OpenDoorEnd::Abandoned) => super::said!(
            "Ihre Verbindung war länger weg. Das Gespräch ist beendet."
                / "Deine Verbindung war länger weg. Das Gespräch ist beendet.",
            "Your connection was gone for a while. The conversation has ended.",
        ),
        Some(OpenDoorEnd::Closed) => super::said!(
            "Die Tür ist jetzt zu, und niemand konnte Sie abholen. Das tut uns leid."
                / "Die Tür ist jetzt zu, und niemand konnte dich abholen. Das tut uns leid.",
            "The door is closed now, and nobody could pick you up. We are sorry.",
        ),
    }
}

/// By when it is erased.
pub fn erased_by(at: DateTime<Utc>) -> String {
    match language() {
        Language::De => format!("Alles Geschriebene wird gelöscht: {}.", format::moment(at)),
        Language::En => format!(
            "Everything that was written is erased: {}.",
            format::moment(at)
        ),
    }
}
