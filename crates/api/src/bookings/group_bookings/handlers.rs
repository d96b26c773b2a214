use super::{joining, operations, participants, waiting};
use crate::{
    ApiResult,
    caller::Caller,
    extract::{IfMatch, Valid, ValidQuery, tagged},
    idempotency::Create,
    routes::ServiceConfig,
};
use actix_web::{
    HttpResponse, delete, get,
    http::StatusCode,
    patch, post,
    web::{Json, Path},
};
use domain::{
    bookings::{
        Booking, GroupBookingCreate, GroupBookingUpdate, GroupOffer, GroupOfferQuery, GroupWaiter,
        GroupWaiterQuery, Participant, ParticipantQuery, ParticipantsAdd,
    },
    ids::{BookingId, ClientId},
    page::Page,
    problem::Problem,
};

pub fn routes(config: &mut ServiceConfig) {
    config
        .service(create_group_booking)
        .service(update_group_booking)
        .service(list_participants)
        .service(add_participants)
        .service(remove_participant)
        .service(list_group_offers)
        .service(join_group_booking)
        .service(leave_group_booking)
        .service(list_group_waiters)
        .service(remove_group_waiter)
        .service(wait_for_group_booking)
        .service(stop_waiting_for_group_booking);
}

/// Make a group appointment
///
/// Clients who take part see its title and remarks, and so do all clients where they can book it.
#[utoipa::path(tag = "bookings", params(("Idempotency-Key" = Option<String>, Header, description = "The same key answers the same for 24 hours, and creates once")), request_body = GroupBookingCreate, responses(
    (status = 201, body = Booking, headers(("ETag" = String))),
    (status = 409, description = "Something else is there", body = Problem, content_type = "application/problem+json")))]
#[post("/group-bookings")]
async fn create_group_booking(
    caller: Caller,
    create: Create<GroupBookingCreate>,
) -> ApiResult<HttpResponse> {
    create.run(&caller, operations::create_group_booking).await
}

/// Change a group appointment
///
/// Its title, remarks, times, channel, counselor, and whom it is for.
#[utoipa::path(tag = "bookings", params(("id" = BookingId, Path), ("If-Match" = String, Header, example = "\"v1\"")), request_body = GroupBookingUpdate, responses(
    (status = 200, body = Booking, headers(("ETag" = String))),
    (status = 409, description = "Something else is there, or it does not take place", body = Problem, content_type = "application/problem+json")))]
#[patch("/group-bookings/{id}")]
async fn update_group_booking(
    caller: Caller,
    id: Path<BookingId>,
    IfMatch(version): IfMatch,
    Valid(body): Valid<GroupBookingUpdate>,
) -> ApiResult<HttpResponse> {
    let booking = operations::update_group_booking(&caller, *id, version, body).await?;
    Ok(tagged(StatusCode::OK, booking.version, &booking))
}

/// List who takes part in a group appointment, by pseudonym
///
/// Those that the caller may see; the booking counts them all.
#[utoipa::path(tag = "bookings", params(("id" = BookingId, Path), ParticipantQuery), responses((status = 200, body = Page<Participant>)))]
#[get("/group-bookings/{id}/participants")]
async fn list_participants(
    caller: Caller,
    id: Path<BookingId>,
    ValidQuery(query): ValidQuery<ParticipantQuery>,
) -> ApiResult<Json<Page<Participant>>> {
    let page = participants::list_participants(&caller, *id, query).await?;
    Ok(Json(page))
}

/// Let clients and whole groups take part
///
/// All of them, or nobody if there are not enough places. Of a group, those that the caller may
/// see.
#[utoipa::path(tag = "bookings", params(("id" = BookingId, Path)), request_body = ParticipantsAdd, responses(
    (status = 200, body = Booking, headers(("ETag" = String))),
    (status = 409, description = "There are not that many places left", body = Problem, content_type = "application/problem+json")))]
#[post("/group-bookings/{id}/participants")]
async fn add_participants(
    caller: Caller,
    id: Path<BookingId>,
    Valid(body): Valid<ParticipantsAdd>,
) -> ApiResult<HttpResponse> {
    let booking = participants::add_participants(&caller, *id, body).await?;
    Ok(tagged(StatusCode::OK, booking.version, &booking))
}

