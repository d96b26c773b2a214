//! The texts of mails about appointments: when, and never with whom, by which means or what about.

use super::template::{DETAILS, LINK, Words};
use crate::language::Language;
use chrono::{DateTime, TimeZone, Utc};
use std::fmt::Display;

/// To a counselor: a client asks for an appointment.
pub(super) const REQUESTED: [Words; 2] = [
    (
        "Ein Termin wurde angefragt",
        &[
            "Guten Tag,",
            "in Ihrem Kalender wurde ein Termin angefragt. Er wartet darauf, dass Sie ihn bestätigen:",
            DETAILS,
            LINK,
        ],
    ),
    (
        "An appointment was requested",
        &[
            "Hello,",
            "An appointment was requested in your calendar. It is waiting for you to confirm it:",
            DETAILS,
            LINK,
        ],
    ),
];

/// To a counselor: an appointment is in their calendar.
pub(super) const MADE: [Words; 2] = [
    (
        "Ein Termin steht in Ihrem Kalender",
        &[
            "Guten Tag,",
            "in Ihrem Kalender steht ein neuer Termin:",
            DETAILS,
            LINK,
        ],
    ),
    (
        "An appointment is in your calendar",
        &[
            "Hello,",
            "There is a new appointment in your calendar:",
            DETAILS,
            LINK,
        ],
    ),
];

/// To a client: it takes place.
pub(super) const CONFIRMED: [Words; 3] = [
    (
        "Ihr Termin ist bestätigt",
        &[
            "Guten Tag,",
            "Ihr Termin ist bestätigt:",
            DETAILS,
            "Alles Weitere lesen Sie, sobald Sie sich angemeldet haben:",
            LINK,
            "Aus Rücksicht auf Ihre Privatsphäre steht in dieser E-Mail nicht, worum es geht.",
        ],
    ),
    (
        "Dein Termin ist bestätigt",
        &[
            "Hallo,",
            "dein Termin ist bestätigt:",
            DETAILS,
            "Alles Weitere liest du, sobald du dich angemeldet hast:",
            LINK,
            "Aus Rücksicht auf deine Privatsphäre steht in dieser E-Mail nicht, worum es geht.",
        ],
    ),
    (
        "Your appointment is confirmed",
        &[
            "Hello,",
            "Your appointment is confirmed:",
            DETAILS,
            "You can read everything else after signing in:",
            LINK,
            "To protect your privacy, this e-mail does not say what it is about.",
        ],
    ),
];

/// To a client: what they asked for does not take place.
pub(super) const DECLINED: [Words; 3] = [
    (
        "Ihr Termin kommt nicht zustande",
        &[
            "Guten Tag,",
            "der Termin, um den Sie gebeten haben, kommt leider nicht zustande:",
            DETAILS,
            "Einen anderen finden Sie hier:",
            LINK,
        ],
    ),
    (
        "Dein Termin kommt nicht zustande",
        &[
            "Hallo,",
            "der Termin, um den du gebeten hast, kommt leider nicht zustande:",
            DETAILS,
            "Einen anderen findest du hier:",
            LINK,
        ],
    ),
    (
        "Your appointment will not take place",
        &[
            "Hello,",
            "We are sorry: the appointment that you asked for will not take place:",
            DETAILS,
            "You can find another one here:",
            LINK,
        ],
    ),
];

/// To either side: it was called off.
pub(super) const CANCELLED: [Words; 2] = [
    (
        "Ein Termin wurde abgesagt",
        &["Guten Tag,", "ein Termin wurde abgesagt:", DETAILS, LINK],
    ),
    (
        "An appointment was cancelled",
        &["Hello,", "An appointment was cancelled:", DETAILS, LINK],
    ),
];

