//! The words of what a facility wants to know in its monitorings.

use super::{Language, language, pick};
use domain::monitorings::{FieldSet, MonitoringFieldKind, Part};

super::texts! {
    title: "Monitoring-Felder", "Monitoring fields";
    lead: "Was in jedem Monitoring außer Datum, Dauer und Thema gefragt wird. Ein Feld wird nie gelöscht: Deaktiviert wird es nicht mehr gefragt, und was schon geantwortet ist, bleibt in der Statistik.",
        "What each monitoring asks besides date, duration and subject. A field is never deleted: deactivated it is not asked any more, and what has been answered stays in the statistics.";
    empty: "Noch kein Feld", "No field yet";
    empty_text: "Beginnen Sie mit einem fertigen Satz oder legen Sie ein eigenes Feld an.",
        "Begin with a ready-made set, or add a field of your own.";
    sets: "Fertige Sätze", "Ready-made sets";
    sets_lead: "Die Felder eines Satzes kommen ans Ende der Liste und lassen sich dann umbenennen, ordnen und deaktivieren. Jeder Wert nennt die amtliche Kategorie, die er speist.",
        "The fields of a set come to the end of the list and can then be renamed, ordered and deactivated. Each value names the official category that it feeds.";
    add_set: "Hinzufügen", "Add";
    set_added: "Der Satz ist hinzugefügt.", "The set is added.";
    is_added: "hinzugefügt", "added";
    mandatory_hint: "Ohne Antwort lässt sich kein Monitoring speichern.", "No monitoring can be saved without an answer.";
    active_hint: "Ausgeschaltet steht das Feld in keinem neuen Monitoring. Alte Antworten bleiben.",
        "Switched off, the field is in no new monitoring. Old answers stay.";
    official_hint: "Welche Angabe einer amtlichen Statistik das Feld speist.", "Which item of an official statistic the field feeds.";
    mandatory_title: "Pflichtangaben und kleine Zahlen", "Mandatory parts and small counts";
    mandatory_lead: "Datum, Dauer und Thema sind immer Pflicht. Ob ein Monitoring-Feld Pflicht ist, steht beim Feld.",
        "Date, duration and subject are always mandatory. Whether a monitoring field is, stands with the field.";
    parts: "Außerdem Pflicht", "Mandatory besides";
    smallest_count: "Kleinste Zahl im Bericht", "Smallest count in a report";
    smallest_count_hint: "Bericht und exportierte Zahlen zeigen kleinere Zahlen nicht, damit niemand erkennbar wird, und auch keine, aus denen sie sich berechnen ließen. Am Bildschirm bleibt alles sichtbar, und exportierte Monitorings bleiben vollständig. Jede Datei ist für sich geschützt: Wer zwei mit verschiedenen Zeiträumen weitergibt, macht Differenzen möglich. 3 bis 100; leer heißt: alle Zahlen zeigen.",
        "A report and exported figures do not show smaller counts, so that nobody can be recognized, nor those from which they could be computed. On the screen everything stays, and exported monitorings stay whole. Each file is protected in itself: whoever passes on two of different periods makes differences possible. 3 to 100; empty means to show all counts.";
    smallest_count_bounds: "Geben Sie eine Zahl von 3 bis 100 an, oder nichts.", "Enter a number from 3 to 100, or nothing.";
    master_data: "Stammdaten, die Pflicht sind", "Master data that is mandatory";
}

/// What kind of answer a field takes.
pub fn kind(kind: MonitoringFieldKind) -> &'static str {
    match kind {
        MonitoringFieldKind::Text => pick("Text", "Text"),
        MonitoringFieldKind::Number => pick("Zahl", "Number"),
        MonitoringFieldKind::YesNo => pick("Ja oder Nein", "Yes or no"),
        MonitoringFieldKind::OneOf => pick("Eines von mehreren", "One of several"),
        MonitoringFieldKind::SeveralOf => pick("Mehrere von mehreren", "Several of several"),
    }
}

/// What a ready-made set is called, and for whom it is.
pub fn set(set: FieldSet) -> (&'static str, &'static str) {
    match set {
        FieldSet::General => (
            pick("Allgemein", "General"),
            pick(
                "Altersgruppe, Geschlecht, Bundesland, Wohnen, Beruf, erster Kontakt, Zugang, Risiko",
                "Age group, gender, federal state, living, occupation, first contact, referral, risk",
            ),
        ),
        FieldSet::ChildYouthWelfare => (
            pick("Kinder- und Jugendhilfe", "Child and youth welfare"),
            pick(
                "Statistik nach § 99 SGB VIII",
                "Statistics by § 99 SGB VIII",
            ),
        ),
        FieldSet::Addiction => (
            pick("Sucht", "Addiction"),
            pick("Kerndatensatz KDS 3.0", "Core data set KDS 3.0"),
        ),
    }
}

/// A part of a monitoring.
pub fn part(part: Part) -> &'static str {
    match part {
        Part::Channel => pick("Kanal", "Channel"),
        Part::Client => pick("Klient:in", "Client"),
        Part::CounsellingFields => pick("Beratungsfelder", "Counselling fields"),
        Part::Remark => pick("Bemerkung", "Remark"),
    }
}

/// What a set's button is about.
pub fn add_named(name: &str) -> String {
    match language() {
        Language::De => format!("Satz „{name}“"),
        Language::En => format!("set “{name}”"),
    }
}
