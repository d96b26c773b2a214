//! A notice while a colleague has the same request open.

use super::reading::Reading;
use crate::{
    i18n::mail_request_steps as words,
    live::{News, use_live},
    remote::fetch,
    session::use_session,
    ui::{Banner, Kind},
};
use domain::{events::EventKind, mail_requests::Viewers};
use leptos::{ev, prelude::*, task::spawn_local};
use std::time::Duration;

/// Says again and again that the request is open here, as long as somebody sees it.
#[component]
pub fn ViewersNotice(reading: Reading) -> impl IntoView {
    let others = RwSignal::new(Vec::<String>::new());
    let (session, id) = (use_session(), reading.id);
    let owner = StoredValue::new(Owner::current().unwrap_or_default());
    let note = move || {
        if document().hidden() {
            return;
        }
        owner.with_value(|owner| {
            owner.with(|| {
                let client = session.client();
                fetch(
                    async move { client.note_viewing(id).await },
                    move |result| {
                        if let Ok(viewers) = result {
                            let names = viewers.colleagues.into_iter();
                            others.set(names.map(|one| one.display_name).collect());
                        }
                    },
                );
            });
        });
    };
    let leave = move || {
        let client = session.client();
        spawn_local(async move {
            // Where this fails, whoever is not heard of is gone after half a minute.
            let _ = client.stop_viewing(id).await;
        });
    };
    note();
    let beat = Duration::from_millis(Viewers::BEAT.num_milliseconds().unsigned_abs());
    let timer = set_interval_with_handle(note, beat).ok();
    let hide = window_event_listener(ev::visibilitychange, move |_| {
        if document().hidden() {
            leave();
        } else {
            note();
        }
    });
    use_live().listen(move |news| match news {
        News::Event(event) if event.mail_request_id != Some(id) => {}
        News::Event(event) if event.kind != EventKind::ViewersChanged => {}
        News::Event(_) | News::Missed => note(),
    });
    on_cleanup(move || {
        if let Some(timer) = timer {
            timer.clear();
        }
        hide.remove();
        leave();
    });
    move || {
        let names = others.get();
        (!names.is_empty()).then(|| {
            view! {
                <Banner kind=Kind::Info>{move || words::open_elsewhere(&names)}</Banner>
            }
        })
    }
}
