use super::operations;
use crate::{ApiResult, caller::Caller, extract::ValidQuery};
use actix_web::{get, web::Json};
use domain::slots::{SlotQuery, Slots};
use utoipa_actix_web::service_config::ServiceConfig;

pub fn routes(config: &mut ServiceConfig) {
    config.service(list_slots);
}

/// List the appointments that are free
///
/// Of one counselor, or of all who can be booked, within eight days. They are computed at this
/// moment, and gone as soon as somebody books.
#[utoipa::path(tag = "slots", params(SlotQuery), responses((status = 200, body = Slots)))]
#[get("/slots")]
async fn list_slots(
    caller: Caller,
    ValidQuery(query): ValidQuery<SlotQuery>,
) -> ApiResult<Json<Slots>> {
    Ok(Json(operations::list_slots(&caller, &query).await?))
}
