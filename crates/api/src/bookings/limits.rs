//! How many appointments clients have ahead of them, which the facility limits.

use super::{
    entity::{Column, Entity},
    group_bookings::entity::{participant, waiter},
};
use crate::{ApiResult, scope::Scope, waiting_list::entity as waiting};
use chrono::{DateTime, Utc};
use domain::{
    bookings::{BookingRules, BookingState},
    ids::ClientId,
};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect, QueryTrait,
    Select,
};
use std::collections::{BTreeMap, BTreeSet};

/// How many of something each client has.
type Counts = BTreeMap<ClientId, u64>;

/// How many appointments a client has ahead of them, those in groups included.
pub async fn count_open(
    scope: &Scope,
    client: ClientId,
    now: DateTime<Utc>,
    db: &impl ConnectionTrait,
) -> ApiResult<u64> {
    let mut counts = Counts::new();
    count_open_of(scope, &[client], &mut counts, (now, db)).await?;
    Ok(counts.remove(&client).unwrap_or_default())
}

/// Which of these clients may have another appointment, what is held for them included because
/// they waited for it. As many queries for one as for all.
pub async fn who_may_have(
    scope: &Scope,
    clients: impl IntoIterator<Item = ClientId>,
    rules: &BookingRules,
    (now, db): (DateTime<Utc>, &impl ConnectionTrait),
) -> ApiResult<BTreeSet<ClientId>> {
    let clients: BTreeSet<_> = clients.into_iter().collect();
    let clients: Vec<_> = clients.into_iter().collect();
    let mut counts = Counts::new();
    if clients.is_empty() {
        return Ok(BTreeSet::new());
    }
    count_open_of(scope, &clients, &mut counts, (now, db)).await?;
    let offered = scope
        .find::<waiting::Entity>()
        .filter(waiting::Column::ClientId.is_in(clients.iter().copied()))
        .filter(waiting::Column::BookingId.is_not_null());
    add(offered, waiting::Column::ClientId, &mut counts, db).await?;
    let held = scope
        .find::<waiter::Entity>()
        .filter(waiter::Column::ClientId.is_in(clients.iter().copied()))
        .filter(waiter::Column::HeldUntil.gt(now));
    add(held, waiter::Column::ClientId, &mut counts, db).await?;
    let most = rules.max_open_bookings.into();
    let may = |one: &ClientId| counts.get(one).is_none_or(|ahead| *ahead < most);
    Ok(clients.into_iter().filter(may).collect())
}

/// Adds how many appointments these have ahead of them: their own, and those in groups.
async fn count_open_of(
    scope: &Scope,
    clients: &[ClientId],
    counts: &mut Counts,
    (now, db): (DateTime<Utc>, &impl ConnectionTrait),
) -> ApiResult<()> {
    let is_open = Condition::all()
        .add(Column::State.is_in(BookingState::OPEN))
        .add(Column::EndsAt.gt(now));
    let own = scope
        .find::<Entity>()
        .filter(Column::ClientId.is_in(clients.iter().copied()))
        .filter(is_open.clone());
    add(own, Column::ClientId, counts, db).await?;
    let open = scope.find::<Entity>().filter(is_open);
    let open = open.select_only().column(Column::Id).into_query();
    let in_groups = scope
        .find::<participant::Entity>()
        .filter(participant::Column::ClientId.is_in(clients.iter().copied()))
        .filter(participant::Column::BookingId.in_subquery(open));
    add(in_groups, participant::Column::ClientId, counts, db).await
}

/// Adds how many of these rows each client has.
async fn add<E: EntityTrait>(
    rows: Select<E>,
    client: E::Column,
    counts: &mut Counts,
    db: &impl ConnectionTrait,
) -> ApiResult<()> {
    let rows = rows.select_only().column(client);
    let rows = rows.column_as(client.count(), "count").group_by(client);
    let each: Vec<(ClientId, i64)> = rows.into_tuple().all(db).await?;
    for (client, count) in each {
        *counts.entry(client).or_default() += count.unsigned_abs();
    }
    Ok(())
}
