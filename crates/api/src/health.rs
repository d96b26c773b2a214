//! What a load balancer asks: is the program alive, and can it do its work?

use crate::{ApiResult, caller::Public};
use actix_web::{HttpResponse, get, http::header};
use domain::problem::ProblemCode;

/// Alive as long as it answers.
#[get("/health/live")]
pub async fn live() -> HttpResponse {
    ok()
}

/// Ready while the database answers too.
#[get("/health/ready")]
pub async fn ready(public: Public) -> ApiResult<HttpResponse> {
    let reached = public.state().db.ping().await;
    reached.map_err(|_| ProblemCode::Unavailable)?;
    Ok(ok())
}

fn ok() -> HttpResponse {
    HttpResponse::Ok()
        .insert_header((header::CACHE_CONTROL, "no-store"))
        .json(serde_json::json!({ "status": "ok" }))
}
