//! Who takes part in a group appointment, as staff see and say it. Everyone sees the clients that
//! they may see anyway.

use super::{
    entity::participant::{ActiveModel, Column, Entity, Relation as ParticipantRelation},
    news::tell_of_clients,
    operations::{find_group, lock, refused},
    queue,
};
use crate::{
    ApiError, ApiResult,
    bookings::{
        entity as booking,
        list::{find, show},
        news,
    },
    caller::Caller,
    change::Change,
    clients::{self, entity as client, erasure::Erasure},
    extract::{next_page, read_cursor},
    groups,
};
use chrono::{DateTime, Utc};
use domain::{
    access::Action,
    audit::AuditAction,
    bookings::{Booking, BookingKind, Happened, Participant, ParticipantQuery, ParticipantsAdd},
    clients::{ClientNumber, ClientRef, ClientStatus},
    ids::{BookingId, ClientId, CounselorId, GroupId},
    page::Page,
    problem::{FieldCode, FieldError, ProblemCode},
};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, EntityTrait, ExprTrait, FromQueryResult, JoinType, QueryFilter,
    QueryOrder, QuerySelect, RelationTrait, sea_query::Expr,
};
use std::collections::BTreeSet;

#[derive(FromQueryResult)]
struct Row {
    id: ClientId,
    number: ClientNumber,
    pseudonym: String,
    pseudonym_key: String,
    added_at: DateTime<Utc>,
}

/// Who takes part, by pseudonym: those that the caller may see.
pub async fn list_participants(
    caller: &Caller,
    id: BookingId,
    query: ParticipantQuery,
) -> ApiResult<Page<Participant>> {
    let model = find(caller, id, Action::ListParticipants, caller.db()).await?;
    if model.kind != BookingKind::Group {
        return Err(ProblemCode::NotFound.into());
    }
    let limit = query.limit.unwrap_or_default().rows();
    let key = || Expr::col((client::Entity, client::Column::PseudonymKey));
    let mut select = clients::visible_to(caller, caller.scope().find())
        .join_rev(JoinType::InnerJoin, ParticipantRelation::Client.def())
        .filter(Column::BookingId.eq(id));
    if let Some(after) = &query.after {
        select = select.filter(key().gt(read_cursor::<String>(after)?));
    }
    let mut rows: Vec<Row> = select
        .select_only()
        .columns([
            client::Column::Id,
            client::Column::Number,
            client::Column::Pseudonym,
            client::Column::PseudonymKey,
        ])
        .column(Column::AddedAt)
        .order_by_asc(client::Column::PseudonymKey)
        .limit(limit + 1)
        .into_model()
        .all(caller.db())
        .await?;
    let next = next_page(&mut rows, limit, |last| last.pseudonym_key.clone())?;
    let items = rows.into_iter().map(|row| Participant {
        client: ClientRef {
            id: row.id,
            number: row.number,
            pseudonym: row.pseudonym,
        },
        added_at: row.added_at,
    });
    Ok(Page {
        items: items.collect(),
        next,
    })
}

/// Lets clients and whole groups take part, if there is a place for each of them. Who takes part
/// already goes on to. Staff are not bound to who came first, but to what is held for somebody.
pub async fn add_participants(
    caller: &Caller,
    id: BookingId,
    body: ParticipantsAdd,
) -> ApiResult<Booking> {
    body.check().map_err(refused)?;
    let mut change = Change::begin(caller, AuditAction::AddParticipants).await?;
    find_group(&change, id, Action::AddParticipants).await?;
    let mut named = clients_named(&change, &body.client_ids).await?;
    for (place, group) in body.group_ids.iter().enumerate() {
        named.extend(in_group(&change, place, *group).await?);
    }
    let (model, details) = lock(&change, id).await?;
    let (scope, tx) = (caller.scope(), change.tx());
    let present: Vec<ClientId> = scope
        .find::<Entity>()
        .select_only()
        .column(Column::ClientId)
        .filter(Column::BookingId.eq(id))
        .into_tuple()
        .all(tx)
        .await?;
    let present: BTreeSet<_> = present.into_iter().collect();
    let new: Vec<_> = named.difference(&present).copied().collect();
    let most = details.max_participants()?.unwrap_or_default();
    let waiting = queue::of_one(scope, id, tx).await?;
    let held = queue::held(&waiting, caller.now(), &new);
    if new.len() as u64 > most.places_free(present.len() as u64, held) {
        return Err(ProblemCode::NoPlaceLeft.into());
    }
    if new.is_empty() {
        // Nothing new is nothing to note.
        return show(caller, &model, tx).await;
    }
    let rows = new.iter().map(|client| ActiveModel {
        booking_id: Set(id),
        client_id: Set(*client),
        facility_id: Set(caller.facility()),
        added_at: Set(caller.now()),
    });
    Entity::insert_many(rows).exec_without_returning(tx).await?;
    queue::take_off(scope, id, &new, tx).await?;
    let shown = show(caller, &model, tx).await?;
    change.on(id);
    tell_of_clients(&mut change, Happened::Joined, (&new, &model)).await?;
    change.commit().await?;
    Ok(shown)
}

