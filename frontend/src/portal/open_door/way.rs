//! The way in, on the portal's first page.

use crate::{
    i18n::portal_open_door as words,
    paths,
    portal::area::use_portal,
    remote::fetch,
    session::use_session,
    ui::icon::{self, icon},
};
use domain::open_door::OpenDoor;
use leptos::prelude::*;

/// The door of this portal's facility; nothing until it is known.
pub fn read_door() -> RwSignal<Option<OpenDoor>> {
    let (session, slug) = (use_session(), use_portal().slug());
    let door = RwSignal::new(None);
    fetch(
        async move { session.client().read_open_door(&slug).await },
        move |answer| {
            if let Ok(here) = answer {
                door.try_set(Some(here));
            }
        },
    );
    door
}

/// The card, where the facility has an open door.
#[component]
pub fn DoorWay() -> impl IntoView {
    let door = read_door();
    let slug = StoredValue::new(use_portal().slug());
    move || {
        let door = door.get().filter(|door| door.enabled)?;
        let href = slug.with_value(paths::portal_open_door);
        Some(view! {
            <article class="path">
                {icon(icon::MESSAGE_CIRCLE)}
                <h3>
                    <a href=href>{move || words::t().title}</a>
                </h3>
                <p>{move || words::t().way_text}</p>
                <p class="path-when">{icon(icon::CLOCK)} {move || words::when(&door)}</p>
            </article>
        })
    }
}
