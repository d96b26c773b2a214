//! What a facility's own fields have in common, whatever they are for: they stand in an order, and
//! are switched off instead of deleted.

use crate::{
    ApiError, ApiResult,
    caller::Caller,
    change::Change,
    extract::{next_page, read_cursor},
    scope::{Scope, Tenant},
};
use domain::{
    counselling_fields::{FieldQuery, MAX_FIELDS, move_to},
    problem::ProblemCode,
    version::Version,
};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, ExprTrait, FromQueryResult, QueryFilter,
    QueryOrder, QuerySelect, Value, sea_query::Expr,
};
use serde::{Serialize, de::DeserializeOwned};

/// A table of such fields.
pub trait OrderedField: Tenant<Model: FromQueryResult + Send + Sync> {
    /// What tells one from the others.
    type Id: Copy + PartialEq + Serialize + DeserializeOwned + Into<Value>;
    /// The column of it.
    const ID: Self::Column;
    /// The column of the place in the order.
    const POSITION: Self::Column;
    /// The column of the version.
    const VERSION: Self::Column;

    /// Where a field stands, and which it is.
    fn place(model: &Self::Model) -> (i32, Self::Id);
}

/// A page of the facility's fields, in its order, and the cursor of the next.
pub async fn page<E: OrderedField>(
    caller: &Caller,
    query: &FieldQuery,
) -> ApiResult<(Vec<E::Model>, Option<String>)> {
    let rows = query.limit.unwrap_or_default().rows();
    let mut select = caller.scope().find::<E>();
    if let Some(after) = &query.after {
        let (position, id): (i32, E::Id) = read_cursor(after)?;
        let key = [E::POSITION, E::ID].map(|column| Expr::col(column.as_column_ref()));
        let last = Expr::tuple([Expr::value(position), Expr::value(id)]);
        select = select.filter(Expr::tuple(key).gt(last));
    }
    let mut models = select
        .order_by_asc(E::POSITION)
        .order_by_asc(E::ID)
        .limit(rows + 1)
        .all(caller.db())
        .await?;
    let next = next_page(&mut models, rows, E::place)?;
    Ok((models, next))
}

/// All of them, whoever asks: for what names one.
pub async fn all<E: OrderedField>(
    scope: &Scope,
    db: &impl ConnectionTrait,
) -> ApiResult<Vec<E::Model>> {
    Ok(scope
        .find::<E>()
        .order_by_asc(E::POSITION)
        .order_by_asc(E::ID)
        .all(db)
        .await?)
}

/// The place of one more, after all others; refused when there are enough.
pub async fn last_place<E: OrderedField>(change: &Change<'_>) -> ApiResult<i32> {
    let present = all::<E>(change.caller().scope(), change.tx()).await?;
    if present.len() >= MAX_FIELDS {
        return Err(ProblemCode::LimitReached.into());
    }
    let last = present.last().map(E::place);
    Ok(last.map_or(0, |(position, _)| position + 1))
}

/// One of them, with all others.
pub async fn one_of_all<E: OrderedField>(
    change: &Change<'_>,
    id: E::Id,
) -> ApiResult<(usize, Vec<E::Model>)> {
    let present = all::<E>(change.caller().scope(), change.tx()).await?;
    let place = present.iter().position(|one| E::place(one).1 == id);
    let place = place.ok_or(ApiError::Problem(ProblemCode::NotFound))?;
    Ok((place, present))
}

/// Writes these columns of the field at `place`, if nobody else has changed it since `version`, and
/// moves it where that is asked for. Answers the field as it is now.
pub async fn save<E: OrderedField>(
    change: &Change<'_>,
    (place, mut present): (usize, Vec<E::Model>),
    version: Version,
    columns: impl ActiveModelTrait<Entity = E>,
    position: Option<usize>,
) -> ApiResult<E::Model> {
    let (scope, tx) = (change.caller().scope(), change.tx());
    let (_, id) = E::place(&present[place]);
    let changed = scope
        .update::<E>()
        .set(columns)
        .filter(E::ID.eq(id))
        .filter(E::VERSION.eq(version))
        .exec(tx)
        .await?;
    if changed.rows_affected == 0 {
        return Err(ProblemCode::StaleVersion.into());
    }
    if let Some(position) = position {
        move_to(&mut present, place, position);
        for (position, one) in (0..).zip(&present) {
            let (before, id) = E::place(one);
            if before != position {
                scope
                    .update::<E>()
                    .col_expr(E::POSITION, Expr::value(position))
                    .filter(E::ID.eq(id))
                    .exec(tx)
                    .await?;
            }
        }
    }
    let field = scope.find::<E>().filter(E::ID.eq(id)).one(tx).await?;
    Ok(field.ok_or(ProblemCode::NotFound)?)
}
