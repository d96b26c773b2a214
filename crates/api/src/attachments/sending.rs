//! What becomes of attachments when messages are sent, read, taken along, forgotten and erased.

use super::{
    entity::{Column, Entity, Model},
    operations::{named, owner_key, show, uploaded_by},
};
use crate::{
    ApiError, ApiResult, blobs,
    caller::Caller,
    change::Change,
    clients::erasure::Erasure,
    crypto::{ClientKey, OwnerKey, column::ATTACHMENT_NAME},
    database,
    scope::Scope,
    state::State,
};
use actix_web::web::Bytes;
use chrono::{DateTime, TimeDelta, Utc};
use domain::{
    attachments::{Attachment, AttachmentIds},
    ids::{
        AttachmentId, BlobId, ChatId, ChatMessageId, ClientId, FacilityId, MailRequestId, MessageId,
    },
    problem::ProblemCode,
};
use futures_util::Stream;
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, DatabaseTransaction, EntityTrait, ExprTrait,
    QueryFilter, QueryOrder, QuerySelect, UpdateMany,
    sea_query::{Expr, SelectStatement},
};
use std::collections::{BTreeMap, HashMap};

/// Days that a file waits to be sent.
const WAITS_DAYS: i64 = 14;
/// Files that one round forgets.
const BATCH: u64 = 500;

/// Sends the caller's files along with a message, within its transaction: all of them, or the
/// message is not sent either.
pub async fn send_with(
    caller: &Caller,
    tx: &impl ConnectionTrait,
    client: ClientId,
    (request, message): (MailRequestId, MessageId),
    files: &AttachmentIds,
) -> ApiResult<()> {
    if files.is_empty() {
        return Ok(());
    }
    let for_request = Column::MailRequestId
        .is_null()
        .or(Column::MailRequestId.eq(request));
    let update = caller
        .scope()
        .update::<Entity>()
        .col_expr(Column::MailRequestId, Expr::value(request))
        .col_expr(Column::MessageId, Expr::value(message))
        .filter(Column::ClientId.eq(client))
        .filter(Column::ChatId.is_null())
        .filter(for_request);
    mark_sent(caller, tx, update, files).await
}

/// The same with a message of the chat. In a group, a client's files are theirs: sealed for them,
/// and for nobody else to send.
pub async fn send_in_chat(
    caller: &Caller,
    tx: &impl ConnectionTrait,
    (chat, message): (ChatId, ChatMessageId),
    sealed_for: Option<ClientId>,
    files: &AttachmentIds,
) -> ApiResult<()> {
    if files.is_empty() {
        return Ok(());
    }
    let update = caller
        .scope()
        .update::<Entity>()
        .col_expr(Column::ChatMessageId, Expr::value(message))
        .filter(Column::ChatId.eq(chat))
        .filter(match sealed_for {
            Some(client) => Column::ClientId.eq(client),
            None => Column::ClientId.is_null(),
        });
    mark_sent(caller, tx, update, files).await
}

async fn mark_sent(
    caller: &Caller,
    tx: &impl ConnectionTrait,
    update: UpdateMany<Entity>,
    files: &AttachmentIds,
) -> ApiResult<()> {
    let ids = files.as_slice();
    let sent = update
        .col_expr(Column::Sent, Expr::value(true))
        .filter(Column::Id.is_in(ids.iter().copied()))
        .filter(uploaded_by(caller.actor()))
        .filter(Column::Sent.eq(false))
        .exec(tx)
        .await?;
    if sent.rows_affected == ids.len() as u64 {
        Ok(())
    } else {
        Err(ProblemCode::AttachmentMissing.into())
    }
}

/// What opens the names of files, by whose they are. Those whose client is gone stay shut.
pub trait OwnerKeys {
    /// The key of this client, or else of the facility.
    fn of(&self, client: Option<ClientId>) -> Option<OwnerKey>;
}

/// What was sent with messages of the chat, by message.
pub async fn of_chat_messages(
    caller: &Caller,
    keys: &impl OwnerKeys,
    messages: Vec<ChatMessageId>,
    db: &impl ConnectionTrait,
) -> ApiResult<HashMap<ChatMessageId, Vec<Attachment>>> {
    let mut of_messages: HashMap<_, Vec<_>> = HashMap::new();
    if messages.is_empty() {
        return Ok(of_messages);
    }
    let models = caller
        .scope()
        .find::<Entity>()
        .filter(Column::ChatMessageId.is_in(messages))
        .order_by_asc(Column::Id)
        .all(db)
        .await?;
    for (message, file) in opened(keys, models)? {
        of_messages.entry(message).or_default().push(file);
    }
    Ok(of_messages)
}

