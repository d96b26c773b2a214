//! A client's own appointments.

use super::{super::area::use_portal, cancel::CancelQuestion};
use crate::{
    i18n::{channels, format, portal_booking as words},
    paths::{self, BookingChoice},
    remote::{Loaded, Resource, load},
    shell::set_title,
    ui::{
        Dialog, Empty, Skeleton, dom,
        icon::{self, icon},
    },
};
use chrono::TimeDelta;
use domain::{
    bookings::{Attendance, Booking, BookingQuery, BookingRules, BookingState},
    ids::BookingId,
};
use leptos::prelude::*;

/// How far back and ahead appointments are shown.
const DAYS: i64 = 366;

/// The id of what confirms a booking.
const JUST_BOOKED: &str = "just-booked";

type Own = (Vec<Booking>, BookingRules);

/// The page.
#[component]
pub fn AppointmentsPage() -> impl IntoView {
    set_title(|| words::t().list_title.into());
    let portal = use_portal();
    let own = load(|client| async move {
        let now = format::now();
        let query = BookingQuery {
            from: now - TimeDelta::days(DAYS),
            until: now + TimeDelta::days(DAYS),
            counselor_id: None,
            client_id: None,
        };
        let bookings = client.list_bookings(&query).await?.items;
        Ok((bookings, client.read_booking_offer().await?.rules))
    });
    // What was said once is not said again on the next visit.
    let just_booked = portal.just_booked.get_untracked();
    on_cleanup(move || {
        portal.just_booked.try_set(None);
    });
    if just_booked.is_some() {
        dom::focus_soon(JUST_BOOKED);
    }
    let book = StoredValue::new(paths::portal_book(
        &portal.slug(),
        &BookingChoice::default(),
    ));
    let book_link = move |class: &'static str| {
        view! {
            <a class=class href=book.get_value()>
                {icon(icon::CALENDAR_CHECK)}
                {move || words::t().title}
            </a>
        }
        .into_any()
    };
    let list = move || match own.ready() {
        Loaded::Nothing => view! { <Skeleton lines=5 /> }.into_any(),
        Loaded::Failure(error) => own.failure_view(error),
        Loaded::Here((bookings, _)) if bookings.is_empty() => view! {
            <Empty
                shape=icon::CALENDAR_CHECK
                title=|| words::t().none_yet
                text=|| words::t().none_yet_text
            >
                {book_link("btn btn-primary")}
            </Empty>
        }
        .into_any(),
        Loaded::Here((bookings, rules)) => view! {
            <Lists bookings=bookings rules=rules own=own just_booked=just_booked />
            <p>{book_link("btn")}</p>
        }
        .into_any(),
    };
    view! {
        <main class="portal-main" id="main" tabindex="-1">
            <div class="wrap portal-cols">
                <div class="portal-form portal-list">
                    <h1>{move || words::t().list_title}</h1>
                    {list}
                </div>
            </div>
        </main>
    }
    .into_any()
}

/// What is to come, the next first; then what was, the last first.
#[component]
fn Lists(
    bookings: Vec<Booking>,
    rules: BookingRules,
    own: Resource<Own>,
    just_booked: Option<BookingId>,
) -> impl IntoView {
    let now = format::now();
    let is_to_come = |one: &Booking| one.ends_at > now && one.state.is_blocking();
    let confirmed = just_booked.and_then(|id| bookings.iter().find(|one| one.id == id).cloned());
    let (to_come, mut past): (Vec<_>, Vec<_>) = bookings.into_iter().partition(is_to_come);
    past.reverse();
    let said = confirmed.map(|booking| view! { <JustBooked booking=booking /> });
    let list = move |title: fn() -> &'static str, bookings: Vec<Booking>| {
        (!bookings.is_empty()).then(|| {
            let row = move |booking| view! { <Row booking=booking rules=rules own=own /> };
            view! {
                <section class="stack">
                    <h2>{title}</h2>
                    <ul class="appointments">{bookings.into_iter().map(row).collect_view()}</ul>
                </section>
            }
        })
    };
    view! {
        {said}
        {list(|| words::t().to_come, to_come)}
        {list(|| words::t().past, past)}
    }
    .into_any()
}

/// That it was booked, and what happens next.
#[component]
fn JustBooked(booking: Booking) -> impl IntoView {
    let is_confirmed = booking.state == BookingState::Confirmed;
    let text = move || {
        if is_confirmed {
            words::t().confirmed_text
        } else {
            words::t().requested_text
        }
    };
    let at = booking.starts_at;
    view! {
        <div class="banner" data-kind="ok" id=JUST_BOOKED tabindex="-1" role="status">
            {icon(icon::CIRCLE_CHECK)}
            <div>
                <b>{move || words::booked_for(at)}</b>
                " "
                {text}
            </div>
        </div>
    }
    .into_any()
}

