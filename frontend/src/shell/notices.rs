//! What the browser shows while one looks elsewhere. It comes over the live connection; what shows
//! it is fetched with the first that does, as most people never need it.

use crate::{chunks::Page, live::use_live, ui::dom};
use domain::notifications::Notice;
use leptos::{prelude::*, task::spawn_local};

/// What shows it, as a program has it.
#[derive(Clone, Copy)]
pub struct NoticePart(pub fn() -> Page);

/// What is still to be shown.
#[derive(Clone, Copy)]
struct Waiting(RwSignal<Vec<Notice>>);

/// Under which name this browser remembers what came while one of its tabs was in view.
const SEEN: &str = "beistand.notices";
/// So many of them: those of a moment, which the other tabs are still to hear of.
const KEPT: usize = 8;

fn note_seen(notice: &Notice) {
    let before = dom::remembered(SEEN).unwrap_or_default();
    let id = notice.notice_id.to_string();
    let ids = std::iter::once(id.as_str()).chain(before.split(' '));
    dom::remember(SEEN, &ids.take(KEPT).collect::<Vec<_>>().join(" "));
}

/// Whether another tab of this browser was in view when it came.
pub fn was_seen(notice: &Notice) -> bool {
    let id = notice.notice_id.to_string();
    dom::remembered(SEEN).is_some_and(|seen| seen.contains(&id))
}

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
        // Whoever looks at the app sees what is new there, in whichever of its tabs.
        if !document().hidden() {
            return note_seen(&notice);
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
