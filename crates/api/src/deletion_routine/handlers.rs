use super::operations;
use crate::{
    ApiResult,
    caller::Caller,
    extract::{IfMatch, Valid, ValidQuery, tagged},
    routes::ServiceConfig,
};
use actix_web::{HttpResponse, get, http::StatusCode, put, web::Json};
use domain::{
    deletion_routine::{
        DeletionRoutine, DeletionRoutinePreview, DeletionRoutinePreviewQuery,
        DeletionRoutineUpdate, ErasureEntry, ErasureQuery,
    },
    page::Page,
};

pub fn routes(config: &mut ServiceConfig) {
    config
        .service(read_deletion_routine)
        .service(update_deletion_routine)
        .service(preview_deletion_routine)
        .service(list_erasures);
}

/// See when what was deleted is erased
#[utoipa::path(tag = "deletion_routine", responses((status = 200, body = DeletionRoutine, headers(("ETag" = String)))))]
#[get("/deletion-routine")]
async fn read_deletion_routine(caller: Caller) -> ApiResult<HttpResponse> {
    let routine = operations::read_deletion_routine(&caller).await?;
    Ok(tagged(StatusCode::OK, routine.version, &routine))
}

/// Change when what was deleted is erased
///
/// It holds from the next night on; see first what it would do.
#[utoipa::path(tag = "deletion_routine", params(("If-Match" = String, Header, example = "\"v1\"")), request_body = DeletionRoutineUpdate, responses(
    (status = 200, body = DeletionRoutine, headers(("ETag" = String)))))]
#[put("/deletion-routine")]
async fn update_deletion_routine(
    caller: Caller,
    IfMatch(version): IfMatch,
    Valid(body): Valid<DeletionRoutineUpdate>,
) -> ApiResult<HttpResponse> {
    let routine = operations::update_deletion_routine(&caller, version, body).await?;
    Ok(tagged(StatusCode::OK, routine.version, &routine))
}

/// See what the deletion routine would do if it ran now
#[utoipa::path(tag = "deletion_routine", params(DeletionRoutinePreviewQuery), responses((status = 200, body = DeletionRoutinePreview)))]
#[get("/deletion-routine/preview")]
async fn preview_deletion_routine(
    caller: Caller,
    ValidQuery(query): ValidQuery<DeletionRoutinePreviewQuery>,
) -> ApiResult<Json<DeletionRoutinePreview>> {
    let preview = operations::preview_deletion_routine(&caller, query).await?;
    Ok(Json(preview))
}

/// List how much was erased when, newest first
#[utoipa::path(tag = "deletion_routine", params(ErasureQuery), responses((status = 200, body = Page<ErasureEntry>)))]
#[get("/erasures")]
async fn list_erasures(
    caller: Caller,
    ValidQuery(query): ValidQuery<ErasureQuery>,
) -> ApiResult<Json<Page<ErasureEntry>>> {
    Ok(Json(operations::list_erasures(&caller, query).await?))
}
