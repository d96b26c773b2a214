//! What admins choose about who sees what.

use crate::{
    i18n::{self, access as words},
    remote::{Loaded, load},
    session::{Session, use_session},
    ui::{Banner, Button, Kind, Switch, use_toasts},
};
use client::{CallError, CallResult};
use domain::{
    access::{Openness, OpennessSettings, OpennessSettingsUpdate},
    accounts::Account,
};
use leptos::{prelude::*, task::spawn_local};

/// Reads what holds, changes it and lets the rest of the app know.
async fn change(
    session: Session,
    change: impl FnOnce(&mut OpennessSettingsUpdate),
) -> CallResult<OpennessSettings> {
    let client = session.client();
    let before = client.read_openness_settings().await?;
    let mut body = OpennessSettingsUpdate {
        openness: before.openness,
        confidential_administration: before.confidential_administration,
    };
    change(&mut body);
    let now = client
        .update_openness_settings(before.version, &body)
        .await?;
    session.update(|account| {
        if let Account::Counselor {
            openness,
            confidential_administration,
            ..
        } = account
        {
            *openness = now.openness;
            *confidential_administration = now.confidential_administration;
        }
    });
    Ok(now)
}

fn failed(failure: RwSignal<Option<CallError>>) -> impl Fn() -> Option<AnyView> {
    move || {
        let error = failure.get();
        error.map(|error| {
            view! { <Banner kind=Kind::Danger>{i18n::error_text(&error)}</Banner> }.into_any()
        })
    }
}

/// The button that makes the level that is looked at the one that holds.
#[component]
pub fn Choose(openness: Openness) -> impl IntoView {
    let (session, toasts) = (use_session(), use_toasts());
    let busy = RwSignal::new(false);
    let failure = RwSignal::new(None::<CallError>);
    let choose = move |()| {
        busy.set(true);
        failure.set(None);
        spawn_local(async move {
            let result = change(session, |body| body.openness = openness).await;
            match session.notice(result) {
                Ok(now) => toasts.say(words::chosen(now.openness)),
                Err(error) => {
                    failure.try_set(Some(error));
                }
            }
            busy.try_set(false);
        });
    };
    view! {
        <Button class="btn-primary" busy=busy on_click=choose>{move || words::t().choose}</Button>
        {failed(failure)}
    }
    .into_any()
}

/// The switch. Saved at once.
#[component]
pub fn ConfidentialAdministration() -> impl IntoView {
    let settings = load(|client| async move { client.read_openness_settings().await });
    move || match settings.ready() {
        Loaded::Nothing => ().into_any(),
        Loaded::Failure(error) => settings.failure_view(error),
        Loaded::Here(settings) => {
            view! { <Confidential on=settings.confidential_administration /> }.into_any()
        }
    }
}

#[component]
fn Confidential(on: bool) -> impl IntoView {
    let (session, toasts) = (use_session(), use_toasts());
    let on = RwSignal::new(on);
    let failure = RwSignal::new(None::<CallError>);
    let switch = move |wanted: bool| {
        on.set(wanted);
        failure.set(None);
        spawn_local(async move {
            let result = change(session, |body| body.confidential_administration = wanted).await;
            match session.notice(result) {
                Ok(_) => toasts.say(words::t().saved),
                Err(error) => {
                    on.try_set(!wanted);
                    failure.try_set(Some(error));
                }
            }
        });
    };
    view! {
        <div class="form-page stack">
            {failed(failure)}
            <Switch
                id="confidential-administration"
                label=|| words::t().confidential
                hint=|| words::t().confidential_hint
                on=on
                on_change=switch
            />
        </div>
    }
    .into_any()
}