#[component]
fn Row(booking: Booking, rules: BookingRules, own: Resource<Own>) -> impl IntoView {
    let portal = use_portal();
    let cancelling = RwSignal::new(false);
    let (id, state) = (booking.id, booking.state);
    let (starts_at, ends_at) = (booking.starts_at, booking.ends_at);
    let channel = booking.channel;
    let with = booking.counselor.display_name.clone();
    let is_open = BookingState::OPEN.contains(&state) && ends_at > format::now();
    let too_near = rules.is_too_near(starts_at, format::now());
    let attendance = booking.attendance.clone();
    let (note, reason) = (booking.note.clone(), booking.reason.clone());
    let held = (state == BookingState::Reserved).then(|| {
        let choice = BookingChoice {
            held: Some(id),
            ..BookingChoice::default()
        };
        let address = paths::portal_book(&portal.slug(), &choice);
        view! { <a class="btn btn-sm" href=address>{move || words::t().go_on_booking}</a> }
    });
    let booking = StoredValue::new(booking);
    let actions = is_open.then(|| {
        if too_near {
            view! { <p class="hint">{move || words::t().too_near}</p> }.into_any()
        } else {
            let name = move || words::cancel_named(starts_at);
            view! {
                <div>
                    <button
                        class="btn btn-sm"
                        type="button"
                        aria-label=name
                        on:click=move |_| cancelling.set(true)
                    >
                        {move || words::t().cancel}
                    </button>
                </div>
            }
            .into_any()
        }
    });
    let gone = Callback::new(move |()| {
        own.load_again();
        dom::focus_soon("main");
    });
    let what = move || {
        words::what(
            channel.map_or("", channels::name),
            &with,
            (ends_at - starts_at).num_minutes(),
        )
    };
    view! {
        <li>
            <h3>
                <time datetime=format::machine(starts_at)>{move || words::when(starts_at)}</time>
            </h3>
            <p class="requests-meta">{status(state)} <span>{what}</span></p>
            {attendance.map(|attendance| view! { <How attendance=attendance /> })}
            {note.map(|note| view! { <Said word=|| words::t().your_note text=note /> })}
            {reason.map(|reason| view! { <Said word=|| words::t().reason text=reason /> })}
            {held}
            {actions}
            <Dialog
                id=format!("cancel-{id}")
                open=cancelling
                small=true
                title=|| words::t().cancel_title
                children=move || view! {
                    <CancelQuestion booking=booking open=cancelling on_cancelled=gone />
                }
            />
        </li>
    }
    .into_any()
}

#[component]
fn Said(word: fn() -> &'static str, text: String) -> impl IntoView {
    view! {
        <p class="appointment-said">
            <span class="muted">{word} ": "</span>
            {text}
        </p>
    }
    .into_any()
}

/// Where to come, whom to call, what to open.
#[component]
fn How(attendance: Attendance) -> impl IntoView {
    let (shape, word, what): (&'static str, fn() -> &'static str, AnyView) = match attendance {
        Attendance::OnSite { address } => {
            (icon::DOOR_OPEN, || words::t().come_to, address.into_any())
        }
        Attendance::Phone { number } => {
            let address = format!("tel:{}", number.replace(' ', ""));
            let link = view! { <a href=address>{number}</a> };
            (icon::PHONE, || words::t().call, link.into_any())
        }
        Attendance::Video { url } => {
            let address = url.clone();
            let link = view! { <a href=address rel="noreferrer" target="_blank">{url}</a> };
            (icon::VIDEO, || words::t().open, link.into_any())
        }
    };
    view! {
        <div class="attendance">
            {icon(shape)}
            <div>
                <b>{word}</b>
                <div class="appointment-said">{what}</div>
            </div>
        </div>
    }
    .into_any()
}

/// Where it stands, in the client's words.
fn status(state: BookingState) -> AnyView {
    let (name, shape) = match state {
        BookingState::Reserved => ("reserved", icon::HOURGLASS),
        BookingState::Requested => ("received", icon::CIRCLE_DOT),
        BookingState::Confirmed => ("completed", icon::CIRCLE_CHECK),
        BookingState::Held => ("completed", icon::CHECK),
        BookingState::NoShow | BookingState::Cancelled | BookingState::Declined => {
            ("cancelled", icon::X)
        }
    };
    view! {
        <span class="status" data-status=name>
            {icon(shape)}
            {move || words::state(state)}
        </span>
    }
    .into_any()
}
