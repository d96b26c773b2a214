//! A new entry: an appointment with a client, or time that is kept free.

use super::{
    blocker_form::BlockerForm,
    calendar::Calendar,
    desk::{Desk, Draft},
    group_form::GroupForm,
    single_form::SingleForm,
};
use crate::{
    counselors::all_counselors,
    i18n::bookings as words,
    remote::{Loaded, Resource, load},
    services::all_services,
    session::use_session,
    ui::{Dialog, Skeleton, TabPart, TabParts},
};
use domain::{
    access::{Action, Relation},
    counselors::CounselorSummary,
    ids::CounselorId,
    services::Service,
};
use leptos::prelude::*;

/// What the forms are made of.
#[derive(Clone)]
pub struct Choices {
    /// The staff into whose calendars one may write, oneself first.
    pub counselors: Vec<(String, String)>,
    /// What can be booked.
    pub services: Vec<Service>,
    /// Who chooses.
    pub me: Option<CounselorId>,
}

/// The dialog.
#[component]
pub fn CreateDialog(calendar: Calendar, desk: Desk) -> impl IntoView {
    view! {
        <Dialog
            id="create-booking"
            open=desk.draft_open
            title=|| words::t().new
            children=move || view! { <Loading calendar=calendar desk=desk /> }
        />
    }
    .into_any()
}

#[component]
fn Loading(calendar: Calendar, desk: Desk) -> impl IntoView {
    let choices = load_choices();
    let draft = desk.draft.get_untracked();
    move || match (choices.ready(), draft.clone()) {
        (Loaded::Here(choices), Some(draft)) => {
            view! { <Tabs calendar=calendar desk=desk draft=draft choices=choices /> }.into_any()
        }
        (Loaded::Failure(error), _) => {
            view! { <div class="dialog-body">{choices.failure_view(error)}</div> }.into_any()
        }
        _ => view! { <div class="dialog-body"><Skeleton lines=6 /></div> }.into_any(),
    }
}

/// Fetches what the forms are made of.
pub fn load_choices() -> Resource<Choices> {
    let session = use_session();
    load(move |client| async move {
        let everybody = all_counselors(&client).await?;
        let services = all_services(&client).await?;
        let account = untrack(|| session.account());
        let me = account.as_ref().and_then(|one| one.actor().counselor_id());
        let may = |one: &CounselorSummary| {
            account.as_ref().is_some_and(|account| {
                let relation = Relation::to_counselors(account.actor(), Some(one.id));
                account.may(Action::CreateBooking, relation)
            })
        };
        let mut counselors: Vec<_> = everybody
            .into_iter()
            .filter(|one| one.active && may(one))
            .collect();
        counselors.sort_by_key(|one| Some(one.id) != me);
        let counselors = counselors.into_iter().map(|one| {
            let name = if Some(one.id) == me {
                words::me(&one.display_name)
            } else {
                one.display_name
            };
            (one.id.to_string(), name)
        });
        Ok(Choices {
            counselors: counselors.collect(),
            services,
            me,
        })
    })
}

#[component]
fn Tabs(calendar: Calendar, desk: Desk, draft: Draft, choices: Choices) -> impl IntoView {
    let current = RwSignal::new("single");
    let parts = {
        let of = (draft, choices);
        let (single, group, blocker) = (of.clone(), of.clone(), of);
        vec![
            TabPart {
                name: "single",
                label: || words::t().single,
                count: Signal::stored(None),
                view: ViewFn::from(move || {
                    let (draft, choices) = single.clone();
                    view! { <SingleForm calendar=calendar desk=desk draft=draft choices=choices /> }
                }),
            },
            TabPart {
                name: "group",
                label: || words::t().group,
                count: Signal::stored(None),
                view: ViewFn::from(move || {
                    let (draft, choices) = group.clone();
                    view! { <GroupForm calendar=calendar desk=desk draft=draft choices=choices /> }
                }),
            },
            TabPart {
                name: "blocker",
                label: || words::t().blocker,
                count: Signal::stored(None),
                view: ViewFn::from(move || {
                    let (draft, choices) = blocker.clone();
                    view! { <BlockerForm calendar=calendar desk=desk draft=draft choices=choices /> }
                }),
            },
        ]
    };
    view! {
        <div class="dialog-tabs">
            <TabParts
                label=|| words::t().kinds
                parts=parts
                current=Signal::derive(move || current.get().to_owned())
                on_choose=move |name| current.set(name)
            />
        </div>
    }
    .into_any()
}
