use super::operations;
use crate::{ApiResult, caller::Caller, extract::Valid, routes::ServiceConfig};
use actix_web::{HttpResponse, get, post, put, web::Json};
use domain::presences::{AccountPresence, BeatAnswer, PresenceSet};

pub fn routes(config: &mut ServiceConfig) {
    config
        .service(list_presences)
        .service(set_presence)
        .service(answer_beat);
}

/// See how the others can be reached
///
/// Clients who are not in it are offline. Changes are told over the live connection, as
/// `event: ephemeral`.
#[utoipa::path(tag = "presences", responses((status = 200, body = Vec<AccountPresence>)))]
#[get("/presences")]
async fn list_presences(caller: Caller) -> ApiResult<Json<Vec<AccountPresence>>> {
    Ok(Json(operations::list_presences(&caller).await?))
}

/// Choose how one can be reached
#[utoipa::path(tag = "presences", request_body = PresenceSet, responses((status = 204, description = "Chosen")))]
#[put("/presence")]
async fn set_presence(caller: Caller, Valid(body): Valid<PresenceSet>) -> ApiResult<HttpResponse> {
    operations::set_presence(&caller, body).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// Answer the live connection that one is still there
///
/// It asks every ten seconds (`event: beat`, with its `connection_id`). Whoever does not answer for
/// 25 seconds is offline until they do.
#[utoipa::path(tag = "presences", request_body = BeatAnswer, responses((status = 204, description = "Noted")))]
#[post("/events/beats")]
async fn answer_beat(caller: Caller, Valid(body): Valid<BeatAnswer>) -> ApiResult<HttpResponse> {
    operations::answer_beat(&caller, body).await?;
    Ok(HttpResponse::NoContent().finish())
}
