//! Who waits for a place in a group appointment, and whose turn it is. Whoever decides by it has
//! locked the appointment.

use super::{
    details::Details,
    entity::waiter::{Column, Entity, Model},
};
use crate::{
    ApiResult,
    bookings::{entity as booking, limits::who_may_have, news},
    clients::{entity as client, erasure::Erasure},
    counselors::entity as counselor,
    scope::Scope,
};
use chrono::{DateTime, Utc};
use domain::{
    bookings::{BookingRules, GroupWait},
    clients::ClientStatus,
    ids::{BookingId, ClientId, CounselorId},
    slots::takes_on,
};
use sea_orm::{
    ColumnTrait, ConnectionTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait,
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

/// A group appointment, with all who wait for a place in it, in turn.
pub type Queued<'a> = (&'a booking::Model, &'a Details, &'a [Model]);

/// Whether there is a place for a client at this moment.
pub async fn has_room(
    scope: &Scope,
    one: Queued<'_>,
    client: ClientId,
    at: (&BookingRules, DateTime<Utc>, &impl ConnectionTrait),
) -> ApiResult<bool> {
    Ok(!with_room(scope, &[one], client, at).await?.is_empty())
}

/// In which of these there is a place for a client at this moment: one that is held for them, or
/// more than those can have who wait and come first. As many queries for one as for all.
pub async fn with_room(
    scope: &Scope,
    all: &[Queued<'_>],
    client: ClientId,
    (rules, now, db): (&BookingRules, DateTime<Utc>, &impl ConnectionTrait),
) -> ApiResult<BTreeSet<BookingId>> {
    let mut with_room = BTreeSet::new();
    // How many places are free, and who comes before the client.
    let mut contested = Vec::new();
    for (model, details, waiting) in all {
        let most = details.max_participants()?.unwrap_or_default();
        let held = held(waiting, now, &[client]);
        let free = most.places_free(details.participants()?, held);
        let own = wait_of(waiting, client, now);
        let before: Vec<_> = if own.is_some_and(|own| own.held_until.is_some()) {
            Vec::new()
        } else {
            let still = waiting.iter().filter(|one| one.held_until.is_none());
            still.take_while(|one| one.client_id != client).collect()
        };
        if free > before.len() as u64 {
            with_room.insert(model.id);
        } else if free > 0 {
            contested.push((*model, free, before));
        }
    }
    let come_first = contested
        .iter()
        .flat_map(|(model, _, before)| before.iter().map(|one| (model.counselor_id, one.client_id)))
        .collect();
    let can_come = who_can_come(scope, come_first, (rules, now, db)).await?;
    for (model, free, before) in contested {
        let before = before.iter();
        let before = before.filter(|one| can_come.contains(&(model.counselor_id, one.client_id)));
        if free > before.count() as u64 {
            with_room.insert(model.id);
        }
    }
    Ok(with_room)
}

/// Those of these clients who can sign in, whom the counselor takes on that they wait for, and who
/// may have another appointment.
pub async fn who_can_come(
    scope: &Scope,
    waiting: BTreeSet<(CounselorId, ClientId)>,
    (rules, now, db): (&BookingRules, DateTime<Utc>, &impl ConnectionTrait),
) -> ApiResult<BTreeSet<(CounselorId, ClientId)>> {
    if waiting.is_empty() {
        return Ok(waiting);
    }
    let holders: BTreeSet<_> = waiting.iter().map(|(holder, _)| *holder).collect();
    let only_primary: Vec<CounselorId> = scope
        .find::<counselor::Entity>()
        .select_only()
        .column(counselor::Column::Id)
        .filter(counselor::Column::Id.is_in(holders))
        .filter(counselor::Column::PrimaryClientsOnly.eq(true))
        .into_tuple()
        .all(db)
        .await?;
    let clients: BTreeSet<_> = waiting.iter().map(|(_, client)| *client).collect();
    let primary: Vec<(ClientId, Option<CounselorId>)> = scope
        .find::<client::Entity>()
        .select_only()
        .columns([client::Column::Id, client::Column::PrimaryCounselorId])
        .filter(client::Column::Id.is_in(clients))
        .filter(client::Column::Status.eq(ClientStatus::Active))
        .into_tuple()
        .all(db)
        .await?;
    let primary: HashMap<_, _> = primary.into_iter().collect();
    let may_have = who_may_have(scope, primary.keys().copied(), rules, (now, db)).await?;
    let can_come = waiting.into_iter().filter(|(holder, client)| {
        let takes = |primary: &Option<CounselorId>| {
            takes_on(only_primary.contains(holder), *primary == Some(*holder))
        };
        may_have.contains(client) && primary.get(client).is_some_and(takes)
    });
    Ok(can_come.collect())
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
