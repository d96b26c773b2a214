//! Mails about appointments, and the file that comes with them, which calendars of other programs
//! take in (RFC 5545, RFC 5546). It says when, and nothing that anyone wrote.

use super::{
    entity::Model as Mail,
    operations::{To, insert, way_to},
};
use crate::{
    ApiResult, bookings::entity::Model as Booking, clients::entity as client, facility,
    scope::Scope, state::State,
};
use chrono::{DateTime, Utc};
use domain::{
    bookings::BookingState,
    clients::ClientStatus,
    ids::{BookingId, ClientId},
    outgoing_mails::{MailTemplate, appointments},
};
use icalendar::{Calendar, Class, Component, Event, EventLike, EventStatus, Property};
use sea_orm::{ColumnTrait, ConnectionTrait, QueryFilter};
use serde::{Deserialize, Serialize};
use serde_json::json;
use uuid::Uuid;

/// What programs that make calendars call themselves.
pub const PRODUCT: &str = "-//Beistand//Beistand//DE";

/// An appointment as it was when the mail was written down.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct Appointment {
    pub id: BookingId,
    /// Grows with each change.
    pub sequence: i32,
    pub starts_at: DateTime<Utc>,
    pub ends_at: DateTime<Utc>,
    pub state: BookingState,
}

impl Appointment {
    /// As it stands to who gets this mail: to a counselor who has given it to a colleague, and to a
    /// client who takes part no more, it is off.
    pub(super) fn of(booking: &Booking, template: MailTemplate) -> Self {
        Self {
            id: booking.id,
            sequence: booking.version.0,
            starts_at: booking.starts_at,
            ends_at: booking.ends_at,
            state: match template {
                MailTemplate::AppointmentCancelled => BookingState::Cancelled,
                _ => booking.state,
            },
        }
    }

    /// The one that a mail tells of, if it does.
    pub fn in_mail(mail: &Mail) -> Option<Self> {
        serde_json::from_value(mail.data["appointment"].clone()).ok()
    }
}

/// What calendars of other programs take in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CalendarFile {
    pub method: &'static str,
    pub text: String,
}

/// Who and where it is all about.
pub struct Around<'a> {
    /// This installation's name, for ids that are the only ones in the world.
    pub host: &'a str,
    /// How the facility calls itself, and where its mail comes from.
    pub organizer: (&'a str, &'a str),
    /// Where the mail goes.
    pub attendee: &'a str,
    pub link: &'a str,
}

/// The file that comes with a mail; none where nothing is certain yet, or nothing has changed.
pub fn file(mail: &Mail, around: &Around<'_>) -> Option<CalendarFile> {
    let one = Appointment::in_mail(mail)?;
    let of_what_is_not_new_or_not_certain = [
        MailTemplate::AppointmentReminder,
        MailTemplate::AppointmentOffered,
    ];
    if of_what_is_not_new_or_not_certain.contains(&mail.template) {
        return None;
    }
    let (method, status) = match one.state {
        BookingState::Cancelled | BookingState::Declined => ("CANCEL", EventStatus::Cancelled),
        BookingState::Confirmed => ("REQUEST", EventStatus::Confirmed),
        _ if mail.template == MailTemplate::AppointmentRescheduled => {
            ("REQUEST", EventStatus::Tentative)
        }
        _ => return None,
    };
    let (name, address) = around.organizer;
    let organizer = Property::new("ORGANIZER", format!("mailto:{address}"))
        .add_parameter("CN", &parameter(name))
        .done();
    let attendee = Property::new("ATTENDEE", format!("mailto:{}", around.attendee))
        .add_parameter("ROLE", "REQ-PARTICIPANT")
        .add_parameter("PARTSTAT", "ACCEPTED")
        .add_parameter("RSVP", "FALSE")
        .done();
    let event = Event::new()
        .uid(&uid(one.id.0, around.host))
        .sequence(u32::try_from(one.sequence).unwrap_or_default())
        .timestamp(mail.created_at)
        .starts(one.starts_at)
        .ends(one.ends_at)
        .status(status)
        .class(Class::Private)
        .summary(appointments::title(mail.language))
        .url(around.link)
        .append_property(organizer)
        .append_multi_property(attendee)
        .done();
    let mut calendar = calendar();
    calendar.append_property(Property::new("METHOD", method));
    calendar.push(event);
    Some(CalendarFile {
        method,
        text: calendar.to_string(),
    })
}

/// A calendar that holds nothing yet.
pub fn calendar() -> Calendar {
    let mut calendar = Calendar::empty();
    for (key, value) in [
        ("VERSION", "2.0"),
        ("PRODID", PRODUCT),
        ("CALSCALE", "GREGORIAN"),
    ] {
        calendar.append_property(Property::new(key, value));
    }
    calendar
}

/// The same in each mail and in every feed, so that programs know it again.
pub fn uid(id: Uuid, host: &str) -> String {
    format!("{id}@{host}")
}

/// What may stand in a parameter: no quotes, and nothing that ends a line.
fn parameter(text: &str) -> String {
    text.chars()
        .filter(|char| *char != '"' && !char.is_control())
        .collect()
}

/// Tells clients of an appointment, each in their own language: those who left an address.
/// Answers whether the worker is to be woken after the commit.
pub async fn tell_clients(
    (state, scope): (&State, &Scope),
    tx: &impl ConnectionTrait,
    (clients, booking): (&[ClientId], &Booking),
    template: MailTemplate,
) -> ApiResult<bool> {
    let found = scope
        .find::<client::Entity>()
        .filter(client::Column::Id.is_in(clients.iter().copied()))
        .filter(client::Column::Status.eq(ClientStatus::Active))
        .all(tx)
        .await?;
    let reachable = found.iter().filter_map(|one| {
        let way = way_to(state, one, template)?;
        Some((one.id, one.language, way))
    });
    let reachable: Vec<_> = reachable.collect();
    if reachable.is_empty() {
        return Ok(false);
    }
    let facility = facility::operations::by_id(tx, scope.facility()).await?;
    let data = json!({
        "path": format!("/p/{}/appointments", facility.slug),
        "appointment": Appointment::of(booking, template),
    });
    for (id, language, way) in reachable {
        let to = (To::Client(id), (template, language, way));
        insert(tx, state, scope.facility(), to, data.clone()).await?;
    }
    Ok(true)
}

/// When the appointment is that a mail tells of, as the facility's clocks show it.
pub fn when(mail: &Mail, facility: &facility::entity::Model) -> ApiResult<Option<String>> {
    let Some(one) = Appointment::in_mail(mail) else {
        return Ok(None);
    };
    let zone = facility.zone()?;
    let times = (one.starts_at, one.ends_at);
    Ok(Some(appointments::when(times, &zone, mail.language)))
}
