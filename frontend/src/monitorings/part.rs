//! The monitorings of a client: a part of their page.

use super::rows::{Deleting, delete_from, head, key, row};
use crate::{
    i18n::monitorings as words,
    pages::{ListTable, Pages},
    paths::{self, Counselled},
    ui::{
        Empty,
        icon::{self, icon},
    },
};
use domain::{
    ids::ClientId,
    monitorings::{Monitoring, MonitoringQuery},
    page::Limit,
};
use leptos::prelude::*;

/// The part.
#[component]
pub fn MonitoringsPart(
    /// Of whom.
    client: ClientId,
    /// Where a new one is begun.
    counselled: Counselled,
    /// Told how many there are, once that is known.
    count: RwSignal<Option<i64>>,
) -> impl IntoView {
    let ask = move |api: client::Client, after| async move {
        let query = MonitoringQuery {
            client_id: Some(client),
            after,
            limit: Limit::try_from(Limit::MAX).ok(),
            ..MonitoringQuery::default()
        };
        api.list_monitorings(&query).await
    };
    let pages = Pages::new(ask, |one: &Monitoring, other| one.id == other.id);
    pages.load();
    Effect::new(move |_| {
        let loaded = pages
            .rows
            .with(|rows| rows.ready().map(Vec::len))
            .filter(|_| pages.next.with(Option::is_none));
        count.set(loaded.and_then(|rows| i64::try_from(rows).ok()));
    });
    let deleting = Deleting::new();
    let each = move |one| row(one, false, deleting);
    view! {
        <div class="stack">
            <div>
                <a class="btn" href=paths::new_monitoring(counselled)>
                    {icon(icon::CLIPBOARD_PLUS)}
                    {move || words::t().new}
                </a>
            </div>
            <ListTable
                pages=pages
                caption=|| words::t().caption
                head=|| head(false)
                rows=move || pages.each(key, each)
                empty=|| view! {
                    <Empty
                        shape=icon::CLIPBOARD_LIST
                        title=|| words::t().empty
                        text=|| words::t().empty_text
                    />
                }
                loaded=words::loaded
            />
        </div>
        {delete_from(deleting, pages)}
    }
    .into_any()
}
