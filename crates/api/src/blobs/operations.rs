//! What becomes of blobs. Nothing else reads or writes their table.

use super::{
    StoreError,
    entity::{ActiveModel, BlobState, Column, Entity},
    pieces::Pieces,
};
use crate::{
    ApiError, ApiResult,
    caller::Caller,
    change::Change,
    clients::erasure::Erasure,
    crypto::OwnerKey,
    jobs::{NewJob, Outcome, enqueue, entity as job, finish, put_back},
    scanner::{Scan, Verdict},
    scope::Scope,
    state::State,
};
use actix_web::{
    error::PayloadError,
    web::{Bytes, Data},
};
use chrono::{DateTime, TimeDelta, Utc};
use domain::{
    ids::{BlobId, ClientId, FacilityId},
    problem::ProblemCode,
};
use futures_util::{Stream, stream};
use job::{JobKind, JobState};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, ExprTrait,
    PaginatorTrait, QueryFilter, QuerySelect, UpdateMany, sea_query::Expr,
};
use serde_json::Value;
use sha2::{Digest, Sha256};

/// Hours after which bytes that still arrive are taken for given up.
const ARRIVES_HOURS: i64 = 24;
/// Blobs that one attempt of the job removes, well within its lease.
const BATCH: u64 = 50;

impl From<StoreError> for ApiError {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Missing | StoreError::NotOurs => Self::internal(error),
            StoreError::Away | StoreError::Store(_) | StoreError::Folder { .. } => {
                tracing::warn!(%error, "the store of blobs cannot be used");
                Self::Problem(ProblemCode::Unavailable)
            }
        }
    }
}

/// Bytes that are in the store and belong to nothing yet: to be kept, or to be discarded.
#[derive(Clone, Copy, Debug)]
pub struct Received {
    pub id: BlobId,
    pub pieces: u32,
    pub bytes: u64,
    /// SHA-256 of all of them.
    pub sha256: [u8; 32],
    /// Whether the virus scanner has found something in them.
    pub infected: bool,
}

/// Writes what arrives into the store, sealed for this client or else the facility, piece by piece: at no time is more
/// than two pieces of it in memory. `check` sees the first piece before anything is written, and
/// what it answers comes along.
pub async fn receive<T>(
    caller: &Caller,
    client: Option<ClientId>,
    source: impl Stream<Item = Result<Bytes, PayloadError>> + Unpin,
    (most, too_many): (u64, ProblemCode),
    check: impl FnOnce(&[u8]) -> ApiResult<T>,
) -> ApiResult<(Received, T)> {
    let mut pieces = Pieces::new(source, most, too_many);
    let first = pieces.next().await?;
    let checked = match check(&first.0) {
        Ok(checked) => checked,
        Err(refusal) => {
            pieces.drain().await;
            return Err(refusal);
        }
    };
    let keys = caller.keys().await?;
    let key = keys
        .find_owner_key(caller.scope(), client, caller.db())
        .await?;
    let id = BlobId(uuid::Builder::from_random_bytes(rand::random()).into_uuid());
    insert_pending(caller, id, client).await?;
    match write(caller, id, &key, first, &mut pieces).await {
        Ok(received) => Ok((received, checked)),
        Err(error) => {
            let wanted = discard(caller, id).await;
            if error.code() == ProblemCode::ScannerUnavailable {
                pieces.drain().await;
            }
            // Whoever removes the bytes of an erased client takes the folder from under the next.
            Err(if wanted {
                error
            } else {
                ProblemCode::NotFound.into()
            })
        }
    }
}

async fn insert_pending(caller: &Caller, id: BlobId, client: Option<ClientId>) -> ApiResult<()> {
    let model = ActiveModel {
        id: Set(id),
        facility_id: Set(caller.facility()),
        client_id: Set(client),
        state: Set(BlobState::Pending),
        pieces: Set(0),
        created_at: Set(caller.now()),
    };
    Entity::insert(model)
        .exec_without_returning(caller.db())
        .await?;
    Ok(())
}

