//! The words of the staff's way in.

super::texts! {
    sign_in: "Anmelden", "Sign in";
    for_staff: "Für Berater:innen und Administrator:innen", "For counselors and administrators";
    motto: "Da sein, wenn jemand den Mut fasst zu schreiben.",
        "Being there when somebody finds the courage to write.";
    name: "E-Mail oder Anmeldename", "E-mail or login name";
    name_missing: "Geben Sie Ihre E-Mail-Adresse oder Ihren Anmeldenamen ein.",
        "Enter your e-mail address or login name.";
    password: "Passwort", "Password";
    password_missing: "Geben Sie Ihr Passwort ein.", "Enter your password.";
    refused: "Anmeldung nicht möglich", "Sign-in not possible";
    wrong: "Name oder Passwort stimmen nicht. Nach mehreren Versuchen müssen Sie kurz warten; Ihr Konto wird nicht gesperrt.",
        "Name or password do not match. After several attempts you have to wait a moment; your account will not be locked.";
    portal_hint: "Sie suchen Beratung? Dann sind Sie beim Portal Ihrer Beratungsstelle richtig.",
        "Looking for counselling? Then the portal of your counselling centre is the right place.";
}

/// What to do after too many attempts.
pub fn wait(seconds: Option<u32>) -> String {
    let Some(seconds) = seconds else {
        return super::pick(
            "Das waren viele Versuche. Bitte warten Sie kurz; Ihr Konto wird nicht gesperrt.",
            "That was a lot of attempts. Please wait a moment; your account will not be locked.",
        )
        .into();
    };
    let minutes = seconds.div_ceil(60);
    match super::language() {
        super::Language::De => {
            let wait = match (seconds, minutes) {
                (1, _) => "eine\u{a0}Sekunde".into(),
                (2..=90, _) => format!("{seconds}\u{a0}Sekunden"),
                _ => format!("{minutes}\u{a0}Minuten"),
            };
            format!(
                "Das waren viele Versuche. Bitte warten Sie {wait}; Ihr Konto wird nicht gesperrt."
            )
        }
        super::Language::En => {
            let wait = match (seconds, minutes) {
                (1, _) => "one second".into(),
                (2..=90, _) => format!("{seconds}\u{a0}seconds"),
                _ => format!("{minutes}\u{a0}minutes"),
            };
            format!(
                "That was a lot of attempts. Please wait {wait}; your account will not be locked."
            )
        }
    }
}
