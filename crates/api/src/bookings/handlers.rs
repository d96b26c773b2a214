use super::settings;
use crate::{
    ApiResult,
    caller::Caller,
    extract::{IfMatch, Valid, tagged},
};
use actix_web::{HttpResponse, get, http::StatusCode, put};
use domain::bookings::{BookingRules, BookingSettings};
use utoipa_actix_web::service_config::ServiceConfig;

pub fn routes(config: &mut ServiceConfig) {
    config
        .service(read_booking_settings)
        .service(update_booking_settings);
}

/// Read by which rules clients book
#[utoipa::path(tag = "bookings", responses((status = 200, body = BookingSettings, headers(("ETag" = String)))))]
#[get("/booking-settings")]
async fn read_booking_settings(caller: Caller) -> ApiResult<HttpResponse> {
    let set = settings::read_booking_settings(&caller).await?;
    Ok(tagged(StatusCode::OK, set.version, &set))
}

/// Set by which rules clients book
#[utoipa::path(tag = "bookings", params(("If-Match" = String, Header, example = "\"v1\"")), request_body = BookingRules, responses((status = 200, body = BookingSettings, headers(("ETag" = String)))))]
#[put("/booking-settings")]
async fn update_booking_settings(
    caller: Caller,
    IfMatch(version): IfMatch,
    Valid(body): Valid<BookingRules>,
) -> ApiResult<HttpResponse> {
    let set = settings::update_booking_settings(&caller, version, body).await?;
    Ok(tagged(StatusCode::OK, set.version, &set))
}
