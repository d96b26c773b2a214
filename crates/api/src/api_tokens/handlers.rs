use super::operations;
use crate::{
    ApiResult,
    caller::Caller,
    extract::{Valid, ValidQuery},
    routes::ServiceConfig,
};
use actix_web::{
    HttpResponse, delete, get, post,
    web::{Json, Path},
};
use domain::{
    api_tokens::{ApiToken, ApiTokenCreate, ApiTokenCreated, ApiTokenQuery},
    ids::ApiTokenId,
    page::Page,
};

pub fn routes(config: &mut ServiceConfig) {
    config
        .service(list_api_tokens)
        .service(create_api_token)
        .service(revoke_api_token);
}

/// List the facility's API tokens, newest first
///
/// Those that have run out or were made void, too.
#[utoipa::path(tag = "api_tokens", params(ApiTokenQuery), responses((status = 200, body = Page<ApiToken>)))]
#[get("/api-tokens")]
async fn list_api_tokens(
    caller: Caller,
    ValidQuery(query): ValidQuery<ApiTokenQuery>,
) -> ApiResult<Json<Page<ApiToken>>> {
    Ok(Json(operations::list_api_tokens(&caller, query).await?))
}

/// Make an API token
///
/// The answer shows the token this once. It takes no `Idempotency-Key`: that would mean to keep
/// the token.
#[utoipa::path(tag = "api_tokens", request_body = ApiTokenCreate, responses((status = 201, body = ApiTokenCreated)))]
#[post("/api-tokens")]
async fn create_api_token(
    caller: Caller,
    Valid(body): Valid<ApiTokenCreate>,
) -> ApiResult<HttpResponse> {
    let created = operations::create_api_token(&caller, body).await?;
    Ok(HttpResponse::Created().json(created))
}

/// Make an API token void, at once and for good
#[utoipa::path(tag = "api_tokens", params(("id" = ApiTokenId, Path)), responses((status = 204, description = "Void")))]
#[delete("/api-tokens/{id}")]
async fn revoke_api_token(caller: Caller, id: Path<ApiTokenId>) -> ApiResult<HttpResponse> {
    operations::revoke_api_token(&caller, *id).await?;
    Ok(HttpResponse::NoContent().finish())
}