/// To either side: it takes place at another time.
pub(super) const RESCHEDULED: [Words; 2] = [
    (
        "Ein Termin wurde verschoben",
        &[
            "Guten Tag,",
            "ein Termin wurde verschoben. So steht er jetzt im Kalender:",
            DETAILS,
            LINK,
        ],
    ),
    (
        "An appointment was moved",
        &[
            "Hello,",
            "An appointment was moved. This is when it is now:",
            DETAILS,
            LINK,
        ],
    ),
];

/// To a client who waits: it is held for them.
pub(super) const OFFERED: [Words; 3] = [
    (
        "Ein Termin ist für Sie frei geworden",
        &[
            "Guten Tag,",
            "dieser Termin ist frei geworden und wird einige Zeit für Sie freigehalten:",
            DETAILS,
            "Wie lange, und ob Sie ihn möchten, sehen und sagen Sie, sobald Sie sich angemeldet haben:",
            LINK,
            "Aus Rücksicht auf Ihre Privatsphäre steht in dieser E-Mail nicht, worum es geht.",
        ],
    ),
    (
        "Ein Termin ist für dich frei geworden",
        &[
            "Hallo,",
            "dieser Termin ist frei geworden und wird einige Zeit für dich freigehalten:",
            DETAILS,
            "Wie lange, siehst du, sobald du dich angemeldet hast. Dort sagst du auch, ob du ihn möchtest:",
            LINK,
            "Aus Rücksicht auf deine Privatsphäre steht in dieser E-Mail nicht, worum es geht.",
        ],
    ),
    (
        "An appointment has become free for you",
        &[
            "Hello,",
            "This appointment has become free and is held for you for some time:",
            DETAILS,
            "For how long you can see, and whether you want it you can say, after signing in:",
            LINK,
            "To protect your privacy, this e-mail does not say what it is about.",
        ],
    ),
];

/// To a client: it is soon.
pub(super) const REMINDER: [Words; 3] = [
    (
        "Erinnerung an Ihren Termin",
        &[
            "Guten Tag,",
            "wir erinnern Sie an Ihren Termin:",
            DETAILS,
            "Alles Weitere lesen Sie, sobald Sie sich angemeldet haben:",
            LINK,
        ],
    ),
    (
        "Erinnerung an deinen Termin",
        &[
            "Hallo,",
            "wir erinnern dich an deinen Termin:",
            DETAILS,
            "Alles Weitere liest du, sobald du dich angemeldet hast:",
            LINK,
        ],
    ),
    (
        "Reminder of your appointment",
        &[
            "Hello,",
            "This is to remind you of your appointment:",
            DETAILS,
            "You can read everything else after signing in:",
            LINK,
        ],
    ),
];

/// What calendars of other programs call it, which others may look at.
pub fn title(language: Language) -> &'static str {
    match language {
        Language::De => "Termin",
        Language::En => "Appointment",
    }
}

/// When it is, as the clocks of the facility show it.
pub fn when<Zone: TimeZone>(
    (starts_at, ends_at): (DateTime<Utc>, DateTime<Utc>),
    zone: &Zone,
    language: Language,
) -> String
where
    Zone::Offset: Display,
{
    let (from, until) = (starts_at.with_timezone(zone), ends_at.with_timezone(zone));
    match language {
        Language::De => format!(
            "{} bis {} Uhr",
            from.format("%d.%m.%Y, %H:%M"),
            until.format("%H:%M")
        ),
        Language::En => format!(
            "{} to {}",
            from.format("%d %b %Y, %H:%M"),
            until.format("%H:%M")
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::FixedOffset;

    #[test]
    fn the_time_is_what_clocks_show_there() {
        let times = ["2026-07-13T22:30:00Z", "2026-07-13T23:20:00Z"].map(|at| at.parse().unwrap());
        let berlin = FixedOffset::east_opt(7200).unwrap();
        let [de, en] = [Language::De, Language::En]
            .map(|language| when((times[0], times[1]), &berlin, language));
        assert_eq!(de, "14.07.2026, 00:30 bis 01:20 Uhr");
        assert_eq!(en, "14 Jul 2026, 00:30 to 01:20");
    }
}
