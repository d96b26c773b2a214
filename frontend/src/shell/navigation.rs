//! What happens when one page follows another: the focus goes to `main`, so that keys scroll it
//! and readers begin there, and the title is announced.

use crate::{router, ui::dom};
use leptos::prelude::*;

/// The title of the page that is shown.
#[derive(Clone, Copy)]
struct Title {
    page: RwSignal<String>,
    /// Whose page it is: in the portal the facility's, and nothing else that others might read.
    place: RwSignal<Option<String>>,
}

/// Names the page for the browser's tab and for readers; call it once a page.
pub fn set_title(title: impl Fn() -> String + 'static) {
    let shown = expect_context::<Title>();
    Effect::new(move |_| {
        let title = title();
        document().set_title(&match shown.place.get() {
            Some(place) => format!("{title} · {place}"),
            None => title.clone(),
        });
        shown.page.set(title);
    });
}

/// Names whose pages these are, behind the title of each.
pub fn name_place(place: &str) {
    expect_context::<Title>().place.set(Some(place.into()));
}

/// Prepares for [`set_title`], once, at the root.
pub fn provide_title() {
    provide_context(Title {
        page: RwSignal::new(String::new()),
        place: RwSignal::new(None),
    });
}

/// Watches the address and announces; once, inside the router. A change of the query alone is
/// a filter, not another page.
#[component]
pub fn Navigation() -> impl IntoView {
    let title = expect_context::<Title>();
    Effect::new(move |_| {
        router::path();
        if let Some(main) = dom::by_id("main") {
            main.set_scroll_top(0);
        }
        dom::focus_soon("main");
    });
    view! {
        <p class="sr-only" role="status">
            {move || title.page.get()}
        </p>
    }
    .into_any()
}

/// Moves the focus past the bars without changing the address.
pub fn skip(event: web_sys::MouseEvent) {
    event.prevent_default();
    dom::focus_soon("main");
}
