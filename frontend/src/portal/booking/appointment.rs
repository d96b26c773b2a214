//! One appointment as its client sees it, and what they can do with it.

use super::{
    super::{area::use_portal, video_pages::JoinVideo},
    cancel::CancelQuestion,
    leave::LeaveQuestion,
    own::Own,
};
use crate::{
    i18n::{
        channels, format, portal_booking as words, portal_groups as group_words,
        video as video_words,
    },
    paths::{self, BookingChoice},
    ui::{
        Dialog, dom,
        icon::{self, icon},
    },
};
use domain::{
    bookings::{Attendance, Booking, BookingKind, BookingState},
    ids::BookingId,
};
use leptos::prelude::*;

/// Which appointment is asked about. The question stands beside the list: what is typed into it
/// stays when news come.
#[derive(Clone, Copy)]
pub struct Asking {
    id: RwSignal<Option<BookingId>>,
    open: RwSignal<bool>,
}

impl Asking {
    /// About none.
    pub fn new() -> Self {
        Self {
            id: RwSignal::new(None),
            open: RwSignal::new(false),
        }
    }

    fn about(self, id: BookingId) {
        self.id.set(Some(id));
        self.open.set(true);
    }
}

/// The question whether one really means it.
#[component]
pub fn Questions(own: Own, asking: Asking) -> impl IntoView {
    let booking = Memo::new(move |_| own.find(asking.id.get()?));
    let is_group = Memo::new(move |_| {
        let is_group = |one: &Booking| one.kind == BookingKind::Group;
        booking.with(|booking| booking.as_ref().is_some_and(is_group))
    });
    let gone = Callback::new(move |()| {
        own.load();
        dom::focus_soon("main");
    });
    let title = move || {
        if is_group.get() {
            group_words::t().leave_title
        } else {
            words::t().cancel_title
        }
    };
    let question = move || {
        let Some(id) = asking.id.get_untracked() else {
            return ().into_any();
        };
        if !is_group.get() {
            return view! {
                <CancelQuestion booking=booking open=asking.open on_cancelled=gone />
            }
            .into_any();
        }
        let text = Signal::derive(move || {
            booking.with(|booking| {
                let what = |one: &Booking| group_words::leave_text(named(one), one.starts_at);
                booking.as_ref().map(what).unwrap_or_default()
            })
        });
        view! { <LeaveQuestion id=id text=text open=asking.open on_left=gone /> }.into_any()
    };
    view! {
        <Dialog
            id="appointment-question"
            open=asking.open
            small=true
            title=Signal::derive(title)
            children=move || view! { {question} }
        />
    }
    .into_any()
}

fn named(booking: &Booking) -> &str {
    booking.title.as_deref().unwrap_or_default()
}

/// The appointment.
#[component]
pub fn Appointment(id: BookingId, own: Own, asking: Asking) -> impl IntoView {
    let booking = Memo::new(move |_| own.find(id));
    let content = move || {
        let booking = booking.get();
        booking.map(|booking| view! { <Content booking=booking own=own asking=asking /> })
    };
    view! { <li>{content}</li> }
}

#[component]
fn Content(booking: Booking, own: Own, asking: Asking) -> impl IntoView {
    let actions = actions(&booking, own, asking);
    let Booking {
        id,
        kind,
        state,
        counselor,
        starts_at,
        ends_at,
        channel,
        title,
        attendance,
        group,
        note,
        reason,
        ..
    } = booking;
    let what = move || {
        words::what(
            channel.map_or("", channels::name),
            &counselor.display_name,
            (ends_at - starts_at).num_minutes(),
        )
    };
    let title = title.filter(|_| kind == BookingKind::Group);
    let title = title.map(|title| {
        view! {
            <p class="row">
                {icon(icon::USERS_ROUND)}
                <b>{title}</b>
            </p>
        }
    });
    let remarks = group.map(|group| group.remarks);
    let remarks = remarks.filter(|remarks| !remarks.is_empty());
    view! {
        <h3>
            <time datetime=format::machine(starts_at)>{move || words::when(starts_at)}</time>
        </h3>
        {title}
        <p class="requests-meta">{status(state)} <span>{what}</span></p>
        {remarks.map(|remarks| view! { <p class="appointment-said">{remarks}</p> })}
        {attendance.map(|attendance| view! { <How id=id attendance=attendance /> })}
        {note.map(|note| view! { <Said word=|| words::t().your_note text=note /> })}
        {reason.map(|reason| view! { <Said word=|| words::t().reason text=reason /> })}
        {actions}
    }
    .into_any()
}

/// What can be done with it.
fn actions(booking: &Booking, own: Own, asking: Asking) -> AnyView {
    let slug = use_portal().slug();
    let (id, starts_at) = (booking.id, booking.starts_at);
    if booking.state == BookingState::Reserved {
        let choice = BookingChoice {
            held: Some(id),
            ..BookingChoice::default()
        };
        let address = paths::portal_book(&slug, &choice);
        return view! { <a class="btn btn-sm" href=address>{move || words::t().go_on_booking}</a> }
            .into_any();
    }
    if !BookingState::OPEN.contains(&booking.state) || booking.ends_at <= format::now() {
        return ().into_any();
    }
    if untrack(|| own.is_too_near(booking)) {
        return view! { <p class="hint">{move || words::t().too_near}</p> }.into_any();
    }
    let moves = untrack(|| own.movable(booking)).map(|_| {
        let address = paths::portal_move_appointment(&slug, id);
        view! {
            <a class="btn btn-sm" href=address aria-label=move || words::move_named(starts_at)>
                {move || words::t().move_it}
            </a>
        }
    });
    let is_group = booking.kind == BookingKind::Group;
    let title = named(booking).to_owned();
    let name = move || {
        if is_group {
            group_words::leave_named(&title, starts_at)
        } else {
            words::cancel_named(starts_at)
        }
    };
    let word = move || {
        if is_group {
            group_words::t().leave
        } else {
            words::t().cancel
        }
    };
    view! {
        <div class="row">
            {moves}
            <button
                class="btn btn-sm"
                type="button"
                aria-label=name
                on:click=move |_| asking.about(id)
            >
                {word}
            </button>
        </div>
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
fn How(id: BookingId, attendance: Attendance) -> impl IntoView {
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
        Attendance::BuiltInVideo {
            opens_at,
            closes_at,
        } => (
            icon::VIDEO,
            || video_words::t().title,
            view! { <JoinVideo id=id opens_at=opens_at closes_at=closes_at /> }.into_any(),
        ),
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
