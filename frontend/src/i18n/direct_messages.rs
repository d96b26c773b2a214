//! The words of direct messages.

use super::{Language, format, language};
use chrono::{DateTime, Utc};
use domain::{direct_messages::DirectMessageWay, outgoing_mails::OutgoingMailStatus};

super::texts! {
    title: "Direkt\u{ad}nachrichten", "Direct messages";
    to_client: "Zur Klient:in", "To the client";
    write: "Neue Direktnachricht", "New direct message";
    subject: "Betreff", "Subject";
    text: "Text", "Text";
    send: "Senden", "Send";
    sent: "Nachricht ist unterwegs", "The message is on its way";
    sent_list: "Gesendet", "Sent";
    none: "Noch keine Direktnachricht.", "No direct message yet.";
    confidential: "Vertraulich: Der Text wartet im Portal, hinaus geht nur, dass etwas da ist.",
        "Confidential: the text waits in the portal; what goes out says only that something is there.";
    in_full: "Betreff und Text gehen offen hinaus: Wer das Postfach oder Telefon sieht, kann sie lesen (§\u{a0}203 StGB).",
        "Subject and text go out in the open: whoever sees the mailbox or telephone can read them (§\u{a0}203 StGB).";
    waits: "Dieser Weg ist noch nicht eingerichtet: Die Nachricht wartet, bis er es ist.",
        "This way is not set up yet: the message waits until it is.";
    changed: "Der Weg ist inzwischen ein anderer. Bitte prüfen Sie ihn und senden Sie noch einmal.",
        "The way has changed in the meantime. Please check it and send again.";
    unread: "neu", "new";
    portal_title: "Nachrichten der Beratungsstelle", "Messages from the centre";
    portal_empty: "Es ist keine Nachricht da", "There is no message";
    portal_empty_text: "Hier stehen kurze Nachrichten, die Ihnen die Beratungsstelle schickt."
        / "Hier stehen kurze Nachrichten, die dir die Beratungsstelle schickt.",
        "Short messages that the counselling centre sends you are here.";
    setting: "Direktnachrichten", "Direct messages";
    setting_lead: "Was bei einer Direktnachricht als E-Mail oder SMS hinausgeht",
        "What goes out by e-mail or SMS with a direct message";
    choose_confidential: "Vertraulich (empfohlen)", "Confidential (recommended)";
    choose_in_full: "Vollständig", "In full";
    save: "Speichern", "Save";
    saved: "Gespeichert", "Saved";
}

/// By which way, and to which address.
pub fn route(way: DirectMessageWay, address: &str) -> String {
    match (language(), way) {
        (Language::De, DirectMessageWay::Email) => format!("Geht per E-Mail an {address}."),
        (Language::De, DirectMessageWay::Sms) => format!("Geht per SMS an {address}."),
        (Language::De, DirectMessageWay::Portal) => {
            "Es ist keine Adresse bekannt: Die Nachricht wartet nur im Portal.".into()
        }
        (Language::En, DirectMessageWay::Email) => format!("Goes by e-mail to {address}."),
        (Language::En, DirectMessageWay::Sms) => format!("Goes by SMS to {address}."),
        (Language::En, DirectMessageWay::Portal) => {
            "No address is known: the message only waits in the portal.".into()
        }
    }
}

/// Where a message stands.
pub fn status(way: DirectMessageWay, status: OutgoingMailStatus) -> &'static str {
    let (de, en) = match (way, status) {
        (DirectMessageWay::Portal, _) => ("liegt im Portal", "waits in the portal"),
        (_, OutgoingMailStatus::Waiting) => ("wartet", "waiting"),
        (_, OutgoingMailStatus::Sent) => ("gesendet", "sent"),
        (_, OutgoingMailStatus::Failed) => ("nicht zugestellt", "failed"),
    };
    super::pick(de, en)
}

/// "E-Mail".
pub fn way(way: DirectMessageWay) -> &'static str {
    match way {
        DirectMessageWay::Email => super::pick("E-Mail", "E-mail"),
        DirectMessageWay::Sms => "SMS",
        DirectMessageWay::Portal => "Portal",
    }
}

/// "gelesen am 07.07.2023, 14:44 Uhr".
pub fn read_at(at: DateTime<Utc>) -> String {
    match language() {
        Language::De => format!("gelesen: {}", format::moment(at)),
        Language::En => format!("read: {}", format::moment(at)),
    }
}
