//! One function per operation. Whoever changes their own second step gives their password once
//! more, so that a screen left open is not enough.

use super::{
    codes::{forget_recovery, new_secret, qr_code, renew_recovery, step, totp},
    entity::{recovery_code, two_factor},
};
use crate::{
    ApiResult,
    accounts::Owner,
    caller::Caller,
    change::Change,
    counselors::{self, entity as counselor},
    crypto::column::{NEW_TWO_FACTOR_SECRET, TWO_FACTOR_SECRET},
    facility,
    passwords::prove_own_password,
    scope::Scope,
};
use chrono::{DateTime, Utc};
use domain::{
    access::{Action, Relation},
    audit::AuditAction,
    ids::CounselorId,
    problem::ProblemCode,
    two_factor::{
        PasswordProof, RecoveryCodes, SecondFactor, TwoFactor, TwoFactorConfirmation,
        TwoFactorSetup,
    },
};
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter,
    sea_query::{Expr, OnConflict},
};

/// How it stands with the caller's own second step.
pub async fn read_two_factor(caller: &Caller) -> ApiResult<TwoFactor> {
    caller.check(Action::ReadTwoFactor, Relation::Common)?;
    let counselor = counselors::operations::exists(caller, caller.counselor_id()?).await?;
    let facility = facility::operations::by_id(caller.db(), caller.facility()).await?;
    let left = caller
        .scope()
        .find::<recovery_code::Entity>()
        .filter(recovery_code::Column::CounselorId.eq(counselor.id))
        .count(caller.db())
        .await?;
    Ok(TwoFactor {
        since: counselor.two_factor_since,
        recovery_codes_left: left,
        required: facility.two_factor_required,
    })
}

/// Makes a secret that will hold once a code of it was sent back.
pub async fn begin_two_factor(caller: &Caller, body: PasswordProof) -> ApiResult<TwoFactorSetup> {
    caller.check(Action::BeginTwoFactor, Relation::Common)?;
    let id = caller.counselor_id()?;
    let owner = prove_own_password(caller, &body.own_password, "/own_password").await?;
    let facility = facility::operations::by_id(caller.db(), caller.facility()).await?;
    let secret = new_secret();
    let totp = totp(&secret, &facility.name, owner.name())?;
    let keys = caller.keys().await?;
    let model = two_factor::ActiveModel {
        counselor_id: Set(id),
        facility_id: Set(caller.facility()),
        sealed_secret: Set(None),
        sealed_new_secret: Set(Some(keys.seal(NEW_TWO_FACTOR_SECRET, id.0, &secret)?)),
        last_step: Set(None),
    };
    let change = Change::begin_unrecorded(caller).await?;
    let again = OnConflict::column(two_factor::Column::CounselorId)
        .update_column(two_factor::Column::SealedNewSecret)
        .to_owned();
    two_factor::Entity::insert(model)
        .on_conflict(again)
        .exec_without_returning(change.tx())
        .await?;
    let setup = TwoFactorSetup {
        secret: totp.secret().to_base32(),
        qr_code: qr_code(&totp)?,
    };
    change.commit().await?;
    Ok(setup)
}

/// Lets the new secret hold, if this is a code of it. Other sessions were begun without it, and
/// end.
pub async fn confirm_two_factor(
    caller: &Caller,
    body: TwoFactorConfirmation,
) -> ApiResult<RecoveryCodes> {
    caller.check(Action::ConfirmTwoFactor, Relation::Common)?;
    let (id, session) = (caller.counselor_id()?, caller.session()?);
    caller.state().throttle.second_step(&id.to_string())?;
    let known = find(caller, id).await?;
    let sealed = known.and_then(|known| known.sealed_new_secret);
    let sealed = sealed.ok_or(ProblemCode::Conflict)?;
    let keys = caller.keys().await?;
    let secret = keys.open(NEW_TWO_FACTOR_SECRET, id.0, &sealed)?;
    let step = match SecondFactor::read(&body.code) {
        Some(SecondFactor::Code(code)) => step(&totp(&secret, "", "-")?, &code, caller.now())?,
        _ => None,
    };
    let step = step.ok_or(ProblemCode::WrongCode)?;
    let owner = Owner::of(caller).await?;
    let mut change = Change::begin(caller, AuditAction::ConfirmTwoFactor).await?;
    let confirmed = caller
        .scope()
        .update::<two_factor::Entity>()
        .set(two_factor::ActiveModel {
            sealed_secret: Set(Some(keys.seal(TWO_FACTOR_SECRET, id.0, &secret)?)),
            sealed_new_secret: Set(None),
            last_step: Set(Some(step)),
            ..Default::default()
        })
        .filter(two_factor::Column::CounselorId.eq(id))
        .filter(two_factor::Column::SealedNewSecret.eq(sealed))
        .exec(change.tx())
        .await?;
    if confirmed.rows_affected == 0 {
        return Err(ProblemCode::Conflict.into());
    }
    note_since(caller.scope(), change.tx(), id, Some(caller.now())).await?;
    let codes = renew_recovery(caller.scope(), change.tx(), &keys, id).await?;
    let others = owner
        .end_sessions(caller.scope(), change.tx(), Some(session), caller.now())
        .await?;
    change.end(others);
    change.on(id);
    change.commit().await?;
    Ok(RecoveryCodes { codes })
}

