//! The words of the staff's way in, some of which clients read as well.

super::texts! {
    sign_in: "Anmelden", "Sign in";
    for_staff: "Für Berater:innen und Administrator:innen", "For counselors and administrators";
    motto: "Da sein, wenn jemand den Mut fasst zu schreiben.",
        "Being there when somebody finds the courage to write.";
    name: "E-Mail oder Anmeldename", "E-mail or login name";
    name_missing: "Geben Sie Ihre E-Mail-Adresse oder Ihren Anmeldenamen ein.",
        "Enter your e-mail address or login name.";
    password: "Passwort", "Password";
    password_missing: "Geben Sie Ihr Passwort ein."
        / "Gib dein Passwort ein.",
        "Enter your password.";
    refused: "Anmeldung nicht möglich", "Sign-in not possible";
    wrong: "Name oder Passwort stimmen nicht. Nach mehreren Versuchen müssen Sie kurz warten; Ihr Konto wird nicht gesperrt.",
        "Name or password do not match. After several attempts you have to wait a moment; your account will not be locked.";
    too_many: "Das waren viele Versuche. Bitte warten Sie kurz; Ihr Konto wird nicht gesperrt.",
        "That was a lot of attempts. Please wait a moment; your account will not be locked.";
    not_sent: "Noch nicht gesendet", "Not sent yet";
    forgotten: "Passwort vergessen?", "Forgot your password?";
    second_step: "Zweiter Schritt", "Second step";
    second_step_lead: "Geben Sie den sechsstelligen Code aus Ihrer Authenticator-App ein.",
        "Enter the six-digit code of your authenticator app.";
    recovery_lead: "Geben Sie einen Ihrer Wiederherstellungscodes ein. Jeder gilt nur einmal.",
        "Enter one of your recovery codes. Each is good only once.";
    code: "Code", "Code";
    recovery_code: "Wiederherstellungscode", "Recovery code";
    code_missing: "Geben Sie den Code ein.", "Enter the code.";
    code_length: "Der Code hat sechs Ziffern, ein Wiederherstellungscode 16 Zeichen.",
        "The code has six digits, a recovery code 16 characters.";
    use_recovery: "Wiederherstellungscode verwenden", "Use a recovery code";
    use_app: "Code aus der App verwenden", "Use a code of the app";
    go_on: "Weiter", "Continue";
    start_again: "Von vorn anmelden", "Sign in from the start";
    portal_hint: "Sie suchen Beratung? Dann sind Sie beim Portal Ihrer Beratungsstelle richtig.",
        "Looking for counselling? Then the portal of your counselling centre is the right place.";
}
