//! The words of the facility's own data, its legal pages and its rules of registration.

use super::{Language, language};
use domain::facility::{LegalPage, SetupStep};

super::texts! {
    title: "Angaben der Einrichtung", "The facility’s data";
    about: "Name, Anschrift, Kontakt, Logo, Zeitzone, Sprachen und Anrede.",
        "Name, address, contact, logo, time zone, languages and form of address.";
    lead: "So zeigt sich Ihre Einrichtung im Portal. Die Rechnungsanschrift sehen nur Administrator:innen.",
        "This is how your facility presents itself in the portal. Only admins see the billing address.";
    name: "Name", "Name";
    name_hint: "Steht oben im Portal und als Absender in E-Mails.", "Stands at the top of the portal and as the sender of e-mails.";
    postal_address: "Anschrift", "Postal address";
    phone: "Telefon", "Telephone";
    phone_hint: "Steht unten auf jeder Seite des Portals.", "Stands at the foot of every page of the portal.";
    email: "E-Mail-Adresse", "E-mail address";
    email_hint: "Öffentlich, für alles außer Beratung.", "Public, for everything but counselling.";
    website: "Website", "Web site";
    website_hint: "Beginnt mit https://", "Begins with https://";
    billing_address: "Rechnungsanschrift", "Billing address";
    logo: "Logo", "Logo";
    logo_hint: "PNG, JPEG oder WebP, höchstens 5 MB. Es muss nicht quadratisch sein.",
        "PNG, JPEG or WebP, 5 MB at most. It need not be square.";
    logo_remove: "Logo entfernen", "Remove the logo";
    logo_saved: "Das Logo ist gespeichert.", "The logo is saved.";
    logo_removed: "Das Logo ist entfernt.", "The logo is removed.";
    time_zone: "Zeitzone", "Time zone";
    time_zone_hint: "In ihr sind Öffnungszeiten und Buchungszeiten gemeint.",
        "Opening hours and booking times are meant in it.";
    time_zone_bad: "Wählen Sie eine Zeitzone aus der Liste.", "Choose a time zone of the list.";
    time_zone_effect: "Mit der neuen Zeitzone sind alle Öffnungs- und Buchungszeiten dort gemeint. Vereinbarte Termine bleiben zum selben Moment, ihre Uhrzeit wird anders angezeigt.",
        "With the new time zone, all opening hours and booking times are meant there. Appointments that are made stay at the same moment; their time is shown differently.";
    languages: "Sprachen des Portals", "Languages of the portal";
    languages_hint: "Mindestens eine. Bei nur einer Sprache gibt es im Portal keinen Umschalter.",
        "One at least. With one language only, the portal has no switch.";
    languages_none: "Wählen Sie mindestens eine Sprache.", "Choose one language at least.";
    german: "Deutsch", "German";
    english: "Englisch", "English";
    form_of_address: "Wie spricht das Portal Ratsuchende auf Deutsch an?", "How does the portal address clients in German?";
    form_of_address_hint: "Gilt für alle deutschen Sätze des Portals und für die mitgelieferten Texte der E-Mails und SMS an Ratsuchende. Was Sie selbst geschrieben haben, bleibt, wie es ist: Impressum, eigene Nachrichtentexte, Beratungsfelder. Das Team wird immer gesiezt.",
        "This holds for all German sentences of the portal, and for the texts that e-mails and SMS to clients have at first. What you wrote yourselves stays as it is: imprint, messages in your own words, counselling fields. The team is always addressed formally, and English has one form.";
    formal: "Mit Sie: „Erzählen Sie uns, was Sie gerade belastet.“", "Formally, with “Sie”: „Erzählen Sie uns, was Sie gerade belastet.“";
    informal: "Mit du: „Erzähl uns, was dich gerade belastet.“", "Informally, with “du”: „Erzähl uns, was dich gerade belastet.“";
    mails_name: "E-Mails an Ratsuchende nennen die Einrichtung", "E-mails to clients name the facility";
    mails_name_hint: "Ausgeschaltet heißt der Absender „Automatische Benachrichtigung“. Wer das Postfach sieht, erfährt dann aus dem Absender nicht, von wem die Nachricht ist. Die Adresse Ihres Portals steht weiter im Link.",
        "Switched off, the sender is called “Automatic notification”. Whoever sees the mailbox then does not learn from the sender whom it is from. The link still holds the address of your portal.";
    federal_state: "Bundesland, Feiertage und Öffnungszeiten stehen in den Einstellungen der", "The federal state, public holidays and opening hours stand in the settings of";
    missing_legal: "Dem Portal fehlt etwas, das das Gesetz verlangt:", "The portal lacks what the law asks for:";

    legal_title: "Impressum und Datenschutz", "Imprint and privacy";
    legal_about: "Was im Portal auf jeder Seite unten verlinkt ist.", "What every page of the portal links to.";
    legal_lead: "Eine leere Zeile beginnt einen neuen Absatz. „# “ am Anfang macht eine Überschrift, „- “ einen Listenpunkt. Adressen werden zu Links, auch als [Wort](https://…).",
        "An empty line begins a new paragraph. “# ” at its beginning makes a heading, “- ” an item of a list. Addresses become links, also as [word](https://…).";
    legal_saved: "Gespeichert. Im Portal steht es ab sofort so.", "Saved. The portal shows it from now on.";
    preview: "Vorschau", "Preview";
    no_text: "Noch kein Text", "No text yet";
    see: "Im Portal ansehen", "See it in the portal";
    imprint_de: "Impressum auf Deutsch", "Imprint in German";
    imprint_en: "Impressum auf Englisch", "Imprint in English";
    privacy_de: "Datenschutz auf Deutsch", "Privacy notice in German";
    privacy_en: "Datenschutz auf Englisch", "Privacy notice in English";
    imprint: "Impressum", "Imprint";
    privacy: "Datenschutz", "Privacy";

    registration_title: "Registrierung im Portal", "Registration in the portal";
    registration_about: "Wer sich einen Zugang anlegen kann und was gefragt wird.",
        "Who can make an account, and what is asked.";
    registration_lead: "Wer schon einen Zugang hat, behält ihn bei jeder Einstellung.",
        "Whoever has an account keeps it with every setting.";
    access: "Wer kann sich einen Zugang anlegen?", "Who can make an account?";
    open: "Alle, im Portal", "Anyone, in the portal";
    invitation: "Nur auf Einladung: Das Team legt den Zugang an", "By invitation only: the team makes the account";
    closed: "Zurzeit niemand Neues", "Nobody new for now";
    contact: "E-Mail-Adresse oder Mobilnummer", "E-mail address or mobile number";
    required: "Eine von beiden ist nötig", "One of the two is needed";
    optional: "Freiwillig (empfohlen)", "Optional (recommended)";
    not_asked: "Wird nicht gefragt", "Not asked for";
    registration_saved: "Gespeichert. Im Portal gilt es ab sofort.", "Saved. It holds in the portal from now on.";
    effect_open: "Das Portal führt alle, die zum ersten Mal da sind, zum Schreiben und zum Anlegen eines Zugangs.",
        "The portal leads everybody who is new to writing and to making an account.";
    effect_invitation: "Wer neu ist, liest im Portal, dass Sie die Zugänge vergeben, und findet dort Ihre Kontaktdaten. Zugänge legen Sie in der Mitgliederverwaltung an und laden per E-Mail ein.",
        "Whoever is new reads in the portal that you give out the accounts, with your contact data. You make accounts in the member administration and invite by e-mail.";
    effect_closed: "Wer neu ist, liest im Portal, dass Sie zurzeit niemanden aufnehmen. Die Hilfe für Notfälle bleibt sichtbar.",
        "Whoever is new reads in the portal that you take nobody at the moment. Help in emergencies stays in view.";
    effect_required: "Menschen, die anonym bleiben wollen, kommen so nicht zu Ihnen.",
        "People who want to stay anonymous do not reach you this way.";
    effect_not_asked: "Niemand erfährt per E-Mail oder SMS, dass eine Antwort da ist, und ein vergessenes Passwort kann nur das Team ersetzen.",
        "Nobody learns by e-mail or SMS that an answer is there, and only the team can replace a forgotten password.";

    setup_title: "Von null zur ersten Anfrage", "From nothing to the first request";
    portal_address: "Ihr Portal hat diese Adresse. Verlinken Sie sie auf Ihrer Website:",
        "This is your portal’s address. Link to it from your web site:";
    setup_dismiss: "Liste ausblenden", "Put the list away";
    setup_dismissed: "Die Liste ist ausgeblendet.", "The list is put away.";
    setup_done: "erledigt", "done";
    setup_open: "offen", "to do";
}

