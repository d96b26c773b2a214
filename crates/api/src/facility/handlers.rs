use super::operations;
use crate::{ApiResult, caller::Public};
use actix_web::{
    get,
    web::{Json, Path},
};
use domain::facility::FacilitySummary;
use utoipa_actix_web::service_config::ServiceConfig;

pub fn routes(config: &mut ServiceConfig) {
    config.service(read_portal);
}

/// See what a facility's portal says of itself
#[utoipa::path(tag = "facility", security(()), params(("slug" = String, Path, example = "lahntal")), responses((status = 200, body = FacilitySummary)))]
#[get("/facilities/{slug}")]
async fn read_portal(public: Public, slug: Path<String>) -> ApiResult<Json<FacilitySummary>> {
    Ok(Json(operations::read_portal(&public, &slug).await?))
}
