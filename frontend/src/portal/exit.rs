//! The quick way out, for whoever is watched.

use crate::ui::dom;
use domain::open_door::TOKEN_HEADER;
use js_sys::{Function, Object, Reflect};
use leptos::{ev, prelude::*};
use wasm_bindgen::{JsCast, JsValue};

/// What this tab remembers the secret of a visit at an open door under, before the name of the
/// facility's portal.
pub const VISIT: &str = "beistand.open_door.";

/// Where it leads: a page that anybody might have open.
pub const NEUTRAL: &str = "https://www.wikipedia.org/";

/// How often Escape is pressed to leave.
const PRESSES: u8 = 3;
/// The longest pause between two of these presses, in milliseconds.
const PAUSE: f64 = 2_000.0;

/// Leaves for the neutral page, which takes this page's place in the tab's history. Nothing asks
/// back, and nothing of this page is seen while the other one is on its way.
pub fn leave() {
    if let Some(body) = document().body() {
        body.set_hidden(true);
    }
    document().set_title("");
    end_visit();
    // What leads back to what one was doing goes as well.
    dom::forget_tab();
    // A browser that cannot go there has no network; the page is hidden all the same.
    let _ = window().location().replace(NEUTRAL);
}

/// Ends the visit at the open door that this tab remembers, so that nobody answers into a room that
/// was left. The request outlives the page; its answer matters to nobody.
fn end_visit() -> Option<()> {
    let path = window().location().pathname().ok()?;
    let slug = path.strip_prefix("/p/")?.split('/').next()?;
    let token = dom::remembered_in_tab(&format!("{VISIT}{slug}"))?;
    let object = |pairs: &[(&str, JsValue)]| {
        let object = Object::new();
        for (name, value) in pairs {
            Reflect::set(&object, &(*name).into(), value).ok()?;
        }
        Some(object)
    };
    let init = object(&[
        ("method", "POST".into()),
        ("keepalive", true.into()),
        ("headers", object(&[(TOKEN_HEADER, token.into())])?.into()),
    ])?;
    let fetch: Function = Reflect::get(&window(), &"fetch".into())
        .ok()?
        .dyn_into()
        .ok()?;
    let address = JsValue::from("/api/v1/open-door-visit/end");
    fetch.call2(&window(), &address, &init).ok().map(drop)
}

/// Leaves when Escape is pressed three times without another key between, for as long as the
/// calling component is shown. What else Escape does, such as closing a menu, it still does.
pub fn leave_on_escapes() {
    let last = StoredValue::new((0_u8, 0.0));
    let handle = window_event_listener(ev::keydown, move |event| {
        if event.repeat() {
            return;
        }
        let (presses, at) = last.get_value();
        let now = event.time_stamp();
        let presses = match event.key().as_str() {
            "Escape" if now - at <= PAUSE => presses + 1,
            "Escape" => 1,
            _ => 0,
        };
        last.set_value((presses, now));
        if presses >= PRESSES {
            leave();
        }
    });
    on_cleanup(move || handle.remove());
}
