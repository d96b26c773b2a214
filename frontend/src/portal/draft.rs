//! What is written and not sent yet, kept in this browser only: nobody needs an account for it,
//! and it survives a reload, a lost connection and the quick way out.

use crate::{
    i18n::portal_mail as words,
    kept,
    ui::{SaveState, Saved},
};
use leptos::prelude::*;

/// Keeps what `text` says under `name` with every change, as long as the calling component is
/// shown, and says whether that works. An empty text is forgotten.
pub fn keep(name: String, text: impl Fn() -> String + 'static) -> RwSignal<Option<Saved>> {
    let state = RwSignal::new(None);
    Effect::new(move |_| {
        let text = text();
        state.set(if text.trim().is_empty() {
            kept::forget(&name);
            None
        } else {
            let is_kept = kept::keep(&name, &text);
            Some(if is_kept { Saved::Safe } else { Saved::Dirty })
        });
    });
    state
}

/// Says whether it is kept; and while there is nothing to keep, what became of it.
#[component]
pub fn DraftState(
    /// What [`keep`] says.
    state: RwSignal<Option<Saved>>,
    /// What became of what was there.
    #[prop(into)]
    done: Signal<Option<&'static str>>,
) -> impl IntoView {
    let shown = Memo::new(move |_| state.get().or_else(|| done.get().map(|_| Saved::Safe)));
    let text = move || match state.get() {
        Some(Saved::Safe) => words::t().saved,
        Some(_) => words::t().not_saved,
        None => done.get().unwrap_or_default(),
    };
    view! { <SaveState state=shown text=text /> }.into_any()
}
