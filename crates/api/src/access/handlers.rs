use super::{operations, settings};
use crate::{
    ApiResult,
    caller::Caller,
    extract::{IfMatch, Valid, tagged},
    routes::ServiceConfig,
};
use actix_web::{HttpResponse, get, http::StatusCode, put, web::Json};
use domain::access::{AccessTable, OpennessSettings, OpennessSettingsUpdate};

pub fn routes(config: &mut ServiceConfig) {
    config
        .service(read_access_table)
        .service(read_openness_settings)
        .service(update_openness_settings);
}

/// See who may do what
///
/// The table that the server decides by, for every level of openness, and the level that holds
/// here. What it has no cell for is refused.
#[utoipa::path(tag = "access", responses((status = 200, body = AccessTable)))]
#[get("/access-table")]
async fn read_access_table(caller: Caller) -> ApiResult<Json<AccessTable>> {
    Ok(Json(operations::read_access_table(&caller)?))
}

/// See what the facility has chosen about who sees what
#[utoipa::path(tag = "access", responses((status = 200, body = OpennessSettings, headers(("ETag" = String)))))]
#[get("/openness-settings")]
async fn read_openness_settings(caller: Caller) -> ApiResult<HttpResponse> {
    let settings = settings::read_openness_settings(&caller).await?;
    Ok(tagged(StatusCode::OK, settings.version, &settings))
}

/// Choose who sees what
///
/// It holds at once, for everybody who is signed in too.
#[utoipa::path(tag = "access", params(("If-Match" = String, Header, example = "\"v1\"")), request_body = OpennessSettingsUpdate, responses((status = 200, body = OpennessSettings, headers(("ETag" = String)))))]
#[put("/openness-settings")]
async fn update_openness_settings(
    caller: Caller,
    IfMatch(version): IfMatch,
    Valid(body): Valid<OpennessSettingsUpdate>,
) -> ApiResult<HttpResponse> {
    let settings = settings::update_openness_settings(&caller, version, body).await?;
    Ok(tagged(StatusCode::OK, settings.version, &settings))
}
