//! What opens the search over everything: a button and Ctrl-K. The dialog itself is fetched.

use crate::{
    chunks::Page,
    i18n::{common, shell as words},
    ui::{
        icon::{self, icon},
        use_toasts,
    },
};
use leptos::{ev, prelude::*, task::spawn_local};

/// The dialog, as a program has it.
pub type SearchPart = fn() -> Page;

#[derive(Clone, Copy)]
struct Open(RwSignal<bool>);

/// Whether the search is open.
pub fn use_search() -> RwSignal<bool> {
    expect_context::<Open>().0
}

/// The button, and the dialog once it is here.
#[component]
pub fn Search() -> impl IntoView {
    let part: SearchPart = expect_context();
    let toasts = use_toasts();
    let open = RwSignal::new(false);
    provide_context(Open(open));
    let dialog = RwSignal::new(None::<ViewFn>);
    let begin = move || {
        open.set(true);
        if dialog.with_untracked(Option::is_some) {
            return;
        }
        spawn_local(async move {
            if let Ok(view) = part().come().await {
                dialog.try_set(Some(view));
            } else {
                // The next press asks again.
                open.try_set(false);
                toasts.say(common::t().page_missing);
            }
        });
    };
    let keys = window_event_listener(ev::keydown, move |event| {
        let is_meant = (event.ctrl_key() || event.meta_key())
            && !event.alt_key()
            && event.key().eq_ignore_ascii_case("k");
        if is_meant && !matches!(document().query_selector("dialog[open]"), Ok(Some(_))) {
            event.prevent_default();
            begin();
        }
    });
    on_cleanup(move || keys.remove());
    view! {
        <button
            class="top-search"
            type="button"
            aria-haspopup="dialog"
            aria-keyshortcuts="Control+K Meta+K"
            on:click=move |_| begin()
        >
            {icon(icon::SEARCH)}
            <span>{move || words::t().search}</span>
            <kbd class="kbd" aria-hidden="true">
                {move || words::t().search_keys}
            </kbd>
        </button>
        {move || dialog.get().map(|dialog| dialog.run())}
    }
    .into_any()
}
