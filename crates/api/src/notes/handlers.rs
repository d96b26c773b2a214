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
    http::StatusCode,
    patch, post,
    web::{Json, Path},
};
use domain::{
    ids::{ClientId, NoteId},
    notes::{Note, NoteQuery, NoteWrite},
    page::Page,
};

pub fn routes(config: &mut ServiceConfig) {
    config
        .service(list_notes)
        .service(create_note)
        .service(update_note)
        .service(delete_note);
}

/// List what staff noted about a client, newest first
#[utoipa::path(tag = "notes", params(("id" = ClientId, Path), NoteQuery), responses((status = 200, body = Page<Note>)))]
#[get("/clients/{id}/notes")]
async fn list_notes(
    caller: Caller,
    id: Path<ClientId>,
    ValidQuery(query): ValidQuery<NoteQuery>,
) -> ApiResult<Json<Page<Note>>> {
    Ok(Json(operations::list_notes(&caller, *id, query).await?))
}

/// Note something about a client
#[utoipa::path(tag = "notes", params(("id" = ClientId, Path), ("Idempotency-Key" = Option<String>, Header, description = "The same key answers the same for 24 hours, and creates once")), request_body = NoteWrite, responses((status = 201, body = Note, headers(("ETag" = String)))))]
#[post("/clients/{id}/notes")]
async fn create_note(
    caller: Caller,
    id: Path<ClientId>,
    create: Create<NoteWrite>,
) -> ApiResult<HttpResponse> {
    let id = *id;
    let operation = async |caller, body| operations::create_note(caller, id, body).await;
    create.run(&caller, operation).await
}

/// Change a note of one's own
#[utoipa::path(tag = "notes", params(("id" = NoteId, Path), ("If-Match" = String, Header, example = "\"v1\"")), request_body = NoteWrite, responses((status = 200, body = Note, headers(("ETag" = String)))))]
#[patch("/notes/{id}")]
async fn update_note(
    caller: Caller,
    id: Path<NoteId>,
    IfMatch(version): IfMatch,
    Valid(body): Valid<NoteWrite>,
) -> ApiResult<HttpResponse> {
    let note = operations::update_note(&caller, *id, version, body).await?;
    Ok(tagged(StatusCode::OK, note.version, &note))
}

/// Delete a note for good: one's own, and as an admin any
#[utoipa::path(tag = "notes", params(("id" = NoteId, Path)), responses((status = 204, description = "Deleted")))]
#[delete("/notes/{id}")]
async fn delete_note(caller: Caller, id: Path<NoteId>) -> ApiResult<HttpResponse> {
    operations::delete_note(&caller, *id).await?;
    Ok(HttpResponse::NoContent().finish())
}
