//! Sorting a table by a column.

use super::icon::{self, icon};
use leptos::prelude::*;

/// A column's head that sorts by it; pressed again, the other way.
#[component]
pub fn SortHead(
    /// The column's word.
    #[prop(into)]
    label: Signal<&'static str>,
    /// Classes of the cell.
    #[prop(default = "")]
    class: &'static str,
    /// Whether the table is sorted by it, and then whether the least comes first.
    #[prop(into)]
    ascending: Signal<Option<bool>>,
    /// Sorts by it.
    #[prop(into)]
    on_sort: Callback<()>,
) -> impl IntoView {
    let sort = move || match ascending.get() {
        Some(true) => "ascending",
        Some(false) => "descending",
        None => "none",
    };
    let shape = move || match ascending.get() {
        Some(true) => icon(icon::ARROW_UP),
        Some(false) => icon(icon::ARROW_DOWN),
        None => icon(icon::CHEVRONS_UP_DOWN),
    };
    view! {
        <th class=class aria-sort=sort>
            <button class="sort" type="button" on:click=move |_| on_sort.run(())>
                {move || label.get()}
                {shape}
            </button>
        </th>
    }
    .into_any()
}
