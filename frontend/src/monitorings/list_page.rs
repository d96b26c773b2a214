//! The list: one's own, and for admins all.

use super::{
    filters::{Filter, Filters, use_filter},
    rows::{Deleting, delete_from, head, key, row},
};
use crate::{
    i18n::{monitorings as words, shell},
    live::{News, use_live},
    pages::{ListTable, Pages},
    paths::{self, Counselled},
    shell::set_title,
    ui::{
        Empty,
        icon::{self, icon},
    },
};
use domain::{events::EventKind, monitorings::Monitoring};
use leptos::prelude::*;

/// The page.
#[component]
pub fn MonitoringsPage() -> impl IntoView {
    set_title(|| shell::t().monitorings.into());
    let filter = use_filter();
    let ask = move |client: client::Client, after| {
        let query = filter.with_untracked(|filter| filter.query(after));
        async move { client.list_monitorings(&query).await }
    };
    let pages = Pages::new(ask, |one: &Monitoring, other| one.id == other.id);
    Effect::new(move |_| {
        filter.track();
        pages.load();
    });
    use_live().listen(move |news| match news {
        News::Event(event) if event.kind != EventKind::MonitoringsChanged => {}
        News::Event(_) | News::Missed => pages.load(),
    });
    let deleting = Deleting::new();
    let each = move |one| row(one, true, deleting);
    view! {
        <div class="page">
            <header class="page-head">
                <h1>{move || shell::t().monitorings}</h1>
                <div class="page-actions">
                    <a class="btn btn-primary" href=paths::new_monitoring(Counselled::Anywhere)>
                        {icon(icon::CLIPBOARD_PLUS)}
                        {move || words::t().new}
                    </a>
                </div>
                <p class="page-sub muted">{move || words::t().lead}</p>
            </header>
            <Filters filter=filter />
            <ListTable
                pages=pages
                caption=|| words::t().caption
                head=|| head(true)
                rows=move || pages.each(key, each)
                empty=move || view! { <NoRows filtered=filter.with(Filter::leaves_out) /> }
                loaded=words::loaded
            />
        </div>
        {delete_from(deleting, pages)}
    }
    .into_any()
}

#[component]
fn NoRows(filtered: bool) -> impl IntoView {
    if filtered {
        view! {
            <Empty
                shape=icon::SEARCH
                title=|| words::t().nothing_found
                text=|| words::t().nothing_found_text
            >
                <a class="btn" href=paths::MONITORINGS>{move || words::t().show_all}</a>
            </Empty>
        }
        .into_any()
    } else {
        view! {
            <Empty
                shape=icon::CLIPBOARD_LIST
                title=|| words::t().empty
                text=|| words::t().empty_text
            />
        }
        .into_any()
    }
}
