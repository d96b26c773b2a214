use super::{list, making, moving, noting, settings, steps};
use crate::{
    ApiResult,
    caller::Caller,
    extract::{IfMatch, Valid, ValidQuery, tagged},
    idempotency::Create,
    routes::ServiceConfig,
};
use actix_web::{
    HttpResponse, get,
    http::StatusCode,
    post, put,
    web::{Json, Path},
};
use domain::{
    bookings::{
        BlockerCreate, Booking, BookingCreate, BookingMove, BookingNoteUpdate, BookingQuery,
        BookingRules, BookingSettings, Bookings, Cancellation, ReservationBooking, SlotReservation,
    },
    ids::BookingId,
    problem::Problem,
};

pub fn routes(config: &mut ServiceConfig) {
    config
        .service(list_bookings)
        .service(create_booking)
        .service(create_blocker)
        .service(reserve_slot)
        .service(read_booking)
        .service(book_reservation)
        .service(confirm_booking)
        .service(decline_booking)
        .service(cancel_booking)
        .service(reschedule_booking)
        .service(update_booking_note)
        .service(mark_booking_held)
        .service(mark_booking_missed)
        .service(read_booking_settings)
        .service(update_booking_settings);
}

/// List what stands in the calendar
///
/// Clients see their own appointments; staff see what takes anybody's time, and what it is about
/// where they may know it.
#[utoipa::path(tag = "bookings", params(BookingQuery), responses((status = 200, body = Bookings)))]
#[get("/bookings")]
async fn list_bookings(
    caller: Caller,
    ValidQuery(query): ValidQuery<BookingQuery>,
) -> ApiResult<Json<Bookings>> {
    Ok(Json(list::list_bookings(&caller, &query).await?))
}

/// Make an appointment with a client
///
/// Within or outside of booking times; it is confirmed.
#[utoipa::path(tag = "bookings", params(("Idempotency-Key" = Option<String>, Header, description = "The same key answers the same for 24 hours, and creates once")), request_body = BookingCreate, responses(
    (status = 201, body = Booking, headers(("ETag" = String))),
    (status = 409, description = "Something else is there", body = Problem, content_type = "application/problem+json")))]
#[post("/bookings")]
async fn create_booking(caller: Caller, create: Create<BookingCreate>) -> ApiResult<HttpResponse> {
    create.run(&caller, making::create_booking).await
}

/// Keep time free
#[utoipa::path(tag = "bookings", params(("Idempotency-Key" = Option<String>, Header, description = "The same key answers the same for 24 hours, and creates once")), request_body = BlockerCreate, responses(
    (status = 201, body = Booking, headers(("ETag" = String))),
    (status = 409, description = "Something else is there", body = Problem, content_type = "application/problem+json")))]
#[post("/blockers")]
async fn create_blocker(caller: Caller, create: Create<BlockerCreate>) -> ApiResult<HttpResponse> {
    create.run(&caller, making::create_blocker).await
}

/// Hold a free appointment while one fills in the form
///
/// For as long as the facility has set; it is gone from everybody's calendar meanwhile. Whoever
/// holds another gives that back.
#[utoipa::path(tag = "bookings", params(("Idempotency-Key" = Option<String>, Header, description = "The same key answers the same for 24 hours, and creates once")), request_body = SlotReservation, responses(
    (status = 201, body = Booking, headers(("ETag" = String))),
    (status = 409, description = "Somebody was faster; `next_slots` says what is free next", body = Problem, content_type = "application/problem+json")))]
#[post("/reservations")]
async fn reserve_slot(caller: Caller, create: Create<SlotReservation>) -> ApiResult<HttpResponse> {
    create.run(&caller, making::reserve_slot).await
}

/// Read an entry of the calendar
#[utoipa::path(tag = "bookings", params(("id" = BookingId, Path)), responses((status = 200, body = Booking, headers(("ETag" = String)))))]
#[get("/bookings/{id}")]
async fn read_booking(caller: Caller, id: Path<BookingId>) -> ApiResult<HttpResponse> {
    let booking = list::read_booking(&caller, *id).await?;
    Ok(tagged(StatusCode::OK, booking.version, &booking))
}

/// Book what one holds
#[utoipa::path(tag = "bookings", params(("id" = BookingId, Path), ("If-Match" = String, Header, example = "\"v1\"")), request_body = ReservationBooking, responses((status = 200, body = Booking, headers(("ETag" = String)))))]
#[post("/bookings/{id}/book")]
async fn book_reservation(
    caller: Caller,
    id: Path<BookingId>,
    IfMatch(version): IfMatch,
    Valid(body): Valid<ReservationBooking>,
) -> ApiResult<HttpResponse> {
    let booking = making::book_reservation(&caller, *id, version, body).await?;
    Ok(tagged(StatusCode::OK, booking.version, &booking))
}

