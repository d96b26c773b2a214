//! Giving up one's place in a group appointment: what the dialog holds.

use crate::{
    i18n::{self, common, portal_groups as words},
    session::use_session,
    ui::{Banner, Button, Kind, use_toasts},
};
use client::CallError;
use domain::ids::BookingId;
use leptos::{prelude::*, task::spawn_local};

/// The question.
#[component]
pub fn LeaveQuestion(
    /// Which group appointment.
    id: BookingId,
    /// What it means.
    text: Signal<String>,
    /// Whether the dialog is open.
    open: RwSignal<bool>,
    /// The place is given up.
    on_left: Callback<()>,
) -> impl IntoView {
    let (session, toasts) = (use_session(), use_toasts());
    let busy = RwSignal::new(false);
    let failure = RwSignal::new(None::<CallError>);
    let leave = move |()| {
        busy.set(true);
        failure.set(None);
        let client = session.client();
        spawn_local(async move {
            let answer = session.notice(client.leave_group_booking(id).await);
            busy.try_set(false);
            match answer {
                Ok(()) => {
                    open.try_set(false);
                    toasts.say(words::t().left);
                    on_left.try_run(());
                }
                Err(error) => {
                    failure.try_set(Some(error));
                }
            }
        });
    };
    let failed = move || {
        let error = failure.get();
        error.map(|error| view! { <Banner kind=Kind::Danger>{i18n::error_text(&error)}</Banner> })
    };
    view! {
        <div class="dialog-body stack">
            {failed}
            <p>{move || text.get()}</p>
        </div>
        <footer class="dialog-foot">
            <Button autofocus=true on_click=move |()| open.set(false)>
                {move || common::t().cancel}
            </Button>
            <Button class="btn-danger" busy=busy on_click=leave>
                {move || words::t().leave}
            </Button>
        </footer>
    }
    .into_any()
}
