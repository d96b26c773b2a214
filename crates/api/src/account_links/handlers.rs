use super::operations;
use crate::{
    ApiResult,
    caller::{Caller, Public},
    extract::Valid,
    proofs_of_work::Proof,
    routes::ServiceConfig,
};
use actix_web::{HttpResponse, http::header, post, web::Path};
use domain::{
    account_links::{
        AccountLink, ForgottenClientPassword, ForgottenPassword, LinkPresented, LinkRedemption,
    },
    ids::{ClientId, CounselorId},
    problem::Problem,
};

pub fn routes(config: &mut ServiceConfig) {
    config
        .service(forgot_password)
        .service(forgot_client_password)
        .service(read_account_link)
        .service(redeem_account_link)
        .service(invite_counselor)
        .service(invite_client);
}

/// Ask for a link to set a new password, as staff
///
/// The answer is the same whether there is such an account or not. If there is, a mail brings a
/// link that is good once, for an hour.
#[utoipa::path(tag = "accounts", security(()), request_body = ForgottenPassword, responses(
    (status = 202, description = "If there is such an account, a mail is on its way")))]
#[post("/accounts/counselors/forgotten-password")]
async fn forgot_password(
    public: Public,
    Valid(body): Valid<ForgottenPassword>,
) -> ApiResult<HttpResponse> {
    operations::forgot_password(&public, body).await?;
    Ok(HttpResponse::Accepted().finish())
}

/// Ask for a link to set a new password, as a client
///
/// With pseudonym or e-mail address. The answer is the same whether there is such an account or
/// not. If there is one, and it has an e-mail address, a mail brings a link that is good once, for
/// an hour.
#[utoipa::path(tag = "accounts", security(()), params(("slug" = String, Path, example = "lahntal"), ("Beistand-Proof" = String, Header, description = "A challenge of `read_proof_challenge`, solved")), request_body = ForgottenClientPassword, responses(
    (status = 409, description = "No solved challenge came along, a wrong one, or one that was used or is too old: `proof_required`, `proof_wrong`, `proof_void`", body = Problem, content_type = "application/problem+json"),
    (status = 202, description = "If there is such an account and it can be reached, a mail is on its way")))]
#[post("/facilities/{slug}/forgotten-password")]
async fn forgot_client_password(
    public: Public,
    slug: Path<String>,
    proof: Proof,
    Valid(body): Valid<ForgottenClientPassword>,
) -> ApiResult<HttpResponse> {
    operations::forgot_client_password(&public, &slug, &proof, body).await?;
    Ok(HttpResponse::Accepted().finish())
}

/// See what a link leads to
///
/// The token goes into the body, so that it reaches no log.
#[utoipa::path(tag = "accounts", security(()), request_body = LinkPresented, responses(
    (status = 200, body = AccountLink),
    (status = 410, description = "The link is not good any more", body = Problem, content_type = "application/problem+json")))]
#[post("/account-links/read")]
async fn read_account_link(
    public: Public,
    Valid(body): Valid<LinkPresented>,
) -> ApiResult<HttpResponse> {
    let link = operations::read_account_link(&public, body).await?;
    Ok(HttpResponse::Ok()
        .insert_header((header::CACHE_CONTROL, "no-store"))
        .json(link))
}

/// Set a password with a link
///
/// All sessions of the account end, and every other link to it is void.
#[utoipa::path(tag = "accounts", security(()), request_body = LinkRedemption, responses(
    (status = 204, description = "From now on, this password is good"),
    (status = 410, description = "The link is not good any more", body = Problem, content_type = "application/problem+json")))]
#[post("/account-links/redeem")]
async fn redeem_account_link(
    public: Public,
    Valid(body): Valid<LinkRedemption>,
) -> ApiResult<HttpResponse> {
    operations::redeem_account_link(&public, body).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// Send a counselor a link to set a password
///
/// It is good once, for seven days; the one sent before is void.
#[utoipa::path(tag = "counselors", params(("id" = CounselorId, Path)), responses(
    (status = 204, description = "A mail is on its way"),
    (status = 409, description = "The account is not active", body = Problem, content_type = "application/problem+json")))]
#[post("/counselors/{id}/invitation")]
async fn invite_counselor(caller: Caller, id: Path<CounselorId>) -> ApiResult<HttpResponse> {
    operations::invite_counselor(&caller, *id).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// Send a client a link to set a password
///
/// It is good once, for seven days; the one sent before is void.
#[utoipa::path(tag = "clients", params(("id" = ClientId, Path)), responses(
    (status = 204, description = "A mail is on its way"),
    (status = 409, description = "There is no e-mail address, or the account is not active", body = Problem, content_type = "application/problem+json")))]
#[post("/clients/{id}/invitation")]
async fn invite_client(caller: Caller, id: Path<ClientId>) -> ApiResult<HttpResponse> {
    operations::invite_client(&caller, *id).await?;
    Ok(HttpResponse::NoContent().finish())
}