async fn write(
    caller: &Caller,
    id: BlobId,
    key: &OwnerKey,
    (mut piece, mut last): (Vec<u8>, bool),
    pieces: &mut Pieces<impl Stream<Item = Result<Bytes, PayloadError>> + Unpin>,
) -> ApiResult<Received> {
    let mut sealer = key.blob_sealer(id);
    let mut digest = Sha256::new();
    let mut bytes = 0;
    let mut scan = caller.state().scanner.begin().await?;
    loop {
        digest.update(&piece);
        bytes += piece.len() as u64;
        if let Some(scan) = &mut scan {
            scan.feed(&piece).await?;
        }
        let number = sealer.pieces();
        let ready = sealer.seal(&piece, last)?;
        drop(piece);
        caller
            .state()
            .blobs
            .put_piece(id, number, ready.into())
            .await?;
        if last {
            let infected = infected(scan.take()).await?;
            return Ok(Received {
                id,
                pieces: sealer.pieces(),
                bytes,
                sha256: digest.finalize().into(),
                infected,
            });
        }
        (piece, last) = pieces.next().await?;
    }
}

async fn infected(scan: Option<Scan>) -> ApiResult<bool> {
    let verdict = match scan {
        Some(scan) => scan.verdict().await?,
        None => Verdict::Clean,
    };
    Ok(match verdict {
        Verdict::Clean => false,
        Verdict::Found(what) => {
            tracing::warn!(what, "the virus scanner found something in a file");
            true
        }
    })
}

/// Keeps what was received, within the transaction that makes what it belongs to. Its client may
/// have been erased meanwhile; then there is nothing to keep.
pub async fn keep(change: &Change<'_>, received: &Received) -> ApiResult<()> {
    let pieces = i32::try_from(received.pieces).map_err(ApiError::internal)?;
    let kept = change
        .caller()
        .scope()
        .update::<Entity>()
        .col_expr(Column::State, Expr::value(BlobState::Kept))
        .col_expr(Column::Pieces, Expr::value(pieces))
        .filter(Column::Id.eq(received.id))
        .filter(Column::State.eq(BlobState::Pending))
        .exec(change.tx())
        .await?;
    if kept.rows_affected == 1 {
        Ok(())
    } else {
        Err(ProblemCode::NotFound.into())
    }
}

/// Has the bytes removed, unless they were kept. Should that fail, housekeeping comes by. Answers
/// whether they were wanted until now: not if their client was erased meanwhile.
pub async fn discard(caller: &Caller, id: BlobId) -> bool {
    let mut wanted = true;
    let done = async {
        let row = caller.scope().find::<Entity>().filter(Column::Id.eq(id));
        let state = row.one(caller.db()).await?.map(|blob| blob.state);
        wanted = matches!(state, Some(BlobState::Pending | BlobState::Kept));
        if state == Some(BlobState::Kept) {
            return ApiResult::Ok(());
        }
        let mut change = Change::begin_unrecorded(caller).await?;
        let pending = Column::Id.eq(id).and(Column::State.eq(BlobState::Pending));
        if doom_in(&mut change, pending).await? > 0 {
            change.commit().await?;
        }
        // Its client may have been erased while it arrived, and its row be gone before the last
        // piece came.
        caller.state().blobs.remove(id).await?;
        Ok(())
    };
    if let Err(error) = done.await {
        tracing::warn!(%error, "what was not kept waits for housekeeping");
    }
    wanted
}

/// Has a blob removed, once the transaction is through that takes away what it belonged to.
pub async fn doom(change: &mut Change<'_>, id: BlobId) -> ApiResult<()> {
    doom_in(change, Column::Id.eq(id)).await.map(drop)
}

/// The same where no caller is, within a transaction after which the worker is to be woken.
pub async fn doom_one(
    scope: &Scope,
    tx: &DatabaseTransaction,
    id: BlobId,
    now: DateTime<Utc>,
) -> ApiResult<()> {
    doom_where(scope, tx, Column::Id.eq(id), now)
        .await
        .map(drop)
}

/// The same with all blobs of a client, those that still arrive included.
pub async fn doom_of_client(erasure: &Erasure<'_>) -> ApiResult<()> {
    let of_client = Column::ClientId.eq(erasure.client());
    let (scope, tx) = (erasure.scope(), erasure.tx());
    doom_where(scope, tx, of_client, erasure.now()).await?;
    Ok(())
}

async fn doom_in(change: &mut Change<'_>, which: Expr) -> ApiResult<u64> {
    let caller = change.caller();
    let doomed = doom_where(caller.scope(), change.tx(), which, caller.now()).await?;
    if doomed > 0 {
        change.wake_worker();
    }
    Ok(doomed)
}

