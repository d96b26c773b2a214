//! Another time for an appointment, chosen by its client.

use super::{
    super::area::{Done, use_portal},
    own::Own,
    weeks::{FreeTimes, Wanted, Weeks},
};
use crate::{
    i18n::{self, channels, portal_booking as words},
    paths, router,
    session::use_session,
    shell::set_title,
    ui::{
        Banner, Button, Empty, Kind, dom,
        icon::{self, icon},
        use_toasts,
    },
};
use chrono::{DateTime, Utc};
use client::{CallError, CallResult, Client};
use domain::{
    bookings::{Booking, BookingMove, BookingState},
    ids::BookingId,
    problem::ProblemCode,
    slots::Slot,
};
use leptos::{prelude::*, task::spawn_local};
use std::collections::BTreeSet;

/// The id of the form, for the button below it.
const FORM: &str = "move";

/// The id of what is said when it is not moved.
const NOT_MOVED: &str = "not-moved";

/// What can be done here.
#[derive(Clone, PartialEq)]
enum Standing {
    /// That is not known yet.
    Waiting,
    /// Choosing another time; what its client said is confirmed anew or not.
    Movable {
        wanted: Wanted,
        confirmed_at_once: bool,
    },
    /// Nothing: it is too near.
    TooNear,
    /// Nothing, for another reason.
    NotMovable,
}

/// Why it is not moved.
#[derive(Clone, PartialEq)]
enum Unmoved {
    /// Somebody was faster; this is free next.
    Taken(Vec<Slot>),
    /// The appointment is not what it was.
    Changed,
    /// Whatever else went wrong.
    Failed(CallError),
}

/// What is under way.
#[derive(Clone, Copy)]
struct Moving {
    own: Own,
    booking: Memo<Option<Booking>>,
    busy: RwSignal<bool>,
    trouble: RwSignal<Option<Unmoved>>,
}

/// The page.
#[component]
pub fn MovePage(
    /// Which appointment; `None` if the address names none.
    id: Option<BookingId>,
) -> impl IntoView {
    set_title(|| words::t().move_title.into());
    let own = Own::begin();
    let moving = Moving {
        own,
        booking: Memo::new(move |_| own.find(id?)),
        busy: RwSignal::new(false),
        trouble: RwSignal::new(None),
    };
    let standing = Memo::new(move |_| moving.standing());
    move || match standing.get() {
        Standing::Waiting => framed(own.waiting_view(), own),
        Standing::Movable {
            wanted,
            confirmed_at_once,
        } => {
            view! { <Choosing moving=moving wanted=wanted at_once=confirmed_at_once /> }.into_any()
        }
        Standing::TooNear => framed(refused(|| words::t().too_near), own),
        Standing::NotMovable => framed(refused(|| words::t().not_movable_text), own),
    }
}

fn framed(content: AnyView, own: Own) -> AnyView {
    view! {
        <main class="portal-main" id="main" tabindex="-1">
            <div class="wrap portal-cols">
                <div class="portal-form">
                    <Head />
                    {own.failure_view()}
                    {content}
                </div>
            </div>
        </main>
    }
    .into_any()
}

#[component]
fn Head() -> impl IntoView {
    let mine = paths::portal_appointments(&use_portal().slug());
    view! {
        <header class="stack stack-2">
            <p class="small">
                <a class="back" href=mine>
                    {icon(icon::ARROW_LEFT)}
                    {move || words::t().list_title}
                </a>
            </p>
            <h1>{move || words::t().move_title}</h1>
        </header>
    }
    .into_any()
}

fn refused(why: fn() -> &'static str) -> AnyView {
    let mine = paths::portal_appointments(&use_portal().slug());
    view! {
        <Empty shape=icon::CALENDAR_OFF title=|| words::t().not_movable text=why>
            <a class="btn btn-primary" href=mine>{move || words::t().back_to_mine}</a>
        </Empty>
    }
    .into_any()
}

impl Moving {
    fn standing(self) -> Standing {
        if self.own.is_any().is_none() {
            return Standing::Waiting;
        }
        let Some(booking) = self.booking.get() else {
            return Standing::NotMovable;
        };
        let Some(service) = self.own.movable(&booking) else {
            return Standing::NotMovable;
        };
        if self.own.is_too_near(&booking) {
            return Standing::TooNear;
        }
        Standing::Movable {
            confirmed_at_once: service.confirmed_at_once,
            wanted: Wanted {
                counselor: Some(booking.counselor.id),
                channel: Some(service.channel),
                services: BTreeSet::from([service.id]),
            },
        }
    }
}

/// Moves it. Where the answer to an earlier attempt got lost, it is there already.
async fn reschedule(
    client: &Client,
    booking: &Booking,
    starts_at: DateTime<Utc>,
) -> CallResult<Booking> {
    let body = BookingMove {
        starts_at,
        duration_minutes: None,
        counselor_id: None,
    };
    let answer = client
        .reschedule_booking(booking.id, booking.version, &body)
        .await;
    match answer {
        Err(error) if error.code() == Some(ProblemCode::StaleVersion) => {
            let now = client.read_booking(booking.id).await?;
            if now.starts_at == starts_at && BookingState::OPEN.contains(&now.state) {
                Ok(now)
            } else {
                Err(error)
            }
        }
        answer => answer,
    }
}

fn unmoved(error: CallError) -> Unmoved {
    match error.problem() {
        Some(problem) if problem.code == ProblemCode::SlotTaken => {
            Unmoved::Taken(problem.next_slots.clone())
        }
        Some(problem)
            if matches!(
                problem.code,
                ProblemCode::StaleVersion | ProblemCode::Conflict | ProblemCode::NotFound
            ) =>
        {
            Unmoved::Changed
        }
        _ => Unmoved::Failed(error),
    }
}

