//! How many requests an account, an API token and an address may make. Counted in this server's
//! memory; whoever is over gets 429 with `Retry-After`, and nobody is kept out for longer.

use crate::{ApiError, ApiResult, address::Address, config::Settings, state::State};
use actix_web::{
    Error,
    body::{EitherBody, MessageBody},
    dev::{ServiceRequest, ServiceResponse},
    middleware::Next,
    web::Data,
};
use governor::{
    DefaultKeyedRateLimiter, Quota, RateLimiter,
    clock::{Clock, DefaultClock},
};
use std::{
    collections::HashMap,
    fmt,
    hash::Hash,
    num::NonZeroU32,
    sync::{
        Mutex, MutexGuard, PoisonError,
        atomic::{AtomicU32, Ordering},
    },
    time::Duration,
};
use uuid::Uuid;

/// After how many requests those who have recovered are forgotten.
const FORGET_EVERY: u32 = 50_000;

/// Answers that one visitor may have waiting at once: a page has one, and where it was loaded anew or
/// its connection broke, those before for a while.
const WAITING_AT_ONCE: usize = 4;

/// Counts requests.
pub struct Limits {
    accounts: Limit<Uuid>,
    tokens: Limit<Uuid>,
    addresses: Limit<Address>,
    waiting: Mutex<HashMap<Uuid, usize>>,
}

impl fmt::Debug for Limits {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Limits").finish_non_exhaustive()
    }
}

impl Limits {
    /// As many as the settings say.
    pub fn new(settings: &Settings) -> Self {
        Self {
            accounts: Limit::new(settings.account_requests_per_minute),
            tokens: Limit::new(settings.token_requests_per_minute),
            addresses: Limit::new(settings.address_requests_per_minute),
            waiting: Mutex::default(),
        }
    }

    /// Counts a request of an account.
    pub fn account(&self, id: Uuid) -> ApiResult<()> {
        self.accounts.count(&id)
    }

    /// Counts a request from this address of somebody who is nobody known.
    pub fn stranger(&self, address: &Address) -> ApiResult<()> {
        self.addresses.count(&address.visitor())
    }

    /// Takes a place among the answers to this visitor that wait for something to say, up to so long.
    pub fn wait(&self, id: Uuid, up_to: Duration) -> ApiResult<Place<'_>> {
        let mut waiting = self.waiting();
        let count = waiting.entry(id).or_default();
        if *count == WAITING_AT_ONCE {
            let seconds = up_to.as_secs();
            return Err(ApiError::Wait { seconds });
        }
        *count += 1;
        Ok(Place { limits: self, id })
    }

    fn waiting(&self) -> MutexGuard<'_, HashMap<Uuid, usize>> {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Counts a request with an API token.
    pub fn token(&self, id: Uuid) -> ApiResult<()> {
        self.tokens.count(&id)
    }
}

/// A place among the answers that wait: somebody else's once it is dropped.
#[must_use]
pub struct Place<'a> {
    limits: &'a Limits,
    id: Uuid,
}

impl Drop for Place<'_> {
    fn drop(&mut self) {
        let mut waiting = self.limits.waiting();
        let left = waiting.get(&self.id).map_or(0, |count| count - 1);
        if left == 0 {
            waiting.remove(&self.id);
        } else {
            waiting.insert(self.id, left);
        }
    }
}

/// A minute's worth at once, then as they come back, evenly.
struct Limit<K: Clone + Eq + Hash> {
    limiter: DefaultKeyedRateLimiter<K>,
    clock: DefaultClock,
    counted: AtomicU32,
}

impl<K: Clone + Eq + Hash> Limit<K> {
    fn new(per_minute: NonZeroU32) -> Self {
        Self {
            limiter: RateLimiter::keyed(Quota::per_minute(per_minute)),
            clock: DefaultClock::default(),
            counted: AtomicU32::new(0),
        }
    }

    fn count(&self, key: &K) -> ApiResult<()> {
        let counted = self.counted.fetch_add(1, Ordering::Relaxed);
        if counted % FORGET_EVERY == FORGET_EVERY - 1 {
            self.limiter.retain_recent();
        }
        self.limiter.check_key(key).map_err(|denied| {
            let wait = denied.wait_time_from(self.clock.now());
            ApiError::Wait {
                seconds: wait.as_secs().saturating_add(1),
            }
        })
    }
}

/// Counts the requests to the API by address, before anything else is done for them. The live
/// connection does not count: behind one address there may be a whole house of them, all coming
/// back at once after a restart.
pub async fn per_address<B: MessageBody + 'static>(
    request: ServiceRequest,
    next: Next<B>,
) -> Result<ServiceResponse<EitherBody<B>>, Error> {
    let counts = request.path().starts_with("/api/v1/") && request.path() != "/api/v1/events";
    let state = request.app_data::<Data<State>>().filter(|_| counts);
    let counted = state.map(|state| {
        let address = Address::of(request.request(), state.settings.trust_proxy);
        state.limits.addresses.count(&address.visitor())
    });
    match counted {
        Some(Err(error)) => Ok(request.error_response(error).map_into_right_body()),
        Some(Ok(())) | None => Ok(next.call(request).await?.map_into_left_body()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whoever_is_over_waits_and_others_do_not() {
        let limit = Limit::new(NonZeroU32::new(6).unwrap());
        for _ in 0..6 {
            assert!(limit.count(&"one").is_ok());
        }
        let wait = match limit.count(&"one") {
            Err(ApiError::Wait { seconds }) => seconds,
            other => panic!("{other:?}"),
        };
        assert!((1..=11).contains(&wait), "{wait}");
        assert!(limit.count(&"other").is_ok());
    }
}
