//! Passwords: argon2id, away from the threads that answer requests; which may be chosen, and
//! choosing one.

mod handlers;
mod operations;
mod strength;

pub use handlers::routes;
pub use operations::prove_own_password;

use crate::{ApiError, ApiResult};
use actix_web::web;
use argon2::{
    Algorithm, Argon2, Params, Version,
    password_hash::{PasswordHasher, PasswordVerifier, phc::PasswordHash},
};
use domain::{
    accounts::AccountKind,
    passwords::{self, OwnNames, PasswordCandidate, PasswordRating},
    problem::{FieldCode, FieldError},
};
use tokio::sync::Semaphore;

/// Memory for one hash in KiB, and passes over it: OWASP's recommendation for argon2id. More memory
/// can be set.
pub const MEMORY_KIB: u32 = 19 * 1024;
const PASSES: u32 = 2;

/// Hashes and verifies, only so many at once: a storm of sign-ins takes neither all memory nor
/// all cores.
#[derive(Debug)]
pub struct Passwords {
    gate: Semaphore,
    memory_kib: u32,
    /// A hash of no password, verified when there is no account, so that both take as long.
    dummy: String,
}

impl Passwords {
    /// At most `at_once` hashes are computed at a time, each in so many KiB.
    pub fn new(at_once: usize, memory_kib: u32) -> ApiResult<Self> {
        let unguessable: [u8; 32] = rand::random();
        Ok(Self {
            gate: Semaphore::new(at_once),
            memory_kib,
            dummy: hash(&unguessable, memory_kib)?,
        })
    }

    /// The hash of a new password, in PHC string format.
    pub async fn hash(&self, password: &str) -> ApiResult<String> {
        let password = password.as_bytes().to_vec();
        let memory_kib = self.memory_kib;
        self.run(move || hash(&password, memory_kib)).await?
    }

    /// The hash of a password that nobody knows, for an account that has none yet.
    pub async fn hash_of_nothing(&self) -> ApiResult<String> {
        let unguessable: [u8; 32] = rand::random();
        let memory_kib = self.memory_kib;
        self.run(move || hash(&unguessable, memory_kib)).await?
    }

    /// The hash of a password that somebody chooses for an account of this kind, unless it is
    /// refused: what they sent in the field `password`.
    pub async fn choose(
        &self,
        kind: AccountKind,
        password: &str,
        names: &OwnNames,
    ) -> ApiResult<String> {
        let refused = |error| ApiError::Field {
            pointer: "/password".into(),
            error,
        };
        passwords::check(kind, password, names).map_err(refused)?;
        let (chosen, names) = (password.to_owned(), names.clone());
        let memory_kib = self.memory_kib;
        let choose = move || {
            if strength::is_common(&chosen, &names) {
                return Ok(None);
            }
            hash(chosen.as_bytes(), memory_kib).map(Some)
        };
        let hash = self.run(choose).await??;
        hash.ok_or_else(|| refused(FieldError::new(FieldCode::CommonPassword)))
    }

    /// How good this one would be.
    pub async fn rate(&self, candidate: PasswordCandidate) -> ApiResult<PasswordRating> {
        self.run(move || strength::rate(&candidate)).await
    }

    /// Whether `password` is the one of `hash`; `None`, an account that does not exist, takes as
    /// long and is never right.
    pub async fn verify(&self, password: &str, hash: Option<&str>) -> ApiResult<bool> {
        let known = hash.is_some();
        let hash = hash.unwrap_or(&self.dummy).to_owned();
        let password = password.as_bytes().to_vec();
        let matches = self.run(move || verify(&password, &hash)).await?;
        Ok(matches && known)
    }

    async fn run<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> ApiResult<T> {
        let _permit = self.gate.acquire().await.map_err(ApiError::internal)?;
        web::block(work).await.map_err(ApiError::internal)
    }
}

fn hash(password: &[u8], memory_kib: u32) -> ApiResult<String> {
    let params = Params::new(memory_kib, PASSES, 1, None).map_err(ApiError::internal)?;
    let hash = Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
        .hash_password(password)
        .map_err(ApiError::internal)?;
    Ok(hash.to_string())
}

/// A hash says itself in how much memory it was made.
fn verify(password: &[u8], hash: &str) -> bool {
    PasswordHash::new(hash)
        .is_ok_and(|hash| Argon2::default().verify_password(password, &hash).is_ok())
}
