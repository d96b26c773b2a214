//! Access tokens (JWT, RFC 7519) and refresh tokens (from a random one on, each out of the one
//! before; stored hashed).

use crate::{ApiError, ApiResult, clock::Clock, crypto::FacilityKeys};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use domain::{
    access::{Actor, Role},
    ids::{ClientId, CounselorId, FacilityId, SessionId},
    problem::ProblemCode,
};
use hmac::{Hmac, KeyInit, Mac};
use jsonwebtoken::{
    Algorithm, AlgorithmFamily, DecodingKey, EncodingKey, Header, Validation,
    crypto::{CryptoProvider, JwtSigner, JwtVerifier, KeyUtils},
    errors::{Error as JwtError, ErrorKind},
    signature::{self, Signer, Verifier},
};
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use sha2::{Digest, Sha256};
use uuid::Uuid;

/// Seconds that an access token is good for.
pub const ACCESS_TOKEN_SECONDS: u32 = 600;
const ISSUER: &str = "beistand";

/// Seconds that there are between the two steps of signing in.
pub const CHALLENGE_SECONDS: i64 = 300;
/// Of another issuer, so that a challenge is never taken for an access token.
const CHALLENGE_ISSUER: &str = "beistand second step";

#[derive(Debug, Serialize, Deserialize)]
struct ChallengeClaims {
    iss: String,
    sub: CounselorId,
    /// The facility.
    fac: FacilityId,
    /// Tells the password that was right.
    pwd: String,
    exp: i64,
}

/// Whose password was right, and which: with another password the challenge is void.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Challenge {
    pub facility: FacilityId,
    pub counselor: CounselorId,
    password: String,
}

impl Challenge {
    /// Of whoever has just given the password of this hash.
    pub fn new(facility: FacilityId, counselor: CounselorId, password_hash: &str) -> Self {
        Self {
            facility,
            counselor,
            password: URL_SAFE_NO_PAD.encode(Sha256::digest(password_hash)),
        }
    }
}

#[derive(Debug, Serialize, Deserialize)]
struct Claims {
    iss: String,
    sub: Uuid,
    /// The facility.
    fac: FacilityId,
    /// The session.
    sid: SessionId,
    role: TokenRole,
    iat: i64,
    exp: i64,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum TokenRole {
    Counselor,
    Admin,
    Client,
}

/// What a valid access token says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Access {
    pub actor: Actor,
    pub facility: FacilityId,
    pub session: SessionId,
}

struct Key {
    id: String,
    encoding: EncodingKey,
    decoding: DecodingKey,
}

/// The signing keys: the first signs, all verify, so keys can change without signing anyone out.
pub struct Tokens {
    keys: Vec<Key>,
    clock: Clock,
}

impl std::fmt::Debug for Tokens {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let ids: Vec<_> = self.keys.iter().map(|key| &key.id).collect();
        f.debug_struct("Tokens")
            .field("keys", &ids)
            .finish_non_exhaustive()
    }
}

impl Tokens {
    /// Signs with the first of `keys`, pairs of a name and a secret of at least 32 bytes.
    pub fn new(keys: &[(String, Vec<u8>)], clock: Clock) -> Self {
        // A second installation of the same provider, as in tests, is no error.
        let _ = PROVIDER.install_default();
        let keys = keys
            .iter()
            .map(|(id, secret)| Key {
                id: id.clone(),
                encoding: EncodingKey::from_secret(secret),
                decoding: DecodingKey::from_secret(secret),
            })
            .collect();
        Self { keys, clock }
    }

