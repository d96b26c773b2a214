//! What the facility asks of its staff when they sign in.

use crate::{
    i18n::{self, settings as settings_words, two_factor as words},
    remote::{Loaded, load},
    session::use_session,
    settings::SettingsFrame,
    ui::{Banner, Kind, Skeleton, Switch, use_toasts},
};
use client::CallError;
use domain::{
    access::Action,
    two_factor::{SignInSettings, SignInSettingsUpdate},
};
use leptos::{prelude::*, task::spawn_local};

/// The page.
#[component]
pub fn SignInSettingsPage() -> impl IntoView {
    view! {
        <SettingsFrame
            action=Action::ReadSignInSettings
            title=|| settings_words::t().sign_in
            page=|| view! { <Settings /> }
        />
    }
    .into_any()
}

#[component]
fn Settings() -> impl IntoView {
    let settings = load(|client| async move { client.read_sign_in_settings().await });
    view! {
        <p class="muted">{move || words::t().settings_lead}</p>
        {move || match settings.ready() {
            Loaded::Nothing => view! { <Skeleton lines=3 /> }.into_any(),
            Loaded::Failure(error) => settings.failure_view(error),
            Loaded::Here(settings) => view! { <Required settings=settings /> }.into_any(),
        }}
    }
    .into_any()
}

/// Whether everybody has to, saved at once.
#[component]
fn Required(settings: SignInSettings) -> impl IntoView {
    let (session, toasts) = (use_session(), use_toasts());
    let on = RwSignal::new(settings.two_factor_required);
    let settings = RwSignal::new(settings);
    let failure = RwSignal::new(None::<CallError>);
    let busy = RwSignal::new(false);
    let change = move |wanted: bool| {
        on.set(wanted);
        if busy.get_untracked() {
            return on.set(!wanted);
        }
        busy.set(true);
        failure.set(None);
        let (client, before) = (session.client(), settings.get_untracked());
        let body = SignInSettingsUpdate {
            two_factor_required: wanted,
        };
        spawn_local(async move {
            let result = client.update_sign_in_settings(before.version, &body).await;
            if busy.is_disposed() {
                return;
            }
            busy.set(false);
            match session.notice(result) {
                Ok(changed) => {
                    settings.set(changed);
                    toasts.say(words::t().saved);
                }
                Err(error) => {
                    failure.set(Some(error));
                    on.set(before.two_factor_required);
                }
            }
        });
    };
    let without = move || settings.with(|settings| words::without(settings.without_two_factor));
    let failed = move || {
        let error = failure.get();
        error.map(|error| view! { <Banner kind=Kind::Danger>{i18n::error_text(&error)}</Banner> })
    };
    view! {
        {failed}
        <Switch
            id="require"
            label=|| words::t().require
            hint=move || view! { {move || words::t().require_hint} " " {without} }
            on=on
            on_change=change
        />
    }
    .into_any()
}
