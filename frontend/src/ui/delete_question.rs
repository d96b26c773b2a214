//! Whether something is to be deleted for good: what a dialog holds that asks so.

use super::{
    banner::{Banner, Kind},
    button::Button,
    toast::use_toasts,
};
use crate::{
    i18n::{self, common},
    session::use_session,
};
use client::{CallError, CallResult, Client};
use futures_util::future::LocalBoxFuture;
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
    delete: Callback<Client, LocalBoxFuture<'static, CallResult<()>>>,
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
            // The live connection may have been faster, and what asked is gone with what is deleted.
            busy.try_set(false);
            match result {
                Ok(()) => {
                    toasts.say(done());
                    open.try_set(false);
                    on_deleted.try_run(());
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
            <Button class="btn-danger" busy=busy on_click=press>
                {move || verb.get()}
            </Button>
        </footer>
    }
    .into_any()
}
