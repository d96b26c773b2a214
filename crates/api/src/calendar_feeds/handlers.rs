use super::operations;
use crate::{
    ApiResult,
    caller::{Caller, Public},
    extract::Valid,
    routes::ServiceConfig,
};
use actix_web::{
    HttpRequest, HttpResponse, delete, get,
    http::{StatusCode, header},
    put,
    web::{Json, Path},
};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use domain::{
    calendar_feeds::{CalendarFeedCreate, CalendarFeedCreated, CalendarFeedSettings},
    problem::Problem,
};
use sha2::{Digest, Sha256};

pub fn routes(config: &mut ServiceConfig) {
    config
        .service(read_calendar_feed)
        .service(create_calendar_feed)
        .service(revoke_calendar_feed)
        .service(serve_calendar_feed);
}

/// Read whether one's calendar has an address
#[utoipa::path(tag = "calendar_feeds", responses((status = 200, body = CalendarFeedSettings)))]
#[get("/calendar-feed")]
async fn read_calendar_feed(caller: Caller) -> ApiResult<Json<CalendarFeedSettings>> {
    Ok(Json(operations::read_calendar_feed(&caller).await?))
}

/// Make an address for one's calendar
///
/// Whoever knows it reads the calendar; this answer is the only one that shows it. The one before
/// is void.
#[utoipa::path(tag = "calendar_feeds", request_body = CalendarFeedCreate, responses((status = 200, body = CalendarFeedCreated)))]
#[put("/calendar-feed")]
async fn create_calendar_feed(
    caller: Caller,
    Valid(body): Valid<CalendarFeedCreate>,
) -> ApiResult<Json<CalendarFeedCreated>> {
    Ok(Json(operations::create_calendar_feed(&caller, body).await?))
}

/// Make the address of one's calendar void
#[utoipa::path(tag = "calendar_feeds", responses((status = 204, description = "Void, or there was none")))]
#[delete("/calendar-feed")]
async fn revoke_calendar_feed(caller: Caller) -> ApiResult<HttpResponse> {
    operations::revoke_calendar_feed(&caller).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// Read a counselor's calendar, as programs do
///
/// Without signing in: the address is the secret. An iCalendar file (RFC 5545) of what takes the
/// counselor's time, from a month ago to a year ahead; 304 where `If-None-Match` names what it
/// still is.
#[utoipa::path(tag = "calendar_feeds", security(()), params(("secret" = String, Path, example = "Yk3vQ2xTnB7cLw0sHd9ZrEa5UoGm1JfPi4KyVbNXt8M")), responses(
    (status = 200, body = String, content_type = "text/calendar", headers(("ETag" = String))),
    (status = 404, description = "No such address, or not any more", body = Problem, content_type = "application/problem+json")))]
#[get("/calendar-feeds/{secret}")]
async fn serve_calendar_feed(
    public: Public,
    secret: Path<String>,
    request: HttpRequest,
) -> ApiResult<HttpResponse> {
    let text = operations::serve_calendar_feed(&public, &secret).await?;
    let tag = format!("\"{}\"", URL_SAFE_NO_PAD.encode(Sha256::digest(&text)));
    let known = request.headers().get(header::IF_NONE_MATCH);
    let is_known = |known: &str| {
        let mut known = known.split(',').map(str::trim);
        known.any(|one| one.trim_start_matches("W/") == tag)
    };
    let same = known
        .and_then(|value| value.to_str().ok())
        .is_some_and(is_known);
    let mut answer = HttpResponse::build(if same {
        StatusCode::NOT_MODIFIED
    } else {
        StatusCode::OK
    });
    answer
        .insert_header((header::ETAG, tag))
        .insert_header((header::CACHE_CONTROL, "private, no-cache"))
        .content_type("text/calendar; charset=utf-8");
    Ok(if same {
        answer.finish()
    } else {
        answer.body(text)
    })
}
