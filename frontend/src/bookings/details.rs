//! One entry: what it is, and what can be done with it.

use super::{
    calendar::Calendar,
    desk::Desk,
    entry,
    moving::MoveForm,
    noting::{NOTE, NoteForm},
    steps::{Step, call},
};
use crate::{
    forms::{Entry, Form, optional},
    i18n::{self, booking_series as series_words, bookings as words, format},
    paths::{self, Counselled},
    session::{Session, use_session},
    ui::{
        Banner, Button, Choice, Dialog, ErrorSummary, Kind, TextArea, Toasts, dom, icon, use_toasts,
    },
    video::BookingVideo,
};
use client::CallError;
use domain::{
    access::{Action, Relation},
    bookings::{Booking, BookingKind, BookingState, Cancellation},
    problem::ProblemCode,
    text::CancellationReason,
};
use leptos::{prelude::*, task::spawn_local};

/// The dialog.
#[component]
pub fn Details(calendar: Calendar, desk: Desk) -> impl IntoView {
    let booking = Memo::new(move |_| calendar.find(desk.entry.get()?));
    // What is typed here stays, whatever changes in the entry meanwhile.
    let id = Memo::new(move |_| booking.with(|booking| booking.as_ref().map(|one| one.id)));
    let title = move || booking.with(|booking| booking.as_ref().map(entry::name));
    view! {
        <Dialog
            id="booking"
            open=desk.entry_open
            small=true
            title=Signal::derive(|| words::t().entry)
            children=move || {
                view! {
                    {move || match id.get() {
                        Some(_) => {
                            view! { <Content booking=booking calendar=calendar desk=desk /> }
                                .into_any()
                        }
                        None => {
                            view! {
                                <div class="dialog-body">
                                    <p role="status">{move || words::t().gone}</p>
                                </div>
                            }
                                .into_any()
                        }
                    }}
                }
            }
        />
        <span class="sr-only" aria-live="polite">
            {move || desk.entry_open.get().then(title).flatten()}
        </span>
    }
    .into_any()
}

/// What is being filled in below the entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Doing {
    /// Nothing.
    Looking,
    /// The reason for a step.
    Reason(Step),
    /// Another time.
    Moving,
    /// The team's note.
    Noting,
}

/// What went wrong, in the words of the calendar.
pub fn refusal_text(error: &CallError) -> String {
    match error.code() {
        Some(ProblemCode::StaleVersion) => words::t().changed.into(),
        Some(ProblemCode::NotFound) => words::t().gone.into(),
        _ => i18n::error_text(error),
    }
}

/// The entry, and what is under way with it.
#[derive(Clone, Copy)]
struct Acting {
    booking: Memo<Option<Booking>>,
    doing: RwSignal<Doing>,
    calendar: Calendar,
    desk: Desk,
    session: Session,
    toasts: Toasts,
    busy: RwSignal<bool>,
    failure: RwSignal<Option<CallError>>,
}

impl Acting {
    /// Whether whoever is signed in may do this to the entry, by its counselor.
    fn may(self, action: Action, booking: &Booking) -> bool {
        self.session.account().is_some_and(|account| {
            let relation = Relation::to_counselors(account.actor(), Some(booking.counselor.id));
            account.may(action, relation)
        })
    }

    fn offers(self, step: Step, booking: &Booking) -> bool {
        self.may(step.action(), booking) && step.fits(booking)
    }

    /// Whether one can call the entry off with all that follow it.
    fn offers_series(self, step: Step, booking: &Booking) -> bool {
        step == Step::Cancel
            && booking.series.is_some()
            && self.may(Action::CancelBookingSeries, booking)
    }

    /// Takes the step; of a series, with all that follow if so wished.
    fn take(self, step: Step, reason: Option<CancellationReason>, all: bool) {
        let Some(booking) = self.booking.get_untracked() else {
            return;
        };
        if self.busy.get_untracked() {
            return;
        }
        self.busy.set(true);
        self.failure.set(None);
        let client = self.session.client();
        spawn_local(async move {
            let body = Cancellation { reason };
            let result = if all {
                let (id, version) = (booking.id, booking.version);
                let off = client.cancel_booking_series(id, version, &body).await;
                off.map(|off| series_words::cancelled(off.items.len()))
            } else {
                let one = call(&client, step, &booking, &body).await;
                one.map(|_| step.done(booking.kind).to_owned())
            };
            match self.session.notice(result) {
                Ok(done) => {
                    self.toasts.say(done);
                    self.desk.entry_open.try_set(false);
                }
                Err(error) => {
                    self.failure.try_set(Some(error));
                }
            }
            self.busy.try_set(false);
            if !self.calendar.busy.is_disposed() {
                self.calendar.load();
            }
        });
    }
}

