//! A facility's own questions: a control for each kind of answer, and answers in words.

use crate::{
    i18n::{clients as words, language},
    ui::{
        dom,
        icon::{self, icon},
    },
};
use domain::{
    master_data_fields::{MasterData, MasterDataField, MasterDataKind, MasterDataValue},
    problem::FieldError,
    text::MasterDataText,
};
use leptos::prelude::*;

/// What a question is called; notifies of the language.
pub fn label(field: &MasterDataField) -> String {
    field.labels.in_language(language()).to_owned()
}

/// An answer as it stands in a control.
pub fn text_of(value: Option<&MasterDataValue>) -> String {
    match value {
        None => String::new(),
        Some(MasterDataValue::YesNo(true)) => "yes".into(),
        Some(MasterDataValue::YesNo(false)) => "no".into(),
        Some(MasterDataValue::Number(number)) => number.to_string(),
        Some(MasterDataValue::Text(text)) => text.clone(),
    }
}

/// What was typed or chosen, if it is an answer that the field takes; nothing is no answer.
pub fn read(field: &MasterDataField, text: &str) -> Result<Option<MasterDataValue>, FieldError> {
    let text = text.trim();
    if text.is_empty() {
        return Ok(None);
    }
    let value = match field.kind {
        MasterDataKind::YesNo => MasterDataValue::YesNo(text == "yes"),
        MasterDataKind::Number | MasterDataKind::Year => match text.parse() {
            Ok(number) => MasterDataValue::Number(number),
            Err(_) => MasterDataValue::Text(text.to_owned()),
        },
        MasterDataKind::Choice | MasterDataKind::Text | MasterDataKind::Date => {
            MasterDataValue::Text(text.to_owned())
        }
    };
    field.accept(&value).map(Some)
}

/// An answer in words; notifies of the language.
pub fn shown(field: &MasterDataField, value: &MasterDataValue) -> String {
    match (field.kind, value) {
        (MasterDataKind::Choice, MasterDataValue::Text(id)) => {
            let chosen = field.choices.iter().find(|one| one.id.to_string() == *id);
            chosen.map_or_else(String::new, |one| {
                one.labels.in_language(language()).to_owned()
            })
        }
        (MasterDataKind::Date, MasterDataValue::Text(day)) => day
            .parse()
            .map_or_else(|_| day.clone(), crate::i18n::format::date),
        (_, MasterDataValue::YesNo(true)) => words::t().yes.into(),
        (_, MasterDataValue::YesNo(false)) => words::t().no.into(),
        (_, MasterDataValue::Number(number)) => number.to_string(),
        (_, MasterDataValue::Text(text)) => text.clone(),
    }
}

/// What there is to choose from: value and word. A choice that is not offered any more is there
/// for whom it was chosen.
fn options(field: &MasterDataField, chosen: &str) -> Vec<(String, String)> {
    let language = language();
    let mut options = vec![(String::new(), words::t().not_chosen.to_owned())];
    if field.kind == MasterDataKind::YesNo {
        options.push(("yes".into(), words::t().yes.into()));
        options.push(("no".into(), words::t().no.into()));
    }
    for choice in &field.choices {
        let id = choice.id.to_string();
        if choice.active || id == chosen {
            options.push((id, choice.labels.in_language(language).to_owned()));
        }
    }
    options
}

/// The control for an answer. Its label stands elsewhere and names `id`.
#[component]
pub fn Control(
    /// The question.
    field: MasterDataField,
    /// The control's id.
    id: String,
    /// What is typed or chosen.
    value: RwSignal<String>,
    /// What is wrong with it.
    fault: RwSignal<Option<String>>,
) -> impl IntoView {
    let error_id = StoredValue::new(format!("{id}-error"));
    let is_wrong = move || fault.with(Option::is_some);
    let described_by = move || is_wrong().then(|| error_id.get_value());
    let invalid = move || is_wrong().then_some("true");
    let typed = move |text: String| {
        value.set(text);
        fault.set(None);
    };
    let kind = field.kind;
    let control = if matches!(kind, MasterDataKind::Choice | MasterDataKind::YesNo) {
        let option = move |(name, word): (String, String)| {
            let chosen = name.clone();
            let selected = move || value.with(|value| *value == chosen);
            view! { <option value=name prop:selected=selected>{word}</option> }.into_any()
        };
        let first = value.get_untracked();
        let all = move || {
            let options = options(&field, &first).into_iter();
            options.map(option).collect_view()
        };
        view! {
            <select
                class="select"
                id=id
                aria-invalid=invalid
                aria-describedby=described_by
                on:change=move |event| typed(event_target_value(&event))
            >
                {all}
            </select>
        }
        .into_any()
    } else {
        let is_number = matches!(kind, MasterDataKind::Number | MasterDataKind::Year);
        view! {
            <input
                class="input"
                id=id
                type=if kind == MasterDataKind::Date { "date" } else { "text" }
                inputmode=is_number.then_some("numeric")
                autocomplete="off"
                maxlength=MasterDataText::MAX_CHARS.to_string()
                aria-invalid=invalid
                aria-describedby=described_by
                prop:value=move || value.get()
                on:input=move |event| typed(event_target_value(&event))
            />
        }
        .into_any()
    };
    let error = move || {
        fault.get().map(|text| {
            view! {
                <span class="field-error" id=error_id.get_value()>
                    {icon(icon::CIRCLE_ALERT)}
                    {text}
                </span>
            }
        })
    };
    view! {
        {control}
        {error}
    }
    .into_any()
}

/// A question that is asked in a form, and what is typed.
#[derive(Clone)]
pub struct Asked {
    /// The question.
    pub field: MasterDataField,
    /// What is typed or chosen.
    pub value: RwSignal<String>,
    fault: RwSignal<Option<String>>,
}

impl Asked {
    /// Asks it, with this typed already.
    pub fn new(field: MasterDataField, typed: String) -> Self {
        Self {
            field,
            value: RwSignal::new(typed),
            fault: RwSignal::new(None),
        }
    }

    /// Puts this into its control.
    pub fn put(&self, typed: String) {
        self.value.set(typed);
        self.fault.set(None);
    }

    fn id(&self) -> String {
        format!("asked-{}", self.field.id)
    }
}

/// Checks what is typed; what is wrong is said at its control, and the first such takes the focus.
pub fn check(all: &[Asked]) -> bool {
    let mut first = None;
    for one in all {
        let text = one.value.get_untracked();
        if let Err(error) = read(&one.field, &text) {
            one.fault.set(Some(error.text(untrack(language))));
            first = first.or(Some(one.id()));
        }
    }
    let is_good = first.is_none();
    if let Some(first) = first {
        dom::focus_soon(first);
    }
    is_good
}

/// What was answered.
pub fn answers(all: &[Asked]) -> MasterData {
    let answers = all.iter().filter_map(|one| {
        let value = read(&one.field, &one.value.get_untracked()).ok()?;
        Some((one.field.id, value?))
    });
    answers.collect()
}

/// The questions with their controls.
#[component]
pub fn Ask(
    /// Which.
    questions: Vec<Asked>,
) -> impl IntoView {
    let row = |question: Asked| {
        let id = question.id();
        let of_label = question.field.clone();
        view! {
            <div class="field">
                <label class="label" for=id.clone()>
                    {move || label(&of_label)}
                </label>
                <Control field=question.field id=id value=question.value fault=question.fault />
            </div>
        }
    };
    questions.into_iter().map(row).collect_view().into_any()
}
