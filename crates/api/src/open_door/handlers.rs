use super::{door, messages, staff, visitor::Visitor, visits};
use crate::{
    ApiResult,
    caller::{Caller, Public},
    extract::{Valid, ValidQuery},
    proofs_of_work::Proof,
    routes::ServiceConfig,
};
use actix_web::{
    HttpResponse, get, post, put,
    web::{Json, Path},
};
use domain::{
    chats::ChatMessageWrite,
    ids::OpenDoorVisitId,
    open_door::{
        OpenDoor, OpenDoorEnter, OpenDoorEntered, OpenDoorHandOver, OpenDoorMessage,
        OpenDoorMessageQuery, OpenDoorMessages, OpenDoorVisit, OpenDoorVisits, OwnOpenDoorVisit,
        OwnOpenDoorVisitQuery,
    },
    problem::Problem,
};
use uuid::Uuid;

pub fn routes(config: &mut ServiceConfig) {
    config
        .service(read_open_door)
        .service(enter_open_door)
        .service(read_own_open_door_visit)
        .service(list_own_open_door_messages)
        .service(send_own_open_door_message)
        .service(leave_open_door)
        .service(list_open_door_visits)
        .service(read_open_door_visit)
        .service(pick_up_open_door_visit)
        .service(list_open_door_messages)
        .service(send_open_door_message)
        .service(end_open_door_visit)
        .service(hand_over_open_door_visit);
}

/// See whether a facility's open door is open
#[utoipa::path(tag = "open_door", security(()), params(("slug" = String, Path, example = "lahntal")), responses((status = 200, body = OpenDoor)))]
#[get("/facilities/{slug}/open-door")]
async fn read_open_door(public: Public, slug: Path<String>) -> ApiResult<Json<OpenDoor>> {
    Ok(Json(door::read_open_door(&public, &slug).await?))
}

/// Come in at a facility's open door, as nobody
///
/// Into the queue. The answer is the only one that shows the secret that leads back to the visit.
#[utoipa::path(tag = "open_door", security(()), params(("slug" = String, Path, example = "lahntal"), ("Beistand-Proof" = String, Header, description = "A challenge of `read_proof_challenge`, solved")), request_body = OpenDoorEnter, responses(
    (status = 201, body = OpenDoorEntered),
    (status = 409, description = "The door is closed, or as many wait as can; no solved challenge came along, a wrong one, or one that was used or is too old (`proof_required`, `proof_wrong`, `proof_void`)", body = Problem, content_type = "application/problem+json")))]
#[post("/facilities/{slug}/open-door/visits")]
async fn enter_open_door(
    public: Public,
    slug: Path<String>,
    proof: Proof,
    Valid(body): Valid<OpenDoorEnter>,
) -> ApiResult<HttpResponse> {
    let entered = visits::enter_open_door(&public, &slug, &proof, body).await?;
    Ok(HttpResponse::Created().json(entered))
}

/// See one's own visit at the open door
///
/// At once; or, with the `mark` of the answer before, as soon as something is different.
#[utoipa::path(tag = "open_door", security(()), params(("Open-Door-Token" = String, Header, description = "The secret of the visit", example = "Yk3vQ2xTnB7cLw0sHd9ZrEa5UoGm1JfPi4KyVbNXt8M"), OwnOpenDoorVisitQuery), responses(
    (status = 200, body = OwnOpenDoorVisit),
    (status = 404, description = "No such visit, or not any more", body = Problem, content_type = "application/problem+json"),
    (status = 429, description = "As many answers wait for something to say as may", body = Problem, content_type = "application/problem+json")))]
#[get("/open-door-visit")]
async fn read_own_open_door_visit(
    visitor: Visitor,
    ValidQuery(query): ValidQuery<OwnOpenDoorVisitQuery>,
) -> ApiResult<Json<OwnOpenDoorVisit>> {
    let visit = visits::read_own_open_door_visit(&visitor, query).await?;
    Ok(Json(visit))
}

/// Read what was written in one's own visit, oldest first
#[utoipa::path(tag = "open_door", security(()), params(("Open-Door-Token" = String, Header, description = "The secret of the visit", example = "Yk3vQ2xTnB7cLw0sHd9ZrEa5UoGm1JfPi4KyVbNXt8M"), OpenDoorMessageQuery), responses(
    (status = 200, body = OpenDoorMessages),
    (status = 404, description = "No such visit, or not any more", body = Problem, content_type = "application/problem+json")))]
#[get("/open-door-visit/messages")]
async fn list_own_open_door_messages(
    visitor: Visitor,
    ValidQuery(query): ValidQuery<OpenDoorMessageQuery>,
) -> ApiResult<Json<OpenDoorMessages>> {
    let part = messages::list_own_open_door_messages(&visitor, query).await?;
    Ok(Json(part))
}

/// Write in one's own visit
///
/// The key is made by whoever writes, one for each message. Sent again under the same key, however
/// often, it is there once.
#[utoipa::path(tag = "open_door", security(()), params(("key" = Uuid, Path), ("Open-Door-Token" = String, Header, description = "The secret of the visit", example = "Yk3vQ2xTnB7cLw0sHd9ZrEa5UoGm1JfPi4KyVbNXt8M")), request_body = ChatMessageWrite, responses(
    (status = 200, body = OpenDoorMessage),
    (status = 404, description = "No such visit, or not any more", body = Problem, content_type = "application/problem+json"),
    (status = 409, description = "It has ended", body = Problem, content_type = "application/problem+json")))]
