use super::operations;
use crate::{
    ApiResult,
    caller::Caller,
    extract::{IfMatch, Valid, ValidQuery, tagged},
    idempotency::Create,
    routes::ServiceConfig,
};
use actix_web::{
    HttpResponse, delete, get,
    http::{StatusCode, header},
    patch, post, put,
    web::{Json, Path},
};
use domain::{
    counselling_fields::FieldQuery,
    ids::{MonitoringFieldId, MonitoringId},
    monitorings::{
        FieldSetAdd, FieldSetAdded, Monitoring, MonitoringExport, MonitoringField,
        MonitoringFieldCreate, MonitoringFieldUpdate, MonitoringQuery, MonitoringRules,
        MonitoringSettings, MonitoringSuggestion, MonitoringWrite, SuggestionQuery,
    },
    page::Page,
    problem::Problem,
};

pub fn routes(config: &mut ServiceConfig) {
    config
        .service(list_monitorings)
        .service(export_monitorings)
        .service(create_monitoring)
        .service(read_monitoring)
        .service(update_monitoring)
        .service(delete_monitoring)
        .service(suggest_monitoring)
        .service(list_monitoring_fields)
        .service(create_monitoring_field)
        .service(update_monitoring_field)
        .service(add_monitoring_field_set)
        .service(read_monitoring_settings)
        .service(update_monitoring_settings);
}

/// List monitorings, newest first
///
/// Counselors see their own, admins all.
#[utoipa::path(tag = "monitorings", params(MonitoringQuery), responses((status = 200, body = Page<Monitoring>)))]
#[get("/monitorings")]
async fn list_monitorings(
    caller: Caller,
    ValidQuery(query): ValidQuery<MonitoringQuery>,
) -> ApiResult<Json<Page<Monitoring>>> {
    Ok(Json(operations::list_monitorings(&caller, query).await?))
}

/// Take monitorings along as a table, newest first
///
/// With a column for each of the facility's fields. An admin's are everybody's or any counselor's,
/// others' their own.
#[utoipa::path(tag = "monitorings", params(MonitoringExport), responses(
    (status = 200, description = "The file", headers(("Content-Disposition" = String)), content(
        (Vec<u8> = "text/csv"),
        (Vec<u8> = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")))))]
#[get("/monitorings/export")]
async fn export_monitorings(
    caller: Caller,
    ValidQuery(asked): ValidQuery<MonitoringExport>,
) -> ApiResult<HttpResponse> {
    let media_type = asked.format.media_type();
    let (name, bytes) = operations::export_monitorings(caller, asked).await?;
    let name = format!("attachment; filename=\"{name}\"");
    Ok(HttpResponse::Ok()
        .insert_header((header::CONTENT_DISPOSITION, name))
        .insert_header((header::CONTENT_ENCODING, "identity"))
        .content_type(media_type)
        .streaming(bytes))
}

/// Record a piece of counselling
#[utoipa::path(tag = "monitorings", params(("Idempotency-Key" = Option<String>, Header, description = "The same key answers the same for 24 hours, and creates once")), request_body = MonitoringWrite, responses((status = 201, body = Monitoring, headers(("ETag" = String)))))]
#[post("/monitorings")]
async fn create_monitoring(
    caller: Caller,
    create: Create<MonitoringWrite>,
) -> ApiResult<HttpResponse> {
    create.run(&caller, operations::create_monitoring).await
}

/// Read a monitoring
#[utoipa::path(tag = "monitorings", params(("id" = MonitoringId, Path)), responses((status = 200, body = Monitoring, headers(("ETag" = String)))))]
#[get("/monitorings/{id}")]
async fn read_monitoring(caller: Caller, id: Path<MonitoringId>) -> ApiResult<HttpResponse> {
    let monitoring = operations::read_monitoring(&caller, *id).await?;
    Ok(tagged(StatusCode::OK, monitoring.version, &monitoring))
}

/// Write a monitoring anew
///
/// Answers to fields that are deactivated stay where they are not named.
#[utoipa::path(tag = "monitorings", params(("id" = MonitoringId, Path), ("If-Match" = String, Header, example = "\"v1\"")), request_body = MonitoringWrite, responses((status = 200, body = Monitoring, headers(("ETag" = String)))))]
#[put("/monitorings/{id}")]
async fn update_monitoring(
    caller: Caller,
    id: Path<MonitoringId>,
    IfMatch(version): IfMatch,
    Valid(body): Valid<MonitoringWrite>,
) -> ApiResult<HttpResponse> {
    let monitoring = operations::update_monitoring(&caller, *id, version, body).await?;
    Ok(tagged(StatusCode::OK, monitoring.version, &monitoring))
}

/// Delete a monitoring for good
#[utoipa::path(tag = "monitorings", params(("id" = MonitoringId, Path)), responses((status = 204, description = "Deleted")))]
#[delete("/monitorings/{id}")]
async fn delete_monitoring(caller: Caller, id: Path<MonitoringId>) -> ApiResult<HttpResponse> {
    operations::delete_monitoring(&caller, *id).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// Read what is known already where a monitoring is written down
///
/// On a client's page, in a mail request or at an appointment. Nothing is recorded by it. What the
/// client stated with a mail request is only among it with `stated`.
#[utoipa::path(tag = "monitorings", params(SuggestionQuery), responses((status = 200, body = MonitoringSuggestion)))]
#[get("/monitoring-suggestion")]
async fn suggest_monitoring(
    caller: Caller,
    ValidQuery(query): ValidQuery<SuggestionQuery>,
) -> ApiResult<Json<MonitoringSuggestion>> {
    Ok(Json(operations::suggest_monitoring(&caller, query).await?))
}

/// List what the facility writes down in its monitorings, in its order
#[utoipa::path(tag = "monitorings", params(FieldQuery), responses((status = 200, body = Page<MonitoringField>)))]
#[get("/monitoring-fields")]
async fn list_monitoring_fields(
    caller: Caller,
    ValidQuery(query): ValidQuery<FieldQuery>,
) -> ApiResult<Json<Page<MonitoringField>>> {
    let page = operations::list_monitoring_fields(&caller, query).await?;
    Ok(Json(page))
}

/// Add a field to the monitorings, as the last one
#[utoipa::path(tag = "monitorings", params(("Idempotency-Key" = Option<String>, Header, description = "The same key answers the same for 24 hours, and creates once")), request_body = MonitoringFieldCreate, responses(
    (status = 201, body = MonitoringField, headers(("ETag" = String))),
    (status = 409, description = "There are as many as there can be", body = Problem, content_type = "application/problem+json")))]
#[post("/monitoring-fields")]
async fn create_monitoring_field(
    caller: Caller,
    create: Create<MonitoringFieldCreate>,
) -> ApiResult<HttpResponse> {
    create
        .run(&caller, operations::create_monitoring_field)
        .await
}

/// Rename, move, change or deactivate a field of the monitorings
///
/// What was answered is kept.
#[utoipa::path(tag = "monitorings", params(("id" = MonitoringFieldId, Path), ("If-Match" = String, Header, example = "\"v1\"")), request_body = MonitoringFieldUpdate, responses(
    (status = 200, body = MonitoringField, headers(("ETag" = String)))))]
