//! Where a request stands: a shape and a word, the colour comes third.

use crate::{
    i18n::mail_requests as words,
    ui::icon::{self, icon},
};
use domain::mail_requests::ShownStatus;
use leptos::prelude::*;

/// The status of a request.
#[component]
pub fn Status(
    /// Which.
    status: ShownStatus,
) -> impl IntoView {
    view! {
        <span class="status" data-status=status.name()>
            {icon(shape(status))}
            {move || words::status(status)}
        </span>
    }
    .into_any()
}

/// Its outline.
pub fn shape(status: ShownStatus) -> &'static str {
    match status {
        ShownStatus::New => icon::CIRCLE_DOT,
        ShownStatus::Released => icon::CIRCLE_DASHED,
        ShownStatus::InProgress => icon::CONTRAST,
        ShownStatus::Answered => icon::CIRCLE_ARROW_LEFT,
        ShownStatus::Completed => icon::CIRCLE_CHECK,
        ShownStatus::Archived => icon::ARCHIVE,
    }
}
