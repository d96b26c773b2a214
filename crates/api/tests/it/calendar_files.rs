//! Calendar files, read by a parser that knows nothing of ours.

use ical::{
    IcalParser,
    parser::ical::component::{IcalCalendar, IcalEvent},
    property::Property,
};

/// The calendar in a file that keeps to the rules of the wire: lines of 75 bytes at most, and each
/// ended as it has to be.
pub fn parsed(text: &str) -> IcalCalendar {
    assert!(text.ends_with("\r\n"));
    for line in text.split_terminator("\r\n") {
        assert!(line.len() <= 75, "{line}");
        assert!(!line.contains(['\r', '\n']), "{line}");
    }
    let mut calendars = IcalParser::new(text.as_bytes());
    let calendar = calendars.next().unwrap().unwrap();
    assert!(calendars.next().is_none(), "one calendar a file");
    assert_eq!(value(&calendar.properties, "VERSION"), "2.0");
    assert!(!value(&calendar.properties, "PRODID").is_empty());
    for event in &calendar.events {
        for needed in ["UID", "DTSTAMP", "DTSTART", "SUMMARY"] {
            assert!(!value(&event.properties, needed).is_empty(), "{needed}");
        }
    }
    calendar
}

/// The only event of a calendar.
pub fn only(calendar: &IcalCalendar) -> &IcalEvent {
    assert_eq!(calendar.events.len(), 1);
    &calendar.events[0]
}

/// What a property says; nothing if it is not there.
pub fn value<'a>(properties: &'a [Property], name: &str) -> &'a str {
    let mut found = properties.iter().filter(|one| one.name == name);
    let property = found.next();
    assert!(found.next().is_none(), "{name} stands there once");
    property
        .and_then(|one| one.value.as_deref())
        .unwrap_or_default()
}

/// What a property of an event says.
pub fn said<'a>(event: &'a IcalEvent, name: &str) -> &'a str {
    value(&event.properties, name)
}
