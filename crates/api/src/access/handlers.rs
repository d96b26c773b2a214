use super::operations;
use crate::{ApiResult, caller::Caller};
use actix_web::{get, web::Json};
use domain::access::AccessTable;
use utoipa_actix_web::service_config::ServiceConfig;

pub fn routes(config: &mut ServiceConfig) {
    config.service(read_access_table);
}

/// See who may do what
///
/// The table that the server decides by, for every level of openness, and the level that holds
/// here. What it has no cell for is refused.
#[utoipa::path(tag = "access", responses((status = 200, body = AccessTable)))]
#[get("/access-table")]
async fn read_access_table(caller: Caller) -> ApiResult<Json<AccessTable>> {
    Ok(Json(operations::read_access_table(&caller)?))
}
