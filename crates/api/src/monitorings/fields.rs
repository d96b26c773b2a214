//! What a facility writes down about each piece of counselling: its own fields, and those of
//! ready-made sets, which are its own from then on.

use super::entity::field::{ActiveModel, Entity, Model};
use crate::{
    ApiError, ApiResult, caller::Caller, change::Change, facility, idempotency::Created,
    ordered_fields, scope::Scope,
};
use domain::{
    access::{Action, Relation},
    audit::AuditAction,
    counselling_fields::{FieldQuery, Labels, MAX_FIELDS},
    ids::{ChoiceId, FacilityId, MonitoringFieldId},
    monitorings::{
        FieldSet, FieldSetAdd, FieldSetAdded, MonitoringField, MonitoringFieldCreate,
        MonitoringFieldKind, MonitoringFieldUpdate, MonitoringOption, OptionSave, OptionsError,
        SetField, saved_options,
    },
    page::Page,
    problem::{FieldCode, FieldError, ProblemCode},
    version::Version,
};
use sea_orm::{ActiveValue::Set, ConnectionTrait, EntityTrait};
use uuid::Uuid;

/// The facility's fields, in its order.
pub async fn list_monitoring_fields(
    caller: &Caller,
    query: FieldQuery,
) -> ApiResult<Page<MonitoringField>> {
    caller.check(Action::ListMonitoringFields, Relation::Common)?;
    let (models, next) = ordered_fields::page::<Entity>(caller, &query).await?;
    let items = models.into_iter().map(Model::field);
    Ok(Page {
        items: items.collect::<ApiResult<_>>()?,
        next,
    })
}

/// All of them, whoever asks: for what answers them.
pub async fn all(scope: &Scope, db: &impl ConnectionTrait) -> ApiResult<Vec<MonitoringField>> {
    let models = ordered_fields::all::<Entity>(scope, db).await?;
    models.into_iter().map(Model::field).collect()
}

/// Adds a field, as the last one.
pub async fn create_monitoring_field(
    caller: &Caller,
    body: MonitoringFieldCreate,
) -> ApiResult<Created<'_, MonitoringField>> {
    caller.check(Action::CreateMonitoringField, Relation::Common)?;
    let mut change = Change::begin(caller, AuditAction::CreateMonitoringField).await?;
    let position = ordered_fields::last_place::<Entity>(&change).await?;
    let model = Entity::insert(new(caller.facility(), body, None, position)?)
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
fn new(
    facility: FacilityId,
    body: MonitoringFieldCreate,
    origin: Option<&str>,
    position: i32,
) -> ApiResult<ActiveModel> {
    let options = options(body.kind, &[], body.options)?;
    Ok(ActiveModel {
        id: Set(MonitoringFieldId(Uuid::now_v7())),
        facility_id: Set(facility),
        label_de: Set(body.labels.de.into()),
        label_en: Set(body.labels.en.into()),
        kind: Set(body.kind),
        options: Set(options),
        official: Set(body.official.map(Into::into)),
        origin: Set(origin.map(str::to_owned)),
        mandatory: Set(body.mandatory),
        active: Set(true),
        position: Set(position),
        version: Set(Version::FIRST),
    })
}

/// What the column holds after these are saved.
#[expect(clippy::disallowed_methods, reason = "a new option gets its id")]
fn options(
    kind: MonitoringFieldKind,
    present: &[MonitoringOption],
    saved: Vec<OptionSave>,
) -> ApiResult<String> {
    let ids = || ChoiceId(Uuid::now_v7());
    let options = saved_options(kind, present, saved, ids).map_err(|error| {
        let code = match error {
            OptionsError::None => FieldCode::Required,
            OptionsError::TooMany => FieldCode::OutOfRange,
            OptionsError::Unknown => FieldCode::InvalidFormat,
        };
        ApiError::Field {
            pointer: "/options".into(),
            error: FieldError::new(code),
        }
    })?;
    serde_json::to_string(&options).map_err(ApiError::internal)
}

