//! News at its place.

use super::icon::{self, icon};
use leptos::prelude::*;

/// What kind of news.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Good to know.
    Info,
    /// Wants a look.
    Warn,
    /// Something failed.
    Danger,
    /// Said quietly.
    Quiet,
}

/// News at the place it is about, read out when it appears.
#[component]
pub fn Banner(
    /// What kind.
    kind: Kind,
    /// What can be done about it.
    #[prop(optional, into)]
    actions: Option<ViewFn>,
    /// What it says.
    children: Children,
) -> impl IntoView {
    let (name, shape, role) = match kind {
        Kind::Info => ("info", icon::INFO, "status"),
        Kind::Warn => ("warn", icon::TRIANGLE_ALERT, "status"),
        Kind::Danger => ("danger", icon::CIRCLE_ALERT, "alert"),
        Kind::Quiet => ("quiet", icon::LOCK, "status"),
    };
    view! {
        <div class="banner" data-kind=name role=role>
            {icon(shape)}
            <div>{children()}</div>
            {actions.map(|actions| view! { <div class="banner-actions">{actions.run()}</div> }.into_any())}
        </div>
    }
    .into_any()
}
