//! Deleting one's own account.

use super::{proof_entry, proof_field};
use crate::{
    forms::Form,
    i18n::{common, format, own_data as words},
    paths,
    portal::area::use_portal,
    router,
    session::use_session,
    ui::{Button, Dialog, ErrorSummary, use_toasts},
};
use domain::two_factor::PasswordProof;
use leptos::{prelude::*, task::spawn_local};

/// The dialog: what happens and when, and the password.
#[component]
pub fn DeletionDialog(
    /// Whether it is open.
    open: RwSignal<bool>,
    /// After how many days everything is erased.
    days: u16,
) -> impl IntoView {
    view! {
        <Dialog
            id="own-deletion-dialog"
            open=open
            title=|| words::t().delete
            children=move || view! { <DeletionForm open=open days=days /> }
        />
    }
    .into_any()
}

#[component]
fn DeletionForm(open: RwSignal<bool>, days: u16) -> impl IntoView {
    let (session, portal, toasts) = (use_session(), use_portal(), use_toasts());
    let proof = proof_entry();
    let form = Form::new(vec![proof]);
    let send = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        if !form.begin() {
            return;
        }
        let Some(own_password) = proof.parse() else {
            return form.succeed();
        };
        let (client, body) = (session.client(), PasswordProof { own_password });
        let start = paths::portal(&portal.slug());
        spawn_local(async move {
            match session.notice(client.delete_own_account(&body).await) {
                Ok(deleted) => {
                    toasts.say(words::deleted(&format::day(deleted.erased_from)));
                    router::replace(&start);
                    session.leave();
                }
                Err(error) => form.fail(error),
            }
        });
    };
    view! {
        <form method="post" novalidate on:submit=send>
            <div class="dialog-body stack">
                <ErrorSummary form=form />
                <p>{move || words::t().delete_what} " " {move || words::delete_when(days)}</p>
                <p>{move || words::t().delete_undo}</p>
                {proof_field(proof)}
            </div>
            <footer class="dialog-foot">
                <Button on_click=move |()| open.set(false)>{move || common::t().cancel}</Button>
                <Button submit=true class="btn-danger" busy=form.busy>
                    {move || words::t().delete_now}
                </Button>
            </footer>
        </form>
    }
    .into_any()
}
