//! The list of clients.

use super::{
    create_dialog::CreateDialog,
    fields::words_of,
    filters::{Filter, Filters, show, use_filter},
    row_menu::RowMenu,
};
use crate::{
    i18n::{clients as words, format},
    live::use_live,
    pages::{Pages, Shown},
    paths,
    remote::fetch,
    session::use_session,
    shell::set_title,
    ui::{
        Avatar, Button, Empty, Size, Skeleton, SortHead, Tone,
        icon::{self, icon},
        use_toasts,
    },
    watchlist::MembersTabs,
};
use domain::{
    access::{Action, Relation},
    clients::{
        Client, ClientAccess, ClientQuery, ClientSort, ClientStatus, ClientSummary,
        PrimaryCounselorFilter,
    },
    counselling_fields::CounsellingField,
    events::EventKind,
    ids::ClientId,
    text::SearchText,
};
use leptos::prelude::*;

/// The page.
#[component]
pub fn MembersPage() -> impl IntoView {
    set_title(|| words::t().title.into());
    let session = use_session();
    let filter = use_filter();
    let ask = move |client: client::Client, after| {
        let query = filter.with_untracked(|filter| filter.query(after));
        async move { client.list_clients(&query).await }
    };
    let pages = Pages::new(ask, |one: &ClientSummary, other| one.id == other.id);
    Effect::new(move |_| {
        filter.track();
        pages.load();
    });
    let made = StoredValue::new(None::<ClientId>);
    follow(pages, filter, made);
    let may = move |action, relation| {
        let account = session.account();
        account.is_some_and(|account| account.may(action, relation))
    };
    let sees_contact = Memo::new(move |_| may(Action::ReadClientContact, Relation::Own));
    let may_create = Memo::new(move |_| may(Action::CreateClient, Relation::Common));
    let creating = RwSignal::new(false);
    let fields = RwSignal::new(Vec::<CounsellingField>::new());
    let toasts = use_toasts();
    let created = move |client: Client| {
        toasts.say(words::created(&client.pseudonym));
        if pages.shown().get_untracked() == Shown::Rows {
            // At the top, wherever the list's order would put them: that is where one looks.
            made.set_value(Some(client.id));
            pages.put_first(client.into());
        } else {
            show(&filter.get_untracked().among_all());
            pages.load();
        }
    };
    let shown = pages.shown();
    let create = move || {
        may_create.get().then(|| {
            view! {
                <Button
                    class="btn-primary"
                    shape=icon::USER_ROUND_PLUS
                    on_click=move |()| creating.set(true)
                >
                    {move || words::t().create}
                </Button>
            }
        })
    };
    let list = move || match shown.get() {
        Shown::Nothing => view! { <Skeleton lines=8 /> }.into_any(),
        Shown::Failure => pages.failure_view(),
        Shown::Empty => view! { <NoRows filter=filter /> }.into_any(),
        Shown::Rows => view! {
            <Table pages=pages filter=filter fields=fields sees_contact=sees_contact />
        }
        .into_any(),
    };
    view! {
        <div class="page">
            <header class="page-head">
                <h1>{move || words::t().title}</h1>
                <div class="page-actions">{create}</div>
            </header>
            <MembersTabs />
            <Filters filter=filter fields=fields />
            {list}
        </div>
        <CreateDialog open=creating on_created=created />
    }
    .into_any()
}

/// Follows what others do: the first page as it is now, and the row that has changed further down.
/// `made` was made here and stays where it was put.
fn follow(pages: Pages<ClientSummary>, filter: Memo<Filter>, made: StoredValue<Option<ClientId>>) {
    let session = use_session();
    let changed = RwSignal::new(Vec::<ClientId>::new());
    let again = move || {
        pages.refresh();
        let changed = changed.try_update(std::mem::take).unwrap_or_default();
        let numbers = pages.rows.with_untracked(|rows| {
            let rows = rows.ready().into_iter().flatten();
            let rows = rows.filter(|row| changed.contains(&row.id));
            rows.map(|row| (row.id, row.number)).collect::<Vec<_>>()
        });
        for (id, number) in numbers {
            let client = session.client();
            let query = ClientQuery {
                q: SearchText::try_from(number.to_string()).ok(),
                ..filter.with_untracked(|filter| filter.query(None))
            };
            fetch(
                async move { client.list_clients(&query).await },
                move |answer| {
                    let Ok(page) = answer else { return };
                    let now = page.items.into_iter().find(|row| row.id == id);
                    pages.change(|rows| match now {
                        Some(now) => {
                            if let Some(row) = rows.iter_mut().find(|row| row.id == id) {
                                *row = now;
                            }
                        }
                        None => rows.retain(|row| row.id != id),
                    });
                },
            );
        }
    };
    use_live().follow(
        move |event| {
            if event.kind != EventKind::ClientChanged {
                return false;
            }
            if let Some(id) = event.client_id {
                changed.update(|changed| changed.push(id));
            }
            event.client_id.is_none() || event.client_id != made.get_value()
        },
        || false,
        again,
    );
}

