//! A conversation at the open door, the same for both sides: what was written, and where one writes.
//! What is written goes out in order under a key of its own, however often that takes.

use crate::{
    chats::said,
    i18n::{self, chats as words, common, format},
    session::Session,
    ui::{
        Banner, Button, Kind, dom,
        icon::{self, icon},
    },
};
use chrono::{DateTime, Utc};
use client::{CallError, CallResult, Visit};
use domain::{
    chats::ChatMessageWrite,
    ids::OpenDoorVisitId,
    open_door::{OpenDoorMessage, OpenDoorMessageQuery, OpenDoorMessages, OpenDoorSide},
    page::Limit,
    problem::FieldError,
    text::ChatText,
};
use leptos::{prelude::*, task::spawn_local};
use std::time::Duration;
use uuid::Uuid;
use web_sys::{KeyboardEvent, SubmitEvent};

/// So many messages are asked for at once.
const PART: u16 = 100;
/// The longest wait before the next attempt.
const PATIENCE: Duration = Duration::from_secs(20);
/// The id of what scrolls.
const LOG: &str = "door-log";
/// The id of the text field.
const FIELD: &str = "door-text";

/// Which conversation, and on which side one is.
#[derive(Clone)]
pub enum Line {
    /// Of a visitor, by their secret.
    Visitor(Visit),
    /// Of staff, who are signed in.
    Staff(Session, OpenDoorVisitId),
}

impl Line {
    fn side(&self) -> OpenDoorSide {
        match self {
            Self::Visitor(_) => OpenDoorSide::Visitor,
            Self::Staff(..) => OpenDoorSide::Counselor,
        }
    }

    async fn read(&self, query: OpenDoorMessageQuery) -> CallResult<OpenDoorMessages> {
        match self {
            Self::Visitor(visit) => visit.list_own_open_door_messages(&query).await,
            Self::Staff(session, id) => {
                let client = session.client();
                session.notice(client.list_open_door_messages(*id, &query).await)
            }
        }
    }

    async fn send(&self, key: Uuid, body: ChatMessageWrite) -> CallResult<OpenDoorMessage> {
        match self {
            Self::Visitor(visit) => visit.send_own_open_door_message(key, &body).await,
            Self::Staff(session, id) => {
                let client = session.client();
                session.notice(client.send_open_door_message(*id, key, &body).await)
            }
        }
    }
}

/// What is written and not shown from the server yet.
#[derive(Clone, PartialEq)]
struct Waiting {
    key: Uuid,
    text: ChatText,
    is_sent: bool,
    refused: Option<CallError>,
}

#[derive(Clone, Copy)]
struct Talking {
    line: StoredValue<Line>,
    side: OpenDoorSide,
    messages: RwSignal<Vec<OpenDoorMessage>>,
    waiting: RwSignal<Vec<Waiting>>,
    /// Up to where there is something to read.
    wanted: RwSignal<i64>,
    failure: RwSignal<Option<CallError>>,
    is_reading: StoredValue<bool>,
    is_sending: StoredValue<bool>,
}

impl Talking {
    fn new(line: Line) -> Self {
        Self {
            side: line.side(),
            line: StoredValue::new(line),
            messages: RwSignal::new(Vec::new()),
            waiting: RwSignal::new(Vec::new()),
            wanted: RwSignal::new(0),
            failure: RwSignal::new(None),
            is_reading: StoredValue::new(false),
            is_sending: StoredValue::new(false),
        }
    }

    /// There is something up to there.
    fn want(self, position: i64) {
        if self.wanted.try_with_untracked(|wanted| *wanted < position) == Some(true) {
            self.wanted.set(position);
        }
        if self.is_reading.try_get_value() == Some(false) {
            self.is_reading.set_value(true);
            spawn_local(async move {
                self.read_on().await;
                self.is_reading.try_set_value(false);
            });
        }
    }

    async fn read_on(self) {
        let mut failures = 0_u32;
        loop {
            let last = self
                .messages
                .try_with_untracked(|all| all.last().map_or(0, |one| one.position));
            let (Some(last), Some(wanted), Some(line)) = (
                last,
                self.wanted.try_get_untracked(),
                self.line.try_get_value(),
            ) else {
                return;
            };
            if last >= wanted {
                return;
            }
            let query = OpenDoorMessageQuery {
                after: Some(last),
                limit: Limit::try_from(PART).ok(),
            };
            match line.read(query).await {
                Ok(part) => {
                    failures = 0;
                    if part.messages.is_empty() {
                        return;
                    }
                    self.failure.try_set(None);
                    self.take(part.messages);
                }
                Err(error) if is_passing(&error) => {
                    failures += 1;
                    dom::wait(pause(&error, failures)).await;
                }
                Err(error) => {
                    self.failure.try_set(Some(error));
                    return;
                }
            }
        }
    }

