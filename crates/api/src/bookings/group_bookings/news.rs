//! Telling who takes part in a group appointment that it has changed.

use super::details::clients_of;
use crate::{
    ApiResult,
    bookings::{aftermath::tell_of, entity as booking, news},
    change::Change,
};
use domain::{
    bookings::{BookingKind, Happened},
    events::{Audience, Event},
    ids::ClientId,
};

/// Lets those who see an entry know that it came, changed or is gone: of a group appointment, each
/// client who takes part, too.
pub async fn tell(change: &mut Change<'_>, entry: &booking::Model) -> ApiResult<()> {
    news::tell(change, entry);
    if entry.kind != BookingKind::Group {
        return Ok(());
    }
    for client in clients_of(change.caller().scope(), entry, change.tx()).await? {
        tell_client(change, entry, client);
    }
    Ok(())
}

/// Lets who looks know that clients came to take part, or were taken out; and writes them a mail, if
/// it is not over.
pub async fn tell_of_clients(
    change: &mut Change<'_>,
    happened: Happened,
    (clients, entry): (&[ClientId], &booking::Model),
) -> ApiResult<()> {
    news::tell(change, entry);
    for client in clients {
        tell_client(change, entry, *client);
    }
    if entry.ends_at > change.caller().now() {
        tell_of(change, happened, (clients, entry)).await?;
    }
    Ok(())
}

/// Lets a client know who takes part, or did until now.
pub fn tell_client(change: &mut Change<'_>, entry: &booking::Model, client: ClientId) {
    let event = Event::of_calendar(Some(entry.counselor_id));
    change.tell(event, Audience::Participant { client });
}
