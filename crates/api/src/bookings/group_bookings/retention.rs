//! Erasing who took part in group appointments, when that was kept for long enough. That the
//! appointment was stays.

use super::entity::participant::{Column, Entity};
use crate::{
    ApiResult,
    bookings::{
        entity::{Column as BookingColumn, Entity as Booking},
        news,
    },
    clients::operations as clients,
    deletion_routine::Sweep,
    scope::Scope,
};
use chrono::{DateTime, Utc};
use domain::{
    bookings::BookingKind,
    ids::{BookingId, ClientId, CounselorId},
};
use sea_orm::{
    ColumnTrait, Condition, QueryFilter, QueryOrder, QuerySelect, QueryTrait,
    sea_query::SelectStatement,
};
use std::collections::BTreeSet;

/// Group appointments that ended up to here.
fn ended(scope: &Scope, cutoff: DateTime<Utc>) -> SelectStatement {
    scope
        .find::<Booking>()
        .filter(BookingColumn::Kind.eq(BookingKind::Group))
        .filter(BookingColumn::StartsAt.lte(cutoff))
        .filter(BookingColumn::EndsAt.lte(cutoff))
        .select_only()
        .column(BookingColumn::Id)
        .into_query()
}

/// Those whose time is over.
pub fn over(scope: &Scope, cutoff: DateTime<Utc>) -> Condition {
    Condition::all()
        .add(Column::BookingId.in_subquery(ended(scope, cutoff)))
        .add(Column::ClientId.not_in_subquery(clients::held(scope)))
}

/// Erases some of them.
pub async fn erase_over(sweep: &mut Sweep<'_>, cutoff: DateTime<Utc>) -> ApiResult<u64> {
    let (scope, tx) = (sweep.scope(), sweep.tx());
    let found: Vec<(BookingId, ClientId)> = scope
        .find::<Entity>()
        .filter(over(scope, cutoff))
        .select_only()
        .columns([Column::BookingId, Column::ClientId])
        .order_by_asc(Column::BookingId)
        .order_by_asc(Column::ClientId)
        .limit(Sweep::BATCH)
        .into_tuple()
        .all(tx)
        .await?;
    let theirs = found.iter().map(|(_, client)| *client).collect();
    let clients = clients::lock_unheld(scope, tx, theirs).await?;
    let mut shrunk = BTreeSet::new();
    for (booking, client) in &found {
        if !clients.contains_key(client) {
            continue;
        }
        let gone = scope
            .delete::<Entity>()
            .filter(Column::BookingId.eq(*booking))
            .filter(Column::ClientId.eq(*client))
            .exec(tx)
            .await?;
        sweep.counts.appointments += gone.rows_affected;
        shrunk.insert(*booking);
    }
    let calendars: Vec<CounselorId> = scope
        .find::<Booking>()
        .filter(BookingColumn::Id.is_in(shrunk))
        .select_only()
        .column(BookingColumn::CounselorId)
        .distinct()
        .into_tuple()
        .all(tx)
        .await?;
    let calendars = calendars.into_iter();
    sweep
        .news
        .extend(calendars.map(|counselor| news::of(counselor, None)));
    Ok(found.len() as u64)
}
