//! Taking a colleague's second step away, for when they have lost what it takes.

use super::refusal::Refusal;
use crate::{
    i18n::{common, counselor_administration as words},
    session::use_session,
    ui::{Button, Dialog, use_toasts},
};
use client::CallError;
use domain::{
    access::{Action, Relation},
    counselors::Counselor,
};
use leptos::{prelude::*, task::spawn_local};

/// The button and its question; nothing for whoever may not.
#[component]
pub fn SecondStep(
    /// Of this account.
    of: RwSignal<Counselor>,
) -> impl IntoView {
    let session = use_session();
    let open = RwSignal::new(false);
    let may = Memo::new(move |_| {
        let id = of.with(|of| of.id);
        session.account().is_some_and(|account| {
            let relation = Relation::to_counselors(account.actor(), Some(id));
            account.may(Action::RemoveTwoFactor, relation)
        })
    });
    let button = move || {
        may.get().then(|| {
            view! {
                <Button on_click=move |()| open.set(true)>
                    {move || words::t().remove_second_step}
                </Button>
            }
        })
    };
    view! {
        {button}
        <Dialog
            id="remove-second-step"
            open=open
            small=true
            title=|| words::t().remove_second_step_title
            children=move || view! { <Question open=open of=of /> }
        />
    }
    .into_any()
}

#[component]
fn Question(open: RwSignal<bool>, of: RwSignal<Counselor>) -> impl IntoView {
    let (session, toasts) = (use_session(), use_toasts());
    let busy = RwSignal::new(false);
    let failure = RwSignal::new(None::<CallError>);
    let remove = move |()| {
        busy.set(true);
        failure.set(None);
        let (client, id) = (session.client(), of.with_untracked(|of| of.id));
        spawn_local(async move {
            match session.notice(client.remove_two_factor(id).await) {
                Ok(()) => {
                    open.try_set(false);
                    toasts.say(words::t().second_step_removed);
                }
                Err(_) if busy.is_disposed() => {}
                Err(error) => {
                    busy.set(false);
                    failure.set(Some(error));
                }
            }
        });
    };
    let name = move || of.with(|of| of.display_name.clone());
    view! {
        <div class="dialog-body stack">
            <Refusal failure=failure />
            <p><b>{name}</b></p>
            <p>{move || words::t().remove_second_step_text}</p>
        </div>
        <footer class="dialog-foot">
            <Button autofocus=true on_click=move |()| open.set(false)>
                {move || common::t().cancel}
            </Button>
            <Button class="btn-danger" busy=busy on_click=remove>
                {move || words::t().remove_second_step_do}
            </Button>
        </footer>
    }
    .into_any()
}
