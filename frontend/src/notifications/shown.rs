//! What the browser shows: that something is there, and of what kind. A press leads there.

use super::browser::{Permission, permission, show};
use crate::{
    i18n::{common, language, notifications as words},
    paths, router,
    shell::{use_notices, was_seen},
    ui::dom,
};
use domain::notifications::{Notice, NotificationKind};
use leptos::{prelude::*, task::spawn_local};
use std::time::Duration;

/// Each tab hears of it by itself; so long it is waited for one that is in view.
const PATIENCE: Duration = Duration::from_secs(1);

/// Shows what waits for it, and nothing on the page.
#[component]
pub fn BrowserNotices() -> impl IntoView {
    let waiting = use_notices();
    Effect::new(move |_| {
        if waiting.with(Vec::is_empty) {
            return;
        }
        let all = waiting.try_update(std::mem::take).unwrap_or_default();
        if permission() == Permission::Granted {
            for notice in all {
                spawn_local(async move {
                    dom::wait(PATIENCE).await;
                    if !was_seen(&notice) {
                        announce(notice);
                    }
                });
            }
        }
    });
}

fn announce(notice: Notice) {
    let path = path(notice);
    let (title, text) = untrack(|| (common::t().app, words::said(notice.about)));
    let tag = notice.notice_id.to_string();
    show([title, text, &tag, untrack(language).tag()], move || {
        let _ = window().focus();
        router::go(&path);
    });
}

/// Where it is to be seen.
fn path(notice: Notice) -> String {
    use NotificationKind::{
        AppointmentCancelled, AppointmentRequested, AppointmentRescheduled, ChatMessage,
        ClientAnswer, ColleagueAsks, HandedOver, NewMailRequest, OpenDoorVisitor, RequestOverdue,
    };
    match (notice.about, notice.mail_request_id) {
        (_, Some(id)) => paths::mail_request(id),
        (NewMailRequest | ClientAnswer | RequestOverdue | HandedOver | ColleagueAsks, None) => {
            paths::MAIL.to_owned()
        }
        (AppointmentRequested | AppointmentCancelled | AppointmentRescheduled, None) => {
            paths::BOOKINGS.to_owned()
        }
        (ChatMessage, None) => paths::CHATS.to_owned(),
        (OpenDoorVisitor, None) => paths::OPEN_DOOR.to_owned(),
    }
}
