//! The words of the deletion routine.

use super::{Language, language};
use domain::deletion_routine::{DeletionRoutine, DeletionRoutinePreview, ErasedCounts};

super::texts! {
    title: "Löschroutine", "Deletion routine";
    lead: "Jede Nacht wird endgültig gelöscht, wessen Frist vorbei ist, mit allen Anfragen, Nachrichten und Angaben. Danach lässt sich nichts wiederherstellen, auch nicht aus einer Sicherung.",
        "Every night those whose time is over are erased, with all requests, messages and data. After that nothing can be restored, not even from a backup.";
    days: "Tage bis zum endgültigen Löschen", "Days until erasure";
    days_hint: "1 bis 365. So lange lassen sich gelöschte Klient:innen wiederherstellen.",
        "1 to 365. For so long deleted clients can be restored.";
    months: "Monate ohne Lebenszeichen", "Months without a sign of life";
    months_hint: "3 bis 120. Wer sich so lange nicht anmeldet und nicht schreibt, wird gelöscht. Leer: niemand.",
        "3 to 120. Whoever neither signs in nor writes for so long is deleted. Empty: nobody.";
    retention: "Aufbewahrung", "Retention";
    retention_lead: "Was länger zurückliegt, wird gelöscht, auch wenn die Person weiter beraten wird. Zahlen in der Statistik und Monitorings bleiben. Leer: so lange wie die Person selbst.",
        "What lies further back is erased even while the person is still being counselled. Figures in the statistics and monitorings stay. Empty: for as long as the person.";
    mail_requests: "Anfragen: Monate", "Requests: months";
    mail_requests_hint: "1 bis 360 nach der letzten Nachricht, mit Anhängen und internen Kommentaren. Nur abgeschlossene und archivierte.",
        "1 to 360 after the last message, with attachments and internal comments. Only completed and archived ones.";
    chat_messages: "Chatnachrichten: Monate", "Chat messages: months";
    chat_messages_hint: "1 bis 360, nachdem sie gesendet wurden, mit ihren Dateien, auch im Team. Ein Gespräch zu zweit, von dem nichts bleibt, ist ganz weg.",
        "1 to 360 after they were sent, with their files, among staff too. A conversation of two of which nothing is left is gone as a whole.";
    documents: "Dokumente: Monate", "Documents: months";
    documents_hint: "1 bis 360 nach dem Hochladen.", "1 to 360 after the upload.";
    appointments: "Termine: Monate", "Appointments: months";
    appointments_hint: "1 bis 360 nach ihrem Ende, mit allem, was dazu notiert ist. Gruppentermine bleiben ohne Teilnehmende.",
        "1 to 360 after their end, with all that is noted about them. Group appointments stay without participants.";
    direct_messages: "Direktnachrichten: Monate", "Direct messages: months";
    direct_messages_hint: "1 bis 360 nach dem Senden, auch ungelesene.", "1 to 360 after sending, unread ones too.";
    bounds: "Schreiben Sie eine Zahl in den genannten Grenzen.", "Write a number within the bounds given.";
    saved: "Löschroutine gespeichert", "Deletion routine saved";
    protocol: "Was gelöscht wurde", "What was erased";
    nothing_erased: "Noch nichts gelöscht", "Nothing erased yet";
    nothing_erased_text: "Hier steht, wann wie viel gelöscht wurde, nie von wem.",
        "This says when how much was erased, never whose.";
    when: "Wann", "When";
    why: "Anlass", "Reason";
    erased: "Endgültig gelöscht", "Erased";
    marked: "Zum Löschen vorgemerkt", "Marked for erasure";
    at_night: "Löschroutine", "Deletion routine";
    by_hand: "von Hand", "by hand";
}

