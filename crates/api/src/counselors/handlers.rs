use super::operations;
use crate::{
    ApiResult,
    caller::Caller,
    extract::{IfMatch, Valid, ValidQuery, tagged},
    idempotency::Create,
};
use actix_web::{
    HttpResponse, get,
    http::StatusCode,
    patch, post,
    web::{Json, Path},
};
use domain::{
    counselors::{Counselor, CounselorCreate, CounselorQuery, CounselorSummary, CounselorUpdate},
    ids::CounselorId,
    page::Page,
    problem::Problem,
};
use utoipa_actix_web::service_config::ServiceConfig;

pub fn routes(config: &mut ServiceConfig) {
    config
        .service(list_counselors)
        .service(create_counselor)
        .service(read_counselor)
        .service(update_counselor);
}

/// List who works at the facility, by display name
#[utoipa::path(tag = "counselors", params(CounselorQuery), responses((status = 200, body = Page<CounselorSummary>)))]
#[get("/counselors")]
async fn list_counselors(
    caller: Caller,
    ValidQuery(query): ValidQuery<CounselorQuery>,
) -> ApiResult<Json<Page<CounselorSummary>>> {
    Ok(Json(operations::list_counselors(&caller, query).await?))
}

/// Make a staff account
#[utoipa::path(tag = "counselors", params(("Idempotency-Key" = Option<String>, Header, description = "The same key answers the same for 24 hours, and creates once")), request_body = CounselorCreate, responses(
    (status = 201, body = Counselor, headers(("ETag" = String))),
    (status = 409, description = "Login name or e-mail address is taken", body = Problem, content_type = "application/problem+json")))]
#[post("/counselors")]
async fn create_counselor(
    caller: Caller,
    create: Create<CounselorCreate>,
) -> ApiResult<HttpResponse> {
    create.run(&caller, operations::create_counselor).await
}

/// Read a counselor's own data
#[utoipa::path(tag = "counselors", params(("id" = CounselorId, Path)), responses(
    (status = 200, body = Counselor, headers(("ETag" = String)))))]
#[get("/counselors/{id}")]
async fn read_counselor(caller: Caller, id: Path<CounselorId>) -> ApiResult<HttpResponse> {
    let counselor = operations::read_counselor(&caller, *id).await?;
    Ok(tagged(StatusCode::OK, counselor.version, &counselor))
}

/// Change a counselor's own data
#[utoipa::path(tag = "counselors", params(("id" = CounselorId, Path), ("If-Match" = String, Header, example = "\"v1\"")), request_body = CounselorUpdate, responses(
    (status = 200, body = Counselor, headers(("ETag" = String))),
    (status = 409, description = "The e-mail address is taken", body = Problem, content_type = "application/problem+json")))]
#[patch("/counselors/{id}")]
async fn update_counselor(
    caller: Caller,
    id: Path<CounselorId>,
    IfMatch(version): IfMatch,
    Valid(body): Valid<CounselorUpdate>,
) -> ApiResult<HttpResponse> {
    let counselor = operations::update_counselor(&caller, *id, version, body).await?;
    Ok(tagged(StatusCode::OK, counselor.version, &counselor))
}
