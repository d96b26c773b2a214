//! Making a staff account.

use super::account_form::{Account, AccountFields};
use crate::{
    forms::Form,
    i18n::{common, counselor_administration as words},
    session::use_session,
    ui::{Button, Dialog, ErrorSummary},
};
use domain::counselors::Counselor;
use leptos::{prelude::*, task::spawn_local};

/// The dialog.
#[component]
pub fn CreateDialog(
    /// Whether it is open.
    open: RwSignal<bool>,
    /// What happens with the new account, and whether it was invited.
    #[prop(into)]
    on_created: Callback<(Counselor, bool)>,
) -> impl IntoView {
    view! {
        <Dialog
            id="create-counselor"
            open=open
            title=|| words::t().create
            children=move || view! { <CreateForm open=open on_created=on_created /> }
        />
    }
    .into_any()
}

#[component]
fn CreateForm(open: RwSignal<bool>, on_created: Callback<(Counselor, bool)>) -> impl IntoView {
    let session = use_session();
    let account = Account::new();
    let form = Form::new(account.all());
    let send = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        if !form.begin() {
            return;
        }
        let Some(body) = account.create() else {
            return form.succeed();
        };
        let client = session.client();
        spawn_local(async move {
            match session.notice(client.create_counselor(&body).await) {
                Ok(counselor) => {
                    // Should it not go out, the account's page has a button for it.
                    let invited =
                        counselor.active && client.invite_counselor(counselor.id).await.is_ok();
                    form.succeed();
                    open.set(false);
                    on_created.try_run((counselor, invited));
                }
                Err(error) => form.fail(error),
            }
        });
    };
    view! {
        <form method="post" novalidate autocomplete="off" on:submit=send>
            <div class="dialog-body stack">
                <ErrorSummary form=form />
                <super::refusal::MoreLicences failure=form.failure />
                <p class="hint">{move || words::t().create_hint}</p>
                <AccountFields account=account new=true />
            </div>
            <footer class="dialog-foot">
                <Button on_click=move |()| open.set(false)>{move || common::t().cancel}</Button>
                <Button submit=true class="btn-primary" busy=form.busy>
                    {move || words::t().submit}
                </Button>
            </footer>
        </form>
    }
    .into_any()
}
