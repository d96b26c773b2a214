use super::{list, operations};
use crate::{
    ApiResult, caller::Caller, extract::ValidQuery, idempotency::Create, routes::ServiceConfig,
};
use actix_web::{
    HttpResponse, delete, get, post,
    web::{Json, Path},
};
use domain::{
    ids::WaitingListEntryId,
    page::Page,
    problem::Problem,
    waiting_list::{WaitingListEntry, WaitingListEntryCreate, WaitingListQuery},
};

pub fn routes(config: &mut ServiceConfig) {
    config
        .service(list_waiting_list_entries)
        .service(create_waiting_list_entry)
        .service(delete_waiting_list_entry);
}

/// List who waits for an appointment
///
/// In order. Clients see what they wait for themselves, with what is offered to them; staff see whom
/// they can take off the list.
#[utoipa::path(tag = "waiting_list", params(WaitingListQuery), responses((status = 200, body = Page<WaitingListEntry>)))]
#[get("/waiting-list-entries")]
async fn list_waiting_list_entries(
    caller: Caller,
    ValidQuery(query): ValidQuery<WaitingListQuery>,
) -> ApiResult<Json<Page<WaitingListEntry>>> {
    let page = list::list_waiting_list_entries(&caller, query).await?;
    Ok(Json(page))
}

/// Wait for an appointment
///
/// What becomes free is offered to those who wait, in order: it is held for them for some hours as a
/// reservation, which they book or give back like any other. Who finds something free chooses that.
#[utoipa::path(tag = "waiting_list", params(("Idempotency-Key" = Option<String>, Header, description = "The same key answers the same for 24 hours, and creates once")), request_body = WaitingListEntryCreate, responses(
    (status = 201, body = WaitingListEntry),
    (status = 409, description = "Appointments are free, one waits for it already, or for as many as one can", body = Problem, content_type = "application/problem+json")))]
#[post("/waiting-list-entries")]
async fn create_waiting_list_entry(
    caller: Caller,
    create: Create<WaitingListEntryCreate>,
) -> ApiResult<HttpResponse> {
    let entry = operations::create_waiting_list_entry;
    create.run(&caller, entry).await
}

/// Wait no more, or take somebody off the list
///
/// What is offered to them is given back.
#[utoipa::path(tag = "waiting_list", params(("id" = WaitingListEntryId, Path)), responses((status = 204, description = "Off the list")))]
#[delete("/waiting-list-entries/{id}")]
async fn delete_waiting_list_entry(
    caller: Caller,
    id: Path<WaitingListEntryId>,
) -> ApiResult<HttpResponse> {
    operations::delete_waiting_list_entry(&caller, *id).await?;
    Ok(HttpResponse::NoContent().finish())
}
