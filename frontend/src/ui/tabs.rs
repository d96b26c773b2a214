//! Links between pages that belong together, and the parts of one page.

use super::dom;
use crate::i18n::format;
use leptos::prelude::*;
use web_sys::KeyboardEvent;

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
    /// The number that stands for as many or more.
    #[prop(default = i64::MAX)]
    most: i64,
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
            {move || count.get().map(|count| view! { <span class=class>{format::counted(count, most)}</span> })}
        </a>
    }
    .into_any()
}

/// One part of a page, shown one at a time.
#[derive(Clone)]
pub struct TabPart {
    /// Its name in the address, and in ids.
    pub name: &'static str,
    /// Its word.
    pub label: fn() -> &'static str,
    /// How many are there, once that is known.
    pub count: Signal<Option<i64>>,
    /// What it shows.
    pub view: ViewFn,
}

/// The parts of a page, with the one that is current below. Arrows go from one to the next.
#[component]
pub fn TabParts(
    /// What the parts are parts of.
    #[prop(into)]
    label: Signal<&'static str>,
    /// The parts, in order.
    parts: Vec<TabPart>,
    /// The name of the one that is shown; the first where there is no such part.
    #[prop(into)]
    current: Signal<String>,
    /// Shows another.
    #[prop(into)]
    on_choose: Callback<&'static str>,
) -> impl IntoView {
    let count = parts.len();
    let parts = StoredValue::new(parts);
    let at = Memo::new(move |_| {
        let names = |parts: &Vec<TabPart>| {
            let mut names = parts.iter().map(|part| part.name);
            current.with(|current| names.position(|name| name == current))
        };
        parts.with_value(names).unwrap_or_default()
    });
    let choose = move |index: usize| {
        if let Some(name) = parts.with_value(|parts| parts.get(index).map(|part| part.name)) {
            on_choose.run(name);
            dom::focus_soon(format!("tab-{name}"));
        }
    };
    let pressed = move |event: KeyboardEvent| {
        let at = at.get_untracked();
        let next = match event.key().as_str() {
            "ArrowRight" => (at + 1) % count,
            "ArrowLeft" => (at + count - 1) % count,
            "Home" => 0,
            "End" => count - 1,
            _ => return,
        };
        event.prevent_default();
        choose(next);
    };
    let tab = move |(index, part): (usize, TabPart)| {
        let is_current = move || at.get() == index;
        view! {
            <button
                type="button"
                role="tab"
                id=format!("tab-{}", part.name)
                aria-controls=move || is_current().then(|| format!("part-{}", part.name))
                aria-selected=move || is_current().to_string()
                tabindex=move || if is_current() { "0" } else { "-1" }
                on:click=move |_| choose(index)
            >
                {move || (part.label)()}
                " "
                {move || {
                    part.count
                        .get()
                        .map(|count| view! { <span class="count">{format::number(count)}</span> })
                }}
            </button>
        }
        .into_any()
    };
    let panel = move || {
        let part = parts.with_value(|parts| parts.get(at.get()).cloned());
        part.map(|part| {
            view! {
                <div
                    class="tab-part"
                    role="tabpanel"
                    id=format!("part-{}", part.name)
                    aria-labelledby=format!("tab-{}", part.name)
                >
                    {part.view.run()}
                </div>
            }
        })
    };
    view! {
        <div class="tabs" role="tablist" aria-label=move || label.get() on:keydown=pressed>
            {parts.get_value().into_iter().enumerate().map(tab).collect_view()}
        </div>
        {panel}
    }
    .into_any()
}
