//! What browsers call notifications, asked for directly: they are the one thing here that shows
//! something outside of the page.

use js_sys::{Array, Function, Object, Promise, Reflect};
use leptos::prelude::window;
use wasm_bindgen::{JsCast, JsValue, prelude::Closure};
use wasm_bindgen_futures::JsFuture;

/// Whether this browser shows something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Permission {
    /// It does.
    Granted,
    /// It was told not to.
    Denied,
    /// Nobody has asked yet.
    NotAsked,
    /// It cannot.
    Missing,
}

/// The browser's own class, if it has one.
fn class() -> Option<Function> {
    let class = Reflect::get(&window(), &"Notification".into()).ok()?;
    class.dyn_into().ok()
}

/// How it stands with that.
pub fn permission() -> Permission {
    let Some(class) = class() else {
        return Permission::Missing;
    };
    let says = Reflect::get(&class, &"permission".into());
    match says.ok().and_then(|says| says.as_string()).as_deref() {
        Some("granted") => Permission::Granted,
        Some("denied") => Permission::Denied,
        _ => Permission::NotAsked,
    }
}

/// Has the browser ask. To be called because somebody has pressed something: otherwise browsers do
/// not, and nobody would know why they are asked.
pub async fn ask() -> Permission {
    let asking = class().and_then(|class| {
        let ask = Reflect::get(&class, &"requestPermission".into()).ok()?;
        let ask: Function = ask.dyn_into().ok()?;
        ask.call0(&class).ok()?.dyn_into::<Promise>().ok()
    });
    if let Some(asking) = asking {
        // What was answered is asked for again below.
        let _ = JsFuture::from(asking).await;
    }
    permission()
}

/// Shows this text under this title, in this language. What has the same `tag` is shown once,
/// however many tabs do.
pub fn show([title, text, tag, lang]: [&str; 4], on_click: impl FnMut() + 'static) {
    let Some(class) = class() else { return };
    let options = Object::new();
    for (name, value) in [("body", text), ("tag", tag), ("lang", lang)] {
        let _ = Reflect::set(&options, &name.into(), &value.into());
    }
    // Some browsers for telephones have the class, and refuse to make one.
    let arguments = Array::of2(&title.into(), &options);
    if let Ok(shown) = Reflect::construct(&class, &arguments) {
        let on_click: JsValue = Closure::<dyn FnMut()>::new(on_click).into_js_value();
        let _ = Reflect::set(&shown, &"onclick".into(), &on_click);
    }
}
