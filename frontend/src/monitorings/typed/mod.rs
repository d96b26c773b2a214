//! A monitoring as it is typed, beside what it began with or says already.

mod controls;
mod said;

pub use controls::channel_options;
pub use said::{Said, channel_of, name_of};

use super::{
    around::Around,
    questions::{Answer as Answered, Asked, Question},
};
use crate::{
    clients::fields::words_of,
    forms::{Entry, Fault, Form, any, optional, required},
    i18n::{channels, format, monitorings as words},
    settings::{Answer, Difference, Edited},
    ui::{SelectField, TextArea, TextField, dom},
};
use client::{CallError, Client};
use controls::{CounselorChoice, OnFields, Person, group};
use domain::{
    clients::ClientRef,
    master_data_fields::MasterData,
    monitorings::{MonitoringAnswers, MonitoringWrite, Part},
    problem::{FieldCode, FieldError},
    text::{MonitoringRemark, MonitoringSubject},
};
use leptos::prelude::*;
use said::{date, minutes, texts};

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
            .with_value(|around| around.rules.parts.contains(&part))
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
        // What it was written down in is named with its client only.
        let is_same = client_id == from.client.as_ref().map(|one| one.id);
        let fields = self.fields.value.get_untracked();
        Some(MonitoringWrite {
            counselor_id: id_of(self.counselor),
            client_id,
            mail_request_id: from.mail_request_id.filter(|_| is_same),
            booking_id: from.booking_id.filter(|_| is_same),
            chat_id: from.chat_id.filter(|_| is_same),
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
    let mandatory = &around.rules.master_data_field_ids;
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
                <CounselorChoice typed=self />
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
