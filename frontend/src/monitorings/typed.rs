//! A monitoring as it is typed, beside what it began with or says already.

use super::{
    around::Around,
    checks::Checks,
    questions::{Answer as Answered, Asked, Question},
};
use crate::{
    clients::{FindClient, fields::words_of},
    forms::{Entry, Fault, Form, any, optional, required},
    i18n::{self, channels, format, language, monitorings as words},
    session::use_session,
    settings::{Answer, Difference, Edited},
    ui::{Button, SelectField, TextArea, TextField, dom, icon},
};
use chrono::NaiveDate;
use client::{CallError, Client};
use domain::{
    access::{Action, Relation},
    channels::Channel,
    clients::ClientRef,
    ids::{BookingId, CounsellingFieldId, CounselorId, MailRequestId, MonitoringId},
    master_data_fields::MasterData,
    monitorings::{
        Minutes, Monitoring, MonitoringAnswers, MonitoringSuggestion, MonitoringWrite, Part,
        check_date,
    },
    problem::{FieldCode, FieldError},
    text::{MonitoringRemark, MonitoringSubject},
    version::Version,
};
use leptos::prelude::*;
use std::collections::BTreeSet;

/// What a monitoring says, or would say.
#[derive(Clone)]
pub struct Said {
    /// Which, and its version; nothing of one that is not written down yet.
    pub known: Option<(MonitoringId, Version)>,
    client: Option<ClientRef>,
    mail_request_id: Option<MailRequestId>,
    booking_id: Option<BookingId>,
    date: NaiveDate,
    minutes: Option<Minutes>,
    subject: Option<String>,
    channel: Option<Channel>,
    counselor: Option<CounselorId>,
    counselling_field_ids: BTreeSet<CounsellingFieldId>,
    master_data: MasterData,
    answers: MonitoringAnswers,
    remark: Option<String>,
}

impl Said {
    /// What a new one of this counselor begins with.
    pub fn suggested(begun: MonitoringSuggestion, counselor: Option<CounselorId>) -> Self {
        Self {
            known: None,
            client: begun.client,
            mail_request_id: begun.mail_request_id,
            booking_id: begun.booking_id,
            date: begun.date,
            minutes: begun.minutes,
            subject: begun.subject,
            channel: begun.channel,
            counselor,
            counselling_field_ids: begun.counselling_field_ids,
            master_data: begun.master_data,
            answers: MonitoringAnswers::new(),
            remark: None,
        }
    }
}

impl From<Monitoring> for Said {
    fn from(of: Monitoring) -> Self {
        Self {
            known: Some((of.id, of.version)),
            client: of.client,
            mail_request_id: of.mail_request_id,
            booking_id: of.booking_id,
            date: of.date,
            minutes: Some(of.minutes),
            subject: of.subject,
            channel: of.channel,
            counselor: Some(of.counselor.id),
            counselling_field_ids: of.counselling_field_ids,
            master_data: of.master_data,
            answers: of.answers,
            remark: of.remark,
        }
    }
}

/// Its values as the entries hold them, in the order of [`Typed::entries`].
fn texts(of: &Said) -> [String; 8] {
    let fields = of.counselling_field_ids.iter();
    let fields: Vec<_> = fields.map(ToString::to_string).collect();
    [
        of.date.to_string(),
        of.minutes
            .map_or_else(String::new, |minutes| i64::from(minutes).to_string()),
        of.subject.clone().unwrap_or_default(),
        of.channel.map_or("", name_of).to_owned(),
        of.counselor.map_or_else(String::new, |id| id.to_string()),
        of.client
            .as_ref()
            .map_or_else(String::new, |one| one.id.to_string()),
        fields.join(" "),
        of.remark.clone().unwrap_or_default(),
    ]
}

/// How addresses and entries name a channel.
pub fn name_of(channel: Channel) -> &'static str {
    match channel {
        Channel::Mail => "mail",
        Channel::Chat => "chat",
        Channel::Video => "video",
        Channel::Phone => "phone",
        Channel::OnSite => "on_site",
    }
}