/// A page of what was sent with these messages of a conversation, newest first.
pub async fn of_chat(
    caller: &Caller,
    keys: &impl OwnerKeys,
    (chat, messages): (ChatId, SelectStatement),
    (after, rows): (Option<AttachmentId>, u64),
) -> ApiResult<Vec<(ChatMessageId, Attachment)>> {
    let mut select = caller
        .scope()
        .find::<Entity>()
        .filter(Column::ChatId.eq(chat))
        .filter(Column::ChatMessageId.in_subquery(messages));
    if let Some(after) = after {
        select = select.filter(Column::Id.lt(after));
    }
    let select = select.order_by_desc(Column::Id).limit(rows);
    opened(keys, select.all(caller.db()).await?)
}

fn opened(
    keys: &impl OwnerKeys,
    models: Vec<Model>,
) -> ApiResult<Vec<(ChatMessageId, Attachment)>> {
    let files = models.into_iter().filter_map(|model| {
        let (message, key) = (model.chat_message_id?, keys.of(model.client_id)?);
        Some(show(&key, model).map(|file| (message, file)))
    });
    files.collect()
}

/// With which message of the chat a file was sent.
pub async fn sent_in_chat(
    caller: &Caller,
    id: AttachmentId,
    db: &impl ConnectionTrait,
) -> ApiResult<ChatMessageId> {
    let file = caller.scope().find::<Entity>().filter(Column::Id.eq(id));
    let file = file.one(db).await?;
    let message = file.and_then(|file| file.chat_message_id);
    message.ok_or(ApiError::Problem(ProblemCode::NotFound))
}

/// Deletes a file that was sent in the chat. Answers whether it was still there.
pub async fn delete_sent(change: &mut Change<'_>, id: AttachmentId) -> ApiResult<bool> {
    let gone = remove(change, Column::Id.eq(id).into()).await?;
    Ok(gone > 0)
}

/// Deletes what was sent with a message of the chat.
pub async fn delete_of_chat_message(
    change: &mut Change<'_>,
    message: ChatMessageId,
) -> ApiResult<()> {
    let of_message = Column::ChatMessageId.eq(message);
    remove(change, of_message.into()).await.map(drop)
}

/// Deletes what was sent in a conversation, and what is ready to be, before the conversation goes.
pub async fn delete_of_chat(change: &mut Change<'_>, chat: ChatId) -> ApiResult<()> {
    remove(change, Column::ChatId.eq(chat).into())
        .await
        .map(drop)
}

async fn remove(change: &mut Change<'_>, which: Condition) -> ApiResult<usize> {
    let scope = change.caller().scope();
    let blobs: Vec<BlobId> = scope
        .find::<Entity>()
        .filter(which.clone())
        .select_only()
        .column(Column::BlobId)
        .into_tuple()
        .all(change.tx())
        .await?;
    scope
        .delete::<Entity>()
        .filter(which)
        .exec(change.tx())
        .await?;
    for blob in &blobs {
        blobs::doom(change, *blob).await?;
    }
    Ok(blobs.len())
}

/// What was sent in the thread of a request, by message.
pub async fn of_request(
    caller: &Caller,
    key: &ClientKey,
    request: MailRequestId,
    db: &impl ConnectionTrait,
) -> ApiResult<HashMap<MessageId, Vec<Attachment>>> {
    let models = caller
        .scope()
        .find::<Entity>()
        .filter(Column::MailRequestId.eq(request))
        .filter(Column::Sent.eq(true))
        .order_by_asc(Column::Id)
        .all(db)
        .await?;
    let mut of_messages: HashMap<_, Vec<_>> = HashMap::new();
    for model in models {
        if let Some(message) = model.message_id {
            let files = of_messages.entry(message).or_default();
            let name = key.open(ATTACHMENT_NAME, model.id.0, &model.sealed_name)?;
            files.push(named(name, model));
        }
    }
    Ok(of_messages)
}

