//! What clients do with their own account. It is theirs alone: nobody else comes this way.

use super::{
    entity::{Column, Entity},
    news,
    operations::{changed_columns, load},
    parts, show, states,
};
use crate::{
    ApiError, ApiResult, account_links, accounts, bookings::limits::count_open, caller::Caller,
    change::Change, deletion_routine, facility, passwords::prove_own_password,
};
use domain::{
    access::{Action, Relation},
    audit::AuditAction,
    clients::{ClientStep, ClientUpdate, OwnAccountDeleted, OwnData, OwnDataUpdate},
    events::ClientPart,
    ids::ClientId,
    problem::ProblemCode,
    two_factor::PasswordProof,
    version::Version,
};
use sea_orm::{ActiveValue::Set, ColumnTrait, QueryFilter};

/// The field that one's own password is sent in.
pub const OWN_PASSWORD: &str = "/own_password";

/// The client who is signed in.
pub fn client_id(caller: &Caller) -> ApiResult<ClientId> {
    let id = caller.actor().client_id();
    id.ok_or(ApiError::Problem(ProblemCode::Forbidden))
}

/// What is kept of the caller.
pub async fn read_own_data(caller: &Caller) -> ApiResult<OwnData> {
    caller.check(Action::ReadOwnData, Relation::Common)?;
    let id = client_id(caller)?;
    let (scope, db) = (caller.scope(), caller.db());
    let row = load(caller, id, db).await?;
    let recovery_code_made_at = row.0.recovery_code_made_at;
    let own = show::own(caller, row).await?;
    let facility = facility::operations::by_id(db, caller.facility()).await?;
    Ok(OwnData {
        pseudonym: own.pseudonym,
        email: own.email,
        phone: own.phone,
        contact: facility.registration()?.contact,
        recovery_code_made_at,
        erased_after_days: deletion_routine::operations::of(&facility)?
            .erase_deleted_clients_after_days,
        open_appointments: count_open(scope, id, caller.now(), db).await?,
        version: own.version,
    })
}

/// Changes it, if nobody else has since `version`. A link that was sent to another address opens
/// nothing any more.
pub async fn update_own_data(
    caller: &Caller,
    version: Version,
    body: OwnDataUpdate,
) -> ApiResult<OwnData> {
    caller.check(Action::UpdateOwnData, Relation::Common)?;
    let id = client_id(caller)?;
    prove_own_password(caller, &body.own_password, OWN_PASSWORD).await?;
    let mut change = Change::begin(caller, AuditAction::UpdateOwnData).await?;
    let (scope, tx) = (caller.scope(), change.tx());
    let (client, _) = load(caller, id, tx).await?;
    let facility = facility::operations::by_id(tx, caller.facility()).await?;
    let left = (client.sealed_email.is_some(), client.sealed_phone.is_some());
    body.check(facility.registration()?.contact, left)?;
    let (renamed, moved) = (body.pseudonym.is_some(), !body.email.is_keep());
    let body = ClientUpdate {
        pseudonym: body.pseudonym,
        email: body.email,
        phone: body.phone,
        ..ClientUpdate::default()
    };
    if renamed {
        parts::lock_named(scope, tx, id).await?;
    }
    let changed = scope
        .update::<Entity>()
        .set(changed_columns(caller, &client, version, body, tx).await?)
        .filter(Column::Id.eq(id))
        .filter(Column::Version.eq(version))
        .exec(tx)
        .await?;
    if changed.rows_affected == 0 {
        return Err(ProblemCode::StaleVersion.into());
    }
    if renamed {
        let (client, _) = load(caller, id, tx).await?;
        parts::rename(scope, tx, &client).await?;
    }
    if moved {
        account_links::void_of_client(scope, tx, id).await?;
    }
    change.on(id);
    let counselor = client.primary_counselor_id;
    news::tell_staff(&mut change, ClientPart::Profile, id, counselor);
    change.commit().await?;
    read_own_data(caller).await
}

/// Marks the caller's account for erasure, as an admin would, and ends its sessions at once. Only
/// staff can undo it.
pub async fn delete_own_account(
    caller: &Caller,
    body: PasswordProof,
) -> ApiResult<OwnAccountDeleted> {
    caller.check(Action::DeleteOwnAccount, Relation::Common)?;
    let id = client_id(caller)?;
    prove_own_password(caller, &body.own_password, OWN_PASSWORD).await?;
    let mut change = Change::begin(caller, AuditAction::DeleteOwnAccount).await?;
    let (scope, tx, now) = (caller.scope(), change.tx(), caller.now());
    let (client, _) = load(caller, id, tx).await?;
    let step = ClientStep::Delete;
    let status = client.status.after(step, client.locked_at.is_some())?;
    let mut columns = states::after(step, status, client.version, now);
    columns.deleted_by_client = Set(true);
    let changed = scope
        .update::<Entity>()
        .set(columns)
        .filter(Column::Id.eq(id))
        .filter(Column::Version.eq(client.version))
        .exec(tx)
        .await?;
    if changed.rows_affected == 0 {
        return Err(ProblemCode::Conflict.into());
    }
    let ended = accounts::end_sessions_of_client(scope, id, now, tx).await?;
    let routine = deletion_routine::settings(caller.facility(), tx).await?;
    change.end(ended);
    change.on(id);
    let counselor = client.primary_counselor_id;
    news::tell_staff(&mut change, ClientPart::Profile, id, counselor);
    change.commit().await?;
    Ok(OwnAccountDeleted {
        erased_from: routine.erase_deleted_clients_after_days.end(now),
    })
}
