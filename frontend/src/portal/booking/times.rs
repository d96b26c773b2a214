//! When: what is free, a week at a time.

use super::{
    choosing::{Choosing, Step},
    days::{Times, minutes},
    page::{BookingNotes, Head},
    reserving::{NotReserved, Reserving, Unreserved},
};
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
    ids::ServiceId,
    slots::{Slot, SlotQuery},
};
use leptos::{prelude::*, task::spawn_local};
use std::collections::BTreeSet;

/// The id of the form, for the button below it.
const FORM: &str = "book";

/// Days that are shown at a time.
pub const WEEK: u64 = 7;

/// The weeks, and what is free in the one that is shown.
#[derive(Clone, Copy)]
struct Weeks {
    today: NaiveDate,
    /// How many weeks lie between today's and the one that is shown.
    ahead: RwSignal<u64>,
    /// How many there are.
    count: u64,
    slots: RwSignal<Remote<Vec<Slot>>>,
    chosen: RwSignal<Option<Slot>>,
    choosing: Choosing,
}

impl Weeks {
    fn first_day(self, ahead: u64) -> Option<NaiveDate> {
        self.today.checked_add_days(Days::new(ahead * WEEK))
    }

    /// The period of a week.
    fn query(self, ahead: u64) -> Option<SlotQuery> {
        Some(SlotQuery {
            from: format::start_of(self.first_day(ahead)?)?,
            until: format::start_of(self.first_day(ahead + 1)?)?,
            counselor_id: self.choosing.person.get_untracked().flatten(),
            service_id: None,
            channel: self.choosing.way.get_untracked(),
        })
    }

    /// What is free in a week of what is chosen: of those who have time at once, one.
    async fn read(self, client: Client, ahead: u64) -> CallResult<Vec<Slot>> {
        let services = untrack(|| self.choosing.services());
        let services: BTreeSet<ServiceId> = services.iter().map(|one| one.id).collect();
        let Some(query) = self.query(ahead) else {
            return Ok(Vec::new());
        };
        let mut slots = client.list_slots(&query).await?.items;
        slots.retain(|slot| services.contains(&slot.service_id));
        slots.dedup_by_key(|slot| (slot.starts_at, slot.ends_at));
        Ok(slots)
    }

    fn load(self, client: Client) {
        self.chosen.set(None);
        let ahead = self.ahead.get_untracked();
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
    }
}

/// The question.
#[component]
pub fn TimesQuestion(choosing: Choosing, reserving: Reserving) -> impl IntoView {
    let session = use_session();
    let horizon = choosing
        .offer
        .with_value(|offer| u64::from(offer.rules.horizon_days));
    let weeks = Weeks {
        today: format::today(),
        ahead: RwSignal::new(0),
        count: horizon.div_ceil(WEEK).max(1),
        slots: RwSignal::new(Remote::Loading),
        chosen: RwSignal::new(None),
        choosing,
    };
    let owner = StoredValue::new(Owner::current().unwrap_or_default());
    let load = move || owner.with_value(|owner| owner.with(|| weeks.load(session.client())));
    Effect::new(move |_| {
        weeks.ahead.track();
        load();
    });
    // Who was too late sees what is left.
    let is_taken = Memo::new(move |_| {
        let trouble = reserving.trouble;
        trouble.with(|trouble| matches!(trouble, Some(Unreserved::Taken(_))))
    });
    Effect::new(move |before: Option<bool>| {
        let is_taken = is_taken.get();
        if is_taken && before == Some(false) {
            load();
        }
        is_taken
    });
    let submit = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        if let Some(slot) = weeks.chosen.get_untracked() {
            reserving.reserve(&slot);
        }
    };
    let list = move || {
        match weeks.slots.get() {
        Remote::Loading => view! { <Skeleton lines=5 /> }.into_any(),
        Remote::Failed(error) => view! {
            <Banner
                kind=Kind::Danger
                actions=move || view! {
                    <Button class="btn-sm" on_click=move |()| load()>{move || common::t().retry}</Button>
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
        },
    }
    };
    view! {
        <main class="portal-main" id="main" tabindex="-1">
            <div class="wrap portal-cols">
                <form class="portal-form" id=FORM method="post" novalidate on:submit=submit>
                    <Head
                        choosing=choosing
                        step=Step::Time
                        title=|| words::t().ask_time
                        answers=true
                    />
                    <NotReserved reserving=reserving />
                    <Descriptions choosing=choosing />
                    <Paging weeks=weeks />
                    {list}
                    <Others choosing=choosing />
                </form>
                <BookingNotes choosing=choosing />
            </div>
        </main>
        <Chosen weeks=weeks reserving=reserving />
    }
    .into_any()
}

/// What is written about what can be booked.
#[component]
fn Descriptions(choosing: Choosing) -> impl IntoView {
    let texts = move || {
        let mut services = choosing.services();
        services.retain(|one| !one.description.trim().is_empty());
        let text = |description: String| view! { <p class="muted booking-text">{description}</p> };
        let texts: BTreeSet<_> = services.into_iter().map(|one| one.description).collect();
        texts.into_iter().map(text).collect_view()
    };
    texts.into_any()
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

/// What can be done where none of it suits: seeing everybody's times.
#[component]
fn Others(choosing: Choosing) -> impl IntoView {
    let has_chosen = move || choosing.person.get().flatten().is_some();
    move || {
        has_chosen().then(|| {
            let address = choosing.address_of(Step::Person);
            view! {
                <Banner kind=Kind::Info>
                    {move || words::t().nothing_suits} " " <a href=address>{move || words::t().others}</a>
                </Banner>
            }
        })
    }
}

/// The bar below: what is chosen, and holding it.
#[component]
fn Chosen(weeks: Weeks, reserving: Reserving) -> impl IntoView {
    let choosing = weeks.choosing;
    let shown = move || {
        let chosen = weeks.chosen.get();
        match chosen {
            None => view! { <p class="muted">{words::t().choose_time}</p> }.into_any(),
            Some(slot) => {
                let with = choosing.name_of(slot.counselor_id);
                let what = words::what(choosing.way_word(), &with, minutes(&slot));
                view! {
                    <div>
                        <b>{words::when(slot.starts_at)}</b>
                        <div class="small muted">{what}</div>
                    </div>
                }
                .into_any()
            }
        }
    };
    let hold = choosing
        .offer
        .with_value(|offer| offer.rules.reservation_minutes);
    let button = move || {
        weeks.chosen.with(Option::is_some).then(|| {
            view! {
                <Button class="btn-primary btn-lg push" submit=true form=FORM busy=reserving.busy>
                    {move || words::hold(hold)}
                </Button>
            }
        })
    };
    view! {
        <div class="actionbar" role="region" aria-label=move || words::t().chosen>
            <div class="wrap">{shown} {button}</div>
        </div>
    }
    .into_any()
}
