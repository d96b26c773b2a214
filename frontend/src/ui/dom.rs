//! The few things that are asked of the browser directly.

use leptos::{html::ElementType, prelude::*};
use std::time::Duration;
use wasm_bindgen::{JsCast, prelude::Closure};
use web_sys::{
    Blob, BlobPropertyBag, Element, HtmlAnchorElement, HtmlElement, IntersectionObserver,
    IntersectionObserverEntry, IntersectionObserverInit, KeyboardEvent, Url,
};

/// What this browser remembers under `name`. Storage can be forbidden; then it remembers nothing.
pub fn remembered(name: &str) -> Option<String> {
    window().local_storage().ok()??.get_item(name).ok()?
}

/// Remembers `value` under `name` in this browser.
pub fn remember(name: &str, value: &str) {
    if let Ok(Some(storage)) = window().local_storage() {
        // Full or forbidden: the choice then lasts as long as the page.
        let _ = storage.set_item(name, value);
    }
}

/// Forgets what is remembered under `name`.
pub fn forget(name: &str) {
    if let Ok(Some(storage)) = window().local_storage() {
        let _ = storage.remove_item(name);
    }
}

/// What this tab remembers under `name`, until it is closed.
pub fn remembered_in_tab(name: &str) -> Option<String> {
    window().session_storage().ok()??.get_item(name).ok()?
}

/// Remembers `value` under `name` in this tab, or forgets what was there.
pub fn remember_in_tab(name: &str, value: Option<&str>) {
    if let Ok(Some(storage)) = window().session_storage() {
        // Full or forbidden: it then lasts as long as the page.
        let _ = match value {
            Some(value) => storage.set_item(name, value),
            None => storage.remove_item(name),
        };
    }
}

/// Forgets everything that this tab remembers.
pub fn forget_tab() {
    if let Ok(Some(storage)) = window().session_storage() {
        let _ = storage.clear();
    }
}

/// The names under which this browser remembers something.
pub fn remembered_names() -> Vec<String> {
    let Ok(Some(storage)) = window().local_storage() else {
        return Vec::new();
    };
    let count = storage.length().unwrap_or_default();
    let names = (0..count).filter_map(|place| storage.key(place).ok()?);
    names.collect()
}

/// Moves the focus to the element with this id, once the page shows what was just decided.
pub fn focus_soon(id: impl Into<String>) {
    let id = id.into();
    request_animation_frame(move || {
        if let Some(element) = by_id(&id) {
            // An element that cannot take the focus leaves it where it is.
            let _ = element.focus();
        }
    });
}

/// The same, if nothing has the focus by then: what had it is gone, or not shown any more.
pub fn focus_if_lost(id: &'static str) {
    request_animation_frame(move || {
        let focused = document().active_element();
        let focused = focused.and_then(|one| one.dyn_into::<HtmlElement>().ok());
        if focused.is_none_or(|one| one.tag_name() == "BODY" || one.offset_width() == 0)
            && let Some(element) = by_id(id)
        {
            let _ = element.focus();
        }
    });
}

/// Where the caret stands in the text field with this id, in UTF-16 units.
pub fn caret(id: &str) -> Option<usize> {
    let field = by_id(id)?;
    let place = js_sys::Reflect::get(&field, &"selectionStart".into()).ok()?;
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a place in a text is a small whole number"
    )]
    place.as_f64().map(|place| place as usize)
}

/// The element with this id.
pub fn by_id(id: &str) -> Option<HtmlElement> {
    document().get_element_by_id(id)?.dyn_into().ok()
}

/// The elements below `root` that a selector finds, in document order.
pub fn all(root: &Element, selector: &str) -> Vec<HtmlElement> {
    let Ok(found) = root.query_selector_all(selector) else {
        return Vec::new();
    };
    (0..found.length())
        .filter_map(|index| found.get(index)?.dyn_into().ok())
        .collect()
}

