//! Monitorings, added up with each that is written: a year of a large facility is read from some
//! thousand sums, whatever number of monitorings is behind them.

use super::entity::monitoring_figure::{ActiveModel, Column, Entity};
use crate::{ApiError, ApiResult, scope::Scope};
use domain::{
    ids::{ClientId, CounselorId},
    monitorings::Figures,
    statistics::{Counted, MonitoringFigures, Month, Period},
};
use sea_orm::{
    ActiveEnum,
    ActiveValue::Set,
    ColumnTrait, DatabaseTransaction, EntityTrait, ExprTrait, FromQueryResult, QueryFilter,
    QuerySelect, Select,
    sea_query::{Expr, OnConflict},
};
use std::collections::BTreeMap;
use uuid::Uuid;

/// What one monitoring adds to the sums.
#[derive(Clone, Copy)]
pub struct Summand<'a> {
    /// What is counted of it.
    pub figures: &'a Figures,
    /// Whom it is about.
    pub client: Option<ClientId>,
}

/// Which sum: month, counselor, topic, field, answer.
type Key = (Month, CounselorId, Counted, Uuid, String);

/// Adds a monitoring that is new to the sums, takes out one that is deleted, or both for one that
/// is changed. Whoever does so has locked the clients whom it was and is about.
pub async fn add_up(
    scope: &Scope,
    tx: &DatabaseTransaction,
    before: Option<Summand<'_>>,
    after: Option<Summand<'_>>,
) -> ApiResult<()> {
    let mut sums = BTreeMap::<Key, (i64, i64)>::new();
    for (summand, sign) in [(before, -1), (after, 1)] {
        let Some(Summand { figures, .. }) = summand else {
            continue;
        };
        for key in keys(figures)? {
            let (monitorings, minutes) = sums.entry(key).or_default();
            *monitorings += sign;
            *minutes += sign * i64::from(figures.minutes);
        }
    }
    sums.retain(|_, sum| *sum != (0, 0));
    if !sums.is_empty() {
        // In the order of their keys: two at once wait for each other one way only.
        let rows = sums.into_iter().map(|(key, sum)| row(scope, key, sum));
        let added = |column: Column| {
            let there = Expr::col((Entity, column));
            (column, there.add(Expr::col(("excluded", column))))
        };
        let sum = OnConflict::columns([
            Column::FacilityId,
            Column::Month,
            Column::CounselorId,
            Column::Topic,
            Column::FieldId,
            Column::Answer,
        ])
        .values([added(Column::Monitorings), added(Column::Minutes)])
        .to_owned();
        Entity::insert_many(rows)
            .on_conflict(sum)
            .exec_without_returning(tx)
            .await?;
    }
    super::clients::add_up(scope, tx, before, after).await
}

fn keys(figures: &Figures) -> ApiResult<Vec<Key>> {
    let month = Month::of(figures.date).map_err(ApiError::internal)?;
    let key = |topic, field, answer| (month, figures.counselor_id, topic, field, answer);
    let channel = figures.channel.map(|one| one.to_value());
    let mut keys = vec![
        key(Counted::All, Uuid::nil(), String::new()),
        key(Counted::Channel, Uuid::nil(), channel.unwrap_or_default()),
    ];
    let answers = figures.answers.iter();
    keys.extend(answers.map(|one| key(one.topic.into(), one.field_id, one.answer.clone())));
    Ok(keys)
}

fn row(scope: &Scope, key: Key, (monitorings, minutes): (i64, i64)) -> ActiveModel {
    let (month, counselor, topic, field, answer) = key;
    ActiveModel {
        facility_id: Set(scope.facility()),
        month: Set(month.to_string()),
        counselor_id: Set(counselor),
        topic: Set(topic),
        field_id: Set(field),
        answer: Set(answer),
        monitorings: Set(monitorings),
        minutes: Set(minutes),
    }
}

/// What was counselled in a month, and by whom.
pub struct ByMonth {
    /// When.
    pub month: String,
    /// Who.
    pub counselor: CounselorId,
    /// How much.
    pub figures: MonitoringFigures,
}

#[derive(FromQueryResult)]
struct MonthRow {
    month: String,
    counselor_id: CounselorId,
    monitorings: i64,
    minutes: i64,
}

/// How much there is of each month and each counselor, one of them or all.
pub async fn by_month(
    scope: &Scope,
    period: Period,
    counselor: Option<CounselorId>,
) -> ApiResult<Vec<ByMonth>> {
    let rows = of(scope, period, counselor)
        .filter(Column::Topic.eq(Counted::All))
        .filter(Column::Monitorings.ne(0))
        .select_only()
        .columns([
            Column::Month,
            Column::CounselorId,
            Column::Monitorings,
            Column::Minutes,
        ]);
    let rows = rows.into_model::<MonthRow>().all(scope.db()).await?;
    let rows = rows.into_iter().map(|row| ByMonth {
        month: row.month,
        counselor: row.counselor_id,
        figures: figures(row.monitorings, row.minutes),
    });
    Ok(rows.collect())
}

#[derive(FromQueryResult)]
struct AnswerRow {
    topic: Counted,
    field_id: Uuid,
    answer: String,
    monitorings: i64,
    minutes: i64,
}

/// How much there is with each answer.
pub type ByAnswer = BTreeMap<(Counted, Uuid), BTreeMap<String, MonitoringFigures>>;

/// How much there is with each answer to each question, one counselor's or everybody's.
pub async fn by_answer(
    scope: &Scope,
    period: Period,
    counselor: Option<CounselorId>,
) -> ApiResult<ByAnswer> {
    // A sum of whole numbers is of a kind of its own in PostgreSQL.
    let sum = |column: Column| column.into_expr().sum().cast_as("bigint");
    let rows = of(scope, period, counselor)
        .filter(Column::Topic.ne(Counted::All))
        .select_only()
        .columns([Column::Topic, Column::FieldId, Column::Answer])
        .column_as(sum(Column::Monitorings), "monitorings")
        .column_as(sum(Column::Minutes), "minutes")
        .group_by(Column::Topic)
        .group_by(Column::FieldId)
        .group_by(Column::Answer);
    let mut answers = ByAnswer::new();
    for row in rows.into_model::<AnswerRow>().all(scope.db()).await? {
        if row.monitorings != 0 {
            let field = answers.entry((row.topic, row.field_id)).or_default();
            field.insert(row.answer, figures(row.monitorings, row.minutes));
        }
    }
    Ok(answers)
}

fn figures(monitorings: i64, minutes: i64) -> MonitoringFigures {
    MonitoringFigures {
        monitorings: monitorings.unsigned_abs(),
        minutes: minutes.unsigned_abs(),
    }
}

fn of(scope: &Scope, period: Period, counselor: Option<CounselorId>) -> Select<Entity> {
    let rows = scope
        .find::<Entity>()
        .filter(Column::Month.gte(period.from().to_string()))
        .filter(Column::Month.lte(period.to().to_string()));
    match counselor {
        Some(counselor) => rows.filter(Column::CounselorId.eq(counselor)),
        None => rows,
    }
}
