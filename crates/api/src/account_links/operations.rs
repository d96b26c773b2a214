//! One function per operation, and the job that sends the link somebody asked for.

use super::entity::{ActiveModel, Column, Entity, Model};
use crate::{
    ApiError, ApiResult,
    accounts::Owner,
    audit::{self, By},
    calendar_feeds,
    caller::{Caller, Public},
    change::Change,
    clients::{entity as client, news, operations as clients},
    counselors::{self, entity as counselor},
    facility,
    jobs::{
        NewJob, Outcome, enqueue,
        entity::{self as job, JobKind},
        finish,
    },
    outgoing_mails::write_link,
    proofs_of_work::Proof,
    scope::Scope,
    sessions::ended,
    state::State,
};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use chrono::{DateTime, TimeDelta, Utc};
use domain::{
    access::{Action, Relation},
    account_links::{
        AccountLink, ForgottenClientPassword, ForgottenPassword, LinkPresented, LinkPurpose,
        LinkRedemption,
    },
    audit::AuditAction,
    events::ClientPart,
    ids::{AccountLinkId, ClientId, CounselorId, FacilityId},
    outgoing_mails::MailTemplate,
    problem::ProblemCode,
    text::{LinkToken, Slug},
};
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, Condition, ConnectionTrait, DatabaseConnection, EntityTrait, QueryFilter,
    QuerySelect,
    sea_query::{Expr, LockType},
};
use serde::{Deserialize, Serialize};
use subtle::ConstantTimeEq;
use uuid::Uuid;

/// Where staff set their password, and where clients do, after the address of their portal.
const STAFF_PATH: &str = "/login/reset";
const PORTAL_PATH: &str = "/password";

/// Minutes within which asking again sends no second mail: nobody fills somebody's mailbox.
const ASKED_JUST_NOW_MINUTES: i64 = 2;

/// Whoever forgot their password, for the job. For an account that is not there it names one that
/// never was: what is written down, and how long it takes, is the same.
#[derive(Serialize, Deserialize)]
struct Forgetful {
    facility: FacilityId,
    #[serde(flatten)]
    who: Who,
    /// From which network it was asked, for the audit log.
    network: Option<String>,
}

#[derive(Clone, Copy, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Who {
    Counselor(CounselorId),
    Client(ClientId),
}

impl Who {
    /// The account, if they are there, may sign in, and a mail can reach them.
    async fn owner(self, scope: &Scope, db: &impl ConnectionTrait) -> ApiResult<Option<Owner>> {
        let owner = match self {
            Self::Counselor(id) => Owner::counselor(scope, id, db).await?,
            Self::Client(id) => Owner::client(scope, id, db).await?,
        };
        Ok(owner.filter(|owner| owner.may_sign_in() && owner.has_email()))
    }

    /// Whoever asks twice at once is answered one after the other.
    async fn lock(self, scope: &Scope, tx: &impl ConnectionTrait) -> ApiResult<()> {
        match self {
            Self::Counselor(id) => {
                let row = scope.find::<counselor::Entity>();
                let row = row.filter(counselor::Column::Id.eq(id));
                row.lock(LockType::NoKeyUpdate).one(tx).await?;
            }
            Self::Client(id) => {
                let row = scope.find::<client::Entity>();
                let row = row.filter(client::Column::Id.eq(id));
                row.lock(LockType::NoKeyUpdate).one(tx).await?;
            }
        }
        Ok(())
    }

    fn action(self) -> AuditAction {
        match self {
            Self::Counselor(_) => AuditAction::ForgotPassword,
            Self::Client(_) => AuditAction::ForgotClientPassword,
        }
    }

    fn is_owner(self) -> Expr {
        match self {
            Self::Counselor(id) => Column::CounselorId.eq(id),
            Self::Client(id) => Column::ClientId.eq(id),
        }
    }

    /// Where the link leads.
    async fn path(self, scope: &Scope, db: &impl ConnectionTrait) -> ApiResult<String> {
        match self {
            Self::Counselor(_) => Ok(STAFF_PATH.into()),
            Self::Client(_) => portal_path(scope, db).await,
        }
    }
}

/// Where a client's link leads.
async fn portal_path(scope: &Scope, db: &impl ConnectionTrait) -> ApiResult<String> {
    let facility = facility::operations::by_id(db, scope.facility()).await?;
    Ok(format!("/p/{}{PORTAL_PATH}", facility.slug))
}

