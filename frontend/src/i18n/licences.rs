//! The words of the form for more licences.

use super::{Language, format, language};
use domain::licences::LicenceRequestStatus;

super::texts! {
    title: "Lizenzvolumen erhöhen", "Raise the licence volume";
    facility: "Einrichtung", "Facility";
    contact_name: "Ansprechperson", "Contact person";
    contact_email: "E-Mail-Adresse", "E-mail address";
    contact_email_hint: "Dorthin geht eine Bestätigung.", "A confirmation goes there.";
    volume: "Benötigte Lizenzen insgesamt", "Licences needed in total";
    volume_hint: "Wie viele aktive Zugänge Ihre Einrichtung zusammen braucht.",
        "How many active accounts your facility needs all together.";
    more_than_now: "Bitte geben Sie mehr Lizenzen an, als Ihre Einrichtung schon hat.",
        "Please enter more licences than your facility already has.";
    remark: "Bemerkung (freiwillig)", "Remark (optional)";
    remark_hint: "Zum Beispiel, ab wann Sie die Lizenzen brauchen.",
        "From when you need the licences, for instance.";
    submit: "Anfrage senden", "Send request";
    sent: "Anfrage gesendet", "Request sent";
    unlimited: "Für Ihre Einrichtung gilt keine Grenze: Sie können so viele Zugänge anlegen, wie Sie brauchen.",
        "There is no limit for your facility: you can add as many accounts as you need.";
    requests: "Bisherige Anfragen", "Requests so far";
    no_requests: "Noch keine Anfrage.", "No request yet.";
    caption: "Anfragen nach mehr Lizenzen, neueste zuerst", "Requests for more licences, newest first";
    asked: "Angefragt", "Asked";
    state: "Stand", "State";
    recorded: "vermerkt", "recorded";
    status_sent: "an den Betrieb gesendet", "sent to the operator";
    granted: "bewilligt", "granted";
    finished: "erledigt", "dealt with";
}

/// Where a request stands.
pub fn status(status: LicenceRequestStatus) -> &'static str {
    match status {
        LicenceRequestStatus::Recorded => t().recorded,
        LicenceRequestStatus::Sent => t().status_sent,
        LicenceRequestStatus::Granted => t().granted,
        LicenceRequestStatus::Done => t().finished,
    }
}

/// "15 Lizenzen".
pub fn accounts(n: u64) -> String {
    let n = i64::try_from(n).unwrap_or(i64::MAX);
    match (language(), n) {
        (Language::De, 1) => "1\u{a0}Lizenz".into(),
        (Language::De, _) => format!("{}\u{a0}Lizenzen", format::number(n)),
        (Language::En, 1) => "1\u{a0}licence".into(),
        (Language::En, _) => format!("{}\u{a0}licences", format::number(n)),
    }
}

/// "3 Anfragen geladen".
pub fn loaded(n: usize, all: bool) -> String {
    match (language(), n, all) {
        (Language::De, 1, _) => "1\u{a0}Anfrage".into(),
        (Language::De, _, true) => format!("{n}\u{a0}Anfragen"),
        (Language::De, _, false) => format!("{n}\u{a0}Anfragen geladen"),
        (Language::En, 1, _) => "1\u{a0}request".into(),
        (Language::En, _, true) => format!("{n}\u{a0}requests"),
        (Language::En, _, false) => format!("{n}\u{a0}requests loaded"),
    }
}
