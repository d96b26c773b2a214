//! The words of a client's own data at the portal, and of recovery codes.

use super::{Language, language};

super::texts! {
    lead: "Das wissen wir von Ihnen. Ändern können Sie es jederzeit."
        / "Das wissen wir von dir. Ändern kannst du es jederzeit.",
        "This is what we know of you. You can change it at any time.";
    contact: "Name und Erreichbarkeit", "Name and how we reach you";
    contact_text: "Wenn etwas für Sie da ist, sagen wir es Ihnen auf diesem Weg, ohne Inhalt."
        / "Wenn etwas für dich da ist, sagen wir es dir auf diesem Weg, ohne Inhalt.",
        "When something is there for you, we tell you this way, without its content.";
    contact_change: "Name und Erreichbarkeit ändern", "Change name and how we reach you";
    none: "nicht angegeben", "not given";
    not_asked: "Diese Beratungsstelle fragt nicht danach.", "This counselling centre does not ask for it.";
    own_password: "Ihr Passwort" / "Dein Passwort", "Your password";
    own_password_missing: "Geben Sie Ihr Passwort ein."
        / "Gib dein Passwort ein.",
        "Enter your password.";
    own_password_hint: "Damit nur Sie das tun können."
        / "Damit nur du das tun kannst.",
        "So that only you can do this.";
    saved: "Ihre Angaben sind gespeichert."
        / "Deine Angaben sind gespeichert.",
        "Your details are saved.";
    code: "Wiederherstellungscode", "Recovery code";
    code_text: "Damit kommen Sie wieder hinein, wenn Sie Ihr Passwort vergessen. Ein neuer macht den alten ungültig."
        / "Damit kommst du wieder hinein, wenn du dein Passwort vergisst. Ein neuer macht den alten ungültig.",
        "It lets you in again should you forget your password. A new one makes the old one void.";
    code_none: "Sie haben noch keinen." / "Du hast noch keinen.", "You have none yet.";
    code_make: "Neuen Code anlegen", "Make a new code";
    code_title: "Ihr Wiederherstellungscode" / "Dein Wiederherstellungscode", "Your recovery code";
    code_once: "Er wird nur jetzt angezeigt. Schreiben Sie ihn auf oder drucken Sie ihn aus, und bewahren Sie ihn dort auf, wo ihn niemand sonst findet."
        / "Er wird nur jetzt angezeigt. Schreib ihn auf oder druck ihn aus, und bewahr ihn dort auf, wo ihn niemand sonst findet.",
        "It is shown only now. Write it down or print it, and keep it where nobody else finds it.";
    code_why: "Ohne E-Mail-Adresse können wir Ihnen kein neues Passwort senden. Mit diesem Code und Ihrem Pseudonym legen Sie selbst eines fest."
        / "Ohne E-Mail-Adresse können wir dir kein neues Passwort senden. Mit diesem Code und deinem Pseudonym legst du selbst eines fest.",
        "Without an e-mail address we cannot send you a new password. With this code and your pseudonym you choose one yourself.";
    code_copied: "Der Code ist kopiert.", "The code is copied.";
    code_not_copied: "Ihr Browser erlaubt das nicht. Bitte schreiben Sie den Code ab."
        / "Dein Browser erlaubt das nicht. Bitte schreib den Code ab.",
        "Your browser does not allow that. Please write the code down.";
    print: "Drucken", "Print";
    go_on: "Weiter", "Continue";
    take: "Daten herunterladen", "Download your data";
    take_text: "Was Sie geschrieben und von uns bekommen haben, in einer Datei. Sie liegt danach auf diesem Gerät, auch für andere, die es benutzen."
        / "Was du geschrieben und von uns bekommen hast, in einer Datei. Die liegt danach auf diesem Gerät, auch für andere, die es benutzen.",
        "What you wrote and received from us, in one file. It is then on this device, for others who use it as well.";
    taking: "Wird zusammengestellt. Das kann einen Moment dauern.",
        "It is being put together. This can take a moment.";
    delete: "Zugang löschen", "Delete your access";
    delete_now: "Zugang jetzt löschen", "Delete access now";
    delete_what: "Sie werden überall abgemeldet und kommen nicht mehr hinein. Gelöscht wird alles, was Sie geschrieben haben, und was wir Ihnen geschrieben haben."
        / "Du wirst überall abgemeldet und kommst nicht mehr hinein. Gelöscht wird alles, was du geschrieben hast, und was wir dir geschrieben haben.",
        "You are signed out everywhere and cannot get in any more. Everything you wrote is deleted, and what we wrote to you.";
    delete_undo: "Bis dahin kann nur die Beratungsstelle das rückgängig machen, wenn Sie sich bei ihr melden."
        / "Bis dahin kann nur die Beratungsstelle das rückgängig machen, wenn du dich bei ihr meldest.",
        "Until then only the counselling centre can undo it, if you get in touch with it.";
    to_appointments: "Zu Ihren Terminen" / "Zu deinen Terminen", "To your appointments";
    recover: "Neues Passwort mit Code", "New password with a code";
    recover_lead: "Mit Ihrem Pseudonym und dem Wiederherstellungscode, den Sie beim Anlegen des Zugangs bekommen haben."
        / "Mit deinem Pseudonym und dem Wiederherstellungscode, den du beim Anlegen des Zugangs bekommen hast.",
        "With your pseudonym and the recovery code that you were given when you set up your access.";
    code_missing: "Geben Sie den Code ein." / "Gib den Code ein.", "Enter the code.";
    code_wrong: "Das ist kein vollständiger Code. Er hat fünf Gruppen mit je fünf Zeichen; vielleicht ist eines vertauscht.",
        "This is not a complete code. It has five groups of five characters; one may be mixed up.";
    code_hint: "Fünf Gruppen mit je fünf Zeichen. Groß oder klein ist gleich.",
        "Five groups of five characters. Upper or lower case is the same.";
}

