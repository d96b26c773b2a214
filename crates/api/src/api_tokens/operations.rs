//! One function per operation, and the look-up that a request begins with.

use super::entity::{self, ActiveModel, Column, Entity};
use crate::{
    ApiError, ApiResult,
    caller::Caller,
    change::Change,
    counselors::entity as counselor,
    extract::{next_page, read_cursor},
    facility::entity as facility,
    scope::Scope,
    state::State,
};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use chrono::{DateTime, TimeDelta, Utc};
use domain::{
    access::{Action, Actor, Openness, Relation, System},
    api_tokens::{ApiToken, ApiTokenCreate, ApiTokenCreated, ApiTokenQuery, PREFIX},
    audit::AuditAction,
    ids::{ApiTokenId, FacilityId},
    page::Page,
    problem::ProblemCode,
};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, EntityTrait, FromQueryResult, QueryFilter, QueryOrder,
    QuerySelect, sea_query::Expr,
};
use sha2::{Digest, Sha256};
use uuid::Uuid;

/// The facility's API tokens, newest first.
pub async fn list_api_tokens(caller: &Caller, query: ApiTokenQuery) -> ApiResult<Page<ApiToken>> {
    caller.check(Action::ListApiTokens, Relation::Common)?;
    let rows = query.limit.unwrap_or_default().rows();
    let mut select = caller
        .scope()
        .find::<Entity>()
        .find_also_related(counselor::Entity);
    if let Some(after) = &query.after {
        let id: ApiTokenId = read_cursor(after)?;
        select = select.filter(Column::Id.lt(id));
    }
    let mut models = select
        .order_by_desc(Column::Id)
        .limit(rows + 1)
        .all(caller.db())
        .await?;
    let next = next_page(&mut models, rows, |(last, _)| last.id)?;
    let items = models.into_iter().map(|(token, counselor)| {
        let counselor = counselor.ok_or(ProblemCode::Internal)?;
        token.api_token(&counselor)
    });
    Ok(Page {
        items: items.collect::<ApiResult<_>>()?,
        next,
    })
}

/// Makes a token. Only its hash is kept.
#[expect(clippy::disallowed_methods, reason = "a new row gets its id")]
pub async fn create_api_token(caller: &Caller, body: ApiTokenCreate) -> ApiResult<ApiTokenCreated> {
    caller.check(Action::CreateApiToken, Relation::Common)?;
    let (now, id) = (caller.now(), ApiTokenId(Uuid::now_v7()));
    body.check_expiry(now).map_err(|error| ApiError::Field {
        pointer: "/expires_at".into(),
        error,
    })?;
    let secret = URL_SAFE_NO_PAD.encode(rand::random::<[u8; 32]>());
    let token = format!("{PREFIX}{secret}");
    let creator = caller.counselor_id()?;
    let mut change = Change::begin(caller, AuditAction::CreateApiToken).await?;
    let model = ActiveModel {
        id: Set(id),
        facility_id: Set(caller.facility()),
        name: Set(body.name.into()),
        scopes: Set(body.scopes.to_string()),
        token_hash: Set(hash(&token)),
        created_by: Set(creator),
        created_at: Set(now),
        expires_at: Set(body.expires_at),
        last_used_at: Set(None),
        revoked_at: Set(None),
    };
    let model = Entity::insert(model)
        .exec_with_returning(change.tx())
        .await?;
    let creator = caller
        .scope()
        .find::<counselor::Entity>()
        .filter(counselor::Column::Id.eq(creator))
        .one(change.tx())
        .await?
        .ok_or(ProblemCode::NotFound)?;
    let api_token = model.api_token(&creator)?;
    change.on(id);
    change.commit().await?;
    Ok(ApiTokenCreated { token, api_token })
}

/// Makes a token void. Its next request is refused, and its live connections end. Doing so again
/// changes nothing.
pub async fn revoke_api_token(caller: &Caller, id: ApiTokenId) -> ApiResult<()> {
    caller.check(Action::RevokeApiToken, Relation::Common)?;
    let mut change = Change::begin(caller, AuditAction::RevokeApiToken).await?;
    let revoked = caller
        .scope()
        .update::<Entity>()
        .col_expr(Column::RevokedAt, Expr::value(caller.now()))
        .filter(Column::Id.eq(id))
        .filter(Column::RevokedAt.is_null())
        .exec(change.tx())
        .await?;
    if revoked.rows_affected == 0 {
        let known = caller
            .scope()
            .find::<Entity>()
            .filter(Column::Id.eq(id))
            .one(change.tx())
            .await?;
        return known.map(drop).ok_or(ProblemCode::NotFound.into());
    }
    change.on(id);
    change.end_token(id);
    change.commit().await
}

/// What the database keeps of a token. It is random, so one fast hash is enough.
fn hash(token: &str) -> String {
    URL_SAFE_NO_PAD.encode(Sha256::digest(token))
}

/// Who calls with a token.
pub struct Known {
    pub facility: FacilityId,
    pub actor: Actor,
    pub system: System,
    pub id: ApiTokenId,
}

#[derive(FromQueryResult)]
struct Row {
    id: ApiTokenId,
    facility_id: FacilityId,
    scopes: String,
    last_used_at: Option<DateTime<Utc>>,
    openness: Openness,
    confidential_administration: bool,
}

/// Whose token this is, unless it is nobody's, has run out or is void: one query. Notes the use,
/// at most once a minute.
#[expect(clippy::disallowed_methods, reason = "the token tells the facility")]
pub async fn find_living(state: &State, token: &str) -> ApiResult<Option<Known>> {
    let now = state.clock.now();
    let row: Option<Row> = Entity::find()
        .filter(Column::TokenHash.eq(hash(token)))
        .filter(Column::RevokedAt.is_null())
        .filter(Column::ExpiresAt.gt(now))
        .inner_join(facility::Entity)
        .select_only()
        .columns([
            Column::Id,
            Column::FacilityId,
            Column::Scopes,
            Column::LastUsedAt,
        ])
        .column(facility::Column::Openness)
        .column(facility::Column::ConfidentialAdministration)
        .into_model()
        .one(&state.db)
        .await?;
    let Some(row) = row else {
        return Ok(None);
    };
    let due = now - TimeDelta::minutes(1);
    if row.last_used_at.is_none_or(|used| used <= due) {
        note_use(&Scope::new(row.facility_id, state.db.clone()), row.id, now).await;
    }
    Ok(Some(Known {
        facility: row.facility_id,
        actor: Actor::ApiToken {
            id: row.id,
            scopes: entity::scopes(&row.scopes)?,
        },
        system: System {
            openness: row.openness,
            confidential_administration: row.confidential_administration,
        },
        id: row.id,
    }))
}

/// A note that nothing depends on: where it fails, the next request makes it.
async fn note_use(scope: &Scope, id: ApiTokenId, now: DateTime<Utc>) {
    let noted = scope
        .update::<Entity>()
        .col_expr(Column::LastUsedAt, Expr::value(now))
        .filter(Column::Id.eq(id))
        .exec(scope.db())
        .await;
    if let Err(error) = noted {
        tracing::warn!(%error, "the use of an API token was not noted");
    }
}

/// Whether the token is still good.
pub async fn is_living(scope: &Scope, id: ApiTokenId, now: DateTime<Utc>) -> ApiResult<bool> {
    let living = scope
        .find::<Entity>()
        .filter(Column::Id.eq(id))
        .filter(Column::RevokedAt.is_null())
        .filter(Column::ExpiresAt.gt(now))
        .one(scope.db())
        .await?;
    Ok(living.is_some())
}
