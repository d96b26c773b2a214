use super::door;
use crate::{
    ApiResult,
    caller::Caller,
    extract::{IfMatch, Valid, tagged},
    routes::ServiceConfig,
};
use actix_web::{HttpResponse, get, http::StatusCode, put};
use domain::open_door::{OpenDoorRules, OpenDoorSettings};

pub fn routes(config: &mut ServiceConfig) {
    config
        .service(read_open_door_settings)
        .service(update_open_door_settings);
}

/// See when the open door is open
#[utoipa::path(tag = "open_door", responses((status = 200, body = OpenDoorSettings, headers(("ETag" = String)))))]
#[get("/open-door-settings")]
async fn read_open_door_settings(caller: Caller) -> ApiResult<HttpResponse> {
    let settings = door::read_open_door_settings(&caller).await?;
    Ok(tagged(StatusCode::OK, settings.version, &settings))
}

/// Change when the open door is open
///
/// Whoever is in already stays; who still waits when it has been closed for a while is let go.
#[utoipa::path(tag = "open_door", params(("If-Match" = String, Header, example = "\"v1\"")), request_body = OpenDoorRules, responses((status = 200, body = OpenDoorSettings, headers(("ETag" = String)))))]
#[put("/open-door-settings")]
async fn update_open_door_settings(
    caller: Caller,
    IfMatch(version): IfMatch,
    Valid(body): Valid<OpenDoorRules>,
) -> ApiResult<HttpResponse> {
    let settings = door::update_open_door_settings(&caller, version, body).await?;
    Ok(tagged(StatusCode::OK, settings.version, &settings))
}
