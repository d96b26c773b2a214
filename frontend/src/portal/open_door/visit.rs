//! A visit: the waiting room, the conversation, and what comes after it. It asks the server for
//! what is new for as long as the page is open; that is also how the server knows that one is there.

use crate::{
    i18n::portal_open_door as words,
    open_door::{Line, Talk},
    paths,
    portal::{area::use_portal, frame::Crisis},
    session::use_session,
    settings::Answer,
    ui::{
        Banner, Button, DeleteQuestion, Dialog, Kind, dom,
        icon::{self, icon},
    },
};
use client::{Client, Visit};
use domain::{
    open_door::{OpenDoorStatus, OwnOpenDoorVisit, OwnOpenDoorVisitQuery},
    problem::ProblemCode,
};
use leptos::{prelude::*, task::spawn_local};
use std::time::Duration;

/// The longest wait before the next attempt.
const PATIENCE: Duration = Duration::from_secs(15);

/// What is known of the visit.
#[derive(Clone, Copy)]
struct Seen {
    visit: RwSignal<Option<OwnOpenDoorVisit>>,
    /// Whether it is not there any more.
    is_gone: RwSignal<bool>,
    /// Whether the server does not answer at the moment.
    is_offline: RwSignal<bool>,
}

impl Seen {
    /// Follows it for as long as the calling component is shown.
    fn follow(visit: Visit) -> Self {
        let seen = Self {
            visit: RwSignal::new(None),
            is_gone: RwSignal::new(false),
            is_offline: RwSignal::new(false),
        };
        spawn_local(async move { seen.ask_on(visit).await });
        seen
    }

    async fn ask_on(self, visit: Visit) {
        let (mut after, mut failures) = (None, 0_u32);
        while !self.visit.is_disposed() {
            let query = OwnOpenDoorVisitQuery {
                after: after.clone(),
            };
            match visit.read_own_open_door_visit(&query).await {
                Ok(new) => {
                    failures = 0;
                    self.is_offline.try_set(false);
                    let is_over = new.status == OpenDoorStatus::Ended;
                    let is_new = after.as_ref() != Some(&new.mark);
                    after = Some(new.mark.clone());
                    if is_new {
                        self.visit.try_set(Some(new));
                    }
                    if is_over {
                        return;
                    }
                    if !is_new {
                        // Nothing happened for a while, or the server goes down.
                        dom::wait(Duration::from_secs(1)).await;
                    }
                }
                Err(error) if error.code() == Some(ProblemCode::NotFound) => {
                    self.is_gone.try_set(true);
                    return;
                }
                Err(_) => {
                    failures += 1;
                    // A server that restarts is back before anybody needs to know.
                    self.is_offline.try_set(failures > 1);
                    dom::wait(Duration::from_secs(1 << failures.min(4)).min(PATIENCE)).await;
                }
            }
        }
    }
}

/// The visit with this secret.
#[component]
pub fn VisitView(
    token: String,
    /// Closes it here, once it is over.
    on_forget: Callback<()>,
) -> impl IntoView {
    let visit = use_session().client().open_door_visit(&token);
    let seen = Seen::follow(visit.clone());
    let status = Memo::new(move |_| seen.visit.with(|seen| seen.as_ref().map(|one| one.status)));
    let last = Memo::new(move |_| {
        seen.visit
            .with(|seen| seen.as_ref().map_or(0, |one| one.last_position))
    });
    let ending = RwSignal::new(false);
    let counselor = Memo::new(move |_| {
        seen.visit
            .with(|seen| seen.as_ref().and_then(|one| one.counselor.clone()))
    });
    let about = move || {
        if seen.is_offline.get() {
            return words::t().offline.to_owned();
        }
        match (status.get(), counselor.get()) {
            (None, _) => String::new(),
            (Some(OpenDoorStatus::Waiting), _) => words::t().waiting_short.to_owned(),
            (Some(OpenDoorStatus::Talking), Some(name)) => words::talking(&name),
            (Some(OpenDoorStatus::Talking), None) => words::t().talking_gone.to_owned(),
            (Some(OpenDoorStatus::Ended), _) => words::t().ended_short.to_owned(),
        }
    };
    let leave = move || {
        let verb: fn() -> &'static str = match status.get()? {
            OpenDoorStatus::Waiting => || words::t().leave,
            OpenDoorStatus::Talking => || words::t().end,
            OpenDoorStatus::Ended => return None,
        };
        Some(view! { <Button on_click=move |()| ending.set(true)>{verb}</Button> })
    };
    let state = move || match status.get() {
        Some(OpenDoorStatus::Waiting) => view! { <Waits seen=seen /> }.into_any(),
        Some(OpenDoorStatus::Ended) => view! { <Ended seen=seen on_forget=on_forget /> }.into_any(),
        Some(OpenDoorStatus::Talking) | None => ().into_any(),
    };
    let other = Signal::derive(move || {
        counselor
            .get()
            .unwrap_or_else(|| words::t().somebody.to_owned())
    });
    let line = StoredValue::new(Line::Visitor(visit.clone()));
    let talk = move || {
        if seen.is_gone.get() {
            return view! { <Gone on_forget=on_forget /> }.into_any();
        }
        view! {
            {state}
            <Talk
                line=line.get_value()
                last=last
                writable=Signal::derive(move || {
                    matches!(
                        status.get(),
                        Some(OpenDoorStatus::Waiting | OpenDoorStatus::Talking)
                    )
                })
                nothing=|| words::t().nothing_written
                label=Signal::derive(|| words::t().message.to_owned())
                other=other
            />
        }
        .into_any()
    };
    let ended = Callback::new(move |()| dom::focus_soon("main"));
    view! {
        <main class="portal-main portal-chat" id="main" tabindex="-1">
            <div class="chat door" data-view="room">
                <section class="chat-main" aria-labelledby="door-title">
                    <header class="chat-head">
                        <div class="chat-who">
                            <h1 class="door-title" id="door-title">{move || words::t().title}</h1>
                            <p class="xsmall muted" role="status">{about}</p>
                        </div>
                        {leave}
                    </header>
                    {talk}
                    <LeaveDialog visit=visit open=ending on_left=ended />
                </section>
                <aside class="door-aside">
                    <p class="small">{move || words::t().fact_erased}</p>
                    <p class="small">{move || words::t().fact_reload}</p>
                    <Crisis />
                </aside>
            </div>
        </main>
    }
    .into_any()
}

