//! Creating the same thing twice by asking twice: whoever names their request by an
//! `Idempotency-Key` gets the first answer again, for 24 hours, and nothing happens a second time.
//! The answer is kept in the transaction of what it tells of, so neither is there without the
//! other; two requests at once end in one change and two equal answers.

pub mod entity;

use crate::{ApiError, ApiResult, caller::Caller, change::Change, extract::Valid, scope::Scope};
use actix_web::{
    FromRequest, HttpRequest, HttpResponse,
    dev::Payload,
    http::{StatusCode, header},
};
use chrono::{DateTime, TimeDelta, Utc};
use domain::{ids::ClientId, problem::ProblemCode, version::Version};
use entity::{ActiveModel, Column, Entity};
use futures_util::future::LocalBoxFuture;
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, DatabaseConnection, EntityTrait, QueryFilter,
    SqlErr,
};
use serde::{Serialize, de::DeserializeOwned};
use sha2::{Digest, Sha256};
use std::future::{Ready, ready};
use uuid::Uuid;

/// Hours that an answer is kept.
pub const KEPT_HOURS: i64 = 24;
const MAX_KEY_CHARACTERS: usize = 200;
const ANSWER: &str = "idempotency_keys.answer";

/// A key, and what tells its request from others.
struct Key {
    key: String,
    fingerprint: Vec<u8>,
}

/// The body of a creating request, which may come with an `Idempotency-Key`.
pub struct Create<T> {
    pub body: T,
    once: Once,
}

/// Makes sure that it happens once.
pub struct Once(Option<Key>);

impl<T: DeserializeOwned + 'static> FromRequest for Create<T> {
    type Error = ApiError;
    type Future = LocalBoxFuture<'static, ApiResult<Self>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let key = key(request);
        let address = format!("{} {}\n", request.method(), request.uri());
        let body = Valid::with_bytes(request, payload);
        Box::pin(async move {
            let key = key?;
            let (Valid(body), bytes) = body.await?;
            let once = key.map(|key| Key {
                key,
                fingerprint: Sha256::new()
                    .chain_update(address)
                    .chain_update(bytes)
                    .finalize()
                    .to_vec(),
            });
            Ok(Self {
                body,
                once: Once(once),
            })
        })
    }
}

fn key(request: &HttpRequest) -> ApiResult<Option<String>> {
    let Some(value) = request.headers().get("Idempotency-Key") else {
        return Ok(None);
    };
    value
        .to_str()
        .ok()
        .filter(|key| (1..=MAX_KEY_CHARACTERS).contains(&key.len()))
        .filter(|key| key.bytes().all(|byte| byte.is_ascii_graphic()))
        .map(|key| Some(key.to_owned()))
        .ok_or(ProblemCode::InvalidIdempotencyKey.into())
}

/// The `Idempotency-Key` of a request whose body is not JSON and is read by its operation.
pub struct CreateOnce {
    key: Option<String>,
    address: String,
}

impl FromRequest for CreateOnce {
    type Error = ApiError;
    type Future = Ready<ApiResult<Self>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let address = format!("{} {}\n", request.method(), request.uri());
        ready(key(request).map(|key| Self { key, address }))
    }
}

impl CreateOnce {
    /// What was made of the body, and the sum of what it was made of.
    pub fn create<T>(self, body: T, sha256: &[u8; 32]) -> Create<T> {
        let fingerprint = Sha256::new()
            .chain_update(self.address)
            .chain_update(sha256);
        let once = self.key.map(|key| Key {
            key,
            fingerprint: fingerprint.finalize().to_vec(),
        });
        Create {
            body,
            once: Once(once),
        }
    }
}

/// What an operation has created, not committed yet.
pub struct Created<'a, T> {
    pub change: Change<'a>,
    pub answer: T,
    /// Where the answer has a version of its own.
    pub version: Option<Version>,
    /// Whose data is in the answer, if it is a client's.
    pub client: Option<ClientId>,
}

impl<T> Create<T> {
    /// Runs `operation` and answers 201, unless this very request was answered before.
    pub async fn run<'a, A: Serialize>(
        self,
        caller: &'a Caller,
        operation: impl AsyncFnOnce(&'a Caller, T) -> ApiResult<Created<'a, A>>,
    ) -> ApiResult<HttpResponse> {
        let Some(key) = self.once.0 else {
            let created = operation(caller, self.body).await?;
            let etag = created.version.map(Version::etag);
            let body = serde_json::to_vec(&created.answer).map_err(ApiError::internal)?;
            created.change.commit().await?;
            return Ok(answer(etag.as_deref(), body));
        };
        if let Some(before) = find(caller, &key).await? {
            return before;
        }
        match create(caller, &key, operation, self.body).await {
            Ok(response) => Ok(response),
            // Somebody else may have been creating the very same thing meanwhile.
            Err(error) => find(caller, &key).await?.unwrap_or(Err(error)),
        }
    }
}

