//! One function per operation, and what an operator does at the command line.

use super::entity::{ActiveModel, Column, Entity, Model};
use crate::{
    ApiError, ApiResult,
    audit::{self, By},
    caller::Caller,
    change::Change,
    clock::Clock,
    counselors::entity as counselor,
    crypto::{FacilityKeys, Keyring, column::LICENCE_REQUEST_DETAILS},
    database,
    extract::{next_page, read_cursor},
    facility::{self, entity as facility_entity},
    idempotency::Created,
    outgoing_mails::notify_of_licence_request,
    scope::Scope,
};
use domain::{
    access::{Action, Relation},
    audit::AuditAction,
    counselors::CounselorRef,
    ids::LicenceRequestId,
    licences::{
        LicenceRequest, LicenceRequestCreate, LicenceRequestQuery, LicenceRequestStatus,
        LicenceVolume, Licences,
    },
    page::Page,
    problem::ProblemCode,
};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, DatabaseConnection, EntityTrait,
    PaginatorTrait, QueryFilter, QueryOrder, QuerySelect, sea_query::Expr,
};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// What is sealed of a request.
#[derive(Debug, Serialize, Deserialize)]
pub struct Details {
    pub contact_name: String,
    pub contact_email: String,
    pub remark: Option<String>,
}

/// How many licences the facility has, and how many are in use.
pub async fn read_licences(caller: &Caller) -> ApiResult<Licences> {
    caller.check(Action::ReadLicences, Relation::Common)?;
    let facility = facility::operations::by_id(caller.db(), caller.facility()).await?;
    licences(caller.scope(), &facility, caller.db()).await
}

async fn licences(
    scope: &Scope,
    facility: &facility_entity::Model,
    db: &impl ConnectionTrait,
) -> ApiResult<Licences> {
    let active = scope
        .find::<counselor::Entity>()
        .filter(counselor::Column::Active.eq(true))
        .count(db)
        .await?;
    Ok(Licences {
        volume: volume(facility)?,
        active,
    })
}

/// How many licences a facility has.
pub fn volume(facility: &facility_entity::Model) -> ApiResult<Option<LicenceVolume>> {
    facility.licence_volume.map(read_volume).transpose()
}

fn read_volume(column: i32) -> ApiResult<LicenceVolume> {
    LicenceVolume::try_from(column.unsigned_abs()).map_err(ApiError::internal)
}

fn write_volume(volume: LicenceVolume) -> i32 {
    i32::try_from(u32::from(volume)).unwrap_or(i32::MAX)
}

/// Makes sure that one more account may be active, within the transaction that makes it so. Locks
/// the facility, so that no two take the last licence.
pub async fn take_one(change: &Change<'_>) -> ApiResult<()> {
    let caller = change.caller();
    let facility = facility::operations::lock(change.tx(), caller.facility()).await?;
    let licences = licences(caller.scope(), &facility, change.tx()).await?;
    licences
        .take_one()
        .map_err(|_| ProblemCode::NoLicenceLeft.into())
}

/// The requests for more, newest first.
pub async fn list_licence_requests(
    caller: &Caller,
    query: LicenceRequestQuery,
) -> ApiResult<Page<LicenceRequest>> {
    caller.check(Action::ListLicenceRequests, Relation::Common)?;
    let rows = query.limit.unwrap_or_default().rows();
    let mut select = caller
        .scope()
        .find::<Entity>()
        .find_also_related(counselor::Entity);
    if let Some(after) = &query.after {
        let id: LicenceRequestId = read_cursor(after)?;
        select = select.filter(Column::Id.lt(id));
    }
    let mut models = select
        .order_by_desc(Column::Id)
        .limit(rows + 1)
        .all(caller.db())
        .await?;
    let next = next_page(&mut models, rows, |(last, _)| last.id)?;
    let keys = caller.keys().await?;
    let items = models.into_iter().map(|(request, counselor)| {
        let counselor = counselor.ok_or(ProblemCode::Internal)?;
        show(request, counselor.reference(), &keys)
    });
    Ok(Page {
        items: items.collect::<ApiResult<_>>()?,
        next,
    })
}

fn show(
    request: Model,
    requested_by: CounselorRef,
    keys: &FacilityKeys,
) -> ApiResult<LicenceRequest> {
    let details = details(&request, keys)?;
    Ok(LicenceRequest {
        id: request.id,
        volume: read_volume(request.volume)?,
        contact_name: details.contact_name,
        contact_email: details.contact_email,
        remark: details.remark,
        status: request.status,
        requested_by,
        created_at: request.created_at,
        granted_at: request.granted_at,
    })
}

fn details(request: &Model, keys: &FacilityKeys) -> ApiResult<Details> {
    let opened = keys.open(
        LICENCE_REQUEST_DETAILS,
        request.id.0,
        &request.sealed_details,
    )?;
    serde_json::from_slice(&opened).map_err(ApiError::internal)
}

