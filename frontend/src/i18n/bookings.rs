//! The words of the calendar and of what stands in it.

pub use super::channels::name as channel;
use super::{Language, format, language, services};
use chrono::{DateTime, Datelike, NaiveDate, Utc};
use domain::{
    bookings::{BookingKind, BookingState},
    working_time::ClosedDay,
};

super::texts! {
    today: "Heute", "Today";
    entry: "Eintrag im Kalender", "Entry in the calendar";
    is_today: "heute", "today";
    pick_date: "Datum wählen", "Pick a date";
    view: "Ansicht", "View";
    list: "Liste", "List";
    day: "Tag", "Day";
    week: "Woche", "Week";
    month: "Monat", "Month";
    create: "Termin anlegen", "Add an appointment";
    create_short: "Termin", "Appointment";
    filter: "Kalender filtern", "Filter the calendar";
    mine: "Meine", "Mine";
    colleagues: "Kolleg:innen", "Colleagues";
    all: "Alle", "All";
    channel: "Kanal", "Channel";
    all_channels: "alle", "all";
    free_slots: "Freie Termine", "Free slots";
    reservations: "Reservierungen", "Reservations";
    legend: "Legende", "Legend";
    free: "Frei", "Free";
    free_word: "frei", "free";
    reserved: "Reserviert", "Reserved";
    booked: "Gebucht", "Booked";
    confirmed: "Bestätigt", "Confirmed";
    held: "Hat stattgefunden", "Took place";
    no_show: "Nicht erschienen", "Did not come";
    cancelled: "Abgesagt", "Cancelled";
    declined: "Abgelehnt", "Declined";
    group: "Gruppentermin", "Group appointment";
    blocker: "Blocker", "Blocker";
    absent: "Abwesend", "Away";
    closed: "Geschlossen", "Closed";
    follow_up: "Nachbereitung", "Follow-up";
    taken: "Belegt", "Taken";
    days_of_week: "Tage der Woche", "Days of the week";
    calendar: "Kalender", "Calendar";
    empty: "Keine Termine", "No appointments";
    empty_text: "In diesen vier Wochen ist nichts eingetragen. Freie Termine zeigen Tag und Woche.",
        "Nothing is entered in these four weeks. Free slots are shown by day and week.";
    single: "Einzeltermin", "Single appointment";
    new: "Neuer Termin", "New appointment";
    kinds: "Art des Eintrags", "Kind of entry";
    client: "Klient:in", "Client";
    pick_client: "Wählen", "Choose";
    other_client: "Andere wählen", "Choose another";
    client_missing: "Bitte wählen Sie eine Klient:in.", "Please choose a client.";
    nobody: "Niemand gefunden.", "Nobody found.";
    service: "Beratungsleistung", "Service";
    no_service: "ohne, Zeiten frei wählen", "none, choose times freely";
    counselor: "Berater:in", "Counselor";
    on_day: "Tag", "Day";
    from: "Von", "From";
    until: "Bis", "To";
    follow_up_minutes: "Nachbereitung (Min.)", "Follow-up (min)";
    follow_up_bounds: "0 bis 240 Minuten.", "0 to 240 minutes.";
    day_bad: "Bitte geben Sie einen Tag an.", "Please give a day.";
    time_bad: "Bitte geben Sie eine Uhrzeit an, z. B. 15:30.", "Please give a time, such as 15:30.";
    until_bad: "Das Ende muss 5 Minuten bis 8 Stunden nach dem Anfang liegen.",
        "The end has to be 5 minutes to 8 hours after the beginning.";
    until_before: "Das Ende muss nach dem Anfang liegen.", "The end has to be after the beginning.";
    submit: "Termin eintragen", "Enter the appointment";
    created: "Termin eingetragen", "Appointment entered";
    blocker_title: "Titel", "Title";
    blocker_hint: "Kolleg:innen sehen ihn.", "Colleagues see it.";
    block: "Zeit blockieren", "Block the time";
    blocked: "Zeit blockiert", "Time blocked";
    is_free: "Frei.", "Free.";
    confirm: "Bestätigen", "Confirm";
    decline: "Ablehnen", "Decline";
    cancel: "Absagen", "Cancel the appointment";
    remove: "Entfernen", "Remove";
    mark_held: "Hat stattgefunden", "Took place";
    mark_missed: "Nicht erschienen", "Did not come";
    reason: "Grund", "Reason";
    reason_hint: "Die Klient:in liest ihn.", "The client reads it.";
    cancel_question: "Diesen Termin absagen?", "Cancel this appointment?";
    decline_question: "Diesen Termin ablehnen?", "Decline this appointment?";
    back: "Zurück", "Back";
    was_confirmed: "Termin bestätigt", "Appointment confirmed";
    was_declined: "Termin abgelehnt", "Appointment declined";
    was_cancelled: "Termin abgesagt", "Appointment cancelled";
    was_removed: "Blocker entfernt", "Blocker removed";
    was_marked: "Vermerkt", "Noted";
    changed: "Inzwischen hat sich der Termin geändert. Bitte sehen Sie noch einmal hin.",
        "The appointment has changed meanwhile. Please look once more.";
    gone: "Diesen Eintrag gibt es nicht mehr.", "This entry is not there any more.";
    open_group: "Teilnehmer:innen und Einzelheiten", "Participants and details";
    internal_note: "Notiz (nur für das Team)", "Note (for the team only)";
    add_note: "Notiz schreiben", "Write a note";
    edit_note: "Notiz ändern", "Change the note";
    note_saved: "Notiz gespeichert", "Note saved";
    note_changed: "Inzwischen hat jemand die Notiz geändert. Ihre Fassung steht noch im Feld; Speichern ersetzt diese hier:",
        "Somebody has changed the note meanwhile. Yours is still in the field; saving replaces this one:";
    note_removed: "Inzwischen hat jemand die Notiz entfernt. Ihre Fassung steht noch im Feld.",
        "Somebody has removed the note meanwhile. Yours is still in the field.";
    save_note: "Notiz speichern", "Save the note";
    move_it: "Verschieben", "Reschedule";
    move_submit: "Termin verschieben", "Reschedule the appointment";
    moved: "Termin verschoben", "Appointment rescheduled";
    set_up: "Kalender einrichten", "Set up the calendar";
    client_said: "Nachricht der Klient:in", "The client's message";
}

