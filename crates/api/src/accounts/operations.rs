//! One function per operation. A session is the proof of one sign-in: its access tokens are short
//! and checked against it, its one refresh token changes with each use.

use super::{
    entity::{ActiveModel, Column, Entity},
    owner::Owner,
};
use crate::{
    ApiError, ApiResult,
    audit::{self, By},
    caller::{Caller, Public},
    change::Change,
    clients::{self, entity as client},
    counselors::{self, entity as counselor},
    events,
    facility::{self, entity as facility_entity},
    proofs_of_work::Proof,
    recovery_codes,
    scope::Scope,
    sessions,
    state::State,
    tokens::{ACCESS_TOKEN_SECONDS, Access, Challenge, RefreshToken},
    two_factor,
};
use chrono::{DateTime, TimeDelta, Utc};
use domain::{
    access::{Action, Relation},
    accounts::{AccountKind, ClientRegistration, ClientSignIn, CounselorSignIn, Session},
    audit::{AuditAction, AuditRecord},
    clients::ClientStatus,
    events::{Audience, ClientPart, Event},
    ids::{ClientId, FacilityId, SessionId},
    passwords::OwnNames,
    problem::ProblemCode,
    text::{ChallengeToken, TypedName, TypedPassword},
    two_factor::{SignInChallenge, SignInConfirmation},
};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, Condition, ConnectionTrait, DatabaseConnection, EntityTrait,
    QueryFilter, sea_query::Expr,
};
use uuid::Uuid;

/// Hours without use after which a session ends by itself.
pub const IDLE_HOURS: i64 = 12;

/// Days after which a session ends, however much it is used.
pub const LONGEST_DAYS: i64 = 14;

/// Days for which a session that ran out can still be told from one that never was: a page that was
/// left open hears that it has ended.
const KEPT_DAYS: i64 = 30;

/// A session with the refresh token that only its cookie may carry.
pub struct Begun {
    pub session: Session,
    pub refresh_token: String,
}

/// What signing in with a password leads to.
pub enum Step {
    Begun(Begun),
    /// A code is asked for.
    Second(SignInChallenge),
}

/// Signs staff in. Whether the name or the password is wrong, the answer is the same and takes
/// as long.
pub async fn sign_in_counselor(public: &Public, body: CounselorSignIn) -> ApiResult<Step> {
    let state = public.state();
    let slug = body.facility.as_ref().map_or("*", |slug| slug.as_str());
    count_attempt(public, slug, &body.name)?;
    let counselor = match &body.facility {
        Some(slug) => {
            let facility = facility::operations::by_slug(&state.db, slug.as_str()).await?;
            Scope::new(facility.id, state.db.clone())
                .find::<counselor::Entity>()
                .filter(counselors::operations::named(&body.name.key()))
                .one(&state.db)
                .await?
        }
        None => only_counselor_named(state, &body.name).await?,
    };
    let facility = counselor.as_ref().map(|one| one.facility_id);
    let owner = counselor.map(Owner::Counselor);
    let owner = verify(public, &body.password, owner, facility).await?;
    let facility = facility.ok_or(ProblemCode::InvalidCredentials)?;
    if let Owner::Counselor(counselor) = &owner
        && counselor.two_factor_since.is_some()
    {
        let challenge = Challenge::new(facility, counselor.id, &counselor.password_hash);
        let challenge = state.tokens.challenge(challenge)?;
        let challenge = ChallengeToken::try_from(challenge).map_err(ApiError::internal)?;
        return Ok(Step::Second(SignInChallenge { challenge }));
    }
    let facility = facility::operations::by_id(&state.db, facility).await?;
    begin(public, facility, owner).await.map(Step::Begun)
}

/// The second step of signing staff in.
pub async fn confirm_sign_in(public: &Public, body: SignInConfirmation) -> ApiResult<Begun> {
    let state = public.state();
    let expired = || ApiError::Problem(ProblemCode::SignInExpired);
    let challenge = state.tokens.verify_challenge(body.challenge.as_str());
    let challenge = challenge.ok_or_else(expired)?;
    let id = challenge.counselor;
    state.throttle.second_step(&id.to_string())?;
    let scope = Scope::new(challenge.facility, state.db.clone());
    let owner = Owner::counselor(&scope, id, &state.db).await?;
    let same = |owner: &Owner| {
        let given = Challenge::new(challenge.facility, id, owner.password_hash());
        owner.may_sign_in() && given == challenge
    };
    let owner = owner.filter(same).ok_or_else(expired)?;
    if !two_factor::take_code(state, &scope, id, &body.code).await? {
        note_refusal_later(public, challenge.facility, owner.record());
        return Err(ProblemCode::WrongCode.into());
    }
    let facility = facility::operations::by_id(&state.db, challenge.facility).await?;
    begin(public, facility, owner).await
}

/// The counselor of this name, if there is just one in the whole installation.
#[expect(
    clippy::disallowed_methods,
    reason = "who signs in has no facility yet"
)]
async fn only_counselor_named(
    state: &State,
    name: &TypedName,
) -> ApiResult<Option<counselor::Model>> {
    let mut found = counselor::Entity::find()
        .filter(counselors::operations::named(&name.key()))
        .all(&state.db)
        .await?;
    Ok(if found.len() == 1 { found.pop() } else { None })
}

