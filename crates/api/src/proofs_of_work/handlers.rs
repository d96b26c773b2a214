use super::operations;
use crate::{ApiResult, caller::Public, routes::ServiceConfig};
use actix_web::{HttpResponse, get, http::header, web::Path};
use domain::{problem::Problem, proofs_of_work::ProofChallenge};

pub fn routes(config: &mut ServiceConfig) {
    config.service(read_proof_challenge);
}

/// Get a challenge to solve, before making something as a stranger
///
/// `register_client`, `enter_open_door` and `forgot_client_password` want a solved challenge in the
/// header `Beistand-Proof`: `challenge.nonce`, with a number for which SHA-256 of the 32 bytes of
/// SHA-256 of the challenge, followed by the number as 8 bytes, big endian, begins with `bits` zero
/// bits. Count up from 0 until one does. A challenge is good once, for ten minutes and at its own
/// facility.
#[utoipa::path(tag = "accounts", security(()), params(("slug" = String, Path, example = "lahntal")), responses(
    (status = 200, body = ProofChallenge),
    (status = 404, description = "There is no such facility", body = Problem, content_type = "application/problem+json"),
    (status = 429, description = "Too many attempts; `Retry-After` says how long to wait", body = Problem, content_type = "application/problem+json")))]
#[get("/facilities/{slug}/proof-challenge")]
async fn read_proof_challenge(public: Public, slug: Path<String>) -> ApiResult<HttpResponse> {
    let challenge = operations::read_proof_challenge(&public, &slug).await?;
    Ok(HttpResponse::Ok()
        .insert_header((header::CACHE_CONTROL, "no-store"))
        .json(challenge))
}
