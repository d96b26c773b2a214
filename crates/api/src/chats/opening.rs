//! Opening a conversation of two.

use super::{
    entity::{ActiveModel, Column, Entity, Model, member},
    finding::{hold_client, me},
    list::shown,
    partners, reach,
};
use crate::{ApiError, ApiResult, caller::Caller, change::Change, clients, counselors};
use domain::{
    access::{Action, Relation},
    audit::AuditAction,
    chats::{Chat, ChatAccount, ChatKind, ChatOpen},
    clients::ClientStatus,
    events::{Audience, Event, EventKind},
    ids::{ChatId, ClientId},
    problem::{FieldCode, FieldError, ProblemCode},
    version::Version,
};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, TryInsertResult,
};
use uuid::Uuid;

/// The conversation of the caller with somebody: the one there is, or a new one.
pub async fn open_chat(caller: &Caller, body: ChatOpen) -> ApiResult<Chat> {
    caller.check(Action::OpenChat, Relation::Common)?;
    let (me, other) = (me(caller)?, body.with);
    let (kind, client) = pair(me, other)?;
    if let Some(found) = find_pair(caller, &pair_key(me, other), caller.db()).await? {
        return shown(caller, found.id, caller.db()).await;
    }
    check(caller, other).await?;
    let mut change = Change::begin(caller, AuditAction::OpenChat).await?;
    if let Some(client) = client {
        hold_client(&change, client).await?;
    }
    let Some(id) = insert(&change, (me, other), (kind, client)).await? else {
        // The other was faster.
        drop(change);
        let found = find_pair(caller, &pair_key(me, other), caller.db()).await?;
        let found = found.ok_or(ApiError::Problem(ProblemCode::Conflict))?;
        return shown(caller, found.id, caller.db()).await;
    };
    let answer = shown(caller, id, change.tx()).await?;
    for account in [me, other] {
        tell_of(&mut change, account.id(), id);
    }
    change.on(id);
    change.commit().await?;
    Ok(answer)
}

/// Tells an account that it is in a conversation now, or is in it no more.
pub fn tell_of(change: &mut Change<'_>, account: Uuid, chat: ChatId) {
    let event = Event::of_chat(EventKind::ChatsChanged, chat);
    change.tell(event, Audience::Account { id: account });
}

/// Of which kind a conversation of these two is, with its client.
fn pair(me: ChatAccount, other: ChatAccount) -> ApiResult<(ChatKind, Option<ClientId>)> {
    match (me, other) {
        (ChatAccount::Counselor(me), ChatAccount::Counselor(other)) if me != other => {
            Ok((ChatKind::Colleague, None))
        }
        (ChatAccount::Counselor(_), ChatAccount::Client(client))
        | (ChatAccount::Client(client), ChatAccount::Counselor(_)) => {
            Ok((ChatKind::Client, Some(client)))
        }
        _ => Err(nobody()),
    }
}

/// What there is one conversation of.
pub fn pair_key(one: ChatAccount, other: ChatAccount) -> String {
    let (first, second) = (one.min(other), one.max(other));
    format!("{}:{}", first.id(), second.id())
}

async fn find_pair(
    caller: &Caller,
    key: &str,
    db: &impl ConnectionTrait,
) -> ApiResult<Option<Model>> {
    let found = caller.scope().find::<Entity>();
    Ok(found.filter(Column::PairKey.eq(key)).one(db).await?)
}

/// Refuses whom the caller does not see, or cannot write to.
async fn check(caller: &Caller, other: ChatAccount) -> ApiResult<()> {
    let unseen = |error: ApiError| match error.code() {
        ProblemCode::NotFound => nobody(),
        _ => error,
    };
    match other {
        ChatAccount::Client(id) => {
            let found = clients::operations::find(caller, id, Action::ReadClient, caller.db());
            let (client, _) = found.await.map_err(unseen)?;
            if client.status == ClientStatus::Deleted {
                return Err(nobody());
            }
        }
        ChatAccount::Counselor(id) => {
            let counselor = counselors::operations::exists(caller, id).await;
            let counselor = counselor.map_err(unseen)?;
            reach::check(caller, &counselor, caller.db()).await?;
            if caller.actor().client_id().is_some()
                && !partners::offers_chat(caller, counselor.id).await?
            {
                return Err(ProblemCode::CounselorUnreachable.into());
            }
        }
    }
    Ok(())
}

fn nobody() -> ApiError {
    ApiError::Field {
        pointer: "/with".into(),
        error: FieldError::new(FieldCode::OutOfRange),
    }
}

#[expect(clippy::disallowed_methods, reason = "a new row gets its id")]
async fn insert(
    change: &Change<'_>,
    (me, other): (ChatAccount, ChatAccount),
    (kind, client): (ChatKind, Option<ClientId>),
) -> ApiResult<Option<ChatId>> {
    let (caller, id) = (change.caller(), ChatId(Uuid::now_v7()));
    let model = ActiveModel {
        id: Set(id),
        facility_id: Set(caller.facility()),
        kind: Set(kind),
        pair_key: Set(Some(pair_key(me, other))),
        client_id: Set(client),
        name: Set(String::new()),
        name_key: Set(String::new()),
        sealed_description: Set(None),
        created_by: Set(None),
        opened_by: Set(me.id()),
        last_position: Set(0),
        last_message_id: Set(None),
        active_at: Set(caller.now()),
        version: Set(Version::FIRST),
    };
    let added = Entity::insert(model)
        .on_conflict_do_nothing_on([Column::FacilityId, Column::PairKey])
        .exec_without_returning(change.tx())
        .await?;
    if !matches!(added, TryInsertResult::Inserted(rows) if rows > 0) {
        return Ok(None);
    }
    let rows = [me, other].map(|account| joining(caller, id, account, 0));
    member::Entity::insert_many(rows)
        .exec_without_returning(change.tx())
        .await?;
    Ok(Some(id))
}

/// Somebody who comes into a conversation that goes up to `since`.
pub fn joining(
    caller: &Caller,
    chat: ChatId,
    account: ChatAccount,
    since: i64,
) -> member::ActiveModel {
    member::ActiveModel {
        chat_id: Set(chat),
        member_id: Set(account.id()),
        facility_id: Set(caller.facility()),
        counselor_id: Set(account.counselor()),
        client_id: Set(account.client()),
        since_position: Set(since),
        delivered_position: Set(since),
        read_position: Set(since),
        joined_at: Set(caller.now()),
    }
}
