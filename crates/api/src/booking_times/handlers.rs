use super::operations;
use crate::{
    ApiResult,
    caller::Caller,
    extract::{IfMatch, Valid, tagged},
    routes::ServiceConfig,
};
use actix_web::{HttpResponse, get, http::StatusCode, put, web::Path};
use domain::{
    booking_times::{BookingTimes, BookingTimesWrite},
    ids::CounselorId,
};

pub fn routes(config: &mut ServiceConfig) {
    config
        .service(read_booking_times)
        .service(update_booking_times);
}

/// Read when in a week a counselor can be booked
#[utoipa::path(tag = "booking_times", params(("id" = CounselorId, Path)), responses((status = 200, body = BookingTimes, headers(("ETag" = String)))))]
#[get("/counselors/{id}/booking-times")]
async fn read_booking_times(caller: Caller, id: Path<CounselorId>) -> ApiResult<HttpResponse> {
    let times = operations::read_booking_times(&caller, *id).await?;
    Ok(tagged(StatusCode::OK, times.version, &times))
}

/// Set when in a week a counselor can be booked
///
/// All of it; `If-Match` names version 0 where nothing was set before. What is booked stays.
#[utoipa::path(tag = "booking_times", params(("id" = CounselorId, Path), ("If-Match" = String, Header, example = "\"v0\"")), request_body = BookingTimesWrite, responses((status = 200, body = BookingTimes, headers(("ETag" = String)))))]
#[put("/counselors/{id}/booking-times")]
async fn update_booking_times(
    caller: Caller,
    id: Path<CounselorId>,
    IfMatch(version): IfMatch,
    Valid(body): Valid<BookingTimesWrite>,
) -> ApiResult<HttpResponse> {
    let times = operations::update_booking_times(&caller, *id, version, body).await?;
    Ok(tagged(StatusCode::OK, times.version, &times))
}
