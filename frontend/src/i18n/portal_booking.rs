//! The words of booking appointments: topic, way, person, time, and nothing of an office.

use super::{Language, format, language, working_time::weekdays};
use chrono::{DateTime, Datelike, NaiveDate, Utc};
use domain::{bookings::BookingState, channels::AppointmentChannel};
use std::collections::BTreeSet;

super::texts! {
    title: "Termin buchen", "Book an appointment";
    steps: "Schritte", "Steps";
    topic: "Thema", "Topic";
    way: "Weg", "Way";
    person: "Person", "Person";
    time: "Zeit", "Time";
    ask_topic: "Worum geht es?", "What is it about?";
    ask_way: "Wie möchten Sie mit uns sprechen?"
        / "Wie möchtest du mit uns sprechen?",
        "How would you like to talk to us?";
    ask_person: "Mit wem möchten Sie sprechen?"
        / "Mit wem möchtest du sprechen?",
        "Whom would you like to talk to?";
    ask_time: "Wann passt es Ihnen?" / "Wann passt es dir?", "When does it suit you?";
    not_sure: "Etwas anderes, oder ich weiß es noch nicht", "Something else, or I do not know yet";
    anyone: "Wer gerade Zeit hat", "Whoever has time";
    anyone_hint: "So finden Sie meist am schnellsten einen Termin."
        / "So findest du meist am schnellsten einen Termin.",
        "The quickest way to an appointment.";
    choose_first: "Bitte wählen Sie eine Antwort."
        / "Bitte wähle eine Antwort.",
        "Please choose an answer.";
    change: "Ändern", "Change";
    go_on: "Weiter", "Next";
    actions: "Aktionen", "Actions";
    notes: "Gut zu wissen", "Good to know";
    cancelling: "Absagen ist in Ordnung", "Cancelling is fine";
    camera: "Kamera freiwillig", "The camera is up to you";
    camera_text: "Sie können auch nur hören und sprechen."
        / "Du kannst auch nur hören und sprechen.",
        "You can also just listen and talk.";
    reminder: "Neutrale Erinnerung", "A neutral reminder";
    reminder_text: "Sie nennt weder uns noch den Anlass.", "It names neither us nor the reason.";

    nothing: "Zurzeit ist hier nichts zu buchen", "There is nothing to book here at present";
    nothing_text: "Schreiben Sie uns, dann finden wir gemeinsam eine Zeit."
        / "Schreib uns, dann finden wir gemeinsam eine Zeit.",
        "Write to us, and we will find a time together.";
    write: "Anfrage schreiben", "Write a request";

    earlier: "Frühere Woche", "Earlier week";
    later: "Spätere Woche", "Later week";
    times: "Freie Zeiten", "Free times";
    none_this_day: "Keine freien Zeiten", "No free times";
    none_this_week: "In diesen Tagen ist nichts frei.", "Nothing is free in these days.";
    none_at_all: "Bis zum Ende des Kalenders ist nichts frei. Schauen Sie in ein paar Tagen wieder herein."
        / "Bis zum Ende des Kalenders ist nichts frei. Schau in ein paar Tagen wieder herein.",
        "Nothing is free until the end of the calendar. Look in again in a few days.";
    search: "Nächste freie Zeit suchen", "Find the next free time";
    nothing_suits: "Nichts dabei?", "Nothing that suits you?";
    others: "Jemand anderen wählen", "Choose somebody else";
    choose_time: "Wählen Sie eine Zeit." / "Wähle eine Zeit.", "Choose a time.";
    chosen: "Gewählter Termin", "Chosen appointment";
    taken: "Dieser Termin wurde gerade vergeben. Bitte wählen Sie einen anderen."
        / "Dieser Termin wurde gerade vergeben. Bitte wähle einen anderen.",
        "This appointment has just been taken. Please choose another one.";
    taken_next: "Dieser Termin wurde gerade vergeben. Als Nächstes ist frei:",
        "This appointment has just been taken. Free next:";
    limit: "Sie haben schon so viele Termine vor sich, wie gleichzeitig möglich sind. Sagen Sie einen ab, wenn Sie einen anderen brauchen."
        / "Du hast schon so viele Termine vor dir, wie gleichzeitig möglich sind. Sag einen ab, wenn du einen anderen brauchst.",
        "You have as many appointments ahead of you as are possible at once. Cancel one if you need another.";
    mine: "Meine Termine", "My appointments";

    almost: "Fast geschafft", "Almost done";
    held_text: "So lange kann niemand sonst diesen Termin buchen.", "Until then nobody else can book this appointment.";
    appointment: "Termin", "Appointment";
    note: "Möchten Sie vorab etwas sagen?"
        / "Möchtest du vorab etwas sagen?",
        "Would you like to say something beforehand?";
    note_hint: "Nur Ihre Berater:in liest es."
        / "Nur deine Berater:in liest es.",
        "Only your counselor reads it.";
    book: "Termin buchen", "Book the appointment";
    release: "Reservierung aufheben", "Give the reservation back";
    released: "Die Reservierung ist aufgehoben.", "The reservation is given back.";
    not_booked: "Der Termin ist noch nicht gebucht.", "The appointment is not booked yet.";
    booked: "Der Termin ist gebucht.", "The appointment is booked.";
    run_out: "Die Reservierung ist abgelaufen", "The reservation has run out";
    run_out_text: "Der Termin ist noch nicht gebucht. Was Sie geschrieben haben, bleibt stehen."
        / "Der Termin ist noch nicht gebucht. Was du geschrieben hast, bleibt stehen.",
        "The appointment is not booked yet. What you wrote stays.";
    hold_again: "Noch einmal reservieren", "Reserve it again";
    other_time: "Andere Zeit wählen", "Choose another time";

    list_title: "Meine Termine", "My appointments";
    none_yet: "Noch kein Termin", "No appointment yet";
    none_yet_text: "Was Sie buchen, steht hier, mit allem, was Sie dafür brauchen."
        / "Was du buchst, steht hier, mit allem, was du dafür brauchst.",
        "What you book is here, with all that you need for it.";
    to_come: "Was kommt", "To come";
    past: "Vergangene und abgesagte", "Past and cancelled";
    confirmed_text: "Er ist bestätigt.", "It is confirmed.";
    requested_text: "Wir bestätigen ihn noch. Bis dahin ist die Zeit für Sie frei gehalten."
        / "Wir bestätigen ihn noch. Bis dahin ist die Zeit für dich frei gehalten.",
        "We have yet to confirm it. Until then the time is kept for you.";
    your_note: "Vorab gesagt", "Said beforehand";
    reason: "Grund", "Reason";
    reason_hint: "Ihre Berater:in liest ihn."
        / "Deine Berater:in liest ihn.",
        "Your counselor reads it.";
    come_to: "Dorthin kommen Sie" / "Dorthin kommst du", "Where you come to";
    call: "Hier rufen Sie zum Termin an"
        / "Hier rufst du zum Termin an",
        "Call here for your appointment";
    open: "Diesen Link öffnen Sie zum Termin"
        / "Diesen Link öffnest du zum Termin",
        "Open this link for your appointment";
    go_on_booking: "Weiter buchen", "Go on booking";
    cancel: "Absagen", "Cancel";
    cancel_title: "Termin absagen?", "Cancel the appointment?";
    cancel_verb: "Termin absagen", "Cancel the appointment";
    cancelled: "Der Termin ist abgesagt.", "The appointment is cancelled.";
    too_near: "Der Termin ist schon zu nah, um ihn hier zu ändern. Bitte sagen Sie uns direkt Bescheid."
        / "Der Termin ist schon zu nah, um ihn hier zu ändern. Bitte sag uns direkt Bescheid.",
        "The appointment is too near to be changed here. Please tell us directly.";

    move_it: "Verschieben", "Reschedule";
    move_title: "Termin verschieben", "Reschedule the appointment";
    move_lead: "Wählen Sie eine andere Zeit. Alles andere bleibt, und Ihr bisheriger Termin gilt, bis Sie den neuen gewählt haben."
        / "Wähle eine andere Zeit. Alles andere bleibt, und dein bisheriger Termin gilt, bis du den neuen gewählt hast.",
        "Choose another time. All else stays, and your appointment holds until you have chosen the new one.";
    move_confirmed: "Die neue Zeit bestätigen wir Ihnen noch."
        / "Die neue Zeit bestätigen wir dir noch.",
        "We have yet to confirm the new time.";
    until_now: "Bisher", "Until now";
    moved: "Der Termin ist verschoben.", "The appointment is rescheduled.";
    not_moved: "Der Termin ist nicht verschoben.", "The appointment is not rescheduled.";
    changed: "Inzwischen hat sich der Termin geändert. Bitte sehen Sie noch einmal hin."
        / "Inzwischen hat sich der Termin geändert. Bitte sieh noch einmal hin.",
        "The appointment has changed meanwhile. Please look once more.";
    not_movable: "Dieser Termin lässt sich hier nicht verschieben", "This appointment cannot be rescheduled here";
    not_movable_text: "Bitte sagen Sie uns Bescheid, wenn er Ihnen nicht passt."
        / "Bitte sag uns Bescheid, wenn er dir nicht passt.",
        "Please tell us if it does not suit you.";
    back_to_mine: "Zu meinen Terminen", "To my appointments";
}

