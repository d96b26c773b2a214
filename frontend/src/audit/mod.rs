//! The audit log: who did what, and whether anybody has changed what it says.

mod filters;

use crate::{
    i18n::{self, audit as words, format, operations, sessions as session_words},
    pages::{ListTable, Pages},
    paths,
    remote::{Loaded, load},
    session::use_session,
    settings::SettingsFrame,
    ui::{Banner, Button, Empty, Kind, dom, icon},
};
use client::CallError;
use domain::{access::Action, audit::AuditEntry};
use filters::{Filter, Filters};
use leptos::{prelude::*, task::spawn_local};

/// The page.
#[component]
pub fn AuditPage() -> impl IntoView {
    view! {
        <SettingsFrame
            action=Action::ListAuditEntries
            title=|| words::t().title
            page=|| view! { <Content /> }
        />
    }
}

#[component]
fn Content() -> impl IntoView {
    let filter = Memo::new(|_| Filter::of_address());
    let ask = move |client: client::Client, after| {
        let query = filter.with_untracked(|filter| filter.query(after));
        async move { client.list_audit_entries(&query).await }
    };
    let pages = Pages::new(ask, |one: &AuditEntry, other| {
        one.position == other.position
    });
    Effect::new(move |_| {
        filter.track();
        pages.load();
    });
    let row = move |entry| view! { <Row entry=entry filter=filter /> }.into_any();
    let empty = || {
        view! {
            <Empty shape=icon::SEARCH title=|| words::t().empty text=|| words::t().empty_text>
                <a class="btn" href=paths::AUDIT>{move || words::t().clear}</a>
            </Empty>
        }
    };
    view! {
        <p class="muted">{move || words::t().lead}</p>
        <Proof />
        <Filters filter=filter />
        <Export filter=filter />
        <ListTable
            pages=pages
            caption=|| words::t().caption
            head=head
            rows=move || pages.each(|entry| entry.position, row)
            empty=empty
            loaded=session_words::loaded
        />
    }
    .into_any()
}

/// Whether the log is as it was written.
#[component]
fn Proof() -> impl IntoView {
    let proof = load(|client| async move { client.verify_audit_log().await });
    move || match proof.ready() {
        Loaded::Nothing => {
            view! { <p class="small muted" role="status">{words::t().checking}</p> }.into_any()
        }
        Loaded::Failure(error) => proof.failure_view(error),
        Loaded::Here(found) => match found.broken_at {
            None => view! {
                <p class="small" role="status">
                    <span class="status">
                        {icon::icon(icon::SHIELD_CHECK)}
                        {words::intact(found.entries)}
                    </span>
                </p>
            }
            .into_any(),
            Some(position) => {
                view! { <Banner kind=Kind::Danger>{words::broken(position)}</Banner> }.into_any()
            }
        },
    }
}

#[component]
fn Export(filter: Memo<Filter>) -> impl IntoView {
    let session = use_session();
    let busy = RwSignal::new(false);
    let failure = RwSignal::new(None::<CallError>);
    let export = move |()| {
        busy.set(true);
        failure.set(None);
        let query = filter.with_untracked(|filter| filter.query(None));
        let client = session.client();
        spawn_local(async move {
            let result = session.notice(client.export_audit_log(&query).await);
            if busy.is_disposed() {
                return;
            }
            busy.set(false);
            match result {
                Ok(csv) => dom::download("audit-log.csv", "text/csv", &csv),
                Err(error) => failure.set(Some(error)),
            }
        });
    };
    let failed = move || {
        let error = failure.get();
        error.map(|error| view! { <Banner kind=Kind::Danger>{i18n::error_text(&error)}</Banner> })
    };
    view! {
        {failed}
        <div class="row">
            <Button busy=busy on_click=export>{move || words::t().export}</Button>
        </div>
    }
    .into_any()
}

fn head() -> AnyView {
    view! {
        <th>{move || words::t().when}</th>
        <th>{move || words::t().who}</th>
        <th>{move || words::t().action}</th>
        <th>{move || words::t().record}</th>
        <th class="c-wide">{move || words::t().network}</th>
    }
    .into_any()
}

/// One entry; person and record lead to all that was done by the one and to the other.
#[component]
fn Row(entry: AuditEntry, filter: Memo<Filter>) -> impl IntoView {
    let AuditEntry {
        at,
        actor,
        action,
        record,
        network,
        ..
    } = entry;
    let kind = actor.kind;
    let name = StoredValue::new(actor.name);
    let who = move || {
        name.get_value()
            .unwrap_or_else(|| words::actor(kind).to_owned())
    };
    let who = match actor.id {
        Some(id) => {
            let href = move || filter.with(|filter| filter.with_actor(id).address());
            view! { <a href=href>{who}</a> }.into_any()
        }
        None => view! { {who} }.into_any(),
    };
    let record = record.map(|record| {
        let href = move || filter.with(|filter| filter.with_record(record.id).address());
        let short: String = record.id.to_string().chars().rev().take(6).collect();
        let short: String = short.chars().rev().collect();
        view! {
            <a href=href>{move || words::record(record.kind)} " " <span class="num">{short}</span></a>
        }
    });
    view! {
        <tr>
            <td class="c-second c-meta t-nowrap">
                <time datetime=format::machine(at)>{move || format::moment(at)}</time>
            </td>
            <td class="c-first c-grow t-title">{who}</td>
            <td class="c-full">{move || operations::audit_action(action)}</td>
            <td class="c-full c-meta">{record}</td>
            <td class="c-hide c-wide num t-nowrap">{network}</td>
        </tr>
    }
    .into_any()
}
