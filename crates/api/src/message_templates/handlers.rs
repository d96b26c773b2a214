use super::operations::{self, Key};
use crate::{
    ApiResult,
    caller::Caller,
    extract::{IfMatch, Valid, tagged},
    routes::ServiceConfig,
};
use actix_web::{
    HttpResponse, delete, get,
    http::StatusCode,
    post, put,
    web::{Json, Path},
};
use domain::{
    language::Language,
    message_templates::{
        MessagePreview, MessagePreviewCreate, MessageTemplate, MessageTemplateWrite,
    },
    outgoing_mails::{DeliveryWay, MailTemplate},
    page::Page,
};

pub fn routes(config: &mut ServiceConfig) {
    config
        .service(list_message_templates)
        .service(update_message_template)
        .service(reset_message_template)
        .service(test_message_template)
        .service(preview_message);
}

/// List the words of every automatic message, all on one page
#[utoipa::path(tag = "message_templates", responses((status = 200, body = Page<MessageTemplate>)))]
#[get("/message-templates")]
async fn list_message_templates(caller: Caller) -> ApiResult<Json<Page<MessageTemplate>>> {
    Ok(Json(operations::list_message_templates(&caller).await?))
}

/// Put an automatic message in the facility's own words
#[utoipa::path(tag = "message_templates", params(("template" = MailTemplate, Path), ("way" = DeliveryWay, Path), ("language" = Language, Path), ("If-Match" = String, Header, example = "\"v0\"")), request_body = MessageTemplateWrite, responses((status = 200, body = MessageTemplate, headers(("ETag" = String)))))]
#[put("/message-templates/{template}/{way}/{language}")]
async fn update_message_template(
    caller: Caller,
    key: Path<Key>,
    IfMatch(version): IfMatch,
    Valid(body): Valid<MessageTemplateWrite>,
) -> ApiResult<HttpResponse> {
    let saved = operations::update_message_template(&caller, *key, version, body).await?;
    Ok(tagged(StatusCode::OK, saved.version, &saved))
}

/// Have an automatic message say again what it said at first
#[utoipa::path(tag = "message_templates", params(("template" = MailTemplate, Path), ("way" = DeliveryWay, Path), ("language" = Language, Path), ("If-Match" = String, Header, example = "\"v1\"")), responses((status = 200, body = MessageTemplate, headers(("ETag" = String)))))]
#[delete("/message-templates/{template}/{way}/{language}")]
async fn reset_message_template(
    caller: Caller,
    key: Path<Key>,
    IfMatch(version): IfMatch,
) -> ApiResult<HttpResponse> {
    let first = operations::reset_message_template(&caller, *key, version).await?;
    Ok(tagged(StatusCode::OK, first.version, &first))
}

/// Send an automatic mail, as it is saved, to one's own address with an example filled in
///
/// An SMS arrives as the text of a mail: staff have no number that messages go to.
#[utoipa::path(tag = "message_templates", params(("template" = MailTemplate, Path), ("way" = DeliveryWay, Path), ("language" = Language, Path)), responses((status = 202, description = "It is on its way")))]
#[post("/message-templates/{template}/{way}/{language}/test")]
async fn test_message_template(caller: Caller, key: Path<Key>) -> ApiResult<HttpResponse> {
    operations::test_message_template(&caller, *key).await?;
    Ok(HttpResponse::Accepted().finish())
}

/// See how words would arrive, with an example filled in; nothing is saved
#[utoipa::path(tag = "message_templates", request_body = MessagePreviewCreate, responses((status = 200, body = MessagePreview)))]
#[post("/message-previews")]
async fn preview_message(
    caller: Caller,
    Valid(body): Valid<MessagePreviewCreate>,
) -> ApiResult<Json<MessagePreview>> {
    Ok(Json(operations::preview_message(&caller, body).await?))
}
