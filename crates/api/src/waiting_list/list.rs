//! Reading who waits.

use super::entity::{Column, Entity, Model};
use crate::{
    ApiError, ApiResult,
    bookings::{
        entity::{Column as BookingColumn, Entity as Bookings},
        list::{is_there, show_all as show_bookings},
    },
    caller::Caller,
    clients, counselors,
    extract::{next_page, read_cursor},
    services,
};
use chrono::{DateTime, Utc};
use domain::{
    access::{Action, Relation},
    bookings::{Booking, BookingState},
    ids::{BookingId, ClientId, WaitingListEntryId},
    page::Page,
    waiting_list::{AwaitedService, WaitingListEntry, WaitingListQuery},
};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbErr, ExprTrait, QueryFilter, QueryOrder, QuerySelect,
    sea_query::Expr,
};
use std::collections::{BTreeSet, HashMap};

/// Those who wait, in order: of clients, what they wait for; of staff, whom they can take off.
pub async fn list_waiting_list_entries(
    caller: &Caller,
    query: WaitingListQuery,
) -> ApiResult<Page<WaitingListEntry>> {
    caller.check(Action::ListWaitingListEntries, Relation::Common)?;
    let limit = query.limit.unwrap_or_default().rows();
    let select = caller.scope().find::<Entity>();
    let mut select = if let Some(id) = caller.actor().client_id() {
        select.filter(Column::ClientId.eq(id))
    } else {
        let mine = caller.actor().counselor_id();
        let relations = [
            (Relation::Own, Column::CounselorId.eq(mine)),
            (Relation::Nobodys, Column::CounselorId.is_null()),
            (
                Relation::Others,
                Column::CounselorId
                    .is_not_null()
                    .and(Column::CounselorId.ne(mine)),
            ),
        ];
        caller.filter(select, Action::DeleteWaitingListEntry, relations)
    };
    if let Some(after) = &query.after {
        let (queued_at, id): (DateTime<Utc>, WaitingListEntryId) = read_cursor(after)?;
        let key = [Column::QueuedAt, Column::Id].map(Expr::col);
        let last = Expr::tuple([Expr::value(queued_at), Expr::value(id)]);
        select = select.filter(Expr::tuple(key).gt(last));
    }
    let mut models = select
        .order_by_asc(Column::QueuedAt)
        .order_by_asc(Column::Id)
        .limit(limit + 1)
        .all(caller.db())
        .await?;
    let next = next_page(&mut models, limit, |last| (last.queued_at, last.id))?;
    let items = show_all(caller, &models, caller.db()).await?;
    Ok(Page { items, next })
}

/// Entries, as the caller sees them.
pub async fn show_all(
    caller: &Caller,
    models: &[Model],
    db: &impl ConnectionTrait,
) -> ApiResult<Vec<WaitingListEntry>> {
    let scope = caller.scope();
    let clients: BTreeSet<_> = models.iter().map(|one| one.client_id).collect();
    let clients = clients::operations::references(scope, clients, db).await?;
    let counselors: BTreeSet<_> = models.iter().filter_map(|one| one.counselor_id).collect();
    let counselors = counselors::operations::references(scope, counselors, db).await?;
    let services = services::operations::bookable_by(scope, None, db).await?;
    let mut offers = offers(caller, models, db).await?;
    let is_staff = caller.actor().client_id().is_none();
    let gone = || ApiError::internal(DbErr::RecordNotFound("who waits, or for what".into()));
    let items = models.iter().map(|model| {
        let service = services.get(&model.service_id).ok_or_else(gone)?;
        let offer = model.booking_id.and_then(|id| offers.remove(&id));
        Ok(WaitingListEntry {
            id: model.id,
            client: clients.get(&model.client_id).cloned().ok_or_else(gone)?,
            service: AwaitedService {
                id: service.id,
                name: is_staff.then(|| service.name.clone()),
                channel: service.channel,
                duration_minutes: services::operations::minutes(service.duration_minutes)?,
            },
            counselor: model
                .counselor_id
                .and_then(|id| counselors.get(&id))
                .cloned(),
            until: model.until,
            created_at: model.created_at,
            offer,
        })
    });
    items.collect()
}

/// What is held for them at this moment.
async fn offers(
    caller: &Caller,
    models: &[Model],
    db: &impl ConnectionTrait,
) -> ApiResult<HashMap<BookingId, Booking>> {
    let held: Vec<_> = models.iter().filter_map(|one| one.booking_id).collect();
    let held = caller
        .scope()
        .find::<Bookings>()
        .filter(BookingColumn::Id.is_in(held))
        .filter(BookingColumn::State.eq(BookingState::Reserved))
        .filter(is_there(caller.now()))
        .all(db)
        .await?;
    let shown = show_bookings(caller, &held, db).await?;
    Ok(shown.into_iter().map(|one| (one.id, one)).collect())
}

/// What a client waits for after `last`, whoever asks.
pub async fn next_of_client(
    caller: &Caller,
    client: ClientId,
    last: Option<WaitingListEntryId>,
) -> ApiResult<Option<WaitingListEntry>> {
    let mut select = caller
        .scope()
        .find::<Entity>()
        .filter(Column::ClientId.eq(client));
    if let Some(last) = last {
        select = select.filter(Column::Id.gt(last));
    }
    let found = select.order_by_asc(Column::Id).one(caller.db()).await?;
    let shown = show_all(caller, found.as_slice(), caller.db()).await?;
    Ok(shown.into_iter().next())
}
