//! Deleting one's own account.

use super::proof_form;
use crate::{
    i18n::{format, own_data as words},
    paths,
    portal::area::use_portal,
    router,
    session::use_session,
    ui::{Dialog, use_toasts},
};
use leptos::prelude::*;

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
    let start = paths::portal(&portal.slug());
    let text = view! {
        <p>{move || words::t().delete_what} " " {move || words::delete_when(days)}</p>
        <p>{move || words::t().delete_undo}</p>
    };
    proof_form(
        open,
        text.into_any(),
        ("btn-danger", || words::t().delete_now),
        |client, body| async move { client.delete_own_account(&body).await },
        move |deleted| {
            toasts.say(words::deleted(&format::day(deleted.erased_from)));
            router::replace(&start);
            session.leave();
        },
    )
}
