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
    i18n::{
        self, booking_series as series_words, bookings as words, common, format,
        group_bookings as group_words,
    },
    paths::{self, Counselled},
    session::{Session, use_session},
    ui::{
        Banner, Button, Choice, ErrorSummary, IconButton, Kind, TextArea, Toasts, dom, icon,
        use_toasts,
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
use leptos::{html, prelude::*, task::spawn_local};
use wasm_bindgen::JsValue;
use web_sys::{Element, HtmlDialogElement, HtmlElement};

/// Pixels of width from which on the dialog stands beside the entry.
const ROOMY: f64 = 768.0;
/// Pixels between it and all else.
const GAP: f64 = 8.0;

/// The dialog.
#[component]
pub fn Details(calendar: Calendar, desk: Desk) -> impl IntoView {
    let booking = Memo::new(move |_| calendar.find(desk.entry.get()?));
    // What is typed here stays, whatever changes in the entry meanwhile.
    let id = Memo::new(move |_| booking.with(|booking| booking.as_ref().map(|one| one.id)));
    let open = desk.entry_open;
    let dialog = NodeRef::<html::Dialog>::new();
    Effect::new(move |_| {
        let Some(dialog) = dialog.get() else { return };
        if open.get() && !dialog.open() {
            // Fails only where it is shown already.
            let _ = dialog.show_modal();
            let pressed = desk.pressed.get_value();
            place(&dialog, pressed.as_ref());
        } else if !open.get() && dialog.open() {
            dialog.close();
        }
    });
    let content = move || match id.get() {
        Some(_) => view! { <Content booking=booking calendar=calendar desk=desk /> }.into_any(),
        None => view! {
            <div class="dialog-body">
                <p role="status">{move || words::t().gone}</p>
            </div>
        }
        .into_any(),
    };
    view! {
        <dialog
            node_ref=dialog
            class="dialog dialog-sm booking-pop"
            id="booking"
            aria-labelledby="booking-heading"
            on:close=move |_| open.set(false)
            on:click=move |event| {
                // Beside it, where the calendar shows.
                if event.target() == event.current_target() {
                    open.set(false);
                }
            }
        >
            <header class="dialog-head">
                <Head booking=booking />
                <IconButton
                    shape=icon::X
                    label=|| common::t().close
                    on_click=move |()| open.set(false)
                />
            </header>
            {move || open.get().then(content)}
        </dialog>
    }
    .into_any()
}

/// Puts the dialog beside what was pressed, where there is room for both; upwards from there in the
/// lower half, so that what is filled in below grows into the page.
fn place(dialog: &HtmlDialogElement, pressed: Option<&Element>) {
    let style = HtmlElement::style(dialog);
    let set = |name: &str, value: Option<String>| {
        // A name that is valid is always set.
        let _ = match value {
            Some(value) => style.set_property(name, &value),
            None => style.remove_property(name).map(drop),
        };
    };
    let pixels = |length: JsValue| length.as_f64().unwrap_or_default();
    let width = pixels(window().inner_width().unwrap_or_default());
    let height = pixels(window().inner_height().unwrap_or_default());
    let place = pressed.map(Element::get_bounding_client_rect);
    let place = place.filter(|place| width >= ROOMY && place.width() > 0.0);
    let own = dialog.get_bounding_client_rect().width();
    let side = place.as_ref().and_then(|place| {
        let (right, left) = (place.right() + GAP, place.left() - GAP - own);
        [right, left, place.left() + GAP]
            .into_iter()
            .find(|left| *left >= GAP && left + own + GAP <= width)
    });
    let lies_low = place
        .as_ref()
        .is_some_and(|place| place.top() + place.height() / 2.0 > height / 2.0);
    let (mut above, mut below) = (None, None);
    if let (Some(place), Some(_)) = (&place, side) {
        if lies_low {
            below = Some((height - place.bottom()).max(GAP));
        } else {
            above = Some(place.top().max(GAP));
        }
    }
    let pixels = |length: Option<f64>| length.map(|length| format!("{length:.0}px"));
    set("--pop-left", pixels(side));
    set("--pop-top", pixels(above));
    set("--pop-bottom", pixels(below));
    // Valid as well.
    let _ = dialog.toggle_attribute_with_force("data-placed", side.is_some());
}

/// With whom, or what it is called; and what was booked.
#[component]
fn Head(booking: Memo<Option<Booking>>) -> impl IntoView {
    let content = move || {
        let Some(booking) = booking.get() else {
            return view! { <h2 id="booking-heading">{words::t().entry}</h2> }.into_any();
        };
        let name = entry::name(&booking);
        let client = booking.client.map(|one| (one.id, one.number.to_string()));
        let (name, number) = match client {
            Some((id, number)) if booking.title.is_none() && booking.reserved_until.is_none() => {
                let link = view! { <a href=paths::client(id, None)>{name}</a> };
                (link.into_any(), Some(number))
            }
            _ => (name.into_any(), None),
        };
        let service = booking.service;
        let parts = [service, number].into_iter().flatten();
        let about = parts.collect::<Vec<_>>().join(" · ");
        let about = Some(about).filter(|about| !about.is_empty());
        view! {
            <h2 id="booking-heading">{name}</h2>
            {about.map(|about| view! { <p class="small muted num">{about}</p> })}
        }
        .into_any()
    };
    view! { <div class="booking-head">{content}</div> }
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

/// The ids of what leads to the forms: who goes back is there again.
const MOVE: &str = "booking-move";
const NOTES: &str = "booking-notes";

fn id_of(step: Step) -> &'static str {
    match step {
        Step::Decline => "booking-decline",
        _ => "booking-cancel",
    }
}

/// The form takes the place of the button that led to it, and with that the focus.
fn focus_form() {
    request_animation_frame(|| {
        let dialog = dom::by_id("booking");
        let fields = dialog.map(|dialog| dom::all(&dialog, "form :is(input, textarea)"));
        if let Some(first) = fields.into_iter().flatten().next() {
            // A field that is shown takes the focus.
            let _ = first.focus();
        }
    });
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

    /// Goes back to the entry, to what led away from it.
    fn go_back(self) {
        let from = match self.doing.get_untracked() {
            Doing::Looking => return,
            Doing::Reason(step) => id_of(step),
            Doing::Moving => MOVE,
            Doing::Noting => NOTES,
        };
        self.doing.set(Doing::Looking);
        dom::focus_soon(from);
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
                    self.desk.finish(Some(booking.id));
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
        let back = move |()| acting.go_back();
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
    let id = booking.id;
    let me = untrack(|| acting.session.account());
    let me = me.and_then(|account| account.actor().counselor_id());
    let whose = (me != Some(booking.counselor.id)).then(|| {
        let name = booking.counselor.display_name.clone();
        view! { <br /> {name} }
    });
    let weeks = booking.series.map(|series| series.every_weeks);
    let repeats = weeks.map(|weeks| view! { <br /> {move || series_words::every(weeks)} });
    let waiting = booking.group.as_ref().and_then(|group| group.waiting);
    let waiting = waiting.filter(|count| *count > 0);
    let waiting = waiting.map(|count| format!(", {}", group_words::waiting(count)));
    let group = (kind == BookingKind::Group).then(|| {
        view! {
            <p>{entry::places(&booking)} {waiting}</p>
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
        <p class="small">
            {day} <br /> {move || words::when(starts_at, ends_at, blocks_until)} {repeats} {whose}
        </p>
        <div class="row">{entry::badge(kind, state)} {channel.map(entry::channel_tag)}</div>
        {group}
        {calls}
        {text(|| words::t().client_said, booking.note.clone())}
        {text(|| words::t().internal_note, booking.internal_note.clone())}
        {edit}
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
            <button
                class="btn btn-quiet btn-sm"
                id=NOTES
                type="button"
                on:click=move |_| {
                    acting.doing.set(Doing::Noting);
                    dom::focus_soon(NOTE);
                }
            >
                {icon::icon(icon::SQUARE_PEN)}
                {word}
            </button>
        </div>
    }
    .into_any()
}

fn steps(acting: &Acting, booking: &Booking) -> AnyView {
    let acting = *acting;
    let Acting { doing, busy, .. } = acting;
    let kind = booking.kind;
    let button = |step: Step| {
        // The design's: what ends it stands back until it is asked for the reason.
        let class = match step {
            Step::Confirm => "btn-primary btn-sm",
            Step::Decline | Step::Cancel => "btn-quiet btn-sm",
            Step::MarkHeld | Step::MarkMissed => "btn-sm",
        };
        let asks = kind != BookingKind::Blocker || acting.offers_series(step, booking);
        let asks = asks && matches!(step, Step::Decline | Step::Cancel);
        let ask = move |_| {
            doing.set(Doing::Reason(step));
            focus_form();
        };
        acting.offers(step, booking).then(|| {
            let word = move || step.word(kind);
            if asks {
                let class = format!("btn {class}");
                return view! {
                    <button class=class id=id_of(step) type="button" on:click=ask>
                        {word}
                    </button>
                }
                .into_any();
            }
            let press = move |()| acting.take(step, None, false);
            view! { <Button class=class busy=busy on_click=press>{word}</Button> }.into_any()
        })
    };
    let [first, last] = [
        [Step::Confirm, Step::MarkHeld, Step::MarkMissed].as_slice(),
        &[Step::Decline, Step::Cancel],
    ];
    let buttons = |steps: &[Step]| steps.iter().copied().filter_map(button).collect::<Vec<_>>();
    let (first, last) = (buttons(first), buttons(last));
    let moves = acting.desk.may_move(booking).then(|| {
        let press = move |_| doing.set(Doing::Moving);
        view! {
            <button class="btn btn-quiet btn-sm" id=MOVE type="button" on:click=press>
                {move || words::t().move_it}
            </button>
        }
    });
    (!first.is_empty() || !last.is_empty() || moves.is_some())
        .then(|| view! { <footer class="dialog-foot">{first} {moves} {last}</footer> })
        .into_any()
}

/// The step that the other side is told the reason of, and of a series how far it goes.
#[component]
fn WithReason(acting: Acting, step: Step) -> impl IntoView {
    let busy = acting.busy;
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
                <Button on_click=move |()| acting.go_back()>{move || words::t().back}</Button>
                <Button submit=true class="btn-danger" busy=busy>
                    {move || step.word(kind)}
                </Button>
            </footer>
        </form>
    }
    .into_any()
}
