//! The monitorings of a client: a part of their page.

use super::rows::{Deleting, MonitoringMenu, channel_view, delete_from, head, key, row, subject};
use crate::{
    i18n::{chats as chat_words, format, monitorings as words},
    pages::{ListTable, Pages},
    paths::{self, Counselled},
    ui::{
        Empty,
        icon::{self, icon},
    },
};
use domain::{
    ids::{ChatId, ClientId},
    monitorings::{Monitoring, MonitoringQuery},
    page::Limit,
};
use leptos::prelude::*;

/// What was recorded of a conversation of the chat, newest first.
#[component]
pub fn ChatMonitorings(
    /// Which.
    chat: ChatId,
    /// With whom, if it is with a client alone.
    client: Option<ClientId>,
) -> impl IntoView {
    let ask = move |api: client::Client, after| async move {
        let query = MonitoringQuery {
            client_id: client,
            chat_id: Some(chat),
            after,
            ..MonitoringQuery::default()
        };
        api.list_monitorings(&query).await
    };
    let pages = Pages::new(ask, |one: &Monitoring, other| one.id == other.id);
    pages.load();
    let deleting = Deleting::new();
    let each = move |one: Monitoring| {
        let (id, date, minutes) = (one.id, one.date, i64::from(one.minutes));
        let channel = one.channel.map(channel_view);
        let of = StoredValue::new(one);
        view! {
            <li>
                <div>
                    <a href=paths::monitoring(id)>{move || of.with_value(subject)}</a>
                    <p class="small muted row">
                        <time datetime=date.to_string()>{move || format::date(date)}</time>
                        <span>{move || words::minutes(minutes)}</span>
                        {channel}
                    </p>
                </div>
                <MonitoringMenu of=of deleting=deleting in_list=true />
            </li>
        }
        .into_any()
    };
    let rows = move || {
        view! {
            <ul class="chat-monitorings" aria-label=move || words::t().caption>
                {pages.each(key, each)}
            </ul>
            {pages.foot(words::loaded)}
        }
    };
    let empty = || view! { <p class="muted small">{move || chat_words::t().no_monitorings}</p> };
    view! {
        <div class="stack">
            {pages.view(empty, rows)}
            <a class="btn" href=paths::new_monitoring(Counselled::Chat(chat))>
                {icon(icon::CLIPBOARD_PLUS)}
                {move || words::t().new}
            </a>
        </div>
        {delete_from(deleting, pages)}
    }
    .into_any()
}

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
