//! What is typed into a form, and what is wrong with it. The checks are the domain's own types,
//! so a form refuses exactly what the server would.

use crate::{i18n, ui::dom};
use client::CallError;
use domain::problem::{FieldCode, FieldError, ProblemCode};
use leptos::prelude::*;

/// What is wrong with a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// A rule of the value's type.
    Field(FieldError),
    /// What only the server can know, such as a name that is taken.
    Problem(ProblemCode),
    /// Whatever else the server found, in its words.
    Said(String),
}

/// One value of a form.
#[derive(Clone, Copy, Debug)]
pub struct Entry {
    /// The name of the field in the request's body; its control's id as well.
    pub name: &'static str,
    /// What it is called.
    pub label: fn() -> &'static str,
    /// What was typed. Never lost because of an error.
    pub value: RwSignal<String>,
    /// What is wrong with it.
    pub fault: RwSignal<Option<Fault>>,
    /// Better words than the general ones, for some rules.
    words: fn(FieldCode) -> Option<&'static str>,
    check: fn(&str) -> Result<(), FieldError>,
}

/// A value that must be there and be a valid `T`.
pub fn required<T: TryFrom<String, Error = FieldError>>(raw: &str) -> Result<(), FieldError> {
    T::try_from(raw.to_owned()).map(drop)
}

/// A value that may be left out.
pub fn optional<T: TryFrom<String, Error = FieldError>>(raw: &str) -> Result<(), FieldError> {
    if raw.trim().is_empty() {
        Ok(())
    } else {
        required::<T>(raw)
    }
}

/// A value that cannot be wrong, such as a choice.
#[expect(clippy::unnecessary_wraps, reason = "a check like the others")]
pub fn any(_: &str) -> Result<(), FieldError> {
    Ok(())
}

impl Entry {
    /// An entry that begins with `value`.
    pub fn new(
        name: &'static str,
        label: fn() -> &'static str,
        value: impl Into<String>,
        check: fn(&str) -> Result<(), FieldError>,
    ) -> Self {
        Self {
            name,
            label,
            value: RwSignal::new(value.into()),
            fault: RwSignal::new(None),
            words: |_| None,
            check,
        }
    }

    /// Says some faults in better words.
    #[must_use]
    pub fn in_words(self, words: fn(FieldCode) -> Option<&'static str>) -> Self {
        Self { words, ..self }
    }

    /// The valid value; `None` if it is left out or wrong.
    pub fn parse<T: TryFrom<String>>(self) -> Option<T> {
        T::try_from(self.value.get_untracked()).ok()
    }

    /// What is wrong, in words.
    pub fn fault_text(self) -> Option<String> {
        self.fault.get().map(|fault| match fault {
            Fault::Field(error) => {
                (self.words)(error.code).map_or_else(|| error.text(i18n::speech()), Into::into)
            }
            Fault::Problem(code) => code.text(i18n::speech()).into(),
            Fault::Said(text) => text,
        })
    }

    /// Checks what was typed.
    pub fn check(self) -> bool {
        let fault = self.value.with_untracked(|value| (self.check)(value).err());
        self.fault.set(fault.map(Fault::Field));
        fault.is_none()
    }

    /// Takes what is being typed; a fault that was shown is looked at again.
    pub fn type_in(self, text: String) {
        self.value.set(text);
        if self.fault.get_untracked().is_some() {
            self.check();
        }
    }

    /// Checks when the field is left, unless nothing was typed or the form is being sent, which
    /// checks everything. A field that disappears is left as well; then nothing is to be checked.
    pub fn leave(self, to_button: bool) {
        let is_empty = self.value.try_with_untracked(String::is_empty);
        if !to_button && is_empty == Some(false) {
            self.check();
        }
    }
}

/// The values that are sent together.
#[derive(Clone, Copy, Debug)]
pub struct Form {
    /// The entries, in the order of the page.
    pub entries: StoredValue<Vec<Entry>>,
    /// While it is being sent.
    pub busy: RwSignal<bool>,
    /// Why the last sending failed, where no field is to blame.
    pub failure: RwSignal<Option<CallError>>,
    /// Raised whenever sending was refused, so that the summary takes the focus again.
    pub refusals: RwSignal<u32>,
}

impl Form {
    /// A form of these entries.
    pub fn new(entries: Vec<Entry>) -> Self {
        Self {
            entries: StoredValue::new(entries),
            busy: RwSignal::new(false),
            failure: RwSignal::new(None),
            refusals: RwSignal::new(0),
        }
    }

    /// Checks everything, and begins sending if nothing is wrong and nothing is on its way.
    pub fn begin(self) -> bool {
        if self.busy.get_untracked() {
            return false;
        }
        self.failure.set(None);
        let checks = self.entries.with_value(|entries| {
            entries
                .iter()
                .map(|entry| entry.check())
                .collect::<Vec<_>>()
        });
        let fine = checks.into_iter().all(|fine| fine);
        self.busy.set(fine);
        if !fine {
            self.refuse();
        }
        fine
    }

    /// It arrived.
    pub fn succeed(self) {
        self.busy.set(false);
    }

    /// It did not arrive: blames the fields the server blames, and keeps the rest for the summary.
    pub fn fail(self, error: CallError) {
        self.busy.set(false);
        // The form may be gone by the time the answer comes.
        let blamed = self
            .entries
            .try_with_value(|entries| entries.iter().filter(|entry| blame(entry, &error)).count());
        self.failure.set((blamed == Some(0)).then_some(error));
        self.refuse();
    }

    /// It is not sent: something is wrong with this value that it does not tell by itself.
    pub fn refuse_for(self, entry: Entry, error: FieldError) {
        self.busy.set(false);
        entry.fault.set(Some(Fault::Field(error)));
        self.refuse();
    }

    /// Something is wrong that no field could know by itself; it has been said at its field.
    pub fn refuse(self) {
        self.busy.set(false);
        self.refusals.update(|refusals| *refusals += 1);
        dom::focus_soon(self.summary_id());
    }

    /// The id of its error summary. It is named after the first entry, whose id no other form of
    /// the page has.
    pub fn summary_id(self) -> String {
        let first = |entries: &Vec<Entry>| entries.first().map_or("form", |entry| entry.name);
        let first = self.entries.try_with_value(first);
        format!("error-summary-{}", first.unwrap_or("form"))
    }
}

/// Puts the fault that the server found in this entry there, if it found one.
fn blame(entry: &Entry, error: &CallError) -> bool {
    let Some(problem) = error.problem() else {
        return false;
    };
    let field = problem
        .errors
        .iter()
        .find(|field| field.pointer.strip_prefix('/') == Some(entry.name));
    let fault = match (problem.code, field) {
        (ProblemCode::InvalidBody, Some(field)) => match field.code {
            // Only the server's sentence has the bound.
            FieldCode::TooShort | FieldCode::TooLong => Fault::Said(field.message.clone()),
            code => Fault::Field(FieldError::new(code)),
        },
        (_, Some(_)) => Fault::Problem(problem.code),
        (code, None) => match (code, entry.name) {
            (ProblemCode::PseudonymTaken, "pseudonym")
            | (ProblemCode::EmailTaken, "email")
            | (ProblemCode::LoginNameTaken, "login_name") => Fault::Problem(code),
            _ => return false,
        },
    };
    entry.fault.set(Some(fault));
    true
}
