//! Where one is in the history. It grows from below: what is at the end stays at the end by itself.
//! Elsewhere what one reads stays where it is, whatever comes before or after it.

use crate::ui::dom;
use leptos::prelude::*;

/// The id of what scrolls.
pub const LOG: &str = "chat-log";
/// What is nearer to the end than this, in pixels, is at the end.
const NEAR: i32 = 48;

/// Whether one is at the end.
pub fn is_at_end() -> bool {
    // Seen from below, further up is less than nought.
    dom::by_id(LOG).is_none_or(|log| log.scroll_top().abs() < NEAR)
}

/// Goes to the end.
pub fn to_end() {
    request_animation_frame(|| {
        if let Some(log) = dom::by_id(LOG) {
            log.set_scroll_top(0);
        }
    });
}

/// Changes what is shown, and leaves in its place what one sees.
pub fn keep_place(change: impl FnOnce()) {
    let anchor = anchor();
    change();
    let Some((id, top)) = anchor else { return };
    // Before it is painted.
    request_animation_frame(move || {
        let (Some(log), Some(anchor)) = (dom::by_id(LOG), dom::by_id(&id)) else {
            return;
        };
        let moved = anchor.get_bounding_client_rect().top() - top;
        #[expect(clippy::cast_possible_truncation, reason = "pixels of a screen")]
        log.set_scroll_top(log.scroll_top() + moved.round() as i32);
    });
}

/// The first message one sees, and where it is.
fn anchor() -> Option<(String, f64)> {
    let log = dom::by_id(LOG)?;
    let top = log.get_bounding_client_rect().top();
    dom::all(&log, ".bubble[id]")
        .into_iter()
        .find_map(|bubble| {
            let place = bubble.get_bounding_client_rect();
            (place.bottom() > top).then(|| (bubble.id(), place.top()))
        })
}