/// "30 Tage danach ist alles endgültig weg."
pub fn delete_when(days: u16) -> String {
    match (language(), days) {
        (Language::De, 1) => "Einen Tag danach ist alles endgültig gelöscht.".into(),
        (Language::De, _) => format!("{days}\u{a0}Tage danach ist alles endgültig gelöscht."),
        (Language::En, 1) => "A day later everything is erased for good.".into(),
        (Language::En, _) => format!("{days}\u{a0}days later everything is erased for good."),
    }
}

/// "Sie haben noch 2 Termine."
pub fn open_appointments(n: u64) -> String {
    match (language(), n) {
        (Language::De, 1) => super::addressed!(
            "Sie haben noch einen Termin. Sagen Sie ihn vorher ab, sonst wartet jemand auf Sie."
                / "Du hast noch einen Termin. Sag ihn vorher ab, sonst wartet jemand auf dich."
        ),
        (Language::De, _) => super::addressed!(
            "Sie haben noch {n}\u{a0}Termine. Sagen Sie sie vorher ab, sonst wartet jemand auf Sie."
                / "Du hast noch {n}\u{a0}Termine. Sag sie vorher ab, sonst wartet jemand auf dich."
        ),
        (Language::En, 1) => {
            "You still have an appointment. Call it off first, or somebody will wait for you."
                .into()
        }
        (Language::En, _) => format!(
            "You still have {n}\u{a0}appointments. Call them off first, or somebody will wait for you."
        ),
    }
}

/// "Ihr Zugang ist gelöscht. Am 12.08.2026 …"
pub fn deleted(day: &str) -> String {
    match language() {
        Language::De => super::addressed!(
            "Ihr Zugang ist gelöscht. Ab dem {day} ist alles endgültig weg."
                / "Dein Zugang ist gelöscht. Ab dem {day} ist alles endgültig weg."
        ),
        Language::En => {
            format!("Your access is deleted. From {day} on everything is gone for good.")
        }
    }
}

/// "Angelegt am 12.08.2026."
pub fn code_made(day: &str) -> String {
    match language() {
        Language::De => format!("Angelegt am {day}."),
        Language::En => format!("Made on {day}."),
    }
}
