//! The words of the statistics.

use super::{Language, format, language};
use chrono::{DateTime, NaiveDate, Utc};
use domain::statistics::{Figure, FirstAnswer};

super::texts! {
    choose: "Zeitraum und Auswahl", "Period and selection";
    from: "Von", "From";
    to: "Bis", "To";
    of: "Auswertung für", "Figures of";
    whole_facility: "Ganze Einrichtung", "Whole facility";
    export: "Monitorings exportieren", "Export monitorings";
    export_figures: "Zahlen exportieren", "Export figures";
    csv_hint: "Trennzeichen Semikolon, öffnet in Excel", "Separated by semicolons, opens in Excel";
    report: "Bericht", "Report";
    wrong_order: "Der letzte Monat liegt vor dem ersten, oder der Zeitraum ist länger als fünf Jahre.",
        "The last month is before the first, or the period is longer than five years.";
    monitorings: "Monitorings", "Monitorings";
    minutes: "Minuten", "Minutes";
    active_clients: "Aktive Klient:innen", "Active clients";
    mail_requests: "Mailanfragen", "Mail requests";
    first_answer: "Erste Antwort nach", "First answer after";
    no_answer: "noch keine Antwort", "no answer yet";
    median: "(Median)", "(median)";
    bookings: "Termine", "Appointments";
    chats: "Chats", "Chats";
    chats_and_messages: "Chats und Nachrichten", "Chats and messages";
    messages: "Nachrichten", "messages";
    charts: "Diagramme", "Charts";
    monitorings_by_month: "Monitorings je Monat", "Monitorings by month";
    minutes_by_month: "Minuten je Monat", "Minutes by month";
    by_channel: "Nach Beratungskanal", "By channel";
    by_counselling_field: "Nach Beratungsfeld", "By counselling field";
    received: "eingegangen", "received";
    answered: "beantwortet", "answered";
    booked: "gebucht", "booked";
    held: "wahrgenommen", "held";
    master_data: "Stammdaten", "Master data";
    own_field: "Eigenes Feld", "Own field";
    several: "Mehrere Angaben je Monitoring möglich", "Several answers per monitoring possible";
    not_stated: "keine Angabe", "not stated";
    yes: "ja", "yes";
    no: "nein", "no";
    outdated: "Inzwischen haben sich Monitorings geändert.", "Monitorings have changed meanwhile.";
    count_again: "Neu zählen", "Count again";
    not_shown: "nicht ausgewiesen", "not shown";
    whole_period: "Der ganze Zeitraum", "The whole period";
    by_month: "Je Monat", "By month";
    month: "Monat", "Month";
    channel: "Beratungskanal", "Channel";
    counselling_field: "Beratungsfeld", "Counselling field";
    share: "Anteil", "Share";
    sum: "Gesamt", "Total";
    view_chart: "Diagramm", "Chart";
    view_table: "Tabelle", "Table";
    by_counselor: "Je Berater:in", "By counselor";
    by_counselor_caption: "Monitorings und Minuten je Berater:in", "Monitorings and minutes by counselor";
    counselor: "Berater:in", "Counselor";
    admin_only: "Admin", "Admin";
    none: "In diesem Zeitraum gibt es noch keine Zahlen",
        "There are no figures of this period yet";
    none_text: "Sobald Monitorings erfasst sind, Anfragen eingehen oder Termine gebucht werden, stehen sie hier. Wählen Sie einen anderen Zeitraum oder erfassen Sie ein Monitoring.",
        "They are here as soon as monitorings are recorded, requests come in or appointments are booked. Choose another period or record a monitoring.";
}

/// What a figure of the report counts.
pub fn figure(figure: Figure) -> &'static str {
    let (de, en) = match figure {
        Figure::Monitorings => ("Monitorings", "Monitorings"),
        Figure::Minutes => ("Minuten", "Minutes"),
        Figure::ActiveClients => ("Aktive Klient:innen", "Active clients"),
        Figure::NewClients => ("Neue Klient:innen", "New clients"),
        Figure::ReturningClients => ("Wiederkehrende Klient:innen", "Returning clients"),
        Figure::Received => ("Anfragen eingegangen", "Requests received"),
        Figure::Answered => ("Anfragen beantwortet", "Requests answered"),
        Figure::Completed => ("Anfragen abgeschlossen", "Requests completed"),
        Figure::Overdue => ("Anfragen überfällig", "Requests overdue"),
        Figure::MedianMinutes => ("Erste Antwort nach (Median)", "First answer after (median)"),
        Figure::NinthDecileMinutes => ("90\u{a0}% beantwortet nach", "90% answered after"),
        Figure::Booked => ("Termine gebucht", "Appointments booked"),
        Figure::Held => ("Termine wahrgenommen", "Appointments held"),
        Figure::Cancelled => ("Termine abgesagt", "Appointments called off"),
        Figure::NoShow => ("Nicht erschienen", "Missed"),
        Figure::Chats => ("Chats", "Chats"),
        Figure::Messages => ("Chatnachrichten", "Chat messages"),
    };
    super::pick(de, en)
}

/// "Bericht und exportierte Zahlen zeigen keine Zahlen unter 5 …".
pub fn hidden_below(least: u16) -> String {
    match language() {
        Language::De => format!(
            "Bericht und exportierte Zahlen zeigen nichts, was kleiner als {least} ist, und nichts, woraus es sich berechnen ließe."
        ),
        Language::En => format!(
            "A report and exported figures show nothing that is smaller than {least}, and nothing from which it could be computed."
        ),
    }
}