/// Let a client take part no more
#[utoipa::path(tag = "bookings", params(("id" = BookingId, Path), ("client_id" = ClientId, Path)), responses((status = 204, description = "Takes part no more")))]
#[delete("/group-bookings/{id}/participants/{client_id}")]
async fn remove_participant(
    caller: Caller,
    ids: Path<(BookingId, ClientId)>,
) -> ApiResult<HttpResponse> {
    let (id, client) = *ids;
    participants::remove_participant(&caller, id, client).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// List the group appointments that one can join, by when they begin
#[utoipa::path(tag = "bookings", params(GroupOfferQuery), responses((status = 200, body = Page<GroupOffer>)))]
#[get("/group-offers")]
async fn list_group_offers(
    caller: Caller,
    ValidQuery(query): ValidQuery<GroupOfferQuery>,
) -> ApiResult<Json<Page<GroupOffer>>> {
    Ok(Json(joining::list_group_offers(&caller, query).await?))
}

/// Take part in a group appointment
///
/// Who takes part already goes on to.
#[utoipa::path(tag = "bookings", params(("id" = BookingId, Path)), responses(
    (status = 200, body = Booking, headers(("ETag" = String))),
    (status = 409, description = "There is no place left, or one has as many appointments ahead as one can", body = Problem, content_type = "application/problem+json")))]
#[post("/group-bookings/{id}/join")]
async fn join_group_booking(caller: Caller, id: Path<BookingId>) -> ApiResult<HttpResponse> {
    let booking = joining::join_group_booking(&caller, *id).await?;
    Ok(tagged(StatusCode::OK, booking.version, &booking))
}

/// Take part in a group appointment no more
///
/// Clients do so up to the facility's notice period.
#[utoipa::path(tag = "bookings", params(("id" = BookingId, Path)), responses((status = 204, description = "Takes part no more")))]
#[post("/group-bookings/{id}/leave")]
async fn leave_group_booking(caller: Caller, id: Path<BookingId>) -> ApiResult<HttpResponse> {
    joining::leave_group_booking(&caller, *id).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// List who waits for a place in a group appointment, in turn
///
/// Those that the caller may see; the booking counts them all.
#[utoipa::path(tag = "bookings", params(("id" = BookingId, Path), GroupWaiterQuery), responses((status = 200, body = Page<GroupWaiter>)))]
#[get("/group-bookings/{id}/waiters")]
async fn list_group_waiters(
    caller: Caller,
    id: Path<BookingId>,
    ValidQuery(query): ValidQuery<GroupWaiterQuery>,
) -> ApiResult<Json<Page<GroupWaiter>>> {
    let page = waiting::list_group_waiters(&caller, *id, query).await?;
    Ok(Json(page))
}

/// Let a client wait for it no more
///
/// A place that is held for them is given back.
#[utoipa::path(tag = "bookings", params(("id" = BookingId, Path), ("client_id" = ClientId, Path)), responses((status = 204, description = "Waits no more")))]
#[delete("/group-bookings/{id}/waiters/{client_id}")]
async fn remove_group_waiter(
    caller: Caller,
    ids: Path<(BookingId, ClientId)>,
) -> ApiResult<HttpResponse> {
    let (id, client) = *ids;
    waiting::remove_group_waiter(&caller, id, client).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// Wait for a place in a group appointment that is full
///
/// A place that becomes free is held for those who wait, in turn and for some hours at most; joining
/// takes it. Who waits already goes on to.
#[utoipa::path(tag = "bookings", params(("id" = BookingId, Path)), responses(
    (status = 200, body = GroupOffer),
    (status = 409, description = "There is a place, one takes part, or waits for as many as one can", body = Problem, content_type = "application/problem+json")))]
#[post("/group-bookings/{id}/wait")]
async fn wait_for_group_booking(
    caller: Caller,
    id: Path<BookingId>,
) -> ApiResult<Json<GroupOffer>> {
    let offer = waiting::wait_for_group_booking(&caller, *id).await?;
    Ok(Json(offer))
}

/// Wait for it no more
///
/// A place that is held for one is given back.
#[utoipa::path(tag = "bookings", params(("id" = BookingId, Path)), responses((status = 204, description = "Waits no more")))]
#[post("/group-bookings/{id}/stop-waiting")]
async fn stop_waiting_for_group_booking(
    caller: Caller,
    id: Path<BookingId>,
) -> ApiResult<HttpResponse> {
    waiting::stop_waiting_for_group_booking(&caller, *id).await?;
    Ok(HttpResponse::NoContent().finish())
}
