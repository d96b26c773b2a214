//! Dates, times and numbers, written the way people here write them, in the facility's zone.

use super::{Language, language};
use chrono::{DateTime, Datelike, NaiveDate, NaiveTime, TimeDelta, Utc};
use js_sys::{Array, Date, Function, Number, Object, Reflect};
use std::cell::RefCell;
use wasm_bindgen::{JsCast, JsValue};

thread_local! {
    /// Writes `2026-07-14 10:21`. In the browser's zone until the facility's is known.
    static CLOCK: RefCell<Option<Function>> = RefCell::new(clock(None));
}

/// Writes all times in this zone from now on.
pub fn set_time_zone(zone: &str) {
    // A zone that the browser does not know leaves the one before.
    if let Some(clock) = clock(Some(zone)) {
        CLOCK.with_borrow_mut(|current| *current = Some(clock));
    }
}

/// "heute, 10:21 Uhr", "gestern, 19:30 Uhr", "13.07.2026, 09:05 Uhr".
pub fn moment(at: DateTime<Utc>) -> String {
    let language = language();
    let Some((date, time)) = split(milliseconds(at)) else {
        return String::new();
    };
    let today = split(Date::now()).map(|(date, _)| date);
    let yesterday = today.and_then(|date| date.pred_opt());
    let day = match (language, Some(date)) {
        (Language::De, day) if day == today => "heute".into(),
        (Language::De, day) if day == yesterday => "gestern".into(),
        (Language::En, day) if day == today => "today".into(),
        (Language::En, day) if day == yesterday => "yesterday".into(),
        _ => written(date, language),
    };
    match language {
        Language::De => format!("{day}, {time}\u{a0}Uhr"),
        Language::En => format!("{day}, {time}"),
    }
}

/// "13.07.2026".
pub fn day(at: DateTime<Utc>) -> String {
    split(milliseconds(at)).map_or_else(String::new, |(date, _)| written(date, language()))
}

/// A day of the calendar, wherever it is that day.
pub fn date(date: NaiveDate) -> String {
    written(date, language())
}

/// "10:21 Uhr".
pub fn time(at: DateTime<Utc>) -> String {
    let time = split(milliseconds(at)).map_or_else(String::new, |(_, time)| time);
    match language() {
        Language::De => format!("{time}\u{a0}Uhr"),
        Language::En => time,
    }
}

/// For `datetime` attributes.
pub fn machine(at: DateTime<Utc>) -> String {
    Date::new(&JsValue::from_f64(milliseconds(at)))
        .to_iso_string()
        .into()
}

/// "1.520".
pub fn number(number: i64) -> String {
    #[expect(clippy::cast_precision_loss, reason = "counts are small")]
    let number = number as f64;
    decimal(number)
}

/// "173", and "1.000+" of what is counted no further.
pub fn counted(count: i64, most: i64) -> String {
    let more = if count < most { "" } else { "+" };
    format!("{}{more}", number(count))
}

/// "1,5".
pub fn decimal(number: f64) -> String {
    let number = Number::from(number);
    number.to_locale_string(language().tag()).into()
}

/// This moment.
#[expect(clippy::cast_possible_truncation, reason = "whole milliseconds")]
pub fn now() -> DateTime<Utc> {
    DateTime::from_timestamp_millis(Date::now() as i64).unwrap_or_default()
}

/// The moment at which a day begins, in the facility's zone.
pub fn start_of(date: NaiveDate) -> Option<DateTime<Utc>> {
    moment_of(date, 0)
}

/// The moment at which the clocks of the facility show so many minutes after midnight of a day.
pub fn moment_of(date: NaiveDate, minutes: u32) -> Option<DateTime<Utc>> {
    let shown_then = date.and_time(NaiveTime::MIN) + TimeDelta::minutes(minutes.into());
    let mut at = shown_then.and_utc();
    // Twice, because the zone's distance may differ between the guess and the moment itself.
    for _ in 0..2 {
        let (day, time) = split(milliseconds(at))?;
        let (hour, minute) = time.split_once(':')?;
        let shown = day.and_hms_opt(hour.parse().ok()?, minute.parse().ok()?, 0)?;
        at += shown_then - shown;
    }
    Some(at)
}

/// Today, in the facility's zone.
pub fn today() -> NaiveDate {
    split(Date::now()).map_or_else(NaiveDate::default, |(date, _)| date)
}

/// The day of a moment and the minutes since its midnight, as the facility's clocks show them.
pub fn wall(at: DateTime<Utc>) -> Option<(NaiveDate, u32)> {
    let (date, time) = split(milliseconds(at))?;
    Some((date, minutes_of(&time)?))
}

/// "10:21", for where times stand close together.
pub fn clock_time(at: DateTime<Utc>) -> String {
    split(milliseconds(at)).map_or_else(String::new, |(_, time)| time)
}

/// "09:00–09:50".
pub fn span(from: DateTime<Utc>, until: DateTime<Utc>) -> String {
    format!("{}–{}", clock_time(from), clock_time(until))
}

/// "09:00", of minutes since midnight.
pub fn clock_of(minutes: u32) -> String {
    format!("{:02}:{:02}", minutes / 60, minutes % 60)
}

/// Minutes since midnight, of "9:00" and "09:00".
pub fn minutes_of(time: &str) -> Option<u32> {
    let (hours, minutes) = time.trim().split_once(':')?;
    let (hours, minutes): (u32, u32) = (hours.parse().ok()?, minutes.parse().ok()?);
    (hours < 24 && minutes < 60).then_some(hours * 60 + minutes)
}

