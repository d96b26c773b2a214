//! Reading what was written.

use super::{
    entity::{
        Model as Chat,
        message::{Column, Entity, Model},
    },
    finding::{Found, find, me},
    people::{Named, account},
};
use crate::{
    ApiError, ApiResult,
    attachments::operations::{OwnerKeys, of_chat_messages},
    caller::Caller,
    crypto::{ClientKey, FacilityKeys, OwnerKey, Sealed, column::CHAT_MESSAGE_TEXT},
};
use domain::{
    access::Action,
    chats::{ChatAccount, ChatHistory, ChatHistoryQuery, ChatMessage},
    ids::{ChatId, ChatMessageId, ClientId},
    problem::ProblemCode,
};
use sea_orm::{ColumnTrait, ConnectionTrait, QueryFilter, QueryOrder, QuerySelect};
use std::{
    collections::{BTreeSet, HashMap},
    sync::Arc,
};

/// A part of a conversation: the newest messages, or those next to a position. Each part is a seek
/// in the order of the conversation, however long it is.
pub async fn list_chat_messages(
    caller: &Caller,
    id: ChatId,
    query: ChatHistoryQuery,
) -> ApiResult<ChatHistory> {
    let db = caller.db();
    let Found { chat, member } = find(caller, id, Action::ListChatMessages, db).await?;
    let since = member.since_position;
    let select = caller
        .scope()
        .find::<Entity>()
        .filter(Column::ChatId.eq(id))
        .limit(query.limit.unwrap_or_default().rows());
    let (start, forward) = match (query.before, query.after) {
        (Some(before), _) => (select.filter(Column::Position.lt(before)), false),
        (None, Some(after)) => (select.filter(Column::Position.gt(after)), true),
        (None, None) => (select, false),
    };
    let start = start.filter(Column::Position.gt(since));
    let models = if forward {
        start.order_by_asc(Column::Position).all(db).await?
    } else {
        let mut models = start.order_by_desc(Column::Position).all(db).await?;
        models.reverse();
        models
    };
    // Positions have no gaps.
    let (has_earlier, has_later) = match (models.first(), models.last()) {
        (Some(first), Some(last)) => (
            first.position > since + 1,
            last.position < chat.last_position,
        ),
        _ if forward => (chat.last_position > since, false),
        _ => (false, chat.last_position > since),
    };
    Ok(ChatHistory {
        messages: show(caller, models, db).await?,
        has_earlier,
        has_later,
    })
}

/// One message, for whoever is in its conversation.
pub async fn read_chat_message(caller: &Caller, id: ChatMessageId) -> ApiResult<ChatMessage> {
    let db = caller.db();
    let (message, _) = find_message(caller, id, db).await?;
    show_one(caller, message, db).await
}

/// Refuses whoever may not read a message.
pub async fn check_reader(
    caller: &Caller,
    id: ChatMessageId,
    db: &impl ConnectionTrait,
) -> ApiResult<()> {
    find_message(caller, id, db).await.map(drop)
}

/// A message that the caller may read, in its conversation.
pub async fn find_message(
    caller: &Caller,
    id: ChatMessageId,
    db: &impl ConnectionTrait,
) -> ApiResult<(Model, Found)> {
    let message = caller.scope().find::<Entity>().filter(Column::Id.eq(id));
    let message = message.one(db).await?;
    let message = message.ok_or(ApiError::Problem(ProblemCode::NotFound))?;
    let found = find(caller, message.chat_id, Action::ReadChatMessage, db).await?;
    if message.position <= found.member.since_position {
        return Err(ProblemCode::NotFound.into());
    }
    Ok((message, found))
}

/// What seals messages of several conversations.
pub struct Keys {
    facility: Arc<FacilityKeys>,
    clients: HashMap<ClientId, ClientKey>,
}

impl Keys {
    /// The facility's, and those of these clients.
    pub async fn read(
        caller: &Caller,
        clients: impl IntoIterator<Item = ClientId>,
        db: &impl ConnectionTrait,
    ) -> ApiResult<Self> {
        let facility = caller.keys().await?;
        let clients: BTreeSet<_> = clients.into_iter().collect();
        let clients = if clients.is_empty() {
            HashMap::new()
        } else {
            facility
                .find_client_keys(caller.scope(), clients, db)
                .await?
        };
        Ok(Self { facility, clients })
    }