async fn doom_where(
    scope: &Scope,
    tx: &DatabaseTransaction,
    which: Expr,
    now: DateTime<Utc>,
) -> ApiResult<u64> {
    let update = doomed(scope.update::<Entity>());
    let doomed = update.filter(which).exec(tx).await?;
    if doomed.rows_affected > 0 {
        put_down_removal(tx, Some(scope.facility()), None, now).await?;
    }
    Ok(doomed.rows_affected)
}

fn doomed(update: UpdateMany<Entity>) -> UpdateMany<Entity> {
    update
        .col_expr(Column::State, Expr::value(BlobState::Doomed))
        .col_expr(Column::ClientId, Expr::value(None::<ClientId>))
}

async fn put_down_removal(
    tx: &impl ConnectionTrait,
    facility: Option<FacilityId>,
    unique_key: Option<String>,
    run_at: DateTime<Utc>,
) -> ApiResult<()> {
    let removal = NewJob {
        facility,
        kind: JobKind::RemoveBlobs,
        payload: Value::Null,
        unique_key,
        run_at,
    };
    enqueue(tx, removal).await
}

/// Has removed what somebody began to send and never finished. Answers how many.
#[expect(
    clippy::disallowed_methods,
    reason = "housekeeping is about every facility"
)]
pub async fn doom_abandoned(state: &State, now: DateTime<Utc>) -> ApiResult<u64> {
    let abandoned = doomed(Entity::update_many())
        .filter(Column::State.eq(BlobState::Pending))
        .filter(Column::CreatedAt.lt(now - TimeDelta::hours(ARRIVES_HOURS)))
        .exec(&state.db)
        .await?;
    let left = Entity::find()
        .filter(Column::State.eq(BlobState::Doomed))
        .count(&state.db)
        .await?;
    if left > 0 {
        put_down_removal(&state.db, None, Some("remove_blobs".into()), now).await?;
        state.work.notify_one();
    }
    Ok(abandoned.rows_affected)
}

/// Removes doomed blobs from the store, and after each its row: cut off anywhere, it is done again.
#[expect(
    clippy::disallowed_methods,
    reason = "the job removes those of every facility"
)]
pub async fn attempt(state: &State, job: &job::Model) -> ApiResult<Outcome> {
    let some = Entity::find()
        .filter(Column::State.eq(BlobState::Doomed))
        .limit(BATCH)
        .all(&state.db)
        .await?;
    for blob in &some {
        if let Err(error) = state.blobs.remove(blob.id).await {
            return Ok(Outcome::Later(error.to_string()));
        }
        Entity::delete_by_id(blob.id).exec(&state.db).await?;
    }
    if some.len() as u64 == BATCH {
        let ends = (JobState::Waiting, 0, None);
        put_back(&state.db, job, state.clock.now(), ends).await?;
    } else {
        finish(&state.db, job).await?;
    }
    Ok(Outcome::Done)
}

/// The bytes again, piece by piece. The first piece is there before the answer begins, so that
/// what cannot be read is an error and not an answer that breaks off.
pub async fn open(
    state: Data<State>,
    scope: &Scope,
    key: &OwnerKey,
    id: BlobId,
) -> ApiResult<impl Stream<Item = ApiResult<Bytes>> + use<>> {
    let blob = scope
        .find::<Entity>()
        .filter(Column::Id.eq(id))
        .filter(Column::State.eq(BlobState::Kept))
        .one(scope.db())
        .await?
        .ok_or(ProblemCode::NotFound)?;
    let pieces = u32::try_from(blob.pieces).map_err(ApiError::internal)?;
    let mut opener = key.blob_opener(id);
    let mut next = 0;
    let mut piece = async move || {
        if next == pieces {
            return Ok(None);
        }
        let sealed = state.blobs.piece(id, next).await?;
        next += 1;
        let bytes = opener.open(&sealed, next == pieces)?;
        ApiResult::Ok(Some(Bytes::from(bytes)))
    };
    let first = piece().await?;
    let rest = stream::try_unfold(piece, async |mut piece| {
        Ok(piece().await?.map(|bytes| (bytes, piece)))
    });
    let first = stream::iter(first.map(Ok));
    Ok(stream::StreamExt::chain(first, rest))
}
