//! Time that is kept free.

use super::{
    calendar::Calendar,
    create_dialog::Choices,
    desk::{Desk, Draft},
    times::{CounselorField, Freedom, TimeFields, Times},
};
use crate::{
    forms::{Entry, Form, required},
    i18n::{bookings as words, common},
    session::use_session,
    ui::{Button, ErrorSummary, TextField, use_toasts},
};
use domain::{bookings::BlockerCreate, text::BookingTitle};
use leptos::{prelude::*, task::spawn_local};

/// The form.
#[component]
pub fn BlockerForm(
    calendar: Calendar,
    desk: Desk,
    draft: Draft,
    choices: Choices,
) -> impl IntoView {
    let (session, toasts) = (use_session(), use_toasts());
    let title = Entry::new(
        "title",
        || words::t().blocker_title,
        "",
        required::<BookingTitle>,
    );
    let times = Times::new(&draft, &choices.counselors);
    let mut entries = vec![title];
    entries.extend(times.entries());
    let form = Form::new(entries);
    let send = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        if !form.begin() {
            return;
        }
        let Some((starts_at, ends_at)) = untrack(|| times.read()) else {
            return times.blame_end(form, words::t().until_before);
        };
        let Some(name) = title.parse() else {
            return form.refuse();
        };
        let body = BlockerCreate {
            counselor_id: untrack(|| times.counselor_id()),
            title: name,
            starts_at,
            ends_at,
        };
        let client = session.client();
        spawn_local(async move {
            match session.notice(client.create_blocker(&body).await) {
                Ok(_) => {
                    form.succeed();
                    toasts.say(words::t().blocked);
                    desk.draft_open.try_set(false);
                    if !calendar.busy.is_disposed() {
                        calendar.load();
                    }
                }
                Err(error) => form.fail(error),
            }
        });
    };
    view! {
        <form method="post" novalidate autocomplete="off" on:submit=send>
            <div class="dialog-body stack">
                <ErrorSummary form=form />
                <TextField entry=title hint=|| words::t().blocker_hint.to_owned() />
                <CounselorField times=times counselors=choices.counselors />
                <TimeFields times=times />
                <Freedom times=times />
            </div>
            <footer class="dialog-foot">
                <Button on_click=move |()| desk.draft_open.set(false)>
                    {move || common::t().cancel}
                </Button>
                <Button submit=true class="btn-primary" busy=form.busy>
                    {move || words::t().block}
                </Button>
            </footer>
        </form>
    }
    .into_any()
}