/// Has a link sent to staff who forgot their password, if both names are those of one account. The
/// answer does not tell, and finding out takes no longer one way than the other: one query, and one
/// job put down.
#[expect(clippy::disallowed_methods, reason = "an id that nobody has")]
pub async fn forgot_password(public: &Public, body: ForgottenPassword) -> ApiResult<()> {
    let state = public.state();
    let slug = body.facility.as_ref().map_or("*", Slug::as_str);
    let account = format!("forgotten {slug} {}", body.login_name.key());
    let visitor = public.visitor().to_string();
    state.throttle.attempt(&account, &visitor)?;
    let facility = match &body.facility {
        Some(slug) => Some(
            facility::operations::by_slug(&state.db, slug.as_str())
                .await?
                .id,
        ),
        None => None,
    };
    let mut found = find_forgetful(state, facility, &body).await?;
    let known = if found.len() == 1 { found.pop() } else { None };
    let facility = known
        .as_ref()
        .map_or(FacilityId(Uuid::now_v7()), |one| one.facility_id);
    let counselor = known.map_or(CounselorId(Uuid::now_v7()), |one| one.id);
    send_later(public, facility, Who::Counselor(counselor)).await
}

/// Has a link sent to a client of the facility `slug` who forgot their password, if the account is
/// there and has an e-mail address. The answer does not tell either, in the same way.
#[expect(clippy::disallowed_methods, reason = "an id that nobody has")]
pub async fn forgot_client_password(
    public: &Public,
    slug: &str,
    proof: &Proof,
    body: ForgottenClientPassword,
) -> ApiResult<()> {
    let state = public.state();
    let account = format!("forgotten portal {slug} {}", body.name.key());
    let visitor = public.visitor().to_string();
    state.throttle.attempt(&account, &visitor)?;
    let facility = facility::operations::by_slug(&state.db, slug).await?;
    let scope = Scope::new(facility.id, state.db.clone());
    let keys = state.keyring.facility(&scope).await?;
    let solved = proof.check(&keys, public.now())?;
    solved.spend(&scope, &state.db).await?;
    let found = scope
        .find::<client::Entity>()
        .filter(clients::named(&keys, &body.name.key()))
        .one(&state.db)
        .await?;
    let client = found.map_or(ClientId(Uuid::now_v7()), |one| one.id);
    send_later(public, facility.id, Who::Client(client)).await
}

async fn send_later(public: &Public, facility: FacilityId, who: Who) -> ApiResult<()> {
    let state = public.state();
    let forgetful = Forgetful {
        facility,
        who,
        network: public.by().network,
    };
    let job = NewJob {
        facility: None,
        kind: JobKind::ForgotPassword,
        payload: serde_json::to_value(forgetful).map_err(ApiError::internal)?,
        unique_key: None,
        run_at: public.now(),
    };
    enqueue(&state.db, job).await?;
    state.work.notify_one();
    Ok(())
}

#[expect(
    clippy::disallowed_methods,
    reason = "who forgot their password has no facility yet"
)]
async fn find_forgetful(
    state: &State,
    facility: Option<FacilityId>,
    body: &ForgottenPassword,
) -> ApiResult<Vec<counselor::Model>> {
    let named = Condition::all()
        .add(counselor::Column::LoginNameKey.eq(body.login_name.key()))
        .add(counselor::Column::EmailKey.eq(body.email.key()))
        .add_option(facility.map(|id| counselor::Column::FacilityId.eq(id)));
    let found = counselor::Entity::find().filter(named).all(&state.db);
    Ok(found.await?)
}

/// Sends the link that somebody asked for, if they are there.
pub async fn attempt(state: &State, job: &job::Model) -> ApiResult<Outcome> {
    let forgetful: Forgetful =
        serde_json::from_value(job.payload.clone()).map_err(ApiError::internal)?;
    let scope = Scope::new(forgetful.facility, state.db.clone());
    let who = forgetful.who;
    let Some(owner) = who.owner(&scope, &state.db).await? else {
        finish(&state.db, job).await?;
        return Ok(Outcome::Done);
    };
    let (keys, now) = (state.keyring.facility(&scope).await?, state.clock.now());
    let tx = scope.begin().await?;
    who.lock(&scope, &tx).await?;
    if !was_asked_just_now(&scope, &tx, who, now).await? {
        let template = MailTemplate::ForgottenPassword;
        let purpose = LinkPurpose::ForgottenPassword;
        let link = replace(&scope, &tx, &owner, purpose, now).await?;
        let path = who.path(&scope, &tx).await?;
        write_link(&tx, state, &owner, (link, &path), template).await?;
        let by = By::nobody(forgetful.network);
        let what = (who.action(), Some(owner.record()));
        audit::record(&tx, &scope, &keys, by, what, now).await?;
    }
    if !finish(&tx, job).await? {
        // Another worker has it now.
        return Ok(Outcome::Done);
    }
    tx.commit().await?;
    state.work.notify_one();
    Ok(Outcome::Done)
}

