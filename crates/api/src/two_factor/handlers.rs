use super::{operations, settings};
use crate::{
    ApiResult,
    caller::{Caller, Obliged},
    extract::{IfMatch, Valid, tagged},
    routes::ServiceConfig,
};
use actix_web::{
    HttpResponse, delete, get,
    http::{StatusCode, header},
    post, put,
    web::{Json, Path},
};
use domain::{
    ids::CounselorId,
    problem::Problem,
    two_factor::{
        PasswordProof, RecoveryCodes, SignInSettings, SignInSettingsUpdate, TwoFactor,
        TwoFactorConfirmation, TwoFactorSetup,
    },
};
use serde::Serialize;

pub fn routes(config: &mut ServiceConfig) {
    config
        .service(read_two_factor)
        .service(begin_two_factor)
        .service(confirm_two_factor)
        .service(disable_two_factor)
        .service(renew_recovery_codes)
        .service(remove_two_factor)
        .service(read_sign_in_settings)
        .service(update_sign_in_settings);
}

/// What is shown this once, and kept by nobody on the way.
fn once(body: &impl Serialize) -> HttpResponse {
    HttpResponse::Ok()
        .insert_header((header::CACHE_CONTROL, "no-store"))
        .json(body)
}

/// See how it stands with one's own second step
#[utoipa::path(tag = "two_factor", responses((status = 200, body = TwoFactor)))]
#[get("/two-factor")]
async fn read_two_factor(Obliged(caller): Obliged) -> ApiResult<Json<TwoFactor>> {
    Ok(Json(operations::read_two_factor(&caller).await?))
}

/// Begin to set the second step up
///
/// Or to set it up anew, on another device: the present one stays good until the new one is
/// confirmed.
#[utoipa::path(tag = "two_factor", request_body = PasswordProof, responses((status = 200, body = TwoFactorSetup)))]
#[post("/two-factor/setup")]
async fn begin_two_factor(
    Obliged(caller): Obliged,
    Valid(body): Valid<PasswordProof>,
) -> ApiResult<HttpResponse> {
    Ok(once(&operations::begin_two_factor(&caller, body).await?))
}

/// Finish setting the second step up, with a first code
///
/// All other sessions end.
#[utoipa::path(tag = "two_factor", request_body = TwoFactorConfirmation, responses(
    (status = 200, body = RecoveryCodes),
    (status = 401, description = "The code is not right", body = Problem, content_type = "application/problem+json"),
    (status = 409, description = "It was not begun", body = Problem, content_type = "application/problem+json")))]
#[post("/two-factor/confirmation")]
async fn confirm_two_factor(
    Obliged(caller): Obliged,
    Valid(body): Valid<TwoFactorConfirmation>,
) -> ApiResult<HttpResponse> {
    Ok(once(&operations::confirm_two_factor(&caller, body).await?))
}

/// Do without the second step again
#[utoipa::path(tag = "two_factor", request_body = PasswordProof, responses(
    (status = 204, description = "A password is enough from now on"),
    (status = 409, description = "The facility asks for it", body = Problem, content_type = "application/problem+json")))]
#[post("/two-factor/removal")]
async fn disable_two_factor(
    caller: Caller,
    Valid(body): Valid<PasswordProof>,
) -> ApiResult<HttpResponse> {
    operations::disable_two_factor(&caller, body).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// Get new recovery codes in place of the old ones
#[utoipa::path(tag = "two_factor", request_body = PasswordProof, responses(
    (status = 200, body = RecoveryCodes),
    (status = 409, description = "There is no second step", body = Problem, content_type = "application/problem+json")))]
#[post("/two-factor/recovery-codes")]
async fn renew_recovery_codes(
    caller: Caller,
    Valid(body): Valid<PasswordProof>,
) -> ApiResult<HttpResponse> {
    Ok(once(
        &operations::renew_recovery_codes(&caller, body).await?,
    ))
}

/// Take a counselor's second step away
///
/// For those who have lost their device and their recovery codes. Their sessions end.
#[utoipa::path(tag = "two_factor", params(("id" = CounselorId, Path)), responses((status = 204, description = "A password is enough from now on")))]
#[delete("/counselors/{id}/two-factor")]
async fn remove_two_factor(caller: Caller, id: Path<CounselorId>) -> ApiResult<HttpResponse> {
    operations::remove_two_factor(&caller, *id).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// See what the facility asks of its staff when they sign in
#[utoipa::path(tag = "facility", responses((status = 200, body = SignInSettings, headers(("ETag" = String)))))]
#[get("/sign-in-settings")]
async fn read_sign_in_settings(caller: Caller) -> ApiResult<HttpResponse> {
    let settings = settings::read_sign_in_settings(&caller).await?;
    Ok(tagged(StatusCode::OK, settings.version, &settings))
}

/// Change what the facility asks of its staff when they sign in
///
/// Whoever has no second step then has to set it up before anything else.
#[utoipa::path(tag = "facility", params(("If-Match" = String, Header, example = "\"v1\"")), request_body = SignInSettingsUpdate, responses(
    (status = 200, body = SignInSettings, headers(("ETag" = String))),
    (status = 409, description = "Whoever asks it of others needs a second step", body = Problem, content_type = "application/problem+json")))]
#[put("/sign-in-settings")]
async fn update_sign_in_settings(
    caller: Caller,
    IfMatch(version): IfMatch,
    Valid(body): Valid<SignInSettingsUpdate>,
) -> ApiResult<HttpResponse> {
    let settings = settings::update_sign_in_settings(&caller, version, body).await?;
    Ok(tagged(StatusCode::OK, settings.version, &settings))
}
