//! Group appointments that a client can join, and those they have joined.

use super::{
    super::area::use_portal, group_place::GroupPlace, leave::LeaveQuestion, own::concerns,
};
use crate::{
    i18n::{
        self, channels, format, portal_booking as booking_words, portal_groups as words,
        portal_waiting as waiting_words,
    },
    live::use_live,
    pages::Pages,
    paths,
    remote::Remote,
    session::use_session,
    shell::set_title,
    ui::{
        Banner, Dialog, Empty, Kind, dom,
        icon::{self, icon},
        use_toasts,
    },
};
use chrono::{DateTime, Utc};
use client::{CallError, Client};
use domain::{
    bookings::{GroupOffer, GroupOfferQuery},
    ids::BookingId,
    problem::ProblemCode,
};
use leptos::{prelude::*, task::spawn_local};

/// The offers, and which of them is to be left.
#[derive(Clone, Copy)]
struct Offers {
    pages: Pages<GroupOffer>,
    leaving: RwSignal<Option<BookingId>>,
    open: RwSignal<bool>,
}

/// The page.
#[component]
pub fn GroupOffersPage() -> impl IntoView {
    set_title(|| words::t().title.into());
    let ask = |client: Client, after| async move {
        let query = GroupOfferQuery {
            after,
            ..GroupOfferQuery::default()
        };
        client.list_group_offers(&query).await
    };
    let offers = Offers {
        pages: Pages::new(ask, |one, other| one.id == other.id),
        leaving: RwSignal::new(None),
        open: RwSignal::new(false),
    };
    offers.pages.load();
    use_live().listen(move |news| {
        if concerns(&news) {
            offers.refresh();
        }
    });
    let empty = || view! { <Empty shape=icon::USERS_ROUND title=|| words::t().none text=|| words::t().none_text /> };
    let rows = move || {
        view! {
            <div class="stack">
                <ul class="appointments">
                    <For
                        each=move || offers.ids()
                        key=|id| *id
                        children=move |id| view! { <Row id=id offers=offers /> }
                    />
                </ul>
                <div>{offers.pages.foot(words::loaded)}</div>
            </div>
        }
    };
    let mine = paths::portal_appointments(&use_portal().slug());
    view! {
        <main class="portal-main" id="main" tabindex="-1">
            <div class="wrap portal-cols">
                <div class="portal-form portal-list">
                    <header class="stack stack-2">
                        <p class="small">
                            <a class="back" href=mine>
                                {icon(icon::ARROW_LEFT)}
                                {move || booking_words::t().list_title}
                            </a>
                        </p>
                        <h1>{move || words::t().title}</h1>
                        <p class="muted">{move || words::t().lead}</p>
                    </header>
                    {offers.pages.view(empty, rows)}
                </div>
            </div>
            <Leaving offers=offers />
        </main>
    }
    .into_any()
}

impl Offers {
    fn ids(self) -> Vec<BookingId> {
        self.pages.rows.with(|rows| {
            let rows = rows.ready().map_or(&[][..], Vec::as_slice);
            rows.iter().map(|one| one.id).collect()
        })
    }

    fn find(self, id: BookingId) -> Option<GroupOffer> {
        self.pages.rows.with(|rows| {
            let mut rows = rows.ready()?.iter();
            rows.find(|one| one.id == id).cloned()
        })
    }

    /// Asks again; what is shown stays where the answer does not come.
    fn refresh(self) {
        self.pages.ask(None, move |answer| {
            if let Ok(page) = answer {
                self.pages.next.set(page.next);
                self.pages.rows.set(Remote::Ready(page.items));
            }
        });
    }

    /// Notes in a row whether one takes part, until the server says it.
    fn note(self, id: BookingId, joined: bool) {
        self.pages.change(|rows| {
            if let Some(row) = rows.iter_mut().find(|row| row.id == id) {
                row.joined = joined;
                row.waiting = None;
            }
        });
        dom::focus_soon(row_id(id));
        self.refresh();
    }
}

