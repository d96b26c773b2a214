//! The words of writing to the facility and reading what it answers, as clients see it.

use super::{Language, language};
use domain::{
    hand_overs::{HandOver, HandOverStatus},
    mail_requests::{MailRequestStatus, MailRequestSummary, Side},
};

super::texts! {
    steps: "Schritte", "Steps";
    title: "Ihre Anfrage" / "Deine Anfrage", "Your request";
    page_title: "Anfrage schreiben", "Write a request";
    lead: "Schreiben Sie, was Sie beschäftigt. Ein Satz genügt für den Anfang."
        / "Schreib, was dich beschäftigt. Ein Satz genügt für den Anfang.",
        "Write what is on your mind. One sentence is enough to begin with.";
    subject: "Betreff", "Subject";
    subject_hint: "Ein paar Worte. Der Betreff lässt sich später nicht ändern.",
        "A few words. The subject cannot be changed later.";
    subject_missing: "Geben Sie Ihrer Anfrage einen Betreff."
        / "Gib deiner Anfrage einen Betreff.",
        "Give your request a subject.";
    text: "Ihre Nachricht" / "Deine Nachricht", "Your message";
    text_hint: "Schreiben Sie, wie es kommt. Es gibt kein Richtig oder Falsch."
        / "Schreib, wie es kommt. Es gibt kein Richtig oder Falsch.",
        "Write as it comes. There is no right or wrong.";
    text_missing: "Schreiben Sie uns ein paar Worte, ein Satz genügt."
        / "Schreib uns ein paar Worte, ein Satz genügt.",
        "Write a few words to us, one sentence is enough.";
    go_on: "Weiter", "Continue";
    back: "Zurück", "Back";
    send_request: "Anfrage senden", "Send request";
    actions: "Weiter oder löschen", "Continue or delete";
    saved: "In diesem Browser gespeichert", "Saved in this browser";
    not_saved: "Dieser Browser speichert nichts. Bitte lassen Sie die Seite offen, bis Sie gesendet haben."
        / "Dieser Browser speichert nichts. Bitte lass die Seite offen, bis du gesendet hast.",
        "This browser saves nothing. Please leave the page open until you have sent it.";
    discard: "Entwurf löschen", "Delete draft";
    discarded: "Entwurf gelöscht", "Draft deleted";
    undo: "Rückgängig", "Undo";
    not_sent: "Ihre Anfrage ist noch nicht gesendet."
        / "Deine Anfrage ist noch nicht gesendet.",
        "Your request is not sent yet.";
    access_made: "Ihr Zugang ist angelegt, Ihre Anfrage ist noch nicht gesendet."
        / "Dein Zugang ist angelegt, deine Anfrage ist noch nicht gesendet.",
        "Your access is set up, your request is not sent yet.";
    notes: "Gut zu wissen", "Good to know";
    confidential: "Vertraulich", "Confidential";
    confidential_text: "Es lesen nur Menschen mit, die in unserer Beratungsstelle arbeiten. Sie stehen unter Schweigepflicht.",
        "Only people who work at our counselling centre read it. They are bound to secrecy.";
    at_your_pace: "In Ihrem Tempo" / "In deinem Tempo", "At your own pace";
    at_your_pace_text: "Sie können aufhören und später in diesem Browser weiterschreiben."
        / "Du kannst aufhören und später in diesem Browser weiterschreiben.",
        "You can stop and go on later in this browser.";
    shared: "Gemeinsames Gerät?", "A shared device?";
    shared_text: "Melden Sie sich ab, wenn Sie fertig sind."
        / "Melde dich ab, wenn du fertig bist.",
        "Sign out when you are done.";
    urgent: "Es eilt sehr?", "Very urgent?";

    list_title: "Meine Anfragen", "My requests";
    new_answer: "Neue Antwort", "New answer";
    received: "Wir haben Ihre Nachricht" / "Wir haben deine Nachricht", "We have your message";
    answered: "Beantwortet", "Answered";
    completed: "Abgeschlossen", "Completed";
    empty: "Hier ist noch keine Anfrage", "There is no request here yet";
    empty_text: "Sobald Sie uns geschrieben haben, finden Sie hier Ihre Nachricht und unsere Antwort."
        / "Sobald du uns geschrieben hast, findest du hier deine Nachricht und unsere Antwort.",
        "As soon as you have written to us, your message and our answer are here.";

    request: "Anfrage", "Request";
    not_here: "Anfrage nicht gefunden", "Request not found";
    reply_heading: "Weiterschreiben", "Go on writing";
    reply_first: "Schreiben Sie zuerst ein paar Worte."
        / "Schreib zuerst ein paar Worte.",
        "Write a few words first.";
    send: "Senden", "Send";
    reply_not_sent: "Ihre Nachricht ist noch nicht gesendet."
        / "Deine Nachricht ist noch nicht gesendet.",
        "Your message is not sent yet.";
    sent: "Ihre Nachricht ist bei uns."
        / "Deine Nachricht ist bei uns.",
        "Your message has reached us.";
    hand_over_title: "Eine Frage an Sie" / "Eine Frage an dich", "A question for you";
    hand_over_agree: "Ja, einverstanden", "Yes, I agree";
    hand_over_decline: "Nein, lieber nicht", "No, rather not";
    hand_over_void: "Diese Frage hat sich inzwischen erledigt.",
        "This question has been settled in the meantime.";
    arrived: "Ihre Anfrage ist bei uns."
        / "Deine Anfrage ist bei uns.",
        "Your request has reached us.";
}

