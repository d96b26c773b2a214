//! The way to the open door from the conversations of the chat.

use crate::{
    i18n::open_door as words,
    live::use_live,
    paths,
    remote::fetch,
    session::use_session,
    ui::icon::{self, icon},
};
use domain::{events::EventKind, open_door::OpenDoorVisits};
use leptos::prelude::*;

/// Who waits and whom one talks with, as it changes; nothing until it is known.
pub fn follow_visits() -> RwSignal<Option<OpenDoorVisits>> {
    let session = use_session();
    let visits = RwSignal::new(None);
    let is_asking = RwSignal::new(false);
    let read = move || {
        is_asking.set(true);
        let client = session.client();
        fetch(
            async move { client.list_open_door_visits().await },
            move |answer| {
                is_asking.try_set(false);
                if let Ok(list) = answer {
                    visits.try_set(Some(list));
                }
            },
        );
    };
    read();
    use_live().follow(
        |event| {
            matches!(
                event.kind,
                EventKind::OpenDoorChanged | EventKind::OpenDoorMessageSent
            )
        },
        move || is_asking.get(),
        read,
    );
    visits
}

/// A link with how many wait, where the facility has an open door or somebody is in there still.
#[component]
pub fn DoorLink() -> impl IntoView {
    let visits = follow_visits();
    let shown = Memo::new(move |_| {
        visits.with(|visits| {
            let visits = visits.as_ref()?;
            let is_any =
                visits.door.enabled || !visits.waiting.is_empty() || !visits.own.is_empty();
            is_any.then_some(visits.waiting.len())
        })
    });
    move || {
        shown.get().map(|waiting| {
            let class = if waiting > 0 {
                "count count-new"
            } else {
                "muted small"
            };
            view! {
                <a class="door-link" href=paths::OPEN_DOOR>
                    {icon(icon::DOOR_OPEN)}
                    <span>{move || words::t().title}</span>
                    <span class=class>{move || words::wait(waiting)}</span>
                </a>
            }
        })
    }
}
