//! What a client waits for, and what is offered to them.

use super::{
    countdown::{Countdown, left_until},
    group_place::GroupPlace,
    own::Own,
};
use crate::{
    i18n::{self, channels, format, portal_booking as booking_words, portal_waiting as words},
    session::use_session,
    ui::{
        Banner, Button, Kind, dom,
        icon::{self, icon},
        use_toasts,
    },
};
use client::CallError;
use domain::{
    bookings::{Booking, Cancellation, ReservationBooking},
    ids::{BookingId, WaitingListEntryId},
    problem::ProblemCode,
    waiting_list::WaitingListEntry,
};
use leptos::{prelude::*, task::spawn_local};

/// The entries, where there are any.
#[component]
pub fn WaitingPart(own: Own) -> impl IntoView {
    let ids = Memo::new(move |_| own.awaited());
    let groups = Memo::new(move |_| own.awaited_groups());
    let is_any =
        Memo::new(move |_| ids.with(|ids| !ids.is_empty()) || groups.with(|ids| !ids.is_empty()));
    move || {
        is_any.get().then(|| {
            view! {
                <section class="stack">
                    <h2>{move || words::t().title}</h2>
                    <ul class="appointments">
                        <For
                            each=move || ids.get()
                            key=|id| *id
                            children=move |id| view! { <Entry id=id own=own /> }
                        />
                        <For
                            each=move || groups.get()
                            key=|id| *id
                            children=move |id| view! { <Group id=id own=own /> }
                        />
                    </ul>
                </section>
            }
        })
    }
}

#[component]
fn Entry(id: WaitingListEntryId, own: Own) -> impl IntoView {
    let entry = Memo::new(move |_| own.find_awaited(id));
    let content = move || {
        let entry = entry.get();
        entry.map(|entry| view! { <Content entry=entry own=own /> })
    };
    view! { <li>{content}</li> }
}

/// A group appointment, and its place once one is held.
#[component]
fn Group(id: BookingId, own: Own) -> impl IntoView {
    let offer = Memo::new(move |_| own.find_awaited_group(id));
    let changed = move |_| {
        dom::focus_soon("main");
        own.load();
    };
    let content = move || {
        let offer = offer.get()?;
        let wait = offer.waiting?;
        let starts_at = offer.starts_at;
        let (title, with) = (offer.title.clone(), offer.counselor.display_name.clone());
        let what = move || {
            let way = offer.channel.map_or("", channels::name);
            let minutes = (offer.ends_at - starts_at).num_minutes();
            booking_words::what(way, &with, minutes)
        };
        Some(view! {
            <h3>{title.clone()}</h3>
            <p>
                <time datetime=format::machine(starts_at)>
                    {move || booking_words::when(starts_at)}
                </time>
            </p>
            <p class="requests-meta">
                <span>{what}</span>
            </p>
            <GroupPlace id=id title=title wait=wait on_change=changed />
        })
    };
    view! { <li>{content}</li> }
}

#[component]
fn Content(entry: WaitingListEntry, own: Own) -> impl IntoView {
    let (session, toasts) = (use_session(), use_toasts());
    let busy = RwSignal::new(false);
    let failure = RwSignal::new(None::<CallError>);
    let (id, service) = (entry.id, entry.service);
    let with = entry.counselor.map(|one| one.display_name);
    let what = Memo::new(move |_| {
        let way = channels::name(service.channel);
        words::what(way, with.as_deref(), service.duration_minutes)
    });
    let leave = move |()| {
        busy.set(true);
        failure.set(None);
        let client = session.client();
        spawn_local(async move {
            let answer = session.notice(client.delete_waiting_list_entry(id).await);
            busy.try_set(false);
            match answer {
                Ok(()) => {
                    toasts.say(words::t().left);
                    dom::focus_soon("main");
                    own.load();
                }
                Err(error) => {
                    failure.try_set(Some(error));
                }
            }
        });
    };
    let failed = move || {
        let error = failure.get();
        error.map(|error| view! { <Banner kind=Kind::Danger>{i18n::error_text(&error)}</Banner> })
    };
    let (since, until) = (entry.created_at, entry.until);
    view! {
        <h3>{what}</h3>
        <p class="requests-meta">
            <span class="status" data-status="received">
                {icon(icon::HOURGLASS)}
                {move || words::t().waits}
            </span>
            <span>{move || words::period(since, until)}</span>
        </p>
        {entry.offer.map(|offer| view! { <Offer offer=offer own=own /> })}
        {failed}
        <div>
            <button
                class="btn btn-sm"
                type="button"
                aria-label=move || words::leave_named(&what.get())
                disabled=move || busy.get()
                on:click=move |_| leave(())
            >
                {move || words::t().leave}
            </button>
        </div>
    }
    .into_any()
}

