//! A value that is there to be copied.

use super::{Banner, Button, Kind, dom, use_toasts};
use crate::i18n::common;
use leptos::{prelude::*, task::spawn_local};
use wasm_bindgen_futures::JsFuture;

/// The value, and a button that copies it.
#[component]
pub fn CopyField(
    /// The id of what shows the value.
    id: &'static str,
    /// What it is called.
    label: fn() -> &'static str,
    /// The value.
    value: String,
    /// Said when it is copied.
    copied: fn() -> &'static str,
    /// Said where the browser does not allow that.
    not_copied: fn() -> &'static str,
) -> impl IntoView {
    let toasts = use_toasts();
    let text = value.clone();
    let refused = RwSignal::new(false);
    let copy = move |()| {
        let copying = dom::copy(&text);
        spawn_local(async move {
            let done = match copying {
                Some(copying) => JsFuture::from(copying).await.is_ok(),
                None => false,
            };
            if done {
                toasts.say(copied());
            }
            refused.try_set(!done);
        });
    };
    let failed = move || {
        let refused = refused.get();
        refused.then(|| view! { <Banner kind=Kind::Warn>{not_copied()}</Banner> })
    };
    view! {
        <div class="field">
            <label class="label" for=id>{move || label()}</label>
            <input class="input" id=id readonly spellcheck="false" prop:value=value />
        </div>
        <div>
            <Button on_click=copy>{move || common::t().copy}</Button>
        </div>
        {failed}
    }
    .into_any()
}
