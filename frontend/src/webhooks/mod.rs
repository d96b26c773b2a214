//! Telling other programs what happens: the list, one of them with its log, making and changing.

mod form;
mod list_page;
mod log;
mod webhook_page;

pub use list_page::WebhooksPage;
pub use webhook_page::WebhookPage;

use crate::ui::icon::{self, icon};
use domain::webhooks::{Webhook, WebhookState};
use leptos::prelude::*;

/// Whether it is told anything, and since when not.
fn state_view(webhook: &Webhook) -> AnyView {
    use crate::i18n::{format, webhooks as words};
    let (state, since) = (webhook.state, webhook.failing_since);
    let shape = match state {
        WebhookState::Active if since.is_none() => icon::CIRCLE_CHECK,
        WebhookState::Paused => icon::CLOCK,
        WebhookState::Active | WebhookState::Gone | WebhookState::Failing => icon::TRIANGLE_ALERT,
    };
    let trouble = since
        .filter(|_| state == WebhookState::Active)
        .map(|since| {
            view! {
                <span class="t-sub">
                    {move || words::t().trouble} " " {move || format::moment(since)}
                </span>
            }
        });
    view! {
        <span class="status">{icon(shape)} {move || words::state(state)}</span>
        {trouble}
    }
    .into_any()
}
