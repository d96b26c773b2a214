//! Which part of the calendar is shown, and of whom: it stands in the address.

use crate::{i18n::format, paths, router};
use chrono::{DateTime, Datelike, Days, Months, NaiveDate, Utc};
use domain::{channels::AppointmentChannel, ids::CounselorId};
use leptos::prelude::{Memo, Signal};

/// Days that the list shows.
const LIST_DAYS: u64 = 28;

/// The four views.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum View {
    /// Booked appointments and blockers, one below the other.
    List,
    /// One day, with everything.
    Day,
    /// A week, with everything.
    #[default]
    Week,
    /// A month, without free slots.
    Month,
}

impl View {
    /// All of them, in the order of the design.
    pub const ALL: [Self; 4] = [Self::List, Self::Day, Self::Week, Self::Month];

    /// Its name in the address.
    pub fn name(self) -> &'static str {
        match self {
            Self::List => "list",
            Self::Day => "day",
            Self::Week => "week",
            Self::Month => "month",
        }
    }

    /// Whether free slots stand in it.
    pub fn shows_slots(self) -> bool {
        matches!(self, Self::Day | Self::Week)
    }
}

/// Whose entries are shown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Whose {
    /// One's own.
    #[default]
    Mine,
    /// Everybody's.
    All,
    /// Of these.
    These(Vec<CounselorId>),
}

/// What of the calendar is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shown {
    /// In which way.
    pub view: View,
    /// Around which day.
    pub date: NaiveDate,
    /// Of whom.
    pub whose: Whose,
    /// Only by this means.
    pub channel: Option<AppointmentChannel>,
    /// Whether free slots are left out.
    pub without_free: bool,
    /// Whether reservations are shown.
    pub with_reserved: bool,
}

/// What the address says, and today where it says nothing.
pub fn use_shown() -> Memo<Shown> {
    Memo::new(|_| Shown::of_address())
}

/// Goes to another part.
pub fn go(shown: Memo<Shown>, change: impl FnOnce(&mut Shown)) {
    use leptos::prelude::GetUntracked;
    let mut next = shown.get_untracked();
    change(&mut next);
    router::go(&next.address());
}

impl Shown {
    fn of_address() -> Self {
        let view = router::query("view");
        let view = View::ALL
            .into_iter()
            .find(|one| Some(one.name()) == view.as_deref());
        let date = router::query("date").and_then(|date| date.parse().ok());
        let whose = match router::query("of").as_deref() {
            None => Whose::Mine,
            Some("all") => Whose::All,
            Some(ids) => Whose::These(ids.split(',').filter_map(|id| id.parse().ok()).collect()),
        };
        let channel = router::query("channel");
        Self {
            view: view.unwrap_or_default(),
            date: date
                .filter(|date: &NaiveDate| (1900..2199).contains(&date.year()))
                .unwrap_or_else(format::today),
            whose,
            channel: AppointmentChannel::ALL
                .into_iter()
                .find(|one| Some(one.name()) == channel.as_deref()),
            without_free: router::query("free").is_some(),
            with_reserved: router::query("reserved").is_some(),
        }
    }

    /// The address that says it.
    pub fn address(&self) -> String {
        let whose = match &self.whose {
            Whose::Mine => None,
            Whose::All => Some("all".to_owned()),
            Whose::These(ids) => {
                let ids: Vec<_> = ids.iter().map(ToString::to_string).collect();
                Some(ids.join(","))
            }
        };
        let is_today = self.date == format::today();
        let date = (!is_today).then(|| self.date.to_string());
        paths::bookings(&[
            (
                "view",
                Some(self.view.name()).filter(|_| self.view != View::default()),
            ),
            ("date", date.as_deref()),
            ("of", whose.as_deref()),
            ("channel", self.channel.map(AppointmentChannel::name)),
            ("free", self.without_free.then_some("off")),
            ("reserved", self.with_reserved.then_some("on")),
        ])
    }

    /// The days that are shown.
    pub fn days(&self) -> Vec<NaiveDate> {
        let (first, count) = match self.view {
            View::Day => (self.date, 1),
            View::Week => (monday(self.date), 7),
            View::List => (self.date, LIST_DAYS),
            View::Month => {
                let first = first_of_month(self.date);
                let begins = monday(first);
                let after = first + Months::new(1);
                let days = (after - begins).num_days().unsigned_abs();
                (begins, days.div_ceil(7) * 7)
            }
        };
        (0..count).map(|by| first + Days::new(by)).collect()
    }

    /// From when to when the days are, in the facility's zone.
    pub fn period(&self) -> Option<(DateTime<Utc>, DateTime<Utc>)> {
        let days = self.days();
        let after = *days.last()? + Days::new(1);
        Some((format::start_of(*days.first()?)?, format::start_of(after)?))
    }

    /// The day to go to for the part before or after this one.
    pub fn turned(&self, forward: bool) -> NaiveDate {
        let days = match self.view {
            View::Day => 1,
            View::Week => 7,
            View::List => LIST_DAYS,
            View::Month => {
                let first = first_of_month(self.date);
                return if forward {
                    first + Months::new(1)
                } else {
                    first - Months::new(1)
                };
            }
        };
        moved(self.date, days, forward)
    }
}

/// So many days on, or back.
pub fn moved(date: NaiveDate, days: u64, forward: bool) -> NaiveDate {
    if forward {
        date + Days::new(days)
    } else {
        date - Days::new(days)
    }
}

/// The Monday of a day's week.
pub fn monday(date: NaiveDate) -> NaiveDate {
    date - Days::new(date.weekday().num_days_from_monday().into())
}

fn first_of_month(date: NaiveDate) -> NaiveDate {
    date - Days::new(date.day0().into())
}

/// The number of a day's week, after ISO 8601.
pub fn week_number(date: NaiveDate) -> u32 {
    date.iso_week().week()
}

/// What changes with the address, as a signal.
pub fn part<T: Clone + PartialEq + Send + Sync + 'static>(
    shown: Memo<Shown>,
    of: impl Fn(&Shown) -> T + Send + Sync + 'static,
) -> Signal<T> {
    use leptos::prelude::With;
    Memo::new(move |_| shown.with(&of)).into()
}
