//! One function per operation. Nothing else reads or writes the table of master-data fields.

use super::entity::{ActiveModel, Column, Entity, Model};
use crate::{
    ApiError, ApiResult,
    caller::Caller,
    change::Change,
    counselling_fields::entity::labels,
    extract::{next_page, read_cursor},
    idempotency::Created,
    scope::Scope,
};
use domain::{
    access::{Action, Relation},
    audit::AuditAction,
    counselling_fields::{FieldQuery, MAX_FIELDS, move_to},
    ids::{ChoiceId, FacilityId, MasterDataFieldId},
    master_data_fields::{
        ChoiceSave, ChoicesError, DEFAULTS, DefaultField, MasterDataChoice, MasterDataField,
        MasterDataFieldCreate, MasterDataFieldUpdate, MasterDataKind, saved_choices,
    },
    page::Page,
    problem::{FieldCode, FieldError, ProblemCode},
    version::Version,
};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, ExprTrait, QueryFilter,
    QueryOrder, QuerySelect, sea_query::Expr,
};
use uuid::Uuid;

/// The facility's fields, in its order.
pub async fn list_master_data_fields(
    caller: &Caller,
    query: FieldQuery,
) -> ApiResult<Page<MasterDataField>> {
    caller.check(Action::ListMasterDataFields, Relation::Common)?;
    let rows = query.limit.unwrap_or_default().rows();
    let mut select = caller.scope().find::<Entity>();
    if let Some(after) = &query.after {
        let (position, id): (i32, MasterDataFieldId) = read_cursor(after)?;
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

/// The same, as the domain checks answers against them.
pub async fn fields(scope: &Scope, db: &impl ConnectionTrait) -> ApiResult<Vec<MasterDataField>> {
    let models = all(scope, db).await?;
    models.into_iter().map(Model::field).collect()
}

/// Adds a field, as the last one.
pub async fn create_master_data_field(
    caller: &Caller,
    body: MasterDataFieldCreate,
) -> ApiResult<Created<'_, MasterDataField>> {
    caller.check(Action::CreateMasterDataField, Relation::Common)?;
    let mut change = Change::begin(caller, AuditAction::CreateMasterDataField).await?;
    let present = all(caller.scope(), change.tx()).await?;
    if present.len() >= MAX_FIELDS {
        return Err(ProblemCode::LimitReached.into());
    }
    let position = present.last().map_or(0, |last| last.position + 1);
    let model = new(caller.facility(), body, position)?;
    let model = Entity::insert(model)
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
fn new(facility: FacilityId, body: MasterDataFieldCreate, position: i32) -> ApiResult<ActiveModel> {
    let choices = choices(body.kind, &[], body.choices)?;
    Ok(ActiveModel {
        id: Set(MasterDataFieldId(Uuid::now_v7())),
        facility_id: Set(facility),
        label_de: Set(body.labels.de.into()),
        label_en: Set(body.labels.en.into()),
        kind: Set(body.kind),
        choices: Set(choices),
        mandatory: Set(body.mandatory),
        active: Set(true),
        position: Set(position),
        version: Set(Version::FIRST),
    })
}

/// What the column holds after these are saved.
#[expect(clippy::disallowed_methods, reason = "a new choice gets its id")]
fn choices(
    kind: MasterDataKind,
    present: &[MasterDataChoice],
    saved: Vec<ChoiceSave>,
) -> ApiResult<String> {
    let ids = || ChoiceId(Uuid::now_v7());
    let choices = saved_choices(kind, present, saved, ids).map_err(|error| {
        let code = match error {
            ChoicesError::None => FieldCode::Required,
            ChoicesError::TooMany => FieldCode::OutOfRange,
            ChoicesError::Unknown => FieldCode::InvalidFormat,
        };
        ApiError::Field {
            pointer: "/choices".into(),
            error: FieldError::new(code),
        }
    })?;
    serde_json::to_string(&choices).map_err(ApiError::internal)
}

/// The fields that a new facility begins with.
pub async fn seed(tx: &impl ConnectionTrait, facility: FacilityId) -> ApiResult<()> {
    let called = |(de, en): (&str, &str)| labels(de.to_owned(), en.to_owned());
    let row = |(position, field): (i32, DefaultField)| {
        let choice = |&text| {
            Ok(ChoiceSave {
                id: None,
                labels: called(text)?,
                active: true,
            })
        };
        let choices = field.choices.iter().map(choice);
        let body = MasterDataFieldCreate {
            labels: called(field.labels)?,
            kind: field.kind,
            choices: choices.collect::<ApiResult<_>>()?,
            mandatory: false,
        };
        new(facility, body, position)
    };
    let rows = (0..).zip(DEFAULTS).map(row);
    let rows = rows.collect::<ApiResult<Vec<_>>>()?;
    Entity::insert_many(rows).exec_without_returning(tx).await?;
    Ok(())
}

/// Renames, moves or deactivates a field, if nobody else has changed it since `version`.
pub async fn update_master_data_field(
    caller: &Caller,
    id: MasterDataFieldId,
    version: Version,
    body: MasterDataFieldUpdate,
) -> ApiResult<MasterDataField> {
    caller.check(Action::UpdateMasterDataField, Relation::Common)?;
    let mut change = Change::begin(caller, AuditAction::UpdateMasterDataField).await?;
    let mut present = all(caller.scope(), change.tx()).await?;
    let place = present.iter().position(|one| one.id == id);
    let place = place.ok_or(ApiError::Problem(ProblemCode::NotFound))?;
    let mut columns = ActiveModel {
        version: Set(version.next()),
        ..Default::default()
    };
    if let Some(saved) = body.choices {
        let field = present[place].clone().field()?;
        columns.choices = Set(choices(field.kind, &field.choices, saved)?);
    }
    if let Some(mandatory) = body.mandatory {
        columns.mandatory = Set(mandatory);
    }
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
