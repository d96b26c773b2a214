use super::{documents, export};
use crate::{ApiResult, caller::Caller, extract::ValidQuery, routes::ServiceConfig};
use actix_web::{
    HttpResponse, delete, get,
    http::header,
    web::{Json, Path},
};
use domain::{
    chats::{ChatDocument, ChatDocumentQuery, ChatExport},
    ids::{AttachmentId, ChatId},
    page::Page,
};

pub fn routes(config: &mut ServiceConfig) {
    config
        .service(list_chat_documents)
        .service(delete_chat_document)
        .service(export_chat);
}

/// List the files that were sent in a conversation, newest first
///
/// They are uploaded, and downloaded, as attachments.
#[utoipa::path(tag = "chats", params(("id" = ChatId, Path), ChatDocumentQuery), responses((status = 200, body = Page<ChatDocument>)))]
#[get("/chats/{id}/documents")]
async fn list_chat_documents(
    caller: Caller,
    id: Path<ChatId>,
    ValidQuery(query): ValidQuery<ChatDocumentQuery>,
) -> ApiResult<Json<Page<ChatDocument>>> {
    let page = documents::list_chat_documents(&caller, *id, query).await?;
    Ok(Json(page))
}

/// Delete a file that was sent in a conversation
///
/// One's own, and as staff also what clients sent. That it was there stays to be seen.
#[utoipa::path(tag = "chats", params(("id" = AttachmentId, Path)), responses((status = 204, description = "Deleted")))]
#[delete("/chat-documents/{id}")]
async fn delete_chat_document(caller: Caller, id: Path<AttachmentId>) -> ApiResult<HttpResponse> {
    documents::delete_chat_document(&caller, *id).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// Take a conversation along as a table, oldest first
///
/// Separated by semicolons, in UTF-8 with a byte order mark, in the facility's time: what spreadsheet
/// programs take without asking. No text in it is taken for a formula.
#[utoipa::path(tag = "chats", params(("id" = ChatId, Path), ChatExport), responses(
    (status = 200, description = "The table", body = String, content_type = "text/csv", headers(("Content-Disposition" = String)))))]
#[get("/chats/{id}/export")]
async fn export_chat(
    caller: Caller,
    id: Path<ChatId>,
    ValidQuery(asked): ValidQuery<ChatExport>,
) -> ApiResult<HttpResponse> {
    let (name, bytes) = export::export_chat(caller, *id, asked).await?;
    let name = format!("attachment; filename=\"{name}\"");
    Ok(HttpResponse::Ok()
        .insert_header((header::CONTENT_DISPOSITION, name))
        .insert_header((header::CONTENT_ENCODING, "identity"))
        .content_type("text/csv; charset=utf-8")
        .streaming(bytes))
}
