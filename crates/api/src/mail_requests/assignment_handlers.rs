//! Who gets a request, and what came with it.

use super::{assignment_settings, offering, request_data};
use crate::{
    ApiResult,
    caller::{Caller, Public},
    counselors::availability,
    extract::{IfMatch, Valid, tagged},
    routes::ServiceConfig,
};
use actix_web::{
    HttpResponse, get,
    http::StatusCode,
    patch, post,
    web::{Json, Path},
};
use domain::{
    ids::{CounselorId, MailRequestId},
    mail_requests::{
        AssignmentSettings, AssignmentSettingsUpdate, MailAvailability, MailAvailabilityUpdate,
        MailOffer, ProfileTaking, RequestData,
    },
};

pub fn routes(config: &mut ServiceConfig) {
    config
        .service(read_portal_mail_offer)
        .service(read_mail_offer)
        .service(read_mail_availability)
        .service(update_mail_availability)
        .service(read_assignment_settings)
        .service(update_assignment_settings)
        .service(read_request_data)
        .service(take_into_profile);
}

/// See what there is to choose from when one writes to a facility
#[utoipa::path(tag = "mail_requests", security(()), params(("slug" = String, Path, example = "lahntal")), responses((status = 200, body = MailOffer)))]
#[get("/facilities/{slug}/mail-offer")]
async fn read_portal_mail_offer(public: Public, slug: Path<String>) -> ApiResult<Json<MailOffer>> {
    let offer = offering::read_portal_mail_offer(&public, &slug).await?;
    Ok(Json(offer))
}

/// See what there is to choose from when one writes, as a client
///
/// Counselors who know the client are in it even if they take on nobody new.
#[utoipa::path(tag = "mail_requests", responses((status = 200, body = MailOffer)))]
#[get("/mail-offer")]
async fn read_mail_offer(caller: Caller) -> ApiResult<Json<MailOffer>> {
    Ok(Json(offering::read_mail_offer(&caller).await?))
}

/// Read whether a counselor takes on new mail requests
#[utoipa::path(tag = "mail_requests", params(("id" = CounselorId, Path)), responses((status = 200, body = MailAvailability, headers(("ETag" = String)))))]
#[get("/counselors/{id}/mail-availability")]
async fn read_mail_availability(caller: Caller, id: Path<CounselorId>) -> ApiResult<HttpResponse> {
    let found = availability::read_mail_availability(&caller, *id).await?;
    Ok(tagged(StatusCode::OK, found.version, &found))
}

/// Set whether a counselor takes on new mail requests
#[utoipa::path(tag = "mail_requests", params(("id" = CounselorId, Path), ("If-Match" = String, Header, example = "\"v1\"")), request_body = MailAvailabilityUpdate, responses((status = 200, body = MailAvailability, headers(("ETag" = String)))))]
#[patch("/counselors/{id}/mail-availability")]
async fn update_mail_availability(
    caller: Caller,
    id: Path<CounselorId>,
    IfMatch(version): IfMatch,
    Valid(body): Valid<MailAvailabilityUpdate>,
) -> ApiResult<HttpResponse> {
    let set = availability::update_mail_availability(&caller, *id, version, body).await?;
    Ok(tagged(StatusCode::OK, set.version, &set))
}

/// Read who gets the requests that nobody else can take
#[utoipa::path(tag = "mail_requests", responses((status = 200, body = AssignmentSettings, headers(("ETag" = String)))))]
#[get("/assignment-settings")]
async fn read_assignment_settings(caller: Caller) -> ApiResult<HttpResponse> {
    let set = assignment_settings::read_assignment_settings(&caller).await?;
    Ok(tagged(StatusCode::OK, set.version, &set))
}

/// Set who gets the requests that nobody else can take
#[utoipa::path(tag = "mail_requests", params(("If-Match" = String, Header, example = "\"v1\"")), request_body = AssignmentSettingsUpdate, responses((status = 200, body = AssignmentSettings, headers(("ETag" = String)))))]
#[patch("/assignment-settings")]
async fn update_assignment_settings(
    caller: Caller,
    IfMatch(version): IfMatch,
    Valid(body): Valid<AssignmentSettingsUpdate>,
) -> ApiResult<HttpResponse> {
    let set = assignment_settings::update_assignment_settings(&caller, version, body).await?;
    Ok(tagged(StatusCode::OK, set.version, &set))
}

/// Read what a client stated about themselves with a request, beside their profile
#[utoipa::path(tag = "mail_requests", params(("id" = MailRequestId, Path)), responses((status = 200, body = RequestData, headers(("ETag" = String)))))]
#[get("/mail-requests/{id}/request-data")]
async fn read_request_data(caller: Caller, id: Path<MailRequestId>) -> ApiResult<HttpResponse> {
    let data = request_data::read_request_data(&caller, *id).await?;
    Ok(tagged(StatusCode::OK, data.version, &data))
}

/// Take what a client stated with a request into their profile
///
/// Field by field; what is not named stays. `If-Match` names the client's version.
#[utoipa::path(tag = "mail_requests", params(("id" = MailRequestId, Path), ("If-Match" = String, Header, example = "\"v1\"")), request_body = ProfileTaking, responses((status = 200, body = RequestData, headers(("ETag" = String)))))]
#[post("/mail-requests/{id}/take-into-profile")]
async fn take_into_profile(
    caller: Caller,
    id: Path<MailRequestId>,
    IfMatch(version): IfMatch,
    Valid(body): Valid<ProfileTaking>,
) -> ApiResult<HttpResponse> {
    let data = request_data::take_into_profile(&caller, *id, version, body).await?;
    Ok(tagged(StatusCode::OK, data.version, &data))
}
