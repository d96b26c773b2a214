//! One function per operation. Nothing else reads or writes the table of absences.

use super::entity::{ActiveModel, Column, Entity, Model};
use crate::{
    ApiError, ApiResult,
    bookings::news::tell_staff,
    caller::Caller,
    change::Change,
    counselors,
    crypto::{FacilityKeys, column::ABSENCE_LABEL},
    extract::{next_page, read_cursor},
    facility,
    idempotency::Created,
    scope::Scope,
};
use chrono::{DateTime, Utc};
use domain::{
    absences::{
        Absence, AbsenceCreate, AbsencePeriod, AbsenceQuery, AbsenceUpdate, RawAbsencePeriod,
    },
    access::{Action, Relation},
    audit::AuditAction,
    counselors::CounselorRef,
    ids::{AbsenceId, CounselorId},
    page::Page,
    problem::{FieldCode, FieldError, ProblemCode},
    version::Version,
};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, DbErr, EntityTrait, ExprTrait, QueryFilter,
    QueryOrder, QuerySelect, sea_query::Expr,
};
use uuid::Uuid;

/// The absences of the facility's counselors, by when they begin.
pub async fn list_absences(caller: &Caller, query: AbsenceQuery) -> ApiResult<Page<Absence>> {
    caller.check(Action::ListAbsences, Relation::Common)?;
    let rows = query.limit.unwrap_or_default().rows();
    let mut select = caller.scope().find::<Entity>();
    if let Some(id) = query.counselor_id {
        select = select.filter(Column::CounselorId.eq(id));
    }
    if let Some(from) = query.from {
        select = select.filter(Column::EndsAt.gt(from));
    }
    if let Some(until) = query.until {
        select = select.filter(Column::StartsAt.lt(until));
    }
    if let Some(after) = &query.after {
        let (starts_at, id): (DateTime<Utc>, AbsenceId) = read_cursor(after)?;
        let key = [Column::StartsAt, Column::Id].map(|column| Expr::col((Entity, column)));
        let last = Expr::tuple([Expr::value(starts_at), Expr::value(id)]);
        select = select.filter(Expr::tuple(key).gt(last));
    }
    let mut models = select
        .order_by_asc(Column::StartsAt)
        .order_by_asc(Column::Id)
        .limit(rows + 1)
        .all(caller.db())
        .await?;
    let next = next_page(&mut models, rows, |last| (last.starts_at, last.id))?;
    let ids = models.iter().map(|model| model.counselor_id);
    let names = counselors::operations::references(caller.scope(), ids, caller.db()).await?;
    let keys = caller.keys().await?;
    let items = models.iter().map(|model| {
        let counselor = names.get(&model.counselor_id).cloned();
        show(&keys, model, counselor)
    });
    Ok(Page {
        items: items.collect::<ApiResult<_>>()?,
        next,
    })
}

/// From when to when counselors are away, of all that touches a period.
pub async fn within(
    scope: &Scope,
    of: Option<CounselorId>,
    (from, until): (DateTime<Utc>, DateTime<Utc>),
    db: &impl ConnectionTrait,
) -> ApiResult<Vec<Model>> {
    let mut select = scope
        .find::<Entity>()
        .filter(Column::StartsAt.lt(until))
        .filter(Column::EndsAt.gt(from));
    if let Some(id) = of {
        select = select.filter(Column::CounselorId.eq(id));
    }
    Ok(select.all(db).await?)
}

/// Puts one down.
#[expect(clippy::disallowed_methods, reason = "a new row gets its id")]
pub async fn create_absence(
    caller: &Caller,
    body: AbsenceCreate,
) -> ApiResult<Created<'_, Absence>> {
    let counselor = match body.counselor_id {
        Some(id) => id,
        None => caller.counselor_id()?,
    };
    let relation = Relation::to_counselors(caller.actor(), Some(counselor));
    caller.check(Action::CreateAbsence, relation)?;
    let mut change = Change::begin(caller, AuditAction::CreateAbsence).await?;
    let reference = known(&change, counselor).await?;
    let id = AbsenceId(Uuid::now_v7());
    let keys = caller.keys().await?;
    let (starts_at, ends_at) = moments(caller, body.period, change.tx()).await?;
    let (first_day, last_day) = days(body.period);
    let model = ActiveModel {
        id: Set(id),
        facility_id: Set(caller.facility()),
        counselor_id: Set(counselor),
        starts_at: Set(starts_at),
        ends_at: Set(ends_at),
        first_day: Set(first_day),
        last_day: Set(last_day),
        sealed_label: Set(keys.seal(ABSENCE_LABEL, id.0, body.label.as_str().as_bytes())?),
        version: Set(Version::FIRST),
    };
    let model = Entity::insert(model)
        .exec_with_returning(change.tx())
        .await?;
    change.on(id);
    tell_staff(&mut change, Some(counselor));
    Ok(Created {
        answer: show(&keys, &model, Some(reference))?,
        change,
        version: Some(Version::FIRST),
        client: None,
    })
}

