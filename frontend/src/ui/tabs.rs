//! Links between the parts of a page.

use crate::i18n::format;
use leptos::prelude::*;

/// One of the links in a `nav.tabs`.
#[component]
pub fn TabLink(
    /// Where it leads.
    #[prop(into)]
    href: Signal<String>,
    /// Whether one is there.
    #[prop(into)]
    current: Signal<bool>,
    /// Its word.
    #[prop(into)]
    label: Signal<&'static str>,
    /// How many are there, once that is known.
    #[prop(into)]
    count: Signal<Option<i64>>,
    /// Whether a number other than nought wants attention.
    #[prop(optional)]
    wants_attention: bool,
) -> impl IntoView {
    let class = move || {
        if wants_attention && count.get().unwrap_or_default() > 0 {
            "count count-new"
        } else {
            "count"
        }
    };
    view! {
        <a href=move || href.get() aria-current=move || current.get().then_some("page")>
            {move || label.get()}
            " "
            {move || count.get().map(|count| view! { <span class=class>{format::number(count)}</span> })}
        </a>
    }
    .into_any()
}
