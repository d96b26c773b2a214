//! Asks before a page with unsaved changes is left by a link; closing the window is asked about
//! by the browser itself.

use super::{button::Button, dialog::Dialog};
use crate::router;
use leptos::{ev, prelude::*};
use wasm_bindgen::{JsCast, prelude::Closure};
use web_sys::MouseEvent;

/// The question. What is not saved is lost only when the answer is to leave.
#[component]
pub fn LeaveGuard(
    /// Whether there is something to lose.
    #[prop(into)]
    dirty: Signal<bool>,
    /// The question.
    #[prop(into)]
    title: Signal<&'static str>,
    /// What would be lost.
    #[prop(into)]
    text: Signal<&'static str>,
    /// Staying, in a word.
    #[prop(into)]
    stay: Signal<&'static str>,
    /// Leaving, in a word.
    #[prop(into)]
    leave: Signal<&'static str>,
) -> impl IntoView {
    let open = RwSignal::new(false);
    let wanted = StoredValue::new(String::new());
    let unload = window_event_listener(ev::beforeunload, move |event| {
        if dirty.get_untracked() {
            event.prevent_default();
        }
    });
    on_cleanup(move || unload.remove());
    on_link(move |event, address| {
        if dirty.get_untracked() {
            event.prevent_default();
            wanted.set_value(address);
            open.set(true);
        }
    });
    let go = move |()| {
        open.set(false);
        router::go(&wanted.get_value());
    };
    view! {
        <Dialog
            id="leave-guard"
            open=open
            small=true
            title=title
            children=move || view! {
                <div class="dialog-body">
                    <p>{move || text.get()}</p>
                </div>
                <footer class="dialog-foot">
                    <Button autofocus=true on_click=move |()| open.set(false)>{move || stay.get()}</Button>
                    <Button class="btn-danger" on_click=go>{move || leave.get()}</Button>
                </footer>
            }
        />
    }
    .into_any()
}

/// Calls `act` when a link of the app is pressed, before the router does, which listens at the
/// window.
fn on_link(act: impl Fn(&MouseEvent, String) + 'static) {
    let Some(body) = document().body() else {
        return;
    };
    let listener = Closure::<dyn Fn(MouseEvent)>::new(move |event: MouseEvent| {
        if let Some(address) = router::link(&event) {
            act(&event, address);
        }
    });
    // Without the listener links just lead on, as they do everywhere else.
    let _ = body.add_event_listener_with_callback("click", listener.as_ref().unchecked_ref());
    let listener = StoredValue::new_local(listener);
    on_cleanup(move || {
        listener.try_with_value(|listener| {
            let _ = body
                .remove_event_listener_with_callback("click", listener.as_ref().unchecked_ref());
        });
    });
}
