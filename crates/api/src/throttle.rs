//! Slows down those who try names and passwords: per address, per account and address, and per
//! account. Nobody is ever locked out for good, and an attacker at one address cannot keep the
//! owner of an account at another address out.

use crate::{ApiError, ApiResult};
use governor::{
    DefaultKeyedRateLimiter, Quota, RateLimiter,
    clock::{Clock, DefaultClock},
};
use std::{num::NonZeroU32, time::Duration};

/// How many keys are remembered before those that have recovered are forgotten.
const FORGET_ABOVE: usize = 10_000;

/// After the burst, one code each half minute: guessing one of six digits takes months.
const SECOND_STEP_PERIOD: Duration = Duration::from_secs(30);

/// Typing a password is rated several times a form: for each attempt to sign in, that many
/// ratings, and then one a second.
const RATINGS: NonZeroU32 = NonZeroU32::MIN.saturating_add(5);
const RATING_PERIOD: Duration = Duration::from_secs(1);

/// Coming in at the open door takes a place in the queue from others: after the burst, which is for
/// a house of people behind one address, one a minute.
const ENTRY_PERIOD: Duration = Duration::from_mins(1);

/// An archive of all that is kept of somebody is read from beginning to end: after the burst, one
/// each quarter of an hour.
const ARCHIVE_PERIOD: Duration = Duration::from_mins(15);

/// A client sends a file: after twice the burst, one a minute. Whoever writes with several files has
/// them at once; nobody fills the disk within an hour.
const UPLOAD_PERIOD: Duration = Duration::from_mins(1);
const TWICE: NonZeroU32 = NonZeroU32::MIN.saturating_add(1);

/// Counts attempts in this server's memory.
#[derive(Debug)]
pub struct Throttle {
    per_address: DefaultKeyedRateLimiter<String>,
    per_account_and_address: DefaultKeyedRateLimiter<String>,
    per_account: DefaultKeyedRateLimiter<String>,
    second_steps: DefaultKeyedRateLimiter<String>,
    ratings: DefaultKeyedRateLimiter<String>,
    entries: DefaultKeyedRateLimiter<String>,
    archives: DefaultKeyedRateLimiter<String>,
    uploads: DefaultKeyedRateLimiter<String>,
    clock: DefaultClock,
}

impl Throttle {
    /// Allows `burst` attempts at one account from one address, then one each six seconds; for
    /// one address over all accounts three times, for one account over all addresses ten times
    /// as many.
    pub fn new(burst: NonZeroU32) -> Self {
        let limiter = |factor: u32| {
            let burst = burst.saturating_mul(NonZeroU32::MIN.saturating_add(factor - 1));
            slow(burst, Duration::from_secs(6) / factor)
        };
        Self {
            per_address: limiter(3),
            per_account_and_address: limiter(1),
            per_account: limiter(10),
            second_steps: slow(burst, SECOND_STEP_PERIOD),
            ratings: slow(burst.saturating_mul(RATINGS), RATING_PERIOD),
            entries: slow(burst, ENTRY_PERIOD),
            archives: slow(burst, ARCHIVE_PERIOD),
            uploads: slow(burst.saturating_mul(TWICE), UPLOAD_PERIOD),
            clock: DefaultClock::default(),
        }
    }

    /// Counts an attempt to sign in to `account` (whether it exists or not) from `address`.
    pub fn attempt(&self, account: &str, address: &str) -> ApiResult<()> {
        self.count(&self.per_address, address.to_owned())?;
        self.count(
            &self.per_account_and_address,
            format!("{account} {address}"),
        )?;
        self.count(&self.per_account, account.to_owned())
    }

    /// Counts a request from `address` of somebody who is not signed in, which names no account;
    /// `what` keeps one kind of request from using up another's.
    pub fn visit(&self, what: &str, address: &str) -> ApiResult<()> {
        self.count(&self.per_address, format!("{what} {address}"))
    }

