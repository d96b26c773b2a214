//! Whether an entry repeats: the part that the forms for appointments and blockers share.

use crate::{
    forms::{Entry, Fault, Form, any},
    i18n::booking_series as words,
    ui::{SelectField, SwitchField, TextField, switch::ON},
};
use client::CallError;
use domain::{
    bookings::Repetition,
    problem::{FieldCode, FieldError, ProblemCode},
};
use leptos::prelude::*;

/// How often, unless somebody says otherwise.
const COUNT: &str = "6";

/// What is typed of it.
#[derive(Clone, Copy)]
pub struct Repeat {
    on: Entry,
    weeks: Entry,
    count: Entry,
}

fn is_count(raw: &str) -> Result<(), FieldError> {
    let count = raw.trim().parse::<u8>();
    let count = count.map_err(|_| FieldError::new(FieldCode::WrongType))?;
    Repetition::new(1, count).map(drop)
}

impl Repeat {
    /// It does not, until somebody says so.
    pub fn new() -> Self {
        Self {
            on: Entry::new("repeat", || words::t().repeat, "", any),
            weeks: Entry::new("every_weeks", || words::t().rhythm, "1", any),
            count: Entry::new("count", || words::t().count, COUNT, is_count)
                .in_words(|_| Some(words::t().count_bounds)),
        }
    }

    /// What is checked before it is sent.
    pub fn entries(self) -> Vec<Entry> {
        vec![self.on, self.weeks, self.count]
    }

    /// How it repeats, if it does.
    pub fn read(self) -> Option<Repetition> {
        if !self.on.value.with_untracked(|on| on == ON) {
            return None;
        }
        let number = |entry: Entry| entry.value.with_untracked(|raw| raw.trim().parse().ok());
        Repetition::new(number(self.weeks)?, number(self.count)?).ok()
    }

    /// Says where it stands what the server refuses of a series; `false` where it is something else.
    pub fn blame(self, form: Form, error: &CallError) -> bool {
        let Some(problem) = error.problem() else {
            return false;
        };
        let of = |pointer: &str| problem.errors.iter().any(|one| one.pointer == pointer);
        let (entry, said) = match (problem.code, problem.taken_at) {
            (ProblemCode::SlotTaken, Some(at)) => (self.weeks, words::taken(at)),
            (ProblemCode::InvalidBody, _) if of("/repeat") => {
                (self.count, words::t().too_long.to_owned())
            }
            _ => return false,
        };
        entry.fault.set(Some(Fault::Said(said)));
        form.refuse();
        true
    }
}

/// The fields.
#[component]
pub fn RepeatFields(repeat: Repeat) -> impl IntoView {
    let is_on = Memo::new(move |_| repeat.on.value.with(|on| on == ON));
    Effect::new(move |_| {
        let is_bad = repeat
            .count
            .value
            .with_untracked(|raw| is_count(raw).is_err());
        if !is_on.get() && is_bad {
            // What nobody sees any more refuses nothing.
            repeat.count.value.set(COUNT.into());
            repeat.count.fault.set(None);
        }
    });
    let rhythms = Signal::derive(|| {
        let all = 1..=4_u8;
        all.map(|weeks| (weeks.to_string(), words::every(weeks).to_owned()))
            .collect()
    });
    view! {
        <SwitchField entry=repeat.on hint=|| words::t().repeat_hint />
        {move || {
            is_on
                .get()
                .then(|| {
                    view! {
                        <div class="grid-2">
                            <SelectField entry=repeat.weeks options=rhythms />
                            <TextField entry=repeat.count kind="number" />
                        </div>
                    }
                })
        }}
    }
    .into_any()
}
