//! An entry at another time: the form that does what dragging does.

use super::{
    calendar::Calendar,
    create_dialog::load_choices,
    desk::{Desk, Draft},
    details::refusal_text,
    drag::Dropped,
    times::{CounselorField, Freedom, TimeFields, Times},
};
use crate::{
    forms::Form,
    i18n::{bookings as words, format},
    remote::Loaded,
    session::{Session, use_session},
    ui::{Button, ErrorSummary, Skeleton, Toasts, dom, use_toasts},
};
use chrono::{DateTime, Utc};
use domain::{
    bookings::{Booking, BookingMove},
    ids::CounselorId,
    services::Duration,
};
use leptos::{prelude::*, task::spawn_local};

fn body(
    (from, until): (DateTime<Utc>, DateTime<Utc>),
    counselor_id: Option<CounselorId>,
) -> Option<BookingMove> {
    let minutes = u16::try_from((until - from).num_minutes()).ok()?;
    Some(BookingMove {
        starts_at: from,
        duration_minutes: Some(Duration::try_from(minutes).ok()?),
        counselor_id,
    })
}

/// Moves what was dragged.
#[derive(Clone, Copy)]
pub struct Mover {
    calendar: Calendar,
    /// Who moves it.
    pub session: Session,
    toasts: Toasts,
}

impl Mover {
    /// For the calendar of this page.
    pub fn new(calendar: Calendar) -> Self {
        Self {
            calendar,
            session: use_session(),
            toasts: use_toasts(),
        }
    }

    /// Moves an entry to where it was let go. Where that is refused it is said why, and the entry
    /// stands where it stood.
    pub fn drop_at(self, booking: &Booking, at: Dropped) {
        let moment = |minutes| format::moment_of(at.day, minutes);
        let Some(body) = moment(at.from)
            .zip(moment(at.until))
            .and_then(|period| body(period, None))
        else {
            return self.toasts.say(words::t().until_bad);
        };
        let (id, version, client) = (booking.id, booking.version, self.session.client());
        spawn_local(async move {
            let result = client.reschedule_booking(id, version, &body).await;
            match self.session.notice(result) {
                Ok(_) => self.toasts.say(words::t().moved),
                Err(error) => self.toasts.say(refusal_text(&error)),
            }
            if !self.calendar.busy.is_disposed() {
                self.calendar.load();
            }
        });
    }
}

/// The form.
#[component]
pub fn MoveForm(
    booking: Booking,
    calendar: Calendar,
    desk: Desk,
    /// Leaves it as it is.
    #[prop(into)]
    on_back: Callback<()>,
) -> impl IntoView {
    let choices = load_choices();
    move || match choices.ready() {
        Loaded::Nothing => view! { <div class="dialog-body"><Skeleton lines=4 /></div> }.into_any(),
        Loaded::Failure(error) => {
            view! { <div class="dialog-body">{choices.failure_view(error)}</div> }.into_any()
        }
        Loaded::Here(choices) => view! {
            <Fields
                booking=booking.clone()
                calendar=calendar
                desk=desk
                counselors=choices.counselors
                on_back=on_back
            />
        }
        .into_any(),
    }
}

#[component]
fn Fields(
    booking: Booking,
    calendar: Calendar,
    desk: Desk,
    counselors: Vec<(String, String)>,
    on_back: Callback<()>,
) -> impl IntoView {
    let (session, toasts) = (use_session(), use_toasts());
    let wall = |at| format::wall(at).unwrap_or_default();
    let (day, from) = wall(booking.starts_at);
    let draft = Draft {
        counselor: Some(booking.counselor.id),
        ..Draft::at(day, from, wall(booking.ends_at).1)
    };
    let times = Times::new(&draft, &counselors);
    let follow_up = booking.blocks_until.unwrap_or(booking.ends_at) - booking.ends_at;
    times
        .follow_up
        .value
        .set(follow_up.num_minutes().to_string());
    let form = Form::new(times.entries());
    let (id, version) = (booking.id, booking.version);
    let send = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        if !form.begin() {
            return;
        }
        let period = untrack(|| times.read());
        let Some(body) = period.and_then(|period| body(period, untrack(|| times.counselor_id())))
        else {
            return times.blame_end(form, words::t().until_bad);
        };
        // What changed meanwhile stands above the form.
        let now = untrack(|| calendar.find(id));
        let version = now.map_or(version, |now| now.version);
        let client = session.client();
        spawn_local(async move {
            let result = client.reschedule_booking(id, version, &body).await;
            match session.notice(result) {
                Ok(_) => {
                    form.succeed();
                    toasts.say(words::t().moved);
                    desk.finish(Some(id));
                }
                Err(error) => form.fail(error),
            }
            if !calendar.busy.is_disposed() {
                calendar.load();
            }
        });
    };
    dom::focus_soon(times.day.name);
    view! {
        <form method="post" novalidate autocomplete="off" on:submit=send>
            <div class="dialog-body stack">
                <ErrorSummary form=form />
                <TimeFields times=times />
                <CounselorField times=times counselors=counselors />
                <Freedom times=times except=Some(id) />
            </div>
            <footer class="dialog-foot">
                <Button on_click=on_back>{move || words::t().back}</Button>
                <Button submit=true class="btn-primary" busy=form.busy>
                    {move || words::t().move_submit}
                </Button>
            </footer>
        </form>
    }
    .into_any()
}
