//! The free times, a week at a time.

use super::days::Times;
use crate::{
    i18n::{self, common, format, portal_booking as words},
    remote::{Remote, fetch},
    session::use_session,
    ui::{
        Banner, Button, Kind, Skeleton,
        icon::{self, icon},
    },
};
use chrono::{Days, NaiveDate};
use client::{CallResult, Client};
use domain::{
    channels::AppointmentChannel,
    ids::{CounselorId, ServiceId},
    slots::{Slot, SlotQuery},
};
use leptos::{prelude::*, task::spawn_local};
use std::collections::BTreeSet;

/// Days that are shown at a time.
pub const WEEK: u64 = 7;

/// Of what the free times are.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wanted {
    /// With whom, if with nobody else.
    pub counselor: Option<CounselorId>,
    /// By which means, if by no other.
    pub channel: Option<AppointmentChannel>,
    /// What can be booked then.
    pub services: BTreeSet<ServiceId>,
}

/// The weeks, and what is free in the one that is shown.
#[derive(Clone, Copy)]
pub struct Weeks {
    /// What is chosen of it.
    pub chosen: RwSignal<Option<Slot>>,
    today: NaiveDate,
    /// How many weeks lie between today's and the one that is shown.
    ahead: RwSignal<u64>,
    /// How many there are.
    count: u64,
    slots: RwSignal<Remote<Vec<Slot>>>,
    wanted: Signal<Wanted>,
    owner: StoredValue<Owner>,
}

impl Weeks {
    /// From today on, as many days as can be booked ahead; the one that is shown is fetched.
    pub fn begin(horizon_days: u16, wanted: impl Into<Signal<Wanted>>) -> Self {
        let weeks = Self {
            chosen: RwSignal::new(None),
            today: format::today(),
            ahead: RwSignal::new(0),
            count: u64::from(horizon_days).div_ceil(WEEK).max(1),
            slots: RwSignal::new(Remote::Loading),
            wanted: wanted.into(),
            owner: StoredValue::new(Owner::current().unwrap_or_default()),
        };
        Effect::new(move |_| {
            weeks.ahead.track();
            weeks.load();
        });
        weeks
    }

    fn first_day(self, ahead: u64) -> Option<NaiveDate> {
        self.today.checked_add_days(Days::new(ahead * WEEK))
    }

    /// What is free in a week of what is wanted: of those who have time at once, one.
    async fn read(self, client: Client, ahead: u64) -> CallResult<Vec<Slot>> {
        let wanted = self.wanted.get_untracked();
        let first = |ahead| format::start_of(self.first_day(ahead)?);
        let Some((from, until)) = first(ahead).zip(first(ahead + 1)) else {
            return Ok(Vec::new());
        };
        let query = SlotQuery {
            from,
            until,
            counselor_id: wanted.counselor,
            service_id: None,
            channel: wanted.channel,
        };
        let mut slots = client.list_slots(&query).await?.items;
        slots.retain(|slot| wanted.services.contains(&slot.service_id));
        slots.dedup_by_key(|slot| (slot.starts_at, slot.ends_at));
        Ok(slots)
    }

    /// Fetches the week that is shown; nothing of it is chosen then.
    pub fn load(self) {
        self.chosen.set(None);
        let ahead = self.ahead.get_untracked();
        self.owner.with_value(|owner| {
            owner.with(|| {
                let client = use_session().client();
                fetch(
                    async move { self.read(client, ahead).await },
                    move |answer| {
                        // Whoever went on meanwhile looks at another week.
                        if self.ahead.get_untracked() == ahead {
                            let slots = answer.map_or_else(Remote::Failed, Remote::Ready);
                            self.slots.set(slots);
                        }
                    },
                );
            });
        });
    }
}

/// The week that is shown, and the ways to the others.
#[component]
pub fn FreeTimes(
    /// The weeks.
    weeks: Weeks,
) -> impl IntoView {
    let list = move || match weeks.slots.get() {
        Remote::Loading => view! { <Skeleton lines=5 /> }.into_any(),
        Remote::Failed(error) => view! {
            <Banner
                kind=Kind::Danger
                actions=move || view! {
                    <Button class="btn-sm" on_click=move |()| weeks.load()>
                        {move || common::t().retry}
                    </Button>
                }
            >
                {i18n::error_text(&error)}
            </Banner>
        }
        .into_any(),
        Remote::Ready(slots) if slots.is_empty() => view! { <NoTimes weeks=weeks /> }.into_any(),
        Remote::Ready(slots) => {
            let first = weeks.first_day(weeks.ahead.get_untracked());
            view! { <Times slots=slots first=first chosen=weeks.chosen /> }.into_any()
        }
    };
    view! {
        <Paging weeks=weeks />
        {list}
    }
    .into_any()
}

/// From one week to the next.
#[component]
fn Paging(weeks: Weeks) -> impl IntoView {
    let title = move || {
        let ahead = weeks.ahead.get();
        let first = weeks.first_day(ahead)?;
        let last = first.checked_add_days(Days::new(WEEK - 1))?;
        Some(words::period(first, last))
    };
    let at_end = move || weeks.ahead.get() + 1 >= weeks.count;
    view! {
        <div class="booking-weeks">
            <button
                class="btn"
                type="button"
                aria-label=move || words::t().earlier
                disabled=move || weeks.ahead.get() == 0
                on:click=move |_| weeks.ahead.update(|ahead| *ahead = ahead.saturating_sub(1))
            >
                {icon(icon::CHEVRON_LEFT)}
            </button>
            <h2 aria-live="polite">{title}</h2>
            <button
                class="btn"
                type="button"
                aria-label=move || words::t().later
                disabled=at_end
                on:click=move |_| weeks.ahead.update(|ahead| *ahead += 1)
            >
                {icon(icon::CHEVRON_RIGHT)}
            </button>
        </div>
    }
    .into_any()
}

/// That a week has nothing free, and the way to the next that has.
#[component]
fn NoTimes(weeks: Weeks) -> impl IntoView {
    let session = use_session();
    let (busy, nowhere) = (RwSignal::new(false), RwSignal::new(false));
    let search = move |()| {
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        let client = session.client();
        spawn_local(async move {
            let from = weeks.ahead.get_untracked() + 1;
            let mut found = None;
            for ahead in from..weeks.count {
                let slots = session.notice(weeks.read(client.clone(), ahead).await);
                if slots.is_ok_and(|slots| !slots.is_empty()) {
                    found = Some(ahead);
                    break;
                }
            }
            if busy.is_disposed() {
                return;
            }
            busy.set(false);
            match found {
                Some(ahead) => weeks.ahead.set(ahead),
                None => nowhere.set(true),
            }
        });
    };
    let at_end = move || weeks.ahead.get() + 1 >= weeks.count;
    let text = move || {
        if nowhere.get() || at_end() {
            words::t().none_at_all
        } else {
            words::t().none_this_week
        }
    };
    view! {
        <div class="stack">
            <p role="status">{text}</p>
            {move || {
                (!nowhere.get() && !at_end())
                    .then(|| view! {
                        <div>
                            <Button busy=busy on_click=search>
                                {move || words::t().search}
                            </Button>
                        </div>
                    })
            }}
        </div>
    }
    .into_any()
}
