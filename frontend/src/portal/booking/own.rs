//! A client's own appointments as they stand: what news tells of is fetched at once.

use crate::{
    i18n::{self, common, format},
    live::{News, use_live},
    remote::fetch,
    session::use_session,
    ui::{Banner, Button, Kind, Skeleton},
};
use chrono::TimeDelta;
use client::{CallError, CallResult, Client};
use domain::{
    bookings::{Booking, BookingKind, BookingQuery, BookingState, GroupOffer, GroupOfferQuery},
    events::EventKind,
    ids::{BookingId, WaitingListEntryId},
    slots::{BookingOffer, OfferedService},
    waiting_list::{WaitingListEntry, WaitingListQuery},
};
use leptos::prelude::*;
use std::collections::BTreeSet;

/// How far back and ahead appointments are shown.
const DAYS: i64 = 366;

/// What there is of somebody's appointments.
#[derive(Clone, PartialEq)]
struct Here {
    /// By when they begin.
    bookings: Vec<Booking>,
    /// What they wait for.
    awaited: Vec<WaitingListEntry>,
    /// The group appointments for a place in which they wait.
    groups: Vec<GroupOffer>,
    /// What can be booked, and by which rules.
    offer: BookingOffer,
}

/// The appointments of whoever is signed in.
#[derive(Clone, Copy)]
pub struct Own {
    /// What was there before stays until the answer is here.
    here: RwSignal<Option<Here>>,
    /// Why the last answer did not come.
    failure: RwSignal<Option<CallError>>,
    /// Raised with each question, so that late answers to older ones are dropped.
    era: StoredValue<u32>,
    owner: StoredValue<Owner>,
}

/// Whether something has changed for whoever is signed in: clients are told of what is theirs.
pub fn concerns(news: &News) -> bool {
    match news {
        News::Missed => true,
        News::Event(event) => event.kind == EventKind::CalendarChanged,
    }
}

async fn read(client: Client) -> CallResult<Here> {
    let now = format::now();
    let query = BookingQuery {
        from: now - TimeDelta::days(DAYS),
        until: now + TimeDelta::days(DAYS),
        counselor_id: None,
        client_id: None,
    };
    let awaited = GroupOfferQuery {
        waiting: Some(true),
        ..GroupOfferQuery::default()
    };
    Ok(Here {
        groups: client.list_group_offers(&awaited).await?.items,
        bookings: client.list_bookings(&query).await?.items,
        awaited: client
            .list_waiting_list_entries(&WaitingListQuery::default())
            .await?
            .items,
        offer: client.read_booking_offer().await?,
    })
}

impl Own {
    /// Fetches them, and again with each piece of news, as long as the calling component is shown.
    pub fn begin() -> Self {
        let own = Self {
            here: RwSignal::new(None),
            failure: RwSignal::new(None),
            era: StoredValue::new(0),
            owner: StoredValue::new(Owner::current().unwrap_or_default()),
        };
        own.load();
        use_live().listen(move |news| {
            if concerns(&news) {
                own.load();
            }
        });
        own
    }

    /// Fetches them.
    pub fn load(self) {
        let era = self.era.get_value() + 1;
        self.era.set_value(era);
        self.owner.with_value(|owner| {
            owner.with(|| {
                fetch(read(use_session().client()), move |answer| {
                    if self.era.get_value() != era {
                        return;
                    }
                    match answer {
                        Ok(here) => {
                            self.failure.set(None);
                            self.here.set(Some(here));
                        }
                        Err(error) => self.failure.set(Some(error)),
                    }
                });
            });
        });
    }

    /// Whether there are any, once that is known; notifies.
    pub fn is_any(self) -> Option<bool> {
        let any = |here: &Here| {
            !here.bookings.is_empty() || !here.awaited.is_empty() || !here.groups.is_empty()
        };
        self.here.with(|here| here.as_ref().map(any))
    }

