//! Erasing clients' appointments that were kept for long enough.

use super::{
    entity::{Column, Entity},
    news,
};
use crate::{
    ApiResult, clients::operations as clients, deletion_routine::Sweep, scope::Scope, statistics,
};
use chrono::{DateTime, Utc};
use domain::{
    bookings::BookingKind,
    ids::{BookingId, ClientId},
};
use sea_orm::{ColumnTrait, Condition, QueryFilter, QueryOrder, QuerySelect};

/// Those whose time is over. What only keeps time free is nobody's.
pub fn over(scope: &Scope, cutoff: DateTime<Utc>) -> Condition {
    Condition::all()
        .add(Column::Kind.eq(BookingKind::Single))
        .add(Column::ClientId.is_not_null())
        .add(Column::StartsAt.lte(cutoff))
        .add(Column::EndsAt.lte(cutoff))
        .add(Column::ClientId.not_in_subquery(clients::held(scope)))
}

/// Erases some of them; what is counted of them is counted on.
pub async fn erase_over(sweep: &mut Sweep<'_>, cutoff: DateTime<Utc>) -> ApiResult<u64> {
    let (scope, tx) = (sweep.scope(), sweep.tx());
    let found: Vec<(BookingId, Option<ClientId>)> = scope
        .find::<Entity>()
        .filter(over(scope, cutoff))
        .select_only()
        .columns([Column::Id, Column::ClientId])
        .order_by_asc(Column::StartsAt)
        .order_by_asc(Column::Id)
        .limit(Sweep::BATCH)
        .into_tuple()
        .all(tx)
        .await?;
    let theirs = found.iter().filter_map(|(_, client)| *client).collect();
    let clients = clients::lock_unheld(scope, tx, theirs).await?;
    // One may have been moved into the future in the meantime.
    let gone = scope
        .delete::<Entity>()
        .filter(Column::Id.is_in(found.iter().map(|(id, _)| *id)))
        .filter(Column::EndsAt.lte(cutoff))
        .filter(Column::ClientId.is_in(clients.into_keys()))
        .exec_with_returning(tx)
        .await?;
    statistics::keep_bookings(scope, tx, &gone).await?;
    sweep.counts.appointments += gone.len() as u64;
    let news = gone
        .iter()
        .map(|one| news::of(one.counselor_id, one.client_id));
    sweep.news.extend(news);
    Ok(found.len() as u64)
}
