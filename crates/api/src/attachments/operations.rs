//! One function per operation. Nothing else reads or writes the table of attachments, but
//! `sending`.

use super::entity::{ActiveModel, Column, Entity, Model};
use crate::{
    ApiError, ApiResult,
    audit::note_look,
    blobs,
    caller::Caller,
    change::Change,
    chats, clients,
    crypto::{OwnerKey, column::ATTACHMENT_NAME},
    documents::operations::{Uploaded, receive_file},
    idempotency::Created,
    mail_requests,
    scanner::quarantine,
};
use actix_web::{error::PayloadError, web::Bytes};
use domain::{
    access::{Action, Actor, Relation},
    attachments::{Attachment, AttachmentList, AttachmentQuery, MAX_ATTACHMENTS},
    audit::AuditAction,
    documents::DocumentName,
    ids::{AttachmentId, ChatId, ClientId, CounselorId, MailRequestId},
    mail_requests::Side,
    problem::ProblemCode,
};
use futures_util::Stream;
use sea_orm::{
    ActiveValue::Set, ColumnTrait, Condition, ConnectionTrait, EntityTrait, PaginatorTrait,
    QueryFilter, QueryOrder, Select,
};
use uuid::Uuid;

pub use super::sending::{
    OwnerKeys, delete_of_chat, delete_of_chat_message, delete_of_request, delete_sent,
    erase_of_chat, erase_of_chat_messages, erase_of_client, forget_abandoned, of_chat,
    of_chat_messages, of_request, read_bytes, send_in_chat, send_with, sent_in_chat,
};

/// What the caller has ready for a message, oldest first.
pub async fn list_attachments(
    caller: &Caller,
    query: AttachmentQuery,
) -> ApiResult<AttachmentList> {
    let place = place_of(caller, query, Action::ListAttachments, caller.db()).await?;
    let ready = ready(caller, place);
    let models = ready.order_by_asc(Column::Id).all(caller.db()).await?;
    let key = owner_key(caller, place.client, caller.db()).await?;
    let items = models.into_iter().map(|model| show(&key, model));
    Ok(AttachmentList {
        items: items.collect::<ApiResult<_>>()?,
    })
}

/// A file that has arrived and is no attachment yet.
pub struct Arrived {
    query: AttachmentQuery,
    pub file: Uploaded,
}

/// Takes the file of a new attachment in.
pub async fn receive_attachment(
    caller: &Caller,
    query: AttachmentQuery,
    name: DocumentName,
    file: impl Stream<Item = Result<Bytes, PayloadError>> + Unpin,
) -> ApiResult<Arrived> {
    let place = place_of(caller, query, Action::CreateAttachment, caller.db()).await?;
    if let Some(client) = caller.actor().client_id() {
        caller.state().throttle.upload(&client.to_string())?;
    }
    let file = receive_file(caller, place.client, name, file).await?;
    Ok(Arrived { query, file })
}

/// Has a file that has arrived ready to go with a message.
#[expect(clippy::disallowed_methods, reason = "a new row gets its id")]
pub async fn create_attachment(
    caller: &Caller,
    new: Arrived,
) -> ApiResult<Created<'_, Attachment>> {
    let (query, file) = (new.query, new.file);
    let mut change = Change::begin(caller, AuditAction::CreateAttachment).await?;
    let place = place_of(caller, query, Action::CreateAttachment, change.tx()).await?;
    let ready = ready(caller, place);
    let room = u64::try_from(MAX_ATTACHMENTS).unwrap_or_default();
    if ready.count(change.tx()).await? >= room {
        return Err(ProblemCode::LimitReached.into());
    }
    blobs::keep(&change, &file.received).await?;
    let id = AttachmentId(Uuid::now_v7());
    let key = owner_key(caller, place.client, change.tx()).await?;
    let (side, counselor) = side_of(caller.actor());
    let model = ActiveModel {
        id: Set(id),
        facility_id: Set(caller.facility()),
        client_id: Set(place.client),
        chat_id: Set(place.chat),
        chat_message_id: Set(None),
        mail_request_id: Set(place.request),
        message_id: Set(None),
        sent: Set(false),
        side: Set(side),
        counselor_id: Set(counselor),
        blob_id: Set(file.received.id),
        sealed_name: Set(key.seal(ATTACHMENT_NAME, id.0, file.name.as_str())?),
        kind: Set(file.kind),
        bytes: Set(i64::try_from(file.received.bytes).map_err(ApiError::internal)?),
        quarantined: Set(file.received.infected),
        uploaded_at: Set(caller.now()),
    };
    let model = Entity::insert(model)
        .exec_with_returning(change.tx())
        .await?;
    if model.quarantined {
        quarantine(&mut change, id).await?;
    }
    change.on(id);
    Ok(Created {
        answer: show(&key, model)?,
        change,
        version: None,
        client: place.client,
    })
}