async fn was_asked_just_now(
    scope: &Scope,
    tx: &impl ConnectionTrait,
    who: Who,
    now: DateTime<Utc>,
) -> ApiResult<bool> {
    let recent = scope
        .find::<Entity>()
        .filter(who.is_owner())
        .filter(Column::Purpose.eq(LinkPurpose::ForgottenPassword))
        .filter(Column::CreatedAt.gt(now - TimeDelta::minutes(ASKED_JUST_NOW_MINUTES)))
        .one(tx)
        .await?;
    Ok(recent.is_some())
}

/// Sends a counselor a link to set a password; the one sent before is void.
pub async fn invite_counselor(caller: &Caller, id: CounselorId) -> ApiResult<()> {
    let relation = Relation::to_counselors(caller.actor(), Some(id));
    caller.check(Action::InviteCounselor, relation)?;
    let counselor = counselors::operations::exists(caller, id).await?;
    let mut change = Change::begin(caller, AuditAction::InviteCounselor).await?;
    change.on(id);
    let owner = Owner::Counselor(counselor);
    invite(change, &owner, STAFF_PATH, MailTemplate::InviteCounselor).await
}

/// Sends a client a link to set a password; the one sent before is void.
pub async fn invite_client(caller: &Caller, id: ClientId) -> ApiResult<()> {
    let mut change = Change::begin(caller, AuditAction::InviteClient).await?;
    let (client, _) = clients::find(caller, id, Action::InviteClient, change.tx()).await?;
    if client.sealed_email.is_none() {
        return Err(ProblemCode::NoEmail.into());
    }
    change.on(id);
    let counselor = client.primary_counselor_id;
    news::tell_staff(&mut change, ClientPart::Profile, id, counselor);
    let path = portal_path(caller.scope(), change.tx()).await?;
    let owner = Owner::Client(client);
    invite(change, &owner, &path, MailTemplate::InviteClient).await
}

async fn invite(
    mut change: Change<'_>,
    owner: &Owner,
    path: &str,
    template: MailTemplate,
) -> ApiResult<()> {
    if !owner.may_sign_in() {
        return Err(ProblemCode::AccountInactive.into());
    }
    let caller = change.caller();
    let (scope, now) = (caller.scope(), caller.now());
    let link = replace(scope, change.tx(), owner, LinkPurpose::Invitation, now).await?;
    write_link(change.tx(), caller.state(), owner, (link, path), template).await?;
    let invited = Expr::value(now);
    match owner {
        Owner::Counselor(one) => {
            scope
                .update::<counselor::Entity>()
                .col_expr(counselor::Column::InvitedAt, invited)
                .filter(counselor::Column::Id.eq(one.id))
                .exec(change.tx())
                .await?;
        }
        Owner::Client(one) => {
            scope
                .update::<client::Entity>()
                .col_expr(client::Column::InvitedAt, invited)
                .filter(client::Column::Id.eq(one.id))
                .exec(change.tx())
                .await?;
        }
    }
    change.wake_worker();
    change.commit().await
}

/// A new link in place of those for the same purpose.
#[expect(clippy::disallowed_methods, reason = "a new row gets its id")]
async fn replace(
    scope: &Scope,
    tx: &impl ConnectionTrait,
    owner: &Owner,
    purpose: LinkPurpose,
    now: DateTime<Utc>,
) -> ApiResult<AccountLinkId> {
    let (counselor, client) = (owner.actor().counselor_id(), owner.actor().client_id());
    let own = match owner {
        Owner::Counselor(one) => Column::CounselorId.eq(one.id),
        Owner::Client(one) => Column::ClientId.eq(one.id),
    };
    scope
        .delete::<Entity>()
        .filter(own)
        .filter(Column::Purpose.eq(purpose))
        .exec(tx)
        .await?;
    let id = AccountLinkId(Uuid::now_v7());
    let model = ActiveModel {
        id: Set(id),
        facility_id: Set(scope.facility()),
        counselor_id: Set(counselor),
        client_id: Set(client),
        purpose: Set(purpose),
        created_at: Set(now),
        expires_at: Set(now + purpose.lifetime()),
    };
    Entity::insert(model).exec_without_returning(tx).await?;
    Ok(id)
}

/// Takes away the links that a client was sent.
pub async fn void_of_client(
    scope: &Scope,
    tx: &impl ConnectionTrait,
    client: ClientId,
) -> ApiResult<()> {
    scope
        .delete::<Entity>()
        .filter(Column::ClientId.eq(client))
        .exec(tx)
        .await?;
    Ok(())
}

/// What proves the link, to be put into the mail that is being sent; `None` when it is void.
pub async fn token(state: &State, scope: &Scope, id: AccountLinkId) -> ApiResult<Option<String>> {
    let link = scope
        .find::<Entity>()
        .filter(Column::Id.eq(id))
        .filter(Column::ExpiresAt.gt(state.clock.now()))
        .one(scope.db())
        .await?;
    let Some(link) = link else {
        return Ok(None);
    };
    let proof = proof(state, scope, link.id).await?;
    let token = [link.id.0.as_bytes().as_slice(), &proof].concat();
    Ok(Some(URL_SAFE_NO_PAD.encode(token)))
}

