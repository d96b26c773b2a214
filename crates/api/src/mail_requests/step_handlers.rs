use super::operations;
use crate::{
    ApiResult,
    caller::Caller,
    extract::{IfMatch, Valid, tagged},
    routes::ServiceConfig,
};
use actix_web::{
    HttpResponse, delete,
    http::StatusCode,
    post, put,
    web::{Json, Path},
};
use domain::{
    ids::MailRequestId,
    mail_requests::{MailRequestAssign, MailRequestSummary, Viewers},
    problem::Problem,
};

pub fn routes(config: &mut ServiceConfig) {
    config
        .service(release_mail_request)
        .service(take_over_mail_request)
        .service(assign_mail_request)
        .service(complete_mail_request)
        .service(reopen_mail_request)
        .service(archive_mail_request)
        .service(delete_mail_request)
        .service(note_viewing)
        .service(stop_viewing);
}

/// The request after a step.
fn moved(request: &MailRequestSummary) -> HttpResponse {
    tagged(StatusCode::OK, request.version, request)
}

/// Give a request back for colleagues to take
#[utoipa::path(tag = "mail_requests", params(("id" = MailRequestId, Path), ("If-Match" = String, Header, example = "\"v1\"")), responses(
    (status = 200, body = MailRequestSummary, headers(("ETag" = String))),
    (status = 409, description = "Not possible from where the request stands", body = Problem, content_type = "application/problem+json")))]
#[post("/mail-requests/{id}/release")]
async fn release_mail_request(
    caller: Caller,
    id: Path<MailRequestId>,
    IfMatch(version): IfMatch,
) -> ApiResult<HttpResponse> {
    let request = operations::release_mail_request(&caller, *id, version).await?;
    Ok(moved(&request))
}

/// Make a request one's own
///
/// The draft goes along where the facility is open enough. Of those who do so at once one is first;
/// the others are refused with `taken_over`, and `taken_by` says who was faster.
#[utoipa::path(tag = "mail_requests", params(("id" = MailRequestId, Path), ("If-Match" = String, Header, example = "\"v1\"")), responses(
    (status = 200, body = MailRequestSummary, headers(("ETag" = String))),
    (status = 409, description = "Somebody else was faster", body = Problem, content_type = "application/problem+json")))]
#[post("/mail-requests/{id}/take-over")]
async fn take_over_mail_request(
    caller: Caller,
    id: Path<MailRequestId>,
    IfMatch(version): IfMatch,
) -> ApiResult<HttpResponse> {
    let request = operations::take_over_mail_request(&caller, *id, version).await?;
    Ok(moved(&request))
}

/// Say that a request is done
#[utoipa::path(tag = "mail_requests", params(("id" = MailRequestId, Path), ("If-Match" = String, Header, example = "\"v1\"")), responses(
    (status = 200, body = MailRequestSummary, headers(("ETag" = String))),
    (status = 409, description = "Not possible from where the request stands", body = Problem, content_type = "application/problem+json")))]
#[post("/mail-requests/{id}/complete")]
async fn complete_mail_request(
    caller: Caller,
    id: Path<MailRequestId>,
    IfMatch(version): IfMatch,
) -> ApiResult<HttpResponse> {
    let request = operations::complete_mail_request(&caller, *id, version).await?;
    Ok(moved(&request))
}

/// Say that a request is not done after all
#[utoipa::path(tag = "mail_requests", params(("id" = MailRequestId, Path), ("If-Match" = String, Header, example = "\"v1\"")), responses(
    (status = 200, body = MailRequestSummary, headers(("ETag" = String))),
    (status = 409, description = "Not possible from where the request stands", body = Problem, content_type = "application/problem+json")))]
#[post("/mail-requests/{id}/reopen")]
async fn reopen_mail_request(
    caller: Caller,
    id: Path<MailRequestId>,
    IfMatch(version): IfMatch,
) -> ApiResult<HttpResponse> {
    let request = operations::reopen_mail_request(&caller, *id, version).await?;
    Ok(moved(&request))
}

/// Put a completed request away
#[utoipa::path(tag = "mail_requests", params(("id" = MailRequestId, Path), ("If-Match" = String, Header, example = "\"v1\"")), responses(
    (status = 200, body = MailRequestSummary, headers(("ETag" = String))),
    (status = 409, description = "Not possible from where the request stands", body = Problem, content_type = "application/problem+json")))]
#[post("/mail-requests/{id}/archive")]
async fn archive_mail_request(
    caller: Caller,
    id: Path<MailRequestId>,
    IfMatch(version): IfMatch,
) -> ApiResult<HttpResponse> {
    let request = operations::archive_mail_request(&caller, *id, version).await?;
    Ok(moved(&request))
}

/// Give a request to a colleague, who is told
#[utoipa::path(tag = "mail_requests", params(("id" = MailRequestId, Path), ("If-Match" = String, Header, example = "\"v1\"")), request_body = MailRequestAssign, responses(
    (status = 200, body = MailRequestSummary, headers(("ETag" = String))),
    (status = 409, description = "Not possible from where the request stands, or the account is not in use", body = Problem, content_type = "application/problem+json")))]
#[post("/mail-requests/{id}/assignment")]
async fn assign_mail_request(
    caller: Caller,
    id: Path<MailRequestId>,
    IfMatch(version): IfMatch,
    Valid(body): Valid<MailRequestAssign>,
) -> ApiResult<HttpResponse> {
    let request = operations::assign_mail_request(&caller, *id, version, body).await?;
    Ok(moved(&request))
}

/// Delete a request for good, with everything that was written in it
#[utoipa::path(tag = "mail_requests", params(("id" = MailRequestId, Path), ("If-Match" = String, Header, example = "\"v1\"")), responses((status = 204, description = "Deleted")))]
#[delete("/mail-requests/{id}")]
async fn delete_mail_request(
    caller: Caller,
    id: Path<MailRequestId>,
    IfMatch(version): IfMatch,
) -> ApiResult<HttpResponse> {
    operations::delete_mail_request(&caller, *id, version).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// Say that one has a request open, and see which colleagues have
///
/// To be said again every ten seconds; whoever is not heard of for 35 seconds counts as gone.
#[utoipa::path(tag = "mail_requests", params(("id" = MailRequestId, Path)), responses((status = 200, body = Viewers)))]
#[put("/mail-requests/{id}/viewers")]
async fn note_viewing(caller: Caller, id: Path<MailRequestId>) -> ApiResult<Json<Viewers>> {
    Ok(Json(operations::note_viewing(&caller, *id).await?))
}

/// Say that one has closed a request
#[utoipa::path(tag = "mail_requests", params(("id" = MailRequestId, Path)), responses((status = 204, description = "Noted")))]
#[delete("/mail-requests/{id}/viewers")]
async fn stop_viewing(caller: Caller, id: Path<MailRequestId>) -> ApiResult<HttpResponse> {
    operations::stop_viewing(&caller, *id).await?;
    Ok(HttpResponse::NoContent().finish())
}