fn row_id(id: BookingId) -> String {
    format!("group-{id}")
}

/// The question whether one really means it.
#[component]
fn Leaving(offers: Offers) -> impl IntoView {
    let question = move || {
        let Some(id) = offers.leaving.get_untracked() else {
            return ().into_any();
        };
        let text = Signal::derive(move || {
            let what = |one: GroupOffer| words::leave_text(&one.title, one.starts_at);
            offers.find(id).map(what).unwrap_or_default()
        });
        let left = Callback::new(move |()| offers.note(id, false));
        view! { <LeaveQuestion id=id text=text open=offers.open on_left=left /> }.into_any()
    };
    view! {
        <Dialog
            id="leave-group"
            open=offers.open
            small=true
            title=|| words::t().leave_title
            children=question
        />
    }
    .into_any()
}

#[component]
fn Row(id: BookingId, offers: Offers) -> impl IntoView {
    let offer = Memo::new(move |_| offers.find(id));
    let failure = RwSignal::new(None::<CallError>);
    let content = move || {
        let offer = offer.get();
        offer.map(|offer| view! { <Content offer=offer offers=offers failure=failure /> })
    };
    let failed = move || failure.get().map(|error| not_joined(&error));
    view! {
        <li id=row_id(id) tabindex="-1">
            {content}
            {failed}
        </li>
    }
}

/// Why one does not take part.
fn not_joined(error: &CallError) -> AnyView {
    match error.code() {
        Some(ProblemCode::NoPlaceLeft) => {
            view! { <Banner kind=Kind::Warn>{words::t().was_last}</Banner> }.into_any()
        }
        Some(ProblemCode::SlotsFree) => {
            view! { <Banner kind=Kind::Info>{words::t().place_free}</Banner> }.into_any()
        }
        Some(ProblemCode::LimitReached) => {
            let mine = paths::portal_appointments(&use_portal().slug());
            view! {
                <Banner kind=Kind::Warn>
                    {booking_words::t().limit} " " <a href=mine>{booking_words::t().mine}</a>
                </Banner>
            }
            .into_any()
        }
        _ => {
            let text = i18n::error_text(error);
            view! { <Banner kind=Kind::Danger>{text}</Banner> }.into_any()
        }
    }
}

#[component]
fn Content(
    offer: GroupOffer,
    offers: Offers,
    failure: RwSignal<Option<CallError>>,
) -> impl IntoView {
    let GroupOffer {
        id,
        title,
        remarks,
        counselor,
        channel,
        starts_at,
        ends_at,
        full,
        joined,
        waiting,
        ..
    } = offer;
    let what = move || {
        booking_words::what(
            channel.map_or("", channels::name),
            &counselor.display_name,
            (ends_at - starts_at).num_minutes(),
        )
    };
    let foot = match (joined, waiting, full) {
        (true, ..) => {
            view! { <Joined id=id title=title.clone() starts_at=starts_at offers=offers /> }
                .into_any()
        }
        (false, Some(wait), _) => {
            let changed = move |joined| offers.note(id, joined);
            view! { <GroupPlace id=id title=title.clone() wait=wait on_change=changed /> }
                .into_any()
        }
        (false, None, true) => view! {
            <Wait id=id title=title.clone() starts_at=starts_at offers=offers failure=failure />
        }
        .into_any(),
        (false, None, false) => view! {
            <Join id=id title=title.clone() starts_at=starts_at offers=offers failure=failure />
        }
        .into_any(),
    };
    let remarks = Some(remarks).filter(|remarks| !remarks.is_empty());
    view! {
        <h2>{title}</h2>
        <p>
            <time datetime=format::machine(starts_at)>{move || booking_words::when(starts_at)}</time>
        </p>
        <p class="requests-meta">
            <span>{what}</span>
        </p>
        {remarks.map(|remarks| view! { <p class="appointment-said">{remarks}</p> })}
        {foot}
    }
    .into_any()
}

