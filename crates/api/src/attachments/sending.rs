//! What becomes of attachments when messages are sent, read, taken along, forgotten and erased.

use super::{
    entity::{Column, Entity},
    operations::{client_key, show, uploaded_by},
};
use crate::{
    ApiResult, blobs, caller::Caller, clients::erasure::Erasure, crypto::ClientKey, database,
    scope::Scope, state::State,
};
use actix_web::web::Bytes;
use chrono::{DateTime, TimeDelta, Utc};
use domain::{
    attachments::{Attachment, AttachmentIds},
    ids::{AttachmentId, BlobId, ClientId, FacilityId, MailRequestId, MessageId},
    problem::ProblemCode,
};
use futures_util::Stream;
use sea_orm::{
    ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, ExprTrait, QueryFilter,
    QueryOrder, QuerySelect, sea_query::Expr,
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
    let ids = files.as_slice();
    let for_request = Column::MailRequestId
        .is_null()
        .or(Column::MailRequestId.eq(request));
    let sent = caller
        .scope()
        .update::<Entity>()
        .col_expr(Column::MailRequestId, Expr::value(request))
        .col_expr(Column::MessageId, Expr::value(message))
        .col_expr(Column::Sent, Expr::value(true))
        .filter(Column::Id.is_in(ids.iter().copied()))
        .filter(Column::ClientId.eq(client))
        .filter(for_request)
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
            files.push(show(key, model)?);
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
    let key = client_key(caller, client, caller.db()).await?;
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
    let of_request = || Column::MailRequestId.eq(request);
    let blobs: Vec<BlobId> = scope
        .find::<Entity>()
        .filter(of_request())
        .select_only()
        .column(Column::BlobId)
        .into_tuple()
        .all(tx)
        .await?;
    scope
        .delete::<Entity>()
        .filter(of_request())
        .exec(tx)
        .await?;
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