    /// One of them, as long as it is there; notifies.
    pub fn find(self, id: BookingId) -> Option<Booking> {
        self.here.with(|here| {
            let mut all = here.as_ref()?.bookings.iter();
            all.find(|one| one.id == id).cloned()
        })
    }

    /// What is to come, the next first; or what was, the last first. Notifies.
    pub fn part(self, is_to_come: bool) -> Vec<BookingId> {
        let now = format::now();
        let fits = |one: &&Booking| (one.ends_at > now && one.state.is_blocking()) == is_to_come;
        self.here.with(|here| {
            let all = here.iter().flat_map(|here| &here.bookings);
            // What is offered stands with what one waits for.
            let awaited = || here.iter().flat_map(|here| &here.awaited);
            let mut offers = BTreeSet::new();
            offers.extend(awaited().filter_map(|one| Some(one.offer.as_ref()?.id)));
            let all = all.filter(|one| !offers.contains(&one.id));
            let mut ids: Vec<_> = all.filter(fits).map(|one| one.id).collect();
            if !is_to_come {
                ids.reverse();
            }
            ids
        })
    }

    /// What one waits for; notifies.
    pub fn awaited(self) -> Vec<WaitingListEntryId> {
        self.here.with(|here| {
            let all = here.iter().flat_map(|here| &here.awaited);
            all.map(|one| one.id).collect()
        })
    }

    /// One of it; notifies.
    pub fn find_awaited(self, id: WaitingListEntryId) -> Option<WaitingListEntry> {
        self.here.with(|here| {
            let mut all = here.as_ref()?.awaited.iter();
            all.find(|one| one.id == id).cloned()
        })
    }

    /// The group appointments for a place in which one waits; notifies.
    pub fn awaited_groups(self) -> Vec<BookingId> {
        self.here.with(|here| {
            let all = here.iter().flat_map(|here| &here.groups);
            all.map(|one| one.id).collect()
        })
    }

    /// One of them; notifies.
    pub fn find_awaited_group(self, id: BookingId) -> Option<GroupOffer> {
        self.here.with(|here| {
            let mut all = here.as_ref()?.groups.iter();
            all.find(|one| one.id == id).cloned()
        })
    }

    /// How many days can be booked ahead; notifies.
    pub fn horizon_days(self) -> u16 {
        self.here.with(|here| {
            here.as_ref()
                .map_or(0, |here| here.offer.rules.horizon_days)
        })
    }

    /// Whether one is too near to be changed by its client; notifies.
    pub fn is_too_near(self, booking: &Booking) -> bool {
        let is_near = |here: &Here| {
            let rules = here.offer.rules;
            rules.is_too_near(booking.starts_at, format::now())
        };
        self.here.with(|here| here.as_ref().is_some_and(is_near))
    }

    /// What one was booked as, if its client can choose another time of the same; notifies.
    pub fn movable(self, booking: &Booking) -> Option<OfferedService> {
        if booking.kind != BookingKind::Single || !BookingState::OPEN.contains(&booking.state) {
            return None;
        }
        self.here.with(|here| {
            let offer = &here.as_ref()?.offer;
            let service = offer.service_of(booking.service_id?, booking.counselor.id);
            service.cloned()
        })
    }

    /// What stands in their place until they are here.
    pub fn waiting_view(self) -> AnyView {
        let waits = move || self.failure.with(Option::is_none);
        (move || waits().then(|| view! { <Skeleton lines=5 /> })).into_any()
    }

    /// That they did not come, and how to ask again.
    pub fn failure_view(self) -> AnyView {
        let banner = move |error: CallError| {
            view! {
                <Banner
                    kind=Kind::Danger
                    actions=move || view! {
                        <Button class="btn-sm" on_click=move |()| self.load()>
                            {move || common::t().retry}
                        </Button>
                    }
                >
                    {move || i18n::error_text(&error)}
                </Banner>
            }
        };
        (move || self.failure.get().map(banner)).into_any()
    }
}
