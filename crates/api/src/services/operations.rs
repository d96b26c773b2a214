//! One function per operation. Nothing else reads or writes the table of services.

use super::entity::{ActiveModel, Column, Entity, Model};
use crate::{
    ApiError, ApiResult, booking_times,
    caller::Caller,
    change::Change,
    counselling_fields::{self, entity::Model as FieldModel},
    extract::{next_page, read_cursor},
    idempotency::Created,
    scope::Scope,
};
use domain::{
    access::{Action, Relation},
    audit::AuditAction,
    counselling_fields::CounsellingField,
    ids::{CounsellingFieldId, CounselorId, ServiceId},
    mail_requests::CounsellingFieldRef,
    page::Page,
    problem::{FieldCode, FieldError, ProblemCode},
    services::{MAX_SERVICES, Service, ServiceCreate, ServiceQuery, ServiceUpdate},
    version::Version,
};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, ExprTrait, PaginatorTrait,
    QueryFilter, QueryOrder, QuerySelect,
};
use std::collections::{BTreeSet, HashMap};
use uuid::Uuid;

type Fields = HashMap<CounsellingFieldId, CounsellingField>;

/// The facility's and the caller's own, oldest first.
pub async fn list_services(caller: &Caller, query: ServiceQuery) -> ApiResult<Page<Service>> {
    caller.check(Action::ListServices, Relation::Common)?;
    let rows = query.limit.unwrap_or_default().rows();
    let own = Column::CounselorId.eq(caller.counselor_id()?);
    let mut select = caller
        .scope()
        .find::<Entity>()
        .filter(Column::CounselorId.is_null().or(own));
    if let Some(after) = &query.after {
        let id: ServiceId = read_cursor(after)?;
        select = select.filter(Column::Id.gt(id));
    }
    let mut models = select
        .order_by_asc(Column::Id)
        .limit(rows + 1)
        .all(caller.db())
        .await?;
    let next = next_page(&mut models, rows, |last| last.id)?;
    let fields = fields(caller.scope(), caller.db()).await?;
    let items = models.into_iter().map(|model| show(&fields, model));
    Ok(Page {
        items: items.collect::<ApiResult<_>>()?,
        next,
    })
}

/// What staff call these, in one query; none where none is asked for.
pub async fn names(
    scope: &Scope,
    ids: BTreeSet<ServiceId>,
    db: &impl ConnectionTrait,
) -> ApiResult<HashMap<ServiceId, String>> {
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let names: Vec<(ServiceId, String)> = scope
        .find::<Entity>()
        .select_only()
        .columns([Column::Id, Column::Name])
        .filter(Column::Id.is_in(ids))
        .into_tuple()
        .all(db)
        .await?;
    Ok(names.into_iter().collect())
}

/// All that a counselor can put into their booking times, and those of everybody if none is named.
pub async fn bookable_by(
    scope: &Scope,
    counselor: Option<CounselorId>,
    db: &impl ConnectionTrait,
) -> ApiResult<HashMap<ServiceId, Model>> {
    let mut select = scope.find::<Entity>();
    if let Some(id) = counselor {
        let theirs = Column::CounselorId.eq(id);
        select = select.filter(Column::CounselorId.is_null().or(theirs));
    }
    let models = select.all(db).await?;
    Ok(models.into_iter().map(|model| (model.id, model)).collect())
}

/// Makes a service.
#[expect(clippy::disallowed_methods, reason = "a new row gets its id")]
pub async fn create_service(
    caller: &Caller,
    body: ServiceCreate,
) -> ApiResult<Created<'_, Service>> {
    let relation = if body.shared {
        Relation::Common
    } else {
        Relation::Own
    };
    caller.check(Action::CreateService, relation)?;
    let own = Some(caller.counselor_id()?).filter(|_| !body.shared);
    let mut change = Change::begin(caller, AuditAction::CreateService).await?;
    let theirs = match own {
        Some(id) => Column::CounselorId.eq(id),
        None => Column::CounselorId.is_null(),
    };
    let present = caller.scope().find::<Entity>().filter(theirs);
    if present.count(change.tx()).await? >= MAX_SERVICES {
        return Err(ProblemCode::LimitReached.into());
    }
    let fields = fields(caller.scope(), change.tx()).await?;
    if let Some(id) = body.counselling_field_id {
        check_field(&fields, id)?;
    }
    let model = ActiveModel {
        id: Set(ServiceId(Uuid::now_v7())),
        facility_id: Set(caller.facility()),
        counselor_id: Set(own),
        name: Set(body.name.into()),
        duration_minutes: Set(stored(body.duration_minutes.minutes())?),
        follow_up_minutes: Set(stored(body.follow_up_minutes.minutes())?),
        channel: Set(body.channel),
        counselling_field_id: Set(body.counselling_field_id),
        description: Set(body.description.into()),
        confirmed_at_once: Set(body.confirmed_at_once),
        version: Set(Version::FIRST),
    };
    let model = Entity::insert(model)
        .exec_with_returning(change.tx())
        .await?;
    change.on(model.id);
    Ok(Created {
        answer: show(&fields, model)?,
        change,
        version: Some(Version::FIRST),
        client: None,
    })
}

