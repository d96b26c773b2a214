//! The words of legal holds.

use super::{Language, language};

super::texts! {
    place: "Aufbewahrungssperre setzen", "Place a legal hold";
    place_title: "Aufbewahrungssperre setzen?", "Place a legal hold?";
    place_text: "Solange die Sperre gilt, wird von dieser Person nichts gelöscht: nicht von Hand, nicht von der Löschroutine, nicht nach den Aufbewahrungsfristen und nicht auf ihren eigenen Wunsch.",
        "While the hold lasts nothing of this person is erased: not by hand, not by the deletion routine, not by the retention periods and not at their own wish.";
    reason: "Grund", "Reason";
    reason_hint: "Sehen nur Administrator:innen. Zum Beispiel das Aktenzeichen des Verfahrens.",
        "Only admins see it. For example the reference of the proceedings.";
    placed: "Aufbewahrungssperre gesetzt", "Legal hold placed";
    end: "Aufbewahrungssperre beenden", "End the legal hold";
    end_title: "Aufbewahrungssperre beenden?", "End the legal hold?";
    end_text: "Was inzwischen hätte gelöscht werden müssen, wird in der nächsten Nacht endgültig gelöscht.",
        "What should have been erased in the meantime is erased for good next night.";
    ended: "Aufbewahrungssperre beendet", "Legal hold ended";
}

/// "Aufbewahrungssperre seit 3. März 2026: Ermittlungsverfahren".
pub fn held(day: &str, reason: &str) -> String {
    match language() {
        Language::De => {
            format!("Aufbewahrungssperre seit {day}, nichts wird gelöscht. Grund: {reason}")
        }
        Language::En => format!("Legal hold since {day}, nothing is erased. Reason: {reason}"),
    }
}
