use super::operations;
use crate::{
    ApiResult, caller::Caller, extract::ValidQuery, idempotency::Create, routes::ServiceConfig,
};
use actix_web::{
    HttpResponse, get, post,
    web::{Json, Path},
};
use domain::{
    break_glasses::{BreakGlass, BreakGlassQuery, BreakGlassRequest},
    ids::{BreakGlassId, MailRequestId},
    page::Page,
    problem::Problem,
};

pub fn routes(config: &mut ServiceConfig) {
    config
        .service(request_break_glass)
        .service(list_break_glasses)
        .service(confirm_break_glass)
        .service(refuse_break_glass);
}

/// Ask to read a request that is not one's own, as an admin under confidential administration
///
/// The other admins are told, and one of them has to agree within 24 hours.
#[utoipa::path(tag = "break_glasses", params(("id" = MailRequestId, Path), ("Idempotency-Key" = Option<String>, Header, description = "The same key answers the same for 24 hours, and creates once")), request_body = BreakGlassRequest, responses(
    (status = 201, body = BreakGlass),
    (status = 409, description = "One can read it anyway, or has asked already", body = Problem, content_type = "application/problem+json")))]
#[post("/mail-requests/{id}/break-glasses")]
async fn request_break_glass(
    caller: Caller,
    id: Path<MailRequestId>,
    create: Create<BreakGlassRequest>,
) -> ApiResult<HttpResponse> {
    let id = *id;
    let operation = async |caller, body| operations::request_break_glass(caller, id, body).await;
    create.run(&caller, operation).await
}

/// List who asked to read what, newest first
///
/// Admins see all of them, counselors those on their own requests.
#[utoipa::path(tag = "break_glasses", params(BreakGlassQuery), responses((status = 200, body = Page<BreakGlass>)))]
#[get("/break-glasses")]
async fn list_break_glasses(
    caller: Caller,
    ValidQuery(query): ValidQuery<BreakGlassQuery>,
) -> ApiResult<Json<Page<BreakGlass>>> {
    Ok(Json(operations::list_break_glasses(&caller, query).await?))
}

/// Let a fellow admin read, for four hours
///
/// Whoever owns the request is told.
#[utoipa::path(tag = "break_glasses", params(("id" = BreakGlassId, Path)), responses(
    (status = 200, body = BreakGlass),
    (status = 409, description = "It was decided before, or its time is over", body = Problem, content_type = "application/problem+json")))]
#[post("/break-glasses/{id}/confirmation")]
async fn confirm_break_glass(
    caller: Caller,
    id: Path<BreakGlassId>,
) -> ApiResult<Json<BreakGlass>> {
    Ok(Json(operations::confirm_break_glass(&caller, *id).await?))
}

/// Do not let a fellow admin read
#[utoipa::path(tag = "break_glasses", params(("id" = BreakGlassId, Path)), responses(
    (status = 200, body = BreakGlass),
    (status = 409, description = "It was decided before, or its time is over", body = Problem, content_type = "application/problem+json")))]
#[post("/break-glasses/{id}/refusal")]
async fn refuse_break_glass(caller: Caller, id: Path<BreakGlassId>) -> ApiResult<Json<BreakGlass>> {
    Ok(Json(operations::refuse_break_glass(&caller, *id).await?))
}
