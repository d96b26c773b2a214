//! Buttons. A link that looks like one is an `a` with the same classes.

use super::icon::{icon, icon_lg};
use leptos::prelude::*;
use web_sys::MouseEvent;

/// A button with a word. While busy it keeps its width and takes no second press.
#[component]
pub fn Button(
    /// Classes beside `btn`: at most one `btn-primary` a view.
    #[prop(default = "")]
    class: &'static str,
    /// An outline before the word.
    #[prop(optional)]
    shape: Option<&'static str>,
    /// Whether it sends the form it stands in.
    #[prop(optional)]
    submit: bool,
    /// The id of the form it sends, if it stands elsewhere.
    #[prop(optional)]
    form: Option<&'static str>,
    /// Whether it takes the focus when it appears.
    #[prop(optional)]
    autofocus: bool,
    /// While what it started is not done.
    #[prop(optional, into)]
    busy: Signal<bool>,
    /// The keys that do the same, as `aria-keyshortcuts` names them.
    #[prop(optional)]
    keys: Option<&'static str>,
    /// What it does.
    #[prop(optional, into)]
    on_click: Option<Callback<()>>,
    /// The word.
    children: Children,
) -> impl IntoView {
    let press = move |event: MouseEvent| {
        if busy.get_untracked() {
            event.prevent_default();
        } else if let Some(act) = on_click {
            act.run(());
        }
    };
    view! {
        <button
            class=format!("btn {class}")
            type=if submit { "submit" } else { "button" }
            form=form
            autofocus=autofocus
            aria-busy=move || busy.get().then_some("true")
            aria-keyshortcuts=keys
            on:click=press
        >
            {shape.map(icon)}
            {children()}
        </button>
    }
    .into_any()
}

/// A button without a word; its name is for those who do not see the outline.
#[component]
pub fn IconButton(
    /// The outline.
    shape: &'static str,
    /// What it does, in words.
    #[prop(into)]
    label: Signal<&'static str>,
    /// Classes beside `icon-btn`.
    #[prop(default = "")]
    class: &'static str,
    /// Whether it is pressed, for one that switches something.
    #[prop(optional, into)]
    pressed: Option<Signal<bool>>,
    /// What it does.
    #[prop(into)]
    on_click: Callback<()>,
) -> impl IntoView {
    let state = move || pressed.map(|pressed| if pressed.get() { "true" } else { "false" });
    let outline = if class.contains("icon-btn-sm") || pressed.is_some() {
        icon(shape)
    } else {
        icon_lg(shape)
    };
    view! {
        <button
            class=format!("icon-btn {class}")
            type="button"
            aria-label=move || label.get()
            aria-pressed=state
            on:click=move |_| on_click.run(())
        >
            {outline}
        </button>
    }
    .into_any()
}
