//! The list of clients.

use super::create_dialog::CreateDialog;
use crate::{
    i18n::{clients as words, format},
    pages::{Pages, Shown},
    paths, router,
    session::use_session,
    shell::set_title,
    ui::{
        Avatar, Button, Empty, SearchField, Size, Skeleton, Tone,
        icon::{self, icon},
        use_toasts,
    },
};
use domain::{
    access::{Action, Relation},
    clients::{Client, ClientQuery},
    text::SearchText,
};
use leptos::prelude::*;

/// The page.
#[component]
pub fn MembersPage() -> impl IntoView {
    set_title(|| words::t().title.into());
    let session = use_session();
    let q = Memo::new(move |_| router::query("q").unwrap_or_default());
    let ask = move |client: client::Client, after| {
        let q = q.with_untracked(|q| SearchText::try_from(q.as_str()).ok());
        async move {
            client
                .list_clients(&ClientQuery {
                    q,
                    after,
                    limit: None,
                })
                .await
        }
    };
    let pages = Pages::new(ask, |one: &Client, other| one.id == other.id);
    Effect::new(move |_| {
        q.track();
        pages.load();
    });
    let search = move |q: String| router::replace(&paths::members(q.trim()));
    let may = move |action, relation| {
        let account = session.account();
        account.is_some_and(|account| account.may(action, relation))
    };
    let sees_contact = Memo::new(move |_| may(Action::ReadClientContact, Relation::Own));
    let may_create = Memo::new(move |_| may(Action::CreateClient, Relation::Common));
    let creating = RwSignal::new(false);
    let toasts = use_toasts();
    let created = move |client: Client| {
        toasts.say(words::created(&client.pseudonym));
        if pages.shown().get_untracked() == Shown::Rows {
            pages.change(|rows| rows.insert(0, client));
        } else {
            pages.load();
        }
    };
    let shown = pages.shown();
    view! {
        <div class="page">
            <header class="page-head">
                <h1>{move || words::t().title}</h1>
                <div class="page-actions">
                    {move || {
                        may_create
                            .get()
                            .then(|| view! {
                                <Button
                                    class="btn-primary"
                                    shape=icon::USER_ROUND_PLUS
                                    on_click=move |()| creating.set(true)
                                >
                                    {move || words::t().create}
                                </Button>
                            })
                    }}
                </div>
            </header>
            <div class="filters" role="search" aria-label=move || words::t().filter>
                <SearchField
                    label=|| words::t().search
                    placeholder=|| words::t().search_short
                    value=q
                    on_search=search
                />
            </div>
            {move || match shown.get() {
                Shown::Nothing => view! { <Skeleton lines=8 /> }.into_any(),
                Shown::Failure => pages.failure_view(),
                Shown::Empty => view! { <NoRows q=q /> }.into_any(),
                Shown::Rows => view! { <Table pages=pages sees_contact=sees_contact /> }.into_any(),
            }}
        </div>
        <CreateDialog open=creating on_created=created />
    }
    .into_any()
}

#[component]
fn NoRows(q: Memo<String>) -> impl IntoView {
    move || {
        if q.with(String::is_empty) {
            view! {
                <Empty shape=icon::USERS_ROUND title=|| words::t().empty text=|| words::t().empty_text />
            }
            .into_any()
        } else {
            view! {
                <Empty
                    shape=icon::SEARCH
                    title=|| words::t().nothing_found
                    text=|| words::t().nothing_found_text
                >
                    <a class="btn" href=paths::MEMBERS>{move || words::t().clear_search}</a>
                </Empty>
            }
            .into_any()
        }
    }
}

#[component]
fn Table(pages: Pages<Client>, sees_contact: Memo<bool>) -> impl IntoView {
    let rows = move || {
        pages
            .rows
            .with(|rows| rows.ready().cloned().unwrap_or_default())
    };
    let contact_head = move || {
        sees_contact.get().then(|| {
            view! {
                <th>
                    {move || words::t().contact}
                    " "
                    <span class="badge" title=move || words::t().admin_only_hint>
                        {icon(icon::LOCK)}
                        {move || words::t().admin_only}
                    </span>
                </th>
            }
        })
    };
    view! {
        <div class="table-wrap" aria-busy=move || pages.busy.get().then_some("true")>
            <table class="table table-stack">
                <caption class="sr-only">{move || words::t().caption}</caption>
                <thead>
                    <tr>
                        <th>{move || words::t().pseudonym}</th>
                        {contact_head}
                        <th>{move || words::t().primary_counselor}</th>
                        <th class="c-wide">{move || words::t().created}</th>
                        <th>{move || words::t().last_signed_in}</th>
                    </tr>
                </thead>
                <tbody>
                    <For
                        each=rows
                        key=|client| (client.id, client.version)
                        children=move |client| view! { <Row client=client sees_contact=sees_contact /> }
                    />
                </tbody>
            </table>
        </div>
        {pages.foot(words::loaded)}
    }
    .into_any()
}

#[component]
fn Row(client: Client, sees_contact: Memo<bool>) -> impl IntoView {
    let Client {
        number,
        pseudonym,
        email,
        phone,
        primary_counselor,
        created_at,
        last_signed_in_at,
        ..
    } = client;
    let contact = StoredValue::new([email, phone].into_iter().flatten().collect::<Vec<_>>());
    let contact_cell = move || {
        sees_contact.get().then(|| {
            let lines = contact.get_value();
            let cell = if lines.is_empty() {
                view! { <span class="muted c-hide">{move || words::t().none}</span> }.into_any()
            } else {
                lines
                    .into_iter()
                    .map(|line| view! { <span class="t-line">{line}</span> })
                    .collect_view()
                    .into_any()
            };
            view! { <td class="c-full c-meta">{cell}</td> }
        })
    };
    let counselor = match primary_counselor {
        Some(counselor) => view! {
            <span class="who">
                <Avatar name=counselor.display_name.clone() tone=Tone::Staff size=Size::Small />
                <span>{counselor.display_name}</span>
            </span>
        }
        .into_any(),
        None => view! { <span class="muted">{move || words::t().nobody}</span> }.into_any(),
    };
    let last_signed_in = match last_signed_in_at {
        Some(at) => view! {
            <span class="t-label">{move || words::t().signed_in}</span>
            <time datetime=format::machine(at)>{move || format::moment(at)}</time>
        }
        .into_any(),
        None => view! {
            <span class="muted">
                {move || words::t().never}
                <span class="t-label">{move || words::t().never_signed_in}</span>
            </span>
        }
        .into_any(),
    };
    view! {
        <tr>
            <td class="c-first c-grow t-title">
                <span class="t-name">{pseudonym}</span>
                <span class="t-sub num">{number.to_string()}</span>
            </td>
            {contact_cell}
            <td class="c-full c-meta">{counselor}</td>
            <td class="c-hide c-wide t-nowrap">
                <time datetime=format::machine(created_at)>{move || format::day(created_at)}</time>
            </td>
            <td class="c-second c-meta t-nowrap">{last_signed_in}</td>
        </tr>
    }
    .into_any()
}
