//! Where one is signed in, and signing out there: the same for staff and clients.

use crate::{
    i18n::{self, format, sessions as words},
    pages::Pages,
    session::use_session,
    ui::{
        Banner, Button, Kind, dom,
        icon::{self, icon},
        use_toasts,
    },
};
use client::CallError;
use domain::{
    ids::SessionId,
    sessions::{SessionQuery, SessionSummary},
};
use leptos::{prelude::*, task::spawn_local};

/// What is being ended.
#[derive(Clone, Copy)]
struct Ending {
    pages: Pages<SessionSummary>,
    busy: RwSignal<bool>,
    failure: RwSignal<Option<CallError>>,
}

impl Ending {
    /// Ends one, or all but this one.
    fn end(self, id: Option<SessionId>) {
        if self.busy.get_untracked() {
            return;
        }
        self.busy.set(true);
        self.failure.set(None);
        let (session, toasts) = (use_session(), use_toasts());
        let client = session.client();
        spawn_local(async move {
            let result = match id {
                Some(id) => client.end_session(id).await,
                None => client.end_other_sessions().await,
            };
            if self.busy.is_disposed() {
                return;
            }
            self.busy.set(false);
            match session.notice(result) {
                Ok(()) => {
                    toasts.say(match id {
                        Some(_) => words::t().ended,
                        None => words::t().others_ended,
                    });
                    self.pages.change(|rows| {
                        rows.retain(|row| row.current || id.is_some_and(|id| row.id != id));
                    });
                    dom::focus_soon("main");
                }
                Err(error) => self.failure.set(Some(error)),
            }
        });
    }
}

/// The devices, and the buttons that sign them out.
#[component]
pub fn SessionList() -> impl IntoView {
    let ask = |client: client::Client, after| async move {
        let query = SessionQuery { after, limit: None };
        client.list_sessions(&query).await
    };
    let pages = Pages::new(ask, |one: &SessionSummary, other| one.id == other.id);
    pages.load();
    let ending = Ending {
        pages,
        busy: RwSignal::new(false),
        failure: RwSignal::new(None),
    };
    let owner = StoredValue::new(Owner::current().unwrap_or_default());
    let end = Callback::new(move |id| owner.with_value(|owner| owner.with(|| ending.end(id))));
    let device = move |row| view! { <Device row=row end=end /> }.into_any();
    let has_others = move || {
        pages.rows.with(|rows| {
            let rows = rows.ready();
            rows.is_some_and(|rows| rows.iter().any(|row| !row.current))
        })
    };
    let failed = move || {
        let error = ending.failure.get();
        error.map(|error| view! { <Banner kind=Kind::Danger>{i18n::error_text(&error)}</Banner> })
    };
    let list = move || {
        view! {
            <ul class="devices" aria-label=move || words::t().caption>
                {pages.each(|row| row.id, device)}
            </ul>
            {pages.foot(words::loaded)}
        }
    };
    view! {
        <p class="muted">{move || words::t().lead}</p>
        {failed}
        {pages.view(|| (), list)}
        {move || {
            has_others()
                .then(|| view! {
                    <div class="row">
                        <Button busy=ending.busy shape=icon::LOG_OUT on_click=move |()| end.run(None)>
                            {move || words::t().end_others}
                        </Button>
                    </div>
                })
        }}
    }
    .into_any()
}

#[component]
fn Device(row: SessionSummary, end: Callback<Option<SessionId>>) -> impl IntoView {
    let SessionSummary {
        id,
        device,
        created_at,
        last_seen_at,
        current,
    } = row;
    let device = StoredValue::new(device);
    let name = move || {
        device
            .get_value()
            .unwrap_or_else(|| words::t().unknown.into())
    };
    let action = if current {
        view! {
            <span class="badge badge-info">{icon(icon::CHECK)} {move || words::t().this}</span>
        }
        .into_any()
    } else {
        view! {
            <button
                class="btn btn-sm"
                type="button"
                aria-label=move || words::end_device(&name())
                on:click=move |_| end.run(Some(id))
            >
                {move || words::t().end}
            </button>
        }
        .into_any()
    };
    view! {
        <li>
            <div>
                <b>{name}</b>
                <p class="small muted">
                    {move || words::t().last_seen} " "
                    <time datetime=format::machine(last_seen_at)>{move || format::moment(last_seen_at)}</time>
                    " · " {move || words::t().signed_in} " "
                    <time datetime=format::machine(created_at)>{move || format::moment(created_at)}</time>
                </p>
            </div>
            {action}
        </li>
    }
    .into_any()
}
