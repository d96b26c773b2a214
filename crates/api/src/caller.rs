//! The two ways into a handler: as an authenticated [`Caller`] or, explicitly, as [`Public`].
//! A handler that names neither cannot reach the database, and a caller reaches only the rows of
//! their own facility.

use crate::{
    ApiError, ApiResult, address::Address, api_tokens, audit::By, crypto::FacilityKeys,
    error::check, scope::Scope, sessions, state::State,
};
use actix_web::{FromRequest, HttpRequest, dev::Payload, http::header, web::Data};
use chrono::{DateTime, TimeDelta, Utc};
use domain::{
    access::{self, Access, Action, Actor, Openness, Relation, Role, System},
    accounts::Duty,
    api_tokens::PREFIX,
    ids::{ApiTokenId, CounselorId, FacilityId, SessionId},
    problem::ProblemCode,
    sessions::device,
};
use futures_util::future::LocalBoxFuture;
use sea_orm::{DatabaseConnection, EntityTrait, ExprTrait, QueryFilter, Select, sea_query::Expr};
use std::{
    future::{Ready, ready},
    sync::Arc,
};
use uuid::Uuid;

/// What proves who is calling.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Credential {
    /// A sign-in.
    Session(SessionId),
    /// A key of another program.
    ApiToken(ApiTokenId),
}

impl Credential {
    /// The id, of whichever kind.
    pub fn id(self) -> Uuid {
        match self {
            Self::Session(id) => id.0,
            Self::ApiToken(id) => id.0,
        }
    }
}

/// A request of somebody whose session or API token is good at this moment, and who has nothing
/// else to do first.
pub struct Caller {
    actor: Actor,
    credential: Credential,
    system: System,
    duty: Option<Duty>,
    scope: Scope,
    address: Address,
    state: Data<State>,
}

/// The same of somebody who may have something to do first ([`Duty`]): only for what that takes.
/// [`Caller::check`] refuses all the rest.
pub struct Obliged(pub Caller);

impl Caller {
    /// Who is asking, as the audit log keeps it.
    pub fn by(&self) -> By {
        By::actor(self.actor, self.credential.id(), self.address.network())
    }

    /// Who is asking.
    pub fn actor(&self) -> Actor {
        self.actor
    }

    /// Who is asking, if it is staff.
    pub fn counselor_id(&self) -> ApiResult<CounselorId> {
        let id = self.actor.counselor_id();
        id.ok_or(ApiError::Problem(ProblemCode::Forbidden))
    }

    /// By which sign-in or key.
    pub fn credential(&self) -> Credential {
        self.credential
    }

    /// By which sign-in; API tokens have none.
    pub fn session(&self) -> ApiResult<SessionId> {
        match self.credential {
            Credential::Session(id) => Ok(id),
            Credential::ApiToken(_) => Err(ProblemCode::Forbidden.into()),
        }
    }

    /// How much of each other's work the facility's counselors see.
    pub fn openness(&self) -> Openness {
        self.system.openness
    }

    /// What the facility has chosen about who sees what.
    pub fn system(&self) -> System {
        self.system
    }

    /// May the caller do this to something they stand to like that?
    pub fn decide(&self, action: Action, relation: Relation) -> Access {
        access::decide(self.actor, self.system, action, relation)
    }

    /// Refuses what the table does not allow, and what has to wait.
    pub fn check(&self, action: Action, relation: Relation) -> ApiResult<()> {
        if let Some(duty) = self.duty.filter(|duty| !duty.allows(action)) {
            return Err(duty.problem().into());
        }
        let checked = check(self.decide(action, relation));
        if checked.is_err() {
            // An id that the audit log leads to a person, and nothing else does.
            let credential = self.credential.id();
            tracing::info!(action = action.name(), %credential, "refused");
        }
        checked
    }

    /// Keeps of a list what the table lets the caller do this to, or would with a break-glass; `relations` says which rows
    /// stand to the caller how, all of them together.
    pub fn filter<E: EntityTrait>(
        &self,
        select: Select<E>,
        action: Action,
        relations: impl IntoIterator<Item = (Relation, Expr)>,
    ) -> Select<E> {
        match self.listed(action, relations) {
            None => select,
            Some(parts) => {
                let rows = parts.into_iter().reduce(ExprTrait::or);
                select.filter(rows.unwrap_or(Expr::value(false)))
            }
        }
    }

    /// The same part by part, one a relation; `None` is everything.
    pub fn listed(
        &self,
        action: Action,
        relations: impl IntoIterator<Item = (Relation, Expr)>,
    ) -> Option<Vec<Expr>> {
        let (allowed, refused): (Vec<_>, Vec<_>) = relations
            .into_iter()
            .partition(|(relation, _)| self.decide(action, *relation).is_listed());
        if refused.is_empty() {
            return None;
        }
        Some(allowed.into_iter().map(|(_, rows)| rows).collect())
    }

    /// The database, as the caller's facility sees it.
    pub fn scope(&self) -> &Scope {
        &self.scope
    }

    /// The connection, to run what the scope began.
    pub fn db(&self) -> &DatabaseConnection {
        self.scope.db()
    }

    /// The caller's facility.
    pub fn facility(&self) -> FacilityId {
        self.scope.facility()
    }

    /// The keys of the caller's facility.
    pub async fn keys(&self) -> ApiResult<Arc<FacilityKeys>> {
        self.state.keyring.facility(&self.scope).await
    }

    /// The time of the request.
    pub fn now(&self) -> DateTime<Utc> {
        self.state.clock.now()
    }

