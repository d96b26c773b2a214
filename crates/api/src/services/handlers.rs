use super::operations;
use crate::{
    ApiResult,
    caller::Caller,
    extract::{IfMatch, Valid, ValidQuery, tagged},
    idempotency::Create,
    routes::ServiceConfig,
};
use actix_web::{
    HttpResponse, delete, get,
    http::StatusCode,
    patch, post,
    web::{Json, Path},
};
use domain::{
    ids::ServiceId,
    page::Page,
    problem::Problem,
    services::{Service, ServiceCreate, ServiceQuery, ServiceUpdate},
};

pub fn routes(config: &mut ServiceConfig) {
    config
        .service(list_services)
        .service(create_service)
        .service(update_service)
        .service(delete_service);
}

/// List what can be booked: the facility's services and one's own
#[utoipa::path(tag = "services", params(ServiceQuery), responses((status = 200, body = Page<Service>)))]
#[get("/services")]
async fn list_services(
    caller: Caller,
    ValidQuery(query): ValidQuery<ServiceQuery>,
) -> ApiResult<Json<Page<Service>>> {
    Ok(Json(operations::list_services(&caller, query).await?))
}

/// Make a service
///
/// Everybody makes their own; those for the whole facility are the admins'.
#[utoipa::path(tag = "services", params(("Idempotency-Key" = Option<String>, Header, description = "The same key answers the same for 24 hours, and creates once")), request_body = ServiceCreate, responses(
    (status = 201, body = Service, headers(("ETag" = String))),
    (status = 409, description = "There are a hundred already", body = Problem, content_type = "application/problem+json")))]
#[post("/services")]
async fn create_service(caller: Caller, create: Create<ServiceCreate>) -> ApiResult<HttpResponse> {
    create.run(&caller, operations::create_service).await
}

/// Change a service
///
/// What was booked before stays as it is.
#[utoipa::path(tag = "services", params(("id" = ServiceId, Path), ("If-Match" = String, Header, example = "\"v1\"")), request_body = ServiceUpdate, responses((status = 200, body = Service, headers(("ETag" = String)))))]
#[patch("/services/{id}")]
async fn update_service(
    caller: Caller,
    id: Path<ServiceId>,
    IfMatch(version): IfMatch,
    Valid(body): Valid<ServiceUpdate>,
) -> ApiResult<HttpResponse> {
    let service = operations::update_service(&caller, *id, version, body).await?;
    Ok(tagged(StatusCode::OK, service.version, &service))
}

/// Delete a service
///
/// It goes from everybody's booking times too; what was booked before stays as it is.
#[utoipa::path(tag = "services", params(("id" = ServiceId, Path)), responses((status = 204, description = "Deleted")))]
#[delete("/services/{id}")]
async fn delete_service(caller: Caller, id: Path<ServiceId>) -> ApiResult<HttpResponse> {
    operations::delete_service(&caller, *id).await?;
    Ok(HttpResponse::NoContent().finish())
}
