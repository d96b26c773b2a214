//! What is held for whoever is here, and booking it.

use super::{
    super::{
        area::{Done, use_portal},
        frame::{NOT_DONE, NotDone, Trouble, Waiting},
    },
    choosing::{Choosing, Step},
    countdown::{Countdown, left_until},
    page::{BookingNotes, Head},
    reserving::{Reserving, Unreserved},
};
use crate::{
    forms::Form,
    i18n::{channels, format, portal_booking as words},
    paths,
    remote::{Remote, fetch},
    router,
    session::use_session,
    ui::{
        Banner, Button, ErrorSummary, Kind, TextArea, dom,
        icon::{self, icon},
        use_toasts,
    },
};
use client::{CallError, CallResult, Client};
use domain::{
    bookings::{Booking, BookingState, Cancellation, ReservationBooking},
    ids::BookingId,
    problem::ProblemCode,
    slots::Slot,
};
use leptos::{prelude::*, task::spawn_local};

/// What the address says is held. Whoever loads the page anew finds it again.
#[component]
pub fn HeldPart(id: BookingId, choosing: Choosing, reserving: Reserving) -> impl IntoView {
    let session = use_session();
    let known = reserving.held.get_untracked().filter(|held| held.id == id);
    let held = RwSignal::new(known.map_or(Remote::Loading, Remote::Ready));
    let owner = StoredValue::new(Owner::current().unwrap_or_default());
    let read = move || {
        owner.with_value(|owner| {
            owner.with(|| {
                let client = session.client();
                fetch(
                    async move { client.read_booking(id).await },
                    move |answer| held.set(answer.map_or_else(Remote::Failed, Remote::Ready)),
                );
            });
        });
    };
    if held.with_untracked(|held| held.ready().is_none()) {
        read();
    }
    move || match held.get() {
        Remote::Loading => view! { <Waiting /> }.into_any(),
        Remote::Failed(error) if error.code() == Some(ProblemCode::NotFound) => {
            view! { <RunOut of=None choosing=choosing reserving=reserving /> }.into_any()
        }
        Remote::Failed(error) => {
            view! { <Trouble error=error on_retry=move |()| read() /> }.into_any()
        }
        Remote::Ready(booking) => {
            view! { <Held booking=booking choosing=choosing reserving=reserving /> }.into_any()
        }
    }
}

#[component]
fn Held(booking: Booking, choosing: Choosing, reserving: Reserving) -> impl IntoView {
    let portal = use_portal();
    // It was booked already, in another tab perhaps.
    if booking.state != BookingState::Reserved {
        router::replace(&paths::portal_appointments(&portal.slug()));
        return ().into_any();
    }
    let end = booking.reserved_until.unwrap_or_else(format::now);
    let left = left_until(end);
    let has_run_out = Memo::new(move |_| left.with(chrono::TimeDelta::is_zero));
    let lost = RwSignal::new(false);
    let booking = StoredValue::new(booking);
    let slot = booking.with_value(slot_of);
    let view = move || {
        if has_run_out.get() || lost.get() {
            let slot = slot.clone();
            view! { <RunOut of=slot choosing=choosing reserving=reserving /> }.into_any()
        } else {
            view! {
                <Confirm
                    booking=booking
                    left=left
                    lost=lost
                    choosing=choosing
                    reserving=reserving
                />
            }
            .into_any()
        }
    };
    view.into_any()
}

/// The slot that a booking holds.
fn slot_of(booking: &Booking) -> Option<Slot> {
    Some(Slot {
        counselor_id: booking.counselor.id,
        service_id: booking.service_id?,
        channel: booking.channel?,
        starts_at: booking.starts_at,
        ends_at: booking.ends_at,
    })
}

/// Books it. Where the answer to an earlier attempt got lost, it is booked already.
async fn book(
    client: &Client,
    booking: &Booking,
    body: &ReservationBooking,
) -> CallResult<Booking> {
    let answer = client
        .book_reservation(booking.id, booking.version, body)
        .await;
    let Err(error) = answer else {
        return answer;
    };
    let is_outdated = matches!(
        error.code(),
        Some(ProblemCode::StaleVersion | ProblemCode::Conflict)
    );
    if !is_outdated {
        return Err(error);
    }
    let now = client.read_booking(booking.id).await?;
    if BookingState::OPEN.contains(&now.state) {
        Ok(now)
    } else {
        Err(error)
    }
}

