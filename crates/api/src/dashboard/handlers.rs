use super::operations;
use crate::{ApiResult, caller::Caller, routes::ServiceConfig};
use actix_web::{get, web::Json};
use domain::dashboard::Dashboard;

pub fn routes(config: &mut ServiceConfig) {
    config.service(read_dashboard);
}

/// See what is there for the caller
///
/// Counts and rows are of what they may see.
#[utoipa::path(tag = "dashboard", responses((status = 200, body = Dashboard)))]
#[get("/dashboard")]
async fn read_dashboard(caller: Caller) -> ApiResult<Json<Dashboard>> {
    Ok(Json(operations::read_dashboard(&caller).await?))
}
