//! Who is in which conversation: the only way to load one.

use super::entity::{Column, Entity, Model, member};
use crate::{ApiError, ApiResult, caller::Caller, change::Change, clients, scope::Scope};
use domain::{
    access::{Action, Actor, Relation},
    chats::{ChatAccount, ChatKind},
    ids::{ChatId, ClientId, CounselorId},
    problem::ProblemCode,
};
use sea_orm::{
    ColumnTrait, ConnectionTrait, QueryFilter, QuerySelect,
    sea_query::{LockType, Query},
};
use std::collections::HashSet;
use uuid::Uuid;

/// A conversation, and how the caller is in it.
pub struct Found {
    pub chat: Model,
    pub member: member::Model,
}

/// The caller, as somebody who can be in a conversation.
pub fn me(caller: &Caller) -> ApiResult<ChatAccount> {
    match caller.actor() {
        Actor::Counselor { id, .. } => Ok(ChatAccount::Counselor(id)),
        Actor::Client { id } => Ok(ChatAccount::Client(id)),
        Actor::ApiToken { .. } => Err(ProblemCode::Forbidden.into()),
    }
}

/// One conversation: say what for.
pub async fn find(
    caller: &Caller,
    id: ChatId,
    action: Action,
    db: &impl ConnectionTrait,
) -> ApiResult<Found> {
    let chat = caller.scope().find::<Entity>().filter(Column::Id.eq(id));
    of_member(caller, chat.one(db).await?, action, db).await
}

/// The same, and nobody else writes there until the end of the transaction.
pub async fn lock(change: &Change<'_>, id: ChatId, action: Action) -> ApiResult<Found> {
    let caller = change.caller();
    let chat = caller.scope().find::<Entity>().filter(Column::Id.eq(id));
    let chat = chat.lock(LockType::NoKeyUpdate).one(change.tx()).await?;
    of_member(caller, chat, action, change.tx()).await
}

/// The same of a group.
pub async fn lock_group(change: &Change<'_>, id: ChatId, action: Action) -> ApiResult<Found> {
    let found = lock(change, id, action).await?;
    match found.chat.kind {
        ChatKind::Group => Ok(found),
        ChatKind::Client | ChatKind::Colleague => Err(ProblemCode::Conflict.into()),
    }
}

async fn of_member(
    caller: &Caller,
    chat: Option<Model>,
    action: Action,
    db: &impl ConnectionTrait,
) -> ApiResult<Found> {
    let chat = chat.ok_or(ApiError::Problem(ProblemCode::NotFound))?;
    let member = caller
        .scope()
        .find::<member::Entity>()
        .filter(member::Column::ChatId.eq(chat.id))
        .filter(member::Column::MemberId.eq(caller.actor().id()))
        .one(db)
        .await?;
    let relation = match member {
        Some(_) => Relation::Own,
        None => Relation::Others,
    };
    caller.check(action, relation)?;
    let member = member.ok_or(ApiError::Problem(ProblemCode::NotFound))?;
    Ok(Found { chat, member })
}

/// Keeps a client from being erased until the end of the transaction. To be taken before the
/// conversation: whoever erases takes the client first, too.
pub async fn hold_client(change: &Change<'_>, id: ClientId) -> ApiResult<()> {
    let held = hold_clients(change, [id]).await?;
    if held.is_empty() {
        return Err(ProblemCode::NotFound.into());
    }
    Ok(())
}

/// The same of several. Answers those who are there.
pub async fn hold_clients(
    change: &Change<'_>,
    ids: impl IntoIterator<Item = ClientId>,
) -> ApiResult<Vec<ClientId>> {
    clients::operations::hold(change, ids).await
}

/// The client under whose key the caller's messages in a conversation are sealed.
pub fn sealed_for(chat: &Model, me: ChatAccount) -> Option<ClientId> {
    chat.client_id.or(me.client())
}

/// The same for what goes with a message that the caller is about to write there.
pub async fn sealed_for_writer(
    caller: &Caller,
    id: ChatId,
    db: &impl ConnectionTrait,
) -> ApiResult<Option<ClientId>> {
    let found = find(caller, id, Action::SendChatMessage, db).await?;
    Ok(sealed_for(&found.chat, me(caller)?))
}

/// The conversations that an account is in.
pub async fn memberships(scope: &Scope, account: Uuid) -> ApiResult<HashSet<ChatId>> {
    let ids: Vec<ChatId> = scope
        .find::<member::Entity>()
        .select_only()
        .column(member::Column::ChatId)
        .filter(member::Column::MemberId.eq(account))
        .into_tuple()
        .all(scope.db())
        .await?;
    Ok(ids.into_iter().collect())
}

/// The accounts that are in a conversation.
pub async fn members_of(scope: &Scope, chat: ChatId) -> ApiResult<Vec<Uuid>> {
    let members = scope
        .find::<member::Entity>()
        .select_only()
        .column(member::Column::MemberId)
        .filter(member::Column::ChatId.eq(chat))
        .into_tuple();
    Ok(members.all(scope.db()).await?)
}

/// Those of the other kind with whom somebody is in any conversation: of staff the clients, of a
/// client the staff.
pub async fn partners(scope: &Scope, me: ChatAccount) -> ApiResult<HashSet<ChatAccount>> {
    use member::Column;
    let theirs = Query::select()
        .column(Column::ChatId)
        .from(member::Entity)
        .and_where(Column::MemberId.eq(me.id()))
        .to_owned();
    let of_others = scope
        .find::<member::Entity>()
        .filter(Column::ChatId.in_subquery(theirs))
        .select_only()
        .distinct();
    let db = scope.db();
    Ok(match me {
        ChatAccount::Counselor(_) => {
            let clients: Vec<ClientId> = of_others
                .column(Column::ClientId)
                .filter(Column::ClientId.is_not_null())
                .into_tuple()
                .all(db)
                .await?;
            clients.into_iter().map(ChatAccount::Client).collect()
        }
        ChatAccount::Client(_) => {
            let counselors: Vec<CounselorId> = of_others
                .column(Column::CounselorId)
                .filter(Column::CounselorId.is_not_null())
                .into_tuple()
                .all(db)
                .await?;
            let counselors = counselors.into_iter();
            counselors.map(ChatAccount::Counselor).collect()
        }
    })
}