    /// A new access token.
    pub fn issue(&self, access: Access) -> ApiResult<String> {
        let (sub, role) = match access.actor {
            Actor::Counselor {
                id,
                role: Role::Counselor,
            } => (id.0, TokenRole::Counselor),
            Actor::Counselor {
                id,
                role: Role::Admin,
            } => (id.0, TokenRole::Admin),
            Actor::Client { id } => (id.0, TokenRole::Client),
            Actor::ApiToken { .. } => {
                return Err(ApiError::Internal("an API token has no session".into()));
            }
        };
        let iat = self.clock.now().timestamp();
        let claims = Claims {
            iss: ISSUER.into(),
            sub,
            fac: access.facility,
            sid: access.session,
            role,
            iat,
            exp: iat + i64::from(ACCESS_TOKEN_SECONDS),
        };
        self.encode(&claims)
    }

    /// What the first step of signing in answers where there is a second one.
    pub fn challenge(&self, challenge: Challenge) -> ApiResult<String> {
        self.encode(&ChallengeClaims {
            iss: CHALLENGE_ISSUER.into(),
            sub: challenge.counselor,
            fac: challenge.facility,
            pwd: challenge.password,
            exp: self.clock.now().timestamp() + CHALLENGE_SECONDS,
        })
    }

    /// Whose challenge this is, unless it has run out.
    pub fn verify_challenge(&self, token: &str) -> Option<Challenge> {
        self.decode::<ChallengeClaims>(token, CHALLENGE_ISSUER)
            .filter(|claims| claims.exp > self.clock.now().timestamp())
            .map(|claims| Challenge {
                facility: claims.fac,
                counselor: claims.sub,
                password: claims.pwd,
            })
    }

    fn encode(&self, claims: &impl Serialize) -> ApiResult<String> {
        let key = self
            .keys
            .first()
            .ok_or_else(|| ApiError::Internal("no signing key".into()))?;
        let mut header = Header::new(Algorithm::HS256);
        header.kid = Some(key.id.clone());
        jsonwebtoken::encode(&header, claims, &key.encoding).map_err(ApiError::internal)
    }

    /// What the token says, if one of our keys signed it and it has not run out.
    pub fn verify(&self, token: &str) -> ApiResult<Access> {
        self.decode::<Claims>(token, ISSUER)
            .filter(|claims| claims.exp > self.clock.now().timestamp())
            .map(|claims| Access {
                actor: match claims.role {
                    TokenRole::Counselor => Actor::Counselor {
                        id: CounselorId(claims.sub),
                        role: Role::Counselor,
                    },
                    TokenRole::Admin => Actor::Counselor {
                        id: CounselorId(claims.sub),
                        role: Role::Admin,
                    },
                    TokenRole::Client => Actor::Client {
                        id: ClientId(claims.sub),
                    },
                },
                facility: claims.fac,
                session: claims.sid,
            })
            .ok_or(ApiError::Problem(ProblemCode::Unauthenticated))
    }

    fn decode<T: DeserializeOwned>(&self, token: &str, issuer: &str) -> Option<T> {
        let kid = jsonwebtoken::decode_header(token).ok()?.kid?;
        let key = self.keys.iter().find(|key| key.id == kid)?;
        let mut validation = Validation::new(Algorithm::HS256);
        validation.set_issuer(&[issuer]);
        validation.set_required_spec_claims(&["iss", "sub", "exp"]);
        // The end is checked against our own clock.
        validation.validate_exp = false;
        let decoded = jsonwebtoken::decode::<T>(token, &key.decoding, &validation);
        decoded.ok().map(|data| data.claims)
    }
}

/// A refresh token as the cookie carries it: which session, and the secret that proves it.
pub struct RefreshToken {
    pub session: SessionId,
    secret: [u8; 32],
}

impl RefreshToken {
    /// A new secret for the session.
    pub fn new(session: SessionId) -> Self {
        Self {
            session,
            secret: rand::random(),
        }
    }

    /// The one that replaces it. Always the same, so that who asks twice at once is told the same
    /// twice; and known to nobody who has this one alone.
    pub fn next(&self, keys: &FacilityKeys) -> Self {
        Self {
            session: self.session,
            secret: keys.next_refresh_secret(self.session, &self.secret),
        }
    }

