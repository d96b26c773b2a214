//! The words of group appointments as clients read them.

use super::{Language, language, portal_booking::when};
use chrono::{DateTime, Utc};

super::texts! {
    title: "Gruppentermine", "Group appointments";
    lead: "Bei diesen Terminen sind Sie mit anderen zusammen. Hier steht nicht, wer teilnimmt."
        / "Bei diesen Terminen bist du mit anderen zusammen. Hier steht nicht, wer teilnimmt.",
        "In these appointments you are together with others. It does not say here who takes part.";
    rather: "Lieber mit anderen zusammen?", "Rather together with others?";
    to_them: "Zu den Gruppenterminen", "To the group appointments";
    none: "Zurzeit gibt es keine Gruppentermine", "There are no group appointments at present";
    none_text: "Schauen Sie in ein paar Tagen wieder herein."
        / "Schau in ein paar Tagen wieder herein.",
        "Look in again in a few days.";
    join: "Teilnehmen", "Take part";
    joined: "Sie nehmen teil" / "Du nimmst teil", "You take part";
    full: "Alle Plätze sind vergeben", "All places are taken";
    wait: "Auf einen Platz warten", "Wait for a place";
    wait_text: "Wird ein Platz frei, halten wir ihn der Reihe nach für Sie frei, höchstens einige Stunden. Sie finden ihn unter „Meine Termine“; wenn Sie eine E-Mail-Adresse hinterlegt haben, schreiben wir Ihnen. Nehmen Sie ihn nicht an, stehen Sie nicht mehr auf der Liste."
        / "Wird ein Platz frei, halten wir ihn der Reihe nach für dich frei, höchstens einige Stunden. Du findest ihn unter „Meine Termine“; wenn du eine E-Mail-Adresse hinterlegt hast, schreiben wir dir. Nimmst du ihn nicht an, stehst du nicht mehr auf der Liste.",
        "When a place becomes free, we hold it for you in turn, for some hours at most. You find it under \u{201c}My appointments\u{201d}; if you have left an e-mail address, we write to you. If you do not take it, you are off the list.";
    accept: "Platz annehmen", "Take the place";
    place_free: "Gerade ist ein Platz frei geworden. Sie können teilnehmen."
        / "Gerade ist ein Platz frei geworden. Du kannst teilnehmen.",
        "A place has just become free. You can take part.";
    place_gone: "Der Platz wird nicht mehr für Sie freigehalten."
        / "Der Platz wird nicht mehr für dich freigehalten.",
        "The place is not held for you any more.";
    was_last: "Gerade wurde der letzte Platz vergeben.", "The last place has just been taken.";
    gone: "Diesen Gruppentermin gibt es nicht mehr.", "This group appointment is not there any more.";
    leave: "Platz freigeben", "Give up your place";
    leave_title: "Ihren Platz freigeben?" / "Deinen Platz freigeben?", "Give up your place?";
    left: "Ihr Platz ist freigegeben." / "Dein Platz ist freigegeben.", "Your place is given up.";
}

fn of(title: &str, at: DateTime<Utc>) -> String {
    format!("{title}, {}", when(at))
}

/// What the button for joining is about.
pub fn join_named(title: &str, at: DateTime<Utc>) -> String {
    format!("{}: {}", t().join, of(title, at))
}

/// What the button for waiting is about.
pub fn wait_named(title: &str, at: DateTime<Utc>) -> String {
    format!("{}: {}", t().wait, of(title, at))
}

/// What the button for leaving is about.
pub fn leave_named(title: &str, at: DateTime<Utc>) -> String {
    format!("{}: {}", t().leave, of(title, at))
}

/// What giving up a place means.
pub fn leave_text(title: &str, at: DateTime<Utc>) -> String {
    let what = of(title, at);
    match language() {
        Language::De => format!("{what}. Der Platz wird dann für andere frei."),
        Language::En => format!("{what}. The place is free for others then."),
    }
}

/// How many are shown.
pub fn loaded(count: usize, all: bool) -> String {
    match (language(), count, all) {
        (Language::De, 1, true) => "Ein Gruppentermin".into(),
        (Language::De, n, true) => format!("{n} Gruppentermine"),
        (Language::De, n, false) => format!("Die nächsten {n} Gruppentermine"),
        (Language::En, 1, true) => "One group appointment".into(),
        (Language::En, n, true) => format!("{n} group appointments"),
        (Language::En, n, false) => format!("The next {n} group appointments"),
    }
}