/// The channel of a name.
pub fn channel_of(name: &str) -> Option<Channel> {
    Channel::ALL.into_iter().find(|one| name_of(*one) == name)
}

fn date(raw: &str) -> Result<NaiveDate, FieldError> {
    let raw = raw.trim();
    if raw.is_empty() {
        return Err(FieldError::new(FieldCode::Required));
    }
    let date = raw.parse();
    let date = date.map_err(|_| FieldError::new(FieldCode::InvalidFormat))?;
    check_date(date, format::today())?;
    Ok(date)
}

fn minutes(raw: &str) -> Result<Minutes, FieldError> {
    let raw = raw.trim();
    if raw.is_empty() {
        return Err(FieldError::new(FieldCode::Required));
    }
    let minutes = raw.parse::<i64>();
    Minutes::try_from(minutes.map_err(|_| FieldError::new(FieldCode::OutOfRange))?)
}

/// What is typed.
#[derive(Clone, Copy)]
pub struct Typed {
    date: Entry,
    minutes: Entry,
    subject: Entry,
    channel: Entry,
    counselor: Entry,
    /// The id of who was counselled.
    client: Entry,
    /// The ids, with a space between them.
    fields: Entry,
    remark: Entry,
    /// Who was counselled, to be shown.
    who: RwSignal<Option<ClientRef>>,
    asked: StoredValue<Vec<Asked>>,
    around: StoredValue<Around>,
    form: Form,
}

impl Typed {
    /// What is typed begins with what is said.
    pub fn new(said: &Said, around: Around) -> Self {
        let [
            day,
            long,
            subject,
            channel,
            counselor,
            client,
            fields,
            remark,
        ] = texts(said);
        let date = Entry::new("date", || words::t().date, day, |raw| date(raw).map(drop))
            .in_words(|code| (code == FieldCode::OutOfRange).then(|| words::t().date_bad));
        let minutes = Entry::new(
            "minutes",
            || words::t().minutes,
            long,
            |raw| minutes(raw).map(drop),
        )
        .in_words(|code| (code == FieldCode::OutOfRange).then(|| words::t().minutes_bad));
        let subject = Entry::new(
            "subject",
            || words::t().subject,
            subject,
            required::<MonitoringSubject>,
        );
        let channel = Entry::new("channel", || words::t().channel, channel, any);
        let counselor = Entry::new("counselor_id", || words::t().counselor, counselor, any);
        let client = Entry::new("client_id", || words::t().client, client, any);
        let fields = Entry::new(
            "counselling_field_ids",
            || words::t().counselling_fields,
            fields,
            any,
        );
        let remark = Entry::new(
            "remark",
            || words::t().remark,
            remark,
            optional::<MonitoringRemark>,
        );
        let asked = asked(said, &around);
        Self {
            date,
            minutes,
            subject,
            channel,
            counselor,
            client,
            fields,
            remark,
            who: RwSignal::new(said.client.clone()),
            asked: StoredValue::new(asked),
            around: StoredValue::new(around),
            form: Form::new(vec![
                date, minutes, subject, channel, counselor, client, fields, remark,
            ]),
        }
    }

    fn entries(self) -> [Entry; 8] {
        [
            self.date,
            self.minutes,
            self.subject,
            self.channel,
            self.counselor,
            self.client,
            self.fields,
            self.remark,
        ]
    }

    fn is_mandatory(self, part: Part) -> bool {
        self.around
            .with_value(|around| around.mandatory.parts.contains(&part))
    }

    fn entry_of(self, part: Part) -> Entry {
        match part {
            Part::Channel => self.channel,
            Part::Client => self.client,
            Part::CounsellingFields => self.fields,
            Part::Remark => self.remark,
        }
    }

    /// Says what is missing; whether nothing is.
    fn is_complete(self) -> bool {
        let missing = Part::ALL.into_iter().filter(|part| {
            let says = self
                .entry_of(*part)
                .value
                .with_untracked(|value| !value.trim().is_empty());
            self.is_mandatory(*part) && !says
        });
        let missing: Vec<_> = missing.collect();
        for part in &missing {
            let fault = Fault::Field(FieldError::new(FieldCode::Required));
            self.entry_of(*part).fault.set(Some(fault));
        }
        missing.is_empty()
    }

