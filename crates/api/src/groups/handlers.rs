use super::{members, operations};
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
    groups::{Group, GroupCreate, GroupMember, GroupMemberQuery, GroupQuery, GroupUpdate},
    ids::{ClientId, GroupId},
    page::Page,
};

pub fn routes(config: &mut ServiceConfig) {
    config
        .service(list_groups)
        .service(create_group)
        .service(read_group)
        .service(update_group)
        .service(delete_group)
        .service(list_group_members)
        .service(add_group_member)
        .service(remove_group_member);
}

/// List the groups, by name
#[utoipa::path(tag = "groups", params(GroupQuery), responses((status = 200, body = Page<Group>)))]
#[get("/groups")]
async fn list_groups(
    caller: Caller,
    ValidQuery(query): ValidQuery<GroupQuery>,
) -> ApiResult<Json<Page<Group>>> {
    Ok(Json(operations::list_groups(&caller, query).await?))
}

/// Make a group
#[utoipa::path(tag = "groups", params(("Idempotency-Key" = Option<String>, Header, description = "The same key answers the same for 24 hours, and creates once")), request_body = GroupCreate, responses(
    (status = 201, body = Group, headers(("ETag" = String)))))]
#[post("/groups")]
async fn create_group(caller: Caller, create: Create<GroupCreate>) -> ApiResult<HttpResponse> {
    create.run(&caller, operations::create_group).await
}

/// Read one group
#[utoipa::path(tag = "groups", params(("id" = GroupId, Path)), responses(
    (status = 200, body = Group, headers(("ETag" = String)))))]
#[get("/groups/{id}")]
async fn read_group(caller: Caller, id: Path<GroupId>) -> ApiResult<HttpResponse> {
    let group = operations::read_group(&caller, *id).await?;
    Ok(tagged(StatusCode::OK, group.version, &group))
}

/// Change a group's name or description
#[utoipa::path(tag = "groups", params(("id" = GroupId, Path), ("If-Match" = String, Header, example = "\"v1\"")), request_body = GroupUpdate, responses(
    (status = 200, body = Group, headers(("ETag" = String)))))]
#[patch("/groups/{id}")]
async fn update_group(
    caller: Caller,
    id: Path<GroupId>,
    IfMatch(version): IfMatch,
    Valid(body): Valid<GroupUpdate>,
) -> ApiResult<HttpResponse> {
    let group = operations::update_group(&caller, *id, version, body).await?;
    Ok(tagged(StatusCode::OK, group.version, &group))
}

/// Delete a group
///
/// Its clients stay what they are.
#[utoipa::path(tag = "groups", params(("id" = GroupId, Path)), responses((status = 204, description = "Deleted")))]
#[delete("/groups/{id}")]
async fn delete_group(caller: Caller, id: Path<GroupId>) -> ApiResult<HttpResponse> {
    operations::delete_group(&caller, *id).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// List the clients in a group, by pseudonym
///
/// Those that the caller may see; `members` of the group counts them all.
#[utoipa::path(tag = "groups", params(("id" = GroupId, Path), GroupMemberQuery), responses((status = 200, body = Page<GroupMember>)))]
#[get("/groups/{id}/members")]
async fn list_group_members(
    caller: Caller,
    id: Path<GroupId>,
    ValidQuery(query): ValidQuery<GroupMemberQuery>,
) -> ApiResult<Json<Page<GroupMember>>> {
    Ok(Json(
        members::list_group_members(&caller, *id, query).await?,
    ))
}

/// Add a client to a group
///
/// Who is in it already stays in it.
#[utoipa::path(tag = "groups", params(("id" = GroupId, Path), ("client_id" = ClientId, Path)), responses((status = 204, description = "In the group")))]
#[put("/groups/{id}/members/{client_id}")]
async fn add_group_member(
    caller: Caller,
    ids: Path<(GroupId, ClientId)>,
) -> ApiResult<HttpResponse> {
    let (id, client) = *ids;
    members::add_group_member(&caller, id, client).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// Take a client out of a group
#[utoipa::path(tag = "groups", params(("id" = GroupId, Path), ("client_id" = ClientId, Path)), responses((status = 204, description = "Not in the group any more")))]
#[delete("/groups/{id}/members/{client_id}")]
async fn remove_group_member(
    caller: Caller,
    ids: Path<(GroupId, ClientId)>,
) -> ApiResult<HttpResponse> {
    let (id, client) = *ids;
    members::remove_group_member(&caller, id, client).await?;
    Ok(HttpResponse::NoContent().finish())
}