async fn create<'a, T, A: Serialize>(
    caller: &'a Caller,
    key: &Key,
    operation: impl AsyncFnOnce(&'a Caller, T) -> ApiResult<Created<'a, A>>,
    body: T,
) -> ApiResult<HttpResponse> {
    let created = operation(caller, body).await?;
    let etag = created.version.map(Version::etag);
    let body = serde_json::to_vec(&created.answer).map_err(ApiError::internal)?;
    keep(
        caller,
        created.change.tx(),
        key,
        created.client,
        (etag.clone(), &body),
    )
    .await?;
    created.change.commit().await?;
    Ok(answer(etag.as_deref(), body))
}

fn answer(etag: Option<&str>, body: Vec<u8>) -> HttpResponse {
    let mut response = HttpResponse::build(StatusCode::CREATED);
    if let Some(etag) = etag {
        response.insert_header((header::ETAG, etag));
    }
    response
        .content_type(header::ContentType::json())
        .body(body)
}

/// The answer that was given before; `None` when there is none.
async fn find(caller: &Caller, key: &Key) -> ApiResult<Option<ApiResult<HttpResponse>>> {
    let kept = caller
        .scope()
        .find::<Entity>()
        .filter(Column::ActorId.eq(caller.actor().id()))
        .filter(Column::Key.eq(&key.key))
        .filter(Column::CreatedAt.gt(caller.now() - TimeDelta::hours(KEPT_HOURS)))
        .one(caller.db())
        .await?;
    let Some(kept) = kept else {
        return Ok(None);
    };
    if kept.fingerprint != key.fingerprint {
        return Ok(Some(Err(ProblemCode::IdempotencyKeyReused.into())));
    }
    let keys = caller.keys().await?;
    let body = keys.open(ANSWER, kept.id, &kept.sealed_answer)?;
    Ok(Some(Ok(answer(kept.etag.as_deref(), body))))
}

#[expect(clippy::disallowed_methods, reason = "a new row gets its id")]
async fn keep(
    caller: &Caller,
    tx: &impl ConnectionTrait,
    key: &Key,
    client: Option<ClientId>,
    (etag, body): (Option<String>, &[u8]),
) -> ApiResult<()> {
    let (id, now, actor) = (Uuid::now_v7(), caller.now(), caller.actor().id());
    caller
        .scope()
        .delete::<Entity>()
        .filter(Column::ActorId.eq(actor))
        .filter(Column::Key.eq(&key.key))
        .filter(Column::CreatedAt.lte(now - TimeDelta::hours(KEPT_HOURS)))
        .exec(tx)
        .await?;
    let keys = caller.keys().await?;
    let model = ActiveModel {
        id: Set(id),
        facility_id: Set(caller.facility()),
        actor_id: Set(actor),
        key: Set(key.key.clone()),
        fingerprint: Set(key.fingerprint.clone()),
        client_id: Set(client),
        etag: Set(etag),
        sealed_answer: Set(keys.seal(ANSWER, id, body)?),
        created_at: Set(now),
    };
    let inserted = Entity::insert(model).exec_without_returning(tx).await;
    match inserted {
        Err(error) if matches!(error.sql_err(), Some(SqlErr::UniqueConstraintViolation(_))) => {
            Err(ProblemCode::Conflict.into())
        }
        Err(error) => Err(error.into()),
        Ok(_) => Ok(()),
    }
}

/// Forgets the answers that held data of this client.
pub async fn forget_client(
    scope: &Scope,
    tx: &impl ConnectionTrait,
    client: ClientId,
) -> ApiResult<()> {
    scope
        .delete::<Entity>()
        .filter(Column::ClientId.eq(client))
        .exec(tx)
        .await?;
    Ok(())
}

/// Forgets what is over, of all facilities. Answers how many.
#[expect(
    clippy::disallowed_methods,
    reason = "housekeeping is about every facility"
)]
pub async fn forget_old(db: &DatabaseConnection, now: DateTime<Utc>) -> ApiResult<u64> {
    let gone = Entity::delete_many()
        .filter(Column::CreatedAt.lt(now - TimeDelta::hours(KEPT_HOURS)))
        .exec(db)
        .await?;
    Ok(gone.rows_affected)
}

#[cfg(test)]
mod tests {
    use super::*;
    use actix_web::test::TestRequest;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn any_key_is_taken_as_it_is_or_refused(raw in prop::collection::vec(any::<u8>(), 0..260), visible in "[!-~]{1,200}") {
            let read = |bytes: &[u8]| {
                let value = header::HeaderValue::from_bytes(bytes).ok()?;
                let request = TestRequest::default().insert_header(("Idempotency-Key", value));
                Some(key(&request.to_http_request()))
            };
            match read(&raw) {
                Some(Ok(key)) => {
                    let key = key.unwrap();
                    prop_assert!((1..=MAX_KEY_CHARACTERS).contains(&key.len()));
                    prop_assert!(raw.windows(key.len()).any(|part| part == key.as_bytes()));
                }
                Some(Err(refused)) => {
                    prop_assert_eq!(refused.code(), ProblemCode::InvalidIdempotencyKey);
                }
                // No header at all.
                None => {}
            }
            prop_assert_eq!(read(visible.as_bytes()).unwrap().unwrap(), Some(visible));
        }
    }
}