    /// The answers to the facility's questions, unless one of them is no good, which takes the
    /// focus.
    fn answers(self) -> Option<(MasterData, MonitoringAnswers)> {
        let (mut data, mut answers) = (MasterData::new(), MonitoringAnswers::new());
        let mut faulty = None;
        for asked in self.asked.get_value() {
            match asked.read() {
                Ok(Some(Answered::MasterData(id, value))) => {
                    data.insert(id, value);
                }
                Ok(Some(Answered::Own(id, answer))) => {
                    answers.insert(id, answer);
                }
                Ok(None) => {}
                Err(()) => {
                    faulty.get_or_insert(asked.id());
                }
            }
        }
        match faulty {
            None => Some((data, answers)),
            Some(id) => {
                dom::focus_soon(id);
                None
            }
        }
    }

    fn body(self, from: &Said) -> Option<MonitoringWrite> {
        let is_complete = self.is_complete();
        let (master_data, answers) = self.answers()?;
        if !is_complete {
            return None;
        }
        let client_id = id_of(self.client);
        // A mail request and an appointment are named with their client only.
        let is_same = client_id == from.client.as_ref().map(|one| one.id);
        let fields = self.fields.value.get_untracked();
        Some(MonitoringWrite {
            counselor_id: id_of(self.counselor),
            client_id,
            mail_request_id: from.mail_request_id.filter(|_| is_same),
            booking_id: from.booking_id.filter(|_| is_same),
            date: self.date.value.with_untracked(|raw| date(raw)).ok()?,
            minutes: self.minutes.value.with_untracked(|raw| minutes(raw)).ok()?,
            subject: self.subject.parse()?,
            channel: self.channel.value.with_untracked(|name| channel_of(name)),
            counselling_field_ids: fields.split(' ').filter_map(|id| id.parse().ok()).collect(),
            master_data,
            answers,
            remark: self.remark.parse(),
        })
    }

    /// What a value is called on the page; notifies of the language.
    fn shown(self, entry: Entry, value: &str, who: Option<&ClientRef>) -> String {
        match entry.name {
            "date" => value
                .parse()
                .map_or_else(|_| value.to_owned(), format::date),
            "channel" => channel_of(value).map_or_else(String::new, |one| {
                let name: &str = channels::name(one);
                name.to_owned()
            }),
            "counselor_id" => self.around.with_value(|around| {
                let mut all = around.counselors.iter();
                let found = all.find(|one| one.id.to_string() == value);
                found.map_or_else(String::new, |one| one.display_name.clone())
            }),
            "client_id" => who.map_or_else(String::new, |one| one.pseudonym.clone()),
            "counselling_field_ids" => {
                let ids = value.split(' ').filter_map(|id| id.parse().ok());
                let ids = ids.collect();
                self.around
                    .with_value(|around| words_of(&around.counselling_fields, &ids))
            }
            _ => value.to_owned(),
        }
    }
}

/// The id that was chosen.
fn id_of<T: std::str::FromStr>(entry: Entry) -> Option<T> {
    entry.value.with_untracked(|id| id.parse().ok())
}

/// The questions, those of master data first; what is not asked any more is left as it is.
fn asked(said: &Said, around: &Around) -> Vec<Asked> {
    let mandatory = &around.mandatory.master_data_field_ids;
    let data = around.master_data.iter().cloned();
    let data = data.map(|field| {
        let is_mandatory = mandatory.contains(&field.id);
        Question::of_master_data(field, is_mandatory)
    });
    let own = around.own.iter().cloned().map(Question::own);
    data.chain(own)
        .filter(Question::is_active)
        .map(|question| {
            let before = question.answer_of(&said.master_data, &said.answers);
            Asked::new(question, before)
        })
        .collect()
}

impl Edited for Typed {
    type Stored = Said;

    fn form(self) -> Form {
        self.form
    }

