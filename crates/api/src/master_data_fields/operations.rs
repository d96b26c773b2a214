//! One function per operation. Nothing else reads or writes the table of master-data fields.

use super::entity::{ActiveModel, Entity, Model};
use crate::{
    ApiError, ApiResult, caller::Caller, change::Change, counselling_fields::entity::labels,
    idempotency::Created, ordered_fields, scope::Scope,
};
use domain::{
    access::{Action, Relation},
    audit::AuditAction,
    counselling_fields::FieldQuery,
    ids::{ChoiceId, FacilityId, MasterDataFieldId},
    master_data_fields::{
        ChoiceSave, ChoicesError, DEFAULTS, DefaultField, MasterDataChoice, MasterDataField,
        MasterDataFieldCreate, MasterDataFieldUpdate, MasterDataKind, saved_choices,
    },
    page::Page,
    problem::{FieldCode, FieldError},
    version::Version,
};
use sea_orm::{ActiveValue::Set, ConnectionTrait, EntityTrait};
use uuid::Uuid;

/// The facility's fields, in its order.
pub async fn list_master_data_fields(
    caller: &Caller,
    query: FieldQuery,
) -> ApiResult<Page<MasterDataField>> {
    caller.check(Action::ListMasterDataFields, Relation::Common)?;
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
    let position = ordered_fields::last_place::<Entity>(&change).await?;
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
    let found = ordered_fields::one_of_all::<Entity>(&change, id).await?;
    let mut columns = ActiveModel {
        version: Set(version.next()),
        ..Default::default()
    };
    if let Some(saved) = body.choices {
        let (place, present) = &found;
        let field = present[*place].clone().field()?;
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
    let position = body.position.map(Into::into);
    let model = ordered_fields::save(&change, found, version, columns, position).await?;
    let field = model.field()?;
    change.on(id);
    change.commit().await?;
    Ok(field)
}
