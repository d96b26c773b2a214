//! Whether counselors take on new mail requests, and on which counselling fields.

use super::{
    counselled_field::{ActiveModel as FieldRow, Column as FieldColumn, Entity as FieldEntity},
    entity::{ActiveModel, Column, Entity, Model},
    operations::{find, write},
};
use crate::{
    ApiError, ApiResult, caller::Caller, change::Change, counselling_fields,
    mail_requests::operations::count_of_counselor, scope::Scope,
};
use domain::{
    access::Action,
    audit::AuditAction,
    ids::{CounsellingFieldId, CounselorId},
    mail_requests::{MailAvailability, MailAvailabilityUpdate, assignment::Availability},
    problem::{FieldCode, FieldError},
    version::Version,
};
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, ConnectionTrait, EntityTrait, ExprTrait, QueryFilter, QueryOrder, QuerySelect,
    QueryTrait,
    sea_query::{LockType, SelectStatement},
};
use std::collections::{BTreeMap, BTreeSet};

/// What counselors counsel on; who has named nothing is not among them.
pub type CounselledFields = BTreeMap<CounselorId, BTreeSet<CounsellingFieldId>>;

impl Model {
    /// Whether they take on new requests.
    pub fn availability(&self) -> ApiResult<Availability> {
        let places = self.mail_capacity.map(u32::try_from).transpose();
        let places = places.map_err(ApiError::internal)?;
        Availability::from_places(places).map_err(ApiError::internal)
    }
}

/// What a counselor has set.
pub async fn read_mail_availability(
    caller: &Caller,
    id: CounselorId,
) -> ApiResult<MailAvailability> {
    let model = find(caller, id, Action::ReadMailAvailability, caller.db()).await?;
    show(caller, &model, caller.db()).await
}

async fn show(
    caller: &Caller,
    model: &Model,
    db: &impl ConnectionTrait,
) -> ApiResult<MailAvailability> {
    let mut fields = counselled_fields(caller.scope(), Some(model.id), db).await?;
    let (uncompleted, _) = count_of_counselor(caller.scope(), model.id).await?;
    Ok(MailAvailability {
        availability: model.availability()?,
        counselling_field_ids: fields.remove(&model.id).unwrap_or_default(),
        uncompleted,
        version: model.version,
    })
}

/// Sets it, if nobody else has changed the counselor since `version`.
pub async fn update_mail_availability(
    caller: &Caller,
    id: CounselorId,
    version: Version,
    body: MailAvailabilityUpdate,
) -> ApiResult<MailAvailability> {
    let mut change = Change::begin(caller, AuditAction::UpdateMailAvailability).await?;
    find(caller, id, Action::UpdateMailAvailability, change.tx()).await?;
    let mut columns = ActiveModel::default();
    if let Some(availability) = body.availability {
        let places = availability.places().map(i32::try_from).transpose();
        columns.mail_capacity = Set(places.map_err(ApiError::internal)?);
    }
    let model = write(&change, id, version, columns).await?;
    if let Some(fields) = &body.counselling_field_ids {
        counsel_on(&change, id, fields).await?;
    }
    change.on(id);
    change.commit().await?;
    show(caller, &model, caller.db()).await
}

/// Writes what a counselor counsels on from now on. A field that is not offered any more can be
/// kept, and not be taken up.
async fn counsel_on(
    change: &Change<'_>,
    id: CounselorId,
    fields: &BTreeSet<CounsellingFieldId>,
) -> ApiResult<()> {
    let (scope, tx) = (change.caller().scope(), change.tx());
    let mut present = counselled_fields(scope, Some(id), tx).await?;
    let present = present.remove(&id).unwrap_or_default();
    let offered = counselling_fields::operations::all(scope, tx).await?;
    let is_offered = |id: &CounsellingFieldId| {
        let mut active = offered.iter().filter(|one| one.active);
        active.any(|one| one.id == *id)
    };
    let added: Vec<_> = fields.difference(&present).copied().collect();
    if !added.iter().all(is_offered) {
        return Err(ApiError::Field {
            pointer: "/counselling_field_ids".into(),
            error: FieldError::new(FieldCode::OutOfRange),
        });
    }
    scope
        .delete::<FieldEntity>()
        .filter(FieldColumn::CounselorId.eq(id))
        .filter(FieldColumn::CounsellingFieldId.is_not_in(fields.iter().copied()))
        .exec(tx)
        .await?;
    if !added.is_empty() {
        let rows = added.into_iter().map(|field| FieldRow {
            counselor_id: Set(id),
            counselling_field_id: Set(field),
            facility_id: Set(scope.facility()),
        });
        FieldEntity::insert_many(rows)
            .exec_without_returning(tx)
            .await?;
    }
    Ok(())
}

/// What this counselor counsels on, or everybody, in one query.
pub async fn counselled_fields(
    scope: &Scope,
    of: Option<CounselorId>,
    db: &impl ConnectionTrait,
) -> ApiResult<CounselledFields> {
    let select = match of {
        Some(id) => scope.find_named::<FieldEntity>(FieldColumn::CounselorId.eq(id)),
        None => scope.find::<FieldEntity>(),
    };
    let mut fields = CounselledFields::new();
    for row in select.all(db).await? {
        let of_counselor = fields.entry(row.counselor_id).or_default();
        of_counselor.insert(row.counselling_field_id);
    }
    Ok(fields)
}

/// Takes away what a counselor counsels on, within the transaction that deletes them.
pub async fn forget(change: &Change<'_>, id: CounselorId) -> ApiResult<()> {
    let scope = change.caller().scope();
    scope
        .delete::<FieldEntity>()
        .filter(FieldColumn::CounselorId.eq(id))
        .exec(change.tx())
        .await?;
    Ok(())
}

/// Who can sign in, by display name.
pub async fn active(scope: &Scope, db: &impl ConnectionTrait) -> ApiResult<Vec<Model>> {
    let select = scope.find::<Entity>().filter(Column::Active.eq(true));
    let by_name = select.order_by_asc(Column::DisplayNameKey);
    Ok(by_name.order_by_asc(Column::Id).all(db).await?)
}

/// The ids of those who can sign in and take a client on whose primary counselor is this one: who
/// has primary clients only, no others.
pub fn take_client(scope: &Scope, primary: Option<CounselorId>) -> SelectStatement {
    let open = Column::PrimaryClientsOnly.eq(false);
    let takes = match primary {
        Some(id) => open.or(Column::Id.eq(id)),
        None => open,
    };
    scope
        .find::<Entity>()
        .filter(Column::Active.eq(true))
        .filter(takes)
        .select_only()
        .column(Column::Id)
        .into_query()
}

/// A counselor, locked until the end of the transaction: whoever decides by a count of their
/// requests takes this first, so that two at once do not count the same.
pub async fn lock(
    scope: &Scope,
    id: CounselorId,
    tx: &impl ConnectionTrait,
) -> ApiResult<Option<Model>> {
    let select = scope.find::<Entity>().filter(Column::Id.eq(id));
    Ok(select.lock(LockType::NoKeyUpdate).one(tx).await?)
}
