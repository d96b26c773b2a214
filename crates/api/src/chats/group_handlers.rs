use super::{groups, members};
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
    chats::{Chat, ChatMember, ChatMemberQuery, ChatMembersAdd, GroupChatCreate, GroupChatUpdate},
    ids::ChatId,
    page::Page,
    problem::Problem,
};
use uuid::Uuid;

pub fn routes(config: &mut ServiceConfig) {
    config
        .service(create_group_chat)
        .service(update_group_chat)
        .service(delete_group_chat)
        .service(list_chat_members)
        .service(add_chat_members)
        .service(remove_chat_member);
}

/// Make a group chat
///
/// Whoever makes it is in it for good. Clients see its name and never its description.
#[utoipa::path(tag = "chats", params(("Idempotency-Key" = Option<String>, Header, description = "The same key answers the same for 24 hours, and creates once")), request_body = GroupChatCreate, responses(
    (status = 201, body = Chat, headers(("ETag" = String)))))]
#[post("/group-chats")]
async fn create_group_chat(
    caller: Caller,
    create: Create<GroupChatCreate>,
) -> ApiResult<HttpResponse> {
    create.run(&caller, groups::create_group_chat).await
}

/// Change the name or description of a group chat
#[utoipa::path(tag = "chats", params(("id" = ChatId, Path), ("If-Match" = String, Header, example = "\"v1\"")), request_body = GroupChatUpdate, responses(
    (status = 200, body = Chat, headers(("ETag" = String)))))]
#[patch("/group-chats/{id}")]
async fn update_group_chat(
    caller: Caller,
    id: Path<ChatId>,
    IfMatch(version): IfMatch,
    Valid(body): Valid<GroupChatUpdate>,
) -> ApiResult<HttpResponse> {
    let chat = groups::update_group_chat(&caller, *id, version, body).await?;
    Ok(tagged(StatusCode::OK, chat.version, &chat))
}

/// Delete a group chat with everything that was written there
#[utoipa::path(tag = "chats", params(("id" = ChatId, Path)), responses((status = 204, description = "Deleted")))]
#[delete("/group-chats/{id}")]
async fn delete_group_chat(caller: Caller, id: Path<ChatId>) -> ApiResult<HttpResponse> {
    groups::delete_group_chat(&caller, *id).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// List who is in a conversation, by when they came
#[utoipa::path(tag = "chats", params(("id" = ChatId, Path), ChatMemberQuery), responses((status = 200, body = Page<ChatMember>)))]
#[get("/chats/{id}/members")]
async fn list_chat_members(
    caller: Caller,
    id: Path<ChatId>,
    ValidQuery(query): ValidQuery<ChatMemberQuery>,
) -> ApiResult<Json<Page<ChatMember>>> {
    let page = members::list_chat_members(&caller, *id, query).await?;
    Ok(Json(page))
}

/// Add clients, staff and whole groups to a group chat
///
/// They read what is written from then on.
#[utoipa::path(tag = "chats", params(("id" = ChatId, Path)), request_body = ChatMembersAdd, responses(
    (status = 200, body = Chat),
    (status = 409, description = "There are as many as there can be", body = Problem, content_type = "application/problem+json")))]
#[post("/group-chats/{id}/members")]
async fn add_chat_members(
    caller: Caller,
    id: Path<ChatId>,
    Valid(body): Valid<ChatMembersAdd>,
) -> ApiResult<Json<Chat>> {
    Ok(Json(members::add_chat_members(&caller, *id, body).await?))
}

/// Take somebody out of a group chat
///
/// Never whoever made it.
#[utoipa::path(tag = "chats", params(("id" = ChatId, Path), ("member" = Uuid, Path)), responses(
    (status = 204, description = "Taken out"),
    (status = 409, description = "They made it", body = Problem, content_type = "application/problem+json")))]
#[delete("/group-chats/{id}/members/{member}")]
async fn remove_chat_member(caller: Caller, path: Path<(ChatId, Uuid)>) -> ApiResult<HttpResponse> {
    let (id, member) = path.into_inner();
    members::remove_chat_member(&caller, id, member).await?;
    Ok(HttpResponse::NoContent().finish())
}
