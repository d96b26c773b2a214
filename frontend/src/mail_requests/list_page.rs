//! The list of mail requests.

use super::{
    draft::save_kept,
    due::Due,
    filters::{Filter, Filters, Sorted, use_filter},
    list::List,
    neighbours,
    row_menu::RowMenu,
    status::Status,
};
use crate::{
    i18n::{assignment, format, language, mail_requests as words},
    live::{News, use_live},
    pages::ListTable,
    paths,
    session::use_session,
    shell::{Counts, set_title},
    ui::{
        Avatar, Button, Empty, Size, TabLink, Tone, dom,
        icon::{self, icon},
    },
};
use domain::mail_requests::{MailRequestCounts, MailRequestSort, MailRequestSummary, ShownStatus};
use leptos::prelude::*;
use wasm_bindgen::JsCast;

/// The tabs, in the order of the design.
const TABS: [Option<ShownStatus>; 6] = [
    None,
    Some(ShownStatus::New),
    Some(ShownStatus::InProgress),
    Some(ShownStatus::Released),
    Some(ShownStatus::Answered),
    Some(ShownStatus::Completed),
];

/// The page.
#[component]
pub fn MailListPage() -> impl IntoView {
    set_title(|| words::t().title.into());
    let filter = use_filter();
    let list = List::new(filter);
    let session = use_session();
    save_kept(session);
    use_live().listen(move |news| {
        if news == News::Missed {
            save_kept(session);
        }
    });
    Effect::new(move |_| {
        let ids = |rows: &Vec<MailRequestSummary>| rows.iter().map(|row| row.id).collect();
        let ids = list.pages.rows.with(|rows| rows.ready().map(ids));
        neighbours::remember(
            ids.unwrap_or_default(),
            list.pages.next.with(Option::is_none),
        );
    });
    let row = move |_, row| view! { <Row row=row list=list /> }.into_any();
    dom::on_shortcut(|event| match event.key().as_str() {
        "j" => step(1),
        "k" => step(-1),
        _ => {}
    });
    view! {
        <div class="page">
            <header class="page-head">
                <h1>{move || words::t().title}</h1>
                <div class="page-actions">
                    <a class="btn btn-quiet" href=paths::MAIL_SETTINGS>
                        {icon(icon::SETTINGS)}
                        {move || assignment::t().short}
                    </a>
                    <a class="btn btn-primary" href=paths::new_mail_request(None)>
                        {icon(icon::SQUARE_PEN)}
                        {move || words::t().create}
                    </a>
                </div>
            </header>
            <Tabs filter=filter />
            <Filters filter=filter />
            <Arrivals list=list />
            <ListTable
                pages=list.pages
                caption=|| words::t().caption
                head=move || head(filter)
                rows=move || list.each(row)
                empty=move || view! { <NoRows filter=filter /> }
                loaded=words::loaded
            />
        </div>
    }
    .into_any()
}

#[component]
fn Tabs(filter: Memo<Filter>) -> impl IntoView {
    let counts = expect_context::<Counts>().0;
    let tab = move |status: Option<ShownStatus>| {
        let label = move || status.map_or_else(|| words::t().all, words::status);
        let count = move || {
            counts
                .get()
                .map(|counts| status.map_or_else(|| counts.all(), |status| counts.of(status)))
        };
        view! {
            <TabLink
                href=Signal::derive(move || filter.with(|filter| filter.with_status(status).address()))
                current=Signal::derive(move || filter.with(|filter| filter.status == status))
                label=Signal::derive(label)
                count=Signal::derive(count)
                wants_attention=status == Some(ShownStatus::New)
                most=MailRequestCounts::MOST
            />
        }
    };
    view! {
        <nav class="tabs" aria-label=move || words::t().tabs>
            {TABS.map(tab)}
        </nav>
    }
    .into_any()
}

/// The line behind which new requests wait.
#[component]
fn Arrivals(list: List) -> impl IntoView {
    let count = move || list.arrived.with(Vec::len);
    let show = move |()| {
        list.load();
        dom::focus_soon("main");
    };
    view! {
        <div class="arrivals" role="status">
            {move || {
                (count() > 0)
                    .then(|| view! {
                        <Button class="btn-sm" on_click=show>
                            {move || words::show_new(count())}
                        </Button>
                    })
            }}
        </div>
    }
    .into_any()
}

#[component]
fn NoRows(filter: Memo<Filter>) -> impl IntoView {
    move || no_rows(filter.get())
}

