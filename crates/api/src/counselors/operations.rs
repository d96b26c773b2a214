//! One function per operation. Nothing else reads or writes the table of counselors, but for
//! signing in, which looks a name up before there is a caller.

use super::entity::{ActiveModel, Column, Entity, Model};
use crate::{
    ApiError, ApiResult,
    caller::Caller,
    change::Change,
    extract::{next_page, read_cursor},
    idempotency::Created,
};
use chrono::{DateTime, Utc};
use domain::{
    access::{Action, Relation},
    accounts::AccountKind,
    audit::AuditAction,
    counselors::{Counselor, CounselorCreate, CounselorQuery, CounselorSummary, CounselorUpdate},
    ids::{CounselorId, FacilityId},
    page::Page,
    passwords::OwnNames,
    problem::ProblemCode,
    version::Version,
};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, Condition, EntityTrait, ExprTrait, QueryFilter, QueryOrder,
    QuerySelect, sea_query::Expr,
};
use uuid::Uuid;

/// Who works at the facility, by display name.
pub async fn list_counselors(
    caller: &Caller,
    query: CounselorQuery,
) -> ApiResult<Page<CounselorSummary>> {
    caller.check(Action::ListCounselors, Relation::Common)?;
    let rows = query.limit.unwrap_or_default().rows();
    let mut select = caller.scope().find::<Entity>();
    if let Some(after) = query.after {
        let (name, id): (String, CounselorId) = read_cursor(&after)?;
        select = select.filter(
            Expr::tuple([Expr::col(Column::DisplayName), Expr::col(Column::Id)])
                .gt(Expr::tuple([Expr::value(name), Expr::value(id)])),
        );
    }
    let mut models = select
        .order_by_asc(Column::DisplayName)
        .order_by_asc(Column::Id)
        .limit(rows + 1)
        .all(caller.db())
        .await?;
    let next = next_page(&mut models, rows, |last| {
        (last.display_name.clone(), last.id)
    })?;
    Ok(Page {
        items: models.into_iter().map(Model::summary).collect(),
        next,
    })
}

/// Makes a staff account.
pub async fn create_counselor(
    caller: &Caller,
    body: CounselorCreate,
) -> ApiResult<Created<'_, Counselor>> {
    caller.check(Action::CreateCounselor, Relation::Common)?;
    let names = OwnNames::of_counselor(&body);
    let passwords = &caller.state().passwords;
    let password = body.password.as_str();
    let hash = passwords
        .choose(AccountKind::Counselor, password, &names)
        .await?;
    let model = new(caller.facility(), body, hash, caller.now());
    let mut change = Change::begin(caller, AuditAction::CreateCounselor).await?;
    let model = Entity::insert(model)
        .exec_with_returning(change.tx())
        .await?;
    change.on(model.id);
    Ok(Created {
        change,
        version: Some(model.version),
        answer: model.counselor()?,
        client: None,
    })
}

/// A row to insert.
#[expect(clippy::disallowed_methods, reason = "a new row gets its id")]
pub fn new(
    facility: FacilityId,
    body: CounselorCreate,
    password_hash: String,
    now: DateTime<Utc>,
) -> ActiveModel {
    ActiveModel {
        id: Set(CounselorId(Uuid::now_v7())),
        facility_id: Set(facility),
        role: Set(body.role),
        login_name_key: Set(body.login_name.key()),
        login_name: Set(body.login_name.into()),
        salutation: Set(body.salutation),
        first_name: Set(body.first_name.into()),
        last_name: Set(body.last_name.into()),
        email_key: Set(body.email.key()),
        email: Set(body.email.into()),
        display_name: Set(body.display_name.into()),
        password_hash: Set(password_hash),
        language: Set(body.language),
        active: Set(true),
        version: Set(Version::FIRST),
        created_at: Set(now),
        invited_at: Set(None),
        two_factor_since: Set(None),
    }
}

/// A counselor's own data.
pub async fn read_counselor(caller: &Caller, id: CounselorId) -> ApiResult<Counselor> {
    find(caller, id, Action::ReadCounselor).await?.counselor()
}

/// Changes a counselor's own data, if nobody else has since `version`.
pub async fn update_counselor(
    caller: &Caller,
    id: CounselorId,
    version: Version,
    body: CounselorUpdate,
) -> ApiResult<Counselor> {
    find(caller, id, Action::UpdateCounselor).await?;
    let mut change = ActiveModel {
        version: Set(version.next()),
        ..Default::default()
    };
    if let Some(email) = body.email {
        change.email_key = Set(email.key());
        change.email = Set(email.into());
    }
    if let Some(name) = body.first_name {
        change.first_name = Set(name.into());
    }
    if let Some(name) = body.last_name {
        change.last_name = Set(name.into());
    }
    if let Some(name) = body.display_name {
        change.display_name = Set(name.into());
    }
    if let Some(salutation) = body.salutation {
        change.salutation = Set(salutation);
    }
    if let Some(language) = body.language {
        change.language = Set(language);
    }
    let mut changing = Change::begin(caller, AuditAction::UpdateCounselor).await?;
    let changed = caller
        .scope()
        .update::<Entity>()
        .set(change)
        .filter(Column::Id.eq(id))
        .filter(Column::Version.eq(version))
        .exec_with_returning(changing.tx())
        .await?;
    let model = changed.into_iter().next();
    let model = model.ok_or(ApiError::Problem(ProblemCode::StaleVersion))?;
    changing.on(id);
    changing.commit().await?;
    model.counselor()
}

/// The only way to load one: say what for.
async fn find(caller: &Caller, id: CounselorId, action: Action) -> ApiResult<Model> {
    let relation = Relation::to_counselors(caller.actor(), Some(id));
    caller.check(action, relation)?;
    exists(caller, id).await
}

/// The counselor, whoever asks: for what names one.
pub async fn exists(caller: &Caller, id: CounselorId) -> ApiResult<Model> {
    caller
        .scope()
        .find::<Entity>()
        .filter(Column::Id.eq(id))
        .one(caller.db())
        .await?
        .ok_or(ApiError::Problem(ProblemCode::NotFound))
}

/// Matches an e-mail address or a login name, in the form names are compared in.
pub fn named(key: &str) -> Condition {
    Condition::any()
        .add(Column::LoginNameKey.eq(key))
        .add(Column::EmailKey.eq(key))
}
