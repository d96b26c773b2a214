use super::operations;
use crate::{
    ApiResult,
    caller::Caller,
    extract::{IfMatch, Valid, tagged},
    routes::ServiceConfig,
};
use actix_web::{HttpResponse, get, http::StatusCode, patch};
use domain::notifications::{NotificationSettings, NotificationSettingsUpdate};

pub fn routes(config: &mut ServiceConfig) {
    config
        .service(read_notification_settings)
        .service(update_notification_settings);
}

/// See what one is told of, and how
///
/// Everybody's own: nobody sees another's. What is told by the browser comes over the live
/// connection, as `event: ephemeral` of the kind `notified`.
#[utoipa::path(tag = "notifications", responses((status = 200, body = NotificationSettings, headers(("ETag" = String)))))]
#[get("/notification-settings")]
async fn read_notification_settings(caller: Caller) -> ApiResult<HttpResponse> {
    let settings = operations::read_notification_settings(&caller).await?;
    Ok(tagged(StatusCode::OK, settings.version, &settings))
}

/// Choose what one is told of, and how
#[utoipa::path(tag = "notifications", params(("If-Match" = String, Header, example = "\"v0\"")), request_body = NotificationSettingsUpdate, responses((status = 200, body = NotificationSettings, headers(("ETag" = String)))))]
#[patch("/notification-settings")]
async fn update_notification_settings(
    caller: Caller,
    IfMatch(version): IfMatch,
    Valid(body): Valid<NotificationSettingsUpdate>,
) -> ApiResult<HttpResponse> {
    let settings = operations::update_notification_settings(&caller, version, body).await?;
    Ok(tagged(StatusCode::OK, settings.version, &settings))
}
