//! Waiting for a place in a group appointment that is full, as clients do it and staff see it.

use super::{
    details,
    entity::waiter::{ActiveModel, Column, Entity, Model, Relation as WaiterRelation},
    joining::{Stands, client_of, load, offer, offered_to},
    news::tell_client,
    operations::{find_group, lock},
    queue,
};
use crate::{
    ApiError, ApiResult,
    bookings::{
        entity as booking,
        list::{find, show},
        news,
        settings::rules_of,
    },
    caller::Caller,
    change::Change,
    clients::{self, entity as client},
    counselors,
    extract::{next_page, read_cursor},
    facility,
};
use chrono::{DateTime, Utc};
use domain::{
    access::{Action, Relation},
    audit::AuditAction,
    bookings::{
        Booking, BookingKind, GroupOffer, GroupWait, GroupWaiter, GroupWaiterQuery, MAX_GROUP_WAITS,
    },
    clients::{ClientNumber, ClientRef},
    ids::{BookingId, ClientId},
    page::Page,
    problem::ProblemCode,
};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, EntityTrait, FromQueryResult, JoinType, PaginatorTrait,
    QueryFilter, QueryOrder, QuerySelect, RelationTrait, sea_query::Expr,
};

#[derive(FromQueryResult)]
struct Row {
    id: ClientId,
    number: ClientNumber,
    pseudonym: String,
    queued_at: DateTime<Utc>,
    held_until: Option<DateTime<Utc>>,
}

/// Who waits, in turn: those that the caller may see.
pub async fn list_group_waiters(
    caller: &Caller,
    id: BookingId,
    query: GroupWaiterQuery,
) -> ApiResult<Page<GroupWaiter>> {
    let model = find(caller, id, Action::ListGroupWaiters, caller.db()).await?;
    if model.kind != BookingKind::Group {
        return Err(ProblemCode::NotFound.into());
    }
    let limit = query.limit.unwrap_or_default().rows();
    let mut select = clients::visible_to(caller, caller.scope().find())
        .join_rev(JoinType::InnerJoin, WaiterRelation::Client.def())
        .filter(Column::BookingId.eq(id));
    if let Some(after) = &query.after {
        let (queued_at, client): (DateTime<Utc>, ClientId) = read_cursor(after)?;
        let key = [Column::QueuedAt, Column::ClientId].map(|one| Expr::col((Entity, one)));
        let last = Expr::tuple([Expr::value(queued_at), Expr::value(client)]);
        select = select.filter(sea_orm::ExprTrait::gt(Expr::tuple(key), last));
    }
    let mut rows: Vec<Row> = select
        .select_only()
        .columns([
            client::Column::Id,
            client::Column::Number,
            client::Column::Pseudonym,
        ])
        .columns([Column::QueuedAt, Column::HeldUntil])
        .order_by_asc(Column::QueuedAt)
        .order_by_asc(Column::ClientId)
        .limit(limit + 1)
        .into_model()
        .all(caller.db())
        .await?;
    let next = next_page(&mut rows, limit, |last| (last.queued_at, last.id))?;
    let now = caller.now();
    let items = rows.into_iter().map(|row| GroupWaiter {
        client: ClientRef {
            id: row.id,
            number: row.number,
            pseudonym: row.pseudonym,
        },
        since: row.queued_at,
        held_until: row.held_until.filter(|until| *until > now),
    });
    Ok(Page {
        items: items.collect(),
        next,
    })
}

