//! Who is in a conversation.

use super::{
    entity::{
        Model,
        member::{Column, Entity, Model as Member},
    },
    finding::{Found, find, hold_clients, lock_group},
    groups::tell_changed,
    list::shown,
    opening::{joining, tell_of},
    people::{Named, account_of},
};
use crate::{
    ApiError, ApiResult,
    caller::Caller,
    change::Change,
    clients::{self, entity as client},
    counselors::entity as counselor,
    extract::{next_page, read_cursor},
    groups,
};
use chrono::{DateTime, Utc};
use domain::{
    access::Action,
    audit::AuditAction,
    chats::{Chat, ChatAccount, ChatMember, ChatMemberQuery, ChatMembersAdd, MAX_CHAT_MEMBERS},
    clients::ClientStatus,
    ids::{ChatId, ClientId, CounselorId},
    page::Page,
    problem::{FieldCode, FieldError, ProblemCode},
};
use sea_orm::{
    ColumnTrait, EntityTrait, ExprTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect,
    sea_query::Expr,
};
use std::collections::BTreeSet;
use uuid::Uuid;

/// Who is in a conversation, by when they came.
pub async fn list_chat_members(
    caller: &Caller,
    id: ChatId,
    query: ChatMemberQuery,
) -> ApiResult<Page<ChatMember>> {
    let db = caller.db();
    let Found { chat, .. } = find(caller, id, Action::ListChatMembers, db).await?;
    let limit = query.limit.unwrap_or_default().rows();
    let mut select = caller
        .scope()
        .find::<Entity>()
        .filter(Column::ChatId.eq(id));
    if let Some(after) = &query.after {
        let (joined, member): (DateTime<Utc>, Uuid) = read_cursor(after)?;
        let last = Expr::tuple([Expr::value(joined), Expr::value(member)]);
        let place = [Column::JoinedAt, Column::MemberId].map(Expr::col);
        select = select.filter(Expr::tuple(place).gt(last));
    }
    let mut rows = select
        .order_by_asc(Column::JoinedAt)
        .order_by_asc(Column::MemberId)
        .limit(limit + 1)
        .all(db)
        .await?;
    let next = next_page(&mut rows, limit, |last| (last.joined_at, last.member_id))?;
    let mut named = Named::default();
    for row in &rows {
        named.add(account_of(row));
    }
    let people = named.read(caller, db).await?;
    let items = rows.into_iter().filter_map(|row| {
        Some(ChatMember {
            person: people.get(account_of(&row))?,
            joined_at: row.joined_at,
            is_creator: is_creator(&chat, &row),
            delivered_position: row.delivered_position,
            read_position: row.read_position,
        })
    });
    Ok(Page {
        items: items.collect(),
        next,
    })
}

fn is_creator(chat: &Model, member: &Member) -> bool {
    member.counselor_id.is_some() && member.counselor_id == chat.created_by
}

/// Adds clients, staff and whole groups to a group chat. They read what is written from then on.
pub async fn add_chat_members(
    caller: &Caller,
    id: ChatId,
    body: ChatMembersAdd,
) -> ApiResult<Chat> {
    if body.is_empty() {
        return Err(refused("/client_ids".into(), FieldCode::Required));
    }
    let mut change = Change::begin(caller, AuditAction::AddChatMembers).await?;
    find(caller, id, Action::AddChatMembers, change.tx()).await?;
    let named = named(&change, &body, "").await?;
    let found = lock_group(&change, id, Action::AddChatMembers).await?;
    let added = join(&mut change, &found.chat, named).await?;
    let answer = shown(caller, id, change.tx()).await?;
    if added == 0 {
        // Nothing new is nothing to note.
        return Ok(answer);
    }
    tell_changed(&mut change, id);
    change.on(id);
    change.commit().await?;
    Ok(answer)
}

/// Takes somebody out of a group chat, but never whoever made it.
pub async fn remove_chat_member(caller: &Caller, id: ChatId, member: Uuid) -> ApiResult<()> {
    let mut change = Change::begin(caller, AuditAction::RemoveChatMember).await?;
    let found = lock_group(&change, id, Action::RemoveChatMember).await?;
    if found
        .chat
        .created_by
        .is_some_and(|creator| creator.0 == member)
    {
        return Err(ProblemCode::CreatorStays.into());
    }
    let removed = caller
        .scope()
        .delete::<Entity>()
        .filter(Column::ChatId.eq(id))
        .filter(Column::MemberId.eq(member))
        .exec(change.tx())
        .await?;
    if removed.rows_affected == 0 {
        return Err(ProblemCode::NotFound.into());
    }
    tell_of(&mut change, member, id);
    tell_changed(&mut change, id);
    change.on(id);
    change.commit().await
}