/// "12 Klient:innen, 40 Anfragen, 210 Nachrichten".
pub fn counted(counts: &ErasedCounts) -> String {
    let language = language();
    let parts = [
        (
            counts.clients,
            ("Klient:in", "Klient:innen"),
            ("client", "clients"),
        ),
        (
            counts.mail_requests,
            ("Anfrage", "Anfragen"),
            ("request", "requests"),
        ),
        (
            counts.messages,
            ("Nachricht", "Nachrichten"),
            ("message", "messages"),
        ),
        (counts.notes, ("Notiz", "Notizen"), ("note", "notes")),
        (
            counts.documents,
            ("Dokument", "Dokumente"),
            ("document", "documents"),
        ),
        (
            counts.chat_messages,
            ("Chatnachricht", "Chatnachrichten"),
            ("chat message", "chat messages"),
        ),
        (
            counts.appointments,
            ("Termin", "Termine"),
            ("appointment", "appointments"),
        ),
        (
            counts.direct_messages,
            ("Direktnachricht", "Direktnachrichten"),
            ("direct message", "direct messages"),
        ),
    ];
    let word = |(n, de, en): (u64, (&str, &str), (&str, &str))| {
        let (one, many) = match language {
            Language::De => de,
            Language::En => en,
        };
        format!("{n}\u{a0}{}", if n == 1 { one } else { many })
    };
    let there: Vec<_> = parts.iter().copied().filter(|(n, ..)| *n > 0).collect();
    if there.is_empty() {
        return word(parts[0]);
    }
    there.into_iter().map(word).collect::<Vec<_>>().join(", ")
}

/// What would happen tonight.
pub fn would(preview: &DeletionRoutinePreview) -> String {
    let (what, marks) = (counted(&preview.erases), preview.marks);
    let is_german = language() == Language::De;
    let said = match (is_german, preview.erases.is_nothing()) {
        (true, true) => "Damit würde heute Nacht nichts gelöscht.".to_owned(),
        (false, true) => "Nothing would be erased tonight.".to_owned(),
        (true, false) => format!("Damit würden heute Nacht endgültig gelöscht: {what}."),
        (false, false) => format!("Tonight this would erase: {what}."),
    };
    let marked = match (is_german, marks) {
        (_, 0) => String::new(),
        (true, _) => format!(" Zum Löschen vorgemerkt würden {marks}."),
        (false, _) => format!(" It would mark {marks} for erasure."),
    };
    let held = match preview.held {
        0 => String::new(),
        held => self::held(held, is_german),
    };
    said + &marked + &held
}

fn held(held: u64, is_german: bool) -> String {
    match (is_german, held) {
        (true, 1) => {
            " Für 1\u{a0}Person gilt eine Aufbewahrungssperre: von ihr wird nichts gelöscht.".into()
        }
        (true, _) => format!(
            " Für {held}\u{a0}Personen gilt eine Aufbewahrungssperre: von ihnen wird nichts gelöscht."
        ),
        (false, 1) => " 1\u{a0}person is under a legal hold: nothing of theirs is erased.".into(),
        (false, _) => {
            format!(" {held}\u{a0}people are under a legal hold: nothing of theirs is erased.")
        }
    }
}

/// What somebody else has saved.
pub fn theirs(routine: &DeletionRoutine) -> String {
    let days = u16::from(routine.erase_deleted_clients_after_days);
    let months = routine.mark_inactive_clients_after_months.map(u16::from);
    match (language(), months) {
        (Language::De, None) => {
            format!("Gespeichert sind jetzt {days}\u{a0}Tage und keine Monate.")
        }
        (Language::De, Some(months)) => {
            format!("Gespeichert sind jetzt {days}\u{a0}Tage und {months}\u{a0}Monate.")
        }
        (Language::En, None) => format!("Saved are now {days}\u{a0}days and no months."),
        (Language::En, Some(months)) => {
            format!("Saved are now {days}\u{a0}days and {months}\u{a0}months.")
        }
    }
}

/// "3 Einträge".
pub fn loaded(n: usize, _: bool) -> String {
    match (language(), n) {
        (Language::De, 1) => "1\u{a0}Eintrag".into(),
        (Language::De, _) => format!("{n}\u{a0}Einträge"),
        (Language::En, 1) => "1\u{a0}entry".into(),
        (Language::En, _) => format!("{n}\u{a0}entries"),
    }
}
