//! Who can make an account at the portal. What a choice means is said before it is saved.

use crate::{
    i18n::{common, facility as words},
    remote::{Loaded, load},
    session::use_session,
    settings::SettingsFrame,
    ui::{Banner, Button, Choice, Kind, Skeleton, use_toasts},
};
use client::CallError;
use domain::{
    access::Action,
    facility::{ContactRule, RegistrationAccess, RegistrationRules, RegistrationSettings},
    problem::ProblemCode,
};
use leptos::{prelude::*, task::spawn_local};

/// The page.
#[component]
pub fn RegistrationSettingsPage() -> impl IntoView {
    view! {
        <SettingsFrame
            action=Action::ReadRegistrationSettings
            title=|| words::t().registration_title
            page=|| view! { <Content /> }
        />
    }
}

#[component]
fn Content() -> impl IntoView {
    let settings = load(|client| async move { client.read_registration_settings().await });
    let form = move || match settings.ready() {
        Loaded::Nothing => view! { <Skeleton lines=6 /> }.into_any(),
        Loaded::Failure(error) => settings.failure_view(error),
        Loaded::Here(now) => view! { <Settings of=now /> }.into_any(),
    };
    view! {
        <p class="muted">{move || words::t().registration_lead}</p>
        {form}
    }
    .into_any()
}

fn access(one: RegistrationAccess) -> &'static str {
    match one {
        RegistrationAccess::Open => words::t().open,
        RegistrationAccess::Invitation => words::t().invitation,
        RegistrationAccess::Closed => words::t().closed,
    }
}

fn contact(one: ContactRule) -> &'static str {
    match one {
        ContactRule::Required => words::t().required,
        ContactRule::Optional => words::t().optional,
        ContactRule::NotAsked => words::t().not_asked,
    }
}

/// What these rules mean for people.
fn effects(rules: RegistrationRules) -> Vec<&'static str> {
    let t = words::t();
    match (rules.access, rules.contact) {
        (RegistrationAccess::Invitation, _) => vec![t.effect_invitation],
        (RegistrationAccess::Closed, _) => vec![t.effect_closed],
        (RegistrationAccess::Open, ContactRule::Required) => {
            vec![t.effect_open, t.effect_required]
        }
        (RegistrationAccess::Open, ContactRule::Optional) => vec![t.effect_open],
        (RegistrationAccess::Open, ContactRule::NotAsked) => {
            vec![t.effect_open, t.effect_not_asked]
        }
    }
}

#[component]
fn Settings(of: RegistrationSettings) -> impl IntoView {
    let (session, toasts) = (use_session(), use_toasts());
    let rules = RwSignal::new(of.rules);
    let version = RwSignal::new(of.version);
    let busy = RwSignal::new(false);
    let failure = RwSignal::new(None::<CallError>);
    let send = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        failure.set(None);
        let (client, from) = (session.client(), version.get_untracked());
        let body = rules.get_untracked();
        spawn_local(async move {
            let result = session.notice(client.update_registration_settings(from, &body).await);
            busy.try_set(false);
            match result {
                Ok(saved) => {
                    version.try_set(saved.version);
                    toasts.say(words::t().registration_saved);
                }
                Err(error) => {
                    // Saving again means to replace what somebody else has saved.
                    if error.code() == Some(ProblemCode::StaleVersion)
                        && let Ok(theirs) =
                            session.notice(client.read_registration_settings().await)
                    {
                        version.try_set(theirs.version);
                    }
                    failure.try_set(Some(error));
                }
            }
        });
    };
    let who = move |one: RegistrationAccess| {
        view! {
            <Choice
                group="access"
                label=Signal::derive(move || access(one))
                checked=Signal::derive(move || rules.with(|rules| rules.access == one))
                on_choose=move |()| rules.update(|rules| rules.access = one)
            />
        }
    };
    let what = move |one: ContactRule| {
        view! {
            <Choice
                group="contact"
                label=Signal::derive(move || contact(one))
                checked=Signal::derive(move || rules.with(|rules| rules.contact == one))
                on_choose=move |()| rules.update(|rules| rules.contact = one)
            />
        }
    };
    let failed = move || {
        let error = failure.get();
        error.map(|error| {
            view! { <Banner kind=Kind::Danger>{crate::i18n::error_text(&error)}</Banner> }
        })
    };
    let effect = move || {
        let lines = effects(rules.get()).into_iter();
        lines.map(|line| view! { <p>{line}</p> }).collect_view()
    };
    view! {
        <form class="stack stack-6 form-page" novalidate on:submit=send>
            {failed}
            <fieldset class="question">
                <legend>{move || words::t().access}</legend>
                <div class="choices">{RegistrationAccess::ALL.map(who)}</div>
            </fieldset>
            <fieldset class="question">
                <legend>{move || words::t().contact}</legend>
                <div class="choices">{ContactRule::ALL.map(what)}</div>
            </fieldset>
            <Banner kind=Kind::Info>{effect}</Banner>
            <div>
                <Button submit=true class="btn-primary" busy=busy>
                    {move || common::t().save}
                </Button>
            </div>
        </form>
    }
    .into_any()
}
