//! The words of one's calendar as an address.

use super::{Language, language};
use domain::calendar_feeds::FeedContent;

super::texts! {
    open: "Kalender abonnieren", "Subscribe to the calendar";
    title: "Kalender abonnieren", "Subscribe to the calendar";
    lead: "Mit einer geheimen Adresse zeigen Outlook, Thunderbird oder Ihr Telefon Ihre Termine. Wer sie kennt, liest mit.",
        "With a secret address, Outlook, Thunderbird or your phone show your appointments. Whoever knows it reads along.";
    shows: "Was die Adresse zeigt", "What the address shows";
    new_shows: "Was eine neue Adresse zeigt", "What a new address shows";
    create: "Adresse anlegen", "Make the address";
    not_again: "Sie wird nicht noch einmal angezeigt. Wenn Sie sie nicht mehr haben, legen Sie eine neue an.",
        "It is not shown again. If you do not have it any more, make a new one.";
    renew: "Neue Adresse anlegen", "Make a new address";
    renew_verb: "Adresse ersetzen", "Replace the address";
    revoke: "Widerrufen", "Revoke";
    revoke_verb: "Adresse widerrufen", "Revoke the address";
    voids: "Die bisherige Adresse gilt dann nicht mehr: Programme, die sie abonniert haben, zeigen nichts Neues.",
        "The address is void then: programs that have subscribed to it show nothing new.";
    revoked: "Die Adresse gilt nicht mehr.", "The address is void.";
    once: "Die Adresse wird nur dieses eine Mal angezeigt. Bewahren Sie sie wie ein Passwort auf.",
        "The address is shown this one time only. Keep it like a password.";
    address: "Adresse des Kalenders", "Address of the calendar";
    how: "Fügen Sie sie in Ihrem Kalenderprogramm als Abonnement oder Internetkalender hinzu.",
        "Add it to your calendar program as a subscription or internet calendar.";
    copied: "Die Adresse ist kopiert.", "The address is copied.";
    not_copied: "Der Browser erlaubt das Kopieren nicht. Bitte markieren und kopieren Sie die Adresse selbst.",
        "The browser does not allow copying. Please select and copy the address yourself.";
    done: "Fertig", "Done";
}

/// How much an address says.
pub fn shows(content: FeedContent) -> &'static str {
    let (de, en) = match content {
        FeedContent::Busy => ("Nur, wann Zeit belegt ist", "Only when time is taken"),
        FeedContent::Pseudonyms => ("Auch Pseudonyme und Titel", "Pseudonyms and titles as well"),
    };
    super::pick(de, en)
}

/// Since when there is one, and what it shows.
pub fn there(since: &str, content: FeedContent) -> String {
    let shows = match (language(), content) {
        (Language::De, FeedContent::Busy) => "nur, wann Zeit belegt ist",
        (Language::De, FeedContent::Pseudonyms) => "auch Pseudonyme und Titel",
        (Language::En, FeedContent::Busy) => "only when time is taken",
        (Language::En, FeedContent::Pseudonyms) => "pseudonyms and titles as well",
    };
    match language() {
        Language::De => format!("Seit {since} gibt es eine Adresse. Sie zeigt {shows}."),
        Language::En => format!("There has been an address since {since}. It shows {shows}."),
    }
}