/// Changes a service, if nobody else has since `version`.
pub async fn update_service(
    caller: &Caller,
    id: ServiceId,
    version: Version,
    body: ServiceUpdate,
) -> ApiResult<Service> {
    let mut change = Change::begin(caller, AuditAction::UpdateService).await?;
    find(caller, id, Action::UpdateService, change.tx()).await?;
    let fields = fields(caller.scope(), change.tx()).await?;
    let mut columns = ActiveModel {
        version: Set(version.next()),
        ..Default::default()
    };
    if let Some(name) = body.name {
        columns.name = Set(name.into());
    }
    if let Some(minutes) = body.duration_minutes {
        columns.duration_minutes = Set(stored(minutes.minutes())?);
    }
    if let Some(minutes) = body.follow_up_minutes {
        columns.follow_up_minutes = Set(stored(minutes.minutes())?);
    }
    if let Some(channel) = body.channel {
        columns.channel = Set(channel);
    }
    if let Some(field) = body.counselling_field_id.into_change() {
        if let Some(id) = field {
            check_field(&fields, id)?;
        }
        columns.counselling_field_id = Set(field);
    }
    if let Some(description) = body.description {
        columns.description = Set(description.into());
    }
    if let Some(at_once) = body.confirmed_at_once {
        columns.confirmed_at_once = Set(at_once);
    }
    let changed = caller
        .scope()
        .update::<Entity>()
        .set(columns)
        .filter(Column::Id.eq(id))
        .filter(Column::Version.eq(version))
        .exec_with_returning(change.tx())
        .await?;
    let model = changed.into_iter().next();
    let model = model.ok_or(ApiError::Problem(ProblemCode::StaleVersion))?;
    change.on(id);
    change.commit().await?;
    show(&fields, model)
}

/// Deletes a service for good, and takes it out of everybody's booking times.
pub async fn delete_service(caller: &Caller, id: ServiceId) -> ApiResult<()> {
    let mut change = Change::begin(caller, AuditAction::DeleteService).await?;
    find(caller, id, Action::DeleteService, change.tx()).await?;
    booking_times::operations::forget_service(&change, id).await?;
    caller
        .scope()
        .delete::<Entity>()
        .filter(Column::Id.eq(id))
        .exec(change.tx())
        .await?;
    change.on(id);
    change.commit().await
}

/// Deletes what was a counselor's own, within the transaction that deletes the counselor and has
/// deleted their booking times.
pub async fn delete_of_counselor(change: &Change<'_>, id: CounselorId) -> ApiResult<()> {
    let theirs = change.caller().scope().delete::<Entity>();
    theirs
        .filter(Column::CounselorId.eq(id))
        .exec(change.tx())
        .await?;
    Ok(())
}

/// The only way to load one: say what for. A colleague's own is not there.
async fn find(
    caller: &Caller,
    id: ServiceId,
    action: Action,
    db: &impl ConnectionTrait,
) -> ApiResult<Model> {
    let row = caller.scope().find::<Entity>().filter(Column::Id.eq(id));
    let found = row.one(db).await?;
    let found = found.ok_or(ApiError::Problem(ProblemCode::NotFound))?;
    let relation = match found.counselor_id {
        None => Relation::Common,
        owner => Relation::to_counselors(caller.actor(), owner),
    };
    caller.check(action, relation)?;
    Ok(found)
}

async fn fields(scope: &Scope, db: &impl ConnectionTrait) -> ApiResult<Fields> {
    let all = counselling_fields::operations::all(scope, db).await?;
    let fields = all.into_iter().map(FieldModel::field);
    fields
        .map(|field| field.map(|field| (field.id, field)))
        .collect()
}

/// What is chosen has to be there to be chosen.
fn check_field(fields: &Fields, id: CounsellingFieldId) -> ApiResult<()> {
    if fields.get(&id).is_some_and(|field| field.active) {
        return Ok(());
    }
    Err(ApiError::Field {
        pointer: "/counselling_field_id".into(),
        error: FieldError::new(FieldCode::OutOfRange),
    })
}

fn stored(minutes: u16) -> ApiResult<i16> {
    minutes.try_into().map_err(ApiError::internal)
}

/// Minutes as they were stored.
pub fn minutes(stored: i16) -> ApiResult<u16> {
    stored.try_into().map_err(ApiError::internal)
}

fn show(fields: &Fields, model: Model) -> ApiResult<Service> {
    let field = model.counselling_field_id.and_then(|id| fields.get(&id));
    Ok(Service {
        id: model.id,
        shared: model.counselor_id.is_none(),
        name: model.name,
        duration_minutes: minutes(model.duration_minutes)?,
        follow_up_minutes: minutes(model.follow_up_minutes)?,
        channel: model.channel,
        counselling_field: field.map(|field| CounsellingFieldRef {
            id: field.id,
            labels: field.labels.clone(),
        }),
        description: model.description,
        confirmed_at_once: model.confirmed_at_once,
        version: model.version,
    })
}