/// "Von: Monat wählen".
pub fn pick(field: &str) -> String {
    match language() {
        Language::De => format!("{field}: Monat wählen"),
        Language::En => format!("{field}: choose a month"),
    }
}

/// "Juli läuft noch, Stand 14.07.2026, 10:42 Uhr".
pub fn as_of(open_month: Option<NaiveDate>, at: DateTime<Utc>) -> String {
    let (day, time) = (format::day(at), format::time(at));
    match (language(), open_month.map(format::month)) {
        (Language::De, Some(month)) => format!("{month} läuft noch, Stand {day}, {time}"),
        (Language::De, None) => format!("Stand {day}, {time}"),
        (Language::En, Some(month)) => format!("{month} is not over yet, as of {day}, {time}"),
        (Language::En, None) => format!("As of {day}, {time}"),
    }
}

/// "Januar 2026 bis Juli 2026".
pub fn period(from: NaiveDate, to: NaiveDate) -> String {
    let (first, last) = (format::month_and_year(from), format::month_and_year(to));
    match language() {
        _ if from == to => first,
        Language::De => format!("{first} bis {last}"),
        Language::En => format!("{first} to {last}"),
    }
}

/// "195 Stunden".
pub fn hours(minutes: u64) -> String {
    let hours = count((minutes + 30) / 60);
    match (language(), minutes < 90) {
        (_, true) => span(minutes),
        (Language::De, false) => format!("{hours}\u{a0}Stunden"),
        (Language::En, false) => format!("{hours}\u{a0}hours"),
    }
}

/// "45 Min.", "19 Std.", "6 Tage".
pub fn span(minutes: u64) -> String {
    let hours = (minutes + 30) / 60;
    let days = (minutes + 720) / 1440;
    match (language(), minutes) {
        (_, 0..90) => format!("{}\u{a0}{}", count(minutes), super::pick("Min.", "min")),
        (Language::De, 90..5760) => format!("{}\u{a0}Std.", count(hours)),
        (Language::En, 90..5760) => format!("{}\u{a0}hrs", count(hours)),
        (Language::De, _) => format!("{}\u{a0}Tage", count(days)),
        (Language::En, _) => format!("{}\u{a0}days", count(days)),
    }
}

/// "1.520".
pub fn count(number: u64) -> String {
    format::number(i64::try_from(number).unwrap_or(i64::MAX))
}

/// "40,3 %".
pub fn share(part: u64, all: u64) -> String {
    let tenths = (part * 1000 + all / 2).checked_div(all).unwrap_or_default();
    let tenths = u32::try_from(tenths).unwrap_or(u32::MAX);
    format!("{}\u{a0}%", format::decimal(f64::from(tenths) / 10.0))
}

/// "64 neu, 77 wiederkehrend".
pub fn clients(new: u64, returning: u64) -> String {
    let (new, returning) = (count(new), count(returning));
    match language() {
        Language::De => format!("{new} neu, {returning} wiederkehrend"),
        Language::En => format!("{new} new, {returning} returning"),
    }
}

/// "165 beantwortet, 120 abgeschlossen, 1 überfällig".
pub fn requests(answered: u64, completed: u64, overdue: u64) -> String {
    let words = super::pick(
        &["beantwortet", "abgeschlossen", "überfällig"],
        &["answered", "completed", "overdue"],
    );
    some([answered, completed, overdue], words)
}

/// "149 wahrgenommen, 12 abgesagt": the first always, others where there are any.
fn some(counts: [u64; 3], words: &[&str; 3]) -> String {
    let parts = counts.into_iter().zip(words).enumerate();
    let parts = parts.filter(|(place, (number, _))| *place == 0 || *number > 0);
    let parts = parts.map(|(_, (number, word))| format!("{} {word}", count(number)));
    parts.collect::<Vec<_>>().join(", ")
}

/// "90 % nach spätestens 41 Std.".
pub fn ninth_decile(answer: FirstAnswer) -> String {
    let span = span(answer.ninth_decile_minutes);
    match language() {
        Language::De => format!("90\u{a0}% nach spätestens {span}"),
        Language::En => format!("90\u{a0}% within {span}"),
    }
}

/// "149 wahrgenommen, 12 abgesagt, 3 nicht erschienen".
pub fn appointments(held: u64, cancelled: u64, no_show: u64) -> String {
    let words = super::pick(
        &["wahrgenommen", "abgesagt", "nicht erschienen"],
        &["held", "cancelled", "missed"],
    );
    some([held, cancelled, no_show], words)
}

/// "1.204 Nachrichten".
pub fn messages(number: u64) -> String {
    let shown = count(number);
    match (language(), number) {
        (Language::De, 1) => format!("{shown}\u{a0}Nachricht"),
        (Language::De, _) => format!("{shown}\u{a0}Nachrichten"),
        (Language::En, 1) => format!("{shown}\u{a0}message"),
        (Language::En, _) => format!("{shown}\u{a0}messages"),
    }
}

/// "Nach Altersgruppe".
pub fn by(field: &str) -> String {
    match language() {
        Language::De => format!("Nach {field}"),
        Language::En => format!("By {}", field.to_lowercase()),
    }
}

/// "Monitorings je Monat: Darstellung".
pub fn view_of(chart: &str) -> String {
    match language() {
        Language::De => format!("{chart}: Darstellung"),
        Language::En => format!("{chart}: view"),
    }
}
