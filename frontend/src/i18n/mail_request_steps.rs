//! The words of what staff do with a request as a whole.

use super::{Language, format, language};
use chrono::{DateTime, Utc};
use domain::{
    break_glasses::BreakGlassStatus,
    mail_requests::{MailRequestStep, MailRequestSummary},
};

super::texts! {
    more: "Weitere Aktionen zur Anfrage", "More actions on the request";
    open: "Öffnen", "Open";
    take_over: "Anfrage übernehmen", "Take the request over";
    release: "Freigeben", "Release";
    assign: "Zuweisen …", "Assign …";
    assign_title: "Anfrage zuweisen", "Assign the request";
    assign_lead: "Die Person bekommt eine Nachricht, dass die Anfrage jetzt ihre ist.",
        "They are told that the request is theirs now.";
    assign_submit: "Zuweisen", "Assign";
    colleague: "Berater:in", "Counselor";
    ask: "Kolleg:in fragen", "Ask a colleague";
    complete: "Abschließen", "Complete";
    reopen: "Wieder öffnen", "Reopen";
    archive: "Archivieren", "Archive";
    archived_first: "Diese Anfrage ist archiviert. Um zu antworten, öffnen Sie sie zuerst wieder.",
        "This request is archived. To answer, reopen it first.";
    delete: "Löschen …", "Delete …";
    delete_title: "Anfrage löschen?", "Delete the request?";
    delete_text: "Die Anfrage wird mit allen Nachrichten, Entwürfen und internen Kommentaren endgültig gelöscht. Auch die Klient:in sieht sie dann nicht mehr.",
        "The request is deleted for good, with all messages, drafts and internal comments. The client does not see it any more either.";
    delete_submit: "Endgültig löschen", "Delete for good";
    deleted: "Anfrage gelöscht", "Request deleted";
    changed: "Inzwischen hat sich die Anfrage geändert. Bitte sehen Sie noch einmal hin.",
        "The request has changed in the meantime. Please look again.";
    comments: "Interne Kommentare", "Internal comments";
    internal: "Nur intern", "Internal only";
    comment: "Interner Kommentar", "Internal comment";
    comment_hint: "Klient:innen sehen das nie.", "Clients never see this.";
    addressee: "Kolleg:in fragen", "Ask a colleague";
    nobody: "niemanden bestimmten", "nobody in particular";
    comment_submit: "Kommentieren", "Comment";
    delete_comment: "Kommentar löschen", "Delete comment";
    case_file: "Akte", "Case file";
    earlier: "Frühere Anfragen", "Earlier requests";
    no_earlier: "Das ist die erste.", "This is the first one.";
    on_this_page: "Auf dieser Seite", "On this page";
    jump_thread: "Verlauf", "Thread";
    jump_answer: "Antwort", "Answer";
    jump_file: "Akte", "File";
    jump_earlier: "Frühere", "Earlier";
    locked_title: "Vertrauliche Anfrage", "Confidential request";
    locked_text: "Ihre Einrichtung hat die vertrauliche Administration eingeschaltet: Lesen können Sie nur, was Ihnen gehört. Im Notfall nennen Sie einen Grund, dem eine zweite Person mit der Rolle Administrator:in zustimmt. Der Zugriff gilt vier Stunden und wird der zuständigen Person gezeigt. Stimmt binnen 24 Stunden niemand zu, verfällt die Anfrage.",
        "Your facility has switched confidential administration on: you can read only what is yours. In an emergency, state a reason that a second admin agrees to. The access holds for four hours and is shown to whoever owns the request. If nobody agrees within 24 hours, it lapses.";
    reason: "Grund", "Reason";
    request: "Notfallzugriff anfragen", "Ask for a break-glass";
    requested: "Angefragt. Sobald jemand zustimmt, steht die Anfrage hier.",
        "Asked. As soon as somebody agrees, the request is here.";
    confirm: "Zustimmen", "Agree";
    refuse: "Ablehnen", "Refuse";
    access_title: "Notfallzugriffe", "Break-glasses";
}

