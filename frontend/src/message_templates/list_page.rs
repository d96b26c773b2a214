//! The list of automatic messages.

use crate::{
    i18n::{self, Language, message_templates as words},
    paths,
    remote::{Loaded, load},
    session::use_session,
    settings::SettingsFrame,
    ui::Skeleton,
};
use domain::{
    access::Action,
    message_templates::MessageTemplate,
    outgoing_mails::{DeliveryWay, MailTemplate},
};
use leptos::prelude::*;

/// The page.
#[component]
pub fn MessageTemplatesPage() -> impl IntoView {
    view! {
        <SettingsFrame
            action=Action::ListMessageTemplates
            title=|| words::t().title
            page=|| view! { <Content /> }
        />
    }
}

#[component]
fn Content() -> impl IntoView {
    let all = load(|client| async move { client.list_message_templates().await });
    let table = move || match all.ready() {
        Loaded::Nothing => view! { <Skeleton lines=8 /> }.into_any(),
        Loaded::Failure(error) => all.failure_view(error),
        Loaded::Here(page) => view! { <Table all=page.items /> }.into_any(),
    };
    view! {
        <p class="muted">{move || words::t().lead}</p>
        {table}
    }
    .into_any()
}

#[component]
fn Table(all: Vec<MessageTemplate>) -> impl IntoView {
    let mut rows: Vec<(MailTemplate, DeliveryWay)> = Vec::new();
    for one in &all {
        let row = (one.template, one.way);
        if !rows.contains(&row) {
            rows.push(row);
        }
    }
    let rows = rows.into_iter().map(|(template, way)| {
        let changed = |language| {
            let key = (template, way, language);
            let mut own = all.iter().filter(|one| one.changed);
            own.any(|one| (one.template, one.way, one.language) == key)
        };
        let (de, en) = (changed(Language::De), changed(Language::En));
        view! { <Row template=template way=way own=[(Language::De, de), (Language::En, en)] /> }
    });
    view! {
        <div class="table-wrap">
            <table class="table table-stack">
                <caption class="sr-only">{move || words::t().caption}</caption>
                <thead>
                    <tr>
                        <th>{move || words::t().message}</th>
                        <th>{move || words::t().way}</th>
                        <th>{move || words::t().german}</th>
                        <th>{move || words::t().english}</th>
                    </tr>
                </thead>
                <tbody>{rows.collect_view()}</tbody>
            </table>
        </div>
    }
    .into_any()
}

#[component]
fn Row(template: MailTemplate, way: DeliveryWay, own: [(Language, bool); 2]) -> impl IntoView {
    let account = untrack(|| use_session().account());
    let facility = account.map(|account| account.facility().name.clone());
    let facility = StoredValue::new(facility.unwrap_or_default());
    let name = move || facility.with_value(|name| template.subject(i18n::language(), name));
    let cell = move |(language, own): (Language, bool)| {
        let state = move || {
            if own {
                words::t().own
            } else {
                words::t().first
            }
        };
        view! {
            <td class="c-full c-meta t-nowrap">
                <span class="t-label">{move || words::language_name(language)} ": "</span>
                <a
                    href=paths::message_template(template, way, language)
                    aria-label=move || format!("{}: {}, {}", name(), words::way(way), words::change_in(language))
                >
                    {state}
                </a>
            </td>
        }
    };
    view! {
        <tr>
            <td class="c-full t-title">
                <span class="t-name">{name}</span>
                <span class="t-sub">{move || words::recipients(template)}</span>
            </td>
            <td class="c-full c-meta">{move || words::way(way)}</td>
            {own.map(cell)}
        </tr>
    }
    .into_any()
}
