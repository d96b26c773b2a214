use super::operations;
use crate::{
    ApiResult,
    caller::Caller,
    extract::{IfMatch, Valid, ValidQuery, tagged},
    idempotency::Create,
    routes::ServiceConfig,
};
use actix_web::{
    HttpResponse, get,
    http::StatusCode,
    patch, post,
    web::{Json, Path},
};
use domain::{
    counselling_fields::{
        CounsellingField, CounsellingFieldCreate, CounsellingFieldUpdate, FieldQuery,
    },
    ids::CounsellingFieldId,
    page::Page,
    problem::Problem,
};

pub fn routes(config: &mut ServiceConfig) {
    config
        .service(list_counselling_fields)
        .service(create_counselling_field)
        .service(update_counselling_field);
}

/// List what the facility offers counselling on, in its order
#[utoipa::path(tag = "counselling_fields", params(FieldQuery), responses((status = 200, body = Page<CounsellingField>)))]
#[get("/counselling-fields")]
async fn list_counselling_fields(
    caller: Caller,
    ValidQuery(query): ValidQuery<FieldQuery>,
) -> ApiResult<Json<Page<CounsellingField>>> {
    let page = operations::list_counselling_fields(&caller, query).await?;
    Ok(Json(page))
}

/// Add a counselling field, as the last one
#[utoipa::path(tag = "counselling_fields", params(("Idempotency-Key" = Option<String>, Header, description = "The same key answers the same for 24 hours, and creates once")), request_body = CounsellingFieldCreate, responses(
    (status = 201, body = CounsellingField, headers(("ETag" = String))),
    (status = 409, description = "There are as many as there can be", body = Problem, content_type = "application/problem+json")))]
#[post("/counselling-fields")]
async fn create_counselling_field(
    caller: Caller,
    create: Create<CounsellingFieldCreate>,
) -> ApiResult<HttpResponse> {
    create
        .run(&caller, operations::create_counselling_field)
        .await
}

/// Rename, move or deactivate a counselling field
///
/// Clients who carry it keep it.
#[utoipa::path(tag = "counselling_fields", params(("id" = CounsellingFieldId, Path), ("If-Match" = String, Header, example = "\"v1\"")), request_body = CounsellingFieldUpdate, responses(
    (status = 200, body = CounsellingField, headers(("ETag" = String)))))]
#[patch("/counselling-fields/{id}")]
async fn update_counselling_field(
    caller: Caller,
    id: Path<CounsellingFieldId>,
    IfMatch(version): IfMatch,
    Valid(body): Valid<CounsellingFieldUpdate>,
) -> ApiResult<HttpResponse> {
    let field = operations::update_counselling_field(&caller, *id, version, body).await?;
    Ok(tagged(StatusCode::OK, field.version, &field))
}
