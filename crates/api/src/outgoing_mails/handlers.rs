use super::operations;
use crate::{ApiResult, caller::Caller, extract::ValidQuery, routes::ServiceConfig};
use actix_web::{
    HttpResponse, get, post,
    web::{Json, Path},
};
use domain::{
    ids::OutgoingMailId,
    outgoing_mails::{OutgoingMail, OutgoingMailQuery},
    page::Page,
    problem::Problem,
};

pub fn routes(config: &mut ServiceConfig) {
    config
        .service(list_outgoing_mails)
        .service(send_outgoing_mail_again);
}

/// List the mails that the facility sends by itself, newest first
#[utoipa::path(tag = "outgoing_mails", params(OutgoingMailQuery), responses((status = 200, body = Page<OutgoingMail>)))]
#[get("/outgoing-mails")]
async fn list_outgoing_mails(
    caller: Caller,
    ValidQuery(query): ValidQuery<OutgoingMailQuery>,
) -> ApiResult<Json<Page<OutgoingMail>>> {
    Ok(Json(operations::list_outgoing_mails(&caller, query).await?))
}

/// Try a mail again that was given up
#[utoipa::path(tag = "outgoing_mails", params(("id" = OutgoingMailId, Path)), responses(
    (status = 204, description = "It is on its way"),
    (status = 409, description = "It was not given up", body = Problem, content_type = "application/problem+json")))]
#[post("/outgoing-mails/{id}/send-again")]
async fn send_outgoing_mail_again(
    caller: Caller,
    id: Path<OutgoingMailId>,
) -> ApiResult<HttpResponse> {
    operations::send_outgoing_mail_again(&caller, *id).await?;
    Ok(HttpResponse::NoContent().finish())
}
