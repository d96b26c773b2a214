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
    clients::{Client, ClientCreate, ClientQuery, ClientSummary, ClientUpdate, LegalHoldPlace},
    ids::ClientId,
    page::Page,
    problem::Problem,
};

pub fn routes(config: &mut ServiceConfig) {
    config
        .service(list_clients)
        .service(create_client)
        .service(read_client)
        .service(update_client)
        .service(lock_client)
        .service(unlock_client)
        .service(delete_client)
        .service(restore_client)
        .service(erase_client)
        .service(place_legal_hold)
        .service(end_legal_hold)
        .service(export_client);
}

/// List the facility's clients, newest first unless sorted otherwise
#[utoipa::path(tag = "clients", params(ClientQuery), responses((status = 200, body = Page<ClientSummary>)))]
#[get("/clients")]
async fn list_clients(
    caller: Caller,
    ValidQuery(query): ValidQuery<ClientQuery>,
) -> ApiResult<Json<Page<ClientSummary>>> {
    Ok(Json(operations::list_clients(&caller, query).await?))
}

/// Make a client account
#[utoipa::path(tag = "clients", params(("Idempotency-Key" = Option<String>, Header, description = "The same key answers the same for 24 hours, and creates once")), request_body = ClientCreate, responses(
    (status = 201, body = Client, headers(("ETag" = String))),
    (status = 404, description = "There is no such primary counselor", body = Problem, content_type = "application/problem+json"),
    (status = 409, description = "Pseudonym or e-mail address is taken", body = Problem, content_type = "application/problem+json")))]
#[post("/clients")]
async fn create_client(caller: Caller, create: Create<ClientCreate>) -> ApiResult<HttpResponse> {
    create.run(&caller, operations::create_client).await
}

/// Read one client
#[utoipa::path(tag = "clients", params(("id" = ClientId, Path)), responses(
    (status = 200, body = Client, headers(("ETag" = String)))))]
#[get("/clients/{id}")]
async fn read_client(caller: Caller, id: Path<ClientId>) -> ApiResult<HttpResponse> {
    let client = operations::read_client(&caller, *id).await?;
    Ok(tagged(StatusCode::OK, client.version, &client))
}

/// Change a client
#[utoipa::path(tag = "clients", params(("id" = ClientId, Path), ("If-Match" = String, Header, example = "\"v1\"")), request_body = ClientUpdate, responses(
    (status = 200, body = Client, headers(("ETag" = String))),
    (status = 409, description = "Pseudonym or e-mail address is taken", body = Problem, content_type = "application/problem+json")))]
#[patch("/clients/{id}")]
async fn update_client(
    caller: Caller,
    id: Path<ClientId>,
    IfMatch(version): IfMatch,
    Valid(body): Valid<ClientUpdate>,
) -> ApiResult<HttpResponse> {
    let client = operations::update_client(&caller, *id, version, body).await?;
    Ok(tagged(StatusCode::OK, client.version, &client))
}

/// Take along everything that is kept about a client
///
/// A zip archive with pages to read, the same as JSON, and the documents. Notes of the staff are
/// not in it; it says what else is not, and why.
#[utoipa::path(tag = "clients", params(("id" = ClientId, Path)), responses(
    (status = 200, description = "The archive", body = Vec<u8>, content_type = "application/zip", headers(("Content-Disposition" = String)))))]
#[get("/clients/{id}/export")]
async fn export_client(caller: Caller, id: Path<ClientId>) -> ApiResult<HttpResponse> {
    let (client, bytes) = operations::export_client(caller, *id).await?;
    let name = format!("attachment; filename=\"{}.zip\"", client.number);
    Ok(HttpResponse::Ok()
        .insert_header((header::CONTENT_DISPOSITION, name))
        .insert_header((header::CONTENT_ENCODING, "identity"))
        .content_type("application/zip")
        .streaming(bytes))
}

/// Keep a client from signing in
///
/// Where they are signed in, that ends at once.
#[utoipa::path(tag = "clients", params(("id" = ClientId, Path), ("If-Match" = String, Header, example = "\"v1\"")), responses(
    (status = 200, body = Client, headers(("ETag" = String))),
    (status = 409, description = "The client does not stand where this is possible", body = Problem, content_type = "application/problem+json")))]
#[post("/clients/{id}/lock")]
async fn lock_client(
    caller: Caller,
    id: Path<ClientId>,
    IfMatch(version): IfMatch,
) -> ApiResult<HttpResponse> {
    let client = operations::lock_client(&caller, *id, version).await?;
    Ok(tagged(StatusCode::OK, client.version, &client))
}

