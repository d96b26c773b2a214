//! The words of who gets a mail request, and of what came with it.

use super::{Language, language};
use domain::mail_requests::Difference;

super::texts! {
    title: "Einstellungen der Mail\u{ad}beratung", "Mail counselling settings";
    short: "Einstellungen", "Settings";
    back: "Mailberatung", "Mail counselling";
    back_to_account: "Konto", "Account";
    availability: "Verfügbarkeit", "Availability";
    availability_lead: "Neue Anfragen", "New requests";
    unlimited: "Unbegrenzt", "Unlimited";
    unlimited_hint: "Steht immer zur Wahl.", "Can always be chosen.";
    none: "Keine", "None";
    none_hint: "Schreiben kann nur, wer schon bekannt ist: Stammklient:innen und alle, die schon eine Antwort bekommen haben.",
        "Only those who are known already can write: primary clients and all who were answered before.";
    by_capacity: "Nach freien Ressourcen", "By free places";
    by_capacity_hint: "Ein Platz wird frei, wenn eine Anfrage abgeschlossen ist.",
        "A place is free again when a request is completed.";
    capacity: "Anfragen gleichzeitig", "Requests at a time";
    capacity_wrong: "Geben Sie eine Zahl von 1 bis 1.000 an.", "Enter a number from 1 to 1,000.";
    fields: "Beratungsfelder", "Counselling fields";
    fields_hint: "Wofür das gilt. Ist keines gewählt, gilt es für alle.",
        "What this holds for. If none is chosen, for all of them.";
    save: "Speichern", "Save";
    saved: "Gespeichert", "Saved";
    setting: "Zuteilung der Anfragen", "Assignment of requests";
    fallback: "Fallback-Berater:in", "Fallback counselor";
    fallback_hint: "Bekommt Anfragen, für die sonst niemand frei ist.",
        "Gets the requests that nobody else has a place for.";
    no_fallback: "Niemand: Die Anfrage ist für alle offen", "Nobody: the request is open to all";
    automatic: "Stammberater:in automatisch zuordnen", "Assign the primary counselor automatically";
    automatic_hint: "Wer die erste Anfrage einer Klient:in bekommt, wird Stammberater:in.",
        "Whoever gets a client’s first request becomes the primary counselor.";
    request_data: "Daten der Anfrage", "Data of the request";
    request_data_lead: "Das hat die Klient:in mit der Anfrage angegeben. Nichts davon steht von selbst im Profil.",
        "This is what the client stated with the request. Nothing of it is in the profile by itself.";
    no_data: "Mit dieser Anfrage wurde nichts angegeben.", "Nothing was stated with this request.";
    stated: "In der Anfrage", "In the request";
    present: "Im Profil", "In the profile";
    what: "Was soll gelten?", "Which is to hold?";
    keep: "Profil behalten", "Keep the profile";
    overwrite: "Aus der Anfrage", "From the request";
    nothing: "keine Angabe", "nothing";
    take: "Ins Profil übernehmen", "Take into the profile";
    nothing_to_take: "Das Profil sagt schon dasselbe.", "The profile says the same already.";
    stale: "Das Profil wurde inzwischen geändert. Hier steht, was jetzt gilt.",
        "The profile was changed in the meantime. This is what holds now.";
    filter_field: "Beratungsfeld", "Counselling field";
    all_fields: "Alle Beratungsfelder", "All counselling fields";
}

/// How many places are taken.
pub fn uncompleted(count: u64) -> String {
    match (language(), count) {
        (Language::De, 1) => "Zurzeit ist 1 Anfrage nicht abgeschlossen.".into(),
        (Language::De, _) => format!("Zurzeit sind {count} Anfragen nicht abgeschlossen."),
        (Language::En, 1) => "At present 1 request is not completed.".into(),
        (Language::En, _) => format!("At present {count} requests are not completed."),
    }
}

/// The title of a colleague's settings.
pub fn of_colleague(name: &str) -> String {
    match language() {
        Language::De => format!("Mailberatung: {name}"),
        Language::En => format!("Mail counselling: {name}"),
    }
}

/// How many answers were taken.
pub fn taken(count: usize) -> String {
    match (language(), count) {
        (Language::De, 1) => "1 Angabe übernommen".into(),
        (Language::De, _) => format!("{count} Angaben übernommen"),
        (Language::En, 1) => "1 answer taken".into(),
        (Language::En, _) => format!("{count} answers taken"),
    }
}

/// How what was stated stands to the profile.
pub fn difference(difference: Difference) -> &'static str {
    match (language(), difference) {
        (Language::De, Difference::Same) => "Gleich",
        (Language::De, Difference::New) => "Neu",
        (Language::De, Difference::Other) => "Anders",
        (Language::De, Difference::Hidden) => "Profil nicht einsehbar",
        (Language::De, Difference::Outdated) => "Wird nicht mehr erhoben",
        (Language::En, Difference::Same) => "Same",
        (Language::En, Difference::New) => "New",
        (Language::En, Difference::Other) => "Different",
        (Language::En, Difference::Hidden) => "Profile not visible",
        (Language::En, Difference::Outdated) => "Not asked for any more",
    }
}
