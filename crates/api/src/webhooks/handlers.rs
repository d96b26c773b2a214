use super::operations;
use crate::{
    ApiResult,
    caller::Caller,
    extract::{IfMatch, Valid, ValidQuery, tagged},
    routes::ServiceConfig,
};
use actix_web::{
    HttpResponse, delete, get,
    http::StatusCode,
    patch, post,
    web::{Json, Path},
};
use domain::{
    ids::{WebhookDeliveryId, WebhookId},
    page::Page,
    problem::Problem,
    webhooks::{
        Webhook, WebhookCreate, WebhookDelivery, WebhookDeliveryQuery, WebhookQuery, WebhookSecret,
        WebhookUpdate,
    },
};

pub fn routes(config: &mut ServiceConfig) {
    config
        .service(list_webhooks)
        .service(create_webhook)
        .service(read_webhook)
        .service(update_webhook)
        .service(delete_webhook)
        .service(pause_webhook)
        .service(resume_webhook)
        .service(rotate_webhook_secret)
        .service(test_webhook)
        .service(list_webhook_deliveries)
        .service(send_webhook_delivery_again);
}

/// List where other programs are told what happens, oldest first
#[utoipa::path(tag = "webhooks", params(WebhookQuery), responses((status = 200, body = Page<Webhook>)))]
#[get("/webhooks")]
async fn list_webhooks(
    caller: Caller,
    ValidQuery(query): ValidQuery<WebhookQuery>,
) -> ApiResult<Json<Page<Webhook>>> {
    Ok(Json(operations::list_webhooks(&caller, query).await?))
}

/// Have another program told what happens
///
/// Each event is one `POST` of JSON to the address: names of what happened and ids, never contents.
/// It is signed as Standard Webhooks says: `webhook-id` is the same at each attempt,
/// `webhook-timestamp` the second of this one, and `webhook-signature` holds, for each secret that is
/// good, `v1,` and the HMAC-SHA256 of `{webhook-id}.{webhook-timestamp}.{body}` in base64, with spaces
/// between. Any answer from 200 to 299 takes it; 410 ends the webhook; everything else, a redirect
/// too, is tried again for about three days, the pauses growing from half a minute to four hours. A
/// receiver that fails for five days in a row is told nothing any more, and the admins are told so.
/// Things may arrive twice or in another order than they happened.
///
/// The answer shows the secret this once, so it takes no `Idempotency-Key`.
#[utoipa::path(tag = "webhooks", request_body = WebhookCreate, responses(
    (status = 201, body = WebhookSecret, headers(("ETag" = String))),
    (status = 409, description = "There are twenty already", body = Problem, content_type = "application/problem+json")))]
#[post("/webhooks")]
async fn create_webhook(
    caller: Caller,
    Valid(body): Valid<WebhookCreate>,
) -> ApiResult<HttpResponse> {
    let made = operations::create_webhook(&caller, body).await?;
    Ok(tagged(StatusCode::CREATED, made.webhook.version, &made))
}

/// See one webhook
#[utoipa::path(tag = "webhooks", params(("id" = WebhookId, Path)), responses((status = 200, body = Webhook, headers(("ETag" = String)))))]
#[get("/webhooks/{id}")]
async fn read_webhook(caller: Caller, id: Path<WebhookId>) -> ApiResult<HttpResponse> {
    let webhook = operations::read_webhook(&caller, *id).await?;
    Ok(tagged(StatusCode::OK, webhook.version, &webhook))
}

/// Change what a webhook is told, or where
#[utoipa::path(tag = "webhooks", params(("id" = WebhookId, Path), ("If-Match" = String, Header, example = "\"v1\"")), request_body = WebhookUpdate, responses((status = 200, body = Webhook, headers(("ETag" = String)))))]
#[patch("/webhooks/{id}")]
async fn update_webhook(
    caller: Caller,
    id: Path<WebhookId>,
    IfMatch(version): IfMatch,
    Valid(body): Valid<WebhookUpdate>,
) -> ApiResult<HttpResponse> {
    let webhook = operations::update_webhook(&caller, *id, version, body).await?;
    Ok(tagged(StatusCode::OK, webhook.version, &webhook))
}