    /// The house's machinery, for operations.
    pub fn state(&self) -> &State {
        &self.state
    }

    /// The house's machinery, for what goes on after the answer has begun.
    pub fn state_handle(&self) -> Data<State> {
        self.state.clone()
    }

    /// Whom the request comes from, to slow down those who try passwords.
    pub fn visitor(&self) -> Address {
        self.address.visitor()
    }

    /// Whether the session is still alive, for connections that outlast a request.
    pub async fn is_alive(&self) -> ApiResult<bool> {
        let (scope, now) = (&self.scope, self.now());
        match self.credential {
            Credential::Session(id) => {
                let living = sessions::find_living(scope, id, now).await?;
                // With another role, other things may be heard: the listener has to come back.
                Ok(living.is_some_and(|living| {
                    living.duty().is_none() && in_role(self.actor, living.role) == self.actor
                }))
            }
            Credential::ApiToken(id) => api_tokens::is_living(scope, id, now).await,
        }
    }
}

impl Caller {
    /// Whoever holds this access token of a session.
    async fn of_session(state: Data<State>, address: Address, token: &str) -> ApiResult<Self> {
        let access = state.tokens.verify(token)?;
        state.limits.account(access.actor.id())?;
        let (id, now) = (access.session, state.clock.now());
        let scope = Scope::new(access.facility, state.db.clone());
        let living = sessions::find_living(&scope, id, now).await?;
        let living = living.ok_or(ProblemCode::SessionEnded)?;
        if living.last_used_at <= now - TimeDelta::minutes(1) {
            sessions::note_seen(&scope, id, now).await;
        }
        Ok(Self {
            actor: in_role(access.actor, living.role),
            credential: Credential::Session(id),
            system: living.system(),
            duty: living.duty(),
            scope,
            address,
            state,
        })
    }

    /// Whoever holds this API token.
    async fn of_token(state: Data<State>, address: Address, token: &str) -> ApiResult<Self> {
        let known = api_tokens::find_living(&state, token).await?;
        let Some(known) = known else {
            // Each one costs a look into the database, also where addresses are not counted.
            state.limits.stranger(&address)?;
            return Err(ProblemCode::Unauthenticated.into());
        };
        state.limits.token(known.id.0)?;
        Ok(Self {
            actor: known.actor,
            credential: Credential::ApiToken(known.id),
            system: known.system,
            duty: None,
            scope: Scope::new(known.facility, state.db.clone()),
            address,
            state,
        })
    }
}

impl FromRequest for Caller {
    type Error = ApiError;
    type Future = LocalBoxFuture<'static, ApiResult<Self>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let obliged = Obliged::from_request(request, payload);
        Box::pin(async move {
            let Obliged(caller) = obliged.await?;
            match caller.duty {
                Some(duty) => Err(duty.problem().into()),
                None => Ok(caller),
            }
        })
    }
}

impl FromRequest for Obliged {
    type Error = ApiError;
    type Future = LocalBoxFuture<'static, ApiResult<Self>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let token = request
            .headers()
            .get(header::AUTHORIZATION)
            .and_then(|value| value.to_str().ok())
            .and_then(|value| value.strip_prefix("Bearer "))
            .map(str::to_owned);
        let state = state(request);
        let request = request.clone();
        Box::pin(async move {
            let state = state?;
            let address = Address::of(&request, state.settings.trust_proxy);
            let token = token.ok_or(ApiError::Problem(ProblemCode::Unauthenticated))?;
            let caller = if token.starts_with(PREFIX) {
                Caller::of_token(state, address, &token).await
            } else {
                Caller::of_session(state, address, &token).await
            };
            caller.map(Self)
        })
    }
}

/// The actor with the role of this moment, which may not be the one of when the token was made.
fn in_role(actor: Actor, role: Option<Role>) -> Actor {
    match (actor, role) {
        (Actor::Counselor { id, .. }, Some(role)) => Actor::Counselor { id, role },
        (actor, _) => actor,
    }
}

/// A request of anyone at all.
pub struct Public {
    state: Data<State>,
    address: Address,
    device: Option<String>,
}

impl Public {
    /// The house's machinery, for operations.
    pub fn state(&self) -> &State {
        &self.state
    }

    /// The house's machinery, for what goes on after the answer.
    pub fn state_handle(&self) -> Data<State> {
        self.state.clone()
    }

    /// The time of the request.
    pub fn now(&self) -> DateTime<Utc> {
        self.state.clock.now()
    }

    /// Who is asking, as the audit log keeps it.
    pub fn by(&self) -> By {
        By::nobody(self.address.network())
    }

    /// Whom the request comes from, to slow down those who try many names.
    pub fn visitor(&self) -> Address {
        self.address.visitor()
    }

    /// What people know the device by.
    pub fn device(&self) -> Option<String> {
        self.device.clone()
    }
}

impl FromRequest for Public {
    type Error = ApiError;
    type Future = Ready<ApiResult<Self>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let user_agent = request.headers().get(header::USER_AGENT);
        let user_agent = user_agent.and_then(|value| value.to_str().ok());
        ready(state(request).map(|state| Self {
            device: user_agent.and_then(device),
            address: Address::of(request, state.settings.trust_proxy),
            state,
        }))
    }
}

fn state(request: &HttpRequest) -> ApiResult<Data<State>> {
    request
        .app_data::<Data<State>>()
        .cloned()
        .ok_or_else(|| ApiError::Internal("the application has no state".into()))
}
