//! The dialog: making the address, which is shown once, making another in its place, and making it
//! void.

use crate::{
    i18n::{self, calendar_feeds as words, common, format},
    remote::{Loaded, Resource, load},
    session::{Session, use_session},
    ui::{Banner, Button, Choice, CopyField, Dialog, Kind, Skeleton, Toasts, dom, use_toasts},
};
use client::CallError;
use domain::calendar_feeds::{CalendarFeed, CalendarFeedCreate, CalendarFeedSettings, FeedContent};
use leptos::{prelude::*, task::spawn_local};

/// The id of the field that shows the address.
const ADDRESS: &str = "feed-address";

/// The id of the question.
const QUESTION: &str = "feed-question";

/// The dialog.
#[component]
pub fn CalendarFeedDialog(open: RwSignal<bool>) -> impl IntoView {
    view! {
        <Dialog
            id="calendar-feed"
            open=open
            title=|| words::t().title
            children=move || view! { <Content open=open /> }
        />
    }
    .into_any()
}

/// What one has to mean: whoever has subscribed to the address reads nothing any more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Asked {
    Renew,
    Revoke,
}

/// The address, and what is under way with it.
#[derive(Clone, Copy)]
struct Feed {
    settings: Resource<CalendarFeedSettings>,
    /// How much a new address is to say.
    shows: RwSignal<FeedContent>,
    /// The new address, as long as it is shown.
    address: RwSignal<Option<String>>,
    asked: RwSignal<Option<Asked>>,
    busy: RwSignal<bool>,
    failure: RwSignal<Option<CallError>>,
    open: RwSignal<bool>,
    session: Session,
    toasts: Toasts,
}

#[component]
fn Content(open: RwSignal<bool>) -> impl IntoView {
    let feed = Feed {
        settings: load(|client| async move { client.read_calendar_feed().await }),
        shows: RwSignal::new(FeedContent::Busy),
        address: RwSignal::new(None),
        asked: RwSignal::new(None),
        busy: RwSignal::new(false),
        failure: RwSignal::new(None),
        open,
        session: use_session(),
        toasts: use_toasts(),
    };
    move || match (feed.address.get(), feed.settings.ready()) {
        (Some(address), _) => view! { <New address=address open=open /> }.into_any(),
        (None, Loaded::Here(settings)) => {
            view! { <Form feed=feed there=settings.feed /> }.into_any()
        }
        (None, Loaded::Nothing) => {
            view! { <div class="dialog-body"><Skeleton lines=4 /></div> }.into_any()
        }
        (None, Loaded::Failure(error)) => {
            view! { <div class="dialog-body">{feed.settings.failure_view(error)}</div> }.into_any()
        }
    }
}

impl Feed {
    fn begin(self) -> bool {
        let begins = !self.busy.get_untracked();
        if begins {
            self.busy.set(true);
            self.failure.set(None);
        }
        begins
    }

    fn create(self) {
        if !self.begin() {
            return;
        }
        let body = CalendarFeedCreate {
            shows: self.shows.get_untracked(),
        };
        let client = self.session.client();
        spawn_local(async move {
            let answer = self
                .session
                .notice(client.create_calendar_feed(&body).await);
            self.busy.try_set(false);
            match answer {
                Ok(created) => {
                    self.address.try_set(Some(created.address));
                    dom::focus_soon(ADDRESS);
                }
                Err(error) => {
                    self.failure.try_set(Some(error));
                }
            }
        });
    }

    fn revoke(self) {
        if !self.begin() {
            return;
        }
        let client = self.session.client();
        spawn_local(async move {
            let answer = self.session.notice(client.revoke_calendar_feed().await);
            self.busy.try_set(false);
            match answer {
                Ok(()) => {
                    self.toasts.say(words::t().revoked);
                    self.open.try_set(false);
                }
                Err(error) => {
                    self.failure.try_set(Some(error));
                }
            }
        });
    }

    fn ask(self, asked: Asked) {
        self.asked.set(Some(asked));
        dom::focus_soon(QUESTION);
    }
}

/// What is there, how much a new one is to say, and what can be done.
#[component]
fn Form(feed: Feed, there: Option<CalendarFeed>) -> impl IntoView {
    let shows = feed.shows;
    if let Some(there) = there {
        shows.set(there.shows);
    }
    let is_there = there.is_some();
    let failed = move || {
        let error = feed.failure.get();
        error.map(|error| view! { <Banner kind=Kind::Danger>{i18n::error_text(&error)}</Banner> })
    };
    let choice = move |content: FeedContent| {
        view! {
            <Choice
                group="shows"
                label=Signal::derive(move || words::shows(content))
                checked=Signal::derive(move || shows.get() == content)
                on_choose=move |()| shows.set(content)
            />
        }
    };
    let since = there.map(|there| {
        view! {
            <p>
                {move || words::there(&format::day(there.created_at), there.shows)}
                " "
                {move || words::t().not_again}
            </p>
        }
    });
    let foot = move || match feed.asked.get() {
        Some(asked) => view! { <Question feed=feed asked=asked /> }.into_any(),
        None if is_there => view! {
            <Button class="btn-danger" on_click=move |()| feed.ask(Asked::Revoke)>
                {move || words::t().revoke}
            </Button>
            <Button on_click=move |()| feed.ask(Asked::Renew)>{move || words::t().renew}</Button>
        }
        .into_any(),
        None => view! {
            <Button on_click=move |()| feed.open.set(false)>{move || common::t().cancel}</Button>
            <Button class="btn-primary" busy=feed.busy on_click=move |()| feed.create()>
                {move || words::t().create}
            </Button>
        }
        .into_any(),
    };
    let asked = move || {
        feed.asked.get().map(|_| {
            view! {
                <div id=QUESTION tabindex="-1">
                    <Banner kind=Kind::Warn>{words::t().voids}</Banner>
                </div>
            }
        })
    };
    view! {
        <div class="dialog-body stack">
            <p class="muted">{move || words::t().lead}</p>
            {failed}
            {since}
            <fieldset class="stack stack-2">
                <legend class="label">
                    {move || if is_there { words::t().new_shows } else { words::t().shows }}
                </legend>
                {[FeedContent::Busy, FeedContent::Pseudonyms].map(choice)}
            </fieldset>
            {asked}
        </div>
        <footer class="dialog-foot">{foot}</footer>
    }
    .into_any()
}

/// Whether one really means it.
#[component]
fn Question(feed: Feed, asked: Asked) -> impl IntoView {
    let act = move |()| match asked {
        Asked::Renew => feed.create(),
        Asked::Revoke => feed.revoke(),
    };
    let word = move || match asked {
        Asked::Renew => words::t().renew_verb,
        Asked::Revoke => words::t().revoke_verb,
    };
    view! {
        <Button on_click=move |()| feed.asked.set(None)>{move || common::t().cancel}</Button>
        <Button class="btn-danger" busy=feed.busy on_click=act>{word}</Button>
    }
    .into_any()
}

/// The new address, this once.
#[component]
fn New(address: String, open: RwSignal<bool>) -> impl IntoView {
    view! {
        <div class="dialog-body stack">
            <Banner kind=Kind::Warn>{move || words::t().once}</Banner>
            <CopyField
                id=ADDRESS
                label=|| words::t().address
                value=address
                copied=|| words::t().copied
                not_copied=|| words::t().not_copied
            />
            <p class="muted">{move || words::t().how}</p>
        </div>
        <footer class="dialog-foot">
            <Button class="btn-primary" on_click=move |()| open.set(false)>
                {move || words::t().done}
            </Button>
        </footer>
    }
    .into_any()
}