    /// What the database keeps of it.
    pub fn hash(&self) -> String {
        URL_SAFE_NO_PAD.encode(Sha256::digest(self.secret))
    }

    /// What the cookie carries.
    pub fn encode(&self) -> String {
        let mut bytes = self.session.0.as_bytes().to_vec();
        bytes.extend_from_slice(&self.secret);
        URL_SAFE_NO_PAD.encode(bytes)
    }

    /// Reads what [`Self::encode`] wrote.
    pub fn decode(text: &str) -> Option<Self> {
        let bytes = URL_SAFE_NO_PAD.decode(text).ok()?;
        let (session, secret) = bytes.split_at_checked(16)?;
        Some(Self {
            session: SessionId(Uuid::from_slice(session).ok()?),
            secret: secret.try_into().ok()?,
        })
    }
}

/// HS256 over the `hmac` and `sha2` we use anyway: no second crypto library for one algorithm.
static PROVIDER: CryptoProvider = CryptoProvider {
    signer_factory: |algorithm, key| Ok(Box::new(hs256(key.family(), key.as_bytes(), *algorithm)?)),
    verifier_factory: |algorithm, key| {
        Ok(Box::new(hs256(
            key.family(),
            key.try_get_as_bytes()?,
            *algorithm,
        )?))
    },
    key_utils: KeyUtils::new_unimplemented(),
};

struct Hs256(Hmac<Sha256>);

fn hs256(family: AlgorithmFamily, key: &[u8], algorithm: Algorithm) -> Result<Hs256, JwtError> {
    if family != AlgorithmFamily::Hmac || algorithm != Algorithm::HS256 {
        return Err(ErrorKind::InvalidAlgorithm.into());
    }
    Hmac::new_from_slice(key)
        .map(Hs256)
        .map_err(|_| ErrorKind::InvalidKeyFormat.into())
}

impl Signer<Vec<u8>> for Hs256 {
    fn try_sign(&self, message: &[u8]) -> Result<Vec<u8>, signature::Error> {
        Ok(self
            .0
            .clone()
            .chain_update(message)
            .finalize()
            .into_bytes()
            .to_vec())
    }
}

impl Verifier<Vec<u8>> for Hs256 {
    fn verify(&self, message: &[u8], signature: &Vec<u8>) -> Result<(), signature::Error> {
        let mac = self.0.clone().chain_update(message);
        mac.verify_slice(signature)
            .map_err(signature::Error::from_source)
    }
}

impl JwtSigner for Hs256 {
    fn algorithm(&self) -> Algorithm {
        Algorithm::HS256
    }
}

