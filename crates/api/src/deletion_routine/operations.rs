//! One function per operation, and what the routine goes by.

use super::{
    entity::{Column, Entity, Model},
    sweep::Kind,
};
use crate::{
    ApiError, ApiResult,
    bookings::{self, entity as booking, group_bookings::entity::participant},
    caller::Caller,
    change::Change,
    chats::{self, entity::message as chat_message},
    clients::entity as client,
    direct_messages::{self, entity as direct_message},
    documents::{self, entity as document},
    extract::{next_page, read_cursor},
    facility::{self, entity as facility_entity},
    mail_requests::{self, entity::mail_request},
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
        MonthsKept, Retention,
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
        erase_mail_requests_after_months: kept(facility.erase_mail_requests_after_months)?,
        erase_chat_messages_after_months: kept(facility.erase_chat_messages_after_months)?,
        erase_documents_after_months: kept(facility.erase_documents_after_months)?,
        erase_appointments_after_months: kept(facility.erase_appointments_after_months)?,
        erase_direct_messages_after_months: kept(facility.erase_direct_messages_after_months)?,
        version: facility.deletion_routine_version,
    })
}

fn kept(months: Option<i16>) -> ApiResult<Option<MonthsKept>> {
    let months = months.map(u16::try_from).transpose();
    let months = months.map_err(ApiError::internal)?;
    let kept = months.map(MonthsKept::try_from).transpose();
    kept.map_err(ApiError::internal)
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
    let kept = |kept: Option<MonthsKept>| Expr::value(kept.map(u16::from).map(i32::from));
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
        .col_expr(
            Column::EraseMailRequestsAfterMonths,
            kept(body.erase_mail_requests_after_months),
        )
        .col_expr(
            Column::EraseChatMessagesAfterMonths,
            kept(body.erase_chat_messages_after_months),
        )
        .col_expr(
            Column::EraseDocumentsAfterMonths,
            kept(body.erase_documents_after_months),
        )
        .col_expr(
            Column::EraseAppointmentsAfterMonths,
            kept(body.erase_appointments_after_months),
        )
        .col_expr(
            Column::EraseDirectMessagesAfterMonths,
            kept(body.erase_direct_messages_after_months),
        )
        .col_expr(Column::DeletionRoutineVersion, Expr::value(version.next()))
        .filter(Column::DeletionRoutineVersion.eq(version))
        .exec(change.tx())
        .await?;
    if changed.rows_affected == 0 {
        return Err(ProblemCode::StaleVersion.into());
    }
    change.commit().await?;
    settings(caller.facility(), caller.db()).await
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
    let held = scope.find::<client::Entity>();
    let held = held.filter(client::Column::HeldAt.is_not_null());
    Ok(DeletionRoutinePreview {
        erases: erases(scope, due, query.retention(), now).await?,
        marks,
        held: held.count(scope.db()).await?,
    })
}

/// How many of each these clients have, and how many are over while their clients stay: what is
/// both counts once.
async fn erases(
    scope: &Scope,
    due: Condition,
    retention: Retention,
    now: DateTime<Utc>,
) -> ApiResult<ErasedCounts> {
    let db = scope.db();
    let clients = scope.find::<client::Entity>().filter(due);
    let ids = clients
        .clone()
        .select_only()
        .column(client::Column::Id)
        .into_query();
    let either = |of_client: Expr, over: Option<Condition>| {
        let either = Condition::any().add(of_client);
        over.into_iter().fold(either, Condition::add)
    };
    let over = |kind: Kind, over: fn(&Scope, DateTime<Utc>) -> Condition| {
        kind.cutoff(retention, now)
            .map(|cutoff| over(scope, cutoff))
    };
    let requests: Vec<(i64, Option<i64>)> = scope
        .find::<mail_request::Entity>()
        .filter(either(
            mail_request::Column::ClientId.in_subquery(ids.clone()),
            over(Kind::MailRequests, mail_requests::retention::over),
        ))
        .select_only()
        .column_as(mail_request::Column::Id.count(), "requests")
        .column_as(mail_request::Column::MessageCount.sum(), "messages")
        .into_tuple()
        .all(db)
        .await?;
    let (requests, messages) = requests.first().copied().unwrap_or_default();
    let notes = scope
        .find::<note::Entity>()
        .filter(note::Column::ClientId.in_subquery(ids.clone()));
    let chat_messages = scope.find::<chat_message::Entity>().filter(either(
        chat_message::Column::SealedFor.in_subquery(ids.clone()),
        over(Kind::ChatMessages, chats::retention::over),
    ));
    let documents = scope.find::<document::Entity>().filter(either(
        document::Column::ClientId.in_subquery(ids.clone()),
        over(Kind::Documents, documents::retention::over),
    ));
    let appointments = scope.find::<booking::Entity>().filter(either(
        booking::Column::ClientId.in_subquery(ids.clone()),
        over(Kind::Appointments, bookings::retention::over),
    ));
    let participations = scope.find::<participant::Entity>().filter(either(
        participant::Column::ClientId.in_subquery(ids.clone()),
        over(
            Kind::Participations,
            bookings::group_bookings::retention::over,
        ),
    ));
    let direct_messages = scope.find::<direct_message::Entity>().filter(either(
        direct_message::Column::ClientId.in_subquery(ids),
        over(Kind::DirectMessages, direct_messages::retention::over),
    ));
    Ok(ErasedCounts {
        notes: notes.count(db).await?,
        documents: documents.count(db).await?,
        chat_messages: chat_messages.count(db).await?,
        appointments: appointments.count(db).await? + participations.count(db).await?,
        direct_messages: direct_messages.count(db).await?,
        clients: clients.count(db).await?,
        mail_requests: requests.unsigned_abs(),
        messages: messages.unwrap_or_default().unsigned_abs(),
    })
}

/// Clients whose time has come: deleted up to this moment, and under no hold.
pub fn due(cutoff: DateTime<Utc>) -> Condition {
    Condition::all()
        .add(client::Column::Status.eq(ClientStatus::Deleted))
        .add(client::Column::HeldAt.is_null())
        .add(client::Column::DeletedAt.lte(cutoff))
}

/// Clients who count as gone: no sign of life from this moment on, and under no hold.
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
        .add(client::Column::HeldAt.is_null())
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