/// The place in the queue.
#[component]
fn Waits(seen: Seen) -> impl IntoView {
    let place = Memo::new(move |_| {
        seen.visit
            .with(|seen| seen.as_ref().and_then(|one| one.place))
    });
    view! {
        <div class="door-state">
            <p class="door-place" role="status">{move || place.get().map(words::place)}</p>
            <p>{move || words::t().waits_text}</p>
            <details class="door-crisis">
                <summary>
                    {move || words::t().danger}
                    {icon(icon::CHEVRON_DOWN)}
                </summary>
                <Crisis />
            </details>
        </div>
    }
    .into_any()
}

/// How it ended, and what there is besides.
#[component]
fn Ended(seen: Seen, on_forget: Callback<()>) -> impl IntoView {
    let slug = use_portal().slug();
    let how = move || {
        let end = seen
            .visit
            .with(|seen| seen.as_ref().and_then(|one| one.ended_by));
        words::ended(end)
    };
    let erased = move || {
        let at = seen
            .visit
            .with(|seen| seen.as_ref().and_then(|one| one.erased_by));
        at.map(words::erased_by)
    };
    view! {
        <div class="door-state">
            <h2 class="door-place">{how}</h2>
            <p>{move || words::t().ended_text} " " {erased}</p>
            <div class="row">
                <a class="btn btn-primary" href=paths::portal_write(&slug)>
                    {icon(icon::SQUARE_PEN)}
                    {move || words::t().write}
                </a>
                <a class="btn" href=paths::portal_register(&slug, None)>
                    {move || words::t().register}
                </a>
                <Button class="btn-quiet" on_click=on_forget>{move || words::t().close}</Button>
            </div>
        </div>
    }
    .into_any()
}

/// That nothing of it is left.
#[component]
fn Gone(on_forget: Callback<()>) -> impl IntoView {
    view! {
        <div class="chat-missing">
            <Banner
                kind=Kind::Info
                actions=move || view! {
                    <Button on_click=on_forget>{move || words::t().close}</Button>
                }
            >
                {move || words::t().gone}
            </Banner>
        </div>
    }
    .into_any()
}

#[component]
fn LeaveDialog(visit: Visit, open: RwSignal<bool>, on_left: Callback<()>) -> impl IntoView {
    let visit = StoredValue::new(visit);
    let leave = Callback::new(move |_: Client| -> Answer<()> {
        let visit = visit.get_value();
        Box::pin(async move { visit.leave_open_door().await })
    });
    view! {
        <Dialog
            id="leave-door"
            open=open
            small=true
            title=|| words::t().end_title
            children=move || view! {
                <DeleteQuestion
                    open=open
                    text=Signal::derive(|| words::t().end_text.to_owned())
                    verb=Signal::derive(|| words::t().end.to_owned())
                    done=|| words::t().ended_done
                    delete=leave
                    on_deleted=on_left
                />
            }
        />
    }
    .into_any()
}
