//! The quick way out, for whoever is watched.

use crate::{
    session::{Session, SignedIn, use_session},
    ui::dom,
};
use leptos::{ev, prelude::*, task::spawn_local};

/// What this tab remembers the secret of a visit at an open door under, before the name of the
/// facility's portal.
pub const VISIT: &str = "beistand.open_door.";

/// Where it leads: a page that anybody might have open.
pub const NEUTRAL: &str = "https://www.wikipedia.org/";

/// How often Escape is pressed to leave.
const PRESSES: u8 = 3;
/// The longest pause between two of these presses, in milliseconds.
const PAUSE: f64 = 2_000.0;

/// Leaves for the neutral page, which takes this page's place in the tab's history. Nothing asks
/// back, and nothing of this page is seen while the other one is on its way. Whoever takes the
/// device then is not signed in, and a visit at the open door is over.
pub fn leave(session: Session) {
    if let Some(body) = document().body() {
        body.set_hidden(true);
    }
    document().set_title("");
    // What the server is told outlasts this page; without a network both end by themselves.
    let client = session.client();
    if let Some(token) = visit_of_this_tab() {
        let visit = client.open_door_visit(&token);
        spawn_local(async move {
            let _ = visit.leave_open_door().await;
        });
    }
    if matches!(untrack(|| session.signed_in()), SignedIn::As(_)) {
        spawn_local(async move {
            let _ = client.sign_out().await;
        });
    }
    // What leads back to what one was doing goes as well.
    dom::forget_tab();
    // A browser that cannot go there has no network; the page is hidden all the same.
    let _ = window().location().replace(NEUTRAL);
}

/// The secret of the visit at the open door that this tab remembers: nobody is to answer into a room
/// that was left.
fn visit_of_this_tab() -> Option<String> {
    let path = window().location().pathname().ok()?;
    let slug = path.strip_prefix("/p/")?.split('/').next()?;
    dom::remembered_in_tab(&format!("{VISIT}{slug}"))
}

/// Leaves when Escape is pressed three times without another key between, for as long as the
/// calling component is shown. What else Escape does, such as closing a menu, it still does.
pub fn leave_on_escapes() {
    let session = use_session();
    let last = StoredValue::new((0_u8, 0.0));
    let handle = window_event_listener(ev::keydown, move |event| {
        if event.repeat() {
            return;
        }
        let (presses, at) = last.get_value();
        let now = event.time_stamp();
        let presses = match event.key().as_str() {
            "Escape" if now - at <= PAUSE => presses + 1,
            "Escape" => 1,
            _ => 0,
        };
        last.set_value((presses, now));
        if presses >= PRESSES {
            leave(session);
        }
    });
    on_cleanup(move || handle.remove());
}