    fn differences(self, stored: &Said) -> Vec<Difference> {
        let both = self.entries().into_iter().zip(texts(stored));
        let who = self.who.get();
        let entries = both.filter_map(|(entry, stored_text)| {
            let typed = entry.value.get();
            (typed.trim() != stored_text.trim()).then(|| Difference {
                label: (entry.label)().to_owned(),
                typed: self.shown(entry, &typed, who.as_ref()),
                stored: self.shown(entry, &stored_text, stored.client.as_ref()),
            })
        });
        let asked = self.asked.get_value().into_iter().filter_map(|asked| {
            let stored = asked
                .question
                .answer_of(&stored.master_data, &stored.answers);
            let stored = asked.question.words(stored.as_ref());
            Difference::of(&asked.question.label(), asked.typed(), stored)
        });
        entries.chain(asked).collect()
    }

    fn take(self, stored: &Said) {
        for (entry, text) in self.entries().into_iter().zip(texts(stored)) {
            entry.fault.set(None);
            entry.value.set(text);
        }
        self.who.set(stored.client.clone());
        for asked in self.asked.get_value() {
            let answer = asked
                .question
                .answer_of(&stored.master_data, &stored.answers);
            asked.take(answer);
        }
    }

    fn save(self, client: Client, from: &Said) -> Option<Answer<Said>> {
        let body = self.body(from)?;
        let known = from.known;
        Some(Box::pin(async move {
            let saved = match known {
                None => client.create_monitoring(&body).await,
                Some((id, version)) => client.update_monitoring(id, version, &body).await,
            };
            saved.map(Said::from)
        }))
    }

    fn read(self, client: Client, from: &Said) -> Answer<Said> {
        let known = from.known;
        Box::pin(async move {
            let (id, _) = known.ok_or(CallError::Unreachable)?;
            client.read_monitoring(id).await.map(Said::from)
        })
    }

    fn blame(self, error: &CallError) {
        if let Some(problem) = error.problem() {
            for asked in self.asked.try_get_value().unwrap_or_default() {
                asked.blame(&problem.errors);
            }
        }
    }

    fn fields(self) -> AnyView {
        let (own, data): (Vec<_>, Vec<_>) = self
            .asked
            .get_value()
            .into_iter()
            .partition(|asked| asked.question.is_own());
        view! {
            <div class="grid-2">
                <TextField entry=self.date kind="date" />
                <TextField entry=self.minutes />
            </div>
            <TextField entry=self.subject />
            <div class="grid-2">
                <SelectField
                    entry=self.channel
                    options=channel_options(|| words::t().no_channel)
                    optional=!self.is_mandatory(Part::Channel)
                />
                <Counselor typed=self />
            </div>
            <Person typed=self />
            <OnFields typed=self />
            {group(|| words::t().master_data, data)}
            {group(|| words::t().own, own)}
            <TextArea entry=self.remark optional=!self.is_mandatory(Part::Remark) />
        }
        .into_any()
    }
}

/// The channels, after the word for none of them.
pub fn channel_options(none: fn() -> &'static str) -> Signal<Vec<(String, String)>> {
    Signal::derive(move || {
        let none = (String::new(), none().to_owned());
        let all = Channel::ALL.into_iter();
        let all = all.map(|one| (name_of(one).to_owned(), channels::name(one).to_owned()));
        std::iter::once(none).chain(all).collect()
    })
}

fn group(legend: fn() -> &'static str, asked: Vec<Asked>) -> Option<AnyView> {
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
fn Counselor(typed: Typed) -> impl IntoView {
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
fn Person(typed: Typed) -> impl IntoView {
    let Typed { client, who, .. } = typed;
    let set = move |one: Option<ClientRef>| {
        client.fault.set(None);
        client.value.set(
            one.as_ref()
                .map_or_else(String::new, |one| one.id.to_string()),
        );
        who.set(one);
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
        .then(|| view! { " " <span class="opt">{move || i18n::common::t().optional}</span> });
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
fn OnFields(typed: Typed) -> impl IntoView {
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
