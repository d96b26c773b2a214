use super::operations;
use crate::{
    ApiResult, caller::Caller, extract::ValidQuery, idempotency::Create, routes::ServiceConfig,
};
use actix_web::{
    HttpResponse, get, post,
    web::{Json, Path},
};
use domain::{
    hand_overs::{HandOver, HandOverAsk, HandOverQuery},
    ids::{ClientId, HandOverId, MailRequestId},
    page::Page,
    problem::Problem,
};

pub fn routes(config: &mut ServiceConfig) {
    config
        .service(ask_for_hand_over)
        .service(ask_for_primary_counselor)
        .service(list_hand_overs)
        .service(withdraw_hand_over)
        .service(agree_to_hand_over)
        .service(decline_hand_over);
}

/// Ask a client whether a colleague may go on with their request
///
/// Where the facility wants that, `assign_mail_request` answers `consent_required` before. The
/// client has 14 days to answer; until then nothing changes.
#[utoipa::path(tag = "hand_overs", params(("id" = MailRequestId, Path), ("Idempotency-Key" = Option<String>, Header, description = "The same key answers the same for 24 hours, and creates once")), request_body = HandOverAsk, responses(
    (status = 201, body = HandOver),
    (status = 409, description = "There is nothing to ask for, or the client is asked already", body = Problem, content_type = "application/problem+json")))]
#[post("/mail-requests/{id}/hand-overs")]
async fn ask_for_hand_over(
    caller: Caller,
    id: Path<MailRequestId>,
    create: Create<HandOverAsk>,
) -> ApiResult<HttpResponse> {
    let id = *id;
    let operation = async |caller, body| operations::ask_for_hand_over(caller, id, body).await;
    create.run(&caller, operation).await
}

/// Ask a client whether a colleague may look after them from now on
#[utoipa::path(tag = "hand_overs", params(("id" = ClientId, Path), ("Idempotency-Key" = Option<String>, Header, description = "The same key answers the same for 24 hours, and creates once")), request_body = HandOverAsk, responses(
    (status = 201, body = HandOver),
    (status = 409, description = "There is nothing to ask for, or the client is asked already", body = Problem, content_type = "application/problem+json")))]
#[post("/clients/{id}/hand-overs")]
async fn ask_for_primary_counselor(
    caller: Caller,
    id: Path<ClientId>,
    create: Create<HandOverAsk>,
) -> ApiResult<HttpResponse> {
    let id = *id;
    let operation =
        async |caller, body| operations::ask_for_primary_counselor(caller, id, body).await;
    create.run(&caller, operation).await
}

/// List what one is asked, as a client, oldest first
#[utoipa::path(tag = "hand_overs", params(HandOverQuery), responses((status = 200, body = Page<HandOver>)))]
#[get("/hand-overs")]
async fn list_hand_overs(
    caller: Caller,
    ValidQuery(query): ValidQuery<HandOverQuery>,
) -> ApiResult<Json<Page<HandOver>>> {
    Ok(Json(operations::list_hand_overs(&caller, query).await?))
}

/// Take a question back
#[utoipa::path(tag = "hand_overs", params(("id" = HandOverId, Path)), responses(
    (status = 200, body = HandOver),
    (status = 409, description = "It was answered before", body = Problem, content_type = "application/problem+json")))]
#[post("/hand-overs/{id}/withdrawal")]
async fn withdraw_hand_over(caller: Caller, id: Path<HandOverId>) -> ApiResult<Json<HandOver>> {
    Ok(Json(operations::withdraw_hand_over(&caller, *id).await?))
}

/// Agree that somebody else goes on, as a client
///
/// It is handed over at once. Where that cannot be any more, nothing is, and the question is
/// `lapsed`.
#[utoipa::path(tag = "hand_overs", params(("id" = HandOverId, Path)), responses(
    (status = 200, body = HandOver),
    (status = 409, description = "It was answered or taken back before", body = Problem, content_type = "application/problem+json")))]
#[post("/hand-overs/{id}/agreement")]
async fn agree_to_hand_over(caller: Caller, id: Path<HandOverId>) -> ApiResult<Json<HandOver>> {
    Ok(Json(operations::agree_to_hand_over(&caller, *id).await?))
}

/// Do not agree, as a client
///
/// Nothing changes, and staff are told.
#[utoipa::path(tag = "hand_overs", params(("id" = HandOverId, Path)), responses(
    (status = 200, body = HandOver),
    (status = 409, description = "It was answered or taken back before", body = Problem, content_type = "application/problem+json")))]
#[post("/hand-overs/{id}/refusal")]
async fn decline_hand_over(caller: Caller, id: Path<HandOverId>) -> ApiResult<Json<HandOver>> {
    Ok(Json(operations::decline_hand_over(&caller, *id).await?))
}
