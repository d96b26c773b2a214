//! The staff's page: the waiting room, and the conversations one has picked up there.

use super::{link::follow_visits, room::Room, seen::Seen};
use crate::{
    i18n::{self, format, open_door as words},
    paths, router,
    session::use_session,
    shell::set_title,
    ui::{
        Button, Empty, Skeleton,
        icon::{self, icon},
        use_toasts,
    },
};
use domain::{
    ids::OpenDoorVisitId,
    open_door::{OpenDoorStatus, OpenDoorVisit, OpenDoorVisits},
    problem::ProblemCode,
};
use leptos::{prelude::*, task::spawn_local};

/// The page.
#[component]
pub fn OpenDoorPage() -> impl IntoView {
    set_title(|| words::t().title.into());
    let (visits, seen) = (follow_visits(), Seen::new());
    let visit = Memo::new(|_| router::query("visit").and_then(|id| id.parse().ok()));
    let room = move || match visit.get() {
        Some(id) => view! { <Room id=id seen=seen /> }.into_any(),
        None => view! {
            <div class="chat-main chat-none">
                <Empty
                    shape=icon::DOOR_OPEN
                    title=|| words::t().none_open
                    text=|| words::t().none_open_text
                />
            </div>
        }
        .into_any(),
    };
    view! {
        <h1 class="sr-only">{move || words::t().title}</h1>
        <div class="chat" data-view=move || if visit.get().is_some() { "room" } else { "list" }>
            <section class="chat-list" aria-label=move || words::t().waiting_room>
                <div class="chat-find">
                    <a class="btn btn-quiet btn-sm" href=paths::CHATS>
                        {icon(icon::ARROW_LEFT)}
                        {move || words::t().to_chats}
                    </a>
                </div>
                <div class="scroll">
                    <List visits=visits current=visit seen=seen />
                </div>
            </section>
            {room}
        </div>
    }
    .into_any()
}

#[component]
fn List(
    visits: RwSignal<Option<OpenDoorVisits>>,
    current: Memo<Option<OpenDoorVisitId>>,
    seen: Seen,
) -> impl IntoView {
    let is_here = Memo::new(move |_| visits.with(Option::is_some));
    let waiting = Memo::new(move |_| {
        visits.with(|visits| {
            visits
                .as_ref()
                .map(|all| all.waiting.clone())
                .unwrap_or_default()
        })
    });
    let own = move |ended: bool| {
        Memo::new(move |_| {
            visits.with(|visits| {
                let own = visits.iter().flat_map(|all| all.own.iter());
                own.filter(|one| (one.status == OpenDoorStatus::Ended) == ended)
                    .cloned()
                    .collect::<Vec<_>>()
            })
        })
    };
    let (talking, ended) = (own(false), own(true));
    let door = move || {
        let door = visits.with(|visits| visits.as_ref().map(|all| all.door));
        door.map(|door| words::door(&door))
    };
    let elsewhere = move || {
        let count = visits.with(|visits| visits.as_ref().map_or(0, |all| all.with_colleagues));
        (count > 0).then(|| {
            view! { <p class="muted small chat-lead">{words::with_colleagues(count)}</p> }
        })
    };
    let part = move |title: fn() -> &'static str, list: Memo<Vec<OpenDoorVisit>>| {
        let is_any = Memo::new(move |_| list.with(|list| !list.is_empty()));
        move || {
            is_any.get().then(|| {
                view! {
                    <h2 class="chat-others">{title}</h2>
                    <ul class="streams">
                        <For
                            each=move || list.get()
                            key=|one| (one.id, one.status, one.last_position, one.away_since)
                            children=move |one| view! { <Row visit=one current=current seen=seen /> }
                        />
                    </ul>
                }
            })
        }
    };
    move || {
        if !is_here.get() {
            return view! { <Skeleton lines=6 /> }.into_any();
        }
        let nobody = move || {
            waiting
                .with(Vec::is_empty)
                .then(|| view! { <p class="muted small chat-lead">{move || words::t().nobody}</p> })
        };
        view! {
            <p class="small chat-lead">{door}</p>
            {part(|| words::t().talking, talking)}
            <h2 class="chat-others">{move || words::t().waiting}</h2>
            {nobody}
            <ul class="streams">
                <For
                    each=move || waiting.get()
                    key=|one| (one.id, one.last_position, one.away_since)
                    children=|one| view! { <WaitingRow visit=one /> }
                />
            </ul>
            {elsewhere}
            {part(|| words::t().ended, ended)}
        }
        .into_any()
    }
}

/// One who waits.
#[component]
fn WaitingRow(visit: OpenDoorVisit) -> impl IntoView {
    let (session, toasts) = (use_session(), use_toasts());
    let busy = RwSignal::new(false);
    let (id, number, since, away) = (visit.id, visit.number, visit.entered_at, visit.away_since);
    let pick_up = move |()| {
        busy.set(true);
        let client = session.client();
        spawn_local(async move {
            let answer = session.notice(client.pick_up_open_door_visit(id).await);
            busy.try_set(false);
            match answer {
                Ok(visit) => router::go(&paths::open_door(Some(visit.id))),
                Err(error) => {
                    let by = error.problem().and_then(|one| one.taken_by.clone());
                    match (error.code(), by) {
                        (Some(ProblemCode::TakenOver), Some(by)) => {
                            toasts.say(words::faster(&by.display_name));
                        }
                        (Some(ProblemCode::Conflict | ProblemCode::NotFound), _) => {
                            toasts.say(words::t().gone_already);
                        }
                        _ => toasts.say(i18n::error_text(&error)),
                    }
                }
            }
        });
    };
    let text = visit.first_text;
    view! {
        <li class="door-waiting">
            <div>
                <b>{move || words::visit(number)}</b>
                <span class="muted xsmall">{move || words::since(since)}</span>
                {away.map(|since| view! {
                    <span class="xsmall door-away">{move || words::away(since)}</span>
                })}
                {text.map(|text| view! { <p class="door-text" dir="auto">{text}</p> })}
            </div>
            <Button class="btn-primary btn-sm" busy=busy on_click=pick_up>
                {move || words::t().pick_up}
                <span class="sr-only">{move || format!(": {}", words::visit(number))}</span>
            </Button>
        </li>
    }
    .into_any()
}

/// One whom one has picked up.
#[component]
fn Row(visit: OpenDoorVisit, current: Memo<Option<OpenDoorVisitId>>, seen: Seen) -> impl IntoView {
    let (id, number) = (visit.id, visit.number);
    let is_current = move || (current.get() == Some(id)).then_some("page");
    let about = move || match (visit.away_since, visit.erased_by) {
        (_, Some(at)) => words::erased_by(at),
        (Some(since), None) => words::away(since),
        (None, None) => visit.picked_up_at.map(words::since).unwrap_or_default(),
    };
    let at = visit.ended_at;
    let unread = {
        let visit = visit.clone();
        Memo::new(move |_| current.get() != Some(visit.id) && seen.is_unread(&visit))
    };
    view! {
        <li>
            <a class="stream" href=paths::open_door(Some(id)) aria-current=is_current>
                {icon(icon::MESSAGE_CIRCLE)}
                <div>
                    <span class="stream-name">{move || words::visit(number)}</span>
                    <span class="stream-last">{about}</span>
                </div>
                <span class="stream-end">
                    {move || at.map(format::clock_time)}
                    {move || {
                        unread
                            .get()
                            .then(|| view! { <span class="badge badge-accent">{words::t().unread}</span> })
                    }}
                </span>
            </a>
        </li>
    }
    .into_any()
}
