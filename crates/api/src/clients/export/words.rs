//! The words of the pages, in the client's language.

use domain::language::Language;

pub struct Words {
    pub title: &'static str,
    pub made: &'static str,
    pub profile: &'static str,
    pub pseudonym: &'static str,
    pub number: &'static str,
    pub name: &'static str,
    pub address: &'static str,
    pub counselling_fields: &'static str,
    pub yes: &'static str,
    pub no: &'static str,
    pub email: &'static str,
    pub phone: &'static str,
    pub primary_counselor: &'static str,
    pub created: &'static str,
    pub signed_in: &'static str,
    pub mail_requests: &'static str,
    /// Open, in progress, completed, archived.
    pub statuses: [&'static str; 4],
    pub attachment: &'static str,
    pub bookings: &'static str,
    pub waiting_list: &'static str,
    pub hand_overs: &'static str,
    /// From asked to lapsed.
    pub hand_over_states: [&'static str; 5],
    /// From reserved to declined.
    pub booking_states: [&'static str; 7],
    pub monitorings: &'static str,
    pub minutes: &'static str,
    /// How days are written.
    pub date: &'static str,
    pub chats: &'static str,
    /// A conversation with somebody who is gone.
    pub chat: &'static str,
    pub chat_group: &'static str,
    pub chat_deleted: &'static str,
    pub chat_hidden: &'static str,
    pub direct_messages: &'static str,
    /// How many there are.
    pub messages: &'static str,
    pub documents: &'static str,
    pub visible: &'static str,
    pub not_visible: &'static str,
    pub sign_ins: &'static str,
    pub unknown_device: &'static str,
    pub none: &'static str,
    pub left_out: &'static str,
    pub left_out_reasons: &'static [&'static str],
    /// The rest of it, where clients take it along themselves.
    pub left_out_for_clients: &'static [&'static str],
}

impl Words {
    pub fn of(language: Language) -> &'static Self {
        match language {
            Language::De => &DE,
            Language::En => &EN,
        }
    }
}

const DE: Words = Words {
    title: "Gespeicherte Daten zu",
    made: "zusammengestellt am",
    profile: "Profil",
    pseudonym: "Pseudonym",
    number: "Nummer",
    name: "Name",
    address: "Anschrift",
    counselling_fields: "Beratungsfelder",
    yes: "ja",
    no: "nein",
    email: "E-Mail-Adresse",
    phone: "Telefonnummer",
    primary_counselor: "Stammberater:in",
    created: "Konto angelegt",
    signed_in: "Zuletzt angemeldet",
    mail_requests: "Mailanfragen",
    statuses: ["offen", "in Bearbeitung", "abgeschlossen", "archiviert"],
    attachment: "Anhang",
    bookings: "Termine",
    waiting_list: "Warteliste",
    hand_overs: "Fragen vor einer Übergabe",
    hand_over_states: [
        "gefragt",
        "zugestimmt",
        "abgelehnt",
        "zurückgenommen",
        "verfallen",
    ],
    booking_states: [
        "reserviert",
        "angefragt",
        "bestätigt",
        "gehalten",
        "versäumt",
        "abgesagt",
        "abgelehnt",
    ],
    monitorings: "Beratungen in der Statistik",
    minutes: "Minuten",
    date: "%d.%m.%Y",
    chats: "Chat",
    chat: "Gespräch",
    chat_group: "Gruppenchat: Hier stehen nur die eigenen Nachrichten.",
    chat_deleted: "Nachricht gelöscht",
    chat_hidden: "Was hier geschrieben wurde, fehlt: Die Verwaltung liest es nur, wenn sie beteiligt ist.",
    direct_messages: "Direktnachrichten",
    messages: "Nachrichten",
    documents: "Dokumente",
    visible: "im Portal sichtbar",
    not_visible: "im Portal nicht sichtbar",
    sign_ins: "Anmeldungen",
    unknown_device: "Unbekanntes Gerät",
    none: "Keine.",
    left_out: "Was hier fehlt und warum",
    left_out_reasons: &[
        "Notizen, die Berater:innen für sich und ihr Team festhalten: Sie sind Arbeitsmittel und \
         können Rechte anderer berühren (Art. 15 Abs. 4 DSGVO). Über eine Auskunft daraus \
         entscheidet die Beratungsstelle im Einzelfall.",
        "Was andere in Gruppenchats geschrieben haben: Es handelt von ihnen (Art. 15 Abs. 4 DSGVO).",
        "Begonnene Antworten, die nie abgeschickt wurden.",
        "Das Passwort: Es ist nirgends gespeichert, nur eine Prüfsumme, aus der es sich nicht \
         zurückgewinnen lässt.",
        "Das Protokoll der Zugriffe: Es nennt Personen der Beratungsstelle. Auskunft daraus gibt \
         sie auf Anfrage.",
    ],
    left_out_for_clients: &[
        "Was die Beratungsstelle über ihre Arbeit festhält: Dokumente, die sie nicht \
         freigegeben hat, interne Hinweise zu Terminen und die Angaben zu Beratungen für ihre \
         Statistik. Eine Auskunft darüber gibt sie auf Anfrage.",
    ],
};

const EN: Words = Words {
    title: "Stored data on",
    made: "put together on",
    profile: "Profile",
    pseudonym: "Pseudonym",
    number: "Number",
    name: "Name",
    address: "Address",
    counselling_fields: "Counselling fields",
    yes: "yes",
    no: "no",
    email: "E-mail address",
    phone: "Telephone number",
    primary_counselor: "Primary counselor",
    created: "Account made",
    signed_in: "Last signed in",
    mail_requests: "Mail requests",
    statuses: ["open", "in progress", "completed", "archived"],
    attachment: "attachment",
    bookings: "Appointments",
    waiting_list: "Waiting list",
    hand_overs: "Questions before handing over",
    hand_over_states: ["asked", "agreed", "declined", "withdrawn", "lapsed"],
    booking_states: [
        "reserved",
        "requested",
        "confirmed",
        "held",
        "missed",
        "cancelled",
        "declined",
    ],
    monitorings: "Counselling recorded for statistics",
    minutes: "minutes",
    date: "%d %b %Y",
    chats: "Chat",
    chat: "Conversation",
    chat_group: "Group chat: this is what you have written yourself.",
    chat_deleted: "Message deleted",
    chat_hidden: "What was written here is left out: the administration reads it only where it takes part.",
    direct_messages: "Direct messages",
    messages: "messages",
    documents: "Documents",
    visible: "visible in the portal",
    not_visible: "not visible in the portal",
    sign_ins: "Sign-ins",
    unknown_device: "Unknown device",
    none: "None.",
    left_out: "What is not in here, and why",
    left_out_reasons: &[
        "Notes that counselors keep for themselves and their team: they are working material and \
         may touch the rights of others (GDPR, article 15(4)). Whether something of them is \
         disclosed is decided by the counselling centre in each case.",
        "What others have written in group chats: it is about them (GDPR, article 15(4)).",
        "Answers that were begun and never sent.",
        "The password: it is stored nowhere, only a checksum from which it cannot be recovered.",
        "The log of who looked at what: it names people of the counselling centre, which \
         discloses it on request.",
    ],
    left_out_for_clients: &[
        "What the counselling centre records about its work with you: documents that it has not \
         released, internal remarks on appointments, and what it counts of counselling for its \
         statistics. It discloses these on request.",
    ],
};
