//! Renewing a session: a refresh token is good for one use.

use super::{
    entity::{Column, Entity, Model},
    operations::{Begun, IDLE_HOURS, LONGEST_DAYS, answer, end},
    owner::Owner,
};
use crate::{
    ApiError, ApiResult, audit, caller::Public, database::Write, facility, scope::Scope,
    sessions::ended, state::State, tokens::RefreshToken,
};
use chrono::{DateTime, TimeDelta, Utc};
use domain::{
    accounts::AccountKind,
    audit::{AuditAction, AuditRecord, RecordKind},
    ids::SessionId,
    problem::ProblemCode,
};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, sea_query::Expr};

/// Seconds for which a refresh token that was just replaced is answered once more, with the token
/// that replaced it. A page that is reloaded while it renews its session never sees the answer,
/// and would otherwise look like a thief. Whoever has stolen a token gains nothing by it that they
/// would not have had a moment before: from the next renewal on, one of the two comes too late.
pub const REFRESH_GRACE_SECONDS: i64 = 30;

/// Renews the access token and changes the refresh token. One that was used before has been
/// stolen, from its owner or by them: the session ends for both. Only whoever asks again within
/// [`REFRESH_GRACE_SECONDS`], and before the next token was used, hears the same answer again.
pub async fn refresh_session(
    public: &Public,
    kind: AccountKind,
    refresh_token: Option<&str>,
) -> ApiResult<Begun> {
    let (state, now) = (public.state(), public.now());
    let ended = || ApiError::Problem(ProblemCode::SessionEnded);
    let presented = refresh_token
        .and_then(RefreshToken::decode)
        .ok_or(ProblemCode::Unauthenticated)?;
    let session = session(state, presented.session).await?.ok_or_else(ended)?;
    let is_counselor = session.counselor_id.is_some();
    let last = session.created_at + TimeDelta::days(LONGEST_DAYS);
    if !is_alive(&session, now) || now >= last || is_counselor != (kind == AccountKind::Counselor) {
        return Err(ended());
    }
    let scope = Scope::new(session.facility_id, state.db.clone());
    let keys = state.keyring.facility(&scope).await?;
    let next = presented.next(&keys);
    let tx = scope.begin().await?;
    let good = rotate(&scope, &presented, &next, (now, last), &tx).await?
        || just_replaced(&scope, &next, now, &tx).await?;
    if !good {
        let what = (session.id, AuditAction::EndStolenSession);
        end_without_caller(public, &scope, what, tx).await?;
        return Err(ended());
    }
    tx.commit().await?;
    let facility = facility::operations::by_id(&state.db, session.facility_id).await?;
    let owner = owner(&scope, &session).await?.ok_or_else(ended)?;
    answer(state, facility, owner, &next)
}

/// Puts the next token in the place of the one that was presented, if that is the one that is good.
/// However it goes on, the session ends with its last moment.
async fn rotate(
    scope: &Scope,
    presented: &RefreshToken,
    next: &RefreshToken,
    (now, last): (DateTime<Utc>, DateTime<Utc>),
    tx: &impl ConnectionTrait,
) -> ApiResult<bool> {
    let expires_at = last.min(now + TimeDelta::hours(IDLE_HOURS));
    let rotated = scope
        .update::<Entity>()
        .col_expr(Column::TokenHash, Expr::value(next.hash()))
        .col_expr(Column::LastUsedAt, Expr::value(now))
        .col_expr(Column::RenewedAt, Expr::value(now))
        .col_expr(Column::ExpiresAt, Expr::value(expires_at))
        .filter(Column::Id.eq(presented.session))
        .filter(Column::TokenHash.eq(presented.hash()))
        .filter(Column::EndedAt.is_null())
        .exec(tx)
        .await?;
    Ok(rotated.rows_affected > 0)
}

/// Whether the token that was presented has just been replaced by its next one, which is still the
/// one that is good.
async fn just_replaced(
    scope: &Scope,
    next: &RefreshToken,
    now: DateTime<Utc>,
    tx: &impl ConnectionTrait,
) -> ApiResult<bool> {
    let since = now - TimeDelta::seconds(REFRESH_GRACE_SECONDS);
    let found = scope
        .find::<Entity>()
        .filter(Column::Id.eq(next.session))
        .filter(Column::TokenHash.eq(next.hash()))
        .filter(Column::RenewedAt.gt(since))
        .filter(Column::EndedAt.is_null())
        .one(tx)
        .await?;
    Ok(found.is_some())
}

/// Ends the session that goes by this token, if it is the one that is good; of any other nothing
/// happens.
pub async fn end_former(public: &Public, refresh_token: &str) -> ApiResult<()> {
    let Some(presented) = RefreshToken::decode(refresh_token) else {
        return Ok(());
    };
    let (state, now) = (public.state(), public.now());
    let former = session(state, presented.session).await?;
    let good = |one: &Model| is_alive(one, now) && one.token_hash == presented.hash();
    let Some(former) = former.filter(good) else {
        return Ok(());
    };
    let scope = Scope::new(former.facility_id, state.db.clone());
    let tx = scope.begin().await?;
    end_without_caller(public, &scope, (former.id, AuditAction::SignOut), tx).await
}

/// Ends a session on behalf of nobody who is signed in, and says so in the audit log.
async fn end_without_caller(
    public: &Public,
    scope: &Scope,
    (id, action): (SessionId, AuditAction),
    tx: Write,
) -> ApiResult<()> {
    let (state, now) = (public.state(), public.now());
    let keys = state.keyring.facility(scope).await?;
    let record = AuditRecord {
        kind: RecordKind::Session,
        id: id.0,
    };
    let what = (action, Some(record));
    end(scope, id, now, &tx).await?;
    audit::record(&tx, scope, &keys, public.by(), what, now).await?;
    ended::announce(&tx, [id.0]).await?;
    tx.commit().await?;
    state.ended.tell(id.0);
    Ok(())
}

#[expect(clippy::disallowed_methods, reason = "the session tells the facility")]
async fn session(state: &State, id: SessionId) -> ApiResult<Option<Model>> {
    Ok(Entity::find_by_id(id).one(&state.db).await?)
}

async fn owner(scope: &Scope, session: &Model) -> ApiResult<Option<Owner>> {
    let owner = match (session.counselor_id, session.client_id) {
        (Some(id), _) => Owner::counselor(scope, id, scope.db()).await?,
        (None, Some(id)) => Owner::client(scope, id, scope.db()).await?,
        (None, None) => None,
    };
    Ok(owner.filter(Owner::may_sign_in))
}

fn is_alive(session: &Model, now: DateTime<Utc>) -> bool {
    session.ended_at.is_none() && session.expires_at > now
}
