use super::{list, messages, opening, partners, writing};
use crate::{
    ApiResult,
    caller::Caller,
    extract::{Valid, ValidQuery},
    routes::ServiceConfig,
};
use actix_web::{
    HttpResponse, delete, get, patch, post, put,
    web::{Json, Path},
};
use domain::{
    chats::{
        Chat, ChatHistory, ChatHistoryQuery, ChatMarks, ChatMessage, ChatMessageSend,
        ChatMessageWrite, ChatOpen, ChatPartner, ChatPartnerQuery, ChatQuery, UnreadChats,
    },
    ids::{ChatId, ChatMessageId},
    page::Page,
    problem::Problem,
};
use uuid::Uuid;

pub fn routes(config: &mut ServiceConfig) {
    config
        .service(list_chats)
        .service(open_chat)
        .service(count_unread_chats)
        .service(list_chat_partners)
        .service(read_chat)
        .service(list_chat_messages)
        .service(send_chat_message)
        .service(mark_chat_read)
        .service(note_typing)
        .service(read_chat_message)
        .service(update_chat_message)
        .service(delete_chat_message);
}

/// List one's own conversations, newest first or by name
///
/// Those that one is in: nobody sees the others', admins included.
#[utoipa::path(tag = "chats", params(ChatQuery), responses((status = 200, body = Page<Chat>)))]
#[get("/chats")]
async fn list_chats(
    caller: Caller,
    ValidQuery(query): ValidQuery<ChatQuery>,
) -> ApiResult<Json<Page<Chat>>> {
    Ok(Json(list::list_chats(&caller, query).await?))
}

/// Open the conversation with a client or one of the staff
///
/// The one there is, or a new one. The other sees it with the first message.
#[utoipa::path(tag = "chats", request_body = ChatOpen, responses(
    (status = 200, body = Chat),
    (status = 409, description = "They cannot be written to", body = Problem, content_type = "application/problem+json")))]
#[post("/chats")]
async fn open_chat(caller: Caller, Valid(body): Valid<ChatOpen>) -> ApiResult<Json<Chat>> {
    Ok(Json(opening::open_chat(&caller, body).await?))
}

/// Count the messages one has not read
#[utoipa::path(tag = "chats", responses((status = 200, body = UnreadChats)))]
#[get("/chats/unread")]
async fn count_unread_chats(caller: Caller) -> ApiResult<Json<UnreadChats>> {
    Ok(Json(list::count_unread_chats(&caller).await?))
}

/// Look for somebody to write to, by name
///
/// Those with whom there is no conversation yet are among them.
#[utoipa::path(tag = "chats", params(ChatPartnerQuery), responses((status = 200, body = Page<ChatPartner>)))]
#[get("/chat-partners")]
async fn list_chat_partners(
    caller: Caller,
    ValidQuery(query): ValidQuery<ChatPartnerQuery>,
) -> ApiResult<Json<Page<ChatPartner>>> {
    let page = partners::list_chat_partners(&caller, query).await?;
    Ok(Json(page))
}

/// Read one conversation
#[utoipa::path(tag = "chats", params(("id" = ChatId, Path)), responses((status = 200, body = Chat)))]
#[get("/chats/{id}")]
async fn read_chat(caller: Caller, id: Path<ChatId>) -> ApiResult<Json<Chat>> {
    Ok(Json(list::read_chat(&caller, *id).await?))
}

/// Read a part of a conversation, oldest first
///
/// The newest messages, or those before or after a position.
#[utoipa::path(tag = "chats", params(("id" = ChatId, Path), ChatHistoryQuery), responses((status = 200, body = ChatHistory)))]
#[get("/chats/{id}/messages")]
async fn list_chat_messages(
    caller: Caller,
    id: Path<ChatId>,
    ValidQuery(query): ValidQuery<ChatHistoryQuery>,
) -> ApiResult<Json<ChatHistory>> {
    let part = messages::list_chat_messages(&caller, *id, query).await?;
    Ok(Json(part))
}

/// Write in a conversation
///
/// The key is made by whoever writes, one for each message. Sent again under the same key, however
/// often, it is there once, with its files, and the answer is the message as it is.
#[utoipa::path(tag = "chats", params(("id" = ChatId, Path), ("key" = Uuid, Path)), request_body = ChatMessageSend, responses(
    (status = 200, body = ChatMessage),
    (status = 409, description = "The other cannot be written to, or a file is not there any more", body = Problem, content_type = "application/problem+json")))]
#[put("/chats/{id}/messages/{key}")]
async fn send_chat_message(
    caller: Caller,
    path: Path<(ChatId, Uuid)>,
    Valid(body): Valid<ChatMessageSend>,
) -> ApiResult<Json<ChatMessage>> {
    let (id, key) = path.into_inner();
    let message = writing::send_chat_message(&caller, id, key, body).await?;
    Ok(Json(message))
}

/// Note up to where one has got and read a conversation
///
/// Marks only go forward; what is read was delivered.
#[utoipa::path(tag = "chats", params(("id" = ChatId, Path)), request_body = ChatMarks, responses((status = 204, description = "Noted")))]
#[post("/chats/{id}/marks")]
async fn mark_chat_read(
    caller: Caller,
    id: Path<ChatId>,
    Valid(body): Valid<ChatMarks>,
) -> ApiResult<HttpResponse> {
    writing::mark_chat_read(&caller, *id, body).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// Say that one is writing
///
/// To be said again every three seconds; after six without a word one writes no more.
#[utoipa::path(tag = "chats", params(("id" = ChatId, Path)), responses(
    (status = 204, description = "The others were told"),
    (status = 409, description = "The other cannot be written to", body = Problem, content_type = "application/problem+json")))]
#[post("/chats/{id}/typing")]
async fn note_typing(caller: Caller, id: Path<ChatId>) -> ApiResult<HttpResponse> {
    writing::note_typing(&caller, *id).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// Read one message
#[utoipa::path(tag = "chats", params(("id" = ChatMessageId, Path)), responses((status = 200, body = ChatMessage)))]
#[get("/chat-messages/{id}")]
async fn read_chat_message(
    caller: Caller,
    id: Path<ChatMessageId>,
) -> ApiResult<Json<ChatMessage>> {
    let message = messages::read_chat_message(&caller, *id).await?;
    Ok(Json(message))
}

/// Change what one has written, within five minutes
#[utoipa::path(tag = "chats", params(("id" = ChatMessageId, Path)), request_body = ChatMessageWrite, responses(
    (status = 200, body = ChatMessage),
    (status = 409, description = "It is too late, or it was deleted", body = Problem, content_type = "application/problem+json")))]
#[patch("/chat-messages/{id}")]
async fn update_chat_message(
    caller: Caller,
    id: Path<ChatMessageId>,
    Valid(body): Valid<ChatMessageWrite>,
) -> ApiResult<Json<ChatMessage>> {
    let message = writing::update_chat_message(&caller, *id, body).await?;
    Ok(Json(message))
}

/// Delete what one has written
///
/// What it said is gone; that it was there stays to be seen.
#[utoipa::path(tag = "chats", params(("id" = ChatMessageId, Path)), responses((status = 204, description = "Deleted")))]
#[delete("/chat-messages/{id}")]
async fn delete_chat_message(caller: Caller, id: Path<ChatMessageId>) -> ApiResult<HttpResponse> {
    writing::delete_chat_message(&caller, *id).await?;
    Ok(HttpResponse::NoContent().finish())
}
