//! One function per operation.

use crate::{
    ApiResult,
    accounts::{Owner, note_refusal_later},
    audit::{self, By},
    caller::{Caller, Public},
    change::Change,
    clients::{self, entity as client},
    crypto::hex,
    facility,
    passwords::prove_own_password,
    scope::Scope,
    sessions::ended,
};
use chrono::{DateTime, Utc};
use domain::{
    access::{Action, Relation},
    audit::AuditAction,
    ids::ClientId,
    problem::ProblemCode,
    recovery_codes::{PasswordRecovery, RecoveryCode, RecoveryCodeMade},
    two_factor::PasswordProof,
};
use sea_orm::{ColumnTrait, ConnectionTrait, QueryFilter, sea_query::Expr};
use sha2::{Digest, Sha256};
use subtle::ConstantTimeEq;
use uuid::Uuid;

/// What a code is compared with: another one for each account, even of the same code.
fn hash(client: ClientId, code: &RecoveryCode) -> String {
    let hash = Sha256::new()
        .chain_update(b"recovery code")
        .chain_update(client.0.as_bytes())
        .chain_update(code.bytes());
    hex(&hash.finalize())
}

/// Gives a client a new code in place of the one they had, within the caller's transaction. `had` is
/// what the old one is compared with, if it matters: `None` is answered where it is that no more.
pub async fn give(
    scope: &Scope,
    tx: &impl ConnectionTrait,
    client: ClientId,
    had: Option<&str>,
    now: DateTime<Utc>,
) -> ApiResult<Option<RecoveryCode>> {
    let code = RecoveryCode::of(rand::random());
    let mut update = scope
        .update::<client::Entity>()
        .col_expr(
            client::Column::RecoveryCodeHash,
            Expr::value(hash(client, &code)),
        )
        .col_expr(client::Column::RecoveryCodeMadeAt, Expr::value(now))
        .filter(client::Column::Id.eq(client));
    if let Some(had) = had {
        update = update.filter(client::Column::RecoveryCodeHash.eq(had));
    }
    let given = update.exec(tx).await?;
    Ok((given.rows_affected > 0).then_some(code))
}

/// Makes the caller a new code; the one before is void.
pub async fn make_recovery_code(
    caller: &Caller,
    body: PasswordProof,
) -> ApiResult<RecoveryCodeMade> {
    caller.check(Action::MakeRecoveryCode, Relation::Common)?;
    let id = caller.actor().client_id().ok_or(ProblemCode::Forbidden)?;
    prove_own_password(caller, &body.own_password, "/own_password").await?;
    let mut change = Change::begin(caller, AuditAction::MakeRecoveryCode).await?;
    let given = give(caller.scope(), change.tx(), id, None, caller.now()).await?;
    let recovery_code = given.ok_or(ProblemCode::NotFound)?;
    change.on(id);
    change.commit().await?;
    Ok(RecoveryCodeMade { recovery_code })
}

/// Sets a password with a code, ends all sessions, voids the links, and gives a new code. Whether
/// there is no such account, it has no code or it is another one: the same is done, and answered.
pub async fn recover_password(
    public: &Public,
    slug: &str,
    body: PasswordRecovery,
) -> ApiResult<RecoveryCodeMade> {
    let (state, now) = (public.state(), public.now());
    let account = format!("recovery {slug} {}", body.name.key());
    let visitor = public.visitor().to_string();
    state.throttle.attempt(&account, &visitor)?;
    let facility = facility::operations::by_slug(&state.db, slug).await?;
    let scope = Scope::new(facility.id, state.db.clone());
    let keys = state.keyring.facility(&scope).await?;
    let found = scope
        .find::<client::Entity>()
        .filter(clients::operations::named(&keys, &body.name.key()))
        .one(&state.db)
        .await?;
    let found = found.filter(|client| client.status.can_sign_in());
    let id = found.as_ref().map_or(ClientId(Uuid::nil()), |one| one.id);
    let kept = found
        .as_ref()
        .and_then(|one| one.recovery_code_hash.clone());
    let presented = hash(id, &body.recovery_code);
    // Of the same length as any other, and no hash of anything.
    let none = "-".repeat(presented.len());
    let expected = kept.as_ref().unwrap_or(&none);
    let matches: bool = expected.as_bytes().ct_eq(presented.as_bytes()).into();
    let Some(client) = found.filter(|_| matches) else {
        if let Some(id) = kept.is_some().then_some(id) {
            note_refusal_later(public, facility.id, id.into());
        }
        return Err(ProblemCode::WrongRecoveryCode.into());
    };
    let owner = Owner::Client(client);
    let names = owner.own_names(state, &scope).await?;
    let (kind, password) = (owner.kind(), body.password.as_str());
    let password = state.passwords.choose(kind, password, &names).await?;
    let tx = scope.begin().await?;
    // Of two at once, one has used it.
    let given = give(&scope, &tx, id, Some(&presented), now).await?;
    let recovery_code = given.ok_or(ProblemCode::WrongRecoveryCode)?;
    owner.set_password(&scope, &tx, password, false).await?;
    let ended = owner.end_sessions(&scope, &tx, None, now).await?;
    let by = By::actor(owner.actor(), id.0, public.by().network);
    let what = (AuditAction::RecoverPassword, Some(owner.record()));
    audit::record(&tx, &scope, &keys, by, what, now).await?;
    ended::announce(&tx, ended.iter().map(|session| session.0)).await?;
    tx.commit().await?;
    for session in ended {
        state.ended.tell(session.0);
    }
    Ok(RecoveryCodeMade { recovery_code })
}
