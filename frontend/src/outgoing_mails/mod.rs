//! Mail that the facility sends by itself: what waits, what was given up, and sending that again.

use crate::{
    i18n::{
        self, Language, format,
        outgoing_mails::{self as words, Recipient},
        sessions as session_words,
    },
    pages::{ListTable, Pages},
    paths, router,
    session::use_session,
    settings::SettingsFrame,
    ui::{
        Banner, Button, Empty, Kind, TabLink,
        icon::{self, icon},
        use_toasts,
    },
};
use client::CallError;
use domain::{
    access::{Action, Relation},
    outgoing_mails::{MailRecipient, OutgoingMail, OutgoingMailQuery, OutgoingMailStatus},
};
use leptos::{prelude::*, task::spawn_local};

/// The tabs; what wants somebody comes first after all of them.
const TABS: [Option<OutgoingMailStatus>; 4] = [
    None,
    Some(OutgoingMailStatus::Failed),
    Some(OutgoingMailStatus::Waiting),
    Some(OutgoingMailStatus::Sent),
];

/// The page.
#[component]
pub fn OutgoingMailsPage() -> impl IntoView {
    view! {
        <SettingsFrame
            action=Action::ListOutgoingMails
            title=|| words::t().title
            page=|| view! { <Content /> }
        />
    }
}

#[component]
fn Content() -> impl IntoView {
    let status = Memo::new(|_| {
        let name = router::query("status")?;
        OutgoingMailStatus::from_name(&name)
    });
    let ask = move |client: client::Client, after| {
        let query = OutgoingMailQuery {
            status: status.get_untracked(),
            after,
            limit: None,
        };
        async move { client.list_outgoing_mails(&query).await }
    };
    let pages = Pages::new(ask, |one: &OutgoingMail, other| one.id == other.id);
    Effect::new(move |_| {
        status.track();
        pages.load();
    });
    let tab = move |one: Option<OutgoingMailStatus>| {
        view! {
            <TabLink
                href=Signal::derive(move || paths::outgoing_mails(one))
                current=Signal::derive(move || status.get() == one)
                label=Signal::derive(move || one.map_or_else(|| words::t().all, words::status))
                count=Signal::stored(None::<i64>)
            />
        }
    };
    let row = move |mail| view! { <Row mail=mail pages=pages /> }.into_any();
    view! {
        <p class="muted">{move || words::t().lead}</p>
        <nav class="tabs" aria-label=move || words::t().tabs>
            {TABS.map(tab)}
        </nav>
        <ListTable
            pages=pages
            caption=|| words::t().caption
            head=head
            rows=move || pages.each(|mail| (mail.id, mail.status), row)
            empty=move || view! { <NoRows status=status.get() /> }
            loaded=session_words::loaded
        />
    }
    .into_any()
}

fn head() -> AnyView {
    view! {
        <th>{move || words::t().recipient}</th>
        <th>{move || words::t().subject}</th>
        <th>{move || words::t().status}</th>
        <th>{move || words::t().created}</th>
        <th>
            <span class="sr-only">{move || words::t().send_again}</span>
        </th>
    }
    .into_any()
}

#[component]
fn NoRows(status: Option<OutgoingMailStatus>) -> impl IntoView {
    match status {
        None => view! {
            <Empty shape=icon::MAIL title=|| words::t().empty text=|| words::t().empty_text />
        }
        .into_any(),
        Some(_) => view! {
            <Empty
                shape=icon::MAIL
                title=|| words::t().empty_status
                text=|| words::t().empty_status_text
            >
                <a class="btn" href=paths::OUTGOING_MAILS>{move || words::t().show_all}</a>
            </Empty>
        }
        .into_any(),
    }
}

