//! The words of the counselor administration.

use super::{Language, format, language};
use domain::{access::Role, licences::Licences};

super::texts! {
    create: "Berater:in anlegen", "Add counselor";
    submit: "Anlegen", "Add";
    create_hint: "Die Person bekommt eine Einladung per E-Mail und legt ihr Passwort selbst fest.",
        "The person gets an invitation by e-mail and chooses their own password.";
    filter: "Zugänge filtern", "Filter accounts";
    search: "Name, Anmeldename oder E-Mail-Adresse suchen", "Search name, login name or e-mail address";
    search_short: "Name oder E-Mail", "Name or e-mail";
    caption: "Zugänge des Teams nach Anzeigenamen", "Staff accounts by display name";
    name: "Name", "Name";
    login_name: "Anmeldename", "Login name";
    login_name_hint: "Lässt sich später nicht ändern. Buchstaben, Ziffern, Punkt, Binde- und Unterstrich.",
        "Cannot be changed later. Letters, digits, dot, hyphen and underscore.";
    role: "Rolle", "Role";
    role_hint: "Administrator:innen verwalten auch Team und Einrichtung.",
        "Administrators run the staff and the facility as well.";
    all_roles: "alle Rollen", "all roles";
    counselor: "Berater:in", "Counselor";
    admin: "Administrator:in", "Administrator";
    state: "Status", "Status";
    all_states: "aktiv und inaktiv", "active and inactive";
    is_active: "aktiv", "active";
    is_inactive: "inaktiv", "inactive";
    active: "Zugang aktiv", "Account active";
    active_hint: "Nur wer aktiv ist, kann sich anmelden, und nur dann zählt eine Lizenz.",
        "Only active accounts can sign in, and only they count as a licence.";
    newsletter_hint: "Neuigkeiten zum Programm, an die E-Mail-Adresse des Zugangs.",
        "News about the program, to the account’s e-mail address.";
    last_signed_in: "Letzte Anmeldung", "Last sign-in";
    signed_in: "angemeldet ", "signed in ";
    never: "noch nie angemeldet", "never signed in";
    nothing_found: "Niemand gefunden", "Nobody found";
    nothing_found_text: "Zu Suche und Filtern passt kein Zugang.", "No account matches search and filters.";
    clear: "Alle zeigen", "Show all";
    more_licences: "Mehr Lizenzen anfragen", "Ask for more licences";
    rights: "Rolle und Zugang", "Role and access";
    rights_hint: "Änderungen gelten sofort. Wer deaktiviert wird, ist überall abgemeldet; Klient:innen und Anfragen bleiben zugeordnet.",
        "Changes hold at once. Whoever is deactivated is signed out everywhere; clients and requests stay assigned.";
    make_admin: "Zur Administrator:in machen", "Make administrator";
    make_counselor: "Zur Berater:in machen", "Make counselor";
    activate: "Aktivieren", "Activate";
    deactivate: "Deaktivieren", "Deactivate";
    delete: "Löschen…", "Delete…";
    mail_settings: "Verfügbarkeit für die Mailberatung", "Availability for mail counselling";
    remove_second_step: "Zweiten Schritt entfernen…", "Remove second step…";
    remove_second_step_title: "Zweiten Schritt entfernen?", "Remove second step?";
    remove_second_step_text: "Danach genügt das Passwort, bis ein neuer zweiter Schritt eingerichtet ist. Die Person wird überall abgemeldet. Vergewissern Sie sich vorher, dass wirklich sie darum bittet.",
        "The password is then enough until a new second step is set up. The person is signed out everywhere. Make sure first that it is really them who ask for it.";
    remove_second_step_do: "Entfernen", "Remove";
    second_step_removed: "Zweiter Schritt entfernt", "Second step removed";
    invite: "Einladung senden", "Send invitation";
    invite_hint: "Die Einladung ist ein Link per E-Mail, mit dem die Person ihr Passwort festlegt. Er gilt sieben Tage; ein früherer wird ungültig.",
        "The invitation is a link by e-mail with which the person chooses their password. It is good for seven days; an earlier one becomes void.";
    invited: "Einladung gesendet", "Invitation sent";
    data: "Angaben", "Data";
    saved: "Gespeichert", "Saved";
    delete_title: "Zugang löschen?", "Delete account?";
    delete_text: "Der Zugang wird sofort und endgültig gelöscht, mit Bild und Kontaktdaten. Was die Person geschrieben hat, bleibt unter ihrem Anzeigenamen. Zurück bleiben:",
        "The account is deleted at once and for good, with picture and contact data. What the person has written stays under their display name. Left behind are:";
    hand_over: "Übergeben an", "Hand over to";
    hand_over_to_nobody: "niemanden: alle können übernehmen", "nobody: everyone can take over";
    hand_over_hint: "Klient:innen, Anfragen und Gruppen gehen zusammen an diese Person, Termine, soweit sie dann Zeit hat.",
        "Clients, requests and groups go to this person together, appointments as far as they have time then.";
}