#[patch("/monitoring-fields/{id}")]
async fn update_monitoring_field(
    caller: Caller,
    id: Path<MonitoringFieldId>,
    IfMatch(version): IfMatch,
    Valid(body): Valid<MonitoringFieldUpdate>,
) -> ApiResult<HttpResponse> {
    let field = operations::update_monitoring_field(&caller, *id, version, body).await?;
    Ok(tagged(StatusCode::OK, field.version, &field))
}

/// Add the fields of a ready-made set
///
/// Those that were added before, renamed or not, are not added again.
#[utoipa::path(tag = "monitorings", params(("Idempotency-Key" = Option<String>, Header, description = "The same key answers the same for 24 hours, and creates once")), request_body = FieldSetAdd, responses(
    (status = 201, body = FieldSetAdded),
    (status = 409, description = "There would be more than there can be", body = Problem, content_type = "application/problem+json")))]
#[post("/monitoring-field-sets")]
async fn add_monitoring_field_set(
    caller: Caller,
    create: Create<FieldSetAdd>,
) -> ApiResult<HttpResponse> {
    create
        .run(&caller, operations::add_monitoring_field_set)
        .await
}

/// Read what no monitoring may leave out
#[utoipa::path(tag = "monitorings", responses((status = 200, body = MonitoringSettings, headers(("ETag" = String)))))]
#[get("/monitoring-settings")]
async fn read_monitoring_settings(caller: Caller) -> ApiResult<HttpResponse> {
    let set = operations::read_monitoring_settings(&caller).await?;
    Ok(tagged(StatusCode::OK, set.version, &set))
}

/// Set what no monitoring may leave out
#[utoipa::path(tag = "monitorings", params(("If-Match" = String, Header, example = "\"v1\"")), request_body = MonitoringRules, responses((status = 200, body = MonitoringSettings, headers(("ETag" = String)))))]
#[put("/monitoring-settings")]
async fn update_monitoring_settings(
    caller: Caller,
    IfMatch(version): IfMatch,
    Valid(body): Valid<MonitoringRules>,
) -> ApiResult<HttpResponse> {
    let set = operations::update_monitoring_settings(&caller, version, body).await?;
    Ok(tagged(StatusCode::OK, set.version, &set))
}
