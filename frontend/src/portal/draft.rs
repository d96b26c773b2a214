//! What is written and not sent yet, kept in this browser only: nobody needs an account for it,
//! and it survives a reload, a lost connection and the quick way out.

use crate::{
    i18n::portal_mail as words,
    ui::{SaveState, Saved, dom},
};
use domain::{ids::MailRequestId, text::Slug};
use leptos::prelude::*;

/// The name under which a request to this facility is kept.
pub fn of_request(slug: &Slug) -> String {
    format!("beistand.request.{}", slug.as_str())
}

/// The name under which a further message of this request is kept.
pub fn of_reply(id: MailRequestId) -> String {
    format!("beistand.reply.{id}")
}

/// Keeps what `text` says under `name` with every change, as long as the calling component is
/// shown, and says whether that works. An empty text is forgotten.
pub fn keep(name: String, text: impl Fn() -> String + 'static) -> RwSignal<Option<Saved>> {
    let state = RwSignal::new(None);
    Effect::new(move |_| {
        let text = text();
        state.set(if text.trim().is_empty() {
            dom::forget(&name);
            None
        } else {
            dom::remember(&name, &text);
            let kept = dom::remembered(&name).is_some_and(|kept| kept == text);
            Some(if kept { Saved::Safe } else { Saved::Dirty })
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
