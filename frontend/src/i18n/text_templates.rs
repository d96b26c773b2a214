//! The words of text templates and signatures.

use super::{Language, language};

super::texts! {
    title: "Textbausteine und Signatur", "Text templates and signature";
    insert: "Textbaustein", "Text template";
    insert_signature: "Signatur einfügen", "Insert the signature";
    manage: "Textbausteine bearbeiten", "Edit text templates";
    shared: "Für die ganze Einrichtung", "For the whole facility";
    own: "Eigene", "Your own";
    new: "Neuer Textbaustein", "New text template";
    for_whom: "Für wen", "For whom";
    for_me: "Nur für mich", "Only for me";
    for_all: "Für alle in der Einrichtung", "For everybody in the facility";
    name: "Name", "Name";
    text: "Text", "Text";
    empty: "Noch kein Textbaustein", "No text template yet";
    empty_text: "Was Sie öfter schreiben, legen Sie hier einmal an und fügen es mit zwei Klicks ein.",
        "What you write often, you write once here and insert with two clicks.";
    edit: "Bearbeiten", "Edit";
    deleted: "Der Textbaustein ist gelöscht.", "The text template is deleted.";
    saved: "Gespeichert", "Saved";
    signature: "Signatur", "Signature";
    signature_hint: "Steht unter Ihren Antworten, wenn Sie sie einfügen. Platzhalter sind möglich.",
        "Stands under your answers when you insert it. Placeholders are possible.";
}

/// Which placeholders there are.
pub fn placeholders(names: &str) -> String {
    match language() {
        Language::De => format!("Platzhalter, die beim Einfügen ersetzt werden: {names}"),
        Language::En => format!("Placeholders that are filled in when it is inserted: {names}"),
    }
}

/// What a template's buttons are about.
pub fn edit_named(name: &str) -> String {
    match language() {
        Language::De => format!("„{name}“ bearbeiten"),
        Language::En => format!("Edit “{name}”"),
    }
}

/// The same.
pub fn delete_named(name: &str) -> String {
    match language() {
        Language::De => format!("„{name}“ löschen"),
        Language::En => format!("Delete “{name}”"),
    }
}