/// "Dienstag, 14.07.2026".
pub fn long_day(day: NaiveDate) -> String {
    format!("{}, {}", weekday(day), format::date(day))
}

/// "Dienstag".
pub fn weekday(day: NaiveDate) -> &'static str {
    weekdays()[day.weekday().num_days_from_monday() as usize]
}

/// "14.07.".
pub fn short_date(day: NaiveDate) -> String {
    match language() {
        Language::De => format!("{:02}.{:02}.", day.day(), day.month()),
        Language::En => format::date(day),
    }
}

/// "15.07.2026 bis 21.07.2026".
pub fn period(first: NaiveDate, last: NaiveDate) -> String {
    let to = super::pick("bis", "to");
    format!("{} {to} {}", format::date(first), format::date(last))
}

/// "Dienstag, 14.07.2026" of a moment.
pub fn day(at: DateTime<Utc>) -> String {
    format::wall(at).map_or_else(String::new, |(day, _)| long_day(day))
}

/// "Dienstag, 14.07.2026, 15:30 Uhr".
pub fn when(at: DateTime<Utc>) -> String {
    format!("{}, {}", day(at), format::time(at))
}

/// "15:30 bis 16:20 Uhr".
pub fn span(from: DateTime<Utc>, until: DateTime<Utc>) -> String {
    let begins = format::clock_time(from);
    let to = super::pick("bis", "to");
    format!("{begins} {to} {}", format::time(until))
}