impl JwtVerifier for Hs256 {
    fn algorithm(&self) -> Algorithm {
        Algorithm::HS256
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::{DateTime, TimeDelta, Utc};
    use proptest::prelude::*;
    use std::sync::{Arc, Mutex};

    fn access() -> Access {
        Access {
            actor: Actor::Client {
                id: ClientId(Uuid::from_u128(1)),
            },
            facility: FacilityId(Uuid::from_u128(2)),
            session: SessionId(Uuid::from_u128(3)),
        }
    }

    fn key(id: &str, byte: u8) -> (String, Vec<u8>) {
        (id.into(), vec![byte; 32])
    }

    #[test]
    fn a_token_ends_after_ten_minutes() {
        let now: Arc<Mutex<DateTime<Utc>>> = Arc::default();
        let hand = now.clone();
        let tokens = Tokens::new(&[key("a", 1)], Clock::new(move || *hand.lock().unwrap()));
        let token = tokens.issue(access()).unwrap();
        assert_eq!(tokens.verify(&token).unwrap(), access());
        *now.lock().unwrap() += TimeDelta::seconds(599);
        assert!(tokens.verify(&token).is_ok());
        *now.lock().unwrap() += TimeDelta::seconds(1);
        assert!(tokens.verify(&token).is_err());
    }

    #[test]
    fn tokens_of_the_former_key_stay_good_and_those_of_a_stranger_are_not() {
        let former = Tokens::new(&[key("a", 1)], Clock::system());
        let rotated = Tokens::new(&[key("b", 2), key("a", 1)], Clock::system());
        let stranger = Tokens::new(&[key("a", 3)], Clock::system());
        assert!(rotated.verify(&former.issue(access()).unwrap()).is_ok());
        assert!(former.verify(&rotated.issue(access()).unwrap()).is_err());
        assert!(rotated.verify(&stranger.issue(access()).unwrap()).is_err());
        assert!(rotated.verify("not a token").is_err());
    }

    #[test]
    fn a_challenge_is_no_access_token_and_ends_after_five_minutes() {
        let now: Arc<Mutex<DateTime<Utc>>> = Arc::default();
        let hand = now.clone();
        let tokens = Tokens::new(&[key("a", 1)], Clock::new(move || *hand.lock().unwrap()));
        let facility = FacilityId(Uuid::from_u128(2));
        let counselor = CounselorId(Uuid::from_u128(4));
        let challenge = Challenge::new(facility, counselor, "$argon2id$…");
        assert_ne!(
            challenge,
            Challenge::new(facility, counselor, "another hash")
        );
        let token = tokens.challenge(challenge.clone()).unwrap();
        assert!(tokens.verify(&token).is_err());
        let access = tokens.issue(access()).unwrap();
        assert_eq!(tokens.verify_challenge(&access), None);
        *now.lock().unwrap() += TimeDelta::seconds(CHALLENGE_SECONDS - 1);
        assert_eq!(tokens.verify_challenge(&token), Some(challenge));
        *now.lock().unwrap() += TimeDelta::seconds(1);
        assert_eq!(tokens.verify_challenge(&token), None);
    }

    #[test]
    fn a_refresh_token_reads_back_and_garbage_does_not() {
        let token = RefreshToken::new(SessionId(Uuid::from_u128(7)));
        let read = RefreshToken::decode(&token.encode()).unwrap();
        assert_eq!((read.session, read.hash()), (token.session, token.hash()));
        for garbage in ["", "%%%", "AAAA", &format!("{}AA", token.encode())] {
            assert!(RefreshToken::decode(garbage).is_none(), "{garbage}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_a_token_only_if_it_was_issued(
            raw: String,
            parts in "[-_0-9A-Za-z]{0,40}[.][-_0-9A-Za-z]{0,60}[.][-_0-9A-Za-z]{0,43}",
            at: proptest::sample::Index,
            letter in "[-_0-9A-Za-z.]",
        ) {
            let tokens = Tokens::new(&[key("a", 1)], Clock::new(DateTime::<Utc>::default));
            let issued = tokens.issue(access()).unwrap();
            let mut changed = issued.clone();
            let at = at.index(issued.len());
            changed.replace_range(at..=at, &letter);
            for text in [raw, parts, changed] {
                match tokens.verify(&text) {
                    // The last letter of a signature holds bits that say nothing.
                    Ok(read) => prop_assert_eq!(read, access()),
                    Err(refused) => {
                        prop_assert!(text != issued);
                        prop_assert_eq!(refused.code(), ProblemCode::Unauthenticated);
                    }
                }
                prop_assert_eq!(tokens.verify_challenge(&text), None);
            }
        }

        #[test]
        fn any_refresh_token_reads_back_or_is_none(raw: String, session: u128, secret: [u8; 32]) {
            if let Some(read) = RefreshToken::decode(&raw) {
                prop_assert_eq!(read.encode(), raw);
            }
            let token = RefreshToken { session: SessionId(Uuid::from_u128(session)), secret };
            let read = RefreshToken::decode(&token.encode()).unwrap();
            prop_assert_eq!((read.session, read.secret), (token.session, secret));
        }
    }
}