/// Let a client sign in again
#[utoipa::path(tag = "clients", params(("id" = ClientId, Path), ("If-Match" = String, Header, example = "\"v1\"")), responses(
    (status = 200, body = Client, headers(("ETag" = String))),
    (status = 409, description = "The client does not stand where this is possible", body = Problem, content_type = "application/problem+json")))]
#[post("/clients/{id}/unlock")]
async fn unlock_client(
    caller: Caller,
    id: Path<ClientId>,
    IfMatch(version): IfMatch,
) -> ApiResult<HttpResponse> {
    let client = operations::unlock_client(&caller, *id, version).await?;
    Ok(tagged(StatusCode::OK, client.version, &client))
}

/// Mark a client for erasure
///
/// They cannot sign in any more. The deletion routine erases them for good once the facility's
/// period is over; until then they can be restored.
#[utoipa::path(tag = "clients", params(("id" = ClientId, Path), ("If-Match" = String, Header, example = "\"v1\"")), responses(
    (status = 200, body = Client, headers(("ETag" = String))),
    (status = 409, description = "The client does not stand where this is possible", body = Problem, content_type = "application/problem+json")))]
#[post("/clients/{id}/delete")]
async fn delete_client(
    caller: Caller,
    id: Path<ClientId>,
    IfMatch(version): IfMatch,
) -> ApiResult<HttpResponse> {
    let client = operations::delete_client(&caller, *id, version).await?;
    Ok(tagged(StatusCode::OK, client.version, &client))
}

/// Undo the deletion of a client
///
/// Who was locked before is locked again.
#[utoipa::path(tag = "clients", params(("id" = ClientId, Path), ("If-Match" = String, Header, example = "\"v1\"")), responses(
    (status = 200, body = Client, headers(("ETag" = String))),
    (status = 409, description = "The client does not stand where this is possible", body = Problem, content_type = "application/problem+json")))]
#[post("/clients/{id}/restore")]
async fn restore_client(
    caller: Caller,
    id: Path<ClientId>,
    IfMatch(version): IfMatch,
) -> ApiResult<HttpResponse> {
    let client = operations::restore_client(&caller, *id, version).await?;
    Ok(tagged(StatusCode::OK, client.version, &client))
}

/// Erase a client for good
///
/// With everything they wrote and were written, at once and without a way back: the key that it is
/// sealed under is destroyed too.
#[utoipa::path(tag = "clients", params(("id" = ClientId, Path), ("If-Match" = String, Header, example = "\"v1\"")), responses((status = 204, description = "Erased")))]
#[post("/clients/{id}/erase")]
async fn erase_client(
    caller: Caller,
    id: Path<ClientId>,
    IfMatch(version): IfMatch,
) -> ApiResult<HttpResponse> {
    operations::erase_client(&caller, *id, version).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// Keep all that is a client's from being erased
///
/// Neither the deletion routine nor anybody by hand erases anything of theirs until it ends. Doing
/// so again says another reason.
#[utoipa::path(tag = "clients", params(("id" = ClientId, Path), ("If-Match" = String, Header, example = "\"v1\"")), request_body = LegalHoldPlace, responses(
    (status = 200, body = Client, headers(("ETag" = String)))))]
#[put("/clients/{id}/legal-hold")]
async fn place_legal_hold(
    caller: Caller,
    id: Path<ClientId>,
    IfMatch(version): IfMatch,
    Valid(body): Valid<LegalHoldPlace>,
) -> ApiResult<HttpResponse> {
    let client = operations::place_legal_hold(&caller, *id, version, body).await?;
    Ok(tagged(StatusCode::OK, client.version, &client))
}

/// Let it be erased again
#[utoipa::path(tag = "clients", params(("id" = ClientId, Path), ("If-Match" = String, Header, example = "\"v1\"")), responses(
    (status = 200, body = Client, headers(("ETag" = String))),
    (status = 409, description = "There is no hold", body = Problem, content_type = "application/problem+json")))]
#[delete("/clients/{id}/legal-hold")]
async fn end_legal_hold(
    caller: Caller,
    id: Path<ClientId>,
    IfMatch(version): IfMatch,
) -> ApiResult<HttpResponse> {
    let client = operations::end_legal_hold(&caller, *id, version).await?;
    Ok(tagged(StatusCode::OK, client.version, &client))
}