/// Renames, moves or deactivates a field, if nobody else has changed it since `version`.
pub async fn update_monitoring_field(
    caller: &Caller,
    id: MonitoringFieldId,
    version: Version,
    body: MonitoringFieldUpdate,
) -> ApiResult<MonitoringField> {
    caller.check(Action::UpdateMonitoringField, Relation::Common)?;
    let mut change = Change::begin(caller, AuditAction::UpdateMonitoringField).await?;
    let found = ordered_fields::one_of_all::<Entity>(&change, id).await?;
    let mut columns = ActiveModel {
        version: Set(version.next()),
        ..Default::default()
    };
    if let Some(saved) = body.options {
        let (place, present) = &found;
        let field = present[*place].clone().field()?;
        columns.options = Set(options(field.kind, &field.options, saved)?);
    }
    if let Some(labels) = body.labels {
        columns.label_de = Set(labels.de.into());
        columns.label_en = Set(labels.en.into());
    }
    if let Some(official) = body.official {
        columns.official = Set(Some(official.into()));
    }
    if let Some(mandatory) = body.mandatory {
        columns.mandatory = Set(mandatory);
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

/// Adds those fields of a ready-made set that are not there yet, after all others. Answers all of
/// the set, as the facility has them.
pub async fn add_monitoring_field_set(
    caller: &Caller,
    body: FieldSetAdd,
) -> ApiResult<Created<'_, FieldSetAdded>> {
    caller.check(Action::AddMonitoringFieldSet, Relation::Common)?;
    let change = Change::begin(caller, AuditAction::AddMonitoringFieldSet).await?;
    facility::operations::lock(change.tx(), caller.facility()).await?;
    seed_set(caller.scope(), change.tx(), body.set).await?;
    let origins: Vec<_> = body.set.fields().iter().map(|one| one.origin).collect();
    let mut fields = all(caller.scope(), change.tx()).await?;
    fields.retain(|one| {
        let origin = one.origin.as_deref();
        origin.is_some_and(|origin| origins.contains(&origin))
    });
    Ok(Created {
        change,
        answer: FieldSetAdded { fields },
        version: None,
        client: None,
    })
}

/// Writes those fields of a set that the facility does not have, within the caller's transaction.
pub async fn seed_set(scope: &Scope, tx: &impl ConnectionTrait, set: FieldSet) -> ApiResult<()> {
    let present = all(scope, tx).await?;
    let is_there = |field: &SetField| {
        let mut origins = present.iter().filter_map(|one| one.origin.as_deref());
        origins.any(|origin| origin == field.origin)
    };
    let missing = set.fields().iter().filter(|one| !is_there(one));
    let last = present.last().map_or(-1, |one| one.position);
    let rows = (last + 1..).zip(missing).map(|(position, field)| {
        let body = prepared(field).map_err(ApiError::internal)?;
        new(scope.facility(), body, Some(field.origin), position)
    });
    let rows = rows.collect::<ApiResult<Vec<_>>>()?;
    if present.len() + rows.len() > MAX_FIELDS {
        return Err(ProblemCode::LimitReached.into());
    }
    if !rows.is_empty() {
        Entity::insert_many(rows).exec_without_returning(tx).await?;
    }
    Ok(())
}

/// A field of a set, as if the facility had thought of it.
fn prepared(field: &SetField) -> Result<MonitoringFieldCreate, FieldError> {
    let called = |(de, en): (&str, &str)| {
        Ok(Labels {
            de: de.try_into()?,
            en: en.try_into()?,
        })
    };
    let feeds = |official: Option<&str>| official.map(TryInto::try_into).transpose();
    let option = |&(de, en, official): &(&str, &str, Option<&str>)| {
        Ok(OptionSave {
            id: None,
            labels: called((de, en))?,
            active: true,
            official: feeds(official)?,
        })
    };
    Ok(MonitoringFieldCreate {
        labels: called(field.labels)?,
        kind: field.kind,
        options: field.options.iter().map(option).collect::<Result<_, _>>()?,
        official: feeds(field.official)?,
        mandatory: false,
    })
}
