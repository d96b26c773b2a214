use super::operations;
use crate::{ApiResult, caller::Caller, extract::ValidQuery, routes::ServiceConfig};
use actix_web::{HttpResponse, get, http::header, web::Json};
use domain::{
    monitorings::MonitoringExport,
    statistics::{Statistics, StatisticsQuery},
};

pub fn routes(config: &mut ServiceConfig) {
    config.service(read_statistics).service(export_statistics);
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

/// Take the figures of a period along as a table
///
/// A line for each of them. Where the facility has set a smallest count, those that are smaller are
/// left out, and so are those from which they could be computed.
#[utoipa::path(tag = "statistics", params(MonitoringExport), responses(
    (status = 200, description = "The file", headers(("Content-Disposition" = String)), content(
        (Vec<u8> = "text/csv"),
        (Vec<u8> = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")))))]
#[get("/statistics/export")]
async fn export_statistics(
    caller: Caller,
    ValidQuery(asked): ValidQuery<MonitoringExport>,
) -> ApiResult<HttpResponse> {
    let media_type = asked.format.media_type();
    let (name, bytes) = operations::export_statistics(caller, asked).await?;
    let name = format!("attachment; filename=\"{name}\"");
    Ok(HttpResponse::Ok()
        .insert_header((header::CONTENT_DISPOSITION, name))
        .insert_header((header::CONTENT_ENCODING, "identity"))
        .content_type(media_type)
        .streaming(bytes))
}