/// What a view is called.
pub fn view(view: crate::bookings::View) -> &'static str {
    use crate::bookings::View;
    match view {
        View::List => t().list,
        View::Day => t().day,
        View::Week => t().week,
        View::Month => t().month,
    }
}

/// "Vorige Woche", by view.
pub fn turn(view: crate::bookings::View, forward: bool) -> &'static str {
    use crate::bookings::View;
    let words = match (view, forward) {
        (View::Day, false) => ("Voriger Tag", "Previous day"),
        (View::Day, true) => ("Nächster Tag", "Next day"),
        (View::Week, false) => ("Vorige Woche", "Previous week"),
        (View::Week, true) => ("Nächste Woche", "Next week"),
        (View::Month, false) => return super::common::t().previous_month,
        (View::Month, true) => return super::common::t().next_month,
        (View::List, false) => ("Vorige vier Wochen", "Previous four weeks"),
        (View::List, true) => ("Nächste vier Wochen", "Next four weeks"),
    };
    super::pick(words.0, words.1)
}

/// "13. bis 19. Juli 2026", naming month and year once where they are the same.
pub fn period(first: NaiveDate, last: NaiveDate) -> String {
    let month = |date: NaiveDate| format::month(date);
    let (same_year, same_month) = (
        first.year() == last.year(),
        first.year() == last.year() && first.month() == last.month(),
    );
    match (language(), same_year, same_month) {
        (Language::De, _, true) => {
            format!(
                "{}. bis {}. {} {}",
                first.day(),
                last.day(),
                month(last),
                last.year()
            )
        }
        (Language::De, true, false) => format!(
            "{}. {} bis {}. {} {}",
            first.day(),
            month(first),
            last.day(),
            month(last),
            last.year()
        ),
        (Language::De, false, false) => format!(
            "{}. {} {} bis {}. {} {}",
            first.day(),
            month(first),
            first.year(),
            last.day(),
            month(last),
            last.year()
        ),
        (Language::En, _, true) => {
            format!(
                "{} to {} {} {}",
                first.day(),
                last.day(),
                month(last),
                last.year()
            )
        }
        (Language::En, true, false) => format!(
            "{} {} to {} {} {}",
            first.day(),
            month(first),
            last.day(),
            month(last),
            last.year()
        ),
        (Language::En, false, false) => format!(
            "{} {} {} to {} {} {}",
            first.day(),
            month(first),
            first.year(),
            last.day(),
            month(last),
            last.year()
        ),
    }
}

