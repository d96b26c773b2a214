//! Messages of chats, added up with each that is written, so that they are still counted when they
//! and whoever wrote them are gone.

use super::entity::chat_figure::{ActiveModel, Column, Entity};
use crate::{ApiError, ApiResult, facility, scope::Scope};
use chrono::{DateTime, Utc};
use domain::{
    ids::CounselorId,
    statistics::{ChatFigures, Month, Period},
};
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, ConnectionTrait, EntityTrait, ExprTrait, FromQueryResult, QueryFilter,
    QuerySelect, Select,
    sea_query::{Expr, OnConflict},
};
use std::collections::BTreeMap;
use uuid::Uuid;

/// Counts a message that is being written in a conversation, by a counselor or by somebody who
/// seeks help. Whoever does so has locked the conversation.
pub async fn count_message(
    scope: &Scope,
    tx: &impl ConnectionTrait,
    chat: Uuid,
    writer: Option<CounselorId>,
    now: DateTime<Utc>,
) -> ApiResult<()> {
    let facility = facility::operations::by_id(tx, scope.facility()).await?;
    let month = Month::at(&facility.zone()?, now).map_err(ApiError::internal)?;
    let row = ActiveModel {
        facility_id: Set(scope.facility()),
        month: Set(month.to_string()),
        chat_id: Set(chat),
        writer_id: Set(writer.map_or_else(Uuid::nil, |writer| writer.0)),
        messages: Set(1),
    };
    let one_more = Expr::col((Entity, Column::Messages)).add(1);
    let key = OnConflict::columns([
        Column::FacilityId,
        Column::Month,
        Column::ChatId,
        Column::WriterId,
    ])
    .values([(Column::Messages, one_more)])
    .to_owned();
    Entity::insert(row)
        .on_conflict(key)
        .exec_without_returning(tx)
        .await?;
    Ok(())
}

/// Forgets which conversations these were, within the transaction that deletes them: each is one
/// still, and no more than that.
pub async fn forget(
    scope: &Scope,
    tx: &impl ConnectionTrait,
    chats: impl IntoIterator<Item = Uuid>,
) -> ApiResult<()> {
    for chat in chats {
        // Says nothing of when, nor in which order.
        let any = Uuid::new_v4();
        scope
            .update::<Entity>()
            .col_expr(Column::ChatId, Expr::value(any))
            .filter(Column::ChatId.eq(chat))
            .exec(tx)
            .await?;
    }
    Ok(())
}

#[derive(FromQueryResult)]
struct Row {
    month: String,
    chats: i64,
    messages: i64,
}

/// What was written in each month, and in how many conversations in all: by one counselor, or by
/// everybody.
pub async fn by_month(
    scope: &Scope,
    period: Period,
    counselor: Option<CounselorId>,
) -> ApiResult<(BTreeMap<String, ChatFigures>, ChatFigures)> {
    // A sum of whole numbers is of a kind of its own in PostgreSQL.
    let messages = Column::Messages.into_expr().sum().cast_as("bigint");
    let chats = || Expr::col(Column::ChatId).count_distinct();
    let rows = of(scope, period, counselor)
        .select_only()
        .column(Column::Month)
        .column_as(chats(), "chats")
        .column_as(messages, "messages")
        .group_by(Column::Month);
    let mut months = BTreeMap::new();
    let mut all = ChatFigures::default();
    for Row {
        month,
        chats,
        messages,
    } in rows.into_model().all(scope.db()).await?
    {
        let (chats, messages) = (chats.unsigned_abs(), messages.unsigned_abs());
        all.messages += messages;
        months.insert(month, ChatFigures { chats, messages });
    }
    let in_all: Option<i64> = of(scope, period, counselor)
        .select_only()
        .column_as(chats(), "chats")
        .into_tuple()
        .one(scope.db())
        .await?;
    all.chats = in_all.unwrap_or_default().unsigned_abs();
    Ok((months, all))
}

fn of(scope: &Scope, period: Period, counselor: Option<CounselorId>) -> Select<Entity> {
    let rows = scope
        .find::<Entity>()
        .filter(Column::Month.gte(period.from().to_string()))
        .filter(Column::Month.lte(period.to().to_string()));
    match counselor {
        Some(counselor) => rows.filter(Column::WriterId.eq(counselor.0)),
        None => rows,
    }
}
