//! The words of groups.

use super::{Language, language};

super::texts! {
    title: "Gruppen", "Groups";
    group: "Gruppe", "Group";
    search: "Gruppe suchen", "Search groups";
    caption: "Gruppen nach Namen", "Groups by name";
    members: "Teilnehmer:in", "Members";
    clients: "Klient:innen", "Clients";
    name: "Name", "Name";
    description: "Beschreibung", "Description";
    description_hint: "Name und Beschreibung sehen auch die Klient:innen der Gruppe.",
        "The clients in the group see name and description, too.";
    created_by: "Angelegt von", "Created by";
    nobody: "niemand mehr hier", "nobody here any more";
    create: "Gruppe anlegen", "Create group";
    submit: "Anlegen", "Create";
    save: "Speichern", "Save";
    saved: "Gespeichert", "Saved";
    empty: "Noch keine Gruppe", "No group yet";
    empty_text: "In einer Gruppe stehen Klient:innen zusammen, zum Beispiel für Gruppentermine.",
        "A group holds clients together, for group appointments for instance.";
    nothing_found: "Keine Gruppe gefunden", "No group found";
    nothing_found_text: "Gesucht wird in den Namen der Gruppen.", "The search covers the groups’ names.";
    clear_search: "Suche leeren", "Clear search";
    parts: "Teile der Gruppe", "Parts of the group";
    more: "Mehr zur Gruppe", "More on the group";
    delete: "Gruppe löschen", "Delete group";
    delete_title: "Gruppe löschen?", "Delete the group?";
    delete_text: "Die Klient:innen der Gruppe bleiben, was sie sind; nur die Gruppe ist dann weg.",
        "The clients in the group stay what they are; only the group will be gone.";
    deleted: "Gruppe gelöscht", "Group deleted";
    none: "Noch niemand in der Gruppe", "Nobody in the group yet";
    none_text: "Suchen Sie oben nach einem Pseudonym, um jemanden hinzuzufügen.",
        "Search for a pseudonym above to add somebody.";
    find: "Klient:in suchen und hinzufügen", "Find and add a client";
    nobody_found: "Niemand gefunden, den Sie hinzufügen können.", "Nobody found whom you can add.";
    back: "Gruppen", "Groups";
    no_description: "Noch keine Beschreibung.", "No description yet.";
}

/// "25 Gruppen geladen".
pub fn loaded(n: usize, all: bool) -> String {
    match (language(), n, all) {
        (Language::De, 1, _) => "1\u{a0}Gruppe".into(),
        (Language::De, _, true) => format!("{n}\u{a0}Gruppen"),
        (Language::De, _, false) => format!("{n}\u{a0}Gruppen geladen"),
        (Language::En, 1, _) => "1\u{a0}group".into(),
        (Language::En, _, true) => format!("{n}\u{a0}groups"),
        (Language::En, _, false) => format!("{n}\u{a0}groups loaded"),
    }
}

/// "Seestern hinzufügen".
pub fn add(pseudonym: &str) -> String {
    match language() {
        Language::De => format!("{pseudonym} hinzufügen"),
        Language::En => format!("Add {pseudonym}"),
    }
}

/// "Seestern entfernen".
pub fn remove(pseudonym: &str) -> String {
    match language() {
        Language::De => format!("{pseudonym} entfernen"),
        Language::En => format!("Remove {pseudonym}"),
    }
}

/// "Seestern ist in der Gruppe".
pub fn added(pseudonym: &str) -> String {
    match language() {
        Language::De => format!("{pseudonym} ist in der Gruppe"),
        Language::En => format!("{pseudonym} is in the group"),
    }
}

/// "Seestern ist nicht mehr in der Gruppe".
pub fn removed(pseudonym: &str) -> String {
    match language() {
        Language::De => format!("{pseudonym} ist nicht mehr in der Gruppe"),
        Language::En => format!("{pseudonym} is not in the group any more"),
    }
}

/// "Gruppe Montag angelegt".
pub fn created(name: &str) -> String {
    match language() {
        Language::De => format!("Gruppe {name} angelegt"),
        Language::En => format!("Group {name} created"),
    }
}

/// That some are in the group whom one may not see.
pub fn unseen(n: i64) -> String {
    match (language(), n) {
        (Language::De, 1) => {
            "Eine weitere Person ist in der Gruppe, die Sie nicht sehen dürfen.".into()
        }
        (Language::De, _) => {
            format!("{n} weitere Personen sind in der Gruppe, die Sie nicht sehen dürfen.")
        }
        (Language::En, 1) => "One more person is in the group whom you may not see.".into(),
        (Language::En, _) => format!("{n} more people are in the group whom you may not see."),
    }
}
