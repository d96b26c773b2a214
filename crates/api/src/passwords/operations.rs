//! One function per operation.

use crate::{
    ApiError, ApiResult,
    accounts::Owner,
    caller::{Caller, Public},
    change::Change,
    clients::{news, operations as clients},
};
use domain::{
    access::{Action, Relation},
    audit::AuditAction,
    events::ClientPart,
    ids::ClientId,
    passwords::{ClientPasswordSet, PasswordCandidate, PasswordChange, PasswordRating},
    problem::{FieldCode, FieldError},
    text::TypedPassword,
};

/// How good a password would be.
pub async fn rate_password(public: &Public, body: PasswordCandidate) -> ApiResult<PasswordRating> {
    let state = public.state();
    state.throttle.rate(&public.visitor().to_string())?;
    state.passwords.rate(body).await
}

/// Changes the caller's own password, ends all their other sessions, and voids their links.
pub async fn change_own_password(caller: &Caller, body: PasswordChange) -> ApiResult<()> {
    caller.check(Action::ChangeOwnPassword, Relation::Common)?;
    let session = caller.session()?;
    let owner = prove_own_password(caller, &body.current_password, "/current_password").await?;
    if body.current_password.as_str() == body.password.as_str() {
        return Err(ApiError::Field {
            pointer: "/password".into(),
            error: FieldError::new(FieldCode::Unchanged),
        });
    }
    let names = owner.own_names(caller.state(), caller.scope()).await?;
    let passwords = &caller.state().passwords;
    let hash = passwords
        .choose(owner.kind(), body.password.as_str(), &names)
        .await?;
    let mut change = Change::begin(caller, AuditAction::ChangeOwnPassword).await?;
    owner
        .set_password(caller.scope(), change.tx(), hash, false)
        .await?;
    let ended = owner
        .end_sessions(caller.scope(), change.tx(), Some(session), caller.now())
        .await?;
    change.end(ended);
    change.on(owner.record());
    change.commit().await
}

/// Gives a client a password that they have to change, ends their sessions, and voids their links.
pub async fn set_client_password(
    caller: &Caller,
    id: ClientId,
    body: ClientPasswordSet,
) -> ApiResult<()> {
    let action = Action::SetClientPassword;
    let (client, _) = clients::find(caller, id, action, caller.db()).await?;
    let owner = Owner::Client(client);
    let names = owner.own_names(caller.state(), caller.scope()).await?;
    let passwords = &caller.state().passwords;
    let hash = passwords
        .choose(owner.kind(), body.password.as_str(), &names)
        .await?;
    let mut change = Change::begin(caller, AuditAction::SetClientPassword).await?;
    // Once more within the transaction: hashing takes a while, and much can happen meanwhile.
    let (client, _) = clients::find(caller, id, action, change.tx()).await?;
    owner
        .set_password(caller.scope(), change.tx(), hash, true)
        .await?;
    let ended = owner
        .end_sessions(caller.scope(), change.tx(), None, caller.now())
        .await?;
    change.end(ended);
    change.on(id);
    let counselor = client.primary_counselor_id;
    news::tell_staff(&mut change, ClientPart::Profile, id, counselor);
    change.commit().await
}

/// Refuses whoever does not know the password of the account that is signed in; `pointer` is the
/// field that it was sent in. Answers the account.
pub async fn prove_own_password(
    caller: &Caller,
    password: &TypedPassword,
    pointer: &str,
) -> ApiResult<Owner> {
    let state = caller.state();
    let account = format!("password of {}", caller.actor().id());
    state
        .throttle
        .attempt(&account, &caller.visitor().to_string())?;
    let owner = Owner::of(caller).await?;
    let hash = Some(owner.password_hash());
    if state.passwords.verify(password.as_str(), hash).await? {
        return Ok(owner);
    }
    Err(ApiError::Field {
        pointer: pointer.into(),
        error: FieldError::new(FieldCode::WrongPassword),
    })
}
