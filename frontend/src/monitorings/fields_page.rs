//! The facility's own monitoring fields: a page of the settings.

use super::{around::monitoring_fields, field_form::FieldForm};
use crate::{
    i18n::{monitoring_fields as words, ordered_fields as field_words},
    ordered_fields::{Failure, List, OrderedField, fields_page},
    session::use_session,
    settings::{Answer, SettingsFrame},
    ui::{
        Button, dom,
        icon::{self, icon},
        use_toasts,
    },
};
use client::Client;
use domain::{
    access::Action,
    counselling_fields::Labels,
    monitorings::{FieldSet, FieldSetAdd, MonitoringField, MonitoringFieldUpdate},
};
use leptos::{prelude::*, task::spawn_local};

/// The page.
#[component]
pub fn MonitoringFieldsPage() -> impl IntoView {
    let page = || fields_page::<MonitoringField>();
    view! {
        <SettingsFrame
            action=Action::UpdateMonitoringField
            title=|| words::t().title
            page=page
        />
    }
}

impl OrderedField for MonitoringField {
    const ICON: &'static str = icon::CLIPBOARD_LIST;

    fn lead() -> &'static str {
        words::t().lead
    }

    fn empty() -> (&'static str, &'static str) {
        (words::t().empty, words::t().empty_text)
    }

    fn all(client: Client) -> Answer<Vec<Self>> {
        Box::pin(async move { monitoring_fields(&client).await })
    }

    fn key(&self) -> String {
        self.id.to_string()
    }

    fn labels(&self) -> &Labels {
        &self.labels
    }

    fn facts(&self) -> String {
        facts(self)
    }

    fn move_to(self, client: Client, place: u8) -> Answer<Self> {
        let body = MonitoringFieldUpdate {
            position: Some(place),
            ..MonitoringFieldUpdate::default()
        };
        Box::pin(async move {
            client
                .update_monitoring_field(self.id, self.version, &body)
                .await
        })
    }

    fn form(field: Option<Self>, open: RwSignal<bool>, list: List<Self>) -> AnyView {
        view! { <FieldForm field=field open=open list=list /> }.into_any()
    }

    fn below(fields: &[Self], list: List<Self>, failure: Failure) -> AnyView {
        let sets = FieldSet::ALL.map(|set| {
            let prefix = format!("{}.", set.name());
            let begun = |field: &Self| {
                let origin = field.origin.as_ref();
                origin.is_some_and(|origin| origin.starts_with(&prefix))
            };
            let is_added = fields.iter().any(begun);
            view! { <Set set=set is_added=is_added list=list failure=failure /> }
        });
        view! {
            <section class="stack stack-2" aria-labelledby="field-sets">
                <h3 id="field-sets">{move || words::t().sets}</h3>
                <p class="hint">{move || words::t().sets_lead}</p>
                <ul class="files">{sets}</ul>
            </section>
        }
        .into_any()
    }
}

/// A ready-made set, and adding it.
#[component]
fn Set(
    set: FieldSet,
    is_added: bool,
    list: List<MonitoringField>,
    failure: Failure,
) -> impl IntoView {
    let (session, toasts) = (use_session(), use_toasts());
    let busy = RwSignal::new(false);
    let add = move |()| {
        busy.set(true);
        failure.set(None);
        let client = session.client();
        spawn_local(async move {
            let added = client.add_monitoring_field_set(&FieldSetAdd { set }).await;
            match session.notice(added) {
                Ok(_) => {
                    toasts.say(words::t().set_added);
                    list.load_again();
                    dom::focus_soon("main");
                }
                Err(error) => {
                    failure.try_set(Some(error));
                }
            }
            busy.try_set(false);
        });
    };
    let state = if is_added {
        view! {
            <span class="status">{icon(icon::CHECK)} {move || words::t().is_added}</span>
        }
        .into_any()
    } else {
        view! {
            <Button class="btn-sm" busy=busy on_click=add>
                {move || words::t().add_set}
                <span class="sr-only">" " {move || words::add_named(words::set(set).0)}</span>
            </Button>
        }
        .into_any()
    };
    view! {
        <li class="file">
            {icon(icon::CLIPBOARD_LIST)}
            <div>
                <b>{move || words::set(set).0}</b>
                <small>{move || words::set(set).1}</small>
            </div>
            {state}
        </li>
    }
    .into_any()
}

/// What is good to know of a field, in a line; notifies of the language.
fn facts(field: &MonitoringField) -> String {
    let options = field.kind.has_options();
    let options = options.then(|| {
        let active = field.options.iter().filter(|one| one.active);
        field_words::options(active.count())
    });
    let mandatory = field
        .mandatory
        .then(|| field_words::t().mandatory.to_owned());
    let inactive = (!field.active).then(|| field_words::t().inactive.to_owned());
    let official = field.official.as_ref().map(|one| one.as_str().to_owned());
    let all = [
        Some(words::kind(field.kind).to_owned()),
        options,
        mandatory,
        inactive,
        official,
    ];
    all.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}
