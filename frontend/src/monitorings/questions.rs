//! What the facility asks of a monitoring: its master-data fields and its own fields, with the
//! controls that master data has elsewhere.

use super::checks::Checks;
use crate::{
    clients::questions::{self as controls, Control},
    i18n::{self, common},
};
use domain::{
    counselling_fields::Labels,
    ids::{ChoiceId, MasterDataFieldId, MonitoringFieldId},
    master_data_fields::{
        MasterData, MasterDataChoice, MasterDataField, MasterDataKind, MasterDataValue,
    },
    monitorings::{MonitoringAnswer, MonitoringAnswers, MonitoringField, MonitoringFieldKind},
    problem::{FieldCode, FieldError},
    text::OfficialCategory,
};
use leptos::prelude::*;
use std::collections::BTreeSet;

/// Whose question it is.
#[derive(Clone, Debug, PartialEq)]
enum Whose {
    /// One that is asked of clients.
    MasterData,
    /// One of monitorings.
    Own(MonitoringField),
}

/// A question.
#[derive(Clone, Debug, PartialEq)]
pub struct Question {
    /// What is asked, in the way of master data; of several answers, what each of them can be.
    field: MasterDataField,
    whose: Whose,
    mandatory: bool,
}

/// What is answered to one.
#[derive(Clone, PartialEq)]
pub enum Answer {
    /// To a master-data field.
    MasterData(MasterDataFieldId, MasterDataValue),
    /// To an own field.
    Own(MonitoringFieldId, MonitoringAnswer),
}

impl Question {
    /// One of the master-data fields.
    pub fn of_master_data(field: MasterDataField, mandatory: bool) -> Self {
        Self {
            field,
            whose: Whose::MasterData,
            mandatory,
        }
    }

    /// One of the facility's own fields.
    pub fn own(of: MonitoringField) -> Self {
        let choice = |one: &domain::monitorings::MonitoringOption| MasterDataChoice {
            id: one.id,
            labels: one.labels.clone(),
            active: one.active,
        };
        Self {
            field: MasterDataField {
                id: MasterDataFieldId(of.id.0),
                labels: of.labels.clone(),
                kind: match of.kind {
                    MonitoringFieldKind::Text => MasterDataKind::Text,
                    MonitoringFieldKind::Number => MasterDataKind::Number,
                    MonitoringFieldKind::YesNo => MasterDataKind::YesNo,
                    MonitoringFieldKind::OneOf | MonitoringFieldKind::SeveralOf => {
                        MasterDataKind::Choice
                    }
                },
                choices: of.options.iter().map(choice).collect(),
                mandatory: of.mandatory,
                active: of.active,
                position: of.position,
                version: of.version,
            },
            mandatory: of.mandatory,
            whose: Whose::Own(of),
        }
    }

    /// What it is called; notifies of the language.
    pub fn label(&self) -> String {
        controls::label(&self.field)
    }

    /// Whether it can still be answered.
    pub fn is_active(&self) -> bool {
        self.field.active
    }

    /// Whether it is one of the facility's own.
    pub fn is_own(&self) -> bool {
        self.whose != Whose::MasterData
    }

    fn takes_several(&self) -> bool {
        matches!(&self.whose, Whose::Own(own) if own.kind == MonitoringFieldKind::SeveralOf)
    }

    /// Where a refusal of its answer points to.
    fn pointer(&self) -> String {
        match &self.whose {
            Whose::MasterData => format!("/master_data/{}", self.field.id),
            Whose::Own(own) => format!("/answers/{}", own.id),
        }
    }

    /// What was answered, if anything was.
    pub fn answer_of(&self, data: &MasterData, answers: &MonitoringAnswers) -> Option<Answer> {
        match &self.whose {
            Whose::MasterData => {
                let value = data.get(&self.field.id)?.clone();
                Some(Answer::MasterData(self.field.id, value))
            }
            Whose::Own(own) => {
                let answer = answers.get(&own.id)?.clone();
                Some(Answer::Own(own.id, answer))
            }
        }
    }