#[component]
fn Confirm(
    booking: StoredValue<Booking>,
    left: Memo<chrono::TimeDelta>,
    /// Set where the server does not hold it any more.
    lost: RwSignal<bool>,
    choosing: Choosing,
    reserving: Reserving,
) -> impl IntoView {
    let (session, portal, toasts) = (use_session(), use_portal(), use_toasts());
    let form = Form::new(vec![reserving.note]);
    let trouble = RwSignal::new(None::<CallError>);
    let send = move || {
        trouble.set(None);
        if !form.begin() {
            return;
        }
        let body = ReservationBooking {
            note: reserving.note.parse(),
        };
        let (client, held) = (session.client(), booking.get_value());
        spawn_local(async move {
            let result = session.notice(book(&client, &held, &body).await);
            if form.busy.is_disposed() {
                if result.is_ok() {
                    toasts.say(words::t().booked);
                }
                return;
            }
            form.succeed();
            match result {
                Ok(booked) => {
                    reserving.held.set(None);
                    reserving.note.value.set(String::new());
                    portal.just_booked.set(Some((booked.id, Done::Booked)));
                    router::replace(&paths::portal_appointments(&portal.slug()));
                }
                Err(error) => {
                    let is_lost = matches!(
                        error.code(),
                        Some(
                            ProblemCode::StaleVersion
                                | ProblemCode::Conflict
                                | ProblemCode::NotFound
                        )
                    );
                    if is_lost {
                        lost.set(true);
                    } else {
                        trouble.set(Some(error));
                        dom::focus_soon(NOT_DONE);
                    }
                }
            }
        });
    };
    let release = move |address: String| {
        let (client, held) = (session.client(), booking.get_value());
        reserving.held.set(None);
        spawn_local(async move {
            let none = Cancellation::default();
            let given_back = client.cancel_booking(held.id, held.version, &none).await;
            // What could not be given back falls back by itself.
            if session.notice(given_back).is_ok() {
                toasts.say(words::t().released);
            }
            router::go(&address);
        });
    };
    let banner = move |error: CallError| {
        view! { <NotDone what=|| words::t().not_booked error=error on_retry=move |()| send() /> }
            .into_any()
    };
    let submit = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        send();
    };
    let to_times = move || release(untrack(|| choosing.address_of(Step::Time)));
    let end = booking.with_value(|one| one.reserved_until);
    view! {
        <main class="portal-main" id="main" tabindex="-1">
            <div class="wrap portal-cols">
                <form class="portal-form" method="post" novalidate on:submit=submit>
                    <Head choosing=choosing step=Step::Time title=|| words::t().almost />
                    <div class="banner" data-kind="ok">
                        {icon(icon::HOURGLASS)}
                        <div>
                            <b>{move || end.map(words::held_until)}</b>
                            <br />
                            {move || words::t().held_text}
                            " "
                            <Countdown left=left />
                        </div>
                    </div>
                    <ErrorSummary form=form />
                    {move || trouble.get().map(banner)}
                    <Summary booking=booking on_change=move |()| to_times() />
                    <div class="question">
                        <TextArea
                            entry=reserving.note
                            hint=|| words::t().note_hint.to_owned()
                            optional=true
                        />
                    </div>
                    <div class="row">
                        <Button class="btn-primary btn-lg" submit=true busy=form.busy>
                            {move || words::t().book}
                        </Button>
                        <Button class="btn-quiet" on_click=move |()| to_times()>
                            {move || words::t().release}
                        </Button>
                    </div>
                </form>
                <BookingNotes choosing=choosing />
            </div>
        </main>
    }
    .into_any()
}

/// What is held.
#[component]
fn Summary(booking: StoredValue<Booking>, #[prop(into)] on_change: Callback<()>) -> impl IntoView {
    let (starts_at, ends_at) = booking.with_value(|one| (one.starts_at, one.ends_at));
    let channel = booking.with_value(|one| one.channel);
    let with = booking.with_value(|one| one.counselor.display_name.clone());
    let minutes = (ends_at - starts_at).num_minutes();
    view! {
        <dl class="answers">
            <div>
                <dt>{move || words::t().appointment}</dt>
                <dd>
                    <span>
                        {move || words::day(starts_at)} <small>{move || words::span(starts_at, ends_at)}</small>
                    </span>
                    <Button class="btn-quiet btn-sm" on_click=on_change>
                        {move || words::t().change}
                        <span class="sr-only">{move || format!(": {}", words::t().appointment)}</span>
                    </Button>
                </dd>
            </div>
            <div>
                <dt>{move || words::t().way}</dt>
                <dd>
                    <span>
                        {move || channel.map(channels::name)} <small>{move || words::minutes(minutes)}</small>
                    </span>
                </dd>
            </div>
            <div>
                <dt>{move || words::t().person}</dt>
                <dd>
                    <span>{with}</span>
                </dd>
            </div>
        </dl>
    }
    .into_any()
}

/// That it is not held any more, and how to hold it again. What was typed stays.
#[component]
fn RunOut(of: Option<Slot>, choosing: Choosing, reserving: Reserving) -> impl IntoView {
    // Where somebody was faster meanwhile, the times say so.
    let address = untrack(|| choosing.address_of(Step::Time));
    let to_times = address.clone();
    Effect::new(move |_| {
        let refused = |trouble: &Option<Unreserved>| {
            matches!(trouble, Some(Unreserved::Taken(_) | Unreserved::Limit))
        };
        if reserving.trouble.with(refused) {
            router::replace(&to_times);
        }
    });
    let again = of.map(|slot| {
        view! {
            <Button
                class="btn-primary btn-lg"
                busy=reserving.busy
                on_click=move |()| reserving.reserve(&slot)
            >
                {move || words::t().hold_again}
            </Button>
        }
    });
    view! {
        <main class="portal-main" id="main" tabindex="-1">
            <div class="wrap portal-cols">
                <div class="portal-form">
                    <Head choosing=choosing step=Step::Time title=|| words::t().run_out />
                    <Banner kind=Kind::Warn>{move || words::t().run_out_text}</Banner>
                    <div class="row">
                        {again}
                        <a class="btn" href=address>{move || words::t().other_time}</a>
                    </div>
                </div>
                <BookingNotes choosing=choosing />
            </div>
        </main>
    }
    .into_any()
}