#[put("/open-door-visit/messages/{key}")]
async fn send_own_open_door_message(
    visitor: Visitor,
    key: Path<Uuid>,
    Valid(body): Valid<ChatMessageWrite>,
) -> ApiResult<Json<OpenDoorMessage>> {
    let message = messages::send_own_open_door_message(&visitor, *key, body).await?;
    Ok(Json(message))
}

/// End one's own visit
#[utoipa::path(tag = "open_door", security(()), params(("Open-Door-Token" = String, Header, description = "The secret of the visit", example = "Yk3vQ2xTnB7cLw0sHd9ZrEa5UoGm1JfPi4KyVbNXt8M")), responses(
    (status = 204, description = "Ended, or it had already"),
    (status = 404, description = "No such visit, or not any more", body = Problem, content_type = "application/problem+json")))]
#[post("/open-door-visit/end")]
async fn leave_open_door(visitor: Visitor) -> ApiResult<HttpResponse> {
    visits::leave_open_door(&visitor).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// See who waits at the open door, and whom one has picked up
///
/// Of colleagues' visits only how many there are.
#[utoipa::path(tag = "open_door", responses((status = 200, body = OpenDoorVisits)))]
#[get("/open-door-visits")]
async fn list_open_door_visits(caller: Caller) -> ApiResult<Json<OpenDoorVisits>> {
    Ok(Json(staff::list_open_door_visits(&caller).await?))
}

/// See one visit: one that waits, or that one has picked up
#[utoipa::path(tag = "open_door", params(("id" = OpenDoorVisitId, Path)), responses((status = 200, body = OpenDoorVisit)))]
#[get("/open-door-visits/{id}")]
async fn read_open_door_visit(
    caller: Caller,
    id: Path<OpenDoorVisitId>,
) -> ApiResult<Json<OpenDoorVisit>> {
    Ok(Json(staff::read_open_door_visit(&caller, *id).await?))
}

/// Pick up somebody who waits
///
/// Of those who do so at once one is first; the others are refused with `taken_over`, and
/// `taken_by` says who was faster.
#[utoipa::path(tag = "open_door", params(("id" = OpenDoorVisitId, Path)), responses(
    (status = 200, body = OpenDoorVisit),
    (status = 409, description = "Somebody else was faster, or it has ended", body = Problem, content_type = "application/problem+json")))]
#[post("/open-door-visits/{id}/pick-up")]
async fn pick_up_open_door_visit(
    caller: Caller,
    id: Path<OpenDoorVisitId>,
) -> ApiResult<Json<OpenDoorVisit>> {
    Ok(Json(staff::pick_up_open_door_visit(&caller, *id).await?))
}

/// Read what was written in a visit, oldest first
#[utoipa::path(tag = "open_door", params(("id" = OpenDoorVisitId, Path), OpenDoorMessageQuery), responses((status = 200, body = OpenDoorMessages)))]
#[get("/open-door-visits/{id}/messages")]
async fn list_open_door_messages(
    caller: Caller,
    id: Path<OpenDoorVisitId>,
    ValidQuery(query): ValidQuery<OpenDoorMessageQuery>,
) -> ApiResult<Json<OpenDoorMessages>> {
    let part = messages::list_open_door_messages(&caller, *id, query).await?;
    Ok(Json(part))
}

/// Write to a visitor whom one has picked up
///
/// The key is made by whoever writes, one for each message. Sent again under the same key, however
/// often, it is there once.
#[utoipa::path(tag = "open_door", params(("id" = OpenDoorVisitId, Path), ("key" = Uuid, Path)), request_body = ChatMessageWrite, responses(
    (status = 200, body = OpenDoorMessage),
    (status = 409, description = "It has ended", body = Problem, content_type = "application/problem+json")))]
#[put("/open-door-visits/{id}/messages/{key}")]
async fn send_open_door_message(
    caller: Caller,
    path: Path<(OpenDoorVisitId, Uuid)>,
    Valid(body): Valid<ChatMessageWrite>,
) -> ApiResult<Json<OpenDoorMessage>> {
    let (id, key) = path.into_inner();
    let message = messages::send_open_door_message(&caller, id, key, body).await?;
    Ok(Json(message))
}

/// End a visit
#[utoipa::path(tag = "open_door", params(("id" = OpenDoorVisitId, Path)), responses(
    (status = 200, body = OpenDoorVisit),
    (status = 409, description = "It has changed in the meantime", body = Problem, content_type = "application/problem+json")))]
#[post("/open-door-visits/{id}/end")]
async fn end_open_door_visit(
    caller: Caller,
    id: Path<OpenDoorVisitId>,
) -> ApiResult<Json<OpenDoorVisit>> {
    Ok(Json(staff::end_open_door_visit(&caller, *id).await?))
}

/// Hand a visit that one has picked up over to a colleague
///
/// The visitor sees who answers from now on.
#[utoipa::path(tag = "open_door", params(("id" = OpenDoorVisitId, Path)), request_body = OpenDoorHandOver, responses(
    (status = 204, description = "Handed over"),
    (status = 409, description = "It has ended", body = Problem, content_type = "application/problem+json")))]
#[post("/open-door-visits/{id}/hand-over")]
async fn hand_over_open_door_visit(
    caller: Caller,
    id: Path<OpenDoorVisitId>,
    Valid(body): Valid<OpenDoorHandOver>,
) -> ApiResult<HttpResponse> {
    staff::hand_over_open_door_visit(&caller, *id, body).await?;
    Ok(HttpResponse::NoContent().finish())
}
