use super::{operations, settings};
use crate::{
    ApiResult,
    caller::Caller,
    extract::{IfMatch, Valid, ValidQuery, tagged},
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
    direct_messages::{
        DirectMessage, DirectMessageQuery, DirectMessageRoute, DirectMessageSend,
        DirectMessageSettings, DirectMessageSettingsUpdate, ReceivedDirectMessage,
    },
    ids::{ClientId, DirectMessageId},
    page::Page,
    problem::Problem,
};

pub fn routes(config: &mut ServiceConfig) {
    config
        .service(read_direct_message_settings)
        .service(update_direct_message_settings)
        .service(read_direct_message_route)
        .service(list_direct_messages)
        .service(send_direct_message)
        .service(list_received_direct_messages)
        .service(mark_direct_message_read);
}

/// Read how much of a direct message goes out
#[utoipa::path(tag = "direct_messages", responses((status = 200, body = DirectMessageSettings, headers(("ETag" = String)))))]
#[get("/direct-messages/settings")]
async fn read_direct_message_settings(caller: Caller) -> ApiResult<HttpResponse> {
    let chosen = settings::read_direct_message_settings(&caller).await?;
    Ok(tagged(StatusCode::OK, chosen.version, &chosen))
}

/// Choose how much of a direct message goes out
///
/// In full, everyone can read it who sees the mailbox or the telephone (§ 203 StGB).
#[utoipa::path(tag = "direct_messages", params(("If-Match" = String, Header, example = "\"v1\"")), request_body = DirectMessageSettingsUpdate, responses((status = 200, body = DirectMessageSettings, headers(("ETag" = String)))))]
#[put("/direct-messages/settings")]
async fn update_direct_message_settings(
    caller: Caller,
    IfMatch(version): IfMatch,
    Valid(body): Valid<DirectMessageSettingsUpdate>,
) -> ApiResult<HttpResponse> {
    let chosen = settings::update_direct_message_settings(&caller, version, body).await?;
    Ok(tagged(StatusCode::OK, chosen.version, &chosen))
}

/// Tell by which way a direct message to a client would go, and to which address
#[utoipa::path(tag = "direct_messages", params(("id" = ClientId, Path)), responses((status = 200, body = DirectMessageRoute)))]
#[get("/clients/{id}/direct-message-route")]
async fn read_direct_message_route(
    caller: Caller,
    id: Path<ClientId>,
) -> ApiResult<Json<DirectMessageRoute>> {
    let route = operations::read_direct_message_route(&caller, *id).await?;
    Ok(Json(route))
}

/// List the direct messages to a client, newest first
#[utoipa::path(tag = "direct_messages", params(("id" = ClientId, Path), DirectMessageQuery), responses((status = 200, body = Page<DirectMessage>)))]
#[get("/clients/{id}/direct-messages")]
async fn list_direct_messages(
    caller: Caller,
    id: Path<ClientId>,
    ValidQuery(query): ValidQuery<DirectMessageQuery>,
) -> ApiResult<Json<Page<DirectMessage>>> {
    let page = operations::list_direct_messages(&caller, *id, query).await?;
    Ok(Json(page))
}

/// Send a direct message to a client
///
/// By the way that `read_direct_message_route` told; should it be another by now, nothing is sent.
#[utoipa::path(tag = "direct_messages", params(("id" = ClientId, Path), ("Idempotency-Key" = Option<String>, Header, description = "The same key answers the same for 24 hours, and creates once")), request_body = DirectMessageSend, responses(
    (status = 201, body = DirectMessage),
    (status = 409, description = "It would go by another way by now", body = Problem, content_type = "application/problem+json")))]
#[post("/clients/{id}/direct-messages")]
async fn send_direct_message(
    caller: Caller,
    id: Path<ClientId>,
    create: Create<DirectMessageSend>,
) -> ApiResult<HttpResponse> {
    let id = *id;
    create
        .run(&caller, async |caller, body| {
            operations::send_direct_message(caller, id, body).await
        })
        .await
}

/// List the direct messages that one has received, newest first
#[utoipa::path(tag = "direct_messages", params(DirectMessageQuery), responses((status = 200, body = Page<ReceivedDirectMessage>)))]
#[get("/direct-messages")]
async fn list_received_direct_messages(
    caller: Caller,
    ValidQuery(query): ValidQuery<DirectMessageQuery>,
) -> ApiResult<Json<Page<ReceivedDirectMessage>>> {
    let page = operations::list_received_direct_messages(&caller, query).await?;
    Ok(Json(page))
}

/// Note that one has read a direct message
#[utoipa::path(tag = "direct_messages", params(("id" = DirectMessageId, Path)), responses((status = 204, description = "Noted")))]
#[post("/direct-messages/{id}/read")]
async fn mark_direct_message_read(
    caller: Caller,
    id: Path<DirectMessageId>,
) -> ApiResult<HttpResponse> {
    operations::mark_direct_message_read(&caller, *id).await?;
    Ok(HttpResponse::NoContent().finish())
}