/// One attachment with its bytes, as they are read.
pub async fn download_attachment(
    caller: Caller,
    id: AttachmentId,
) -> ApiResult<(Attachment, impl Stream<Item = ApiResult<Bytes>> + use<>)> {
    let model = load(&caller, id, caller.db()).await?;
    let action = Action::DownloadAttachment;
    match (model.mail_request_id, model.chat_message_id) {
        (Some(request), _) if model.sent => {
            mail_requests::operations::find(&caller, request, action, caller.db()).await?;
        }
        (_, Some(message)) => chats::check_reader(&caller, message, caller.db()).await?,
        _ if is_uploader(&caller, &model) => caller.check(action, Relation::Own)?,
        // Nobody else hears of what was not sent.
        _ => return Err(ProblemCode::NotFound.into()),
    }
    if model.quarantined {
        return Err(ProblemCode::Quarantined.into());
    }
    note_look(&caller, AuditAction::DownloadAttachment, id).await?;
    let key = owner_key(&caller, model.client_id, caller.db()).await?;
    let state = caller.state_handle();
    let bytes = blobs::open(state, caller.scope(), &key, model.blob_id).await?;
    Ok((show(&key, model)?, bytes))
}

/// Takes a file away again that was not sent yet.
pub async fn delete_attachment(caller: &Caller, id: AttachmentId) -> ApiResult<()> {
    let mut change = Change::begin(caller, AuditAction::DeleteAttachment).await?;
    let model = load(caller, id, change.tx()).await?;
    let relation = if is_uploader(caller, &model) {
        Relation::Own
    } else {
        Relation::Others
    };
    caller.check(Action::DeleteAttachment, relation)?;
    let gone = caller
        .scope()
        .delete::<Entity>()
        .filter(Column::Id.eq(id))
        .filter(Column::Sent.eq(false))
        .exec(change.tx())
        .await?;
    if gone.rows_affected == 0 {
        return Err(ProblemCode::Conflict.into());
    }
    blobs::doom(&mut change, model.blob_id).await?;
    change.on(id);
    change.commit().await
}

/// Where a file goes.
#[derive(Clone, Copy)]
struct Place {
    /// Whose key seals it; the facility's if nobody's.
    client: Option<ClientId>,
    request: Option<MailRequestId>,
    chat: Option<ChatId>,
}

/// Where it goes, if the caller may do this there.
async fn place_of(
    caller: &Caller,
    query: AttachmentQuery,
    action: Action,
    db: &impl ConnectionTrait,
) -> ApiResult<Place> {
    let Some(chat) = query.chat_id else {
        return Ok(Place {
            client: Some(client_of(caller, query, action, db).await?),
            request: query.mail_request_id,
            chat: None,
        });
    };
    if query.mail_request_id.is_some() || query.client_id.is_some() {
        return Err(ProblemCode::NotFound.into());
    }
    // What is uploaded is one's own, and goes with what one may write.
    caller.check(action, Relation::Own)?;
    Ok(Place {
        client: chats::sealed_for_writer(caller, chat, db).await?,
        request: None,
        chat: Some(chat),
    })
}

