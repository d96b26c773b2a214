//! Writing the protocol, in the transaction that erases: what is erased is counted exactly once.

use super::entity::{ActiveModel, Column, Entity};
use crate::{ApiError, ApiResult, scope::Scope};
use chrono::{DateTime, Utc};
use domain::{
    deletion_routine::{ErasedCounts, ErasureKind},
    ids::ErasureId,
};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, ExprTrait, QueryFilter,
    QuerySelect, sea_query::Expr,
};
use uuid::Uuid;

/// Adds to a night's entry, which is made if it is the first.
#[expect(clippy::disallowed_methods, reason = "a new row gets its id")]
pub async fn note_of_routine(
    scope: &Scope,
    tx: &impl ConnectionTrait,
    run: &str,
    (erased, marked): (ErasedCounts, i64),
    now: DateTime<Utc>,
) -> ApiResult<()> {
    let entry = entry(
        scope,
        ErasureId(Uuid::now_v7()),
        run,
        ErasureKind::Routine,
        now,
    )?;
    Entity::insert(entry)
        .on_conflict_do_nothing_on([Column::FacilityId, Column::Run])
        .exec_without_returning(tx)
        .await?;
    let of_run = || Column::Run.eq(run);
    let entry = scope
        .find::<Entity>()
        .filter(of_run())
        .lock_exclusive()
        .one(tx)
        .await?
        .ok_or_else(|| ApiError::Internal("an entry that was just written is gone".into()))?;
    let mut counts = entry.counts()?;
    counts.add(erased);
    scope
        .update::<Entity>()
        .col_expr(Column::Erased, Expr::value(json(counts)?))
        .col_expr(Column::Marked, Expr::col(Column::Marked).add(marked))
        .filter(of_run())
        .exec(tx)
        .await?;
    Ok(())
}

/// Notes what an admin has erased.
#[expect(clippy::disallowed_methods, reason = "a new row gets its id")]
pub async fn note_by_hand(
    scope: &Scope,
    tx: &impl ConnectionTrait,
    erased: ErasedCounts,
    now: DateTime<Utc>,
) -> ApiResult<()> {
    let id = ErasureId(Uuid::now_v7());
    let mut entry = entry(scope, id, &id.to_string(), ErasureKind::ByHand, now)?;
    entry.erased = Set(json(erased)?);
    Entity::insert(entry).exec_without_returning(tx).await?;
    Ok(())
}

fn entry(
    scope: &Scope,
    id: ErasureId,
    run: &str,
    kind: ErasureKind,
    now: DateTime<Utc>,
) -> ApiResult<ActiveModel> {
    Ok(ActiveModel {
        id: Set(id),
        facility_id: Set(scope.facility()),
        run: Set(run.to_owned()),
        kind: Set(kind),
        at: Set(now),
        erased: Set(json(ErasedCounts::default())?),
        marked: Set(0),
    })
}

fn json(counts: ErasedCounts) -> ApiResult<String> {
    serde_json::to_string(&counts).map_err(ApiError::internal)
}