/// What has become of a request after a step.
pub fn done(step: MailRequestStep, request: &MailRequestSummary) -> String {
    let who = request.counselor.as_ref().map(|one| &one.display_name);
    let who = who.map_or("", String::as_str);
    match (step, language()) {
        (MailRequestStep::TakeOver, Language::De) => "Sie bearbeiten jetzt diese Anfrage".into(),
        (MailRequestStep::TakeOver, Language::En) => "You are working on this request now".into(),
        (MailRequestStep::Assign, Language::De) => format!("{who} bearbeitet jetzt diese Anfrage"),
        (MailRequestStep::Assign, Language::En) => format!("{who} works on this request now"),
        (MailRequestStep::Release, Language::De) => "Anfrage freigegeben".into(),
        (MailRequestStep::Release, Language::En) => "Request released".into(),
        (MailRequestStep::Complete, Language::De) => "Anfrage abgeschlossen".into(),
        (MailRequestStep::Complete, Language::En) => "Request completed".into(),
        (MailRequestStep::Archive, Language::De) => "Anfrage archiviert".into(),
        (MailRequestStep::Archive, Language::En) => "Request archived".into(),
        (_, Language::De) => "Anfrage wieder geöffnet".into(),
        (_, Language::En) => "Request reopened".into(),
    }
}

/// What the menu of a request in the list is called.
pub fn actions_for(pseudonym: &str, subject: &str) -> String {
    match language() {
        Language::De => format!("Aktionen zu {pseudonym}: {subject}"),
        Language::En => format!("Actions for {pseudonym}: {subject}"),
    }
}

/// Who was faster.
pub fn taken_by(name: &str) -> String {
    match language() {
        Language::De => format!("{name} hat diese Anfrage inzwischen übernommen."),
        Language::En => format!("{name} has taken this request over in the meantime."),
    }
}

/// Who has the request open, too.
pub fn open_elsewhere(names: &[String]) -> String {
    let names = names.join(", ");
    match language() {
        Language::De => format!("Gerade auch geöffnet von {names}"),
        Language::En => format!("Also open at the moment: {names}"),
    }
}

/// What a comment is called, for readers.
pub fn comment_from(name: &str, when: &str) -> String {
    match language() {
        Language::De => format!("Interner Kommentar von {name}, {when}"),
        Language::En => format!("Internal comment from {name}, {when}"),
    }
}

/// Whom a comment asks.
pub fn asks(name: &str) -> String {
    match language() {
        Language::De => format!("fragt {name}"),
        Language::En => format!("asks {name}"),
    }
}

/// Who may read, until when, or what else became of it.
pub fn break_glass(
    name: &str,
    status: BreakGlassStatus,
    until: DateTime<Utc>,
    is_over: bool,
) -> String {
    let until = format::moment(until);
    match (status, is_over, language()) {
        (BreakGlassStatus::Confirmed, false, Language::De) => {
            format!("{name} kann diese Anfrage bis {until} lesen.")
        }
        (BreakGlassStatus::Confirmed, false, Language::En) => {
            format!("{name} can read this request until {until}.")
        }
        (BreakGlassStatus::Confirmed, true, Language::De) => {
            format!("{name} konnte diese Anfrage bis {until} lesen.")
        }
        (BreakGlassStatus::Confirmed, true, Language::En) => {
            format!("{name} could read this request until {until}.")
        }
        (BreakGlassStatus::Requested, _, Language::De) => {
            format!("{name} bittet darum, diese Anfrage zu lesen.")
        }
        (BreakGlassStatus::Requested, _, Language::En) => {
            format!("{name} asks to read this request.")
        }
        (BreakGlassStatus::Refused, _, Language::De) => {
            format!("{name} durfte diese Anfrage nicht lesen.")
        }
        (BreakGlassStatus::Refused, _, Language::En) => {
            format!("{name} was not allowed to read this request.")
        }
    }
}

/// "Grund: …".
pub fn because(reason: &str) -> String {
    match language() {
        Language::De => format!("Grund: {reason}"),
        Language::En => format!("Reason: {reason}"),
    }
}
