//! Giving a client a password, which they have to change when they sign in.

use super::record::Record;
use crate::{
    forms::Form,
    i18n::{clients as words, common},
    passwords::{NewPasswordField, again_entry, are_same, new_password_entry},
    session::use_session,
    ui::{Button, Dialog, ErrorSummary, PasswordField, dom, use_toasts},
};
use domain::{accounts::AccountKind, passwords::ClientPasswordSet};
use leptos::{prelude::*, task::spawn_local};

/// The dialog.
#[component]
pub fn PasswordDialog(
    /// Whether it is open.
    open: RwSignal<bool>,
    /// Whose password.
    record: Record,
) -> impl IntoView {
    view! {
        <Dialog
            id=format!("set-client-password-{}", record.id)
            open=open
            small=true
            title=|| words::t().password_title
            children=move || view! { <PasswordForm open=open record=record /> }
        />
    }
    .into_any()
}

#[component]
fn PasswordForm(open: RwSignal<bool>, record: Record) -> impl IntoView {
    let (session, toasts) = (use_session(), use_toasts());
    let password = new_password_entry(AccountKind::Client, || words::t().password);
    let again = again_entry();
    let form = Form::new(vec![password, again]);
    let send = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        if !form.begin() {
            return;
        }
        if !are_same(password, again) {
            return form.refuse();
        }
        let Some(body) = password
            .parse()
            .map(|password| ClientPasswordSet { password })
        else {
            return form.succeed();
        };
        let (client, id) = (session.client(), record.id);
        spawn_local(async move {
            match session.notice(client.set_client_password(id, &body).await) {
                Ok(()) => {
                    form.succeed();
                    toasts.say(words::t().password_set);
                    open.set(false);
                    record.load();
                    dom::focus_soon("main");
                }
                Err(error) => form.fail(error),
            }
        });
    };
    view! {
        <form method="post" novalidate autocomplete="off" on:submit=send>
            <div class="dialog-body stack">
                <ErrorSummary form=form />
                <p>{move || words::t().password_text}</p>
                <NewPasswordField
                    entry=password
                    kind=AccountKind::Client
                    hint=|| words::t().password_set_hint.to_owned()
                />
                <PasswordField entry=again autocomplete="new-password" />
            </div>
            <footer class="dialog-foot">
                <Button on_click=move |()| open.set(false)>{move || common::t().cancel}</Button>
                <Button submit=true class="btn-primary" busy=form.busy>
                    {move || words::t().password_submit}
                </Button>
            </footer>
        </form>
    }
    .into_any()
}
