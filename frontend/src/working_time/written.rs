//! Opening hours and closing days as they are typed.

use crate::i18n::format;
use chrono::NaiveDate;
use domain::{
    problem::{FieldCode, FieldError},
    working_time::{ClosingDay, ClosingDays, Span},
};

const BAD: FieldCode = FieldCode::InvalidFormat;

/// "09:00-12:30, 13:30-17:00" of the hours of a day.
pub fn hours_of(day: &[Span]) -> String {
    let clock = |minutes: u16| format!("{:02}:{:02}", minutes / 60, minutes % 60);
    let spans = day.iter();
    let spans = spans.map(|span| format!("{}-{}", clock(span.opens()), clock(span.closes())));
    spans.collect::<Vec<_>>().join(", ")
}

/// The hours of a day of that; of nothing, none.
pub fn read_hours(raw: &str) -> Result<Vec<Span>, FieldError> {
    let parts = raw
        .split(',')
        .map(str::trim)
        .filter(|part| !part.is_empty());
    let spans = parts.map(|part| {
        // A dash of any length.
        let two = part.split_once(['-', '–', '—']);
        let (opens, closes) = two.ok_or(FieldError::new(BAD))?;
        Span::parse(opens.trim(), closes.trim()).map_err(|_| FieldError::new(BAD))
    });
    let spans = spans.collect::<Result<Vec<_>, _>>()?;
    if spans
        .windows(2)
        .all(|two| two[0].closes() <= two[1].opens())
    {
        Ok(spans)
    } else {
        Err(FieldError::new(BAD))
    }
}

/// A line each, of closing days, as the language writes days.
pub fn closing_of(days: &ClosingDays, to: &str) -> String {
    // Whoever types has no other space.
    let day = |date| format::date(date).replace('\u{a0}', " ");
    let lines = days.iter().map(|one| {
        if one.from == one.until {
            day(one.from)
        } else {
            format!("{} {to} {}", day(one.from), day(one.until))
        }
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// The closing days of that.
pub fn read_closing(raw: &str) -> Result<ClosingDays, FieldError> {
    let bad = || FieldError::new(BAD);
    let lines = raw.lines().map(str::trim).filter(|line| !line.is_empty());
    let days = lines.map(|line| {
        let words: Vec<_> = line.split_whitespace().collect();
        let day = |words: &[&str]| read_day(words).ok_or_else(bad);
        let mut ends = words.split(|word| ["bis", "to", "-", "–", "—"].contains(word));
        let from = day(ends.next().unwrap_or_default())?;
        let until = ends.next().map_or(Ok(from), day)?;
        match ends.next() {
            None => Ok(ClosingDay { from, until }),
            Some(_) => Err(bad()),
        }
    });
    let days = days.collect::<Result<Vec<_>, _>>()?;
    ClosingDays::try_from(days).map_err(|_| bad())
}

const MONTHS: [&str; 12] = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
];

/// "24.12.2026", "24 Dec 2026" or, as before, "2026-12-24": all of them in either language.
fn read_day(words: &[&str]) -> Option<NaiveDate> {
    if let [one] = words
        && let Ok(date) = one.parse()
    {
        return Some(date);
    }
    let text = words.join(" ").to_lowercase();
    let mut parts = text.split(['.', ' ']).filter(|part| !part.is_empty());
    let (day, month, year) = (parts.next()?, parts.next()?, parts.next()?);
    let named = || MONTHS.iter().position(|name| month.get(..3) == Some(*name));
    let month = match month.parse().ok() {
        Some(number) => number,
        None => u32::try_from(named()? + 1).ok()?,
    };
    // Four digits: nobody means the year 26.
    let year = (year.len() == 4).then(|| year.parse().ok())??;
    let date = NaiveDate::from_ymd_opt(year, month, day.parse().ok()?);
    date.filter(|_| parts.next().is_none())
}
