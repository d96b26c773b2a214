//! The words of the mail that the facility sends by itself.

use super::{Language, language};
use domain::outgoing_mails::OutgoingMailStatus;

super::texts! {
    title: "Ausgehende Mails", "Outgoing mail";
    lead: "Was Ihre Einrichtung von selbst verschickt. Nie steht darin, was jemand geschrieben hat.",
        "What your facility sends by itself. It never says what anybody wrote.";
    tabs: "Mails nach Stand", "Mails by state";
    caption: "Ausgehende Mails, neueste zuerst", "Outgoing mail, newest first";
    all: "Alle", "All";
    waiting: "Wartet", "Waiting";
    sent: "Gesendet", "Sent";
    failed: "Nicht zugestellt", "Not delivered";
    recipient: "An", "To";
    client: "Klient:in", "Client";
    counselor: "Berater:in", "Counselor";
    operator: "Betrieb", "Operator";
    licence_contact: "Kontakt für Lizenzen", "Contact for licences";
    subject: "Betreff", "Subject";
    german: "auf Deutsch", "in German";
    english: "auf Englisch", "in English";
    status: "Stand", "State";
    created: "Geschrieben", "Written";
    send_again: "Erneut senden", "Send again";
    on_its_way: "Die Mail wird noch einmal gesendet.", "The mail is being sent again.";
    empty: "Noch keine Mail", "No mail yet";
    empty_text: "Sobald jemand etwas zu lesen hat, steht die Mail dazu hier.",
        "As soon as there is something to read for somebody, the mail about it is listed here.";
    empty_status: "Keine Mail mit diesem Stand", "No mail in this state";
    empty_status_text: "Es gibt nur Mails, die anderswo stehen.", "All mails are in another state.";
    show_all: "Alle anzeigen", "Show all";
}

/// What somebody is whom a mail is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Recipient {
    /// A person seeking help.
    Client,
    /// Staff.
    Counselor,
    /// Whoever runs the installation.
    Operator,
    /// Whoever asked for more licences.
    LicenceContact,
}

/// The same in words.
pub fn recipient(recipient: Recipient) -> &'static str {
    match recipient {
        Recipient::Client => t().client,
        Recipient::Counselor => t().counselor,
        Recipient::Operator => t().operator,
        Recipient::LicenceContact => t().licence_contact,
    }
}

/// Where a mail stands.
pub fn status(status: OutgoingMailStatus) -> &'static str {
    match status {
        OutgoingMailStatus::Waiting => t().waiting,
        OutgoingMailStatus::Sent => t().sent,
        OutgoingMailStatus::Failed => t().failed,
    }
}

/// How often it was tried.
pub fn tries(n: i32) -> String {
    match (language(), n) {
        (Language::De, 1) => "ein Versuch".into(),
        (Language::De, _) => format!("{n}\u{a0}Versuche"),
        (Language::En, 1) => "one try".into(),
        (Language::En, _) => format!("{n}\u{a0}tries"),
    }
}

/// To whom, after the words of the button, for readers.
pub fn to(name: &str) -> String {
    match language() {
        Language::De => format!(" an {name}"),
        Language::En => format!(" to {name}"),
    }
}
