//! One function per operation. Nothing else reads or writes the tables of monitorings.

use super::{
    entity::{Column, Entity, Model, answer},
    figures, show,
    writing::{lock_clients, tell},
};
use crate::{
    ApiError, ApiResult,
    audit::note_look,
    caller::Caller,
    change::Change,
    clients::{self, erasure::Erasure},
    crypto::Sealed,
    extract::{next_page, read_cursor},
    scope::Scope,
    statistics::monitorings::Summand,
};
use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    access::{Action, Relation},
    audit::{AuditAction, AuditRecord, RecordKind},
    ids::{BookingId, ChatId, ClientId, MailRequestId, MonitoringId},
    monitorings::{Monitoring, MonitoringQuery},
    page::{Limit, Page},
    problem::ProblemCode,
};
use sea_orm::{
    ColumnTrait, ConnectionTrait, ExprTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait,
    sea_query::Expr,
};

pub use super::{
    export::export_monitorings,
    fields::{
        add_monitoring_field_set, all as fields, create_monitoring_field, list_monitoring_fields,
        seed_set, update_monitoring_field,
    },
    settings::{read_monitoring_settings, rules_of, update_monitoring_settings},
    suggesting::suggest_monitoring,
    writing::{create_monitoring, update_monitoring},
};

/// Monitorings, newest first: counselors see their own.
pub async fn list_monitorings(
    caller: &Caller,
    query: MonitoringQuery,
) -> ApiResult<Page<Monitoring>> {
    caller.check(Action::ListMonitorings, Relation::Common)?;
    if let Some(client) = query.client_id {
        let relation = clients::operations::relation_to(caller, client, caller.db()).await?;
        caller.check(Action::ReadClient, relation)?;
        note_look(caller, AuditAction::ListMonitorings, client).await?;
    }
    let rows = query.limit.unwrap_or_default().rows();
    let listed = page(caller, &query, rows).await?;
    let me = caller.counselor_id()?;
    if query.client_id.is_none() && listed.items.iter().any(|one| one.counselor.id != me) {
        let all = AuditRecord {
            kind: RecordKind::Facility,
            id: caller.facility().0,
        };
        note_look(caller, AuditAction::ListMonitorings, all).await?;
    }
    Ok(listed)
}

/// So many of those that the caller may read.
pub(super) async fn page(
    caller: &Caller,
    query: &MonitoringQuery,
    rows: u64,
) -> ApiResult<Page<Monitoring>> {
    let me = caller.counselor_id()?;
    let select = caller.scope().find::<Entity>();
    let relations = [
        (Relation::Own, Column::CounselorId.eq(me)),
        (Relation::Others, Column::CounselorId.ne(me)),
    ];
    let mut select = caller.filter(select, Action::ReadMonitoring, relations);
    if let Some(id) = query.counselor_id {
        select = select.filter(Column::CounselorId.eq(id));
    }
    if let Some(id) = query.client_id {
        select = select.filter(Column::ClientId.eq(id));
    }
    if let Some(id) = query.chat_id {
        select = select.filter(Column::ChatId.eq(id));
    }
    if let Some(from) = query.from {
        select = select.filter(Column::Date.gte(from));
    }
    let after: Option<(NaiveDate, MonitoringId)> =
        query.after.as_deref().map(read_cursor).transpose()?;
    // Where the page begins bounds the days, too: SQLite goes by one of the two only.
    let days = after.iter().map(|(date, _)| *date).chain(query.until);
    if let Some(until) = days.min() {
        select = select.filter(Column::Date.lte(until));
    }
    if let Some(channel) = query.channel {
        select = select.filter(Column::Channel.eq(channel));
    }
    if let Some(field) = query.field_id {
        let mut answered = caller
            .scope()
            .find::<answer::Entity>()
            .filter(answer::Column::FieldId.eq(field));
        if let Some(answer) = &query.answer {
            answered = answered.filter(answer::Column::Answer.eq(answer));
        }
        let answered = answered.select_only().column(answer::Column::MonitoringId);
        select = select.filter(Column::Id.in_subquery(answered.into_query()));
    }
    if let Some((date, id)) = after {
        let key = [Column::Date, Column::Id].map(Expr::col);
        let last = Expr::tuple([Expr::value(date), Expr::value(id)]);
        select = select.filter(Expr::tuple(key).lt(last));
    }
    let mut models = select
        .order_by_desc(Column::Date)
        .order_by_desc(Column::Id)
        .limit(rows + 1)
        .all(caller.db())
        .await?;
    let next = next_page(&mut models, rows, |last| (last.date, last.id))?;
    Ok(Page {
        items: show::all(caller, models, caller.db()).await?,
        next,
    })
}

