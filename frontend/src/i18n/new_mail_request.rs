//! The words of writing a request down for a client.

use super::{Language, language};

super::texts! {
    title: "Neue Anfrage", "New request";
    lead: "Für eine Klient:in, die angerufen hat oder vorbeigekommen ist. Sie sieht die Anfrage und Ihre Antwort in ihrem Zugang.",
        "For a client who called or came by. They see the request and your answer in their access.";
    back: "Mailberatung", "Mail counselling";
    find: "Klient:in suchen", "Find a client";
    nobody_found: "Niemand gefunden.", "Nobody found.";
    subject: "Betreff", "Subject";
    subject_hint: "Der Betreff lässt sich später nicht mehr ändern.", "The subject cannot be changed later.";
    field: "Beratungsfeld", "Counselling field";
    no_field: "Noch nicht bekannt", "Not known yet";
    counselor: "Wer antwortet", "Who answers";
    anyone: "Wer Zeit hat", "Whoever has time";
    text: "Anliegen", "Concern";
    text_hint: "In den Worten der Klient:in, soweit es geht.", "In the client’s words, as far as possible.";
    about_them: "Angaben zur Person", "About the person";
    about_them_hint: "Was die Klient:in von sich sagt. Ins Profil kommt davon nur, was Sie später übernehmen.",
        "What the client says about themselves. Only what you take over later gets into the profile.";
    submit: "Anfrage anlegen", "Create request";
    created: "Anfrage angelegt", "Request created";
    leave_title: "Anfrage verwerfen?", "Discard the request?";
    leave_text: "Was Sie geschrieben haben, ist noch nicht gespeichert.", "What you have written is not saved yet.";
    stay: "Weiterschreiben", "Go on writing";
}

/// "Für Seestern schreiben".
pub fn write_for(pseudonym: &str) -> String {
    match language() {
        Language::De => format!("Für {pseudonym} schreiben"),
        Language::En => format!("Write for {pseudonym}"),
    }
}

/// "Für Seestern".
pub fn written_for(pseudonym: &str) -> String {
    match language() {
        Language::De => format!("Für {pseudonym}"),
        Language::En => format!("For {pseudonym}"),
    }
}
