//! The areas, each with what there is of it.

use super::page::{Here, part};
use crate::{
    i18n::{dashboard as words, format, shell as shell_words},
    paths,
    ui::icon::{self, icon},
};
use chrono::{DateTime, Datelike, Utc};
use domain::{bookings::BookingKind, mail_requests::MailRequestCounts};
use leptos::prelude::*;

/// All five.
#[component]
pub fn Tiles(here: Here, now: RwSignal<DateTime<Utc>>) -> impl IntoView {
    view! {
        <nav class="tiles" aria-label=move || words::t().areas>
            <MailTile here=here />
            <CalendarTile here=here now=now />
            <ChatTile here=here />
            <ClientsTile here=here />
            <StatisticsTile here=here />
        </nav>
    }
    .into_any()
}

fn counted(count: i64) -> String {
    format::counted(count, MailRequestCounts::MOST)
}

fn tile(
    (href, shape): (&'static str, &'static str),
    name: impl Fn() -> &'static str + Send + 'static,
    figure: impl Fn() -> (String, &'static str) + Clone + Send + 'static,
    sub: impl Fn() -> AnyView + Send + 'static,
) -> AnyView {
    let unit = figure.clone();
    view! {
        <a class="tile" href=href>
            <span class="tile-name">{icon(shape)} {name}</span>
            <span class="tile-fig">
                <b>{move || figure().0}</b>
                " "
                <span>{move || unit().1}</span>
            </span>
            " "
            <span class="tile-sub">{sub}</span>
        </a>
    }
    .into_any()
}

#[component]
fn MailTile(here: Here) -> impl IntoView {
    let mail = part(here, |all| {
        (all.mail.new, all.mail.overdue, all.mail.unread)
    });
    let counts = move || mail.get().unwrap_or_default();
    let figure = move || {
        let (new, ..) = counts();
        let word = if new == 1 {
            words::t().new_one
        } else {
            words::t().new_requests
        };
        (counted(new), word)
    };
    let sub = move || {
        let (_, overdue, unread) = counts();
        let badge = (overdue > 0).then(|| {
            view! {
                <span class="badge badge-danger">
                    {icon(icon::CLOCK_ALERT)} {words::overdue(&counted(overdue))}
                </span>
            }
        });
        view! { {badge} " " {words::unread(&counted(unread))} }.into_any()
    };
    tile(
        (paths::MAIL, icon::MAIL),
        || shell_words::t().mail,
        figure,
        sub,
    )
}

#[component]
fn CalendarTile(here: Here, now: RwSignal<DateTime<Utc>>) -> impl IntoView {
    let count = part(here, |all| all.calendar.appointments_today);
    let starts = part(here, |all| {
        let today = all.calendar.today.iter();
        let today = today.filter(|one| one.kind != BookingKind::Blocker);
        today.map(|one| one.starts_at).collect::<Vec<_>>()
    });
    let figure = move || {
        (
            format::number(count.get().unwrap_or(0)),
            words::t().today_count,
        )
    };
    let sub = move || {
        let starts = starts.get().unwrap_or_default();
        let next = starts.into_iter().find(|at| *at > now.get());
        let text = next.map_or_else(|| words::t().nothing_more.into(), words::next_at);
        text.into_any()
    };
    let place = (paths::BOOKINGS, icon::CALENDAR_DAYS);
    tile(place, || shell_words::t().appointments, figure, sub)
}

#[component]
fn ChatTile(here: Here) -> impl IntoView {
    let chats = part(here, |all| (all.chats.total(), all.unread_chats));
    let counts = move || chats.get().unwrap_or_default();
    let figure = move || {
        let (messages, _) = counts();
        let word = if messages == 1 {
            words::t().message
        } else {
            words::t().messages
        };
        (format::number(messages), word)
    };
    let sub = move || match counts() {
        (_, 0) => words::t().nobody_waits.into_any(),
        (_, n) => words::conversations(n).into_any(),
    };
    tile(
        (paths::CHATS, icon::PHONE),
        || words::t().messenger,
        figure,
        sub,
    )
}

#[component]
fn ClientsTile(here: Here) -> impl IntoView {
    let clients = part(here, |all| all.clients);
    let counts = move || clients.get().unwrap_or_default();
    let figure = move || {
        let own = counts().own;
        let word = if own == 1 {
            words::t().own_client
        } else {
            words::t().own_clients
        };
        (counted(own), word)
    };
    let sub = move || words::without_counselor(&counted(counts().nobodys)).into_any();
    let place = (paths::MEMBERS, icon::USERS_ROUND);
    tile(place, || shell_words::t().members, figure, sub)
}

#[component]
fn StatisticsTile(here: Here) -> impl IntoView {
    let year = part(here, |all| (all.today.year(), all.monitorings));
    let figures = move || year.get().unwrap_or_default();
    let figure = move || {
        let count = i64::try_from(figures().1.monitorings).unwrap_or(i64::MAX);
        (format::number(count), words::t().recorded)
    };
    let sub = move || {
        let (year, figures) = figures();
        words::duration(year, figures.minutes).into_any()
    };
    let place = (paths::STATISTICS, icon::CHART_COLUMN);
    tile(place, || shell_words::t().statistics, figure, sub)
}
