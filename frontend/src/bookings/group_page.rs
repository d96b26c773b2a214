//! The page of a group appointment: what it is, and who takes part.

use super::{
    create_dialog::{Choices, load_choices},
    desk::Draft,
    entry,
    group_form::{GroupEntries, GroupFields},
    participants::Participants,
};
use crate::{
    forms::{Entry, Form, optional},
    i18n::{self, bookings as booking_words, format, group_bookings as words},
    live::{News, use_live},
    paths,
    remote::{Loaded, Remote, fetch},
    router,
    session::use_session,
    shell::{Back, NotCome, NotHere, set_title},
    ui::{Banner, Button, Dialog, ErrorSummary, Kind, Skeleton, TabLink, TextArea, use_toasts},
    video::BookingVideo,
};
use client::CallError;
use domain::{
    access::{Action, Relation},
    bookings::{Booking, BookingKind, BookingState, Cancellation},
    events::EventKind,
    ids::BookingId,
    problem::ProblemCode,
    text::CancellationReason,
};
use leptos::{prelude::*, task::spawn_local};

/// The appointment of a page. Its parts share it.
#[derive(Clone, Copy)]
pub struct Shown {
    /// Which.
    pub id: BookingId,
    /// The appointment, as far as it is known here.
    pub booking: RwSignal<Remote<Booking>>,
    owner: StoredValue<Owner>,
}

impl Shown {
    fn begin(id: BookingId) -> Self {
        let shown = Self {
            id,
            booking: RwSignal::new(Remote::Loading),
            owner: StoredValue::new(Owner::current().unwrap_or_default()),
        };
        shown.load();
        use_live().listen(move |news| match news {
            News::Event(event) if event.kind != EventKind::CalendarChanged => {}
            News::Event(event) => {
                let whose = untrack(|| shown.of(|booking| booking.counselor.id));
                if whose.is_none() || event.counselor_id.is_none() || event.counselor_id == whose {
                    shown.load();
                }
            }
            News::Missed => shown.load(),
        });
        shown
    }

    /// Reads it, again if it did not come.
    pub fn load(self) {
        self.owner.with_value(|owner| {
            owner.with(|| {
                let (client, id) = (use_session().client(), self.id);
                fetch(
                    async move { client.read_booking(id).await },
                    move |answer| {
                        let answer = answer.map_or_else(Remote::Failed, Remote::Ready);
                        if self.booking.with_untracked(|known| *known != answer) {
                            self.booking.set(answer);
                        }
                    },
                );
            });
        });
    }

    /// Something of the appointment, once it is here; notifies.
    pub fn of<T>(self, what: impl FnOnce(&Booking) -> T) -> Option<T> {
        self.booking.with(|booking| booking.ready().map(what))
    }

    /// Whether whoever is signed in may do this to it; notifies.
    pub fn may(self, action: Action) -> bool {
        let session = self.owner.with_value(|owner| owner.with(use_session));
        let Some(account) = session.account() else {
            return false;
        };
        let whose = self.of(|booking| booking.counselor.id);
        let open = self.of(|booking| booking.state == BookingState::Confirmed);
        let relation = Relation::to_counselors(account.actor(), whose);
        open == Some(true) && account.may(action, relation)
    }
}

/// The page.
#[component]
pub fn GroupBookingPage(
    /// Which; `None` if the address names none.
    id: Option<BookingId>,
) -> impl IntoView {
    let Some(id) = id else {
        return view! { <NotHere back=back /> }.into_any();
    };
    let shown = Shown::begin(id);
    set_title(move || {
        let name = shown.of(entry::name);
        name.unwrap_or_else(|| words::t().group.into())
    });
    let state = Memo::new(move |_| {
        shown.booking.with(|booking| match booking {
            Remote::Loading => None,
            Remote::Failed(error) => Some(Err(error.clone())),
            Remote::Ready(booking) => Some(Ok(booking.kind == BookingKind::Group)),
        })
    });
    let view = move || match state.get() {
        None => view! { <div class="page"><Skeleton lines=6 /></div> }.into_any(),
        Some(Ok(true)) => view! { <Content shown=shown /> }.into_any(),
        Some(Ok(false)) => view! { <NotHere back=back /> }.into_any(),
        Some(Err(error)) if error.code() == Some(ProblemCode::NotFound) => {
            view! { <NotHere back=back /> }.into_any()
        }
        Some(Err(error)) => view! {
            <NotCome
                back=back
                title=|| words::t().group
                error=error
                retry=move |()| shown.load()
            />
        }
        .into_any(),
    };
    view.into_any()
}