/// Whose file it goes into, if the caller may do this there.
async fn client_of(
    caller: &Caller,
    query: AttachmentQuery,
    action: Action,
    db: &impl ConnectionTrait,
) -> ApiResult<ClientId> {
    if let Some(request) = query.mail_request_id {
        let found = mail_requests::operations::find(caller, request, action, db).await?;
        let is_named = query.client_id.is_none_or(|id| id == found.client_id);
        return if is_named {
            Ok(found.client_id)
        } else {
            Err(ProblemCode::NotFound.into())
        };
    }
    let Some(client) = query.client_id.or(caller.actor().client_id()) else {
        caller.check(action, Relation::Common)?;
        return Err(ProblemCode::Forbidden.into());
    };
    // What is uploaded is one's own, and goes with what one may write.
    caller.check(action, Relation::Own)?;
    let relation = clients::operations::relation_to(caller, client, db).await?;
    caller.check(Action::CreateMailRequest, relation)?;
    Ok(client)
}

/// What the caller has uploaded for a message that is not sent.
fn ready(caller: &Caller, place: Place) -> Select<Entity> {
    let is = |column: Column, id: Option<Uuid>| match id {
        Some(id) => column.eq(id),
        None => column.is_null(),
    };
    caller
        .scope()
        .find::<Entity>()
        .filter(is(Column::ClientId, place.client.map(|id| id.0)))
        .filter(is(Column::MailRequestId, place.request.map(|id| id.0)))
        .filter(is(Column::ChatId, place.chat.map(|id| id.0)))
        .filter(uploaded_by(caller.actor()))
        .filter(Column::Sent.eq(false))
}

/// Those that the actor's own hands have uploaded.
pub(super) fn uploaded_by(actor: Actor) -> Condition {
    let (side, counselor) = side_of(actor);
    let by = match counselor {
        Some(id) => Column::CounselorId.eq(id),
        None => Column::CounselorId.is_null(),
    };
    Condition::all().add(Column::Side.eq(side)).add(by)
}

fn side_of(actor: Actor) -> (Side, Option<CounselorId>) {
    match actor {
        Actor::Client { .. } => (Side::Client, None),
        Actor::Counselor { .. } | Actor::ApiToken { .. } => (Side::Counselor, actor.counselor_id()),
    }
}

fn is_uploader(caller: &Caller, model: &Model) -> bool {
    match caller.actor() {
        Actor::Client { id } => model.side == Side::Client && model.client_id == Some(id),
        Actor::Counselor { id, .. } => model.counselor_id == Some(id),
        Actor::ApiToken { .. } => false,
    }
}

async fn load(caller: &Caller, id: AttachmentId, db: &impl ConnectionTrait) -> ApiResult<Model> {
    let row = caller.scope().find::<Entity>().filter(Column::Id.eq(id));
    row.one(db)
        .await?
        .ok_or(ApiError::Problem(ProblemCode::NotFound))
}

pub(super) async fn owner_key(
    caller: &Caller,
    client: Option<ClientId>,
    db: &impl ConnectionTrait,
) -> ApiResult<OwnerKey> {
    let keys = caller.keys().await?;
    keys.find_owner_key(caller.scope(), client, db).await
}

pub(super) fn show(key: &OwnerKey, model: Model) -> ApiResult<Attachment> {
    let name = key.open(ATTACHMENT_NAME, model.id.0, &model.sealed_name)?;
    Ok(named(name, model))
}

/// One whose name is open.
pub(super) fn named(name: String, model: Model) -> Attachment {
    Attachment {
        name,
        id: model.id,
        kind: model.kind,
        bytes: model.bytes,
        quarantined: model.quarantined,
        uploaded_at: model.uploaded_at,
    }
}
