//! The controls of the form that are more than a field.
#![expect(
    clippy::large_types_passed_by_value,
    reason = "a component owns what it is given"
)]

use super::{Typed, said::name_of};
use crate::{
    clients::FindClient,
    i18n::{channels, common, language, monitorings as words},
    monitorings::{checks::Checks, questions::Asked},
    session::use_session,
    ui::{Button, SelectField, dom, icon},
};
use domain::{
    access::{Action, Relation},
    channels::Channel,
    clients::ClientRef,
    monitorings::Part,
};
use leptos::prelude::*;

/// The channels, after the word for none of them.
pub fn channel_options(none: fn() -> &'static str) -> Signal<Vec<(String, String)>> {
    Signal::derive(move || {
        let none = (String::new(), none().to_owned());
        let all = Channel::ALL.into_iter();
        let all = all.map(|one| (name_of(one).to_owned(), channels::name(one).to_owned()));
        std::iter::once(none).chain(all).collect()
    })
}

/// The questions of one kind, if there are any.
pub fn group(legend: fn() -> &'static str, asked: Vec<Asked>) -> Option<AnyView> {
    (!asked.is_empty()).then(|| {
        view! {
            <fieldset class="question-group">
                <legend>{move || legend()}</legend>
                {asked.into_iter().map(Asked::view).collect_view()}
            </fieldset>
        }
        .into_any()
    })
}

/// Who counselled: to be chosen by whoever may write down what others did.
#[component]
pub fn CounselorChoice(typed: Typed) -> impl IntoView {
    let session = use_session();
    let may_choose = move || {
        let account = session.account();
        account.is_some_and(|one| one.may(Action::CreateMonitoring, Relation::Others))
    };
    let first = typed.counselor.value.get_untracked();
    let options = Signal::derive(move || {
        typed.around.with_value(|around| {
            let offered = around
                .counselors
                .iter()
                .filter(|one| one.active || one.id.to_string() == first);
            offered
                .map(|one| (one.id.to_string(), one.display_name.clone()))
                .collect()
        })
    });
    move || may_choose().then(|| view! { <SelectField entry=typed.counselor options=options /> })
}

/// Who was counselled: found while one types, and shown once chosen.
#[component]
pub fn Person(typed: Typed) -> impl IntoView {
    let Typed { client, who, .. } = typed;
    let set = move |one: Option<ClientRef>| {
        client.fault.set(None);
        client.value.set(
            one.as_ref()
                .map_or_else(String::new, |one| one.id.to_string()),
        );
        who.set(one);
        // What was pressed is gone.
        dom::focus_soon(client.name);
    };
    let chosen = move || match who.get() {
        Some(one) => view! {
            <p class="row">
                <b>{one.pseudonym}</b>
                <span class="muted num">{one.number.to_string()}</span>
                <Button class="btn-quiet btn-sm" on_click=move |()| set(None)>
                    {move || words::t().take_away}
                </Button>
            </p>
        }
        .into_any(),
        None => view! {
            <FindClient
                label=|| words::t().find_client
                nobody=|| words::t().nobody_found
                pick=|_| words::t().pick.to_owned()
                shape=icon::CHECK
                on_pick=move |one: ClientRef| set(Some(one))
            />
        }
        .into_any(),
    };
    let optional = (!typed.is_mandatory(Part::Client))
        .then(|| view! { " " <span class="opt">{move || common::t().optional}</span> });
    view! {
        <fieldset class="field" id=client.name tabindex="-1">
            <legend class="label">{move || words::t().client} {optional}</legend>
            {chosen}
            {move || {
                client
                    .fault_text()
                    .map(|text| {
                        view! {
                            <span class="field-error">
                                {icon::icon(icon::CIRCLE_ALERT)} {text}
                            </span>
                        }
                    })
            }}
        </fieldset>
    }
    .into_any()
}

/// On what; what is not offered any more is there for whom it was chosen.
#[component]
pub fn OnFields(typed: Typed) -> impl IntoView {
    let entry = typed.fields;
    let first = entry.value.get_untracked();
    let options = Signal::derive(move || {
        let language = language();
        typed.around.with_value(|around| {
            let offered = around
                .counselling_fields
                .iter()
                .filter(|one| one.active || first.contains(&one.id.to_string()));
            offered
                .map(|one| {
                    let word = one.labels.in_language(language).to_owned();
                    (one.id.to_string(), word)
                })
                .collect::<Vec<_>>()
        })
    });
    view! {
        <Checks
            id=entry.name
            label=Signal::derive(move || (entry.label)().to_owned())
            optional=!typed.is_mandatory(Part::CounsellingFields)
            options=options
            value=entry.value
            fault=Signal::derive(move || entry.fault_text())
            on_change=move |()| entry.fault.set(None)
        />
    }
    .into_any()
}