/// What a page is called.
pub fn page(page: LegalPage) -> &'static str {
    match page {
        LegalPage::Imprint => t().imprint,
        LegalPage::Privacy => t().privacy,
    }
}

/// "Impressum (Englisch)".
pub fn page_in(page_: LegalPage, of: Language) -> String {
    let of = match of {
        Language::De => t().german,
        Language::En => t().english,
    };
    format!("{} ({of})", page(page_))
}

/// What there is to do.
pub fn step(step: SetupStep) -> &'static str {
    let (de, en) = match step {
        SetupStep::ContactData => (
            "Anschrift und Telefon oder E-Mail-Adresse eintragen",
            "Enter address and telephone or e-mail address",
        ),
        SetupStep::LegalPages => (
            "Impressum und Datenschutzhinweise schreiben",
            "Write imprint and privacy notice",
        ),
        SetupStep::WorkingTime => (
            "Öffnungszeiten und Antwortfrist festlegen",
            "Set opening hours and the time to answer",
        ),
        SetupStep::Registration => (
            "Entscheiden, wer sich registrieren kann",
            "Decide who can register",
        ),
        SetupStep::Mail => (
            "E-Mail-Versand einrichten (macht, wer den Server betreibt)",
            "Set up e-mail (done by whoever runs the server)",
        ),
        SetupStep::Counselors => ("Berater:innen einladen", "Invite counselors"),
        SetupStep::TestRequest => (
            "Im Portal eine Testanfrage schreiben",
            "Write a test request in the portal",
        ),
    };
    super::pick(de, en)
}

/// How far one has got.
pub fn progress(done: usize, all: usize) -> String {
    match language() {
        Language::De => format!("{done} von {all} erledigt"),
        Language::En => format!("{done} of {all} done"),
    }
}
