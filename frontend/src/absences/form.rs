//! A new absence, or one that is there.

use crate::{
    forms::{Entry, Fault, Form, any, optional},
    i18n::{absences as words, format},
    pages::Pages,
    settings::{Answer, Difference, Edited, EditedDialog},
    ui::{Choice, TextField},
};
use chrono::{NaiveDate, NaiveTime, Timelike};
use client::{CallError, Client};
use domain::{
    absences::{
        Absence, AbsenceCreate, AbsencePeriod, AbsenceQuery, AbsenceUpdate, RawAbsencePeriod,
    },
    ids::CounselorId,
    page::Limit,
    problem::{FieldCode, FieldError},
    text::AbsenceLabel,
};
use leptos::prelude::*;

/// How the entry of the unit says that it is no whole days.
const TIMES: &str = "times";

/// The form.
#[component]
pub fn AbsenceForm(
    /// Who is away.
    of: CounselorId,
    /// Which; a new one if left out.
    absence: Option<Absence>,
    /// Whether its dialog is open.
    open: RwSignal<bool>,
    /// The list that it belongs to.
    pages: Pages<Absence>,
) -> impl IntoView {
    let edited = Typed::new(of, absence.as_ref());
    let saved = Callback::new(move |_| pages.load());
    view! { <EditedDialog open=open edited=edited stored=absence on_saved=saved /> }.into_any()
}

fn date(raw: &str) -> Result<NaiveDate, FieldError> {
    let code = if raw.trim().is_empty() {
        FieldCode::Required
    } else {
        FieldCode::InvalidFormat
    };
    raw.trim().parse().map_err(|_| FieldError::new(code))
}

fn time(raw: &str) -> Result<NaiveTime, FieldError> {
    let time = NaiveTime::parse_from_str(raw.trim(), "%H:%M");
    time.map_err(|_| FieldError::new(FieldCode::InvalidFormat))
}

#[derive(Clone, Copy)]
struct Typed {
    of: CounselorId,
    unit: Entry,
    from: Entry,
    from_time: Entry,
    until: Entry,
    until_time: Entry,
    label: Entry,
    form: Form,
}

/// The values of an absence as the entries hold them, in the order of [`Typed::all`].
fn texts(of: &Absence) -> [String; 6] {
    let label = of.label.clone();
    match of.period.said() {
        RawAbsencePeriod::Days { from, until } => [
            String::new(),
            from.to_string(),
            String::new(),
            until.to_string(),
            String::new(),
            label,
        ],
        RawAbsencePeriod::Times { starts_at, ends_at } => {
            let shown = |at| {
                let date = format::wall(at).map(|(date, _)| date.to_string());
                (date.unwrap_or_default(), format::clock_time(at))
            };
            let ((from, from_time), (until, until_time)) = (shown(starts_at), shown(ends_at));
            [TIMES.to_owned(), from, from_time, until, until_time, label]
        }
    }
}

impl Typed {
    fn new(of: CounselorId, absence: Option<&Absence>) -> Self {
        let texts = absence.map_or_else(Default::default, texts);
        let [unit, from, from_time, until, until_time, label] = texts;
        let day = |name, label: fn() -> &'static str, value| {
            Entry::new(name, label, value, |raw| date(raw).map(drop))
        };
        // Which of them are asked for is looked at when it is saved.
        let clock = |name, label: fn() -> &'static str, value: String| {
            Entry::new(name, label, value, |raw| {
                if raw.trim().is_empty() {
                    Ok(())
                } else {
                    time(raw).map(drop)
                }
            })
            .in_words(|_| Some(words::t().time_bad))
        };
        let from = day("from", || words::t().from, from);
        let from_time = clock("from_time", || words::t().from_time, from_time);
        let until = day("until", || words::t().until, until);
        let until_time = clock("until_time", || words::t().until_time, until_time);
        let label = Entry::new(
            "label",
            || words::t().label,
            label,
            optional::<AbsenceLabel>,
        );
        Self {
            of,
            unit: Entry::new("unit", || words::t().unit, unit, any),
            from,
            from_time,
            until,
            until_time,
            label,
            form: Form::new(vec![from, from_time, until, until_time, label]),
        }
    }

    fn all(self) -> [Entry; 6] {
        [
            self.unit,
            self.from,
            self.from_time,
            self.until,
            self.until_time,
            self.label,
        ]
    }

    /// Whether it is no whole days; notifies.
    fn in_times(self) -> bool {
        self.unit.value.with(|unit| unit == TIMES)
    }

    fn choose(self, unit: &'static str) {
        self.unit.value.set(unit.to_owned());
        for entry in [self.from_time, self.until_time] {
            entry.fault.set(None);
        }
    }

    /// From when to when, if that is good. What is wrong is said at its field.
    fn period(self) -> Option<AbsencePeriod> {
        let day = |entry: Entry| entry.value.with_untracked(|raw| date(raw)).ok();
        let (from, until) = (day(self.from)?, day(self.until)?);
        let raw = if untrack(|| self.in_times()) {
            let moment = |date: NaiveDate, entry: Entry| {
                let time = entry.value.with_untracked(|raw| time(raw));
                if let Err(error) = time {
                    entry.fault.set(Some(Fault::Field(error)));
                }
                let time = time.ok()?;
                format::moment_of(date, time.hour() * 60 + time.minute())
            };
            let starts_at = moment(from, self.from_time);
            let ends_at = moment(until, self.until_time);
            RawAbsencePeriod::Times {
                starts_at: starts_at?,
                ends_at: ends_at?,
            }
        } else {
            RawAbsencePeriod::Days { from, until }
        };
        let period = AbsencePeriod::try_from(raw);
        if period.is_err() {
            let said = words::t().period_bad.to_owned();
            self.until.fault.set(Some(Fault::Said(said)));
        }
        period.ok()
    }
}

