//! The words of the second step of signing in, for staff.

super::texts! {
    title: "Zweiter Schritt bei der Anmeldung", "Second step when signing in";
    lead: "Zusätzlich zum Passwort geben Sie einen Code aus einer Authenticator-App ein. So genügt ein gestohlenes Passwort nicht.",
        "Besides your password you enter a code of an authenticator app. So a stolen password is not enough.";
    is_off: "Ausgeschaltet", "Switched off";
    is_on: "Eingeschaltet seit", "Switched on since";
    required: "Ihre Einrichtung verlangt den zweiten Schritt.", "Your facility asks for the second step.";
    set_up: "Einrichten", "Set up";
    set_up_anew: "Auf anderem Gerät einrichten", "Set up on another device";
    switch_off: "Ausschalten", "Switch off";
    renew: "Neue Wiederherstellungscodes", "New recovery codes";
    password: "Ihr Passwort", "Your password";
    password_hint: "Damit niemand sonst das an Ihrem Bildschirm tut.",
        "So that nobody else does this at your screen.";
    password_missing: "Geben Sie Ihr Passwort ein.", "Enter your password.";
    scan: "Fotografieren Sie das Bild mit Ihrer Authenticator-App.",
        "Photograph the picture with your authenticator app.";
    qr_code: "QR-Code für die Authenticator-App", "QR code for the authenticator app";
    secret: "Oder tippen Sie diesen Schlüssel ab", "Or type in this key";
    then_code: "Code aus der App", "Code of the app";
    confirm: "Einschalten", "Switch on";
    codes_title: "Ihre Wiederherstellungscodes", "Your recovery codes";
    codes_once: "Diese Codes sehen Sie nur jetzt. Jeder gilt einmal, wenn Ihr Gerät nicht zur Hand ist. Bewahren Sie sie an einem sicheren Ort auf.",
        "You see these codes only now. Each is good once, when your device is not at hand. Keep them in a safe place.";
    copy: "Kopieren", "Copy";
    copied: "Die Codes sind kopiert.", "The codes are copied.";
    not_copied: "Bitte markieren und kopieren Sie die Codes selbst.",
        "Please select and copy the codes yourself.";
    kept: "Ich habe sie aufbewahrt", "I have kept them";
    switched_off: "Der zweite Schritt ist ausgeschaltet.", "The second step is switched off.";
    due: "Richten Sie den zweiten Schritt ein", "Set up the second step";
    due_lead: "Ihre Einrichtung verlangt ihn von allen. Danach geht es weiter wie gewohnt.",
        "Your facility asks it of everybody. After that, everything goes on as usual.";
    settings_lead: "Was von Berater:innen und Administrator:innen verlangt wird, wenn sie sich anmelden.",
        "What is asked of counselors and administrators when they sign in.";
    require: "Zweiten Schritt von allen verlangen", "Ask everybody for the second step";
    require_hint: "Wer noch keinen hat, richtet ihn bei der nächsten Anmeldung ein und kann bis dahin nichts anderes tun.",
        "Whoever has none yet sets it up at the next sign-in and can do nothing else until then.";
    saved: "Gespeichert.", "Saved.";
    everybody_has: "Alle haben den zweiten Schritt schon eingerichtet.",
        "Everybody has set up the second step already.";
}

/// How many recovery codes are left.
pub fn codes_left(n: u64) -> String {
    match (super::language(), n) {
        (super::Language::De, 1) => "Noch 1\u{a0}Wiederherstellungscode".into(),
        (super::Language::De, n) => format!("Noch {n}\u{a0}Wiederherstellungscodes"),
        (super::Language::En, 1) => "1\u{a0}recovery code left".into(),
        (super::Language::En, n) => format!("{n}\u{a0}recovery codes left"),
    }
}

/// How many have no second step yet.
pub fn without(n: u64) -> String {
    match (super::language(), n) {
        (_, 0) => t().everybody_has.into(),
        (super::Language::De, 1) => "Ein aktives Konto hat noch keinen zweiten Schritt.".into(),
        (super::Language::De, n) => {
            format!("{n}\u{a0}aktive Konten haben noch keinen zweiten Schritt.")
        }
        (super::Language::En, 1) => "One active account has no second step yet.".into(),
        (super::Language::En, n) => format!("{n}\u{a0}active accounts have no second step yet."),
    }
}