/// Say that a requested appointment takes place
#[utoipa::path(tag = "bookings", params(("id" = BookingId, Path), ("If-Match" = String, Header, example = "\"v1\"")), responses((status = 200, body = Booking, headers(("ETag" = String)))))]
#[post("/bookings/{id}/confirm")]
async fn confirm_booking(
    caller: Caller,
    id: Path<BookingId>,
    IfMatch(version): IfMatch,
) -> ApiResult<HttpResponse> {
    let booking = steps::confirm_booking(&caller, *id, version).await?;
    Ok(tagged(StatusCode::OK, booking.version, &booking))
}

/// Say that an appointment does not take place
#[utoipa::path(tag = "bookings", params(("id" = BookingId, Path), ("If-Match" = String, Header, example = "\"v1\"")), request_body = Cancellation, responses((status = 200, body = Booking, headers(("ETag" = String)))))]
#[post("/bookings/{id}/decline")]
async fn decline_booking(
    caller: Caller,
    id: Path<BookingId>,
    IfMatch(version): IfMatch,
    Valid(body): Valid<Cancellation>,
) -> ApiResult<HttpResponse> {
    let booking = steps::decline_booking(&caller, *id, version, body).await?;
    Ok(tagged(StatusCode::OK, booking.version, &booking))
}

/// Call an appointment off
///
/// Clients do so up to the facility's notice period.
#[utoipa::path(tag = "bookings", params(("id" = BookingId, Path), ("If-Match" = String, Header, example = "\"v1\"")), request_body = Cancellation, responses((status = 200, body = Booking, headers(("ETag" = String)))))]
#[post("/bookings/{id}/cancel")]
async fn cancel_booking(
    caller: Caller,
    id: Path<BookingId>,
    IfMatch(version): IfMatch,
    Valid(body): Valid<Cancellation>,
) -> ApiResult<HttpResponse> {
    let booking = steps::cancel_booking(&caller, *id, version, body).await?;
    Ok(tagged(StatusCode::OK, booking.version, &booking))
}

/// Move an entry of the calendar
///
/// Staff move it to any time that is free, make it longer or shorter, and give it to a colleague.
/// Clients move their appointments to another slot of the same service, up to the facility's
/// notice period; what they move has to be confirmed again, unless the service confirms at once.
#[utoipa::path(tag = "bookings", params(("id" = BookingId, Path), ("If-Match" = String, Header, example = "\"v1\"")), request_body = BookingMove, responses(
    (status = 200, body = Booking, headers(("ETag" = String))),
    (status = 409, description = "Something else is there; `next_slots` says what is free next", body = Problem, content_type = "application/problem+json")))]
#[post("/bookings/{id}/reschedule")]
async fn reschedule_booking(
    caller: Caller,
    id: Path<BookingId>,
    IfMatch(version): IfMatch,
    Valid(body): Valid<BookingMove>,
) -> ApiResult<HttpResponse> {
    let booking = moving::reschedule_booking(&caller, *id, version, body).await?;
    Ok(tagged(StatusCode::OK, booking.version, &booking))
}

/// Note something for the team about an appointment
///
/// Its client never sees it.
#[utoipa::path(tag = "bookings", params(("id" = BookingId, Path), ("If-Match" = String, Header, example = "\"v1\"")), request_body = BookingNoteUpdate, responses((status = 200, body = Booking, headers(("ETag" = String)))))]
#[put("/bookings/{id}/note")]
async fn update_booking_note(
    caller: Caller,
    id: Path<BookingId>,
    IfMatch(version): IfMatch,
    Valid(body): Valid<BookingNoteUpdate>,
) -> ApiResult<HttpResponse> {
    let booking = noting::update_booking_note(&caller, *id, version, body).await?;
    Ok(tagged(StatusCode::OK, booking.version, &booking))
}

/// Note that an appointment took place
#[utoipa::path(tag = "bookings", params(("id" = BookingId, Path), ("If-Match" = String, Header, example = "\"v1\"")), responses((status = 200, body = Booking, headers(("ETag" = String)))))]
#[post("/bookings/{id}/held")]
async fn mark_booking_held(
    caller: Caller,
    id: Path<BookingId>,
    IfMatch(version): IfMatch,
) -> ApiResult<HttpResponse> {
    let booking = steps::mark_booking_held(&caller, *id, version).await?;
    Ok(tagged(StatusCode::OK, booking.version, &booking))
}

/// Note that the client did not come
#[utoipa::path(tag = "bookings", params(("id" = BookingId, Path), ("If-Match" = String, Header, example = "\"v1\"")), responses((status = 200, body = Booking, headers(("ETag" = String)))))]
#[post("/bookings/{id}/missed")]
async fn mark_booking_missed(
    caller: Caller,
    id: Path<BookingId>,
    IfMatch(version): IfMatch,
) -> ApiResult<HttpResponse> {
    let booking = steps::mark_booking_missed(&caller, *id, version).await?;
    Ok(tagged(StatusCode::OK, booking.version, &booking))
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
