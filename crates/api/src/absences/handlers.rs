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
    absences::{Absence, AbsenceCreate, AbsenceQuery, AbsenceUpdate},
    ids::AbsenceId,
    page::Page,
};

pub fn routes(config: &mut ServiceConfig) {
    config
        .service(list_absences)
        .service(create_absence)
        .service(update_absence)
        .service(delete_absence);
}

/// List when counselors are away
#[utoipa::path(tag = "absences", params(AbsenceQuery), responses((status = 200, body = Page<Absence>)))]
#[get("/absences")]
async fn list_absences(
    caller: Caller,
    ValidQuery(query): ValidQuery<AbsenceQuery>,
) -> ApiResult<Json<Page<Absence>>> {
    Ok(Json(operations::list_absences(&caller, query).await?))
}

/// Say when a counselor is away
///
/// What is booked already stays booked.
#[utoipa::path(tag = "absences", params(("Idempotency-Key" = Option<String>, Header, description = "The same key answers the same for 24 hours, and creates once")), request_body = AbsenceCreate, responses((status = 201, body = Absence, headers(("ETag" = String)))))]
#[post("/absences")]
async fn create_absence(caller: Caller, create: Create<AbsenceCreate>) -> ApiResult<HttpResponse> {
    create.run(&caller, operations::create_absence).await
}

/// Change when a counselor is away
#[utoipa::path(tag = "absences", params(("id" = AbsenceId, Path), ("If-Match" = String, Header, example = "\"v1\"")), request_body = AbsenceUpdate, responses((status = 200, body = Absence, headers(("ETag" = String)))))]
#[patch("/absences/{id}")]
async fn update_absence(
    caller: Caller,
    id: Path<AbsenceId>,
    IfMatch(version): IfMatch,
    Valid(body): Valid<AbsenceUpdate>,
) -> ApiResult<HttpResponse> {
    let absence = operations::update_absence(&caller, *id, version, body).await?;
    Ok(tagged(StatusCode::OK, absence.version, &absence))
}

/// Say that a counselor is not away after all
#[utoipa::path(tag = "absences", params(("id" = AbsenceId, Path)), responses((status = 204, description = "Deleted")))]
#[delete("/absences/{id}")]
async fn delete_absence(caller: Caller, id: Path<AbsenceId>) -> ApiResult<HttpResponse> {
    operations::delete_absence(&caller, *id).await?;
    Ok(HttpResponse::NoContent().finish())
}