#[component]
fn Joined(id: BookingId, title: String, starts_at: DateTime<Utc>, offers: Offers) -> impl IntoView {
    let mine = paths::portal_appointments(&use_portal().slug());
    let name = move || words::leave_named(&title, starts_at);
    let leave = move |_| {
        offers.leaving.set(Some(id));
        offers.open.set(true);
    };
    view! {
        <p class="requests-meta">
            <span class="status" data-status="completed">
                {icon(icon::CIRCLE_CHECK)}
                {move || words::t().joined}
            </span>
            <a href=mine>{move || booking_words::t().list_title}</a>
        </p>
        <div>
            <button class="btn btn-sm" type="button" aria-label=name on:click=leave>
                {move || words::t().leave}
            </button>
        </div>
    }
    .into_any()
}

#[component]
fn Join(
    id: BookingId,
    title: String,
    starts_at: DateTime<Utc>,
    offers: Offers,
    failure: RwSignal<Option<CallError>>,
) -> impl IntoView {
    let (session, toasts) = (use_session(), use_toasts());
    let busy = RwSignal::new(false);
    let join = move |_| {
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        failure.set(None);
        let client = session.client();
        spawn_local(async move {
            let answer = session.notice(client.join_group_booking(id).await);
            busy.try_set(false);
            if answer.is_ok() {
                toasts.say(words::t().joined);
            }
            // The page may have been left meanwhile.
            if offers.open.is_disposed() {
                return;
            }
            match answer {
                Ok(_) => offers.note(id, true),
                Err(error) => {
                    if error.code() == Some(ProblemCode::NotFound) {
                        toasts.say(words::t().gone);
                    } else {
                        failure.try_set(Some(error));
                    }
                    offers.refresh();
                }
            }
        });
    };
    let name = move || words::join_named(&title, starts_at);
    view! {
        <div>
            <button
                class="btn btn-sm"
                type="button"
                aria-label=name
                aria-busy=move || busy.get().then_some("true")
                on:click=join
            >
                {move || words::t().join}
            </button>
        </div>
    }
    .into_any()
}

/// That all places are taken, and waiting for one.
#[component]
fn Wait(
    id: BookingId,
    title: String,
    starts_at: DateTime<Utc>,
    offers: Offers,
    failure: RwSignal<Option<CallError>>,
) -> impl IntoView {
    let (session, toasts) = (use_session(), use_toasts());
    let busy = RwSignal::new(false);
    let wait = move |_| {
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        failure.set(None);
        let client = session.client();
        spawn_local(async move {
            let answer = session.notice(client.wait_for_group_booking(id).await);
            busy.try_set(false);
            // The page may have been left meanwhile.
            if offers.open.is_disposed() {
                return;
            }
            match answer {
                Ok(now) => {
                    toasts.say(waiting_words::t().joined);
                    offers.pages.change(|rows| {
                        if let Some(row) = rows.iter_mut().find(|row| row.id == id) {
                            *row = now;
                        }
                    });
                    dom::focus_soon(row_id(id));
                }
                Err(error) if error.code() == Some(ProblemCode::NotFound) => {
                    toasts.say(words::t().gone);
                    offers.refresh();
                }
                Err(error) if error.code() == Some(ProblemCode::LimitReached) => {
                    toasts.say(waiting_words::t().limit);
                }
                Err(error) => {
                    failure.try_set(Some(error));
                    offers.refresh();
                }
            }
        });
    };
    let name = move || words::wait_named(&title, starts_at);
    view! {
        <p class="requests-meta">
            <span class="status" data-status="cancelled">
                {icon(icon::USERS_ROUND)}
                {move || words::t().full}
            </span>
        </p>
        <p class="small muted">{move || words::t().wait_text}</p>
        <div>
            <button
                class="btn btn-sm"
                type="button"
                aria-label=name
                aria-busy=move || busy.get().then_some("true")
                on:click=wait
            >
                {move || words::t().wait}
            </button>
        </div>
    }
    .into_any()
}
