//! The words of what a facility wants to know of its clients, in its settings.

use super::pick;
use domain::master_data_fields::MasterDataKind;

super::texts! {
    title: "Stammdatenfelder", "Master-data fields";
    lead: "Was die Einrichtung von ihren Klient:innen wissen will. Die Angaben stehen verschlüsselt in der Akte. Ein Feld wird nie gelöscht: Deaktiviert wird es nicht mehr gefragt, und was ausgefüllt ist, bleibt sichtbar.",
        "What the facility wants to know of its clients. The answers stand encrypted in the client’s file. A field is never deleted: deactivated it is not asked any more, and what is filled in stays visible.";
    empty: "Noch kein Stammdatenfeld", "No master-data field yet";
    empty_text: "Fragen Sie so wenig wie möglich: Auch ohne jedes Feld lässt sich beraten.",
        "Ask for as little as possible: one can counsel without any of them.";
    mandatory_hint: "Wer eine Klientin oder einen Klienten anlegt, muss es ausfüllen. Wer sich selbst registriert, wird nicht danach gefragt.",
        "Whoever adds a client has to fill it in. Those who register themselves are not asked.";
    active: "Wird gefragt", "Is asked";
    active_hint: "Ausgeschaltet lässt sich das Feld nicht mehr ausfüllen. Was ausgefüllt ist, bleibt.",
        "Switched off, the field cannot be filled in any more. What is filled in stays.";
}

/// What kind of answer a field takes.
pub fn kind(kind: MasterDataKind) -> &'static str {
    match kind {
        MasterDataKind::Choice => pick("Eines von mehreren", "One of several"),
        MasterDataKind::Number => pick("Zahl", "Number"),
        MasterDataKind::Year => pick("Jahr", "Year"),
        MasterDataKind::Text => pick("Text", "Text"),
        MasterDataKind::YesNo => pick("Ja oder Nein", "Yes or no"),
        MasterDataKind::Date => pick("Datum", "Date"),
    }
}
