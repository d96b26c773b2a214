//! The words of what a facility's own fields have in common: they stand in an order, and are
//! switched off instead of deleted.

use super::{Language, language};

super::texts! {
    list: "Felder in ihrer Reihenfolge", "Fields in their order";
    new: "Feld anlegen", "Add a field";
    edit: "Feld ändern", "Change the field";
    label_de: "Name auf Deutsch", "Name in German";
    label_en: "Name auf Englisch", "Name in English";
    kind: "Art der Antwort", "Kind of answer";
    mandatory: "Pflichtangabe", "Mandatory";
    active: "Wird gefragt", "Is asked";
    inactive: "deaktiviert", "deactivated";
    official: "Amtliche Kategorie", "Official category";
    options: "Auswahl", "Options";
    options_hint: "Was deaktiviert ist, kann niemand mehr wählen; wo es gewählt wurde, bleibt es.",
        "What is deactivated cannot be chosen any more; where it was chosen, it stays.";
    add_option: "Auswahl hinzufügen", "Add an option";
    no_option: "Geben Sie mindestens eine Auswahl an, die gewählt werden kann.", "Give at least one option that can be chosen.";
    option_bad: "Nennen Sie die Auswahl auf Deutsch und auf Englisch, mit höchstens 80 Zeichen.",
        "Name the option in German and in English, with at most 80 characters.";
    can_be_chosen: "kann gewählt werden", "can be chosen";
    remove: "Entfernen", "Remove";
}

/// How many options a field offers.
pub fn options(n: usize) -> String {
    match (language(), n) {
        (Language::De, _) => format!("{n}\u{a0}zur Auswahl"),
        (Language::En, 1) => "1\u{a0}option".into(),
        (Language::En, _) => format!("{n}\u{a0}options"),
    }
}

/// What a field's buttons are about.
pub fn edit_named(name: &str) -> String {
    match language() {
        Language::De => format!("„{name}“ ändern"),
        Language::En => format!("Change “{name}”"),
    }
}

/// The same.
pub fn up_named(name: &str) -> String {
    match language() {
        Language::De => format!("„{name}“ nach oben"),
        Language::En => format!("Move “{name}” up"),
    }
}

/// The same.
pub fn down_named(name: &str) -> String {
    match language() {
        Language::De => format!("„{name}“ nach unten"),
        Language::En => format!("Move “{name}” down"),
    }
}

/// What a control of an option is about.
pub fn of_option(word: &str, place: usize) -> String {
    match language() {
        Language::De => format!("{word}, Auswahl {place}"),
        Language::En => format!("{word}, option {place}"),
    }
}