#[component]
fn NoRows(filter: Memo<Filter>) -> impl IntoView {
    move || no_rows(&filter.get())
}

fn no_rows(filter: &Filter) -> AnyView {
    let link = |filter: Filter, word: fn() -> &'static str| {
        view! { <a class="btn" href=filter.address()>{move || word()}</a> }.into_any()
    };
    let among_all = filter.among_all();
    let unsearched = Filter {
        q: String::new(),
        ..filter.clone()
    };
    let only_mine = filter.whose == Some(PrimaryCounselorFilter::Me)
        && filter.field.is_none()
        && filter.status.is_none();
    match (filter.q.is_empty(), filter.leaves_out()) {
        (true, false) => view! {
            <Empty shape=icon::USERS_ROUND title=|| words::t().empty text=|| words::t().empty_text />
        }
        .into_any(),
        (true, true) if only_mine => view! {
            <Empty
                shape=icon::USERS_ROUND
                title=|| words::t().nobody_mine
                text=|| words::t().nobody_mine_text
            >
                {link(among_all, || words::t().show_all)}
            </Empty>
        }
        .into_any(),
        (true, true) => view! {
            <Empty
                shape=icon::USERS_ROUND
                title=|| words::t().nothing_found
                text=|| words::t().filtered_text
            >
                {link(among_all, || words::t().show_all)}
            </Empty>
        }
        .into_any(),
        (false, true) => view! {
            <Empty
                shape=icon::SEARCH
                title=|| words::t().nothing_found
                text=|| words::t().filtered_text
            >
                {link(among_all, || words::t().search_all)}
            </Empty>
        }
        .into_any(),
        (false, false) => view! {
            <Empty
                shape=icon::SEARCH
                title=|| words::t().nothing_found
                text=|| words::t().nothing_found_text
            >
                {link(unsearched, || words::t().clear_search)}
            </Empty>
        }
        .into_any(),
    }
}

