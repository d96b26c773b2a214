//! The words of "Wer darf was".

use super::{Language, language};
use domain::access::{Openness, Relation};

super::texts! {
    title: "Wer darf was", "Who may do what";
    lead: "Diese Regeln wendet der Server an. Sie wählen die Stufe; was auf ihr gilt, lässt sich hier nachlesen.",
        "These are the rules that the server applies. You choose the level; what holds at it can be read here.";
    choose: "Diese Stufe einstellen", "Choose this level";
    saved: "Gespeichert", "Saved";
    confidential: "Vertrauliche Administration", "Confidential administration";
    confidential_hint: "Auch Administrator:innen lesen dann nur die Mailanfragen, die ihnen gehören. Im Notfall stimmt eine zweite Person mit dieser Rolle zu, für vier Stunden und für die zuständige Person sichtbar. Wird sie wieder ausgeschaltet, erfahren es alle per E-Mail.",
        "Admins, too, then read only the mail requests that are theirs. In an emergency a second admin agrees, for four hours and shown to whoever owns the request. When it is switched off again, everybody is told by e-mail.";
    levels: "Systemoffenheit", "Openness";
    holds: "Gilt in Ihrer Einrichtung.", "Holds in your facility.";
    does_not_hold: "Gilt nicht in Ihrer Einrichtung; so wäre es.",
        "Does not hold in your facility; this is how it would be.";
    what: "Was", "What";
    admins: "Administrator:innen", "Administrators";
    counselors: "Berater:innen", "Counselors";
    clients: "Klient:innen", "Clients";
    token: "API-Token mit", "API token with";
    yes: "ja", "yes";
    no: "nein", "no";
    only: "nur", "only";
    fully_open: "Ganz offen", "Fully open";
    open: "Offen", "Open";
    restricted: "Eingeschränkt", "Restricted";
    strongly_restricted: "Stark eingeschränkt", "Strongly restricted";
    own: "eigene", "their own";
    nobodys: "noch niemandem zugeordnete", "nobody’s yet";
    released: "freigegebene", "released";
    others: "die von anderen", "those of others";
}

/// Which level holds from now on.
pub fn chosen(level: Openness) -> String {
    let level = openness(level);
    match language() {
        Language::De => format!("Es gilt jetzt: {level}"),
        Language::En => format!("Holds from now on: {level}"),
    }
}

/// A level, in a word.
pub fn openness(level: Openness) -> &'static str {
    match level {
        Openness::FullyOpen => t().fully_open,
        Openness::Open => t().open,
        Openness::Restricted => t().restricted,
        Openness::StronglyRestricted => t().strongly_restricted,
    }
}

/// Whose things, in a word.
pub fn relation(relation: Relation) -> &'static str {
    match relation {
        Relation::Common => t().yes,
        Relation::Own => t().own,
        Relation::Nobodys => t().nobodys,
        Relation::Released => t().released,
        Relation::Others => t().others,
    }
}