fn back() -> AnyView {
    view! { <Back href=paths::BOOKINGS word=|| words::t().back /> }.into_any()
}

#[component]
fn Content(shown: Shown) -> impl IntoView {
    let id = shown.id;
    let is_participants =
        Memo::new(move |_| router::query("part").as_deref() == Some("participants"));
    let cancelling = RwSignal::new(false);
    let may_cancel = Memo::new(move |_| shown.may(Action::CancelBooking));
    let count = move || {
        let group = shown.of(|booking| booking.group.clone()).flatten();
        group.and_then(|group| i64::try_from(group.participants?).ok())
    };
    let facts = move || {
        let (kind, state) = shown.of(|one| (one.kind, one.state))?;
        let (from, until) = shown.of(|one| (one.starts_at, one.ends_at))?;
        let (day, _) = format::wall(from)?;
        Some(view! {
            <p class="row">
                {entry::badge(kind, state)}
                <span>{format::long_day(day)} ", " {format::span(from, until)}</span>
                {shown.of(|one| one.channel).flatten().map(entry::channel_tag)}
                <span class="muted">{shown.of(|one| one.counselor.display_name.clone())}</span>
            </p>
        })
    };
    let called = Memo::new(move |_| shown.of(Booking::clone));
    let calls = move || {
        called
            .get()
            .map(|one| view! { <BookingVideo booking=one /> })
    };
    let reason = move || {
        let reason = shown.of(|booking| booking.reason.clone()).flatten();
        reason.map(|reason| view! { <Banner kind=Kind::Info>{reason}</Banner> })
    };
    view! {
        <div class="page">
            {back()}
            <header class="page-head">
                <h1>{move || shown.of(entry::name)}</h1>
                <div class="page-actions">
                    {move || {
                        may_cancel
                            .get()
                            .then(|| {
                                view! {
                                    <Button
                                        class="btn-danger"
                                        on_click=move |()| cancelling.set(true)
                                    >
                                        {move || words::t().cancel}
                                    </Button>
                                }
                            })
                    }}
                </div>
            </header>
            {facts}
            {calls}
            {reason}
            <nav class="tabs" aria-label=move || words::t().group>
                <TabLink
                    href=Signal::stored(paths::booking(id, None))
                    current=Signal::derive(move || !is_participants.get())
                    label=|| words::t().overview
                    count=Signal::stored(None)
                />
                <TabLink
                    href=Signal::stored(paths::booking(id, Some("participants")))
                    current=is_participants
                    label=|| words::t().participants
                    count=Signal::derive(count)
                />
            </nav>
            {move || {
                if is_participants.get() {
                    view! { <Participants shown=shown /> }.into_any()
                } else {
                    view! { <Overview shown=shown /> }.into_any()
                }
            }}
        </div>
        <Dialog
            id="cancel-booking"
            open=cancelling
            small=true
            title=|| words::t().cancel_question
            children=move || view! { <Cancel open=cancelling shown=shown /> }
        />
    }
    .into_any()
}

/// What it is, to be read, or to be changed by who may.
#[component]
fn Overview(shown: Shown) -> impl IntoView {
    let may_change = Memo::new(move |_| shown.may(Action::UpdateGroupBooking));
    let choices = load_choices();
    move || {
        let booking = shown
            .booking
            .with_untracked(|booking| booking.ready().cloned());
        let Some(booking) = booking else {
            return ().into_any();
        };
        match (may_change.get(), choices.ready()) {
            (false, _) => reading(booking),
            (true, Loaded::Nothing) => view! { <Skeleton lines=6 /> }.into_any(),
            (true, Loaded::Failure(error)) => choices.failure_view(error),
            (true, Loaded::Here(choices)) => {
                view! { <Change shown=shown booking=booking choices=choices /> }.into_any()
            }
        }
    }
}

