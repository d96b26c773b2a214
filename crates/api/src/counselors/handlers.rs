use super::operations;
use crate::{
    ApiResult,
    caller::{Caller, Public},
    extract::{IfMatch, Upload, Valid, ValidQuery, tagged},
    idempotency::Create,
    routes::ServiceConfig,
};
use actix_web::{
    HttpRequest, HttpResponse, delete, get,
    http::{StatusCode, header},
    patch, post, put,
    web::{Json, Path},
};
use domain::{
    counselors::{
        Counselor, CounselorCreate, CounselorDelete, CounselorDeletionPreview,
        CounselorDeletionQuery, CounselorQuery, CounselorSummary, CounselorUpdate, PictureFormat,
        PortalCard, PortalCounselorQuery, RoleChange,
    },
    ids::{CounselorId, PictureId},
    page::Page,
    problem::Problem,
};

/// A picture's address always shows the same, and who has seen it may keep it for a day.
const PICTURE_CACHING: &str = "private, max-age=86400, immutable";

pub fn routes(config: &mut ServiceConfig) {
    config
        .service(list_counselors)
        .service(create_counselor)
        .service(read_counselor)
        .service(update_counselor)
        .service(replace_counselor_picture)
        .service(remove_counselor_picture)
        .service(change_counselor_role)
        .service(activate_counselor)
        .service(deactivate_counselor)
        .service(preview_counselor_deletion)
        .service(delete_counselor)
        .service(list_portal_counselors)
        .service(read_counselor_picture);
}

/// List who works at the facility, by display name
#[utoipa::path(tag = "counselors", params(CounselorQuery), responses((status = 200, body = Page<CounselorSummary>)))]
#[get("/counselors")]
async fn list_counselors(
    caller: Caller,
    ValidQuery(query): ValidQuery<CounselorQuery>,
) -> ApiResult<Json<Page<CounselorSummary>>> {
    Ok(Json(operations::list_counselors(&caller, query).await?))
}

/// Make a staff account
#[utoipa::path(tag = "counselors", params(("Idempotency-Key" = Option<String>, Header, description = "The same key answers the same for 24 hours, and creates once")), request_body = CounselorCreate, responses(
    (status = 201, body = Counselor, headers(("ETag" = String))),
    (status = 409, description = "Login name or e-mail address is taken, or all licences are", body = Problem, content_type = "application/problem+json")))]
#[post("/counselors")]
async fn create_counselor(
    caller: Caller,
    create: Create<CounselorCreate>,
) -> ApiResult<HttpResponse> {
    create.run(&caller, operations::create_counselor).await
}

/// Read a counselor's own data
#[utoipa::path(tag = "counselors", params(("id" = CounselorId, Path)), responses(
    (status = 200, body = Counselor, headers(("ETag" = String)))))]
#[get("/counselors/{id}")]
async fn read_counselor(caller: Caller, id: Path<CounselorId>) -> ApiResult<HttpResponse> {
    let counselor = operations::read_counselor(&caller, *id).await?;
    Ok(answer(&counselor))
}

/// Change a counselor's own data
#[utoipa::path(tag = "counselors", params(("id" = CounselorId, Path), ("If-Match" = String, Header, example = "\"v1\"")), request_body = CounselorUpdate, responses(
    (status = 200, body = Counselor, headers(("ETag" = String))),
    (status = 409, description = "The e-mail address is taken", body = Problem, content_type = "application/problem+json")))]
#[patch("/counselors/{id}")]
async fn update_counselor(
    caller: Caller,
    id: Path<CounselorId>,
    IfMatch(version): IfMatch,
    Valid(body): Valid<CounselorUpdate>,
) -> ApiResult<HttpResponse> {
    let counselor = operations::update_counselor(&caller, *id, version, body).await?;
    Ok(answer(&counselor))
}

/// Give a counselor a picture
///
/// PNG, JPEG or WebP of at most 5 MB and 25 megapixels. What is kept is the middle square of it,
/// written anew.
#[utoipa::path(tag = "counselors", params(("id" = CounselorId, Path), ("If-Match" = String, Header, example = "\"v1\"")), request_body(content(
        ([u8] = "image/jpeg"), ([u8] = "image/png"), ([u8] = "image/webp"))), responses(
    (status = 200, body = Counselor, headers(("ETag" = String))),
    (status = 413, description = "Too many bytes or pixels", body = Problem, content_type = "application/problem+json"),
    (status = 415, description = "No such picture, or another than it says", body = Problem, content_type = "application/problem+json"),
    (status = 422, description = "The picture is damaged", body = Problem, content_type = "application/problem+json")))]
#[put("/counselors/{id}/picture")]
async fn replace_counselor_picture(
    caller: Caller,
    id: Path<CounselorId>,
    IfMatch(version): IfMatch,
    upload: Upload,
) -> ApiResult<HttpResponse> {
    let counselor = operations::replace_counselor_picture(&caller, *id, version, upload).await?;
    Ok(answer(&counselor))
}

/// Take a counselor's picture away
#[utoipa::path(tag = "counselors", params(("id" = CounselorId, Path), ("If-Match" = String, Header, example = "\"v1\"")), responses(
    (status = 200, body = Counselor, headers(("ETag" = String)))))]
#[delete("/counselors/{id}/picture")]
async fn remove_counselor_picture(
    caller: Caller,
    id: Path<CounselorId>,
    IfMatch(version): IfMatch,
) -> ApiResult<HttpResponse> {
    let counselor = operations::remove_counselor_picture(&caller, *id, version).await?;
    Ok(answer(&counselor))
}

