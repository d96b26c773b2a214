//! One function per operation. Nothing else reads or writes the table of counselling fields.

use super::entity::{ActiveModel, Column, Entity, Model};
use crate::{
    ApiError, ApiResult,
    caller::Caller,
    change::Change,
    extract::{next_page, read_cursor},
    idempotency::Created,
    scope::Scope,
};
use domain::{
    access::{Action, Relation},
    audit::AuditAction,
    counselling_fields::{
        CounsellingField, CounsellingFieldCreate, CounsellingFieldUpdate, DEFAULTS, FieldQuery,
        MAX_FIELDS, move_to,
    },
    ids::{CounsellingFieldId, FacilityId},
    page::Page,
    problem::ProblemCode,
    version::Version,
};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, ExprTrait, QueryFilter,
    QueryOrder, QuerySelect, sea_query::Expr,
};
use uuid::Uuid;

/// The facility's fields, in its order.
pub async fn list_counselling_fields(
    caller: &Caller,
    query: FieldQuery,
) -> ApiResult<Page<CounsellingField>> {
    caller.check(Action::ListCounsellingFields, Relation::Common)?;
    let rows = query.limit.unwrap_or_default().rows();
    let mut select = caller.scope().find::<Entity>();
    if let Some(after) = &query.after {
        let (position, id): (i32, CounsellingFieldId) = read_cursor(after)?;
        let key = [Column::Position, Column::Id].map(Expr::col);
        select = select
            .filter(Expr::tuple(key).gt(Expr::tuple([Expr::value(position), Expr::value(id)])));
    }
    let mut models = select
        .order_by_asc(Column::Position)
        .order_by_asc(Column::Id)
        .limit(rows + 1)
        .all(caller.db())
        .await?;
    let next = next_page(&mut models, rows, |last| (last.position, last.id))?;
    let items = models.into_iter().map(Model::field);
    Ok(Page {
        items: items.collect::<ApiResult<_>>()?,
        next,
    })
}

/// All of them, whoever asks: for what names one.
pub async fn all(scope: &Scope, db: &impl ConnectionTrait) -> ApiResult<Vec<Model>> {
    Ok(scope
        .find::<Entity>()
        .order_by_asc(Column::Position)
        .order_by_asc(Column::Id)
        .all(db)
        .await?)
}

/// Adds a field, as the last one.
pub async fn create_counselling_field(
    caller: &Caller,
    body: CounsellingFieldCreate,
) -> ApiResult<Created<'_, CounsellingField>> {
    caller.check(Action::CreateCounsellingField, Relation::Common)?;
    let mut change = Change::begin(caller, AuditAction::CreateCounsellingField).await?;
    let present = all(caller.scope(), change.tx()).await?;
    if present.len() >= MAX_FIELDS {
        return Err(ProblemCode::LimitReached.into());
    }
    let position = present.last().map_or(0, |last| last.position + 1);
    let labels = (body.labels.de.into(), body.labels.en.into());
    let model = Entity::insert(new(caller.facility(), labels, position))
        .exec_with_returning(change.tx())
        .await?;
    change.on(model.id);
    Ok(Created {
        change,
        version: Some(model.version),
        answer: model.field()?,
        client: None,
    })
}

#[expect(clippy::disallowed_methods, reason = "a new row gets its id")]
fn new(facility: FacilityId, (de, en): (String, String), position: i32) -> ActiveModel {
    ActiveModel {
        id: Set(CounsellingFieldId(Uuid::now_v7())),
        facility_id: Set(facility),
        label_de: Set(de),
        label_en: Set(en),
        active: Set(true),
        position: Set(position),
        version: Set(Version::FIRST),
    }
}

/// The fields that a new facility begins with.
pub async fn seed(tx: &impl ConnectionTrait, facility: FacilityId) -> ApiResult<()> {
    let rows = (0..)
        .zip(DEFAULTS)
        .map(|(position, (de, en))| new(facility, (de.into(), en.into()), position));
    Entity::insert_many(rows).exec_without_returning(tx).await?;
    Ok(())
}

/// Renames, moves or deactivates a field, if nobody else has changed it since `version`.
pub async fn update_counselling_field(
    caller: &Caller,
    id: CounsellingFieldId,
    version: Version,
    body: CounsellingFieldUpdate,
) -> ApiResult<CounsellingField> {
    caller.check(Action::UpdateCounsellingField, Relation::Common)?;
    let mut change = Change::begin(caller, AuditAction::UpdateCounsellingField).await?;
    let mut present = all(caller.scope(), change.tx()).await?;
    let place = present.iter().position(|one| one.id == id);
    let place = place.ok_or(ApiError::Problem(ProblemCode::NotFound))?;
    let mut columns = ActiveModel {
        version: Set(version.next()),
        ..Default::default()
    };
    if let Some(labels) = body.labels {
        columns.label_de = Set(labels.de.into());
        columns.label_en = Set(labels.en.into());
    }
    if let Some(active) = body.active {
        columns.active = Set(active);
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
    if let Some(position) = body.position {
        move_to(&mut present, place, position.into());
        for (position, one) in (0..).zip(&present) {
            if one.position != position {
                caller
                    .scope()
                    .update::<Entity>()
                    .col_expr(Column::Position, Expr::value(position))
                    .filter(Column::Id.eq(one.id))
                    .exec(change.tx())
                    .await?;
            }
        }
    }
    let model = caller
        .scope()
        .find::<Entity>()
        .filter(Column::Id.eq(id))
        .one(change.tx())
        .await?;
    let field = model
        .ok_or(ApiError::Problem(ProblemCode::NotFound))?
        .field()?;
    change.on(id);
    change.commit().await?;
    Ok(field)
}
