use super::series;
use crate::{
    ApiResult,
    caller::Caller,
    extract::{IfMatch, Valid},
    idempotency::Create,
    routes::ServiceConfig,
};
use actix_web::{
    HttpResponse, post,
    web::{Json, Path},
};
use domain::{
    bookings::{BlockerSeriesCreate, BookingSeriesCreate, Bookings, Cancellation},
    ids::BookingId,
    problem::Problem,
};

pub fn routes(config: &mut ServiceConfig) {
    config
        .service(create_booking_series)
        .service(create_blocker_series)
        .service(cancel_booking_series);
}

/// Make appointments that repeat with a client
///
/// All of them or none, when the clocks on the wall show the same.
#[utoipa::path(tag = "bookings", params(("Idempotency-Key" = Option<String>, Header, description = "The same key answers the same for 24 hours, and creates once")), request_body = BookingSeriesCreate, responses(
    (status = 201, body = Bookings),
    (status = 409, description = "Something else is there; `taken_at` says when first", body = Problem, content_type = "application/problem+json")))]
#[post("/booking-series")]
async fn create_booking_series(
    caller: Caller,
    create: Create<BookingSeriesCreate>,
) -> ApiResult<HttpResponse> {
    create.run(&caller, series::create_booking_series).await
}

/// Keep time free again and again
///
/// All of it or none, when the clocks on the wall show the same.
#[utoipa::path(tag = "bookings", params(("Idempotency-Key" = Option<String>, Header, description = "The same key answers the same for 24 hours, and creates once")), request_body = BlockerSeriesCreate, responses(
    (status = 201, body = Bookings),
    (status = 409, description = "Something else is there; `taken_at` says when first", body = Problem, content_type = "application/problem+json")))]
#[post("/blocker-series")]
async fn create_blocker_series(
    caller: Caller,
    create: Create<BlockerSeriesCreate>,
) -> ApiResult<HttpResponse> {
    create.run(&caller, series::create_blocker_series).await
}

/// Call an entry off, and all that follow it in its series
///
/// Answers what was called off.
#[utoipa::path(tag = "bookings", params(("id" = BookingId, Path), ("If-Match" = String, Header, example = "\"v1\"")), request_body = Cancellation, responses((status = 200, body = Bookings)))]
#[post("/bookings/{id}/cancel-series")]
async fn cancel_booking_series(
    caller: Caller,
    id: Path<BookingId>,
    IfMatch(version): IfMatch,
    Valid(body): Valid<Cancellation>,
) -> ApiResult<Json<Bookings>> {
    let off = series::cancel_booking_series(&caller, *id, version, body).await?;
    Ok(Json(off))
}
