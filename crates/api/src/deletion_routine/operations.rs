//! One function per operation, and what the routine goes by.

use super::entity::{Column, Entity, Model};
use crate::{
    ApiError, ApiResult,
    caller::Caller,
    change::Change,
    chats::entity::message as chat_message,
    clients::entity as client,
    documents::entity as document,
    extract::{next_page, read_cursor},
    facility::{self, entity as facility_entity},
    mail_requests::entity::mail_request,
    notes::entity as note,
    scope::Scope,
};
use chrono::{DateTime, Utc};
use domain::{
    access::{Action, Relation},
    audit::AuditAction,
    clients::ClientStatus,
    deletion_routine::{
        DaysToErase, DeletionRoutine, DeletionRoutinePreview, DeletionRoutinePreviewQuery,
        DeletionRoutineUpdate, ErasedCounts, ErasureEntry, ErasureQuery, MonthsInactive,
    },
    ids::{ErasureId, FacilityId},
    page::Page,
    problem::ProblemCode,
    version::Version,
};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, ExprTrait, PaginatorTrait, QueryFilter, QueryOrder,
    QuerySelect, QueryTrait,
    sea_query::{Expr, Query},
};

/// When what was deleted is erased.
pub async fn read_deletion_routine(caller: &Caller) -> ApiResult<DeletionRoutine> {
    caller.check(Action::ReadDeletionRoutine, Relation::Common)?;
    settings(caller.facility(), caller.db()).await
}

/// The same, whoever asks.
pub async fn settings(
    facility: FacilityId,
    db: &impl ConnectionTrait,
) -> ApiResult<DeletionRoutine> {
    of(&facility::operations::by_id(db, facility).await?)
}

/// What a facility's row says.
pub fn of(facility: &facility_entity::Model) -> ApiResult<DeletionRoutine> {
    let number = |number: i16| u16::try_from(number).map_err(ApiError::internal);
    let days = number(facility.erase_deleted_clients_after_days)?;
    let months = facility.mark_inactive_clients_after_months;
    let months = months.map(number).transpose()?;
    Ok(DeletionRoutine {
        erase_deleted_clients_after_days: DaysToErase::try_from(days)
            .map_err(ApiError::internal)?,
        mark_inactive_clients_after_months: months
            .map(MonthsInactive::try_from)
            .transpose()
            .map_err(ApiError::internal)?,
        version: facility.deletion_routine_version,
    })
}

/// Changes it, if nobody else has since `version`.
pub async fn update_deletion_routine(
    caller: &Caller,
    version: Version,
    body: DeletionRoutineUpdate,
) -> ApiResult<DeletionRoutine> {
    use facility_entity::Column;
    caller.check(Action::UpdateDeletionRoutine, Relation::Common)?;
    let days = u16::from(body.erase_deleted_clients_after_days);
    let months = body.mark_inactive_clients_after_months.map(u16::from);
    let change = Change::begin(caller, AuditAction::UpdateDeletionRoutine).await?;
    let changed = caller
        .scope()
        .update::<facility_entity::Entity>()
        .col_expr(
            Column::EraseDeletedClientsAfterDays,
            Expr::value(i32::from(days)),
        )
        .col_expr(
            Column::MarkInactiveClientsAfterMonths,
            Expr::value(months.map(i32::from)),
        )
        .col_expr(Column::DeletionRoutineVersion, Expr::value(version.next()))
        .filter(Column::DeletionRoutineVersion.eq(version))
        .exec(change.tx())
        .await?;
    if changed.rows_affected == 0 {
        return Err(ProblemCode::StaleVersion.into());
    }
    change.commit().await?;
    Ok(DeletionRoutine {
        erase_deleted_clients_after_days: body.erase_deleted_clients_after_days,
        mark_inactive_clients_after_months: body.mark_inactive_clients_after_months,
        version: version.next(),
    })
}

