//! Conversations as what a monitoring is about.

use super::{
    entity::message::{Column, Entity},
    finding::find,
};
use crate::{ApiResult, caller::Caller};
use chrono::{DateTime, Utc};
use domain::{
    access::Action,
    chats::ChatKind,
    ids::{ChatId, ClientId},
    problem::ProblemCode,
};
use sea_orm::{ColumnTrait, ConnectionTrait, QueryFilter, QueryOrder, QuerySelect};

/// The most messages that a suggestion looks at.
const MOST: u64 = 2_000;

/// A conversation of the caller that can be recorded.
pub struct ChatSource {
    id: ChatId,
    /// With whom, if it is with a client alone.
    pub client: Option<ClientId>,
    since: i64,
}

/// One that the caller is in. What colleagues write to each other is no counselling.
pub async fn source(
    caller: &Caller,
    id: ChatId,
    db: &impl ConnectionTrait,
) -> ApiResult<ChatSource> {
    let found = find(caller, id, Action::ReadChat, db).await?;
    match found.chat.kind {
        ChatKind::Client | ChatKind::Group => Ok(ChatSource {
            id,
            client: found.chat.client_id,
            since: found.member.since_position,
        }),
        ChatKind::Colleague => Err(ProblemCode::NotFound.into()),
    }
}

impl ChatSource {
    /// When something was written there last, newest first, as far as the caller may read it.
    pub async fn times(&self, caller: &Caller) -> ApiResult<Vec<DateTime<Utc>>> {
        let times = caller
            .scope()
            .find::<Entity>()
            .filter(Column::ChatId.eq(self.id))
            .filter(Column::Position.gt(self.since))
            .order_by_desc(Column::Position)
            .limit(MOST)
            .select_only()
            .column(Column::SentAt);
        Ok(times.into_tuple().all(caller.db()).await?)
    }
}
