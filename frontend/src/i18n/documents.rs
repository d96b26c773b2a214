//! The words of documents, for staff and in the portal.

use super::{Language, format, language};

super::texts! {
    title: "Dokumente", "Documents";
    portal_title: "Meine Dokumente", "My documents";
    portal_lead: "Hier liegt, was die Beratungsstelle Ihnen bereitgestellt hat."
        / "Hier liegt, was die Beratungsstelle dir bereitgestellt hat.",
        "This is what the counselling centre has put here for you.";
    drop: "Dateien hierher ziehen oder", "Drag files here or";
    choose: "Dateien auswählen", "Choose files";
    limit: "bis 25\u{a0}MB je Datei", "up to 25\u{a0}MB a file";
    empty: "Noch keine Dokumente", "No documents yet";
    empty_text: "Was Sie hier hochladen, sieht zunächst nur das Team.",
        "What you upload here is seen by the team only, at first.";
    portal_empty_text: "Sobald etwas für Sie bereitliegt, finden Sie es hier."
        / "Sobald etwas für dich bereitliegt, findest du es hier.",
        "As soon as there is something for you, you will find it here.";
    caption: "Dokumente, die neuesten zuerst", "Documents, newest first";
    uploads: "Wird hochgeladen", "Being uploaded";
    waits: "wartet", "waiting";
    stop: "Hochladen abbrechen", "Stop uploading";
    dismiss: "Meldung schließen", "Dismiss";
    quarantined: "Virenfund, gesperrt", "virus found, blocked";
    visible: "für Klient:in sichtbar", "visible to the client";
    show: "Für Klient:in sichtbar machen", "Show to the client";
    hide: "Vor Klient:in verbergen", "Hide from the client";
    shown: "Das Dokument ist jetzt für die Klient:in sichtbar.", "The client can now see the document.";
    hidden: "Das Dokument ist nur noch für das Team sichtbar.", "Only the team can see the document now.";
    download: "Herunterladen", "Download";
    delete: "Löschen …", "Delete …";
    delete_title: "Dokument löschen?", "Delete the document?";
    delete_verb: "Endgültig löschen", "Delete for good";
    deleted: "Das Dokument ist gelöscht.", "The document is deleted.";
    export: "Daten exportieren (Auskunft)", "Export data (disclosure)";
    export_begun: "Der Export wird zusammengestellt. Bitte sehen Sie ihn durch, bevor Sie ihn herausgeben.",
        "The export is being put together. Please look through it before you hand it out.";
}

/// "212 KB", "1,3 MB".
pub fn size(bytes: f64) -> String {
    const KB: f64 = 1024.0;
    let (amount, unit) = if bytes < KB * KB {
        ((bytes / KB).ceil(), "KB")
    } else {
        ((bytes / KB / KB * 10.0).round() / 10.0, "MB")
    };
    format!("{}\u{a0}{unit}", format::decimal(amount))
}

/// "4,1 von 6,4 MB, noch etwa 3 Sekunden".
pub fn progress(sent: f64, of: f64, seconds_left: Option<f64>) -> String {
    let (sent, of) = (size(sent), size(of));
    // One unit is enough where both have the same.
    let sent = match (sent.split_once('\u{a0}'), of.split_once('\u{a0}')) {
        (Some((amount, unit)), Some((_, of))) if unit == of => amount.to_owned(),
        _ => sent,
    };
    let left = seconds_left.map_or_else(String::new, |seconds| {
        let n = format::decimal(seconds.ceil().max(1.0));
        match language() {
            Language::De => format!(", noch etwa {n}\u{a0}s"),
            Language::En => format!(", about {n}\u{a0}s to go"),
        }
    });
    match language() {
        Language::De => format!("{sent} von {of}{left}"),
        Language::En => format!("{sent} of {of}{left}"),
    }
}

/// What a progress bar shows, for readers.
pub fn uploading(name: &str) -> String {
    match language() {
        Language::De => format!("{name} wird hochgeladen"),
        Language::En => format!("{name} is being uploaded"),
    }
}

/// That it is there.
pub fn uploaded(name: &str) -> String {
    match language() {
        Language::De => format!("{name} ist hochgeladen."),
        Language::En => format!("{name} is uploaded."),
    }
}

/// By whom.
pub fn by(name: &str) -> String {
    match language() {
        Language::De => format!(", von {name}"),
        Language::En => format!(", by {name}"),
    }
}

/// What a document's menu is called.
pub fn actions_for(name: &str) -> String {
    match language() {
        Language::De => format!("Aktionen zu {name}"),
        Language::En => format!("Actions for {name}"),
    }
}

/// What is lost.
pub fn delete_text(name: &str) -> String {
    match language() {
        Language::De => format!("„{name}“ wird endgültig gelöscht, auch für die Klient:in."),
        Language::En => format!("“{name}” is deleted for good, for the client too."),
    }
}
