//! Erasing direct messages: those that were kept for long enough, and those of whoever is erased.

use super::entity::{Column, Entity};
use crate::{
    ApiResult,
    clients::{erasure::Erasure, operations as clients},
    deletion_routine::Sweep,
    outgoing_mails,
    scope::Scope,
};
use chrono::{DateTime, Utc};
use domain::ids::{ClientId, DirectMessageId};
use sea_orm::{ColumnTrait, Condition, QueryFilter, QueryOrder, QuerySelect};

/// Those whose time is over.
pub fn over(scope: &Scope, cutoff: DateTime<Utc>) -> Condition {
    Condition::all()
        .add(Column::CreatedAt.lte(cutoff))
        .add(Column::ClientId.not_in_subquery(clients::held(scope)))
}

/// Erases some of them, with what was to go out and never did.
pub async fn erase_over(sweep: &mut Sweep<'_>, cutoff: DateTime<Utc>) -> ApiResult<u64> {
    let (scope, tx) = (sweep.scope(), sweep.tx());
    let found: Vec<(DirectMessageId, ClientId)> = scope
        .find::<Entity>()
        .filter(over(scope, cutoff))
        .select_only()
        .columns([Column::Id, Column::ClientId])
        .order_by_asc(Column::Id)
        .limit(Sweep::BATCH)
        .into_tuple()
        .all(tx)
        .await?;
    let theirs = found.iter().map(|(_, client)| *client).collect();
    let clients = clients::lock_unheld(scope, tx, theirs).await?;
    let gone = scope
        .delete::<Entity>()
        .filter(Column::Id.is_in(found.iter().map(|(id, _)| *id)))
        .filter(Column::ClientId.is_in(clients.into_keys()))
        .exec_with_returning(tx)
        .await?;
    sweep.counts.direct_messages += gone.len() as u64;
    let mails = gone.iter().filter_map(|message| message.outgoing_mail_id);
    outgoing_mails::forget(scope, tx, mails).await?;
    Ok(found.len() as u64)
}

/// Erases a client's direct messages, within the transaction that erases the client.
pub async fn erase_of_client(erasure: &mut Erasure<'_>) -> ApiResult<()> {
    let gone = erasure
        .scope()
        .delete::<Entity>()
        .filter(Column::ClientId.eq(erasure.client()))
        .exec(erasure.tx())
        .await?;
    erasure.counts.direct_messages += gone.rows_affected;
    Ok(())
}