/// Only somebody who works here can be away.
async fn known(change: &Change<'_>, id: CounselorId) -> ApiResult<CounselorRef> {
    let found = counselors::operations::exists_within(change.caller(), id, change.tx()).await;
    match found {
        Ok(model) => Ok(model.reference()),
        Err(error) if error.code() == ProblemCode::NotFound => Err(ApiError::Field {
            pointer: "/counselor_id".into(),
            error: FieldError::new(FieldCode::OutOfRange),
        }),
        Err(error) => Err(error),
    }
}

/// Changes one, if nobody else has since `version`.
pub async fn update_absence(
    caller: &Caller,
    id: AbsenceId,
    version: Version,
    body: AbsenceUpdate,
) -> ApiResult<Absence> {
    let mut change = Change::begin(caller, AuditAction::UpdateAbsence).await?;
    let before = find(caller, id, Action::UpdateAbsence, change.tx()).await?;
    let keys = caller.keys().await?;
    let mut columns = ActiveModel {
        version: Set(version.next()),
        ..Default::default()
    };
    if let Some(period) = body.period {
        let (starts_at, ends_at) = moments(caller, period, change.tx()).await?;
        let (first_day, last_day) = days(period);
        columns.starts_at = Set(starts_at);
        columns.ends_at = Set(ends_at);
        columns.first_day = Set(first_day);
        columns.last_day = Set(last_day);
    }
    if let Some(label) = &body.label {
        columns.sealed_label = Set(keys.seal(ABSENCE_LABEL, id.0, label.as_str().as_bytes())?);
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
    let ids = [before.counselor_id];
    let mut names = counselors::operations::references(caller.scope(), ids, change.tx()).await?;
    change.on(id);
    tell_staff(&mut change, Some(before.counselor_id));
    change.commit().await?;
    show(&keys, &model, names.remove(&before.counselor_id))
}

/// Deletes one for good.
pub async fn delete_absence(caller: &Caller, id: AbsenceId) -> ApiResult<()> {
    let mut change = Change::begin(caller, AuditAction::DeleteAbsence).await?;
    let gone = find(caller, id, Action::DeleteAbsence, change.tx()).await?;
    let one = caller.scope().delete::<Entity>().filter(Column::Id.eq(id));
    one.exec(change.tx()).await?;
    change.on(id);
    tell_staff(&mut change, Some(gone.counselor_id));
    change.commit().await
}

/// Deletes a counselor's, within the transaction that deletes the counselor.
pub async fn delete_of_counselor(change: &Change<'_>, id: CounselorId) -> ApiResult<()> {
    let theirs = change.caller().scope().delete::<Entity>();
    theirs
        .filter(Column::CounselorId.eq(id))
        .exec(change.tx())
        .await?;
    Ok(())
}

/// The only way to load one: say what for.
async fn find(
    caller: &Caller,
    id: AbsenceId,
    action: Action,
    db: &impl ConnectionTrait,
) -> ApiResult<Model> {
    let row = caller.scope().find::<Entity>().filter(Column::Id.eq(id));
    let found = row.one(db).await?;
    let found = found.ok_or(ApiError::Problem(ProblemCode::NotFound))?;
    let relation = Relation::to_counselors(caller.actor(), Some(found.counselor_id));
    caller.check(action, relation)?;
    Ok(found)
}

async fn moments(
    caller: &Caller,
    period: AbsencePeriod,
    db: &impl ConnectionTrait,
) -> ApiResult<(DateTime<Utc>, DateTime<Utc>)> {
    let facility = facility::operations::by_id(db, caller.facility()).await?;
    Ok(period.moments(&facility.zone()?))
}

/// As columns keep it.
fn days(period: AbsencePeriod) -> (Option<chrono::NaiveDate>, Option<chrono::NaiveDate>) {
    match period.said() {
        RawAbsencePeriod::Days { from, until } => (Some(from), Some(until)),
        RawAbsencePeriod::Times { .. } => (None, None),
    }
}

fn show(keys: &FacilityKeys, model: &Model, counselor: Option<CounselorRef>) -> ApiResult<Absence> {
    let (starts_at, ends_at) = (model.starts_at, model.ends_at);
    let said = match model.first_day.zip(model.last_day) {
        Some((from, until)) => RawAbsencePeriod::Days { from, until },
        None => RawAbsencePeriod::Times { starts_at, ends_at },
    };
    let label = keys.open(ABSENCE_LABEL, model.id.0, &model.sealed_label)?;
    Ok(Absence {
        id: model.id,
        counselor: counselor.ok_or_else(|| {
            ApiError::internal(DbErr::RecordNotFound("whose absence it is".into()))
        })?,
        period: AbsencePeriod::try_from(said).map_err(ApiError::internal)?,
        starts_at,
        ends_at,
        label: String::from_utf8(label).map_err(ApiError::internal)?,
        version: model.version,
    })
}
