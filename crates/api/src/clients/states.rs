//! Locking, deleting and restoring a client: steps of the domain's state machine.

use super::{
    entity::{ActiveModel, Column, Entity},
    news,
    operations::{find, load},
    show,
};
use crate::{ApiResult, accounts, caller::Caller, change::Change};
use chrono::{DateTime, Utc};
use domain::{
    access::Action,
    audit::AuditAction,
    clients::{Client, ClientStatus, ClientStep},
    events::ClientPart,
    ids::ClientId,
    problem::ProblemCode,
    version::Version,
};
use sea_orm::{ActiveValue::Set, ColumnTrait, QueryFilter};

/// Keeps a client from signing in; where they are signed in, that ends at once.
pub async fn lock_client(caller: &Caller, id: ClientId, version: Version) -> ApiResult<Client> {
    let step = (
        ClientStep::Lock,
        Action::LockClient,
        AuditAction::LockClient,
    );
    take(caller, id, version, step).await
}

/// Lets a client sign in again.
pub async fn unlock_client(caller: &Caller, id: ClientId, version: Version) -> ApiResult<Client> {
    let step = (
        ClientStep::Unlock,
        Action::UnlockClient,
        AuditAction::UnlockClient,
    );
    take(caller, id, version, step).await
}

/// Marks a client for erasure; where they are signed in, that ends at once.
pub async fn delete_client(caller: &Caller, id: ClientId, version: Version) -> ApiResult<Client> {
    let step = (
        ClientStep::Delete,
        Action::DeleteClient,
        AuditAction::DeleteClient,
    );
    take(caller, id, version, step).await
}

/// Undoes that: who was locked before is locked again.
pub async fn restore_client(caller: &Caller, id: ClientId, version: Version) -> ApiResult<Client> {
    let step = (
        ClientStep::Restore,
        Action::RestoreClient,
        AuditAction::RestoreClient,
    );
    take(caller, id, version, step).await
}

async fn take(
    caller: &Caller,
    id: ClientId,
    version: Version,
    (step, action, audit): (ClientStep, Action, AuditAction),
) -> ApiResult<Client> {
    let mut change = Change::begin(caller, audit).await?;
    let (client, _) = find(caller, id, action, change.tx()).await?;
    let status = client.status.after(step, client.locked_at.is_some())?;
    let changed = caller
        .scope()
        .update::<Entity>()
        .set(after(step, status, version, caller.now()))
        .filter(Column::Id.eq(id))
        .filter(Column::Version.eq(version))
        .exec(change.tx())
        .await?;
    if changed.rows_affected == 0 {
        return Err(ProblemCode::StaleVersion.into());
    }
    if !status.can_sign_in() {
        let (scope, now) = (caller.scope(), caller.now());
        let ended = accounts::end_sessions_of_client(scope, id, now, change.tx()).await?;
        change.end(ended);
    }
    let row = load(caller, id, change.tx()).await?;
    let shown = show::client(caller, row, change.tx()).await?;
    change.on(id);
    let counselor = client.primary_counselor_id;
    news::tell_staff(&mut change, ClientPart::Profile, id, counselor);
    change.commit().await?;
    Ok(shown)
}

pub(super) fn after(
    step: ClientStep,
    status: ClientStatus,
    version: Version,
    now: DateTime<Utc>,
) -> ActiveModel {
    let mut columns = ActiveModel {
        status: Set(status),
        version: Set(version.next()),
        ..Default::default()
    };
    match step {
        ClientStep::Lock => columns.locked_at = Set(Some(now)),
        ClientStep::Unlock => columns.locked_at = Set(None),
        ClientStep::Delete => columns.deleted_at = Set(Some(now)),
        ClientStep::Restore => {
            columns.deleted_at = Set(None);
            columns.deleted_by_client = Set(false);
        }
    }
    columns
}