/// What the routine would do with these values if it ran now.
pub async fn preview_deletion_routine(
    caller: &Caller,
    query: DeletionRoutinePreviewQuery,
) -> ApiResult<DeletionRoutinePreview> {
    caller.check(Action::PreviewDeletionRoutine, Relation::Common)?;
    let (scope, now) = (caller.scope(), caller.now());
    let due = due(query.erase_deleted_clients_after_days.cutoff(now));
    let marks = match query.mark_inactive_clients_after_months {
        Some(months) => {
            let gone = scope
                .find::<client::Entity>()
                .filter(gone(months.cutoff(now)));
            gone.count(scope.db()).await?
        }
        None => 0,
    };
    Ok(DeletionRoutinePreview {
        erases: erases(scope, due).await?,
        marks,
    })
}

/// How many of each these clients have.
async fn erases(scope: &Scope, due: Condition) -> ApiResult<ErasedCounts> {
    let clients = scope.find::<client::Entity>().filter(due);
    let ids = clients
        .clone()
        .select_only()
        .column(client::Column::Id)
        .into_query();
    let requests: Vec<(i64, Option<i64>)> = scope
        .find::<mail_request::Entity>()
        .filter(mail_request::Column::ClientId.in_subquery(ids.clone()))
        .select_only()
        .column_as(mail_request::Column::Id.count(), "requests")
        .column_as(mail_request::Column::MessageCount.sum(), "messages")
        .into_tuple()
        .all(scope.db())
        .await?;
    let (requests, messages) = requests.first().copied().unwrap_or_default();
    let notes = scope
        .find::<note::Entity>()
        .filter(note::Column::ClientId.in_subquery(ids.clone()));
    let chat_messages = scope
        .find::<chat_message::Entity>()
        .filter(chat_message::Column::SealedFor.in_subquery(ids.clone()));
    let documents = scope
        .find::<document::Entity>()
        .filter(document::Column::ClientId.in_subquery(ids));
    Ok(ErasedCounts {
        notes: notes.count(scope.db()).await?,
        documents: documents.count(scope.db()).await?,
        chat_messages: chat_messages.count(scope.db()).await?,
        clients: clients.count(scope.db()).await?,
        mail_requests: requests.unsigned_abs(),
        messages: messages.unwrap_or_default().unsigned_abs(),
    })
}

/// Clients whose time has come: deleted up to this moment.
pub fn due(cutoff: DateTime<Utc>) -> Condition {
    Condition::all()
        .add(client::Column::Status.eq(ClientStatus::Deleted))
        .add(client::Column::DeletedAt.lte(cutoff))
}

/// Clients who count as gone: no sign of life from this moment on.
pub fn gone(cutoff: DateTime<Utc>) -> Condition {
    let of_client = Expr::col((mail_request::Entity, mail_request::Column::ClientId))
        .eq(Expr::col((client::Entity, client::Column::Id)));
    let recent = Query::select()
        .expr(Expr::value(1))
        .from(mail_request::Entity)
        .and_where(of_client)
        .and_where(mail_request::Column::LastMessageAt.gte(cutoff))
        .to_owned();
    Condition::all()
        .add(client::Column::Status.ne(ClientStatus::Deleted))
        .add(client::Column::LastSeenAt.lt(cutoff))
        .add(Expr::exists(recent).not())
}

/// The protocol, newest first.
pub async fn list_erasures(caller: &Caller, query: ErasureQuery) -> ApiResult<Page<ErasureEntry>> {
    caller.check(Action::ListErasures, Relation::Common)?;
    let rows = query.limit.unwrap_or_default().rows();
    let mut select = caller.scope().find::<Entity>();
    if let Some(after) = &query.after {
        let id: ErasureId = read_cursor(after)?;
        select = select.filter(Column::Id.lt(id));
    }
    let mut models = select
        .order_by_desc(Column::Id)
        .limit(rows + 1)
        .all(caller.db())
        .await?;
    let next = next_page(&mut models, rows, |last| last.id)?;
    let items = models.into_iter().map(Model::entry);
    Ok(Page {
        items: items.collect::<ApiResult<_>>()?,
        next,
    })
}