#[component]
fn Row(mail: OutgoingMail, pages: Pages<OutgoingMail>) -> impl IntoView {
    let session = use_session();
    let facility = session
        .account()
        .map(|account| account.facility().name.clone());
    let facility = StoredValue::new(facility.unwrap_or_default());
    let template = mail.template;
    let subject =
        move || facility.with_value(|facility| template.subject(i18n::language(), facility));
    let (name, kind) = recipient(&mail.recipient);
    let name = move || {
        name.clone()
            .unwrap_or_else(|| words::recipient(kind).to_owned())
    };
    let may_send = move || {
        let account = session.account();
        mail.status == OutgoingMailStatus::Failed
            && account
                .is_some_and(|account| account.may(Action::SendOutgoingMailAgain, Relation::Common))
    };
    let again = {
        let (name, id) = (name.clone(), mail.id);
        move || may_send().then(|| view! { <SendAgain id=id name=name() pages=pages /> })
    };
    let language = move || match mail.language {
        Language::De => words::t().german,
        Language::En => words::t().english,
    };
    view! {
        <tr>
            <td class="c-first c-grow t-title">
                <span class="t-name">{name}</span>
                <span class="t-sub">{move || words::recipient(kind)}</span>
            </td>
            <td class="c-full">
                {subject}
                <span class="t-sub">{language}</span>
            </td>
            <td class="c-status">{status(&mail)}</td>
            <td class="c-second c-meta t-nowrap">
                <time datetime=format::machine(mail.created_at)>
                    {move || format::moment(mail.created_at)}
                </time>
            </td>
            <td class="c-full t-actions">{again}</td>
        </tr>
    }
    .into_any()
}

/// The name of whom a mail is for, if they have one, and what they are.
fn recipient(recipient: &MailRecipient) -> (Option<String>, Recipient) {
    match recipient {
        MailRecipient::Client { pseudonym, .. } => (Some(pseudonym.clone()), Recipient::Client),
        MailRecipient::Counselor { display_name, .. } => {
            (Some(display_name.clone()), Recipient::Counselor)
        }
        MailRecipient::Operator => (None, Recipient::Operator),
        MailRecipient::LicenceContact => (None, Recipient::LicenceContact),
    }
}

/// Where a mail stands, and why it is not further.
fn status(mail: &OutgoingMail) -> AnyView {
    let (shape, tries, status) = (
        match mail.status {
            OutgoingMailStatus::Waiting => icon::CLOCK,
            OutgoingMailStatus::Sent => icon::CHECK,
            OutgoingMailStatus::Failed => icon::TRIANGLE_ALERT,
        },
        mail.attempts,
        mail.status,
    );
    let error = mail.last_error.clone();
    let error = (status != OutgoingMailStatus::Sent)
        .then_some(error)
        .flatten();
    view! {
        <span class="status">{icon(shape)} {move || words::status(status)}</span>
        {error.map(|error| view! {
            <span class="t-sub">{move || words::tries(tries)} ": " <code>{error}</code></span>
        })}
    }
    .into_any()
}

#[component]
fn SendAgain(
    id: domain::ids::OutgoingMailId,
    name: String,
    pages: Pages<OutgoingMail>,
) -> impl IntoView {
    let (session, toasts) = (use_session(), use_toasts());
    let busy = RwSignal::new(false);
    let failure = RwSignal::new(None::<CallError>);
    let send = move |()| {
        busy.set(true);
        failure.set(None);
        let client = session.client();
        spawn_local(async move {
            match session.notice(client.send_outgoing_mail_again(id).await) {
                Ok(()) => {
                    toasts.say(words::t().on_its_way);
                    // The row stays where it is, also where the list is filtered.
                    pages.change(|rows| {
                        if let Some(row) = rows.iter_mut().find(|row| row.id == id) {
                            row.status = OutgoingMailStatus::Waiting;
                            row.last_error = None;
                        }
                    });
                    crate::ui::dom::focus_soon("main");
                }
                Err(_) if busy.is_disposed() => {}
                Err(error) => {
                    busy.set(false);
                    failure.set(Some(error));
                }
            }
        });
    };
    let failed = move || {
        let error = failure.get();
        error.map(|error| view! { <Banner kind=Kind::Danger>{i18n::error_text(&error)}</Banner> })
    };
    view! {
        {failed}
        <Button class="btn-sm" busy=busy on_click=send>
            {move || words::t().send_again}
            <span class="sr-only">{move || words::to(&name)}</span>
        </Button>
    }
    .into_any()
}
