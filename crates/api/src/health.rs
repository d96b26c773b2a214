//! What a load balancer asks: is the program alive, and can it do its work?

use crate::{ApiResult, blobs::StoreError, caller::Public, schema, state::State};
use actix_web::{HttpResponse, get, http::header};
use domain::problem::ProblemCode;
use sea_orm::DbErr;
use std::time::Duration;
use tokio::time::timeout;

/// How long the database, and the store of documents, may take to answer.
const PATIENCE: Duration = Duration::from_secs(1);

/// Why the server should not be sent any requests.
#[derive(Debug, thiserror::Error)]
enum NotReady {
    #[error("the server is stopping")]
    Stopping,
    #[error("the database did not answer within {PATIENCE:?}")]
    Slow,
    #[error("the database does not answer: {0}")]
    Database(#[from] DbErr),
    #[error("the store of documents did not answer within {PATIENCE:?}")]
    SlowStore,
    #[error("the store of documents: {0}")]
    Store(#[from] StoreError),
    #[error("the schema is not the one of this version of the program")]
    Schema,
}

/// Alive as long as it answers.
#[get("/health/live")]
pub async fn live() -> HttpResponse {
    ok()
}

/// Ready while requests can be answered. The reason why not is in the log: strangers need not know
/// it.
#[get("/health/ready")]
pub async fn ready(public: Public) -> ApiResult<HttpResponse> {
    if let Err(cause) = check(public.state()).await {
        tracing::warn!(%cause, "not ready");
        return Err(ProblemCode::Unavailable.into());
    }
    Ok(ok())
}

async fn check(state: &State) -> Result<(), NotReady> {
    if state.shutdown.has_begun() {
        return Err(NotReady::Stopping);
    }
    let applied = timeout(PATIENCE, schema::applied(&state.db)).await;
    if applied.map_err(|_| NotReady::Slow)?? != schema::known() {
        return Err(NotReady::Schema);
    }
    let store = timeout(PATIENCE, state.blobs.check()).await;
    Ok(store.map_err(|_| NotReady::SlowStore)??)
}

fn ok() -> HttpResponse {
    HttpResponse::Ok()
        .insert_header((header::CACHE_CONTROL, "no-store"))
        .json(serde_json::json!({ "status": "ok" }))
}
