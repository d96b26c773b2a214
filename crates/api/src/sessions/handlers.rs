use super::operations;
use crate::{ApiResult, caller::Caller, extract::ValidQuery, routes::ServiceConfig};
use actix_web::{
    HttpResponse, delete, get,
    web::{Json, Path},
};
use domain::{
    ids::SessionId,
    page::Page,
    sessions::{SessionQuery, SessionSummary},
};

pub fn routes(config: &mut ServiceConfig) {
    config
        .service(list_sessions)
        .service(end_other_sessions)
        .service(end_session);
}

/// List where one is signed in, newest first
#[utoipa::path(tag = "accounts", params(SessionQuery), responses((status = 200, body = Page<SessionSummary>)))]
#[get("/sessions")]
async fn list_sessions(
    caller: Caller,
    ValidQuery(query): ValidQuery<SessionQuery>,
) -> ApiResult<Json<Page<SessionSummary>>> {
    Ok(Json(operations::list_sessions(&caller, query).await?))
}

/// Sign out everywhere else
#[utoipa::path(tag = "accounts", responses((status = 204, description = "Only this session is left")))]
#[delete("/sessions/others")]
async fn end_other_sessions(caller: Caller) -> ApiResult<HttpResponse> {
    operations::end_other_sessions(&caller).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// Sign out of one session, on whatever device
#[utoipa::path(tag = "accounts", params(("id" = SessionId, Path)), responses((status = 204, description = "The session has ended")))]
#[delete("/sessions/{id}")]
async fn end_session(caller: Caller, id: Path<SessionId>) -> ApiResult<HttpResponse> {
    operations::end_session(&caller, *id).await?;
    Ok(HttpResponse::NoContent().finish())
}