/// Delete a webhook with its log
#[utoipa::path(tag = "webhooks", params(("id" = WebhookId, Path)), responses((status = 204, description = "Deleted")))]
#[delete("/webhooks/{id}")]
async fn delete_webhook(caller: Caller, id: Path<WebhookId>) -> ApiResult<HttpResponse> {
    operations::delete_webhook(&caller, *id).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// Pause a webhook: what happens is written down and told when it goes on
#[utoipa::path(tag = "webhooks", params(("id" = WebhookId, Path)), responses(
    (status = 200, body = Webhook, headers(("ETag" = String))),
    (status = 409, description = "It is told nothing anyway", body = Problem, content_type = "application/problem+json")))]
#[post("/webhooks/{id}/pause")]
async fn pause_webhook(caller: Caller, id: Path<WebhookId>) -> ApiResult<HttpResponse> {
    let webhook = operations::pause_webhook(&caller, *id).await?;
    Ok(tagged(StatusCode::OK, webhook.version, &webhook))
}

/// Have a webhook told again, and first of all what waits
#[utoipa::path(tag = "webhooks", params(("id" = WebhookId, Path)), responses(
    (status = 200, body = Webhook, headers(("ETag" = String))),
    (status = 409, description = "It is being told", body = Problem, content_type = "application/problem+json")))]
#[post("/webhooks/{id}/resume")]
async fn resume_webhook(caller: Caller, id: Path<WebhookId>) -> ApiResult<HttpResponse> {
    let webhook = operations::resume_webhook(&caller, *id).await?;
    Ok(tagged(StatusCode::OK, webhook.version, &webhook))
}

/// Give a webhook a new secret
///
/// For a day everything is signed with the old one as well. The answer shows the new one this once.
#[utoipa::path(tag = "webhooks", params(("id" = WebhookId, Path)), responses((status = 200, body = WebhookSecret, headers(("ETag" = String)))))]
#[post("/webhooks/{id}/secret")]
async fn rotate_webhook_secret(caller: Caller, id: Path<WebhookId>) -> ApiResult<HttpResponse> {
    let made = operations::rotate_webhook_secret(&caller, *id).await?;
    Ok(tagged(StatusCode::OK, made.webhook.version, &made))
}

/// Try a webhook out: it is told `webhook.test`, once, whatever its state
#[utoipa::path(tag = "webhooks", params(("id" = WebhookId, Path)), responses((status = 202, body = WebhookDelivery)))]
#[post("/webhooks/{id}/test")]
async fn test_webhook(caller: Caller, id: Path<WebhookId>) -> ApiResult<HttpResponse> {
    let delivery = operations::test_webhook(&caller, *id).await?;
    Ok(HttpResponse::Accepted().json(delivery))
}

/// List what a webhook was told in the last thirty days, newest first
#[utoipa::path(tag = "webhooks", params(("id" = WebhookId, Path), WebhookDeliveryQuery), responses((status = 200, body = Page<WebhookDelivery>)))]
#[get("/webhooks/{id}/deliveries")]
async fn list_webhook_deliveries(
    caller: Caller,
    id: Path<WebhookId>,
    ValidQuery(query): ValidQuery<WebhookDeliveryQuery>,
) -> ApiResult<Json<Page<WebhookDelivery>>> {
    let page = operations::list_webhook_deliveries(&caller, *id, query).await?;
    Ok(Json(page))
}

/// Tell a webhook something again, whether or not it was taken
#[utoipa::path(tag = "webhooks", params(("id" = WebhookDeliveryId, Path)), responses(
    (status = 204, description = "It is on its way"),
    (status = 409, description = "It is on its way already, or the webhook is told nothing", body = Problem, content_type = "application/problem+json")))]
#[post("/webhook-deliveries/{id}/send-again")]
async fn send_webhook_delivery_again(
    caller: Caller,
    id: Path<WebhookDeliveryId>,
) -> ApiResult<HttpResponse> {
    operations::send_webhook_delivery_again(&caller, *id).await?;
    Ok(HttpResponse::NoContent().finish())
}
