//! The words of one's own profile.

use super::{Language, language};
use domain::counselors::{SpokenLanguage, SpokenLanguages};

super::texts! {
    title: "Profil", "Profile";
    account: "Zugang", "Account";
    person: "Angaben zur Person", "Personal data";
    person_hint: "Diese Angaben und Ihre E-Mail-Adresse sehen nur Sie und Administrator:innen.",
        "Only you and administrators see these data and your e-mail address.";
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
    own_password: "Ihr Passwort", "Your password";
    own_password_hint: "An diese Adresse geht auch der Link für ein neues Passwort. Darum ändern nur Sie sie.",
        "The link for a new password goes to this address, too. So only you change it.";
    own_password_missing: "Geben Sie Ihr Passwort ein.", "Enter your password.";
    display_name: "Anzeigename", "Display name";
    display_name_hint: "Klient:innen und Kolleg:innen sehen diesen Namen.", "Clients and colleagues see this name.";
    language: "Sprache der Oberfläche", "Language of the interface";
    phone: "Telefon", "Phone";
    postcode: "Postleitzahl", "Postcode";
    picture: "Profilbild", "Profile picture";
    picture_hint: "PNG, JPEG oder WebP, höchstens 5\u{a0}MB. Gezeigt wird die quadratische Mitte.",
        "PNG, JPEG or WebP, at most 5\u{a0}MB. The square in the middle is shown.";
    add_picture: "Bild hochladen", "Upload picture";
    change_picture: "Bild ändern", "Change picture";
    remove_picture: "Bild entfernen", "Remove picture";
    remove_picture_title: "Profilbild entfernen?", "Remove the profile picture?";
    remove_picture_text: "Andere sehen dann wieder Ihre Initialen. Sie können jederzeit ein neues Bild hochladen.",
        "Others then see your initials again. You can upload a new picture at any time.";
    picture_saved: "Profilbild gespeichert", "Profile picture saved";
    picture_removed: "Profilbild entfernt", "Profile picture removed";
    languages: "Sprachen, in denen Sie beraten", "Languages you counsel in";
    language_to_add: "Weitere Sprache", "Another language";
    choose_language: "Sprache wählen", "Choose a language";
    add_language: "Hinzufügen", "Add";
    description_de: "Über mich, auf Deutsch", "About me, in German";
    description_en: "Über mich, auf Englisch", "About me, in English";
    description_hint: "Steht im Portal, für alle zu lesen.", "Shown in the portal, for everyone to read.";
    primary_clients_only: "Nur für Stammklient:innen anwählbar", "For primary clients only";
    primary_clients_only_hint: "Nur Ihre Stammklient:innen sehen freie Termine, können Ihnen schreiben und mit Ihnen chatten. Im Portal stehen Sie dann nicht.",
        "Only your primary clients see your slots, can write to you and chat with you. The portal then does not show you.";
    video: "Video", "Video";
    video_requests: "Video-Anfragen im Chat zulassen", "Allow video requests in chat";
    video_requests_hint: "Klient:innen können Sie im Chat um ein Videogespräch bitten.",
        "Clients can ask you for a video call in the chat.";
    video_software: "Videogespräche führen mit", "Hold video calls with";
    video_built_in: "eingebautem Video (Jitsi)", "the built-in video (Jitsi)";
    video_external: "anderer Software", "other software";
    video_url: "Adresse Ihres Videoraums", "Address of your video room";
    video_url_hint: "Beginnt mit https://", "Begins with https://";
    https_only: "Bitte geben Sie eine vollständige Adresse an, die mit https:// beginnt.",
        "Please enter a complete address that begins with https://.";
    yes: "ja", "yes";
    no: "nein", "no";
    newsletter_text: "Neuigkeiten zum Programm und zur Online-Beratung, ein paar Mal im Jahr.",
        "News about the program and about online counselling, a few times a year.";
    newsletter_subscribed: "Newsletter abonnieren", "Subscribe to the newsletter";
    newsletter_hint: "Er geht an die E-Mail-Adresse in Ihrem Profil. Sie können ihn jederzeit abbestellen.",
        "It goes to the e-mail address in your profile. You can unsubscribe at any time.";
    newsletter_on: "Newsletter abonniert", "Subscribed to the newsletter";
    newsletter_off: "Newsletter abbestellt", "Unsubscribed from the newsletter";
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

/// Whether something is on.
pub fn yes_or_no(yes: bool) -> &'static str {
    if yes { t().yes } else { t().no }
}

/// What video calls are held with.
pub fn video(external: bool) -> &'static str {
    if external {
        t().video_external
    } else {
        t().video_built_in
    }
}

/// What was chosen of the newsletter.
pub fn newsletter_saved(on: bool) -> &'static str {
    if on {
        t().newsletter_on
    } else {
        t().newsletter_off
    }
}

/// "Deutsch, Türkisch".
pub fn spoken(languages: SpokenLanguages) -> String {
    let names: Vec<_> = languages.iter().map(|one| one.name(language())).collect();
    names.join(", ")
}

/// "Türkisch entfernen".
pub fn remove_language(of: SpokenLanguage) -> String {
    let name = of.name(language());
    match language() {
        Language::De => format!("{name} entfernen"),
        Language::En => format!("Remove {name}"),
    }
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