/// What is in an attachment, whoever may see it: for taking along.
pub async fn read_bytes(
    caller: &Caller,
    client: ClientId,
    id: AttachmentId,
) -> ApiResult<impl Stream<Item = ApiResult<Bytes>> + use<>> {
    let found = caller
        .scope()
        .find::<Entity>()
        .filter(Column::Id.eq(id))
        .filter(Column::ClientId.eq(client))
        .filter(Column::Quarantined.eq(false))
        .one(caller.db())
        .await?
        .ok_or(ProblemCode::NotFound)?;
    let key = owner_key(caller, Some(client), caller.db()).await?;
    blobs::open(caller.state_handle(), caller.scope(), &key, found.blob_id).await
}

/// Forgets what was uploaded long ago and never sent. Answers how much.
#[expect(
    clippy::disallowed_methods,
    reason = "housekeeping is about every facility"
)]
pub async fn forget_abandoned(state: &State, now: DateTime<Utc>) -> ApiResult<u64> {
    let abandoned: Vec<(AttachmentId, FacilityId, BlobId)> = Entity::find()
        .filter(Column::Sent.eq(false))
        .filter(Column::UploadedAt.lt(now - TimeDelta::days(WAITS_DAYS)))
        .select_only()
        .columns([Column::Id, Column::FacilityId, Column::BlobId])
        .limit(BATCH)
        .into_tuple()
        .all(&state.db)
        .await?;
    let mut of_facilities: BTreeMap<FacilityId, Vec<_>> = BTreeMap::new();
    for (id, facility, blob) in abandoned {
        of_facilities.entry(facility).or_default().push((id, blob));
    }
    let mut forgotten = 0;
    for (facility, files) in of_facilities {
        let scope = Scope::new(facility, state.db.clone());
        let tx = database::begin_write(&state.db).await?;
        for (id, blob) in files {
            let gone = scope
                .delete::<Entity>()
                .filter(Column::Id.eq(id))
                .filter(Column::Sent.eq(false))
                .exec(&tx)
                .await?;
            // It may have been sent this very moment.
            if gone.rows_affected == 1 {
                blobs::doom_one(&scope, &tx, blob, now).await?;
                forgotten += 1;
            }
        }
        tx.commit().await?;
        state.work.notify_one();
    }
    Ok(forgotten)
}

/// Deletes what goes with the messages of a request, and what is ready to, within the transaction
/// that deletes the request, before its messages. The worker is to be woken after the commit.
pub async fn delete_of_request(
    scope: &Scope,
    tx: &DatabaseTransaction,
    request: MailRequestId,
    now: DateTime<Utc>,
) -> ApiResult<()> {
    erase(scope, tx, Column::MailRequestId.eq(request).into(), now).await
}

/// The same with what was sent with these messages of the chat.
pub async fn erase_of_chat_messages(
    scope: &Scope,
    tx: &DatabaseTransaction,
    messages: &[ChatMessageId],
    now: DateTime<Utc>,
) -> ApiResult<()> {
    let of_messages = Column::ChatMessageId.is_in(messages.iter().copied());
    erase(scope, tx, of_messages.into(), now).await
}

/// The same with all of a conversation.
pub async fn erase_of_chat(
    scope: &Scope,
    tx: &DatabaseTransaction,
    chat: ChatId,
    now: DateTime<Utc>,
) -> ApiResult<()> {
    erase(scope, tx, Column::ChatId.eq(chat).into(), now).await
}

async fn erase(
    scope: &Scope,
    tx: &DatabaseTransaction,
    which: Condition,
    now: DateTime<Utc>,
) -> ApiResult<()> {
    let blobs: Vec<BlobId> = scope
        .find::<Entity>()
        .filter(which.clone())
        .select_only()
        .column(Column::BlobId)
        .into_tuple()
        .all(tx)
        .await?;
    scope.delete::<Entity>().filter(which).exec(tx).await?;
    for blob in blobs {
        blobs::doom_one(scope, tx, blob, now).await?;
    }
    Ok(())
}

/// Erases a client's attachments, within the transaction that erases the client, before the
/// messages that they went with. Their bytes go with the documents'.
pub async fn erase_of_client(erasure: &Erasure<'_>) -> ApiResult<()> {
    erasure
        .scope()
        .delete::<Entity>()
        .filter(Column::ClientId.eq(erasure.client()))
        .exec(erasure.tx())
        .await?;
    Ok(())
}
