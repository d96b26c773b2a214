use super::operations;
use crate::{ApiResult, caller::Caller, extract::ValidQuery, routes::ServiceConfig};
use actix_web::{
    HttpResponse, delete, get, put,
    web::{Json, Path},
};
use domain::{
    clients::ClientSummary,
    ids::ClientId,
    page::Page,
    watchlist::{WatchlistEntry, WatchlistQuery},
};

pub fn routes(config: &mut ServiceConfig) {
    config
        .service(list_watchlist)
        .service(read_watchlist_entry)
        .service(remember_client)
        .service(forget_client);
}

/// List the clients that the caller has remembered, newest first
///
/// Those that the caller may still see.
#[utoipa::path(tag = "watchlist", params(WatchlistQuery), responses((status = 200, body = Page<ClientSummary>)))]
#[get("/watchlist")]
async fn list_watchlist(
    caller: Caller,
    ValidQuery(query): ValidQuery<WatchlistQuery>,
) -> ApiResult<Json<Page<ClientSummary>>> {
    Ok(Json(operations::list_watchlist(&caller, query).await?))
}

/// Tell whether the caller has remembered a client
#[utoipa::path(tag = "watchlist", params(("id" = ClientId, Path)), responses((status = 200, body = WatchlistEntry)))]
#[get("/watchlist/{id}")]
async fn read_watchlist_entry(
    caller: Caller,
    id: Path<ClientId>,
) -> ApiResult<Json<WatchlistEntry>> {
    Ok(Json(operations::read_watchlist_entry(&caller, *id).await?))
}

/// Remember a client
#[utoipa::path(tag = "watchlist", params(("id" = ClientId, Path)), responses((status = 204, description = "Remembered")))]
#[put("/watchlist/{id}")]
async fn remember_client(caller: Caller, id: Path<ClientId>) -> ApiResult<HttpResponse> {
    operations::remember_client(&caller, *id).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// Forget a client
#[utoipa::path(tag = "watchlist", params(("id" = ClientId, Path)), responses((status = 204, description = "Not on the list any more")))]
#[delete("/watchlist/{id}")]
async fn forget_client(caller: Caller, id: Path<ClientId>) -> ApiResult<HttpResponse> {
    operations::forget_client(&caller, *id).await?;
    Ok(HttpResponse::NoContent().finish())
}
