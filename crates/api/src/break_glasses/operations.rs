//! One function per operation. Nothing else reads or writes the table of break-glasses.

use super::entity::{ActiveModel, Column, Entity, Model};
use crate::{
    ApiError, ApiResult,
    caller::Caller,
    change::Change,
    counselors::{entity as counselor, operations::references},
    crypto::column::BREAK_GLASS_REASON,
    extract::{next_page, read_cursor},
    idempotency::Created,
    mail_requests::{
        entity::mail_request,
        operations::{find as find_request, load as load_request, tell_staff},
    },
    outgoing_mails::notify_counselor,
    scope::Scope,
};
use chrono::{DateTime, Utc};
use domain::{
    access::{Access, Action, Relation, Role},
    audit::AuditAction,
    break_glasses::{
        ASKED_FOR, BreakGlass, BreakGlassQuery, BreakGlassRequest, BreakGlassStatus, OPEN_FOR,
    },
    events::EventKind,
    ids::{BreakGlassId, CounselorId, MailRequestId},
    outgoing_mails::MailTemplate,
    page::Page,
    problem::ProblemCode,
};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, Condition, ConnectionTrait, DatabaseTransaction, EntityTrait,
    QueryFilter, QueryOrder, QuerySelect, sea_query::Expr,
};
use uuid::Uuid;

/// Whether the caller may read the request by now, for a while.
pub async fn is_open(
    caller: &Caller,
    request: MailRequestId,
    db: &impl ConnectionTrait,
) -> ApiResult<bool> {
    let Some(counselor) = caller.actor().counselor_id() else {
        return Ok(false);
    };
    let open = Condition::all()
        .add(of(request, counselor, caller.now()))
        .add(Column::Status.eq(BreakGlassStatus::Confirmed));
    let found = caller.scope().find::<Entity>().filter(open).one(db).await?;
    Ok(found.is_some())
}

/// Those that somebody has asked for and whose time is not over.
fn of(request: MailRequestId, counselor: CounselorId, now: DateTime<Utc>) -> Condition {
    Condition::all()
        .add(Column::MailRequestId.eq(request))
        .add(Column::RequestedBy.eq(counselor))
        .add(Column::ExpiresAt.gt(now))
}

/// Asks to read a request; the other admins are told.
#[expect(clippy::disallowed_methods, reason = "a new row gets its id")]
pub async fn request_break_glass(
    caller: &Caller,
    request: MailRequestId,
    body: BreakGlassRequest,
) -> ApiResult<Created<'_, BreakGlass>> {
    let mut change = Change::begin(caller, AuditAction::RequestBreakGlass).await?;
    let tx = change.tx();
    let request = find_request(caller, request, Action::RequestBreakGlass, tx).await?;
    let (me, now) = (caller.counselor_id()?, caller.now());
    let relation = request.ownership().relation_of(caller.actor());
    let access = caller.decide(Action::ReadMailRequest, relation);
    let asked = Condition::all()
        .add(of(request.id, me, now))
        .add(Column::Status.ne(BreakGlassStatus::Refused));
    let asked = caller
        .scope()
        .find::<Entity>()
        .filter(asked)
        .one(tx)
        .await?;
    if access != Access::BreakGlass || asked.is_some() {
        return Err(ProblemCode::Conflict.into());
    }
    let id = BreakGlassId(Uuid::now_v7());
    let keys = caller.keys().await?;
    let key = keys
        .find_client_key(caller.scope(), request.client_id, tx)
        .await?;
    let model = ActiveModel {
        id: Set(id),
        facility_id: Set(caller.facility()),
        mail_request_id: Set(request.id),
        requested_by: Set(me),
        sealed_reason: Set(key.seal(BREAK_GLASS_REASON, id.0, body.reason.as_str())?),
        requested_at: Set(now),
        status: Set(BreakGlassStatus::Requested),
        decided_by: Set(None),
        expires_at: Set(now + ASKED_FOR),
    };
    let model = Entity::insert(model).exec_with_returning(tx).await?;
    for admin in other_admins(caller, me, tx).await? {
        let template = MailTemplate::BreakGlassRequested;
        notify_counselor(&mut change, admin, template, request.id).await?;
    }
    let answer = show_one(caller, model, request.clone(), change.tx()).await?;
    change.on(request.id);
    tell_staff(&mut change, EventKind::MailRequestChanged, &request);
    Ok(Created {
        answer,
        change,
        version: None,
        client: Some(request.client_id),
    })
}

async fn other_admins(
    caller: &Caller,
    me: CounselorId,
    tx: &impl ConnectionTrait,
) -> ApiResult<Vec<CounselorId>> {
    let admins = caller
        .scope()
        .find::<counselor::Entity>()
        .filter(counselor::Column::Role.eq(Role::Admin))
        .filter(counselor::Column::Active.eq(true))
        .filter(counselor::Column::Id.ne(me))
        .all(tx)
        .await?;
    Ok(admins.into_iter().map(|admin| admin.id).collect())
}

/// Who asked to read what, newest first; of counselors' own requests, or of all for admins.
pub async fn list_break_glasses(
    caller: &Caller,
    query: BreakGlassQuery,
) -> ApiResult<Page<BreakGlass>> {
    caller.check(Action::ListBreakGlasses, Relation::Common)?;
    let limit = query.limit.unwrap_or_default().rows();
    let mut select = caller
        .scope()
        .find::<Entity>()
        .find_also_related(mail_request::Entity);
    if !caller.actor().is_admin() {
        let own = mail_request::Column::CounselorId.eq(caller.counselor_id()?);
        select = select.filter(own);
    }
    if let Some(request) = query.mail_request_id {
        select = select.filter(Column::MailRequestId.eq(request));
    }
    if let Some(after) = &query.after {
        let id: BreakGlassId = read_cursor(after)?;
        select = select.filter(Column::Id.lt(id));
    }
    let mut rows = select
        .order_by_desc(Column::Id)
        .limit(limit + 1)
        .all(caller.db())
        .await?;
    let next = next_page(&mut rows, limit, |(last, _)| last.id)?;
    Ok(Page {
        items: show(caller, rows, caller.db()).await?,
        next,
    })
}

