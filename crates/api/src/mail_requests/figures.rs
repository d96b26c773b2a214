//! How many requests there are, for statistics.

use super::{
    entity::mail_request::{Column, Entity},
    overdue,
};
use crate::{ApiResult, scope::Scope, statistics::Months};
use chrono::{DateTime, Utc};
use domain::{ids::CounselorId, mail_requests::MailRequestStatus, statistics::MailRequestFigures};
use sea_orm::{
    ColumnTrait, ConnectionTrait, ExprTrait, FromQueryResult, QueryFilter, QuerySelect, QueryTrait,
    Select,
    sea_query::{CaseStatement, Expr, IntoCondition, SelectStatement},
};

#[derive(FromQueryResult)]
struct Row {
    place: i32,
    received: i64,
    answered: i64,
    completed: i64,
    overdue: i64,
}

/// Those that were received in each of the months, everybody's or one counselor's.
pub async fn by_month(
    scope: &Scope,
    months: &Months,
    counselor: Option<CounselorId>,
    now: DateTime<Utc>,
    db: &impl ConnectionTrait,
) -> ApiResult<Vec<MailRequestFigures>> {
    let completed = Column::Status.is_not_in(MailRequestStatus::UNCOMPLETED);
    let rows = received(scope, months, counselor)
        .select_only()
        .column_as(months.place(Column::CreatedAt), Months::PLACE)
        .column_as(Column::Id.count(), "received")
        .column_as(Column::FirstAnswerMinutes.count(), "answered")
        .column_as(those(completed), "completed")
        .column_as(those(overdue::is(true, now)), "overdue")
        .group_by(Expr::col(Months::PLACE));
    let mut figures = vec![MailRequestFigures::default(); months.count()];
    for row in rows.into_model::<Row>().all(db).await? {
        let place = usize::try_from(row.place).unwrap_or(usize::MAX);
        if let Some(month) = figures.get_mut(place) {
            *month = MailRequestFigures {
                received: row.received.unsigned_abs(),
                answered: row.answered.unsigned_abs(),
                completed: row.completed.unsigned_abs(),
                overdue: row.overdue.unsigned_abs(),
            };
        }
    }
    Ok(figures)
}

/// In how many minutes they were answered, one row each.
pub fn first_answers(
    scope: &Scope,
    months: &Months,
    counselor: Option<CounselorId>,
) -> SelectStatement {
    received(scope, months, counselor)
        .filter(Column::FirstAnswerMinutes.is_not_null())
        .select_only()
        .column_as(Column::FirstAnswerMinutes, "minutes")
        .into_query()
}

fn received(scope: &Scope, months: &Months, counselor: Option<CounselorId>) -> Select<Entity> {
    let rows = scope
        .find::<Entity>()
        .filter(months.contain((Entity, Column::CreatedAt)));
    match counselor {
        Some(counselor) => rows.filter(Column::CounselorId.eq(counselor)),
        None => rows,
    }
}

/// How many of them are so.
fn those(condition: impl IntoCondition) -> Expr {
    let case = CaseStatement::new().case(condition, 1);
    Expr::Case(Box::new(case)).count()
}
