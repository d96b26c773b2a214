//! One function per operation. Nothing else reads or writes the table of attachments, but
//! `sending`.

use super::entity::{ActiveModel, Column, Entity, Model};
use crate::{
    ApiError, ApiResult,
    audit::note_look,
    blobs,
    caller::Caller,
    change::Change,
    clients,
    crypto::{ClientKey, column::ATTACHMENT_NAME},
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
    ids::{AttachmentId, ClientId, CounselorId, MailRequestId},
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
    delete_of_request, erase_of_client, forget_abandoned, of_request, read_bytes, send_with,
};

/// What the caller has ready for a message, oldest first.
pub async fn list_attachments(
    caller: &Caller,
    query: AttachmentQuery,
) -> ApiResult<AttachmentList> {
    let client = client_of(caller, query, Action::ListAttachments, caller.db()).await?;
    let ready = ready(caller, client, query.mail_request_id);
    let models = ready.order_by_asc(Column::Id).all(caller.db()).await?;
    let key = client_key(caller, client, caller.db()).await?;
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
    let client = client_of(caller, query, Action::CreateAttachment, caller.db()).await?;
    let file = receive_file(caller, client, name, file).await?;
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
    let client = client_of(caller, query, Action::CreateAttachment, change.tx()).await?;
    let ready = ready(caller, client, query.mail_request_id);
    let room = u64::try_from(MAX_ATTACHMENTS).unwrap_or_default();
    if ready.count(change.tx()).await? >= room {
        return Err(ProblemCode::LimitReached.into());
    }
    blobs::keep(&change, &file.received).await?;
    let id = AttachmentId(Uuid::now_v7());
    let key = client_key(caller, client, change.tx()).await?;
    let (side, counselor) = side_of(caller.actor());
    let model = ActiveModel {
        id: Set(id),
        facility_id: Set(caller.facility()),
        client_id: Set(client),
        mail_request_id: Set(query.mail_request_id),
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
        client: Some(client),
    })
}

/// One attachment with its bytes, as they are read.
pub async fn download_attachment(
    caller: Caller,
    id: AttachmentId,
) -> ApiResult<(Attachment, impl Stream<Item = ApiResult<Bytes>> + use<>)> {
    let model = load(&caller, id, caller.db()).await?;
    let action = Action::DownloadAttachment;
    match model.mail_request_id.filter(|_| model.sent) {
        Some(request) => {
            mail_requests::operations::find(&caller, request, action, caller.db()).await?;
        }
        None if is_uploader(&caller, &model) => caller.check(action, Relation::Own)?,
        // Nobody else hears of what was not sent.
        None => return Err(ProblemCode::NotFound.into()),
    }
    if model.quarantined {
        return Err(ProblemCode::Quarantined.into());
    }
    note_look(&caller, AuditAction::DownloadAttachment, id).await?;
    let key = client_key(&caller, model.client_id, caller.db()).await?;
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
fn ready(caller: &Caller, client: ClientId, request: Option<MailRequestId>) -> Select<Entity> {
    let select = caller.scope().find::<Entity>();
    let select = match request {
        Some(request) => select.filter(Column::MailRequestId.eq(request)),
        None => select.filter(Column::MailRequestId.is_null()),
    };
    select
        .filter(Column::ClientId.eq(client))
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
        Actor::Client { id } => model.side == Side::Client && model.client_id == id,
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

pub(super) async fn client_key(
    caller: &Caller,
    client: ClientId,
    db: &impl ConnectionTrait,
) -> ApiResult<ClientKey> {
    let keys = caller.keys().await?;
    keys.find_client_key(caller.scope(), client, db).await
}

pub(super) fn show(key: &ClientKey, model: Model) -> ApiResult<Attachment> {
    Ok(Attachment {
        name: key.open(ATTACHMENT_NAME, model.id.0, &model.sealed_name)?,
        id: model.id,
        kind: model.kind,
        bytes: model.bytes,
        quarantined: model.quarantined,
        uploaded_at: model.uploaded_at,
    })
}