/// Everybody whom a body names, each of whom the caller may see. Clients among them cannot be
/// erased until the end of the transaction.
pub async fn named(
    change: &Change<'_>,
    body: &ChatMembersAdd,
    pointer: &str,
) -> ApiResult<BTreeSet<ChatAccount>> {
    for (field, count) in [
        ("client_ids", body.client_ids.len()),
        ("counselor_ids", body.counselor_ids.len()),
        ("group_ids", body.group_ids.len()),
    ] {
        if count as u64 > MAX_CHAT_MEMBERS {
            return Err(refused(format!("{pointer}/{field}"), FieldCode::OutOfRange));
        }
    }
    let seen = clients_named(change, &body.client_ids).await?;
    if let Some(place) = body.client_ids.iter().position(|id| !seen.contains(id)) {
        let pointer = format!("{pointer}/client_ids/{place}");
        return Err(refused(pointer, FieldCode::OutOfRange));
    }
    let mut all: BTreeSet<ClientId> = seen;
    for (place, group) in body.group_ids.iter().enumerate() {
        let members = groups::members_seen_by(change.caller(), *group, change.tx()).await;
        all.extend(members.map_err(|error| match error.code() {
            ProblemCode::NotFound => refused(
                format!("{pointer}/group_ids/{place}"),
                FieldCode::OutOfRange,
            ),
            _ => error,
        })?);
    }
    let staff = staff_named(change, &body.counselor_ids).await?;
    if let Some(place) = body.counselor_ids.iter().position(|id| !staff.contains(id)) {
        let pointer = format!("{pointer}/counselor_ids/{place}");
        return Err(refused(pointer, FieldCode::OutOfRange));
    }
    let held = if all.is_empty() {
        Vec::new()
    } else {
        hold_clients(change, all).await?
    };
    let clients = held.into_iter().map(ChatAccount::Client);
    let staff = staff.into_iter().map(ChatAccount::Counselor);
    Ok(clients.chain(staff).collect())
}

/// Those of the clients whom the caller may see, but for those whose account is deleted.
async fn clients_named(change: &Change<'_>, ids: &[ClientId]) -> ApiResult<BTreeSet<ClientId>> {
    if ids.is_empty() {
        return Ok(BTreeSet::new());
    }
    let caller = change.caller();
    let visible: Vec<ClientId> = clients::visible_to(caller, caller.scope().find())
        .select_only()
        .column(client::Column::Id)
        .filter(client::Column::Id.is_in(ids.iter().copied()))
        .filter(client::Column::Status.ne(ClientStatus::Deleted))
        .into_tuple()
        .all(change.tx())
        .await?;
    Ok(visible.into_iter().collect())
}

/// Those of the staff who can sign in.
async fn staff_named(change: &Change<'_>, ids: &[CounselorId]) -> ApiResult<BTreeSet<CounselorId>> {
    if ids.is_empty() {
        return Ok(BTreeSet::new());
    }
    let active: Vec<CounselorId> = change
        .caller()
        .scope()
        .find::<counselor::Entity>()
        .select_only()
        .column(counselor::Column::Id)
        .filter(counselor::Column::Id.is_in(ids.iter().copied()))
        .filter(counselor::Column::Active.eq(true))
        .into_tuple()
        .all(change.tx())
        .await?;
    Ok(active.into_iter().collect())
}

/// Lets them into a group chat that nobody else changes meanwhile. Answers how many are new there.
pub async fn join(
    change: &mut Change<'_>,
    chat: &Model,
    named: BTreeSet<ChatAccount>,
) -> ApiResult<u64> {
    let caller = change.caller();
    let members = caller
        .scope()
        .find::<Entity>()
        .filter(Column::ChatId.eq(chat.id));
    let there = members.clone().count(change.tx()).await?;
    let ids = named.iter().map(|account| account.id());
    let present: Vec<Uuid> = members
        .select_only()
        .column(Column::MemberId)
        .filter(Column::MemberId.is_in(ids))
        .into_tuple()
        .all(change.tx())
        .await?;
    let new: Vec<_> = named
        .into_iter()
        .filter(|account| !present.contains(&account.id()))
        .collect();
    let added = new.len() as u64;
    if there + added > MAX_CHAT_MEMBERS {
        return Err(ProblemCode::LimitReached.into());
    }
    if new.is_empty() {
        return Ok(0);
    }
    let rows = new
        .iter()
        .map(|account| joining(caller, chat.id, *account, chat.last_position));
    Entity::insert_many(rows)
        .exec_without_returning(change.tx())
        .await?;
    for account in new {
        tell_of(change, account.id(), chat.id);
    }
    Ok(added)
}

fn refused(pointer: String, code: FieldCode) -> ApiError {
    ApiError::Field {
        pointer,
        error: FieldError::new(code),
    }
}