    /// Those that seal the files of a conversation.
    pub async fn of_chat(
        caller: &Caller,
        chat: &Chat,
        db: &impl ConnectionTrait,
    ) -> ApiResult<Self> {
        if chat.client_id.is_some() {
            return Self::read(caller, chat.client_id, db).await;
        }
        let wrote = caller
            .scope()
            .find::<Entity>()
            .filter(Column::ChatId.eq(chat.id))
            .filter(Column::Attachments.gt(0))
            .filter(Column::SealedFor.is_not_null());
        let clients: Vec<ClientId> = wrote
            .select_only()
            .column(Column::SealedFor)
            .distinct()
            .into_tuple()
            .all(db)
            .await?;
        Self::read(caller, clients, db).await
    }

    /// Seals what a message says.
    pub fn seal(
        &self,
        id: ChatMessageId,
        sealed_for: Option<ClientId>,
        text: &str,
    ) -> ApiResult<Sealed> {
        let Some(client) = sealed_for else {
            let keys = &self.facility;
            return keys.seal(CHAT_MESSAGE_TEXT, id.0, text.as_bytes());
        };
        let key = self.clients.get(&client).ok_or(ProblemCode::Erased)?;
        key.seal(CHAT_MESSAGE_TEXT, id.0, text)
    }

    /// What a message says, unless it was deleted or its client erased.
    fn open(&self, message: &Model) -> ApiResult<Option<String>> {
        let Some(sealed) = &message.sealed_text else {
            return Ok(None);
        };
        let Some(client) = message.sealed_for else {
            let text = self
                .facility
                .open(CHAT_MESSAGE_TEXT, message.id.0, sealed)?;
            return String::from_utf8(text)
                .map(Some)
                .map_err(ApiError::internal);
        };
        let key = self.clients.get(&client);
        key.map(|key| key.open(CHAT_MESSAGE_TEXT, message.id.0, sealed))
            .transpose()
    }
}

impl OwnerKeys for Keys {
    fn of(&self, client: Option<ClientId>) -> Option<OwnerKey> {
        match client {
            Some(client) => self.clients.get(&client).cloned().map(OwnerKey::Client),
            None => Some(OwnerKey::Facility(self.facility.clone())),
        }
    }
}

/// Messages as the caller sees them.
pub async fn show(
    caller: &Caller,
    models: Vec<Model>,
    db: &impl ConnectionTrait,
) -> ApiResult<Vec<ChatMessage>> {
    let sealed_for = models.iter().filter_map(|model| model.sealed_for);
    let keys = Keys::read(caller, sealed_for, db).await?;
    let mut named = Named::default();
    for model in &models {
        named.add(author(model));
    }
    let people = named.read(caller, db).await?;
    let with_files = models.iter().filter(|model| has_files(model));
    let with_files = with_files.map(|model| model.id).collect();
    let mut files = of_chat_messages(caller, &keys, with_files, db).await?;
    let me = me(caller)?;
    let shown = models.into_iter().map(|model| {
        let author = author(&model);
        let attachments = files.remove(&model.id).unwrap_or_default();
        let there = i64::try_from(attachments.len()).map_err(ApiError::internal)?;
        let sent = if has_files(&model) {
            i64::from(model.attachments)
        } else {
            0
        };
        Ok(ChatMessage {
            text: keys.open(&model)?.filter(|text| !text.is_empty()),
            attachments,
            deleted_attachments: sent - there,
            id: model.id,
            chat_id: model.chat_id,
            position: model.position,
            key: (author == Some(me)).then_some(model.key),
            author: people.get(author),
            sent_at: model.sent_at,
            edited_at: model.edited_at,
            deleted_at: model.deleted_at,
        })
    });
    shown.collect()
}

/// One of them.
pub async fn show_one(
    caller: &Caller,
    model: Model,
    db: &impl ConnectionTrait,
) -> ApiResult<ChatMessage> {
    let shown = show(caller, vec![model], db).await?.pop();
    shown.ok_or(ApiError::Problem(ProblemCode::NotFound))
}

/// Of one that was deleted nothing is left.
fn has_files(message: &Model) -> bool {
    message.attachments > 0 && message.deleted_at.is_none()
}

/// Who wrote a message, as long as they are there.
pub fn author(message: &Model) -> Option<ChatAccount> {
    account(message.counselor_id, message.client_id)
}
