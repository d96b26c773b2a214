//! Telling who takes part in a group appointment that it has changed.

use super::entity::participant::{Column, Entity};
use crate::{
    ApiResult,
    bookings::{entity as booking, news},
    change::Change,
};
use domain::{
    bookings::BookingKind,
    events::{Audience, Event},
    ids::ClientId,
};
use sea_orm::{ColumnTrait, QueryFilter, QuerySelect};

/// Lets those who see an entry know that it came, changed or is gone: of a group appointment, each
/// client who takes part, too.
pub async fn tell(change: &mut Change<'_>, entry: &booking::Model) -> ApiResult<()> {
    news::tell(change, entry);
    if entry.kind != BookingKind::Group {
        return Ok(());
    }
    let taking_part: Vec<ClientId> = change
        .caller()
        .scope()
        .find::<Entity>()
        .select_only()
        .column(Column::ClientId)
        .filter(Column::BookingId.eq(entry.id))
        .into_tuple()
        .all(change.tx())
        .await?;
    for client in taking_part {
        tell_client(change, entry, client);
    }
    Ok(())
}

/// Lets a client know who takes part, or did until now.
pub fn tell_client(change: &mut Change<'_>, entry: &booking::Model, client: ClientId) {
    let event = Event::of_calendar(Some(entry.counselor_id));
    change.tell(event, Audience::Participant { client });
}
