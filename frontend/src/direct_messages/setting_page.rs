use crate::{
    i18n::{self, direct_messages as words},
    remote::{Loaded, load},
    session::use_session,
    settings::SettingsFrame,
    ui::{Banner, Button, Choice, Kind, Skeleton, use_toasts},
};
use client::CallError;
use domain::{
    access::Action,
    direct_messages::{DirectMessageContent, DirectMessageSettings, DirectMessageSettingsUpdate},
};
use leptos::{prelude::*, task::spawn_local};

/// The choice between confidential and in full.
#[component]
pub fn DirectMessageSettingPage() -> impl IntoView {
    view! {
        <SettingsFrame
            action=Action::ReadDirectMessageSettings
            title=|| words::t().setting
            page=|| view! { <Setting /> }
        />
    }
    .into_any()
}

#[component]
fn Setting() -> impl IntoView {
    let chosen = load(|client| async move { client.read_direct_message_settings().await });
    let view = move || match chosen.ready() {
        Loaded::Nothing => view! { <Skeleton lines=3 /> }.into_any(),
        Loaded::Failure(error) => chosen.failure_view(error),
        Loaded::Here(now) => view! { <Choose now=now /> }.into_any(),
    };
    view.into_any()
}

#[component]
fn Choose(now: DirectMessageSettings) -> impl IntoView {
    let (session, toasts) = (use_session(), use_toasts());
    let version = RwSignal::new(now.version);
    let content = RwSignal::new(now.content);
    let busy = RwSignal::new(false);
    let failure = RwSignal::new(None::<CallError>);
    let save = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        busy.set(true);
        failure.set(None);
        let (client, from) = (session.client(), version.get_untracked());
        let body = DirectMessageSettingsUpdate {
            content: content.get_untracked(),
        };
        spawn_local(async move {
            let answer = client.update_direct_message_settings(from, &body).await;
            match session.notice(answer) {
                Ok(now) => {
                    version.try_set(now.version);
                    toasts.say(words::t().saved.to_owned());
                }
                Err(error) => {
                    failure.try_set(Some(error));
                }
            }
            busy.try_set(false);
        });
    };
    let choice = move |value, label: fn() -> &'static str| {
        view! {
            <Choice
                group="content"
                label=Signal::derive(label)
                checked=Signal::derive(move || content.get() == value)
                on_choose=move |()| content.set(value)
            />
        }
    };
    let what = move || match content.get() {
        DirectMessageContent::Confidential => {
            view! { <Banner kind=Kind::Quiet>{words::t().confidential}</Banner> }
        }
        DirectMessageContent::InFull => {
            view! { <Banner kind=Kind::Warn>{words::t().in_full}</Banner> }
        }
    };
    let failed = move || {
        let error = failure.get();
        error.map(|error| view! { <Banner kind=Kind::Danger>{i18n::error_text(&error)}</Banner> })
    };
    view! {
        <form class="stack" method="post" on:submit=save>
            {failed}
            <fieldset class="stack">
                <legend class="label">{move || words::t().setting_lead}</legend>
                {choice(DirectMessageContent::Confidential, || words::t().choose_confidential)}
                {choice(DirectMessageContent::InFull, || words::t().choose_in_full)}
            </fieldset>
            {what}
            <p>
                <Button submit=true class="btn-primary" busy=busy>
                    {move || words::t().save}
                </Button>
            </p>
        </form>
    }
    .into_any()
}
