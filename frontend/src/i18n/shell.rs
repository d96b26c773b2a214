//! The words of the frame around the staff's pages, among them the names of all pages that it
//! leads to: were they among the words of those pages, everybody would load these first.

super::texts! {
    navigation: "Hauptnavigation", "Main navigation";
    overview: "Übersicht", "Overview";
    mail: "Mailberatung", "Mail counselling";
    mail_short: "Mail", "Mail";
    appointments: "Termine", "Appointments";
    chat: "Sofortchat", "Chat";
    chat_short: "Chat", "Chat";
    members: "Mitglieder\u{ad}verwaltung", "Members";
    members_short: "Mitglieder", "Members";
    statistics: "Statistik", "Statistics";
    help: "Hilfe", "Help";
    help_short: "Hilfe", "Help";
    help_of_page: "Hilfe zu dieser Seite", "Help on this page";
    search: "Suchen: Klient:in, Anfrage, Termin, Hilfe", "Search: client, request, appointment, help";
    search_keys: "Strg K", "Ctrl K";
    menu: "Menü", "Menu";
    profile: "Profil", "Profile";
    set_up_appointments: "Termine einrichten", "Set up appointments";
    monitorings: "Monitorings", "Monitorings";
    notifications: "Benachrichtigungen", "Notifications";
    newsletter: "Newsletter", "Newsletter";
    counselor_administration: "Beratendenverwaltung", "Counselor administration";
    settings: "Globale Einstellungen", "Global settings";
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

/// What the number beside "Sofortchat" counts, for readers.
/// How many wait at the open door.
pub fn at_open_door(n: i64) -> String {
    match super::language() {
        super::Language::De => format!("{n} an der offenen Tür"),
        super::Language::En => format!("{n} at the open door"),
    }
}

pub fn unread_messages(n: i64) -> &'static str {
    match n {
        1 => super::pick(" ungelesene Nachricht", " unread message"),
        _ => super::pick(" ungelesene Nachrichten", " unread messages"),
    }
}
