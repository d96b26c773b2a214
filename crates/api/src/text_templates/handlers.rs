use super::{operations, signatures};
use crate::{
    ApiResult,
    caller::Caller,
    extract::{IfMatch, Valid, ValidQuery, tagged},
    idempotency::Create,
    routes::ServiceConfig,
};
use actix_web::{
    HttpResponse, delete, get,
    http::StatusCode,
    patch, post, put,
    web::{Json, Path},
};
use domain::{
    ids::TextTemplateId,
    page::Page,
    problem::Problem,
    text_templates::{
        Signature, SignatureWrite, TextTemplate, TextTemplateCreate, TextTemplateQuery,
        TextTemplateUpdate,
    },
};

pub fn routes(config: &mut ServiceConfig) {
    config
        .service(list_text_templates)
        .service(create_text_template)
        .service(update_text_template)
        .service(delete_text_template)
        .service(read_signature)
        .service(update_signature);
}

/// List the text templates, the facility's and one's own
#[utoipa::path(tag = "text_templates", params(TextTemplateQuery), responses((status = 200, body = Page<TextTemplate>)))]
#[get("/text-templates")]
async fn list_text_templates(
    caller: Caller,
    ValidQuery(query): ValidQuery<TextTemplateQuery>,
) -> ApiResult<Json<Page<TextTemplate>>> {
    Ok(Json(operations::list_text_templates(&caller, query).await?))
}

/// Make a text template
///
/// Everybody makes their own; those for the whole facility are the admins'.
#[utoipa::path(tag = "text_templates", params(("Idempotency-Key" = Option<String>, Header, description = "The same key answers the same for 24 hours, and creates once")), request_body = TextTemplateCreate, responses(
    (status = 201, body = TextTemplate, headers(("ETag" = String))),
    (status = 409, description = "There are a hundred already", body = Problem, content_type = "application/problem+json")))]
#[post("/text-templates")]
async fn create_text_template(
    caller: Caller,
    create: Create<TextTemplateCreate>,
) -> ApiResult<HttpResponse> {
    create.run(&caller, operations::create_text_template).await
}

/// Change a text template
#[utoipa::path(tag = "text_templates", params(("id" = TextTemplateId, Path), ("If-Match" = String, Header, example = "\"v1\"")), request_body = TextTemplateUpdate, responses((status = 200, body = TextTemplate, headers(("ETag" = String)))))]
#[patch("/text-templates/{id}")]
async fn update_text_template(
    caller: Caller,
    id: Path<TextTemplateId>,
    IfMatch(version): IfMatch,
    Valid(body): Valid<TextTemplateUpdate>,
) -> ApiResult<HttpResponse> {
    let template = operations::update_text_template(&caller, *id, version, body).await?;
    Ok(tagged(StatusCode::OK, template.version, &template))
}

/// Delete a text template
#[utoipa::path(tag = "text_templates", params(("id" = TextTemplateId, Path)), responses((status = 204, description = "Deleted")))]
#[delete("/text-templates/{id}")]
async fn delete_text_template(caller: Caller, id: Path<TextTemplateId>) -> ApiResult<HttpResponse> {
    operations::delete_text_template(&caller, *id).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// See one's own signature
#[utoipa::path(tag = "text_templates", responses((status = 200, body = Signature, headers(("ETag" = String)))))]
#[get("/signature")]
async fn read_signature(caller: Caller) -> ApiResult<HttpResponse> {
    let signature = signatures::read_signature(&caller).await?;
    Ok(tagged(StatusCode::OK, signature.version, &signature))
}

/// Change one's own signature
#[utoipa::path(tag = "text_templates", params(("If-Match" = String, Header, example = "\"v0\"")), request_body = SignatureWrite, responses((status = 200, body = Signature, headers(("ETag" = String)))))]
#[put("/signature")]
async fn update_signature(
    caller: Caller,
    IfMatch(version): IfMatch,
    Valid(body): Valid<SignatureWrite>,
) -> ApiResult<HttpResponse> {
    let signature = signatures::update_signature(&caller, version, body).await?;
    Ok(tagged(StatusCode::OK, signature.version, &signature))
}
