//! "Wer darf was": the rules that the server decides by, as a table.

mod settings;

use crate::{
    i18n::{access as words, operations},
    session::use_session,
    settings::SettingsFrame,
    ui::icon::{self, icon},
};
use domain::{
    access::{Access, AccessCell, AccessRow, AccessTable, Action, CallerKind, Openness, Relation},
    accounts::Account,
};
use leptos::prelude::*;
use settings::{Choose, ConfidentialAdministration};

/// The page.
#[component]
pub fn AccessPage() -> impl IntoView {
    view! {
        <SettingsFrame
            action=Action::ReadAccessTable
            title=|| words::t().title
            page=|| view! { <Content /> }
        />
    }
}

/// The rules are the ones that the app itself asks, and the server's: both are built from the
/// same table.
#[component]
fn Content() -> impl IntoView {
    let session = use_session();
    let openness = Memo::new(move |_| match session.account() {
        Some(Account::Counselor { openness, .. }) => Some(openness),
        Some(Account::Client { .. }) | None => None,
    });
    let table = move || {
        let openness = openness.get();
        openness.map(|openness| view! { <Table table=AccessTable::of(openness) /> })
    };
    view! {
        <p class="muted">{move || words::t().lead}</p>
        <ConfidentialAdministration />
        {table}
    }
    .into_any()
}

#[component]
fn Table(table: AccessTable) -> impl IntoView {
    let AccessTable { openness, rows } = table;
    let level = RwSignal::new(openness);
    let choice = move |one: Openness| {
        view! {
            <label class="choice">
                <input
                    type="radio"
                    name="openness"
                    prop:checked=move || level.get() == one
                    on:change=move |_| level.set(one)
                />
                <span>{move || words::openness(one)}</span>
            </label>
        }
        .into_any()
    };
    let note = move || {
        if level.get() == openness {
            words::t().holds
        } else {
            words::t().does_not_hold
        }
    };
    let row = move |row: AccessRow| view! { <Row row=row level=level /> }.into_any();
    view! {
        <fieldset class="stack stack-2 form-page">
            <legend>{move || words::t().levels}</legend>
            <div class="grid-2">{Openness::ALL.map(choice)}</div>
        </fieldset>
        <div class="row">
            <p class="small" role="status">{note}</p>
            {move || {
                let one = level.get();
                (one != openness).then(|| view! { <Choose openness=one /> })
            }}
        </div>
        <div class="table-wrap">
            <table class="table table-stack">
                <caption class="sr-only">{move || words::t().title}</caption>
                <thead>
                    <tr>
                        <th>{move || words::t().what}</th>
                        <th>{move || words::t().admins}</th>
                        <th>{move || words::t().counselors}</th>
                        <th>{move || words::t().clients}</th>
                    </tr>
                </thead>
                <tbody>{rows.into_iter().map(row).collect_view()}</tbody>
            </table>
        </div>
    }
    .into_any()
}

#[component]
fn Row(row: AccessRow, level: RwSignal<Openness>) -> impl IntoView {
    let AccessRow {
        action,
        scope,
        cells,
    } = row;
    let cells = StoredValue::new(cells);
    let cell = move |caller: CallerKind| {
        let who = move || match caller {
            CallerKind::Admin => words::t().admins,
            CallerKind::Counselor => words::t().counselors,
            CallerKind::Client => words::t().clients,
        };
        let what = move || cells.with_value(|cells| answer(cells, caller, level.get()));
        view! {
            <td class="c-full c-meta">
                <span class="t-label">{who} ": "</span>
                {what}
            </td>
        }
        .into_any()
    };
    view! {
        <tr>
            <td class="c-full t-title">
                {move || operations::action(action)}
                {scope
                    .map(|scope| {
                        view! {
                            <span class="t-sub">
                                {move || words::t().token} " " <code>{scope.name()}</code>
                            </span>
                        }
                    })}
            </td>
            {CallerKind::ALL.map(cell)}
        </tr>
    }
    .into_any()
}

/// Yes, no, or for whose things.
fn answer(cells: &[AccessCell], caller: CallerKind, level: Openness) -> AnyView {
    let cells: Vec<_> = cells.iter().filter(|cell| cell.caller == caller).collect();
    let allowed: Vec<Relation> = cells
        .iter()
        .filter(|cell| at(cell, level).is_allowed())
        .map(|cell| cell.relation)
        .collect();
    let (shape, text) = if allowed.is_empty() {
        (icon::X, words::t().no.to_owned())
    } else if allowed.len() == cells.len() {
        (icon::CHECK, words::t().yes.to_owned())
    } else {
        let whose: Vec<_> = allowed.into_iter().map(words::relation).collect();
        let text = format!("{} {}", words::t().only, whose.join(", "));
        (icon::CONTRAST, text)
    };
    view! {
        <span class="status">
            {icon(shape)}
            {text}
        </span>
    }
    .into_any()
}

fn at(cell: &AccessCell, level: Openness) -> Access {
    match level {
        Openness::FullyOpen => cell.fully_open,
        Openness::Open => cell.open,
        Openness::Restricted => cell.restricted,
        Openness::StronglyRestricted => cell.strongly_restricted,
    }
}
