use super::{export, operations};
use crate::{ApiResult, caller::Caller, extract::ValidQuery, routes::ServiceConfig};
use actix_web::{HttpResponse, get, http::header, web::Json};
use domain::{
    audit::{AuditEntry, AuditQuery, AuditVerification},
    page::Page,
};

pub fn routes(config: &mut ServiceConfig) {
    config
        .service(list_audit_entries)
        .service(export_audit_log)
        .service(verify_audit_log);
}

/// Search the audit log, newest entry first
#[utoipa::path(tag = "audit", params(AuditQuery), responses((status = 200, body = Page<AuditEntry>)))]
#[get("/audit-entries")]
async fn list_audit_entries(
    caller: Caller,
    ValidQuery(query): ValidQuery<AuditQuery>,
) -> ApiResult<Json<Page<AuditEntry>>> {
    Ok(Json(operations::list_audit_entries(&caller, query).await?))
}

/// Take the audit log along, oldest entry first
///
/// `after` and `limit` are for lists and change nothing here.
#[utoipa::path(tag = "audit", params(AuditQuery), responses((status = 200, description = "One line an entry", body = String, content_type = "text/csv")))]
#[get("/audit-entries/export")]
async fn export_audit_log(
    caller: Caller,
    ValidQuery(query): ValidQuery<AuditQuery>,
) -> ApiResult<HttpResponse> {
    let lines = export::export_audit_log(caller, query).await?;
    Ok(HttpResponse::Ok()
        .insert_header((
            header::CONTENT_DISPOSITION,
            "attachment; filename=\"audit-log.csv\"",
        ))
        .content_type("text/csv; charset=utf-8; header=present")
        .streaming(lines))
}

/// Check whether the audit log is as it was written
#[utoipa::path(tag = "audit", responses((status = 200, body = AuditVerification)))]
#[get("/audit-entries/verification")]
async fn verify_audit_log(caller: Caller) -> ApiResult<Json<AuditVerification>> {
    Ok(Json(operations::verify_audit_log(&caller).await?))
}
