//! One function per operation. Nothing else reads or writes the table of documents.

use super::{
    entity::{ActiveModel, Column, Entity, Model},
    sniff,
};
use crate::{
    ApiError, ApiResult,
    audit::note_look,
    blobs::{self, Received},
    caller::Caller,
    change::Change,
    clients::{self, erasure::Erasure},
    counselors::entity as counselor,
    crypto::{OwnerKey, column::DOCUMENT_NAME},
    extract::{next_page, read_cursor},
    idempotency::Created,
    scanner::quarantine,
    scope::Scope,
};
use actix_web::{error::PayloadError, web::Bytes};
use domain::{
    access::{Action, Actor, Relation},
    audit::AuditAction,
    documents::{
        Document, DocumentKind, DocumentName, DocumentQuery, DocumentUpdate, MAX_DOCUMENT_BYTES,
    },
    events::ClientPart,
    ids::{BlobId, ClientId, DocumentId},
    page::Page,
    problem::ProblemCode,
    version::Version,
};
use futures_util::Stream;
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait,
    Select,
    sea_query::{Expr, SelectStatement},
};
use sha2::{Digest, Sha256};
use uuid::Uuid;

/// A client's documents, newest first. Clients see their own, as far as they are there for them.
pub async fn list_documents(
    caller: &Caller,
    client: ClientId,
    query: DocumentQuery,
) -> ApiResult<Page<Document>> {
    let relation = clients::operations::relation_to(caller, client, caller.db()).await?;
    caller.check(Action::ListDocuments, relation)?;
    note_look(caller, AuditAction::ListDocuments, client).await?;
    let rows = query.limit.unwrap_or_default().rows();
    let mut select = of_client(caller, client).find_also_related(counselor::Entity);
    if caller.actor().client_id().is_some() {
        select = select.filter(Column::VisibleToClient.eq(true));
    }
    if let Some(after) = &query.after {
        let id: DocumentId = read_cursor(after)?;
        select = select.filter(Column::Id.lt(id));
    }
    let mut models = select
        .order_by_desc(Column::Id)
        .limit(rows + 1)
        .all(caller.db())
        .await?;
    let next = next_page(&mut models, rows, |(last, _)| last.id)?;
    let key = client_key(caller, client, caller.db()).await?;
    let items = models
        .into_iter()
        .map(|(document, counselor)| show(&key, document, counselor));
    Ok(Page {
        items: items.collect::<ApiResult<_>>()?,
        next,
    })
}

/// A file that has arrived and is no document, nor attachment, yet.
pub struct Uploaded {
    /// Whose key seals it; the facility's if nobody's.
    client: Option<ClientId>,
    pub name: DocumentName,
    pub kind: DocumentKind,
    pub received: Received,
}

impl Uploaded {
    /// The same for the same file under the same name.
    pub fn sum(&self) -> [u8; 32] {
        let sum = Sha256::new().chain_update(self.received.sha256);
        sum.chain_update(self.name.as_str()).finalize().into()
    }
}

/// Takes the file of a new document in.
pub async fn receive_document(
    caller: &Caller,
    client: ClientId,
    name: DocumentName,
    file: impl Stream<Item = Result<Bytes, PayloadError>> + Unpin,
) -> ApiResult<Uploaded> {
    let relation = clients::operations::relation_to(caller, client, caller.db()).await?;
    caller.check(Action::CreateDocument, relation)?;
    receive_file(caller, Some(client), name, file).await
}

/// Takes a file in, if it is of a kind that is kept: whatever it is for, what may be there is the
/// same.
pub async fn receive_file(
    caller: &Caller,
    client: Option<ClientId>,
    name: DocumentName,
    file: impl Stream<Item = Result<Bytes, PayloadError>> + Unpin,
) -> ApiResult<Uploaded> {
    let limit = (MAX_DOCUMENT_BYTES, ProblemCode::DocumentTooLarge);
    let (received, kind) = blobs::receive(caller, client, file, limit, |first| {
        if first.is_empty() {
            return Err(ProblemCode::DocumentEmpty.into());
        }
        let kind = sniff::kind(first, name.as_str());
        kind.ok_or(ApiError::Problem(ProblemCode::DocumentKindRefused))
    })
    .await?;
    Ok(Uploaded {
        client,
        name: name.fitting(kind),
        kind,
        received,
    })
}

