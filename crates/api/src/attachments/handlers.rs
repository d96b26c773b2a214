use super::operations;
use crate::{
    ApiResult, blobs,
    caller::Caller,
    documents::{Named, file_answer},
    extract::ValidQuery,
    idempotency::CreateOnce,
    routes::ServiceConfig,
};
use actix_web::{
    HttpResponse, delete, get, post,
    web::{Json, Path, Payload},
};
use domain::{
    attachments::{Attachment, AttachmentList, AttachmentQuery},
    ids::AttachmentId,
    problem::Problem,
};

pub fn routes(config: &mut ServiceConfig) {
    config
        .service(list_attachments)
        .service(create_attachment)
        .service(download_attachment)
        .service(delete_attachment);
}

/// List the files that one has ready to go with a message
///
/// Those that were uploaded and not sent yet; what was sent stands in the request's thread, or in the
/// conversation.
#[utoipa::path(tag = "attachments", params(AttachmentQuery), responses((status = 200, body = AttachmentList)))]
#[get("/attachments")]
async fn list_attachments(
    caller: Caller,
    ValidQuery(query): ValidQuery<AttachmentQuery>,
) -> ApiResult<Json<AttachmentList>> {
    Ok(Json(operations::list_attachments(&caller, query).await?))
}

/// Upload a file to go with a message
///
/// For an answer or a follow-up name the request; a client who writes a new one leaves it out, and
/// staff who write one for a client name the client. In the chat name the conversation. The
/// body is the file itself, as with documents. It is sent by naming it in the message, and
/// forgotten when it was not sent after two weeks.
#[utoipa::path(tag = "attachments", params(AttachmentQuery, ("Document-Name" = Option<String>, Header, description = "The name of the file, in UTF-8, percent-encoded. What could do harm is taken out of it, and its ending made to fit the content", example = "Zeugnis.pdf"), ("Idempotency-Key" = Option<String>, Header, description = "The same key answers the same for 24 hours, and creates once")), request_body(content = Vec<u8>, content_type = "application/octet-stream"), responses(
    (status = 201, body = Attachment),
    (status = 400, description = "It broke off", body = Problem, content_type = "application/problem+json"),
    (status = 409, description = "There are ten already", body = Problem, content_type = "application/problem+json"),
    (status = 413, description = "Larger than 25 MB", body = Problem, content_type = "application/problem+json"),
    (status = 415, description = "Of no kind that is kept", body = Problem, content_type = "application/problem+json"),
    (status = 422, description = "There is nothing in it", body = Problem, content_type = "application/problem+json"),
    (status = 503, description = "The virus scanner cannot be reached", body = Problem, content_type = "application/problem+json")))]
#[post("/attachments")]
async fn create_attachment(
    caller: Caller,
    ValidQuery(query): ValidQuery<AttachmentQuery>,
    Named(name): Named,
    once: CreateOnce,
    file: Payload,
) -> ApiResult<HttpResponse> {
    let arrived = operations::receive_attachment(&caller, query, name, file).await?;
    let (blob, sum) = (arrived.file.received.id, arrived.file.sum());
    let create = once.create(arrived, &sum);
    let answer = create.run(&caller, operations::create_attachment).await;
    // Refused, or created before.
    blobs::discard(&caller, blob).await;
    answer
}

/// Download an attachment
#[utoipa::path(tag = "attachments", params(("id" = AttachmentId, Path)), responses(
    (status = 200, description = "The file", body = Vec<u8>, content_type = "*/*", headers(("Content-Disposition" = String))),
    (status = 403, description = "A virus was found in it", body = Problem, content_type = "application/problem+json")))]
#[get("/attachments/{id}/content")]
async fn download_attachment(caller: Caller, id: Path<AttachmentId>) -> ApiResult<HttpResponse> {
    let (file, bytes) = operations::download_attachment(caller, *id).await?;
    Ok(file_answer(&file.name, file.kind, file.bytes, bytes))
}

/// Take a file away again that was not sent yet
#[utoipa::path(tag = "attachments", params(("id" = AttachmentId, Path)), responses(
    (status = 204, description = "Gone"),
    (status = 409, description = "It was sent", body = Problem, content_type = "application/problem+json")))]
#[delete("/attachments/{id}")]
async fn delete_attachment(caller: Caller, id: Path<AttachmentId>) -> ApiResult<HttpResponse> {
    operations::delete_attachment(&caller, *id).await?;
    Ok(HttpResponse::NoContent().finish())
}
