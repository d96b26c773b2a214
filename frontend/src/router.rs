//! The address of the page, and how it changes without loading anything anew. Which address shows
//! which page is in `bin/staff.rs` and `bin/portal.rs`, how addresses are written in `paths.rs`.
//!
//! Our own, because all it has to do is this: `leptos_router` would be a twelfth of the app.

use crate::paths;
use leptos::{ev, prelude::*};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, HtmlAnchorElement, MouseEvent, UrlSearchParams};

thread_local! {
    static PATH: ArcRwSignal<String> = ArcRwSignal::new(window().location().pathname().unwrap_or_default());
    static QUERY: ArcRwSignal<String> = ArcRwSignal::new(window().location().search().unwrap_or_default());
}

/// The path of the address; notifies.
pub fn path() -> String {
    PATH.with(Get::get)
}

/// A value of the address's query; notifies.
pub fn query(name: &str) -> Option<String> {
    let query = QUERY.with(Get::get);
    UrlSearchParams::new_with_str(&query).ok()?.get(name)
}

/// Goes to an address of the app, as a link does.
pub fn go(address: &str) {
    change(address, false);
    window().scroll_to_with_x_and_y(0.0, 0.0);
}

/// Goes to an address of the app in the place of this one: "back" does not lead here again.
pub fn replace(address: &str) {
    change(address, true);
}

/// Follows links and the browser's own buttons; once, at the root.
pub fn follow() {
    window_event_listener(ev::popstate, |_| take_over());
    window_event_listener(ev::click, |event| {
        if let Some(address) = link(&event) {
            event.prevent_default();
            go(&address);
        }
    });
}

/// The address that a click leads to, if it is one of the app and to be shown here. Links that a
/// page has dealt with itself lead nowhere.
pub fn link(event: &MouseEvent) -> Option<String> {
    let keys = event.ctrl_key() || event.meta_key() || event.shift_key() || event.alt_key();
    if event.default_prevented() || event.button() != 0 || keys {
        return None;
    }
    let element: Element = event.target()?.dyn_into().ok()?;
    let link: HtmlAnchorElement = element.closest("a[href]").ok()??.dyn_into().ok()?;
    let is_ours = window()
        .location()
        .origin()
        .is_ok_and(|origin| link.origin() == origin);
    let is_plain = link.target().is_empty() && !link.has_attribute("download");
    let is_page = link.hash().is_empty();
    let address = link.pathname() + &link.search();
    (is_ours && is_plain && is_page && is_here(&address)).then_some(address)
}

/// Whether an address is one of this program's; the other one has to be loaded.
fn is_here(address: &str) -> bool {
    paths::is_portal(address)
        == paths::is_portal(&window().location().pathname().unwrap_or_default())
}

fn change(address: &str, in_place: bool) {
    if !is_here(address) {
        let location = window().location();
        // Where that fails, there is no network, and the page stays as it is.
        let _ = if in_place {
            location.replace(address)
        } else {
            location.set_href(address)
        };
        return;
    }
    let history = window().history();
    let same = crate::session::here() == address;
    let changed = history.and_then(|history| {
        if in_place || same {
            history.replace_state_with_url(&JsValue::NULL, "", Some(address))
        } else {
            history.push_state_with_url(&JsValue::NULL, "", Some(address))
        }
    });
    if changed.is_err() {
        // Browsers limit how often the address may change; loading the page always works. Where
        // even that fails, the page stays as it is.
        let _ = window().location().set_href(address);
    }
    take_over();
}

/// Tells the pages where they are.
fn take_over() {
    let location = window().location();
    let (path, query) = (
        location.pathname().unwrap_or_default(),
        location.search().unwrap_or_default(),
    );
    set(&QUERY, query);
    set(&PATH, path);
}

fn set(place: &'static std::thread::LocalKey<ArcRwSignal<String>>, value: String) {
    place.with(|signal| {
        if signal.with_untracked(|known| *known != value) {
            signal.set(value);
        }
    });
}
