//! The menu of a row of the list: what takes one press, and where the request leads.

use super::{
    list::List,
    reading::may,
    steps::{call, offers, refusal_text},
};
use crate::{
    i18n::{mail_request_steps as words, monitorings},
    paths::{self, Counselled},
    session::use_session,
    ui::{
        Menu,
        icon::{self, icon},
        use_toasts,
    },
};
use domain::{
    access::Action,
    mail_requests::{MailRequestStep, MailRequestSummary},
};
use leptos::{prelude::*, task::spawn_local};

/// A step, with its icon and its words.
type Entry = (MailRequestStep, &'static str, fn() -> &'static str);

/// What takes one press, in the order of the menu beside a request's subject.
const STEPS: [Entry; 5] = [
    (MailRequestStep::TakeOver, icon::HEART_HANDSHAKE, || {
        words::t().take_over
    }),
    (MailRequestStep::Release, icon::CIRCLE_DASHED, || {
        words::t().release
    }),
    (MailRequestStep::Complete, icon::CIRCLE_CHECK, || {
        words::t().complete
    }),
    (MailRequestStep::Reopen, icon::DOOR_OPEN, || {
        words::t().reopen
    }),
    (MailRequestStep::Archive, icon::ARCHIVE, || {
        words::t().archive
    }),
];

/// The menu of a row. A list has many, so nothing of it is made before somebody asks.
#[component]
pub fn RowMenu(row: Memo<Option<MailRequestSummary>>, list: List) -> impl IntoView {
    let asked = RwSignal::new(false);
    let label = Signal::derive(move || {
        row.with(|row| {
            let row = row.as_ref()?;
            Some(words::actions_for(&row.client.pseudonym, &row.subject))
        })
        .unwrap_or_default()
    });
    move || {
        if asked.get() {
            return view! { <Asked row=row list=list label=label /> }.into_any();
        }
        view! {
            <button
                class="icon-btn icon-btn-sm"
                type="button"
                aria-haspopup="menu"
                aria-label=move || label.get()
                on:click=move |_| asked.set(true)
            >
                {icon(icon::ELLIPSIS_VERTICAL)}
            </button>
        }
        .into_any()
    }
}

/// The same once somebody has asked.
#[component]
fn Asked(
    row: Memo<Option<MailRequestSummary>>,
    list: List,
    label: Signal<String>,
) -> impl IntoView {
    let (session, toasts) = (use_session(), use_toasts());
    let Some(id) = row.with_untracked(|row| row.as_ref().map(|row| row.id)) else {
        return ().into_any();
    };
    let take = move |step: MailRequestStep| {
        let Some(of) = row.get_untracked() else {
            return;
        };
        let client = session.client();
        spawn_local(async move {
            let Some(result) = call(&client, &of, step).await else {
                return;
            };
            match session.notice(result) {
                Ok(now) => {
                    toasts.say(words::done(step, &now));
                    list.put(vec![now]);
                }
                Err(error) => {
                    toasts.say(refusal_text(&error));
                    list.read_again(id);
                }
            }
        });
    };
    let step = move |(step, shape, word): Entry| {
        move || {
            let account = session.account()?;
            let can = row.with(|row| row.as_ref().is_some_and(|of| offers(&account, of, step)));
            can.then(|| {
                view! {
                    <button
                        type="button"
                        role="menuitem"
                        tabindex="-1"
                        on:click=move |_| take(step)
                    >
                        {icon(shape)}
                        {move || word()}
                    </button>
                }
            })
        }
    };
    let link = |href: String, shape: &'static str, word: fn() -> &'static str| {
        view! {
            <a role="menuitem" tabindex="-1" href=href>
                {icon(shape)}
                {move || word()}
            </a>
        }
    };
    let record = move || {
        let account = session.account()?;
        let may_read = |of: &MailRequestSummary| may(&account, Action::ReadMailRequest, of);
        let may_read = row.with(|row| row.as_ref().is_some_and(may_read));
        may_read.then(|| {
            link(
                paths::new_monitoring(Counselled::MailRequest(id, false)),
                icon::CLIPBOARD_PLUS,
                || monitorings::t().new,
            )
        })
    };
    view! {
        <Menu
            id=format!("request-menu-{id}")
            label=label
            class="icon-btn icon-btn-sm"
            trigger=|| icon(icon::ELLIPSIS_VERTICAL)
            at_once=true
        >
            {link(paths::mail_request(id), icon::EYE, || words::t().open)}
            {STEPS.map(step)}
            {record}
        </Menu>
    }
    .into_any()
}
