//! Making challenges, and taking what solves them.

use super::entity::{ActiveModel, Column, Entity};
use crate::{ApiError, ApiResult, caller::Public, crypto::FacilityKeys, facility, scope::Scope};
use actix_web::{FromRequest, HttpRequest, dev::Payload};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use chrono::{DateTime, TimeDelta, Utc};
use domain::{
    problem::ProblemCode,
    proofs_of_work::{PROOF_HEADER, PROOF_MINUTES, ProofChallenge, Puzzle, read_proof},
};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, DatabaseConnection, EntityTrait, QueryFilter,
    TryInsertResult,
};
use std::future::{Ready, ready};
use subtle::ConstantTimeEq;
use uuid::Uuid;

/// Bytes of the id, of when it ends, and of how hard it is.
const CLAIMS: usize = 16 + 8 + 1;

/// A challenge of the facility `slug`. Nothing is kept of it.
#[expect(
    clippy::disallowed_methods,
    reason = "what tells one challenge from another"
)]
pub async fn read_proof_challenge(public: &Public, slug: &str) -> ApiResult<ProofChallenge> {
    let state = public.state();
    let visitor = public.visitor().to_string();
    state.throttle.visit("proofs", &visitor)?;
    let facility = facility::operations::by_slug(&state.db, slug).await?;
    let scope = Scope::new(facility.id, state.db.clone());
    let keys = state.keyring.facility(&scope).await?;
    let expires_at = public.now() + TimeDelta::minutes(PROOF_MINUTES);
    let bits = state.settings.proof_of_work_bits;
    let mut token = Vec::with_capacity(CLAIMS + 32);
    token.extend(Uuid::now_v7().as_bytes());
    token.extend(expires_at.timestamp_millis().to_be_bytes());
    token.push(bits);
    let signature = signature(&keys, &token);
    token.extend(signature);
    Ok(ProofChallenge {
        challenge: URL_SAFE_NO_PAD.encode(token),
        bits,
        expires_at,
    })
}

fn signature(keys: &FacilityKeys, claims: &[u8]) -> [u8; 32] {
    keys.sign_in_proof(&[b"proof of work", claims])
}

/// What came along with a request in [`PROOF_HEADER`].
pub struct Proof(Option<String>);

impl FromRequest for Proof {
    type Error = ApiError;
    type Future = Ready<ApiResult<Self>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let sent = request.headers().get(PROOF_HEADER);
        let sent = sent.and_then(|value| value.to_str().ok());
        ready(Ok(Self(sent.map(str::to_owned))))
    }
}

/// A challenge of the facility that was solved in time. It has to be spent.
#[must_use]
pub struct Solved {
    id: Uuid,
    expires_at: DateTime<Utc>,
}

impl Proof {
    /// Refuses what solves no challenge of the facility, or too late.
    pub fn check(&self, keys: &FacilityKeys, now: DateTime<Utc>) -> ApiResult<Solved> {
        let sent = self.0.as_deref().ok_or(ProblemCode::ProofRequired)?;
        let wrong = || ApiError::Problem(ProblemCode::ProofWrong);
        let (challenge, nonce) = read_proof(sent).ok_or_else(wrong)?;
        let token = URL_SAFE_NO_PAD.decode(challenge).map_err(|_| wrong())?;
        let (claims, signed) = token.split_at_checked(CLAIMS).ok_or_else(wrong)?;
        let is_ours: bool = signature(keys, claims).as_slice().ct_eq(signed).into();
        let (id, rest) = claims.split_at(16);
        let (ends, bits) = rest.split_at(8);
        let solves = |bits: &u8| Puzzle::of(challenge, *bits).is_solved_by(nonce);
        if !is_ours || !bits.first().is_some_and(solves) {
            return Err(wrong());
        }
        let ends = ends.try_into().map_err(ApiError::internal)?;
        let ends = DateTime::from_timestamp_millis(i64::from_be_bytes(ends));
        let expires_at = ends.ok_or_else(wrong)?;
        if expires_at <= now {
            return Err(ProblemCode::ProofVoid.into());
        }
        Ok(Solved {
            id: Uuid::from_slice(id).map_err(ApiError::internal)?,
            expires_at,
        })
    }
}

impl Solved {
    /// Uses it up, with what is made in the same transaction. Of two at once, one does.
    pub async fn spend(self, scope: &Scope, tx: &impl ConnectionTrait) -> ApiResult<()> {
        let model = ActiveModel {
            id: Set(self.id),
            facility_id: Set(scope.facility()),
            expires_at: Set(self.expires_at),
        };
        let spent = Entity::insert(model)
            .on_conflict_do_nothing_on([Column::Id])
            .exec_without_returning(tx)
            .await?;
        match spent {
            TryInsertResult::Inserted(rows) if rows > 0 => Ok(()),
            _ => Err(ProblemCode::ProofVoid.into()),
        }
    }
}

/// Forgets the used ones whose time is over, of all facilities. Answers how many.
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
