//! What stands in the calendar: fetched for the part that is shown, and again when something has
//! changed.

use super::view::{Shown, View, Whose};
use crate::{
    i18n::format,
    live::{News, use_live},
    remote::fetch,
    session::{Session, use_session},
};
use chrono::{DateTime, NaiveDate, Utc};
use client::{CallError, CallResult, Client};
use domain::{
    absences::{Absence, AbsenceQuery},
    bookings::{Booking, BookingQuery, BookingState},
    events::EventKind,
    ids::CounselorId,
    page::Limit,
    slots::{Slot, SlotQuery},
    working_time::{ClosedDay, ClosedDayQuery},
};
use futures_util::future;
use leptos::{leptos_dom::helpers::TimeoutHandle, prelude::*};
use std::{collections::HashMap, sync::Arc, time::Duration};

/// The clocks of two machines are never the same; where they differ much, it is asked this often.
const MARGIN: Duration = Duration::from_secs(5);

/// Everything of a period.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Entries {
    /// What takes somebody's time: shared by all that is computed from it.
    pub bookings: Vec<Arc<Booking>>,
    /// What is free.
    pub slots: Vec<Slot>,
    /// When somebody is away.
    pub absences: Vec<Absence>,
    /// When nobody works.
    pub closed: Vec<ClosedDay>,
    /// What those are called who offer slots.
    pub names: HashMap<CounselorId, String>,
}

/// The part of the calendar that is shown.
#[derive(Clone, Copy)]
pub struct Calendar {
    /// Which part.
    pub shown: Memo<Shown>,
    /// What is in it; what was there before stays until the answer is here.
    pub entries: RwSignal<Option<Entries>>,
    /// Why the last answer did not come.
    pub failure: RwSignal<Option<CallError>>,
    /// While it is on its way.
    pub busy: RwSignal<bool>,
    /// Raised with each question, so that late answers to older ones are dropped.
    era: StoredValue<u32>,
    owner: StoredValue<Owner>,
    /// Until something that is held falls back by itself, which nobody tells.
    runs_out: StoredValue<Option<TimeoutHandle>>,
    session: Session,
}

impl Calendar {
    /// The part that is shown, following the address and the live connection.
    pub fn new(shown: Memo<Shown>) -> Self {
        let calendar = Self {
            shown,
            entries: RwSignal::new(None),
            failure: RwSignal::new(None),
            busy: RwSignal::new(false),
            era: StoredValue::new(0),
            owner: StoredValue::new(Owner::current().unwrap_or_default()),
            runs_out: StoredValue::new(None),
            session: use_session(),
        };
        on_cleanup(move || calendar.wait_for(None));
        let asked = Memo::new(move |_| shown.with(|shown| Asked::of(shown, calendar.me())));
        Effect::new(move |_| {
            if asked.get().is_some() {
                calendar.load();
            }
        });
        use_live().listen(move |news| {
            let me = untrack(|| calendar.me());
            if shown.with_untracked(|shown| concerns(&news, shown, me)) {
                calendar.load();
            }
        });
        calendar
    }

    /// Fetches what is shown.
    pub fn load(self) {
        let me = untrack(|| self.me());
        let Some(asked) = self.shown.with_untracked(|shown| Asked::of(shown, me)) else {
            return;
        };
        let era = self.era.get_value() + 1;
        self.era.set_value(era);
        self.busy.set(true);
        self.owner.with_value(|owner| {
            owner.with(|| {
                let client = self.session.client();
                fetch(async move { asked.answer(&client).await }, move |answer| {
                    if self.era.get_value() == era {
                        self.busy.set(false);
                        self.take(answer);
                    }
                });
            });
        });
    }

    fn take(self, answer: CallResult<Entries>) {
        match answer {
            Ok(entries) => {
                let held = entries.bookings.iter().filter_map(|one| one.reserved_until);
                self.wait_for(held.min());
                self.failure.set(None);
                self.entries.set(Some(entries));
            }
            Err(error) => self.failure.set(Some(error)),
        }
    }

    /// Asks again at this moment, and at no other that was waited for before.
    fn wait_for(self, moment: Option<DateTime<Utc>>) {
        let wait = moment.map(|moment| (moment - format::now()).to_std().unwrap_or_default());
        let ask = move || {
            if !self.busy.is_disposed() {
                self.load();
            }
        };
        let next = wait.and_then(|wait| set_timeout_with_handle(ask, wait + MARGIN).ok());
        let before = self
            .runs_out
            .try_update_value(|waits| std::mem::replace(waits, next));
        if let Some(before) = before.flatten() {
            before.clear();
        }
    }

