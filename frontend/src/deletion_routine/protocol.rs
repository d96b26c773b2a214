//! How much was erased when.

use crate::{
    i18n::{deletion_routine as words, format},
    pages::{Pages, Shown},
    ui::{Empty, Skeleton, icon},
};
use domain::deletion_routine::{ErasureEntry, ErasureKind, ErasureQuery};
use leptos::prelude::*;

/// The table, newest first.
#[component]
pub fn Protocol() -> impl IntoView {
    let ask = |client: client::Client, after| async move {
        let query = ErasureQuery { after, limit: None };
        client.list_erasures(&query).await
    };
    let pages = Pages::new(ask, |one: &ErasureEntry, other| one.id == other.id);
    pages.load();
    let shown = pages.shown();
    let content = move || match shown.get() {
        Shown::Nothing => view! { <Skeleton lines=3 /> }.into_any(),
        Shown::Failure => pages.failure_view(),
        Shown::Empty => view! {
            <Empty
                shape=icon::TRASH
                title=|| words::t().nothing_erased.to_owned()
                text=|| words::t().nothing_erased_text.to_owned()
            />
        }
        .into_any(),
        Shown::Rows => view! { <Table pages=pages /> }.into_any(),
    };
    view! {
        <section class="sect" aria-labelledby="erasures">
            <h3 id="erasures">{move || words::t().protocol}</h3>
            {content}
        </section>
    }
    .into_any()
}

#[component]
fn Table(pages: Pages<ErasureEntry>) -> impl IntoView {
    let rows = move || {
        pages
            .rows
            .with(|rows| rows.ready().cloned().unwrap_or_default())
    };
    view! {
        <div class="table-wrap">
            <table class="table table-stack">
                <caption class="sr-only">{move || words::t().protocol}</caption>
                <thead>
                    <tr>
                        <th>{move || words::t().when}</th>
                        <th>{move || words::t().why}</th>
                        <th>{move || words::t().erased}</th>
                        <th>{move || words::t().marked}</th>
                    </tr>
                </thead>
                <tbody>
                    <For
                        each=rows
                        key=|entry| entry.id
                        children=move |entry| view! { <Row entry=entry /> }
                    />
                </tbody>
            </table>
        </div>
        {pages.foot(words::loaded)}
    }
    .into_any()
}

#[component]
fn Row(entry: ErasureEntry) -> impl IntoView {
    let why = move || match entry.kind {
        ErasureKind::Routine => words::t().at_night,
        ErasureKind::ByHand => words::t().by_hand,
    };
    view! {
        <tr>
            <td class="c-full t-title">
                <time datetime=format::machine(entry.at)>{move || format::moment(entry.at)}</time>
            </td>
            <td class="c-full c-meta">{why}</td>
            <td class="c-full c-meta">{move || words::counted(&entry.erased)}</td>
            <td class="c-full c-meta num">
                <span class="t-label">{move || words::t().marked} ": "</span>
                {entry.marked.to_string()}
            </td>
        </tr>
    }
    .into_any()
}
