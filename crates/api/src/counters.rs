//! Numbers that people name things by, counted per facility: `K-0042`, `2026-0481`.

use crate::scope::Scope;
use domain::ids::FacilityId;
use sea_orm::{ConnectionTrait, DbErr, FromQueryResult, Statement};

#[derive(FromQueryResult)]
struct Counter {
    value: i64,
}

/// The next number of this kind, starting at 1. Within the caller's transaction, so that a number
/// is used up only together with what carries it; two transactions at once wait for each other.
pub async fn next(
    tx: &impl ConnectionTrait,
    facility: FacilityId,
    kind: &str,
) -> Result<i64, DbErr> {
    let sql = "INSERT INTO counters (facility_id, kind, value) VALUES ($1, $2, 1) \
               ON CONFLICT (facility_id, kind) DO UPDATE SET value = counters.value + 1 \
               RETURNING value";
    let statement = Statement::from_sql_and_values(
        tx.get_database_backend(),
        sql,
        [facility.into(), kind.into()],
    );
    Counter::find_by_statement(statement)
        .one(tx)
        .await?
        .map(|counter| counter.value)
        .ok_or_else(|| DbErr::RecordNotFound(format!("counter {kind}")))
}

/// The number given last; 0 before the first.
pub async fn last(scope: &Scope, kind: &str) -> Result<i64, DbErr> {
    let statement = Statement::from_sql_and_values(
        scope.db().get_database_backend(),
        "SELECT value FROM counters WHERE facility_id = $1 AND kind = $2",
        [scope.facility().into(), kind.into()],
    );
    let counter = Counter::find_by_statement(statement)
        .one(scope.db())
        .await?;
    Ok(counter.map_or(0, |counter| counter.value))
}
