//! By when an answer is due: the time that is left, or how long it is late.

use crate::{
    i18n::{format, working_time as words},
    ui::icon::{self, icon},
};
use chrono::{DateTime, Utc};
use js_sys::Date;
use leptos::prelude::*;

/// Minutes before it is due from which on it stands out.
const SOON: i64 = 4 * 60;

/// What is due, if anything is.
#[component]
pub fn Due(
    /// By when.
    at: Option<DateTime<Utc>>,
    /// Whether there has to be a reason to say so.
    #[prop(optional)]
    only_pressing: bool,
) -> impl IntoView {
    at.and_then(|at| {
        #[expect(clippy::cast_possible_truncation, reason = "milliseconds of this age")]
        let now = Date::now() as i64;
        let minutes = (at.timestamp_millis() - now).div_euclid(60_000);
        let class = match minutes {
            ..0 => "badge badge-danger",
            0..SOON => "badge badge-warn",
            _ => "badge",
        };
        if only_pressing && minutes >= SOON {
            return None;
        }
        Some(view! {
            <span class=class title=move || format::moment(at)>
                {icon(icon::CLOCK_ALERT)}
                {move || words::due(minutes)}
            </span>
        })
    })
    .into_any()
}
