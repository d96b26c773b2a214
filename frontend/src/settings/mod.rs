//! The settings of a facility, for admins: the frame around their pages.

mod appointments;
mod editing;
mod start_page;

pub use appointments::{AppointmentPart, AppointmentsFrame};
pub use editing::{Answer, Difference, Edited, EditedDialog, EditedForm, EditedPage};
pub use start_page::SettingsPage;

use crate::{
    i18n::{
        access, api_tokens, assignment, audit, booking_settings, channels, counselling_fields,
        deletion_routine, direct_messages, facility, master_data_fields, message_templates,
        monitoring_fields, open_door, outgoing_mails, settings as words, shell, webhooks,
        working_time,
    },
    paths, router,
    session::use_session,
    shell::{NotFoundPart, set_title},
};
use domain::access::{Action, Relation};
use leptos::prelude::*;

/// A page of the settings.
struct Part {
    /// What one must be allowed to.
    action: Action,
    href: &'static str,
    name: fn() -> &'static str,
    /// What it is for, in a line.
    about: fn() -> &'static str,
}

/// Pages that belong together, under a heading.
struct Group {
    name: fn() -> &'static str,
    parts: &'static [Part],
}

/// All of them, in the order of the navigation.
const GROUPS: &[Group] = &[
    Group {
        name: || words::t().group_facility,
        parts: &[
            Part {
                action: Action::ReadFacilitySettings,
                href: paths::FACILITY_SETTINGS,
                name: || facility::t().title,
                about: || facility::t().about,
            },
            Part {
                action: Action::ReadWorkingTime,
                href: paths::WORKING_TIME,
                name: || working_time::t().title,
                about: || words::t().about_working_time,
            },
            Part {
                action: Action::UpdateCounsellingField,
                href: paths::COUNSELLING_FIELDS,
                name: || counselling_fields::t().title,
                about: || words::t().about_counselling_fields,
            },
            Part {
                action: Action::UpdateMasterDataField,
                href: paths::MASTER_DATA_FIELDS,
                name: || master_data_fields::t().title,
                about: || words::t().about_master_data_fields,
            },
        ],
    },
    Group {
        name: || words::t().group_portal,
        parts: &[
            Part {
                action: Action::ReadLegalPages,
                href: paths::LEGAL_PAGES,
                name: || facility::t().legal_title,
                about: || facility::t().legal_about,
            },
            Part {
                action: Action::ReadRegistrationSettings,
                href: paths::REGISTRATION_SETTINGS,
                name: || facility::t().registration_title,
                about: || facility::t().registration_about,
            },
            Part {
                action: Action::ReadOpenDoorSettings,
                href: paths::OPEN_DOOR_SETTINGS,
                name: || open_door::t().title,
                about: || words::t().about_open_door,
            },
        ],
    },
    Group {
        name: || words::t().group_mail,
        parts: &[
            Part {
                action: Action::ReadAssignmentSettings,
                href: paths::ASSIGNMENT,
                name: || assignment::t().setting,
                about: || words::t().about_assignment,
            },
            Part {
                action: Action::ListOutgoingMails,
                href: paths::OUTGOING_MAILS,
                name: || outgoing_mails::t().title,
                about: || words::t().about_outgoing_mails,
            },
            Part {
                action: Action::ListMessageTemplates,
                href: paths::MESSAGE_TEMPLATES,
                name: || message_templates::t().title,
                about: || words::t().about_message_templates,
            },
            Part {
                action: Action::ReadDirectMessageSettings,
                href: paths::DIRECT_MESSAGES,
                name: || direct_messages::t().setting,
                about: || words::t().about_direct_messages,
            },
        ],
    },
    Group {
        name: || words::t().group_appointments,
        parts: &[
            Part {
                action: Action::UpdateChannelSettings,
                href: paths::CHANNEL_SETTINGS,
                name: || channels::t().title,
                about: || words::t().about_channels,
            },
            Part {
                action: Action::UpdateBookingSettings,
                href: paths::BOOKING_SETTINGS,
                name: || booking_settings::t().title,
                about: || words::t().about_bookings,
            },
        ],
    },
    Group {
        name: || words::t().group_monitoring,
        parts: &[
            Part {
                action: Action::UpdateMonitoringField,
                href: paths::MONITORING_FIELDS,
                name: || monitoring_fields::t().title,
                about: || words::t().about_monitoring_fields,
            },
            Part {
                action: Action::UpdateMonitoringSettings,
                href: paths::MONITORING_SETTINGS,
                name: || monitoring_fields::t().mandatory_title,
                about: || words::t().about_monitorings,
            },
        ],
    },
    Group {
        name: || words::t().group_protection,
        parts: &[
            Part {
                action: Action::ReadSignInSettings,
                href: paths::SIGN_IN_SETTINGS,
                name: || words::t().sign_in,
                about: || words::t().about_sign_in,
            },
            Part {
                action: Action::ReadAccessTable,
                href: paths::ACCESS,
                name: || access::t().title,
                about: || words::t().about_access,
            },
            Part {
                action: Action::ReadDeletionRoutine,
                href: paths::DELETION_ROUTINE,
                name: || deletion_routine::t().title,
                about: || words::t().about_deletion_routine,
            },
            Part {
                action: Action::ListAuditEntries,
                href: paths::AUDIT,
                name: || audit::t().title,
                about: || words::t().about_audit,
            },
        ],
    },
    Group {
        name: || words::t().group_integrations,
        parts: &[
            Part {
                action: Action::ListApiTokens,
                href: paths::API_TOKENS,
                name: || api_tokens::t().title,
                about: || words::t().about_api_tokens,
            },
            Part {
                action: Action::ListWebhooks,
                href: paths::WEBHOOKS,
                name: || webhooks::t().title,
                about: || words::t().about_webhooks,
            },
        ],
    },
];

