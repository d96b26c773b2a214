//! The client's name as lists of requests are sorted by it: stored with each request, because no index
//! reaches from one table into another.

use super::entity::mail_request::{Column, Entity};
use crate::{ApiError, ApiResult, clients::entity as client, scope::Scope};
use domain::{ids::ClientId, problem::ProblemCode};
use sea_orm::{
    ColumnTrait, ConnectionTrait, QueryFilter, QueryOrder, QuerySelect, sea_query::Expr,
};

/// What a new request of the client is sorted by. Nobody gives them another name until it is there.
pub async fn key_of(
    scope: &Scope,
    tx: &impl ConnectionTrait,
    client: ClientId,
) -> ApiResult<String> {
    let key: Option<String> = scope
        .find::<client::Entity>()
        .filter(client::Column::Id.eq(client))
        .lock_shared()
        .select_only()
        .column(client::Column::PseudonymKey)
        .into_tuple()
        .one(tx)
        .await?;
    key.ok_or(ApiError::Problem(ProblemCode::NotFound))
}

/// Waits for whoever has one of the client's requests, before the client gets another name: who
/// works on a request locks first that and then the client.
pub async fn lock_of_client(
    scope: &Scope,
    tx: &impl ConnectionTrait,
    client: ClientId,
) -> ApiResult<()> {
    scope
        .find::<Entity>()
        .filter(Column::ClientId.eq(client))
        .order_by_asc(Column::Id)
        .lock_exclusive()
        .select_only()
        .column(Column::Id)
        .into_tuple::<uuid::Uuid>()
        .all(tx)
        .await?;
    Ok(())
}

/// Sorts the client's requests by another name from now on.
pub async fn rename_client(
    scope: &Scope,
    tx: &impl ConnectionTrait,
    client: ClientId,
    key: &str,
) -> ApiResult<()> {
    scope
        .update::<Entity>()
        .col_expr(Column::ClientKey, Expr::value(key))
        .filter(Column::ClientId.eq(client))
        .exec(tx)
        .await?;
    Ok(())
}