/// Makes a document of a file that has arrived.
#[expect(clippy::disallowed_methods, reason = "a new row gets its id")]
pub async fn create_document(caller: &Caller, new: Uploaded) -> ApiResult<Created<'_, Document>> {
    let mut change = Change::begin(caller, AuditAction::CreateDocument).await?;
    let client = new.client.ok_or(ProblemCode::NotFound)?;
    let relation = clients::operations::relation_to(caller, client, change.tx()).await?;
    caller.check(Action::CreateDocument, relation)?;
    blobs::keep(&change, &new.received).await?;
    let id = DocumentId(Uuid::now_v7());
    let key = client_key(caller, client, change.tx()).await?;
    let model = ActiveModel {
        id: Set(id),
        facility_id: Set(caller.facility()),
        client_id: Set(client),
        blob_id: Set(new.received.id),
        sealed_name: Set(key.seal(DOCUMENT_NAME, id.0, new.name.as_str())?),
        kind: Set(new.kind),
        bytes: Set(i64::try_from(new.received.bytes).map_err(ApiError::internal)?),
        visible_to_client: Set(false),
        quarantined: Set(new.received.infected),
        counselor_id: Set(caller.actor().counselor_id()),
        uploaded_at: Set(caller.now()),
        version: Set(Version::FIRST),
    };
    Entity::insert(model)
        .exec_without_returning(change.tx())
        .await?;
    let (document, counselor) = load(caller, id, change.tx()).await?;
    if document.quarantined {
        quarantine(&mut change, id).await?;
    }
    tell(&mut change, client, false).await?;
    change.on(id);
    Ok(Created {
        answer: show(&key, document, counselor)?,
        change,
        version: Some(Version::FIRST),
        client: Some(client),
    })
}

/// One document with its bytes, as they are read.
pub async fn download_document(
    caller: Caller,
    id: DocumentId,
) -> ApiResult<(Document, impl Stream<Item = ApiResult<Bytes>> + use<>)> {
    let (document, counselor) = find(&caller, id, Action::DownloadDocument, caller.db()).await?;
    if document.quarantined {
        return Err(ProblemCode::Quarantined.into());
    }
    note_look(&caller, AuditAction::DownloadDocument, id).await?;
    let key = client_key(&caller, document.client_id, caller.db()).await?;
    let state = caller.state_handle();
    let bytes = blobs::open(state, caller.scope(), &key, document.blob_id).await?;
    Ok((show(&key, document, counselor)?, bytes))
}

/// Shows a document to the client, or hides it again, if nobody else has changed it since
/// `version`.
pub async fn update_document(
    caller: &Caller,
    id: DocumentId,
    version: Version,
    body: DocumentUpdate,
) -> ApiResult<Document> {
    let mut change = Change::begin(caller, AuditAction::UpdateDocument).await?;
    let (document, _) = find(caller, id, Action::UpdateDocument, change.tx()).await?;
    let visible = body.visible_to_client.unwrap_or(document.visible_to_client);
    let changed = caller
        .scope()
        .update::<Entity>()
        .col_expr(Column::VisibleToClient, Expr::value(visible))
        .col_expr(Column::Version, Expr::value(version.next()))
        .filter(Column::Id.eq(id))
        .filter(Column::Version.eq(version))
        .exec(change.tx())
        .await?;
    if changed.rows_affected == 0 {
        return Err(ProblemCode::StaleVersion.into());
    }
    let (client, was_visible) = (document.client_id, document.visible_to_client);
    let (document, counselor) = load(caller, id, change.tx()).await?;
    let key = client_key(caller, client, change.tx()).await?;
    let shown = show(&key, document, counselor)?;
    tell(&mut change, client, was_visible || visible).await?;
    change.on(id);
    change.commit().await?;
    Ok(shown)
}

/// The next document of a client after `last`, oldest first, whoever may see it: for taking along.
pub async fn next_of_client(
    caller: &Caller,
    client: ClientId,
    last: Option<DocumentId>,
) -> ApiResult<Option<(Document, BlobId)>> {
    let mut select = of_client(caller, client).order_by_asc(Column::Id);
    if let Some(last) = last {
        select = select.filter(Column::Id.gt(last));
    }
    let select = select.find_also_related(counselor::Entity);
    let Some((document, counselor)) = select.one(caller.db()).await? else {
        return Ok(None);
    };
    let key = client_key(caller, client, caller.db()).await?;
    let blob = document.blob_id;
    Ok(Some((show(&key, document, counselor)?, blob)))
}

