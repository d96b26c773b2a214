use super::settings;
use crate::{
    ApiResult,
    caller::Caller,
    extract::{IfMatch, Upload, Valid, tagged},
    routes::ServiceConfig,
};
use actix_web::{HttpResponse, delete, get, http::StatusCode, post, put, web::Json};
use domain::{
    facility::{
        FacilityData, FacilitySettings, LegalPageSettings, LegalPages, RegistrationRules,
        RegistrationSettings, Setup,
    },
    problem::Problem,
};

pub fn routes(config: &mut ServiceConfig) {
    config
        .service(read_facility_settings)
        .service(update_facility_settings)
        .service(replace_facility_logo)
        .service(remove_facility_logo)
        .service(read_legal_pages)
        .service(update_legal_pages)
        .service(read_registration_settings)
        .service(update_registration_settings)
        .service(read_setup)
        .service(dismiss_setup);
}

/// See what the facility says of itself
#[utoipa::path(tag = "facility", responses((status = 200, body = FacilitySettings, headers(("ETag" = String)))))]
#[get("/facility-settings")]
async fn read_facility_settings(caller: Caller) -> ApiResult<HttpResponse> {
    let settings = settings::read_facility_settings(&caller).await?;
    Ok(tagged(StatusCode::OK, settings.version, &settings))
}

/// Change what the facility says of itself
///
/// In another time zone, hours and days are meant there from now on; appointments that are made
/// stay at their moment.
#[utoipa::path(tag = "facility", params(("If-Match" = String, Header, example = "\"v1\"")), request_body = FacilityData, responses((status = 200, body = FacilitySettings, headers(("ETag" = String)))))]
#[put("/facility-settings")]
async fn update_facility_settings(
    caller: Caller,
    IfMatch(version): IfMatch,
    Valid(body): Valid<FacilityData>,
) -> ApiResult<HttpResponse> {
    let settings = settings::update_facility_settings(&caller, version, body).await?;
    Ok(tagged(StatusCode::OK, settings.version, &settings))
}

/// Give the facility a logo
///
/// PNG, JPEG or WebP of 5 MB at most. It is kept as a PNG of at most 640 pixels a side.
#[utoipa::path(tag = "facility", params(("If-Match" = String, Header, example = "\"v1\"")),
    request_body(content = [u8], content_type = "image/*"), responses(
    (status = 200, body = FacilitySettings, headers(("ETag" = String))),
    (status = 413, description = "Too many bytes or pixels", body = Problem, content_type = "application/problem+json"),
    (status = 415, description = "No such picture, or another than it says", body = Problem, content_type = "application/problem+json"),
    (status = 422, description = "The picture is damaged", body = Problem, content_type = "application/problem+json")))]
#[put("/facility-settings/logo")]
async fn replace_facility_logo(
    caller: Caller,
    IfMatch(version): IfMatch,
    upload: Upload,
) -> ApiResult<HttpResponse> {
    let settings = settings::replace_facility_logo(&caller, version, upload).await?;
    Ok(tagged(StatusCode::OK, settings.version, &settings))
}

/// Take the facility's logo away
#[utoipa::path(tag = "facility", params(("If-Match" = String, Header, example = "\"v1\"")), responses((status = 200, body = FacilitySettings, headers(("ETag" = String)))))]
#[delete("/facility-settings/logo")]
async fn remove_facility_logo(
    caller: Caller,
    IfMatch(version): IfMatch,
) -> ApiResult<HttpResponse> {
    let settings = settings::remove_facility_logo(&caller, version).await?;
    Ok(tagged(StatusCode::OK, settings.version, &settings))
}

/// See what the portal's legal pages say, in all languages
#[utoipa::path(tag = "facility", responses((status = 200, body = LegalPageSettings, headers(("ETag" = String)))))]
#[get("/legal-pages")]
async fn read_legal_pages(caller: Caller) -> ApiResult<HttpResponse> {
    let settings = settings::read_legal_pages(&caller).await?;
    Ok(tagged(StatusCode::OK, settings.version, &settings))
}

/// Change the portal's legal pages
#[utoipa::path(tag = "facility", params(("If-Match" = String, Header, example = "\"v1\"")), request_body = LegalPages, responses((status = 200, body = LegalPageSettings, headers(("ETag" = String)))))]
#[put("/legal-pages")]
async fn update_legal_pages(
    caller: Caller,
    IfMatch(version): IfMatch,
    Valid(body): Valid<LegalPages>,
) -> ApiResult<HttpResponse> {
    let settings = settings::update_legal_pages(&caller, version, body).await?;
    Ok(tagged(StatusCode::OK, settings.version, &settings))
}

/// See who can make an account at the portal
#[utoipa::path(tag = "facility", responses((status = 200, body = RegistrationSettings, headers(("ETag" = String)))))]
#[get("/registration-settings")]
async fn read_registration_settings(caller: Caller) -> ApiResult<HttpResponse> {
    let settings = settings::read_registration_settings(&caller).await?;
    Ok(tagged(StatusCode::OK, settings.version, &settings))
}

/// Change who can make an account at the portal
///
/// Those who have one keep it.
#[utoipa::path(tag = "facility", params(("If-Match" = String, Header, example = "\"v1\"")), request_body = RegistrationRules, responses((status = 200, body = RegistrationSettings, headers(("ETag" = String)))))]
#[put("/registration-settings")]
async fn update_registration_settings(
    caller: Caller,
    IfMatch(version): IfMatch,
    Valid(body): Valid<RegistrationRules>,
) -> ApiResult<HttpResponse> {
    let settings = settings::update_registration_settings(&caller, version, body).await?;
    Ok(tagged(StatusCode::OK, settings.version, &settings))
}

/// See what is left to do before the first request
#[utoipa::path(tag = "facility", responses((status = 200, body = Setup)))]
#[get("/setup")]
async fn read_setup(caller: Caller) -> ApiResult<Json<Setup>> {
    Ok(Json(settings::read_setup(&caller).await?))
}

/// Put that list away, for every admin
#[utoipa::path(tag = "facility", responses((status = 204, description = "It is put away")))]
#[post("/setup/dismissal")]
async fn dismiss_setup(caller: Caller) -> ApiResult<HttpResponse> {
    settings::dismiss_setup(&caller).await?;
    Ok(HttpResponse::NoContent().finish())
}
