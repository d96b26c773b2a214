//! The words of the pages where automatic messages are worded.

use super::{Language, language};
use domain::outgoing_mails::{DeliveryWay, MailTemplate, MessagePlaceholder};

super::texts! {
    title: "Texte der Nachrichten", "Words of messages";
    lead: "Was in automatischen E-Mails und SMS steht. Nie steht darin, was jemand geschrieben hat.",
        "What automatic e-mails and text messages say. They never say what anybody wrote.";
    caption: "Automatische Nachrichten", "Automatic messages";
    message: "Nachricht", "Message";
    way: "Weg", "Way";
    email: "E-Mail", "E-mail";
    sms: "SMS", "Text message";
    german: "Deutsch", "German";
    english: "Englisch", "English";
    own: "eigener Text", "own words";
    first: "Standardtext", "first words";
    to_clients: "an Klient:innen", "to clients";
    to_staff: "an das Team", "to staff";
    to_both: "an Klient:innen und das Team", "to clients and staff";
    back: "Alle Nachrichten", "All messages";
    subject: "Betreff", "Subject";
    text: "Text", "Text";
    text_hint: "Eine leere Zeile beginnt einen neuen Absatz. Darunter stehen immer der Name der Einrichtung und dass die Nachricht automatisch kommt.",
        "An empty line begins a new paragraph. Below always stand the facility’s name and that the message is automatic.";
    sms_hint: "Eine SMS steht auf dem Sperrbildschirm. Nennen Sie weder die Einrichtung noch einen Anlass.",
        "A text message shows on the lock screen. Name neither the facility nor a reason.";
    preview: "Vorschau", "Preview";
    preview_hint: "Mit einem Beispiel gefüllt, wie es ankommt.", "Filled in with an example, as it arrives.";
    preview_wait: "Sobald der Text vollständig ist, steht hier, wie er ankommt.",
        "As soon as the text is complete, this shows how it arrives.";
    test: "An mich senden", "Send to myself";
    test_hint: "Gesendet wird, was gespeichert ist, an Ihre eigene E-Mail-Adresse.",
        "What is saved is sent, to your own e-mail address.";
    test_sent: "Die Testmail ist unterwegs.", "The test mail is on its way.";
    reset: "Standardtext wiederherstellen", "Take the first words again";
    reset_text: "Ihr eigener Text geht verloren.", "Your own words are lost.";
    was_reset: "Es gilt wieder der Standardtext.", "The first words hold again.";
    missing: "Diese Nachricht gibt es nicht.", "There is no such message.";
}

/// A way.
pub fn way(way: DeliveryWay) -> &'static str {
    match way {
        DeliveryWay::Email => t().email,
        DeliveryWay::Sms => t().sms,
    }
}

/// A language.
pub fn language_name(language: Language) -> &'static str {
    match language {
        Language::De => t().german,
        Language::En => t().english,
    }
}

/// Whom it is for.
pub fn recipients(template: MailTemplate) -> &'static str {
    match template {
        MailTemplate::AppointmentCancelled
        | MailTemplate::AppointmentRescheduled
        | MailTemplate::ForgottenPassword => t().to_both,
        MailTemplate::InviteClient => t().to_clients,
        _ if template.goes_by_sms() => t().to_clients,
        _ => t().to_staff,
    }
}

/// Which placeholders there are, and which have to be there.
pub fn placeholders(known: &[MessagePlaceholder], required: &[MessagePlaceholder]) -> String {
    let names = |all: &[MessagePlaceholder]| {
        let names: Vec<_> = all.iter().map(|one| one.written(language())).collect();
        names.join(" ")
    };
    let (known, required) = (names(known), names(required));
    match language() {
        Language::De => format!("Platzhalter: {known}. Vorkommen muss: {required}."),
        Language::En => format!("Placeholders: {known}. Has to be there: {required}."),
    }
}

/// The link that leads to one, for readers.
pub fn change_in(language_of: Language) -> String {
    let name = language_name(language_of);
    match language() {
        Language::De => format!("{name} ändern"),
        Language::En => format!("Change {name}"),
    }
}
