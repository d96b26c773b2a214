//! Opening hours and closing days as they are typed.

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

/// A line each, of closing days.
pub fn closing_of(days: &ClosingDays, to: &str) -> String {
    let lines = days.iter().map(|one| {
        if one.from == one.until {
            one.from.to_string()
        } else {
            format!("{} {to} {}", one.from, one.until)
        }
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// The closing days of that.
pub fn read_closing(raw: &str) -> Result<ClosingDays, FieldError> {
    let bad = || FieldError::new(BAD);
    let lines = raw.lines().map(str::trim).filter(|line| !line.is_empty());
    let days = lines.map(|line| {
        let mut words = line.split_whitespace();
        let day = |word: Option<&str>| {
            let day = word.and_then(|word| word.parse::<NaiveDate>().ok());
            day.ok_or_else(bad)
        };
        let from = day(words.next())?;
        let until = match words.next() {
            None => from,
            Some("bis" | "to" | "-" | "–") => day(words.next())?,
            Some(_) => return Err(bad()),
        };
        if words.next().is_some() {
            return Err(bad());
        }
        Ok(ClosingDay { from, until })
    });
    let days = days.collect::<Result<Vec<_>, _>>()?;
    ClosingDays::try_from(days).map_err(|_| bad())
}