async fn proof(state: &State, scope: &Scope, id: AccountLinkId) -> ApiResult<[u8; 32]> {
    let keys = state.keyring.facility(scope).await?;
    Ok(keys.sign_in_proof(&[b"account link", id.0.as_bytes()]))
}

/// The link that somebody presents, and whose it is, if it is good.
async fn find(state: &State, token: &LinkToken) -> ApiResult<(Model, Owner)> {
    let void = || ApiError::Problem(ProblemCode::LinkVoid);
    let bytes = URL_SAFE_NO_PAD.decode(token.as_str()).map_err(|_| void())?;
    let (id, presented) = bytes.split_at_checked(16).ok_or_else(void)?;
    let id = AccountLinkId(Uuid::from_slice(id).map_err(|_| void())?);
    let link = by_id(state, id).await?.ok_or_else(void)?;
    let scope = Scope::new(link.facility_id, state.db.clone());
    let expected = proof(state, &scope, link.id).await?;
    let proven: bool = expected.as_slice().ct_eq(presented).into();
    if !proven || link.expires_at <= state.clock.now() {
        return Err(void());
    }
    let owner = match (link.counselor_id, link.client_id) {
        (Some(id), _) => Owner::counselor(&scope, id, scope.db()).await?,
        (None, Some(id)) => Owner::client(&scope, id, scope.db()).await?,
        (None, None) => None,
    };
    let owner = owner.filter(Owner::may_sign_in).ok_or_else(void)?;
    Ok((link, owner))
}

#[expect(clippy::disallowed_methods, reason = "the link tells the facility")]
async fn by_id(state: &State, id: AccountLinkId) -> ApiResult<Option<Model>> {
    Ok(Entity::find_by_id(id).one(&state.db).await?)
}

/// What a link that is good leads to.
pub async fn read_account_link(public: &Public, body: LinkPresented) -> ApiResult<AccountLink> {
    let state = public.state();
    state
        .throttle
        .visit("links", &public.visitor().to_string())?;
    let (link, owner) = find(state, &body.token).await?;
    let facility = facility::operations::by_id(&state.db, link.facility_id).await?;
    Ok(AccountLink {
        purpose: link.purpose,
        kind: owner.kind(),
        name: owner.name().to_owned(),
        facility: Slug::try_from(facility.slug).map_err(ApiError::internal)?,
    })
}

/// Sets a password with a link, ends all sessions of the account, and voids every link to it and the
/// address of its calendar.
pub async fn redeem_account_link(public: &Public, body: LinkRedemption) -> ApiResult<()> {
    let (state, now) = (public.state(), public.now());
    state
        .throttle
        .visit("links", &public.visitor().to_string())?;
    let (link, owner) = find(state, &body.token).await?;
    let scope = Scope::new(link.facility_id, state.db.clone());
    let names = owner.own_names(state, &scope).await?;
    let (kind, password) = (owner.kind(), body.password.as_str());
    let hash = state.passwords.choose(kind, password, &names).await?;
    let keys = state.keyring.facility(&scope).await?;
    let tx = scope.begin().await?;
    // Whoever takes the link away is the one who used it.
    let used = scope
        .delete::<Entity>()
        .filter(Column::Id.eq(link.id))
        .exec(&tx)
        .await?;
    if used.rows_affected == 0 {
        return Err(ProblemCode::LinkVoid.into());
    }
    owner.set_password(&scope, &tx, hash, false).await?;
    if let Owner::Counselor(counselor) = &owner {
        calendar_feeds::operations::forget_in(&scope, &tx, counselor.id).await?;
    }
    let ended = owner.end_sessions(&scope, &tx, None, now).await?;
    let by = By::actor(owner.actor(), link.id.0, public.by().network);
    let what = (AuditAction::RedeemAccountLink, Some(owner.record()));
    audit::record(&tx, &scope, &keys, by, what, now).await?;
    ended::announce(&tx, ended.iter().map(|session| session.0)).await?;
    tx.commit().await?;
    for session in ended {
        state.ended.tell(session.0);
    }
    Ok(())
}

/// Forgets the links whose time is over, of all facilities. Answers how many.
#[expect(
    clippy::disallowed_methods,
    reason = "housekeeping is about every facility"
)]
pub async fn forget_old(db: &DatabaseConnection, now: DateTime<Utc>) -> ApiResult<u64> {
    let gone = Entity::delete_many()
        .filter(Column::ExpiresAt.lte(now))
        .exec(db)
        .await?;
    Ok(gone.rows_affected)
}
