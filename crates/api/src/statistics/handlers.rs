use super::operations;
use crate::{ApiResult, caller::Caller, extract::ValidQuery};
use actix_web::{get, web::Json};
use domain::statistics::{Statistics, StatisticsQuery};
use utoipa_actix_web::service_config::ServiceConfig;

pub fn routes(config: &mut ServiceConfig) {
    config.service(read_statistics);
}

/// Read the figures of a period
///
/// By month, by means, by what it was about. Admins see those of the whole facility or of one
/// counselor, counselors their own. What was erased is still counted.
#[utoipa::path(tag = "statistics", params(StatisticsQuery), responses((status = 200, body = Statistics)))]
#[get("/statistics")]
async fn read_statistics(
    caller: Caller,
    ValidQuery(query): ValidQuery<StatisticsQuery>,
) -> ApiResult<Json<Statistics>> {
    Ok(Json(operations::read_statistics(&caller, &query).await?))
}