/// Signs a client in at the portal of the facility `slug`.
pub async fn sign_in_client(public: &Public, slug: &str, body: ClientSignIn) -> ApiResult<Begun> {
    let state = public.state();
    count_attempt(public, slug, &body.name)?;
    let facility = facility::operations::by_slug(&state.db, slug).await?;
    let scope = Scope::new(facility.id, state.db.clone());
    let keys = state.keyring.facility(&scope).await?;
    let client = scope
        .find::<client::Entity>()
        .filter(clients::operations::named(&keys, &body.name.key()))
        .one(&state.db)
        .await?;
    let owner = client.map(Owner::Client);
    let owner = verify(public, &body.password, owner, Some(facility.id)).await?;
    begin(public, facility, owner).await
}

fn count_attempt(public: &Public, slug: &str, name: &TypedName) -> ApiResult<()> {
    let account = format!("{slug} {}", name.key());
    public
        .state()
        .throttle
        .attempt(&account, &public.visitor().to_string())
}

/// Refuses a wrong password, and an account that may not be signed in to or is not there, all with
/// the same work; for one that is there, the audit log says so.
async fn verify(
    public: &Public,
    password: &TypedPassword,
    owner: Option<Owner>,
    facility: Option<FacilityId>,
) -> ApiResult<Owner> {
    let passwords = &public.state().passwords;
    let owner = owner.filter(Owner::may_sign_in);
    let hash = owner.as_ref().map(Owner::password_hash);
    let hash = hash.filter(|hash| !hash.is_empty());
    let matches = passwords.verify(password.as_str(), hash).await?;
    match owner {
        Some(owner) if matches => Ok(owner),
        owner => {
            if let Some((owner, facility)) = owner.zip(facility) {
                note_refusal_later(public, facility, owner.record());
            }
            Err(ProblemCode::InvalidCredentials.into())
        }
    }
}

/// Not waited for: how long the answer takes must not tell whether there is an account.
pub fn note_refusal_later(public: &Public, facility: FacilityId, account: AuditRecord) {
    let (state, by, now) = (public.state_handle(), public.by(), public.now());
    actix_web::rt::spawn(async move {
        if let Err(error) = note_refusal(&state, facility, account, by, now).await {
            tracing::error!(%error, "a refused sign-in was not noted");
        }
    });
}

async fn note_refusal(
    state: &State,
    facility: FacilityId,
    account: AuditRecord,
    by: By,
    now: DateTime<Utc>,
) -> ApiResult<()> {
    let scope = Scope::new(facility, state.db.clone());
    let keys = state.keyring.facility(&scope).await?;
    let tx = scope.begin().await?;
    let what = (AuditAction::RefuseSignIn, Some(account));
    audit::record(&tx, &scope, &keys, by, what, now).await?;
    tx.commit().await?;
    Ok(())
}

/// Makes an account at the portal of the facility `slug` and signs it in.
pub async fn register_client(
    public: &Public,
    slug: &str,
    proof: &Proof,
    body: ClientRegistration,
) -> ApiResult<Begun> {
    let state = public.state();
    let visitor = public.visitor().to_string();
    state.throttle.visit("register", &visitor)?;
    let facility = facility::operations::by_slug(&state.db, slug).await?;
    let scope = Scope::new(facility.id, state.db.clone());
    let keys = state.keyring.facility(&scope).await?;
    let solved = proof.check(&keys, public.now())?;
    if !body.website.is_empty() {
        return Err(ProblemCode::ProofWrong.into());
    }
    let rules = facility.registration()?;
    rules.check(body.email.is_some(), body.phone.is_some())?;
    let names = OwnNames::of_client(&body.pseudonym, body.email.as_ref());
    let passwords = &state.passwords;
    let hash = passwords
        .choose(AccountKind::Client, body.password.as_str(), &names)
        .await?;
    let tx = scope.begin().await?;
    solved.spend(&scope, &tx).await?;
    let body = clients::operations::registered(body);
    let has_email = body.email.is_some();
    let client =
        clients::operations::insert(&tx, &keys, &scope, body, hash, (false, public.now())).await?;
    let what = (AuditAction::RegisterClient, Some(client.id.into()));
    audit::record(&tx, &scope, &keys, public.by(), what, public.now()).await?;
    // No mail could bring them a link, should they forget the password.
    let recovery_code = if has_email {
        None
    } else {
        recovery_codes::give(&scope, &tx, client.id, None, public.now()).await?
    };
    let audience = Audience::StaffOfClient {
        part: ClientPart::Profile,
        counselor: None,
    };
    let event = Event::of_client(ClientPart::Profile, Some(client.id));
    events::log(&tx, facility.id, &event, &audience, public.now()).await?;
    tx.commit().await?;
    state.hub.wake(facility.id);
    let mut begun = begin(public, facility, Owner::Client(client)).await?;
    begun.session.recovery_code = recovery_code;
    Ok(begun)
}

