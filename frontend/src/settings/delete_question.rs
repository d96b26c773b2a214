//! Whether something is to be deleted for good: what a dialog holds that asks so.

use super::editing::Answer;
use crate::{
    i18n::{self, common},
    session::use_session,
    ui::{Banner, Button, Kind, use_toasts},
};
use client::{CallError, Client};
use leptos::{prelude::*, task::spawn_local};

/// The question.
#[component]
pub fn DeleteQuestion(
    /// Whether the dialog is open.
    open: RwSignal<bool>,
    /// What goes, and what that means.
    #[prop(into)]
    text: Signal<String>,
    /// The verb, with the name of what goes.
    #[prop(into)]
    verb: Signal<String>,
    /// What is said afterwards.
    done: fn() -> &'static str,
    /// Deletes it.
    delete: Callback<Client, Answer<()>>,
    /// It is gone.
    on_deleted: Callback<()>,
) -> impl IntoView {
    let (session, toasts) = (use_session(), use_toasts());
    let busy = RwSignal::new(false);
    let failure = RwSignal::new(None::<CallError>);
    let press = move |()| {
        busy.set(true);
        failure.set(None);
        let answer = delete.run(session.client());
        spawn_local(async move {
            let result = session.notice(answer.await);
            if busy.is_disposed() {
                return;
            }
            busy.set(false);
            match result {
                Ok(()) => {
                    toasts.say(done());
                    open.set(false);
                    on_deleted.run(());
                }
                Err(error) => failure.set(Some(error)),
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
            <Button class="btn-danger" busy=busy on_click=press>
                {move || verb.get()}
            </Button>
        </footer>
    }
    .into_any()
}