    fn take(self, new: Vec<OpenDoorMessage>) {
        let is_mine = |key: Uuid| {
            let mut mine = new.iter().filter(|one| one.side == self.side);
            mine.any(|one| one.key == key)
        };
        self.waiting
            .try_update(|waiting| waiting.retain(|one| !is_mine(one.key)));
        self.messages.try_update(|all| all.extend(new));
    }

    #[expect(
        clippy::disallowed_methods,
        reason = "a key of a message is no row's id"
    )]
    fn say(self, text: ChatText) {
        let key = Uuid::now_v7();
        self.waiting.update(|waiting| {
            waiting.push(Waiting {
                key,
                text,
                is_sent: false,
                refused: None,
            });
        });
        to_end();
        self.start();
    }

    fn start(self) {
        if self.is_sending.try_get_value() == Some(false) {
            self.is_sending.set_value(true);
            spawn_local(async move {
                self.send_on().await;
                self.is_sending.try_set_value(false);
            });
        }
    }

    async fn send_on(self) {
        let mut failures = 0_u32;
        loop {
            // Behind one that is refused the others wait: their order stays.
            let next = self.waiting.try_with_untracked(|waiting| {
                let next = waiting.iter().find(|one| !one.is_sent)?;
                next.refused.is_none().then(|| next.clone())
            });
            let (Some(Some(next)), Some(line)) = (next, self.line.try_get_value()) else {
                return;
            };
            let body = ChatMessageWrite { text: next.text };
            match line.send(next.key, body).await {
                Ok(message) => {
                    failures = 0;
                    self.mark(next.key, |one| one.is_sent = true);
                    self.want(message.position);
                }
                Err(error) if is_passing(&error) => {
                    failures += 1;
                    dom::wait(pause(&error, failures)).await;
                }
                Err(error) => self.mark(next.key, |one| one.refused = Some(error)),
            }
        }
    }

    fn mark(self, key: Uuid, how: impl FnOnce(&mut Waiting)) {
        self.waiting.try_update(|waiting| {
            if let Some(one) = waiting.iter_mut().find(|one| one.key == key) {
                how(one);
            }
        });
    }
}

/// Whether the same may be answered later on.
fn is_passing(error: &CallError) -> bool {
    let Some(problem) = error.problem() else {
        return true;
    };
    problem.status >= 500 || problem.retry_after_seconds.is_some()
}

/// How long to wait before the next attempt.
fn pause(error: &CallError, failures: u32) -> Duration {
    let asked = error
        .problem()
        .and_then(|problem| problem.retry_after_seconds);
    let usual = Duration::from_secs(1 << failures.min(5)).min(PATIENCE);
    asked.map_or(usual, Duration::from_secs)
}

fn to_end() {
    request_animation_frame(|| {
        if let Some(log) = dom::by_id(LOG) {
            log.set_scroll_top(0);
        }
    });
}

/// The conversation, which stands in a `.chat-main`.
#[component]
pub fn Talk(
    /// Which, and on which side.
    line: Line,
    /// The position of the newest message there is.
    #[prop(into)]
    last: Signal<i64>,
    /// Whether one can write.
    #[prop(into)]
    writable: Signal<bool>,
    /// What is said where nothing was written yet.
    #[prop(into)]
    nothing: Signal<&'static str>,
    /// What the text field is called.
    #[prop(into)]
    label: Signal<String>,
    /// What the other side is called, for those who hear it.
    #[prop(into)]
    other: Signal<String>,
) -> impl IntoView {
    let talking = Talking::new(line);
    Effect::new(move |_| {
        let last = last.get();
        untrack(|| talking.want(last));
    });
    let positions = move || {
        let all = talking.messages.get().into_iter();
        all.map(|one| one.position).collect::<Vec<_>>()
    };
    let bubble = move |position: i64| {
        let message = talking
            .messages
            .with_untracked(|all| all.iter().find(|one| one.position == position).cloned());
        message.map(|message| bubble(&message, message.side == talking.side, other))
    };
    let keys = move || {
        let waiting = talking.waiting.get().into_iter();
        waiting.map(|one| one.key).collect::<Vec<_>>()
    };
    let waits = move |key: Uuid| view! { <Queued talking=talking key=key /> };
    let is_empty = Memo::new(move |_| {
        talking.messages.with(Vec::is_empty) && talking.waiting.with(Vec::is_empty)
    });
    let failed = move || {
        let failure = talking.failure.get()?;
        let again = move |()| {
            talking.failure.set(None);
            talking.want(talking.wanted.get_untracked());
        };
        Some(view! {
            <Banner
                kind=Kind::Danger
                actions=move || view! {
                    <Button class="btn-sm" on_click=again>{move || common::t().retry}</Button>
                }
            >
                {i18n::error_text(&failure)}
            </Banner>
        })
    };
    view! {
        <div
            class="scroll"
            id=LOG
            role="log"
            tabindex="0"
            aria-label=move || words::t().history
        >
            <div class="bubbles">
                {move || {
                    is_empty.get().then(|| view! { <p class="muted small">{move || nothing.get()}</p> })
                }}
                <For each=positions key=|position| *position children=bubble />
                <For each=keys key=|key| *key children=waits />
                {failed}
            </div>
        </div>
        {move || {
            writable.get().then(|| view! { <Compose talking=talking label=label /> })
        }}
    }
    .into_any()
}

