//! When: what is free.

use super::{
    choosing::{Choosing, Step},
    days::minutes,
    page::{BookingNotes, Head},
    reserving::{NotReserved, Reserving, Unreserved},
    wait::{Waiting, WaitingDialog},
    weeks::{FreeTimes, Wanted, Weeks},
};
use crate::{
    i18n::portal_booking as words,
    ui::{Banner, Button, Kind},
};
use leptos::prelude::*;
use std::collections::BTreeSet;

/// The id of the form, for the button below it.
const FORM: &str = "book";

/// The question.
#[component]
pub fn TimesQuestion(choosing: Choosing, reserving: Reserving) -> impl IntoView {
    let horizon = choosing.offer.with_value(|offer| offer.rules.horizon_days);
    let wanted = Signal::derive(move || Wanted {
        counselor: choosing.person.get().flatten(),
        channel: choosing.way.get(),
        services: choosing.services().iter().map(|one| one.id).collect(),
    });
    let weeks = Weeks::begin(horizon, wanted);
    // Who was too late sees what is left.
    let is_taken = Memo::new(move |_| {
        let trouble = reserving.trouble;
        trouble.with(|trouble| matches!(trouble, Some(Unreserved::Taken(_))))
    });
    Effect::new(move |before: Option<bool>| {
        let is_taken = is_taken.get();
        if is_taken && before == Some(false) {
            weeks.load();
        }
        is_taken
    });
    let waits = RwSignal::new(false);
    let submit = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        if let Some(slot) = weeks.chosen.get_untracked() {
            reserving.reserve(&slot);
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
                    <FreeTimes weeks=weeks />
                    <Others choosing=choosing />
                    <Waiting open=waits />
                </form>
                <BookingNotes choosing=choosing />
            </div>
            <WaitingDialog choosing=choosing open=waits />
        </main>
        <Chosen weeks=weeks choosing=choosing reserving=reserving />
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
fn Chosen(weeks: Weeks, choosing: Choosing, reserving: Reserving) -> impl IntoView {
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
