use super::operations;
use crate::{
    ApiResult,
    caller::{Caller, Public},
    extract::Valid,
    routes::ServiceConfig,
};
use actix_web::{HttpResponse, http::header, post, web::Path};
use domain::{
    problem::Problem,
    recovery_codes::{PasswordRecovery, RecoveryCodeMade},
    two_factor::PasswordProof,
};

pub fn routes(config: &mut ServiceConfig) {
    config.service(make_recovery_code).service(recover_password);
}

/// Make a new recovery code, as a client
///
/// Takes one's own password. The code is answered this once, and the one before is void.
#[utoipa::path(tag = "own_data", request_body = PasswordProof, responses(
    (status = 200, body = RecoveryCodeMade),
    (status = 429, description = "Too many attempts; `Retry-After` says how long to wait", body = Problem, content_type = "application/problem+json")))]
#[post("/own-data/recovery-code")]
async fn make_recovery_code(
    caller: Caller,
    Valid(body): Valid<PasswordProof>,
) -> ApiResult<HttpResponse> {
    Ok(answer(
        &operations::make_recovery_code(&caller, body).await?,
    ))
}

/// Set a new password with a recovery code, at a facility's portal
///
/// All sessions end, and a new code is answered in place of the one that was used. Whether the name or
/// the code is wrong, the answer is the same.
#[utoipa::path(tag = "accounts", security(()), params(("slug" = String, Path, example = "lahntal")), request_body = PasswordRecovery, responses(
    (status = 200, body = RecoveryCodeMade),
    (status = 401, description = "Name or code do not match", body = Problem, content_type = "application/problem+json"),
    (status = 404, description = "There is no such facility", body = Problem, content_type = "application/problem+json"),
    (status = 429, description = "Too many attempts; `Retry-After` says how long to wait", body = Problem, content_type = "application/problem+json")))]
#[post("/facilities/{slug}/password-recovery")]
async fn recover_password(
    public: Public,
    slug: Path<String>,
    Valid(body): Valid<PasswordRecovery>,
) -> ApiResult<HttpResponse> {
    Ok(answer(
        &operations::recover_password(&public, &slug, body).await?,
    ))
}

fn answer(made: &RecoveryCodeMade) -> HttpResponse {
    HttpResponse::Ok()
        .insert_header((header::CACHE_CONTROL, "no-store"))
        .json(made)
}
