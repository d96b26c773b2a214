//! Cutting booking times into slots.
//!
//! A window is meant by the clocks on the wall: on the days on which they change it begins and ends
//! when they show it, and is cut by the time that really passes.

use super::{Blocks, Bounds, Candidate, Hidden, Window};
use crate::working_time::{WorkingTime, shown};
use chrono::{DateTime, Datelike, Days, NaiveDate, TimeDelta, TimeZone, Utc};

/// The most days that are looked at in one go: a week, and the day in which it ends elsewhere.
pub const MAX_DAYS: u64 = 8;

/// The days that are asked about, in the facility's zone, with what holds for all counselors.
pub struct Period<'a, Z> {
    zone: &'a Z,
    days: Vec<(NaiveDate, bool)>,
    from: DateTime<Utc>,
    until: DateTime<Utc>,
}

impl<'a, Z: TimeZone> Period<'a, Z> {
    /// From one moment to another, at most [`MAX_DAYS`] long; what goes beyond is left out.
    pub fn new(
        zone: &'a Z,
        working_time: &WorkingTime,
        from: DateTime<Utc>,
        until: DateTime<Utc>,
    ) -> Self {
        let first = from.with_timezone(zone).date_naive();
        let last = until.with_timezone(zone).date_naive();
        let days = (0..=MAX_DAYS).map_while(|day| first.checked_add_days(Days::new(day)));
        let days = days.take_while(|day| *day <= last);
        Self {
            zone,
            days: days.map(|day| (day, working_time.is_closed(day))).collect(),
            from,
            until,
        }
    }

    /// Every piece that a counselor's windows are cut into, in order, and what hides it, if
    /// anything does. Pieces of different services may lie beside each other.
    pub fn candidates(
        &self,
        windows: &[Window],
        blocks: &Blocks,
        bounds: Bounds,
    ) -> Vec<Candidate> {
        let mut found = Vec::new();
        for (day, closed) in &self.days {
            let weekday = day.weekday().num_days_from_monday() as usize;
            for window in windows.iter().filter(|one| one.weekday == weekday) {
                for (opens, closes) in shown(self.zone, *day, &[window.span]) {
                    self.cut(*window, (opens, closes), &mut found, |piece| {
                        if *closed {
                            return Some(Hidden::ClosedDay);
                        }
                        bounds.hides(piece).or_else(|| blocks.hides(piece))
                    });
                }
            }
        }
        found.sort_unstable_by_key(|one| (one.starts_at, one.service_id));
        found
    }

    fn cut(
        &self,
        window: Window,
        (opens, closes): (DateTime<Utc>, DateTime<Utc>),
        found: &mut Vec<Candidate>,
        hides: impl Fn(&Candidate) -> Option<Hidden>,
    ) {
        let duration = TimeDelta::minutes(window.duration_minutes.into());
        let follow_up = TimeDelta::minutes(window.follow_up_minutes.into());
        let mut starts_at = opens;
        while starts_at + duration + follow_up <= closes {
            let mut piece = Candidate {
                service_id: window.service_id,
                starts_at,
                ends_at: starts_at + duration,
                blocks_until: starts_at + duration + follow_up,
                hidden: None,
            };
            if (self.from..self.until).contains(&starts_at) {
                piece.hidden = hides(&piece);
                found.push(piece);
            }
            starts_at = piece.blocks_until;
        }
    }
}