#[expect(clippy::disallowed_methods, reason = "a new row gets its id")]
async fn begin(
    public: &Public,
    facility: facility_entity::Model,
    owner: Owner,
) -> ApiResult<Begun> {
    let (state, now) = (public.state(), public.now());
    let token = RefreshToken::new(SessionId(Uuid::now_v7()));
    let actor = owner.actor();
    let model = ActiveModel {
        id: Set(token.session),
        facility_id: Set(facility.id),
        counselor_id: Set(actor.counselor_id()),
        client_id: Set(actor.client_id()),
        token_hash: Set(token.hash()),
        created_at: Set(now),
        last_used_at: Set(now),
        expires_at: Set(now + TimeDelta::hours(IDLE_HOURS)),
        renewed_at: Set(None),
        ended_at: Set(None),
        device: Set(public.device()),
    };
    let scope = Scope::new(facility.id, state.db.clone());
    let keys = state.keyring.facility(&scope).await?;
    let tx = scope.begin().await?;
    Entity::insert(model).exec_without_returning(&tx).await?;
    if let Some(id) = actor.counselor_id()
        && !counselors::operations::note_sign_in(&scope, id, now, &tx).await?
    {
        return Err(ProblemCode::InvalidCredentials.into());
    }
    if let Some(id) = actor.client_id() {
        // Who was locked or deleted a moment ago does not slip in.
        let is_active = client::Column::Status.eq(ClientStatus::Active);
        let seen = scope
            .update::<client::Entity>()
            .col_expr(client::Column::LastSignedInAt, Expr::value(now))
            .filter(client::Column::Id.eq(id))
            .filter(is_active)
            .exec(&tx)
            .await?;
        if seen.rows_affected == 0 {
            return Err(ProblemCode::InvalidCredentials.into());
        }
        clients::note_seen(&scope, &tx, id, now).await?;
    }
    let by = By::actor(actor, token.session.0, public.by().network);
    let action = match &owner {
        Owner::Counselor(_) => AuditAction::SignInCounselor,
        Owner::Client(_) => AuditAction::SignInClient,
    };
    audit::record(&tx, &scope, &keys, by, (action, None), now).await?;
    tx.commit().await?;
    answer(state, facility, owner, &token)
}

pub(super) fn answer(
    state: &State,
    facility: facility_entity::Model,
    owner: Owner,
    token: &RefreshToken,
) -> ApiResult<Begun> {
    let access_token = state.tokens.issue(Access {
        actor: owner.actor(),
        facility: facility.id,
        session: token.session,
    })?;
    Ok(Begun {
        session: Session {
            access_token,
            expires_in_seconds: ACCESS_TOKEN_SECONDS,
            account: owner.account(facility)?,
            recovery_code: None,
        },
        refresh_token: token.encode(),
    })
}

/// Ends the caller's session; its access tokens are refused from this moment.
pub async fn sign_out(caller: &Caller) -> ApiResult<()> {
    caller.check(Action::SignOut, Relation::Common)?;
    let id = caller.session()?;
    let mut change = Change::begin(caller, AuditAction::SignOut).await?;
    end(caller.scope(), id, caller.now(), change.tx()).await?;
    change.end(vec![id]);
    change.commit().await
}

pub(super) async fn end(
    scope: &Scope,
    id: SessionId,
    now: DateTime<Utc>,
    tx: &impl ConnectionTrait,
) -> ApiResult<()> {
    scope
        .update::<Entity>()
        .col_expr(Column::EndedAt, Expr::value(now))
        .filter(Column::Id.eq(id))
        .filter(Column::EndedAt.is_null())
        .exec(tx)
        .await?;
    Ok(())
}

/// Ends all sessions of a client, and answers which: their live connections are to be told after
/// the commit.
pub async fn end_sessions_of_client(
    scope: &Scope,
    client: ClientId,
    now: DateTime<Utc>,
    tx: &impl ConnectionTrait,
) -> ApiResult<Vec<SessionId>> {
    let own = Condition::all().add(Column::ClientId.eq(client));
    sessions::end_within(scope, tx, own, now).await
}

/// Forgets the sessions that ran out a month ago, of all facilities. Answers how many.
#[expect(
    clippy::disallowed_methods,
    reason = "housekeeping is about every facility"
)]
pub async fn forget_old(db: &DatabaseConnection, now: DateTime<Utc>) -> ApiResult<u64> {
    let gone = Entity::delete_many()
        .filter(Column::ExpiresAt.lte(now - TimeDelta::days(KEPT_DAYS)))
        .exec(db)
        .await?;
    Ok(gone.rows_affected)
}

/// Takes away every trace of a client's sign-ins, within the transaction that erases them.
pub async fn erase_sessions(
    scope: &Scope,
    client: ClientId,
    tx: &impl ConnectionTrait,
) -> ApiResult<()> {
    scope
        .delete::<Entity>()
        .filter(Column::ClientId.eq(client))
        .exec(tx)
        .await?;
    Ok(())
}
