//! The words of the frame around the staff's pages.

super::texts! {
    navigation: "Hauptnavigation", "Main navigation";
    mail: "Mailberatung", "Mail counselling";
    mail_short: "Mail", "Mail";
    members: "Mitglieder\u{ad}verwaltung", "Members";
    members_short: "Mitglieder", "Members";
    menu: "Menü", "Menu";
    profile: "Profil", "Profile";
    theme_automatic: "Darstellung: automatisch", "Appearance: automatic";
    theme_light: "Darstellung: hell", "Appearance: light";
    theme_dark: "Darstellung: dunkel", "Appearance: dark";
    other_language: "English", "Deutsch";
    sign_out: "Abmelden", "Sign out";
    to_start: "Zur Startseite", "To the start page";
    not_found: "Diese Seite gibt es nicht", "There is no such page";
    not_found_text: "Vielleicht ist der Link unvollständig, oder das Gesuchte wurde gelöscht.",
        "The link may be incomplete, or what you look for was deleted.";
}

/// What the number beside "Mailberatung" counts, for readers.
pub fn new_requests(n: i64) -> &'static str {
    match n {
        1 => super::pick(" neue Anfrage", " new request"),
        _ => super::pick(" neue Anfragen", " new requests"),
    }
}