    /// An answer in words; notifies of the language.
    pub fn words(&self, answer: Option<&Answer>) -> String {
        let chosen = |ids: &BTreeSet<ChoiceId>| {
            let choices = self.field.choices.iter();
            let words = choices
                .filter(|one| ids.contains(&one.id))
                .map(|one| one.labels.in_language(i18n::language()));
            words.collect::<Vec<_>>().join(", ")
        };
        match answer {
            None => String::new(),
            Some(Answer::MasterData(_, value)) => controls::shown(&self.field, value),
            Some(Answer::Own(_, MonitoringAnswer::Chosen(ids))) => chosen(ids),
            Some(Answer::Own(_, MonitoringAnswer::YesNo(yes))) => {
                controls::shown(&self.field, &MasterDataValue::YesNo(*yes))
            }
            Some(Answer::Own(_, MonitoringAnswer::Number(number))) => {
                i18n::format::number((*number).into())
            }
            Some(Answer::Own(_, MonitoringAnswer::Text(text))) => text.clone(),
        }
    }

    /// Which official figures an answer feeds.
    pub fn official(&self, answer: Option<&Answer>) -> Vec<String> {
        let Whose::Own(own) = &self.whose else {
            return Vec::new();
        };
        let mut all: Vec<_> = own.official.iter().map(OfficialCategory::as_str).collect();
        if let Some(Answer::Own(_, MonitoringAnswer::Chosen(ids))) = answer {
            let chosen = own.options.iter().filter(|one| ids.contains(&one.id));
            all.extend(
                chosen.filter_map(|one| one.official.as_ref().map(OfficialCategory::as_str)),
            );
        }
        all.into_iter().map(str::to_owned).collect()
    }

    /// What was typed or chosen, in the shape of an answer; whether it is a good one is not asked.
    fn shape(&self, text: &str) -> Option<Answer> {
        let text = text.trim();
        if text.is_empty() {
            return None;
        }
        let number = text.parse::<i32>().ok();
        match &self.whose {
            Whose::MasterData => {
                let value = match (self.field.kind, number) {
                    (MasterDataKind::YesNo, _) => MasterDataValue::YesNo(text == "yes"),
                    (MasterDataKind::Number | MasterDataKind::Year, Some(number)) => {
                        MasterDataValue::Number(number)
                    }
                    _ => MasterDataValue::Text(text.to_owned()),
                };
                Some(Answer::MasterData(self.field.id, value))
            }
            Whose::Own(own) => {
                let answer = match (own.kind, number) {
                    (MonitoringFieldKind::YesNo, _) => MonitoringAnswer::YesNo(text == "yes"),
                    (MonitoringFieldKind::Number, Some(number)) => MonitoringAnswer::Number(number),
                    (MonitoringFieldKind::OneOf | MonitoringFieldKind::SeveralOf, _) => {
                        let ids = text.split(' ').filter_map(|id| id.parse().ok());
                        MonitoringAnswer::Chosen(ids.collect())
                    }
                    _ => MonitoringAnswer::Text(text.to_owned()),
                };
                Some(Answer::Own(own.id, answer))
            }
        }
    }

    /// The answer, if there is one that the field takes. What was answered before stays good.
    fn read(&self, before: Option<&Answer>, text: &str) -> Result<Option<Answer>, FieldError> {
        let Some(answer) = self.shape(text) else {
            return if self.mandatory {
                Err(FieldError::new(FieldCode::Required))
            } else {
                Ok(None)
            };
        };
        if before == Some(&answer) {
            return Ok(Some(answer));
        }
        let accepted = match (&self.whose, answer) {
            (_, Answer::MasterData(id, value)) => {
                Answer::MasterData(id, self.field.accept(&value)?)
            }
            (Whose::Own(own), Answer::Own(id, answer)) => {
                let kept = match before {
                    Some(Answer::Own(_, before)) => Some(before),
                    Some(Answer::MasterData(..)) | None => None,
                };
                Answer::Own(id, own.accept(kept, &answer)?)
            }
            (Whose::MasterData, answer @ Answer::Own(..)) => answer,
        };
        Ok(Some(accepted))
    }
}

