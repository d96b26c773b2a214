//! What the browser shows while one looks elsewhere. It comes over the live connection; what shows
//! it is fetched with the first that does, as most people never need it.

use crate::{chunks::Page, live::use_live};
use domain::notifications::Notice;
use leptos::{prelude::*, task::spawn_local};

/// What shows it, as a program has it.
#[derive(Clone, Copy)]
pub struct NoticePart(pub fn() -> Page);

/// What is still to be shown.
#[derive(Clone, Copy)]
struct Waiting(RwSignal<Vec<Notice>>);

/// What is still to be shown, from the part that does.
pub fn use_notices() -> RwSignal<Vec<Notice>> {
    expect_context::<Waiting>().0
}

/// Waits for it, unseen.
#[component]
pub fn Notices() -> impl IntoView {
    let NoticePart(part) = expect_context();
    let waiting = RwSignal::new(Vec::new());
    provide_context(Waiting(waiting));
    let here = RwSignal::new(None::<ViewFn>);
    let is_coming = StoredValue::new(false);
    use_live().on_notice(move |notice| {
        // Whoever looks at the app sees what is new there.
        if !document().hidden() {
            return;
        }
        waiting.update(|all| all.push(notice));
        if is_coming.get_value() || here.with_untracked(Option::is_some) {
            return;
        }
        is_coming.set_value(true);
        spawn_local(async move {
            if let Ok(view) = part().come().await {
                here.try_set(Some(view));
            } else {
                // The next one asks again.
                waiting.try_set(Vec::new());
            }
            is_coming.try_update_value(|coming| *coming = false);
        });
    });
    move || here.get().map(|view| view.run())
}
