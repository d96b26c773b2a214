use super::operations;
use crate::{
    ApiResult,
    caller::Caller,
    extract::{IfMatch, Valid, tagged},
    routes::ServiceConfig,
};
use actix_web::{HttpResponse, get, http::StatusCode, patch, put, web::Path};
use domain::{
    channels::{
        ChannelSettings, ChannelSettingsUpdate, CounselorChannels, CounselorChannelsUpdate,
    },
    ids::CounselorId,
};

pub fn routes(config: &mut ServiceConfig) {
    config
        .service(read_channel_settings)
        .service(update_channel_settings)
        .service(read_counselor_channels)
        .service(update_counselor_channels);
}

/// Read by which means the facility offers counselling
#[utoipa::path(tag = "channels", responses((status = 200, body = ChannelSettings, headers(("ETag" = String)))))]
#[get("/channels")]
async fn read_channel_settings(caller: Caller) -> ApiResult<HttpResponse> {
    let set = operations::read_channel_settings(&caller).await?;
    Ok(tagged(StatusCode::OK, set.version, &set))
}

/// Set by which means the facility offers counselling
#[utoipa::path(tag = "channels", params(("If-Match" = String, Header, example = "\"v1\"")), request_body = ChannelSettingsUpdate, responses((status = 200, body = ChannelSettings, headers(("ETag" = String)))))]
#[put("/channels")]
async fn update_channel_settings(
    caller: Caller,
    IfMatch(version): IfMatch,
    Valid(body): Valid<ChannelSettingsUpdate>,
) -> ApiResult<HttpResponse> {
    let set = operations::update_channel_settings(&caller, version, body).await?;
    Ok(tagged(StatusCode::OK, set.version, &set))
}

/// Read by which means a counselor offers counselling, and where
#[utoipa::path(tag = "channels", params(("id" = CounselorId, Path)), responses((status = 200, body = CounselorChannels, headers(("ETag" = String)))))]
#[get("/counselors/{id}/channels")]
async fn read_counselor_channels(caller: Caller, id: Path<CounselorId>) -> ApiResult<HttpResponse> {
    let set = operations::read_counselor_channels(&caller, *id).await?;
    Ok(tagged(StatusCode::OK, set.version, &set))
}

/// Set by which means a counselor offers counselling, and where
///
/// `If-Match` names version 0 where nothing was set before.
#[utoipa::path(tag = "channels", params(("id" = CounselorId, Path), ("If-Match" = String, Header, example = "\"v0\"")), request_body = CounselorChannelsUpdate, responses((status = 200, body = CounselorChannels, headers(("ETag" = String)))))]
#[patch("/counselors/{id}/channels")]
async fn update_counselor_channels(
    caller: Caller,
    id: Path<CounselorId>,
    IfMatch(version): IfMatch,
    Valid(body): Valid<CounselorChannelsUpdate>,
) -> ApiResult<HttpResponse> {
    let set = operations::update_counselor_channels(&caller, *id, version, body).await?;
    Ok(tagged(StatusCode::OK, set.version, &set))
}
