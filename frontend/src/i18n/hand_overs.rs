//! The words of asking a client before somebody else goes on with them, for staff.

use super::{Language, format, language};
use domain::hand_overs::{HandOver, HandOverStatus};

super::texts! {
    setting: "Vor einer Übergabe die Klient:in fragen", "Ask the client before handing over";
    setting_hint: "Soll eine andere Person eine Anfrage oder als Stammberater:in übernehmen, wird die Klient:in im Portal gefragt. Bis zur Zustimmung bleibt alles, wie es ist. Administrator:innen können im Notfall ohne Frage übergeben; das steht im Protokoll.",
        "If somebody else is to go on with a request, or to become the primary counselor, the client is asked in the portal. Until they agree, everything stays as it is. In an emergency admins can hand over without asking; the audit log says so.";
    words_label: "Ihre Worte dazu", "Your words on this";
    words_hint: "Die Klient:in liest sie im Portal neben der Frage. In der Benachrichtigung stehen sie nicht.",
        "The client reads them in the portal beside the question. The notification does not contain them.";
    ask: "Klient:in fragen", "Ask the client";
    asked: "Die Klient:in ist gefragt", "The client is asked";
    unasked: "Ohne Frage übergeben", "Hand over without asking";
    unasked_hint: "Ohne Frage nur im Notfall, etwa wenn jemand ausfällt. Das steht im Protokoll.",
        "Without asking only in an emergency, such as when somebody is not there. The audit log says so.";
    withdraw: "Frage zurücknehmen", "Take the question back";
    withdrawn: "Frage zurückgenommen", "Question taken back";
    state: "Übergabe", "Handing over";
}

/// What asking means, before somebody asks.
pub fn lead(to: &str) -> String {
    match language() {
        Language::De => format!(
            "In Ihrer Einrichtung wird vor einer Übergabe gefragt: Darf {to} weiter beraten? Bis die Klient:in zustimmt, längstens 14 Tage, bleibt alles, wie es ist."
        ),
        Language::En => format!(
            "At your facility clients are asked before they are handed over: may {to} go on? Until the client agrees, for 14 days at most, everything stays as it is."
        ),
    }
}

/// Where a question stands; nothing where it was taken back.
pub fn state(one: &HandOver) -> Option<String> {
    let (from, to) = (&one.from.display_name, &one.to.display_name);
    let when = format::moment(one.decided_at.unwrap_or(one.asked_at));
    let until = format::day(one.expires_at);
    Some(match (one.status, language()) {
        (HandOverStatus::Asked, Language::De) => format!(
            "Gefragt ({when}): Darf {to} weiter beraten? Die Klient:in kann bis {until} antworten."
        ),
        (HandOverStatus::Asked, Language::En) => {
            format!("Asked ({when}): may {to} go on? The client can answer until {until}.")
        }
        (HandOverStatus::Agreed, Language::De) => {
            format!("Der Übergabe von {from} an {to} hat die Klient:in zugestimmt ({when}).")
        }
        (HandOverStatus::Agreed, Language::En) => {
            format!("The client agreed to go on with {to} instead of {from} ({when}).")
        }
        (HandOverStatus::Declined, Language::De) => format!(
            "Die Klient:in möchte nicht an {to} übergeben werden ({when}). Es bleibt bei {from}."
        ),
        (HandOverStatus::Declined, Language::En) => {
            format!("The client would rather not go on with {to} ({when}). It stays with {from}.")
        }
        (HandOverStatus::Lapsed, Language::De) => {
            format!("Die Frage nach einer Übergabe an {to} ist verfallen. Sie hat nichts geändert.")
        }
        (HandOverStatus::Lapsed, Language::En) => {
            format!("The question about handing over to {to} has lapsed. It has changed nothing.")
        }
        (HandOverStatus::Withdrawn, _) => return None,
    })
}
