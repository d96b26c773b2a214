//! When work in the background that did not succeed is tried again (chapter 90).

use chrono::TimeDelta;

/// Attempts at one job before it is given up: with the pauses of [`pause_after`] this takes about
/// three days, long enough for a mail server to come back after a weekend.
pub const MAX_ATTEMPTS: i32 = 27;

const FIRST_PAUSE_SECONDS: f64 = 30.0;
const LONGEST_PAUSE_SECONDS: f64 = 4.0 * 3600.0;

/// How long to wait after the failed attempt number `attempt` (the first is 1): half a minute,
/// twice as long each time, four hours at most. `chance` from 0 to 1 moves it by up to a fifth
/// either way, so that what failed together does not come back together.
pub fn pause_after(attempt: i32, chance: f64) -> TimeDelta {
    let doublings = attempt.clamp(1, MAX_ATTEMPTS) - 1;
    let pause = (FIRST_PAUSE_SECONDS * 2.0_f64.powi(doublings)).min(LONGEST_PAUSE_SECONDS);
    let moved = pause * (0.8 + 0.4 * chance.clamp(0.0, 1.0));
    #[expect(
        clippy::cast_possible_truncation,
        reason = "17,280,000 ms at most, by the clamps above"
    )]
    TimeDelta::milliseconds((moved * 1000.0) as i64)
}

/// Whether the attempt of this number is the last one.
pub fn is_last(attempt: i32) -> bool {
    attempt >= MAX_ATTEMPTS
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_double_up_to_four_hours() {
        for (attempt, seconds) in [
            (-1, 30),
            (0, 30),
            (1, 30),
            (2, 60),
            (3, 120),
            (9, 7680),
            (10, 14_400),
            (11, 14_400),
            (27, 14_400),
            (i32::MAX, 14_400),
        ] {
            assert_eq!(
                pause_after(attempt, 0.5).num_seconds(),
                seconds,
                "{attempt}"
            );
        }
    }

    #[test]
    fn chance_moves_a_pause_by_a_fifth_at_most() {
        for (chance, seconds) in [(0.0, 24), (0.25, 27), (1.0, 36), (-3.0, 24), (9.0, 36)] {
            assert_eq!(pause_after(1, chance).num_seconds(), seconds, "{chance}");
        }
    }

    #[test]
    fn all_attempts_together_take_about_three_days() {
        for chance in [0.0, 1.0] {
            let all: TimeDelta = (1..MAX_ATTEMPTS).map(|n| pause_after(n, chance)).sum();
            assert!((55..90).contains(&all.num_hours()), "{all}");
        }
        assert!(!is_last(MAX_ATTEMPTS - 1));
        assert!(is_last(MAX_ATTEMPTS) && is_last(MAX_ATTEMPTS + 1));
    }
}