    /// Shows an entry as it was answered, in the place of what was known of it.
    pub fn put(self, booking: Booking) {
        let booking = Arc::new(booking);
        self.entries.update(|entries| {
            let all = entries.iter_mut().flat_map(|all| &mut all.bookings);
            for known in all.filter(|known| known.id == booking.id) {
                known.clone_from(&booking);
            }
        });
    }

    /// The booking with this key, as long as it is there; notifies.
    pub fn find(self, id: domain::ids::BookingId) -> Option<Booking> {
        self.entries.with(|entries| {
            let mut all = entries.as_ref()?.bookings.iter();
            all.find(|one| one.id == id).map(|one| Booking::clone(one))
        })
    }

    /// Who is signed in; notifies.
    fn me(self) -> Option<CounselorId> {
        self.session.account()?.actor().counselor_id()
    }

    /// What of it is not filtered out; notifies.
    pub fn filtered<T>(self, read: impl FnOnce(&Filtered<'_>) -> T) -> T {
        let me = self.me();
        self.shown.with(|shown| {
            self.entries.with(|entries| {
                let nothing = Entries::default();
                read(&Filtered {
                    shown,
                    me,
                    entries: entries.as_ref().unwrap_or(&nothing),
                })
            })
        })
    }
}

/// Whether what happened may have changed what is shown.
fn concerns(news: &News, shown: &Shown, me: Option<CounselorId>) -> bool {
    match news {
        News::Missed => true,
        News::Event(event) if event.kind == EventKind::CalendarChanged => {
            let asked = Asked::of(shown, me).and_then(|asked| asked.counselor);
            event.counselor_id.is_none() || asked.is_none() || event.counselor_id == asked
        }
        News::Event(_) => false,
    }
}

/// What the server is asked for; a filter that is applied here is not part of it.
#[derive(Clone, PartialEq)]
struct Asked {
    view: View,
    period: (DateTime<Utc>, DateTime<Utc>),
    counselor: Option<CounselorId>,
    slots: bool,
}

impl Asked {
    fn of(shown: &Shown, me: Option<CounselorId>) -> Option<Self> {
        let counselor = match &shown.whose {
            Whose::Mine => me,
            Whose::These(ids) if ids.len() == 1 => ids.first().copied(),
            Whose::All | Whose::These(_) => None,
        };
        Some(Self {
            view: shown.view,
            period: shown.period()?,
            counselor,
            slots: shown.view.shows_slots() && !shown.without_free,
        })
    }

    async fn answer(self, client: &Client) -> CallResult<Entries> {
        let (from, until) = self.period;
        let bookings = BookingQuery {
            from,
            until,
            counselor_id: self.counselor,
            client_id: None,
        };
        let slots = SlotQuery {
            from,
            until,
            counselor_id: self.counselor,
            service_id: None,
            channel: None,
        };
        let closed = ClosedDayQuery { from, until };
        let free = async {
            if self.slots {
                client.list_slots(&slots).await
            } else {
                Ok(domain::slots::Slots::default())
            }
        };
        let (bookings, free, absences, closed) = future::try_join4(
            client.list_bookings(&bookings),
            free,
            all_absences(client, self.counselor, from, until),
            client.list_closed_days(&closed),
        )
        .await?;
        let names = free
            .counselors
            .into_iter()
            .map(|one| (one.id, one.display_name));
        Ok(Entries {
            bookings: bookings.items.into_iter().map(Arc::new).collect(),
            slots: free.items,
            absences,
            closed: closed.items,
            names: names.collect(),
        })
    }
}

async fn all_absences(
    client: &Client,
    counselor_id: Option<CounselorId>,
    from: DateTime<Utc>,
    until: DateTime<Utc>,
) -> CallResult<Vec<Absence>> {
    let mut query = AbsenceQuery {
        counselor_id,
        from: Some(from),
        until: Some(until),
        after: None,
        limit: Limit::try_from(Limit::MAX).ok(),
    };
    let mut all = Vec::new();
    loop {
        let page = client.list_absences(&query).await?;
        all.extend(page.items);
        match page.next {
            Some(next) => query.after = Some(next),
            None => return Ok(all),
        }
    }
}

/// What is left after the filters.
pub struct Filtered<'a> {
    /// What is shown.
    pub shown: &'a Shown,
    me: Option<CounselorId>,
    entries: &'a Entries,
}

