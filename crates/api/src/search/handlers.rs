use super::operations;
use crate::{ApiResult, caller::Caller, extract::ValidQuery, routes::ServiceConfig};
use actix_web::{get, web::Json};
use domain::search::{SearchQuery, SearchResults};

pub fn routes(config: &mut ServiceConfig) {
    config.service(search);
}

/// Search for clients, mail requests and appointments
///
/// Finds what their lists would show the caller.
#[utoipa::path(tag = "search", params(SearchQuery), responses((status = 200, body = SearchResults)))]
#[get("/search")]
async fn search(
    caller: Caller,
    ValidQuery(query): ValidQuery<SearchQuery>,
) -> ApiResult<Json<SearchResults>> {
    Ok(Json(operations::search(&caller, query).await?))
}
