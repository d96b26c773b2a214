//! One function per operation on groups themselves.

use super::entity::{ActiveModel, Column, Entity};
use crate::{
    ApiError, ApiResult,
    caller::Caller,
    change::Change,
    counselors::entity as counselor,
    crypto::{Sealed, column::GROUP_DESCRIPTION},
    extract::{contains_pattern, next_page, read_cursor},
    idempotency::Created,
    scope::Scope,
};
use chrono::{DateTime, Utc};
use domain::{
    access::{Action, Actor, Relation},
    audit::AuditAction,
    counselors::CounselorRef,
    groups::{Group, GroupCreate, GroupQuery, GroupUpdate},
    ids::{CounselorId, GroupId},
    page::Page,
    problem::ProblemCode,
    text::GroupDescription,
    version::Version,
};
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, ConnectionTrait, EntityTrait, ExprTrait, FromQueryResult, PaginatorTrait,
    QueryFilter, QueryOrder, QuerySelect, Select,
    sea_query::{Expr, LikeExpr},
};
use uuid::Uuid;

/// A group as the database answers it, with what its page and the list show.
#[derive(FromQueryResult)]
struct Row {
    id: GroupId,
    name: String,
    name_key: String,
    sealed_description: Sealed,
    created_by: Option<CounselorId>,
    display_name: Option<String>,
    created_at: DateTime<Utc>,
    version: Version,
    members: i64,
}

impl Row {
    async fn show(self, caller: &Caller) -> ApiResult<Group> {
        let keys = caller.keys().await?;
        let description = keys.open(GROUP_DESCRIPTION, self.id.0, &self.sealed_description)?;
        Ok(Group {
            id: self.id,
            name: self.name,
            description: String::from_utf8(description).map_err(ApiError::internal)?,
            members: self.members,
            created_by: self
                .created_by
                .zip(self.display_name)
                .map(|(id, display_name)| CounselorRef { id, display_name }),
            created_at: self.created_at,
            version: self.version,
        })
    }
}

/// The groups that the caller may see, by name.
pub async fn list_groups(caller: &Caller, query: GroupQuery) -> ApiResult<Page<Group>> {
    caller.check(Action::ListGroups, Relation::Common)?;
    let limit = query.limit.unwrap_or_default().rows();
    let mut select = columns(visible_to(caller));
    if let Some(search) = &query.q {
        let pattern = LikeExpr::new(contains_pattern(search.as_str())).escape('\\');
        select = select.filter(Expr::col((Entity, Column::NameKey)).like(pattern));
    }
    if let Some(after) = &query.after {
        let (name, id): (String, GroupId) = read_cursor(after)?;
        let key = [Column::NameKey, Column::Id].map(|column| Expr::col((Entity, column)));
        let last = Expr::tuple([Expr::value(name), Expr::value(id)]);
        select = select.filter(Expr::tuple(key).gt(last));
    }
    let mut rows: Vec<Row> = select
        .order_by_asc(Column::NameKey)
        .order_by_asc(Column::Id)
        .limit(limit + 1)
        .into_model()
        .all(caller.db())
        .await?;
    let next = next_page(&mut rows, limit, |last| (last.name_key.clone(), last.id))?;
    let mut items = Vec::with_capacity(rows.len());
    for row in rows {
        items.push(row.show(caller).await?);
    }
    Ok(Page { items, next })
}

/// Makes a group.
#[expect(clippy::disallowed_methods, reason = "a new row gets its id")]
pub async fn create_group(caller: &Caller, body: GroupCreate) -> ApiResult<Created<'_, Group>> {
    caller.check(Action::CreateGroup, Relation::Common)?;
    let id = GroupId(Uuid::now_v7());
    let model = ActiveModel {
        id: Set(id),
        facility_id: Set(caller.facility()),
        name_key: Set(body.name.key()),
        name: Set(body.name.into()),
        sealed_description: Set(seal(caller, id, &body.description).await?),
        created_by: Set(Some(caller.counselor_id()?)),
        created_at: Set(caller.now()),
        version: Set(Version::FIRST),
    };
    let mut change = Change::begin(caller, AuditAction::CreateGroup).await?;
    Entity::insert(model)
        .exec_without_returning(change.tx())
        .await?;
    let answer = load(caller, id, change.tx()).await?.show(caller).await?;
    change.on(id);
    Ok(Created {
        change,
        version: Some(answer.version),
        answer,
        client: None,
    })
}

/// A group, with how many are in it.
pub async fn read_group(caller: &Caller, id: GroupId) -> ApiResult<Group> {
    let row = find(caller, id, Action::ReadGroup, caller.db()).await?;
    row.show(caller).await
}