/// How many there are.
const COUNT: usize = {
    let (mut group, mut count) = (0, 0);
    while group < GROUPS.len() {
        count += GROUPS[group].parts.len();
        group += 1;
    }
    count
};

/// What one must be allowed to for each of them. Apart, so that the bar, which only asks whether
/// there are any, does not bring the words of all these pages.
const ACTIONS: [Action; COUNT] = {
    let mut actions = [Action::ReadFacilitySettings; COUNT];
    let (mut group, mut count) = (0, 0);
    while group < GROUPS.len() {
        let mut part = 0;
        while part < GROUPS[group].parts.len() {
            actions[count] = GROUPS[group].parts[part].action;
            count += 1;
            part += 1;
        }
        group += 1;
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

/// All of them: what one must be allowed to, where it is, what it is called.
pub(crate) fn pages() -> impl Iterator<Item = (Action, &'static str, fn() -> &'static str)> {
    let parts = GROUPS.iter().flat_map(|group| group.parts);
    parts.map(|part| (part.action, part.href, part.name))
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
    let link = move |part: &'static Part| {
        // What lies below a part, one of what it lists, is in it.
        let current = move || {
            let path = router::path();
            let below = path.strip_prefix(part.href)?;
            match below {
                "" => Some("page"),
                _ => below.starts_with('/').then_some("true"),
            }
        };
        view! {
            <li hidden=move || !may(part.action)>
                <a class="nav-item" href=part.href aria-current=current>
                    {part.name}
                </a>
            </li>
        }
        .into_any()
    };
    let group = move |group: &'static Group| {
        let none = move || !group.parts.iter().any(|part| may(part.action));
        view! {
            <div hidden=none>
                <p class="settings-group">{group.name}</p>
                <ul class="nav-list">{group.parts.iter().map(link).collect_view()}</ul>
            </div>
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
                        <a class="nav-item settings-all" href=paths::SETTINGS>
                            {move || words::t().all}
                        </a>
                        <div class="settings-groups">
                            {GROUPS.iter().map(group).collect_view()}
                        </div>
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
