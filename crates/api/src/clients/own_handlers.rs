use super::operations;
use crate::{
    ApiResult,
    caller::Caller,
    extract::{IfMatch, Valid, tagged},
    routes::ServiceConfig,
};
use actix_web::{
    HttpResponse, get,
    http::{StatusCode, header},
    patch, post,
    web::Json,
};
use domain::{
    clients::{OwnAccountDeleted, OwnData, OwnDataUpdate},
    problem::Problem,
    two_factor::PasswordProof,
};

pub fn routes(config: &mut ServiceConfig) {
    config
        .service(read_own_data)
        .service(update_own_data)
        .service(export_own_data)
        .service(delete_own_account);
}

/// See what is kept of oneself, as a client
#[utoipa::path(tag = "own_data", responses(
    (status = 200, body = OwnData, headers(("ETag" = String)))))]
#[get("/own-data")]
async fn read_own_data(caller: Caller) -> ApiResult<HttpResponse> {
    let own = operations::read_own_data(&caller).await?;
    Ok(tagged(StatusCode::OK, own.version, &own))
}

/// Change by which name and address one is known, as a client
///
/// Takes one's own password. With another e-mail address, links that were sent to the old one are
/// void.
#[utoipa::path(tag = "own_data", params(("If-Match" = String, Header, example = "\"v1\"")), request_body = OwnDataUpdate, responses(
    (status = 200, body = OwnData, headers(("ETag" = String))),
    (status = 409, description = "Pseudonym or e-mail address is taken, or the facility's rule of contact says no", body = Problem, content_type = "application/problem+json"),
    (status = 429, description = "Too many attempts; `Retry-After` says how long to wait", body = Problem, content_type = "application/problem+json")))]
#[patch("/own-data")]
async fn update_own_data(
    caller: Caller,
    IfMatch(version): IfMatch,
    Valid(body): Valid<OwnDataUpdate>,
) -> ApiResult<HttpResponse> {
    let own = operations::update_own_data(&caller, version, body).await?;
    Ok(tagged(StatusCode::OK, own.version, &own))
}

/// Take along what is kept of oneself, as a client
///
/// A zip archive like the one that staff take along, but for what only they are to see: it says what
/// is not in it, and why.
#[utoipa::path(tag = "own_data", responses(
    (status = 200, description = "The archive", body = Vec<u8>, content_type = "application/zip", headers(("Content-Disposition" = String))),
    (status = 429, description = "Too many attempts; `Retry-After` says how long to wait", body = Problem, content_type = "application/problem+json")))]
#[get("/own-data/export")]
async fn export_own_data(caller: Caller) -> ApiResult<HttpResponse> {
    let (client, bytes) = operations::export_own_data(caller).await?;
    let name = format!("attachment; filename=\"{}.zip\"", client.number);
    Ok(HttpResponse::Ok()
        .insert_header((header::CONTENT_DISPOSITION, name))
        .insert_header((header::CONTENT_ENCODING, "identity"))
        .content_type("application/zip")
        .streaming(bytes))
}

/// Delete one's own account, as a client
///
/// Takes one's own password. All sessions end, and nobody can sign in any more. Once the facility's
/// period is over, the deletion routine erases everything; until then staff can bring it back.
#[utoipa::path(tag = "own_data", request_body = PasswordProof, responses(
    (status = 200, body = OwnAccountDeleted),
    (status = 409, description = "Somebody else is changing the account at this moment", body = Problem, content_type = "application/problem+json"),
    (status = 429, description = "Too many attempts; `Retry-After` says how long to wait", body = Problem, content_type = "application/problem+json")))]
#[post("/own-data/deletion")]
async fn delete_own_account(
    caller: Caller,
    Valid(body): Valid<PasswordProof>,
) -> ApiResult<Json<OwnAccountDeleted>> {
    Ok(Json(operations::delete_own_account(&caller, body).await?))
}