/// Changes a group, if nobody else has since `version`.
pub async fn update_group(
    caller: &Caller,
    id: GroupId,
    version: Version,
    body: GroupUpdate,
) -> ApiResult<Group> {
    let mut change = Change::begin(caller, AuditAction::UpdateGroup).await?;
    find(caller, id, Action::UpdateGroup, change.tx()).await?;
    let mut columns = ActiveModel {
        version: Set(version.next()),
        ..Default::default()
    };
    if let Some(name) = body.name {
        columns.name_key = Set(name.key());
        columns.name = Set(name.into());
    }
    if let Some(description) = &body.description {
        columns.sealed_description = Set(seal(caller, id, description).await?);
    }
    let changed = caller
        .scope()
        .update::<Entity>()
        .set(columns)
        .filter(Column::Id.eq(id))
        .filter(Column::Version.eq(version))
        .exec(change.tx())
        .await?;
    if changed.rows_affected == 0 {
        return Err(ProblemCode::StaleVersion.into());
    }
    let shown = load(caller, id, change.tx()).await?.show(caller).await?;
    change.on(id);
    change.commit().await?;
    Ok(shown)
}

/// Deletes a group; its clients stay what they are.
pub async fn delete_group(caller: &Caller, id: GroupId) -> ApiResult<()> {
    let mut change = Change::begin(caller, AuditAction::DeleteGroup).await?;
    find(caller, id, Action::DeleteGroup, change.tx()).await?;
    caller
        .scope()
        .delete::<Entity>()
        .filter(Column::Id.eq(id))
        .exec(change.tx())
        .await?;
    change.on(id);
    change.commit().await
}

/// How many groups a counselor has made.
pub async fn count_of_counselor(scope: &Scope, counselor: CounselorId) -> ApiResult<u64> {
    let groups = scope
        .find::<Entity>()
        .filter(Column::CreatedBy.eq(counselor));
    Ok(groups.count(scope.db()).await?)
}

/// Gives a counselor's groups to a colleague, or to nobody, within the transaction that deletes
/// the counselor.
pub async fn hand_over(
    change: &Change<'_>,
    from: CounselorId,
    to: Option<CounselorId>,
) -> ApiResult<()> {
    change
        .caller()
        .scope()
        .update::<Entity>()
        .col_expr(Column::CreatedBy, Expr::value(to))
        .col_expr(Column::Version, Expr::col(Column::Version).add(1))
        .filter(Column::CreatedBy.eq(from))
        .exec(change.tx())
        .await?;
    Ok(())
}

async fn seal(caller: &Caller, id: GroupId, text: &GroupDescription) -> ApiResult<Sealed> {
    let keys = caller.keys().await?;
    keys.seal(GROUP_DESCRIPTION, id.0, text.as_str().as_bytes())
}

/// Makes sure that the caller may do this to a group.
pub(super) async fn check(
    caller: &Caller,
    id: GroupId,
    action: Action,
    db: &impl ConnectionTrait,
) -> ApiResult<()> {
    find(caller, id, action, db).await.map(drop)
}

/// The only way to load one: say what for.
async fn find(
    caller: &Caller,
    id: GroupId,
    action: Action,
    db: &impl ConnectionTrait,
) -> ApiResult<Row> {
    let row = load(caller, id, db).await?;
    let relation = Relation::to_counselors(caller.actor(), row.created_by);
    caller.check(action, relation)?;
    Ok(row)
}

async fn load(caller: &Caller, id: GroupId, db: &impl ConnectionTrait) -> ApiResult<Row> {
    let select = caller.scope().find::<Entity>().filter(Column::Id.eq(id));
    let row = columns(select).into_model().one(db).await?;
    row.ok_or(ApiError::Problem(ProblemCode::NotFound))
}

/// The groups that the table lets `caller` read: what [`find`] asks, read backwards.
fn visible_to(caller: &Caller) -> Select<Entity> {
    let select = caller.scope().find::<Entity>();
    let Actor::Counselor { id, .. } = caller.actor() else {
        return select;
    };
    let relations = [
        (Relation::Own, Column::CreatedBy.eq(id)),
        (Relation::Nobodys, Column::CreatedBy.is_null()),
        (Relation::Others, Column::CreatedBy.ne(id)),
    ];
    caller.filter(select, Action::ReadGroup, relations)
}

/// Picks what a row shows. Counting reads an index of the group's own rows.
fn columns(select: Select<Entity>) -> Select<Entity> {
    let members = "(SELECT count(*) FROM group_members m WHERE m.group_id = \"groups\".id)";
    select
        .left_join(counselor::Entity)
        .select_only()
        .columns([
            Column::Id,
            Column::Name,
            Column::NameKey,
            Column::SealedDescription,
            Column::CreatedBy,
            Column::CreatedAt,
            Column::Version,
        ])
        .column(counselor::Column::DisplayName)
        .expr_as(Expr::cust(members), "members")
}