impl Filtered<'_> {
    fn is_shown(&self, counselor: CounselorId) -> bool {
        match &self.shown.whose {
            Whose::Mine => Some(counselor) == self.me,
            Whose::All => true,
            Whose::These(ids) => ids.contains(&counselor),
        }
    }

    /// What takes time. What does not take place is not there; reservations only if asked for.
    pub fn bookings(&self) -> impl Iterator<Item = &Arc<Booking>> {
        self.entries.bookings.iter().filter(|one| {
            let channel = self.shown.channel;
            self.is_shown(one.counselor.id)
                && one.state.is_blocking()
                && (one.state != BookingState::Reserved || self.shown.with_reserved)
                && (channel.is_none() || one.channel == channel)
        })
    }

    /// What is free.
    pub fn slots(&self) -> impl Iterator<Item = &Slot> {
        self.entries.slots.iter().filter(|one| {
            self.is_shown(one.counselor_id)
                && self
                    .shown
                    .channel
                    .is_none_or(|channel| one.channel == channel)
        })
    }

    /// Who is away.
    pub fn absences(&self) -> impl Iterator<Item = &Absence> {
        let absences = self.entries.absences.iter();
        absences.filter(|one| self.is_shown(one.counselor.id))
    }

    /// Why nobody works on a day.
    pub fn closed(&self, day: NaiveDate) -> Option<ClosedDay> {
        self.entries
            .closed
            .iter()
            .find(|one| one.day == day)
            .copied()
    }

    /// Whether entries of several people stand together, so that each has to say whose it is.
    pub fn is_of_many(&self) -> bool {
        match &self.shown.whose {
            Whose::Mine => false,
            Whose::All => true,
            Whose::These(ids) => ids.len() > 1,
        }
    }

    /// What somebody is called who offers slots.
    pub fn name(&self, counselor: CounselorId) -> Option<&str> {
        self.entries.names.get(&counselor).map(String::as_str)
    }
}

/// Where moments are within the days that are shown: on days without a change of the clocks
/// without asking the browser for each.
pub struct DayTable {
    days: Vec<NaiveDate>,
    /// When each begins, and when the last one ends.
    starts: Vec<DateTime<Utc>>,
}

/// A piece of something that lies within one day, in minutes since its midnight on the clocks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Piece {
    /// Of which of the days.
    pub day: usize,
    /// Since when.
    pub from: u32,
    /// Until when.
    pub until: u32,
}

/// Minutes of a day without a change of the clocks.
pub const DAY: u32 = 24 * 60;

impl DayTable {
    /// Of these days, which follow one another.
    pub fn new(days: Vec<NaiveDate>) -> Self {
        let after = days.last().map(|last| *last + chrono::Days::new(1));
        let starts = days.iter().copied().chain(after);
        Self {
            starts: starts.filter_map(format::start_of).collect(),
            days,
        }
    }

    /// The pieces of what goes on between two moments, one a day.
    pub fn pieces(&self, from: DateTime<Utc>, until: DateTime<Utc>) -> Vec<Piece> {
        let bounds = self.starts.windows(2).enumerate();
        let touched = bounds.filter_map(|(day, bounds)| {
            let (begins, ends) = (bounds[0], bounds[1]);
            (from < ends && until > begins).then(|| Piece {
                day,
                from: self.minute(day, from.max(begins)),
                until: if until >= ends {
                    DAY
                } else {
                    self.minute(day, until)
                },
            })
        });
        touched.collect()
    }

    /// The days that lie within a period as a whole.
    pub fn whole_days(&self, from: DateTime<Utc>, until: DateTime<Utc>) -> Vec<usize> {
        let bounds = self.starts.windows(2).enumerate();
        let whole = bounds.filter(|(_, bounds)| from <= bounds[0] && bounds[1] <= until);
        whole.map(|(day, _)| day).collect()
    }

    fn minute(&self, day: usize, at: DateTime<Utc>) -> u32 {
        let (begins, ends) = (self.starts[day], self.starts[day + 1]);
        if (ends - begins).num_minutes() == i64::from(DAY) {
            u32::try_from((at - begins).num_minutes()).unwrap_or_default()
        } else {
            let wall = format::wall(at).filter(|(date, _)| *date == self.days[day]);
            wall.map_or(0, |(_, minutes)| minutes)
        }
    }
}
