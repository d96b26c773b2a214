//! Dialogs. The browser keeps the focus inside and gives it back to the trigger.

use super::{button::IconButton, icon};
use crate::i18n::common;
use leptos::{html, prelude::*};

/// A dialog that is there while `open`. Its first field carries `autofocus`. What it holds is
/// made anew each time it opens, so nothing of the last time is left.
#[component]
pub fn Dialog(
    /// An id that no other element of the page has.
    #[prop(into)]
    id: String,
    /// Whether it is open; closing it any way sets this back.
    open: RwSignal<bool>,
    /// Whether it asks one question only.
    #[prop(optional)]
    small: bool,
    /// Its heading.
    #[prop(into)]
    title: Signal<&'static str>,
    #[prop(into)]
    /// Body and foot: `.dialog-body` and `.dialog-foot`, in a form or not.
    children: ViewFn,
) -> impl IntoView {
    let dialog = NodeRef::<html::Dialog>::new();
    Effect::new(move |_| {
        let Some(dialog) = dialog.get() else { return };
        if open.get() && !dialog.open() {
            // Fails only where it is shown already.
            let _ = dialog.show_modal();
        } else if !open.get() && dialog.open() {
            dialog.close();
        }
    });
    let heading = format!("{id}-heading");
    let labelled_by = heading.clone();
    view! {
        <dialog
            node_ref=dialog
            class=if small { "dialog dialog-sm" } else { "dialog" }
            id=id
            aria-labelledby=labelled_by
            on:close=move |_| open.set(false)
        >
            <header class="dialog-head">
                <h2 id=heading>{move || title.get()}</h2>
                <IconButton
                    shape=icon::X
                    label=|| common::t().close
                    on_click=move |()| open.set(false)
                />
            </header>
            {move || open.get().then(|| children.run())}
        </dialog>
    }
    .into_any()
}
