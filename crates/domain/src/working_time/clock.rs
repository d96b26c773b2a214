//! Counting time while a facility is open.
//!
//! Open are the moments at which the clocks on the wall show a time within the opening hours. So a
//! day on which they change is an hour shorter or longer only if they change while it is open, and
//! of an hour that comes twice both count.

use super::{AnswerPeriod, PeriodUnit, Span, WorkingTime, closed::closed_day};
use chrono::{
    DateTime, Datelike, Days, NaiveDate, NaiveDateTime, NaiveTime, Offset, TimeDelta, TimeZone, Utc,
};

/// Days after which nothing is looked for any more: a facility that does not open for three years
/// promises nothing.
const HORIZON_DAYS: u64 = 3 * 366;

impl WorkingTime {
    /// By when an answer is promised to who writes at `from`; nothing if there is no promise, or
    /// it never opens again.
    pub fn due_at(&self, zone: &impl TimeZone, from: DateTime<Utc>) -> Option<DateTime<Utc>> {
        self.after(zone, from, self.answer_period?)
    }

    /// When this period has passed. Hours are counted while the facility is open. Days are those
    /// on which it opens: the day on which it begins does not count, and the last one counts to
    /// its closing.
    pub fn after(
        &self,
        zone: &impl TimeZone,
        from: DateTime<Utc>,
        period: AnswerPeriod,
    ) -> Option<DateTime<Utc>> {
        let amount = period.amount();
        match period.unit() {
            PeriodUnit::Hours => self.add_open(zone, from, TimeDelta::hours(amount.into())),
            PeriodUnit::Days => self.add_days(zone, from, amount),
        }
    }

    /// When it has been open for this long since `from`.
    pub fn add_open(
        &self,
        zone: &impl TimeZone,
        from: DateTime<Utc>,
        open_for: TimeDelta,
    ) -> Option<DateTime<Utc>> {
        let mut left = open_for;
        if left <= TimeDelta::zero() {
            return Some(from);
        }
        let first = from.with_timezone(zone).date_naive();
        for day in days_from(first) {
            for (opens, closes) in self.open_on(zone, day) {
                let begins = opens.max(from);
                if begins >= closes {
                    continue;
                }
                if left <= closes - begins {
                    return Some(begins + left);
                }
                left -= closes - begins;
            }
        }
        None
    }

    /// From when to when it is open: the stretch in which `at` lies, or else the next one.
    pub fn opening(
        &self,
        zone: &impl TimeZone,
        at: DateTime<Utc>,
    ) -> Option<(DateTime<Utc>, DateTime<Utc>)> {
        let first = at.with_timezone(zone).date_naive();
        let mut stretches = days_from(first)
            .flat_map(|day| self.open_on(zone, day))
            .skip_while(|(_, closes)| *closes <= at);
        let (opens, mut closes) = stretches.next()?;
        // What goes on over midnight is one stretch; so many days that it never ends, it says.
        for (next_opens, next_closes) in stretches.take(2 * 7 * 4) {
            if next_opens != closes {
                break;
            }
            closes = next_closes;
        }
        Some((opens, closes))
    }

    /// How long it is open between two moments.
    pub fn open_between(
        &self,
        zone: &impl TimeZone,
        from: DateTime<Utc>,
        to: DateTime<Utc>,
    ) -> TimeDelta {
        let first = from.with_timezone(zone).date_naive();
        let last = to.with_timezone(zone).date_naive();
        let days = days_from(first).take_while(|day| *day <= last);
        let spans = days.flat_map(|day| self.open_on(zone, day));
        spans
            .map(|(opens, closes)| closes.min(to) - opens.max(from))
            .filter(|open| *open > TimeDelta::zero())
            .fold(TimeDelta::zero(), |sum, open| sum + open)
    }