/// Tells, now and whenever it changes, whether an element is on the screen or within `margin` pixels
/// above or below it, and how high it is. Ends with the calling component.
pub fn on_near<E>(element: NodeRef<E>, margin: u32, tell: impl Fn(bool, f64) + Clone + 'static)
where
    E: ElementType,
    E::Output: JsCast + Clone + 'static,
{
    let watching = StoredValue::new_local(None::<(IntersectionObserver, Observed)>);
    Effect::new(move |_| {
        let Some(element) = element.get() else {
            return;
        };
        let tell = tell.clone();
        let observed = Observed::new(move |entries: js_sys::Array| {
            // Of several changes since the last time, the newest counts.
            let newest = entries.pop().dyn_into::<IntersectionObserverEntry>();
            if let Ok(entry) = newest {
                tell(
                    entry.is_intersecting(),
                    entry.bounding_client_rect().height(),
                );
            }
        });
        let options = IntersectionObserverInit::new();
        let margin = format!("{margin}px 0px");
        options.set_root_margin(&margin);
        // Where `main` is scrolled and not the document; a browser that does not know it yet makes
        // things when they come to the screen.
        let _ = js_sys::Reflect::set(&options, &"scrollMargin".into(), &margin.into());
        let callback = observed.as_ref().unchecked_ref();
        if let Ok(observer) = IntersectionObserver::new_with_options(callback, &options) {
            observer.observe(element.unchecked_ref());
            watching.set_value(Some((observer, observed)));
        }
    });
    on_cleanup(move || {
        if let Some(Some((observer, _))) = watching.try_update_value(Option::take) {
            observer.disconnect();
        }
    });
}

type Observed = Closure<dyn Fn(js_sys::Array)>;

/// Whether a key was meant for what is being typed or for an open dialog or menu, so that it is
/// no shortcut; keys with modifiers are none either.
pub fn is_typing(event: &KeyboardEvent) -> bool {
    if event.ctrl_key() || event.meta_key() || event.alt_key() {
        return true;
    }
    event
        .target()
        .and_then(|target| target.dyn_into::<Element>().ok())
        .is_some_and(|element| {
            let inside = "input, textarea, select, [contenteditable], dialog, [popover]";
            element.closest(inside).ok().flatten().is_some()
        })
}

/// Listens to all keys that nobody else took, as long as the calling component is shown.
pub fn on_shortcut(act: impl Fn(&KeyboardEvent) + 'static) {
    let handle = window_event_listener(leptos::ev::keydown, move |event| {
        if !event.default_prevented() && !is_typing(&event) {
            act(&event);
        }
    });
    on_cleanup(move || handle.remove());
}

/// Whether the focus is within what a selector names.
pub fn has_focus_inside(selector: &str) -> bool {
    let focused = document().active_element();
    focused.is_some_and(|element| element.closest(selector).ok().flatten().is_some())
}

/// Whether the browser is like that, by a media query.
pub fn matches_media(query: &str) -> bool {
    let ask = || {
        let ask = js_sys::Reflect::get(&window(), &"matchMedia".into()).ok()?;
        let ask: js_sys::Function = ask.dyn_into().ok()?;
        let list = ask.call1(&window(), &query.into()).ok()?;
        js_sys::Reflect::get(&list, &"matches".into())
            .ok()?
            .as_bool()
    };
    ask().unwrap_or_default()
}

/// Waits.
pub async fn wait(duration: Duration) {
    let promise = js_sys::Promise::new(&mut |resolve, _| {
        let done = Closure::once_into_js(move || resolve.call0(&wasm_bindgen::JsValue::UNDEFINED));
        let milliseconds = i32::try_from(duration.as_millis()).unwrap_or(i32::MAX);
        // Without a timer the wait would never end; every browser has one.
        let _ = window().set_timeout_with_callback_and_timeout_and_arguments_0(
            done.unchecked_ref(),
            milliseconds,
        );
    });
    // The promise is only ever resolved.
    let _ = wasm_bindgen_futures::JsFuture::from(promise).await;
}

/// Begins to put a text into the clipboard; `None` where the browser has none for us.
pub fn copy(text: &str) -> Option<js_sys::Promise> {
    let navigator = js_sys::Reflect::get(&window(), &"navigator".into()).ok()?;
    let clipboard = js_sys::Reflect::get(&navigator, &"clipboard".into()).ok()?;
    let write = js_sys::Reflect::get(&clipboard, &"writeText".into()).ok()?;
    let write: js_sys::Function = write.dyn_into().ok()?;
    write.call1(&clipboard, &text.into()).ok()?.dyn_into().ok()
}

/// Saves a text as a file, the way the browser saves files.
pub fn download(name: &str, kind: &str, text: &str) {
    download_bytes(name, kind, text.as_bytes());
}

/// Saves bytes as a file.
pub fn download_bytes(name: &str, kind: &str, bytes: &[u8]) {
    let options = BlobPropertyBag::new();
    options.set_type(kind);
    let parts = js_sys::Array::of1(&js_sys::Uint8Array::from(bytes));
    // A browser that cannot make a file of bytes has no place to save one.
    let Ok(blob) = Blob::new_with_u8_array_sequence_and_options(&parts, &options) else {
        return;
    };
    let Ok(address) = Url::create_object_url_with_blob(&blob) else {
        return;
    };
    if let Some(link) = document()
        .create_element("a")
        .ok()
        .and_then(|link| link.dyn_into::<HtmlAnchorElement>().ok())
    {
        link.set_href(&address);
        link.set_download(name);
        link.click();
    }
    let _ = Url::revoke_object_url(&address);
}