/// "KW 29".
pub fn week_number(number: u32) -> String {
    match language() {
        Language::De => format!("KW {number}"),
        Language::En => format!("Week {number}"),
    }
}

/// Where an entry stands, in a word.
pub fn state(kind: BookingKind, state: BookingState) -> &'static str {
    match (kind, state) {
        (BookingKind::Blocker, _) => t().blocker,
        (_, BookingState::Reserved) => t().reserved,
        (_, BookingState::Requested) => t().booked,
        (_, BookingState::Confirmed) => t().confirmed,
        (_, BookingState::Held) => t().held,
        (_, BookingState::NoShow) => t().no_show,
        (_, BookingState::Cancelled) => t().cancelled,
        (_, BookingState::Declined) => t().declined,
    }
}

/// Why nobody works on a day.
pub fn closed(day: ClosedDay) -> &'static str {
    match day.holiday {
        Some(holiday) => {
            let (de, en) = holiday.names();
            super::pick(de, en)
        }
        None => t().closed,
    }
}

/// "Abwesend: Fortbildung".
pub fn away(label: &str) -> String {
    if label.is_empty() {
        t().absent.into()
    } else {
        format!("{}: {label}", t().absent)
    }
}

/// "09:00 frei".
pub fn free_at(clock: &str) -> String {
    format!("{clock} {}", t().free_word)
}

/// "09:00–09:50", of minutes since midnight.
pub fn from_until(from: u32, until: u32) -> String {
    format!("{}–{}", format::clock_of(from), format::clock_of(until))
}

/// "bis 10:52 Uhr".
pub fn held_until(at: DateTime<Utc>) -> String {
    match language() {
        Language::De => format!("bis {}", format::time(at)),
        Language::En => format!("until {}", format::time(at)),
    }
}

/// "Nachbereitungszeit 10 Minuten".
pub fn follow_up_of(minutes: u32) -> String {
    match language() {
        Language::De => format!("Nachbereitungszeit {minutes}\u{a0}Minuten"),
        Language::En => format!("{minutes}\u{a0}minutes of follow-up"),
    }
}

/// "11:00 bis 11:50 Uhr, danach 10 Min. Nachbereitung".
pub fn when(
    from: DateTime<Utc>,
    until: DateTime<Utc>,
    blocks_until: Option<DateTime<Utc>>,
) -> String {
    let after = blocks_until.map_or(0, |end| (end - until).num_minutes());
    let after = u16::try_from(after).unwrap_or_default();
    let times = match language() {
        Language::De => format!("{} bis {}", format::clock_time(from), format::time(until)),
        Language::En => format!("{} to {}", format::clock_time(from), format::time(until)),
    };
    match (after, language()) {
        (0, _) => times,
        (n, Language::De) => format!("{times}, danach {} Nachbereitung", services::minutes(n)),
        (n, Language::En) => format!("{times}, then {} of follow-up", services::minutes(n)),
    }
}

/// "+3 weitere".
pub fn more(count: usize) -> String {
    match language() {
        Language::De => format!("+{count} weitere"),
        Language::En => format!("+{count} more"),
    }
}

/// That a time is free, and until when it is blocked where that is later.
pub fn is_free(from: DateTime<Utc>, ends: DateTime<Utc>, blocks_until: DateTime<Utc>) -> String {
    if ends == blocks_until {
        return t().is_free.into();
    }
    let from = format::clock_time(from);
    let until = format::time(blocks_until);
    match language() {
        Language::De => format!("Frei. Blockiert mit Nachbereitung {from} bis {until}."),
        Language::En => format!("Free. Blocks {from} to {until} with the follow-up."),
    }
}

/// That a time is taken, and by what.
pub fn is_taken(what: &str, from: DateTime<Utc>, until: DateTime<Utc>) -> String {
    let span = format::span(from, until);
    match language() {
        Language::De => format!("Belegt: {what}, {span}."),
        Language::En => format!("Taken: {what}, {span}."),
    }
}

/// "Miriam Brandt (ich)".
pub fn me(name: &str) -> String {
    match language() {
        Language::De => format!("{name} (ich)"),
        Language::En => format!("{name} (me)"),
    }
}
