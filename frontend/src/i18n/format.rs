//! Dates, times and numbers, written the way people here write them, in the facility's zone.

use super::{Language, language};
use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
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

/// What the calendar and the clock on the wall show at a moment, in the facility's zone.
pub fn wall(at: DateTime<Utc>) -> Option<(NaiveDate, String)> {
    split(milliseconds(at))
}

/// The moment at which a day begins, in the facility's zone.
pub fn start_of(date: NaiveDate) -> Option<DateTime<Utc>> {
    moment_of(date, NaiveTime::MIN)
}

/// The moment at which the clock on the wall shows a time of a day, in the facility's zone.
pub fn moment_of(date: NaiveDate, time: NaiveTime) -> Option<DateTime<Utc>> {
    let wanted = date.and_time(time);
    let mut at = wanted.and_utc();
    // Twice, because the zone's distance may differ between the guess and the moment itself.
    for _ in 0..2 {
        let (day, time) = split(milliseconds(at))?;
        let (hour, minute) = time.split_once(':')?;
        let shown = day.and_hms_opt(hour.parse().ok()?, minute.parse().ok()?, 0)?;
        at += wanted - shown;
    }
    Some(at)
}

fn written(date: NaiveDate, language: Language) -> String {
    use chrono::Datelike;
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
