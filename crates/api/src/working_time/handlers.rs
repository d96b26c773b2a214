use super::operations;
use crate::{
    ApiResult,
    caller::Caller,
    extract::{IfMatch, Valid, ValidQuery, tagged},
    routes::ServiceConfig,
};
use actix_web::{HttpResponse, get, http::StatusCode, post, put, web::Json};
use domain::working_time::{
    ClosedDayQuery, ClosedDays, WorkingTime, WorkingTimePreview, WorkingTimeSettings,
};

pub fn routes(config: &mut ServiceConfig) {
    config
        .service(read_working_time)
        .service(update_working_time)
        .service(preview_working_time)
        .service(list_closed_days);
}

/// See when the facility works and what it promises
#[utoipa::path(tag = "working_time", responses((status = 200, body = WorkingTimeSettings, headers(("ETag" = String)))))]
#[get("/working-time")]
async fn read_working_time(caller: Caller) -> ApiResult<HttpResponse> {
    let settings = operations::read_working_time(&caller).await?;
    Ok(tagged(StatusCode::OK, settings.version, &settings))
}

/// Change when the facility works and what it promises
///
/// By when requests that wait for an answer are due is computed again within minutes.
#[utoipa::path(tag = "working_time", params(("If-Match" = String, Header, example = "\"v1\"")), request_body = WorkingTime, responses((status = 200, body = WorkingTimeSettings, headers(("ETag" = String)))))]
#[put("/working-time")]
async fn update_working_time(
    caller: Caller,
    IfMatch(version): IfMatch,
    Valid(body): Valid<WorkingTime>,
) -> ApiResult<HttpResponse> {
    let settings = operations::update_working_time(&caller, version, body).await?;
    Ok(tagged(StatusCode::OK, settings.version, &settings))
}

/// See by when a message would be due that arrives now
///
/// Changes nothing.
#[utoipa::path(tag = "working_time", request_body = WorkingTime, responses((status = 200, body = WorkingTimePreview)))]
#[post("/working-time/preview")]
async fn preview_working_time(
    caller: Caller,
    Valid(body): Valid<WorkingTime>,
) -> ApiResult<Json<WorkingTimePreview>> {
    Ok(Json(
        operations::preview_working_time(&caller, &body).await?,
    ))
}

/// List the days on which the facility stays closed
///
/// Its own closing days, and the public holidays of its state, within 43 days.
#[utoipa::path(tag = "working_time", params(ClosedDayQuery), responses((status = 200, body = ClosedDays)))]
#[get("/closed-days")]
async fn list_closed_days(
    caller: Caller,
    ValidQuery(query): ValidQuery<ClosedDayQuery>,
) -> ApiResult<Json<ClosedDays>> {
    Ok(Json(operations::list_closed_days(&caller, &query).await?))
}
