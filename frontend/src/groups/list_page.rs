use super::create_dialog::CreateDialog;
use crate::{
    i18n::{clients as client_words, format, groups as words},
    pages::{ListTable, Pages},
    paths, router,
    shell::set_title,
    ui::{Button, Empty, SearchField, icon, use_toasts},
    watchlist::MembersTabs,
};
use domain::{
    groups::{Group, GroupQuery},
    text::SearchText,
};
use leptos::prelude::*;

/// The page.
#[component]
pub fn GroupsPage() -> impl IntoView {
    set_title(|| words::t().title.into());
    let toasts = use_toasts();
    let q = Memo::new(move |_| router::query("q").unwrap_or_default());
    let ask = move |client: client::Client, after| {
        let q = q.with_untracked(|q| SearchText::try_from(q.as_str()).ok());
        let query = GroupQuery {
            q,
            after,
            limit: None,
        };
        async move { client.list_groups(&query).await }
    };
    let pages = Pages::new(ask, |one: &Group, other| one.id == other.id);
    Effect::new(move |_| {
        q.track();
        pages.load();
    });
    let creating = RwSignal::new(false);
    let created = move |group: Group| {
        toasts.say(words::created(&group.name));
        router::go(&paths::group(group.id, None));
    };
    let row = |group| view! { <Row group=group /> }.into_any();
    view! {
        <div class="page">
            <header class="page-head">
                <h1>{move || client_words::t().title}</h1>
                <div class="page-actions">
                    <Button
                        class="btn-primary"
                        shape=icon::USERS_ROUND
                        on_click=move |()| creating.set(true)
                    >
                        {move || words::t().create}
                    </Button>
                </div>
            </header>
            <MembersTabs />
            <div class="filters" role="search" aria-label=move || words::t().search>
                <SearchField
                    label=|| words::t().search
                    placeholder=|| words::t().search
                    value=q
                    on_search=move |q: String| router::replace(&paths::groups(q.trim()))
                />
            </div>
            <ListTable
                pages=pages
                caption=|| words::t().caption
                head=head
                rows=move || pages.each(|group| (group.id, group.version), row)
                empty=move || view! { <NoRows q=q /> }
                loaded=words::loaded
            />
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
                    <a class="btn" href=paths::GROUPS>{move || words::t().clear_search}</a>
                </Empty>
            }
            .into_any()
        }
    }
}

fn head() -> AnyView {
    view! {
        <th>{move || words::t().name}</th>
        <th class="t-num">{move || words::t().clients}</th>
        <th>{move || words::t().description}</th>
        <th>{move || words::t().created_by}</th>
    }
    .into_any()
}

#[component]
fn Row(group: Group) -> impl IntoView {
    let members = group.members;
    let maker = group.created_by.map(|one| one.display_name);
    let maker = match maker {
        Some(name) => name.into_any(),
        None => view! { <span class="muted">{move || words::t().nobody}</span> }.into_any(),
    };
    view! {
        <tr>
            <td class="c-first c-grow t-title">
                <a class="row-link t-name" href=paths::group(group.id, None)>{group.name}</a>
            </td>
            <td class="c-second num">
                <span class="t-label">{move || words::t().clients} " "</span>
                {move || format::number(members)}
            </td>
            <td class="c-full c-meta">{group.description}</td>
            <td class="c-full c-meta">{maker}</td>
        </tr>
    }
    .into_any()
}
