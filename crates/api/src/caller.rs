//! The two ways into a handler: as an authenticated [`Caller`] or, explicitly, as [`Public`].
//! A handler that names neither cannot reach the database, and a caller reaches only the rows of
//! their own facility.

use crate::{
    ApiError, ApiResult, accounts, audit::By, crypto::FacilityKeys, scope::Scope, state::State,
};
use actix_web::{FromRequest, HttpRequest, dev::Payload, http::header, web::Data};
use chrono::{DateTime, Utc};
use domain::{
    access::Actor,
    audit::network,
    ids::{CounselorId, FacilityId, SessionId},
    problem::ProblemCode,
};
use futures_util::future::LocalBoxFuture;
use sea_orm::DatabaseConnection;
use std::{
    future::{Ready, ready},
    sync::Arc,
};

/// A request of somebody signed in, whose session is alive at this moment.
pub struct Caller {
    actor: Actor,
    session: SessionId,
    scope: Scope,
    network: Option<String>,
    state: Data<State>,
}

impl Caller {
    /// Who is asking, as the audit log keeps it.
    pub fn by(&self) -> By {
        By::actor(self.actor, self.session.0, self.network.clone())
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

    /// By which sign-in.
    pub fn session(&self) -> SessionId {
        self.session
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

    /// Whether the session is still alive, for connections that outlast a request.
    pub async fn is_alive(&self) -> ApiResult<bool> {
        accounts::session_is_alive(&self.scope, self.session, self.now()).await
    }
}

impl FromRequest for Caller {
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
        let address = state.as_ref().ok().map(|state| address(request, state));
        Box::pin(async move {
            let state = state?;
            let token = token.ok_or(ApiError::Problem(ProblemCode::Unauthenticated))?;
            let access = state.tokens.verify(&token)?;
            let caller = Self {
                actor: access.actor,
                session: access.session,
                scope: Scope::new(access.facility, state.db.clone()),
                network: address.as_deref().and_then(network),
                state,
            };
            if caller.is_alive().await? {
                Ok(caller)
            } else {
                Err(ProblemCode::SessionEnded.into())
            }
        })
    }
}

/// A request of anyone at all.
pub struct Public {
    state: Data<State>,
    address: String,
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
        By::nobody(network(&self.address))
    }

    /// Where the request comes from, to slow down those who try many names.
    pub fn address(&self) -> &str {
        &self.address
    }
}

impl FromRequest for Public {
    type Error = ApiError;
    type Future = Ready<ApiResult<Self>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(state(request).map(|state| {
            let address = address(request, &state);
            Self { state, address }
        }))
    }
}

/// Where a request comes from: what the proxy in front says, if there is one.
fn address(request: &HttpRequest, state: &State) -> String {
    let connection = request.connection_info();
    let address = if state.settings.trust_proxy {
        connection.realip_remote_addr()
    } else {
        connection.peer_addr()
    };
    address.unwrap_or_default().to_owned()
}

fn state(request: &HttpRequest) -> ApiResult<Data<State>> {
    request
        .app_data::<Data<State>>()
        .cloned()
        .ok_or_else(|| ApiError::Internal("the application has no state".into()))
}