/// Lets the admin who asked read, for a while; whoever owns the request is told.
pub async fn confirm_break_glass(caller: &Caller, id: BreakGlassId) -> ApiResult<BreakGlass> {
    let change = Change::begin(caller, AuditAction::ConfirmBreakGlass).await?;
    decide(change, id, BreakGlassStatus::Confirmed).await
}

/// Does not.
pub async fn refuse_break_glass(caller: &Caller, id: BreakGlassId) -> ApiResult<BreakGlass> {
    let change = Change::begin(caller, AuditAction::RefuseBreakGlass).await?;
    decide(change, id, BreakGlassStatus::Refused).await
}

async fn decide(
    mut change: Change<'_>,
    id: BreakGlassId,
    status: BreakGlassStatus,
) -> ApiResult<BreakGlass> {
    let (caller, now) = (change.caller(), change.caller().now());
    let action = match status {
        BreakGlassStatus::Confirmed => Action::ConfirmBreakGlass,
        _ => Action::RefuseBreakGlass,
    };
    let found = load(caller, id, change.tx()).await?;
    let asked_by = Relation::to_counselors(caller.actor(), Some(found.requested_by));
    caller.check(action, asked_by)?;
    let expires_at = match status {
        BreakGlassStatus::Confirmed => now + OPEN_FOR,
        _ => now,
    };
    let decided = caller
        .scope()
        .update::<Entity>()
        .col_expr(Column::Status, Expr::value(status))
        .col_expr(Column::DecidedBy, Expr::value(caller.counselor_id()?))
        .col_expr(Column::ExpiresAt, Expr::value(expires_at))
        .filter(Column::Id.eq(id))
        .filter(Column::Status.eq(BreakGlassStatus::Requested))
        .filter(Column::ExpiresAt.gt(now))
        .exec(change.tx())
        .await?;
    if decided.rows_affected == 0 {
        return Err(ProblemCode::Conflict.into());
    }
    let request = load_request(caller, found.mail_request_id, false, change.tx()).await?;
    if let Some(owner) = request.counselor_id
        && status == BreakGlassStatus::Confirmed
    {
        let template = MailTemplate::BreakGlassConfirmed;
        notify_counselor(&mut change, owner, template, request.id).await?;
    }
    let decided = load(caller, id, change.tx()).await?;
    let shown = show_one(caller, decided, request.clone(), change.tx()).await?;
    change.on(request.id);
    tell_staff(&mut change, EventKind::MailRequestChanged, &request);
    change.commit().await?;
    Ok(shown)
}

async fn load(caller: &Caller, id: BreakGlassId, db: &impl ConnectionTrait) -> ApiResult<Model> {
    let found = caller.scope().find::<Entity>().filter(Column::Id.eq(id));
    let found = found.one(db).await?;
    found.ok_or(ApiError::Problem(ProblemCode::NotFound))
}

/// Removes those on a request, within the transaction that removes the request.
pub async fn remove_of_mail_request(
    scope: &Scope,
    tx: &DatabaseTransaction,
    request: MailRequestId,
) -> ApiResult<()> {
    scope
        .delete::<Entity>()
        .filter(Column::MailRequestId.eq(request))
        .exec(tx)
        .await?;
    Ok(())
}

async fn show_one(
    caller: &Caller,
    model: Model,
    request: mail_request::Model,
    db: &impl ConnectionTrait,
) -> ApiResult<BreakGlass> {
    let shown = show(caller, vec![(model, Some(request))], db).await?;
    let one = shown.into_iter().next();
    one.ok_or(ApiError::Problem(ProblemCode::NotFound))
}

/// With the names and the reasons of all of them, in two queries.
async fn show(
    caller: &Caller,
    rows: Vec<(Model, Option<mail_request::Model>)>,
    db: &impl ConnectionTrait,
) -> ApiResult<Vec<BreakGlass>> {
    let people = rows
        .iter()
        .flat_map(|(one, _)| [Some(one.requested_by), one.decided_by])
        .flatten();
    let people = references(caller.scope(), people, db).await?;
    let clients = rows.iter().filter_map(|(_, request)| request.as_ref());
    let clients = clients.map(|request| request.client_id);
    let keys = caller.keys().await?;
    let keys = keys.find_client_keys(caller.scope(), clients, db).await?;
    let missing = || ApiError::Problem(ProblemCode::NotFound);
    let shown = rows.into_iter().map(|(one, request)| {
        let request = request.ok_or_else(missing)?;
        let key = keys.get(&request.client_id).ok_or_else(missing)?;
        let requested_by = people.get(&one.requested_by).cloned();
        Ok(BreakGlass {
            id: one.id,
            mail_request_id: request.id,
            mail_request_number: request.number,
            requested_by: requested_by.ok_or_else(missing)?,
            reason: key.open(BREAK_GLASS_REASON, one.id.0, &one.sealed_reason)?,
            requested_at: one.requested_at,
            status: one.status,
            decided_by: one.decided_by.and_then(|id| people.get(&id).cloned()),
            expires_at: one.expires_at,
        })
    });
    shown.collect()
}
