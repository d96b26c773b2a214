//! How much of a list is loaded, and more of it.

use super::{button::Button, dom};
use crate::i18n::common;
use leptos::{html::Div, prelude::*};

/// How near to the screen the end of a list calls for more, in pixels.
const NEAR: u32 = 400;

/// The foot of a list. More is loaded as it comes near; the button is for whoever does not scroll,
/// and to try again.
#[component]
pub fn Pager(
    /// How much is loaded, in words.
    #[prop(into)]
    loaded: Signal<String>,
    /// Whether there is more.
    #[prop(into)]
    more: Signal<bool>,
    /// While more is being loaded.
    #[prop(into)]
    busy: Signal<bool>,
    /// Loads more.
    #[prop(into)]
    on_more: Callback<()>,
) -> impl IntoView {
    let foot = NodeRef::<Div>::new();
    dom::on_near(foot, NEAR, move |is_near, _| {
        if is_near && more.get_untracked() && !busy.get_untracked() {
            on_more.run(());
        }
    });
    view! {
        <div class="pager" node_ref=foot>
            <span role="status">{move || loaded.get()}</span>
            {move || {
                more.get()
                    .then(|| view! {
                        <Button busy=busy on_click=on_more>{move || common::t().load_more}</Button>
                    })
            }}
        </div>
    }
    .into_any()
}
