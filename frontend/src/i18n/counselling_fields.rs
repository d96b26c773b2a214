//! The words of what a facility offers counselling on, in its settings.

super::texts! {
    title: "Beratungsfelder", "Counselling fields";
    lead: "Wozu die Einrichtung berät: Klient:innen wählen ein Feld, wenn sie schreiben oder einen Termin buchen, Beratende geben an, welche sie übernehmen, und die Statistik zählt danach. Ein Feld wird nie gelöscht: Deaktiviert kann es niemand mehr wählen, und wo es gewählt wurde, bleibt es.",
        "What the facility counsels on: clients choose a field when they write or book an appointment, counselors state which ones they take, and the statistics count by it. A field is never deleted: deactivated it cannot be chosen any more, and where it was chosen, it stays.";
    empty: "Noch kein Beratungsfeld", "No counselling field yet";
    empty_text: "Legen Sie an, wozu Sie beraten, zum Beispiel Trennung oder Sucht.",
        "Add what you counsel on, such as separation or addiction.";
    offered: "wird angeboten", "offered";
    active: "Wird angeboten", "Is offered";
    active_hint: "Ausgeschaltet kann das Feld niemand mehr wählen. Wer es hat, behält es.",
        "Switched off, nobody can choose the field any more. Whoever has it keeps it.";
}
