//! What needs whoever looks: the most urgent first, each with the way there.

use super::page::{Here, part};
use crate::{
    i18n::{dashboard as words, format},
    paths,
    ui::{
        Empty,
        icon::{self, icon},
    },
};
use chrono::{DateTime, Utc};
use domain::{
    bookings::Booking,
    mail_requests::{MailRequestSummary, ShownStatus},
};
use leptos::prelude::*;

/// One thing that waits.
struct Row {
    tone: &'static str,
    shape: &'static str,
    name: String,
    text: String,
    href: String,
    act: &'static str,
    is_main: bool,
}

/// The card.
#[component]
pub fn Waiting(here: Here, now: RwSignal<DateTime<Utc>>) -> impl IntoView {
    let what = part(here, |all| {
        (
            all.mail.waiting.clone(),
            all.calendar.requested.clone(),
            all.chats.at_open_door,
        )
    });
    let rows = move || {
        let (mail, bookings, visitors) = what.get().unwrap_or_default();
        let now = now.get();
        let door = (visitors > 0).then(|| of_door(visitors));
        let is_late = |one: &&MailRequestSummary| one.answer_due_at.is_some_and(|due| due < now);
        let (late, other): (Vec<_>, Vec<_>) = mail.iter().partition(is_late);
        let of_mail = |one| of_mail(one, now);
        door.into_iter()
            .chain(late.into_iter().map(of_mail))
            .chain(bookings.iter().map(of_booking))
            .chain(other.into_iter().map(of_mail))
            .collect::<Vec<_>>()
    };
    let count = move || rows().len();
    let list = move || {
        let rows = rows();
        if rows.is_empty() {
            return view! {
                <Empty
                    shape=icon::CIRCLE_CHECK
                    title=|| words::t().nothing_waits
                    text=|| words::t().nothing_waits_text
                />
            }
            .into_any();
        }
        let rows = rows.into_iter().map(row).collect_view();
        view! { <ul class="list-tasks">{rows}</ul> }.into_any()
    };
    view! {
        <section class="card" aria-labelledby="waiting">
            <div class="card-head">
                <h2 id="waiting">{move || words::t().waiting}</h2>
                <span class="count">{count}</span>
            </div>
            {list}
        </section>
    }
    .into_any()
}

fn row(row: Row) -> AnyView {
    let to = row.href.clone();
    view! {
        <li>
            <span class=format!("badge badge-icon {}", row.tone)>{icon(row.shape)}</span>
            <div>
                <a class="plain" href=row.href>
                    {row.name.clone()}
                </a>
                <div class="small muted">{row.text}</div>
            </div>
            <a class="btn btn-sm" class:btn-primary=row.is_main href=to>
                {row.act}
                <span class="sr-only">" " {row.name}</span>
            </a>
        </li>
    }
    .into_any()
}

fn of_mail(one: &MailRequestSummary, now: DateTime<Utc>) -> Row {
    let at = format::moment(one.last_message_at);
    let since = |words: &str| format!("{words}, {at}");
    let (mut tone, mut shape, mut text) = match one.shown_status() {
        ShownStatus::New => ("badge-info", icon::CIRCLE_DOT, since(words::t().new)),
        ShownStatus::Released => {
            let by = one.counselor.as_ref();
            let by = by.map(|one| words::released_by(&one.display_name));
            let text = since(by.as_deref().unwrap_or(words::t().released));
            ("badge-accent", icon::CIRCLE_DASHED, text)
        }
        _ => ("badge-info", icon::CIRCLE_DOT, since(words::t().answer)),
    };
    if one.has_draft {
        (tone, shape) = ("badge-warn", icon::SQUARE_PEN);
        text = words::t().draft.into();
    }
    let due = one.answer_due_at.filter(|due| *due < now);
    if let Some(due) = due {
        (tone, shape) = ("badge-danger", icon::CLOCK_ALERT);
        let owner = one.counselor.as_ref();
        let owner = owner.map(|one| format!(", {}", one.display_name));
        text = words::late((now - due).num_minutes()) + &owner.unwrap_or_default();
    }
    Row {
        tone,
        shape,
        name: words::request(&one.client.pseudonym, &one.subject),
        text,
        href: paths::mail_request(one.id),
        act: match (one.has_draft, due.is_some()) {
            (true, _) => words::t().go_on,
            (false, true) => words::t().look,
            (false, false) => words::t().open,
        },
        is_main: one.has_draft,
    }
}

fn of_booking(one: &Booking) -> Row {
    let (day, _) = format::wall(one.starts_at).unwrap_or_default();
    let client = one.client.as_ref().map(|client| client.pseudonym.as_str());
    let time = format::span(one.starts_at, one.ends_at);
    let date = day.to_string();
    Row {
        tone: "badge-warn",
        shape: icon::CALENDAR_DAYS,
        name: format!(
            "{}: {}",
            words::t().asked_for,
            client.unwrap_or(words::t().taken)
        ),
        text: match one.channel.map(words::channel) {
            Some(channel) => format!("{}, {time}, {channel}", format::short_day(day)),
            None => format!("{}, {time}", format::short_day(day)),
        },
        href: paths::bookings(&[("view", Some("day")), ("date", Some(date.as_str()))]),
        act: words::t().look,
        is_main: false,
    }
}

fn of_door(visitors: i64) -> Row {
    Row {
        tone: "badge-warn",
        shape: icon::DOOR_OPEN,
        name: words::t().at_open_door.into(),
        text: words::visitors(visitors),
        href: paths::open_door(None),
        act: words::t().open,
        is_main: false,
    }
}
