//! How presence looks: each of the four has its own shape, colour says it again.

use super::use_presences;
use crate::i18n::presences as words;
use domain::{chats::ChatAccount, presences::Presence};
use leptos::prelude::*;

fn shape(presence: Presence) -> &'static str {
    match presence {
        Presence::Online => {
            r#"<circle cx="7" cy="7" r="6.5" fill="currentColor"/><path d="m4.2 7.3 2 2 3.7-4.2" fill="none" stroke="var(--ink-inverse)" stroke-width="1.7" stroke-linecap="round" stroke-linejoin="round"/>"#
        }
        Presence::Offline => {
            r#"<circle cx="7" cy="7" r="5.25" fill="var(--surface)" stroke="currentColor" stroke-width="2.5"/>"#
        }
        Presence::PrimaryClientsOnly => {
            r#"<circle cx="7" cy="7" r="5.5" fill="var(--surface)" stroke="currentColor" stroke-width="2"/><path d="M7 1.5a5.5 5.5 0 0 1 0 11z" fill="currentColor"/>"#
        }
        Presence::Unavailable => {
            r#"<circle cx="7" cy="7" r="6.5" fill="currentColor"/><path d="M4 7h6" stroke="var(--ink-inverse)" stroke-width="2" stroke-linecap="round"/>"#
        }
    }
}

/// What it is called in the API, by which the stylesheet tells them apart.
fn name(presence: Presence) -> &'static str {
    match presence {
        Presence::Online => "online",
        Presence::Offline => "offline",
        Presence::PrimaryClientsOnly => "primary_clients_only",
        Presence::Unavailable => "unavailable",
    }
}

/// What it is called.
pub fn word(presence: Presence) -> &'static str {
    match presence {
        Presence::Online => words::t().online,
        Presence::Offline => words::t().offline,
        Presence::PrimaryClientsOnly => words::t().primary_clients_only,
        Presence::Unavailable => words::t().unavailable,
    }
}

/// One of the four, beside its word.
pub fn mark(presence: Presence) -> AnyView {
    view! {
        <svg
            class="presence"
            viewBox="0 0 14 14"
            aria-hidden="true"
            data-presence=name(presence)
            inner_html=shape(presence)
        ></svg>
    }
    .into_any()
}

/// How somebody can be reached, at their picture. What stands beside it says it in words.
#[component]
pub fn Mark(
    /// Whose.
    account: ChatAccount,
) -> impl IntoView {
    let presences = use_presences();
    let presence = Memo::new(move |_| presences.of(account));
    move || presence.get().map(mark)
}
