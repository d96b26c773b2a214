//! Camera, microphone and network, as the browser lets us at them.

use js_sys::{Array, Function, Object, Promise, Reflect};
use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::HtmlElement;

/// Why a camera or a microphone cannot be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// Somebody, or the system, said no.
    Refused,
    /// There is none.
    Missing,
    /// Something else has it.
    Taken,
}

/// Which browser it is, as far as that matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Browser {
    /// Chrome, Edge, Opera, Chromium.
    Good,
    /// Works, with trouble now and then.
    Firefox,
    /// Not tried.
    Other,
    /// Has no video calls.
    Old,
}

/// What camera and microphone send.
#[derive(Clone)]
pub struct Stream(JsValue);

fn get(object: &JsValue, name: &str) -> Option<JsValue> {
    let value = Reflect::get(object, &name.into()).ok()?;
    (!value.is_undefined() && !value.is_null()).then_some(value)
}

fn call(object: &JsValue, name: &str, argument: &JsValue) -> Option<JsValue> {
    let function: Function = get(object, name)?.dyn_into().ok()?;
    function.call1(object, argument).ok()
}

fn media() -> Option<JsValue> {
    get(&get(&window(), "navigator")?, "mediaDevices")
}

/// Which one this is.
pub fn browser() -> Browser {
    let name = get(&window(), "navigator")
        .and_then(|navigator| get(&navigator, "userAgent"))
        .and_then(|name| name.as_string())
        .unwrap_or_default();
    if get(&window(), "RTCPeerConnection").is_none() {
        Browser::Old
    } else if name.contains("Firefox/") {
        Browser::Firefox
    } else if name.contains("Chrome/") || name.contains("Chromium/") {
        Browser::Good
    } else {
        Browser::Other
    }
}

/// Asks for these; the browser asks whoever sits there.
pub async fn ask(camera: bool, microphone: bool) -> Result<Stream, Trouble> {
    let wanted = Object::new();
    for (name, is_wanted) in [("video", camera), ("audio", microphone)] {
        // A new object takes every property.
        let _ = Reflect::set(&wanted, &name.into(), &is_wanted.into());
    }
    let asked = media().and_then(|media| call(&media, "getUserMedia", &wanted));
    let promise: Promise = asked
        .and_then(|asked| asked.dyn_into().ok())
        .ok_or(Trouble::Missing)?;
    match JsFuture::from(promise).await {
        Ok(stream) => Ok(Stream(stream)),
        Err(error) => {
            let name = get(&error, "name").and_then(|name| name.as_string());
            Err(match name.as_deref() {
                Some("NotAllowedError" | "SecurityError") => Trouble::Refused,
                Some("NotReadableError" | "AbortError") => Trouble::Taken,
                _ => Trouble::Missing,
            })
        }
    }
}

impl Stream {
    /// Shows the picture in a `video` element.
    pub fn show(&self, element: &HtmlElement) {
        // An element that shows nothing is seen to show nothing.
        let _ = Reflect::set(element, &"srcObject".into(), &self.0);
        if let Some(playing) = call(element, "play", &JsValue::UNDEFINED)
            .and_then(|playing| playing.dyn_into::<Promise>().ok())
        {
            leptos::task::spawn_local(async move {
                let _ = JsFuture::from(playing).await;
            });
        }
    }

    /// Switches camera and microphone off.
    pub fn stop(&self) {
        let tracks = call(&self.0, "getTracks", &JsValue::UNDEFINED);
        let Some(tracks) = tracks.and_then(|tracks| tracks.dyn_into::<Array>().ok()) else {
            return;
        };
        for track in tracks.iter() {
            let _ = call(&track, "stop", &JsValue::UNDEFINED);
        }
    }
}

/// Whether a server answers at all. What it answers is not for us to read.
pub async fn is_reachable(domain: &str) -> bool {
    let host = domain.split(':').next().unwrap_or_default();
    let scheme = if matches!(host, "localhost" | "127.0.0.1") {
        "http"
    } else {
        "https"
    };
    let how = Object::new();
    for (name, value) in [
        ("mode", "no-cors"),
        ("cache", "no-store"),
        ("credentials", "omit"),
    ] {
        let _ = Reflect::set(&how, &name.into(), &value.into());
    }
    let asked = get(&window(), "fetch")
        .and_then(|fetch| fetch.dyn_into::<Function>().ok())
        .and_then(|fetch| {
            let address = format!("{scheme}://{domain}/");
            fetch.call2(&window(), &address.into(), &how).ok()
        });
    match asked.and_then(|asked| asked.dyn_into::<Promise>().ok()) {
        Some(promise) => JsFuture::from(promise).await.is_ok(),
        None => false,
    }
}
