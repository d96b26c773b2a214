//! A client's own requests.

use super::{
    area::use_portal, hand_over::Questions, messages_page::MessagesLink, write_page::Notes,
};
use crate::{
    i18n::{format, mail_requests as mail_words, portal as portal_words, portal_mail as words},
    mail_requests::{Filter, List},
    paths,
    shell::set_title,
    ui::{
        Empty,
        icon::{self, icon},
    },
};
use domain::{
    mail_requests::{MailRequestStatus, MailRequestSummary, Side},
    text::Slug,
};
use leptos::prelude::*;

/// The page.
#[component]
pub fn RequestsPage() -> impl IntoView {
    set_title(|| words::t().list_title.into());
    let slug = use_portal().slug();
    let list = List::new(Memo::new(|_| Filter::default()));
    // What one wrote in another tab does not wait to be asked for.
    Effect::new(move |_| {
        if list.arrived.with(|arrived| !arrived.is_empty()) {
            list.load();
        }
    });
    let write = StoredValue::new(paths::portal_write(&slug));
    let slug = StoredValue::new(slug);
    let write_link = move |class: &'static str| {
        view! {
            <a class=class href=write.get_value()>
                {icon(icon::SQUARE_PEN)}
                {move || portal_words::t().write}
            </a>
        }
        .into_any()
    };
    let empty = move || {
        view! {
            <Empty shape=icon::MAIL title=|| words::t().empty text=|| words::t().empty_text>
                {write_link("btn btn-primary")}
            </Empty>
        }
    };
    let rows = move || {
        view! {
            <div>
                <Rows list=list slug=slug />
                {list.pages.foot(mail_words::loaded)}
            </div>
            <p>{write_link("btn")}</p>
        }
    };
    view! {
        <main class="portal-main" id="main" tabindex="-1">
            <div class="wrap portal-cols">
                <div class="portal-form portal-list">
                    <h1>{move || words::t().list_title}</h1>
                    <MessagesLink />
                    <Questions />
                    {list.pages.view(empty, rows)}
                </div>
                <Notes />
            </div>
        </main>
    }
    .into_any()
}

#[component]
fn Rows(list: List, slug: StoredValue<Slug>) -> impl IntoView {
    let row = move |id, row| {
        view! { <Row row=row href=paths::portal_request(&slug.get_value(), id) /> }.into_any()
    };
    let busy = list.pages.busy;
    view! {
        <ul class="requests" aria-busy=move || busy.get().then_some("true")>
            {list.each(row)}
        </ul>
    }
    .into_any()
}

#[component]
fn Row(row: Memo<Option<MailRequestSummary>>, href: String) -> impl IntoView {
    let text =
        move |what: fn(&MailRequestSummary) -> String| row.with(|row| row.as_ref().map(what));
    view! {
        <li>
            <a href=href>{move || text(|row| row.subject.clone())}</a>
            <div class="requests-meta">
                {move || row.with(|row| row.as_ref().map(state))}
                <time datetime=move || text(|row| format::machine(row.last_message_at))>
                    {move || text(|row| format::moment(row.last_message_at))}
                </time>
                <span>{move || text(|row| mail_words::messages(row.message_count))}</span>
            </div>
        </li>
    }
    .into_any()
}

/// Where a request stands, in the client's words; an answer that is not read yet stands out.
pub fn state(summary: &MailRequestSummary) -> AnyView {
    if summary.unread {
        return view! {
            <span class="badge badge-info">{icon(icon::MAIL)} {words::status(summary)}</span>
        }
        .into_any();
    }
    let (name, shape) = match (summary.status, summary.last_message_from) {
        (MailRequestStatus::Completed | MailRequestStatus::Archived, _) => {
            ("completed", icon::CIRCLE_CHECK)
        }
        (_, Side::Counselor) => ("answered", icon::CIRCLE_ARROW_LEFT),
        (_, Side::Client) => ("received", icon::CHECK),
    };
    view! {
        <span class="status" data-status=name>
            {icon(shape)}
            {words::status(summary)}
        </span>
    }
    .into_any()
}
