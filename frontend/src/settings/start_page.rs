//! Where the settings begin: what is left to do, and every page with what it is for.

use super::{GROUPS, Group, Part, has_any};
use crate::{
    facility::portal_address,
    i18n::{facility as facility_words, settings as words, shell},
    paths,
    remote::{Loaded, load},
    session::use_session,
    shell::{NotFoundPart, set_title},
    ui::{Button, use_toasts},
};
use domain::{
    access::{Action, Relation},
    facility::{Setup, SetupItem, SetupStep},
};
use leptos::{prelude::*, task::spawn_local};

/// The page.
#[component]
pub fn SettingsPage() -> impl IntoView {
    set_title(move || shell::t().settings.into());
    let session = use_session();
    let may = move |action| {
        let account = session.account();
        account.is_some_and(|account| account.may(action, Relation::Common))
    };
    let may_enter = Memo::new(move |_| has_any());
    let sets_up = Memo::new(move |_| may(Action::ReadSetup));
    let part = move |part: &'static Part| {
        view! {
            <li hidden=move || !may(part.action)>
                <a href=part.href>{part.name}</a>
                <p class="muted">{part.about}</p>
            </li>
        }
        .into_any()
    };
    let group = move |group: &'static Group| {
        let none = move || !group.parts.iter().any(|part| may(part.action));
        view! {
            <section class="settings-card" hidden=none>
                <h2>{group.name}</h2>
                <ul>{group.parts.iter().map(part).collect_view()}</ul>
            </section>
        }
        .into_any()
    };
    move || {
        if !may_enter.get() {
            return view! { <NotFoundPart /> }.into_any();
        }
        view! {
            <div class="page">
                <header class="page-head">
                    <h1>{move || shell::t().settings}</h1>
                    <p class="page-sub muted">{move || words::t().lead}</p>
                </header>
                {move || sets_up.get().then(|| view! { <FirstSteps /> })}
                <div class="settings-cards">{GROUPS.iter().map(group).collect_view()}</div>
            </div>
        }
        .into_any()
    }
}

/// What a new facility does before its first request.
#[component]
fn FirstSteps() -> impl IntoView {
    let (session, toasts) = (use_session(), use_toasts());
    let setup = load(|client| async move { client.read_setup().await });
    let away = RwSignal::new(false);
    let put_away = move |()| {
        let client = session.client();
        spawn_local(async move {
            match session.notice(client.dismiss_setup().await) {
                Ok(()) => {
                    away.try_set(true);
                    toasts.say(facility_words::t().setup_dismissed);
                }
                Err(error) => toasts.say(crate::i18n::error_text(&error)),
            }
        });
    };
    let item = move |SetupItem { step, done }: SetupItem| {
        let state = move || {
            let t = facility_words::t();
            if done { t.setup_done } else { t.setup_open }
        };
        let portal = session.account();
        let portal = portal.map(|account| paths::portal(&account.facility().slug));
        let href = match step {
            SetupStep::ContactData => paths::FACILITY_SETTINGS.to_owned(),
            SetupStep::LegalPages => paths::LEGAL_PAGES.to_owned(),
            SetupStep::WorkingTime => paths::WORKING_TIME.to_owned(),
            SetupStep::Registration => paths::REGISTRATION_SETTINGS.to_owned(),
            SetupStep::Mail => paths::OUTGOING_MAILS.to_owned(),
            SetupStep::Counselors => paths::COUNSELORS.to_owned(),
            SetupStep::TestRequest => portal.unwrap_or_default(),
        };
        let class = if done { "badge badge-accent" } else { "badge" };
        view! {
            <li>
                <a href=href>{move || facility_words::step(step)}</a>
                " "
                <span class=class>{state}</span>
            </li>
        }
        .into_any()
    };
    let list = move |setup: Setup| {
        let (done, all) = (setup.done(), setup.items.len());
        view! {
            <section class="settings-card settings-setup" aria-labelledby="setup">
                <h2 id="setup">{move || facility_words::t().setup_title}</h2>
                <p class="muted">{move || facility_words::progress(done, all)}</p>
                <ol>{setup.items.into_iter().map(item).collect_view()}</ol>
                {portal_address()}
                <div>
                    <Button class="btn-sm" on_click=put_away>
                        {move || facility_words::t().setup_dismiss}
                    </Button>
                </div>
            </section>
        }
        .into_any()
    };
    move || match setup.ready() {
        Loaded::Here(setup) if !setup.dismissed && !away.get() => list(setup),
        Loaded::Failure(error) => setup.failure_view(error),
        Loaded::Here(_) | Loaded::Nothing => ().into_any(),
    }
}
