//! The words of one's own profile.

use super::{Language, language};

super::texts! {
    title: "Profil", "Profile";
    account: "Zugang", "Account";
    person: "Angaben zur Person", "Personal data";
    person_hint: "Name und E-Mail-Adresse sehen nur Sie und Administrator:innen.",
        "Only you and administrators see name and e-mail address.";
    shown: "So sehen andere Sie", "How others see you";
    login_name: "Anmeldename", "Login name";
    login_name_hint: "Steht fest und lässt sich nicht ändern.", "Fixed; it cannot be changed.";
    salutation: "Anrede", "Form of address";
    ms: "Frau", "Ms";
    mr: "Herr", "Mr";
    neutral: "nur mit Namen", "by name only";
    first_name: "Vorname", "First name";
    last_name: "Nachname", "Last name";
    email: "E-Mail-Adresse", "E-mail address";
    email_hint: "Auch damit können Sie sich anmelden.", "You can sign in with it, too.";
    display_name: "Anzeigename", "Display name";
    display_name_hint: "Klient:innen und Kolleg:innen sehen diesen Namen.", "Clients and colleagues see this name.";
    language: "Sprache der Oberfläche", "Language of the interface";
    saved: "Profil gespeichert", "Profile saved";
    changes: "Nicht gespeichert", "Not saved";
    changed_elsewhere: "Ihr Profil wurde inzwischen an anderer Stelle geändert.",
        "Your profile was changed elsewhere in the meantime.";
    choose: "Welche Angaben sollen bleiben?", "Which data shall stay?";
    yours: "Ihre Angabe", "Your entry";
    stored: "Gespeichert", "Saved";
    keep_mine: "Ihre Angaben behalten", "Keep your entries";
    take_theirs: "Gespeicherte übernehmen", "Take the saved ones";
    leave: "Änderungen verwerfen?", "Discard changes?";
    leave_text: "Ihre Änderungen am Profil sind noch nicht gespeichert.",
        "Your changes to the profile are not saved yet.";
    stay: "Hier bleiben", "Stay here";
}

/// "2 Änderungen nicht gespeichert".
pub fn unsaved(n: usize) -> String {
    match (language(), n) {
        (Language::De, 1) => "1\u{a0}Änderung nicht gespeichert".into(),
        (Language::De, _) => format!("{n}\u{a0}Änderungen nicht gespeichert"),
        (Language::En, 1) => "1\u{a0}change not saved".into(),
        (Language::En, _) => format!("{n}\u{a0}changes not saved"),
    }
}