/// A page of what was recorded of a client, for taking along.
pub async fn of_client(
    caller: &Caller,
    client: ClientId,
    after: Option<String>,
) -> ApiResult<Page<Monitoring>> {
    let query = MonitoringQuery {
        client_id: Some(client),
        after,
        ..MonitoringQuery::default()
    };
    page(caller, &query, Limit::MAX.into()).await
}

/// One monitoring; of a client's, the look is noted.
pub async fn read_monitoring(caller: &Caller, id: MonitoringId) -> ApiResult<Monitoring> {
    let model = find(caller, id, Action::ReadMonitoring, caller.db()).await?;
    if model.client_id.is_some() {
        note_look(caller, AuditAction::ReadMonitoring, id).await?;
    }
    show::one(caller, model, caller.db()).await
}

/// Deletes one for good, and what was counted of it.
pub async fn delete_monitoring(caller: &Caller, id: MonitoringId) -> ApiResult<()> {
    let mut change = Change::begin(caller, AuditAction::DeleteMonitoring).await?;
    let (scope, tx) = (caller.scope(), change.tx());
    let locked = lock_clients(&change, Some(id), None).await?;
    let model = find(caller, id, Action::DeleteMonitoring, tx).await?;
    if model.client_id.is_some_and(|id| !locked.contains(&id)) {
        return Err(ProblemCode::Conflict.into());
    }
    if let Some(client) = model.client_id {
        clients::operations::check_not_held(scope, tx, client).await?;
    }
    let answers = figures::answers(scope, [id], tx).await?.remove(&id);
    let before = figures::of(&model, answers.unwrap_or_default())?;
    let before = Summand {
        figures: &before,
        client: model.client_id,
    };
    figures::write(scope, tx, id, (Some(before), None)).await?;
    scope
        .delete::<Entity>()
        .filter(Column::Id.eq(id))
        .exec(tx)
        .await?;
    change.on(id);
    tell(&mut change, [model.counselor_id]);
    change.commit().await
}

/// Takes away who the monitorings of a client were about, within the transaction that erases the
/// client. What is counted stays as it is.
pub async fn erase_of_client(erasure: &Erasure<'_>) -> ApiResult<()> {
    erasure
        .scope()
        .update::<Entity>()
        .col_expr(Column::ClientId, Expr::value(None::<ClientId>))
        .col_expr(Column::MailRequestId, Expr::value(None::<MailRequestId>))
        .col_expr(Column::BookingId, Expr::value(None::<BookingId>))
        .col_expr(Column::ChatId, Expr::value(None::<ChatId>))
        .col_expr(Column::SealedTexts, Expr::value(None::<Sealed>))
        // Nobody saves what they read before.
        .col_expr(Column::Version, Expr::col(Column::Version).add(1))
        .filter(Column::ClientId.eq(erasure.client()))
        .exec(erasure.tx())
        .await?;
    Ok(())
}

/// When something of a conversation of the chat was recorded last.
pub(super) async fn last_recorded(
    caller: &Caller,
    chat: ChatId,
) -> ApiResult<Option<DateTime<Utc>>> {
    let last: Option<Option<DateTime<Utc>>> = caller
        .scope()
        .find::<Entity>()
        .filter(Column::ChatId.eq(chat))
        .select_only()
        .column_as(Column::CreatedAt.max(), "last")
        .into_tuple()
        .one(caller.db())
        .await?;
    Ok(last.flatten())
}

/// Takes away that they were of a group chat, within the transaction that deletes it.
pub async fn forget_chat(change: &Change<'_>, chat: ChatId) -> ApiResult<()> {
    unlink_chat(change.caller().scope(), change.tx(), chat).await
}

/// The same where no caller is.
pub async fn unlink_chat(scope: &Scope, tx: &impl ConnectionTrait, chat: ChatId) -> ApiResult<()> {
    scope
        .update::<Entity>()
        .col_expr(Column::ChatId, Expr::value(None::<ChatId>))
        .filter(Column::ChatId.eq(chat))
        .exec(tx)
        .await?;
    Ok(())
}

/// The only way to load one: say what for. One that is to be changed is locked until the end of the
/// transaction, so that what is counted of it is what stands there.
pub(super) async fn find(
    caller: &Caller,
    id: MonitoringId,
    action: Action,
    db: &impl ConnectionTrait,
) -> ApiResult<Model> {
    let mut select = caller.scope().find::<Entity>().filter(Column::Id.eq(id));
    if action != Action::ReadMonitoring {
        select = select.lock_exclusive();
    }
    let model = select.one(db).await?;
    let model = model.ok_or(ApiError::Problem(ProblemCode::NotFound))?;
    let relation = Relation::to_counselors(caller.actor(), Some(model.counselor_id));
    caller.check(action, relation)?;
    Ok(model)
}