fn bubble(message: &OpenDoorMessage, is_mine: bool, other: Signal<String>) -> AnyView {
    let sent_at: DateTime<Utc> = message.sent_at;
    let speaker = move || {
        if is_mine {
            words::t().you.to_owned()
        } else {
            other.get()
        }
    };
    view! {
        <div class="bubble" data-from=if is_mine { "us" } else { "client" } data-first="">
            <span class="sr-only">{speaker}": "</span>
            {said(&message.text)}
            <footer>
                <time datetime=format::machine(sent_at)>{move || format::clock_time(sent_at)}</time>
            </footer>
        </div>
    }
    .into_any()
}

/// One message that is not shown from the server yet.
#[component]
fn Queued(talking: Talking, key: Uuid) -> impl IntoView {
    let this = Memo::new(move |_| {
        talking
            .waiting
            .with(|waiting| waiting.iter().find(|one| one.key == key).cloned())
    });
    let text = this.with_untracked(|this| this.as_ref().map(|this| said(this.text.as_str())));
    let refused = move || {
        let error = this.with(|this| this.as_ref().and_then(|this| this.refused.clone()))?;
        let again = move |()| {
            talking.mark(key, |one| one.refused = None);
            talking.start();
        };
        Some(view! {
            <span class="field-error" role="alert">
                {icon(icon::CIRCLE_ALERT)}
                {i18n::error_text(&error)}
            </span>
            <Button class="btn-sm" on_click=again>{move || common::t().retry}</Button>
        })
    };
    view! {
        <div class="bubble" data-from="us" data-first="" data-state="queued">
            <span class="sr-only">{move || words::t().you}": "</span>
            {text}
            <footer>
                {icon(icon::CLOCK)}
                <span>{move || words::t().waits}</span>
            </footer>
            {refused}
        </div>
    }
    .into_any()
}

/// Where one writes. Enter sends where there are keys to press; on phones it makes a line.
#[component]
fn Compose(talking: Talking, label: Signal<String>) -> impl IntoView {
    let typed = RwSignal::new(String::new());
    let fault = RwSignal::new(None::<FieldError>);
    let send = move || {
        if typed.with_untracked(|typed| typed.trim().is_empty()) {
            return;
        }
        match typed.with_untracked(|typed| ChatText::try_from(typed.as_str())) {
            Ok(text) => {
                fault.set(None);
                typed.set(String::new());
                talking.say(text);
            }
            Err(error) => fault.set(Some(error)),
        }
        dom::focus_soon(FIELD);
    };
    let keys = move |event: KeyboardEvent| {
        let is_enter = event.key() == "Enter" && !event.shift_key() && !event.is_composing();
        if is_enter && dom::matches_media("(hover: hover) and (pointer: fine)") {
            event.prevent_default();
            send();
        }
    };
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        send();
    };
    let faulty = move || {
        fault.get().map(|fault| {
            view! {
                <p class="field-error" id="door-text-error" role="alert">
                    {icon(icon::CIRCLE_ALERT)}
                    {fault.text(i18n::speech())}
                </p>
            }
        })
    };
    view! {
        {faulty}
        <form class="chat-send" novalidate on:submit=submit>
            <textarea
                class="textarea"
                id=FIELD
                rows="1"
                dir="auto"
                enterkeyhint="enter"
                autocomplete="off"
                placeholder=move || words::t().message
                aria-label=move || label.get()
                aria-invalid=move || fault.get().map(|_| "true")
                aria-describedby=move || fault.get().map(|_| "door-text-error")
                prop:value=move || typed.get()
                on:input=move |event| {
                    typed.set(event_target_value(&event));
                    fault.set(None);
                }
                on:keydown=keys
            ></textarea>
            <button class="btn btn-primary" type="submit" aria-label=move || words::t().send>
                {icon(icon::SEND_HORIZONTAL)}
            </button>
        </form>
    }
    .into_any()
}
