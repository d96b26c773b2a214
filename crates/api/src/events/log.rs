//! The ordered log of a facility's events. Positions have no gaps and are given in the order of
//! commits: the counter's row stays locked until the change that took a position is done.

use super::entity::{ActiveModel, Column, Entity};
use crate::{ApiError, ApiResult, counters, facility::entity as facility, scope::Scope};
use chrono::{DateTime, TimeDelta, Utc};
use domain::{
    access::{Openness, System},
    events::{Audience, Event, Position},
    ids::{ClientId, FacilityId},
};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, DatabaseConnection, DbBackend, EntityTrait,
    FromQueryResult, QueryFilter, QueryOrder, QuerySelect, Statement,
};
use uuid::Uuid;

/// What servers on one PostgreSQL wake each other on.
pub const CHANNEL: &str = "beistand_events";
/// Days that events are kept for those who come back.
const KEPT_DAYS: i64 = 7;
/// Events read at a time.
const BATCH: u64 = 500;

/// An event in its place.
#[derive(Clone, Copy, Debug)]
pub struct Logged {
    pub position: Position,
    pub event: Event,
    pub audience: Audience,
    /// What the facility had chosen when the event was read: it may have been changed since those
    /// who listen connected, by this server or another.
    pub system: System,
}

/// Adds an event, within the transaction of the change it tells of.
pub async fn log(
    tx: &impl ConnectionTrait,
    facility: FacilityId,
    event: &Event,
    audience: &Audience,
    at: DateTime<Utc>,
) -> ApiResult<()> {
    let position = counters::next(tx, facility, "events").await?;
    let model = ActiveModel {
        facility_id: Set(facility),
        position: Set(position),
        event: Set(serde_json::to_string(event).map_err(ApiError::internal)?),
        audience: Set(serde_json::to_string(audience).map_err(ApiError::internal)?),
        at: Set(at),
    };
    Entity::insert(model).exec_without_returning(tx).await?;
    let backend = tx.get_database_backend();
    if backend == DbBackend::Postgres {
        // Delivered on commit, once per facility and transaction.
        let values = [CHANNEL.into(), facility.to_string().into()];
        let notify = Statement::from_sql_and_values(backend, "SELECT pg_notify($1, $2)", values);
        tx.execute_raw(notify).await?;
    }
    Ok(())
}

/// The next events after `position`, in order; empty when there are none yet.
pub async fn after(scope: &Scope, position: Position) -> ApiResult<Vec<Logged>> {
    let rows = scope
        .find::<Entity>()
        .filter(Column::Position.gt(position))
        .order_by_asc(Column::Position)
        .limit(BATCH)
        .inner_join(facility::Entity)
        .select_only()
        .columns([Column::Position, Column::Event, Column::Audience])
        .column(facility::Column::Openness)
        .column(facility::Column::ConfidentialAdministration)
        .into_model::<Row>()
        .all(scope.db())
        .await?;
    rows.iter().map(read).collect()
}

#[derive(FromQueryResult)]
struct Row {
    position: Position,
    event: String,
    audience: String,
    openness: Openness,
    confidential_administration: bool,
}

fn read(row: &Row) -> ApiResult<Logged> {
    Ok(Logged {
        position: row.position,
        event: serde_json::from_str(&row.event).map_err(ApiError::internal)?,
        audience: serde_json::from_str(&row.audience).map_err(ApiError::internal)?,
        system: System {
            openness: row.openness,
            confidential_administration: row.confidential_administration,
        },
    })
}

/// The position of the newest event; 0 before the first.
pub async fn newest(scope: &Scope) -> ApiResult<Position> {
    Ok(counters::last(scope, "events").await?)
}

/// Takes a client out of what happened, and of who may hear of it: nobody goes by that id any more.
pub async fn forget_client(
    scope: &Scope,
    tx: &impl ConnectionTrait,
    client: ClientId,
) -> ApiResult<()> {
    forget(scope, tx, client.0).await
}

/// The same of whatever goes by an id.
pub async fn forget(scope: &Scope, tx: &impl ConnectionTrait, id: Uuid) -> ApiResult<()> {
    let sql = "UPDATE events \
               SET audience = replace(audience, $1, $2), event = replace(event, $1, $2) \
               WHERE facility_id = $3 AND (audience LIKE $4 OR event LIKE $4)";
    let values = [
        id.to_string().into(),
        Uuid::nil().to_string().into(),
        scope.facility().into(),
        format!("%{id}%").into(),
    ];
    let backend = tx.get_database_backend();
    tx.execute_raw(Statement::from_sql_and_values(backend, sql, values))
        .await?;
    Ok(())
}

/// Forgets events that nobody will come back for, of all facilities. Answers how many.
#[expect(
    clippy::disallowed_methods,
    reason = "housekeeping is about every facility"
)]
pub async fn forget_old(db: &DatabaseConnection, now: DateTime<Utc>) -> ApiResult<u64> {
    let gone = Entity::delete_many()
        .filter(Column::At.lt(now - TimeDelta::days(KEPT_DAYS)))
        .exec(db)
        .await?;
    Ok(gone.rows_affected)
}