/// Asks the operator for more licences.
#[expect(clippy::disallowed_methods, reason = "a new row gets its id")]
pub async fn create_licence_request(
    caller: &Caller,
    body: LicenceRequestCreate,
) -> ApiResult<Created<'_, LicenceRequest>> {
    caller.check(Action::CreateLicenceRequest, Relation::Common)?;
    let keys = caller.keys().await?;
    let counselor_id = caller.counselor_id()?;
    let mut change = Change::begin(caller, AuditAction::CreateLicenceRequest).await?;
    let facility = facility::operations::by_id(change.tx(), caller.facility()).await?;
    body.check_volume(volume(&facility)?)
        .map_err(|error| ApiError::Field {
            pointer: "/volume".into(),
            error,
        })?;
    let id = LicenceRequestId(Uuid::now_v7());
    let details = serde_json::to_vec(&Details {
        contact_name: body.contact_name.into(),
        contact_email: body.contact_email.into(),
        remark: body.remark.map(Into::into),
    })
    .map_err(ApiError::internal)?;
    let has_operator = caller.state().settings.operator_email.is_some();
    let model = ActiveModel {
        id: Set(id),
        facility_id: Set(caller.facility()),
        counselor_id: Set(counselor_id),
        volume: Set(write_volume(body.volume)),
        sealed_details: Set(keys.seal(LICENCE_REQUEST_DETAILS, id.0, &details)?),
        status: Set(if has_operator {
            LicenceRequestStatus::Sent
        } else {
            LicenceRequestStatus::Recorded
        }),
        created_at: Set(caller.now()),
        granted_at: Set(None),
    };
    let model = Entity::insert(model)
        .exec_with_returning(change.tx())
        .await?;
    notify_of_licence_request(&mut change, id, &facility.slug).await?;
    let counselor = caller
        .scope()
        .find::<counselor::Entity>()
        .filter(counselor::Column::Id.eq(counselor_id))
        .one(change.tx())
        .await?
        .ok_or(ProblemCode::NotFound)?;
    change.on(id);
    Ok(Created {
        answer: show(model, counselor.reference(), &keys)?,
        change,
        version: None,
        client: None,
    })
}

/// A request with what is sealed of it, for the mails that tell of it.
pub async fn find_for_mail(
    scope: &Scope,
    keys: &FacilityKeys,
    id: LicenceRequestId,
) -> ApiResult<Option<(LicenceVolume, Details)>> {
    let request = scope
        .find::<Entity>()
        .filter(Column::Id.eq(id))
        .one(scope.db())
        .await?;
    request
        .map(|request| Ok((read_volume(request.volume)?, details(&request, keys)?)))
        .transpose()
}

/// A request that waits, as the operator sees it.
pub struct WaitingRequest {
    pub id: LicenceRequestId,
    pub needed: LicenceVolume,
    pub details: Details,
}

/// A facility's licences and the requests that wait, for the operator.
pub async fn look(
    db: &DatabaseConnection,
    keyring: &Keyring,
    slug: &str,
) -> ApiResult<(Licences, Vec<WaitingRequest>)> {
    let facility = facility::operations::by_slug(db, slug).await?;
    let scope = Scope::new(facility.id, db.clone());
    let keys = keyring.facility(&scope).await?;
    let waiting = scope
        .find::<Entity>()
        .filter(Column::Status.is_in(LicenceRequestStatus::WAITING))
        .order_by_asc(Column::Id)
        .all(db)
        .await?;
    let waiting = waiting.iter().map(|request| {
        Ok(WaitingRequest {
            id: request.id,
            needed: read_volume(request.volume)?,
            details: details(request, &keys)?,
        })
    });
    let waiting = waiting.collect::<ApiResult<_>>()?;
    Ok((licences(&scope, &facility, db).await?, waiting))
}

/// Notes that the operator has dealt with a request without raising the volume.
pub async fn finish_licence_request(
    db: &DatabaseConnection,
    keyring: &Keyring,
    clock: &Clock,
    (slug, id): (&str, LicenceRequestId),
) -> ApiResult<()> {
    let facility = facility::operations::by_slug(db, slug).await?;
    let scope = Scope::new(facility.id, db.clone());
    let keys = keyring.facility(&scope).await?;
    let tx = database::begin_write(db).await?;
    let done = scope
        .update::<Entity>()
        .col_expr(Column::Status, Expr::value(LicenceRequestStatus::Done))
        .filter(Column::Id.eq(id))
        .filter(Column::Status.is_in(LicenceRequestStatus::WAITING))
        .exec(&tx)
        .await?;
    if done.rows_affected == 0 {
        return Err(ProblemCode::NotFound.into());
    }
    let what = (AuditAction::FinishLicenceRequest, Some(id.into()));
    audit::record(&tx, &scope, &keys, By::OPERATOR, what, clock.now()).await?;
    tx.commit().await?;
    Ok(())
}

/// Sets how many licences a facility has, without a bound if `None`. Requests for no more than that
/// are granted by it.
pub async fn change_licence_volume(
    db: &DatabaseConnection,
    keyring: &Keyring,
    clock: &Clock,
    slug: &str,
    volume: Option<LicenceVolume>,
) -> ApiResult<()> {
    let facility = facility::operations::by_slug(db, slug).await?;
    let scope = Scope::new(facility.id, db.clone());
    let (keys, now) = (keyring.facility(&scope).await?, clock.now());
    let tx = database::begin_write(db).await?;
    facility::operations::lock(&tx, facility.id).await?;
    let column = volume.map(write_volume);
    facility::operations::set_licence_volume(&tx, facility.id, column).await?;
    scope
        .update::<Entity>()
        .col_expr(Column::Status, Expr::value(LicenceRequestStatus::Granted))
        .col_expr(Column::GrantedAt, Expr::value(Some(now)))
        .filter(Column::Status.is_in(LicenceRequestStatus::WAITING))
        .filter(Column::Volume.lte(column.unwrap_or(i32::MAX)))
        .exec(&tx)
        .await?;
    let what = (AuditAction::ChangeLicenceVolume, None);
    audit::record(&tx, &scope, &keys, By::OPERATOR, what, now).await?;
    tx.commit().await?;
    Ok(())
}
