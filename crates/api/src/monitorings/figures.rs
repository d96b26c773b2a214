//! What of a monitoring is counted. Whatever changes it comes by here, in the transaction of the
//! change.

use super::entity::{Model, answer};
use crate::{
    ApiError, ApiResult,
    scope::Scope,
    statistics::monitorings::{Summand, add_up},
};
use domain::{
    ids::MonitoringId,
    monitorings::{Figure, Figures, Minutes},
};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, Condition, ConnectionTrait, DatabaseTransaction, EntityTrait,
    QueryFilter,
};
use std::collections::{BTreeSet, HashMap};

/// What is counted of a stored monitoring with these answers.
pub fn of(model: &Model, answers: BTreeSet<Figure>) -> ApiResult<Figures> {
    Ok(Figures {
        date: model.date,
        minutes: minutes(model)?,
        channel: model.channel,
        counselor_id: model.counselor_id,
        answers,
    })
}

/// How long it took.
pub fn minutes(model: &Model) -> ApiResult<Minutes> {
    Minutes::try_from(i64::from(model.minutes)).map_err(ApiError::internal)
}

/// The answers of these monitorings, in one query.
pub async fn answers(
    scope: &Scope,
    ids: impl IntoIterator<Item = MonitoringId>,
    db: &impl ConnectionTrait,
) -> ApiResult<HashMap<MonitoringId, BTreeSet<Figure>>> {
    let named = answer::Column::MonitoringId.is_in(ids);
    let rows = scope.find_named::<answer::Entity>(named).all(db).await?;
    let mut answers = HashMap::<_, BTreeSet<_>>::new();
    for row in rows {
        answers
            .entry(row.monitoring_id)
            .or_default()
            .insert(Figure {
                topic: row.topic,
                field_id: row.field_id,
                answer: row.answer,
            });
    }
    Ok(answers)
}

/// Counts a monitoring that is new (`before` is `None`), changed, or deleted (`after` is `None`).
/// A new one has its row already, a deleted one still has it. Whom it was and is about is locked.
pub async fn write(
    scope: &Scope,
    tx: &DatabaseTransaction,
    id: MonitoringId,
    (before, after): (Option<Summand<'_>>, Option<Summand<'_>>),
) -> ApiResult<()> {
    add_up(scope, tx, before, after).await?;
    let none = BTreeSet::new();
    let before = before.map_or(&none, |one| &one.figures.answers);
    let after = after.map_or(&none, |one| &one.figures.answers);
    let mut gone = before.difference(after).peekable();
    if gone.peek().is_some() {
        let rows = gone.fold(Condition::any(), |rows, one| {
            rows.add(
                Condition::all()
                    .add(answer::Column::FieldId.eq(one.field_id))
                    .add(answer::Column::Answer.eq(&one.answer)),
            )
        });
        scope
            .delete::<answer::Entity>()
            .filter(answer::Column::MonitoringId.eq(id))
            .filter(rows)
            .exec(tx)
            .await?;
    }
    let mut new = after.difference(before).peekable();
    if new.peek().is_some() {
        let rows = new.map(|one| answer::ActiveModel {
            monitoring_id: Set(id),
            field_id: Set(one.field_id),
            answer: Set(one.answer.clone()),
            topic: Set(one.topic),
            facility_id: Set(scope.facility()),
        });
        answer::Entity::insert_many(rows)
            .exec_without_returning(tx)
            .await?;
    }
    Ok(())
}
