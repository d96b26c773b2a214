//! The words of choosing a password, for staff and clients.

use domain::passwords::{PasswordAdvice, PasswordStrength};

super::texts! {
    current: "Jetziges Passwort", "Present password";
    current_missing: "Geben Sie Ihr jetziges Passwort ein."
        / "Gib dein jetziges Passwort ein.",
        "Enter your present password.";
    new: "Neues Passwort", "New password";
    new_missing: "Wählen Sie ein Passwort." / "Wähle ein Passwort.", "Choose a password.";
    again: "Neues Passwort wiederholen", "Repeat the new password";
    again_differs: "Die beiden Passwörter sind nicht gleich.", "The two passwords are not the same.";
    hint_staff: "Mindestens 12\u{a0}Zeichen. Am besten ein Satz, den nur Sie kennen.",
        "At least 12\u{a0}characters. Best is a sentence that only you know.";
    hint_client: "Mindestens 8\u{a0}Zeichen. Am besten ein Satz, den nur Sie kennen."
        / "Mindestens 8\u{a0}Zeichen. Am besten ein Satz, den nur du kennst.",
        "At least 8\u{a0}characters. Best is a sentence that only you know.";
    change: "Passwort ändern", "Change password";
    changed: "Ihr neues Passwort gilt. Auf anderen Geräten sind Sie abgemeldet."
        / "Dein neues Passwort gilt. Auf anderen Geräten bist du abgemeldet.",
        "Your new password is good. You are signed out on other devices.";
    ends_others: "Auf allen anderen Geräten werden Sie dabei abgemeldet."
        / "Auf allen anderen Geräten wirst du dabei abgemeldet.",
        "You are signed out on all other devices with it.";
    due: "Wählen Sie ein eigenes Passwort"
        / "Wähle ein eigenes Passwort",
        "Choose a password of your own";
    due_lead: "Ihr jetziges Passwort hat Ihnen jemand aus der Beratungsstelle gegeben. Mit einem eigenen kennen nur Sie es."
        / "Dein jetziges Passwort hat dir jemand aus der Beratungsstelle gegeben. Ein eigenes kennst nur du.",
        "Somebody of the counselling centre gave you your present password. With one of your own, only you know it.";
    forgotten: "Passwort vergessen", "Forgotten password";
    forgotten_lead: "Wir senden Ihnen einen Link, mit dem Sie ein neues festlegen. Er gilt eine Stunde.",
        "We send you a link with which you choose a new one. It is good for an hour.";
    email: "E-Mail-Adresse", "E-mail address";
    email_format: "Bitte prüfen Sie die Schreibweise, zum Beispiel name@beispiel.de."
        / "Bitte prüf die Schreibweise, zum Beispiel name@beispiel.de.",
        "Please check how it is written, for example name@example.com.";
    login_name: "Anmeldename", "Login name";
    login_name_hint: "Damit niemand anders für Sie anfragt, brauchen wir beides.",
        "So that nobody else asks for you, we need both.";
    send_link: "Link senden", "Send link";
    asked: "Sehen Sie in Ihr Postfach" / "Sieh in dein Postfach", "Look into your mailbox";
    asked_text: "Wenn es ein Konto mit diesen Angaben gibt, ist eine E-Mail unterwegs. Kommt keine an, sehen Sie im Spam-Ordner nach oder fragen Sie Ihre Administrator:in.",
        "If there is an account with these details, an e-mail is on its way. Should none arrive, look into the spam folder or ask your administrator.";
    forgotten_client_lead: "Wir senden Ihnen einen Link, mit dem Sie ein neues festlegen, an die E-Mail-Adresse, die Sie uns genannt haben. Er gilt eine Stunde. In der E-Mail steht nicht, worum es geht."
        / "Wir senden dir einen Link, mit dem du ein neues festlegst, an die E-Mail-Adresse, die du uns genannt hast. Er gilt eine Stunde. In der E-Mail steht nicht, worum es geht.",
        "We send you a link with which you choose a new one, to the e-mail address that you told us. It is good for an hour. The e-mail does not say what it is about.";
    asked_client_text: "Wenn es einen Zugang mit diesem Namen gibt und wir eine E-Mail-Adresse dazu haben, ist eine E-Mail unterwegs. Kommt keine an, sehen Sie im Spam-Ordner nach."
        / "Wenn es einen Zugang mit diesem Namen gibt und wir eine E-Mail-Adresse dazu haben, ist eine E-Mail unterwegs. Kommt keine an, sieh im Spam-Ordner nach.",
        "If there is an access with this name and we have an e-mail address for it, an e-mail is on its way. Should none arrive, look into the spam folder.";
    no_email: "Sie haben uns keine E-Mail-Adresse genannt?"
        / "Du hast uns keine E-Mail-Adresse genannt?",
        "You did not tell us an e-mail address?";
    with_code: "Mit Wiederherstellungscode ein neues festlegen", "Choose a new one with your recovery code";
    no_email_text: "Ohne Code fragen Sie die Beratungsstelle: Dort kann man Ihnen ein neues Passwort geben. Oder legen Sie einen neuen Zugang an und schreiben uns von dort."
        / "Frag ohne Code die Beratungsstelle: Dort kann man dir ein neues Passwort geben. Oder leg einen neuen Zugang an und schreib uns von dort.",
        "Without a code ask the counselling centre: they can give you a new password. Or set up new access and write to us from there.";
    to_sign_in: "Zur Anmeldung", "To the sign-in page";
    set_new: "Neues Passwort festlegen", "Choose a new password";
    welcome: "Willkommen", "Welcome";
    set_for: "Für das Konto", "For the account";
    welcome_lead: "Legen Sie Ihr Passwort fest, dann können Sie sich anmelden."
        / "Leg dein Passwort fest, dann kannst du dich anmelden.",
        "Choose your password, and you can sign in.";
    save: "Passwort festlegen", "Set password";
    void: "Dieser Link gilt nicht mehr", "This link is not good any more";
    void_text: "Er wurde schon benutzt, durch einen neueren ersetzt, oder seine Zeit ist abgelaufen.",
        "It was used before, replaced by a newer one, or its time is over.";
    ask_again: "Neuen Link anfordern", "Ask for a new link";
    void_client: "Bitte wenden Sie sich an Ihre Beratungsstelle, wenn Sie einen neuen brauchen."
        / "Bitte wende dich an deine Beratungsstelle, wenn du einen neuen brauchst.",
        "Please turn to your counselling centre if you need a new one.";
    set: "Ihr neues Passwort gilt. Melden Sie sich damit an."
        / "Dein neues Passwort gilt. Melde dich damit an.",
        "Your new password is good. Sign in with it.";
    rating: "Stärke", "Strength";
    refused: "zu leicht zu erraten", "too easy to guess";
    fair: "ausreichend", "sufficient";
    good: "gut", "good";
    strong: "sehr gut", "very good";
    longer: "Nehmen Sie mehr Zeichen." / "Nimm mehr Zeichen.", "Take more characters.";
    shorter: "Nehmen Sie weniger Zeichen." / "Nimm weniger Zeichen.", "Take fewer characters.";
    no_name: "Lassen Sie eigene Namen weg." / "Lass eigene Namen weg.", "Leave out your own names.";
    not_common: "Solche Wörter werden zuerst ausprobiert.", "Such words are tried first.";
    no_pattern: "Vermeiden Sie Reihen, Wiederholungen und Daten."
        / "Vermeide Reihen, Wiederholungen und Daten.",
        "Avoid rows, repetitions and dates.";
    more_words: "Fügen Sie Wörter hinzu, die nichts miteinander zu tun haben."
        / "Füg Wörter hinzu, die nichts miteinander zu tun haben.",
        "Add words that have nothing to do with each other.";
}

/// How good a password is, and what would make it better.
pub fn rated(strength: PasswordStrength, advice: &[PasswordAdvice]) -> String {
    let t = t();
    let word = match strength {
        PasswordStrength::Refused => t.refused,
        PasswordStrength::Fair => t.fair,
        PasswordStrength::Good => t.good,
        PasswordStrength::Strong => t.strong,
    };
    let mut text = format!("{}: {word}.", t.rating);
    for advice in advice {
        text.push(' ');
        text += match advice {
            PasswordAdvice::Longer => t.longer,
            PasswordAdvice::Shorter => t.shorter,
            PasswordAdvice::NoName => t.no_name,
            PasswordAdvice::NotCommon => t.not_common,
            PasswordAdvice::NoPattern => t.no_pattern,
            PasswordAdvice::MoreWords => t.more_words,
        };
    }
    text
}
