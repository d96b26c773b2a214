//! In which months a client has monitorings, each with the one before: so that any period can tell
//! how many clients it has, and who is new, by one look at each of its months; and still can when
//! nobody knows any more whose they were.

use super::{
    entity::client_month::{ActiveModel, Column, Entity, Model},
    monitorings::Summand,
};
use crate::{ApiError, ApiResult, clients::erasure::Erasure, scope::Scope};
use domain::{
    ids::{ClientId, CounselorId},
    statistics::{ClientFigures, Month, Period},
};
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, Condition, DatabaseTransaction, EntityTrait, ExprTrait, FromQueryResult,
    QueryFilter, QueryOrder, QuerySelect, Select,
    sea_query::{CaseStatement, Expr},
};
use uuid::Uuid;

/// Whose months: a client's with one counselor, or with anybody.
#[derive(Clone, Copy)]
struct Whose {
    client: ClientId,
    counselor: Option<CounselorId>,
}

/// Counts the client of a monitoring in its month, as [`super::monitorings::add_up`] does the rest.
pub async fn add_up(
    scope: &Scope,
    tx: &DatabaseTransaction,
    before: Option<Summand<'_>>,
    after: Option<Summand<'_>>,
) -> ApiResult<()> {
    let place = |one: Option<Summand<'_>>| {
        let one = one?;
        let month = Month::of(one.figures.date).map_err(ApiError::internal);
        Some(month.map(|month| (one.client, one.figures.counselor_id, month)))
    };
    let (before, after) = (place(before).transpose()?, place(after).transpose()?);
    if before == after {
        return Ok(());
    }
    for (place, enters) in [(after, true), (before, false)] {
        let Some((Some(client), counselor, month)) = place else {
            continue;
        };
        for counselor in [None, Some(counselor)] {
            let whose = Whose { client, counselor };
            if enters {
                enter(scope, tx, whose, month).await?;
            } else {
                leave(scope, tx, whose, month).await?;
            }
        }
    }
    Ok(())
}

async fn enter(
    scope: &Scope,
    tx: &DatabaseTransaction,
    whose: Whose,
    month: Month,
) -> ApiResult<()> {
    let month = month.to_string();
    if add(scope, tx, whose, &month, 1).await?.is_some() {
        return Ok(());
    }
    let previous = months(scope, whose)
        .filter(Column::Month.lt(&month))
        .order_by_desc(Column::Month)
        .one(tx)
        .await?;
    follow(scope, tx, whose, &month, Some(&month)).await?;
    insert(scope, tx, whose, month, previous.map(|one| one.month)).await
}

async fn insert(
    scope: &Scope,
    tx: &DatabaseTransaction,
    whose: Whose,
    month: String,
    previous: Option<String>,
) -> ApiResult<()> {
    let row = ActiveModel {
        // Says nothing of when, nor in which order.
        id: Set(Uuid::new_v4()),
        facility_id: Set(scope.facility()),
        counselor_id: Set(whose.counselor),
        client_id: Set(Some(whose.client)),
        month: Set(month),
        previous: Set(previous),
        monitorings: Set(1),
    };
    Entity::insert(row).exec_without_returning(tx).await?;
    Ok(())
}

async fn leave(
    scope: &Scope,
    tx: &DatabaseTransaction,
    whose: Whose,
    month: Month,
) -> ApiResult<()> {
    let month = month.to_string();
    let Some(left) = add(scope, tx, whose, &month, -1).await? else {
        return Ok(());
    };
    if left.monitorings > 0 {
        return Ok(());
    }
    scope
        .delete::<Entity>()
        .filter(Column::Id.eq(left.id))
        .exec(tx)
        .await?;
    follow(scope, tx, whose, &month, left.previous.as_deref()).await
}

/// One more or one less in a month that is there.
async fn add(
    scope: &Scope,
    tx: &DatabaseTransaction,
    whose: Whose,
    month: &str,
    more: i64,
) -> ApiResult<Option<Model>> {
    let changed = scope
        .update::<Entity>()
        .col_expr(
            Column::Monitorings,
            Expr::col(Column::Monitorings).add(more),
        )
        .filter(are(whose))
        .filter(Column::Month.eq(month))
        .exec_with_returning(tx)
        .await?;
    Ok(changed.into_iter().next())
}

/// The month that comes after this one has another before it.
async fn follow(
    scope: &Scope,
    tx: &DatabaseTransaction,
    whose: Whose,
    month: &str,
    previous: Option<&str>,
) -> ApiResult<()> {
    let next = months(scope, whose)
        .filter(Column::Month.gt(month))
        .order_by_asc(Column::Month)
        .one(tx)
        .await?;
    let Some(next) = next else { return Ok(()) };
    scope
        .update::<Entity>()
        .col_expr(Column::Previous, Expr::value(previous.map(str::to_owned)))
        .filter(Column::Id.eq(next.id))
        .exec(tx)
        .await?;
    Ok(())
}

fn months(scope: &Scope, whose: Whose) -> Select<Entity> {
    scope.find::<Entity>().filter(are(whose))
}

fn are(whose: Whose) -> Condition {
    Condition::all()
        .add(Column::ClientId.eq(whose.client))
        .add(with(whose.counselor))
}

fn with(counselor: Option<CounselorId>) -> Expr {
    match counselor {
        Some(counselor) => Column::CounselorId.eq(counselor),
        None => Column::CounselorId.is_null(),
    }
}

/// Forgets whose months these are, within the transaction that erases a client.
pub async fn erase_of_client(erasure: &Erasure<'_>) -> ApiResult<()> {
    erasure
        .scope()
        .update::<Entity>()
        .col_expr(Column::ClientId, Expr::value(None::<ClientId>))
        .filter(Column::ClientId.eq(erasure.client()))
        .exec(erasure.tx())
        .await?;
    Ok(())
}

#[derive(FromQueryResult)]
struct Row {
    active: i64,
    new: i64,
}

/// How many clients have monitorings in a period: with one counselor, or with anybody.
pub async fn count(
    scope: &Scope,
    period: Period,
    counselor: Option<CounselorId>,
) -> ApiResult<ClientFigures> {
    let from = period.from().to_string();
    let first_in_period = Condition::any()
        .add(Column::Previous.is_null())
        .add(Column::Previous.lt(&from));
    let new = CaseStatement::new().case(Column::Previous.is_null(), 1);
    let row = scope
        .find::<Entity>()
        .filter(with(counselor))
        .filter(Column::Month.gte(&from))
        .filter(Column::Month.lte(period.to().to_string()))
        .filter(first_in_period)
        .select_only()
        .column_as(Column::Id.count(), "active")
        .column_as(Expr::Case(Box::new(new)).count(), "new")
        .into_model::<Row>()
        .one(scope.db())
        .await?;
    let (active, new) = row.map_or((0, 0), |row| (row.active, row.new));
    Ok(ClientFigures {
        active: active.unsigned_abs(),
        new: new.unsigned_abs(),
        returning: (active - new).unsigned_abs(),
    })
}
