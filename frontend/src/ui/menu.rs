//! Menus: a popover beside its trigger. Arrows move, letters jump, Escape returns.

use super::dom;
use leptos::{
    html::{self, Div},
    prelude::*,
};
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, KeyboardEvent};

/// The trigger and its menu. The children are elements with `role="menuitem"` (or
/// `menuitemradio`) and `tabindex="-1"`; pressing one closes the menu.
#[component]
pub fn Menu(
    /// An id that no other element of the page has.
    #[prop(into)]
    id: String,
    /// What the trigger and the menu are called.
    #[prop(into)]
    label: Signal<String>,
    /// The trigger's classes.
    class: &'static str,
    /// What the trigger shows.
    #[prop(into)]
    trigger: ViewFn,
    /// Whether it opens as soon as it is there: whoever pressed what it replaces waits for it.
    #[prop(optional)]
    at_once: bool,
    /// The items.
    children: Children,
) -> impl IntoView {
    let menu = NodeRef::<Div>::new();
    let expanded = RwSignal::new(false);
    let toggled = move |_| {
        // The menu closes, too, when the page it belongs to goes.
        let Some(menu) = menu.try_get_untracked().flatten() else {
            return;
        };
        let open = menu.matches(":popover-open").unwrap_or_default();
        expanded.set(open);
        if open {
            focus_item(&menu, 0);
        }
    };
    // Before what was pressed does anything: a dialog that it opens gives the focus back to what has
    // it when it opens, which must be the trigger.
    let close = move || {
        if let Some(menu) = menu.try_get_untracked().flatten() {
            // Already closed is closed.
            let _ = menu.hide_popover();
        }
    };
    let pressed = move |event: KeyboardEvent| {
        if let Some(menu) = menu.get_untracked() {
            if event.key() == "Tab" {
                close();
            } else if let Some(index) = wanted(&menu, &event) {
                event.prevent_default();
                focus_item(&menu, index);
            }
        }
    };
    let controls = id.clone();
    let button = NodeRef::<html::Button>::new();
    Effect::new(move |_| {
        let Some(button) = button.get().filter(|_| at_once) else {
            return;
        };
        // The focus comes back to where it is before it opens.
        let _ = button.focus();
        button.click();
    });
    view! {
        <button
            node_ref=button
            id=format!("{id}-button")
            class=class
            type="button"
            popovertarget=controls
            aria-haspopup="menu"
            aria-expanded=move || expanded.get().to_string()
            aria-label=move || label.get()
        >
            {trigger.run()}
        </button>
        <div
            node_ref=menu
            class="menu"
            id=id
            popover="auto"
            role="menu"
            aria-label=move || label.get()
            on:toggle=toggled
            on:keydown=pressed
            on:click:capture=move |_| close()
        >
            {children()}
        </div>
    }
    .into_any()
}

fn items(menu: &HtmlElement) -> Vec<HtmlElement> {
    let all = dom::all(menu, "[role^=menuitem]").into_iter();
    // Some are for phones only, and what is not shown takes no focus.
    all.filter(|item| item.offset_width() > 0).collect()
}

fn focus_item(menu: &HtmlElement, index: usize) {
    if let Some(item) = items(menu).get(index) {
        // An item that cannot take the focus leaves it where it is.
        let _ = item.focus();
    }
}

/// The item that a key leads to, if it leads to one.
fn wanted(menu: &HtmlElement, event: &KeyboardEvent) -> Option<usize> {
    let items = items(menu);
    let focused = document().active_element();
    let at = items
        .iter()
        .position(|item| Some(item.unchecked_ref()) == focused.as_ref())?;
    let (key, count) = (event.key(), items.len());
    match key.as_str() {
        "ArrowDown" => Some((at + 1) % count),
        "ArrowUp" => Some((at + count - 1) % count),
        "Home" => Some(0),
        "End" => Some(count - 1),
        letter if letter.chars().count() == 1 && letter != " " => {
            (1..=count).map(|step| (at + step) % count).find(|&index| {
                let text = items[index].text_content().unwrap_or_default();
                text.trim()
                    .to_lowercase()
                    .starts_with(&letter.to_lowercase())
            })
        }
        _ => None,
    }
}
