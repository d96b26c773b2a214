//! Legal holds: nothing of a client is erased, by hand or by the routine, until the hold ends.

use super::{
    entity::{Column, Entity},
    news,
    operations::{find, load},
    show,
};
use crate::{
    ApiError, ApiResult,
    caller::Caller,
    change::Change,
    crypto::{Sealed, column::CLIENT_HOLD_REASON},
    scope::Scope,
};
use chrono::{DateTime, Utc};
use domain::{
    access::Action,
    audit::AuditAction,
    clients::{Client, LegalHoldPlace},
    events::ClientPart,
    ids::{ClientId, CounselorId},
    problem::ProblemCode,
    version::Version,
};
use sea_orm::{
    ColumnTrait, ConnectionTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait,
    sea_query::{Expr, SelectStatement},
};
use std::collections::{BTreeMap, BTreeSet};

/// Keeps all that is a client's from being erased. Doing so again says another reason and leaves
/// since when.
pub async fn place_legal_hold(
    caller: &Caller,
    id: ClientId,
    version: Version,
    body: LegalHoldPlace,
) -> ApiResult<Client> {
    let change = Change::begin(caller, AuditAction::PlaceLegalHold).await?;
    let (client, _) = find(caller, id, Action::PlaceLegalHold, change.tx()).await?;
    let keys = caller.keys().await?;
    let key = keys
        .find_client_key(caller.scope(), id, change.tx())
        .await?;
    let reason = key.seal(CLIENT_HOLD_REASON, id.0, body.reason.as_str())?;
    let since = client.held_at.unwrap_or(caller.now());
    let columns = (Some(since), Some(reason));
    write(change, id, version, columns).await
}

/// Lets it be erased again.
pub async fn end_legal_hold(caller: &Caller, id: ClientId, version: Version) -> ApiResult<Client> {
    let change = Change::begin(caller, AuditAction::EndLegalHold).await?;
    let (client, _) = find(caller, id, Action::EndLegalHold, change.tx()).await?;
    if client.held_at.is_none() {
        return Err(ProblemCode::Conflict.into());
    }
    write(change, id, version, (None, None)).await
}

async fn write(
    mut change: Change<'_>,
    id: ClientId,
    version: Version,
    (since, reason): (Option<DateTime<Utc>>, Option<Sealed>),
) -> ApiResult<Client> {
    let caller = change.caller();
    let changed = caller
        .scope()
        .update::<Entity>()
        .col_expr(Column::HeldAt, Expr::value(since))
        .col_expr(Column::SealedHoldReason, Expr::value(reason))
        .col_expr(Column::Version, Expr::value(version.next()))
        .filter(Column::Id.eq(id))
        .filter(Column::Version.eq(version))
        .exec(change.tx())
        .await?;
    if changed.rows_affected == 0 {
        return Err(ProblemCode::StaleVersion.into());
    }
    let row = load(caller, id, change.tx()).await?;
    let counselor = row.0.primary_counselor_id;
    let shown = show::client(caller, row, change.tx()).await?;
    change.on(id);
    news::tell_staff(&mut change, ClientPart::Profile, id, counselor);
    change.commit().await?;
    Ok(shown)
}

/// Who is under a hold, within another query.
pub fn held(scope: &Scope) -> SelectStatement {
    scope
        .find::<Entity>()
        .filter(Column::HeldAt.is_not_null())
        .select_only()
        .column(Column::Id)
        .into_query()
}

/// Refuses to erase something of a client under a hold, and keeps holds away until the end of the
/// transaction that erases it.
pub async fn check_not_held(
    scope: &Scope,
    tx: &impl ConnectionTrait,
    id: ClientId,
) -> ApiResult<()> {
    let row = scope.find::<Entity>().filter(Column::Id.eq(id));
    match row.lock_shared().one(tx).await? {
        Some(client) if client.held_at.is_some() => Err(ApiError::Problem(ProblemCode::LegalHold)),
        _ => Ok(()),
    }
}

/// Those of these clients who are under no hold, with who looks after them: none begins until the
/// end of the transaction.
pub async fn lock_unheld(
    scope: &Scope,
    tx: &impl ConnectionTrait,
    clients: BTreeSet<ClientId>,
) -> ApiResult<BTreeMap<ClientId, Option<CounselorId>>> {
    let rows = scope
        .find::<Entity>()
        .filter(Column::Id.is_in(clients))
        .filter(Column::HeldAt.is_null())
        .order_by_asc(Column::Id)
        .lock_exclusive()
        .all(tx)
        .await?;
    let rows = rows.into_iter();
    Ok(rows
        .map(|client| (client.id, client.primary_counselor_id))
        .collect())
}