/// The place that is held, for how long, and taking it or not.
#[component]
fn Offer(offer: Booking, own: Own) -> impl IntoView {
    let (session, toasts) = (use_session(), use_toasts());
    let end = offer.reserved_until.unwrap_or_else(format::now);
    let left = left_until(end);
    let is_over = Memo::new(move |_| left.with(chrono::TimeDelta::is_zero));
    let busy = RwSignal::new(false);
    let failure = RwSignal::new(None::<CallError>);
    let (id, version) = (offer.id, offer.version);
    let (starts_at, with) = (offer.starts_at, offer.counselor.display_name);
    let begin = move || {
        let begins = !busy.get_untracked();
        if begins {
            busy.set(true);
            failure.set(None);
        }
        begins
    };
    let accept = move |()| {
        if !begin() {
            return;
        }
        let client = session.client();
        spawn_local(async move {
            let body = ReservationBooking::default();
            let answer = session.notice(client.book_reservation(id, version, &body).await);
            busy.try_set(false);
            match answer {
                Ok(_) => {
                    toasts.say(booking_words::t().booked);
                    dom::focus_soon("main");
                    own.load();
                }
                Err(error) => {
                    failure.try_set(Some(error));
                }
            }
        });
    };
    let decline = move |()| {
        if !begin() {
            return;
        }
        let client = session.client();
        spawn_local(async move {
            let none = Cancellation::default();
            let answer = session.notice(client.cancel_booking(id, version, &none).await);
            busy.try_set(false);
            match answer {
                Ok(_) => {
                    toasts.say(words::t().declined);
                    dom::focus_soon("main");
                    own.load();
                }
                Err(error) => {
                    failure.try_set(Some(error));
                }
            }
        });
    };
    let failed = move || {
        let error = failure.get()?;
        let text = match error.code() {
            Some(ProblemCode::NotFound | ProblemCode::StaleVersion | ProblemCode::Conflict) => {
                words::t().gone.to_owned()
            }
            Some(ProblemCode::LimitReached) => booking_words::t().limit.to_owned(),
            _ => i18n::error_text(&error),
        };
        Some(view! { <Banner kind=Kind::Danger>{text}</Banner> })
    };
    let held = move || {
        let with = with.clone();
        if is_over.get() {
            return view! { <Banner kind=Kind::Warn>{move || words::t().gone}</Banner> }.into_any();
        }
        view! {
            <div class="banner" data-kind="ok">
                {icon(icon::HOURGLASS)}
                <div>
                    <b>{move || words::t().offered}</b>
                    <br />
                    <time datetime=format::machine(starts_at)>
                        {move || booking_words::when(starts_at)}
                    </time>
                    {format!(", {with}")}
                    <br />
                    {move || booking_words::held_until_day(end)}
                    " "
                    <Countdown left=left />
                </div>
            </div>
            <div class="row">
                <Button class="btn-primary" busy=busy on_click=accept>
                    {move || words::t().accept}
                </Button>
                <Button busy=busy on_click=decline>
                    {move || words::t().decline}
                </Button>
            </div>
        }
        .into_any()
    };
    view! {
        {failed}
        {held}
    }
    .into_any()
}
