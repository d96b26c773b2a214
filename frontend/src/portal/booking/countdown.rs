//! How long something is still held. It is shown to the second, and read out only now and then.

use crate::i18n::{format, portal_booking as words};
use chrono::{DateTime, TimeDelta, Utc};
use leptos::prelude::*;
use std::time::Duration;

/// Minutes left at which that is read out.
const SAID: [i64; 3] = [5, 2, 1];

/// What is left until a moment; it notifies each second, and ends with the calling component.
pub fn left_until(end: DateTime<Utc>) -> Memo<TimeDelta> {
    let now = RwSignal::new(format::now());
    let tick = move || {
        // The page may be going.
        now.try_set(format::now());
    };
    if let Ok(clock) = set_interval_with_handle(tick, Duration::from_secs(1)) {
        on_cleanup(move || clock.clear());
    }
    Memo::new(move |_| (end - now.get()).max(TimeDelta::zero()))
}

/// What is left, in view and for readers.
#[component]
pub fn Countdown(
    /// How much that is.
    left: Memo<TimeDelta>,
) -> impl IntoView {
    let shown = move || {
        let seconds = left.get().num_seconds();
        let (minutes, seconds) = (seconds / 60, seconds % 60);
        if minutes < 60 {
            format!("{minutes}:{seconds:02}")
        } else {
            format!("{}:{:02}:{seconds:02}", minutes / 60, minutes % 60)
        }
    };
    // The last mark that has been reached.
    let said = Memo::new(move |_| {
        let minutes = (left.get().num_seconds() + 59) / 60;
        SAID.into_iter().filter(|mark| minutes <= *mark).min()
    });
    view! {
        <span class="num" aria-hidden="true">{move || words::left(&shown())}</span>
        <span class="sr-only" role="status">{move || said.get().map(words::minutes_left)}</span>
    }
    .into_any()
}