#[component]
fn Table(
    pages: Pages<ClientSummary>,
    filter: Memo<Filter>,
    fields: RwSignal<Vec<CounsellingField>>,
    sees_contact: Memo<bool>,
) -> impl IntoView {
    let head = move |sort: ClientSort, class: &'static str, word: fn() -> &'static str| {
        view! {
            <SortHead
                label=Signal::derive(word)
                class=class
                ascending=Signal::derive(move || filter.with(|filter| filter.ascending(sort)))
                on_sort=move |()| show(&filter.get_untracked().sorted_by(sort))
            />
        }
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
    let changed = Callback::new(move |now: ClientSummary| {
        pages.change(|rows| {
            if let Some(row) = rows.iter_mut().find(|row| row.id == now.id) {
                *row = now;
            }
        });
    });
    let row = move |client| {
        view! { <Row client=client fields=fields sees_contact=sees_contact on_change=changed /> }
            .into_any()
    };
    view! {
        <div class="table-wrap" aria-busy=move || pages.busy.get().then_some("true")>
            <table class="table table-stack" aria-rowcount=pages.row_count()>
                <caption class="sr-only">{move || words::t().caption}</caption>
                <thead>
                    <tr aria-rowindex="1">
                        {head(ClientSort::Pseudonym, "", || words::t().pseudonym)}
                        {contact_head}
                        <th>{move || words::t().counselling_fields}</th>
                        <th class="c-wide">{move || words::t().primary_counselor}</th>
                        {head(ClientSort::Number, "c-wide", || words::t().created)}
                        {head(ClientSort::LastSignedIn, "", || words::t().last_signed_in)}
                        <th>{move || words::t().status}</th>
                        <th class="t-menu">
                            <span class="sr-only">{move || words::t().actions}</span>
                        </th>
                    </tr>
                </thead>
                {pages.long(|client| (client.id, client.version), row)}
            </table>
        </div>
        {pages.foot(words::loaded)}
    }
    .into_any()
}

#[component]
fn Row(
    client: ClientSummary,
    fields: RwSignal<Vec<CounsellingField>>,
    sees_contact: Memo<bool>,
    on_change: Callback<ClientSummary>,
) -> impl IntoView {
    let (id, status, until) = (client.id, client.status, client.erased_from);
    let contact = StoredValue::new(
        [client.email.clone(), client.phone.clone()]
            .into_iter()
            .flatten()
            .collect::<Vec<_>>(),
    );
    let contact_cell = move || {
        sees_contact.get().then(|| {
            let lines = contact.get_value();
            let cell = if lines.is_empty() {
                view! { <span class="muted c-hide">{move || words::t().none}</span> }.into_any()
            } else {
                let line = |line| view! { <span class="t-line">{line}</span> };
                lines.into_iter().map(line).collect_view().into_any()
            };
            view! { <td class="c-full c-meta">{cell}</td> }
        })
    };
    let carried = StoredValue::new(client.counselling_field_ids.clone());
    let carries = move || {
        let words = carried.with_value(|ids| fields.with(|fields| words_of(fields, ids)));
        let erased = until.map(|until| words::erased_on(&format::day(until)));
        view! {
            {words}
            {erased.map(|text| view! { <span class="t-sub">{text}</span> })}
        }
    };
    let counselor = match client.primary_counselor.clone() {
        Some(counselor) => view! {
            <span class="who">
                <Avatar name=counselor.display_name.clone() tone=Tone::Staff size=Size::Small />
                <span>{counselor.display_name}</span>
            </span>
        }
        .into_any(),
        None => view! { <span class="muted">{move || words::t().nobody}</span> }.into_any(),
    };
    let created_at = client.created_at;
    view! {
        <tr data-state=status.name()>
            <td class="c-first c-grow t-title">
                <a class="row-link t-name" href=paths::client(id, None)>{client.pseudonym.clone()}</a>
                <span class="t-sub num">{client.number.to_string()}</span>
            </td>
            {contact_cell}
            <td class="c-full c-meta">{carries}</td>
            <td class="c-hide c-wide">{counselor}</td>
            <td class="c-hide c-wide t-nowrap">
                <time datetime=format::machine(created_at)>{move || format::day(created_at)}</time>
            </td>
            <td class="c-meta t-nowrap">{access_view(&client)}</td>
            <td class="c-second">{status_view(status)}</td>
            <td class="t-menu">
                <RowMenu client=client on_change=on_change />
            </td>
        </tr>
    }
    .into_any()
}

/// When they signed in last, or why they never did.
fn access_view(client: &ClientSummary) -> AnyView {
    match (client.last_signed_in_at, client.access) {
        (Some(at), _) => view! {
            <span class="t-label">{move || words::t().signed_in}</span>
            <time datetime=format::machine(at)>{move || format::moment(at)}</time>
        }
        .into_any(),
        (None, ClientAccess::Ready) => view! {
            <span class="muted">
                {move || words::t().never}
                <span class="t-label">{move || words::t().never_signed_in}</span>
            </span>
        }
        .into_any(),
        (None, ClientAccess::Invited) => {
            view! { <span class="muted">{move || words::t().invited}</span> }.into_any()
        }
        (None, ClientAccess::None) => {
            view! { <span class="muted">{move || words::t().no_access}</span> }.into_any()
        }
    }
}

/// Where a client stands: shape and word.
pub fn status_view(status: ClientStatus) -> AnyView {
    let word = move || words::word_of(status);
    match status {
        ClientStatus::Active => {
            view! { <span class="status">{icon(icon::CIRCLE_CHECK)} {word}</span> }.into_any()
        }
        ClientStatus::Locked => {
            view! { <span class="badge badge-warn">{icon(icon::LOCK)} {word}</span> }.into_any()
        }
        ClientStatus::Deleted => {
            view! { <span class="badge">{icon(icon::TRASH)} {word}</span> }.into_any()
        }
    }
}
