//! One renewal at a time over all tabs of a browser: they share the refresh cookie, and a refresh
//! token that two tabs use at once would look stolen and end the session.

use js_sys::{Function, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use wasm_bindgen_futures::JsFuture;

/// Holds the lock until dropped.
pub(crate) struct Guard {
    release: Function,
}

impl Drop for Guard {
    fn drop(&mut self) {
        // Resolving a promise cannot fail, and there would be nobody to tell.
        let _ = self.release.call0(&JsValue::UNDEFINED);
    }
}

/// Waits for the Web Lock `name` (W3C Web Locks API). `None` where the browser has none, which is
/// outside secure contexts only.
pub(crate) async fn acquire(name: &str) -> Option<Guard> {
    let locks = property(&property(&js_sys::global(), "navigator")?, "locks")?;
    let request: Function = property(&locks, "request")?.dyn_into().ok()?;
    let mut release = None;
    let held = Promise::new(&mut |resolve, _| release = Some(resolve));
    let release = release?;
    let mut granted = None;
    let acquired = Promise::new(&mut |resolve, _| granted = Some(resolve));
    let granted = granted?;
    let callback = Closure::once_into_js(move || -> Promise {
        let _ = granted.call0(&JsValue::UNDEFINED);
        held
    });
    request.call2(&locks, &name.into(), &callback).ok()?;
    JsFuture::from(acquired).await.ok()?;
    Some(Guard { release })
}

fn property(of: &JsValue, name: &str) -> Option<JsValue> {
    Reflect::get(of, &name.into())
        .ok()
        .filter(|value| !value.is_undefined() && !value.is_null())
}