fn no_rows(filter: Filter) -> AnyView {
    let leaves_out = filter.leaves_out();
    let Filter { status, q, .. } = filter;
    let link = |href: String, word: fn() -> &'static str| {
        view! { <a class="btn" href=href>{move || word()}</a> }.into_any()
    };
    match (status, q.is_empty()) {
        (None, true) if !leaves_out => view! {
            <Empty shape=icon::MAIL title=|| words::t().empty text=|| words::t().empty_text />
        }
        .into_any(),
        (_, true) => view! {
            <Empty
                shape=icon::MAIL
                title=|| words::t().empty_status
                text=|| words::t().empty_status_text
            >
                {link(paths::MAIL.into(), || words::t().show_all)}
            </Empty>
        }
        .into_any(),
        (status, false) => {
            let (href, word): (_, fn() -> &'static str) = match (status, leaves_out) {
                (None, false) => (paths::MAIL.into(), || words::t().clear_search),
                _ => (paths::mail(None, &q), || words::t().search_all),
            };
            view! {
                <Empty
                    shape=icon::SEARCH
                    title=|| words::t().nothing_found
                    text=|| words::t().nothing_found_text
                >
                    {link(href, word)}
                </Empty>
            }
            .into_any()
        }
    }
}

fn head(filter: Memo<Filter>) -> AnyView {
    view! {
        <th class="t-narrow">
            <span class="sr-only">{move || words::t().unread_column}</span>
        </th>
        <Sorted filter=filter sort=MailRequestSort::Client label=|| words::t().client />
        <Sorted filter=filter sort=MailRequestSort::Subject label=|| words::t().subject />
        <th>{move || words::t().status}</th>
        <th>{move || words::t().counselor}</th>
        <Sorted
            filter=filter
            sort=MailRequestSort::LastMessage
            label=|| words::t().last_message
        />
        <th class="t-menu">
            <span class="sr-only">{move || words::t().actions}</span>
        </th>
    }
    .into_any()
}

#[component]
fn Row(row: Memo<Option<MailRequestSummary>>, list: List) -> impl IntoView {
    let is =
        move |what: fn(&MailRequestSummary) -> bool| row.with(|row| row.as_ref().is_some_and(what));
    let unread = move || is(|row| row.unread);
    let text =
        move |what: fn(&MailRequestSummary) -> String| row.with(|row| row.as_ref().map(what));
    view! {
        <tr data-state=move || unread().then_some("unread")>
            <td class="c-dot">
                {move || {
                    unread()
                        .then(|| view! {
                            <span class="unread-dot"></span>
                            <span class="sr-only">{move || words::t().unread}</span>
                        })
                }}
            </td>
            <td class="c-first c-grow t-title">{move || text(|row| row.client.pseudonym.clone())}</td>
            <td class="c-full">
                <a class="row-link" href=move || text(|row| paths::mail_request(row.id))>
                    {move || text(|row| row.subject.clone())}
                </a>
                <span class="t-sub">
                    {move || {
                        is(|row| row.has_draft)
                            .then(|| view! {
                                <span class="badge badge-warn">
                                    {icon(icon::SQUARE_PEN)} {move || words::t().draft}
                                </span>
                                " "
                            })
                    }}
                    {move || text(|row| words::messages(row.message_count))}
                    {move || {
                        row.with(|row| {
                            let field = row.as_ref()?.counselling_field.as_ref()?;
                            Some(format!(" · {}", field.labels.in_language(language())))
                        })
                    }}
                </span>
            </td>
            <td class="c-status">
                {move || row.with(|row| row.as_ref().map(|row| view! { <Status status=row.shown_status() /> }))}
                {move || {
                    row.with(|row| {
                        let due = row.as_ref().and_then(|row| row.answer_due_at);
                        view! { <Due at=due only_pressing=true /> }
                    })
                }}
            </td>
            <td class="c-meta c-who t-nowrap">
                {move || row.with(|row| row.as_ref().map(owner))}
            </td>
            <td class="c-second c-meta t-nowrap">
                <time datetime=move || text(|row| format::machine(row.last_message_at))>
                    {move || text(|row| format::moment(row.last_message_at))}
                </time>
            </td>
            <td class="t-menu">
                <RowMenu row=row list=list />
            </td>
        </tr>
    }
    .into_any()
}

/// Who works on it: somebody, whoever has time, or whoever follows the one who released it.
fn owner(row: &MailRequestSummary) -> AnyView {
    match (&row.counselor, row.shown_status()) {
        (None, _) => view! { <span class="muted">{words::t().anyone}</span> }.into_any(),
        (Some(counselor), ShownStatus::Released) => {
            let by = words::released_by(&counselor.display_name);
            view! { <span class="muted">{by}</span> }.into_any()
        }
        (Some(counselor), _) => {
            let name = counselor.display_name.clone();
            view! {
                <span class="who">
                    <Avatar name=name.clone() tone=Tone::Staff size=Size::Small />
                    <span>{name}</span>
                </span>
            }
            .into_any()
        }
    }
}

/// Moves the focus to the next or the previous row.
fn step(by: i32) {
    let Some(main) = dom::by_id("main") else {
        return;
    };
    let links = dom::all(&main, ".row-link");
    let focused = document().active_element();
    let at = links
        .iter()
        .position(|link| Some(link.unchecked_ref()) == focused.as_ref());
    let next = match (at, by) {
        (None, _) => Some(0),
        (Some(at), 1) => Some(at + 1),
        (Some(at), _) => at.checked_sub(1),
    };
    if let Some(link) = next.and_then(|next| links.get(next)) {
        // A link that is shown takes the focus.
        let _ = link.focus();
    }
}
