use super::{operations, settings_handlers};
use crate::{ApiResult, caller::Public, routes::ServiceConfig};
use actix_web::{
    HttpRequest, HttpResponse, get,
    http::{StatusCode, header},
    web::{Json, Path},
};
use domain::{
    facility::{LegalPage, LegalTexts, Portal},
    ids::PictureId,
};

/// A logo's address always shows the same, and who has seen it may keep it for a day.
const LOGO_CACHING: &str = "private, max-age=86400, immutable";

pub fn routes(config: &mut ServiceConfig) {
    config
        .service(read_portal)
        .service(read_portal_legal_page)
        .service(read_facility_logo)
        .configure(settings_handlers::routes);
}

/// See what a facility's portal says of itself
#[utoipa::path(tag = "facility", security(()), params(("slug" = String, Path, example = "lahntal")), responses((status = 200, body = Portal)))]
#[get("/facilities/{slug}")]
async fn read_portal(public: Public, slug: Path<String>) -> ApiResult<Json<Portal>> {
    Ok(Json(operations::read_portal(&public, &slug).await?))
}

/// Read a legal page of a facility's portal
///
/// In every language in which there is a text. How texts are marked up: `update_legal_pages`.
#[utoipa::path(tag = "facility", security(()), params(("slug" = String, Path, example = "lahntal"), ("page" = LegalPage, Path)), responses((status = 200, body = LegalTexts)))]
#[get("/facilities/{slug}/legal-pages/{page}")]
async fn read_portal_legal_page(
    public: Public,
    path: Path<(String, LegalPage)>,
) -> ApiResult<Json<LegalTexts>> {
    let (slug, page) = path.into_inner();
    let texts = operations::read_portal_legal_page(&public, &slug, page).await?;
    Ok(Json(texts))
}

/// Read a facility's logo
///
/// `read_portal` tells its name.
#[utoipa::path(tag = "facility", security(()), params(("slug" = String, Path, example = "lahntal"), ("logo" = PictureId, Path)), responses(
    (status = 200, body = [u8], content_type = "image/png", headers(("ETag" = String), ("Cache-Control" = String)))))]
#[get("/facilities/{slug}/logos/{logo}")]
async fn read_facility_logo(
    public: Public,
    path: Path<(String, PictureId)>,
    request: HttpRequest,
) -> ApiResult<HttpResponse> {
    let (slug, logo) = path.into_inner();
    let png = operations::read_facility_logo(&public, &slug, logo).await?;
    let tag = format!("\"{logo}\"");
    let known = request.headers().get(header::IF_NONE_MATCH);
    let status = match known.and_then(|value| value.to_str().ok()) {
        Some(known) if known.split(',').any(|one| one.trim() == tag) => StatusCode::NOT_MODIFIED,
        _ => StatusCode::OK,
    };
    let mut answer = HttpResponse::build(status);
    answer
        .insert_header((header::ETAG, tag))
        .insert_header((header::CACHE_CONTROL, LOGO_CACHING))
        .content_type("image/png");
    Ok(match status {
        StatusCode::OK => answer.body(png),
        _ => answer.finish(),
    })
}
