//! What happens when one page follows another: the focus goes to `main`, so that keys scroll it
//! and readers begin there, and the title is announced.

use crate::{i18n::common, router, ui::dom};
use leptos::prelude::*;

/// The title of the page that is shown.
#[derive(Clone, Copy)]
struct Title(RwSignal<String>);

/// Names the page for the browser's tab and for readers; call it once a page.
pub fn set_title(title: impl Fn() -> String + 'static) {
    let shown = use_context::<Title>();
    Effect::new(move |_| {
        let title = title();
        document().set_title(&format!("{title} · {}", common::t().app));
        if let Some(shown) = shown {
            shown.0.set(title);
        }
    });
}

/// Prepares for [`set_title`], once, at the root.
pub fn provide_title() {
    provide_context(Title(RwSignal::new(String::new())));
}

/// Watches the address and announces; once, inside the router. A change of the query alone is
/// a filter, not another page.
#[component]
pub fn Navigation() -> impl IntoView {
    let title = use_context::<Title>();
    Effect::new(move |_| {
        router::path();
        if let Some(main) = dom::by_id("main") {
            main.set_scroll_top(0);
        }
        dom::focus_soon("main");
    });
    view! {
        <p class="sr-only" role="status">
            {move || title.map(|title| title.0.get())}
        </p>
    }
    .into_any()
}

/// Moves the focus past the bars without changing the address.
pub fn skip(event: web_sys::MouseEvent) {
    event.prevent_default();
    dom::focus_soon("main");
}
