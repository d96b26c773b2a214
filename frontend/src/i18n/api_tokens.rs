//! The words of API tokens.

use domain::access::TokenScope;

super::texts! {
    title: "API-Tokens", "API tokens";
    lead: "Damit rufen andere Programme die Schnittstelle im Namen Ihrer Einrichtung auf.",
        "With these, other programs call the interface on behalf of your facility.";
    caption: "API-Tokens der Einrichtung", "The facility’s API tokens";
    create: "Token anlegen", "Create token";
    empty: "Noch kein API-Token", "No API token yet";
    empty_text: "Ein Token braucht nur, wer ein anderes Programm anbindet.",
        "A token is needed only to connect another program.";
    name: "Name", "Name";
    name_hint: "Wofür das Token ist, zum Beispiel „Jahresstatistik“.",
        "What the token is for, for example “Annual statistics”.";
    scopes: "Darf", "May";
    scopes_hint: "So wenig wie möglich.", "As little as possible.";
    scopes_missing: "Wählen Sie mindestens eines aus.", "Choose at least one.";
    expiry: "Gültig für", "Good for";
    days_30: "30\u{a0}Tage", "30\u{a0}days";
    days_90: "90\u{a0}Tage", "90\u{a0}days";
    year: "ein Jahr", "a year";
    expires: "Gültig bis", "Good until";
    last_used: "Zuletzt benutzt", "Last used";
    never: "noch nie", "never";
    revoke: "Widerrufen", "Revoke";
    revoked: "widerrufen", "revoked";
    expired: "abgelaufen", "expired";
    created: "Ihr neues Token", "Your new token";
    once: "Das Token wird nur dieses eine Mal angezeigt. Bewahren Sie es wie ein Passwort auf.",
        "The token is shown this one time only. Keep it like a password.";
    token: "Token", "Token";
    copied: "Das Token ist kopiert.", "The token is copied.";
    not_copied: "Der Browser erlaubt das Kopieren nicht. Bitte markieren und kopieren Sie das Token selbst.",
        "The browser does not allow copying. Please select and copy the token yourself.";
    done: "Fertig", "Done";
    revoke_title: "API-Token widerrufen", "Revoke API token";
    revoke_text: "Programme, die es benutzen, kommen sofort nicht mehr an die Daten. Das lässt sich nicht rückgängig machen.",
        "Programs that use it lose access at once. This cannot be undone.";
    was_revoked: "Das Token ist widerrufen.", "The token is revoked.";
    counselors_read: "das Team sehen", "see the staff";
    clients_read: "Klient:innen sehen, ohne Kontaktdaten", "see clients, without contact data";
    clients_write: "Klient:innen ändern, ohne Kontaktdaten", "change clients, without contact data";
    client_contacts_read: "Kontaktdaten sehen", "see contact data";
    client_contacts_write: "Kontaktdaten ändern", "change contact data";
    documents_read: "Dokumente lesen", "Read documents";
    documents_write: "Dokumente hochladen, zeigen und löschen", "Upload, show and delete documents";
    mail_requests_read: "Anfragen mit Verlauf lesen", "read mail requests with their threads";
    events_read: "Änderungen sofort erfahren", "hear of changes at once";
}

/// What a scope allows.
pub fn scope(scope: TokenScope) -> &'static str {
    let t = t();
    match scope {
        TokenScope::CounselorsRead => t.counselors_read,
        TokenScope::ClientsRead => t.clients_read,
        TokenScope::ClientsWrite => t.clients_write,
        TokenScope::ClientContactsRead => t.client_contacts_read,
        TokenScope::ClientContactsWrite => t.client_contacts_write,
        TokenScope::DocumentsRead => t.documents_read,
        TokenScope::DocumentsWrite => t.documents_write,
        TokenScope::MailRequestsRead => t.mail_requests_read,
        TokenScope::EventsRead => t.events_read,
    }
}

/// The button that revokes this token.
pub fn revoke_named(name: &str) -> String {
    match super::language() {
        super::Language::De => format!("„{name}“ widerrufen"),
        super::Language::En => format!("Revoke “{name}”"),
    }
}
