//! News that comes and goes.

use super::{button::IconButton, icon};
use crate::i18n::common;
use leptos::prelude::*;
use std::time::Duration;

/// How long a toast stays when nobody looks at it closely.
const STAY: Duration = Duration::from_secs(10);

/// The toasts of the app.
#[derive(Clone, Copy, Debug)]
pub struct Toasts {
    shown: RwSignal<Vec<Toast>>,
    /// While pointed at or focused, nothing goes away.
    held: RwSignal<bool>,
    next: StoredValue<u32>,
}

#[derive(Clone, Debug, PartialEq)]
struct Toast {
    id: u32,
    shape: Option<&'static str>,
    text: Text,
}

/// What one says. Fixed text is no signal: that would end with the page that said it.
#[derive(Clone, Debug, PartialEq)]
enum Text {
    Fixed(String),
    Following(Signal<String>),
}

/// The toasts, from any component.
pub fn use_toasts() -> Toasts {
    expect_context()
}

impl Toasts {
    /// Makes them, once, at the root.
    pub fn provide() {
        provide_context(Self {
            shown: RwSignal::new(Vec::new()),
            held: RwSignal::new(false),
            next: StoredValue::new(0),
        });
    }

    /// Says something that goes away by itself.
    pub fn say(self, text: impl Into<String>) {
        let id = self.add(None, Text::Fixed(text.into()));
        self.take_away_later(id);
    }

    /// Says something that stays until it is taken away by the number returned.
    pub fn keep(self, shape: &'static str, text: Signal<String>) -> u32 {
        self.add(Some(shape), Text::Following(text))
    }

    /// Takes one away.
    pub fn take_away(self, id: u32) {
        self.shown
            .update(|shown| shown.retain(|toast| toast.id != id));
    }

    fn add(self, shape: Option<&'static str>, text: Text) -> u32 {
        let id = self.next.get_value();
        self.next.set_value(id + 1);
        self.shown
            .update(|shown| shown.push(Toast { id, shape, text }));
        id
    }

    fn take_away_later(self, id: u32) {
        set_timeout(
            move || {
                if self.held.get_untracked() {
                    self.take_away_later(id);
                } else {
                    self.take_away(id);
                }
            },
            STAY,
        );
    }
}

/// The place where they appear.
#[component]
pub fn ToastPlace() -> impl IntoView {
    let toasts = use_toasts();
    let row = move |toast: Toast| {
        let Toast { id, shape, text } = toast;
        view! {
            <div class="toast">
                {shape.map(icon::icon)}
                <span>
                    {match text {
                        Text::Fixed(text) => text.into_any(),
                        Text::Following(text) => (move || text.get()).into_any(),
                    }}
                </span>
                <IconButton
                    shape=icon::X
                    class="icon-btn-sm"
                    label=|| common::t().close_notice
                    on_click=move |()| toasts.take_away(id)
                />
            </div>
        }
        .into_any()
    };
    view! {
        <div
            class="toasts"
            role="status"
            on:mouseenter=move |_| toasts.held.set(true)
            on:mouseleave=move |_| toasts.held.set(false)
            on:focusin=move |_| toasts.held.set(true)
            on:focusout=move |_| toasts.held.set(false)
        >
            <For each=move || toasts.shown.get() key=|toast| toast.id children=row />
        </div>
    }
    .into_any()
}
