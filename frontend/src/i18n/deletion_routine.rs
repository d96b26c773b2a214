//! The words of the deletion routine.

use super::{Language, language};
use domain::deletion_routine::{DeletionRoutine, ErasedCounts};

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
    ];
    let word = |(n, de, en): (u64, (&str, &str), (&str, &str))| {
        let (one, many) = match language {
            Language::De => de,
            Language::En => en,
        };
        format!("{n}\u{a0}{}", if n == 1 { one } else { many })
    };
    let first = parts[0];
    let others = parts[1..].iter().copied().filter(|(n, ..)| *n > 0);
    let parts: Vec<_> = std::iter::once(first).chain(others).map(word).collect();
    parts.join(", ")
}

/// What would happen tonight.
pub fn would(erases: &ErasedCounts, marks: u64) -> String {
    let what = counted(erases);
    match (language(), erases.clients, marks) {
        (Language::De, 0, 0) => "Damit würde heute Nacht nichts gelöscht.".into(),
        (Language::En, 0, 0) => "Nothing would be erased tonight.".into(),
        (Language::De, _, 0) => format!("Damit würden heute Nacht endgültig gelöscht: {what}."),
        (Language::En, _, 0) => format!("Tonight this would erase: {what}."),
        (Language::De, ..) => format!(
            "Damit würden heute Nacht endgültig gelöscht: {what}. Zum Löschen vorgemerkt würden {marks}."
        ),
        (Language::En, ..) => {
            format!("Tonight this would erase: {what}. It would mark {marks} for erasure.")
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
