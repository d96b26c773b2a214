use super::{assignment_handlers, operations, step_handlers};
use crate::{
    ApiResult,
    caller::Caller,
    extract::{Expected, Valid, ValidQuery, tagged},
    idempotency::Create,
    routes::ServiceConfig,
};
use actix_web::{
    HttpResponse, get,
    http::StatusCode,
    post, put,
    web::{Json, Path},
};
use domain::{
    ids::MailRequestId,
    mail_requests::{
        Draft, DraftSave, MailRequest, MailRequestCounts, MailRequestCreate, MailRequestQuery,
        MailRequestSummary, MessageCreate,
    },
    page::Page,
    problem::Problem,
};

pub fn routes(config: &mut ServiceConfig) {
    assignment_handlers::routes(config);
    config
        .service(list_mail_requests)
        .service(count_mail_requests)
        .service(create_mail_request)
        .service(read_mail_request)
        .service(answer_mail_request)
        .service(follow_up_mail_request)
        .service(mark_mail_request_read)
        .service(read_draft)
        .service(save_draft)
        .configure(step_handlers::routes);
}

/// List mail requests, newest message first
///
/// Staff see the facility's, a client their own.
#[utoipa::path(tag = "mail_requests", params(MailRequestQuery), responses((status = 200, body = Page<MailRequestSummary>)))]
#[get("/mail-requests")]
async fn list_mail_requests(
    caller: Caller,
    ValidQuery(query): ValidQuery<MailRequestQuery>,
) -> ApiResult<Json<Page<MailRequestSummary>>> {
    Ok(Json(operations::list_mail_requests(&caller, query).await?))
}

/// Count mail requests by status
#[utoipa::path(tag = "mail_requests", responses((status = 200, body = MailRequestCounts)))]
#[get("/mail-requests/counts")]
async fn count_mail_requests(caller: Caller) -> ApiResult<Json<MailRequestCounts>> {
    Ok(Json(operations::count_mail_requests(&caller).await?))
}

/// Write a new request
///
/// A client writes for themselves, staff for the client whom they name. It goes to whom it asks
/// for, if they can take it, else to the facility's fallback counselor.
#[utoipa::path(tag = "mail_requests", params(("Idempotency-Key" = Option<String>, Header, description = "The same key answers the same for 24 hours, and creates once")), request_body = MailRequestCreate, responses((status = 201, body = MailRequest)))]
#[post("/mail-requests")]
async fn create_mail_request(
    caller: Caller,
    create: Create<MailRequestCreate>,
) -> ApiResult<HttpResponse> {
    create.run(&caller, operations::create_mail_request).await
}

/// Read one request with its thread
#[utoipa::path(tag = "mail_requests", params(("id" = MailRequestId, Path)), responses((status = 200, body = MailRequest)))]
#[get("/mail-requests/{id}")]
async fn read_mail_request(
    caller: Caller,
    id: Path<MailRequestId>,
) -> ApiResult<Json<MailRequest>> {
    Ok(Json(operations::read_mail_request(&caller, *id).await?))
}

/// Send an answer, as staff
///
/// A request that nobody works on becomes the answerer's. The draft goes with it.
#[utoipa::path(tag = "mail_requests", params(("id" = MailRequestId, Path), ("Idempotency-Key" = Option<String>, Header, description = "The same key answers the same for 24 hours, and creates once")), request_body = MessageCreate, responses(
    (status = 201, body = MailRequest),
    (status = 409, description = "Somebody else was faster, or the request is archived", body = Problem, content_type = "application/problem+json")))]
#[post("/mail-requests/{id}/answers")]
async fn answer_mail_request(
    caller: Caller,
    id: Path<MailRequestId>,
    create: Create<MessageCreate>,
) -> ApiResult<HttpResponse> {
    let answer = async |caller, body| operations::answer_mail_request(caller, *id, body).await;
    create.run(&caller, answer).await
}

/// Write again, as the client it belongs to
#[utoipa::path(tag = "mail_requests", params(("id" = MailRequestId, Path), ("Idempotency-Key" = Option<String>, Header, description = "The same key answers the same for 24 hours, and creates once")), request_body = MessageCreate, responses(
    (status = 201, body = MailRequest),
    (status = 409, description = "Something else happened at the same moment", body = Problem, content_type = "application/problem+json")))]
#[post("/mail-requests/{id}/follow-ups")]
async fn follow_up_mail_request(
    caller: Caller,
    id: Path<MailRequestId>,
    create: Create<MessageCreate>,
) -> ApiResult<HttpResponse> {
    let follow_up =
        async |caller, body| operations::follow_up_mail_request(caller, *id, body).await;
    create.run(&caller, follow_up).await
}

/// Note that one's side has read the thread
#[utoipa::path(tag = "mail_requests", params(("id" = MailRequestId, Path)), responses((status = 204, description = "Noted")))]
#[post("/mail-requests/{id}/read")]
async fn mark_mail_request_read(
    caller: Caller,
    id: Path<MailRequestId>,
) -> ApiResult<HttpResponse> {
    operations::mark_mail_request_read(&caller, *id).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// Read the answer that is begun, as staff
#[utoipa::path(tag = "mail_requests", params(("id" = MailRequestId, Path)), responses(
    (status = 200, body = Draft, headers(("ETag" = String)))))]
#[get("/mail-requests/{id}/draft")]
async fn read_draft(caller: Caller, id: Path<MailRequestId>) -> ApiResult<HttpResponse> {
    let draft = operations::read_draft(&caller, *id).await?;
    Ok(tagged(StatusCode::OK, draft.version, &draft))
}

/// Save the answer that is begun, as staff
///
/// `If-Match` names the version it was made from; `If-None-Match: *` says that there was none
/// yet. One of the two is required.
#[utoipa::path(tag = "mail_requests", params(("id" = MailRequestId, Path), ("If-Match" = Option<String>, Header, example = "\"v1\""), ("If-None-Match" = Option<String>, Header, example = "*")), request_body = DraftSave, responses(
    (status = 200, body = Draft, headers(("ETag" = String)))))]
#[put("/mail-requests/{id}/draft")]
async fn save_draft(
    caller: Caller,
    id: Path<MailRequestId>,
    expected: Expected,
    Valid(body): Valid<DraftSave>,
) -> ApiResult<HttpResponse> {
    let draft = operations::save_draft(&caller, *id, expected, body).await?;
    Ok(tagged(StatusCode::OK, draft.version, &draft))
}
