//! Who waits for a place in a group appointment, and whose turn it is. Whoever decides by it has
//! locked the appointment.

use super::{
    details::Details,
    entity::waiter::{Column, Entity, Model},
};
use crate::{
    ApiResult,
    bookings::{entity as booking, news},
    clients::{entity as client, erasure::Erasure},
    counselors::entity as counselor,
    scope::Scope,
    waiting_list::may_have,
};
use chrono::{DateTime, Utc};
use domain::{
    bookings::{BookingRules, GroupWait},
    clients::ClientStatus,
    ids::{BookingId, ClientId, CounselorId},
    slots::takes_on,
};
use sea_orm::{
    ColumnTrait, ConnectionTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait,
    sea_query::SelectStatement,
};
use std::collections::{BTreeSet, HashMap};

impl Model {
    /// Whether a place is held for them at this moment.
    pub fn is_held(&self, now: DateTime<Utc>) -> bool {
        self.held_until.is_some_and(|until| until > now)
    }

    /// Whether they have let it pass, and the round that notes it has not been yet.
    fn has_lapsed(&self, now: DateTime<Utc>) -> bool {
        self.held_until.is_some_and(|until| until <= now)
    }
}

/// All who wait for a place in these, in turn, in one query.
pub async fn of(
    scope: &Scope,
    ids: impl IntoIterator<Item = BookingId>,
    db: &impl ConnectionTrait,
) -> ApiResult<HashMap<BookingId, Vec<Model>>> {
    let all = scope
        .find::<Entity>()
        .filter(Column::BookingId.is_in(ids))
        .order_by_asc(Column::QueuedAt)
        .order_by_asc(Column::ClientId)
        .all(db)
        .await?;
    let mut waiting: HashMap<_, Vec<Model>> = HashMap::new();
    for one in all {
        waiting.entry(one.booking_id).or_default().push(one);
    }
    Ok(waiting)
}

/// All who wait for a place in one, in turn.
pub async fn of_one(
    scope: &Scope,
    id: BookingId,
    db: &impl ConnectionTrait,
) -> ApiResult<Vec<Model>> {
    Ok(of(scope, [id], db).await?.remove(&id).unwrap_or_default())
}

/// For how many a place is held, but for these.
pub fn held(waiting: &[Model], now: DateTime<Utc>, except: &[ClientId]) -> u64 {
    let held = waiting.iter().filter(|one| one.is_held(now));
    held.filter(|one| !except.contains(&one.client_id)).count() as u64
}

/// That a client waits, if they do.
pub fn wait_of(waiting: &[Model], client: ClientId, now: DateTime<Utc>) -> Option<GroupWait> {
    let mut waiting = waiting.iter();
    let own = waiting.find(|one| one.client_id == client && !one.has_lapsed(now));
    own.map(|one| GroupWait {
        since: one.queued_at,
        held_until: one.held_until,
    })
}

/// Whether there is a place for a client at this moment: one that is held for them, or more than
/// those can have who wait and come first.
pub async fn has_room(
    scope: &Scope,
    (model, details, waiting): (&booking::Model, &Details, &[Model]),
    client: ClientId,
    (rules, now, db): (&BookingRules, DateTime<Utc>, &impl ConnectionTrait),
) -> ApiResult<bool> {
    let most = details.max_participants()?.unwrap_or_default();
    let held = held(waiting, now, &[client]);
    let mut free = most.places_free(details.participants()?, held);
    let own = wait_of(waiting, client, now);
    if free == 0 || own.is_some_and(|own| own.held_until.is_some()) {
        return Ok(free > 0);
    }
    let mut first = waiting.iter().filter(|one| one.held_until.is_none());
    let before = first
        .by_ref()
        .take_while(|one| one.client_id != client)
        .cloned();
    let before: Vec<_> = before.collect();
    for one in can_come(scope, model, before, db).await? {
        if free > 0 && may_have(scope, one.client_id, rules, (now, db)).await? {
            free -= 1;
        }
    }
    Ok(free > 0)
}

/// Those of them who can sign in, and whom the counselor takes on.
pub async fn can_come(
    scope: &Scope,
    model: &booking::Model,
    waiting: Vec<Model>,
    db: &impl ConnectionTrait,
) -> ApiResult<Vec<Model>> {
    if waiting.is_empty() {
        return Ok(waiting);
    }
    let holder = scope.find::<counselor::Entity>();
    let holder = holder.filter(counselor::Column::Id.eq(model.counselor_id));
    let only_primary = holder.one(db).await?;
    let only_primary = only_primary.is_some_and(|one| one.primary_clients_only);
    let active: Vec<(ClientId, Option<CounselorId>)> = scope
        .find::<client::Entity>()
        .select_only()
        .columns([client::Column::Id, client::Column::PrimaryCounselorId])
        .filter(client::Column::Id.is_in(waiting.iter().map(|one| one.client_id)))
        .filter(client::Column::Status.eq(ClientStatus::Active))
        .into_tuple()
        .all(db)
        .await?;
    let taken_on = active
        .into_iter()
        .filter(|(_, primary)| takes_on(only_primary, *primary == Some(model.counselor_id)));
    let taken_on: BTreeSet<_> = taken_on.map(|(id, _)| id).collect();
    let waiting = waiting.into_iter();
    Ok(waiting
        .filter(|one| taken_on.contains(&one.client_id))
        .collect())
}

/// The ids of those for a place in which a client waits.
pub fn awaited_by(scope: &Scope, client: ClientId) -> SelectStatement {
    scope
        .find::<Entity>()
        .filter(Column::ClientId.eq(client))
        .select_only()
        .column(Column::BookingId)
        .into_query()
}

/// How many places are held for a client at this moment.
pub async fn count_held(
    scope: &Scope,
    client: ClientId,
    now: DateTime<Utc>,
    db: &impl ConnectionTrait,
) -> ApiResult<u64> {
    let held = scope
        .find::<Entity>()
        .filter(Column::ClientId.eq(client))
        .filter(Column::HeldUntil.gt(now));
    Ok(held.count(db).await?)
}

/// Who takes part waits no more.
pub async fn take_off(
    scope: &Scope,
    id: BookingId,
    clients: &[ClientId],
    tx: &impl ConnectionTrait,
) -> ApiResult<()> {
    let served = scope
        .delete::<Entity>()
        .filter(Column::BookingId.eq(id))
        .filter(Column::ClientId.is_in(clients.iter().copied()));
    served.exec(tx).await?;
    Ok(())
}

/// Lets a client wait for nothing any more, and tells staff where that is to be seen.
pub async fn erase_of_client(erasure: &mut Erasure<'_>) -> ApiResult<()> {
    let theirs = erasure.scope().delete::<Entity>();
    let theirs = theirs.filter(Column::ClientId.eq(erasure.client()));
    let gone = theirs.exec(erasure.tx()).await?;
    if gone.rows_affected > 0 {
        erasure.news.push(news::of_everybody(None));
    }
    Ok(())
}
