use super::operations;
use crate::{ApiResult, caller::Caller, idempotency::Create, routes::ServiceConfig};
use actix_web::{
    HttpResponse, delete, get, post,
    web::{Json, Path},
};
use domain::{
    ids::{InternalCommentId, MailRequestId},
    internal_comments::{InternalComment, InternalCommentCreate, InternalComments},
    problem::Problem,
};

pub fn routes(config: &mut ServiceConfig) {
    config
        .service(list_internal_comments)
        .service(create_internal_comment)
        .service(delete_internal_comment);
}

/// List what staff say to each other about a request, oldest first
///
/// Clients never see it.
#[utoipa::path(tag = "internal_comments", params(("id" = MailRequestId, Path)), responses((status = 200, body = InternalComments)))]
#[get("/mail-requests/{id}/internal-comments")]
async fn list_internal_comments(
    caller: Caller,
    id: Path<MailRequestId>,
) -> ApiResult<Json<InternalComments>> {
    Ok(Json(
        operations::list_internal_comments(&caller, *id).await?,
    ))
}

/// Say something to colleagues about a request, or ask one of them, who is told
#[utoipa::path(tag = "internal_comments", params(("id" = MailRequestId, Path), ("Idempotency-Key" = Option<String>, Header, description = "The same key answers the same for 24 hours, and creates once")), request_body = InternalCommentCreate, responses(
    (status = 201, body = InternalComment),
    (status = 409, description = "The colleague could not read the request", body = Problem, content_type = "application/problem+json")))]
#[post("/mail-requests/{id}/internal-comments")]
async fn create_internal_comment(
    caller: Caller,
    id: Path<MailRequestId>,
    create: Create<InternalCommentCreate>,
) -> ApiResult<HttpResponse> {
    let id = *id;
    let operation =
        async |caller, body| operations::create_internal_comment(caller, id, body).await;
    create.run(&caller, operation).await
}

/// Take an internal comment back: one's own, and as an admin any
#[utoipa::path(tag = "internal_comments", params(("id" = InternalCommentId, Path)), responses((status = 204, description = "Deleted")))]
#[delete("/internal-comments/{id}")]
async fn delete_internal_comment(
    caller: Caller,
    id: Path<InternalCommentId>,
) -> ApiResult<HttpResponse> {
    operations::delete_internal_comment(&caller, *id).await?;
    Ok(HttpResponse::NoContent().finish())
}
