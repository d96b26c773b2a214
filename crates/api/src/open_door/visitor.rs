//! Whoever came in at the open door: the third way into a handler, beside [`Caller`] and
//! [`Public`]. It leads to one visit and nowhere else.
//!
//! [`Caller`]: crate::caller::Caller

use super::{
    entity::{Column, Entity, Model},
    finding::load,
};
use crate::{ApiError, ApiResult, caller::Public, scope::Scope, state::State};
use actix_web::{FromRequest, HttpRequest, dev::Payload, web::Data};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use chrono::{DateTime, TimeDelta, Utc};
use domain::{
    ids::OpenDoorVisitId,
    open_door::{OpenDoorStatus, TOKEN_HEADER},
    problem::ProblemCode,
};
use futures_util::future::LocalBoxFuture;
use sea_orm::{ColumnTrait, DatabaseConnection, EntityTrait, QueryFilter, sea_query::Expr};
use sha2::{Digest, Sha256};

/// How precisely it is known when a visitor was heard of last.
const SEEN_EVERY: TimeDelta = TimeDelta::seconds(30);

/// A request of somebody who holds the secret of a visit.
pub struct Visitor {
    id: OpenDoorVisitId,
    scope: Scope,
    state: Data<State>,
}

impl Visitor {
    /// The visit, as it is at this moment.
    pub async fn visit(&self) -> ApiResult<Model> {
        load(&self.scope, self.id, self.scope.db()).await
    }

    /// Which.
    pub fn id(&self) -> OpenDoorVisitId {
        self.id
    }

    /// The database, as the facility of the visit sees it.
    pub fn scope(&self) -> &Scope {
        &self.scope
    }

    /// The connection, to run what the scope began.
    pub fn db(&self) -> &DatabaseConnection {
        self.scope.db()
    }

    /// The house's machinery.
    pub fn state(&self) -> &State {
        &self.state
    }

    /// The time of the request.
    pub fn now(&self) -> DateTime<Utc> {
        self.state.clock.now()
    }
}

impl FromRequest for Visitor {
    type Error = ApiError;
    type Future = LocalBoxFuture<'static, ApiResult<Self>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let public = Public::from_request(request, payload).into_inner();
        let token = request
            .headers()
            .get(TOKEN_HEADER)
            .and_then(|value| value.to_str().ok())
            .map(str::to_owned);
        Box::pin(async move {
            let state = public?.state_handle();
            // Neither a wrong one nor none tells whether there are visits.
            let token = token.ok_or(ApiError::Problem(ProblemCode::NotFound))?;
            let visit = by_token(&state.db, &token).await?;
            state.limits.account(visit.id.0)?;
            let scope = Scope::new(visit.facility_id, state.db.clone());
            note_seen(&scope, &visit, state.clock.now()).await?;
            Ok(Self {
                id: visit.id,
                scope,
                state,
            })
        })
    }
}

#[expect(
    clippy::disallowed_methods,
    reason = "the secret alone says whose visit it is"
)]
async fn by_token(db: &DatabaseConnection, token: &str) -> ApiResult<Model> {
    let visit = Entity::find().filter(Column::TokenHash.eq(hash(token)));
    let found = visit.one(db).await?;
    found.ok_or(ApiError::Problem(ProblemCode::NotFound))
}

async fn note_seen(scope: &Scope, visit: &Model, now: DateTime<Utc>) -> ApiResult<()> {
    if visit.status == OpenDoorStatus::Ended || now - visit.seen_at < SEEN_EVERY {
        return Ok(());
    }
    scope
        .update::<Entity>()
        .col_expr(Column::SeenAt, Expr::value(now))
        .filter(Column::Id.eq(visit.id))
        .exec(scope.db())
        .await?;
    Ok(())
}

/// A new secret.
pub fn new_token() -> String {
    URL_SAFE_NO_PAD.encode(rand::random::<[u8; 32]>())
}

/// What the database keeps of a secret. It is random, so one fast hash is enough.
pub fn hash(token: &str) -> String {
    URL_SAFE_NO_PAD.encode(Sha256::digest(token))
}