    /// Counts somebody from `address` who comes in at an open door.
    pub fn enter(&self, address: &str) -> ApiResult<()> {
        self.count(&self.entries, address.to_owned())
    }

    /// Counts an archive that `account` takes along.
    pub fn take_along(&self, account: &str) -> ApiResult<()> {
        self.count(&self.archives, account.to_owned())
    }

    /// Counts a file that the client `account` sends.
    pub fn upload(&self, account: &str) -> ApiResult<()> {
        self.count(&self.uploads, account.to_owned())
    }

    /// Counts a code that is tried as the second step of `account`, from wherever: who gets that
    /// far knows its password, and a code has only six digits.
    pub fn second_step(&self, account: &str) -> ApiResult<()> {
        self.count(&self.second_steps, account.to_owned())
    }

    /// Counts a password from `address` that is rated while it is typed.
    pub fn rate(&self, address: &str) -> ApiResult<()> {
        self.count(&self.ratings, address.to_owned())
    }

    fn count(&self, limiter: &DefaultKeyedRateLimiter<String>, key: String) -> ApiResult<()> {
        if limiter.len() > FORGET_ABOVE {
            limiter.retain_recent();
        }
        limiter.check_key(&key).map_err(|denied| {
            let wait = denied.wait_time_from(self.clock.now());
            ApiError::Wait {
                seconds: wait.as_secs().saturating_add(1),
            }
        })
    }
}

/// `burst` at once, then one each `period`.
fn slow(burst: NonZeroU32, period: Duration) -> DefaultKeyedRateLimiter<String> {
    let quota = Quota::with_period(period).unwrap_or(Quota::per_second(NonZeroU32::MIN));
    RateLimiter::keyed(quota.allow_burst(burst))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seconds(result: ApiResult<()>) -> Option<u64> {
        match result {
            Err(ApiError::Wait { seconds }) => Some(seconds),
            _ => None,
        }
    }

    #[test]
    fn attempts_beyond_the_burst_wait_and_other_addresses_do_not() {
        let throttle = Throttle::new(NonZeroU32::new(2).unwrap());
        for _ in 0..2 {
            assert!(throttle.attempt("lahntal m.brandt", "192.0.2.1").is_ok());
        }
        let wait = seconds(throttle.attempt("lahntal m.brandt", "192.0.2.1"));
        assert!(
            wait.is_some_and(|seconds| (1..=7).contains(&seconds)),
            "{wait:?}"
        );
        assert!(throttle.attempt("lahntal m.brandt", "192.0.2.2").is_ok());
    }

    #[test]
    fn one_address_cannot_try_many_accounts() {
        let throttle = Throttle::new(NonZeroU32::new(2).unwrap());
        let tried = (0..20).filter(|n| {
            throttle
                .attempt(&format!("account {n}"), "192.0.2.1")
                .is_ok()
        });
        assert_eq!(tried.count(), 6);
    }

    #[test]
    fn codes_of_one_account_are_slowed_down_from_wherever_they_come() {
        let throttle = Throttle::new(NonZeroU32::new(2).unwrap());
        for _ in 0..2 {
            assert!(throttle.second_step("account").is_ok());
        }
        let wait = seconds(throttle.second_step("account"));
        assert!(wait.is_some_and(|seconds| seconds > 25), "{wait:?}");
        assert!(throttle.second_step("another").is_ok());
    }

    #[test]
    fn what_is_typed_is_rated_often_enough_and_not_without_end() {
        let throttle = Throttle::new(NonZeroU32::new(2).unwrap());
        let rated = (0..40)
            .filter(|_| throttle.rate("192.0.2.1").is_ok())
            .count();
        assert_eq!(rated, 12);
        assert!(throttle.attempt("account", "192.0.2.1").is_ok());
        assert!(throttle.visit("links", "192.0.2.1").is_ok());
    }
}
