//! What a client wrote and was written in the chat, whoever may see it: for taking along. Of groups
//! it is what the client wrote; what others wrote there is about themselves.

use super::{
    entity::{
        Column, Entity, member,
        message::{self, Column as Message},
    },
    messages::show,
    people::{Named, account_of},
};
use crate::{ApiResult, caller::Caller};
use domain::{
    chats::{ChatKind, ChatMessage},
    ids::{ChatId, ClientId},
};
use sea_orm::{
    ColumnTrait, Condition, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait,
};

/// Messages that are read at once.
const BATCH: u64 = 200;

/// A conversation to take along.
pub struct Taken {
    pub id: ChatId,
    pub kind: ChatKind,
    /// What the group is called, or the counselor, as long as they are there.
    pub name: String,
}

/// The next conversation after `last`, oldest first, in which something was written.
pub async fn next_of_client(
    caller: &Caller,
    client: ClientId,
    last: Option<ChatId>,
) -> ApiResult<Option<Taken>> {
    let written = caller
        .scope()
        .find::<message::Entity>()
        .filter(Message::ClientId.eq(client))
        .select_only()
        .column(Message::ChatId)
        .into_query();
    let theirs = Condition::any()
        .add(Column::ClientId.eq(client))
        .add(Column::Id.in_subquery(written));
    let mut select = caller
        .scope()
        .find::<Entity>()
        .filter(theirs)
        .filter(Column::LastPosition.gt(0));
    if let Some(last) = last {
        select = select.filter(Column::Id.gt(last));
    }
    let found = select.order_by_asc(Column::Id).one(caller.db()).await?;
    let Some(chat) = found else { return Ok(None) };
    let name = match chat.kind {
        ChatKind::Group => chat.name,
        ChatKind::Client | ChatKind::Colleague => {
            let other = caller
                .scope()
                .find::<member::Entity>()
                .filter(member::Column::ChatId.eq(chat.id))
                .filter(member::Column::CounselorId.is_not_null());
            let other = other.one(caller.db()).await?;
            let other = other.as_ref().and_then(account_of);
            let mut named = Named::default();
            named.add(other);
            let people = named.read(caller, caller.db()).await?;
            people.get(other).map(|one| one.name).unwrap_or_default()
        }
    };
    Ok(Some(Taken {
        id: chat.id,
        kind: chat.kind,
        name,
    }))
}

/// The next messages of it after a position, oldest first; none at its end.
pub async fn next_messages(
    caller: &Caller,
    client: ClientId,
    chat: &Taken,
    after: i64,
) -> ApiResult<Vec<ChatMessage>> {
    let mut select = caller
        .scope()
        .find::<message::Entity>()
        .filter(Message::ChatId.eq(chat.id))
        .filter(Message::Position.gt(after));
    if chat.kind == ChatKind::Group {
        select = select.filter(Message::ClientId.eq(client));
    }
    let select = select.order_by_asc(Message::Position).limit(BATCH);
    let part = select.all(caller.db()).await?;
    show(caller, part, caller.db()).await
}

/// Whether the caller is in a conversation.
pub async fn takes_part(caller: &Caller, chat: ChatId) -> ApiResult<bool> {
    let found = caller
        .scope()
        .find::<member::Entity>()
        .filter(member::Column::ChatId.eq(chat))
        .filter(member::Column::MemberId.eq(caller.actor().id()));
    Ok(found.count(caller.db()).await? > 0)
}