/// Where a request stands, in the client's words.
pub fn status(summary: &MailRequestSummary) -> &'static str {
    let t = t();
    match (summary.status, summary.last_message_from) {
        _ if summary.unread => t.new_answer,
        (MailRequestStatus::Completed | MailRequestStatus::Archived, _) => t.completed,
        (_, Side::Counselor) => t.answered,
        (_, Side::Client) => t.received,
    }
}

/// Whether somebody else may go on.
pub fn hand_over_question(one: &HandOver) -> String {
    let (from, to) = (&one.from.display_name, &one.to.display_name);
    match (one.mail_request_id, language()) {
        (Some(_), Language::De) => super::addressed!(
            "Bei dieser Anfrage schreiben Sie mit {from}. Darf ab jetzt {to} weiterschreiben?"
                / "Bei dieser Anfrage schreibst du mit {from}. Darf ab jetzt {to} weiterschreiben?"
        ),
        (Some(_), Language::En) => {
            format!("In this request you are writing with {from}. May {to} go on from now on?")
        }
        (None, Language::De) => super::addressed!(
            "Bisher ist vor allem {from} für Sie da. Darf das ab jetzt {to} sein?"
                / "Bisher ist vor allem {from} für dich da. Darf das ab jetzt {to} sein?"
        ),
        (None, Language::En) => {
            format!("So far it is mostly {from} who is there for you. May it be {to} from now on?")
        }
    }
}

/// What either answer means.
pub fn hand_over_meaning(one: &HandOver) -> String {
    let to = &one.to.display_name;
    match (one.mail_request_id, language()) {
        (Some(_), Language::De) => super::addressed!(
            "Wenn Sie einverstanden sind, liest {to} alles, was hier steht. Wenn nicht, bleibt es, wie es ist. Beides ist in Ordnung."
                / "Wenn du einverstanden bist, liest {to} alles, was hier steht. Wenn nicht, bleibt es, wie es ist. Beides ist in Ordnung."
        ),
        (Some(_), Language::En) => format!(
            "If you agree, {to} reads everything that is written here. If not, it stays as it is. Either is fine."
        ),
        (None, Language::De) => super::addressed!(
            "Wenn Sie nicht einverstanden sind, bleibt es, wie es ist. Beides ist in Ordnung."
                / "Wenn du nicht einverstanden bist, bleibt es, wie es ist. Beides ist in Ordnung."
        ),
        (None, Language::En) => {
            "If you do not agree, it stays as it is. Either is fine.".to_owned()
        }
    }
}

/// What has come of the answer.
pub fn answered_hand_over(one: &HandOver) -> String {
    let to = &one.to.display_name;
    match (one.status, language()) {
        (HandOverStatus::Agreed, Language::De) => super::addressed!(
            "Danke. Ab jetzt ist {to} für Sie da." / "Danke. Ab jetzt ist {to} für dich da."
        ),
        (HandOverStatus::Agreed, Language::En) => {
            format!("Thank you. From now on {to} is there for you.")
        }
        (HandOverStatus::Declined, Language::De) => "In Ordnung. Es bleibt, wie es ist.".into(),
        (HandOverStatus::Declined, Language::En) => "All right. It stays as it is.".into(),
        (_, _) => t().hand_over_void.into(),
    }
}

/// As whom somebody writes.
pub fn writing_as(pseudonym: &str) -> String {
    match language() {
        Language::De => super::addressed!(
            "Sie sind als {pseudonym} angemeldet." / "Du bist als {pseudonym} angemeldet."
        ),
        Language::En => format!("You are signed in as {pseudonym}."),
    }
}

/// What happens now that a request is sent.
pub fn what_now(pseudonym: &str) -> String {
    match language() {
        Language::De => super::addressed!(
            "Wir lesen sie und antworten Ihnen hier. Wenn Sie später nachsehen möchten, melden Sie sich mit „{pseudonym}“ und Ihrem Passwort an und öffnen „Meine Anfragen“. Wenn Sie eine E-Mail-Adresse angegeben haben, schreiben wir Ihnen dorthin, sobald eine Antwort da ist. Was darin steht, steht nie in der E-Mail."
                / "Wir lesen sie und antworten dir hier. Wenn du später nachsehen möchtest, melde dich mit „{pseudonym}“ und deinem Passwort an und öffne „Meine Anfragen“. Wenn du eine E-Mail-Adresse angegeben hast, schreiben wir dir dorthin, sobald eine Antwort da ist. Was darin steht, steht nie in der E-Mail."
        ),
        Language::En => format!(
            "We read it and answer you here. To look again later, sign in with “{pseudonym}” and your password and open “My requests”. If you have left an e-mail address, we write to it as soon as there is an answer. The e-mail never says what it is about."
        ),
    }
}

/// Who answered while one was reading.
pub fn answer_arrived(name: &str) -> String {
    match language() {
        Language::De => format!("Neue Antwort von {name}"),
        Language::En => format!("New answer from {name}"),
    }
}