/// "50 Minuten".
pub fn minutes(minutes: i64) -> String {
    match language() {
        Language::De => format!("{minutes}\u{a0}Minuten"),
        Language::En => format!("{minutes}\u{a0}minutes"),
    }
}

/// "30 oder 50 Minuten".
pub fn durations(all: &BTreeSet<u16>) -> String {
    let mut all: Vec<String> = all.iter().map(u16::to_string).collect();
    let Some(last) = all.pop() else {
        return String::new();
    };
    let last = match language() {
        Language::De => format!("{last}\u{a0}Minuten"),
        Language::En => format!("{last}\u{a0}minutes"),
    };
    if all.is_empty() {
        last
    } else {
        format!("{} {} {last}", all.join(", "), super::pick("oder", "or"))
    }
}

/// "Video mit Miriam Brandt, 50 Minuten".
pub fn what(way: &str, with: &str, length: i64) -> String {
    let with_word = super::pick("mit", "with");
    format!("{way} {with_word} {with}, {}", minutes(length))
}

/// What a way is like.
pub fn way_hint(way: AppointmentChannel) -> &'static str {
    match way {
        AppointmentChannel::Chat => super::said!(
            "Sie schreiben sich zur selben Zeit." / "Wir schreiben uns zur selben Zeit.",
            "You write to each other at the same time.",
        ),
        AppointmentChannel::Video => super::said!(
            "Sie sehen und hören sich." / "Wir sehen und hören uns.",
            "You see and hear each other.",
        ),
        AppointmentChannel::Phone => {
            super::said!("Sie rufen uns an." / "Du rufst uns an.", "You call us.")
        }
        AppointmentChannel::OnSite => {
            super::said!(
                "Sie kommen zu uns." / "Du kommst zu uns.",
                "You come to us."
            )
        }
    }
}

/// Until when one can cancel.
pub fn cancelling(hours: u16) -> String {
    match (language(), hours) {
        (Language::De, 0) => "Bis zum Beginn, ohne Begründung.".into(),
        (Language::De, 1) => "Bis eine Stunde vorher, ohne Begründung.".into(),
        (Language::De, _) => format!("Bis {hours}\u{a0}Stunden vorher, ohne Begründung."),
        (Language::En, 0) => "Until it begins, without giving a reason.".into(),
        (Language::En, 1) => "Until an hour before, without giving a reason.".into(),
        (Language::En, _) => format!("Until {hours}\u{a0}hours before, without giving a reason."),
    }
}