    fn add_days(
        &self,
        zone: &impl TimeZone,
        from: DateTime<Utc>,
        days: u16,
    ) -> Option<DateTime<Utc>> {
        let first = from.with_timezone(zone).date_naive();
        let closings = days_from(first)
            .skip(1)
            .filter_map(|day| self.open_on(zone, day).last().copied());
        let nth = usize::from(days).checked_sub(1)?;
        closings.map(|(_, closes)| closes).nth(nth)
    }

    /// From when to when it is open on a day, in order.
    fn open_on(&self, zone: &impl TimeZone, day: NaiveDate) -> Vec<(DateTime<Utc>, DateTime<Utc>)> {
        let weekday = day.weekday().num_days_from_monday() as usize;
        let spans = self.opening_hours.of(weekday);
        if spans.is_empty() || self.is_closed(day) {
            return Vec::new();
        }
        shown(zone, day, spans)
    }

    /// Whether it stays closed, whatever day of the week it is.
    pub fn is_closed(&self, day: NaiveDate) -> bool {
        closed_day(self, day).is_some()
    }
}

/// From when to when the clocks on the wall show a time within these spans of a day, in order. What
/// goes on without a pause while they change is one stretch.
pub fn shown(
    zone: &impl TimeZone,
    day: NaiveDate,
    spans: &[Span],
) -> Vec<(DateTime<Utc>, DateTime<Utc>)> {
    let midnight = day.and_time(NaiveTime::MIN);
    let mut open: Vec<(DateTime<Utc>, DateTime<Utc>)> = Vec::new();
    for span in spans {
        for (begins, ends, ahead) in regimes(zone, midnight) {
            let shown = |minutes: u16| midnight + TimeDelta::minutes(minutes.into()) - ahead;
            let opens = shown(span.opens()).max(begins).and_utc();
            let closes = shown(span.closes()).min(ends).and_utc();
            match open.last_mut() {
                Some(last) if last.1 == opens && opens < closes => last.1 = closes,
                _ if opens < closes => open.push((opens, closes)),
                _ => {}
            }
        }
    }
    open.sort_unstable();
    open
}

/// When a day begins: where clocks skip midnight, when they have.
pub fn midnight(zone: &impl TimeZone, day: NaiveDate) -> DateTime<Utc> {
    let midnight = day.and_time(NaiveTime::MIN);
    let begins = [midnight, midnight + TimeDelta::hours(1)]
        .iter()
        .find_map(|at| zone.from_local_datetime(at).earliest());
    begins.map_or(midnight.and_utc(), |at| at.with_timezone(&Utc))
}

fn days_from(first: NaiveDate) -> impl Iterator<Item = NaiveDate> {
    let days = (0..=HORIZON_DAYS).map(Days::new);
    days.map_while(move |days| first.checked_add_days(days))
}

/// By how much the clocks are ahead around a day, and from when to when: all of it, or before and
/// after a change.
fn regimes(
    zone: &impl TimeZone,
    midnight: NaiveDateTime,
) -> Vec<(NaiveDateTime, NaiveDateTime, TimeDelta)> {
    let ahead = |at: &NaiveDateTime| {
        let offset = zone.offset_from_utc_datetime(at).fix();
        TimeDelta::seconds(offset.local_minus_utc().into())
    };
    // No clock is ahead or behind by more than fourteen hours.
    let (begins, ends) = (
        midnight - TimeDelta::hours(14),
        midnight + TimeDelta::hours(38),
    );
    let (before, after) = (ahead(&begins), ahead(&ends));
    if before == after {
        return vec![(begins, ends, before)];
    }
    let (mut not_yet, mut changed) = (begins, ends);
    while changed - not_yet > TimeDelta::seconds(1) {
        let between = not_yet + TimeDelta::seconds((changed - not_yet).num_seconds() / 2);
        if ahead(&between) == before {
            not_yet = between;
        } else {
            changed = between;
        }
    }
    vec![(begins, changed, before), (changed, ends, after)]
}