/// An answer as it stands in a control.
fn text_of(answer: Option<&Answer>) -> String {
    match answer {
        None => String::new(),
        Some(Answer::MasterData(_, value)) => controls::text_of(Some(value)),
        Some(Answer::Own(_, answer)) => match answer {
            MonitoringAnswer::YesNo(true) => "yes".to_owned(),
            MonitoringAnswer::YesNo(false) => "no".to_owned(),
            MonitoringAnswer::Number(number) => number.to_string(),
            MonitoringAnswer::Text(text) => text.clone(),
            MonitoringAnswer::Chosen(ids) => {
                let ids: Vec<_> = ids.iter().map(ToString::to_string).collect();
                ids.join(" ")
            }
        },
    }
}

/// A question with its control.
#[derive(Clone)]
pub struct Asked {
    /// The question.
    pub question: Question,
    value: RwSignal<String>,
    fault: RwSignal<Option<String>>,
    before: RwSignal<Option<Answer>>,
}

impl Asked {
    /// Asks it; `before` is what is answered already.
    pub fn new(question: Question, before: Option<Answer>) -> Self {
        Self {
            value: RwSignal::new(text_of(before.as_ref())),
            fault: RwSignal::new(None),
            before: RwSignal::new(before),
            question,
        }
    }

    /// The control's id.
    pub fn id(&self) -> String {
        format!("question-{}", self.question.field.id)
    }

    /// Takes over what is answered by now.
    pub fn take(&self, answer: Option<Answer>) {
        self.value.set(text_of(answer.as_ref()));
        self.before.set(answer);
        self.fault.set(None);
    }

    /// What is typed, in words; notifies.
    pub fn typed(&self) -> String {
        let answer = self.value.with(|text| self.question.shape(text));
        self.question.words(answer.as_ref())
    }

    /// The answer; what is wrong with it is said at its place.
    pub fn read(&self) -> Result<Option<Answer>, ()> {
        let before = self.before.get_untracked();
        let read = self
            .value
            .with_untracked(|text| self.question.read(before.as_ref(), text));
        self.fault.set(
            read.as_ref()
                .err()
                .map(|error| error.text(i18n::language())),
        );
        read.map_err(|_| ())
    }

    /// Says at its place what the server found.
    pub fn blame(&self, errors: &[domain::problem::FieldProblem]) {
        let pointer = self.question.pointer();
        if let Some(error) = errors.iter().find(|one| one.pointer == pointer) {
            self.fault.try_set(Some(error.message.clone()));
        }
    }

    /// Label and control.
    pub fn view(self) -> AnyView {
        let id = self.id();
        let (value, fault, mandatory) = (self.value, self.fault, self.question.mandatory);
        let question = StoredValue::new(self.question);
        let label = move || question.with_value(Question::label);
        if question.with_value(Question::takes_several) {
            return view! {
                <Checks
                    id=id
                    label=Signal::derive(label)
                    optional=!mandatory
                    options=options(question, value)
                    value=value
                    fault=fault
                    on_change=move |()| fault.set(None)
                />
            }
            .into_any();
        }
        let optional = (!mandatory)
            .then(|| view! { " " <span class="opt">{move || common::t().optional}</span> });
        let field = question.with_value(|one| one.field.clone());
        view! {
            <div class="field">
                <label class="label" for=id.clone()>
                    {label}
                    {optional}
                </label>
                <Control field=field id=id value=value fault=fault />
            </div>
        }
        .into_any()
    }
}

/// What there is to choose from. What is not offered any more is there for whom it was chosen.
fn options(
    question: StoredValue<Question>,
    value: RwSignal<String>,
) -> Signal<Vec<(String, String)>> {
    let first = value.get_untracked();
    Signal::derive(move || {
        let language = i18n::language();
        let word = |labels: &Labels| labels.in_language(language).to_owned();
        question.with_value(|question| {
            let offered = question
                .field
                .choices
                .iter()
                .filter(|one| one.active || first.contains(&one.id.to_string()));
            offered
                .map(|one| (one.id.to_string(), word(&one.labels)))
                .collect()
        })
    })
}