/// What somebody may do.
pub fn role(role: Role) -> &'static str {
    match role {
        Role::Counselor => t().counselor,
        Role::Admin => t().admin,
    }
}

/// "7 von 10 Lizenzen sind vergeben."
pub fn in_use(licences: Licences) -> String {
    let number = |n: u64| format::number(i64::try_from(n).unwrap_or(i64::MAX));
    let active = number(licences.active);
    match (language(), licences.volume) {
        (Language::De, Some(volume)) => {
            format!(
                "{active} von {} Lizenzen sind vergeben.",
                number(volume.accounts())
            )
        }
        (Language::De, None) => format!("Aktive Zugänge: {active}. Es gibt keine Grenze."),
        (Language::En, Some(volume)) => {
            format!(
                "{active} of {} licences are in use.",
                number(volume.accounts())
            )
        }
        (Language::En, None) => format!("Active accounts: {active}. There is no limit."),
    }
}

/// "3 Stammklient:innen".
pub fn primary_clients(n: u64) -> String {
    counted(
        n,
        [
            "Stammklient:in",
            "Stammklient:innen",
            "primary client",
            "primary clients",
        ],
    )
}

/// "2 offene Anfragen".
pub fn open_requests(n: u64) -> String {
    counted(
        n,
        [
            "offene Anfrage",
            "offene Anfragen",
            "open request",
            "open requests",
        ],
    )
}

/// "9 erledigte Anfragen".
pub fn done_requests(n: u64) -> String {
    counted(
        n,
        [
            "erledigte Anfrage",
            "erledigte Anfragen",
            "finished request",
            "finished requests",
        ],
    )
}

/// "2 Gruppen".
pub fn groups(n: u64) -> String {
    counted(n, ["Gruppe", "Gruppen", "group", "groups"])
}

/// With how many clients they chat.
pub fn client_chats(n: u64) -> String {
    counted(
        n,
        [
            "Chat mit einer Klient:in",
            "Chats mit Klient:innen",
            "chat with a client",
            "chats with clients",
        ],
    )
}

/// How many appointments are ahead.
pub fn appointments_ahead(n: u64) -> String {
    counted(
        n,
        [
            "bevorstehender Termin",
            "bevorstehende Termine",
            "appointment ahead",
            "appointments ahead",
        ],
    )
}

/// How many of them the colleague gets.
pub fn passed(n: u64) -> String {
    counted(
        n,
        [
            "Termin geht an diese Person",
            "Termine gehen an diese Person",
            "appointment goes to this person",
            "appointments go to this person",
        ],
    )
}

/// How many are called off; which ones follow.
pub fn called_off(n: u64) -> String {
    counted(
        n,
        [
            "Termin wird abgesagt, die Klient:innen bekommen Bescheid:",
            "Termine werden abgesagt, die Klient:innen bekommen Bescheid:",
            "appointment is called off, and the clients are told:",
            "appointments are called off, and the clients are told:",
        ],
    )
}

/// How many more than those that are named.
pub fn and_more(n: u64) -> String {
    counted(n, ["weiterer", "weitere", "more", "more"])
}

fn counted(n: u64, [de_one, de, en_one, en]: [&str; 4]) -> String {
    let word = match (language(), n) {
        (Language::De, 1) => de_one,
        (Language::De, _) => de,
        (Language::En, 1) => en_one,
        (Language::En, _) => en,
    };
    let n = format::number(i64::try_from(n).unwrap_or(i64::MAX));
    format!("{n}\u{a0}{word}")
}

/// "25 Zugänge geladen".
pub fn loaded(n: usize, all: bool) -> String {
    match (language(), n, all) {
        (Language::De, 1, _) => "1\u{a0}Zugang".into(),
        (Language::De, _, true) => format!("{n}\u{a0}Zugänge"),
        (Language::De, _, false) => format!("{n}\u{a0}Zugänge geladen"),
        (Language::En, 1, _) => "1\u{a0}account".into(),
        (Language::En, _, true) => format!("{n}\u{a0}accounts"),
        (Language::En, _, false) => format!("{n}\u{a0}accounts loaded"),
    }
}

/// "Aylin Demir angelegt, Einladung gesendet".
pub fn created(name: &str, invited: bool) -> String {
    match (language(), invited) {
        (Language::De, true) => format!("{name} angelegt, Einladung gesendet"),
        (Language::De, false) => format!("{name} angelegt"),
        (Language::En, true) => format!("{name} added, invitation sent"),
        (Language::En, false) => format!("{name} added"),
    }
}

/// "Aylin Demir löschen".
pub fn delete_named(name: &str) -> String {
    match language() {
        Language::De => format!("{name} löschen"),
        Language::En => format!("Delete {name}"),
    }
}

/// "Aylin Demir gelöscht".
pub fn deleted(name: &str) -> String {
    match language() {
        Language::De => format!("{name} gelöscht"),
        Language::En => format!("{name} deleted"),
    }
}