#[component]
fn Content(booking: Memo<Option<Booking>>, calendar: Calendar, desk: Desk) -> impl IntoView {
    let doing = RwSignal::new(Doing::Looking);
    let failure = RwSignal::new(None);
    let acting = Acting {
        booking,
        doing,
        calendar,
        desk,
        session: use_session(),
        toasts: use_toasts(),
        busy: RwSignal::new(false),
        failure,
    };
    let failed = move || {
        failure.get().map(
            |error: CallError| view! { <Banner kind=Kind::Danger>{refusal_text(&error)}</Banner> },
        )
    };
    let facts = move || {
        booking
            .get()
            .map(|booking| view! { <Facts booking=booking acting=acting /> })
    };
    let foot = move || {
        let doing = doing.get();
        let now = match doing {
            Doing::Looking => booking.get()?,
            _ => booking.get_untracked()?,
        };
        let back = move |()| acting.doing.set(Doing::Looking);
        Some(match doing {
            Doing::Looking => steps(&acting, &now),
            Doing::Reason(step) => view! { <WithReason acting=acting step=step /> }.into_any(),
            Doing::Moving => {
                view! { <MoveForm booking=now calendar=calendar desk=desk on_back=back /> }
                    .into_any()
            }
            Doing::Noting => {
                view! { <NoteForm booking=now calendar=calendar on_back=back /> }.into_any()
            }
        })
    };
    view! {
        <div class="dialog-body stack">
            {failed}
            {facts}
        </div>
        {foot}
    }
    .into_any()
}

#[component]
fn Facts(booking: Booking, acting: Acting) -> impl IntoView {
    let notes = booking.client.is_some() && acting.may(Action::UpdateBookingNote, &booking);
    let has_note = booking.internal_note.is_some();
    let edit = move || {
        let looks = acting.doing.get() == Doing::Looking;
        (notes && looks).then(|| view! { <EditNote acting=acting has_note=has_note /> })
    };
    let Booking {
        kind,
        state,
        starts_at,
        ends_at,
        blocks_until,
        channel,
        ..
    } = booking;
    let day = move || format::wall(starts_at).map(|(day, _)| format::long_day(day));
    let text = |label: fn() -> &'static str, text: Option<String>| {
        text.map(|text| {
            view! {
                <div>
                    <p class="label">{move || label()}</p>
                    <p class="pre">{text}</p>
                </div>
            }
        })
    };
    let client = booking.client.clone().map(|client| {
        view! {
            <a href=paths::client(client.id, None)>{client.pseudonym} " " <span class="muted num">{client.number.to_string()}</span></a>
        }
    });
    let title = booking.client.is_none().then(|| entry::name(&booking));
    let id = booking.id;
    let group = (kind == BookingKind::Group).then(|| {
        view! {
            <p>{entry::places(&booking)}</p>
            <p>
                <a href=paths::booking(id, None)>{move || words::t().open_group}</a>
            </p>
        }
    });
    let calls = view! { <BookingVideo booking=booking.clone() /> };
    let record = may_record(&booking).then(|| {
        view! {
            <div>
                <a
                    class="btn btn-quiet btn-sm"
                    href=paths::new_monitoring(Counselled::Booking(id))
                >
                    {icon::icon(icon::CLIPBOARD_PLUS)}
                    {move || i18n::monitorings::t().new}
                </a>
            </div>
        }
    });
    view! {
        <p class="booking-name">{client} {title}</p>
        <p class="small">
            {day} <br /> {move || words::when(starts_at, ends_at, blocks_until)} <br />
            {booking.counselor.display_name.clone()}
        </p>
        <div class="row">{entry::badge(kind, state)} {channel.map(entry::channel_tag)}</div>
        {group}
        {text(|| words::t().client_said, booking.note.clone())}
        {text(|| words::t().internal_note, booking.internal_note.clone())}
        {edit}
        {calls}
        {record}
        {text(|| words::t().reason, booking.reason.clone())}
    }
    .into_any()
}

