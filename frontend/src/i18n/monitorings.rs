//! The words of monitorings.

use super::{Language, language};

super::texts! {
    one: "Monitoring", "Monitoring";
    lead: "Was Sie hier festhalten, ergibt die Zahlen, die Ihre Einrichtung schuldet.",
        "What you record here makes up the figures that your facility owes.";
    new: "Monitoring eintragen", "Record a monitoring";
    edit: "Monitoring ändern", "Change the monitoring";
    new_lead: "Prüfen Sie, was schon eingetragen ist, und ergänzen Sie den Rest.",
        "Check what is filled in already, and add the rest.";
    stated: "Was mit der Anfrage angegeben wurde, steht unter den Stammdaten.",
        "What was stated with the request stands among the master data.";
    caption: "Monitorings, neueste zuerst", "Monitorings, newest first";
    date: "Datum", "Date";
    minutes: "Dauer in Minuten", "Duration in minutes";
    minutes_bad: "Geben Sie eine Zahl von 1 bis 1.440 an.", "Enter a number from 1 to 1,440.";
    date_bad: "Wählen Sie heute oder einen Tag davor.", "Choose today or a day before.";
    duration: "Dauer", "Duration";
    subject: "Thema", "Subject";
    no_subject: "Person gelöscht", "Person erased";
    channel: "Kanal", "Channel";
    no_channel: "ohne Angabe", "not stated";
    counselor: "Berater:in", "Counselor";
    client: "Klient:in", "Client";
    no_client: "ohne Person", "no person";
    find_client: "Klient:in suchen", "Find a client";
    nobody_found: "Niemand gefunden.", "Nobody found.";
    pick: "Auswählen", "Choose";
    take_away: "Ohne Person eintragen", "Record without a person";
    counselling_fields: "Beratungsfelder", "Counselling fields";
    master_data: "Stammdaten", "Master data";
    own: "Weitere Angaben", "Further details";
    remark: "Bemerkung", "Remark";
    saved: "Das Monitoring ist gespeichert.", "The monitoring is saved.";
    show: "Zeigen", "Show";
    change: "Ändern", "Change";
    delete: "Löschen", "Delete";
    delete_title: "Monitoring löschen?", "Delete the monitoring?";
    delete_submit: "Monitoring löschen", "Delete the monitoring";
    deleted: "Das Monitoring ist gelöscht.", "The monitoring is deleted.";
    actions: "Aktionen", "Actions";
    chosen_answer: "Gewählte Angabe", "Chosen answer";
    remove_filter: "Filter entfernen", "Remove the filter";
    filter: "Monitorings filtern", "Filter monitorings";
    from: "von", "from";
    until: "bis", "until";
    any_channel: "Alle Kanäle", "All channels";
    every_counselor: "Alle Berater:innen", "All counselors";
    empty: "Noch kein Monitoring", "No monitoring yet";
    empty_text: "Ein Monitoring hält eine Beratung für die Statistik fest.",
        "A monitoring records one piece of counselling for the statistics.";
    nothing_found: "Kein Monitoring gefunden", "No monitoring found";
    nothing_found_text: "Mit diesen Filtern ist nichts zu sehen.", "With these filters there is nothing to see.";
    show_all: "Alle zeigen", "Show all";
    recorded: "Eingetragen", "Recorded";
    changed: "Zuletzt geändert", "Last changed";
    mail_request: "Mailanfrage", "Mail request";
    request: "Zur Mailanfrage", "To the mail request";
    take_stated: "In ein Monitoring übernehmen", "Take into a monitoring";
}

/// "45 Min.".
pub fn minutes(minutes: i64) -> String {
    match language() {
        Language::De => format!("{}\u{a0}Min.", super::format::number(minutes)),
        Language::En => format!("{}\u{a0}min", super::format::number(minutes)),
    }
}

/// What a row's menu is about.
pub fn actions_of(date: &str) -> String {
    match language() {
        Language::De => format!("Aktionen zum Monitoring vom {date}"),
        Language::En => format!("Actions for the monitoring of {date}"),
    }
}

/// What deleting means.
pub fn delete_text(date: &str, subject: &str) -> String {
    match language() {
        Language::De => format!(
            "Das Monitoring „{subject}“ vom {date} verschwindet, auch aus der Statistik. Es lässt sich nicht wiederherstellen."
        ),
        Language::En => format!(
            "The monitoring “{subject}” of {date} goes, from the statistics too. It cannot be restored."
        ),
    }
}

/// How much of the list is loaded.
pub fn loaded(n: usize, all: bool) -> String {
    match (language(), n, all) {
        (Language::De, 1, true) => "1\u{a0}Monitoring".into(),
        (Language::De, _, true) => format!("{n}\u{a0}Monitorings"),
        (Language::De, _, false) => format!("{n}\u{a0}Monitorings geladen"),
        (Language::En, 1, true) => "1\u{a0}monitoring".into(),
        (Language::En, _, true) => format!("{n}\u{a0}monitorings"),
        (Language::En, _, false) => format!("{n}\u{a0}monitorings loaded"),
    }
}
