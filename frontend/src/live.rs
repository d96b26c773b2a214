//! The live connection: what changed on the server, as it happens. It carries kinds and ids; what
//! a page shows of them it fetches itself.

use crate::{
    i18n::common,
    presences::Presences,
    session::{Session, ended},
    ui::{dom, icon, use_toasts},
};
use client::{Arrived, Heard};
use domain::{
    events::{EphemeralEvent, Event, EventKind},
    ids::ConnectionId,
    notifications::Notice,
};
use leptos::{prelude::*, task::spawn_local};
use std::time::Duration;

/// The longest wait before the next attempt to connect.
const PATIENCE: Duration = Duration::from_secs(20);

/// What listeners hear.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum News {
    /// Something changed.
    Event(Event),
    /// The connection was gone for a while: anything may have changed.
    Missed,
}

type Listener = (u32, Callback<News>);

/// The live connection of this page.
#[derive(Clone, Copy, Debug)]
pub struct Live {
    listeners: StoredValue<Vec<Listener>>,
    next: StoredValue<u32>,
    /// Raised with each start and stop, so that only the newest connection goes on.
    era: StoredValue<u32>,
    offline: RwSignal<bool>,
    presences: Presences,
    /// What is done about what the browser is to show.
    on_notice: StoredValue<Option<Callback<Notice>>>,
}

/// The live connection, from any component.
pub fn use_live() -> Live {
    expect_context()
}

impl Live {
    /// Makes it, once, at the root; it connects when [`Self::start`] is called.
    pub fn provide() {
        let live = Self {
            listeners: StoredValue::new(Vec::new()),
            next: StoredValue::new(0),
            era: StoredValue::new(0),
            offline: RwSignal::new(false),
            presences: Presences::provide(),
            on_notice: StoredValue::new(None),
        };
        let toasts = use_toasts();
        Effect::new(move |shown: Option<Option<u32>>| {
            if live.offline.get() {
                let text = Signal::derive(|| common::t().offline.into());
                Some(toasts.keep(icon::WIFI_OFF, text))
            } else {
                if let Some(id) = shown.flatten() {
                    toasts.take_away(id);
                }
                None
            }
        });
        provide_context(live);
    }

    /// Calls `hear` with all news, as long as the calling component is shown.
    pub fn listen(self, hear: impl Fn(News) + Send + Sync + 'static) {
        let id = self.next.get_value();
        self.next.set_value(id + 1);
        self.listeners
            .update_value(|all| all.push((id, Callback::new(hear))));
        on_cleanup(move || {
            self.listeners
                .try_update_value(|all| all.retain(|(other, _)| *other != id));
        });
    }

    /// Calls `show` with what the browser is to show, as long as the calling component is shown.
    pub fn on_notice(self, show: impl Fn(Notice) + Send + Sync + 'static) {
        self.on_notice.set_value(Some(Callback::new(show)));
        on_cleanup(move || {
            self.on_notice.try_update_value(Option::take);
        });
    }

    /// Calls `again` when something happened that `concerns` what the calling component shows, and
    /// when anything may have; not while that is `held`, but as soon as it is let go.
    pub fn follow(
        self,
        concerns: impl Fn(Event) -> bool + Send + Sync + 'static,
        held: impl Fn() -> bool + 'static,
        again: impl Fn() + 'static,
    ) {
        let is_old = RwSignal::new(false);
        let owner = Owner::current().unwrap_or_default();
        self.listen(move |news| {
            let concerned = match news {
                News::Event(event) => concerns(event),
                News::Missed => true,
            };
            if concerned {
                is_old.set(true);
            }
        });
        Effect::new(move |_| {
            if is_old.get() && !held() {
                is_old.set(false);
                // What is asked for outlives this run of the effect.
                owner.with(|| untrack(&again));
            }
        });
    }

    /// Connects as the account that is signed in.
    pub fn start(self, session: Session) {
        let era = self.begin_era();
        spawn_local(self.stay_connected(session, era));
    }

    /// Hears nothing more.
    pub fn stop(self) {
        self.begin_era();
        self.offline.set(false);
        self.presences.forget();
    }

    fn begin_era(self) -> u32 {
        let era = self.era.get_value() + 1;
        self.era.set_value(era);
        era
    }

    async fn stay_connected(self, session: Session, era: u32) {
        let is_current = || self.era.get_value() == era;
        let (mut failures, mut position) = (0_u32, None);
        while is_current() {
            match session.notice(session.client().stream_events(position).await) {
                Ok(mut stream) => {
                    self.offline.set(false);
                    failures = 0;
                    self.presences.read(session);
                    while is_current() {
                        let Some(arrived) = stream.arrives().await else {
                            break;
                        };
                        if is_current() {
                            self.take(arrived, session);
                        }
                    }
                    position = stream.position();
                }
                Err(error) if ended(&error) => return,
                Err(_) => {
                    failures += 1;
                    // A server that restarts is back before anybody needs to know.
                    self.offline.set(is_current() && failures > 1);
                }
            }
            if is_current() {
                dom::wait(Duration::from_secs(1 << failures.min(5)).min(PATIENCE)).await;
            }
        }
    }

    fn take(self, arrived: Arrived, session: Session) {
        match arrived {
            Arrived::Heard(Heard::Event(event)) => {
                if event.kind == EventKind::ChatMessageSent
                    && let Some(chat) = event.chat_id
                {
                    self.presences.end_typing(chat);
                }
                self.publish(News::Event(event));
            }
            Arrived::Heard(Heard::Missed) => self.publish(News::Missed),
            Arrived::Ephemeral(EphemeralEvent::Notified(notice)) => {
                if let Some(show) = self.on_notice.get_value() {
                    show.try_run(notice);
                }
            }
            Arrived::Ephemeral(event) => self.presences.hear(event, session),
            Arrived::Beat(connection) => answer(session, connection),
        }
    }

    fn publish(self, news: News) {
        // A listener may unsubscribe others while it is being called.
        for (_, hear) in self.listeners.get_value() {
            hear.try_run(news);
        }
    }
}

/// Says that this page is still there. The question comes over the connection, as timers of pages
/// that nobody looks at hardly run. Where the answer is lost the next one is not.
fn answer(session: Session, connection: ConnectionId) {
    let client = session.client();
    spawn_local(async move {
        let _ = client.answer_beat(connection).await;
    });
}
