//! The words of notes on a client.

super::texts! {
    title: "Notizen", "Notes";
    new: "Neue Notiz", "New note";
    placeholder: "Neue Notiz, nur für das Team sichtbar", "New note, visible to the team only";
    never_seen: "Klient:innen sehen Notizen nie", "Clients never see notes";
    save: "Notiz speichern", "Save note";
    saved: "Die Notiz ist gespeichert.", "The note is saved.";
    empty: "Noch keine Notizen", "No notes yet";
    empty_text: "Was das Team über diese Klient:in wissen soll, steht später hier.",
        "What the team should know about this client will be here.";
    caption: "Notizen, die neuesten zuerst", "Notes, newest first";
    former: "nicht mehr im Team", "no longer on the team";
    changed: "geändert", "changed";
    edit: "Bearbeiten", "Edit";
    text: "Notiz", "Note";
    delete: "Löschen", "Delete";
    delete_title: "Notiz löschen?", "Delete the note?";
    delete_text: "Die Notiz wird endgültig gelöscht.", "The note is deleted for good.";
    deleted: "Die Notiz ist gelöscht.", "The note is deleted.";
    write_first: "Bitte schreiben Sie zuerst etwas.", "Please write something first.";
}
