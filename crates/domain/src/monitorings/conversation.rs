//! How long was talked in the chat, as far as that can be told from when something was written.

use super::Minutes;
use chrono::{DateTime, NaiveDate, TimeDelta, TimeZone, Utc};
use std::collections::BTreeSet;

/// Whoever writes nothing for so long is doing something else.
pub const PAUSE: TimeDelta = TimeDelta::minutes(15);

/// What is suggested is a multiple of this.
const STEP: i64 = 5;

/// The day of what was last written and is not recorded yet, and how long was talked on it: the
/// stretches without a [`PAUSE`], together, rounded up to five minutes. Nothing where nothing was
/// written since `recorded`.
pub fn talked<Z: TimeZone>(
    sent: impl IntoIterator<Item = DateTime<Utc>>,
    recorded: Option<DateTime<Utc>>,
    zone: &Z,
) -> Option<(NaiveDate, Minutes)> {
    let day = |at: &DateTime<Utc>| at.with_timezone(zone).date_naive();
    let mut sent: BTreeSet<_> = sent.into_iter().collect();
    sent.retain(|at| recorded.is_none_or(|recorded| *at > recorded));
    let date = day(sent.last()?);
    let of_day: Vec<_> = sent.iter().filter(|at| day(at) == date).collect();
    let pauses = of_day.windows(2).map(|two| *two[1] - *two[0]);
    let talked: TimeDelta = pauses.filter(|pause| *pause < PAUSE).sum();
    let seconds = talked.num_seconds();
    let steps = (seconds + STEP * 60 - 1) / (STEP * 60);
    let minutes = (steps * STEP).clamp(STEP, Minutes::MAX.into());
    Some((date, Minutes::try_from(minutes).ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> DateTime<Utc> {
        format!("2026-01-{text}:00Z").parse().unwrap()
    }

    fn suggested(sent: &[&str], recorded: Option<&str>) -> Option<(String, i64)> {
        let zone = chrono::FixedOffset::east_opt(3600).unwrap();
        let sent = sent.iter().map(|text| at(text));
        let talked = talked(sent, recorded.map(at), &zone)?;
        Some((talked.0.to_string(), talked.1.into()))
    }

    #[test]
    fn stretches_without_a_pause_are_added_up_and_rounded_up_to_five_minutes() {
        for (sent, minutes) in [
            (&["15T10:00"][..], 5),
            (&["15T10:00", "15T10:05"], 5),
            (&["15T10:00", "15T10:06"], 10),
            (&["15T10:00", "15T10:14", "15T10:28"], 30),
            // A quarter of an hour is a pause.
            (&["15T10:00", "15T10:15", "15T10:30"], 5),
            (&["15T10:00", "15T10:10", "15T14:00", "15T14:07"], 20),
            // In whichever order they come.
            (&["15T14:07", "15T10:00", "15T14:00", "15T10:10"], 20),
        ] {
            let expected = Some(("2026-01-15".to_owned(), minutes));
            assert_eq!(suggested(sent, None), expected, "{sent:?}");
        }
    }

    #[test]
    fn only_the_last_day_counts_and_only_what_is_not_recorded() {
        let two_days = ["14T10:00", "14T10:10", "15T09:00", "15T09:12"];
        assert_eq!(
            suggested(&two_days, None),
            Some(("2026-01-15".to_owned(), 15))
        );
        let since = suggested(&two_days, Some("15T09:00"));
        assert_eq!(since, Some(("2026-01-15".to_owned(), 5)));
        assert_eq!(suggested(&two_days, Some("15T09:12")), None);
        assert_eq!(suggested(&[], None), None);
        // After midnight where the facility is, and before it in Greenwich.
        let late = suggested(&["14T22:55", "14T23:05"], None);
        assert_eq!(late, Some(("2026-01-15".to_owned(), 5)));
    }

    #[test]
    fn never_more_than_a_day_is_suggested() {
        let minutes = (0..24 * 60).map(|minute| at("15T00:00") + TimeDelta::minutes(minute));
        let (_, whole) = talked(minutes, None, &Utc).unwrap();
        assert_eq!(i64::from(whole), 1440);
    }
}
