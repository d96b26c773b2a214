//! One function per operation. Nothing else reads or writes the table of counselling fields.

use super::entity::{ActiveModel, Entity, Model};
use crate::{
    ApiResult, caller::Caller, change::Change, idempotency::Created, ordered_fields, scope::Scope,
};
use domain::{
    access::{Action, Relation},
    audit::AuditAction,
    counselling_fields::{
        CounsellingField, CounsellingFieldCreate, CounsellingFieldUpdate, DEFAULTS, FieldQuery,
    },
    ids::{CounsellingFieldId, FacilityId},
    page::Page,
    version::Version,
};
use sea_orm::{ActiveValue::Set, ConnectionTrait, EntityTrait};
use uuid::Uuid;

/// The facility's fields, in its order.
pub async fn list_counselling_fields(
    caller: &Caller,
    query: FieldQuery,
) -> ApiResult<Page<CounsellingField>> {
    caller.check(Action::ListCounsellingFields, Relation::Common)?;
    let (models, next) = ordered_fields::page::<Entity>(caller, &query).await?;
    let items = models.into_iter().map(Model::field);
    Ok(Page {
        items: items.collect::<ApiResult<_>>()?,
        next,
    })
}

/// All of them, whoever asks: for what names one.
pub async fn all(scope: &Scope, db: &impl ConnectionTrait) -> ApiResult<Vec<Model>> {
    ordered_fields::all::<Entity>(scope, db).await
}

/// Adds a field, as the last one.
pub async fn create_counselling_field(
    caller: &Caller,
    body: CounsellingFieldCreate,
) -> ApiResult<Created<'_, CounsellingField>> {
    caller.check(Action::CreateCounsellingField, Relation::Common)?;
    let mut change = Change::begin(caller, AuditAction::CreateCounsellingField).await?;
    let position = ordered_fields::last_place::<Entity>(&change).await?;
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
    let found = ordered_fields::one_of_all::<Entity>(&change, id).await?;
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
    let position = body.position.map(Into::into);
    let model = ordered_fields::save(&change, found, version, columns, position).await?;
    let field = model.field()?;
    change.on(id);
    change.commit().await?;
    Ok(field)
}
