//! Calling an appointment off: what the dialog holds.

use crate::{
    forms::{Entry, Form, optional},
    i18n::{common, portal_booking as words},
    session::use_session,
    ui::{Button, ErrorSummary, TextArea, use_toasts},
};
use domain::{
    bookings::{Booking, Cancellation},
    text::CancellationReason,
};
use leptos::{prelude::*, task::spawn_local};

/// The question.
#[component]
pub fn CancelQuestion(
    /// Which appointment, as it stands.
    booking: Memo<Option<Booking>>,
    /// Whether the dialog is open.
    open: RwSignal<bool>,
    /// It is called off.
    on_cancelled: Callback<()>,
) -> impl IntoView {
    let (session, toasts) = (use_session(), use_toasts());
    let reason = Entry::new(
        "reason",
        || words::t().reason,
        "",
        optional::<CancellationReason>,
    );
    let form = Form::new(vec![reason]);
    let send = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        let Some(booking) = booking.get_untracked() else {
            return open.set(false);
        };
        if !form.begin() {
            return;
        }
        let client = session.client();
        let body = Cancellation {
            reason: reason.parse(),
        };
        spawn_local(async move {
            let answer = client
                .cancel_booking(booking.id, booking.version, &body)
                .await;
            match session.notice(answer) {
                Ok(_) => {
                    form.succeed();
                    open.try_set(false);
                    toasts.say(words::t().cancelled);
                    on_cancelled.try_run(());
                }
                Err(error) => form.fail(error),
            }
        });
    };
    let text = move || {
        booking.with(|booking| {
            let text =
                |one: &Booking| words::cancel_text(one.starts_at, &one.counselor.display_name);
            booking.as_ref().map(text)
        })
    };
    view! {
        <form method="post" novalidate on:submit=send>
            <div class="dialog-body stack">
                <ErrorSummary form=form />
                <p>{text}</p>
                <TextArea
                    entry=reason
                    hint=|| words::t().reason_hint.to_owned()
                    optional=true
                />
            </div>
            <footer class="dialog-foot">
                <Button autofocus=true on_click=move |()| open.set(false)>
                    {move || common::t().cancel}
                </Button>
                <Button submit=true class="btn-danger" busy=form.busy>
                    {move || words::t().cancel_verb}
                </Button>
            </footer>
        </form>
    }
    .into_any()
}