/// Whether it can be recorded what was counselled there: once it has begun, unless it did not take
/// place.
fn may_record(booking: &Booking) -> bool {
    let takes_place = matches!(booking.state, BookingState::Confirmed | BookingState::Held);
    takes_place && booking.kind != BookingKind::Blocker && booking.starts_at <= format::now()
}

/// What leads to the form for the team's note.
#[component]
fn EditNote(acting: Acting, has_note: bool) -> impl IntoView {
    let word = move || {
        if has_note {
            words::t().edit_note
        } else {
            words::t().add_note
        }
    };
    view! {
        <div>
            <Button
                class="btn-quiet btn-sm"
                shape=icon::SQUARE_PEN
                on_click=move |()| {
                    acting.doing.set(Doing::Noting);
                    dom::focus_soon(NOTE);
                }
            >
                {word}
            </Button>
        </div>
    }
    .into_any()
}

fn steps(acting: &Acting, booking: &Booking) -> AnyView {
    let acting = *acting;
    let Acting { doing, busy, .. } = acting;
    let kind = booking.kind;
    let button = |step: Step| {
        let class = match step {
            Step::Confirm => "btn-primary",
            Step::Decline | Step::Cancel => "btn-danger",
            Step::MarkHeld | Step::MarkMissed => "",
        };
        let asks = kind != BookingKind::Blocker || acting.offers_series(step, booking);
        let press = move |()| match step {
            Step::Decline | Step::Cancel if asks => doing.set(Doing::Reason(step)),
            _ => acting.take(step, None, false),
        };
        acting.offers(step, booking).then(|| {
            view! {
                <Button class=class busy=busy on_click=press>
                    {move || step.word(kind)}
                </Button>
            }
        })
    };
    let steps = [
        Step::Cancel,
        Step::Decline,
        Step::MarkMissed,
        Step::MarkHeld,
        Step::Confirm,
    ];
    let steps: Vec<_> = steps.into_iter().filter_map(button).collect();
    let moves = acting.desk.may_move(booking).then(|| {
        let press = move |()| doing.set(Doing::Moving);
        view! { <Button on_click=press>{move || words::t().move_it}</Button> }
    });
    (!steps.is_empty() || moves.is_some())
        .then(|| view! { <footer class="dialog-foot">{moves} {steps}</footer> })
        .into_any()
}

/// The step that the other side is told the reason of, and of a series how far it goes.
#[component]
fn WithReason(acting: Acting, step: Step) -> impl IntoView {
    let Acting { doing, busy, .. } = acting;
    let reason = Entry::new(
        "reason",
        || words::t().reason,
        "",
        optional::<CancellationReason>,
    );
    let form = Form::new(vec![reason]);
    let (kind, in_series) = acting.booking.with_untracked(|booking| {
        let kind = booking.as_ref().map_or(BookingKind::Single, |one| one.kind);
        let one = booking.as_ref();
        (kind, one.is_some_and(|one| acting.offers_series(step, one)))
    });
    let all = RwSignal::new(false);
    let send = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        if form.begin() {
            form.succeed();
            acting.take(step, reason.parse(), all.get_untracked());
        }
    };
    let question = move || match step {
        Step::Decline => words::t().decline_question,
        _ => words::t().cancel_question,
    };
    let choice = move |those: bool, word: fn() -> &'static str| {
        view! {
            <Choice
                group="series"
                label=Signal::derive(word)
                checked=Signal::derive(move || all.get() == those)
                on_choose=move |()| all.set(those)
            />
        }
    };
    let how_far = in_series.then(|| {
        view! {
            <fieldset class="stack stack-2">
                <legend class="label">{move || series_words::t().how_far}</legend>
                {choice(false, || series_words::t().only_this)}
                {choice(true, || series_words::t().and_following)}
            </fieldset>
        }
    });
    let why = (kind != BookingKind::Blocker).then(|| {
        view! {
            <p role="status">{question}</p>
            <ErrorSummary form=form />
            <TextArea entry=reason hint=|| words::t().reason_hint.to_owned() optional=true />
        }
    });
    view! {
        <form method="post" novalidate on:submit=send>
            <div class="dialog-body stack">
                {how_far}
                {why}
            </div>
            <footer class="dialog-foot">
                <Button on_click=move |()| doing.set(Doing::Looking)>{move || words::t().back}</Button>
                <Button submit=true class="btn-danger" busy=busy>
                    {move || step.word(kind)}
                </Button>
            </footer>
        </form>
    }
    .into_any()
}