/// Waits for a place, where there is none. Who waits already goes on to.
pub async fn wait_for_group_booking(caller: &Caller, id: BookingId) -> ApiResult<GroupOffer> {
    let mut change = Change::begin(caller, AuditAction::WaitForGroupBooking).await?;
    load(caller, id, change.tx()).await?;
    caller.check(Action::WaitForGroupBooking, Relation::Own)?;
    let (client, scope, now) = (client_of(caller)?, caller.scope(), caller.now());
    clients::operations::lock(&change, client).await?;
    let facility = facility::operations::by_id(change.tx(), caller.facility()).await?;
    let rules = rules_of(&facility)?;
    let offered = offered_to(caller, client, &rules, change.tx()).await?;
    let offered = offered.filter(booking::Column::Id.eq(id));
    let found = offered.one(change.tx()).await?;
    found.ok_or(ApiError::Problem(ProblemCode::NotFound))?;
    let (model, details) = lock(&change, id).await?;
    if details::takes_part(scope, id, client, change.tx()).await? {
        return Err(ProblemCode::Conflict.into());
    }
    let waiting = queue::of_one(scope, id, change.tx()).await?;
    let known = queue::wait_of(&waiting, client, now);
    if known.is_none() {
        let at = (&rules, now, change.tx());
        if queue::has_room(scope, (&model, &details, &waiting), client, at).await? {
            return Err(ProblemCode::SlotsFree.into());
        }
        // What they have let pass, and no round has noted yet.
        queue::take_off(scope, id, &[client], change.tx()).await?;
        let theirs = scope.find::<Entity>().filter(Column::ClientId.eq(client));
        if theirs.count(change.tx()).await? >= MAX_GROUP_WAITS as u64 {
            return Err(ProblemCode::LimitReached.into());
        }
        let row = ActiveModel {
            booking_id: Set(id),
            client_id: Set(client),
            facility_id: Set(caller.facility()),
            queued_at: Set(now),
            held_until: Set(None),
        };
        Entity::insert(row)
            .exec_without_returning(change.tx())
            .await?;
    }
    let new = GroupWait {
        since: now,
        held_until: None,
    };
    let stands = Stands {
        full: true,
        joined: false,
        waiting: Some(known.unwrap_or(new)),
    };
    let holder = [model.counselor_id];
    let holder = counselors::operations::references(scope, holder, change.tx()).await?;
    let holder = holder.into_values().next();
    let holder = holder.ok_or(ApiError::Problem(ProblemCode::NotFound))?;
    let shown = offer(&model, &details, holder, stands, &*caller.keys().await?)?;
    if known.is_none() {
        change.on(id);
        tell(&mut change, &model, client);
        change.commit().await?;
    }
    Ok(shown)
}

/// Waits for it no more, and gives back what is held.
pub async fn stop_waiting_for_group_booking(caller: &Caller, id: BookingId) -> ApiResult<()> {
    let mut change = Change::begin(caller, AuditAction::StopWaitingForGroupBooking).await?;
    let model = load(caller, id, change.tx()).await?;
    let waits = match caller.actor().client_id() {
        Some(client) => waits(&change, id, client).await?,
        None => None,
    };
    let relation = match &waits {
        Some(_) => Relation::Own,
        None => model.relation_to(caller.actor()),
    };
    caller.check(Action::StopWaitingForGroupBooking, relation)?;
    let client = client_of(caller)?;
    queue::take_off(caller.scope(), id, &[client], change.tx()).await?;
    change.on(id);
    tell(&mut change, &model, client);
    change.commit().await
}

/// Lets a client wait for it no more whom the caller may see.
pub async fn remove_group_waiter(
    caller: &Caller,
    id: BookingId,
    client: ClientId,
) -> ApiResult<()> {
    let mut change = Change::begin(caller, AuditAction::RemoveGroupWaiter).await?;
    find_group(&change, id, Action::RemoveGroupWaiter).await?;
    clients::operations::find(caller, client, Action::ReadClient, change.tx()).await?;
    let (model, _) = lock(&change, id).await?;
    let waits = waits(&change, id, client).await?;
    waits.ok_or(ApiError::Problem(ProblemCode::NotFound))?;
    queue::take_off(caller.scope(), id, &[client], change.tx()).await?;
    change.on(id);
    tell(&mut change, &model, client);
    change.commit().await
}

/// That a client waits for one, if they do.
async fn waits(change: &Change<'_>, id: BookingId, client: ClientId) -> ApiResult<Option<Model>> {
    let own = change.caller().scope().find::<Entity>();
    let own = own
        .filter(Column::BookingId.eq(id))
        .filter(Column::ClientId.eq(client));
    Ok(own.one(change.tx()).await?)
}

/// Lets staff and the client know; it is what makes a round look for who comes next, too.
fn tell(change: &mut Change<'_>, model: &booking::Model, client: ClientId) {
    news::tell(change, model);
    tell_client(change, model, client);
}

/// What a client waits for after `last`, whoever asks, and since when.
pub async fn next_of_client(
    caller: &Caller,
    client: ClientId,
    last: Option<BookingId>,
) -> ApiResult<Option<(Booking, GroupWait)>> {
    let mut select = caller
        .scope()
        .find::<Entity>()
        .filter(Column::ClientId.eq(client));
    if let Some(last) = last {
        select = select.filter(Column::BookingId.gt(last));
    }
    let found = select.order_by_asc(Column::BookingId).one(caller.db());
    let Some(found) = found.await? else {
        return Ok(None);
    };
    let booking = load(caller, found.booking_id, caller.db()).await?;
    let wait = GroupWait {
        since: found.queued_at,
        held_until: found.held_until,
    };
    Ok(Some((show(caller, &booking, caller.db()).await?, wait)))
}