/// "Juli".
pub fn month(date: NaiveDate) -> &'static str {
    const DE: [&str; 12] = [
        "Januar",
        "Februar",
        "März",
        "April",
        "Mai",
        "Juni",
        "Juli",
        "August",
        "September",
        "Oktober",
        "November",
        "Dezember",
    ];
    const EN: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    super::pick(&DE, &EN)
        .get(date.month0() as usize)
        .copied()
        .unwrap_or_default()
}

/// "Juli 2026".
pub fn month_and_year(date: NaiveDate) -> String {
    format!("{} {}", month(date), date.year())
}

/// "Jul".
pub fn month_short(date: NaiveDate) -> &'static str {
    const DE: [&str; 12] = [
        "Jan", "Feb", "Mär", "Apr", "Mai", "Jun", "Jul", "Aug", "Sep", "Okt", "Nov", "Dez",
    ];
    const EN: [&str; 12] = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ];
    let months = super::pick(&DE, &EN);
    months
        .get(date.month0() as usize)
        .copied()
        .unwrap_or_default()
}

/// "Dienstag".
pub fn weekday(date: NaiveDate) -> &'static str {
    let days = super::working_time::weekdays();
    days[date.weekday().num_days_from_monday() as usize]
}

/// "Di".
pub fn weekday_short(date: NaiveDate) -> &'static str {
    const DE: [&str; 7] = ["Mo", "Di", "Mi", "Do", "Fr", "Sa", "So"];
    const EN: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
    super::pick(&DE, &EN)[date.weekday().num_days_from_monday() as usize]
}

/// "Di 14.07.", "Tue 14 Jul".
pub fn short_day(date: NaiveDate) -> String {
    let (weekday, day) = (weekday_short(date), date.day());
    match language() {
        Language::De => format!("{weekday} {day:02}.{:02}.", date.month()),
        Language::En => format!("{weekday} {day} {}", month_short(date)),
    }
}

/// "14. Juli", "14 July".
pub fn day_and_month(date: NaiveDate) -> String {
    match language() {
        Language::De => format!("{}. {}", date.day(), month(date)),
        Language::En => format!("{} {}", date.day(), month(date)),
    }
}

/// "28.06.", "28 Jun", and with the year where it is another.
pub fn numbered_day(date: NaiveDate) -> String {
    if date.year() != today().year() {
        return written(date, language());
    }
    match language() {
        Language::De => format!("{:02}.{:02}.", date.day(), date.month()),
        Language::En => format!("{} {}", date.day(), month_short(date)),
    }
}

/// "Dienstag, 14. Juli 2026", "Tuesday, 14 July 2026".
pub fn long_day(date: NaiveDate) -> String {
    let (weekday, month, year) = (weekday(date), month(date), date.year());
    match language() {
        Language::De => format!("{weekday}, {}. {month} {year}", date.day()),
        Language::En => format!("{weekday}, {} {month} {year}", date.day()),
    }
}

fn written(date: NaiveDate, language: Language) -> String {
    const MONTHS: [&str; 12] = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ];
    let (year, day) = (date.year(), date.day());
    match language {
        Language::De => format!("{day:02}.{:02}.{year}", date.month()),
        Language::En => {
            let month = MONTHS.get(date.month0() as usize).unwrap_or(&"");
            format!("{day}\u{a0}{month}\u{a0}{year}")
        }
    }
}

#[expect(clippy::cast_precision_loss, reason = "exact for some 285,000 years")]
fn milliseconds(at: DateTime<Utc>) -> f64 {
    at.timestamp_millis() as f64
}

/// Date and time of day of a moment, in the facility's zone.
fn split(milliseconds: f64) -> Option<(NaiveDate, String)> {
    let text = CLOCK.with_borrow(|clock| {
        let date = Date::new(&JsValue::from_f64(milliseconds));
        let text = clock.as_ref()?.call1(&JsValue::UNDEFINED, &date).ok()?;
        text.as_string()
    })?;
    let (date, time) = text.split_once(' ')?;
    let mut parts = date.splitn(3, '-');
    let mut part = || parts.next()?.parse::<u32>().ok();
    let (year, month, day) = (part()?, part()?, part()?);
    let date = NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day)?;
    Some((date, time.to_owned()))
}

/// The bound `format` of an `Intl.DateTimeFormat`; Swedish is what writes dates as ISO 8601 does.
fn clock(zone: Option<&str>) -> Option<Function> {
    let options = Object::new();
    let set = |name: &str, value: &str| Reflect::set(&options, &name.into(), &value.into()).ok();
    for name in ["month", "day", "hour", "minute"] {
        set(name, "2-digit")?;
    }
    set("year", "numeric")?;
    set("hourCycle", "h23")?;
    if let Some(zone) = zone {
        set("timeZone", zone)?;
    }
    let intl = Reflect::get(&js_sys::global(), &"Intl".into()).ok()?;
    let constructor = Reflect::get(&intl, &"DateTimeFormat".into()).ok()?;
    let arguments = Array::of2(&"sv-SE".into(), &options);
    let format = Reflect::construct(constructor.unchecked_ref::<Function>(), &arguments).ok()?;
    Reflect::get(&format, &"format".into())
        .ok()?
        .dyn_into()
        .ok()
}
