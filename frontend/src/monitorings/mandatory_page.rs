//! What no monitoring may leave out, and which counts stay in the facility: a page of the settings.

use super::checks::Checks;
use crate::{
    clients::fields::master_data_fields,
    forms::{Entry, Form},
    i18n::{clients as client_words, language, monitoring_fields as words},
    remote::{Loaded, load},
    settings::{Answer, Difference, Edited, EditedForm, SettingsFrame},
    ui::{Skeleton, TextField},
};
use client::Client;
use domain::{
    access::Action,
    master_data_fields::MasterDataField,
    monitorings::{MonitoringRules, MonitoringSettings, Part},
    problem::{FieldCode, FieldError},
    statistics::SmallestCount,
};
use leptos::prelude::*;

/// The page.
#[component]
pub fn MonitoringSettingsPage() -> impl IntoView {
    view! {
        <SettingsFrame
            action=Action::UpdateMonitoringSettings
            title=|| words::t().mandatory_title
            page=|| view! { <Content /> }
        />
    }
}

#[component]
fn Content() -> impl IntoView {
    let settings = load(|client| async move {
        let settings = client.read_monitoring_settings().await?;
        Ok((settings, master_data_fields(&client).await?))
    });
    let form = move || match settings.ready() {
        Loaded::Nothing => view! { <Skeleton lines=6 /> }.into_any(),
        Loaded::Failure(error) => settings.failure_view(error),
        Loaded::Here((now, fields)) => {
            let edited = Mandatory::new(&now, fields);
            view! { <EditedForm id="monitoring-settings" edited=edited stored=now /> }.into_any()
        }
    };
    view! {
        <p class="muted">{move || words::t().mandatory_lead}</p>
        {form}
    }
    .into_any()
}

/// How the boxes name a part.
fn name_of(part: Part) -> &'static str {
    match part {
        Part::Channel => "channel",
        Part::Client => "client",
        Part::CounsellingFields => "counselling_fields",
        Part::Remark => "remark",
    }
}

#[derive(Clone, Copy)]
struct Mandatory {
    parts: RwSignal<String>,
    fields: RwSignal<String>,
    smallest: Entry,
    all: StoredValue<Vec<MasterDataField>>,
    form: Form,
}

/// What is chosen, as the boxes hold it: parts and fields.
fn texts(of: &MonitoringRules) -> (String, String) {
    let mut parts: Vec<_> = of.parts.iter().map(|part| name_of(*part)).collect();
    parts.sort_unstable();
    let fields = of.master_data_field_ids.iter();
    let fields: Vec<_> = fields.map(ToString::to_string).collect();
    (parts.join(" "), fields.join(" "))
}

fn has(chosen: &str, name: &str) -> bool {
    chosen.split(' ').any(|one| one == name)
}

/// The count as the field holds it: nothing where none is set.
fn smallest_text(of: &MonitoringRules) -> String {
    let set = of.smallest_count.map(u16::from);
    set.map_or_else(String::new, |count| count.to_string())
}

fn smallest_count(raw: &str) -> Result<Option<SmallestCount>, FieldError> {
    let raw = raw.trim();
    if raw.is_empty() {
        return Ok(None);
    }
    let count = raw.parse::<u16>();
    let count = count.map_err(|_| FieldError::new(FieldCode::WrongType))?;
    SmallestCount::try_from(count).map(Some)
}

impl Mandatory {
    fn new(of: &MonitoringSettings, all: Vec<MasterDataField>) -> Self {
        let (parts, fields) = texts(&of.rules);
        let smallest = Entry::new(
            "smallest_count",
            || words::t().smallest_count,
            smallest_text(&of.rules),
            |raw| smallest_count(raw).map(drop),
        )
        .in_words(|code| match code {
            FieldCode::WrongType | FieldCode::OutOfRange => Some(words::t().smallest_count_bounds),
            _ => None,
        });
        Self {
            parts: RwSignal::new(parts),
            fields: RwSignal::new(fields),
            smallest,
            all: StoredValue::new(all),
            form: Form::new(vec![smallest]),
        }
    }

    /// The master-data fields that are asked for; notifies of the language.
    fn options(self) -> Vec<(String, String)> {
        let language = language();
        self.all.with_value(|all| {
            let asked = all.iter().filter(|one| one.active);
            asked
                .map(|one| {
                    let word = one.labels.in_language(language).to_owned();
                    (one.id.to_string(), word)
                })
                .collect()
        })
    }
}

fn parts() -> Vec<(String, String)> {
    let all = Part::ALL.into_iter();
    all.map(|part| (name_of(part).to_owned(), words::part(part).to_owned()))
        .collect()
}

impl Edited for Mandatory {
    type Stored = MonitoringSettings;

    fn form(self) -> Form {
        self.form
    }

    fn differences(self, stored: &MonitoringSettings) -> Vec<Difference> {
        let (stored_parts, stored_fields) = texts(&stored.rules);
        let (typed_parts, typed_fields) = (self.parts.get(), self.fields.get());
        let yes_no = |yes: bool| {
            let t = client_words::t();
            if yes { t.yes } else { t.no }.to_owned()
        };
        let differ = |options: Vec<(String, String)>, typed: String, stored: String| {
            options.into_iter().filter_map(move |(name, word)| {
                let (typed, stored) = (has(&typed, &name), has(&stored, &name));
                Difference::of(&word, yes_no(typed), yes_no(stored))
            })
        };
        let parts = differ(parts(), typed_parts, stored_parts);
        let smallest = Difference::of(
            (self.smallest.label)(),
            self.smallest.value.get(),
            smallest_text(&stored.rules),
        );
        parts
            .chain(differ(self.options(), typed_fields, stored_fields))
            .chain(smallest)
            .collect()
    }

    fn take(self, stored: &MonitoringSettings) {
        let (parts, fields) = texts(&stored.rules);
        self.parts.set(parts);
        self.fields.set(fields);
        self.smallest.fault.set(None);
        self.smallest.value.set(smallest_text(&stored.rules));
    }

    fn save(self, client: Client, from: &MonitoringSettings) -> Option<Answer<MonitoringSettings>> {
        let chosen = self.parts.get_untracked();
        let parts = Part::ALL.into_iter();
        let parts = parts.filter(|part| has(&chosen, name_of(*part))).collect();
        let fields = self.fields.get_untracked();
        let fields = fields.split(' ').filter_map(|id| id.parse().ok());
        let body = MonitoringRules {
            parts,
            master_data_field_ids: fields.collect(),
            smallest_count: smallest_count(&self.smallest.value.get_untracked()).ok()?,
        };
        let version = from.version;
        Some(Box::pin(async move {
            client.update_monitoring_settings(version, &body).await
        }))
    }

    fn read(self, client: Client, _: &MonitoringSettings) -> Answer<MonitoringSettings> {
        Box::pin(async move { client.read_monitoring_settings().await })
    }

    fn fields(self) -> AnyView {
        view! {
            <Checks
                id="mandatory-parts"
                label=Signal::derive(|| words::t().parts.to_owned())
                optional=false
                options=Signal::derive(parts)
                value=self.parts
                fault=Signal::stored(None::<String>)
                on_change=|()| ()
            />
            <Checks
                id="mandatory-master-data"
                label=Signal::derive(|| words::t().master_data.to_owned())
                optional=false
                options=Signal::derive(move || self.options())
                value=self.fields
                fault=Signal::stored(None::<String>)
                on_change=|()| ()
            />
            <TextField
                entry=self.smallest
                optional=true
                hint=Signal::derive(|| words::t().smallest_count_hint.to_owned())
            />
        }
        .into_any()
    }
}
