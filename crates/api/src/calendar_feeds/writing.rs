//! A counselor's calendar as a file (RFC 5545). Times are in UTC: nothing in it repeats, so each
//! is one moment, whatever the clocks do there.

use super::entity::Model as Feed;
use crate::{
    ApiError, ApiResult, absences, bookings,
    clients::operations::references,
    counselors::entity::Model as Counselor,
    crypto::{
        FacilityKeys, Sealed,
        column::{ABSENCE_LABEL, BOOKING_TITLE},
    },
    outgoing_mails::appointments::{calendar, uid},
    scope::Scope,
    state::State,
};
use chrono::{DateTime, TimeDelta, Utc};
use domain::bookings::BookingState;
use icalendar::{Class, Component, Event, EventLike, EventStatus, Property};
use uuid::Uuid;

/// Days that are shown of what was, and of what is to come.
const PAST_DAYS: i64 = 31;
const FUTURE_DAYS: i64 = 366;

pub async fn write(
    (state, scope): (&State, &Scope),
    (feed, counselor): (&Feed, &Counselor),
    now: DateTime<Utc>,
) -> ApiResult<String> {
    let keys = state.keyring.facility(scope).await?;
    let period = (
        now - TimeDelta::days(PAST_DAYS),
        now + TimeDelta::days(FUTURE_DAYS),
    );
    let writing = Writing {
        feed,
        counselor,
        host: state.settings.host(),
    };
    let mut calendar = calendar();
    calendar.append_property(Property::new("METHOD", "PUBLISH"));
    let bookings = bookings::list::certain_of(scope, counselor.id, period).await?;
    let clients = bookings.iter().filter_map(|one| one.client_id);
    let clients = references(scope, clients, scope.db()).await?;
    for one in &bookings {
        let client = one.client_id.and_then(|id| clients.get(&id));
        let told = match &one.sealed_title {
            Some(title) => Some(open(&keys, (BOOKING_TITLE, one.id.0), title)?),
            None => client.map(|client| client.pseudonym.clone()),
        };
        let status = if one.state == BookingState::Requested {
            EventStatus::Tentative
        } else {
            EventStatus::Confirmed
        };
        let sequence = u32::try_from(one.version.0).unwrap_or_default();
        let event = writing
            .entry(one.id.0, told)
            .sequence(sequence)
            .starts(one.starts_at)
            .ends(one.ends_at)
            .status(status)
            .done();
        calendar.push(event);
    }
    let away = absences::operations::within(scope, Some(counselor.id), period, scope.db());
    for one in away.await? {
        let label = open(&keys, (ABSENCE_LABEL, one.id.0), &one.sealed_label)?;
        let mut event = writing.entry(one.id.0, Some(label));
        match one.first_day.zip(one.last_day) {
            // Whole days end before the next begins.
            Some((first, last)) => event.starts(first).ends(last + TimeDelta::days(1)),
            None => event.starts(one.starts_at).ends(one.ends_at),
        };
        calendar.push(event.status(EventStatus::Confirmed).done());
    }
    Ok(calendar.to_string())
}

struct Writing<'a> {
    feed: &'a Feed,
    counselor: &'a Counselor,
    host: String,
}

impl Writing<'_> {
    /// An entry that is called so by staff.
    fn entry(&self, id: Uuid, told: Option<String>) -> Event {
        let title = self.feed.shows.title(self.counselor.language, told);
        Event::new()
            .uid(&uid(id, &self.host))
            // The same each time, so that a calendar in which nothing has changed is the same.
            .timestamp(self.feed.created_at)
            .class(Class::Private)
            .summary(&title)
            .done()
    }
}

fn open(
    keys: &FacilityKeys,
    (column, row): (&'static str, Uuid),
    sealed: &Sealed,
) -> ApiResult<String> {
    let bytes = keys.open(column, row, sealed)?;
    String::from_utf8(bytes).map_err(ApiError::internal)
}
