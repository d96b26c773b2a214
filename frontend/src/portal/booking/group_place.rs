//! Waiting for a place in a group appointment, and taking it once it is held.

use super::countdown::{Countdown, left_until};
use crate::{
    i18n::{
        self, portal_booking as booking_words, portal_groups as words,
        portal_waiting as waiting_words,
    },
    session::use_session,
    ui::{
        Banner, Button, Kind,
        icon::{self, icon},
        use_toasts,
    },
};
use chrono::{DateTime, Utc};
use client::CallError;
use domain::{bookings::GroupWait, ids::BookingId, problem::ProblemCode};
use leptos::{prelude::*, task::spawn_local};

/// How one stands in the queue, and the way out of it.
#[component]
pub fn GroupPlace(
    id: BookingId,
    title: String,
    wait: GroupWait,
    /// Says whether one takes part now.
    #[prop(into)]
    on_change: Callback<bool>,
) -> impl IntoView {
    let (session, toasts) = (use_session(), use_toasts());
    let busy = RwSignal::new(false);
    let failure = RwSignal::new(None::<CallError>);
    let title = StoredValue::new(title);
    let answered = move |answer: Result<(), CallError>, said: &'static str, joined: bool| {
        busy.try_set(false);
        match answer {
            Ok(()) => {
                toasts.say(said);
                on_change.run(joined);
            }
            Err(error) => {
                failure.try_set(Some(error));
            }
        }
    };
    let begin = move || {
        let begins = !busy.get_untracked();
        if begins {
            busy.set(true);
            failure.set(None);
        }
        begins
    };
    let stop = Callback::new(move |said: &'static str| {
        if begin() {
            let client = session.client();
            spawn_local(async move {
                let answer = session.notice(client.stop_waiting_for_group_booking(id).await);
                answered(answer, said, false);
            });
        }
    });
    let accept = Callback::new(move |()| {
        if begin() {
            let client = session.client();
            spawn_local(async move {
                let answer = session.notice(client.join_group_booking(id).await);
                answered(answer.map(drop), words::t().joined, true);
            });
        }
    });
    let failed = move || {
        let error = failure.get()?;
        let text = match error.code() {
            Some(ProblemCode::NotFound | ProblemCode::NoPlaceLeft | ProblemCode::Conflict) => {
                words::t().place_gone.to_owned()
            }
            Some(ProblemCode::LimitReached) => booking_words::t().limit.to_owned(),
            _ => i18n::error_text(&error),
        };
        Some(view! { <Banner kind=Kind::Danger>{text}</Banner> })
    };
    let state = if let Some(until) = wait.held_until {
        view! { <Held title=title until=until busy=busy on_accept=accept on_decline=stop /> }
            .into_any()
    } else {
        let name = move || waiting_words::leave_named(&title.get_value());
        let leave = move |_| stop.run(waiting_words::t().left);
        view! {
            <p class="requests-meta">
                <span class="status" data-status="received">
                    {icon(icon::HOURGLASS)}
                    {move || waiting_words::t().waits}
                </span>
                <span>{move || waiting_words::period(wait.since, None)}</span>
            </p>
            <div>
                <button
                    class="btn btn-sm"
                    type="button"
                    aria-label=name
                    disabled=move || busy.get()
                    on:click=leave
                >
                    {move || waiting_words::t().leave}
                </button>
            </div>
        }
        .into_any()
    };
    view! {
        {failed}
        {state}
    }
    .into_any()
}

/// The place that is held, for how long, and taking it or not.
#[component]
fn Held(
    title: StoredValue<String>,
    until: DateTime<Utc>,
    busy: RwSignal<bool>,
    on_accept: Callback<()>,
    on_decline: Callback<&'static str>,
) -> impl IntoView {
    let left = left_until(until);
    let is_over = Memo::new(move |_| left.with(chrono::TimeDelta::is_zero));
    let named = move || format!(": {}", title.get_value());
    let view = move || {
        if is_over.get() {
            return view! { <Banner kind=Kind::Warn>{move || words::t().place_gone}</Banner> }
                .into_any();
        }
        view! {
            <div class="banner" data-kind="ok">
                {icon(icon::HOURGLASS)}
                <div>
                    <b>{move || waiting_words::t().offered}</b>
                    <br />
                    {move || booking_words::held_until_day(until)}
                    " "
                    <Countdown left=left />
                </div>
            </div>
            <div class="row">
                <Button class="btn-primary" busy=busy on_click=move |()| on_accept.run(())>
                    {move || words::t().accept}
                    <span class="sr-only">{move || named()}</span>
                </Button>
                <Button busy=busy on_click=move |()| on_decline.run(waiting_words::t().declined)>
                    {move || waiting_words::t().decline}
                    <span class="sr-only">{move || named()}</span>
                </Button>
            </div>
        }
        .into_any()
    };
    view.into_any()
}
