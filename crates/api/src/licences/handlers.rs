use super::operations;
use crate::{
    ApiResult, caller::Caller, extract::ValidQuery, idempotency::Create, routes::ServiceConfig,
};
use actix_web::{HttpResponse, get, post, web::Json};
use domain::{
    licences::{LicenceRequest, LicenceRequestCreate, LicenceRequestQuery, Licences},
    page::Page,
};

pub fn routes(config: &mut ServiceConfig) {
    config
        .service(read_licences)
        .service(list_licence_requests)
        .service(create_licence_request);
}

/// See how many licences there are, and how many are in use
#[utoipa::path(tag = "licences", responses((status = 200, body = Licences)))]
#[get("/licences")]
async fn read_licences(caller: Caller) -> ApiResult<Json<Licences>> {
    Ok(Json(operations::read_licences(&caller).await?))
}

/// List the requests for more licences, newest first
#[utoipa::path(tag = "licences", params(LicenceRequestQuery), responses((status = 200, body = Page<LicenceRequest>)))]
#[get("/licence-requests")]
async fn list_licence_requests(
    caller: Caller,
    ValidQuery(query): ValidQuery<LicenceRequestQuery>,
) -> ApiResult<Json<Page<LicenceRequest>>> {
    let page = operations::list_licence_requests(&caller, query).await?;
    Ok(Json(page))
}

/// Ask the operator for more licences
///
/// The operator gets a mail, if they have left an address, and the contact person a confirmation.
#[utoipa::path(tag = "licences", params(("Idempotency-Key" = Option<String>, Header, description = "The same key answers the same for 24 hours, and creates once")), request_body = LicenceRequestCreate, responses(
    (status = 201, body = LicenceRequest)))]
#[post("/licence-requests")]
async fn create_licence_request(
    caller: Caller,
    create: Create<LicenceRequestCreate>,
) -> ApiResult<HttpResponse> {
    create
        .run(&caller, operations::create_licence_request)
        .await
}
