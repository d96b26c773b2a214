//! Settings of the facility: who gets what nobody else can take, and automatic primary counselors.

use crate::{
    counselors::all_counselors,
    forms::{Entry, any},
    i18n::{self, assignment as words, hand_overs as hand_over_words},
    remote::{Loaded, load},
    session::use_session,
    settings::SettingsFrame,
    ui::{Banner, Button, Kind, SelectField, Skeleton, Switch, use_toasts},
};
use client::CallError;
use domain::{
    access::Action,
    clients::Edit,
    counselors::CounselorSummary,
    mail_requests::{AssignmentSettings, AssignmentSettingsUpdate},
};
use leptos::{prelude::*, task::spawn_local};

/// The page.
#[component]
pub fn AssignmentSettingsPage() -> impl IntoView {
    view! {
        <SettingsFrame
            action=Action::ReadAssignmentSettings
            title=|| words::t().setting
            page=|| view! { <Settings /> }
        />
    }
    .into_any()
}

#[component]
fn Settings() -> impl IntoView {
    let set = load(|client| async move {
        let set = client.read_assignment_settings().await?;
        Ok((set, all_counselors(&client).await?))
    });
    let view = move || match set.ready() {
        Loaded::Nothing => view! { <Skeleton lines=3 /> }.into_any(),
        Loaded::Failure(error) => set.failure_view(error),
        Loaded::Here((now, staff)) => view! { <Choose now=now staff=staff /> }.into_any(),
    };
    view.into_any()
}

#[component]
fn Choose(now: AssignmentSettings, staff: Vec<CounselorSummary>) -> impl IntoView {
    let (session, toasts) = (use_session(), use_toasts());
    let version = RwSignal::new(now.version);
    let automatic = RwSignal::new(now.automatic_primary_counselor);
    let asked = RwSignal::new(now.consent_before_hand_over);
    let first = now.fallback_counselor.as_ref().map(|one| one.id);
    let fallback = Entry::new(
        "fallback_counselor_id",
        || words::t().fallback,
        first.map(|id| id.to_string()).unwrap_or_default(),
        any,
    );
    let busy = RwSignal::new(false);
    let failure = RwSignal::new(None::<CallError>);
    let offered: Vec<_> = staff
        .into_iter()
        .filter(|one| one.active || Some(one.id) == first)
        .map(|one| (one.id.to_string(), one.display_name))
        .collect();
    let options = move || {
        let nobody = (String::new(), words::t().no_fallback.to_owned());
        std::iter::once(nobody).chain(offered.clone()).collect()
    };
    let save = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        busy.set(true);
        failure.set(None);
        let (client, from) = (session.client(), version.get_untracked());
        let chosen = fallback.value.with_untracked(|id| id.parse().ok());
        let body = AssignmentSettingsUpdate {
            fallback_counselor_id: Edit::to(chosen),
            automatic_primary_counselor: Some(automatic.get_untracked()),
            consent_before_hand_over: Some(asked.get_untracked()),
        };
        spawn_local(async move {
            let answer = client.update_assignment_settings(from, &body).await;
            match session.notice(answer) {
                Ok(now) => {
                    version.try_set(now.version);
                    toasts.say(words::t().saved);
                }
                Err(error) => {
                    failure.try_set(Some(error));
                }
            }
            busy.try_set(false);
        });
    };
    view! {
        <form class="stack stack-5" method="post" novalidate on:submit=save>
            {move || {
                failure
                    .get()
                    .map(|error| view! { <Banner kind=Kind::Danger>{i18n::error_text(&error)}</Banner> })
            }}
            <Switch
                id="automatic-primary-counselor"
                label=|| words::t().automatic
                hint=|| words::t().automatic_hint
                on=automatic
                on_change=move |on| automatic.set(on)
            />
            <Switch
                id="consent-before-hand-over"
                label=|| hand_over_words::t().setting
                hint=|| hand_over_words::t().setting_hint
                on=asked
                on_change=move |on| asked.set(on)
            />
            <SelectField
                entry=fallback
                options=Signal::derive(options)
                hint=|| words::t().fallback_hint
            />
            <p>
                <Button submit=true class="btn-primary" busy=busy>
                    {move || words::t().save}
                </Button>
            </p>
        </form>
    }
    .into_any()
}
