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
    counselling_fields::FieldQuery,
    ids::MasterDataFieldId,
    master_data_fields::{MasterDataField, MasterDataFieldCreate, MasterDataFieldUpdate},
    page::Page,
    problem::Problem,
};

pub fn routes(config: &mut ServiceConfig) {
    config
        .service(list_master_data_fields)
        .service(create_master_data_field)
        .service(update_master_data_field);
}

/// List what the facility wants to know of its clients, in its order
#[utoipa::path(tag = "master_data_fields", params(FieldQuery), responses((status = 200, body = Page<MasterDataField>)))]
#[get("/master-data-fields")]
async fn list_master_data_fields(
    caller: Caller,
    ValidQuery(query): ValidQuery<FieldQuery>,
) -> ApiResult<Json<Page<MasterDataField>>> {
    let page = operations::list_master_data_fields(&caller, query).await?;
    Ok(Json(page))
}

/// Add a master-data field, as the last one
#[utoipa::path(tag = "master_data_fields", params(("Idempotency-Key" = Option<String>, Header, description = "The same key answers the same for 24 hours, and creates once")), request_body = MasterDataFieldCreate, responses(
    (status = 201, body = MasterDataField, headers(("ETag" = String))),
    (status = 409, description = "There are as many as there can be", body = Problem, content_type = "application/problem+json")))]
#[post("/master-data-fields")]
async fn create_master_data_field(
    caller: Caller,
    create: Create<MasterDataFieldCreate>,
) -> ApiResult<HttpResponse> {
    create
        .run(&caller, operations::create_master_data_field)
        .await
}

/// Rename, move, change or deactivate a master-data field
///
/// What clients have answered is kept.
#[utoipa::path(tag = "master_data_fields", params(("id" = MasterDataFieldId, Path), ("If-Match" = String, Header, example = "\"v1\"")), request_body = MasterDataFieldUpdate, responses(
    (status = 200, body = MasterDataField, headers(("ETag" = String)))))]
#[patch("/master-data-fields/{id}")]
async fn update_master_data_field(
    caller: Caller,
    id: Path<MasterDataFieldId>,
    IfMatch(version): IfMatch,
    Valid(body): Valid<MasterDataFieldUpdate>,
) -> ApiResult<HttpResponse> {
    let field = operations::update_master_data_field(&caller, *id, version, body).await?;
    Ok(tagged(StatusCode::OK, field.version, &field))
}
