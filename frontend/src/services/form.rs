//! A new service, or one that is there.

use super::list::all_services;
use crate::{
    forms::{Entry, Form, any, optional, required},
    i18n::{channels, language, services as words},
    remote::{Loaded, Resource},
    session::use_session,
    settings::{Answer, Difference, Edited, EditedDialog},
    ui::{
        SelectField, TextArea, TextField,
        switch::{ON, SwitchField, on_or_off},
    },
};
use client::{CallError, Client};
use domain::{
    access::{Action, Relation},
    channels::AppointmentChannel,
    clients::Edit,
    counselling_fields::CounsellingField,
    problem::{FieldCode, FieldError},
    services::{Duration, FollowUpTime, Service, ServiceCreate, ServiceUpdate},
    text::{ServiceDescription, ServiceName},
};
use leptos::prelude::*;

/// How the entry of whose it is says: the facility's.
const SHARED: &str = "shared";

/// The form.
#[component]
pub fn ServiceForm(
    /// Which; a new one if left out.
    service: Option<Service>,
    /// Whether its dialog is open.
    open: RwSignal<bool>,
    /// The list that it belongs to.
    offer: Resource<(Vec<Service>, Vec<CounsellingField>)>,
) -> impl IntoView {
    let fields = match untrack(|| offer.ready()) {
        Loaded::Here((_, fields)) => fields,
        Loaded::Nothing | Loaded::Failure(_) => Vec::new(),
    };
    let edited = Typed::new(service.as_ref(), fields);
    let saved = Callback::new(move |_| offer.load_again());
    view! { <EditedDialog open=open edited=edited stored=service on_saved=saved /> }.into_any()
}

fn minutes<T: TryFrom<u16, Error = FieldError>>(raw: &str) -> Result<T, FieldError> {
    let minutes = raw.trim().parse::<u16>();
    T::try_from(minutes.map_err(|_| FieldError::new(FieldCode::WrongType))?)
}

/// Nothing typed is none.
fn follow_up(raw: &str) -> Result<FollowUpTime, FieldError> {
    if raw.trim().is_empty() {
        Ok(FollowUpTime::default())
    } else {
        minutes(raw)
    }
}

#[derive(Clone, Copy)]
struct Typed {
    whose: Entry,
    name: Entry,
    channel: Entry,
    duration: Entry,
    follow_up: Entry,
    field: Entry,
    description: Entry,
    at_once: Entry,
    fields: StoredValue<Vec<CounsellingField>>,
    is_new: bool,
    form: Form,
}

/// The values of a service as the entries hold them, in the order of [`Typed::all`].
fn texts(of: &Service) -> [String; 7] {
    let field = of.counselling_field.as_ref();
    [
        of.name.clone(),
        of.channel.name().to_owned(),
        of.duration_minutes.to_string(),
        of.follow_up_minutes.to_string(),
        field.map_or_else(String::new, |field| field.id.to_string()),
        of.description.clone(),
        on_or_off(of.confirmed_at_once).to_owned(),
    ]
}

impl Typed {
    fn new(of: Option<&Service>, fields: Vec<CounsellingField>) -> Self {
        let [name, channel, duration, follow, field, description, at_once] = match of {
            Some(of) => texts(of),
            None => ["", "chat", "", "", "", "", ""].map(str::to_owned),
        };
        let in_words = |bounds: fn(FieldCode) -> Option<&'static str>| bounds;
        let name = Entry::new("name", || words::t().name, name, required::<ServiceName>);
        let channel = Entry::new("channel", || words::t().channel, channel, any);
        let duration = Entry::new(
            "duration_minutes",
            || words::t().duration,
            duration,
            |raw| minutes::<Duration>(raw).map(drop),
        )
        .in_words(in_words(|_| Some(words::t().duration_bounds)));
        let follow = Entry::new(
            "follow_up_minutes",
            || words::t().follow_up,
            follow,
            |raw| follow_up(raw).map(drop),
        )
        .in_words(in_words(|_| Some(words::t().follow_up_bounds)));
        let field = Entry::new("counselling_field_id", || words::t().field, field, any);
        let description = Entry::new(
            "description",
            || words::t().description,
            description,
            optional::<ServiceDescription>,
        );
        let at_once = Entry::new(
            "confirmed_at_once",
            || words::t().at_once_label,
            at_once,
            any,
        );
        Self {
            whose: Entry::new("shared", || words::t().for_whom, "", any),
            name,
            channel,
            duration,
            follow_up: follow,
            field,
            description,
            at_once,
            fields: StoredValue::new(fields),
            is_new: of.is_none(),
            form: Form::new(vec![name, channel, duration, follow, field, description]),
        }
    }

    fn all(self) -> [Entry; 7] {
        [
            self.name,
            self.channel,
            self.duration,
            self.follow_up,
            self.field,
            self.description,
            self.at_once,
        ]
    }

    /// What a value is called on the page; notifies of the language.
    fn shown(self, entry: Entry, value: &str) -> String {
        let options = match entry.name {
            "channel" => channel_options(),
            "counselling_field_id" => self.field_options(),
            "confirmed_at_once" => vec![
                (String::new(), words::t().by_counselor.to_owned()),
                (ON.to_owned(), words::t().at_once.to_owned()),
            ],
            _ => Vec::new(),
        };
        let word = options.into_iter().find(|(name, _)| name == value);
        word.map_or_else(|| value.to_owned(), |(_, word)| word)
    }