/// What a value is called on the page; notifies of the language.
fn shown(entry: Entry, value: &str) -> String {
    if entry.name != "unit" {
        return value.to_owned();
    }
    let word = if value == TIMES {
        words::t().in_times
    } else {
        words::t().in_days
    };
    word.to_owned()
}

impl Edited for Typed {
    type Stored = Option<Absence>;

    fn form(self) -> Form {
        self.form
    }

    fn differences(self, stored: &Option<Absence>) -> Vec<Difference> {
        let Some(stored) = stored else {
            return Vec::new();
        };
        let both = self.all().into_iter().zip(texts(stored));
        both.filter_map(|(entry, stored)| {
            let typed = entry.value.get();
            Difference::of((entry.label)(), shown(entry, &typed), shown(entry, &stored))
        })
        .collect()
    }

    fn take(self, stored: &Option<Absence>) {
        let Some(stored) = stored else { return };
        for (entry, text) in self.all().into_iter().zip(texts(stored)) {
            entry.fault.set(None);
            entry.value.set(text);
        }
    }

    fn save(self, client: Client, from: &Option<Absence>) -> Option<Answer<Option<Absence>>> {
        let period = self.period()?;
        let label: AbsenceLabel = self.label.parse()?;
        Some(match from {
            None => {
                let body = AbsenceCreate {
                    counselor_id: Some(self.of),
                    period,
                    label,
                };
                Box::pin(async move { client.create_absence(&body).await.map(Some) })
            }
            Some(known) => {
                let (id, version) = (known.id, known.version);
                let body = AbsenceUpdate {
                    period: Some(period),
                    label: Some(label),
                };
                Box::pin(async move {
                    let saved = client.update_absence(id, version, &body).await;
                    saved.map(Some)
                })
            }
        })
    }

    fn read(self, client: Client, from: &Option<Absence>) -> Answer<Option<Absence>> {
        let (of, id) = (self.of, from.as_ref().map(|known| known.id));
        Box::pin(async move {
            let mut query = AbsenceQuery {
                counselor_id: Some(of),
                limit: Limit::try_from(Limit::MAX).ok(),
                ..AbsenceQuery::default()
            };
            loop {
                let page = client.list_absences(&query).await?;
                let found = page.items.into_iter().find(|one| Some(one.id) == id);
                match (found, page.next) {
                    (Some(found), _) => return Ok(Some(found)),
                    (None, Some(next)) => query.after = Some(next),
                    (None, None) => return Err(CallError::Unreachable),
                }
            }
        })
    }

    fn fields(self) -> AnyView {
        let in_times = Memo::new(move |_| self.in_times());
        let clock = move |entry: Entry| {
            move || {
                in_times.get().then(
                    || view! { <TextField entry=entry hint=|| words::t().time_hint.to_owned() /> },
                )
            }
        };
        view! {
            <fieldset class="stack stack-2">
                <legend class="label">{move || words::t().unit}</legend>
                <Choice
                    group="unit"
                    label=|| words::t().in_days
                    checked=Signal::derive(move || !in_times.get())
                    on_choose=move |()| self.choose("")
                />
                <Choice
                    group="unit"
                    label=|| words::t().in_times
                    checked=in_times
                    on_choose=move |()| self.choose(TIMES)
                />
            </fieldset>
            <div class="grid-2">
                <TextField entry=self.from kind="date" />
                {clock(self.from_time)}
            </div>
            <div class="grid-2">
                <TextField entry=self.until kind="date" />
                {clock(self.until_time)}
            </div>
            <TextField
                entry=self.label
                hint=|| words::t().label_hint.to_owned()
                optional=true
            />
        }
        .into_any()
    }
}
