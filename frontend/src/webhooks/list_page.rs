//! The list of webhooks.

use super::{form::WebhookDialog, state_view};
use crate::{
    i18n::{sessions as session_words, webhooks as words},
    pages::{ListTable, Pages},
    paths,
    settings::SettingsFrame,
    ui::{Button, Empty, icon},
};
use domain::{
    access::Action,
    webhooks::{Webhook, WebhookQuery},
};
use leptos::prelude::*;

/// The page.
#[component]
pub fn WebhooksPage() -> impl IntoView {
    view! {
        <SettingsFrame
            action=Action::ListWebhooks
            title=|| words::t().title
            page=|| view! { <Content /> }
        />
    }
}

#[component]
fn Content() -> impl IntoView {
    let ask = |client: client::Client, after| async move {
        let query = WebhookQuery { after, limit: None };
        client.list_webhooks(&query).await
    };
    let pages = Pages::new(ask, |one: &Webhook, other| one.id == other.id);
    pages.load();
    let creating = RwSignal::new(false);
    let empty = || {
        view! {
            <Empty shape=icon::BELL title=|| words::t().empty text=|| words::t().empty_text />
        }
    };
    view! {
        <p class="muted">{move || words::t().lead}</p>
        <div class="row">
            <Button class="btn-primary" shape=icon::PLUS on_click=move |()| creating.set(true)>
                {move || words::t().create}
            </Button>
        </div>
        <ListTable
            pages=pages
            caption=|| words::t().caption
            head=head
            rows=move || pages.each(|one| (one.id, one.version), row)
            empty=empty
            loaded=session_words::loaded
        />
        <WebhookDialog
            id="create-webhook"
            open=creating
            webhook=RwSignal::new(None)
            on_saved=move |_| pages.load()
        />
    }
    .into_any()
}

fn head() -> AnyView {
    view! {
        <th>{move || words::t().name}</th>
        <th>{move || words::t().events}</th>
        <th>{move || words::t().state}</th>
    }
    .into_any()
}

fn row(webhook: Webhook) -> AnyView {
    let (count, state) = (webhook.events.iter().count(), state_view(&webhook));
    view! {
        <tr>
            <td class="c-full t-title">
                <a class="t-name" href=paths::webhook(webhook.id)>{webhook.name}</a>
                <span class="t-sub">{host(&webhook.url)}</span>
            </td>
            <td class="c-full c-meta t-nowrap">{move || words::events(count)}</td>
            <td class="c-full">{state}</td>
        </tr>
    }
    .into_any()
}

/// The address up to its path: what follows may be a key of the receiver's.
fn host(url: &str) -> String {
    let end = url.split_once("://").map_or(0, |(scheme, rest)| {
        scheme.len() + 3 + rest.find(['/', '?', '#']).unwrap_or(rest.len())
    });
    url[..end].to_owned()
}
