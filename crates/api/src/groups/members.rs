//! Who is in a group. Everyone sees of it the clients that they may see anyway.

use super::{
    entity::member::{ActiveModel, Column, Entity},
    operations::check,
};
use crate::{
    ApiResult,
    caller::Caller,
    change::Change,
    clients::{self, entity as client},
    extract::{next_page, read_cursor},
};
use chrono::{DateTime, Utc};
use domain::{
    access::Action,
    audit::AuditAction,
    clients::{ClientNumber, ClientRef, ClientStatus},
    groups::{GroupMember, GroupMemberQuery},
    ids::{ClientId, GroupId},
    page::Page,
    problem::ProblemCode,
};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, ExprTrait, FromQueryResult,
    JoinType, QueryFilter, QueryOrder, QuerySelect, RelationTrait, TryInsertResult,
    sea_query::Expr,
};

#[derive(FromQueryResult)]
struct Row {
    id: ClientId,
    number: ClientNumber,
    pseudonym: String,
    pseudonym_key: String,
    added_at: DateTime<Utc>,
}

/// The clients in a group, by pseudonym: those that the caller may see.
pub async fn list_group_members(
    caller: &Caller,
    id: GroupId,
    query: GroupMemberQuery,
) -> ApiResult<Page<GroupMember>> {
    check(caller, id, Action::ListGroupMembers, caller.db()).await?;
    let limit = query.limit.unwrap_or_default().rows();
    let key = || Expr::col((client::Entity, client::Column::PseudonymKey));
    let mut select = clients::visible_to(caller, caller.scope().find())
        .join_rev(
            JoinType::InnerJoin,
            super::entity::member::Relation::Client.def(),
        )
        .filter(Column::GroupId.eq(id));
    if let Some(after) = &query.after {
        select = select.filter(key().gt(read_cursor::<String>(after)?));
    }
    let mut rows: Vec<Row> = select
        .select_only()
        .columns([
            client::Column::Id,
            client::Column::Number,
            client::Column::Pseudonym,
            client::Column::PseudonymKey,
        ])
        .column(Column::AddedAt)
        .order_by_asc(client::Column::PseudonymKey)
        .limit(limit + 1)
        .into_model()
        .all(caller.db())
        .await?;
    let next = next_page(&mut rows, limit, |last| last.pseudonym_key.clone())?;
    let items = rows.into_iter().map(|row| GroupMember {
        client: ClientRef {
            id: row.id,
            number: row.number,
            pseudonym: row.pseudonym,
        },
        added_at: row.added_at,
    });
    Ok(Page {
        items: items.collect(),
        next,
    })
}

/// The ids of the clients in a group that the caller may see both the group and the client of, but
/// for those whose account is deleted.
pub async fn members_seen_by(
    caller: &Caller,
    id: GroupId,
    db: &impl ConnectionTrait,
) -> ApiResult<Vec<ClientId>> {
    check(caller, id, Action::ListGroupMembers, db).await?;
    let members = clients::visible_to(caller, caller.scope().find())
        .join_rev(
            JoinType::InnerJoin,
            super::entity::member::Relation::Client.def(),
        )
        .filter(Column::GroupId.eq(id))
        .filter(client::Column::Status.ne(ClientStatus::Deleted))
        .select_only()
        .column(client::Column::Id)
        .into_tuple()
        .all(db)
        .await?;
    Ok(members)
}

/// Adds a client whom the caller may see. Who is in it already stays in it.
pub async fn add_group_member(caller: &Caller, id: GroupId, client: ClientId) -> ApiResult<()> {
    let mut change = Change::begin(caller, AuditAction::AddGroupMember).await?;
    check(caller, id, Action::AddGroupMember, change.tx()).await?;
    clients::operations::find(caller, client, Action::ReadClient, change.tx()).await?;
    let model = ActiveModel {
        group_id: Set(id),
        client_id: Set(client),
        facility_id: Set(caller.facility()),
        added_at: Set(caller.now()),
    };
    let added = Entity::insert(model)
        .on_conflict_do_nothing_on([Column::GroupId, Column::ClientId])
        .exec_without_returning(change.tx())
        .await?;
    if !matches!(added, TryInsertResult::Inserted(rows) if rows > 0) {
        // Nothing new is nothing to note.
        return Ok(());
    }
    change.on(id);
    change.commit().await
}

/// Takes a client out whom the caller may see.
pub async fn remove_group_member(caller: &Caller, id: GroupId, client: ClientId) -> ApiResult<()> {
    let mut change = Change::begin(caller, AuditAction::RemoveGroupMember).await?;
    check(caller, id, Action::RemoveGroupMember, change.tx()).await?;
    clients::operations::find(caller, client, Action::ReadClient, change.tx()).await?;
    let removed = caller
        .scope()
        .delete::<Entity>()
        .filter(Column::GroupId.eq(id))
        .filter(Column::ClientId.eq(client))
        .exec(change.tx())
        .await?;
    if removed.rows_affected == 0 {
        return Err(ProblemCode::NotFound.into());
    }
    change.on(id);
    change.commit().await
}