/// Make a counselor an admin, or an admin a counselor
#[utoipa::path(tag = "counselors", params(("id" = CounselorId, Path), ("If-Match" = String, Header, example = "\"v1\"")), request_body = RoleChange, responses(
    (status = 200, body = Counselor, headers(("ETag" = String))),
    (status = 409, description = "Nobody else could run the facility", body = Problem, content_type = "application/problem+json")))]
#[post("/counselors/{id}/role")]
async fn change_counselor_role(
    caller: Caller,
    id: Path<CounselorId>,
    IfMatch(version): IfMatch,
    Valid(body): Valid<RoleChange>,
) -> ApiResult<HttpResponse> {
    let counselor = operations::change_counselor_role(&caller, *id, version, body).await?;
    Ok(answer(&counselor))
}

/// Let a counselor sign in again
#[utoipa::path(tag = "counselors", params(("id" = CounselorId, Path), ("If-Match" = String, Header, example = "\"v1\"")), responses(
    (status = 200, body = Counselor, headers(("ETag" = String))),
    (status = 409, description = "All licences are in use", body = Problem, content_type = "application/problem+json")))]
#[post("/counselors/{id}/activate")]
async fn activate_counselor(
    caller: Caller,
    id: Path<CounselorId>,
    IfMatch(version): IfMatch,
) -> ApiResult<HttpResponse> {
    let counselor = operations::activate_counselor(&caller, *id, version).await?;
    Ok(answer(&counselor))
}

/// Keep a counselor from signing in
///
/// Their sessions and live connections end at once. What they look after stays theirs.
#[utoipa::path(tag = "counselors", params(("id" = CounselorId, Path), ("If-Match" = String, Header, example = "\"v1\"")), responses(
    (status = 200, body = Counselor, headers(("ETag" = String))),
    (status = 409, description = "Nobody else could run the facility", body = Problem, content_type = "application/problem+json")))]
#[post("/counselors/{id}/deactivate")]
async fn deactivate_counselor(
    caller: Caller,
    id: Path<CounselorId>,
    IfMatch(version): IfMatch,
) -> ApiResult<HttpResponse> {
    let counselor = operations::deactivate_counselor(&caller, *id, version).await?;
    Ok(answer(&counselor))
}

/// See what a counselor's deletion would leave behind
#[utoipa::path(tag = "counselors", params(("id" = CounselorId, Path), CounselorDeletionQuery), responses(
    (status = 200, body = CounselorDeletionPreview)))]
#[get("/counselors/{id}/deletion")]
async fn preview_counselor_deletion(
    caller: Caller,
    id: Path<CounselorId>,
    ValidQuery(query): ValidQuery<CounselorDeletionQuery>,
) -> ApiResult<Json<CounselorDeletionPreview>> {
    let preview = operations::preview_counselor_deletion(&caller, *id, query).await?;
    Ok(Json(preview))
}

/// Delete a counselor
///
/// Their clients and requests go to a colleague, or to nobody. What they have written stays, under
/// their display name.
#[utoipa::path(tag = "counselors", params(("id" = CounselorId, Path), ("If-Match" = String, Header, example = "\"v1\"")), request_body = CounselorDelete, responses(
    (status = 204, description = "The account is gone"),
    (status = 409, description = "Nobody else could run the facility", body = Problem, content_type = "application/problem+json")))]
#[post("/counselors/{id}/delete")]
async fn delete_counselor(
    caller: Caller,
    id: Path<CounselorId>,
    IfMatch(version): IfMatch,
    Valid(body): Valid<CounselorDelete>,
) -> ApiResult<HttpResponse> {
    operations::delete_counselor(&caller, *id, version, body).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// List the counselors whom a facility's portal shows, by display name
#[utoipa::path(tag = "counselors", security(()), params(("slug" = String, Path, example = "lahntal"), PortalCounselorQuery), responses((status = 200, body = Page<PortalCard>)))]
#[get("/facilities/{slug}/counselors")]
async fn list_portal_counselors(
    public: Public,
    slug: Path<String>,
    ValidQuery(query): ValidQuery<PortalCounselorQuery>,
) -> ApiResult<Json<Page<PortalCard>>> {
    let page = operations::list_portal_counselors(&public, &slug, query).await?;
    Ok(Json(page))
}

/// Read a counselor's picture
///
/// Its name is random and told only to those who may see it, so that a page can show it by its
/// address.
#[utoipa::path(tag = "counselors", security(()), params(("slug" = String, Path, example = "lahntal"), ("picture" = PictureId, Path)), responses(
    (status = 200, body = [u8], content_type = "image/jpeg", headers(("ETag" = String), ("Cache-Control" = String)))))]
#[get("/facilities/{slug}/counselor-pictures/{picture}")]
async fn read_counselor_picture(
    public: Public,
    path: Path<(String, PictureId)>,
    request: HttpRequest,
) -> ApiResult<HttpResponse> {
    let (slug, picture) = path.into_inner();
    let jpeg = operations::read_counselor_picture(&public, &slug, picture).await?;
    let tag = format!("\"{picture}\"");
    let known = request.headers().get(header::IF_NONE_MATCH);
    let status = match known.and_then(|value| value.to_str().ok()) {
        Some(known) if known.split(',').any(|one| one.trim() == tag) => StatusCode::NOT_MODIFIED,
        _ => StatusCode::OK,
    };
    let mut answer = HttpResponse::build(status);
    answer
        .insert_header((header::ETAG, tag))
        .insert_header((header::CACHE_CONTROL, PICTURE_CACHING))
        .content_type(PictureFormat::Jpeg.media_type());
    Ok(match status {
        StatusCode::OK => answer.body(jpeg),
        _ => answer.finish(),
    })
}

fn answer(counselor: &Counselor) -> HttpResponse {
    tagged(StatusCode::OK, counselor.version, counselor)
}