fn reading(booking: Booking) -> AnyView {
    let group = booking.group;
    let remarks = group.as_ref().map(|group| group.remarks.clone());
    let places = group.and_then(|group| {
        let most = group
            .max_participants
            .map(domain::bookings::MaxParticipants::count);
        group.participants.map(|taken| words::places(taken, most))
    });
    view! {
        <div class="stack tab-part">
            <p>{places}</p>
            <p class="pre">{remarks}</p>
        </div>
    }
    .into_any()
}

#[component]
fn Change(shown: Shown, booking: Booking, choices: Choices) -> impl IntoView {
    let (session, toasts) = (use_session(), use_toasts());
    let id = booking.id;
    let version = RwSignal::new(booking.version);
    let wall = |at| format::wall(at).unwrap_or_default();
    let (day, from) = wall(booking.starts_at);
    let draft = Draft {
        counselor: Some(booking.counselor.id),
        ..Draft::at(day, from, wall(booking.ends_at).1)
    };
    let entries = GroupEntries::new(&draft, &choices, Some(&booking));
    let form = Form::new(entries.all());
    let stale = RwSignal::new(false);
    let send = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        if !form.begin() {
            return;
        }
        let Some(body) = entries.update(form) else {
            return;
        };
        stale.set(false);
        let (client, from) = (session.client(), version.get_untracked());
        spawn_local(async move {
            match session.notice(client.update_group_booking(id, from, &body).await) {
                Ok(saved) => {
                    form.succeed();
                    version.try_set(saved.version);
                    toasts.say(words::t().saved);
                    shown.booking.try_set(Remote::Ready(saved));
                }
                Err(error) if error.code() == Some(ProblemCode::StaleVersion) => {
                    form.succeed();
                    // Saving again means to replace what somebody else has saved.
                    if let Ok(theirs) = session.notice(client.read_booking(id).await) {
                        version.try_set(theirs.version);
                    }
                    stale.try_set(true);
                }
                Err(error) => form.fail(error),
            }
        });
    };
    let changed = move || {
        stale
            .get()
            .then(|| view! { <Banner kind=Kind::Warn>{move || words::t().changed}</Banner> })
    };
    view! {
        <form class="stack form-page tab-part" novalidate on:submit=send>
            {changed}
            <ErrorSummary form=form />
            <GroupFields entries=StoredValue::new(entries) choices=choices except=id />
            <div>
                <Button submit=true class="btn-primary" busy=form.busy>
                    {move || words::t().save}
                </Button>
            </div>
        </form>
    }
    .into_any()
}

#[component]
fn Cancel(open: RwSignal<bool>, shown: Shown) -> impl IntoView {
    let (session, toasts) = (use_session(), use_toasts());
    let reason = Entry::new(
        "reason",
        || booking_words::t().reason,
        "",
        optional::<CancellationReason>,
    );
    let form = Form::new(vec![reason]);
    let failure = RwSignal::new(None::<CallError>);
    let send = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        let version = shown
            .booking
            .with_untracked(|one| one.ready().map(|one| one.version));
        let Some(version) = version.filter(|_| form.begin()) else {
            return;
        };
        failure.set(None);
        let body = Cancellation {
            reason: reason.parse(),
        };
        let client = session.client();
        spawn_local(async move {
            match session.notice(client.cancel_booking(shown.id, version, &body).await) {
                Ok(now) => {
                    form.succeed();
                    toasts.say(words::t().cancelled);
                    open.try_set(false);
                    shown.booking.try_set(Remote::Ready(now));
                }
                Err(error) => {
                    form.succeed();
                    failure.try_set(Some(error));
                    if !shown.booking.is_disposed() {
                        shown.load();
                    }
                }
            }
        });
    };
    let failed = move || {
        let error = failure.get();
        error.map(|error| view! { <Banner kind=Kind::Danger>{i18n::error_text(&error)}</Banner> })
    };
    view! {
        <form method="post" novalidate on:submit=send>
            <div class="dialog-body stack">
                {failed}
                <p>{move || words::t().cancel_text}</p>
                <ErrorSummary form=form />
                <TextArea entry=reason optional=true />
            </div>
            <footer class="dialog-foot">
                <Button on_click=move |()| open.set(false)>{move || words::t().keep}</Button>
                <Button submit=true class="btn-danger" busy=form.busy>
                    {move || words::t().cancel}
                </Button>
            </footer>
        </form>
    }
    .into_any()
}
