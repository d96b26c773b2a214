//! Whose turn it is, and what becomes of it.

use super::entity::{Column, Entity, Model};
use crate::{
    ApiResult,
    bookings::{
        entity::{Column as BookingColumn, Entity as Bookings, Model as Booking},
        limits::who_may_have,
        settings::rules_of,
    },
    change::Change,
    clients::entity as client,
    counselors::entity as counselor,
    facility,
    scope::Scope,
};
use chrono::{DateTime, Utc};
use domain::{
    bookings::BookingState,
    clients::ClientStatus,
    ids::{BookingId, ClientId, CounselorId},
    slots::Slot,
    waiting_list::stays,
};
use sea_orm::{
    ColumnTrait, ConnectionTrait, ExprTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait,
    sea_query::{Expr, SelectStatement},
};
use std::collections::HashMap;

/// Those who wait and are offered nothing yet, in order, with their primary counselors; of one
/// service and counselor, or all. Who cannot sign in waits and is left out.
pub(super) async fn waiting(
    scope: &Scope,
    slot: Option<&Slot>,
    db: &impl ConnectionTrait,
) -> ApiResult<Vec<(Model, Option<CounselorId>)>> {
    let mut select = scope
        .find::<Entity>()
        .filter(Column::BookingId.is_null())
        .order_by_asc(Column::QueuedAt)
        .order_by_asc(Column::Id);
    if let Some(slot) = slot {
        let anybody = Column::CounselorId.is_null();
        select = select
            .filter(Column::ServiceId.eq(slot.service_id))
            .filter(anybody.or(Column::CounselorId.eq(slot.counselor_id)));
    }
    let entries = select.all(db).await?;
    if entries.is_empty() {
        return Ok(Vec::new());
    }
    let primary: Vec<(ClientId, Option<CounselorId>)> = scope
        .find::<client::Entity>()
        .select_only()
        .columns([client::Column::Id, client::Column::PrimaryCounselorId])
        .filter(client::Column::Id.is_in(entries.iter().map(|one| one.client_id)))
        .filter(client::Column::Status.eq(ClientStatus::Active))
        .into_tuple()
        .all(db)
        .await?;
    let primary: HashMap<_, _> = primary.into_iter().collect();
    let known = |one: Model| Some((primary.get(&one.client_id).copied()?, one));
    let known = entries.into_iter().filter_map(known);
    Ok(known.map(|(primary, one)| (one, primary)).collect())
}

/// Whether a slot that a client wants is offered to somebody else at any moment, who waits for one
/// like it and can have it: nobody gets in between.
pub async fn is_anothers(
    scope: &Scope,
    who: ClientId,
    slot: &Slot,
    (now, db): (DateTime<Utc>, &impl ConnectionTrait),
) -> ApiResult<bool> {
    let waiting = waiting(scope, Some(slot), db).await?;
    if waiting.is_empty() {
        return Ok(false);
    }
    let facility = facility::operations::by_id(db, scope.facility()).await?;
    let (zone, rules) = (facility.zone()?, rules_of(&facility)?);
    let holder = scope.find::<counselor::Entity>();
    let holder = holder.filter(counselor::Column::Id.eq(slot.counselor_id));
    let holder = holder.one(db).await?;
    let only_primary = holder.is_some_and(|one| one.primary_clients_only);
    let mut before = Vec::new();
    for (entry, primary) in waiting {
        if !entry.wish(primary)?.fits(slot, only_primary, &zone) {
            continue;
        }
        if entry.client_id == who {
            break;
        }
        before.push(entry.client_id);
    }
    let may_have = who_may_have(scope, before, &rules, (now, db)).await?;
    Ok(!may_have.is_empty())
}

/// What is held for a client because they waited for it.
pub fn offered_to(scope: &Scope, client: ClientId) -> SelectStatement {
    scope
        .find::<Entity>()
        .filter(Column::ClientId.eq(client))
        .filter(Column::BookingId.is_not_null())
        .select_only()
        .column(Column::BookingId)
        .into_query()
}

/// Who has booked what was offered to them waits no more.
pub async fn take_off(change: &Change<'_>, booked: BookingId) -> ApiResult<()> {
    let served = change.caller().scope().delete::<Entity>();
    let served = served.filter(Column::BookingId.eq(booked));
    served.exec(change.tx()).await?;
    Ok(())
}

/// Who has given back what was offered to them waits behind the others.
pub async fn turn_down(change: &Change<'_>, given_back: BookingId) -> ApiResult<()> {
    let (scope, now) = (change.caller().scope(), change.caller().now());
    let entry = scope.find::<Entity>();
    let entry = entry.filter(Column::BookingId.eq(given_back));
    if let Some(entry) = entry.one(change.tx()).await? {
        pass_over(scope, &entry, now, change.tx()).await?;
    }
    Ok(())
}

/// Lets somebody wait behind the others, or no more after too many offers.
pub(super) async fn pass_over(
    scope: &Scope,
    entry: &Model,
    now: DateTime<Utc>,
    tx: &impl ConnectionTrait,
) -> ApiResult<()> {
    if stays(entry.offered()?.len()) {
        let back = scope
            .update::<Entity>()
            .col_expr(Column::BookingId, Expr::value(None::<BookingId>))
            .col_expr(Column::QueuedAt, Expr::value(now))
            .filter(Column::Id.eq(entry.id))
            .filter(Column::BookingId.eq(entry.booking_id));
        back.exec(tx).await?;
    } else {
        let gone = scope
            .delete::<Entity>()
            .filter(Column::Id.eq(entry.id))
            .filter(Column::BookingId.eq(entry.booking_id));
        gone.exec(tx).await?;
    }
    Ok(())
}

/// Gives back what is held for somebody, if something is; answers what was.
pub(super) async fn give_up(
    scope: &Scope,
    entry: &Model,
    tx: &impl ConnectionTrait,
) -> ApiResult<Vec<Booking>> {
    let Some(id) = entry.booking_id else {
        return Ok(Vec::new());
    };
    let held = scope
        .delete::<Bookings>()
        .filter(BookingColumn::Id.eq(id))
        .filter(BookingColumn::State.eq(BookingState::Reserved));
    Ok(held.exec_with_returning(tx).await?)
}