/// What moves it to a time.
fn mover(moving: Moving) -> Callback<DateTime<Utc>> {
    let (session, portal, toasts) = (use_session(), use_portal(), use_toasts());
    let Moving {
        own,
        booking,
        busy,
        trouble,
    } = moving;
    Callback::new(move |starts_at| {
        let Some(before) = booking.get_untracked().filter(|_| !busy.get_untracked()) else {
            return;
        };
        busy.set(true);
        trouble.set(None);
        let client = session.client();
        spawn_local(async move {
            let answer = session.notice(reschedule(&client, &before, starts_at).await);
            if busy.is_disposed() {
                if answer.is_ok() {
                    toasts.say(words::t().moved);
                }
                return;
            }
            busy.set(false);
            match answer {
                Ok(moved) => {
                    portal.just_booked.set(Some((moved.id, Done::Moved)));
                    router::replace(&paths::portal_appointments(&portal.slug()));
                }
                Err(error) => {
                    let why = unmoved(error);
                    if why == Unmoved::Changed {
                        own.load();
                    }
                    trouble.set(Some(why));
                    dom::focus_soon(NOT_MOVED);
                }
            }
        });
    })
}

#[component]
fn Choosing(moving: Moving, wanted: Wanted, at_once: bool) -> impl IntoView {
    let horizon = untrack(|| moving.own.horizon_days());
    let weeks = Weeks::begin(horizon, Signal::stored(wanted));
    let go = mover(moving);
    // Who was too late sees what is left.
    let is_taken = Memo::new(move |_| {
        let trouble = moving.trouble;
        trouble.with(|trouble| matches!(trouble, Some(Unmoved::Taken(_))))
    });
    Effect::new(move |before: Option<bool>| {
        let is_taken = is_taken.get();
        if is_taken && before == Some(false) {
            weeks.load();
        }
        is_taken
    });
    let submit = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        if let Some(slot) = weeks.chosen.get_untracked() {
            go.run(slot.starts_at);
        }
    };
    let confirmed = (!at_once).then(|| view! { " " {move || words::t().move_confirmed} });
    view! {
        <main class="portal-main" id="main" tabindex="-1">
            <div class="wrap portal-cols">
                <form class="portal-form" id=FORM method="post" novalidate on:submit=submit>
                    <Head />
                    <p class="muted">{move || words::t().move_lead} {confirmed}</p>
                    <Present booking=moving.booking />
                    {moving.own.failure_view()}
                    <NotMoved moving=moving on_choose=go />
                    <FreeTimes weeks=weeks />
                </form>
            </div>
        </main>
        <Chosen moving=moving weeks=weeks />
    }
    .into_any()
}

/// When, how and with whom it is until now.
#[component]
fn Present(booking: Memo<Option<Booking>>) -> impl IntoView {
    move || {
        let booking = booking.get()?;
        let (from, until) = (booking.starts_at, booking.ends_at);
        let what = words::what(
            booking.channel.map_or("", channels::name),
            &booking.counselor.display_name,
            (until - from).num_minutes(),
        );
        Some(view! {
            <dl class="answers">
                <div>
                    <dt>{words::t().until_now}</dt>
                    <dd>
                        <span>{words::day(from)} ", " {words::span(from, until)} <small>{what}</small></span>
                    </dd>
                </div>
            </dl>
        })
    }
}

/// Why it is not moved, with what is free instead.
#[component]
fn NotMoved(moving: Moving, on_choose: Callback<DateTime<Utc>>) -> impl IntoView {
    let next = move |slot: Slot| {
        let at = slot.starts_at;
        view! {
            <Button class="btn-sm" busy=moving.busy on_click=move |()| on_choose.run(at)>
                {move || words::move_to(at)}
            </Button>
        }
    };
    let said = move |trouble: Unmoved| match trouble {
        Unmoved::Taken(slots) => {
            let text = if slots.is_empty() {
                words::t().taken
            } else {
                words::t().taken_next
            };
            let slots = StoredValue::new(slots);
            let actions = move || slots.get_value().into_iter().map(next).collect_view();
            view! { <Banner kind=Kind::Warn actions=actions>{text}</Banner> }.into_any()
        }
        Unmoved::Changed => {
            view! { <Banner kind=Kind::Warn>{words::t().changed}</Banner> }.into_any()
        }
        Unmoved::Failed(error) => view! {
            <Banner kind=Kind::Danger>
                <b>{words::t().not_moved}</b>
                " "
                {i18n::error_text(&error)}
            </Banner>
        }
        .into_any(),
    };
    move || {
        let trouble = moving.trouble.get();
        trouble.map(|trouble| view! { <div id=NOT_MOVED tabindex="-1">{said(trouble)}</div> })
    }
}

/// The bar below: what is chosen, and moving it there.
#[component]
fn Chosen(moving: Moving, weeks: Weeks) -> impl IntoView {
    let shown = move || match weeks.chosen.get() {
        None => view! { <p class="muted">{words::t().choose_time}</p> }.into_any(),
        Some(slot) => view! { <b>{words::when(slot.starts_at)}</b> }.into_any(),
    };
    let button = move || {
        weeks.chosen.with(Option::is_some).then(|| {
            view! {
                <Button class="btn-primary btn-lg push" submit=true form=FORM busy=moving.busy>
                    {move || words::t().move_title}
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
