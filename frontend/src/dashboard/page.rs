//! How the page hangs together, and when it asks anew.

use super::{account::AccountCard, agenda::Agenda, tiles::Tiles, waiting::Waiting};
use crate::{
    i18n::{dashboard as words, format},
    live::use_live,
    paths,
    remote::{Loaded, load},
    session::use_session,
    shell::set_title,
    ui::{
        Banner, Kind, Skeleton, dom,
        icon::{self, icon},
    },
};
use chrono::{DateTime, Datelike, Utc};
use domain::{
    access::{Action, Relation},
    accounts::Account,
    dashboard::Dashboard,
    events::EventKind,
};
use leptos::{prelude::*, task::spawn_local};
use std::time::Duration;

/// However much happens, it asks no more often.
const REST: Duration = Duration::from_secs(2);
/// How often the time that it shows goes on.
const TICK: Duration = Duration::from_secs(20);

/// What is here; nothing until it is.
pub type Here = Memo<Option<Dashboard>>;

/// The page.
#[component]
pub fn DashboardPage() -> impl IntoView {
    set_title(|| words::t().title.into());
    let session = use_session();
    let dashboard = load(|client| async move { client.read_dashboard().await });
    let now = RwSignal::new(format::now());
    let rests = RwSignal::new(false);
    use_live().follow(
        |event| event.kind != EventKind::ViewersChanged,
        move || rests.get(),
        move || {
            rests.set(true);
            dashboard.load_again();
            spawn_local(async move {
                dom::wait(REST).await;
                let _ = rests.try_set(false);
            });
        },
    );
    // A dashboard lies open all day, and the next.
    spawn_local(async move {
        loop {
            dom::wait(TICK).await;
            let before = now.try_get_untracked().map(format::day);
            let new = format::now();
            if before.is_none() || now.try_set(new).is_some() {
                return;
            }
            if before != Some(format::day(new)) {
                dashboard.load_again();
            }
        }
    });
    let name = move || match session.account() {
        Some(Account::Counselor { display_name, .. }) => display_name,
        Some(Account::Client { .. }) | None => String::new(),
    };
    // What does not come anew leaves what is here; it comes with the connection.
    let here: Here = Memo::new(
        move |known: Option<&Option<Dashboard>>| match dashboard.ready() {
            Loaded::Here(dashboard) => Some(dashboard),
            Loaded::Nothing | Loaded::Failure(_) => known.cloned().flatten(),
        },
    );
    let failure = Memo::new(move |_| match dashboard.ready() {
        Loaded::Failure(error) => Some(error),
        Loaded::Nothing | Loaded::Here(_) => None,
    });
    let is_here = Memo::new(move |_| here.with(Option::is_some));
    let content = move || {
        if is_here.get() {
            view! { <Content here=here now=now /> }.into_any()
        } else if let Some(error) = failure.get() {
            dashboard.failure_view(error)
        } else {
            view! { <Skeleton lines=8 /> }.into_any()
        }
    };
    view! {
        <div class="page">
            <header class="page-head">
                <div>
                    <h1>{move || words::greeting(&name(), minutes(now.get()))}</h1>
                    <p class="muted">{move || day(now.get())}</p>
                </div>
                <div class="page-actions">
                    <a class="btn" href=paths::bookings(&[(paths::NEW, Some("yes"))])>
                        {icon(icon::CALENDAR_PLUS)}
                        {move || words::t().new_booking}
                    </a>
                    <a class="btn" href=paths::new_mail_request(None)>
                        {icon(icon::MAIL_PLUS)}
                        {move || words::t().new_request}
                    </a>
                </div>
            </header>
            {content}
        </div>
    }
    .into_any()
}

fn minutes(now: DateTime<Utc>) -> u32 {
    format::wall(now).map_or(0, |(_, minutes)| minutes)
}

/// "Dienstag, 14. Juli 2026, KW 29".
fn day(now: DateTime<Utc>) -> String {
    let today = format::wall(now).map(|(day, _)| day).unwrap_or_default();
    let week = today.iso_week().week();
    format!("{}, {}", format::long_day(today), words::week(week))
}

#[component]
fn Content(here: Here, now: RwSignal<DateTime<Utc>>) -> impl IntoView {
    view! {
        <SetUp />
        <Tiles here=here now=now />
        <div class="dashboard">
            <Waiting here=here now=now />
            <div class="stack">
                <Agenda here=here now=now />
                <AccountCard here=here />
            </div>
        </div>
    }
    .into_any()
}

/// Leads whoever can set a new facility up to what is left of that.
#[component]
fn SetUp() -> impl IntoView {
    let account = untrack(|| use_session().account());
    if !account.is_some_and(|account| account.may(Action::ReadSetup, Relation::Common)) {
        return ().into_any();
    }
    let setup = load(|client| async move { client.read_setup().await });
    let hint = move || {
        let Loaded::Here(setup) = setup.ready() else {
            return ().into_any();
        };
        let (done, all) = (setup.done(), setup.items.len());
        if setup.dismissed || done == all {
            return ().into_any();
        }
        view! {
            <Banner kind=Kind::Info>
                {move || words::set_up(done, all)} " "
                <a href=paths::SETTINGS>{move || words::t().go_on_setting_up}</a>
            </Banner>
        }
        .into_any()
    };
    hint.into_any()
}

/// A part of it, which is shown anew only when it has changed.
pub fn part<T: Clone + PartialEq + Send + Sync + 'static>(
    here: Here,
    pick: impl Fn(&Dashboard) -> T + Send + Sync + 'static,
) -> Memo<Option<T>> {
    Memo::new(move |_| here.with(|here| here.as_ref().map(&pick)))
}