    fn field_options(self) -> Vec<(String, String)> {
        let none = (String::new(), words::t().any_field.to_owned());
        let chosen = self.field.value.get_untracked();
        let fields = self.fields.with_value(|fields| {
            let offered = fields
                .iter()
                .filter(|one| one.active || one.id.to_string() == chosen);
            let word = |one: &CounsellingField| one.labels.in_language(language()).to_owned();
            offered
                .map(|one| (one.id.to_string(), word(one)))
                .collect::<Vec<_>>()
        });
        std::iter::once(none).chain(fields).collect()
    }

    /// How long it blocks, while that can be said; notifies.
    fn blocks(self) -> Option<String> {
        let duration: Duration = self.duration.value.with(|raw| minutes(raw)).ok()?;
        let follow = self.follow_up.value.with(|raw| follow_up(raw)).ok()?;
        Some(words::times(duration.minutes(), follow.minutes()))
    }
}

fn channel_options() -> Vec<(String, String)> {
    AppointmentChannel::ALL
        .map(|one| (one.name().to_owned(), channels::name(one).to_owned()))
        .into()
}

impl Edited for Typed {
    type Stored = Option<Service>;

    fn form(self) -> Form {
        self.form
    }

    fn differences(self, stored: &Option<Service>) -> Vec<Difference> {
        let Some(stored) = stored else {
            return Vec::new();
        };
        let both = self.all().into_iter().zip(texts(stored));
        both.filter_map(|(entry, stored)| {
            let typed = entry.value.get();
            let shown = |value: &str| self.shown(entry, value);
            Difference::of((entry.label)(), shown(&typed), shown(&stored))
        })
        .collect()
    }

    fn take(self, stored: &Option<Service>) {
        let Some(stored) = stored else { return };
        for (entry, text) in self.all().into_iter().zip(texts(stored)) {
            entry.fault.set(None);
            entry.value.set(text);
        }
    }

    fn save(self, client: Client, from: &Option<Service>) -> Option<Answer<Option<Service>>> {
        let name: ServiceName = self.name.parse()?;
        let duration = self
            .duration
            .value
            .with_untracked(|raw| minutes(raw))
            .ok()?;
        let follow_up = self
            .follow_up
            .value
            .with_untracked(|raw| follow_up(raw))
            .ok()?;
        let chosen = self.channel.value.get_untracked();
        let channel = AppointmentChannel::ALL
            .into_iter()
            .find(|one| one.name() == chosen)?;
        let field = self.field.value.get_untracked().parse().ok();
        let description: ServiceDescription = self.description.parse()?;
        let at_once = self.at_once.value.with_untracked(|on| on == ON);
        Some(match from {
            None => {
                let body = ServiceCreate {
                    shared: self.whose.value.with_untracked(|whose| whose == SHARED),
                    name,
                    duration_minutes: duration,
                    follow_up_minutes: follow_up,
                    channel,
                    counselling_field_id: field,
                    description,
                    confirmed_at_once: at_once,
                };
                Box::pin(async move { client.create_service(&body).await.map(Some) })
            }
            Some(known) => {
                let (id, version) = (known.id, known.version);
                let body = ServiceUpdate {
                    name: Some(name),
                    duration_minutes: Some(duration),
                    follow_up_minutes: Some(follow_up),
                    channel: Some(channel),
                    counselling_field_id: Edit::to(field),
                    description: Some(description),
                    confirmed_at_once: Some(at_once),
                };
                Box::pin(async move {
                    let saved = client.update_service(id, version, &body).await;
                    saved.map(Some)
                })
            }
        })
    }

    fn read(self, client: Client, from: &Option<Service>) -> Answer<Option<Service>> {
        let id = from.as_ref().map(|known| known.id);
        Box::pin(async move {
            let all = all_services(&client).await?;
            let found = all.into_iter().find(|one| Some(one.id) == id);
            found.map(Some).ok_or(CallError::Unreachable)
        })
    }

    fn fields(self) -> AnyView {
        let session = use_session();
        let is_new = self.is_new;
        let may_share = move || {
            let account = session.account();
            is_new && account.is_some_and(|one| one.may(Action::CreateService, Relation::Common))
        };
        let whose = Signal::derive(|| {
            vec![
                (String::new(), words::t().for_me.to_owned()),
                (SHARED.to_owned(), words::t().for_all.to_owned()),
            ]
        });
        let blocks = move || self.blocks();
        view! {
            <TextField entry=self.name autofocus=true hint=|| words::t().name_hint.to_owned() />
            {move || {
                may_share().then(|| view! { <SelectField entry=self.whose options=whose /> })
            }}
            <SelectField entry=self.channel options=Signal::derive(channel_options) />
            <div class="grid-2">
                <TextField entry=self.duration />
                <TextField entry=self.follow_up optional=true />
            </div>
            <p class="hint" role="status">{blocks}</p>
            <SelectField
                entry=self.field
                options=Signal::derive(move || self.field_options())
            />
            <TextArea
                entry=self.description
                hint=|| words::t().description_hint.to_owned()
                optional=true
            />
            <SwitchField entry=self.at_once hint=|| words::t().at_once_hint />
        }
        .into_any()
    }
}
