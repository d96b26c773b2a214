//! What every request passes: its id and log line, the security headers, and errors written in
//! the caller's language.

use crate::{ApiError, metrics::known_method, state::State};
use actix_web::{
    HttpRequest,
    body::{EitherBody, MessageBody},
    dev::{ServiceRequest, ServiceResponse},
    http::header::{self, HeaderMap, HeaderName, HeaderValue},
    middleware::Next,
    web::Data,
};
use domain::language::Language;
use std::time::Instant;
use tracing::Instrument;
use uuid::Uuid;

const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// Nothing from elsewhere, nothing inline; WebAssembly is the one thing allowed to be compiled.
const CONTENT_SECURITY_POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; \
    style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; \
    manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/// The page that shows the API's document writes its own styles and icons.
const DOCS_CONTENT_SECURITY_POLICY: &str = "default-src 'none'; script-src 'self'; \
    style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; \
    form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

const SECURITY_HEADERS: [(HeaderName, &str); 7] = [
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::X_FRAME_OPTIONS, "DENY"),
    (header::REFERRER_POLICY, "no-referrer"),
    (
        header::STRICT_TRANSPORT_SECURITY,
        "max-age=63072000; includeSubDomains",
    ),
    (
        HeaderName::from_static("cross-origin-opener-policy"),
        "same-origin",
    ),
    (
        HeaderName::from_static("cross-origin-resource-policy"),
        "same-origin",
    ),
    (
        HeaderName::from_static("permissions-policy"),
        // Camera and microphone are tried out before a video call.
        "camera=(self), geolocation=(), microphone=(self), payment=(), usb=()",
    ),
];

/// Wraps every request. The log line names the route, never the address that was asked for: ids
/// and search texts stay out of it.
pub async fn edge<B: MessageBody + 'static>(
    request: ServiceRequest,
    next: Next<B>,
) -> Result<ServiceResponse<EitherBody<B>>, actix_web::Error> {
    let id = request_id();
    let started = Instant::now();
    let method = request.method().clone();
    let metrics = request
        .app_data::<Data<State>>()
        .map(|state| state.metrics.clone());
    let _in_flight = metrics.as_ref().map(|metrics| metrics.request());
    let span = tracing::info_span!("request", %id);
    let result = next.call(request).instrument(span.clone()).await;
    let mut response = match result {
        Ok(response) => span.in_scope(|| in_callers_language(response, &id)),
        Err(error) => return Err(error),
    };
    span.in_scope(|| {
        tracing::info!(
            method = known_method(&method),
            route = response.request().match_pattern().unwrap_or_default(),
            status = response.status().as_u16(),
            milliseconds = started.elapsed().as_millis(),
            "answered"
        );
    });
    if let Some(metrics) = metrics {
        let route = response.request().match_pattern();
        metrics.answered(route, &method, response.status(), started.elapsed());
    }
    let policy = if response.request().path().starts_with("/api/docs") {
        HeaderValue::from_static(DOCS_CONTENT_SECURITY_POLICY)
    } else {
        policy(response.request())
    };
    if response.request().path().starts_with("/api/v1/")
        && !response.headers().contains_key(header::CACHE_CONTROL)
    {
        // What the API answers is about people: no cache keeps it.
        let never = HeaderValue::from_static("no-store");
        response.headers_mut().insert(header::CACHE_CONTROL, never);
    }
    finish(response.headers_mut(), policy, &id);
    Ok(response)
}

/// Nothing from elsewhere; but the operator's own video server can be asked whether it is there.
fn policy(request: &HttpRequest) -> HeaderValue {
    let state = request.app_data::<Data<State>>();
    let with_video = state.and_then(|state| {
        let origin = state.jitsi.as_ref()?.origin();
        let to = format!("connect-src 'self' {origin};");
        let policy = CONTENT_SECURITY_POLICY.replace("connect-src 'self';", &to);
        HeaderValue::try_from(policy).ok()
    });
    with_video.unwrap_or(HeaderValue::from_static(CONTENT_SECURITY_POLICY))
}

/// Random version 7: the log sorts by it.
#[expect(
    clippy::disallowed_methods,
    reason = "ids of requests are not rows of the database"
)]
fn request_id() -> String {
    Uuid::now_v7().to_string()
}

fn api_error(error: Option<&actix_web::Error>) -> Option<&ApiError> {
    error.and_then(actix_web::Error::as_error)
}

fn in_callers_language<B: MessageBody + 'static>(
    response: ServiceResponse<B>,
    id: &str,
) -> ServiceResponse<EitherBody<B>> {
    let Some(error) = api_error(response.response().error()) else {
        return response.map_into_left_body();
    };
    if let ApiError::Internal(cause) = error {
        tracing::error!(%cause, "request failed");
    }
    let answer = error.response(language(response.request()), Some(id.to_owned()));
    let (request, original) = response.into_parts();
    let mut answer = answer.map_into_right_body();
    if let Some(allowed) = original.headers().get(header::ALLOW) {
        answer.headers_mut().insert(header::ALLOW, allowed.clone());
    }
    answer.extensions_mut().clear();
    ServiceResponse::new(request, answer)
}

/// The language that the caller reads, by `Accept-Language`.
pub fn language(request: &HttpRequest) -> Language {
    let accepted = request.headers().get(header::ACCEPT_LANGUAGE);
    Language::from_accept_language(
        accepted
            .and_then(|value| value.to_str().ok())
            .unwrap_or_default(),
    )
}

fn finish(headers: &mut HeaderMap, policy: HeaderValue, id: &str) {
    for (name, value) in SECURITY_HEADERS {
        headers.insert(name, HeaderValue::from_static(value));
    }
    // What is downloaded brings a stricter one.
    if !headers.contains_key(header::CONTENT_SECURITY_POLICY) {
        headers.insert(header::CONTENT_SECURITY_POLICY, policy);
    }
    if let Ok(id) = HeaderValue::from_str(id) {
        headers.insert(REQUEST_ID, id);
    }
}
