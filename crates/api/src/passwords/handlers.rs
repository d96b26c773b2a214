use super::operations;
use crate::{
    ApiResult,
    caller::{Caller, Obliged, Public},
    extract::Valid,
    routes::ServiceConfig,
};
use actix_web::{HttpResponse, http::header, post, put, web::Path};
use domain::{
    ids::ClientId,
    passwords::{ClientPasswordSet, PasswordCandidate, PasswordChange, PasswordRating},
};

pub fn routes(config: &mut ServiceConfig) {
    config
        .service(rate_password)
        .service(change_own_password)
        .service(set_client_password);
}

/// See how good a password would be
///
/// For forms in which one is chosen. What is sent is neither kept nor noted anywhere.
#[utoipa::path(tag = "accounts", security(()), request_body = PasswordCandidate, responses((status = 200, body = PasswordRating)))]
#[post("/passwords/rating")]
async fn rate_password(
    public: Public,
    Valid(body): Valid<PasswordCandidate>,
) -> ApiResult<HttpResponse> {
    let rating = operations::rate_password(&public, body).await?;
    Ok(HttpResponse::Ok()
        .insert_header((header::CACHE_CONTROL, "no-store"))
        .json(rating))
}

/// Change one's own password
///
/// All other sessions end.
#[utoipa::path(tag = "accounts", request_body = PasswordChange, responses((status = 204, description = "From now on, this one is good")))]
#[put("/accounts/password")]
async fn change_own_password(
    Obliged(caller): Obliged,
    Valid(body): Valid<PasswordChange>,
) -> ApiResult<HttpResponse> {
    operations::change_own_password(&caller, body).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// Give a client a new password
///
/// The client's sessions end, and the client has to change the password at the next sign-in.
#[utoipa::path(tag = "clients", params(("id" = ClientId, Path)), request_body = ClientPasswordSet, responses((status = 204, description = "From now on, this one is good")))]
#[put("/clients/{id}/password")]
async fn set_client_password(
    caller: Caller,
    id: Path<ClientId>,
    Valid(body): Valid<ClientPasswordSet>,
) -> ApiResult<HttpResponse> {
    operations::set_client_password(&caller, *id, body).await?;
    Ok(HttpResponse::NoContent().finish())
}
