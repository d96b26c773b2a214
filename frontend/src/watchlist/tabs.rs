use crate::{
    i18n::{groups, watchlist as words},
    paths, router,
    ui::TabLink,
};
use leptos::prelude::*;

/// The parts of the member administration: clients, watchlist, groups.
#[component]
pub fn MembersTabs() -> impl IntoView {
    let tab = move |href: &'static str, label: fn() -> &'static str| {
        view! {
            <TabLink
                href=Signal::stored(href.to_owned())
                current=Signal::derive(move || router::path() == href)
                label=Signal::derive(label)
                count=Signal::stored(None)
            />
        }
    };
    view! {
        <nav class="tabs" aria-label=move || words::t().parts>
            {tab(paths::MEMBERS, || words::t().users)}
            {tab(paths::WATCHLIST, || words::t().title)}
            {tab(paths::GROUPS, || groups::t().title)}
        </nav>
    }
    .into_any()
}
