//! Whether what was typed is safe.

use super::icon::{self, icon};
use leptos::prelude::*;

/// How safe it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Saved {
    /// Typed, not saved yet.
    Dirty,
    /// On its way.
    Saving,
    /// On the server.
    Safe,
    /// Somebody else saved something in the meantime.
    Conflict,
    /// Only here, for the server is out of reach.
    Offline,
}

/// Says how safe it is, in a shape and a word.
#[component]
pub fn SaveState(
    /// How safe; `None` says nothing.
    #[prop(into)]
    state: Signal<Option<Saved>>,
    /// The same in words.
    #[prop(into)]
    text: Signal<String>,
) -> impl IntoView {
    let parts = |state| match state {
        Saved::Dirty => ("dirty", icon::CIRCLE_DOT),
        Saved::Saving => ("saving", icon::LOADER_CIRCLE),
        Saved::Safe => ("saved", icon::CHECK),
        Saved::Conflict => ("conflict", icon::TRIANGLE_ALERT),
        Saved::Offline => ("offline", icon::WIFI_OFF),
    };
    view! {
        <span class="savestate push" role="status" data-state=move || state.get().map(|state| parts(state).0)>
            {move || state.get().map(|state| icon(parts(state).1))}
            {move || state.get().map(|_| text.get())}
        </span>
    }
    .into_any()
}