/// The verb of holding a slot.
pub fn hold(minutes: u16) -> String {
    match language() {
        Language::De => format!("{minutes}\u{a0}Minuten reservieren"),
        Language::En => format!("Reserve for {minutes}\u{a0}minutes"),
    }
}

/// A slot that is free next.
pub fn next_slot(at: DateTime<Utc>, with: &str) -> String {
    match language() {
        Language::De => format!("{} mit {with} reservieren", when(at)),
        Language::En => format!("Reserve {} with {with}", when(at)),
    }
}

/// Until when something is held.
pub fn held_until(at: DateTime<Utc>) -> String {
    let until = format::time(at);
    match language() {
        Language::De => {
            super::addressed!("Für Sie reserviert bis {until}" / "Für dich reserviert bis {until}")
        }
        Language::En => format!("Reserved for you until {until}"),
    }
}

/// The same with the day, where it is hours.
pub fn held_until_day(at: DateTime<Utc>) -> String {
    let until = when(at);
    match language() {
        Language::De => super::addressed!(
            "Für Sie freigehalten bis {until}." / "Für dich freigehalten bis {until}."
        ),
        Language::En => format!("Held for you until {until}."),
    }
}

/// What the clock shows that runs down.
pub fn left(clock: &str) -> String {
    match language() {
        Language::De => format!("Noch {clock}."),
        Language::En => format!("{clock} left."),
    }
}

/// How many minutes are left, read out.
pub fn minutes_left(minutes: i64) -> String {
    match (language(), minutes) {
        (Language::De, 1) => "Noch eine Minute reserviert".into(),
        (Language::De, _) => format!("Noch {minutes} Minuten reserviert"),
        (Language::En, 1) => "Reserved for one more minute".into(),
        (Language::En, _) => format!("Reserved for {minutes} more minutes"),
    }
}

/// That it was booked.
pub fn booked_for(at: DateTime<Utc>) -> String {
    match language() {
        Language::De => format!("Gebucht: {}.", when(at)),
        Language::En => format!("Booked: {}.", when(at)),
    }
}

/// That it was moved.
pub fn moved_to(at: DateTime<Utc>) -> String {
    match language() {
        Language::De => format!("Verschoben auf {}.", when(at)),
        Language::En => format!("Rescheduled to {}.", when(at)),
    }
}

/// What the link of an appointment is about.
pub fn move_named(at: DateTime<Utc>) -> String {
    match language() {
        Language::De => format!("Verschieben: {}", when(at)),
        Language::En => format!("Reschedule: {}", when(at)),
    }
}

/// A slot that is free next for what is moved.
pub fn move_to(at: DateTime<Utc>) -> String {
    match language() {
        Language::De => format!("Auf {} verschieben", when(at)),
        Language::En => format!("Reschedule to {}", when(at)),
    }
}

/// What the button of an appointment is about.
pub fn cancel_named(at: DateTime<Utc>) -> String {
    match language() {
        Language::De => format!("Absagen: {}", when(at)),
        Language::En => format!("Cancel: {}", when(at)),
    }
}

/// What cancelling means.
pub fn cancel_text(at: DateTime<Utc>, with: &str) -> String {
    let when = when(at);
    match language() {
        Language::De => super::addressed!(
            "{when} mit {with}. Die Zeit wird dann für andere frei. Eine neue können Sie jederzeit buchen."
                / "{when} mit {with}. Die Zeit wird dann für andere frei. Eine neue kannst du jederzeit buchen."
        ),
        Language::En => format!(
            "{when} with {with}. The time is free for others then. You can book another at any time."
        ),
    }
}

/// Where an appointment stands.
pub fn state(state: BookingState) -> &'static str {
    let (de, en) = match state {
        BookingState::Reserved => ("Reserviert, noch nicht gebucht", "Reserved, not booked yet"),
        BookingState::Requested => ("Gebucht, noch nicht bestätigt", "Booked, not confirmed yet"),
        BookingState::Confirmed => ("Bestätigt", "Confirmed"),
        BookingState::Held => ("Hat stattgefunden", "Took place"),
        BookingState::NoShow => ("Hat nicht stattgefunden", "Did not take place"),
        BookingState::Cancelled => ("Abgesagt", "Cancelled"),
        BookingState::Declined => ("War nicht möglich", "Was not possible"),
    };
    super::pick(de, en)
}