/// What is in such a document.
pub async fn read_bytes(
    caller: &Caller,
    client: ClientId,
    blob: BlobId,
) -> ApiResult<impl Stream<Item = ApiResult<Bytes>> + use<>> {
    let key = client_key(caller, client, caller.db()).await?;
    blobs::open(caller.state_handle(), caller.scope(), &key, blob).await
}

/// Deletes a document for good.
pub async fn delete_document(caller: &Caller, id: DocumentId) -> ApiResult<()> {
    let mut change = Change::begin(caller, AuditAction::DeleteDocument).await?;
    let (document, _) = find(caller, id, Action::DeleteDocument, change.tx()).await?;
    let (scope, client) = (caller.scope(), document.client_id);
    clients::operations::check_not_held(scope, change.tx(), client).await?;
    caller
        .scope()
        .delete::<Entity>()
        .filter(Column::Id.eq(id))
        .exec(change.tx())
        .await?;
    blobs::doom(&mut change, document.blob_id).await?;
    tell(&mut change, document.client_id, document.visible_to_client).await?;
    change.on(id);
    change.commit().await
}

/// Tells those who may see them that a client's documents are not the same any more; the client
/// too, if it was or is there for them.
async fn tell(change: &mut Change<'_>, client: ClientId, visible: bool) -> ApiResult<()> {
    clients::news::tell_staff_of(change, ClientPart::Documents, client).await?;
    if visible {
        clients::news::tell_client(change, ClientPart::Documents, client);
    }
    Ok(())
}

/// Counts the documents of a client, within another query.
pub fn count_of_client(scope: &Scope, client: ClientId) -> SelectStatement {
    scope
        .find::<Entity>()
        .filter(Column::ClientId.eq(client))
        .select_only()
        .column_as(Column::Id.count(), "all")
        .into_query()
}

/// Erases a client's documents, and whatever else is kept of them in the store, within the
/// transaction that erases the client.
pub async fn erase_of_client(erasure: &mut Erasure<'_>) -> ApiResult<()> {
    let gone = erasure
        .scope()
        .delete::<Entity>()
        .filter(Column::ClientId.eq(erasure.client()))
        .exec(erasure.tx())
        .await?;
    erasure.counts.documents += gone.rows_affected;
    blobs::doom_of_client(erasure).await
}

/// The only way to load one: say what for.
async fn find(
    caller: &Caller,
    id: DocumentId,
    action: Action,
    db: &impl ConnectionTrait,
) -> ApiResult<(Model, Option<counselor::Model>)> {
    let (document, counselor) = load(caller, id, db).await?;
    let relation = match caller.actor() {
        Actor::Client { .. } if !document.visible_to_client => Relation::Others,
        _ => clients::operations::relation_to(caller, document.client_id, db).await?,
    };
    caller.check(action, relation)?;
    Ok((document, counselor))
}

async fn load(
    caller: &Caller,
    id: DocumentId,
    db: &impl ConnectionTrait,
) -> ApiResult<(Model, Option<counselor::Model>)> {
    caller
        .scope()
        .find::<Entity>()
        .filter(Column::Id.eq(id))
        .find_also_related(counselor::Entity)
        .one(db)
        .await?
        .ok_or(ApiError::Problem(ProblemCode::NotFound))
}

fn of_client(caller: &Caller, client: ClientId) -> Select<Entity> {
    let select = caller.scope().find::<Entity>();
    select.filter(Column::ClientId.eq(client))
}

async fn client_key(
    caller: &Caller,
    client: ClientId,
    db: &impl ConnectionTrait,
) -> ApiResult<OwnerKey> {
    let keys = caller.keys().await?;
    let owner = keys.find_owner_key(caller.scope(), Some(client), db);
    owner.await
}

fn show(
    key: &OwnerKey,
    document: Model,
    counselor: Option<counselor::Model>,
) -> ApiResult<Document> {
    Ok(Document {
        name: key.open(DOCUMENT_NAME, document.id.0, &document.sealed_name)?,
        id: document.id,
        client_id: document.client_id,
        kind: document.kind,
        bytes: document.bytes,
        visible_to_client: document.visible_to_client,
        quarantined: document.quarantined,
        uploaded_by: counselor.as_ref().map(counselor::Model::reference),
        uploaded_at: document.uploaded_at,
        version: document.version,
    })
}