/// Those of the body's clients, each of whom the caller may see.
async fn clients_named(change: &Change<'_>, ids: &[ClientId]) -> ApiResult<BTreeSet<ClientId>> {
    let caller = change.caller();
    let visible: Vec<ClientId> = clients::visible_to(caller, caller.scope().find())
        .select_only()
        .column(client::Column::Id)
        .filter(client::Column::Id.is_in(ids.iter().copied()))
        .filter(client::Column::Status.ne(ClientStatus::Deleted))
        .into_tuple()
        .all(change.tx())
        .await?;
    let visible: BTreeSet<_> = visible.into_iter().collect();
    match ids.iter().position(|id| !visible.contains(id)) {
        Some(place) => Err(no_such(&format!("/client_ids/{place}"))),
        None => Ok(visible),
    }
}

/// The clients in one of the body's groups, as far as the caller may see them.
async fn in_group(change: &Change<'_>, place: usize, id: GroupId) -> ApiResult<Vec<ClientId>> {
    let caller = change.caller();
    let members = groups::members_seen_by(caller, id, change.tx()).await;
    members.map_err(|error| match error.code() {
        ProblemCode::NotFound => no_such(&format!("/group_ids/{place}")),
        _ => error,
    })
}

fn no_such(pointer: &str) -> ApiError {
    ApiError::Field {
        pointer: pointer.into(),
        error: FieldError::new(FieldCode::OutOfRange),
    }
}

/// Lets a client take part no more whom the caller may see.
pub async fn remove_participant(caller: &Caller, id: BookingId, client: ClientId) -> ApiResult<()> {
    let mut change = Change::begin(caller, AuditAction::RemoveParticipant).await?;
    find_group(&change, id, Action::RemoveParticipant).await?;
    clients::operations::find(caller, client, Action::ReadClient, change.tx()).await?;
    let (model, _) = lock(&change, id).await?;
    let removed = caller
        .scope()
        .delete::<Entity>()
        .filter(Column::BookingId.eq(id))
        .filter(Column::ClientId.eq(client))
        .exec(change.tx())
        .await?;
    if removed.rows_affected == 0 {
        return Err(ProblemCode::NotFound.into());
    }
    change.on(id);
    tell_of_clients(&mut change, Happened::TakenOut, (&[client], &model)).await?;
    change.commit().await
}

/// Takes a client out of all group appointments, those to come and those that were, and tells staff
/// where there is a place again.
pub async fn erase_of_client(erasure: &mut Erasure<'_>) -> ApiResult<()> {
    queue::erase_of_client(erasure).await?;
    let gone = erasure
        .scope()
        .delete::<Entity>()
        .filter(Column::ClientId.eq(erasure.client()))
        .exec_with_returning(erasure.tx())
        .await?;
    erasure.counts.appointments += gone.len() as u64;
    let calendars: Vec<CounselorId> = erasure
        .scope()
        .find::<booking::Entity>()
        .select_only()
        .column(booking::Column::CounselorId)
        .filter(booking::Column::Id.is_in(gone.iter().map(|one| one.booking_id)))
        .distinct()
        .into_tuple()
        .all(erasure.tx())
        .await?;
    for counselor in calendars {
        erasure.news.push(news::of(counselor, None));
    }
    Ok(())
}
