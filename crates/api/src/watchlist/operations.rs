//! One function per operation. A list is its owner's own note: nothing of it is in the audit log.

use super::entity::{ActiveModel, Column, Entity, Relation as Related};
use crate::{
    ApiResult,
    caller::Caller,
    change::Change,
    clients::{self, entity as client},
    counselors::entity as counselor,
    extract::{next_page, read_cursor},
};
use domain::{
    access::{Action, Relation},
    clients::{ClientNumber, ClientSummary},
    ids::ClientId,
    page::Page,
    watchlist::{WatchlistEntry, WatchlistQuery},
};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, EntityTrait, JoinType, QueryFilter, QueryOrder, QuerySelect,
    RelationTrait,
};

/// The caller's list: of the clients on it those that the caller may see, newest first.
pub async fn list_watchlist(
    caller: &Caller,
    query: WatchlistQuery,
) -> ApiResult<Page<ClientSummary>> {
    caller.check(Action::ListWatchlist, Relation::Common)?;
    let limit = query.limit.unwrap_or_default().rows();
    let mut select = clients::visible_to(caller, caller.scope().find())
        .join_rev(JoinType::InnerJoin, Related::Client.def())
        .filter(Column::CounselorId.eq(caller.counselor_id()?))
        .find_also_related(counselor::Entity);
    if let Some(after) = &query.after {
        let number: ClientNumber = read_cursor(after)?;
        select = select.filter(client::Column::Number.lt(number));
    }
    let mut rows = select
        .order_by_desc(client::Column::Number)
        .limit(limit + 1)
        .all(caller.db())
        .await?;
    let next = next_page(&mut rows, limit, |(last, _)| last.number)?;
    Ok(Page {
        items: clients::summaries(caller, rows, caller.db()).await?,
        next,
    })
}

/// Whether a client is on the caller's list.
pub async fn read_watchlist_entry(caller: &Caller, id: ClientId) -> ApiResult<WatchlistEntry> {
    clients::operations::find(caller, id, Action::ReadWatchlistEntry, caller.db()).await?;
    let found = caller
        .scope()
        .find::<Entity>()
        .filter(Column::CounselorId.eq(caller.counselor_id()?))
        .filter(Column::ClientId.eq(id))
        .one(caller.db())
        .await?;
    Ok(WatchlistEntry {
        remembered: found.is_some(),
    })
}

/// Puts a client on the caller's list. Doing so again changes nothing.
pub async fn remember_client(caller: &Caller, id: ClientId) -> ApiResult<()> {
    let change = Change::begin_unrecorded(caller).await?;
    clients::operations::find(caller, id, Action::RememberClient, change.tx()).await?;
    let model = ActiveModel {
        counselor_id: Set(caller.counselor_id()?),
        client_id: Set(id),
        facility_id: Set(caller.facility()),
        remembered_at: Set(caller.now()),
    };
    Entity::insert(model)
        .on_conflict_do_nothing_on([Column::CounselorId, Column::ClientId])
        .exec_without_returning(change.tx())
        .await?;
    change.commit().await
}

/// Takes a client off the caller's list. Doing so again changes nothing.
pub async fn forget_client(caller: &Caller, id: ClientId) -> ApiResult<()> {
    let change = Change::begin_unrecorded(caller).await?;
    clients::operations::find(caller, id, Action::ForgetClient, change.tx()).await?;
    caller
        .scope()
        .delete::<Entity>()
        .filter(Column::CounselorId.eq(caller.counselor_id()?))
        .filter(Column::ClientId.eq(id))
        .exec(change.tx())
        .await?;
    change.commit().await
}
