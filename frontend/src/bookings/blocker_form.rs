//! Time that is kept free.

use super::{
    calendar::Calendar,
    create_dialog::Choices,
    desk::{Desk, Draft},
    repeat::{Repeat, RepeatFields},
    times::{CounselorField, Freedom, TimeFields, Times},
};
use crate::{
    forms::{Entry, Form, required},
    i18n::{booking_series as series_words, bookings as words, common},
    session::use_session,
    ui::{Button, ErrorSummary, TextField, use_toasts},
};
use client::{CallResult, Client};
use domain::{
    bookings::{BlockerCreate, BlockerSeriesCreate, Repetition},
    text::BookingTitle,
};
use leptos::{prelude::*, task::spawn_local};

/// Keeps it free, or all of it where it repeats; answers what is said then.
async fn enter(
    client: &Client,
    blocker: BlockerCreate,
    repeats: Option<Repetition>,
) -> CallResult<String> {
    let Some(repeat) = repeats else {
        client.create_blocker(&blocker).await?;
        return Ok(words::t().blocked.to_owned());
    };
    let body = BlockerSeriesCreate { blocker, repeat };
    let made = client.create_blocker_series(&body).await?;
    Ok(series_words::created(made.items.len()))
}

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
    let repeat = Repeat::new();
    entries.extend(repeat.entries());
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
        let repeats = repeat.read();
        spawn_local(async move {
            match session.notice(enter(&client, body, repeats).await) {
                Ok(said) => {
                    form.succeed();
                    toasts.say(said);
                    desk.finish(None);
                    if !calendar.busy.is_disposed() {
                        calendar.load();
                    }
                }
                Err(error) if !form.busy.is_disposed() && repeat.blame(form, &error) => {}
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
                <RepeatFields repeat=repeat />
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
