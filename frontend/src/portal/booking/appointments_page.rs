//! A client's own appointments.

use super::{
    super::area::{Done, use_portal},
    appointment::{Appointment, Asking, Questions},
    own::Own,
    waiting_part::WaitingPart,
};
use crate::{
    i18n::{portal_booking as words, portal_groups as group_words},
    paths::{self, BookingChoice},
    shell::set_title,
    ui::{
        Empty, dom,
        icon::{self, icon},
    },
};
use domain::bookings::BookingState;
use leptos::prelude::*;

/// The id of what confirms a booking.
const JUST_BOOKED: &str = "just-booked";

/// The page.
#[component]
pub fn AppointmentsPage() -> impl IntoView {
    set_title(|| words::t().list_title.into());
    let (portal, own, asking) = (use_portal(), Own::begin(), Asking::new());
    let slug = portal.slug();
    let book = StoredValue::new(paths::portal_book(&slug, &BookingChoice::default()));
    let groups = StoredValue::new(paths::portal_group_offers(&slug));
    let links = move |class: &'static str| {
        view! {
            <a class=class href=book.get_value()>
                {icon(icon::CALENDAR_CHECK)}
                {move || words::t().title}
            </a>
            <a class="btn" href=groups.get_value()>
                {icon(icon::USERS_ROUND)}
                {move || group_words::t().title}
            </a>
        }
        .into_any()
    };
    let is_any = Memo::new(move |_| own.is_any());
    let list = move || match is_any.get() {
        None => own.waiting_view(),
        Some(false) => view! {
            <Empty
                shape=icon::CALENDAR_CHECK
                title=|| words::t().none_yet
                text=|| words::t().none_yet_text
            >
                {links("btn btn-primary")}
            </Empty>
        }
        .into_any(),
        Some(true) => view! {
            <JustDone own=own />
            <WaitingPart own=own />
            <Part own=own asking=asking is_to_come=true title=|| words::t().to_come />
            <Part own=own asking=asking is_to_come=false title=|| words::t().past />
            <div class="row">{links("btn")}</div>
        }
        .into_any(),
    };
    view! {
        <main class="portal-main" id="main" tabindex="-1">
            <div class="wrap portal-cols">
                <div class="portal-form portal-list">
                    <h1>{move || words::t().list_title}</h1>
                    {own.failure_view()}
                    {list}
                </div>
            </div>
            <Questions own=own asking=asking />
        </main>
    }
    .into_any()
}

/// Appointments under a heading, where there are any.
#[component]
fn Part(own: Own, asking: Asking, is_to_come: bool, title: fn() -> &'static str) -> impl IntoView {
    let ids = Memo::new(move |_| own.part(is_to_come));
    let is_any = Memo::new(move |_| ids.with(|ids| !ids.is_empty()));
    move || {
        is_any.get().then(|| {
            view! {
                <section class="stack">
                    <h2>{title}</h2>
                    <ul class="appointments">
                        <For
                            each=move || ids.get()
                            key=|id| *id
                            children=move |id| view! { <Appointment id=id own=own asking=asking /> }
                        />
                    </ul>
                </section>
            }
        })
    }
}

/// That it was booked or moved, and what happens next.
#[component]
fn JustDone(own: Own) -> impl IntoView {
    let portal = use_portal();
    let Some((id, done)) = portal.just_booked.get_untracked() else {
        return ().into_any();
    };
    // What was said once is not said again on the next visit.
    on_cleanup(move || {
        portal.just_booked.try_set(None);
    });
    dom::focus_soon(JUST_BOOKED);
    let of = Memo::new(move |_| {
        let booking = own.find(id)?;
        Some((booking.starts_at, booking.state))
    });
    let view = move || {
        let (at, state) = of.get()?;
        let said = match done {
            Done::Booked => words::booked_for(at),
            Done::Moved => words::moved_to(at),
        };
        let next = match state {
            BookingState::Confirmed => words::t().confirmed_text,
            BookingState::Requested => words::t().requested_text,
            _ => return None,
        };
        Some(view! {
            <div class="banner" data-kind="ok" id=JUST_BOOKED tabindex="-1" role="status">
                {icon(icon::CIRCLE_CHECK)}
                <div>
                    <b>{said}</b>
                    " "
                    {next}
                </div>
            </div>
        })
    };
    view.into_any()
}
