//! The settings of a facility, for admins: the frame around their pages.

mod appointments;
mod editing;

pub use appointments::{AppointmentPart, AppointmentsFrame};
pub use editing::{Answer, Difference, Edited, EditedDialog, EditedForm, EditedPage};

use crate::{
    i18n::{
        access, api_tokens, assignment, audit, booking_settings, channels, counselling_fields,
        deletion_routine, direct_messages, master_data_fields, message_templates,
        monitoring_fields, open_door, outgoing_mails, settings as words, shell, webhooks,
        working_time,
    },
    paths, router,
    session::use_session,
    shell::{NotFoundPart, set_title},
};
use domain::access::{Action, Relation};
use leptos::prelude::*;

/// A page of the settings: what one must be allowed to, its address, its name.
type Part = (Action, &'static str, fn() -> &'static str);

/// All of them, in the order of the navigation.
const PARTS: &[Part] = &[
    (Action::ReadSignInSettings, paths::SIGN_IN_SETTINGS, || {
        words::t().sign_in
    }),
    (Action::ListApiTokens, paths::API_TOKENS, || {
        api_tokens::t().title
    }),
    (Action::ListWebhooks, paths::WEBHOOKS, || {
        webhooks::t().title
    }),
    (Action::ListAuditEntries, paths::AUDIT, || audit::t().title),
    (Action::ListOutgoingMails, paths::OUTGOING_MAILS, || {
        outgoing_mails::t().title
    }),
    (
        Action::ListMessageTemplates,
        paths::MESSAGE_TEMPLATES,
        || message_templates::t().title,
    ),
    (Action::ReadWorkingTime, paths::WORKING_TIME, || {
        working_time::t().title
    }),
    (
        Action::ReadOpenDoorSettings,
        paths::OPEN_DOOR_SETTINGS,
        || open_door::t().title,
    ),
    (Action::ReadAssignmentSettings, paths::ASSIGNMENT, || {
        assignment::t().setting
    }),
    (
        Action::UpdateChannelSettings,
        paths::CHANNEL_SETTINGS,
        || channels::t().title,
    ),
    (
        Action::UpdateBookingSettings,
        paths::BOOKING_SETTINGS,
        || booking_settings::t().title,
    ),
    (
        Action::UpdateCounsellingField,
        paths::COUNSELLING_FIELDS,
        || counselling_fields::t().title,
    ),
    (
        Action::UpdateMasterDataField,
        paths::MASTER_DATA_FIELDS,
        || master_data_fields::t().title,
    ),
    (
        Action::UpdateMonitoringField,
        paths::MONITORING_FIELDS,
        || monitoring_fields::t().title,
    ),
    (
        Action::UpdateMonitoringSettings,
        paths::MONITORING_SETTINGS,
        || monitoring_fields::t().mandatory_title,
    ),
    (Action::ReadDeletionRoutine, paths::DELETION_ROUTINE, || {
        deletion_routine::t().title
    }),
    (
        Action::ReadDirectMessageSettings,
        paths::DIRECT_MESSAGES,
        || direct_messages::t().setting,
    ),
    (Action::ReadAccessTable, paths::ACCESS, || access::t().title),
];

/// What one must be allowed to for each of them. Apart, so that the frame, which only asks whether
/// there are any, does not bring the words of all these pages.
const ACTIONS: [Action; PARTS.len()] = {
    let mut actions = [PARTS[0].0; PARTS.len()];
    let mut part = 1;
    while part < PARTS.len() {
        actions[part] = PARTS[part].0;
        part += 1;
    }
    actions
};

/// Whether there is anything in the settings for whoever is signed in; notifies.
pub fn has_any() -> bool {
    let account = use_session().account();
    account.is_some_and(|account| {
        ACTIONS
            .iter()
            .any(|action| account.may(*action, Relation::Common))
    })
}

/// The frame. Whoever may not see the page is told that it is not here.
#[component]
pub fn SettingsFrame(
    /// What one must be allowed to.
    action: Action,
    /// What the page is called.
    title: fn() -> &'static str,
    /// The page.
    #[prop(into)]
    page: ViewFn,
) -> impl IntoView {
    set_title(move || title().into());
    let session = use_session();
    let may = move |action| {
        let account = session.account();
        account.is_some_and(|account| account.may(action, Relation::Common))
    };
    let may_enter = Memo::new(move |_| may(action));
    let link = move |(action, href, name): Part| {
        let current = move || (router::path() == href).then_some("page");
        view! {
            <li hidden=move || !may(action)>
                <a class="nav-item" href=href aria-current=current>
                    {name}
                </a>
            </li>
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
                <div class="settings">
                    <nav class="settings-nav" aria-label=move || words::t().navigation>
                        <p class="settings-group">{move || words::t().security}</p>
                        <ul class="nav-list">{PARTS.iter().copied().map(link).collect_view()}</ul>
                    </nav>
                    <section class="sect" aria-labelledby="settings-part">
                        <h2 id="settings-part">{title}</h2>
                        {page.run()}
                    </section>
                </div>
            </div>
        }
        .into_any()
    }
}
