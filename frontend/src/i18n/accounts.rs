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
    password_missing: "Geben Sie Ihr Passwort ein.", "Enter your password.";
    refused: "Anmeldung nicht möglich", "Sign-in not possible";
    wrong: "Name oder Passwort stimmen nicht. Nach mehreren Versuchen müssen Sie kurz warten; Ihr Konto wird nicht gesperrt.",
        "Name or password do not match. After several attempts you have to wait a moment; your account will not be locked.";
    too_many: "Das waren viele Versuche. Bitte warten Sie kurz; Ihr Konto wird nicht gesperrt.",
        "That was a lot of attempts. Please wait a moment; your account will not be locked.";
    portal_hint: "Sie suchen Beratung? Dann sind Sie beim Portal Ihrer Beratungsstelle richtig.",
        "Looking for counselling? Then the portal of your counselling centre is the right place.";
}