/// Does without the caller's own second step again.
pub async fn disable_two_factor(caller: &Caller, body: PasswordProof) -> ApiResult<()> {
    caller.check(Action::DisableTwoFactor, Relation::Common)?;
    let id = caller.counselor_id()?;
    prove_own_password(caller, &body.own_password, "/own_password").await?;
    let mut change = Change::begin(caller, AuditAction::DisableTwoFactor).await?;
    let facility = facility::operations::by_id(change.tx(), caller.facility()).await?;
    if facility.two_factor_required {
        return Err(ProblemCode::TwoFactorRequired.into());
    }
    forget(caller.scope(), change.tx(), id).await?;
    change.on(id);
    change.commit().await
}

/// Makes new recovery codes in place of the caller's old ones.
pub async fn renew_recovery_codes(
    caller: &Caller,
    body: PasswordProof,
) -> ApiResult<RecoveryCodes> {
    caller.check(Action::RenewRecoveryCodes, Relation::Common)?;
    let id = caller.counselor_id()?;
    prove_own_password(caller, &body.own_password, "/own_password").await?;
    let known = find(caller, id).await?;
    if known.and_then(|known| known.sealed_secret).is_none() {
        return Err(ProblemCode::TwoFactorMissing.into());
    }
    let keys = caller.keys().await?;
    let mut change = Change::begin(caller, AuditAction::RenewRecoveryCodes).await?;
    let codes = renew_recovery(caller.scope(), change.tx(), &keys, id).await?;
    change.on(id);
    change.commit().await?;
    Ok(RecoveryCodes { codes })
}

/// Takes a colleague's second step away and ends their sessions.
pub async fn remove_two_factor(caller: &Caller, id: CounselorId) -> ApiResult<()> {
    let relation = Relation::to_counselors(caller.actor(), Some(id));
    caller.check(Action::RemoveTwoFactor, relation)?;
    let owner = Owner::Counselor(counselors::operations::exists(caller, id).await?);
    let mut change = Change::begin(caller, AuditAction::RemoveTwoFactor).await?;
    forget(caller.scope(), change.tx(), id).await?;
    let ended = owner
        .end_sessions(caller.scope(), change.tx(), None, caller.now())
        .await?;
    change.end(ended);
    change.on(id);
    change.commit().await
}

async fn find(caller: &Caller, id: CounselorId) -> ApiResult<Option<two_factor::Model>> {
    let known = caller
        .scope()
        .find::<two_factor::Entity>()
        .filter(two_factor::Column::CounselorId.eq(id))
        .one(caller.db())
        .await?;
    Ok(known)
}

/// Takes a counselor's second step away, within a transaction.
pub async fn forget(scope: &Scope, tx: &impl ConnectionTrait, id: CounselorId) -> ApiResult<()> {
    scope
        .delete::<two_factor::Entity>()
        .filter(two_factor::Column::CounselorId.eq(id))
        .exec(tx)
        .await?;
    forget_recovery(scope, tx, id).await?;
    note_since(scope, tx, id, None).await
}

async fn note_since(
    scope: &Scope,
    tx: &impl ConnectionTrait,
    id: CounselorId,
    since: Option<DateTime<Utc>>,
) -> ApiResult<()> {
    scope
        .update::<counselor::Entity>()
        .col_expr(counselor::Column::TwoFactorSince, Expr::value(since))
        .filter(counselor::Column::Id.eq(id))
        .exec(tx)
        .await?;
    Ok(())
}
